//! Reads media: for their sums, and again into a package. Pictures are held whole and cut, all else is streamed as it is.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, Cursor, Read};

use bona_engine::limits::PICTURE_BYTES;
use sha2::{Digest as _, Sha256};

use super::{Media, MediaSource, Source};
use crate::cut::{TELLS, cut, is_picture};
use crate::error::PackError;
use crate::theme::place_of;
use crate::watch::{Step, Watch};

/// Largest media file: 2 GB.
const MEDIA_FILE_MAX: u64 = 2_000_000_000;
/// Bytes that are read at once from media for their sums.
const BLOCK: usize = 64 * 1024;
/// The same when they are written, when a block goes from one thread to another.
const WRITTEN: usize = 256 * 1024;
/// Most bytes of memory that a thread keeps from one picture to the next.
const HELD_MAX: usize = 4_000_000;

thread_local! {
    /// Where this thread holds the pictures that it measures, one after another: to ask for so much memory and give it
    /// back for each of them takes longer than to sum them.
    static HELD: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// A file that was opened.
enum Opened<'a> {
    /// A picture as it stands on the disk.
    Picture(Vec<u8>),
    /// Anything else, from its first byte.
    Other(Box<dyn Read + Send + 'a>),
}

impl<'a> Opened<'a> {
    /// Opens a file; `head` is memory for a picture, and is made empty first.
    fn of(source: &'a dyn MediaSource, path: &str, mut head: Vec<u8>) -> io::Result<Self> {
        let mut file = source.open(path)?;
        head.clear();
        file.by_ref().take(TELLS as u64).read_to_end(&mut head)?;
        if !is_picture(&head) {
            return Ok(Self::Other(Box::new(Cursor::new(head).chain(file))));
        }
        file.take(PICTURE_BYTES + 1 - head.len() as u64).read_to_end(&mut head)?;
        if PICTURE_BYTES < head.len() as u64 {
            let most = PICTURE_BYTES / 1_000_000;
            let why =
                format!("a picture has at most {most} MB; save it smaller, 1500 pixels a side are enough");
            return Err(io::Error::other(why));
        }
        Ok(Self::Picture(head))
    }

    /// The bytes that are packaged, of a file that was measured.
    fn to_package(source: &'a dyn MediaSource, media: &Media) -> io::Result<Box<dyn Read + Send + 'a>> {
        // Most pictures stay as they stand on the disk, and need not be held again.
        if media.sha256 == media.source.sha256 && media.len == media.source.len {
            return source.open(&media.path);
        }
        Ok(Self::of(source, &media.path, Vec::new())?.packaged())
    }

    /// The bytes that are packaged.
    fn packaged(self) -> Box<dyn Read + Send + 'a> {
        match self {
            Self::Picture(bytes) => Box::new(Cursor::new(cut_whole(bytes))),
            Self::Other(file) => file,
        }
    }
}

/// A picture as it is packaged, and no second copy of one that stays as it is.
fn cut_whole(bytes: Vec<u8>) -> Vec<u8> {
    let own = match cut(&bytes) {
        Cow::Owned(own) => Some(own),
        Cow::Borrowed(_) => None,
    };
    own.unwrap_or(bytes)
}

/// The bytes of a picture as they are packaged: without what it says beside its pixels. `None` of a file that is no
/// picture, which is packaged as it stands.
///
/// # Errors
/// When it cannot be read, or a picture has more than 64 MB.
pub fn packaged_picture(source: &dyn MediaSource, path: &str) -> io::Result<Option<Vec<u8>>> {
    Ok(match Opened::of(source, path, Vec::new())? {
        Opened::Picture(bytes) => Some(cut_whole(bytes)),
        Opened::Other(_) => None,
    })
}

fn cannot_read(path: &str) -> impl Fn(io::Error) -> PackError {
    let what = format!("cannot read `{}`", place_of(path));
    move |source| PackError::Io { what: what.clone(), source }
}

/// What is known of a media file, which is read for it if nothing is.
///
/// # Errors
/// As [`measure`].
pub(crate) fn measured(source: &dyn MediaSource, path: &str, watch: &dyn Watch) -> Result<Media, PackError> {
    source.measured(path).map_or_else(|| measure(source, path, watch), Ok)
}

/// Reads a media file once, for its sizes and sums: a picture whole, others in blocks.
///
/// # Errors
/// [`PackError::Io`] when it cannot be read or is a picture above 64 MB, [`PackError::TooLarge`] above 2 GB,
/// [`PackError::Interrupted`].
pub fn measure(source: &dyn MediaSource, path: &str, watch: &dyn Watch) -> Result<Media, PackError> {
    if watch.cancelled() {
        return Err(PackError::Interrupted);
    }
    let media = match Opened::of(source, path, HELD.take()).map_err(cannot_read(path))? {
        Opened::Picture(bytes) => {
            let whole = Source { len: bytes.len() as u64, sha256: Sha256::digest(&bytes).into() };
            let (crc, own) = match cut(&bytes) {
                Cow::Borrowed(same) => (crc32fast::hash(same), whole),
                Cow::Owned(own) => {
                    let (len, sha256) = (own.len() as u64, Sha256::digest(&own).into());
                    (crc32fast::hash(&own), Source { len, sha256 })
                }
            };
            if bytes.capacity() <= HELD_MAX {
                HELD.set(bytes);
            }
            Media { path: path.to_owned(), len: own.len, crc, sha256: own.sha256, source: whole }
        }
        Opened::Other(mut file) => {
            let (mut crc, mut sha256) = (crc32fast::Hasher::new(), Sha256::new());
            let len = go_through(&mut file, path, MEDIA_FILE_MAX, watch, &mut |block| {
                crc.update(block);
                sha256.update(block);
            })?;
            let sha256 = sha256.finalize().into();
            let source = Source { len, sha256 };
            Media { path: path.to_owned(), len, crc: crc.finalize(), sha256, source }
        }
    };
    watch.step(Step::Measured { path, bytes: media.source.len });
    Ok(media)
}

/// Reads a file once as it stands, in blocks, for its CRC-32 alone: enough to see that it was damaged, and a tenth of the
/// work.
///
/// # Errors
/// As [`measure`], [`PackError::TooLarge`] above 4 GiB.
pub fn crc(source: &dyn MediaSource, path: &str, watch: &dyn Watch) -> Result<u32, PackError> {
    let mut crc = crc32fast::Hasher::new();
    let mut file = source.open(path).map_err(cannot_read(path))?;
    go_through(&mut file, path, u64::from(u32::MAX), watch, &mut |block| crc.update(block))?;
    Ok(crc.finalize())
}

/// Reads a file of at most `limit` bytes, in blocks; gives its size.
fn go_through(
    file: &mut dyn Read,
    path: &str,
    limit: u64,
    watch: &dyn Watch,
    take: &mut dyn FnMut(&[u8]),
) -> Result<u64, PackError> {
    let mut len = 0_u64;
    let mut block = vec![0; BLOCK];
    loop {
        if watch.cancelled() {
            return Err(PackError::Interrupted);
        }
        let read = read_some(file, &mut block).map_err(cannot_read(path))?;
        if read == 0 {
            return Ok(len);
        }
        len += read as u64;
        if len > limit {
            return Err(PackError::TooLarge { format: "a media file", size: len, limit });
        }
        take(&block[..read]);
    }
}

/// Reads the packaged bytes of a measured file again, in blocks; refuses one that is no longer what was measured. `take`
/// keeps a block, and gives another one for the next, of any length.
///
/// # Errors
/// [`PackError::Io`] when it cannot be read or has changed, [`PackError::Interrupted`], and what `take` says.
pub(crate) fn read_again(
    media: &Media,
    source: &dyn MediaSource,
    watch: &dyn Watch,
    take: &mut dyn FnMut(Vec<u8>) -> Result<Vec<u8>, PackError>,
) -> Result<(), PackError> {
    let failed = cannot_read(&media.path);
    let changed = || failed(io::Error::other("it changed while the package was made; run the command again"));
    let mut file = Opened::to_package(source, media).map_err(&failed)?;
    let mut crc = crc32fast::Hasher::new();
    let mut block = Vec::new();
    let mut left = media.len;
    loop {
        if watch.cancelled() {
            return Err(PackError::Interrupted);
        }
        block.resize(WRITTEN, 0);
        let read = read_some(&mut file, &mut block).map_err(&failed)?;
        if read == 0 {
            break;
        }
        left = left.checked_sub(read as u64).ok_or_else(changed)?;
        block.truncate(read);
        crc.update(&block);
        block = take(block)?;
    }
    if left == 0 && crc.finalize() == media.crc { Ok(()) } else { Err(changed()) }
}

/// Reads the packaged bytes of a measured file whole; the caller has seen that it is small.
///
/// # Errors
/// As [`read_again`].
pub(crate) fn read(media: &Media, source: &dyn MediaSource, watch: &dyn Watch) -> Result<Vec<u8>, PackError> {
    let mut bytes = Vec::new();
    read_again(media, source, watch, &mut |block| {
        bytes.extend_from_slice(&block);
        Ok(block)
    })?;
    Ok(bytes)
}

/// Reads once, trying again when a signal cut it short.
fn read_some(file: &mut dyn Read, block: &mut [u8]) -> io::Result<usize> {
    loop {
        match file.read(block) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}
