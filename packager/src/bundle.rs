//! What goes into a package: an ordered map from paths to parts.
//!
//! Small parts are bytes; media stay where they are and are named by path, size and sums, so that a
//! package of any size is made in little memory. A path that is taken is an error, never an overwrite.

mod media;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};

use sha2::{Digest, Sha256};

use crate::error::PackError;
use crate::exchange::Loss;
pub use media::{crc, measure, packaged_picture};
pub(crate) use media::{measured, read, read_again};

/// Longest path in a package, in characters (PK-03; the limit is ours).
const PATH_MAX: usize = 120;
/// Most folders and file name together (PK-03; the limit is ours).
const DEPTH_MAX: usize = 6;
/// Largest sum of a course's media: 4 GB. With all texts it stays under the 4 GiB of a zip without Zip64 (PK-04).
pub(crate) const MEDIA_ALL_MAX: u64 = 4_000_000_000;

/// Extensions that LMS hosts block or might run (PK-06).
const BLOCKED: [&str; 16] = [
    "asp", "aspx", "cgi", "exe", "htaccess", "jsp", "php", "php3", "php4", "php5", "phps", "pl", "py", "rb",
    "sh", "shtml",
];

/// The documents that ADL's validator wants beside a manifest (S12-15). They keep their names, capitals
/// and all; the author brings them, since we may not ship them.
pub const CONTROL_DOCUMENTS: [&str; 4] =
    ["adlcp_rootv1p2.xsd", "ims_xml.xsd", "imscp_rootv1p1p2.xsd", "imsmd_rootv1p2p1.xsd"];

/// The same for SCORM 2004, 3rd and 4th edition (S04-19), without those of Learning Object Metadata: a manifest that
/// comes with schemas has no such metadata.
pub const CONTROL_DOCUMENTS_2004: [&str; 17] = [
    "XMLSchema.dtd",
    "adlcp_v1p3.xsd",
    "adlnav_v1p3.xsd",
    "adlseq_v1p3.xsd",
    "datatypes.dtd",
    "imscp_v1p1.xsd",
    "imsss_v1p0.xsd",
    "imsss_v1p0auxresource.xsd",
    "imsss_v1p0control.xsd",
    "imsss_v1p0delivery.xsd",
    "imsss_v1p0limit.xsd",
    "imsss_v1p0objective.xsd",
    "imsss_v1p0random.xsd",
    "imsss_v1p0rollup.xsd",
    "imsss_v1p0seqrule.xsd",
    "imsss_v1p0util.xsd",
    "xml.xsd",
];

/// A path in a package: `a-z 0-9 . _ - /`, relative, at most 120 characters and 6 deep (PK-03).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BundlePath(String);

impl BundlePath {
    /// Takes a path as it will stand in the package.
    ///
    /// # Errors
    /// [`PackError::BadPath`] or [`PackError::BlockedExtension`] when an LMS might not take it.
    pub fn parse(text: &str) -> Result<Self, PackError> {
        let extension = text.rsplit_once('.').map_or("", |(_, extension)| extension);
        if BLOCKED.contains(&extension) {
            Err(PackError::BlockedExtension(text.to_owned()))
        } else if CONTROL_DOCUMENTS.contains(&text) || CONTROL_DOCUMENTS_2004.contains(&text) || is_path(text)
        {
            Ok(Self(text.to_owned()))
        } else {
            Err(PackError::BadPath(text.to_owned()))
        }
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_path(text: &str) -> bool {
    let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte);
    let part_is_legal = |part: &str| {
        // A leading dot hides a file or leads out of the package; a closing one is lost on Windows.
        !part.is_empty() && part.bytes().all(legal) && !part.starts_with('.') && !part.ends_with('.')
    };
    text.len() <= PATH_MAX && text.split('/').count() <= DEPTH_MAX && text.split('/').all(part_is_legal)
}

/// A part of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Held in memory; compressed when it is text.
    Bytes(Vec<u8>),
    /// Read again when it is written.
    Media(Media),
}

impl Part {
    /// Its size in bytes, before compression.
    pub fn len(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::Media(media) => media.len,
        }
    }

    /// SHA-256 of its bytes.
    pub fn sha256(&self) -> [u8; 32] {
        match self {
            Self::Bytes(bytes) => Sha256::digest(bytes).into(),
            Self::Media(media) => media.sha256,
        }
    }
}

/// A media file that was read once: what it must still be when it is written. A picture is packaged without what it says
/// beside its pixels, so it has two sizes and sums; of other files they are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// Its path as the course writes it and as [`MediaSource`] knows it.
    pub path: String,
    /// Its size in bytes as it is packaged.
    pub len: u64,
    /// CRC-32 of its bytes as they are packaged; zip wants it.
    pub crc: u32,
    /// SHA-256 of the same.
    pub sha256: [u8; 32],
    /// The file as it stands on the disk, by which editions of a course are compared.
    pub source: Source,
}

/// A media file as it stands on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its size in bytes.
    pub len: u64,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

/// Where media are read from. `Sync`, because several packages may be made at once.
pub trait MediaSource: Sync {
    /// Opens a file by its path below the course's `media` folder, from its first byte. A path that begins with
    /// [`HOUSE_MEDIA`](bona_engine::course::HOUSE_MEDIA) names a file beside the themes of the course's house.
    ///
    /// # Errors
    /// Whatever the system says.
    fn open(&self, path: &str) -> io::Result<Box<dyn Read + Send + '_>>;

    /// What [`measure`] said of a file, where somebody has measured it already: then it is read only once more, into the
    /// package, and refused there if it is another by then.
    fn measured(&self, path: &str) -> Option<Media> {
        let _ = path;
        None
    }
}

/// Media that are held in memory, by their paths; a course without media has an empty map.
impl MediaSource for BTreeMap<String, Vec<u8>> {
    fn open(&self, path: &str) -> io::Result<Box<dyn Read + Send + '_>> {
        match self.get(path) {
            Some(bytes) => Ok(Box::new(bytes.as_slice())),
            None => Err(io::Error::new(io::ErrorKind::NotFound, "no such file")),
        }
    }
}

/// The parts of a package by their paths, in byte order of the paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bundle {
    /// What the package cannot say of the course.
    pub(crate) losses: Vec<Loss>,
    manifest: Option<(BundlePath, Part)>,
    parts: BTreeMap<BundlePath, Part>,
    /// Every path, in lower case.
    taken: BTreeSet<String>,
}

impl Bundle {
    /// A bundle of what cannot say everything.
    pub(crate) fn with_losses(losses: Vec<Loss>) -> Self {
        Self { losses, ..Self::default() }
    }

    /// Adds a part.
    ///
    /// # Errors
    /// [`PackError::BadPath`], or [`PackError::PathTaken`] when the path, or one that differs in case
    /// alone, or a folder of that name, is there already.
    pub fn add(&mut self, path: &str, part: Part) -> Result<(), PackError> {
        let path = self.take(path)?;
        self.parts.insert(path, part);
        Ok(())
    }

    /// Adds the part that readers look for first; it goes before all others.
    ///
    /// # Errors
    /// As [`Bundle::add`].
    pub fn add_manifest(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), PackError> {
        assert!(self.manifest.is_none(), "a package has one manifest");
        let path = self.take(path)?;
        self.manifest = Some((path, Part::Bytes(bytes)));
        Ok(())
    }

    /// All parts in the order in which they are written: the manifest, then byte order.
    pub fn parts(&self) -> impl Iterator<Item = (&BundlePath, &Part)> {
        let manifest = self.manifest.iter().map(|(path, part)| (path, part));
        manifest.chain(&self.parts)
    }

    fn take(&mut self, path: &str) -> Result<BundlePath, PackError> {
        let path = BundlePath::parse(path)?;
        let folded = path.as_str().to_ascii_lowercase();
        let below_a_file = folded.match_indices('/').any(|(end, _)| self.taken.contains(&folded[..end]));
        let inside = format!("{folded}/");
        // The first path at or after `inside` tells whether anything lies in a folder of this name.
        let is_folder =
            self.taken.range(inside.clone()..).next().is_some_and(|next| next.starts_with(&inside));
        if self.taken.contains(&folded) || is_folder || below_a_file {
            return Err(PackError::PathTaken(path.as_str().to_owned()));
        }
        self.taken.insert(folded);
        Ok(path)
    }
}

#[cfg(test)]
mod tests;
