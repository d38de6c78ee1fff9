//! Sound, film and files to take away: that they are what they say, and that nobody needs ears or eyes for them.

use super::context::{Context, Spot};
use super::media::{self, Kind};
use crate::course::{Audio, Download, Markup, Video};
use crate::diagnostic::Diagnostic;
use crate::raw::{RawAudio, RawDownload, RawVideo};
use crate::rule::Rule;

/// Checks something to hear.
pub(super) fn audio(context: &mut Context<'_>, raw: &RawAudio, spot: &Spot) -> Option<Audio> {
    let title = context.title(&spot.field("title"), &raw.title);
    let transcript = transcript(context, raw.transcript.as_deref(), &raw.file, spot);
    let there = media::file(context, &raw.file, &spot.field("file"), &[Kind::Mp3, Kind::M4a]);
    let captions = match &raw.captions {
        Some(file) => Some(captions(context, file, &spot.field("captions"))?),
        None => None,
    };
    there?;
    Some(Audio { file: raw.file.clone(), title, transcript: transcript?, captions })
}

/// Checks something to see and hear.
pub(super) fn video(context: &mut Context<'_>, raw: &RawVideo, spot: &Spot) -> Option<Video> {
    let title = context.title(&spot.field("title"), &raw.title);
    let transcript = transcript(context, raw.transcript.as_deref(), &raw.file, spot);
    let there = media::file(context, &raw.file, &spot.field("file"), &[Kind::Mp4, Kind::Webm]);
    let poster = raw.poster.as_ref().map(|file| media::picture(context, file, &spot.field("poster")));
    let captions = match &raw.captions {
        Some(file) => captions(context, file, &spot.field("captions")),
        None => {
            let message = format!("`{}` has no captions", raw.file);
            let fault = Diagnostic::new(Rule::CaptionsMissing, spot.at(), message);
            context.fault(
                fault
                    .label("`captions` is missing")
                    .help("write `captions: \"….vtt\"`, and put the file in WebVTT into `media`"),
            );
            None
        }
    };
    there?;
    if let Some(None) = poster {
        return None;
    }
    let (file, poster) = (raw.file.clone(), raw.poster.clone());
    Some(Video { file, title, captions: captions?, transcript: transcript?, poster })
}

/// Checks a file to take away.
pub(super) fn download(context: &mut Context<'_>, raw: &RawDownload, spot: &Spot) -> Option<Download> {
    let title = context.title(&spot.field("title"), &raw.title);
    let what = context.title(&spot.field("what"), &raw.what);
    let bytes = media::file(context, &raw.file, &spot.field("file"), &[Kind::Pdf, Kind::Docx])?;
    Some(Download { file: raw.file.clone(), title, what, bytes })
}

fn transcript(context: &mut Context<'_>, text: Option<&str>, file: &str, spot: &Spot) -> Option<Markup> {
    if let Some(text) = text {
        return Some(context.markup(&spot.field("transcript"), text));
    }
    let message = format!("`{file}` has no transcript");
    let fault = Diagnostic::new(Rule::TranscriptMissing, spot.at(), message);
    context.fault(
        fault
            .label("`transcript` is missing")
            .help("write `transcript: \"…\"` with every word that is said, and what must be seen"),
    );
    None
}

/// Checks a file of captions, and gives its name.
fn captions(context: &mut Context<'_>, file: &str, spot: &Spot) -> Option<String> {
    let bytes = media::file(context, file, spot, &[Kind::Vtt])?;
    let head = context.input.media.get(file).map(|media| media.head.clone()).unwrap_or_default();
    let wrong = if head.len() as u64 != bytes {
        Some((1, "a file of captions has at most 256 KB".to_owned()))
    } else {
        match String::from_utf8(head) {
            Ok(text) => cues(&text).err(),
            Err(_) => Some((1, "it is not UTF-8 text".to_owned())),
        }
    };
    if let Some((line, what)) = wrong {
        let message = format!("line {line} of `media/{file}`: {what}");
        let fault = Diagnostic::new(Rule::CaptionsForm, spot.at(), message).label("cannot be shown in time");
        context
            .fault(fault.help("write `WEBVTT`, a blank line, then `00:01.000 --> 00:03.500` and the words"));
        return None;
    }
    Some(file.to_owned())
}

/// Reads WebVTT: how many cues there are, or the line that is wrong and what is wrong with it.
/// Source: W3C WebVTT, section 4: header, blocks apart by blank lines, times rising.
fn cues(text: &str) -> Result<usize, (usize, String)> {
    let text = text.trim_start_matches('\u{feff}');
    let (mut count, mut last) = (0, 0);
    let mut lines = text.lines().enumerate().peekable();
    while let Some((at, line)) = lines.next() {
        let Some((from, to)) = line.split_once("-->") else { continue };
        let wrong = |what: String| (at + 1, what);
        let end = to.split_whitespace().next().unwrap_or_default();
        let (Some(start), Some(stop)) = (millis(from.trim()), millis(end)) else {
            return Err(wrong(format!("`{}` is no pair of times", line.trim())));
        };
        if stop <= start {
            return Err(wrong("it ends before it begins".to_owned()));
        }
        if start < last {
            return Err(wrong("it begins before the one above it".to_owned()));
        }
        if lines.peek().is_none_or(|(_, words)| words.trim().is_empty()) {
            return Err(wrong("it has no words".to_owned()));
        }
        (count, last) = (count + 1, start);
    }
    if count == 0 { Err((1, "there are no captions in it".to_owned())) } else { Ok(count) }
}

/// `01:02.345` or `1:01:02.345` in thousandths of a second.
fn millis(text: &str) -> Option<u64> {
    let (whole, thousandths) = text.split_once('.')?;
    let digits = |part: &str, least: usize| {
        (part.len() >= least && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<u64>().ok())
            .flatten()
    };
    let thousandths = (thousandths.len() == 3).then(|| digits(thousandths, 3)).flatten()?;
    let parts: Vec<&str> = whole.split(':').collect();
    let (hours, minutes, seconds) = match parts.as_slice() {
        [minutes, seconds] => (0, digits(minutes, 2)?, digits(seconds, 2)?),
        [hours, minutes, seconds] => (digits(hours, 1)?, digits(minutes, 2)?, digits(seconds, 2)?),
        _ => return None,
    };
    (minutes < 60 && seconds < 60).then_some(((hours * 60 + minutes) * 60 + seconds) * 1_000 + thousandths)
}

#[cfg(test)]
mod tests {
    use super::{cues, millis};

    #[test]
    fn captions_have_rising_times_and_words() {
        let good = "WEBVTT\n\nNOTE made by hand\n\none\n00:00.000 --> 00:02.500 align:start\nHello.\n\n1:00:00.000 --> 1:00:01.000\nBye.\n";
        assert_eq!(cues(good), Ok(2));
        assert_eq!(cues(&good.replace('\n', "\r\n")), Ok(2));
        for (text, line) in [
            ("WEBVTT\n", 1),
            ("WEBVTT\n\n00:02.000 --> 00:01.000\nx", 3),
            ("WEBVTT\n\n00:02.000 --> 00:03.000\nx\n\n00:01.000 --> 00:04.000\ny", 6),
            ("WEBVTT\n\n00:02 --> 00:03\nx", 3),
            ("WEBVTT\n\n00:02.000 --> 00:03.000\n\nx", 3),
        ] {
            assert_eq!(cues(text).map_err(|(at, _)| at), Err(line), "{text}");
        }
    }

    #[test]
    fn times_are_read_to_the_thousandth() {
        assert_eq!(millis("01:02.345"), Some(62_345));
        assert_eq!(millis("10:00:00.000"), Some(36_000_000));
        for bad in ["1:02.345", "01:62.000", "01:02.34", "01:02", "-1:02.000", "a:02.000"] {
            assert_eq!(millis(bad), None, "{bad}");
        }
    }
}
