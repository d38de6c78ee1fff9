//! Writes into variants which words their changes were written against: where nothing is said yet, or where somebody
//! has looked at what moved.

use std::collections::BTreeMap;

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
    /// Its path in the course's folder, `variants/elm_street.ron`.
    pub path: String,
    /// Its new text; everything but the hashes is as it was.
    pub text: String,
    /// The blocks whose changes were bound, by their ids.
    pub blocks: Vec<String>,
}

/// Binds changes of variants to the words that the course has now; the files that change. Nothing where the course or
/// a variant is at fault.
#[must_use]
pub fn bind(input: &Input, what: Bind<'_>) -> Vec<Bound> {
    opened(input, |_, _, read| bound(read, what)).value.unwrap_or_default()
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
            let before = edits.len();
            if let Some(now) = one.now.as_ref().filter(|now| named(one.was.is_empty(), one.was != **now)) {
                edits.extend(edit(text, &node.value, now));
            }
            // That a version still holds is for somebody to say, unless its words were written with the change.
            if let Some(touched) =
                one.easy.as_ref().filter(|easy| named(easy.given && easy.was.is_empty(), !easy.holds))
            {
                edits.extend(held(text, &node.value, &touched.now));
            }
            if edits.len() > before && !blocks.iter().any(|block| block == target.id()) {
                blocks.push(target.id().to_owned());
            }
        }
        if !edits.is_empty() {
            let path = format!("{FOLDER}{place}.ron");
            bound.insert(place, Bound { path, text: patch(text, edits).text, blocks });
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
