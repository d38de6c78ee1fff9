//! Rules of what is shown, played and spoken, each broken alone in the reference course.

use std::collections::BTreeSet;

use bona::Exit;
use bona_tests::{TESTS, Workbench};

use super::{Edit, Whole, broken_in};

const COURSE: &str = "course.ron";
const SHOWN: &str = "modules/shown.ron";
const SAID: &str = "modules/said.ron";
const SOURCES: &str = "house/sources.ron";
const FACTS: &str = "house/facts.ron";
const SUPPORT: &str = "house/support.ron";

const QUIETLY: &str = "quietly.\",\n                                    then: \"well\"";
const MENDS: &str = "then: \"well\",\n                                    was: Mends";
const ALL_HEARD: &str = "was: Slip,\n                                    because: \"All heard it.\"";
const LONG_ALT: &str = "alt: \"A reception desk that is low enough for somebody in a wheelchair, with a screen that is turned away from the waiting room, and a sign on the wall: everybody is welcome\",\n";

/// With the two that are there, seventeen.
const MANY_ROLES: &str = "    roles: [\n\
    Role(id: \"kitchen\", title: \"Kitchen\"),\n\
    Role(id: \"gate\", title: \"Gate\"),\n\
    Role(id: \"lift\", title: \"Lift\"),\n\
    Role(id: \"ward\", title: \"Ward\"),\n\
    Role(id: \"clinic\", title: \"Clinic\"),\n\
    Role(id: \"lab\", title: \"Lab\"),\n\
    Role(id: \"laundry\", title: \"Laundry\"),\n\
    Role(id: \"stores\", title: \"Stores\"),\n\
    Role(id: \"chapel\", title: \"Chapel\"),\n\
    Role(id: \"shop\", title: \"Shop\"),\n\
    Role(id: \"library\", title: \"Library\"),\n\
    Role(id: \"garden\", title: \"Garden\"),\n\
    Role(id: \"office\", title: \"Office\"),\n\
    Role(id: \"nursery\", title: \"Nursery\"),\n\
    Role(id: \"gym\", title: \"Gym\"),\n\
";

/// The longer of two choices, which only comes near.
const LEFT_OUT: &str =
    "was: Partly,\n                                    because: \"Kim wanted the rest left out.";

/// Rule, file, what is written, what is written instead.
pub(super) const EDITS: &[Edit] = &[
    ("day-form", COURSE, "on: \"2026-10-01\"", "on: \"last October\""),
    ("day-form", COURSE, "until: \"2027-01-31\"", "until: \"2027-01-32\""),
    ("day-form", "house/accessibility.ron", "\"2026-10-02\"", "\"2026-10\""),
    ("name-beside-capacity", COURSE, "by: \"daily user", "by: \"Jo Marsh, trans user"),
    ("empty-text", "house/accessibility.ron", "learning@riverside.example or 0300 000 0000", " "),
    ("unknown-term", SHOWN, "(term:trans)", "(term:tran)"),
    ("unknown-people-group", SAID, "[\"trans\", \"older\"]", "[\"trans\", \"old\"]"),
    ("unknown-people-group", SAID, "[\"trans\", \"older\"]", "[\"older_trans\"]"),
    ("unknown-people-group", "house/people.ron", "[[\"older\", \"trans\"]]", "[[\"older\", \"tran\"]]"),
    (
        "real-person-described",
        SAID,
        "content_note: \"Somebody is called by a wrong name.\",\n",
        "content_note: \"Somebody is called by a wrong name.\", people: [Shown(name: \"Jo\", part: [Leads])],\n",
    ),
    ("unknown-role", SHOWN, "for_roles: [\"phones\"]", "for_roles: [\"phones\", \"ward\"]"),
    ("numbered-id", SHOWN, "id: \"telephone\"", "id: \"page_4\""),
    (
        "duplicate-house-id",
        SUPPORT,
        "[\n    Support(",
        "[\n    Support(id: \"occupational_health\", name: \"Another\", what: \"Another.\"),\n    Support(",
    ),
    ("name-spelt-two-ways", SAID, "Narrator(\"It is early.\")", "Person(\"SAM\", \"“Morning.”\")"),
    ("table-shape", SHOWN, "[\"Name\", \"Always\"]", "[\"Name\"]"),
    ("chart-value", SHOWN, "value: 7.5", "value: -7.5"),
    ("chart-value", SHOWN, "max: 100", "max: 50"),
    ("label-outside", SHOWN, "x: 84, y: 24", "x: 184, y: 24"),
    ("answer-count", SAID, "[\"Never\", \"Once or twice\", \"More often\"]", "[\"Never\"]"),
    ("same-option", SAID, "\"Once or twice\"", "\"Never\""),
    ("span-form", COURSE, "\"3 years\"", "\"soon\""),
    ("span-form", SAID, "\"6 weeks\"", "\"1 weeks\""),
    ("same-page-title", SHOWN, "title: \"Figures\"", "title: \"words\""),
    ("minutes-missing", SHOWN, "minutes: 10", "minutes: 0"),
    ("role-unused", SHOWN, "for_roles: [\"phones\"]", "for_roles: []"),
    ("link-beyond-role", SAID, "pages: [\"words\"]", "pages: [\"telephone\"]"),
    ("roles-too-many", COURSE, "    roles: [\n", MANY_ROLES),
    (
        "module-without-practice",
        SHOWN,
        "Reflection(id: \"on_the_phone\", ask: \"What do you listen for?\")",
        "Text(\"Listen.\")",
    ),
    (
        "nothing-inside",
        SAID,
        "                    support: [\"occupational_health\"],\n                    pages: [\"words\"],\n",
        "",
    ),
    ("unknown-page", SAID, "pages: [\"words\"]", "pages: [\"word\"]"),
    ("outcome-not-taught", SAID, "outcomes: [\"mend_a_slip\"]", "outcomes: [\"greet_openly\"]"),
    ("outcome-vague", COURSE, "Greet anyone without guessing.", "Be aware of guessing."),
    ("same-outcome", COURSE, "Put a slip right in one sentence.", "Greet anyone without guessing."),
    ("endings-all-poor", SAID, "\"well\",\n                            kind: Good", "\"well\",\n kind: Poor"),
    ("same-way", SAID, QUIETLY, "quietly.\",\n then: \"flinch\""),
    ("way-to-itself", SAID, QUIETLY, "quietly.\",\n then: \"first_words\""),
    ("same-choice", SAID, "Ask for the name, quietly.", "Call out the name on the screen."),
    ("mends-nothing", SAID, ALL_HEARD, "was: Good,\n because: \"All heard it.\""),
    (
        "best-choice-first",
        SAID,
        "text: \"In one sentence.\", then: \"agreed\"",
        "text: \"In one sentence.\", then: \"agreed\", was: Good, because: \"It is enough.\"",
    ),
    ("best-choice-longest", SAID, LEFT_OUT, "was: Good, because: \"Kim wanted the rest left out."),
    ("no-repair", SAID, MENDS, "then: \"well\",\n was: Good"),
    ("uncited-figure", SHOWN, "Breathe.", "It was 66% of them."),
    ("uncited-law", SHOWN, "Breathe.", "The law forbids it."),
    ("unknown-fact", SHOWN, "[\"f199\"]", "[\"f1999\"]"),
    ("missing-field", SHOWN, "[\"f199\"]", "[\"f199\", \"f251\"]"),
    ("missing-field", SHOWN, "Fact(house: [\"f199\"])", "Fact(source: \"gra_s22\", as_of: \"Today\")"),
    ("unknown-field", SHOWN, "[\"f199\"]", "[\"f199\"], source: \"gra_s22\""),
    ("unknown-field", SHOWN, "[\"f199\"]", "[\"f199\"], claim: \"No titles.\""),
    (
        "unknown-field",
        SHOWN,
        "house: [\"f199\"]",
        "claim: \"So.\", say: \"No.\", source: \"nhs_manual_sex_gender\"",
    ),
    (
        "support-unchecked",
        SUPPORT,
        "checked: \"2026-11-02\"",
        "unchecked: Unchecked(because: \"It is shut.\", until: \"2026-11-21\")",
    ),
    (
        "day-form",
        SUPPORT,
        "checked: \"2026-11-02\"",
        "unchecked: Unchecked(because: \"It is shut.\", until: \"spring 2027\")",
    ),
    ("number-of-no-fact", SHOWN, "name the part of the body", "name 12 parts of the body"),
    ("number-of-no-fact", SHOWN, "\"Page of September 2021\"", "\"Page of September 2019\""),
    ("words-left-out", SHOWN, "neither is relevant", "nobody needs them"),
    ("fact-unsettled", SHOWN, "                    as_of: \"Page of September 2021\",\n", ""),
    (
        "fact-unsettled",
        FACTS,
        "name the body part.\",\n        caveat: \"A style guide for digital services.\",\n",
        "name the body part.\",\n",
    ),
    (
        "source-unread",
        SOURCES,
        "        retrieved: \"2026-08\",\n        review_by: \"2027-08\",\n    ),\n]",
        "        review_by: \"2027-08\",\n    ),\n]",
    ),
    ("source-in-future", SOURCES, "year: 2021", "year: 2062"),
    (
        "figure-without-limits",
        SHOWN,
        "                    note: \"The question was voluntary, so read the figure as a floor.\",\n",
        "",
    ),
    (
        "law-without-date",
        SHOWN,
        "                Quote(",
        "                Fact(claim: \"It is an offence.\", source: \"gra_s22\"),\n                Quote(",
    ),
    (
        "chart-without-source",
        SHOWN,
        "source: \"ons_census_so\",\n                    note: \"The question was voluntary. The",
        "note: \"The question was voluntary. The",
    ),
    ("quote-without-source", SHOWN, "                    source: \"gra_s22\",\n", ""),
    ("alt-says-image", SHOWN, "alt: \"A reception desk", "alt: \"A picture of a reception desk"),
    (
        "alt-too-long",
        SHOWN,
        "alt: \"A reception desk with a screen, a form, a bell and a sign on the wall.\",\n",
        LONG_ALT,
    ),
    (
        "alt-is-file-name",
        SHOWN,
        "alt: \"A reception desk with a screen, a form, a bell and a sign on the wall.\"",
        "alt: \"desk.png\"",
    ),
    ("link-text", SHOWN, "[the next page](page:figures)", "[here](page:figures)"),
    ("same-link-text", SHOWN, "[the next page](page:figures)", "[trans](page:figures)"),
    ("heading-skipped", SHOWN, "## A heading", "### A heading"),
    ("table-without-head", SHOWN, "head: [\"Ask\", \"When\"]", "head: []"),
    ("colour-only", SHOWN, "Breathe.", "Press the green button."),
    ("all-capitals", SHOWN, "Breathe.", "PLEASE BREATHE."),
    ("emoji-only", SHOWN, "Breathe.", "👍"),
    ("language-unknown", SHOWN, "{lang=cy}", "{lang=we}"),
    (
        "transcript-missing",
        SHOWN,
        "                    transcript: \"Nobody speaks. This recording stands in for a call.\",\n",
        "",
    ),
    ("marks-overlap", SHOWN, "x: 61, y: 58", "x: 29, y: 53"),
    (
        "name-beside-capacity",
        COURSE,
        "Drawings and recordings made for this fixture.",
        "Jo Marsh, trans patient",
    ),
    ("address-in-text", SHOWN, "Breathe.", "Write to jo.marsh@trust.nhs.uk."),
    ("phone-in-text", SHOWN, "Breathe.", "Call 0300 000 0000."),
    ("nhs-number", SHOWN, "Breathe.", "The number is 943 476 5919."),
    ("birth-date", SHOWN, "Breathe.", "Sam was born on 12/03/1971."),
    ("story-without-consent", SAID, "                    who: Composite,\n", ""),
    ("consent-date", SAID, "who: Composite", "who: Consented(\"last year\")"),
    ("opinion-with-name", COURSE, "I worry about saying the wrong thing.", "What is your name?"),
    ("asks-who-you-are", COURSE, "I worry about saying the wrong thing.", "I am gay, or trans."),
    (
        "asks-who-you-are",
        SAID,
        "How often did you check a name this week?",
        "What is your sexual orientation?",
    ),
    ("asks-who-you-are", SAID, "I know what to say after a slip.", "How old are you?"),
    ("opinion-asked-once", COURSE, "at: [Baseline, FollowUp]", "at: [Baseline]"),
    ("same-option", COURSE, "text: \"Once\"", "text: \"Never\""),
    ("duplicate-id", COURSE, "id: \"offered_place\"", "id: \"worries\""),
    ("opinion-with-name", SAID, "I know what to say after a slip.", "What is your name?"),
    ("free-text-unguarded", SAID, " Please name nobody.", ""),
    (
        "missing-media",
        SHOWN,
        "\"desk.vtt\",\n                    poster",
        "\"desks.vtt\",\n                    poster",
    ),
    ("missing-alt", SHOWN, "decorative: true", "decorative: false"),
];

pub(super) fn reference() -> Workbench {
    // Each edit would make the lock older than the course; the lock has tests of its own.
    Workbench::new().folder("reference", "fixtures/reference").without("reference/course.lock")
}

pub(super) fn text_of(file: &str) -> String {
    std::fs::read_to_string(format!("{TESTS}/fixtures/reference/{file}")).expect("the fixture is there")
}

const WHOLE: Whole = Whole { course: "reference", bench: reference, text_of, besides: &[] };

#[test]
fn the_reference_course_breaks_no_rule_and_is_packaged() {
    let (rules, exit, out) = broken_in(&reference(), "reference");
    assert_eq!((rules.len(), exit), (0, Exit::Done), "{out}");
    let bench = reference();
    let ran = bench.run(&["package", "reference", "--format", "scorm12,html,html-single"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert_eq!(
        bench
            .files()
            .keys()
            .filter(|path| path.starts_with("dist") && !path.ends_with(".bona-cache"))
            .count(),
        3
    );
}

/// A reason that has not run out stands in for the check, on the admin sheet as well; not where a course is given out.
#[test]
fn a_number_that_nobody_checked_may_wait_with_a_reason_and_a_day() {
    let waits = "unchecked: Unchecked(because: \"It is shut until spring.\", until: \"2027-03-31\")";
    let text = text_of(SUPPORT).replace("checked: \"2026-11-02\"", waits);
    let bench = reference().file("reference/house/support.ron", &text);
    let (rules, exit, out) = broken_in(&bench, "reference");
    assert_eq!((rules.len(), exit), (0, Exit::Done), "{out}");
    let given_out = Workbench::new()
        .folder("reference", "fixtures/reference")
        .file("reference/house/support.ron", &text)
        .run(&["package", "reference", "--release"]);
    let told = given_out.whole();
    assert!(
        told.contains("error[support-unchecked]: nobody has checked the details of `helpline` with it"),
        "{told}"
    );
}

#[test]
fn each_edit_of_the_reference_breaks_its_rule_and_no_other() {
    WHOLE.is_broken_by_each(EDITS, []);
}

/// The reference course with several replacements in one file.
fn edited(file: &str, edits: &[(&str, &str)]) -> Workbench {
    let mut text = text_of(file);
    for (from, to) in edits {
        assert!(text.contains(from), "`{from}` stands in {file}");
        text = text.replace(from, to);
    }
    reference().file(&format!("reference/{file}"), text)
}

/// A course with nine outcomes, each taught and asked.
fn nine_outcomes() -> Workbench {
    let (mut outcomes, mut questions, mut served) = (String::new(), String::new(), String::new());
    for name in ["one", "two", "three", "four", "five", "six", "seven"] {
        outcomes.push_str(&format!("Outcome(id: \"do_{name}\", verb: Apply, text: \"Do {name}.\"),\n"));
        served.push_str(&format!("\"do_{name}\", "));
        questions.push_str(&format!(
            "Question(id: \"ask_{name}\", outcome: \"do_{name}\", ask: \"Do {name}?\", kind: TrueFalse(answer: true, because: \"So.\")),\n"
        ));
    }
    let course = text_of(COURSE).replace("outcomes: [\n", &format!("outcomes: [\n{outcomes}"));
    let bank = text_of("banks/core.ron").replace("questions: [\n", &format!("questions: [\n{questions}"));
    let said = text_of(SAID).replace("outcomes: [\"mend", &format!("outcomes: [{served}\"mend"));
    reference()
        .file("reference/course.ron", course)
        .file("reference/banks/core.ron", bank)
        .file("reference/modules/said.ron", said)
}

/// A course that asks for nothing but remembering.
fn only_remember() -> Workbench {
    let verbs = ["Understand", "Apply", "Analyse", "Evaluate", "Create"];
    let course = verbs
        .iter()
        .fold(text_of(COURSE), |text, verb| text.replace(&format!("verb: {verb}"), "verb: Remember"));
    reference().file("reference/course.ron", course)
}

const STATEMENT: &str =
    "statements: [Statement(id: \"safe_team\", text: \"My team would be a safe place to be open.\")],";

/// More sets of statements than a code can hold the answers of.
fn many_statements() -> String {
    let mut text = String::from(STATEMENT);
    for set in ["calm", "warm", "fair", "kind", "sure", "open", "plain", "brave"] {
        let one = |at: u8| {
            format!(
                "Statement(id: \"feels_{set}_{0}\", text: \"It feels {set} in way {0}.\"),",
                char::from(at)
            )
        };
        let all: String = (b'a'..=b'z').map(one).collect();
        text.push_str(&format!(
            "), OpinionSet(lead: \"Do you agree?\", scale: Agreement7, statements: [{all}],"
        ));
    }
    text
}

/// Rules that take more than one edit.
pub(super) fn whole() -> Vec<(&'static str, Workbench)> {
    let words = |many: usize| "One word. ".repeat(many / 2).trim_end().to_owned();
    let media = |name: &str, bytes: &[u8]| reference().file(&format!("reference/media/{name}"), bytes);
    let heavy: Vec<u8> = b"ID3".iter().copied().chain(std::iter::repeat_n(0, 20_000_000)).collect();
    let mut large = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    large.extend([0, 0, 32, 0, 0, 0, 0, 64]);
    let cut_off = large.clone();
    let end = b"\0\0\0\0IEND\xAE\x42\x60\x82";
    large.extend(end);
    let mut wide = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    wide.extend([0, 1, 0x86, 0xA0, 0, 1, 0x86, 0xA0]);
    wide.extend(end);
    let mut vast = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x05\0\0\0\x04\0".to_vec();
    vast.resize(64_000_001, 0);
    let backwards = text_of("media/desk.vtt").replace("00:02.000", "00:00.100");
    vec![
        ("minutes-too-few", edited(SHOWN, &[("Breathe.", &words(300)), ("minutes: 10", "minutes: 1")])),
        ("page-too-long", edited(SHOWN, &[("Breathe.", &words(720))])),
        ("outcomes-too-many", nine_outcomes()),
        (
            "module-without-outcome",
            edited(SAID, &[("outcomes: [\"mend_a_slip\"]", "outcomes: []")]).file(
                "reference/modules/shown.ron",
                text_of(SHOWN).replace("[\"greet_openly\"]", "[\"greet_openly\", \"mend_a_slip\"]"),
            ),
        ),
        ("outcomes-only-remember", only_remember()),
        (
            "one-ending",
            edited(
                SAID,
                &[
                    ("then: \"badly\"", "then: \"first_words\""),
                    (
                        "                        Ending(\n                            id: \"badly\",\n                            kind: Poor,\n                            says: [Narrator(\"Sam goes.\")],\n                            looking_back: \"It could still have been mended.\",\n                        ),\n",
                        "",
                    ),
                ],
            ),
        ),
        ("answer-code-too-long", edited(COURSE, &[(STATEMENT, &many_statements())])),
        ("media-empty", media("call.mp3", b"")),
        ("media-disguised", media("desk.webm", b"\0\0\0\x20ftypisom")),
        ("media-heavy", media("call.mp3", &heavy)),
        ("picture-large", media("desk.png", &large)),
        ("picture-too-large", media("desk.png", &vast)),
        ("media-cut-off", media("desk.png", &cut_off)),
        ("picture-too-wide", media("desk.png", &wide)),
        ("captions-form", media("desk.vtt", backwards.as_bytes())),
        (
            "captions-missing",
            edited(SHOWN, &[("                    captions: \"desk.vtt\",\n", "")])
                .without("reference/media/desk.vtt"),
        ),
        (
            "same-source",
            edited(
                SOURCES,
                &[
                    (
                        "NHS digital service manual, content guide: sex, gender and sexuality",
                        "Sexual orientation, England and Wales: Census 2021",
                    ),
                    ("NHS England", "Office for National Statistics"),
                    ("year: 2021", "year: 2023"),
                ],
            ),
        ),
    ]
}

#[test]
fn rules_that_take_more_than_one_edit_are_broken_too() {
    let mut wrong = Vec::new();
    let cases = whole();
    for (rule, bench) in &cases {
        let (rules, _, out) = broken_in(bench, "reference");
        if rules != BTreeSet::from([(*rule).to_owned()]) {
            wrong.push(format!("{rule}\n{out}"));
        }
    }
    assert!(wrong.is_empty() && cases.len() >= 13, "{}", wrong.join("\n"));
}

/// A file that is used four times has one fault of its own.
#[test]
fn what_is_wrong_with_a_file_is_told_once() {
    let large = whole().into_iter().find(|(rule, _)| *rule == "picture-large").expect("it is tried");
    let uses = text_of(SHOWN).matches("\"desk.png\"").count();
    let (_, _, out) = broken_in(&large.1, "reference");
    assert!(uses >= 4 && out.matches("\"rule\": \"picture-large\"").count() == 1, "{uses}: {out}");
}

/// So many rules each family has at least.
#[test]
fn each_family_has_its_rules() {
    let floors = [
        ("media", 8),
        ("citations", 8),
        ("accessibility", 10),
        ("privacy", 6),
        ("structure", 14),
        ("outcomes", 6),
        ("names", 12),
        ("scenarios", 10),
    ];
    for (family, least) in floors {
        let all = bona_engine::rule::Rule::ALL.iter();
        let many = all.filter(|rule| rule.entry().family == family).count();
        assert!(many >= least, "{family} has {many} rules");
    }
}
