//! Rows that bring another name than the one that is kept for their id: a mistyped number credits somebody else. The name
//! that is kept stays; people are told.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use bona_engine::evidence::{LearnerKey, PseudonymKey, RowResult, Store, StoreError};
use bona_engine::intake::{Row, alike};
use rayon::prelude::*;

use super::super::count;

/// Rows that are printed with their names.
const PRINTED: usize = 5;

fn is_named(row: &Row, result: &RowResult) -> bool {
    row.name.is_some() && matches!(result, RowResult::Recorded(_))
}

/// The rows that bring other names than those that are known.
pub(super) struct Others<'a> {
    key: &'a PseudonymKey,
    /// Whether the store knew anybody when the first rows were looked at.
    anybody: Option<bool>,
    told: Vec<String>,
    rows: u64,
}

impl<'a> Others<'a> {
    /// With no row looked at yet.
    pub(super) fn of(key: &'a PseudonymKey) -> Self {
        Self { key, anybody: None, told: Vec::new(), rows: 0 }
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
        if named.is_empty() {
            return Ok(());
        }
        let anybody = match self.anybody {
            Some(anybody) => anybody,
            None => *self.anybody.insert(store.knows_anybody()?),
        };
        if !anybody {
            return Ok(());
        }
        let ids: Vec<LearnerKey> = named.par_iter().map(|row| self.key.learner(&row.learner)).collect();
        let mut kept = BTreeMap::new();
        for id in &ids {
            if let Entry::Vacant(place) = kept.entry(id) {
                place.insert(store.name(id)?);
            }
        }
        let other = |(row, id): (&&Row, &LearnerKey)| {
            let (kept, name) = (kept.get(id)?.as_ref()?, row.name.as_ref()?);
            (!alike(kept, name))
                .then(|| format!("note: {}: it says `{name}`, and by this id `{kept}` is known\n", row.place))
        };
        let told: Vec<String> = named.par_iter().zip(&ids).filter_map(other).collect();
        self.rows += told.len() as u64;
        self.told.extend(told.into_iter().take(PRINTED - self.told.len()));
        Ok(())
    }

    /// What is said of them; nothing if there are none.
    pub(super) fn told(&self) -> String {
        if self.rows == 0 {
            return String::new();
        }
        let more = match self.rows - self.told.len() as u64 {
            0 => String::new(),
            more => {
                let more = count(more, "more row", "more rows");
                format!("and {more} with another name than the one that is known\n")
            }
        };
        format!(
            "{}{more}  help: {} to whoever the id is of, under the name that is known. If an id is mistyped, mend it before \
             --apply; what was recorded is put right by `bona evidence correct LEAF --person WHO --reason person`. If somebody \
             has another name now: `bona evidence rename`\n",
            self.told.concat(),
            if self.rows == 1 { "this row goes" } else { "these rows go" },
        )
    }
}
