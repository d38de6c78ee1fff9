//! The words of a storyboard, thing by thing: as they were sent, and as they are now. A thing lies between the two ends
//! of its bookmark; where an editor has lost it, its grey line tells where it begins.

use bona_engine::outline::text_hash;

use super::super::DOT;
use super::super::storyboard::{BOOKMARK, DIGITS};
use crate::sheet::xml::{Element, Node};

/// What stands in the document.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// Lines before the first thing.
    pub(super) before: Vec<String>,
    /// The things, in order.
    pub(super) things: Vec<Seen>,
    /// What comments were put on.
    pub(super) marks: Vec<Mark>,
    /// The thing that is open, by its number, and the number of its bookmark; empty where it has none.
    open: Option<(usize, String)>,
    /// Whether it closes at the end of the paragraph.
    closing: bool,
    line: Line,
    inserted: usize,
    deleted: usize,
}

/// A thing of the document.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Its key, if its grey line says one.
    pub(super) key: Option<String>,
    /// How deep it lies.
    pub(super) depth: usize,
    /// The beginning of the hash of its words as they were sent.
    pub(super) hash: String,
    /// What its bookmark is called; empty where it has none.
    name: String,
    /// Its lines: as they were, and as they are.
    lines: Vec<(String, String)>,
    /// Lines behind it that nobody sent.
    more: Vec<String>,
}

/// What a comment was put on.
#[derive(Debug, Default)]
pub(super) struct Mark {
    /// What the comment is called.
    pub(super) id: String,
    /// The thing, by its number; `None` before the first.
    pub(super) thing: Option<usize>,
    /// The words.
    pub(super) words: String,
    open: bool,
    /// Whether it has come upon words yet.
    found: bool,
    /// Bytes of its words before the present line.
    line_at: usize,
}

impl Mark {
    /// Whether it has come upon words in the present line for the first time.
    fn is_of_line(&self) -> bool {
        self.line_at == 0 && !self.words.is_empty()
    }
}

#[derive(Debug, Default)]
struct Line {
    original: String,
    now: String,
}

impl Seen {
    /// The words as they were before anybody changed them.
    pub(super) fn original(&self) -> String {
        joined(self.lines.iter().map(|(original, _)| original))
    }

    /// The words as they are.
    pub(super) fn present(&self) -> String {
        joined(self.lines.iter().map(|(_, now)| now))
    }

    /// What was written behind it.
    pub(super) fn more(&self) -> String {
        joined(self.more.iter())
    }

    /// Its number in the order in which things were sent, if its bookmark is there.
    pub(super) fn number(&self) -> Option<usize> {
        self.name.rsplit('_').next()?.parse().ok()
    }

    /// Whether nothing but its bookmark is left of it.
    pub(super) fn is_husk(&self) -> bool {
        self.key.is_none() && self.lines.is_empty() && self.more.is_empty()
    }

    /// Whether these words are those that were sent.
    pub(super) fn is_as_sent(&self, words: &str) -> bool {
        text_hash(words).starts_with(&self.hash)
    }
}

fn joined<'a>(lines: impl Iterator<Item = &'a String>) -> String {
    let lines: Vec<&str> = lines.map(String::as_str).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// The lines of an element's paragraphs, as they are now.
pub(super) fn paragraphs(element: &Element, lines: &mut Vec<String>) {
    for one in element.elements() {
        if one.name == "p" {
            let mut body = Body::default();
            body.inside(one);
            lines.push(body.line.now.trim().to_owned());
        } else {
            paragraphs(one, lines);
        }
    }
}

impl Body {
    /// Reads the body of a document.
    pub(super) fn of(body: &Element) -> Self {
        let mut own = Self::default();
        own.blocks(body);
        own
    }

    fn blocks(&mut self, element: &Element) {
        for one in element.elements() {
            match one.name.as_str() {
                "p" => self.paragraph(one),
                "bookmarkStart" | "bookmarkEnd" | "commentRangeStart" | "commentRangeEnd" => self.sign(one),
                "sectPr" | "tblPr" | "tblGrid" | "trPr" | "tcPr" | "sdtPr" | "Fallback" => {}
                _ => self.blocks(one),
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Element) {
        // What is typed in front of a bookmark's beginning, in the same paragraph, belongs to it.
        if self.open.is_none()
            && let Some(start) = first_start(paragraph)
        {
            self.begin(start);
        }
        self.inside(paragraph);
        self.end_of_line();
        if self.closing {
            (self.open, self.closing) = (None, false);
        }
    }

    fn inside(&mut self, element: &Element) {
        for node in &element.nodes {
            let Node::Element(one) = node else { continue };
            match one.name.as_str() {
                "t" => self.words(&one.words(), true),
                "delText" => self.words(&one.words(), false),
                "tab" | "br" | "cr" => self.words(" ", true),
                "noBreakHyphen" => self.words("\u{2011}", true),
                "bookmarkStart" | "bookmarkEnd" | "commentRangeStart" | "commentRangeEnd"
                | "commentReference" => {
                    self.sign(one);
                }
                "ins" | "moveTo" => {
                    self.inserted += 1;
                    self.inside(one);
                    self.inserted -= 1;
                }
                "del" | "moveFrom" => {
                    self.deleted += 1;
                    self.inside(one);
                    self.deleted -= 1;
                }
                "pPr" | "rPr" | "instrText" | "Fallback" => {}
                _ => self.inside(one),
            }
        }
    }

    fn sign(&mut self, one: &Element) {
        let id = one.get("id").unwrap_or_default();
        match one.name.as_str() {
            "bookmarkStart" if is_ours(one) && self.open.as_ref().is_none_or(|(_, open)| open != id) => {
                self.end_of_line();
                self.begin(one);
            }
            "bookmarkEnd" if self.open.as_ref().is_some_and(|(_, open)| open == id && !open.is_empty()) => {
                self.closing = true;
            }
            "commentRangeStart" => {
                let thing = self.here();
                self.marks.push(Mark { id: id.to_owned(), thing, open: true, ..Mark::default() });
            }
            "commentRangeEnd" => {
                self.marks.iter_mut().filter(|mark| mark.id == id).for_each(|mark| mark.open = false);
            }
            "commentReference" if self.marks.iter().all(|mark| mark.id != id) => {
                let thing = self.here();
                self.marks.push(Mark { id: id.to_owned(), thing, ..Mark::default() });
            }
            _ => {}
        }
    }

    /// The thing at this place: the open one, else the last.
    fn here(&self) -> Option<usize> {
        self.open.as_ref().map(|(at, _)| *at).or_else(|| self.things.len().checked_sub(1))
    }

    fn begin(&mut self, start: &Element) {
        let name = start.get("name").unwrap_or_default();
        let id = start.get("id").unwrap_or_default().to_owned();
        // LibreOffice writes some beginnings once more at a later paragraph, and their end once.
        if self.things.last().is_some_and(|last| last.name == name) {
            (self.open, self.closing) = (Some((self.things.len() - 1, id)), false);
            return;
        }
        let mut parts = name.trim_start_matches(BOOKMARK).split('_');
        let hash = parts.next().unwrap_or_default().to_owned();
        let depth = parts.next().and_then(|depth| depth.parse().ok()).unwrap_or_default();
        self.things.push(Seen { depth, hash, name: name.to_owned(), ..Seen::default() });
        (self.open, self.closing) = (Some((self.things.len() - 1, id)), false);
    }

    fn words(&mut self, words: &str, shown: bool) {
        let here = self.here();
        if self.inserted == 0 {
            self.line.original.push_str(words);
        }
        if shown && self.deleted == 0 {
            self.line.now.push_str(words);
        }
        if words.trim().is_empty() {
            self.marks
                .iter_mut()
                .filter(|mark| mark.open && mark.found)
                .for_each(|mark| mark.words.push_str(words));
            return;
        }
        for mark in self.marks.iter_mut().filter(|mark| mark.open) {
            // A mark that goes over several things is of the first of which it has words.
            if !mark.found {
                (mark.thing, mark.found) = (here, true);
            }
            mark.words.push_str(words);
        }
    }

    /// Takes the line that was read to where it belongs.
    fn end_of_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let neat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (original, now) = (neat(&line.original), neat(&line.now));
        if original.is_empty() && now.is_empty() {
            return;
        }
        if let Some((depth, key, hash)) = key_of(&original) {
            let here = |mark: &&mut Mark| mark.line_at < mark.words.len();
            // A grey line is no words of the course, but what was put on it alone is on its thing.
            let on_it: Vec<usize> = (0..self.marks.len()).filter(|at| self.marks[*at].is_of_line()).collect();
            self.marks.iter_mut().filter(here).for_each(|mark| mark.words.truncate(mark.line_at));
            let own = self.open.as_ref().and_then(|(at, _)| self.things.get_mut(*at));
            if let Some(own) = own.filter(|own| own.key.is_none() && own.lines.is_empty())
                && own.hash.starts_with(&hash)
            {
                own.key = Some(key);
                return;
            }
            // Its bookmark is lost; what follows is of this line's thing.
            self.things.push(Seen { key: Some(key), depth, hash, ..Seen::default() });
            let at = self.things.len() - 1;
            on_it.into_iter().for_each(|mark| self.marks[mark].thing = Some(at));
            (self.open, self.closing) = (Some((at, String::new())), false);
            return;
        }
        for mark in self.marks.iter_mut().filter(|mark| mark.found) {
            if mark.open {
                mark.words.push('\n');
            }
            mark.line_at = mark.words.len();
        }
        match (&self.open, self.things.last_mut()) {
            (Some((at, _)), _) => self.things[*at].lines.push((original, now)),
            (None, Some(last)) => last.more.push(now),
            (None, None) => self.before.push(original),
        }
    }
}

/// The depth, the key and the beginning of the hash that a grey line says.
fn key_of(line: &str) -> Option<(usize, String, String)> {
    let parts: Vec<&str> = line.split(DOT).collect();
    let [_, depth, key, hash] = parts.as_slice() else { return None };
    let is_hash = hash.len() == 8 && hash.bytes().all(|sign| sign.is_ascii_hexdigit());
    let is_key = !key.is_empty()
        && key.len() <= super::super::post::KEY
        && key.bytes().all(|sign| sign.is_ascii_alphanumeric() || b"_./~".contains(&sign));
    let depth = depth.parse().ok().filter(|depth| *depth <= super::super::post::LEVELS)?;
    (is_hash && is_key).then(|| (depth, (*key).to_owned(), (*hash).to_owned()))
}

fn is_ours(start: &Element) -> bool {
    let name = start.get("name").unwrap_or_default();
    let Some(rest) = name.strip_prefix(BOOKMARK) else { return false };
    let parts: Vec<&str> = rest.split('_').collect();
    let [hash, depth, _] = parts.as_slice() else { return false };
    hash.len() == DIGITS
        && hash.bytes().all(|sign| sign.is_ascii_hexdigit())
        && depth.parse::<usize>().is_ok_and(|depth| depth <= super::super::post::LEVELS)
}

/// The first beginning of a bookmark of ours in a paragraph.
fn first_start(paragraph: &Element) -> Option<&Element> {
    paragraph.elements().find_map(|one| {
        if one.name == "bookmarkStart" && is_ours(one) { Some(one) } else { first_start(one) }
    })
}
