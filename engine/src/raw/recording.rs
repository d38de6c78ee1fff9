//! Blocks with a file that is heard, seen or taken away.

use super::shape::authored;

authored! {
    /// Something to hear.
    struct RawAudio "Audio" {
        /// The file below the course's `media` folder: MP3 or M4A.
        file: String,
        /// What it is.
        title: String,
        /// Every word of it and every sound that matters, in Markdown.
        transcript: Option<String>,
        /// Its captions in WebVTT, below the `media` folder.
        captions: Option<String>,
    }
    example "Audio(file: \"call.mp3\", title: \"A call at ten past eight\", transcript: \"“Good morning.”\")"

    /// Something to see and hear.
    struct RawVideo "Video" {
        /// The file below the course's `media` folder: MP4 or WebM.
        file: String,
        /// What it is.
        title: String,
        /// Its captions in WebVTT, below the `media` folder.
        captions: Option<String>,
        /// Every word of it and everything to see that matters, in Markdown.
        transcript: Option<String>,
        /// A picture that stands there before it begins: PNG or JPEG.
        poster: Option<String>,
    }
    example "Video(file: \"desk.mp4\", title: \"At the desk\", captions: \"desk.vtt\", transcript: \"Sam comes in. “Hello.”\")"

    /// A file to take away.
    struct RawDownload "Download" {
        /// The file below the course's `media` folder: PDF or DOCX.
        file: String,
        /// What it is.
        title: String,
        /// What it is good for, in a sentence.
        what: String,
    }
    example "Download(file: \"card.pdf\", title: \"A card for the desk\", what: \"Four openings to keep beside the screen.\")"
}
