//! The files of a course's modules at a place, in each language, with what each place put into them.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::change::{Found, Target};
use super::{Base, Variant, easy};
use crate::check::{Given, display};
use crate::read::tree::{Node, Tree};
use crate::source::Span;
use crate::vary::{Blocks, Edit, Origin, Patched, Put, field, patch, text_of};

/// A module's file.
#[derive(Clone)]
pub(super) struct File {
    /// Its name in messages.
    name: String,
    text: Rc<str>,
    /// What the places put in, the highest first.
    layers: Vec<Rc<Patched>>,
    /// What can be named in it now.
    pub(super) blocks: Rc<Blocks>,
}

impl File {
    /// Its text now.
    pub(super) fn text(&self) -> &str {
        self.layers.last().map_or(&self.text, |last| &last.text)
    }

    /// Where a place of it was written: in the variant with this number, or in the file as it was.
    pub(super) fn origin(&self, span: &Span) -> Origin {
        let mut span = span.clone();
        for layer in self.layers.iter().rev() {
            match layer.origin(&span) {
                Origin::Here(below) => span = below,
                from => return from,
            }
        }
        Origin::Here(span)
    }
}

/// The files of the modules by their paths, in each language, and what places above have replaced or taken out.
#[derive(Clone, Default)]
pub(super) struct Laid {
    tongues: Vec<BTreeMap<String, File>>,
    /// Blocks of the course that a place took out: which place.
    pub(super) gone: BTreeMap<String, String>,
    /// Blocks of the course that a place replaced: which place, the lowest of those that did.
    pub(super) replaced: BTreeMap<String, String>,
    /// Whether the version in Easy Read is shown of each page that has one and that places have changed, by the page's
    /// id, in each language.
    pub(super) easy: Vec<BTreeMap<String, bool>>,
}

impl Laid {
    /// The course's own files.
    pub(super) fn of(base: &Base<'_>) -> Self {
        let tongues: Vec<_> = (0..=base.tongues.len())
            .map(|tongue| {
                let input = base.input_of(tongue);
                let modules = base.course.modules.iter().filter_map(|module| {
                    let path = format!("modules/{}.ron", module.id);
                    let Given::Bytes(bytes) = input.files.get(&path)? else { return None };
                    let text = String::from_utf8(bytes.clone()).ok()?;
                    let text = text.trim_start_matches('\u{feff}');
                    let blocks = Rc::new(Blocks::of(text));
                    let name = display(&input.folder, &path);
                    Some((path, File { name, text: text.into(), layers: Vec::new(), blocks }))
                });
                modules.collect()
            })
            .collect();
        let easy = vec![BTreeMap::new(); tongues.len()];
        Self { tongues, gone: BTreeMap::new(), replaced: BTreeMap::new(), easy }
    }

    /// The files in the course's own language.
    pub(super) fn own(&self) -> &BTreeMap<String, File> {
        &self.tongues[0]
    }

    /// The files in one of the languages.
    pub(super) fn tongue(&self, tongue: usize) -> &BTreeMap<String, File> {
        &self.tongues[tongue]
    }

    /// The file of a name in messages, in one of the languages.
    pub(super) fn named(&self, tongue: usize, name: &str) -> Option<&File> {
        self.tongues[tongue].values().find(|file| file.name == name)
    }

    /// The files into which places have put something.
    pub(super) fn changed(&self, tongue: usize) -> impl Iterator<Item = (&String, &File)> {
        self.tongues[tongue].iter().filter(|(_, file)| !file.layers.is_empty())
    }

    /// Puts the changes of a place in, in every language; `number` is that of its file.
    pub(super) fn put(
        &mut self,
        place: &str,
        number: usize,
        variant: &Variant,
        found: &[Found],
        base: &Base<'_>,
    ) {
        let text = variant.source.text();
        let tree = Tree::of(text);
        let changes = tree.root.as_ref().and_then(|root| field(text, root, "changes"));
        let nodes = changes.map(Node::elements).unwrap_or_default();
        for (tongue, files) in self.tongues.iter_mut().enumerate() {
            let tag = (tongue > 0).then(|| base.tag(tongue));
            for (path, file) in files {
                let here = found.iter().filter(|one| one.path.as_ref() == Some(path));
                let edits: Vec<Edit> = here
                    .flat_map(|one| {
                        let node = nodes.get(one.number).map(|node| &node.value);
                        let from = (text, tag, number);
                        let own = node.and_then(|node| edit(one, found, &file.blocks, node, from));
                        let first = easy::is_first(variant, found, one);
                        let easy = node.filter(|_| first);
                        own.into_iter().chain(easy.and_then(|node| easy_edit(one, &file.blocks, node, from)))
                    })
                    .collect();
                if !edits.is_empty() {
                    let made = patch(file.text(), edits);
                    file.blocks = Rc::new(Blocks::of(&made.text));
                    file.layers.push(Rc::new(made));
                }
            }
        }
        for one in found {
            let (id, by) = match (&one.target, &one.of_course) {
                (Some(Target::Replace(id)), Some(_)) => (id, &mut self.replaced),
                (Some(Target::Remove(id)), Some(_)) => (id, &mut self.gone),
                _ => continue,
            };
            by.insert(id.clone(), place.to_owned());
        }
    }
}

/// The edit of a file that a change is; `None` where the change says nothing in this language.
fn edit(
    one: &Found,
    all: &[Found],
    blocks: &Blocks,
    change: &Node,
    (text, tag, number): (&str, Option<&str>, usize),
) -> Option<Edit> {
    let pieces = pieces(text, change, tag, number)?;
    let block = |id: &str| blocks.blocks.iter().find(|block| block.id == *id);
    let before = |pieces: Vec<Put>| pieces.into_iter().flat_map(|piece| [Put::Ours(", "), piece]).collect();
    let behind = |pieces: Vec<Put>| pieces.into_iter().flat_map(|piece| [piece, Put::Ours(", ")]).collect();
    Some(match one.target.as_ref()? {
        Target::Replace(id) => Edit { old: block(id)?.span.clone(), put: pieces },
        Target::Remove(id) => {
            let block = block(id)?;
            Edit { old: block.span.start..block.behind, put: Vec::new() }
        }
        Target::After(id) => {
            let end = block(id)?.span.end;
            Edit { old: end..end, put: before(pieces) }
        }
        Target::Start(id) => {
            let page = blocks.pages.iter().find(|page| page.id == *id)?;
            Edit { old: page.start..page.start, put: behind(pieces) }
        }
        Target::End(id) => {
            let page = blocks.pages.iter().find(|page| page.id == *id)?;
            let removed = |one: &Found| match &one.target {
                Some(Target::Remove(id)) => block(id).is_some_and(|block| Some(block.behind) == page.end),
                _ => false,
            };
            let end = page.end.unwrap_or(page.start);
            let after_comma = page.comma || page.end.is_none() || all.iter().any(removed);
            Edit { old: end..end, put: if after_comma { behind(pieces) } else { before(pieces) } }
        }
    })
}

/// The edit by which a change puts words of its own into the version in Easy Read of its page.
fn easy_edit(
    one: &Found,
    blocks: &Blocks,
    change: &Node,
    (text, tag, number): (&str, Option<&str>, usize),
) -> Option<Edit> {
    let list = field(text, holder(text, change, tag)?, "easy_read")?;
    if list.elements().is_empty() {
        return None;
    }
    let page = blocks.pages.iter().find(|page| one.page.as_ref() == Some(&page.id))?;
    let put = Put::From(number, list.span.start, text[list.span.clone()].to_owned());
    Some(Edit { old: page.easy.as_ref()?.list.clone(), put: vec![put] })
}

/// What holds the words of a change in a language: itself, or an entry of its languages.
fn holder<'a>(text: &str, change: &'a Node, tag: Option<&str>) -> Option<&'a Node> {
    let Some(tag) = tag else { return Some(change) };
    let own = |one: &Node| text_of(text, one, "language").is_some_and(|own| own.eq_ignore_ascii_case(tag));
    let all = field(text, change, "languages")?.elements();
    Some(&all.iter().find(|one| own(&one.value))?.value)
}

/// The blocks of a change in a language; `None` where it says nothing in it.
fn pieces(text: &str, change: &Node, tag: Option<&str>, number: usize) -> Option<Vec<Put>> {
    let kind = change.name.clone().map_or("", |name| &text[name]);
    if kind == "Remove" {
        return Some(Vec::new());
    }
    let holder = holder(text, change, tag)?;
    let piece = |node: &Node| Put::From(number, node.span.start, text[node.span.clone()].to_owned());
    if kind == "Replace" {
        return Some(vec![piece(field(text, holder, "with")?)]);
    }
    Some(field(text, holder, "add")?.elements().iter().map(|one| piece(&one.value)).collect())
}
