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
use std::ops::Range;

/// How many bytes of a file's beginning tell whether it is a picture.
pub(crate) const TELLS: usize = 8;

/// Whether a file that begins so is a picture from which [`cut`] may take something.
pub(crate) fn is_picture(head: &[u8]) -> bool {
    head.starts_with(jpeg::START) || head.starts_with(png::START)
}

/// The bytes of a picture as they go into a package; borrowed, and never copied, where nothing is cut.
pub(crate) fn cut(bytes: &[u8]) -> Cow<'_, [u8]> {
    if bytes.starts_with(jpeg::START) {
        jpeg::cut(bytes)
    } else if bytes.starts_with(png::START) {
        png::cut(bytes)
    } else {
        Cow::Borrowed(bytes)
    }
}

/// What is kept of a picture, in its order. Copies nothing as long as all from the first byte on is kept.
struct Kept<'a> {
    bytes: &'a [u8],
    own: Vec<u8>,
    /// Bytes that are kept and follow one another, not copied yet.
    run: Range<usize>,
}

impl<'a> Kept<'a> {
    /// Keeps the first bytes.
    fn first(bytes: &'a [u8], count: usize) -> Self {
        Self { bytes, own: Vec::new(), run: 0..count }
    }

    /// Keeps bytes that stand behind all that was kept.
    fn keep(&mut self, range: Range<usize>) {
        if self.run.end != range.start {
            self.copy();
            self.run.start = range.start;
        }
        self.run.end = range.end;
    }

    /// Puts bytes of our own in the place of those before `end`.
    fn put(&mut self, bytes: &[u8], end: usize) {
        self.copy();
        self.own.extend(bytes);
        self.run = end..end;
    }

    fn copy(&mut self) {
        self.own.extend(&self.bytes[self.run.clone()]);
    }

    fn whole(mut self) -> Cow<'a, [u8]> {
        if self.run == (0..self.bytes.len()) {
            return Cow::Borrowed(self.bytes);
        }
        self.copy();
        // What was put in may be what stood there.
        if self.own == self.bytes { Cow::Borrowed(self.bytes) } else { Cow::Owned(self.own) }
    }
}

#[cfg(test)]
mod tests;
