//! One question of each kind that is not answered by choosing among options.

use bona_engine::course::{
    Accept, Extra, Group, Likert, Marks, Matching, Number, Ordered, Ordering, Pair, Question, QuestionKind,
    Scale, ShortText, Sorted, Sorting, Spot, Spotting, Statement,
};
use bona_engine::id::OptionId;

use super::{question, words};

/// The questions, by ids of what they want.
pub(crate) fn other_kinds() -> Vec<Question> {
    let kinds = [
        ("match_it", matching()),
        ("sort_it", sorting()),
        ("order_it", ordering()),
        ("write_it", short_text()),
        ("count_it", number()),
        ("feel_it", likert()),
        ("spot_it", spotting()),
    ];
    let ask = |(id, kind)| question(id, "greet_openly", "What is it?", kind);
    kinds.into_iter().map(ask).collect()
}

fn id(text: &str) -> OptionId {
    OptionId::parse(text).expect("the sample's ids are ids")
}

fn matching() -> QuestionKind {
    let pair = |name: &str, left: &str, right: &str| Pair {
        id: id(name),
        left: words(left),
        right: words(right),
        because: Some(words("It is asked for that.")),
    };
    QuestionKind::Matching(Matching {
        pairs: vec![
            pair("next_of_kin", "“Who should we call?”", "Emergency contact"),
            pair("title", "“How shall I address you?”", "Letters and calls"),
        ],
        extra: vec![Extra { id: id("nothing"), text: words("Nothing that we need") }],
        marks: Marks::PerPart,
        because: words("Ask what the task needs."),
    })
}

fn sorting() -> QuestionKind {
    let group = |name: &str, title: &str| Group { id: id(name), title: title.into() };
    let sorted = |name: &str, text: &str, group| Sorted {
        id: id(name),
        text: words(text),
        group,
        because: words("The task says so."),
    };
    QuestionKind::SortIntoGroups(Sorting {
        groups: vec![group("ask", "Ask"), group("leave", "Leave")],
        items: vec![sorted("name", "The name to call out", 0), sorted("marriage", "Married or not", 1)],
        marks: Marks::PerPart,
    })
}

fn ordering() -> QuestionKind {
    let ordered = |name: &str, text: &str| Ordered { id: id(name), text: words(text), because: None };
    QuestionKind::Ordering(Ordering {
        items: vec![
            ordered("sorry", "Say sorry, once."),
            ordered("correct", "Use the right word."),
            ordered("move_on", "Carry on."),
        ],
        marks: Marks::PerPart,
        because: words("Short, right, and on."),
    })
}

fn short_text() -> QuestionKind {
    QuestionKind::ShortText(ShortText {
        accept: vec![Accept {
            id: id("pronouns"),
            texts: vec!["pronouns".into(), "Pronoun.".into()],
            because: words("They stand for a name."),
        }],
        otherwise: words("It is the small words that stand for a name."),
        hint: Some("one word".into()),
    })
}

fn number() -> QuestionKind {
    QuestionKind::Number(Number {
        places: 1,
        min: 0,
        max: 1000,
        from: 31,
        to: 33,
        unit: Some("per cent".into()),
        because: words("So said the census."),
        otherwise: Some(words("Look again.")),
    })
}

fn likert() -> QuestionKind {
    QuestionKind::Likert(Likert {
        statements: vec![Statement { id: id("at_ease"), text: words("I know what to say.") }],
        scale: Scale::Agreement5,
    })
}

fn spotting() -> QuestionKind {
    let spot = |name: &str, text: &str, right| Spot {
        id: id(name),
        text: text.into(),
        right,
        because: words("It guesses, or it does not."),
    };
    QuestionKind::SpotTheWords(Spotting {
        passage: words("Good morning. Is your wife parking the car?"),
        words: vec![spot("wife", "your wife", true), spot("car", "the car", false)],
        marks: Marks::All,
    })
}
