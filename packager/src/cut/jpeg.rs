//! Cuts a JPEG. Source: ITU-T T.81, annex B, for markers and segments; T.871 for JFIF, T.872 for Adobe's segment;
//! ICC.1:2022, B.4, for profiles; Exif 2.32, 4.7.2, for `APP1`.
//!
//! Segments are found as common decoders find them: what stands between two of them is passed over.

use std::borrow::Cow;

use super::{Kept, orientation};

/// How a JPEG begins: SOI, and the first byte of another marker.
pub(super) const START: &[u8] = &[0xFF, 0xD8, 0xFF];
/// Length of a JFIF segment without a small picture: its own two bytes, and fourteen.
const JFIF: usize = 16;

/// The picture without what it says beside its pixels; `bytes` begin with [`START`].
pub(super) fn cut(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut kept = Kept::first(bytes, 2);
    // The first block that says which way is up is the one that counts.
    let mut said = false;
    let mut at = 2;
    while let Some(marker_at) = next_marker(bytes, at) {
        let marker = bytes[marker_at];
        // A marker stands in two bytes, of which the first is 0xFF.
        let begin = marker_at - 1;
        match marker {
            // The end: what follows belongs to no picture that is shown, such as the film of a moving photograph.
            0xD9 => {
                kept.keep(begin..marker_at + 1);
                return kept.whole();
            }
            // SOI, RSTn and TEM have no length.
            0x01 | 0xD0..=0xD8 => {
                at = marker_at + 1;
                kept.keep(begin..at);
                continue;
            }
            // Reserved: no decoder goes on.
            0x02..=0xBF => break,
            _ => {}
        }
        let Some(body) = body_of(bytes, marker_at + 1) else { break };
        at = marker_at + 3 + body.len();
        match marker {
            0xE0 if body.starts_with(b"JFIF\0") => match without_small_picture(body) {
                Some(own) => kept.put(&segment(marker, &own), at),
                None => kept.keep(begin..at),
            },
            0xE1 if !said => {
                // A byte behind the name is there to make it even, and is not always nought.
                let tiff = body.strip_prefix(b"Exif\0").and_then(|rest| rest.get(1..));
                let turned = tiff.and_then(orientation::said);
                said = turned.is_some();
                if let Some(turned) = turned.filter(|turned| *turned != orientation::UPRIGHT) {
                    let block = [b"Exif\0\0", orientation::block(turned).as_slice()].concat();
                    kept.put(&segment(marker, &block), at);
                }
            }
            0xE2 if body.starts_with(b"ICC_PROFILE\0") => kept.keep(begin..at),
            0xEE if body.starts_with(b"Adobe") => kept.keep(begin..at),
            // Other applications', extensions that no decoder reads, and comments.
            0xE0..=0xFE => {}
            0xDA => {
                at = scan_end(bytes, at);
                kept.keep(begin..at);
            }
            _ => kept.keep(begin..at),
        }
    }
    // It breaks off, or goes on in a way that nobody knows.
    kept.keep(at..bytes.len());
    kept.whole()
}

/// Where the second byte of the next marker stands.
fn next_marker(bytes: &[u8], from: usize) -> Option<usize> {
    let mut before = 0;
    for (at, byte) in bytes.iter().enumerate().skip(from) {
        if before == 0xFF && ![0, 0xFF].contains(byte) {
            return Some(at);
        }
        before = *byte;
    }
    None
}

/// What a segment holds, whose length stands at a place; `None` where it is not whole.
fn body_of(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let length = usize::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
    bytes.get(at + 2..at + length)
}

/// A segment; its body came out of one, or is short.
fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).expect("a segment's body came out of a segment");
    [&[0xFF, marker], &length.to_be_bytes()[..], body].concat()
}

/// What a JFIF segment holds, without its small picture, which may show what was cropped; `None` where it has none.
fn without_small_picture(body: &[u8]) -> Option<Vec<u8>> {
    let start = body.get(..JFIF - 4).filter(|_| body.len() >= JFIF - 2)?;
    // Width and height of the small picture are the last two numbers.
    let own = [start, &[0, 0]].concat();
    (own != body).then_some(own)
}

/// Where the bytes of a scan end: at the next marker that is neither a stuffed byte nor a restart.
fn scan_end(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let mut at = 0;
    while let Some(found) = rest.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0xFF)) {
        at += found + 1;
        if rest.get(at).is_some_and(|second| !matches!(second, 0 | 0xD0..=0xD7 | 0xFF)) {
            return from + at - 1;
        }
    }
    bytes.len()
}
