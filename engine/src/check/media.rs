//! Media: that the files are there and are what they say, and that pictures say in words what they show.

mod picture;

use std::collections::BTreeMap;

use super::context::{Context, Spot};
use super::{Media, say};
use crate::course::Image;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::id::is_device;
use crate::limits;
use crate::raw::RawImage;
use crate::rule::Rule;
pub(super) use picture::lacks_end;
use picture::{frame_of, picture_size};

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
        Some((width, height)) if u64::from(width) * u64::from(height) > limits::PICTURE_PIXELS => {
            let message = format!("`{name}` has {width} by {height} pixels");
            let millions = limits::PICTURE_PIXELS / 1_000_000;
            let fault = Diagnostic::new(Rule::PictureTooWide, spot.at(), message)
                .label(format!(
                    "a browser shows at most {millions} million for sure: each takes 4 bytes of memory"
                ))
                .help("save it smaller; 1500 pixels a side are enough for every screen");
            once(context, fault);
            return None;
        }
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
        let label = match name.split('/').any(is_device) {
            true => "Windows keeps this name for a device",
            false => "small letters, digits, `.`, `_`, `-` and `/`",
        };
        context.fault(fault.label(label).help(rename(name, shelf)));
        return None;
    }
    let Some(media) = shelf.files.get(name) else {
        let fault = Diagnostic::new(Rule::MissingMedia, at, format!("there is no `{}/{name}`", shelf.called))
            .label("named here");
        let there = shelf.files.keys().map(String::as_str);
        context.fault(match did_you_mean(name, there) {
            Some(meant) => fault.help(format!("did you mean `{meant}`?")),
            None if inside(name).is_some_and(|inner| shelf.files.contains_key(inner)) => {
                let inner = inside(name).unwrap_or(name);
                fault.help(format!("write \"{inner}\": names begin inside the {}", shelf.folder))
            }
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
    if media.cut_off {
        let fault = Diagnostic::new(Rule::MediaCutOff, spot.at(), format!("`{name}` ends in the middle"));
        let label = format!("{} bytes, and no mark of a {}'s end", media.bytes, kind.word());
        once(context, fault.label(label).help(format!("copy the file into the {} again", shelf.folder)));
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

/// What follows `media/`, if a name begins so.
fn inside(name: &str) -> Option<&str> {
    let (folder, inner) = name.split_once(['/', '\\'])?;
    folder.eq_ignore_ascii_case("media").then_some(inner)
}

/// How a file with a bad name is to be called.
fn rename(name: &str, shelf: &Shelf<'_>) -> String {
    if let Some((_, address)) = name.split_once("://") {
        let path = address.split(['?', '#']).next().unwrap_or(address).trim_end_matches('/');
        let last =
            path.split_once('/').map_or("picture.png", |(_, path)| path.rsplit('/').next().unwrap_or(path));
        let better = say::better_file(last);
        return format!(
            "a course brings its media along: save the file into the {} as `{better}`, and write \"{better}\" here",
            shelf.folder
        );
    }
    let better = say::better_file(inside(name).unwrap_or(name));
    format!("call the file `{better}` in the {}, and write \"{better}\" here", shelf.folder)
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
        && name.split('/').all(|part| {
            !part.is_empty() && !part.starts_with('.') && !part.ends_with('.') && !is_device(part)
        })
        && name.split('/').count() <= 4
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
mod tests;
