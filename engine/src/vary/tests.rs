//! Texts are found with their keys, translations with their texts, and places in what results.

use super::{Fit, Holds, State, Text, Whence, fit, literal, put, texts, words};
use crate::raw::RawSaid;
use crate::raw::shape::decode;
use crate::source::Source;

const MODULE: &str = r##"Module(id: "one", title: "One", minutes: 1, pages: [
    Page(id: "first", title: "Words", blocks: [
        Text("Hello."),
        Text(r#"
            Two lines,
            one text.
        "#),
        Named("named", DoDont([Instead(of: "This", say: "That", because: "So.")])),
        Note(label: Some("Tip"), text: "Breathe."),
        Question(id: "asked", outcome: "mend", ask: "Which?", kind: SingleChoice(options: [
            Right(id: "yes", text: "Yes.", because: "It is."),
            Wrong((id: "no", text: "No.", because: "It is not.")),
        ])),
        Question(id: "spot", outcome: "mend", ask: "Which words?", kind: SpotTheWords(text: "A b c d.",
            words: [Right(id: "be", text: "b", because: "B."), Wrong(id: "de", text: "d", because: "D.")])),
        Scenario(id: "scene", intro: "Here.", start: "node", nodes: [
            Node(id: "node", says: [Person("Sam", "Hello.")], ask: "What?", choices: []),
        ]),
        Support(["helpline"]),
        For(["desk"], Text("For the desk.")),
    ]),
])"##;

fn found() -> Vec<Text> {
    texts(&[(&Source::new("m.ron", MODULE), Holds::Module)])
}

fn said(of: &str, say: &str, was: Option<&str>) -> RawSaid {
    RawSaid { of: of.to_owned(), say: say.to_owned(), was: was.map(str::to_owned), delivered: None }
}

fn key(words: &str) -> String {
    let texts = found();
    texts.iter().find(|text| text.words == words).unwrap_or_else(|| panic!("no text `{words}`")).key()
}

#[test]
fn each_text_is_named_by_the_nearest_id_and_its_field() {
    let texts = found();
    let names: Vec<String> = texts.iter().map(|text| format!("{} {}", text.name, text.words)).collect();
    assert_eq!(
        names,
        [
            "one/title One",
            "first/title Words",
            "first/text Hello.",
            "first/text Two lines,\none text.",
            "named/of This",
            "named/say That",
            "named/because So.",
            "first/label Tip",
            "first/text Breathe.",
            "asked/ask Which?",
            "asked.yes/text Yes.",
            "asked.yes/because It is.",
            "asked.no/text No.",
            "asked.no/because It is not.",
            "spot/ask Which words?",
            "spot/text A b c d.",
            "spot.be/text b",
            "spot.be/because B.",
            "spot.de/text d",
            "spot.de/because D.",
            "scene/intro Here.",
            "scene.node/says Sam",
            "scene.node/says Hello.",
            "scene.node/ask What?",
            "first/text For the desk.",
        ]
    );
    for text in &texts {
        assert_eq!(words(&decode::<String>(&MODULE[text.span.clone()]).expect("a text")), text.words);
    }
    // SHA-256 of `bona/text/v1`, a line end and `One`, by sha256sum.
    assert_eq!(texts[0].key(), "one/title/8fc412b2");
}

#[test]
fn indentation_is_no_change_of_a_text() {
    let wider =
        MODULE.replace("            Two lines,\n            one text.", "    Two lines,\n    one text.");
    assert_ne!(wider, MODULE);
    let keys = |texts: Vec<Text>| texts.iter().map(Text::key).collect::<Vec<_>>();
    assert_eq!(keys(texts(&[(&Source::new("m.ron", wider), Holds::Module)])), keys(found()));
}

fn fits(said: &[RawSaid]) -> (Vec<(String, usize)>, Fit) {
    let texts = found();
    let fit = fit(&texts, said);
    let shown = texts.iter().zip(&fit.shown).filter_map(|(text, said)| Some((text.words.clone(), (*said)?)));
    (shown.collect(), fit)
}

#[test]
fn a_translation_is_found_by_key_then_by_words() {
    let hash = |words: &str| key(words).rsplit_once('/').expect("a key has a hash").1.to_owned();
    let (shown, fit) = fits(&[
        said(&key("One"), "Un", None),
        said(&format!("elsewhere/text/{}", hash("Breathe.")), "Anadlwch.", None),
        said("first/text/00000000", "Rhywbeth.", None),
        said("nowhere/text/00000000", "Dim.", None),
        said(&key("Which?"), "Pa un?", Some("asked/ask/00000000")),
        said(&key("Words"), " ", None),
        said(&key("One"), "Arall", None),
    ]);
    assert_eq!(shown, [("One".to_owned(), 0), ("Breathe.".to_owned(), 1)]);
    let texts = found();
    let at = |words: &str| texts.iter().position(|text| text.words == words).expect("it is there");
    // `Hello.` stands on the page and in the scene; only that of the page has the name of the translation.
    let on_page =
        |words: &str| texts.iter().position(|text| text.name == "first/text" && text.words == words);
    let free: Vec<usize> = ["Hello.", "Two lines,\none text.", "For the desk."]
        .iter()
        .map(|words| on_page(words).expect("it is there"))
        .collect();
    assert_eq!(
        fit.states,
        [
            State::Used,
            State::Used,
            State::Stale(free),
            State::Unknown,
            State::Stale(vec![at("Which?")]),
            State::Empty,
            State::Twice(0),
        ]
    );
}

#[test]
fn a_passage_and_its_words_are_in_one_language() {
    let all = [
        said(&key("A b c d."), "E f g h.", None),
        said(&key("b"), "f", None),
        said(&key("d"), "h", None),
        said(&key("B."), "Eff.", None),
    ];
    assert_eq!(fits(&all).0.len(), 4);
    let (shown, _) = fits(&all[1..]);
    assert_eq!(shown, [("B.".to_owned(), 2)], "why a word is right is no word of the passage");
}

#[test]
fn places_in_what_results_lead_back() {
    let text = "(a: \"one\", b: \"two\", c: 3)";
    let spans: Vec<_> = ["\"one\"", "\"two\""]
        .iter()
        .map(|piece| text.find(piece).map(|at| at..at + 5).expect("it is there"))
        .collect();
    let varied =
        put(text, vec![(spans[1].clone(), None, "cy"), (spans[0].clone(), Some(7), "a \"long\" one")]);
    assert_eq!(varied.text, "(a: r#\"a \"long\" one\"#, b: \"cy\", c: 3)");
    let of = |piece: &str| varied.text.find(piece).map(|at| at..at + piece.len()).expect("it is there");
    assert_eq!(varied.whence(&of("long")), Whence::Said(7));
    assert_eq!(varied.whence(&of("\"cy\"")), Whence::Language);
    let here = |piece: &str| text.find(piece).map(|at| at..at + piece.len()).expect("it is there");
    for piece in ["(a: ", "b: ", "c: 3"] {
        assert_eq!(varied.whence(&of(piece)), Whence::Here(here(piece)), "{piece}");
    }
    assert_eq!(varied.whence(&(0..varied.text.len())), Whence::Here(0..text.len()));
}

#[test]
fn every_text_can_be_written_and_read_again() {
    for text in ["", "plain", "“quoted”", "a \"b\" \\ c", "\"#", "\"##\"#", "two\nlines", "- a\n  b\n- c"]
    {
        let read = decode::<String>(&literal(text)).expect("it is RON");
        assert_eq!(words(&read), text, "{}", literal(text));
    }
}
