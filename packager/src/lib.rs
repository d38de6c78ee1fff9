//! Bona's packager: checked values become files. It knows standards and pages, not what an answer is worth.

mod archive;
mod bundle;
mod document;
mod error;
mod identity;
#[cfg(test)]
mod made_up;
mod markup;
mod pack;
mod page;
mod profile;
mod standard;
mod strings;
mod view;
mod watch;
mod xml;
mod zip;

pub use archive::{Archive, ArchiveError};
pub use bundle::{Bundle, BundlePath, CONTROL_DOCUMENTS, Media, MediaSource, Part};
pub use error::PackError;
pub use identity::Identity;
pub use pack::{PackOptions, Packed, file_name, pack};
pub use profile::{PROFILES, Profile};
pub use standard::{Job, STANDARDS, Standard, standard};
pub use watch::{Step, Watch};
