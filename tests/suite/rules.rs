//! Every rule, broken alone: one edit of a sound course gives that rule and no other.

mod easy;
mod flags;
mod impact;
mod languages;
mod messages;
mod places;
mod reviews;
mod shown;
mod themed;

use std::collections::BTreeSet;

use bona::Exit;
use bona_engine::rule::Rule;
use bona_tests::{TESTS, Workbench};

const COURSE: &str = "course.ron";
const MODULE: &str = "modules/one.ron";
const KINDS: &str = "modules/kinds.ron";
const BANK: &str = "banks/core.ron";
const TWO_OPTIONS: &str = "kind: SingleChoice(options: [\n        Right(id: \"plainly\", text: \"Plainly.\", because: \"It fits all.\"),\n        Wrong(id: \"guess\", text: \"By a guess.\", because: \"It may be wrong.\"),\n    ])";
const SOURCES: &str = "house/sources.ron";
const SUPPORT: &str = "house/support.ron";
const FRAMEWORKS: &str = "house/frameworks.ron";

/// Rule, file, what is written, what is written instead.
type Edit = (&'static str, &'static str, &'static str, &'static str);

const EDITS: &[Edit] = &[
    ("not-ron", MODULE, "title: \"Words\",", "title: \"Words\""),
    ("not-ron", MODULE, "minutes: 5,", "minutes: 5),"),
    ("not-ron", BANK, "ask: \"Greet how?\"", "ask: \"Greet how?"),
    ("not-ron", MODULE, "title: \"Words\"", "title: “Words”"),
    ("not-ron", MODULE, "title: \"Words\"", "title: 'Words'"),
    ("not-ron", BANK, "ask: \"Greet how?\"", "ask: “Greet “how” now?”"),
    ("not-ron", BANK, "ask: \"Greet how?\"", "ask: \"Greet \"how\" now?\""),
    ("unknown-field", COURSE, "pass_mark:", "pasmark:"),
    ("unknown-field", MODULE, "or_own_words: true", "or_own_word: true"),
    ("unknown-kind", MODULE, "Details(", "Detail("),
    ("unknown-kind", COURSE, "level: Aware", "level: Awre"),
    ("missing-field", MODULE, ", because: \"It asks for less.\"", ""),
    ("missing-field", COURSE, "    summary: \"One of everything, and nothing wrong with it.\",\n", ""),
    ("field-given-twice", MODULE, "title: \"One\",", "title: \"One\", title: \"Two\","),
    ("wrong-type", MODULE, "minutes: 5", "minutes: \"5\""),
    ("wrong-type", COURSE, "audience: [\"everyone\"]", "audience: \"everyone\""),
    ("wrong-type", BANK, "answer: false", "answer: no"),
    ("missing-file", COURSE, "modules: [\"one\", \"kinds\"]", "modules: [\"one\", \"kinds\", \"two\"]"),
    ("missing-file", COURSE, "bank: \"core\"", "bank: \"cores\""),
    ("edition-form", COURSE, "\"1.0.0\"", "\"v1\""),
    ("language-tag", COURSE, "\"en-GB\"", "\"English\""),
    ("address-form", COURSE, "https://training", "http://training"),
    ("house-untranslated", SUPPORT, "checked: ", "language: \"cy\", checked: "),
    ("example-address", COURSE, "https://training.trust.nhs.uk", "https://bona.example"),
    ("reply-to-form", COURSE, "training@trust.nhs.uk", "mailto:training@trust.nhs.uk"),
    ("reply-to-form", COURSE, "training@trust.nhs.uk", "the training team"),
    ("note-without-support", COURSE, "support: [\"helpline\"]", "support: []"),
    (
        "nothing-inside",
        MODULE,
        "blocks: [\n                Text",
        "blocks: []), Page(id: \"more\", title: \"More\", blocks: [\n                Text",
    ),
    ("bad-id", MODULE, "id: \"promise\"", "id: \"My Promise\""),
    ("bad-id", COURSE, "bona_competency/d4_welcome", "d4_welcome"),
    ("unknown-framework", COURSE, "bona_competency/d4", "bona_competence/d4"),
    ("unknown-framework", FRAMEWORKS, "pillars/listening", "pillar/listening"),
    ("unknown-framework-item", COURSE, "competency/d4_welcome", "competency/d5_welcome"),
    ("unknown-framework-item", FRAMEWORKS, "pillars/listening", "pillars/listens"),
    ("framework-form", FRAMEWORKS, "2027-09", "next year"),
    ("framework-stale", FRAMEWORKS, "2027-09", "2026-10"),
    ("duplicate-house-id", FRAMEWORKS, "id: \"leading\"", "id: \"listening\""),
    ("unknown-source", FRAMEWORKS, "source: \"a_report\"", "source: \"b_report\""),
    ("id-not-file-name", COURSE, "id: \"sound\"", "id: \"sounds\""),
    ("id-not-file-name", MODULE, "id: \"one\"", "id: \"another\""),
    ("duplicate-id", MODULE, "id: \"promise\"", "id: \"words\""),
    ("duplicate-id", MODULE, "id: \"who\"", "id: \"name\""),
    ("duplicate-id", MODULE, "id: \"sorry\"", "id: \"ask\""),
    ("duplicate-id", COURSE, "modules: [\"one\", \"kinds\"]", "modules: [\"one\", \"kinds\", \"one\"]"),
    ("missing-file", COURSE, "form_b: \"after\"", "form_b: \"afters\""),
    ("unmatched-forms", "banks/after.ron", "outcome: \"mend\"", "outcome: \"greet\""),
    (
        "unknown-outcome",
        MODULE,
        "outcomes: [\"greet\", \"mend\"]",
        "outcomes: [\"greet\", \"mend\", \"great\"]",
    ),
    ("unknown-source", MODULE, "source: \"a_report\", note", "source: \"a_report_2\", note"),
    ("unknown-source", MODULE, "(source:a_report)", "(source:b_report)"),
    ("unknown-support", MODULE, "Support([\"helpline\"])", "Support([\"help_line\"])"),
    ("unknown-page", MODULE, "(page:scene)", "(page:scenes)"),
    ("unknown-scene", MODULE, "start: \"first\"", "start: \"frist\""),
    ("unknown-scene", MODULE, "text: \"Say sorry.\", then: \"well\"", "text: \"Say sorry.\", then: \"wel\""),
    ("no-right-option", BANK, "Right(id: \"plainly\"", "Wrong(id: \"plainly\""),
    ("many-right-options", BANK, "Wrong(id: \"guess\"", "Right(id: \"guess\""),
    (
        "option-count",
        BANK,
        "        Wrong(id: \"guess\", text: \"By a guess.\", because: \"It may be wrong.\"),\n",
        "",
    ),
    ("same-option", BANK, "By a guess.", "Plainly."),
    ("pass-mark-range", COURSE, "0.8", "80"),
    ("pass-mark-range", COURSE, "0.8", "-0.1"),
    ("attempts-range", COURSE, "attempts: 3", "attempts: 0"),
    ("bank-too-small", COURSE, "PerOutcome(1)", "PerOutcome(2)"),
    ("bank-too-small", COURSE, "PerOutcome(1)", "PerOutcome(0)"),
    ("option-count", KINDS, "[\"Not yet\", \"Sometimes\", \"Mostly\"]", "[\"Mostly\"]"),
    ("no-right-option", KINDS, "Right(id: \"husband\"", "Wrong(id: \"husband\""),
    ("same-option", KINDS, "Say sorry.", "Go on."),
    ("same-option", KINDS, "“Who should we call?”", "“How shall I write to you?”"),
    ("same-option", KINDS, "title: \"Leave it\"", "title: \"Ask now\""),
    ("same-option", KINDS, "\"Sometimes\"", "\"Mostly\""),
    ("same-right-side", KINDS, "An emergency", "A letter"),
    ("same-right-side", KINDS, "Nothing at all", "A letter"),
    (
        "unknown-group",
        KINDS,
        "text: \"An address\", group: \"yes_now\"",
        "text: \"An address\", group: \"yes_nov\"",
    ),
    ("empty-group", KINDS, "group: \"not_now\"", "group: \"yes_now\""),
    ("missing-field", KINDS, ", because: \"You need it.\"", ""),
    ("missing-field", KINDS, "text: \"A name to call\", group: \"yes_now\"", "text: \"A name to call\""),
    ("unknown-field", KINDS, "text: \"Say sorry.\"", "text: \"Say sorry.\", group: \"yes_now\""),
    ("duplicate-id", KINDS, "Extra(id: \"nothing\"", "Extra(id: \"letters\""),
    ("duplicate-id", KINDS, "Accept(id: \"pronouns\"", "Accept(id: \"other\""),
    ("marks-of-kind", KINDS, "marks: Pairs", "marks: Sequence"),
    ("marks-of-kind", MODULE, "marks: PerOption", "marks: Pairs"),
    ("weight-range", KINDS, "weight: 2", "weight: 11"),
    ("weight-range", KINDS, "weight: 2", "weight: 0"),
    ("purpose-of-place", KINDS, "purpose: Practice", "purpose: Scored"),
    ("purpose-of-place", BANK, "purpose: Scored", "purpose: Practice"),
    ("opinion-scored", KINDS, "purpose: Opinion", "purpose: Practice"),
    ("opinion-scored", KINDS, "purpose: Practice", "purpose: Opinion"),
    (
        "opinion-scored",
        BANK,
        TWO_OPTIONS,
        "kind: Likert(statements: [Statement(id: \"well\", text: \"Well.\")], scale: Agreement7)",
    ),
    ("unknown-alternative", KINDS, "alternative: \"spot_other\"", "alternative: \"spot_others\""),
    ("unequal-alternative", KINDS, "alternative: \"spot_other\"", "alternative: \"spot_it\""),
    ("unequal-alternative", KINDS, "alternative: \"spot_other\"", "alternative: \"match_up\""),
    ("unequal-alternative", KINDS, "alternative: \"spot_other\"", "alternative: \"at_ease\""),
    (
        "unequal-alternative",
        KINDS,
        "ask: \"How many minutes?\"",
        "ask: \"How many minutes?\", alternative: \"spot_other\"",
    ),
    (
        "unequal-alternative",
        KINDS,
        "ask: \"How many minutes?\"",
        "ask: \"How many minutes?\", alternative: \"spot_it\"",
    ),
    ("unequal-alternative", BANK, "hour.\", weight: 3", "hour.\", weight: 4"),
    ("unequal-alternative", BANK, "alternative: \"bank_other\"", "alternative: \"bank_greet\""),
    ("accepted-twice", KINDS, "\"pronoun\"]", "\" Pronouns. \"]"),
    ("number-form", KINDS, "places: 1", "places: 0"),
    ("number-form", KINDS, "places: 1", "places: 7"),
    ("number-form", KINDS, "max: 60", "max: 6000000000"),
    ("number-form", KINDS, "max: 60", "min: 70, max: 60"),
    ("number-form", KINDS, "from: 1.5", "from: 3.5"),
    ("number-form", KINDS, "between: (from: 1.5, to: 2.5),", ""),
    ("number-form", KINDS, "between: (from: 1.5, to: 2.5),", "answer: 2, between: (from: 1.5, to: 2.5),"),
    ("answer-out-of-reach", KINDS, "max: 60", "max: 2"),
    ("answer-out-of-reach", KINDS, "max: 60", "min: 1.6, max: 60"),
    ("spotted-nowhere", KINDS, "text: \"your husband\"", "text: \"your wife\""),
    ("spotted-nowhere", KINDS, "text: \"your husband\"", "text: \"this your\""),
    ("spotted-twice", KINDS, "text: \"your husband\"", "text: \"h\""),
    ("spotted-twice", KINDS, "text: \"your husband\"", "text: \"with the\""),
    ("unequal-options", BANK, "Plainly.", "Plainly, and in the words that they choose."),
    ("unequal-options", MODULE, "“Your wife?”", "“Is that your wife who came in with you?”"),
    ("absolute-option", BANK, "By a guess.", "Never."),
    ("above-option", BANK, "By a guess.", "None of these."),
    ("unstressed-negative", BANK, "Greet how?", "How do you not greet?"),
    ("only-true-false", BANK, TWO_OPTIONS, "kind: TrueFalse(answer: true, because: \"It fits all.\")"),
    ("unreachable-scene", MODULE, "then: \"badly\"", "then: \"well\""),
    (
        "one-choice",
        MODULE,
        "                        Choice(id: \"ask\", text: \"Ask.\", then: \"well\", was: Good, because: \"Quiet.\"),\n",
        "",
    ),
    ("step-without-reason", MODULE, "was: Good, because: \"Quiet.\"", "was: Good"),
    (
        "long-sentence",
        MODULE,
        "Breathe.",
        "Breathe in and out and in and out and in and out and in and out and in and out and in and out and in and out.",
    ),
    ("hard-waiver-idle", MODULE, "title: \"Words\",", "title: \"Words\", hard_because: \"It is law.\","),
    ("marks-shown", MODULE, "title: \"Words\"", "title: \"Words, *well* chosen\""),
    ("marks-shown", MODULE, "\"Ask first.\"", "\"Ask *first*, [and](page:scene) write.\""),
    ("missing-media", MODULE, "file: \"desk.png\"", "file: \"desks.png\""),
    ("media-name", MODULE, "file: \"desk.png\"", "file: \"Desk.png\""),
    ("missing-alt", MODULE, "alt: \"A low desk.\", ", ""),
    ("empty-text", MODULE, "title: \"Words\"", "title: \" \""),
    ("hidden-sign", MODULE, "title: \"Words\"", "title: \"Wo\u{202e}rds\""),
    ("hidden-sign", MODULE, "title: \"Words\"", "title: \"Words\\u{7}\""),
    ("hidden-sign", MODULE, "Breathe.", "Breathe\\u{b}and wait."),
    ("hidden-sign", MODULE, "Breathe.", "Breathe \u{202e}out."),
    ("empty-text", MODULE, "Note(label: \"Tip\", text: \"Breathe.\")", "Note(label: \"Tip\", text: \"\")"),
    ("long-label", MODULE, "Person(\"Sam\"", "Person(\"Sam, who came in early today\""),
    ("not-allowed-here", MODULE, "Breathe.", "Breathe <br> out."),
    ("bad-link", MODULE, "(page:scene)", "(ftp://x)"),
    ("heading-level", MODULE, "Breathe.", "# Breathe"),
    ("source-stale", SOURCES, "2027-08", "2026-10"),
    ("source-form", SOURCES, "2027-08", "next year"),
    ("source-form", SOURCES, "https://www", "http://www"),
    ("source-form", SOURCES, "month: 5", "month: 13"),
    ("support-unchecked", SUPPORT, ", checked: \"2026-11-02\"", ""),
];

fn sound() -> Workbench {
    Workbench::new().folder("sound", "fixtures/sound")
}

fn text_of(file: &str) -> String {
    std::fs::read_to_string(format!("{TESTS}/fixtures/sound/{file}")).expect("the fixture is there")
}

/// The rules that a course breaks, and how the check ended.
fn broken(bench: &Workbench) -> (BTreeSet<String>, Exit, String) {
    broken_in(bench, "sound")
}

/// The same of a course by its folder.
fn broken_in(bench: &Workbench, course: &str) -> (BTreeSet<String>, Exit, String) {
    let ran = bench.run(&["check", course, "--output", "json", "--as-of", "2026-11-22"]);
    let json: serde_json::Value =
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.err));
    let list = json["diagnostics"].as_array().expect("a list").clone();
    (list.iter().map(|found| found["rule"].as_str().expect("a code").to_owned()).collect(), ran.exit, ran.out)
}

#[test]
fn the_sound_course_breaks_no_rule() {
    let (rules, exit, out) = broken(&sound());
    assert_eq!((rules.len(), exit), (0, Exit::Done), "{out}");
}

#[test]
fn each_edit_breaks_its_rule_and_no_other() {
    Whole { course: "sound", bench: sound, text_of, besides: &[] }.is_broken_by_each(EDITS, []);
}

/// A course that breaks no rule, to be edited.
struct Whole {
    /// Its folder.
    course: &'static str,
    bench: fn() -> Workbench,
    /// What one of its files says.
    text_of: fn(&str) -> String,
    /// Rules that it breaks through nothing of its own: the player's words in Welsh and Arabic are drafts.
    besides: &'static [&'static str],
}

impl Whole {
    /// The rules that are broken by what a bench holds of it.
    fn broken(&self, bench: &Workbench) -> (BTreeSet<String>, String) {
        let (mut rules, _, out) = broken_in(bench, self.course);
        rules.retain(|rule| !self.besides.contains(&rule.as_str()));
        (rules, out)
    }

    fn breaks_no_rule(&self) {
        let (rules, out) = self.broken(&(self.bench)());
        assert!(rules.is_empty(), "{out}");
    }

    /// That each edit breaks its rule and no other, and so does each of what stands on a bench with its rule.
    fn is_broken_by_each(
        &self,
        edits: &[Edit],
        benches: impl IntoIterator<Item = (&'static str, Workbench)>,
    ) {
        let edited = edits.iter().map(|&(rule, file, from, to)| {
            let text = (self.text_of)(file);
            assert_eq!(text.matches(from).count(), 1, "`{from}` stands once in {file}");
            let bench = (self.bench)().file(&format!("{}/{file}", self.course), text.replace(from, to));
            (rule, format!("{from} → {to}"), bench)
        });
        let benches = benches.into_iter().map(|(rule, bench)| (rule, String::from("several edits"), bench));
        let wrong: Vec<String> = edited
            .chain(benches)
            .filter_map(|(rule, what, bench)| {
                let (rules, out) = self.broken(&bench);
                (rules != BTreeSet::from([rule.to_owned()])).then(|| format!("{rule}: {what}\n{out}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    }
}

/// Six single choices more, of which the right option is the longest each time.
fn long_keys() -> Workbench {
    let keys = ["a", "b", "c", "d", "e", "f"].map(long_key).concat();
    sound()
        .file("sound/banks/core.ron", text_of(BANK).replace("questions: [", &format!("questions: [{keys}")))
}

fn long_key(id: &str) -> String {
    format!(
        "Question(id: \"key_{id}\", outcome: \"greet\", ask: \"Which of these is {id}?\", kind: SingleChoice(options: [
            Right(id: \"yes_{id}\", text: \"It is {id}, said.\", because: \"It is.\"),
            Wrong(id: \"no_{id}\", text: \"No {id}.\", because: \"It is not.\"),
        ])),"
    )
}

/// Rules that are broken by a course in another language, whose house speaks it too.
fn in_another_language() -> impl Iterator<Item = (&'static str, Workbench)> {
    [("player-language", "fr"), ("player-words-draft", "cy-GB")].into_iter().map(|(rule, tag)| {
        let course = text_of(COURSE).replace("\"en-GB\"", &format!("\"{tag}\""));
        let support = text_of(SUPPORT).replace("checked: ", &format!("language: \"{tag}\", checked: "));
        (rule, sound().file("sound/course.ron", course).file("sound/house/support.ron", support))
    })
}

/// Rules that are broken by a whole file, or by several edits.
fn whole_files() -> Vec<(&'static str, Workbench)> {
    let long = format!("title: \"{}\"", "a".repeat(201));
    let hard = "Organisational confidentiality necessitates institutional accountability. ".repeat(25);
    let deep = format!("Module(id: {}", "(".repeat(70));
    let round = text_of(MODULE)
        .replace(
            "text: \"Ask.\", then: \"well\", was: Good, because: \"Quiet.\"),",
            "text: \"Ask.\", then: \"well\"), Choice(id: \"go_on\", text: \"Go.\", then: \"badly\"),",
        )
        .replace("text: \"Say sorry.\", then: \"well\"", "text: \"Say sorry.\", then: \"second\"")
        .replace("text: \"Leave it.\", then: \"badly\"", "text: \"Leave it.\", then: \"second\"");
    let no_test = text_of(COURSE)
        .replace("    test: Test(bank: \"core\", draw: PerOutcome(1), pass_mark: 0.8, attempts: 3),\n", "")
        .replace("        Outcome(id: \"mend\", verb: Apply, text: \"Mend a slip.\"),\n", "")
        .replace(
            "    measure: Measure(form_a: \"before\", form_b: \"after\", follow_up_after: \"3 months\"),\n",
            "",
        );
    let one_outcome = text_of(MODULE).replace("outcomes: [\"greet\", \"mend\"]", "outcomes: [\"greet\"]");
    let one_form = text_of(COURSE).replace("form_b: \"after\"", "form_b: \"before\"");
    let thrive = text_of(COURSE).replace(
        "text: \"Mend a slip.\"),",
        "text: \"Mend a slip.\"), Outcome(id: \"thrive\", verb: Apply, text: \"Thrive.\"),",
    );
    let teaches = text_of(MODULE).replace("\"mend\"],\n    pages", "\"mend\", \"thrive\"],\n    pages");
    let whole = vec![
        (
            "outcome-not-assessed",
            sound().file("sound/course.ron", thrive).file("sound/modules/one.ron", teaches),
        ),
        ("unmatched-forms", sound().without("sound/banks/after.ron").file("sound/course.ron", one_form)),
        ("no-ending", sound().file("sound/modules/one.ron", round)),
        (
            "completion-without-test",
            sound()
                .without("sound/banks/core.ron")
                .without("sound/banks/before.ron")
                .without("sound/banks/after.ron")
                .file("sound/modules/one.ron", one_outcome)
                .file("sound/course.ron", no_test),
        ),
        ("not-utf8", sound().file("sound/modules/one.ron", b"\xFF\xFE")),
        ("file-too-large", sound().file("sound/banks/core.ron", vec![b' '; 8_000_001])),
        ("nested-too-deep", sound().file("sound/modules/one.ron", deep)),
        ("hard-page", sound().file("sound/modules/one.ron", text_of(MODULE).replace("Breathe.", &hard))),
        ("key-longest", long_keys()),
        ("file-not-read", sound().file("sound/modules/one.ron.txt", "Module()")),
        ("unlisted-file", sound().file("sound/modules/two.ron", "Module()")),
        ("unused-media", sound().file("sound/media/old.png", b"x")),
        ("media-kind", sound().file("sound/media/desk.png", b"GIF89a")),
        (
            "text-too-long",
            sound().file("sound/modules/one.ron", text_of(MODULE).replace("title: \"Words\"", &long)),
        ),
        (
            "text-too-long",
            sound()
                .file("sound/modules/one.ron", text_of(MODULE).replace("Breathe.", &"word ".repeat(14_000))),
        ),
        (
            "attempts-range",
            sound().file(
                "sound/banks/core.ron",
                text_of(BANK).replace("outcome: \"mend\",", "outcome: \"mend\", attempts: 8,"),
            ),
        ),
    ];
    whole.into_iter().chain(in_another_language()).collect()
}

/// Rules that are broken beside a lock only.
fn beside_a_lock() -> Vec<(&'static str, Workbench)> {
    let locked = sound();
    locked.run(&["check", "sound", "--write"]);
    let lock = locked.files()[std::path::Path::new("sound/course.lock")].clone();
    let edited = |file: &str, from: &str, to: &str| {
        sound().file(&format!("sound/{file}"), text_of(file).replace(from, to))
    };
    let options = |question: usize| -> String {
        let one = |n: usize| format!("Right(id: \"opt_{n}\", text: \"{question} {n}\", because: \"So.\"),");
        (0..26).map(one).collect()
    };
    let many: String = (0..900)
        .map(|n| format!("Question(id: \"more_{n}\", outcome: \"mend\", ask: \"Which?\", kind: MultipleChoice(options: [{}])),", options(n)))
        .collect();
    vec![
        ("lock-damaged", sound().file("sound/course.lock", &lock[..lock.len() / 2])),
        (
            "lock-stale",
            sound()
                .file("sound/course.lock", &lock)
                .file("sound/course.ron", text_of(COURSE).replace("edition: \"1.0.0\"", "edition: \"1.0.1\""))
                .file("sound/modules/one.ron", text_of(MODULE).replace("id: \"promise\"", "id: \"vow\"")),
        ),
        ("edition-not-raised", edited(MODULE, "Breathe.", "Breathe out.").file("sound/course.lock", &lock)),
        (
            "state-too-large",
            edited(
                BANK,
                "Bank(id: \"core\", questions: [",
                &format!("Bank(id: \"core\", questions: [{many}"),
            ),
        ),
    ]
}

#[test]
fn rules_that_take_more_than_one_edit_are_broken_too() {
    let cases = whole_files().into_iter().chain(beside_a_lock());
    let mut judged = 0;
    for (rule, bench) in cases {
        let (rules, _, out) = broken(&bench);
        assert_eq!(rules, BTreeSet::from([rule.to_owned()]), "{out}");
        judged += 1;
    }
    assert!(judged >= 17, "{judged} were judged");
}

/// A rule that no test breaks is a rule that nobody knows to work.
#[test]
fn every_rule_is_broken_somewhere() {
    let (files, beside, shown) = (whole_files(), beside_a_lock(), shown::whole());
    let themed = themed::cases();
    let whole = files.iter().chain(&beside).chain(&shown).map(|(rule, _)| *rule);
    let mut several = places::several();
    several.extend(reviews::several());
    several.extend(easy::several());
    let whole =
        whole.chain(themed.iter().map(|(rule, ..)| *rule)).chain(several.iter().map(|(rule, _)| *rule));
    let edits = EDITS.iter().chain(shown::EDITS).chain(flags::EDITS);
    let edits = edits
        .chain(languages::EDITS)
        .chain(places::EDITS)
        .chain(reviews::EDITS)
        .chain(impact::EDITS)
        .chain(easy::EDITS);
    let edits = edits.map(|(rule, ..)| *rule);
    let tried: BTreeSet<&str> = edits.chain(whole).collect();
    let all: BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.entry().code).collect();
    assert_eq!(tried, all);
}
