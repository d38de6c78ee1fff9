//! Cuts a PNG. Source: W3C, Portable Network Graphics (third edition), 5.3 and 5.4 for chunks, 11.3 for those that may be
//! left out.

use std::borrow::Cow;

use super::{Kept, orientation};

/// How a PNG begins.
pub(super) const START: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Bytes of a chunk beside its body: length, name and sum.
const AROUND: usize = 12;
/// What may be left out and is not: it decides how pixels are shown.
const KEPT: [&[u8; 4]; 14] = [
    b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"pHYs",
    b"acTL", b"fcTL", b"fdAT",
];

/// The picture without what it says beside its pixels; `bytes` begin with [`START`].
pub(super) fn cut(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut kept = Kept::first(bytes, START.len());
    let mut at = START.len();
    while let Some((name, whole)) = first_chunk(&bytes[at..]) {
        let stays = name[0].is_ascii_uppercase() || KEPT.contains(&name);
        let end = whole.map_or(bytes.len(), |whole| at + whole);
        if stays {
            kept.keep(at..end);
        } else if name == b"eXIf"
            && let Some(turned) = bytes.get(at + 8..end.saturating_sub(4)).and_then(orientation::said)
            && turned != orientation::UPRIGHT
        {
            kept.put(&chunk(*name, &orientation::block(turned)), end);
        }
        at = end;
        if name == b"IEND" {
            return kept.whole();
        }
    }
    kept.keep(at..bytes.len());
    kept.whole()
}

/// Name of the chunk with which bytes begin, and where it ends; of a chunk that breaks off only the name. `None` where
/// no chunk begins.
fn first_chunk(bytes: &[u8]) -> Option<(&[u8; 4], Option<usize>)> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (name, _) = rest.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok();
    let end = length.and_then(|length| length.checked_add(AROUND)).filter(|end| *end <= bytes.len());
    name.iter().all(u8::is_ascii_alphabetic).then_some((name, end))
}

/// A chunk of our own.
fn chunk(name: [u8; 4], body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).expect("a block of our own is short");
    let mut sum = crc32fast::Hasher::new();
    sum.update(&name);
    sum.update(body);
    [&length.to_be_bytes(), &name, body, &sum.finalize().to_be_bytes()].concat()
}
