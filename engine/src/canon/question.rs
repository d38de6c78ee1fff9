//! A question as JSON, kind by kind.
//!
//! What is as it is when the author says nothing (a weight of 1) is absent.

use super::json::markup;
use super::value::{Json, object};
use crate::course::{
    Likert, Marks, Matching, Number, Ordering, Question, QuestionKind, QuestionOption, Scale, ShortText,
    Sorting, Spotting,
};

/// A question of a page or of a bank.
pub(super) fn question(question: &Question) -> Json<'_> {
    let mut entry = object([
        ("ask", markup(&question.ask)),
        ("attempts", question.attempts.into()),
        ("id", question.id.as_str().into()),
        ("kind", kind(&question.kind)),
        ("outcome", question.outcome.as_str().into()),
        ("required", question.required.into()),
    ]);
    entry.optional("because", question.because.as_ref().map(markup));
    entry.optional("weight", (question.weight != 1).then(|| question.weight.into()));
    entry.optional("content_note", question.content_note.as_ref().map(markup));
    entry.optional("alternative", question.alternative.as_ref().map(|id| id.as_str().into()));
    entry.optional("easy_read", question.easy_read.as_deref().map(super::easy::wording));
    entry.done()
}

fn kind(kind: &QuestionKind) -> Json<'_> {
    match kind {
        QuestionKind::SingleChoice { options, keep_order } => {
            object([("single", options.iter().map(option).collect()), ("keep_order", (*keep_order).into())])
                .done()
        }
        QuestionKind::MultipleChoice { options, marks, keep_order } => {
            let options = options.iter().map(option).collect();
            object([
                ("multiple", options),
                ("marks", word(*marks, "per_option").into()),
                ("keep_order", (*keep_order).into()),
            ])
            .done()
        }
        QuestionKind::TrueFalse { answer, because } => {
            object([("true_false", (*answer).into()), ("because", markup(because))]).done()
        }
        QuestionKind::Matching(own) => matching(own),
        QuestionKind::SortIntoGroups(own) => sorting(own),
        QuestionKind::Ordering(own) => ordering(own),
        QuestionKind::ShortText(own) => short_text(own),
        QuestionKind::Number(own) => number(own),
        QuestionKind::Likert(own) => likert(own),
        QuestionKind::SpotTheWords(own) => spotting(own),
    }
}

fn option(option: &QuestionOption) -> Json<'_> {
    object([
        ("because", markup(&option.because)),
        ("id", option.id.as_str().into()),
        ("right", option.right.into()),
        ("text", markup(&option.text)),
    ])
    .done()
}

fn word(marks: Marks, part: &'static str) -> &'static str {
    match marks {
        Marks::All => "all",
        Marks::PerPart => part,
    }
}

fn matching(own: &Matching) -> Json<'_> {
    let pairs = own.pairs.iter().map(|pair| {
        let mut entry = object([
            ("id", pair.id.as_str().into()),
            ("left", markup(&pair.left)),
            ("right", markup(&pair.right)),
        ]);
        entry.optional("because", pair.because.as_ref().map(markup));
        entry.done()
    });
    let extra = own
        .extra
        .iter()
        .map(|extra| object([("id", extra.id.as_str().into()), ("text", markup(&extra.text))]).done());
    object([
        ("because", markup(&own.because)),
        ("extra", extra.collect()),
        ("marks", word(own.marks, "pairs").into()),
        ("matching", pairs.collect()),
    ])
    .done()
}

fn sorting(own: &Sorting) -> Json<'_> {
    let groups = own.groups.iter().map(|group| {
        object([("id", group.id.as_str().into()), ("title", group.title.as_str().into())]).done()
    });
    let items = own.items.iter().map(|item| {
        let group = own.groups.get(item.group).map(|group| group.id.as_str());
        object([
            ("because", markup(&item.because)),
            ("group", group.into()),
            ("id", item.id.as_str().into()),
            ("text", markup(&item.text)),
        ])
        .done()
    });
    object([
        ("groups", groups.collect()),
        ("marks", word(own.marks, "per_option").into()),
        ("sort", items.collect()),
    ])
    .done()
}

fn ordering(own: &Ordering) -> Json<'_> {
    let items = own.items.iter().map(|item| {
        let mut entry = object([("id", item.id.as_str().into()), ("text", markup(&item.text))]);
        entry.optional("because", item.because.as_ref().map(markup));
        entry.done()
    });
    object([
        ("because", markup(&own.because)),
        ("marks", word(own.marks, "sequence").into()),
        ("order", items.collect()),
    ])
    .done()
}

fn short_text(own: &ShortText) -> Json<'_> {
    let accept = own.accept.iter().map(|one| {
        object([
            ("because", markup(&one.because)),
            ("id", one.id.as_str().into()),
            ("texts", one.texts.iter().collect()),
        ])
        .done()
    });
    let mut entry = object([("accept", accept.collect()), ("otherwise", markup(&own.otherwise))]);
    entry.optional("hint", own.hint.as_ref().map(|hint| hint.as_str().into()));
    entry.done()
}

fn number(own: &Number) -> Json<'_> {
    let mut entry = object([
        ("because", markup(&own.because)),
        ("from", own.from.into()),
        ("max", own.max.into()),
        ("min", own.min.into()),
        ("places", own.places.into()),
        ("to", own.to.into()),
    ]);
    entry.optional("unit", own.unit.as_ref().map(|unit| unit.as_str().into()));
    entry.optional("otherwise", own.otherwise.as_ref().map(markup));
    object([("number", entry.done())]).done()
}

fn likert(own: &Likert) -> Json<'_> {
    let statements = own.statements.iter().map(|statement| {
        object([("id", statement.id.as_str().into()), ("text", markup(&statement.text))]).done()
    });
    let scale = match &own.scale {
        Scale::Agreement5 => "agreement_5".into(),
        Scale::Agreement7 => "agreement_7".into(),
        Scale::Frequency5 => "frequency_5".into(),
        Scale::Words(words) => words.iter().collect(),
    };
    object([("likert", statements.collect()), ("scale", scale)]).done()
}

fn spotting(own: &Spotting) -> Json<'_> {
    let words = own.words.iter().map(|word| {
        object([
            ("because", markup(&word.because)),
            ("id", word.id.as_str().into()),
            ("right", word.right.into()),
            ("text", word.text.as_str().into()),
        ])
        .done()
    });
    object([
        ("marks", word(own.marks, "per_option").into()),
        ("passage", markup(&own.passage)),
        ("spot", words.collect()),
    ])
    .done()
}
