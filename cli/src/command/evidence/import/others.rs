//! Rows that bring another name than the one that is kept for their id, or that an earlier row of the file brought: a
//! mistyped number credits somebody else. The first name stays; people are told.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use bona_engine::evidence::{LearnerKey, PseudonymKey, RowResult, Store, StoreError};
use bona_engine::intake::{IdKind, LearnerId, Row, alike};
use rayon::prelude::*;

use super::super::count;

/// Rows that are printed with their names.
const PRINTED: usize = 5;

fn is_named(row: &Row, result: &RowResult) -> bool {
    row.name.is_some() && matches!(result, RowResult::Recorded(_))
}

/// Staff numbers of one import that are compared with those that are known but for noughts in front.
const COMPARED: usize = 20_000;
/// Figures of a staff number that may have lost noughts.
const FIGURES: usize = 8;

/// The same number with other noughts in front, which a spreadsheet takes away.
fn with_noughts(id: &LearnerId) -> Vec<LearnerId> {
    let value = id.value();
    let plain = value.trim_start_matches('0');
    if id.kind() != IdKind::StaffNumber
        || plain.is_empty()
        || !value.bytes().all(|byte| byte.is_ascii_digit())
    {
        return Vec::new();
    }
    let widths = plain.len()..=FIGURES.max(value.len());
    let others = widths.map(|width| format!("{plain:0>width$}")).filter(|other| other != value);
    others.filter_map(|other| LearnerId::new(IdKind::StaffNumber, &other)).collect()
}

/// Bytes of first names that are held of one import; people who come behind them are compared with kept names alone. Some
/// fifteen million names.
const FIRST_BYTES: usize = 256 * 1024 * 1024;
/// Ends a name; it stands in none, since no sign is read that nobody sees.
const END: char = '\0';

/// The first name that this import brings of each id of which none is kept: all names in one text, and where each begins
/// there. Whoever has not the key cannot choose a pseudonym, so half of one tells people apart.
#[derive(Default)]
struct First {
    begins: BTreeMap<u64, u32>,
    names: String,
}

impl First {
    /// The name that came first; this one where none did.
    fn of(&mut self, id: &LearnerKey, name: &str) -> Option<&str> {
        let half = half(id);
        if let Some(begin) = self.begins.get(&half) {
            let behind = self.names.get(usize::try_from(*begin).ok()?..)?;
            return behind.split(END).next();
        }
        if self.names.len() + name.len() < FIRST_BYTES
            && let Ok(begin) = u32::try_from(self.names.len())
        {
            self.begins.insert(half, begin);
            self.names.push_str(name);
            self.names.push(END);
        }
        None
    }
}

/// Sixty bits of a pseudonym: its first twelve digits of base32.
fn half(id: &LearnerKey) -> u64 {
    id.as_str().bytes().take(12).fold(0, |bits, digit| {
        let digit = if digit.is_ascii_digit() { digit - b'2' + 26 } else { digit - b'a' };
        bits << 5 | u64::from(digit)
    })
}

/// The rows that bring other names than those that are known.
pub(super) struct Others<'a> {
    key: &'a PseudonymKey,
    first: First,
    /// Whether the store knew anybody when the first rows were looked at.
    anybody: Option<bool>,
    told: Vec<String>,
    rows: u64,
    /// Rows whose number is another person's but for noughts in front.
    near: Vec<String>,
    near_rows: u64,
    compared: usize,
}

impl<'a> Others<'a> {
    /// With no row looked at yet.
    pub(super) fn of(key: &'a PseudonymKey) -> Self {
        Self {
            key,
            first: First::default(),
            anybody: None,
            told: Vec::new(),
            rows: 0,
            near: Vec::new(),
            near_rows: 0,
            compared: 0,
        }
    }

    /// Looks at the rows that are recorded. Names are looked up for those rows alone: how many are kept costs nothing.
    pub(super) fn look(
        &mut self,
        store: &dyn Store,
        rows: &[Row],
        results: &[RowResult],
    ) -> Result<(), StoreError> {
        let named: Vec<&Row> = rows
            .iter()
            .zip(results)
            .filter(|(row, result)| is_named(row, result))
            .map(|(row, _)| row)
            .collect();
        if rows.is_empty() {
            return Ok(());
        }
        let anybody = match self.anybody {
            Some(anybody) => anybody,
            None => *self.anybody.insert(store.knows_anybody()?),
        };
        let ids: Vec<LearnerKey> = named.par_iter().map(|row| self.key.learner(&row.learner)).collect();
        let mut kept = BTreeMap::new();
        if anybody {
            self.look_near(store, rows, results)?;
            for id in &ids {
                if let Entry::Vacant(place) = kept.entry(id) {
                    place.insert(store.name(id)?);
                }
            }
        }
        let mut told = Vec::new();
        for (row, id) in named.into_iter().zip(&ids) {
            let Some(name) = row.name.as_deref() else { continue };
            let known = match kept.get(id).and_then(Option::as_deref) {
                Some(kept) => Some(kept),
                None => self.first.of(id, name),
            };
            if let Some(known) = known.filter(|known| !alike(known, name)) {
                told.push(format!(
                    "note: {}: it says `{name}`, and by this id `{known}` is known\n",
                    row.place
                ));
            }
        }
        self.rows += told.len() as u64;
        self.told.extend(told.into_iter().take(PRINTED - self.told.len()));
        Ok(())
    }

    /// Looks for people who are known by the same number with other noughts in front.
    fn look_near(
        &mut self,
        store: &dyn Store,
        rows: &[Row],
        results: &[RowResult],
    ) -> Result<(), StoreError> {
        for (row, _) in
            rows.iter().zip(results).filter(|(_, result)| matches!(result, RowResult::Recorded(_)))
        {
            if COMPARED <= self.compared {
                return Ok(());
            }
            let others = with_noughts(&row.learner);
            if others.is_empty() {
                continue;
            }
            self.compared += 1;
            let own = store.person(&self.key.learner(&row.learner))?;
            for other in others {
                let id = self.key.learner(&other);
                let Some(person) = store.person(&id)? else { continue };
                if own.as_ref() == Some(&person) {
                    continue;
                }
                self.near_rows += 1;
                if self.near.len() < PRINTED {
                    let name = store.name(&id)?.map(|name| format!(" (`{name}`)")).unwrap_or_default();
                    let (place, own, other) = (&row.place, row.learner.value(), other.value());
                    self.near.push(format!(
                        "note: {place}: it says `{own}`, and somebody else is known by `{other}`{name}\n"
                    ));
                }
            }
        }
        Ok(())
    }

    /// What is said of numbers that lack noughts.
    fn told_near(&self) -> String {
        if self.near_rows == 0 {
            return String::new();
        }
        let more = match self.near_rows - self.near.len() as u64 {
            0 => String::new(),
            more => format!("and {} like it\n", count(more, "more", "more")),
        };
        format!(
            "{}{more}  help: a spreadsheet takes noughts in front of a number away, and then it is another person's. Where that \
             was so, give the file with the column as text; a record that went to the wrong person is put right by `bona \
             evidence correct LEAF --person WHO --reason person`\n",
            self.near.concat()
        )
    }

    /// What is said of them; nothing if there are none.
    pub(super) fn told(&self) -> String {
        let near = self.told_near();
        if self.rows == 0 {
            return near;
        }
        let more = match self.rows - self.told.len() as u64 {
            0 => String::new(),
            more => {
                let more = count(more, "more row", "more rows");
                format!("and {more} with another name than the one that is known\n")
            }
        };
        format!(
            "{near}{}{more}  help: {} to whoever the id is of, under the name that is known. If an id is mistyped, mend it before \
             --apply; what was recorded is put right by `bona evidence correct LEAF --person WHO --reason person`. If somebody \
             has another name now: `bona evidence rename`\n",
            self.told.concat(),
            if self.rows == 1 { "this row goes" } else { "these rows go" },
        )
    }
}
