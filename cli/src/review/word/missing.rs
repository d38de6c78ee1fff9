//! Things that were sent and are not in what came back: somebody deleted them while changes were not tracked, or a program
//! lost them. Bookmarks are numbered in the order of sending, and the document says how many there were, so a gap is seen;
//! what stood there, the course tells.
//!
//! What the course no longer has is not told, and where it has more than is missing nobody can say which it was.

use std::collections::BTreeSet;

use bona_engine::outline::{Comment, Outline};

use super::Reading;
use crate::show::many;

/// How each comment on it ends.
const HOW: &str = "missing in what came back: deleted without tracking, or lost.";

/// What is missing between two things that are there.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Missing {
    /// A thing of the course by its number there, and how many others are missing that it holds.
    Thing(usize, usize),
    /// So many, behind a thing of the document; `None`, before all. Which they were is not known.
    Some(usize, Option<usize>),
    /// More than half of what was sent: so many, of so many.
    Most(usize, usize),
}

/// A thing of the document of which the number is known: that, its place in the document, and its key.
pub(super) type There = (usize, usize, Option<String>);

/// So many may be named one by one, however few were sent.
const NAMED: usize = 20;

/// What is missing, in the order of sending. `keys` are those of all that is there, `sent` says how many were sent.
pub(super) fn missing(
    mut there: Vec<There>,
    keys: &BTreeSet<String>,
    sent: Option<usize>,
    now: &Outline,
) -> Vec<Missing> {
    there.sort_unstable();
    let Some(last) = there.last().map(|(number, ..)| *number) else { return Vec::new() };
    let place = |key: &Option<String>| now.things.iter().position(|own| Some(&own.key) == key.as_ref());
    let behind_all = sent.unwrap_or(0).max(last.saturating_add(1));
    let ends = there.iter().map(|(number, at, key)| (*number, Some(*at), place(key)));
    let ends: Vec<_> = ends.chain([(behind_all, None, Some(now.things.len()))]).collect();
    let (mut all, mut named, mut total) = (Vec::new(), BTreeSet::new(), 0_usize);
    let (mut next, mut before, mut from) = (0, None, 0);
    for (number, at, stands) in ends {
        let many = number.saturating_sub(next);
        let to = stands.unwrap_or(now.things.len());
        if many > 0 {
            total = total.saturating_add(many);
            let gone = |own: &usize| !keys.contains(&now.things[*own].key);
            let left: Vec<usize> = (from..to.max(from)).filter(gone).collect();
            // Between things that the author has put elsewhere, and where there are more than are missing, all is guessing.
            match stands {
                Some(_) if to >= from && left.len() <= many => named.extend(left),
                _ => all.push((next, Missing::Some(many, before))),
            }
        }
        next = number.saturating_add(1);
        before = at;
        from = stands.map_or(from, |at| at + 1);
    }
    if named.len() > NAMED && total > behind_all / 2 {
        return vec![Missing::Most(total, behind_all)];
    }
    let top = |own: &usize| now.things[*own].above.is_none_or(|above| !named.contains(&above));
    let mut told: Vec<Missing> = Vec::new();
    for own in named.iter().filter(|own| top(own)) {
        let held = named.iter().filter(|other| *other != own && is_held(now, **other, *own)).count();
        told.push(Missing::Thing(*own, held));
    }
    told.extend(all.into_iter().map(|(_, one)| one));
    told
}

/// Whether a thing is held by another, be it through others.
fn is_held(now: &Outline, own: usize, by: usize) -> bool {
    std::iter::successors(now.things[own].above, |at| now.things[*at].above).any(|at| at == by)
}

impl Reading<'_> {
    /// Comments that say what is missing. Where nothing but a bookmark is left of a thing, it is missing as well.
    pub(super) fn missing(&self) -> Vec<Comment> {
        let Some(now) = self.now else { return Vec::new() };
        let there = self.body.things.iter().enumerate().filter(|(_, seen)| !seen.is_husk());
        let known = there.clone().filter_map(|(at, seen)| Some((self.numbers[at]?, at, self.key_of(seen))));
        let keys = there.filter_map(|(_, seen)| self.key_of(seen)).collect();
        let all = missing(known.collect(), &keys, self.made.things, now);
        all.into_iter().map(|one| self.lost(&one, now)).collect()
    }

    fn lost(&self, missing: &Missing, now: &Outline) -> Comment {
        match *missing {
            Missing::Thing(at, held) => {
                let thing = &now.things[at];
                let holders = std::iter::successors(thing.above, |at| now.things[*at].above);
                let says = match held {
                    0 => format!("It is {HOW} Should it be taken out?"),
                    _ => {
                        let parts = many(held, "part");
                        format!("It and the {parts} that it holds are {HOW} Should they be taken out?")
                    }
                };
                let bare = Comment {
                    of: thing.key.clone(),
                    // Whoever mends the course in between has not deleted another thing.
                    text: String::new(),
                    says,
                    stood: thing.text(),
                    above: holders.map(|at| now.things[at].key.clone()).collect(),
                    alike: thing.alike,
                    ..self.at(None)
                };
                Comment { text: thing.hash.clone(), ..self.noted("missing", bare) }
            }
            Missing::Some(parts, before) => {
                let where_ = if before.is_some() { "Behind this" } else { "At the beginning" };
                let verb = if parts == 1 { "is" } else { "are" };
                let says = format!("{where_}, {} of what was sent {verb} {HOW}", many(parts, "part"));
                self.noted("missing", Comment { says, ..self.at(before) })
            }
            Missing::Most(parts, sent) => {
                let says = format!("Of the {sent} parts that were sent, {parts} are {HOW}");
                self.noted("missing", Comment { says, ..self.at(None) })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use bona_engine::outline::{Outline, Thing};

    use super::{Missing, missing};

    /// A course, two pages, two blocks on each; each is called by its number.
    const ABOVE: [Option<usize>; 7] = [None, Some(0), Some(1), Some(1), Some(0), Some(4), Some(4)];

    fn course(keys: &[&str], above: &[Option<usize>]) -> Outline {
        let thing = |(key, above): (&&str, &Option<usize>)| Thing {
            key: (*key).to_owned(),
            named: true,
            what: "Text",
            above: *above,
            lines: Vec::new(),
            hash: String::new(),
            alike: 1,
        };
        Outline { things: keys.iter().zip(above).map(thing).collect() }
    }

    /// What is missing where these are there, of seven, in a course of these.
    fn gone(there: &[usize], sent: Option<usize>, now: &Outline) -> Vec<Missing> {
        let keys: BTreeSet<String> = there.iter().map(usize::to_string).collect();
        let there = there.iter().enumerate().map(|(at, own)| (*own, at, Some(own.to_string()))).collect();
        missing(there, &keys, sent, now)
    }

    #[test]
    fn what_is_not_there_is_known_by_its_number() {
        let same = course(&["0", "1", "2", "3", "4", "5", "6"], &ABOVE);
        assert_eq!(gone(&[0, 1, 2, 3, 4, 5, 6], Some(7), &same), []);
        assert_eq!(gone(&[0, 1, 3, 4, 5, 6], Some(7), &same), [Missing::Thing(2, 0)]);
        assert_eq!(gone(&[0, 1, 2, 3], Some(7), &same), [Missing::Thing(4, 2)], "a page with what it holds");
        assert_eq!(gone(&[0, 2, 3, 4, 6], Some(7), &same), [Missing::Thing(1, 0), Missing::Thing(5, 0)]);
        assert_eq!(
            gone(&[0, 5, 6, 4, 1, 2], Some(7), &same),
            [Missing::Thing(3, 0)],
            "put elsewhere is there"
        );
        // A document that does not say how many were sent: of its end nothing is known.
        assert_eq!(gone(&[0, 1, 2, 3, 4, 5], None, &same), []);
        assert_eq!(gone(&[], Some(7), &same), [], "of what has no number nothing is told");
    }

    #[test]
    fn of_a_course_that_has_changed_only_what_is_sure_is_told() {
        // The author took the second block out as well.
        let less =
            course(&["0", "1", "3", "4", "5", "6"], &[None, Some(0), Some(1), Some(0), Some(3), Some(3)]);
        assert_eq!(gone(&[0, 1, 3, 4, 5, 6], Some(7), &less), []);
        // And put another one beside it: which of the two is missing, nobody knows.
        let more = course(
            &["0", "1", "2", "new", "3", "4", "5", "6"],
            &[None, Some(0), Some(1), Some(1), Some(1), Some(0), Some(5), Some(5)],
        );
        assert_eq!(gone(&[0, 1, 3, 4, 5, 6], Some(7), &more), [Missing::Some(1, Some(1))]);
        // What was added at an end at which nothing is missing is no matter.
        let longer = course(
            &["0", "1", "2", "3", "4", "5", "6", "new"],
            &[None, Some(0), Some(1), Some(1), Some(0), Some(4), Some(4), Some(4)],
        );
        assert_eq!(gone(&[0, 1, 2, 3, 4, 5, 6], Some(7), &longer), []);
        assert_eq!(gone(&[0, 1, 2, 3, 4, 5], Some(7), &longer), [Missing::Some(1, Some(5))]);
    }

    #[test]
    fn where_most_is_missing_it_is_said_once() {
        let keys: Vec<String> = (0..60).map(|own| own.to_string()).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let flat = course(&keys, &[None; 60]);
        let there: Vec<usize> = (0..10).collect();
        assert_eq!(gone(&there, Some(60), &flat), [Missing::Most(50, 60)]);
        let there: Vec<usize> = (0..39).collect();
        assert_eq!(gone(&there, Some(60), &flat).len(), 21, "less than half is named one by one");
        assert_eq!(gone(&[usize::MAX], Some(usize::MAX), &flat).len(), 1, "no number is too great");
    }
}
