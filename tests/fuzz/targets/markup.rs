//! Any text as the Markdown of a page: nothing stops the reader, and what is not read has a fault that says why.
//!
//! `tests/fuzz/run markup` runs it.

#![no_main]

use bona_engine::check::{Given, Input, Options, check};
use bona_engine::diagnostic::Severity;
use libfuzzer_sys::fuzz_target;

const COURSE: &str = r#"Course(
    id: "fuzzed", edition: "1.0.0", title: "Fuzzed", language: "en-GB", audience: ["everyone"], level: Aware,
    summary: "One module.", completion: Pages, modules: ["one"],
    outcomes: [Outcome(id: "greet", verb: Apply, text: "Greet anyone.")],
)"#;

fuzz_target!(|text: &str| {
    // Within RON's strings only these two mean anything; so the text arrives as it is.
    let said = text.replace('\\', "\\\\").replace('"', "\\\"");
    let module = format!(
        r#"Module(id: "one", title: "One", minutes: 5, outcomes: ["greet"], pages: [
            Page(id: "only", title: "Only", blocks: [Text("{said}")]),
        ])"#
    );
    let mut input = Input { folder: "fuzzed".into(), ..Input::default() };
    input.files.insert("course.ron".into(), Given::Bytes(COURSE.into()));
    input.files.insert("modules/one.ron".into(), Given::Bytes(module.into_bytes()));
    let checked = check(&input, &Options::default());
    let refused = checked.diagnostics.iter().any(|found| found.severity == Severity::Error);
    assert!(checked.value.is_some() != refused, "a course with an error, or none without: {:?}", checked.diagnostics);
});
