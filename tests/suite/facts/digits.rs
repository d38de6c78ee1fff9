//! Every number of a course's files that a learner may see, with what holds it: read from the text as it is laid
//! out, so that no kind of block or question can be forgotten.

use std::path::Path;

use bona_tests::read_folder;

/// A chart or a table with numbers.
pub(super) struct Figure {
    /// The page on which it stands.
    pub(super) page: String,
    /// Its source, if it names one.
    pub(super) source: Option<String>,
    /// Its title or caption.
    pub(super) title: String,
    /// Its numbers.
    pub(super) numbers: Vec<String>,
}

/// A text with numbers that is no fact, chart or table.
pub(super) struct Other {
    /// The page, or the question of a bank.
    pub(super) place: String,
    /// The text, without the numbers of lists and the addresses of links.
    pub(super) text: String,
}

/// The numbers of a course that are not in facts.
#[derive(Default)]
pub(super) struct Digits {
    pub(super) figures: Vec<Figure>,
    pub(super) others: Vec<Other>,
}

impl Digits {
    /// Those of the course in a folder.
    pub(super) fn of(folder: &Path) -> Self {
        let mut digits = Self::default();
        for (path, bytes) in read_folder(folder) {
            let path = path.to_string_lossy();
            if path.starts_with("modules/") || path.starts_with("banks/") {
                let text = String::from_utf8(bytes).expect("a course of ours is text alone");
                Walk { text: &text, at: 0, out: &mut digits }.run();
            }
        }
        digits
    }
}

/// The numbers of a text, alike however they are written: `2,169,718` and `2169718`, `15.0` and `15`.
pub(super) fn numbers(text: &str) -> impl Iterator<Item = String> {
    let sign = |sign: char| sign.is_ascii_digit() || sign == ',' || sign == '.';
    text.split(move |one: char| !sign(one)).flat_map(|run| {
        let run = run.trim_matches([',', '.']);
        // A comma between digits belongs to a number where three digits follow.
        let groups =
            run.split(',').skip(1).all(|group| group.split('.').next().is_some_and(|g| g.len() == 3));
        let parts: Vec<String> =
            if groups { vec![run.replace(',', "")] } else { run.split(',').map(str::to_owned).collect() };
        parts.into_iter().filter(|part| !part.is_empty()).map(|part| match part.split_once('.') {
            Some((whole, rest)) if rest.trim_end_matches('0').is_empty() => whole.to_owned(),
            Some((whole, rest)) => format!("{whole}.{}", rest.trim_end_matches('0')),
            None => part,
        })
    })
}

/// Fields that no learner reads as words.
const IDS: [&str; 10] =
    ["id", "file", "source", "then", "start", "outcome", "group", "house", "follow_up_after", "alternative"];

/// One file, read from front to back.
struct Walk<'a> {
    text: &'a str,
    at: usize,
    out: &'a mut Digits,
}

impl Walk<'_> {
    fn run(&mut self) {
        // What is open: the name before its bracket.
        let mut open: Vec<String> = Vec::new();
        let (mut word, mut field, mut page) = (String::new(), String::new(), String::new());
        let mut figure: Option<(usize, Figure)> = None;
        while let Some(sign) = self.text[self.at..].chars().next() {
            if self.text[self.at..].starts_with("//") {
                self.at += self.text[self.at..].find('\n').unwrap_or(self.text.len() - self.at);
                continue;
            }
            if sign == '"' || self.text[self.at..].starts_with("r#\"") {
                let said = self.literal();
                let holder = open.iter().rev().find(|name| !name.is_empty()).map_or("", String::as_str);
                match (holder, field.as_str()) {
                    ("Page" | "Question", "id") if figure.is_none() => {
                        // A question of a page belongs to the page; one of a bank is a place of its own.
                        if holder == "Page" || !open.iter().any(|name| name == "Page") {
                            page = said;
                        }
                    }
                    _ if open.iter().any(|name| name == "Fact") => {}
                    (_, "source") => {
                        if let Some((_, figure)) = &mut figure {
                            figure.source = Some(said);
                        }
                    }
                    // Eight digits that no learner sees: of which words the version was made.
                    ("EasyModule" | "EasyRead" | "EasyQuestion", "of") => {}
                    (_, field) if IDS.contains(&field) => {}
                    (_, field) => self.take(&said, field, &page, &mut figure),
                }
                word.clear();
                continue;
            }
            self.at += sign.len_utf8();
            if let Some((_, figure)) = figure.as_mut().filter(|_| field == "value" && ",)".contains(sign)) {
                figure.numbers.extend(numbers(&word));
            }
            match sign {
                '(' | '[' => {
                    if word == "Chart" || word == "Table" {
                        let (page, title) = (page.clone(), String::new());
                        let empty = Figure { page, source: None, title, numbers: Vec::new() };
                        figure = Some((open.len(), empty));
                    }
                    open.push(std::mem::take(&mut word));
                }
                ')' | ']' => {
                    open.pop();
                    if let Some((_, done)) = figure.take_if(|(depth, _)| *depth == open.len())
                        && !done.numbers.is_empty()
                    {
                        self.out.figures.push(done);
                    }
                    word.clear();
                }
                ':' => field = std::mem::take(&mut word),
                _ if sign.is_alphanumeric() || sign == '_' || sign == '.' => word.push(sign),
                _ => word.clear(),
            }
        }
    }

    /// A text in quotes, whole.
    fn literal(&mut self) -> String {
        let rest = &self.text[self.at..];
        let (start, length, more) = match rest.strip_prefix("r#\"") {
            Some(raw) => (3, raw.find("\"#").unwrap_or(raw.len()), 2),
            None => {
                let escaped =
                    |at: usize| rest[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2;
                let mut ends = rest[1..].match_indices('"').map(|(at, _)| at + 1);
                (1, ends.find(|at| escaped(*at) == 0).unwrap_or(rest.len()) - 1, 1)
            }
        };
        self.at += start + length + more;
        rest[start..start + length].to_owned()
    }

    fn take(&mut self, said: &str, field: &str, page: &str, figure: &mut Option<(usize, Figure)>) {
        let text = plain(said);
        let Some((_, figure)) = figure else { return self.other(page, text) };
        if ["title", "caption"].contains(&field) && figure.title.is_empty() {
            figure.title.clone_from(&text);
        }
        // What somebody says in a table of examples is no figure.
        let (mut own, mut spoken) = (String::new(), String::new());
        for (at, piece) in text.split(['“', '”']).enumerate() {
            if at % 2 == 0 { &mut own } else { &mut spoken }.push_str(piece);
        }
        figure.numbers.extend(numbers(&own));
        self.other(page, spoken);
    }

    fn other(&mut self, page: &str, text: String) {
        if text.contains(|sign: char| sign.is_ascii_digit()) {
            self.out.others.push(Other { place: page.to_owned(), text });
        }
    }
}

/// A text without the numbers of its lists and the addresses of its links, in one line.
fn plain(said: &str) -> String {
    let mut lines = Vec::new();
    for line in said.lines() {
        let line = line.trim();
        let item =
            line.split_once(". ").filter(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()));
        lines.push(item.map_or(line, |(_, rest)| rest));
    }
    let mut text = lines.join(" ");
    while let Some((start, length)) =
        text.find("](").and_then(|start| text[start..].find(')').map(|length| (start, length)))
    {
        text.replace_range(start..=start + length, "");
    }
    text.replace('[', "").split_whitespace().collect::<Vec<_>>().join(" ")
}
