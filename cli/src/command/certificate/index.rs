//! `index.csv` beside certificates of many: which file is whose, for whoever sends them out. No file's own name says it.
//!
//! A line a record, by its leaf. What an earlier call wrote of other records stays; of the same, it is written anew.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bona_engine::evidence::{Person, Recorded};
use bona_engine::intake::safe_cell;

use crate::exit::Failure;
use crate::machine::{Keep, Machine, Stands, read_at_most, write_bytes};

/// The file's name.
pub(super) const INDEX: &str = "index.csv";
/// Largest index that is read, in bytes: some 200,000 records.
const INDEX_BYTES: u64 = 64 * 1024 * 1024;
const HEADING: &str = "leaf,name,person,learner,course,edition,verdict,when,files,corrected";
/// That of earlier releases, which did not say what was corrected since.
const EARLIER: &str = "leaf,name,person,learner,course,edition,verdict,when,files";

/// The index of a folder.
pub(super) struct Index {
    path: PathBuf,
    lines: BTreeMap<u64, String>,
}

impl Index {
    /// Reads that of a folder, or begins one.
    pub(super) fn of(folder: &Path, machine: &dyn Machine) -> Result<Self, Failure> {
        let path = folder.join(INDEX);
        let look = |error| Failure::file("cannot read", &path, error);
        let mut lines = BTreeMap::new();
        if matches!(machine.stands(&path).map_err(look)?, Some(Stands::File(_))) {
            let bytes = read_at_most(machine, &path, INDEX_BYTES).map_err(look)?;
            lines = parsed(&bytes).ok_or_else(|| {
                Failure::Argument(format!(
                    "`{}` was not written by bona, or was changed since, and is not written over; move it away, and a new \
                     one begins",
                    path.display()
                ))
            })?;
        }
        Ok(Self { path, lines })
    }

    /// Says whose the files of a record are.
    pub(super) fn put(&mut self, recorded: &Recorded, person: &Person, name: &str, files: &[String]) {
        let done = &recorded.completion;
        let leaf = recorded.index.to_string();
        let cells = [
            leaf.as_str(),
            name,
            person.number.as_str(),
            person.learners.first().map_or("", |key| key.as_str()),
            &done.course,
            done.edition.as_deref().unwrap_or(""),
            done.verdict.name(),
            done.when(),
            &files.join(" "),
            "",
        ];
        let cells = cells.map(|cell| format!("\"{}\"", safe_cell(cell).replace('"', "\"\"")));
        self.lines.insert(recorded.index, cells.join(","));
    }

    /// Marks the records that were corrected since, by the leaf of the correction; gives them, and the files of each.
    pub(super) fn mark(&mut self, corrected: impl Fn(u64) -> Option<u64>) -> Vec<(u64, u64, String)> {
        let mut found = Vec::new();
        for (leaf, line) in &mut self.lines {
            let Some(by) = corrected(*leaf) else { continue };
            let Some((before, _)) = line.rsplit_once(",\"") else { continue };
            let files = before.rsplit_once(",\"").map_or("", |(_, files)| files.trim_end_matches('"'));
            found.push((*leaf, by, files.to_owned()));
            *line = format!("{before},\"leaf {by}\"");
        }
        found
    }

    /// Writes it, unless it stands there as it is.
    pub(super) fn write(&self, machine: &dyn Machine) -> Result<(), Failure> {
        let mut text = format!("\u{feff}{HEADING}\r\n");
        for line in self.lines.values() {
            text.push_str(line);
            text.push_str("\r\n");
        }
        if read_at_most(machine, &self.path, INDEX_BYTES).is_ok_and(|found| found == text.as_bytes()) {
            return Ok(());
        }
        write_bytes(machine, &self.path, Keep::Private, text.as_bytes())
            .map_err(|error| Failure::file("cannot write", &self.path, error))
    }
}

/// The lines of an index by their leaf; `None` if it is none of ours. No cell holds a line end: a certificate's name has none.
fn parsed(bytes: &[u8]) -> Option<BTreeMap<u64, String>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut lines = text.strip_prefix('\u{feff}')?.lines();
    let empty = match lines.next()? {
        HEADING => "",
        EARLIER => ",\"\"",
        _ => return None,
    };
    let line = |line: &str| {
        let leaf = line.strip_prefix('"')?.split_once('"')?.0.parse().ok()?;
        Some((leaf, format!("{line}{empty}")))
    };
    lines.map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::{EARLIER, HEADING, Index, parsed};

    #[test]
    fn what_was_corrected_since_is_marked_once_and_an_earlier_index_is_read() {
        let earlier = format!(
            "\u{feff}{EARLIER}\r\n\"2\",\"Ann, \"\"A\"\"\",\"record-2.html record-2.png\"\r\n\"3\",\"x\"\r\n"
        );
        let lines = parsed(earlier.as_bytes()).expect("it is one");
        let mut index = Index { path: "index.csv".into(), lines };
        for _ in 0..2 {
            let found = index.mark(|leaf| (leaf == 2).then_some(34));
            assert_eq!(found, [(2, 34, "record-2.html record-2.png".to_owned())]);
            assert!(index.lines[&2].ends_with("record-2.png\",\"leaf 34\""), "{}", index.lines[&2]);
            assert_eq!(index.lines[&3], "\"3\",\"x\",\"\"");
        }
    }

    #[test]
    fn an_index_is_read_as_it_was_written_and_nothing_else_is() {
        let text = format!("\u{feff}{HEADING}\r\n\"2\",\"Ann\"\r\n\"11\",\"Bea\"\r\n");
        let lines = parsed(text.as_bytes()).expect("it is one");
        assert_eq!(
            lines.into_iter().collect::<Vec<_>>(),
            [(2, "\"2\",\"Ann\"".to_owned()), (11, "\"11\",\"Bea\"".to_owned())]
        );
        for other in [
            "",
            HEADING,
            "\u{feff}leaf,name\r\n",
            &text.replace("\"2\"", "2"),
            &text.replace("\"2\"", "\"x\""),
        ] {
            assert_eq!(parsed(other.as_bytes()), None, "{other}");
        }
        assert_eq!(parsed(b"\xff"), None);
    }
}
