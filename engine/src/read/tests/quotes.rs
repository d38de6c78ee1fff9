//! Quotes of a word processor or of another notation, and quotes inside a text: one fault each, with its remedy.
//! A correction is made unasked only where nothing else can be meant.

use super::{MODULE, faults};
use crate::read::tree::Tree;

/// The text with the corrections that may be made unasked.
fn mended(text: &str) -> String {
    let (found, _) = faults(text);
    let mut edits: Vec<_> = found
        .iter()
        .filter_map(|fault| fault.fix.as_ref())
        .filter(|fix| fix.safe)
        .flat_map(|fix| fix.edits.clone())
        .collect();
    edits.sort_by_key(|(span, _)| span.start);
    edits.into_iter().rev().fold(text.to_owned(), |mut text, (span, write)| {
        text.replace_range(span, &write);
        text
    })
}

#[test]
fn other_quotes_are_one_fault_and_made_straight_where_that_is_certain() {
    for (written, right) in [
        ("“One”", "\"One\""),
        ("”One”", "\"One\""),
        ("„One“", "\"One\""),
        ("«One»", "\"One\""),
        ("‘One’", "\"One\""),
        ("'One'", "\"One\""),
        ("`One´", "\"One\""),
        ("“One\"", "\"One\""),
        ("\"One”", "\"One\""),
        ("'It’s one, isn't it'", "\"It’s one, isn't it\""),
        ("“One (two”", "\"One (two\""),
        ("“One, two: three”", "\"One, two: three\""),
        ("“One\n\ntwo”", "\"One\n\ntwo\""),
    ] {
        for laid in [MODULE.to_owned(), MODULE.replace(", ", ",\n    ")] {
            let text = laid.replace("\"One\"", written);
            let (found, read) = faults(&text);
            let [fault] = found.as_slice() else { panic!("{text}: {found:?}") };
            assert!(read && fault.message.contains("where a straight quote should"), "{text}: {found:?}");
            assert_eq!(mended(&text), laid.replace("\"One\"", right), "{text}");
            assert_eq!(faults(&mended(&text)), (Vec::new(), true), "{text}");
        }
    }
    let list = MODULE.replace("pages", "outcomes: [“a_b”, “c_d”, “e_f”], pages");
    // Of one line one fault is told at a time.
    let all = mended(&mended(&mended(&list)));
    assert_eq!(all, MODULE.replace("pages", "outcomes: [\"a_b\", \"c_d\", \"e_f\"], pages"));
}

#[test]
fn what_is_not_certain_is_told_and_left_alone() {
    for (written, message, help) in [
        ("“He said “no” to it”", "`“` where a straight quote should begin a text", "at the end of this text"),
        ("“Yes”, he said, “and no”", "`“` where a straight quote should begin a text", "may stand in “…”"),
        (
            "“He said \"no\" to it”",
            "`“` where a straight quote should begin a text",
            "at the end of this text",
        ),
        ("'the nurses' room'", "`'` where a straight quote should begin a text", "at the end of this text"),
        ("“One", "`“` where a straight quote should begin a text", "at the end of this text"),
        ("Try it", "a text stands without quotes", ""),
        ("Try it now", "a text stands without quotes", ""),
        ("\"You said \"he\" of it\"", "a `\"` inside a text ends it here", "“…” round a quotation"),
        ("\"You said \"he\", then left\"", "a `\"` inside a text ends it here", "r#\"…\"#"),
        ("\"Call \"hi\" now\"", "a `\"` inside a text ends it here", "`\\\"` for each"),
    ] {
        let text = MODULE.replace(", ", ",\n    ").replace("\"One\"", written);
        let (found, _) = faults(&text);
        let [fault] = found.as_slice() else { panic!("{text}: {found:?}") };
        assert_eq!(fault.message, message, "{text}");
        assert!(fault.help.as_deref().unwrap_or_default().contains(help), "{text}: {fault:?}");
        assert_eq!(mended(&text), text, "an edit by guess");
    }
}

#[test]
fn sound_quotes_inside_a_text_are_no_fault() {
    for written in
        ["\"“One”\"", "\"You said “he”, ‘she’ and 'they'\"", "r#\"He said \"no\"\"#", "\"a \\\"b\\\" c\""]
    {
        assert_eq!(faults(&MODULE.replace("\"One\"", written)), (Vec::new(), true), "{written}");
    }
}

#[test]
fn a_bracket_opened_twice_is_told_with_both_ways() {
    let text = MODULE.replace("[]", "[[\n    Page(id: \"a_page\", title: \"A\", blocks: []),\n]");
    let (found, _) = faults(&text);
    let [fault] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(fault.message, "`[` is opened twice here and closed once");
    assert_eq!(mended(&text), text, "an edit by guess");
}

#[test]
fn a_comment_of_another_notation_is_one_fault_and_is_made_one_of_ours() {
    let module = "Module(\n    id: \"one\",\n    title: \"One\", minutes: 1, pages: [],\n)\n";
    let cases = [
        (format!("# A module, (as \"it\" was\n{module}"), format!("// A module, (as \"it\" was\n{module}")),
        (
            module.replace("    title", "    ## its title\n    title"),
            module.replace("    title", "    // its title\n    title"),
        ),
        (module.replace("\"one\",", "\"one\", #short"), module.replace("\"one\",", "\"one\", //short")),
        (module.replace("\"one\",", "\"one\", #"), module.replace("\"one\",", "\"one\", //")),
    ];
    for (text, right) in cases {
        let (found, _) = faults(&text);
        let [fault] = found.as_slice() else { panic!("{text}: {found:?}") };
        assert_eq!(fault.message, "`#` begins no comment here", "{text}");
        assert_eq!(mended(&text), right);
        assert_eq!(faults(&right), (Vec::new(), true));
    }
    // What could be the end of a raw text is none.
    let raw = module.replace("\"One\"", "\"One\"#");
    assert!(faults(&raw).0.iter().all(|fault| !fault.message.contains("comment")));
}

#[test]
fn hostile_quotes_take_no_longer_than_their_length() {
    for piece in ["“,", "“\n,“\n", "'a',b", "\"a\"b", "“”x“”,", "[“a", "# a \"\n", "#"] {
        let text = piece.repeat(200_000 / piece.len());
        let tree = Tree::of(&text);
        assert!(!tree.faults.is_empty(), "{piece}");
    }
}
