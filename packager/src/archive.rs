//! Reads a package that somebody hands us, trusting nothing that it says of itself.
//!
//! Nothing is ever extracted: files are read into memory, one at a time, under limits. What could be
//! read in two ways (two end records, names that clash, bytes shared by two files) is refused, since
//! an LMS may then see another package than the one that was judged.

mod directory;
mod name;

use std::io::{self, Read, Seek, SeekFrom};

use flate2::read::DeflateDecoder;

use directory::{Place, Record};

/// Most files in a package (decisions X-12); one with more is refused before its directory is read.
pub(crate) const ENTRIES_MAX: usize = 20_000;
/// Largest central directory, in bytes (decisions X-12).
const DIRECTORY_MAX: u64 = 16_000_000;
/// Largest file in a package, unpacked: 2 GB.
const FILE_MAX: u64 = 2_000_000_000;
/// Largest sum of all files, unpacked: 4 GB.
const ALL_MAX: u64 = 4_000_000_000;
/// A file may unpack to so many times its packed size; honest text stays below 100.
const RATIO_MAX: u64 = 200;
/// Below this size, unpacked, the ratio does not matter.
const RATIO_FROM: u64 = 1_000_000;

/// Why a package was refused or could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The disk failed; try again or copy the file anew.
    #[error("the package cannot be read")]
    Io(#[from] io::Error),
    /// There is no end record: another kind of file, or one that was cut short.
    #[error("this is not a zip, or it was cut short: its end record is missing")]
    NotZip,
    /// The directory contradicts itself or the files.
    #[error("the zip is damaged or was made to deceive: {0}")]
    Damaged(&'static str),
    /// A kind of zip that no package should be: split, encrypted, Zip64, an odd compression.
    #[error("{0}, which no package for an LMS should need; pack it again as a plain zip")]
    Unsupported(&'static str),
    /// More than a package may hold; see the limits in this file.
    #[error("the zip has {found} {what}; at most {limit} are read")]
    TooMuch {
        /// What there is too much of.
        what: &'static str,
        /// How much there is.
        found: u64,
        /// How much is read.
        limit: u64,
    },
    /// A name that leads out of the package or that two systems read differently.
    #[error("the zip holds a file named `{name}`: {why}")]
    BadName {
        /// The name, with what cannot be shown replaced.
        name: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A file that was asked for is not there.
    #[error("the zip holds no file `{0}`")]
    Missing(String),
    /// A file's bytes do not match its size or its CRC-32.
    #[error("the file `{0}` in the zip is damaged")]
    DamagedFile(String),
}

/// A package whose directory was read and found sound.
#[derive(Debug)]
pub struct Archive<R> {
    reader: R,
    /// In the order of the directory.
    records: Vec<Record>,
    /// Where the directory begins: no file may reach it.
    directory_at: u64,
}

impl<R: Read + Seek> Archive<R> {
    /// Reads the end record, then the directory, and checks both.
    ///
    /// # Errors
    /// Each of [`ArchiveError`] except `Missing` and `DamagedFile`.
    pub fn open(mut reader: R) -> Result<Self, ArchiveError> {
        let place = directory::find(&mut reader)?;
        let limit = |what, found, limit| {
            if found > limit { Err(ArchiveError::TooMuch { what, found, limit }) } else { Ok(()) }
        };
        limit("files", place.entries, ENTRIES_MAX as u64)?;
        limit("bytes of directory", place.size, DIRECTORY_MAX)?;
        let records = directory::read(&mut reader, &place)?;
        for record in &records {
            limit("bytes in one file", record.size, FILE_MAX)?;
            if record.size > RATIO_FROM && record.size / RATIO_MAX > record.packed {
                return Err(ArchiveError::Damaged("a file claims to unpack to more than 200 times its size"));
            }
        }
        limit("bytes unpacked", records.iter().map(|record| record.size).sum(), ALL_MAX)?;
        name::check_clashes(records.iter().map(|record| record.name.as_str()))?;
        check_overlaps(&records, &place)?;
        Ok(Self { reader, records, directory_at: place.at })
    }

    /// The names of all files, in the order of the directory; folders are left out.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.records.iter().map(|record| record.name.as_str()).filter(|name| !name.ends_with('/'))
    }

    /// Reads one file whole, if it has at most `limit` bytes.
    ///
    /// # Errors
    /// [`ArchiveError::Missing`], [`ArchiveError::TooMuch`], or what shows when its bytes are read.
    pub fn read(&mut self, name: &str, limit: u64) -> Result<Vec<u8>, ArchiveError> {
        let found = self.records.iter().find(|record| record.name == name && !name.ends_with('/'));
        let record = found.ok_or_else(|| ArchiveError::Missing(name.to_owned()))?;
        if record.size > limit {
            return Err(ArchiveError::TooMuch { what: "bytes in one file", found: record.size, limit });
        }
        let begin = directory::body_of(&mut self.reader, record)?;
        let next = self.records.iter().map(|other| other.at).filter(|at| *at > record.at).min();
        if begin + record.packed > next.unwrap_or(self.directory_at) {
            return Err(ArchiveError::Damaged("two files share bytes"));
        }
        self.reader.seek(SeekFrom::Start(begin))?;
        let packed = (&mut self.reader).take(record.packed);
        let mut bytes = Vec::new();
        // One byte more than stated shows that the statement was false, and no more is ever unpacked.
        let unpacked = match record.method {
            0 => packed.take(record.size + 1).read_to_end(&mut bytes),
            8 => DeflateDecoder::new(packed).take(record.size + 1).read_to_end(&mut bytes),
            _ => return Err(ArchiveError::Unsupported("a file is packed by another method than deflate")),
        };
        let sound =
            unpacked.is_ok() && bytes.len() as u64 == record.size && crc32fast::hash(&bytes) == record.crc;
        if sound { Ok(bytes) } else { Err(ArchiveError::DamagedFile(name.to_owned())) }
    }
}

/// Refuses files that lie in each other or reach into the directory. Names in local headers are part of a
/// file's room; extra fields are only known when the file is read, and checked then.
fn check_overlaps(records: &[Record], place: &Place) -> Result<(), ArchiveError> {
    let room =
        |record: &Record| record.at + directory::LOCAL_HEADER + record.name.len() as u64 + record.packed;
    let mut spans: Vec<_> = records.iter().map(|record| (record.at, room(record))).collect();
    spans.sort_unstable();
    let shared = spans.windows(2).any(|pair| pair[0].1 > pair[1].0);
    if shared || spans.last().is_some_and(|last| last.1 > place.at) {
        return Err(ArchiveError::Damaged("two files share bytes"));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
