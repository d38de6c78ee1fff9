//! A question as JSON, kind by kind.
//!
//! What is as it is when the author says nothing (a weight of 1) is absent.

use serde_json::{Value, json};

use super::json::{markup, object, optional};
use crate::course::{
    Likert, Marks, Matching, Number, Ordering, Question, QuestionKind, QuestionOption, Scale, ShortText,
    Sorting, Spotting,
};

/// A question of a page or of a bank.
pub(super) fn question(question: &Question) -> Value {
    let mut entry = object([
        ("ask", markup(&question.ask)),
        ("attempts", question.attempts.into()),
        ("id", question.id.as_str().into()),
        ("kind", kind(&question.kind)),
        ("outcome", question.outcome.as_str().into()),
        ("required", question.required.into()),
    ]);
    optional(&mut entry, "because", question.because.as_ref().map(markup));
    optional(&mut entry, "weight", (question.weight != 1).then(|| question.weight.into()));
    optional(&mut entry, "content_note", question.content_note.as_ref().map(markup));
    optional(&mut entry, "alternative", question.alternative.as_ref().map(|id| id.as_str().into()));
    optional(&mut entry, "easy_read", question.easy_read.as_deref().map(super::easy::wording));
    Value::Object(entry)
}

fn kind(kind: &QuestionKind) -> Value {
    match kind {
        QuestionKind::SingleChoice { options, keep_order } => {
            json!({"single": options.iter().map(option).collect::<Vec<_>>(), "keep_order": keep_order})
        }
        QuestionKind::MultipleChoice { options, marks, keep_order } => {
            let options: Vec<_> = options.iter().map(option).collect();
            json!({"multiple": options, "marks": word(*marks, "per_option"), "keep_order": keep_order})
        }
        QuestionKind::TrueFalse { answer, because } => {
            json!({"true_false": answer, "because": markup(because)})
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

fn option(option: &QuestionOption) -> Value {
    json!({"because": markup(&option.because), "id": option.id.as_str(), "right": option.right, "text": markup(&option.text)})
}

fn word(marks: Marks, part: &'static str) -> &'static str {
    match marks {
        Marks::All => "all",
        Marks::PerPart => part,
    }
}

fn matching(own: &Matching) -> Value {
    let pairs = own.pairs.iter().map(|pair| {
        let mut entry = object([
            ("id", pair.id.as_str().into()),
            ("left", markup(&pair.left)),
            ("right", markup(&pair.right)),
        ]);
        optional(&mut entry, "because", pair.because.as_ref().map(markup));
        Value::Object(entry)
    });
    let extra = own.extra.iter().map(|extra| json!({"id": extra.id.as_str(), "text": markup(&extra.text)}));
    json!({
        "because": markup(&own.because),
        "extra": extra.collect::<Vec<_>>(),
        "marks": word(own.marks, "pairs"),
        "matching": pairs.collect::<Vec<_>>(),
    })
}

fn sorting(own: &Sorting) -> Value {
    let groups = own.groups.iter().map(|group| json!({"id": group.id.as_str(), "title": group.title}));
    let items = own.items.iter().map(|item| {
        let group = own.groups.get(item.group).map(|group| group.id.as_str());
        json!({"because": markup(&item.because), "group": group, "id": item.id.as_str(), "text": markup(&item.text)})
    });
    json!({
        "groups": groups.collect::<Vec<_>>(),
        "marks": word(own.marks, "per_option"),
        "sort": items.collect::<Vec<_>>(),
    })
}

fn ordering(own: &Ordering) -> Value {
    let items = own.items.iter().map(|item| {
        let mut entry = object([("id", item.id.as_str().into()), ("text", markup(&item.text))]);
        optional(&mut entry, "because", item.because.as_ref().map(markup));
        Value::Object(entry)
    });
    json!({
        "because": markup(&own.because),
        "marks": word(own.marks, "sequence"),
        "order": items.collect::<Vec<_>>(),
    })
}

fn short_text(own: &ShortText) -> Value {
    let accept = own
        .accept
        .iter()
        .map(|one| json!({"because": markup(&one.because), "id": one.id.as_str(), "texts": one.texts}));
    let mut entry = object([("accept", accept.collect()), ("otherwise", markup(&own.otherwise))]);
    optional(&mut entry, "hint", own.hint.as_ref().map(|hint| hint.as_str().into()));
    Value::Object(entry)
}

fn number(own: &Number) -> Value {
    let mut entry = object([
        ("because", markup(&own.because)),
        ("from", own.from.into()),
        ("max", own.max.into()),
        ("min", own.min.into()),
        ("places", own.places.into()),
        ("to", own.to.into()),
    ]);
    optional(&mut entry, "unit", own.unit.as_ref().map(|unit| unit.as_str().into()));
    optional(&mut entry, "otherwise", own.otherwise.as_ref().map(markup));
    json!({ "number": entry })
}

fn likert(own: &Likert) -> Value {
    let statements = own
        .statements
        .iter()
        .map(|statement| json!({"id": statement.id.as_str(), "text": markup(&statement.text)}));
    let scale = match &own.scale {
        Scale::Agreement5 => json!("agreement_5"),
        Scale::Agreement7 => json!("agreement_7"),
        Scale::Frequency5 => json!("frequency_5"),
        Scale::Words(words) => json!(words),
    };
    json!({"likert": statements.collect::<Vec<_>>(), "scale": scale})
}

fn spotting(own: &Spotting) -> Value {
    let words = own
        .words
        .iter()
        .map(|word| json!({"because": markup(&word.because), "id": word.id.as_str(), "right": word.right, "text": word.text}));
    json!({
        "marks": word(own.marks, "per_option"),
        "passage": markup(&own.passage),
        "spot": words.collect::<Vec<_>>(),
    })
}
