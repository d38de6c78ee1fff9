//! That somebody has read a translation as it stands: by the hash of its words beside the day, which is filled in once and
//! never replaced.

use std::collections::BTreeSet;

use super::FOLDER;
use crate::check::context::Context;
use crate::check::{Bound, Given, Input, Options};
use crate::raw::RawLanguage;
use crate::read::tree::Tree;
use crate::time::is_day;
use crate::vary::{self, Edit, Put, field, patch};

/// The first eight digits of the hash of all that is said, each once. What it is said for is not in it, since texts get other
/// keys as the course goes on: whether the course's words behind it have moved, each text says itself.
pub(super) fn hash(raw: &RawLanguage) -> String {
    let said = raw.texts.iter().map(|one| vary::words(&one.say)).filter(|words| !words.is_empty());
    let all: BTreeSet<String> = said.map(|words| format!("{}\n{words}\n", words.len())).collect();
    vary::hash(&all.into_iter().collect::<String>())
}

/// What a file says of the words that were read; `None` where it says nothing of them.
pub(super) fn bound(raw: &RawLanguage) -> Option<&str> {
    raw.read.as_deref().map(str::trim).filter(|read| !read.is_empty())
}

/// Whether what stands there is no longer what was read on the day that the file names.
pub(super) fn has_moved(raw: &RawLanguage) -> bool {
    raw.reviewed.is_some() && bound(raw).is_some_and(|read| read != hash(raw))
}

/// The day on which all of it was read as it stands.
pub(super) fn day(raw: &RawLanguage) -> Option<String> {
    raw.reviewed.clone().filter(|_| !has_moved(raw))
}

/// Writes into files of languages that name a day, and not which words were read on it, that these are the words that
/// stand there; the files that change.
#[must_use]
pub fn bind_readings(input: &Input) -> Vec<Bound> {
    let options = Options::default();
    let languages = input.files.keys().filter(|path| path.starts_with(FOLDER));
    languages.filter_map(|path| bind(input, &options, path)).collect()
}

fn bind(input: &Input, options: &Options, path: &str) -> Option<Bound> {
    let (raw, _) = Context::new(input, options).read::<RawLanguage>(path, "language")?;
    if !raw.reviewed.as_deref().is_some_and(is_day) || bound(&raw).is_some() {
        return None;
    }
    let Given::Bytes(bytes) = input.files.get(path)? else { return None };
    let text = std::str::from_utf8(bytes).ok()?;
    let tree = Tree::of(text);
    let root = tree.root.as_ref()?;
    let put = |before: &'static str| vec![Put::Ours(before), Put::From(0, 0, format!("\"{}\"", hash(&raw)))];
    let edit = match field(text, root, "read") {
        Some(read) => Edit { old: read.span.clone(), put: put("") },
        None => {
            let end = field(text, root, "reviewed")?.span.end;
            Edit { old: end..end, put: put(", read: ") }
        }
    };
    Some(Bound { path: path.to_owned(), house: None, text: patch(text, vec![edit]).text, blocks: Vec::new() })
}
