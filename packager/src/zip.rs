//! Writes a bundle as a zip: the same bundle gives the same bytes on every machine (PK-05).
//!
//! Written by ourselves because the `zip` crate needs random numbers from a browser when it is compiled
//! for wasm32, which no feature turns off, and because its streams put sizes after the data. Here they
//! are known beforehand: texts are compressed in memory, media are stored and were measured. So nothing
//! is ever gone back to, and the package's own sums are taken on the way out.

mod sum;

use std::io::Write;

use crate::archive::ENTRIES_MAX;
use crate::bundle::{Bundle, BundlePath, MediaSource, Part, read_again};
use crate::error::PackError;
use crate::watch::{Step, Watch};
use bona_engine::canon::hex;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use sum::{Sum, summed};

/// PKZIP 2.0: folders and deflate.
const VERSION: u16 = 20;
/// Made on Unix, so that the permissions below are read.
const MADE_BY: u16 = 3 << 8 | VERSION;
/// A regular file, `rw-r--r--`.
const MODE: u32 = 0o100_644 << 16;
/// 1980-01-01, the first day that a zip can name; the time is nought.
const DATE: u16 = 1 << 5 | 1;
/// Fixed, as are the crate and its one way to search: both decide about every byte.
const LEVEL: Compression = Compression::new(6);
/// Without Zip64 (PK-04), sizes and places are below 4 GiB.
const ZIP_MAX: u64 = u32::MAX as u64;
/// Extensions of what shrinks; all else is stored.
const TEXTS: [&str; 12] =
    ["css", "csv", "dtd", "html", "js", "json", "md", "svg", "txt", "vtt", "xml", "xsd"];

/// What was written.
pub(crate) struct Written {
    /// SHA-256 of the zip in lower-case hex.
    pub(crate) sha256: String,
    /// CRC-32 of the zip.
    pub(crate) crc: u32,
    /// How many files it holds.
    pub(crate) files: usize,
    /// Its size in bytes.
    pub(crate) bytes: u64,
}

/// Writes a bundle as a zip.
///
/// # Errors
/// [`PackError::Io`] when media cannot be read, have changed since they were measured, or the zip cannot
/// be written; [`PackError::TooLarge`] from 4 GiB; [`PackError::Interrupted`].
pub(crate) fn write(
    bundle: &Bundle,
    media: &dyn MediaSource,
    watch: &dyn Watch,
    out: &mut dyn Write,
) -> Result<Written, PackError> {
    let count = bundle.parts().count();
    let files = u16::try_from(count).ok().filter(|files| usize::from(*files) <= ENTRIES_MAX);
    let files = files.ok_or(PackError::TooManyFiles { files: count, limit: ENTRIES_MAX })?;
    let size = bundle.parts().map(|(_, part)| part.len()).sum();
    let ((bytes, crc), sha256) = summed(size, watch, |sum| {
        let mut zip = Stream { out, sum, crc: crc32fast::Hasher::new(), at: 0 };
        let mut directory = Vec::new();
        for (path, part) in bundle.parts() {
            if watch.cancelled() {
                return Err(PackError::Interrupted);
            }
            zip.part(path, part, media, watch)?.into_directory(&mut directory);
            watch.step(Step::Written { path: path.as_str(), bytes: part.len() });
        }
        let (place, size) = (fits(zip.at)?, fits(directory.len() as u64)?);
        zip.write(directory)?;
        zip.write(end_record(files, size, place))?;
        fits(zip.at)?;
        zip.out.flush().map_err(cannot_write)?;
        Ok((zip.at, zip.crc.finalize()))
    })?;
    Ok(Written { sha256: hex(&sha256), crc, files: usize::from(files), bytes })
}

/// The zip on its way out.
struct Stream<'a, 'b> {
    out: &'a mut dyn Write,
    sum: &'a mut Sum<'b>,
    crc: crc32fast::Hasher,
    at: u64,
}

impl Stream<'_, '_> {
    /// Writes a part with its header; gives what the directory says of it.
    fn part<'p>(
        &mut self,
        path: &'p BundlePath,
        part: &Part,
        media: &dyn MediaSource,
        watch: &dyn Watch,
    ) -> Result<Entry<'p>, PackError> {
        let place = fits(self.at)?;
        let (entry, body) = Entry::of(path.as_str(), part, place)?;
        self.write(entry.local_header())?;
        match (body, part) {
            (Some(body), _) => self.write(body)?,
            (None, Part::Bytes(bytes)) => self.write(bytes.clone())?,
            (None, Part::Media(file)) => {
                read_again(file, media, watch, &mut |block| self.pass(block))?;
                // That its bytes have this sum was seen while they were read.
                self.crc.combine(&crc32fast::Hasher::new_with_initial_len(file.crc, file.len));
            }
        }
        Ok(entry)
    }

    fn write(&mut self, bytes: Vec<u8>) -> Result<(), PackError> {
        self.crc.update(&bytes);
        self.pass(bytes).map(drop)
    }

    /// Writes a block whose CRC-32 is reckoned elsewhere, and gives one that can be filled.
    fn pass(&mut self, block: Vec<u8>) -> Result<Vec<u8>, PackError> {
        self.out.write_all(&block).map_err(cannot_write)?;
        self.at += block.len() as u64;
        Ok(self.sum.take(block))
    }
}

fn cannot_write(source: std::io::Error) -> PackError {
    PackError::Io { what: "cannot write the package".into(), source }
}

fn fits(size: u64) -> Result<u32, PackError> {
    // The last number says "see Zip64", so it is not ours to use.
    match u32::try_from(size) {
        Ok(number) if number < u32::MAX => Ok(number),
        _ => Err(PackError::TooLarge { format: "a zip", size, limit: ZIP_MAX - 1 }),
    }
}

/// What both headers of a file say.
struct Entry<'a> {
    path: &'a str,
    method: u16,
    crc: u32,
    packed: u32,
    size: u32,
    /// Where the local header stands in the zip.
    place: u32,
}

impl<'a> Entry<'a> {
    /// The entry of a part, and its compressed bytes where compression pays.
    fn of(path: &'a str, part: &Part, place: u32) -> Result<(Self, Option<Vec<u8>>), PackError> {
        let size = fits(part.len())?;
        let stored = |crc| Self { path, method: 0, crc, packed: size, size, place };
        let bytes = match part {
            Part::Media(media) => return Ok((stored(media.crc), None)),
            Part::Bytes(bytes) => bytes,
        };
        let crc = crc32fast::hash(bytes);
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        if !TEXTS.contains(&extension) {
            return Ok((stored(crc), None));
        }
        let body = deflate(bytes);
        match u32::try_from(body.len()) {
            Ok(packed) if packed < size => {
                Ok((Self { path, method: 8, crc, packed, size, place }, Some(body)))
            }
            _ => Ok((stored(crc), None)),
        }
    }

    /// The fields that both headers share, from the version that a reader needs to the length of extra fields.
    fn shared(&self, header: &mut Vec<u8>) {
        let name = u16::try_from(self.path.len()).expect("a path has at most 120 characters");
        let flags = 0; // No encryption, sizes before the data, names in ASCII.
        for word in [VERSION, flags, self.method, 0, DATE] {
            header.extend(word.to_le_bytes());
        }
        for number in [self.crc, self.packed, self.size] {
            header.extend(number.to_le_bytes());
        }
        header.extend(name.to_le_bytes());
        header.extend(0_u16.to_le_bytes());
    }

    fn local_header(&self) -> Vec<u8> {
        let mut header = b"PK\x03\x04".to_vec();
        self.shared(&mut header);
        header.extend(self.path.as_bytes());
        header
    }

    fn into_directory(self, directory: &mut Vec<u8>) {
        directory.extend(b"PK\x01\x02");
        directory.extend(MADE_BY.to_le_bytes());
        self.shared(directory);
        directory.extend([0; 6]); // No comment, first disk, no inner attributes.
        directory.extend(MODE.to_le_bytes());
        directory.extend(self.place.to_le_bytes());
        directory.extend(self.path.as_bytes());
    }
}

fn end_record(files: u16, size: u32, place: u32) -> Vec<u8> {
    let mut record = b"PK\x05\x06\0\0\0\0".to_vec();
    record.extend(files.to_le_bytes());
    record.extend(files.to_le_bytes());
    record.extend(size.to_le_bytes());
    record.extend(place.to_le_bytes());
    record.extend([0; 2]); // No comment.
    record
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), LEVEL);
    encoder.write_all(bytes).expect("a vector takes every byte");
    encoder.finish().expect("a vector takes every byte")
}

#[cfg(test)]
mod tests;
