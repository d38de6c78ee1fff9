//! Files that are heard, seen or taken away. Paths are below the course's `media` folder, with forward slashes.

use super::Markup;

/// Something to hear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audio {
    /// The recording: MP3 or M4A.
    pub file: String,
    /// What it is.
    pub title: String,
    /// Every word of it.
    pub transcript: Markup,
    /// Captions in WebVTT.
    pub captions: Option<String>,
}

/// Something to see and hear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Video {
    /// The recording: MP4 or WebM.
    pub file: String,
    /// What it is.
    pub title: String,
    /// Captions in WebVTT.
    pub captions: String,
    /// Every word of it, and what must be seen.
    pub transcript: Markup,
    /// A picture that stands there before it begins.
    pub poster: Option<String>,
}

/// A file to take away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// The file: PDF or DOCX.
    pub file: String,
    /// What it is.
    pub title: String,
    /// What it is good for.
    pub what: String,
    /// Its size in bytes.
    pub bytes: u64,
}
