//! What ron alone refuses is told in its words, at its place; and no text, however damaged, stops a reader.

mod examples;
mod quotes;

use super::read;
use super::tree::Tree;
use crate::diagnostic::{Diagnostic, Place};
use crate::raw::shape::{Authored as _, Shape};
use crate::raw::{RawCourse, RawModule, RawQuestion, RawScenario};
use crate::source::Source;

fn faults(text: &str) -> (Vec<Diagnostic>, bool) {
    let mut found = Vec::new();
    let read = read::<RawModule>(&Source::new("a.ron", text), "module", &mut found);
    (found, read.value.is_some())
}

const MODULE: &str = "Module(id: \"one\", title: \"One\", minutes: 5, pages: [])";

#[test]
fn what_ron_alone_refuses_is_told_at_its_place() {
    assert_eq!(faults(MODULE), (Vec::new(), true));
    for (from, to, place) in [
        ("5", "99999", "99999"),
        ("\"One\"", "\"\\u{zzzz}\"", "\"\\u{zzzz}\""),
        ("Module(", "#![enable(nothing)] Module(", "nothing"),
    ] {
        let text = MODULE.replace(from, to);
        let (found, _) = faults(&text);
        let [fault] = found.as_slice() else { panic!("{text}: {found:?}") };
        let Place::Bytes(span) = &fault.at.place else { panic!("{fault:?}") };
        assert_eq!(&text[span.clone()], place, "{text}: {fault:?}");
    }
}

#[test]
fn what_was_meant_is_read() {
    for (from, to) in [
        ("minutes:", "minute:"),
        ("5", "\"5\""),
        (", pages", " pages"),
        ("\"one\"", "one"),
        ("\"One\"", "Some(\"One\")"),
        ("minutes: 5", "minutes: Some(5)"),
        ("title: ", "title "),
        ("title: ", "\"title\": "),
        ("Module(", "Modul("),
    ] {
        let (found, read) = faults(&MODULE.replace(from, to));
        assert_eq!((found.len(), read), (1, true), "{to}: {found:?}");
        assert!(found[0].fix.as_ref().is_some_and(|fix| fix.safe), "{to}: {found:?}");
    }
}

#[test]
fn a_list_that_lost_its_brackets_or_its_name_is_read() {
    let page = "Page(id: \"a_page\", title: \"A\", blocks: [Text(\"…\"), Text(\"b\")])";
    let whole =
        format!("Module(id: \"one\", title: \"One\", minutes: 5, outcomes: [\"a\", \"b\"], pages: [{page}])");
    assert_eq!(faults(&whole), (Vec::new(), true));
    for (from, to, message, help) in [
        (
            "[\"a\", \"b\"]",
            "\"a\", \"b\"",
            "the list `outcomes` has no brackets",
            "write `outcomes: [\"a\", \"b\"]`",
        ),
        (
            "[\"a\", \"b\"]",
            "\"a\"",
            "a list is expected, and `\"a\"` is none",
            "write it in square brackets: [\"a\"]",
        ),
        (
            "pages: [Page",
            "pages: Page",
            "a list is expected, and `Page` is none",
            "write it in square brackets: [Page(…)]",
        ),
        ("pages: [Page", "Page", "a module takes its pages in a list", "write `pages: [Page(…)]`"),
        ("pages: [Page", "[Page", "a module says which list this is", "write `pages: [Page(…)]`"),
        (
            "blocks: [Text(\"…\"), Text(\"b\")]",
            "blocks: Text(\"…\"), Text(\"b\")",
            "the list `blocks` has no brackets",
            "write `blocks: [Text(…), Text(…)]`",
        ),
        (
            "blocks: [Text(\"…\"), Text(\"b\")]",
            "Text(\"…\"), Text(\"b\")",
            "a page takes its blocks in a list",
            "write `blocks: [Text(…), Text(…)]`",
        ),
    ] {
        let mut text = whole.replace(from, to);
        if from.ends_with("[Page") && !to.contains('[') {
            text.truncate(text.len() - 2);
            text.push(')');
        }
        let (found, read) = faults(&text);
        let [fault] = found.as_slice() else { panic!("{text}: {found:?}") };
        assert_eq!(
            (fault.message.as_str(), fault.help.as_deref(), read),
            (message, Some(help), true),
            "{text}"
        );
        let edits = fault.fix.iter().filter(|fix| fix.safe).flat_map(|fix| fix.edits.iter().rev());
        let mended = edits.fold(text.clone(), |mut text, (span, write)| {
            text.replace_range(span.clone(), write);
            text
        });
        // Of one text alone nobody knows that there were two.
        let wanted = if help.ends_with(": [\"a\"]") { whole.replace(from, "[\"a\"]") } else { whole.clone() };
        assert_eq!(mended, wanted, "{text}");
    }
    // What could be of several lists, or of none, is not guessed at.
    let (found, _) = faults(&whole.replace("outcomes: [\"a\", \"b\"]", "\"a\", \"b\""));
    assert!(found.iter().all(|fault| fault.fix.is_none()) && found.len() == 2, "{found:?}");
}

/// Right examples of the language, laid on several lines so that damage has lines to stand on.
fn examples() -> Vec<String> {
    let shapes = [RawCourse::SHAPE, RawModule::SHAPE, RawQuestion::SHAPE, RawScenario::SHAPE];
    let example = |shape| match shape {
        Shape::Fields(fields) => fields.example.to_owned(),
        other => panic!("{other:?} has no example"),
    };
    let mut texts: Vec<String> = shapes.into_iter().map(example).collect();
    texts.push("(a: r#\"é \"x\" \"#, // c\n /* ( */ b: ['\\n', -1.5],\n c: \"two\n lines\")".to_owned());
    texts
}

/// Seeded damage: up to six bytes taken out, doubled, put in, or a piece of the text moved.
pub(crate) fn damaged(text: &str, seed: u64) -> String {
    const SIGNS: [&str; 16] =
        ["(", ")", "[", "]", "{", ",", ":", "\"", "\\", "\n", "r#\"", "/*", "//", "é", "'", "#![x]"];
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut below = |bound: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % bound.max(1) as u64).expect("it is below a usize")
    };
    let mut signs: Vec<char> = text.chars().collect();
    for _ in 0..=below(6) {
        let at = below(signs.len());
        match below(4) {
            0 if !signs.is_empty() => {
                signs.remove(at);
            }
            1 => signs.splice(at..at, SIGNS[below(SIGNS.len())].chars()).for_each(drop),
            2 => signs.truncate(signs.len() - below(signs.len() / 8)),
            _ => {
                let end = (at + below(60)).min(signs.len());
                let piece: Vec<char> = signs[at.min(end)..end].to_vec();
                let to = below(signs.len());
                signs.splice(to..to, piece).for_each(drop);
            }
        }
    }
    signs.into_iter().collect()
}

#[test]
fn a_damaged_text_is_kept_to_the_byte() {
    let examples = examples();
    let (mut kept, mut faulty) = (0, 0);
    for seed in 0..20_000_u64 {
        let example = &examples[usize::try_from(seed).expect("it is small") % examples.len()];
        let text = damaged(example, seed);
        let tree = Tree::of(&text);
        let mut at = 0;
        for token in &tree.tokens {
            assert!(token.span.start == at && token.span.end > at, "{text:?}");
            at = token.span.end;
        }
        assert_eq!(at, text.len(), "{text:?}");
        kept += 1;
        faulty += usize::from(!tree.faults.is_empty());
        for fault in &tree.faults {
            assert!(text.get(fault.span.clone()).is_some(), "{fault:?} in {text:?}");
        }
    }
    assert!(kept == 20_000 && faulty > 10_000, "{faulty} of {kept} were faulty");
}

#[test]
fn a_damaged_text_is_read_or_refused() {
    let examples = examples();
    let (mut sound, mut refused) = (0, 0);
    for seed in 0..20_000_u64 {
        let example = &examples[usize::try_from(seed).expect("it is small") % examples.len()];
        let text = damaged(example, seed.wrapping_add(1 << 40));
        let (found, read) = match seed % 4 {
            0 => {
                let mut found = Vec::new();
                let read = read::<RawCourse>(&Source::new("a.ron", text.as_str()), "course", &mut found);
                (found, read.value.is_some())
            }
            _ => faults(&text),
        };
        // What is not read has a fault that says why, and what has no fault was read.
        assert!(read || !found.is_empty(), "{text:?}");
        sound += usize::from(found.is_empty());
        refused += usize::from(!found.is_empty());
    }
    assert!(sound > 100 && refused > 10_000, "{sound} sound, {refused} refused");
}
