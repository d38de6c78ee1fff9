use std::borrow::Cow;

use proptest::prelude::*;

use super::{cut, is_picture};

/// Words that stand where metadata does; none of them may be left.
const SECRET: &[u8] = b"52 deg 57' N";

/// A segment of a JPEG.
fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).expect("short");
    [&[0xFF, marker], &length.to_be_bytes()[..], body].concat()
}

/// A block of TIFF with an orientation between two other entries, and words behind.
fn tiff(big: bool, orientation: u16) -> Vec<u8> {
    let short = |number: u16| if big { number.to_be_bytes() } else { number.to_le_bytes() };
    let long = |number: u32| if big { number.to_be_bytes() } else { number.to_le_bytes() };
    let mut block = if big { b"MM\0*".to_vec() } else { b"II*\0".to_vec() };
    block.extend(long(8));
    block.extend(short(3));
    for (tag, value) in [(0x0110, 7), (0x0112, orientation), (0x8825, 50)] {
        block.extend(short(tag));
        block.extend(short(3));
        block.extend(long(1));
        block.extend([short(value), short(0)].concat());
    }
    block.extend(long(0));
    block.extend(SECRET);
    block
}

fn exif(big: bool, orientation: u16) -> Vec<u8> {
    segment(0xE1, &[b"Exif\0\0".to_vec(), tiff(big, orientation)].concat())
}

/// Exif that says an orientation and nothing else, byte for byte.
fn only(orientation: u8) -> Vec<u8> {
    let block =
        [&b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"[..], &[orientation], b"\0\0\0\0\0\0"];
    segment(0xE1, &block.concat())
}

/// What a JPEG needs to be shown; between head and scans stands whatever is given.
fn jpeg(between: &[Vec<u8>], inner: &[u8]) -> Vec<u8> {
    let head = [vec![0xFF, 0xD8], segment(0xE0, b"JFIF\0\x01\x02\0\0\x48\0\x48\0\0")];
    let tables =
        [segment(0xDB, &[1; 65]), segment(0xC2, &[8, 0, 1, 0, 1, 1, 1, 17, 0]), segment(0xC4, &[0; 29])];
    // Stuffed bytes and restarts are no end of a scan.
    let scan = [segment(0xDA, &[1, 1, 0, 0, 63, 0]), vec![1, 0xFF, 0, 2, 0xFF, 0xD0, 3, 0xFF, 0xFF]];
    let again = [segment(0xC4, &[16; 29]), scan.concat(), vec![0xFF, 0xD9]];
    [head.concat(), between.concat(), tables.concat(), scan.concat(), inner.to_vec(), again.concat()].concat()
}

/// A chunk of a PNG, whose sum is another's work.
fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(name);
    sum.update(body);
    let length = u32::try_from(body.len()).expect("short");
    [&length.to_be_bytes(), &name[..], body, &sum.sum().to_be_bytes()].concat()
}

fn png(before: &[Vec<u8>], after: &[Vec<u8>]) -> Vec<u8> {
    let data = [chunk(b"IDAT", &[1, 2]), chunk(b"IDAT", &[3])].concat();
    let head = [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &[0; 13])].concat();
    [head, before.concat(), data, after.concat(), chunk(b"IEND", b"")].concat()
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|piece| piece == words)
}

/// Each piece that is said beside the pixels, wherever it stands.
#[test]
fn a_jpeg_says_nothing_beside_its_pixels() {
    let said = |marker, name: &[u8]| segment(marker, &[name, SECRET].concat());
    let pieces = [
        exif(true, 1),
        said(0xE0, b"JFXX\0\x10"),
        said(0xE1, b"http://ns.adobe.com/xap/1.0/\0"),
        said(0xE2, b"MPF\0"),
        said(0xED, b"Photoshop 3.0\0"),
        said(0xEE, b"Other"),
        said(0xEF, b""),
        said(0xF0, b""),
        said(0xFE, b""),
    ];
    let plain = jpeg(&[], &[]);
    for piece in &pieces {
        for whole in [jpeg(std::slice::from_ref(piece), &[]), jpeg(&[], piece)] {
            assert!(holds(&whole, SECRET), "it is there before");
            assert_eq!(cut(&whole), plain, "{piece:x?}");
        }
    }
    assert_eq!(cut(&jpeg(&pieces, &pieces.concat())), plain);
    // What stands between two segments is passed over by decoders, and behind the end by all.
    assert_eq!(cut(&jpeg(&[SECRET.to_vec(), vec![0xFF, 0, 0xFF, 0xFF]], &[])), plain);
    assert_eq!(cut(&[plain.as_slice(), SECRET].concat()), plain);
}

#[test]
fn what_decides_about_pixels_stays() {
    let profile = segment(0xE2, b"ICC_PROFILE\0\x01\x01 a profile");
    let adobe = segment(0xEE, b"Adobe\0\x64\0\0\0\0\0");
    for whole in [jpeg(&[], &[]), jpeg(&[profile, adobe], &segment(0xDD, &[0, 4]))] {
        assert!(matches!(cut(&whole), Cow::Borrowed(same) if same == whole), "not a byte is another");
    }
    let kept: Vec<Vec<u8>> =
        [b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"cICP", b"tRNS", b"bKGD", b"pHYs", b"acTL", b"fcTL"]
            .map(|name| chunk(name, &[7; 9]))
            .to_vec();
    for whole in [png(&[], &[]), png(&kept, &[chunk(b"fcTL", &[1; 26]), chunk(b"fdAT", &[1; 8])])] {
        assert!(matches!(cut(&whole), Cow::Borrowed(same) if same == whole), "not a byte is another");
    }
}

#[test]
fn a_jpeg_in_a_jpeg_goes_and_its_place_says_so() {
    let with = segment(0xE0, &[&b"JFIF\0\x01\x02\0\0\x48\0\x48\x01\x01"[..], b"rgb", SECRET].concat());
    let without = segment(0xE0, b"JFIF\0\x01\x02\0\0\x48\0\x48\0\0");
    assert_eq!(cut(&jpeg(&[with], &[])), jpeg(&[without], &[]));
}

/// The way up is kept, in a block of our own; the usual one needs none.
#[test]
fn a_picture_stays_the_right_way_up() {
    for big in [true, false] {
        for turned in 2..=8_u8 {
            let whole = jpeg(&[exif(big, turned.into()), exif(big, 3)], &[]);
            assert_eq!(cut(&whole), jpeg(&[only(turned)], &[]), "the first counts");
            let own = chunk(b"eXIf", &only(turned)[10..]);
            let whole = png(&[chunk(b"eXIf", &tiff(big, turned.into()))], &[]);
            assert_eq!(cut(&whole), png(std::slice::from_ref(&own), &[]));
            assert!(matches!(cut(&png(&[own], &[])), Cow::Borrowed(_)), "cut once is cut");
        }
        for nothing in [0, 1, 9, 0x0300] {
            assert_eq!(cut(&jpeg(&[exif(big, nothing)], &[])), jpeg(&[], &[]), "{nothing}");
            assert_eq!(cut(&png(&[chunk(b"eXIf", &tiff(big, nothing))], &[])), png(&[], &[]), "{nothing}");
        }
        // The upright first one is not overruled by the second.
        assert_eq!(cut(&jpeg(&[exif(big, 1), exif(big, 6)], &[])), jpeg(&[], &[]));
    }
}

#[test]
fn a_png_says_nothing_beside_its_pixels() {
    for name in [b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf", b"hIST", b"sPLT", b"prVt", b"caBX"] {
        let piece = chunk(name, SECRET);
        let both = [piece];
        assert_eq!(cut(&png(&both, &both)), png(&[], &[]));
    }
    assert_eq!(cut(&[png(&[], &[]).as_slice(), SECRET].concat()), png(&[], &[]), "nothing behind the end");
}

#[test]
fn other_files_are_no_pictures() {
    for other in [&b"GIF89a"[..], b"\0\0\0\x20ftypisom", b"%PDF-1.7", b"\xFF\xD8", b"\x89PNG", b""] {
        assert!(!is_picture(other) && matches!(cut(other), Cow::Borrowed(same) if same == other));
    }
}

/// What breaks off before its pixels begin is no picture yet; of what breaks off later, all that says something is gone.
#[test]
fn a_picture_that_breaks_off_is_cut_as_far_as_it_goes() {
    let whole = jpeg(&[exif(true, 6), segment(0xFE, SECRET)], &segment(0xE1, SECRET));
    let pixels = whole.windows(2).position(|pair| pair == [0xFF, 0xDA]).expect("a scan");
    for end in 0..=whole.len() {
        let own = cut(&whole[..end]);
        assert_eq!(cut(&own), own, "{end}: cut once is cut");
        let tail = whole[..end].ends_with(SECRET) || end > pixels + 30;
        assert!(end < pixels || tail || !holds(&own, SECRET), "{end}");
        assert!(own.len() <= end);
    }
    let whole = png(&[chunk(b"eXIf", &tiff(true, 6)), chunk(b"tEXt", SECRET)], &[chunk(b"iTXt", SECRET)]);
    for end in 8..=whole.len() {
        let own = cut(&whole[..end]);
        assert_eq!(cut(&own), own, "{end}: cut once is cut");
        assert!(!holds(&own, SECRET), "{end}");
    }
}

/// A picture of pieces in any order, with bytes of it changed.
fn mangled(pieces: &'static [fn() -> Vec<u8>]) -> impl Strategy<Value = Vec<u8>> {
    let order = prop::collection::vec(prop::sample::select(pieces), 0..12);
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6);
    (order, changes, any::<prop::sample::Index>()).prop_map(|(order, changes, end)| {
        let mut bytes: Vec<u8> = order.into_iter().flat_map(|piece| piece()).collect();
        for (at, byte) in changes {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
        }
        let end = end.index(bytes.len() + 1);
        bytes.truncate(end.max(bytes.len() / 2));
        bytes
    })
}

const JPEG: &[fn() -> Vec<u8>] = &[
    || exif(true, 6),
    || exif(false, 1),
    || segment(0xFE, SECRET),
    || segment(0xDA, &[1, 1, 0, 0, 63, 0]),
    || vec![1, 0xFF, 0, 2, 0xFF, 0xD0, 3],
    || segment(0xE0, b"JFIF\0\x01\x02\0\0\x48\0\x48\x02\0"),
    || vec![0xFF, 0xD9],
    || vec![0xFF, 0xFF, 0xE1, 0, 1],
];
const PNG: &[fn() -> Vec<u8>] = &[
    || chunk(b"IHDR", &[0; 13]),
    || chunk(b"IDAT", &[7; 30]),
    || chunk(b"eXIf", &tiff(false, 8)),
    || chunk(b"tEXt", SECRET),
    || chunk(b"IEND", b""),
    || b"\xFF\xFF\xFF\xFFiTXt".to_vec(),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the bytes, nothing panics, and what is cut stays the kind of file it was.
    #[test]
    fn whatever_comes_is_taken(
        jpeg in mangled(JPEG),
        png in mangled(PNG),
        any in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        for (start, rest) in [(&b"\xFF\xD8\xFF"[..], &jpeg), (b"\x89PNG\r\n\x1a\n", &png), (b"\xFF\xD8\xFF", &any)] {
            let whole = [start, rest].concat();
            let own = cut(&whole);
            prop_assert!(own.starts_with(&whole[..2]));
            // A block for an orientation may be longer than one that a hostile hand made.
            prop_assert!(own.len() <= whole.len() + 64);
        }
    }
}
