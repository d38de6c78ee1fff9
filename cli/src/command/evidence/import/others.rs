//! Rows that bring another name than the one that is kept for their id: a mistyped number credits somebody else. The name
//! that is kept stays; people are told.

use std::collections::BTreeMap;

use bona_engine::evidence::{LearnerKey, PseudonymKey, RowResult, Store, StoreError};
use bona_engine::intake::{Row, alike};
use rayon::prelude::*;

use super::super::count;

/// Rows that are printed with their names.
const PRINTED: usize = 5;

/// The names that a store keeps, by the ids of whose they are.
pub(super) type Names = BTreeMap<LearnerKey, String>;

/// All of them.
pub(super) fn names(store: &dyn Store) -> Result<Names, StoreError> {
    let named = store.people()?.into_iter().filter_map(|own| Some((own.name?, own.learners)));
    let of_id =
        |(name, learners): (String, Vec<LearnerKey>)| learners.into_iter().map(move |id| (id, name.clone()));
    Ok(named.flat_map(of_id).collect())
}

/// The same where they are needed: some of these rows are recorded, and say a name.
pub(super) fn names_for(store: &dyn Store, rows: &[Row], results: &[RowResult]) -> Result<Names, StoreError> {
    let needed = rows.iter().zip(results).any(|(row, result)| is_named(row, result));
    if needed { names(store) } else { Ok(Names::new()) }
}

fn is_named(row: &Row, result: &RowResult) -> bool {
    row.name.is_some() && matches!(result, RowResult::Recorded(_))
}

/// The rows that bring other names than those that are known.
pub(super) struct Others<'a> {
    key: &'a PseudonymKey,
    known: &'a Names,
    told: Vec<String>,
    rows: u64,
}

impl<'a> Others<'a> {
    /// With no row looked at yet.
    pub(super) fn of(key: &'a PseudonymKey, known: &'a Names) -> Self {
        Self { key, known, told: Vec::new(), rows: 0 }
    }

    /// Looks at the rows that are recorded.
    pub(super) fn look(&mut self, rows: &[Row], results: &[RowResult]) {
        if self.known.is_empty() {
            return;
        }
        let other = |(row, result): (&Row, &RowResult)| {
            let name = row.name.as_ref().filter(|_| is_named(row, result))?;
            let kept = self.known.get(&self.key.learner(&row.learner))?;
            let fits = alike(kept, name);
            (!fits)
                .then(|| format!("note: {}: it says `{name}`, and by this id `{kept}` is known\n", row.place))
        };
        let told: Vec<String> = rows.par_iter().zip(results).filter_map(other).collect();
        self.rows += told.len() as u64;
        self.told.extend(told.into_iter().take(PRINTED - self.told.len()));
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
