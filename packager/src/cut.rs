//! What a picture says beside its pixels is cut out before it goes into a package: where a photograph was taken, with
//! which camera, by whom, and small pictures of what stood there before it was cropped.
//!
//! No pixel is decoded. What decides how pixels are shown stays: colours, transparency, density, movement, and which
//! way is up. A picture that has nothing to be cut stays the same bytes. What cannot be followed stays as it stands: of
//! a damaged picture all from the damage on, and files of other kinds altogether. Media are read elsewhere.

mod jpeg;
mod orientation;
mod png;

use std::borrow::Cow;

/// Most bytes of a picture, which is held whole. Ours: four bytes for each pixel of 4,000 by 4,000.
pub(crate) const PICTURE_MAX: u64 = 64_000_000;

/// How many bytes of a file's beginning tell whether it is a picture.
pub(crate) const TELLS: usize = 8;

/// Whether a file that begins so is a picture from which [`cut`] may take something.
pub(crate) fn is_picture(head: &[u8]) -> bool {
    head.starts_with(jpeg::START) || head.starts_with(png::START)
}

/// The bytes of a picture as they go into a package.
pub(crate) fn cut(bytes: &[u8]) -> Cow<'_, [u8]> {
    let own = if bytes.starts_with(jpeg::START) {
        jpeg::cut(bytes)
    } else if bytes.starts_with(png::START) {
        png::cut(bytes)
    } else {
        return Cow::Borrowed(bytes);
    };
    if own == bytes { Cow::Borrowed(bytes) } else { Cow::Owned(own) }
}

#[cfg(test)]
mod tests;
