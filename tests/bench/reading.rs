//! P10: reading and checking a course of 500 modules and 10,000 questions, against bare `ron` on the same files.
//!
//! `cargo bench -p bona-tests --bench reading`. The two take turns in one run, since these machines are noisy; what
//! counts is the middle of the ratios. A benchmark, never a test with a clock.

use std::fmt::Write as _;
use std::hint::black_box;
use std::io::Write as _;
use std::time::Instant;

use bona_engine::check::{Given, Input, Options, check};
use bona_engine::diagnostic::Severity;
use serde::Deserialize;

const MODULES: usize = 500;
const QUESTIONS: usize = 20;
const PAIRS: usize = 11;

/// The plainest types that hold such a file: what somebody would write who has only serde.
#[derive(Deserialize)]
#[allow(dead_code, reason = "what is read is the work that is measured")]
struct Module {
    id: String,
    title: String,
    minutes: u16,
    outcomes: Vec<String>,
    pages: Vec<Page>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "as above")]
struct Page {
    id: String,
    title: String,
    blocks: Vec<Block>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "as above")]
enum Block {
    Text(String),
    Question { id: String, outcome: String, ask: String, kind: Kind },
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "as above")]
enum Kind {
    SingleChoice { options: Vec<Answer> },
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "as above")]
enum Answer {
    Right { id: String, text: String, because: String },
    Wrong { id: String, text: String, because: String },
}

fn course() -> String {
    let modules: Vec<String> = (0..MODULES).map(|number| format!("\"module_{number}\"")).collect();
    format!(
        "Course(id: \"large\", edition: \"1.0.0\", title: \"Large\", language: \"en-GB\", audience: [\"everyone\"],
    level: Aware, summary: \"Many questions.\", completion: Pages, modules: [{}],
    outcomes: [Outcome(id: \"repair_a_slip\", verb: Apply, text: \"Put a slip right.\")])",
        modules.join(", ")
    )
}

fn module(number: usize) -> String {
    let mut text = format!(
        "Module(\n    id: \"module_{number}\",\n    title: \"Module {number}\",\n    minutes: 12,\n    \
         outcomes: [\"repair_a_slip\"],\n    pages: [\n"
    );
    for page in 0..QUESTIONS {
        write!(
            text,
            "        Page(
            id: \"page_{number}_{page}\",
            title: \"The name on the screen\",
            blocks: [
                Text(r#\"
                    Before a nurse or a doctor has said a word, a patient has **already decided**
                    how much of themselves is safe to show. Mostly, they decided at your desk.

                    - A surname costs nothing.
                    - A quiet question gets the record right.
                \"#),
                Question(
                    id: \"question_{number}_{page}\",
                    outcome: \"repair_a_slip\",
                    ask: \"You used the wrong pronoun. What mends it best?\",
                    kind: SingleChoice(options: [
                        Right(id: \"brief\", text: \"“Sorry, she. So, her appointment is at ten.”\",
                            because: \"Short, corrected, and the talk moves on.\"),
                        Wrong(id: \"long\", text: \"Explain at length how hard you are trying.\",
                            because: \"It makes the patient comfort you.\"),
                        Wrong(id: \"silence\", text: \"Say nothing and avoid pronouns from now on.\",
                            because: \"It was heard. Leaving it unmended says that it did not matter.\"),
                    ]),
                ),
            ],
        ),\n"
        )
        .expect("a text takes what is written to it");
    }
    text.push_str("    ],\n)\n");
    text
}

/// Bare ron: the same extensions, the same texts, nothing asked of them.
fn bare(texts: &[String]) -> usize {
    use ron::extensions::Extensions;
    let options = ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME)
        .with_default_extension(Extensions::UNWRAP_VARIANT_NEWTYPES);
    texts
        .iter()
        .map(|text| {
            let module: Module = options.from_str(text).expect("it is good text");
            black_box(module).pages.len()
        })
        .sum()
}

fn ours(input: &Input) -> usize {
    let checked = check(input, &Options::default());
    // Its numbered ids and its like sentences are warned of, which is part of the work; a fault there is none.
    let faults = checked.diagnostics.iter().filter(|found| found.severity == Severity::Error);
    assert_eq!(faults.count(), 0, "the course that is measured is sound: {:?}", checked.diagnostics.first());
    black_box(checked.value.expect("it is sound")).pages().count()
}

fn main() {
    let texts: Vec<String> = (0..MODULES).map(module).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut input = Input { folder: "large".into(), ..Input::default() };
    input.files.insert("course.ron".into(), Given::Bytes(course().into()));
    for (number, text) in texts.iter().enumerate() {
        input.files.insert(format!("modules/module_{number}.ron"), Given::Bytes(text.clone().into()));
    }
    assert_eq!((bare(&texts), ours(&input)), (MODULES * QUESTIONS, MODULES * QUESTIONS));
    let mut ratios = Vec::new();
    let mut seconds = Vec::new();
    for _ in 0..PAIRS {
        let start = Instant::now();
        black_box(bare(&texts));
        let yardstick = start.elapsed().as_secs_f64();
        let start = Instant::now();
        black_box(ours(&input));
        let own = start.elapsed().as_secs_f64();
        ratios.push(own / yardstick);
        seconds.push((own, yardstick));
    }
    ratios.sort_by(f64::total_cmp);
    let (own, yardstick) = seconds[PAIRS / 2];
    writeln!(
        std::io::stdout(),
        "P10 read and check {MODULES} modules, {} questions, {:.1} MB: {:.2} times bare ron (middle of {PAIRS} \
         pairs, {:.2} to {:.2}); for example {:.0} ms against {:.0} ms",
        MODULES * QUESTIONS,
        bytes as f64 / 1e6,
        ratios[PAIRS / 2],
        ratios[0],
        ratios[PAIRS - 1],
        own * 1e3,
        yardstick * 1e3
    )
    .expect("the console takes a line");
}
