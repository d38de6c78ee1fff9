//! Bona's packager: checked values become files. It knows standards and pages, not what an answer is worth.

mod error;
mod identity;
mod markup;
mod page;
mod strings;
mod view;

pub use error::PackError;
pub use identity::Identity;
