//! What the bytes of a picture say: how large it is, and whether it goes on to its end.

use super::{Kind, kind_of};

/// Width and height of a PNG or JPEG by its first bytes; `None` if it is neither.
pub(super) fn picture_size(head: &[u8]) -> Option<(u32, u32)> {
    let wide = |bytes: &[u8]| bytes.iter().fold(0_u32, |sum, byte| (sum << 8) | u32::from(*byte));
    // PNG: signature, then IHDR with width and height.
    if head.starts_with(b"\x89PNG\r\n\x1a\n") && head.get(12..16)? == b"IHDR" {
        return Some((wide(head.get(16..20)?), wide(head.get(20..24)?)))
            .filter(|size| size.0 > 0 && size.1 > 0);
    }
    let at = frame_of(head)?;
    Some((wide(head.get(at + 7..at + 9)?), wide(head.get(at + 5..at + 7)?)))
        .filter(|size| size.0 > 0 && size.1 > 0)
}

/// Where a JPEG's start-of-frame segment stands, which holds height and width; C4, C8 and CC are none.
pub(super) fn frame_of(head: &[u8]) -> Option<usize> {
    if !head.starts_with(&[0xFF, 0xD8]) {
        return None;
    }
    let mut at = 2;
    loop {
        let marker = *head.get(at + 1)?;
        if head[at] != 0xFF {
            return None;
        }
        if (0xC0..=0xCF).contains(&marker) && ![0xC4, 0xC8, 0xCC].contains(&marker) {
            return Some(at);
        }
        let length = usize::from(u16::from_be_bytes([*head.get(at + 2)?, *head.get(at + 3)?]));
        if length < 2 {
            return None;
        }
        at += 2 + length;
    }
}

/// Whether a picture by its beginning has no mark of its end in its last bytes, which begin at a byte of it. A JPEG's mark
/// counts behind its frame alone: before that stands that of a small picture in its notes.
pub(in crate::check) fn lacks_end(head: &[u8], from: u64, last: &[u8]) -> bool {
    let holds = |mark: &[u8], after: u64| {
        let skipped = usize::try_from(after.saturating_sub(from)).unwrap_or(usize::MAX).min(last.len());
        // It is mostly at the very end.
        last[skipped..].windows(mark.len()).rev().any(|piece| piece == mark)
    };
    match kind_of(head) {
        Some(Kind::Png) => !holds(b"IEND\xAE\x42\x60\x82", 0),
        Some(Kind::Jpeg) => !holds(&[0xFF, 0xD9], frame_of(head).map_or(0, |at| at as u64)),
        _ => false,
    }
}
