//! Media: that the files are there and are what they say, and that pictures say in words what they show.

use std::collections::BTreeMap;

use super::context::{Context, Spot};
use super::{Media, say};
use crate::course::Image;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::limits;
use crate::raw::RawImage;
use crate::rule::Rule;

/// Checks a picture.
pub(super) fn image(context: &mut Context<'_>, raw: &RawImage, spot: &Spot) -> Option<Image> {
    let alt = raw.alt.as_deref().map(str::trim).filter(|alt| !alt.is_empty());
    if alt.is_none() && !raw.decorative {
        let fault = Diagnostic::new(
            Rule::MissingAlt,
            spot.at(),
            format!("`{}` does not say what it shows", raw.file),
        );
        context.fault(fault.label("`alt` is missing").help(
            "write `alt: \"…\"` for somebody who cannot see it, or `decorative: true` if nothing is lost without it",
        ));
    }
    let alt = match alt.filter(|_| !raw.decorative) {
        Some(alt) => words_for(context, &spot.field("alt"), alt, &raw.file),
        None => String::new(),
    };
    let caption = raw.caption.as_ref().map(|text| context.markup(&spot.field("caption"), text));
    let size = file_size(context, raw, spot)?;
    Some(Image {
        file: raw.file.clone(),
        alt,
        caption,
        credit: raw.credit.clone(),
        width: size.0,
        height: size.1,
    })
}

/// Checks the words that stand for a picture.
pub(super) fn words_for(context: &mut Context<'_>, spot: &Spot, alt: &str, file: &str) -> String {
    let alt = context.title(spot, alt);
    let lower = alt.to_lowercase();
    let mut fault = |rule, message: String, label: &str, help: &str| {
        context.fault(Diagnostic::new(rule, spot.at(), message).label(label).help(help));
    };
    const SAYS: [&str; 8] = [
        "image of",
        "picture of",
        "photo of",
        "photograph of",
        "graphic of",
        "illustration of",
        "drawing of",
        "icon of",
    ];
    if let Some(says) = SAYS.iter().find(|says| {
        let rest = lower.trim_start_matches("an ").trim_start_matches("a ").trim_start_matches("the ");
        rest.starts_with(*says)
    }) {
        let help = "say what is to be seen, and leave these words out";
        fault(Rule::AltSaysImage, format!("`alt` begins with “{says}”"), "a screen reader has said so", help);
    }
    if lower == file.to_lowercase() || [".png", ".jpg", ".jpeg"].iter().any(|end| lower.ends_with(end)) {
        let help = "say in a few words what somebody would see";
        fault(Rule::AltIsFileName, format!("`{alt}` is the name of a file"), "says nothing to be seen", help);
    }
    let long = alt.chars().count();
    if long > limits::ALT && long <= limits::TITLE {
        let message = format!("`alt` has {long} characters");
        let help = "say the main thing here, and the rest in `caption` or in the text";
        fault(Rule::AltTooLong, message, &format!("at most {} are heard in one go", limits::ALT), help);
    }
    alt
}

fn file_size(context: &mut Context<'_>, raw: &RawImage, spot: &Spot) -> Option<(u32, u32)> {
    picture(context, &raw.file, &spot.field("file"))
}

/// Checks a picture's file, and gives its width and height.
pub(super) fn picture(context: &mut Context<'_>, name: &str, spot: &Spot) -> Option<(u32, u32)> {
    file(context, name, spot, &[Kind::Png, Kind::Jpeg])?;
    let input = context.input;
    pixels(context, name, input.media.get(name)?, spot)
}

/// The same of a picture that stands beside the house's themes.
pub(super) fn house_picture(context: &mut Context<'_>, name: &str, spot: &Spot) -> Option<(u32, u32)> {
    let input = context.input;
    let shelf =
        Shelf { files: &input.house_media, called: "house/themes", folder: "`themes` folder of the house" };
    whole_file(context, name, spot, &[Kind::Png, Kind::Jpeg], &shelf)?;
    pixels(context, name, input.house_media.get(name)?, spot)
}

fn pixels(context: &mut Context<'_>, name: &str, media: &Media, spot: &Spot) -> Option<(u32, u32)> {
    let size = picture_size(&media.head);
    match size {
        None => wrong_kind(context, name, spot, &[Kind::Png, Kind::Jpeg]),
        Some((width, height)) if width.max(height) > limits::PICTURE_SIDE => {
            let message = format!("`{name}` has {width} by {height} pixels");
            let fault = Diagnostic::new(Rule::PictureLarge, spot.at(), message);
            once(
                context,
                fault
                    .label(format!("at most {} a side are of use", limits::PICTURE_SIDE))
                    .help("save it smaller; 1500 pixels are enough for every screen"),
            );
        }
        Some(_) => {}
    }
    size
}

/// Where files lie, and what messages call it.
struct Shelf<'a> {
    files: &'a BTreeMap<String, Media>,
    called: &'static str,
    folder: &'static str,
}

/// Checks a media file: its name, that it is there, what it is and how large; gives its bytes.
pub(super) fn file(context: &mut Context<'_>, name: &str, spot: &Spot, kinds: &[Kind]) -> Option<u64> {
    if is_media_name(name) {
        context.media_used.push(name.to_owned());
    }
    let input = context.input;
    let shelf = Shelf { files: &input.media, called: "media", folder: "course's `media` folder" };
    whole_file(context, name, spot, kinds, &shelf)
}

fn whole_file(
    context: &mut Context<'_>,
    name: &str,
    spot: &Spot,
    kinds: &[Kind],
    shelf: &Shelf<'_>,
) -> Option<u64> {
    let at = spot.at();
    if !is_media_name(name) {
        let fault =
            Diagnostic::new(Rule::MediaName, at, format!("`{name}` cannot be the name of a media file"));
        context.fault(
            fault
                .label("small letters, digits, `.`, `_`, `-` and `/`")
                .help(format!("rename the file to `{0}`, and write \"{0}\" here", say::better_file(name))),
        );
        return None;
    }
    let Some(media) = shelf.files.get(name) else {
        let fault = Diagnostic::new(Rule::MissingMedia, at, format!("there is no `{}/{name}`", shelf.called))
            .label("named here");
        let there = shelf.files.keys().map(String::as_str);
        context.fault(match did_you_mean(name, there) {
            Some(meant) => fault.help(format!("did you mean `{meant}`?")),
            None => fault.help(format!("put the file into the {}", shelf.folder)),
        });
        return None;
    };
    if media.bytes == 0 {
        let fault = Diagnostic::new(Rule::MediaEmpty, at, format!("`{name}` holds nothing"));
        context.fault(fault.label("0 bytes").help(format!("copy the file into the {} again", shelf.folder)));
        return None;
    }
    let Some(kind) = kind_of(&media.head).filter(|kind| kinds.contains(kind)) else {
        wrong_kind(context, name, spot, kinds);
        return None;
    };
    let ending = name.rsplit('.').next().unwrap_or_default();
    if !kind.endings().contains(&ending) {
        let message = format!("the content of `{name}` is {}", kind.word());
        let fault =
            Diagnostic::new(Rule::MediaDisguised, spot.at(), message).label("its ending says otherwise");
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let better = format!("{stem}.{}", kind.endings()[0]);
        context.fault(fault.help(format!("rename the file to `{better}`, and write \"{better}\" here")));
        return None;
    }
    if kind.is_picture() && media.bytes > limits::PICTURE_BYTES {
        let label = format!("at most {} MB can be packaged", limits::PICTURE_BYTES / 1_000_000);
        let help = "save it smaller; 1500 pixels a side are enough for every screen";
        weighs(context, (name, media), spot, Rule::PictureTooLarge, (&label, help));
        return None;
    }
    if media.bytes > kind.heavy() {
        let label = format!("at most {} MB come quickly", kind.heavy() / 1_000_000);
        weighs(context, (name, media), spot, Rule::MediaHeavy, (&label, "save it smaller, or split it"));
    }
    Some(media.bytes)
}

/// Tells how many bytes a file has, which is too many.
fn weighs(
    context: &mut Context<'_>,
    (name, media): (&str, &Media),
    spot: &Spot,
    rule: Rule,
    (label, help): (&str, &str),
) {
    let message = format!("`{name}` has {} MB", media.bytes.div_ceil(1_000_000));
    once(context, Diagnostic::new(rule, spot.at(), message).label(label).help(help));
}

/// Tells of a file's own fault where it is first used, and not again at each further use.
fn once(context: &mut Context<'_>, fault: Diagnostic) {
    let told = |found: &Diagnostic| (found.rule, &found.message) == (fault.rule, &fault.message);
    context.looked_back = true;
    if !context.found.iter().any(told) {
        context.fault(fault);
    }
}

fn wrong_kind(context: &mut Context<'_>, name: &str, spot: &Spot, kinds: &[Kind]) {
    let words: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
    let message = format!("`{name}` is neither a {}", words.join(" nor a "));
    let message = if words.len() == 1 { format!("`{name}` is no {}", words[0]) } else { message };
    let fault = Diagnostic::new(Rule::MediaKind, spot.at(), message);
    context
        .fault(fault.label("cannot be shown everywhere").help(format!("save it as {}", words.join(" or "))));
}

/// What a media file is, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Png,
    Jpeg,
    Mp3,
    M4a,
    Mp4,
    Webm,
    Vtt,
    Pdf,
    Docx,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::Mp3 => "MP3",
            Self::M4a => "M4A",
            Self::Mp4 => "MP4",
            Self::Webm => "WebM",
            Self::Vtt => "WebVTT",
            Self::Pdf => "PDF",
            Self::Docx => "DOCX",
        }
    }

    /// How its name may end, the usual way first.
    fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Mp3 => &["mp3"],
            Self::M4a => &["m4a"],
            Self::Mp4 => &["mp4"],
            Self::Webm => &["webm"],
            Self::Vtt => &["vtt"],
            Self::Pdf => &["pdf"],
            Self::Docx => &["docx"],
        }
    }

    fn is_picture(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg)
    }

    /// Bytes above which it comes slowly.
    fn heavy(self) -> u64 {
        match self {
            Self::Png | Self::Jpeg => 2_000_000,
            Self::Mp3 | Self::M4a | Self::Vtt | Self::Pdf | Self::Docx => 20_000_000,
            Self::Mp4 | Self::Webm => 150_000_000,
        }
    }
}

fn kind_of(head: &[u8]) -> Option<Kind> {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let after = text.strip_prefix(b"WEBVTT");
    match head {
        [0x89, b'P', b'N', b'G', ..] => Some(Kind::Png),
        [0xFF, 0xD8, ..] => Some(Kind::Jpeg),
        [b'I', b'D', b'3', ..] => Some(Kind::Mp3),
        // A frame of MPEG audio: eleven bits set, and layer III.
        [0xFF, second, ..] if second & 0xE6 == 0xE2 => Some(Kind::Mp3),
        [_, _, _, _, b'f', b't', b'y', b'p', b'M', b'4', b'A', ..] => Some(Kind::M4a),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some(Kind::Mp4),
        [0x1A, 0x45, 0xDF, 0xA3, ..] => Some(Kind::Webm),
        [b'%', b'P', b'D', b'F', b'-', ..] => Some(Kind::Pdf),
        [b'P', b'K', 3, 4, ..] if head.windows(5).any(|piece| piece == b"word/") => Some(Kind::Docx),
        _ => after.filter(|rest| rest.first().is_none_or(u8::is_ascii_whitespace)).map(|_| Kind::Vtt),
    }
}

/// Says which media nobody uses.
pub(super) fn unused(context: &mut Context<'_>) {
    // A file that nobody uses is then the one that was meant.
    let misnamed = |found: &Diagnostic| matches!(found.rule, Rule::MissingMedia | Rule::MediaName);
    if context.has_lost() || context.found.iter().any(misnamed) {
        return;
    }
    let unused: Vec<String> =
        context.input.media.keys().filter(|file| !context.media_used.contains(file)).cloned().collect();
    for file in unused {
        let at = context.whole(&format!("media/{file}"));
        context.fault(
            Diagnostic::new(Rule::UnusedMedia, at, "no page shows this file").help("use it, or take it away"),
        );
    }
}

fn is_media_name(name: &str) -> bool {
    let good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-/".contains(&byte);
    name.bytes().all(good)
        && name.len() <= 100
        && name.split('/').all(|part| !part.is_empty() && !part.starts_with('.'))
        && name.split('/').count() <= 4
}

/// Width and height of a PNG or JPEG by its first bytes; `None` if it is neither.
fn picture_size(head: &[u8]) -> Option<(u32, u32)> {
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
fn frame_of(head: &[u8]) -> Option<usize> {
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

/// Whether the first 4 KB of a file do not say all that its first 256 KB do.
pub(super) fn asks_more(head: &[u8]) -> bool {
    match kind_of(head) {
        Some(Kind::Vtt) => true,
        Some(Kind::Jpeg) => frame_of(head).is_none_or(|at| head.len() < at + 9),
        None => head.starts_with(b"PK\x03\x04"),
        Some(_) => false,
    }
}

/// How many bytes of a file's beginning say all that is asked of it: of captions every one, of a picture as far as its
/// size, of others the first few. Of four hundred pictures the rest would be a hundred megabytes.
pub(super) fn needed(head: &[u8]) -> usize {
    const FEW: usize = 64;
    let needed = match kind_of(head) {
        Some(Kind::Vtt) => head.len(),
        Some(Kind::Jpeg) => frame_of(head).map_or(head.len(), |at| at + 9),
        Some(Kind::Docx) => {
            head.windows(5).position(|piece| piece == b"word/").map_or(head.len(), |at| at + 5)
        }
        // It may be captions without their first line, of which a message says more.
        None => head.len().min(4_096),
        Some(_) => FEW,
    };
    needed.min(head.len())
}

#[cfg(test)]
mod tests {
    use super::{Kind, asks_more, is_media_name, kind_of, needed, picture_size};

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
            assert_eq!(
                (kind_of(kept), picture_size(kept)),
                (kind_of(&whole), picture_size(&whole)),
                "{start:?}"
            );
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
        for bad in ["../x.png", "A.png", "a b.png", "/x.png", "x//y.png", ".x.png", "a\\b.png"] {
            assert!(!is_media_name(bad), "{bad}");
        }
    }
}
