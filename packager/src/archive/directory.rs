//! The records of a zip: end record, central directory, local headers (PKWARE's APPNOTE 6.3, sections 4.3 and 4.4).
//!
//! Only numbers are taken from them, and each is checked before it is used. What our packages never
//! have (several disks, Zip64, encryption, links) is refused with its name.

use std::io::{self, Read, Seek, SeekFrom};

use super::{ArchiveError, name};

/// Bytes of a local header before the name.
pub(super) const LOCAL_HEADER: u64 = 30;
/// Bytes of a directory entry before the name.
const ENTRY: usize = 46;
/// Bytes of the end record before the comment.
const END: usize = 22;
/// Longest comment.
const COMMENT_MAX: u64 = 65_535;
/// General purpose flags: encrypted, strongly encrypted, or with a masked directory.
const ENCRYPTED: u16 = 1 | 1 << 6 | 1 << 13;

/// Where the central directory lies.
pub(super) struct Place {
    /// First byte.
    pub(super) at: u64,
    /// Bytes.
    pub(super) size: u64,
    /// How many entries it claims to hold.
    pub(super) entries: u64,
}

/// What the central directory says of a file.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) name: String,
    pub(super) method: u16,
    pub(super) crc: u32,
    pub(super) packed: u64,
    pub(super) size: u64,
    /// First byte of its local header.
    pub(super) at: u64,
}

/// Finds the one end record.
pub(super) fn find(reader: &mut (impl Read + Seek)) -> Result<Place, ArchiveError> {
    let length = reader.seek(SeekFrom::End(0))?;
    let from = length.saturating_sub(END as u64 + COMMENT_MAX);
    reader.seek(SeekFrom::Start(from))?;
    let mut tail = Vec::new();
    reader.take(END as u64 + COMMENT_MAX).read_to_end(&mut tail)?;
    let is_end = |at: &usize| {
        let record = &tail[*at..];
        record.starts_with(b"PK\x05\x06") && usize::from(u16_at(record, 20)) == record.len() - END
    };
    let mut ends = (0..(tail.len() + 1).saturating_sub(END)).filter(is_end);
    let at = ends.next().ok_or(ArchiveError::NotZip)?;
    if ends.next().is_some() {
        return Err(ArchiveError::Damaged("it has two end records"));
    }
    let record = &tail[at..];
    let end_at = from + at as u64;
    let disks = [u16_at(record, 4), u16_at(record, 6)];
    let (here, entries) = (u16_at(record, 8), u16_at(record, 10));
    let place =
        Place { at: u32_at(record, 16).into(), size: u32_at(record, 12).into(), entries: entries.into() };
    if here == u16::MAX || place.at == u64::from(u32::MAX) || place.size == u64::from(u32::MAX) {
        return Err(ArchiveError::Unsupported("the zip is written as Zip64"));
    }
    if disks != [0, 0] || here != entries {
        return Err(ArchiveError::Unsupported("the zip is split over several files"));
    }
    if place.at + place.size != end_at {
        return Err(ArchiveError::Damaged("its directory is not where the end record says"));
    }
    Ok(place)
}

/// Reads the directory, whose size was found to be within its limit.
pub(super) fn read(reader: &mut (impl Read + Seek), place: &Place) -> Result<Vec<Record>, ArchiveError> {
    const SHORT: ArchiveError = ArchiveError::Damaged("its directory is cut short");
    reader.seek(SeekFrom::Start(place.at))?;
    let mut bytes = Vec::new();
    reader.take(place.size).read_to_end(&mut bytes)?;
    let mut rest = bytes.as_slice();
    let mut records = Vec::new();
    while !rest.is_empty() {
        let entry = rest.get(..ENTRY).ok_or(SHORT)?;
        if !entry.starts_with(b"PK\x01\x02") {
            return Err(ArchiveError::Damaged("its directory holds something else"));
        }
        let lengths = [28, 30, 32].map(|at| usize::from(u16_at(entry, at)));
        let name = rest.get(ENTRY..ENTRY + lengths[0]).ok_or(SHORT)?;
        records.push(record(entry, name::parse(name)?)?);
        rest = rest.get(ENTRY + lengths.iter().sum::<usize>()..).ok_or(SHORT)?;
    }
    if records.len() as u64 != place.entries {
        return Err(ArchiveError::Damaged(
            "its directory holds another number of files than the end record says",
        ));
    }
    Ok(records)
}

fn record(entry: &[u8], name: String) -> Result<Record, ArchiveError> {
    let number = |at| u64::from(u32_at(entry, at));
    if u16_at(entry, 8) & ENCRYPTED != 0 {
        return Err(ArchiveError::Unsupported("the zip is encrypted"));
    }
    if [20, 24, 42].iter().any(|at| number(*at) == u64::from(u32::MAX)) {
        return Err(ArchiveError::Unsupported("the zip is written as Zip64"));
    }
    if u16_at(entry, 34) != 0 {
        return Err(ArchiveError::Unsupported("the zip is split over several files"));
    }
    // The kind of file in Unix permissions: nought where the maker left none, else a file or a folder.
    if !matches!(u32_at(entry, 38) >> 28, 0 | 0o10 | 0o04) {
        return Err(ArchiveError::BadName { name, why: "it is a link or a device, not a file" });
    }
    let record = Record {
        name,
        method: u16_at(entry, 10),
        crc: u32_at(entry, 16),
        packed: number(20),
        size: number(24),
        at: number(42),
    };
    if record.method == 0 && record.packed != record.size {
        return Err(ArchiveError::Damaged("a stored file has two sizes"));
    }
    if record.name.ends_with('/') && record.size != 0 {
        return Err(ArchiveError::Damaged("a folder has bytes of its own"));
    }
    Ok(record)
}

/// Reads a file's local header, checks that it says the same as the directory, and tells where the bytes begin.
pub(super) fn body_of(reader: &mut (impl Read + Seek), record: &Record) -> Result<u64, ArchiveError> {
    const OTHER: ArchiveError = ArchiveError::Damaged("a file's header and the directory disagree");
    reader.seek(SeekFrom::Start(record.at))?;
    let mut header = [0; LOCAL_HEADER as usize];
    let short = |error: io::Error| match error.kind() {
        io::ErrorKind::UnexpectedEof => OTHER,
        _ => error.into(),
    };
    reader.read_exact(&mut header).map_err(short)?;
    let (flags, method) = (u16_at(&header, 6), u16_at(&header, 8));
    let (name, extra) = (u16_at(&header, 26), u16_at(&header, 28));
    let mut said = vec![0; usize::from(name)];
    reader.read_exact(&mut said).map_err(short)?;
    // With flag 3 sizes follow the data and stand here as nought; the directory's are used in any case.
    let sizes_follow = flags & 1 << 3 != 0;
    let sizes = [14, 18, 22].map(|at| u64::from(u32_at(&header, at)));
    let same = header.starts_with(b"PK\x03\x04")
        && method == record.method
        && flags & ENCRYPTED == 0
        && said == record.name.as_bytes()
        && (sizes_follow || sizes == [record.crc.into(), record.packed, record.size]);
    if same { Ok(record.at + LOCAL_HEADER + u64::from(name) + u64::from(extra)) } else { Err(OTHER) }
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}
