//! Writes into variants which words their changes were written against: where nothing is said yet, or where somebody
//! has looked at what moved.

use std::collections::{BTreeMap, BTreeSet};

use super::spoken::{self, Spoken};
use super::{FOLDER, Read, easy, opened};
use crate::check::Input;
use crate::read::tree::{Node, Tree};
use crate::vary::{Edit, Put, field, patch};

/// Which changes are bound to the words that the course has now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bind<'a> {
    /// Those that say nothing yet.
    Empty,
    /// Those of a place that were written against other words: of one block, by its id, or of all.
    Moved(&'a str, Option<&'a str>),
}

/// A variant's file with other hashes in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// Its path in the course's folder, `variants/elm_street.ron`; of a file of the house, its name in messages.
    pub path: String,
    /// The number of a file of the house among those; `None`: it is the course's.
    pub house: Option<usize>,
    /// Its new text; everything but the hashes is as it was.
    pub text: String,
    /// The blocks whose changes were bound, by their ids.
    pub blocks: Vec<String>,
}

/// Binds changes of variants to the words that the course has now; the files that change. Nothing where the course or
/// a variant is at fault.
#[must_use]
pub fn bind(input: &Input, what: Bind<'_>) -> Vec<Bound> {
    opened(input, |_, _, read| places(read, what).chain(bound(read, what)).collect())
        .value
        .unwrap_or_default()
}

/// Whether what stands with these digits at a place is wanted.
fn wanted(what: Bind<'_>, place: &str, spoken: &Spoken) -> bool {
    match what {
        Bind::Empty => spoken.was.is_empty(),
        Bind::Moved(of, id) => *of == *place && spoken.is_stale() && id.is_none_or(|id| id == spoken.of),
    }
}

/// The files of places in which words of other languages are bound to those that they are of.
fn places<'a>(read: &'a Read, what: Bind<'a>) -> impl Iterator<Item = Bound> + 'a {
    read.places.iter().filter_map(move |(id, place)| {
        let text = place.source.text();
        let all = spoken::all(text, "set").into_iter().filter(|one| wanted(what, id, one));
        let (edits, mut blocks): (Vec<Edit>, Vec<String>) = all.map(|one| (one.bound(), one.of)).unzip();
        blocks.dedup();
        let path = place.source.name().to_owned();
        let text = patch(text, edits).text;
        (!blocks.is_empty()).then_some(Bound { path, house: Some(place.number), text, blocks })
    })
}

fn bound(read: &Read, what: Bind<'_>) -> Vec<Bound> {
    let mut bound: BTreeMap<&String, Bound> = BTreeMap::new();
    for (place, found) in &read.changes {
        let text = read.variants[place].source.text();
        let tree = Tree::of(text);
        let Some(changes) = tree.root.as_ref().and_then(|root| field(text, root, "changes")) else {
            continue;
        };
        let (mut edits, mut blocks) = (Vec::new(), Vec::new());
        for (one, node) in found.iter().filter_map(|one| Some((one, changes.elements().get(one.number)?))) {
            let Some(target) = &one.target else { continue };
            let named = |empty: bool, moved: bool| match what {
                Bind::Empty => empty,
                Bind::Moved(of, block) => {
                    *of == **place && moved && block.is_none_or(|block| block == target.id())
                }
            };
            if let Some(now) = one.now.as_ref().filter(|now| named(one.was.is_empty(), one.was != **now)) {
                edits.extend(edit(text, &node.value, now));
                blocks.push(target.id().to_owned());
            }
            // That a version still holds is for somebody to say, unless its words were written with the change.
            if let Some(touched) =
                one.easy.as_ref().filter(|easy| named(easy.given && easy.was.is_empty(), !easy.holds))
            {
                edits.extend(held(text, &node.value, &touched.now));
                blocks.push(target.id().to_owned());
            }
        }
        for one in spoken::all(text, "changes").into_iter().filter(|one| wanted(what, place, one)) {
            edits.push(one.bound());
            blocks.push(one.of);
        }
        let mut seen = BTreeSet::new();
        blocks.retain(|one| seen.insert(one.clone()));
        if !edits.is_empty() {
            let path = format!("{FOLDER}{place}.ron");
            bound.insert(place, Bound { path, house: None, text: patch(text, edits).text, blocks });
        }
    }
    bound.into_values().collect()
}

/// Where the hash is written: in the place of the one that stands there, or behind the block's id.
fn edit(text: &str, change: &Node, now: &str) -> Option<Edit> {
    let hash = |before: &'static str| vec![Put::Ours(before), Put::From(0, 0, format!("\"{now}\""))];
    if let Some(was) = field(text, change, "was") {
        return Some(Edit { old: was.span.clone(), put: hash("") });
    }
    let end = field(text, change, "block")?.span.end;
    Some(Edit { old: end..end, put: hash(", was: ") })
}

/// The same for the digits by which a version in Easy Read holds.
fn held(text: &str, change: &Node, now: &str) -> Option<Edit> {
    let hash = |before: &'static str| vec![Put::Ours(before), Put::From(0, 0, format!("\"{now}\""))];
    let (node, own) = easy::place_of(text, change)?;
    Some(match own {
        true => Edit { old: node.span.clone(), put: hash("") },
        false => Edit { old: node.span.end..node.span.end, put: hash(", easy_holds: ") },
    })
}
