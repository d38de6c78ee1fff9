//! Ids where they are given: what can be one, and that none is given twice.

use std::collections::btree_map::Entry;

use super::{Context, Spot, say};
use crate::diagnostic::Diagnostic;
use crate::id::{ID_MAX, ID_MIN};
use crate::rule::Rule;

impl Context<'_> {
    /// Takes an id that is defined here. `parse` is that of its type.
    pub(in crate::check) fn id<T>(
        &mut self,
        spot: &Spot,
        id: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let parsed = parse(id);
        if parsed.is_none() {
            let mut diagnostic = Diagnostic::new(Rule::BadId, spot.at(), format!("`{id}` cannot be an id"))
                .label(format!("{ID_MIN} to {ID_MAX} small letters, digits and `_`, a letter first"));
            let help = match say::better_id(id) {
                Some(better) => format!("write `{better}`"),
                None => format!(
                    "write {ID_MIN} to {ID_MAX} of a to z, 0 to 9 and `_`, a letter first, such as `name_by_phone`"
                ),
            };
            diagnostic = diagnostic.help(help);
            self.found.push(diagnostic);
        } else if say::is_numbered(id) && self.is_own(spot) {
            let fault =
                Diagnostic::new(Rule::NumberedId, spot.at(), format!("`{id}` says where a thing stands"))
                    .label("and it may move")
                    .help("name it by what it is about, such as `repair_by_phone`");
            self.found.push(fault);
        }
        parsed
    }

    /// Takes an id that must be told apart from every other of the course.
    pub(in crate::check) fn unique_id<T>(
        &mut self,
        what: &'static str,
        spot: &Spot,
        id: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let parsed = self.id(spot, id, parse)?;
        if matches!(what, "course" | "module") {
            self.names_a_file(spot, id);
        }
        let before = match self.ids.entry(id.to_owned()) {
            Entry::Occupied(before) => before,
            Entry::Vacant(free) => {
                free.insert((what, spot.clone()));
                return Some(parsed);
            }
        };
        let (before, first) = before.get();
        let message = if *before == what {
            format!("{what} id `{id}` is used twice")
        } else {
            format!("`{id}` is the id of a {before} and of a {what}")
        };
        let diagnostic = Diagnostic::new(Rule::DuplicateId, spot.at(), message)
            .label("used again here")
            .also(first.at(), "first used here")
            .help(
                "give one of the two another id, or take it out: in a learner's record an id names one thing",
            );
        self.found.push(diagnostic);
        Some(parsed)
    }
}
