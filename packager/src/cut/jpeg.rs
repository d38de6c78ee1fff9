//! Cuts a JPEG. Source: ITU-T T.81, annex B, for markers and segments; T.871 for JFIF, T.872 for Adobe's segment;
//! ICC.1:2022, B.4, for profiles; Exif 2.32, 4.7.2, for `APP1`.
//!
//! Segments are found as common decoders find them: what stands between two of them is passed over.

use super::orientation;

/// How a JPEG begins: SOI, and the first byte of another marker.
pub(super) const START: &[u8] = &[0xFF, 0xD8, 0xFF];
/// Length of a JFIF segment without a small picture: its own two bytes, and fourteen.
const JFIF: usize = 16;

/// The picture without what it says beside its pixels; `bytes` begin with [`START`].
pub(super) fn cut(bytes: &[u8]) -> Vec<u8> {
    let mut own = bytes[..2].to_vec();
    // The first block that says which way is up is the one that counts.
    let mut said = false;
    let mut at = 2;
    while let Some(marker_at) = next_marker(bytes, at) {
        let marker = bytes[marker_at];
        match marker {
            // The end: what follows belongs to no picture that is shown, such as the film of a moving photograph.
            0xD9 => {
                own.extend([0xFF, marker]);
                return own;
            }
            // SOI, RSTn and TEM have no length.
            0x01 | 0xD0..=0xD8 => {
                own.extend([0xFF, marker]);
                at = marker_at + 1;
                continue;
            }
            // Reserved: no decoder goes on.
            0x02..=0xBF => break,
            _ => {}
        }
        let Some(body) = body_of(bytes, marker_at + 1) else { break };
        at = marker_at + 3 + body.len();
        match marker {
            0xE0 if body.starts_with(b"JFIF\0") => own.extend(jfif(body)),
            0xE1 if !said => {
                // A byte behind the name is there to make it even, and is not always nought.
                let tiff = body.strip_prefix(b"Exif\0").and_then(|rest| rest.get(1..));
                let turned = tiff.and_then(orientation::said);
                said = turned.is_some();
                if let Some(turned) = turned.filter(|turned| *turned != orientation::UPRIGHT) {
                    let block = [b"Exif\0\0", orientation::block(turned).as_slice()].concat();
                    own.extend(segment(marker, &block));
                }
            }
            0xE2 if body.starts_with(b"ICC_PROFILE\0") => own.extend(segment(marker, body)),
            0xEE if body.starts_with(b"Adobe") => own.extend(segment(marker, body)),
            // Other applications', extensions that no decoder reads, and comments.
            0xE0..=0xFE => {}
            0xDA => {
                own.extend(segment(marker, body));
                let end = scan_end(bytes, at);
                own.extend(&bytes[at..end]);
                at = end;
            }
            _ => own.extend(segment(marker, body)),
        }
    }
    // It breaks off, or goes on in a way that nobody knows.
    own.extend(&bytes[at..]);
    own
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

/// A JFIF segment without its small picture, which may show what was cropped.
fn jfif(body: &[u8]) -> Vec<u8> {
    match body.get(..JFIF - 4) {
        // Width and height of the small picture are the last two numbers.
        Some(start) if body.len() >= JFIF - 2 => segment(0xE0, &[start, &[0, 0]].concat()),
        _ => segment(0xE0, body),
    }
}

/// Where the bytes of a scan end: at the next marker that is neither a stuffed byte nor a restart.
fn scan_end(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let ends = |pair: &[u8]| pair[0] == 0xFF && !matches!(pair[1], 0 | 0xD0..=0xD7 | 0xFF);
    rest.windows(2).position(ends).map_or(bytes.len(), |end| from + end)
}
