//! XLIFF, read: what tools by others make of our files. A file that is no XLIFF is refused whole; a unit whose form
//! cannot be read goes on with what is wrong with it, so that all others can be taken.

use std::borrow::Cow;

use bona_engine::check::{Piece, Returned};
use bona_engine::limits::{XLIFF_BYTES, XLIFF_NESTING, XLIFF_NODES};
use roxmltree::{Document, Error, Node, ParsingOptions};

use super::{OURS, one, two};

/// A file that came back.
#[derive(Debug)]
pub struct Came {
    /// The course that it is of, by its id.
    pub course: String,
    /// The edition from which it was made, if it still says so.
    pub edition: Option<String>,
    /// The language of its sources.
    pub from: String,
    /// The language of its targets.
    pub to: String,
    /// The language into which it was sent to be translated, if it still says so.
    pub sent: Option<String>,
    /// Its units, in order.
    pub units: Vec<Returned>,
}

/// Why a file is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct XliffFault {
    /// The line, from 1.
    pub line: u32,
    /// What is wrong.
    pub why: String,
    /// What to do.
    pub help: String,
}

fn fault(line: u32, why: impl Into<String>, help: &str) -> XliffFault {
    XliffFault { line, why: why.into(), help: help.to_owned() }
}

/// Reads a file of XLIFF 1.2 or 2.x in UTF-8 or UTF-16, up to [`XLIFF_BYTES`].
///
/// # Errors
/// When it is larger, neither UTF-8 nor UTF-16, no well-formed XML, has a document type or entities of its own, is nested deeper than
/// [`XLIFF_NESTING`] or has more than [`XLIFF_NODES`] nodes, or is no XLIFF of one course into one language.
pub fn read_xliff(bytes: &[u8]) -> Result<Came, XliffFault> {
    if bytes.len() as u64 > XLIFF_BYTES {
        let why = format!("the file has {} bytes; at most {XLIFF_BYTES} are read", bytes.len());
        return Err(fault(1, why, "have the file of this course alone sent back"));
    }
    let text = decoded(bytes)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let options = ParsingOptions { nodes_limit: XLIFF_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(unreadable)?;
    let root = document.root_element();
    shallow(&document, root)?;
    let version = root.attribute("version").unwrap_or_default();
    let (namespace, name) = (root.tag_name().namespace().unwrap_or_default(), root.tag_name().name());
    match (name, namespace) {
        ("xliff", two::NAMESPACE) if version.starts_with("2.") => of_two(&document, root),
        ("xliff", one::NAMESPACE) if version == "1.2" => of_one(&document, root),
        _ => {
            let help = "have XLIFF 1.2 or 2.1 sent back, the form in which the file was sent";
            let why = format!("`{name}`, version `{version}`, is no XLIFF that is read here");
            Err(fault(line(&document, root), why, help))
        }
    }
}

/// The words of a file. What is UTF-16 is known by its first sign, the mark of byte order or `<`.
fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, XliffFault> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] | [b'<', 0, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] | [0, b'<', ..] => u16::from_be_bytes,
        _ => {
            return std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| {
                let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
                fault(number(line), "the file is no UTF-8 here", "save it as UTF-8")
            });
        }
    };
    let (pairs, rest) = bytes.as_chunks::<2>();
    let signs = char::decode_utf16(pairs.iter().map(|pair| unit(*pair)));
    let mut text = String::with_capacity(bytes.len());
    for sign in signs {
        let Ok(sign) = sign else {
            let line = text.matches('\n').count() + 1;
            return Err(fault(number(line), "the file is no UTF-16 here", "save it as UTF-8"));
        };
        text.push(sign);
    }
    if !rest.is_empty() {
        let line = text.matches('\n').count() + 1;
        return Err(fault(
            number(line),
            "the file ends in the middle of a sign",
            "have it sent back again, whole",
        ));
    }
    Ok(Cow::Owned(text))
}

fn unreadable(error: Error) -> XliffFault {
    let (line, again) = (error.pos().row, "have the file sent back again, whole and as the tool wrote it");
    match error {
        Error::DtdDetected => fault(
            line,
            "the file has a document type, and could have entities of its own",
            "no XLIFF needs one: take `<!DOCTYPE …>` away, and ask where it came from",
        ),
        Error::NodesLimitReached => {
            fault(line, format!("the file has more than {XLIFF_NODES} elements and texts"), again)
        }
        other => fault(line, format!("the file is no whole XML: {other}"), again),
    }
}

/// Nobody nests deeper than a limit; afterwards everything may go down.
fn shallow(document: &Document<'_>, root: Node<'_, '_>) -> Result<(), XliffFault> {
    let (mut node, mut depth) = (root, 1_usize);
    loop {
        if depth > XLIFF_NESTING {
            let why = format!("elements are nested deeper than {XLIFF_NESTING} levels");
            return Err(fault(
                line(document, node),
                why,
                "have the file sent back as it was sent, but translated",
            ));
        }
        if let Some(child) = node.first_child() {
            (node, depth) = (child, depth + 1);
            continue;
        }
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) if parent != root => (node, depth) = (parent, depth - 1),
                _ => return Ok(()),
            }
        }
    }
}

fn number(line: usize) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

/// The line on which a node begins. Asked once a unit, in order, it would cost the square of a file's length, so units
/// are told by [`Lines`].
fn line(document: &Document<'_>, node: Node<'_, '_>) -> u32 {
    document.text_pos_at(node.range().start).row
}

/// Where lines begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(document: &Document<'_>) -> Self {
        Self(document.input_text().match_indices('\n').map(|(at, _)| at).collect())
    }

    fn of_node(&self, node: Node<'_, '_>) -> u32 {
        number(self.0.partition_point(|end| *end < node.range().start) + 1)
    }
}

fn of_two(document: &Document<'_>, root: Node<'_, '_>) -> Result<Came, XliffFault> {
    let files: Vec<_> = children(root, two::NAMESPACE, "file").collect();
    let mut came = head(document, root, &files, ("srcLang", "trgLang"), root)?;
    let lines = Lines::of(document);
    for file in files {
        for unit in file.descendants().filter(|node| node.has_tag_name((two::NAMESPACE, "unit"))) {
            came.units.push(unit_of_two(unit, &lines));
        }
    }
    Ok(came)
}

fn of_one(document: &Document<'_>, root: Node<'_, '_>) -> Result<Came, XliffFault> {
    let files: Vec<_> = children(root, one::NAMESPACE, "file").collect();
    let first = files.first().copied().unwrap_or(root);
    let mut came = head(document, root, &files, ("source-language", "target-language"), first)?;
    let lines = Lines::of(document);
    for file in files {
        if file.attribute("target-language") != Some(&came.to) {
            let help = "have one file a language sent back";
            return Err(fault(line(document, file), "the file is of several languages", help));
        }
        for unit in file.descendants().filter(|node| node.has_tag_name((one::NAMESPACE, "trans-unit"))) {
            came.units.push(unit_of_one(unit, &lines));
        }
    }
    Ok(came)
}

/// What the file says of itself: languages stand at `at`.
fn head(
    document: &Document<'_>,
    root: Node<'_, '_>,
    files: &[Node<'_, '_>],
    (from, to): (&str, &str),
    at: Node<'_, '_>,
) -> Result<Came, XliffFault> {
    let again = "the head of the file stays as it was sent: compare with it, or export again";
    let Some(file) = files.first() else {
        return Err(fault(line(document, root), "there is no `file` in it", again));
    };
    let course = file.attribute("original").unwrap_or_default();
    if course.is_empty() {
        return Err(fault(line(document, *file), "`original` is missing, which says the course", again));
    }
    if let Some(other) = files.iter().find(|file| file.attribute("original") != Some(course)) {
        return Err(fault(
            line(document, *other),
            "the file is of several courses",
            "import one course at a time",
        ));
    }
    let need = |name: &str| {
        at.attribute(name).map(str::to_owned).ok_or_else(|| {
            fault(line(document, at), format!("`{name}` is missing, which says the language"), again)
        })
    };
    let own = |name: &str| file.attribute((OURS, name)).map(str::to_owned);
    Ok(Came {
        course: course.to_owned(),
        edition: own("edition"),
        from: need(from)?,
        to: need(to)?,
        sent: own("language"),
        units: Vec::new(),
    })
}

fn children<'a, 'i>(
    node: Node<'a, 'i>,
    namespace: &'static str,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.has_tag_name((namespace, name)))
}

/// What both versions say of a unit in the same words.
fn begun(unit: Node<'_, '_>, lines: &Lines) -> Returned {
    // A tool that gives units ids of its own keeps ours as their names.
    let ours = |name: &str| unit.attribute(name).filter(|own| own.contains([':', '/']));
    let key =
        ours("id").or_else(|| ours("name")).or_else(|| ours("resname")).or_else(|| unit.attribute("id"));
    Returned {
        key: key.unwrap_or_default().replace(':', "/"),
        line: lines.of_node(unit),
        words: unit.attribute((OURS, "words")).map(str::to_owned),
        said: unit.attribute((OURS, "said")).map(str::to_owned),
        ..Returned::default()
    }
}

fn unit_of_two(unit: Node<'_, '_>, lines: &Lines) -> Returned {
    let mut out = begun(unit, lines);
    let mut fates = Vec::new();
    let (mut filled, mut left) = (false, false);
    let parts = unit.children().filter(|child| {
        child.has_tag_name((two::NAMESPACE, "segment")) || child.has_tag_name((two::NAMESPACE, "ignorable"))
    });
    for part in parts {
        let segment = part.has_tag_name((two::NAMESPACE, "segment"));
        let source = children(part, two::NAMESPACE, "source").next();
        let target = children(part, two::NAMESPACE, "target").next();
        if target.is_some_and(|target| target.has_attribute("order")) {
            let help = "join the segments of the unit into one, and export it from the tool again";
            out.fault =
                Some(("its segments stand in another order than in the source".to_owned(), help.to_owned()));
        }
        if let Err(why) = once(part, two::NAMESPACE) {
            out.fault.get_or_insert(why);
        }
        let mut pieces = Vec::new();
        let mut read = |node: Node<'_, '_>, pieces: &mut Vec<Piece>| {
            if let Err(why) = inline(node, pieces) {
                out.fault.get_or_insert(why);
            }
        };
        if let Some(source) = source {
            read(source, &mut out.source);
            if !segment && target.is_none() {
                read(source, &mut pieces);
            }
        }
        if let Some(target) = target {
            read(target, &mut pieces);
        }
        if segment {
            let state = part.attribute("state");
            fates.push(state.map(|state| state != "initial"));
            *(if pieces.is_empty() { &mut left } else { &mut filled }) = true;
        }
        out.target.append(&mut pieces);
    }
    if filled && left {
        let help = "translate all segments of the unit, or none";
        out.fault.get_or_insert(("only some of its segments have a target".to_owned(), help.to_owned()));
    }
    if !filled {
        out.target.clear();
    }
    out.done = match fates.as_slice() {
        [] => None,
        all if all.contains(&Some(false)) => Some(false),
        all if all.iter().all(|fate| *fate == Some(true)) => Some(true),
        _ => None,
    };
    out
}

fn unit_of_one(unit: Node<'_, '_>, lines: &Lines) -> Returned {
    let mut out = begun(unit, lines);
    out.fault = once(unit, one::NAMESPACE).err();
    for (name, source) in [("source", true), ("target", false)] {
        let Some(node) = children(unit, one::NAMESPACE, name).next() else { continue };
        if let Err(why) = inline(node, if source { &mut out.source } else { &mut out.target }) {
            out.fault.get_or_insert(why);
        }
        if !source {
            out.done =
                node.attribute("state").map(|state| matches!(state, "translated" | "signed-off" | "final"));
        }
    }
    if unit.attribute("approved") == Some("yes") {
        out.done = Some(true);
    }
    out
}

/// That nobody has to choose between two sources or two targets.
fn once(part: Node<'_, '_>, namespace: &'static str) -> Result<(), (String, String)> {
    for name in ["source", "target"] {
        let count = children(part, namespace, name).count();
        if count > 1 {
            let help = format!("leave one `{name}` of the {count}");
            return Err((format!("it has {count} elements `{name}`"), help));
        }
    }
    Ok(())
}

/// Words and codes of a source or target, in either version. It goes down no further than a file may be nested.
fn inline(node: Node<'_, '_>, out: &mut Vec<Piece>) -> Result<(), (String, String)> {
    for child in node.children() {
        if child.is_text() {
            out.push(Piece::Text(child.text().unwrap_or_default().to_owned()));
            continue;
        }
        if !child.is_element() {
            continue;
        }
        let name = child.tag_name().name();
        let code = |attribute: &str| {
            let id = child.attribute(attribute).unwrap_or_default();
            id.parse::<usize>().map_err(|_| {
                let help = "take codes over from the source, with the ids that they have there";
                (
                    format!("the code `<{name}>` has the id `{id}`, which no code of its source has"),
                    help.to_owned(),
                )
            })
        };
        match name {
            "pc" | "g" => {
                let id = code("id")?;
                out.push(Piece::Open(id));
                inline(child, out)?;
                out.push(Piece::Close(id));
            }
            "ph" | "x" => out.push(Piece::Lone(code("id")?)),
            "sc" | "bx" | "bpt" => out.push(Piece::Open(code("id")?)),
            "ec" => out.push(Piece::Close(code("startRef")?)),
            "ex" | "ept" => out.push(Piece::Close(code("id")?)),
            // What a tool marks for itself.
            "mrk" => inline(child, out)?,
            "sm" | "em" => {}
            _ => {
                let help = "take words and codes over from the source, and no other elements";
                return Err((format!("`<{name}>` cannot stand in a text"), help.to_owned()));
            }
        }
    }
    Ok(())
}
