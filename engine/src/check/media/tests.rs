//! What first and last bytes say of a file, and which names it may have.

use super::{Kind, asks_more, is_media_name, kind_of, lacks_end, needed, picture_size};

#[test]
fn a_picture_without_its_end_is_known() {
    let png =
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0----\0\0\0\0IEND\xAE\x42\x60\x82";
    // A small picture in the notes, with its own end; then the frame, the scan and the end of the whole.
    let notes = [&[0xFF, 0xD8, 0xFF, 0xE1, 0, 6][..], &[0xFF, 0xD8, 0xFF, 0xD9]].concat();
    let frame = [0xFF, 0xC0, 0, 11, 8, 0, 32, 1, 0, 1, 1, 17, 0];
    let jpeg = [&notes[..], &frame, &[0xFF, 0xDA, 0, 2, 7, 7, 7, 0xFF, 0xD9]].concat();
    for whole in [&png[..], &jpeg] {
        assert!(!lacks_end(whole, 0, whole));
        assert!(!lacks_end(whole, 0, &[whole, &[0; 99]].concat()), "what a camera keeps behind the end");
        let behind = whole.len() - 10;
        assert!(!lacks_end(whole, behind as u64, &whole[behind..]));
        for cut in 2..whole.len() {
            let cut = &whole[..cut];
            assert!(kind_of(cut).is_none() || frame_of_notes(cut) || lacks_end(cut, 0, cut), "{}", cut.len());
        }
    }
    assert!(!lacks_end(b"WEBVTT", 0, b"WEBVTT") && !lacks_end(b"", 0, b""));
}

/// Whether a JPEG is cut before its frame: its size is not known then, and that is told.
fn frame_of_notes(cut: &[u8]) -> bool {
    cut.starts_with(&[0xFF, 0xD8]) && picture_size(cut).is_none()
}

#[test]
fn what_is_kept_of_a_beginning_says_as_much_as_all_of_it() {
    let rest = [7; 9_000];
    let mut jpeg = vec![0xFF, 0xD8, 0xFF, 0xE1, 0x13, 0x88];
    jpeg.resize(2 + 2 + 5_000, 0);
    jpeg.extend([0xFF, 0xC0, 0, 11, 8, 0, 32, 1, 0, 3]);
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.extend([0, 0, 1, 0, 0, 0, 0, 64]);
    let mut most = 0;
    for start in [
        jpeg.as_slice(),
        &png,
        b"ID3\x04",
        b"\xFF\xFB\x10\xC4",
        b"\0\0\0\x20ftypM4A ",
        b"\0\0\0\x20ftypisom",
        b"\x1A\x45\xDF\xA3",
        b"WEBVTT\n",
        b"%PDF-1.7",
        b"PK\x03\x04 [Content_Types].xml word/document.xml",
        b"PK\x03\x04 xl/workbook.xml",
        b"GIF89a",
        b"",
    ] {
        let whole = [start, &rest].concat();
        let kept = &whole[..needed(&whole)];
        assert_eq!((kind_of(kept), picture_size(kept)), (kind_of(&whole), picture_size(&whole)), "{start:?}");
        assert_eq!(needed(&whole) == whole.len(), start.starts_with(b"WEBVTT"), "{start:?}");
        let read = if asks_more(&whole[..4_096]) { whole.as_slice() } else { &whole[..4_096] };
        assert_eq!(picture_size(read), picture_size(&whole), "{start:?}");
        assert_eq!(kind_of(read), kind_of(&whole), "{start:?}");
        most = most.max(if start.starts_with(b"WEBVTT") { 0 } else { kept.len() });
    }
    assert_eq!(picture_size(&jpeg), Some((256, 32)));
    assert!(most < 5_100, "{most}");
}

#[test]
fn sizes_are_read_from_the_first_bytes() {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.extend([0, 0, 1, 0, 0, 0, 0, 64]);
    assert_eq!(picture_size(&png), Some((256, 64)));
    let jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 11, 8, 0, 32, 1, 0, 3];
    assert_eq!(picture_size(&jpeg), Some((256, 32)));
    for cut in 0..jpeg.len() {
        let _any = picture_size(&jpeg[..cut]);
    }
    assert_eq!(picture_size(b"GIF89a"), None);
}

#[test]
fn a_file_is_what_its_first_bytes_say() {
    for (head, kind) in [
        (&b"ID3\x04"[..], Some(Kind::Mp3)),
        (b"\xFF\xFB\x10\xC4", Some(Kind::Mp3)),
        (b"\0\0\0\x20ftypM4A ", Some(Kind::M4a)),
        (b"\0\0\0\x20ftypisom", Some(Kind::Mp4)),
        (b"\x1A\x45\xDF\xA3", Some(Kind::Webm)),
        (b"\xEF\xBB\xBFWEBVTT\n", Some(Kind::Vtt)),
        (b"WEBVTT", Some(Kind::Vtt)),
        (b"WEBVTTX", None),
        (b"%PDF-1.7", Some(Kind::Pdf)),
        (b"PK\x03\x04 [Content_Types].xml word/document.xml", Some(Kind::Docx)),
        (b"PK\x03\x04 xl/workbook.xml", None),
        (b"GIF89a", None),
        (b"", None),
    ] {
        assert_eq!(kind_of(head), kind, "{head:?}");
    }
}

#[test]
fn names_that_any_system_keeps() {
    assert!(is_media_name("desk.png") && is_media_name("desk/front-1.jpg"));
    for bad in [
        "con.png",
        "aux/x.png",
        "x/nul",
        "x.png.",
        "a./b.png",
        "../x.png",
        "A.png",
        "a b.png",
        "/x.png",
        "x//y.png",
        ".x.png",
        "a\\b.png",
    ] {
        assert!(!is_media_name(bad), "{bad}");
    }
}
