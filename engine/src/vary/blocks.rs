//! Finds the pages and blocks of a module's text by their ids, with the hash of each block.

use sha2::{Digest as _, Sha256};

use crate::raw::shape::decode;
use crate::read::tree::lex::Kind;
use crate::read::tree::{Body, Element, Node, Tree};
use crate::source::Span;
use crate::text::normal;

/// A page of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PageAt {
    /// Its id.
    pub(crate) id: String,
    /// The byte behind the bracket that opens its blocks.
    pub(crate) start: usize,
    /// The byte behind its last block and the comma there; `None` where it has no block.
    pub(crate) end: Option<usize>,
    /// Whether a comma stands behind its last block.
    pub(crate) comma: bool,
    /// The pieces of its version in Easy Read; `None` where it has none.
    pub(crate) easy: Option<EasyIn>,
}

/// What a page's version in Easy Read says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EasyIn {
    /// Where the list stands, brackets included.
    pub(crate) list: Span,
    /// The first eight digits of its hash.
    pub(crate) hash: String,
    /// Whether it says that it is of the words that the page has.
    pub(crate) fresh: bool,
}

/// A block that has an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BlockAt {
    /// Its id: that of `Named`, or its own.
    pub(crate) id: String,
    /// The author's word for its kind, `Text`.
    pub(crate) kind: String,
    /// The page on which it stands, by its id.
    pub(crate) page: String,
    /// Where it stands, `Named` and `For` included.
    pub(crate) span: Span,
    /// The byte behind the comma that follows it, or behind itself.
    pub(crate) behind: usize,
    /// The first eight digits of its hash.
    pub(crate) hash: String,
}

/// What a variant can name in a module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Blocks {
    /// The module's id.
    pub(crate) module: String,
    /// Its pages, in order.
    pub(crate) pages: Vec<PageAt>,
    /// Its blocks that have an id, in order.
    pub(crate) blocks: Vec<BlockAt>,
}

impl Blocks {
    /// Those of a module's text. It has no fault of shape.
    pub(crate) fn of(text: &str) -> Self {
        let tree = Tree::of(text);
        let Some(root) = &tree.root else { return Self::default() };
        let mut found = Self { module: id_of(text, root).unwrap_or_default(), ..Self::default() };
        let versions = easy_of(text);
        for page in field(text, root, "pages").map(Node::elements).unwrap_or_default() {
            let (Some(id), Some(list)) = (id_of(text, &page.value), field(text, &page.value, "blocks"))
            else {
                continue;
            };
            let blocks = list.elements();
            let last = blocks.last().map(|last| last.span.end);
            let end = last.map(|last| behind(&tree, last, list.span.end));
            let easy = easy_in(text, &page.value, versions.iter().find(|one| one.id == id));
            let start = list.span.start + 1;
            found.pages.push(PageAt { id: id.clone(), start, end, comma: end != last, easy });
            for block in blocks {
                let Some((own, kind)) = named(text, &block.value) else { continue };
                found.blocks.push(BlockAt {
                    id: own,
                    kind,
                    page: id.clone(),
                    span: block.span.clone(),
                    behind: behind(&tree, block.span.end, list.span.end),
                    hash: hash(text, &block.value),
                });
            }
        }
        found
    }
}

/// The value of a field.
pub(crate) fn field<'a>(text: &str, node: &'a Node, name: &str) -> Option<&'a Node> {
    let named = |element: &&Element| element.key.clone().is_some_and(|key| &text[key] == name);
    node.held_fields().iter().find(named).map(|element| &element.value)
}

/// The text of a field.
pub(crate) fn text_of(text: &str, node: &Node, name: &str) -> Option<String> {
    decode(text.get(field(text, node, name)?.span.clone())?).ok()
}

fn id_of(text: &str, node: &Node) -> Option<String> {
    text_of(text, node, "id")
}

/// The byte behind the comma that follows, if one does before the list ends.
pub(crate) fn behind(tree: &Tree, from: usize, end: usize) -> usize {
    let next = tree.between(from, end).iter().find(|token| !token.kind.is_trivia());
    next.filter(|token| token.kind == Kind::Comma).map_or(from, |token| token.span.end)
}

/// The id of a block and the word for its kind, through `Named` and `For`.
fn named(text: &str, block: &Node) -> Option<(String, String)> {
    let (mut node, mut id) = (block, None);
    loop {
        let kind = node.name.clone().map_or("", |name| &text[name]);
        match (kind, node.elements()) {
            ("Named", [name, inner]) => {
                id = decode(text.get(name.value.span.clone())?).ok();
                node = &inner.value;
            }
            ("For", [_, inner]) => node = &inner.value,
            _ => return Some((id.or_else(|| id_of(text, node))?, kind.to_owned())),
        }
    }
}

/// The word for a block's kind and the id that it bears itself, through `Named` and `For`.
pub(crate) fn inner<'t>(text: &'t str, block: &Node) -> (&'t str, Option<String>) {
    let mut node = block;
    loop {
        let kind = node.name.clone().map_or("", |name| &text[name]);
        match (kind, node.elements()) {
            ("Named" | "For", [_, inner]) => node = &inner.value,
            _ => return (kind, id_of(text, node)),
        }
    }
}

/// The first eight hex digits of SHA-256 over `bona/block/v1`, a line end, and the block in one form: names, brackets,
/// texts as they count and all else as it stands, without comments and layout.
pub(crate) fn hash(text: &str, node: &Node) -> String {
    hash_without(text, node, &[])
}

/// The same without the fields of these names.
pub(crate) fn hash_without(text: &str, node: &Node, without: &[&str]) -> String {
    let mut form = String::from("bona/block/v1\n");
    write(text, node, without, &mut form);
    digits(&form)
}

/// The first eight hex digits of SHA-256.
fn digits(form: &str) -> String {
    Sha256::digest(form.as_bytes()).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// The eight digits for a version in Easy Read at a place: SHA-256 over `bona/easy-there/v1`, a line end, what it is to
/// hold with, a line end, and the version; both by their own digits.
pub(crate) fn easy_there(with: &str, version: &str) -> String {
    digits(&format!("bona/easy-there/v1\n{with}\n{version}"))
}

/// What a page's version in Easy Read says; `own` is that version as `easy_of` finds it.
fn easy_in(text: &str, page: &Node, own: Option<&EasyAt>) -> Option<EasyIn> {
    let list = field(text, unwrapped(field(text, page, "easy_read")?), "blocks")?;
    let fresh = own.is_some_and(|own| own.of.as_ref().is_some_and(|(_, of)| *of == own.hash));
    Some(EasyIn { list: list.span.clone(), hash: hash(text, list), fresh })
}

/// What `Some(…)` holds; what stands without it is the same.
fn unwrapped(node: &Node) -> &Node {
    node.elements().first().filter(|one| one.key.is_none()).map_or(node, |one| &one.value)
}

/// Of everything in a text that has a version in Easy Read, by its id, the first eight hex digits of SHA-256 over
/// `bona/easy/v1`, a line end, and its words without such versions. What no learner reads is not among them.
pub(crate) fn easy_of(text: &str) -> Vec<EasyAt> {
    let tree = Tree::of(text);
    let mut found = Vec::new();
    if let Some(root) = &tree.root {
        easy_below(text, root, &mut found);
    }
    found
}

/// What has a version in Easy Read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EasyAt {
    /// The id of the module, the page or the question.
    pub(crate) id: String,
    /// The hash of its words.
    pub(crate) hash: String,
    /// Where its version says of which words it is, and what it says.
    pub(crate) of: Option<(Span, String)>,
}

/// Fields of a page or of what stands on it that change none of its words.
const UNREAD: [&str; 6] = ["easy_read", "people", "hard_because", "for_roles", "label", "weight"];

/// Fields of a module that say nothing of its own; what stands on its pages has versions of its own.
const UNREAD_OF_MODULE: [&str; 4] = ["easy_read", "minutes", "outcomes", "pages"];

fn easy_below(text: &str, node: &Node, found: &mut Vec<EasyAt>) {
    // A list with one thing in it holds that thing's fields, and is not what has the version.
    let is_own = |element: &Element| element.key.clone().is_some_and(|key| &text[key] == "easy_read");
    if node.elements().iter().any(is_own)
        && let Some(version) = field(text, node, "easy_read")
        && let Some(id) = id_of(text, node)
    {
        let mut form = String::from("bona/easy/v1\n");
        let is_module = node.name.clone().is_some_and(|name| &text[name] == "Module");
        write(text, node, if is_module { &UNREAD_OF_MODULE } else { &UNREAD }, &mut form);
        let hash = digits(&form);
        let inner = unwrapped(version);
        let of = field(text, inner, "of").map(|node| node.span.clone()).zip(text_of(text, inner, "of"));
        found.push(EasyAt { id, hash, of });
    }
    node.elements().iter().for_each(|element| easy_below(text, &element.value, found));
}

fn write(text: &str, node: &Node, without: &[&str], out: &mut String) {
    match &node.body {
        Body::Text(_) => {
            let own = decode::<String>(&text[node.span.clone()]);
            let words = own.map_or_else(|_| text[node.span.clone()].to_owned(), |own| super::words(&own));
            // What a text holds cannot be taken for what stands around it.
            out.push_str(&format!("{}\"{words}\"", words.len()));
        }
        Body::Bracket(open, elements) => {
            out.push_str(node.name.clone().map_or("", |name| &text[name]));
            out.push(*open);
            for element in elements {
                let key = element.key.clone();
                if key.clone().is_some_and(|key| without.contains(&&text[key])) {
                    continue;
                }
                if let Some(key) = key {
                    out.push_str(&text[key]);
                    out.push(':');
                }
                write(text, &element.value, without, out);
                out.push(',');
            }
            out.push(')');
        }
        Body::Plain | Body::Junk => out.push_str(&normal(&text[node.span.clone()])),
    }
}

#[cfg(test)]
mod tests {
    use super::Blocks;

    const MODULE: &str = r##"Module(id: "one", title: "One", minutes: 1, pages: [
        Page(id: "first", title: "First", blocks: [
            Text("Hello."),
            Named("form", Text("The green one.")), // a comment
            For(["desk"], Named("room", Note(text: "Behind the desk."))),
            Pledge(id: "mine", ask: "What?", choose: ["This."]),
        ]),
        Page(id: "second", title: "Second", blocks: [Text("a"), Named("last", Text("b"))]),
        Page(id: "third", title: "Third", blocks: []),
    ])"##;

    fn hash_of(text: &str, id: &str) -> String {
        let found = Blocks::of(text);
        found.blocks.iter().find(|block| block.id == id).expect("it is there").hash.clone()
    }

    #[test]
    fn pages_and_blocks_are_found_by_their_ids() {
        let found = Blocks::of(MODULE);
        assert_eq!(found.module, "one");
        let blocks: Vec<_> =
            found.blocks.iter().map(|block| (&*block.id, &*block.kind, &*block.page)).collect();
        assert_eq!(
            blocks,
            [
                ("form", "Text", "first"),
                ("room", "Note", "first"),
                ("mine", "Pledge", "first"),
                ("last", "Text", "second")
            ]
        );
        assert!(MODULE[found.blocks[0].span.clone()].starts_with("Named(\"form\""));
        assert!(MODULE[..found.blocks[0].behind].ends_with("),"));
        let ends: Vec<_> =
            found.pages.iter().map(|page| (&*page.id, page.end.is_some(), page.comma)).collect();
        assert_eq!(ends, [("first", true, true), ("second", true, false), ("third", false, false)]);
    }

    #[test]
    fn a_hash_minds_words_and_nothing_of_the_layout() {
        let own = hash_of(MODULE, "form");
        let laid_out = MODULE.replace(
            "Named(\"form\", Text(\"The green one.\"))",
            "Named(\n  \"form\", /* which? */ Text(\n r#\"\n The green one.\n \"#,\n),)",
        );
        assert_eq!(hash_of(&laid_out, "form"), own);
        assert_ne!(hash_of(&MODULE.replace("green", "blue"), "form"), own);
        assert_ne!(hash_of(&MODULE.replace("\"desk\"", "\"ward\""), "room"), hash_of(MODULE, "room"));
        assert_eq!(hash_of(&MODULE.replace("Hello", "Good day"), "room"), hash_of(MODULE, "room"));
    }
}
