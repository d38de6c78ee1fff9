//! What an earlier run of `bona package` has noted beside its packages, so that a run in which nothing has changed reads
//! no media and writes no package: sums of files, and of each package a hash of all that it was made of.
//!
//! It is a help and never a source: whatever is doubtful in it is not there. A note on a package is taken out of the file
//! before that package is made again, so no run that is cut off leaves a note on a package which it has replaced.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bona_engine::canon::hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::machine::{Keep, Machine, Saved, Stands, read_at_most, write_bytes};
use crate::sums::Sum;

/// Its name in the folder of the packages.
pub(crate) const CACHE_FILE: &str = ".bona-cache";
/// Its first line begins so; the hash of all below it follows.
const HEAD: &str = "bona/cache/v2 ";
/// Most bytes of it that are read; a larger one is begun anew.
const BYTES: u64 = 64_000_000;
/// Most files and most packages that it notes.
const ENTRIES: usize = 100_000;
/// Seconds by which a file must be older than the run that notes it: one that was saved in the same moment might be saved
/// again in it, and a disk may count by two seconds.
const SETTLED: i64 = 3;
/// A time before 1990 was not taken from a clock; such times are given to files so that archives of them are alike.
const CLOCKS: i64 = 631_152_000;

/// What is noted of a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Note {
    /// Hash of all that it was made of, by whom and how.
    pub(crate) key: String,
    /// The file as it was written.
    pub(crate) saved: Saved,
    /// SHA-256 of its bytes in hex.
    pub(crate) sha256: String,
    /// CRC-32 of its bytes.
    pub(crate) crc: u32,
    /// How many files it holds.
    pub(crate) files: usize,
    /// Characters that a learner's place can need at most.
    pub(crate) state: Option<usize>,
    /// Content hash of the course.
    pub(crate) content: String,
    /// The same of its further languages, in order.
    pub(crate) further: Vec<String>,
    /// What it cannot say: of what, its id, what is lost.
    pub(crate) losses: Vec<(String, String, String)>,
    /// The sheet for administrators, where pages are made of it.
    pub(crate) sheet: Option<String>,
}

/// All that is noted.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Cache {
    /// The program that took the sums: another one may cut pictures otherwise.
    program: Option<Saved>,
    /// Sums of media by their full paths.
    pub(crate) media: BTreeMap<String, Sum>,
    /// Packages by the names of their files.
    pub(crate) packages: BTreeMap<String, Note>,
    /// The text as it stands in the file.
    #[serde(skip)]
    text: Option<String>,
}

/// Where it stands.
pub(crate) fn place(out: &Path) -> PathBuf {
    out.join(CACHE_FILE)
}

impl Cache {
    /// What is noted in a folder of packages; nothing where there is no such file, or it is not whole.
    pub(crate) fn read(machine: &dyn Machine, out: &Path) -> Self {
        let path = place(out);
        if !matches!(machine.stands(&path), Ok(Some(Stands::File(_)))) {
            return Self::default();
        }
        let found = read_at_most(machine, &path, BYTES).ok().and_then(|bytes| Self::of(&bytes));
        let mut cache = found.unwrap_or_default();
        let program = machine.program();
        if program.is_none() || cache.program != program {
            cache.media.clear();
        }
        cache
    }

    fn of(bytes: &[u8]) -> Option<Self> {
        let (head, body) = std::str::from_utf8(bytes).ok()?.split_once('\n')?;
        let whole = head.strip_prefix(HEAD)? == hex(&Sha256::digest(body));
        let cache: Self = whole.then(|| serde_json::from_str(body).ok()).flatten()?;
        Some(Self { text: Some(body.to_owned()), ..cache })
    }

    /// Notes the sums of media, without those that might not hold: `began` is when the run began, in seconds since 1970.
    pub(crate) fn note(&mut self, media: BTreeMap<String, Sum>, began: i64) {
        let holds = |sum: &Sum| CLOCKS < sum.saved.seconds && sum.saved.seconds < began - SETTLED;
        self.media = media.into_iter().filter(|(_, sum)| holds(sum)).collect();
    }

    /// Writes it, if it notes a package and says anything else than what stands there.
    ///
    /// # Errors
    /// When the disk is full or refuses.
    pub(crate) fn write(&mut self, machine: &dyn Machine, out: &Path) -> std::io::Result<()> {
        // Nobody has so many; whoever has begins anew.
        if ENTRIES < self.media.len() {
            self.media.clear();
        }
        if ENTRIES < self.packages.len() {
            self.packages.clear();
        }
        self.program = machine.program();
        let body = serde_json::to_string(self).map_err(std::io::Error::other)?;
        let nothing = self.text.is_none() && self.packages.is_empty();
        if nothing || self.text.as_ref() == Some(&body) {
            return Ok(());
        }
        let text = format!("{HEAD}{}\n{body}", hex(&Sha256::digest(&body)));
        write_bytes(machine, &place(out), Keep::Remade, text.as_bytes())?;
        self.text = Some(body);
        Ok(())
    }
}

/// A hash into which values are put as they would be shown, each with its name.
pub(crate) struct Key(Sha256);

impl Key {
    /// The key of what this very program makes.
    pub(crate) fn of(program: Saved) -> Self {
        Self(Sha256::new()).with("version", &env!("CARGO_PKG_VERSION")).with("program", &program)
    }

    /// Puts a value in. What is derived shows every field, so whatever differs gives another key.
    #[must_use]
    pub(crate) fn with(mut self, name: &str, value: &dyn std::fmt::Debug) -> Self {
        use std::fmt::Write as _;
        writeln!(self, "{name}={value:?}").expect("a hash takes every byte");
        self
    }

    /// The hash in hex.
    pub(crate) fn hex(self) -> String {
        hex(&self.0.finalize())
    }
}

impl std::fmt::Write for Key {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0.update(text);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use bona_packager::{PackOptions, Profile};

    use super::{Key, Saved};

    /// The program takes schema files of the standards alone (`tests/oracles/control.sh` gives it those); whatever they
    /// hold, a key follows each byte, name and place of them.
    #[test]
    fn a_key_follows_the_schema_files() {
        let of = |files: &[(&str, &[u8])]| {
            let files: Vec<_> =
                files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
            let options = PackOptions {
                control_documents: &files,
                ..PackOptions::of(Profile::named("universal").expect("it is one"))
            };
            Key::of(Saved { bytes: 1, seconds: 2, nanos: 3 }).with("options", &options).hex()
        };
        let all = [
            of(&[]),
            of(&[("a.xsd", b"<schema/>")]),
            of(&[("a.xsd", b"<schema/>\r\n")]),
            of(&[("a.xsd", b"<schemA/>")]),
            of(&[("b.xsd", b"<schema/>")]),
            of(&[("a.xsd", b"<schema/>"), ("b.xsd", b"<schema/>")]),
            of(&[("b.xsd", b"<schema/>"), ("a.xsd", b"<schema/>")]),
        ];
        let different: std::collections::BTreeSet<&String> = all.iter().collect();
        assert_eq!(different.len(), all.len(), "{all:?}");
        assert_eq!(all[1], of(&[("a.xsd", b"<schema/>")]));
    }
}
