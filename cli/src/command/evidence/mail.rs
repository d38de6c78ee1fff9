//! What was sent by mail: the texts of a mail that was saved as a file, and the checkpoint in one of them.
//!
//! A checkpoint and a cosignature are lines of text, and one of their signs is no ASCII; so mail programs encode them (RFC 2045)
//! and break or quote their lines. Nothing here believes anything: what is found is judged by its signatures.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bona_engine::log::Checkpoint;

use crate::exit::Failure;
use crate::machine::{Machine, read_at_most};

/// Largest file that may be a mail, in bytes.
pub(super) const MAIL_BYTES: u64 = 16 * 1024 * 1024;

/// The texts in a file: those of a mail's parts, decoded, and the file itself.
pub(super) fn texts(bytes: &[u8]) -> Vec<String> {
    let own = decoded(bytes);
    let mut texts: Vec<String> = parts(&own).into_iter().map(|part| words_of(&part)).collect();
    texts.push(words_of(&own));
    texts
}

/// The first checkpoint in a file as it stands in a note; the file's own bytes with plain line ends where there is none.
pub(super) fn checkpoint(bytes: Vec<u8>) -> Vec<u8> {
    match texts(&bytes).iter().find_map(|text| note_in(text)) {
        Some(note) => note.into_bytes(),
        None => plain_lines(bytes),
    }
}

/// The checkpoint in a file that somebody kept.
///
/// # Errors
/// When it cannot be read, or nothing in it is a checkpoint.
pub(super) fn checkpoint_of(path: &Path, machine: &dyn Machine) -> Result<Vec<u8>, Failure> {
    let bytes =
        read_at_most(machine, path, MAIL_BYTES).map_err(|error| Failure::file("cannot read", path, error))?;
    let found = checkpoint(bytes);
    match Checkpoint::peek(&found) {
        Ok(_) => Ok(found),
        Err(fault) => Err(Failure::Argument(format!(
            "there is no checkpoint in `{}`, so nothing was verified: {fault}. A checkpoint is three lines (the log's name, a \
             number, a hash), an empty line, and a line that begins with a dash; give the file as it was sent",
            path.display()
        ))),
    }
}

/// A checkpoint or a proof as it was sent: a mail program may have written its line ends with a carriage return, which no note
/// has.
pub(super) fn plain_lines(bytes: Vec<u8>) -> Vec<u8> {
    match String::from_utf8(bytes) {
        Ok(text) => text.replace("\r\n", "\n").into_bytes(),
        Err(other) => other.into_bytes(),
    }
}

/// A text in UTF-8, in UTF-16 with its mark, or in Windows-1252, as Outlook writes it.
fn decoded(bytes: &[u8]) -> String {
    bona_engine::intake::decode(bytes).unwrap_or_else(|_| String::from_utf8_lossy(bytes)).into_owned()
}

/// The parts of a mail that a field of their head says are encoded: each ends where a line of its mail that parts
/// them stands, or with the mail.
fn parts(mail: &str) -> Vec<String> {
    let lines: Vec<&str> = mail.lines().collect();
    let encoding = |line: &str| {
        let (name, value) = line.split_once(':')?;
        let named = name.trim().eq_ignore_ascii_case("content-transfer-encoding");
        named.then(|| value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
    };
    let found = lines.iter().enumerate().filter_map(|(at, line)| Some((at, encoding(line)?)));
    let body = |(at, how): (usize, String)| {
        let rest = &lines[at..];
        let from = rest.iter().position(|line| line.trim().is_empty())?;
        let of = rest[from + 1..].iter().copied();
        let body: Vec<&str> = of.take_while(|line| !parts_here(line, &lines[..at])).collect();
        match how.as_str() {
            "base64" => {
                STANDARD.decode(body.concat().replace([' ', '\t'], "")).ok().map(|bytes| decoded(&bytes))
            }
            "quoted-printable" => Some(decoded(&printable(&body))),
            _ => Some(body.join("\n")),
        }
    };
    found.filter_map(body).collect()
}

/// Whether a line parts what stands before it in a mail from what follows: two dashes and a word that a line above has as well.
fn parts_here(line: &str, above: &[&str]) -> bool {
    let word = line.strip_prefix("--").map(|word| word.trim_end().trim_end_matches("--"));
    word.is_some_and(|word| 1 < word.len() && above.iter().any(|head| head.contains(word)))
}

/// Lines in which signs are written as `=E2`, and a sign `=` at the end says that the line goes on (RFC 2045, 6.7).
fn printable(lines: &[&str]) -> Vec<u8> {
    let mut out = Vec::new();
    for line in lines {
        let line = line.trim_end();
        let (line, goes_on) = line.strip_suffix('=').map_or((line, false), |line| (line, true));
        let mut bytes = line.as_bytes();
        while let [first, rest @ ..] = bytes {
            let hex = |two: &[u8]| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok();
            match (first, rest.get(..2).and_then(hex)) {
                (b'=', Some(byte)) => {
                    out.push(byte);
                    bytes = &rest[2..];
                }
                _ => {
                    out.push(*first);
                    bytes = rest;
                }
            }
        }
        if !goes_on {
            out.push(b'\n');
        }
    }
    out
}

/// A text, or the words of a page.
fn words_of(text: &str) -> String {
    let start = text.trim_start().get(..5).unwrap_or_default().to_ascii_lowercase();
    if start == "<html" || start == "<!doc" { without_tags(text) } else { text.to_owned() }
}

/// The words of a page: what ends a line there ends it here, all other tags are left out.
fn without_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((words, behind)) = rest.split_once('<') {
        out.push_str(words);
        let (tag, after) = behind.split_once('>').unwrap_or((behind, ""));
        let name = tag
            .trim_start_matches('/')
            .split([' ', '/', '\n'])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        if ["br", "p", "div", "li", "tr", "td", "pre", "blockquote"].contains(&name.as_str()) {
            out.push('\n');
        }
        rest = after;
    }
    out.push_str(rest);
    [
        ("&mdash;", "—"),
        ("&#8212;", "—"),
        ("&#x2014;", "—"),
        ("&nbsp;", " "),
        ("&#43;", "+"),
        ("&#61;", "="),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(out, |text, (name, sign)| text.replace(name, sign))
}

/// The note of a checkpoint in a text, however its lines were quoted.
fn note_in(text: &str) -> Option<String> {
    let lines: Vec<&str> =
        text.lines().map(|line| line.trim_start_matches(['>', '|', ' ', '\t']).trim_end()).collect();
    (0..lines.len()).find_map(|at| {
        let rest = &lines[at..];
        let signed = rest.iter().position(|line| line.is_empty())?;
        // A name, a size, a root, and no more than a few lines that a log may add.
        if !(3..=8).contains(&signed)
            || rest[1].is_empty()
            || !rest[1].bytes().all(|byte| byte.is_ascii_digit())
        {
            return None;
        }
        let signatures: Vec<&str> =
            rest[signed + 1..].iter().copied().take_while(|line| line.starts_with('—')).collect();
        let note =
            format!("{}\n\n{}\n", rest[..signed].join("\n"), signatures.join("\n")).replace('\u{a0}', " ");
        Checkpoint::peek(note.as_bytes()).is_ok().then_some(note)
    })
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;

    use super::{checkpoint, texts};

    const NOTE: &str = "surgery.example/evidence\n7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n\
        — surgery.example/evidence AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";

    fn found(sent: impl Into<Vec<u8>>) -> String {
        String::from_utf8(checkpoint(sent.into())).expect("a note is text")
    }

    #[test]
    fn a_checkpoint_is_found_however_it_was_sent() {
        let quoted: String = NOTE.lines().map(|line| format!("> {line}\n")).collect();
        let utf_16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(NOTE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let mail = |how: &str, body: &str| {
            format!(
                "From: a@elm.example\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {how}\r\n\r\n{body}"
            )
        };
        let printable = NOTE.replace('=', "=3D").replace('—', "=E2=80=94");
        let attached = format!(
            "From: a@elm.example\nContent-Type: multipart/mixed; boundary=\"ab\"\n\n--ab\nContent-Type: text/plain\n\nDear all\n\
             --ab\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n{}\n--ab--\n",
            STANDARD.encode(NOTE)
        );
        for sent in [
            NOTE.as_bytes().to_vec(),
            NOTE.replace('\n', "\r\n").into(),
            format!("Dear all,\n\nhere it is:\n\n{NOTE}\nBest wishes\n").into(),
            quoted.into(),
            utf_16,
            mail("quoted-printable", &printable).into(),
            mail("base64", &STANDARD.encode(format!("Hello\n\n{NOTE}"))).into(),
            attached.into(),
            // Outlook: one byte is the dash.
            mail("quoted-printable", &printable.replace("=E2=80=94", "=97")).into(),
            format!("<html><body><p>Hello</p><pre>{NOTE}</pre></body></html>").into(),
            NOTE.replace("— ", "—\u{a0}").into(),
        ] {
            assert_eq!(found(sent.clone()), NOTE, "{}", String::from_utf8_lossy(&sent));
        }
    }

    #[test]
    fn what_holds_none_is_as_it_was() {
        for sent in ["", "From: a\n\nnothing\n", "surgery.example\n7\nAAAA\n\n", "<html>", "\u{feff}x"] {
            assert_eq!(found(sent), sent);
        }
        assert_eq!(found("a\r\nb"), "a\nb");
        // A damaged mail is read as far as it goes.
        assert_eq!(texts(b"Content-Transfer-Encoding: quoted-printable\n\na=3D=\n=ZZ=4")[0], "a==ZZ=4\n");
        assert!(!texts(b"Content-Transfer-Encoding: base64\n\n!!!!").is_empty());
        assert!(!texts(&[0xff, 0xfe, 0x41]).is_empty());
    }
}
