//! Writes a language's file, or writes it again: every text of the course with its words above it, what is
//! translated kept to the letter, what is stale marked. What no text of the course needs any more stays at the end,
//! and so do all comments that a translator wrote.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::judge::is_delivered;
use super::marks::CHANGED;
use super::{FOLDER, Kept, Read, Texts, read, reading};
use crate::check::context::Context;
use crate::check::{finish, say, settled};
use crate::course::Course;
use crate::diagnostic::{At, Checked, Diagnostic, Place, Severity};
use crate::id::is_language_tag;
use crate::read::tree::lex::Kind;
use crate::read::tree::{Element, Node, Tree};
use crate::rule::Rule;
use crate::source::Source;
use crate::vary::{Holds, State, literal};
use crate::write;

/// How lines begin that are written anew each time.
const OURS: &str = "//|";

/// The file of a language; `None` while the course or the file that is there is at fault.
pub(in crate::check) fn export(
    mut context: Context<'_>,
    course: Option<Course>,
    language: &str,
) -> Checked<String> {
    let (input, options) = (context.input, context.options);
    let own = course.as_ref().is_some_and(|course| course.language.eq_ignore_ascii_case(language));
    if !is_language_tag(language) || own {
        let message = match own {
            true => format!("the course is written in `{language}` already"),
            false => format!("`{language}` is no language tag"),
        };
        let at = At { file: context.whole("course.ron").file, place: Place::Whole };
        let help = match say::better_tag(language).filter(|_| !own) {
            Some(tag) => format!("did you mean `{tag}`?"),
            None => "such as `cy`, `ar` or `pt-BR`".to_owned(),
        };
        context.fault(Diagnostic::new(Rule::LanguageTag, at, message).help(help));
    }
    let texts = course.as_ref().map(|course| Texts::of(&context, course));
    let checked = finish(context, course);
    let (Some(course), Some(texts)) = (checked.value, texts) else {
        return Checked { value: None, diagnostics: checked.diagnostics };
    };
    let path = format!("{FOLDER}{language}.ron");
    let mut context = Context::new(input, options);
    let there = input.files.contains_key(&path).then(|| read(&mut context, language, &course, &texts.texts));
    let source = context.sources.values().find(|source| source.name().ends_with(&path)).cloned();
    let mut diagnostics = settled(context);
    diagnostics.retain(|found| found.severity == Severity::Error);
    let before = match (there, source) {
        (None, _) => None,
        (Some(Some(read)), Some(source)) => Some((read, source.text().to_owned())),
        _ => return Checked { value: None, diagnostics },
    };
    let text = write_out(&course, language, &texts, before.as_ref());
    let value = write::format(&text).expect("what is written here is RON");
    Checked { value: Some(value), diagnostics: Vec::new() }
}

/// What a file that is there says: each text's own piece of it, to the letter.
struct Before<'a> {
    text: &'a str,
    tree: Tree,
    read: &'a Read,
}

fn write_out(course: &Course, language: &str, texts: &Texts, before: Option<&(Read, String)>) -> String {
    let before = before.map(|(read, text)| Before { text, tree: Tree::of(text), read });
    let mut out = String::new();
    if let Some(before) = &before {
        before.comments(0, before.head_end(), &mut out);
    }
    let reviewed = before.as_ref().and_then(|before| before.read.raw.reviewed.clone());
    let reviewed = reviewed.map(|day| format!("    reviewed: {},\n", literal(&day))).unwrap_or_default();
    // Whatever becomes of the words from here on, those that stood there were read.
    let read = before.as_ref().and_then(|before| {
        let raw = &before.read.raw;
        let now = || raw.reviewed.as_ref().map(|_| reading::hash(raw));
        reading::bound(raw).map(str::to_owned).or_else(now)
    });
    let read = read.map(|read| format!("    read: {},\n", literal(&read))).unwrap_or_default();
    line(
        &mut out,
        &format!(
            "Language(\n    of: \"{}\",\n    language: \"{language}\",\n{reviewed}{read}    texts: [",
            course.id
        ),
    );
    let mut done: BTreeSet<String> = BTreeSet::new();
    let mut used: BTreeSet<usize> = BTreeSet::new();
    let mut file = usize::MAX;
    for (at, text) in texts.texts.iter().enumerate() {
        let key = text.key();
        if !done.insert(key.clone()) {
            continue;
        }
        if text.file != file {
            file = text.file;
            line(&mut out, &format!("{OURS} --- {}", file_name(&texts.files[file])));
        }
        let (said, stale) = match &before {
            Some(before) => before.of(at, &key),
            None => (None, false),
        };
        if let (Some(before), Some(number)) = (&before, said)
            && used.insert(number)
        {
            before.comments_of(number, &mut out);
        }
        if stale {
            line(&mut out, CHANGED);
        }
        text.words.lines().for_each(|words| line(&mut out, format!("{OURS} {words}").trim_end()));
        let say = match (&before, said) {
            (Some(before), Some(number)) => before.field(number, "say"),
            _ => "\"\"".to_owned(),
        };
        let marks = match (&before, said) {
            (Some(before), Some(number)) => before.marks(number, stale),
            _ => String::new(),
        };
        line(&mut out, &format!("Said(of: {}, say: {say}{marks}),", literal(&key)));
    }
    if let Some(before) = &before {
        before.left_over(&used, &mut out);
    }
    out.push_str("],\n)\n");
    out
}

/// A file as it is called wherever the course stands.
pub(super) fn file_name((kept, _, holds): &(Kept, Source, Holds)) -> String {
    match (kept, holds) {
        (Kept::Course(path), _) => path.clone(),
        (Kept::House(_), Holds::Facts(_)) => "house/facts.ron".to_owned(),
        (Kept::House(_), Holds::Terms(_)) => "house/terms.ron".to_owned(),
        (Kept::House(_), _) => "house/support.ron".to_owned(),
    }
}

impl Before<'_> {
    /// The list of texts.
    fn list(&self) -> Option<&Node> {
        let root = self.tree.root.as_ref()?;
        let named = |element: &&Element| element.key.clone().is_some_and(|key| &self.text[key] == "texts");
        root.elements().iter().find(named).map(|element| &element.value)
    }

    fn elements(&self) -> &[Element] {
        self.list().map(Node::elements).unwrap_or_default()
    }

    /// Where the texts begin; all before that is the file's head.
    fn head_end(&self) -> usize {
        self.list().map_or(self.text.len(), |list| list.span.start)
    }

    /// Which of the file's pieces belongs to a text, and whether it is of older words.
    fn of(&self, text: usize, key: &str) -> (Option<usize>, bool) {
        let raw = &self.read.raw.texts;
        if let Some(own) = raw.iter().position(|said| said.of == key) {
            return (Some(own), raw[own].was.is_some());
        }
        if let Some(moved) = self.read.fit.shown[text] {
            return (Some(moved), false);
        }
        // Older words serve one text. Where several texts of a name have changed, the first of the older ones goes beside the
        // first of them, and so on: who translates sees both, and says which fits.
        let states = &self.read.fit.states;
        let mut seen: Vec<&Vec<usize>> = Vec::new();
        let old = states.iter().position(|state| {
            let State::Stale(of) = state else { return false };
            let before = seen.iter().filter(|other| **other == of).count();
            seen.push(of);
            of.get(before) == Some(&text)
        });
        (old, old.is_some())
    }

    /// A field as it is written.
    fn field(&self, number: usize, name: &str) -> String {
        let Some(element) = self.elements().get(number) else { return "\"\"".to_owned() };
        let named = |field: &&Element| field.key.clone().is_some_and(|key| &self.text[key] == name);
        let field = element.value.elements().iter().find(named);
        field.map_or_else(|| "\"\"".to_owned(), |field| self.text[field.value.span.clone()].to_owned())
    }

    /// What stands behind the words: the key of older ones, and that they are as they were delivered.
    fn marks(&self, number: usize, stale: bool) -> String {
        let own = &self.read.raw.texts[number];
        let was = own.was.as_ref().unwrap_or(&own.of);
        let mut out = if stale { format!(", was: {}", literal(was)) } else { String::new() };
        if let Some(delivered) = own.delivered.as_ref().filter(|_| is_delivered(own)) {
            out.push_str(&format!(", delivered: {}", literal(delivered)));
        }
        out
    }

    /// The comments from one byte to another that a person wrote.
    fn comments(&self, from: usize, to: usize, out: &mut String) {
        for token in self.tree.between(from, to) {
            let comment = &self.text[token.span.clone()];
            if matches!(token.kind, Kind::Comment { .. }) && !comment.starts_with(OURS) {
                line(out, comment.trim_end());
            }
        }
    }

    /// The comments that belong to a piece: what stands before it and in it.
    fn comments_of(&self, number: usize, out: &mut String) {
        let elements = self.elements();
        let from = match number.checked_sub(1) {
            Some(last) => elements[last].span.end,
            None => self.list().map_or(0, |list| list.span.start),
        };
        self.comments(from, elements[number].span.end, out);
    }

    /// What no text needed, and the comments behind the last of all.
    fn left_over(&self, used: &BTreeSet<usize>, out: &mut String) {
        let elements = self.elements();
        let mut first = true;
        for (number, element) in elements.iter().enumerate().filter(|(number, _)| !used.contains(number)) {
            if first {
                line(out, &format!("{OURS} --- of no text that the course has now"));
                first = false;
            }
            let from = match number.checked_sub(1) {
                Some(last) => elements[last].span.end,
                None => self.list().map_or(0, |list| list.span.start),
            };
            self.comments(from, element.span.start, out);
            line(out, &format!("{},", &self.text[element.span.clone()]));
        }
        let behind = elements.last().map_or_else(|| self.head_end(), |last| last.span.end);
        self.comments(behind, self.text.len(), out);
    }
}

fn line(out: &mut String, words: &str) {
    writeln!(out, "{words}").expect("a text takes what is written to it");
}
