//! A module in a course that is otherwise sound, for the targets that need one.

use bona_engine::check::{Given, Input, Options, check};
use bona_engine::diagnostic::Severity;

const COURSE: &str = r#"Course(
    id: "fuzzed", edition: "1.0.0", title: "Fuzzed", language: "en-GB", audience: ["everyone"], level: Aware,
    summary: "One module.", completion: Pages, modules: ["one"],
    outcomes: [Outcome(id: "greet", verb: Apply, text: "Greet anyone.")],
)"#;

/// Checks the course with this module: it is read, or there is an error that says why not.
pub fn judge(module: Vec<u8>) {
    let mut input = Input { folder: "fuzzed".into(), ..Input::default() };
    input.files.insert("course.ron".into(), Given::Bytes(COURSE.into()));
    input.files.insert("modules/one.ron".into(), Given::Bytes(module));
    let checked = check(&input, &Options::default());
    let refused = checked.diagnostics.iter().any(|found| found.severity == Severity::Error);
    assert!(
        checked.value.is_some() != refused,
        "a course with an error, or none without: {:?}",
        checked.diagnostics
    );
}
