//! Answers in their forms: a text, a file or a part of it, a refusal. Each says that nothing of it is kept or guessed.

use std::io::{self, Read};
use std::path::Path;

use crate::machine::served::{Answer, Body};
use crate::machine::{Machine, Stands};

/// Nothing is kept by a browser: what was saved last is what is shown.
const NEVER_KEPT: [(&str, &str); 4] = [
    ("cache-control", "no-store"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// Something that is there.
pub(super) fn found(kind: &'static str, bytes: Vec<u8>, policy: &str) -> Answer {
    let mut headers: Vec<_> = NEVER_KEPT.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    headers.push(("content-type", kind.to_owned()));
    headers.push(("content-security-policy", policy.to_owned()));
    Answer { status: 200, headers, body: Body::Bytes(bytes) }
}

/// Nothing, and why.
pub(super) fn refused(status: u16, why: &str) -> Answer {
    let text = format!("{why}\n").into_bytes();
    Answer {
        status,
        ..found("text/plain; charset=utf-8", text, "default-src 'none'; frame-ancestors 'self'")
    }
}

/// A file that could not be read.
pub(super) fn failed(error: io::Error) -> Answer {
    refused(404, &format!("this file cannot be read: {error}"))
}

/// What a media file is sent from, and its size.
pub(super) type Opened = (Box<dyn Read + Send>, u64);

/// Bytes that are held already.
pub(super) fn held(bytes: Vec<u8>) -> Opened {
    let size = bytes.len() as u64;
    (Box::new(io::Cursor::new(bytes)), size)
}

/// A file as it stands on the disk.
pub(super) fn opened(machine: &dyn Machine, path: &Path) -> io::Result<Opened> {
    let Some(Stands::File(size)) = machine.stands(path)? else {
        return Err(io::Error::new(io::ErrorKind::NotFound, "it is not there any more"));
    };
    Ok((machine.open(path)?, size))
}

/// A media file, or the part of it that a player of sound or film asks for.
pub(super) fn media(
    (mut file, size): Opened,
    kind: &'static str,
    range: Option<&str>,
    policy: &str,
) -> io::Result<Answer> {
    let mut answer = found(kind, Vec::new(), policy);
    answer.headers.push(("accept-ranges", "bytes".to_owned()));
    let (from, length) = match range.and_then(|range| part(range, size)) {
        Some((from, length)) => {
            let to = from + length - 1;
            answer.status = 206;
            answer.headers.push(("content-range", format!("bytes {from}-{to}/{size}")));
            (from, length)
        }
        None => (0, size),
    };
    // A machine knows no places in a file: what stands before the part is read past.
    io::copy(&mut file.by_ref().take(from), &mut io::sink())?;
    answer.body = Body::Read(file, length);
    Ok(answer)
}

/// The one part that a range asks for, as its first byte and length; `None` where it asks for another thing than one
/// part of a file of this size, and then the whole is sent.
fn part(range: &str, size: u64) -> Option<(u64, u64)> {
    let (from, to) = range.strip_prefix("bytes=")?.split_once('-')?;
    let last = size.checked_sub(1)?;
    let (from, to) = match (from.parse::<u64>(), to.parse::<u64>()) {
        (Ok(from), Ok(to)) => (from, to.min(last)),
        (Ok(from), Err(_)) if to.is_empty() => (from, last),
        (Err(_), Ok(count)) if from.is_empty() && count > 0 => (size.saturating_sub(count), last),
        _ => return None,
    };
    (from <= to).then(|| (from, to - from + 1))
}

/// What a file is, by its ending; nobody guesses at what is not listed.
pub(super) fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        "vtt" => "text/vtt; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::part;

    #[test]
    fn one_part_of_a_file_can_be_asked_for() {
        assert_eq!(part("bytes=0-", 10), Some((0, 10)));
        assert_eq!(part("bytes=2-4", 10), Some((2, 3)));
        assert_eq!(part("bytes=2-400", 10), Some((2, 8)));
        assert_eq!(part("bytes=-3", 10), Some((7, 3)));
        assert_eq!(part("bytes=-30", 10), Some((0, 10)));
        for whole in ["bytes=10-", "bytes=4-2", "bytes=-0", "bytes=0-1,3-4", "items=0-1", "bytes=-", ""] {
            assert_eq!(part(whole, 10), None, "{whole}");
        }
        assert_eq!(part("bytes=0-", 0), None);
    }
}
