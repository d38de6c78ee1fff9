//! Questions that are read: what is asked, what could be answered, and what is right, folded away.
//!
//! The player asks what it can; the rest stands in the page like this, whole and in print too. Things stand in the
//! order of their letters, which gives no answer away.

use bona_engine::course::{
    Likert, Markup, Matching, Number, Ordering, Question, QuestionKind, Scale, ShortText, Sorting, Spotting,
};
use bona_engine::score::table;
use serde::Serialize;

use crate::markup::{escape, html, inline};
use crate::strings::{Words, fill};

/// A question to be read.
#[derive(Debug, Default, Serialize)]
pub(crate) struct ReadView {
    /// What may be hard to read in it.
    note_html: Option<String>,
    ask_html: String,
    /// A passage that the question is about; may be empty.
    passage_html: String,
    lists: Vec<ListView>,
    answers: Vec<AnswerView>,
    /// Why, of all answers together; may be empty.
    because_html: String,
}

#[derive(Debug, Serialize)]
struct ListView {
    label: String,
    items_html: Vec<String>,
}

/// Something that is right or wrong, and why.
#[derive(Debug, Serialize)]
struct AnswerView {
    what_html: String,
    /// May be empty.
    because_html: String,
}

/// The view of a question that the player cannot ask.
pub(crate) fn read(asked: &Question, say: &Words) -> ReadView {
    let mut view = match &asked.kind {
        QuestionKind::Matching(own) => matching(own, asked, say),
        QuestionKind::SortIntoGroups(own) => sorting(own, say),
        QuestionKind::Ordering(own) => ordering(own, asked, say),
        QuestionKind::ShortText(own) => short_text(own, say),
        QuestionKind::Number(own) => number(own, say),
        QuestionKind::Likert(own) => likert(own, say),
        QuestionKind::SpotTheWords(own) => spotting(own, say),
        QuestionKind::SingleChoice { .. }
        | QuestionKind::MultipleChoice { .. }
        | QuestionKind::TrueFalse { .. } => ReadView::default(),
    };
    view.note_html = asked.content_note.as_ref().map(html);
    view.ask_html = inline(&asked.ask);
    view.because_html.push_str(&asked.because.as_ref().map(html).unwrap_or_default());
    view
}

fn list(label: &str, items_html: Vec<String>) -> ListView {
    ListView { label: label.to_owned(), items_html }
}

fn answer(what_html: String, because: Option<&Markup>) -> AnswerView {
    AnswerView { what_html, because_html: because.map(html).unwrap_or_default() }
}

fn matching(own: &Matching, asked: &Question, say: &Words) -> ReadView {
    let of_id = |id: &String| {
        let pair = own.pairs.iter().find(|pair| pair.id.as_str() == id).map(|pair| &pair.right);
        let extra = own.extra.iter().find(|extra| extra.id.as_str() == id).map(|extra| &extra.text);
        pair.or(extra).map(inline)
    };
    let lefts = own.pairs.iter().map(|pair| inline(&pair.left)).collect();
    let rights = table(asked).options.iter().filter_map(of_id).collect();
    let together = |left: &Markup, right: &Markup| format!("{} → {}", inline(left), inline(right));
    ReadView {
        lists: vec![list(say["read.match"], lefts), list(say["read.with"], rights)],
        answers: own
            .pairs
            .iter()
            .map(|pair| answer(together(&pair.left, &pair.right), pair.because.as_ref()))
            .collect(),
        because_html: html(&own.because),
        ..ReadView::default()
    }
}

fn sorting(own: &Sorting, say: &Words) -> ReadView {
    let group = |place: usize| own.groups.get(place).map(|group| escape(&group.title)).unwrap_or_default();
    let items = own.items.iter().map(|item| inline(&item.text)).collect();
    let groups = own.groups.iter().map(|group| escape(&group.title)).collect();
    ReadView {
        lists: vec![list(say["read.sort"], items), list(say["read.into"], groups)],
        answers: own
            .items
            .iter()
            .map(|item| {
                answer(format!("{} → {}", inline(&item.text), group(item.group)), Some(&item.because))
            })
            .collect(),
        ..ReadView::default()
    }
}

fn ordering(own: &Ordering, asked: &Question, say: &Words) -> ReadView {
    let of_id =
        |id: &String| own.items.iter().find(|item| item.id.as_str() == id).map(|item| inline(&item.text));
    let items = table(asked).options.iter().filter_map(of_id).collect();
    let right = own.items.iter().zip(1..);
    ReadView {
        lists: vec![list(say["read.order"], items)],
        answers: right
            .map(|(item, place)| answer(format!("{place}. {}", inline(&item.text)), item.because.as_ref()))
            .collect(),
        because_html: html(&own.because),
        ..ReadView::default()
    }
}

fn short_text(own: &ShortText, say: &Words) -> ReadView {
    let hint = own.hint.iter().map(|hint| escape(hint)).collect();
    ReadView {
        lists: vec![list(say["read.text"], hint)],
        answers: own
            .accept
            .iter()
            .map(|accept| answer(escape(&accept.texts.join(" / ")), Some(&accept.because)))
            .collect(),
        ..ReadView::default()
    }
}

fn number(own: &Number, say: &Words) -> ReadView {
    let with_unit = |number: String| match &own.unit {
        Some(unit) => escape(&format!("{number} {unit}")),
        None => number,
    };
    let between = |from: i64, to: i64| {
        let (from, to) = (decimal(from, own.places), decimal(to, own.places));
        fill(say["read.between"], &[("from", &from), ("to", &to)])
    };
    let right = if own.from == own.to { decimal(own.from, own.places) } else { between(own.from, own.to) };
    ReadView {
        lists: vec![list(say["read.number"], vec![with_unit(between(own.min, own.max))])],
        answers: vec![answer(with_unit(right), Some(&own.because))],
        ..ReadView::default()
    }
}

/// A whole number of last digits with its point.
fn decimal(number: i64, places: u32) -> String {
    let places = places as usize;
    let digits = format!("{:0>width$}", number.unsigned_abs(), width = places + 1);
    let (whole, part) = digits.split_at(digits.len() - places);
    let sign = if number < 0 { "−" } else { "" };
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

fn likert(own: &Likert, say: &Words) -> ReadView {
    let statements = own.statements.iter().map(|statement| inline(&statement.text)).collect();
    let key = match &own.scale {
        Scale::Agreement5 => "scale.agreement_5",
        Scale::Agreement7 => "scale.agreement_7",
        Scale::Frequency5 => "scale.frequency_5",
        Scale::Words(words) => {
            let words = words.iter().map(|word| escape(word)).collect();
            return opinion(statements, words, say);
        }
    };
    opinion(statements, say[key].split('|').map(escape).collect(), say)
}

fn opinion(statements: Vec<String>, words: Vec<String>, say: &Words) -> ReadView {
    ReadView {
        lists: vec![list(say["read.opinion"], statements), list(say["read.scale"], words)],
        ..ReadView::default()
    }
}

fn spotting(own: &Spotting, say: &Words) -> ReadView {
    let words = own.words.iter().map(|word| escape(&word.text)).collect();
    let verdict = |right: bool| say[if right { "read.spot_yes" } else { "read.spot_no" }];
    ReadView {
        passage_html: html(&own.passage),
        lists: vec![list(say["read.spot"], words)],
        answers: own
            .words
            .iter()
            .map(|word| {
                let what = escape(&fill(verdict(word.right), &[("words", &word.text)]));
                answer(what, Some(&word.because))
            })
            .collect(),
        ..ReadView::default()
    }
}
