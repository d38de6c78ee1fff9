//! Pictures: that they are there, can be shown everywhere, and say in words what they show.

use super::context::{Context, Spot};
use crate::course::Image;
use crate::diagnostic::{Diagnostic, did_you_mean};
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
    let alt = if raw.decorative { String::new() } else { context_alt(context, spot, alt) };
    let caption = raw.caption.as_ref().map(|text| context.markup(&spot.field("caption"), text));
    let size = file(context, raw, spot)?;
    Some(Image {
        file: raw.file.clone(),
        alt,
        caption,
        credit: raw.credit.clone(),
        width: size.0,
        height: size.1,
    })
}

fn context_alt(context: &mut Context<'_>, spot: &Spot, alt: Option<&str>) -> String {
    alt.map(|alt| context.title(&spot.field("alt"), alt)).unwrap_or_default()
}

fn file(context: &mut Context<'_>, raw: &RawImage, spot: &Spot) -> Option<(u32, u32)> {
    let at = spot.field("file").at();
    if !is_media_name(&raw.file) {
        let fault = Diagnostic::new(
            Rule::MediaName,
            at,
            format!("`{}` cannot be the name of a media file", raw.file),
        );
        context.fault(
            fault
                .label("small letters, digits, `.`, `_`, `-` and `/`")
                .help("rename the file, and write the new name here"),
        );
        return None;
    }
    context.media_used.push(raw.file.clone());
    let Some(media) = context.input.media.get(&raw.file) else {
        let fault = Diagnostic::new(Rule::MissingMedia, at, format!("there is no `media/{}`", raw.file))
            .label("named here");
        let there = context.input.media.keys().map(String::as_str);
        context.fault(match did_you_mean(&raw.file, there) {
            Some(meant) => fault.help(format!("did you mean `{meant}`?")),
            None => fault.help("put the file into the course's `media` folder"),
        });
        return None;
    };
    let size = picture_size(&media.head);
    if size.is_none() {
        let fault =
            Diagnostic::new(Rule::MediaKind, at, format!("`{}` is neither a PNG nor a JPEG", raw.file));
        context.fault(fault.label("cannot be shown everywhere").help("save it as PNG or JPEG"));
    }
    size
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
    if !head.starts_with(&[0xFF, 0xD8]) {
        return None;
    }
    let mut at = 2;
    loop {
        let marker = *head.get(at + 1)?;
        if head[at] != 0xFF {
            return None;
        }
        // JPEG: a start-of-frame segment holds height and width; C4, C8 and CC are none.
        if (0xC0..=0xCF).contains(&marker) && ![0xC4, 0xC8, 0xCC].contains(&marker) {
            return Some((wide(head.get(at + 7..at + 9)?), wide(head.get(at + 5..at + 7)?)))
                .filter(|size| size.0 > 0 && size.1 > 0);
        }
        let length = wide(head.get(at + 2..at + 4)?) as usize;
        if length < 2 {
            return None;
        }
        at += 2 + length;
    }
}

#[cfg(test)]
mod tests {
    use super::{is_media_name, picture_size};

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
    fn names_that_any_system_keeps() {
        assert!(is_media_name("desk.png") && is_media_name("desk/front-1.jpg"));
        for bad in ["../x.png", "A.png", "a b.png", "/x.png", "x//y.png", ".x.png", "a\\b.png"] {
            assert!(!is_media_name(bad), "{bad}");
        }
    }
}
