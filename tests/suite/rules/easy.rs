//! Rules of Easy Read, each broken alone in a course that has something in it.

use bona_tests::{TESTS, Workbench};

use super::{Edit, Whole};

const COURSE: &str = "easy";
const NAMES: &str = "modules/names.ron";
const BANK: &str = "banks/names_test.ron";
const SAY: &str = "Say(\"Use the name they tell you.\")";

/// The summary of the module in easy words, and one that is too long.
const SUMMARY: &str = "        summary: [\"This part is about names.\", \"You ask for a name. You say *sorry* when you get it wrong.\"],\n";
const LONG_SUMMARY: &str =
    "summary: [\"a b\", \"c d\", \"e f\", \"g h\", \"i j\", \"k l\", \"m n\", \"o p\", \"q r\"],\n";

/// Rule, file, what is written, what is written instead.
pub(super) const EDITS: &[Edit] = &[
    ("easy-read-stale", NAMES, "Say the name as they say it.", "Say it as they do."),
    ("easy-read-stale", NAMES, "title: \"Putting it right\"", "title: \"Mending it\""),
    ("easy-read-stale", NAMES, "Nobody was welcomed.", "Nobody was greeted."),
    ("easy-read-stale", BANK, "“What name shall I call you by?”", "“What name shall I use?”"),
    (
        "easy-read-sentence",
        NAMES,
        SAY,
        "Say(\"When you know the name that they use you can say it to them and to us.\")",
    ),
    (
        "easy-read-sentence",
        NAMES,
        "“Good morning. How can I help?”\", because",
        "“Is there some thing that you or your friend would like me to help you with now?”\", because",
    ),
    ("easy-read-word", NAMES, SAY, "Say(\"Keep confidentiality.\")"),
    // What a module says of itself, and titles.
    ("easy-read-stale", NAMES, "title: \"Names\"", "title: \"Their names\""),
    ("easy-read-stale", NAMES, "the moment after a slip", "what comes after a slip"),
    ("easy-read-summary", NAMES, SUMMARY, ""),
    (
        "easy-read-sentence",
        NAMES,
        "This part is about names.",
        "This part is about the names of all who come to the desk in the front of our house.",
    ),
    (
        "easy-read-sentence",
        NAMES,
        "title: \"Ask for the name\"",
        "title: \"Ask for the name that they would like you to say when you talk to them or of them\"",
    ),
    ("easy-read-word", NAMES, "This part is about names.", "This is about confidentiality."),
    ("easy-read-word", NAMES, "title: \"What is your name?\"", "title: \"Confidentiality\""),
    ("easy-read-ideas", NAMES, "This part is about names.", "A person comes. You ask. They tell you."),
    ("easy-read-ideas", NAMES, "This part is about names.", "- Ask.\\n- Say it."),
    ("easy-read-ideas", NAMES, "title: \"Ask for the name\"", "title: \"Ask it. Say it. Write it.\""),
    ("easy-read-long", NAMES, SUMMARY, LONG_SUMMARY),
    ("same-page-title", NAMES, "title: \"Ask for the name\"", "title: \"Putting it right\""),
    ("variable-not-here", NAMES, "This part is about names.", "This part is for {lead}."),
    ("marks-shown", NAMES, "title: \"Ask for the name\"", "title: \"Ask for **the** name\""),
    ("missing-field", NAMES, "        title: \"What is your name?\",\n", ""),
    ("easy-read-ideas", NAMES, SAY, "Say(\"Ask the name. Say the name. Write it down.\")"),
    ("easy-read-ideas", NAMES, SAY, "Say(\"- Ask the name.\\n- Say it.\")"),
    ("easy-read-ideas", NAMES, SAY, "Say(\"Ask the name.\\n\\nSay it.\")"),
    ("easy-read-left-out", NAMES, "                    Same(\"slip\"),\n", ""),
    ("easy-read-left-out", NAMES, "                    Same(\"opening\"),\n", ""),
    ("easy-read-order", NAMES, "Same(\"where_to_turn\")", "Same(\"where_to_turn\"), Same(\"where_to_turn\")"),
    ("easy-read-order", NAMES, "Heading(\"Who can help?\")", "Same(\"opening\")"),
    ("easy-read-unknown", NAMES, "Same(\"where_to_turn\")", "Same(\"where_to_go\")"),
    (
        "easy-read-options",
        NAMES,
        "                            EasyOption(id: \"nothing\", text: \"You say nothing.\", because: \"The person feels left out.\"),\n",
        "",
    ),
    ("easy-read-options", NAMES, "EasyOption(id: \"nothing\"", "EasyOption(id: \"nothings\""),
    ("easy-read-options", NAMES, "EasyOption(id: \"nothing\"", "EasyOption(id: \"madam\""),
    (
        "easy-read-options",
        BANK,
        "kind: TrueFalse(answer: false, because: \"It asks the person to comfort you.\"),\n",
        "kind: TrueFalse(answer: false, because: \"It asks the person to comfort you.\"),\n            \
         easy_read: EasyQuestion(of: \"669f92a7\", ask: \"Is a long sorry good?\", options: [EasyOption(id: \"yes\", text: \"Yes.\", because: \"No.\")]),\n",
    ),
    // What holds of every text holds here.
    ("same-option", NAMES, "text: \"You say nothing.\"", "text: \"“Good morning, madam.”\""),
    ("missing-alt", NAMES, ", alt: \"Two people at a desk. One asks: “Name?”\"", ""),
    ("missing-media", NAMES, "file: \"sorry.png\"", "file: \"sory.png\""),
    ("unknown-page", NAMES, "[say sorry](page:mending)", "[say sorry](page:mend)"),
    ("unknown-variable", NAMES, "Not sure? Ask {lead}.", "Not sure? Ask {leed}."),
    ("not-allowed-here", NAMES, SAY, "Say(\"Use <b>the</b> name.\")"),
    ("uncited-figure", NAMES, SAY, "Say(\"It helps 7 in 10 people.\")"),
    ("marks-shown", NAMES, "Heading(\"Who can help?\")", "Heading(\"Who can **help**?\")"),
    ("unknown-kind", NAMES, "Heading(\"Who can help?\")", "Head(\"Who can help?\")"),
    ("missing-field", NAMES, "                of: \"149cb2d1\",\n", ""),
];

/// Rules that are broken by more than one edit.
pub(super) fn several() -> Vec<(&'static str, Workbench)> {
    let text = text_of(NAMES);
    let long = text.replace(SAY, &[SAY; 55].join(", "));
    vec![("easy-read-long", bench().file(&format!("{COURSE}/{NAMES}"), long))]
}

pub(super) fn bench() -> Workbench {
    Workbench::new().folder(COURSE, "fixtures/easy")
}

pub(super) fn text_of(file: &str) -> String {
    std::fs::read_to_string(format!("{TESTS}/fixtures/easy/{file}")).expect("the fixture is there")
}

const WHOLE: Whole = Whole { course: COURSE, bench, text_of, besides: &[] };

#[test]
fn a_course_with_something_in_easy_read_breaks_no_rule() {
    WHOLE.breaks_no_rule();
}

#[test]
fn each_edit_breaks_its_rule_and_no_other() {
    WHOLE.is_broken_by_each(EDITS, several());
}
