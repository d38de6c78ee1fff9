//! The text of a table in pieces: first a look at all of it, which says how it is written and whether it may be read at all,
//! then the same text as UTF-8. Neither takes memory of the file's size.
//!
//! What a file is, is decided as `text` decides it. Opening is the caller's: nothing here knows a disk.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use sha2::{Digest as _, Sha256};

use super::FileFault;
use super::foreign::foreign;
use super::text::{damaged_utf_16, mixed};

/// Bytes that are read at once.
const AT_ONCE: usize = 256 * 1024;

/// Opens the same file from its beginning, as often as it is asked.
pub type Open<'a> = &'a (dyn Fn() -> io::Result<Box<dyn Read + Send + 'a>> + Sync);

/// Why a file that is read in pieces could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadFault {
    /// It cannot be imported, whole.
    #[error(transparent)]
    File(#[from] FileFault),
    /// The disk does not give it.
    #[error(transparent)]
    Disk(#[from] io::Error),
}

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    /// UTF-8 behind so many bytes of a mark.
    Utf8(usize),
    /// Something else, behind so many bytes of a mark.
    Other(&'static Encoding, usize),
}

/// What a first look at the whole file says.
#[derive(Clone, Debug)]
pub(super) struct Survey {
    written: Written,
    /// Length in bytes.
    pub(super) bytes: u64,
    /// SHA-256 of all bytes.
    pub(super) sha256: [u8; 32],
    /// Whether a sign of per cent stands anywhere.
    pub(super) per_cent: bool,
}

impl Survey {
    /// Looks at a file of at most so many bytes.
    ///
    /// # Errors
    /// When it cannot be read, is larger, or is no text.
    pub(super) fn of(mut file: Box<dyn Read + Send + '_>, most: u64) -> Result<Self, ReadFault> {
        let mut buffer = vec![0; AT_ONCE];
        let (mut hash, mut bytes, mut per_cent) = (Sha256::new(), 0, false);
        let mut judge = None;
        loop {
            let got = fill(&mut *file, &mut buffer)?;
            let some = &buffer[..got];
            bytes += got as u64;
            if most < bytes {
                let why = format!("the file holds more than {} MB, the most that is read", most / 1_000_000);
                return Err(FileFault::new(why, "export fewer rows at once").into());
            }
            hash.update(some);
            per_cent |= some.contains(&b'%');
            let judge = match &mut judge {
                Some(judge) => judge,
                none => {
                    if let Some(fault) = foreign(some) {
                        return Err(fault.into());
                    }
                    none.insert(Judge::new(some))
                }
            };
            judge.look(some);
            if got < buffer.len() {
                break;
            }
        }
        let written = judge.map_or(Ok(Written::Utf8(0)), Judge::end)?;
        Ok(Self { written, bytes, sha256: hash.finalize().into(), per_cent })
    }
}

/// Reads until the buffer is full or nothing is left.
fn fill(file: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut got = 0;
    while got < buffer.len() {
        match file.read(&mut buffer[got..]) {
            Ok(0) => break,
            Ok(some) => got += some,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(got)
}

/// Finds out how a text is written while it goes by.
enum Judge {
    Narrow(Narrow),
    Wide { encoding: &'static Encoding, decoder: Decoder, skip: usize, damaged: bool },
}

/// A text of bytes: UTF-8, or Windows-1252 where nothing of it looks like UTF-8.
#[derive(Default)]
struct Narrow {
    skip: usize,
    /// Whether a mark in front says that it is UTF-8.
    marked: bool,
    /// What a letter began with at the end of the piece before.
    begun: Vec<u8>,
    /// Line ends so far.
    lines: u64,
    /// The first line that is no UTF-8.
    bad: Option<u64>,
    /// Whether something is UTF-8 and more than ASCII.
    letters: bool,
}

impl Judge {
    fn new(start: &[u8]) -> Self {
        let wide = |encoding: &'static Encoding| Self::Wide {
            encoding,
            decoder: encoding.new_decoder_without_bom_handling(),
            skip: 2,
            damaged: false,
        };
        match start {
            [0xff, 0xfe, ..] => wide(UTF_16LE),
            [0xfe, 0xff, ..] => wide(UTF_16BE),
            [0xef, 0xbb, 0xbf, ..] => Self::Narrow(Narrow { skip: 3, marked: true, ..Narrow::default() }),
            _ => Self::Narrow(Narrow::default()),
        }
    }

    fn look(&mut self, some: &[u8]) {
        match self {
            Self::Narrow(narrow) => narrow.look(some),
            Self::Wide { decoder, skip, damaged, .. } => {
                let rest = &some[(*skip).min(some.len())..];
                *skip -= some.len() - rest.len();
                *damaged |= decodes_badly(decoder, rest, false);
            }
        }
    }

    fn end(self) -> Result<Written, FileFault> {
        match self {
            Self::Wide { encoding, mut decoder, damaged, .. } => {
                match damaged | decodes_badly(&mut decoder, &[], true) {
                    true => Err(damaged_utf_16()),
                    false => Ok(Written::Other(encoding, 2)),
                }
            }
            Self::Narrow(mut narrow) => {
                if !narrow.begun.is_empty() {
                    narrow.spoilt(0);
                }
                match narrow.bad {
                    None => Ok(Written::Utf8(if narrow.marked { 3 } else { 0 })),
                    Some(line) if narrow.marked || narrow.letters => Err(mixed(line)),
                    Some(_) => Ok(Written::Other(WINDOWS_1252, 0)),
                }
            }
        }
    }
}

impl Narrow {
    fn look(&mut self, some: &[u8]) {
        let rest = &some[self.skip.min(some.len())..];
        self.skip -= some.len() - rest.len();
        if self.begun.is_empty() {
            return self.judge(rest);
        }
        // The letter that was cut in two, by itself: no letter has more than four bytes.
        let mut joined = std::mem::take(&mut self.begun);
        let before = joined.len();
        joined.extend(rest.iter().take(4 - before.min(4)));
        let (used, good) = match std::str::from_utf8(&joined) {
            Ok(text) => (text.len(), true),
            Err(fault) if 0 < fault.valid_up_to() => (fault.valid_up_to(), true),
            Err(fault) => match fault.error_len() {
                Some(length) => (length, false),
                None => return self.begun = joined,
            },
        };
        if good {
            self.letters = true;
            self.lines += newlines(&joined[..used]);
        } else {
            self.spoilt(0);
        }
        self.judge(&rest[used.saturating_sub(before)..]);
    }

    fn judge(&mut self, mut rest: &[u8]) {
        loop {
            let (good, fault) = match std::str::from_utf8(rest) {
                Ok(_) => (rest, None),
                Err(fault) => (&rest[..fault.valid_up_to()], Some(fault)),
            };
            self.letters = self.letters || !good.is_ascii();
            let lines = newlines(good);
            let Some(fault) = fault else { return self.lines += lines };
            match fault.error_len() {
                None => {
                    self.lines += lines;
                    return self.begun = rest[good.len()..].to_vec();
                }
                Some(length) => {
                    self.spoilt(lines);
                    self.lines += lines;
                    rest = &rest[good.len() + length..];
                }
            }
        }
    }

    fn spoilt(&mut self, lines: u64) {
        let line = self.lines + lines + 1;
        self.bad.get_or_insert(line);
    }
}

fn newlines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

/// Whether anything of it is damaged.
fn decodes_badly(decoder: &mut Decoder, mut rest: &[u8], last: bool) -> bool {
    let (mut out, mut damaged) = (vec![0; 64 * 1024], false);
    loop {
        let (result, read, _, bad) = decoder.decode_to_utf8(rest, &mut out, last);
        damaged |= bad;
        rest = &rest[read..];
        if result == encoding_rs::CoderResult::InputEmpty {
            return damaged;
        }
    }
}

/// A file as UTF-8, hashed as it is read.
pub(super) struct Text<'a> {
    file: Box<dyn Read + Send + 'a>,
    skip: usize,
    decoder: Option<Decoder>,
    hash: Option<Sha256>,
    raw: Vec<u8>,
    /// What was decoded and not yet given, from here on.
    decoded: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<'a> Text<'a> {
    /// Reads what was surveyed. Only where it is asked for are the bytes hashed.
    pub(super) fn new(file: Box<dyn Read + Send + 'a>, survey: &Survey, hashed: bool) -> Self {
        let (skip, decoder) = match survey.written {
            Written::Utf8(skip) => (skip, None),
            Written::Other(encoding, skip) => (skip, Some(encoding.new_decoder_without_bom_handling())),
        };
        Self {
            file,
            skip,
            decoder,
            hash: hashed.then(Sha256::new),
            raw: vec![0; AT_ONCE],
            decoded: Vec::new(),
            given: 0,
            ended: false,
        }
    }

    /// SHA-256 of all that was read, where it was asked for.
    pub(super) fn hash(&self) -> Option<[u8; 32]> {
        self.hash.clone().map(|hash| hash.finalize().into())
    }

    fn more(&mut self) -> io::Result<()> {
        let got = fill(&mut *self.file, &mut self.raw)?;
        if let Some(hash) = &mut self.hash {
            hash.update(&self.raw[..got]);
        }
        self.ended = got < self.raw.len();
        let mut rest = &self.raw[self.skip.min(got)..got];
        self.skip -= got - rest.len();
        self.given = 0;
        self.decoded.clear();
        let Some(decoder) = &mut self.decoder else {
            self.decoded.extend_from_slice(rest);
            return Ok(());
        };
        self.decoded.resize(decoder.max_utf8_buffer_length(rest.len()).unwrap_or(rest.len() * 3 + 16), 0);
        let mut made = 0;
        loop {
            let (result, read, wrote, _) =
                decoder.decode_to_utf8(rest, &mut self.decoded[made..], self.ended);
            (rest, made) = (&rest[read..], made + wrote);
            if result == encoding_rs::CoderResult::InputEmpty {
                break;
            }
            self.decoded.resize(self.decoded.len() * 2, 0);
        }
        self.decoded.truncate(made);
        Ok(())
    }
}

impl Read for Text<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.decoded.len() {
            if self.ended {
                return Ok(0);
            }
            self.more()?;
        }
        let some = &self.decoded[self.given..];
        let count = some.len().min(out.len());
        out[..count].copy_from_slice(&some[..count]);
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::super::text::decode;
    use super::{ReadFault, Survey, Text};

    /// Gives so many bytes at a time.
    struct Drops<'a>(&'a [u8], usize);

    impl Read for Drops<'_> {
        fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
            let count = self.1.min(self.0.len()).min(out.len());
            out[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn in_pieces(bytes: &[u8], drop: usize) -> Result<String, ReadFault> {
        let survey = Survey::of(Box::new(Drops(bytes, drop)), u64::MAX)?;
        assert_eq!(survey.bytes, bytes.len() as u64);
        let mut text = Text::new(Box::new(Drops(bytes, drop)), &survey, true);
        let mut read = String::new();
        text.read_to_string(&mut read)?;
        assert_eq!(text.hash(), Some(survey.sha256));
        Ok(read)
    }

    #[test]
    fn pieces_are_read_as_the_whole_is() {
        // Letters across the bounds of pieces, of two, three and four bytes.
        let long = |letter: &str| format!("{}{}", "a".repeat(super::AT_ONCE - 1), letter.repeat(9));
        let mut files: Vec<Vec<u8>> =
            ["\u{eb}", "\u{20ac}", "\u{1f3f3}"].map(|it| long(it).into_bytes()).to_vec();
        files.push([b"\xef\xbb\xbf".as_slice(), long("\u{20ac}").as_bytes()].concat());
        for letter in ["\u{eb}", "\u{1f3f3}"] {
            let wide: Vec<u16> = long(letter).encode_utf16().collect();
            files.push(wide.iter().fold(b"\xff\xfe".to_vec(), |mut file, unit| {
                file.extend(unit.to_le_bytes());
                file
            }));
            files.push(wide.iter().fold(b"\xfe\xff".to_vec(), |mut file, unit| {
                file.extend(unit.to_be_bytes());
                file
            }));
        }
        files.push([long("x").as_bytes(), b"Zo\xeb \x80"].concat());
        for bad in [&b"\n\xe2\x82"[..], b"\nZo\xeb Zo\xc3\xab\n", b"\xff\n\xe2\x82\xac"] {
            files.push([long("x\n").as_bytes(), bad].concat());
            files.push([long("\u{20ac}\n").as_bytes(), bad].concat());
            files.push([b"\xef\xbb\xbf", bad].concat());
        }
        files.extend([
            b"".to_vec(),
            b"\xff\xfeZ".to_vec(),
            b"\xff\xfe\x00\xd8a\0".to_vec(),
            b"PK\x03\x04".to_vec(),
        ]);
        let (mut good, mut refused) = (0, 0);
        for file in files {
            for drop in [1, 7, 65_536] {
                match (decode(&file), in_pieces(&file, drop)) {
                    (Ok(whole), Ok(pieces)) => {
                        assert!(whole == pieces, "{} bytes", file.len());
                        good += 1;
                    }
                    (Err(whole), Err(ReadFault::File(pieces))) => {
                        assert_eq!(whole, pieces);
                        refused += 1;
                    }
                    (whole, pieces) => {
                        panic!("{:?} and {:?}", whole.map(|it| it.len()), pieces.map(|it| it.len()))
                    }
                }
            }
        }
        assert!(24 <= good && 24 <= refused, "{good} {refused}");
    }

    #[test]
    fn a_file_past_the_most_is_refused() {
        let fault = Survey::of(Box::new(&[b'a'; 12][..]), 11).expect_err("it is larger");
        assert!(fault.to_string().contains("the most that is read"), "{fault}");
    }
}
