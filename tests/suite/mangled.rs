//! Any sound course text, mangled in its layout, its comments and the order of its fields, means what it meant,
//! and laid out it says all of it once.
//!
//! The texts are taken apart by a reader of this file alone, so that the engine's own does not judge itself.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use bona_engine::canon::content_hash;
use bona_engine::check::{Given, HouseFile, HouseList, Input, Media, Options, check};
use bona_engine::write::format;
use bona_tests::seeded::Seeded;
use bona_tests::{TESTS, read_folder};

/// A value: a text, number or word as it stands, or a bracket with what is in it.
#[derive(Debug, PartialEq, Eq)]
enum Value {
    Plain(String),
    Bracket { name: String, open: char, inside: Vec<(Option<String>, Value)> },
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn read(text: &'a str) -> Value {
        let mut reader = Self { rest: text };
        let value = reader.value();
        reader.skip();
        assert!(reader.rest.is_empty(), "something is left: {}", reader.rest);
        value
    }

    /// Past blanks and comments.
    fn skip(&mut self) {
        loop {
            self.rest = self.rest.trim_start();
            if self.rest.starts_with("//") {
                self.rest = self.rest.find('\n').map_or("", |end| &self.rest[end..]);
            } else if self.rest.starts_with("/*") {
                let end = self.rest.find("*/").expect("a comment is closed");
                self.rest = &self.rest[end + 2..];
            } else {
                return;
            }
        }
    }

    fn take(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        taken
    }

    fn quoted(&mut self) -> &'a str {
        let hashes = self.rest.strip_prefix('r').map(|raw| raw.len() - raw.trim_start_matches('#').len());
        if let Some(hashes) = hashes {
            let close = format!("\"{}", "#".repeat(hashes));
            let from = hashes + 2;
            let end = self.rest[from..].find(&close).expect("a raw text is closed");
            return self.take(from + end + close.len());
        }
        let mut escaped = false;
        let end = self.rest.char_indices().skip(1).find(|(_, sign)| {
            let closes = *sign == '"' && !escaped;
            escaped = *sign == '\\' && !escaped;
            closes
        });
        self.take(end.expect("a text is closed").0 + 1)
    }

    fn value(&mut self) -> Value {
        self.skip();
        if self.rest.starts_with(['"']) || self.rest.starts_with("r\"") || self.rest.starts_with("r#") {
            return Value::Plain(self.quoted().to_owned());
        }
        let word = |sign: char| sign.is_alphanumeric() || "_.+-".contains(sign);
        let name = self.take(self.rest.find(|sign| !word(sign)).unwrap_or(self.rest.len())).to_owned();
        self.skip();
        let Some(open) = self.rest.chars().next().filter(|sign| "([".contains(*sign)) else {
            assert!(!name.is_empty(), "a value: {}", self.rest);
            return Value::Plain(name);
        };
        self.take(1);
        let mut inside = Vec::new();
        loop {
            self.skip();
            if self.rest.starts_with([')', ']']) {
                self.take(1);
                return Value::Bracket { name, open, inside };
            }
            let (mut value, mut key) = (self.value(), None);
            self.skip();
            if self.rest.starts_with(':') {
                self.take(1);
                let Value::Plain(name) = value else { panic!("a field has a name") };
                key = Some(name);
                value = self.value();
                self.skip();
            }
            inside.push((key, value));
            if self.rest.starts_with(',') {
                self.take(1);
            }
        }
    }
}

/// Writes a value with odd blanks, comments and an order of fields that is left to chance.
struct Mangler {
    chance: Seeded,
    comments: Vec<String>,
    out: String,
}

impl Mangler {
    fn mangled(value: &Value, seed: u64) -> (String, Vec<String>) {
        let mut mangler = Self { chance: Seeded::new(seed), comments: Vec::new(), out: String::new() };
        mangler.blank();
        mangler.value(value);
        mangler.blank();
        (mangler.out, mangler.comments)
    }

    fn blank(&mut self) {
        let number = self.comments.len();
        match self.chance.below(24) {
            0 => self.comment(format!("// note {number} (of \"one [line")),
            1 => self.comment(format!("/* note {number}: 'a' */")),
            2 => self.comment(format!("/* note {number}\n   of two, */")),
            3..6 => self.out.push_str("\n\n\n\t"),
            6..9 => self.out.push_str("\r\n  "),
            9..15 => self.out.push(' '),
            _ => {}
        }
    }

    fn comment(&mut self, text: String) {
        let end = if text.starts_with("//") { "\n" } else { "" };
        write!(self.out, " {text}{end}").expect("a text takes it");
        self.comments.push(text);
    }

    fn value(&mut self, value: &Value) {
        let Value::Bracket { name, open, inside } = value else {
            let Value::Plain(text) = value else { return };
            self.out.push_str(text);
            return;
        };
        self.out.push_str(name);
        if !name.is_empty() {
            self.blank();
        }
        self.out.push(*open);
        let mut order: Vec<usize> = (0..inside.len()).collect();
        if inside.iter().all(|(key, _)| key.is_some()) {
            for at in (1..order.len()).rev() {
                order.swap(at, self.chance.below(at + 1));
            }
        }
        for (place, at) in order.iter().enumerate() {
            self.blank();
            if let (Some(key), _) = &inside[*at] {
                self.out.push_str(key);
                self.blank();
                self.out.push(':');
                self.blank();
            }
            self.value(&inside[*at].1);
            self.blank();
            if place + 1 < order.len() || self.chance.below(2) == 0 {
                self.out.push(',');
            }
        }
        self.blank();
        self.out.push(if *open == '(' { ')' } else { ']' });
    }
}

/// The texts of a course and of its house, by path, and its media.
struct Course {
    texts: BTreeMap<String, String>,
    media: BTreeMap<String, Media>,
}

impl Course {
    fn of(folder: &str) -> Self {
        let (mut texts, mut media) = (BTreeMap::new(), BTreeMap::new());
        let house = std::fs::read_to_string(Path::new(TESTS).join("../courses/house/themes/house.ron"));
        texts.insert("house/themes/house.ron".to_owned(), house.expect("the house has its theme"));
        for (path, bytes) in read_folder(&Path::new(TESTS).join(folder)) {
            let path = path.to_string_lossy().into_owned();
            if let Some(name) = path.strip_prefix("media/") {
                media.insert(
                    name.to_owned(),
                    Media { bytes: bytes.len() as u64, head: bytes, cut_off: false },
                );
            } else if path.ends_with(".ron") {
                texts.insert(path, String::from_utf8(bytes).expect("a course is text"));
            }
        }
        Self { texts, media }
    }

    /// The hash of its content with other texts, and how many faults it has.
    fn hash(&self, texts: &BTreeMap<String, String>) -> (Option<[u8; 32]>, String) {
        let mut input = Input { folder: "c".into(), media: self.media.clone(), ..Input::default() };
        for (path, text) in texts {
            let given = Given::Bytes(text.clone().into_bytes());
            let lists = match path.as_str() {
                "house/sources.ron" => Some(HouseList::Sources),
                "house/facts.ron" => Some(HouseList::Facts),
                "house/support.ron" => Some(HouseList::Support),
                "house/terms.ron" => Some(HouseList::Terms),
                "house/frameworks.ron" => Some(HouseList::Frameworks),
                "house/people.ron" => Some(HouseList::People),
                "house/accessibility.ron" => Some(HouseList::Accessibility),
                "house/variables.ron" => Some(HouseList::Variables),
                path if path.starts_with("house/themes/") => Some(HouseList::Theme),
                _ => None,
            };
            match lists {
                Some(lists) => input.house.push(HouseFile { name: path.clone(), lists, given }),
                None => drop(input.files.insert(path.clone(), given)),
            }
        }
        let checked = check(&input, &Options::default());
        let hash = checked.value.map(|course| content_hash(&course, &BTreeMap::default()));
        (hash, format!("{:?}", checked.diagnostics))
    }
}

#[test]
fn a_mangled_course_is_the_same_course() {
    let courses =
        ["fixtures/minimal", "fixtures/sound", "fixtures/editions", "fixtures/kinds", "fixtures/reference"];
    let (mut judged, mut comments, mut orders) = (0, 0, 0);
    for folder in courses {
        let course = Course::of(folder);
        let (first, faults) = course.hash(&course.texts);
        assert!(first.is_some(), "{folder}: {faults}");
        let values: BTreeMap<&String, Value> =
            course.texts.iter().map(|(path, text)| (path, Reader::read(text))).collect();
        for seed in 0..12 {
            let (mut mangled, mut laid) = (BTreeMap::new(), BTreeMap::new());
            for (path, value) in &values {
                let (text, notes) = Mangler::mangled(value, seed);
                let once =
                    format(&text).unwrap_or_else(|| panic!("{folder}/{path}, {seed}: is whole\n{text}"));
                assert_eq!(
                    format(&once).as_ref(),
                    Some(&once),
                    "{folder}/{path}, {seed}: a second time changes it"
                );
                for note in &notes {
                    let many = once.matches(note.trim_end()).count();
                    assert_eq!(many, 1, "{folder}/{path}, {seed}: `{note}`\n{text}\n{once}");
                }
                assert_eq!(Reader::read(&once), Reader::read(&text), "{folder}/{path}, {seed}");
                orders += usize::from(Reader::read(&text) != *value);
                comments += notes.len();
                judged += 1;
                mangled.insert((*path).clone(), text);
                laid.insert((*path).clone(), once);
            }
            for (what, texts) in [("mangled", &mangled), ("laid out", &laid)] {
                let (hash, faults) = course.hash(texts);
                assert!(hash == first, "{folder}, {seed}, {what}: {faults}");
            }
        }
    }
    assert!(
        judged >= 200 && comments >= 5_000 && orders >= 150,
        "{judged} texts, {comments} comments, {orders}"
    );
}

/// What is another course has another hash, and what lost a comment or a comma is found out.
#[test]
fn what_is_not_the_same_is_found_out() {
    let course = Course::of("fixtures/reference");
    let (first, _) = course.hash(&course.texts);
    for (path, from, to) in [
        ("modules/said.ron", "“Hello.”", "“Hello!”"),
        ("modules/asked.ron", "keep_order: true", "keep_order: false"),
        ("course.ron", "edition: ", "edition: \"9.0.0\", edition: "),
    ] {
        let mut texts = course.texts.clone();
        let text = texts.get_mut(path).expect("it is there");
        assert!(text.contains(from), "{from}");
        *text = text.replace(from, to);
        assert_ne!(course.hash(&texts).0, first, "{from}");
    }
    let value = Reader::read("A(b: 1, c: [\"x\", r#\"y\"z\"#])");
    let (text, _) = Mangler::mangled(&value, 3);
    assert_ne!(Reader::read("A(b: 1, c: [\"x\"])"), value);
    assert_eq!(format(&text.replacen(':', "", 1)), None, "{text}");
}
