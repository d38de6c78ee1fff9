//! Where on the page a fault belongs: the page, the items round it, and the words that it is about.
//!
//! A file that is at fault may be no whole RON, so nothing is parsed: brackets, strings and comments are followed, and
//! each bracket remembers the `id` that stands directly in it. What cannot be told is left open; then the fault is
//! shown in the list alone.

use std::iter::Peekable;
use std::str::CharIndices;

/// Most characters of the words that are looked for on the page.
const WORDS: usize = 90;

/// Where a fault belongs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Spot {
    /// The id of the page.
    pub(super) page: Option<String>,
    /// The ids of what stands round it within the page, the nearest first.
    pub(super) ids: Vec<String>,
    /// Words as the author wrote them, without marks of emphasis.
    pub(super) words: Option<String>,
}

/// A bracket that was opened: the name before it, and the id in it.
#[derive(Debug)]
struct Bracket {
    name: String,
    id: Option<String>,
}

/// The spot of a byte in a text.
pub(super) fn spot(text: &str, at: usize) -> Spot {
    let mut seen = Seen { text, at, ..Seen::default() };
    seen.follow();
    let round: Vec<&Bracket> =
        seen.round.unwrap_or(seen.open).iter().rev().map(|&at| &seen.brackets[at]).collect();
    let page = round.iter().position(|bracket| bracket.name == "Page");
    let inside = &round[..page.unwrap_or(round.len())];
    let ids = inside.iter().filter(|bracket| !["Module", "Course", "Bank"].contains(&bracket.name.as_str()));
    Spot {
        page: page.and_then(|page| round[page].id.clone()),
        ids: ids.filter_map(|bracket| bracket.id.clone()).collect(),
        words: seen.words,
    }
}

/// What was seen of a text on the way through it.
#[derive(Default)]
struct Seen<'a> {
    text: &'a str,
    at: usize,
    brackets: Vec<Bracket>,
    /// The brackets that are open, by their places in `brackets`.
    open: Vec<usize>,
    /// Those that were open at the byte that is asked for.
    round: Option<Vec<usize>>,
    words: Option<String>,
    /// The name that was read last, and whether a colon followed it.
    name: String,
    field: bool,
}

impl Seen<'_> {
    fn follow(&mut self) {
        let mut signs = self.text.char_indices().peekable();
        while let Some((start, sign)) = signs.next() {
            if start >= self.at && self.round.is_none() {
                self.round = Some(self.open.clone());
            }
            match sign {
                '/' if signs.peek().is_some_and(|(_, next)| "/*".contains(*next)) => comment(&mut signs),
                '"' => {
                    let end = string(self.text, start, &mut signs);
                    self.string(start + 1, end);
                }
                '(' => {
                    let name = std::mem::take(&mut self.name);
                    let name = if self.field { String::new() } else { name };
                    self.open.push(self.brackets.len());
                    self.brackets.push(Bracket { name, id: None });
                    self.field = false;
                }
                ')' => {
                    self.open.pop();
                }
                ':' => self.field = true,
                ',' | '[' | ']' => self.name.clear(),
                sign if sign.is_alphanumeric() || sign == '_' => {
                    let before = self.text[..start].chars().next_back();
                    if !before.is_some_and(|before| before.is_alphanumeric() || before == '_') {
                        self.name.clear();
                        self.field = false;
                    }
                    self.name.push(sign);
                }
                _ => {}
            }
        }
    }

    /// A string from its first byte to its closing quote.
    fn string(&mut self, start: usize, end: usize) {
        if self.field
            && self.name == "id"
            && let Some(bracket) = self.open.last().and_then(|&at| self.brackets.get_mut(at))
        {
            bracket.id = Some(self.text[start..end].to_owned());
        }
        // The string that the byte is in, or the next one after the name of its field.
        let meant = start.saturating_sub(1) <= self.at && self.at <= end;
        let next = self.at < start && self.text[self.at..start].chars().all(|sign| sign != '\n');
        if self.words.is_none() && (meant || next) {
            if self.round.is_none() {
                self.round = Some(self.open.clone());
            }
            self.words = words(&self.text[start..end], self.at.saturating_sub(start));
        }
        self.field = false;
        self.name.clear();
    }
}

/// Reads past a comment.
fn comment(signs: &mut Peekable<CharIndices<'_>>) {
    let block = signs.next().is_some_and(|(_, sign)| sign == '*');
    let mut before = ' ';
    for (_, sign) in signs {
        if (block && before == '*' && sign == '/') || (!block && sign == '\n') {
            return;
        }
        before = sign;
    }
}

/// Reads past a string that begins at a quote, raw or not, and gives the byte of its closing quote.
fn string(text: &str, quote: usize, signs: &mut Peekable<CharIndices<'_>>) -> usize {
    let before = &text[..quote];
    let hashes = before.len() - before.trim_end_matches('#').len();
    let raw = before.trim_end_matches('#').ends_with('r') && (hashes > 0 || before.ends_with('r'));
    let close = format!("\"{}", "#".repeat(hashes));
    let mut escaped = false;
    for (at, sign) in signs {
        match sign {
            _ if escaped => escaped = false,
            '\\' if !raw => escaped = true,
            '"' if !raw || text[at..].starts_with(&close) => return at,
            _ => {}
        }
    }
    text.len()
}

/// The words round a byte of a string, of its own line; `None` where there is only one, which may stand anywhere.
fn words(text: &str, at: usize) -> Option<String> {
    let at = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let line = &text[start..end];
    let from = line[..at - start].char_indices().rev().nth(WORDS / 2).map_or(0, |(from, _)| from);
    // Whole words: half of one is not found on the page.
    let from = if from == 0 { 0 } else { from + line[from..].find(' ').unwrap_or(0) };
    let part: String = line[from..].chars().take(WORDS).collect();
    let cut = from + part.len() < line.len();
    let part = if cut { part.rsplit_once(' ').map_or(part.as_str(), |(whole, _)| whole) } else { &part };
    let plain: String = part.chars().filter(|sign| !"*_`".contains(*sign)).collect();
    let plain = plain.trim().to_owned();
    plain.contains(' ').then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::{Spot, spot};

    const MODULE: &str = r##"
// A comment with ( and "quotes".
Module(
    id: "desk",
    pages: [
        Page(
            id: "first",
            title: "Your first guess",
            blocks: [
                Text("
                    No reading *first*. Make a guess.
                    Another line of it.
                "),
                Question(
                    ask: "What is your best first line?", /* ( */
                    kind: SingleChoice(options: [Right(id: "name", text: r#"Say "good" morning"#)]),
                    id: "line",
                ),
            ],
        ),
        Page(id: "second", title: "Two", blocks: [Note(text: "One two three"
"##;

    fn at(words: &str) -> Spot {
        spot(MODULE, MODULE.find(words).unwrap_or_else(|| panic!("`{words}` stands there")))
    }

    fn made(page: &str, ids: &[&str], words: Option<&str>) -> Spot {
        let ids = ids.iter().map(|id| (*id).to_owned()).collect();
        Spot { page: (!page.is_empty()).then(|| page.to_owned()), ids, words: words.map(str::to_owned) }
    }

    #[test]
    fn a_fault_belongs_to_its_page_item_and_words() {
        assert_eq!(at("guess.\n"), made("first", &[], Some("No reading first. Make a guess.")));
        assert_eq!(at("Another"), made("first", &[], Some("Another line of it.")));
        // The id of a question may stand behind what is wrong with it.
        assert_eq!(at("best first"), made("first", &["line"], Some("What is your best first line?")));
        let option = made("first", &["name", "line"], Some("Say \"good\" morning"));
        assert_eq!(at("good\""), option);
        assert_eq!(at("text: r#"), option, "a field means the text in it");
    }

    #[test]
    fn what_belongs_to_no_page_says_so() {
        assert_eq!(at("desk"), made("", &[], None), "one word may stand anywhere");
        assert_eq!(spot("", 0), Spot::default());
        assert_eq!(spot("x", 9), Spot::default());
    }

    #[test]
    fn a_file_that_breaks_off_still_has_places() {
        assert_eq!(at("One two"), made("second", &[], Some("One two three")));
        let open = MODULE.trim_end().trim_end_matches('"');
        assert_eq!(spot(open, open.len() - 2).page.as_deref(), Some("second"));
    }

    #[test]
    fn long_lines_are_cut_at_words() {
        let text = format!("Page(id: \"p\", text: \"{}\")", "word ".repeat(60));
        let words = spot(&text, 150).words.expect("words");
        assert!(
            words.len() <= 90 && words.len() > 60 && words.split(' ').all(|one| one == "word"),
            "{words}"
        );
    }
}
