//! Questions that are answered in other ways than by choosing among options, as their templates see them.
//!
//! Things stand in the order of their letters, which gives no answer away; the player puts some of them in an order of
//! the learner's own. Without scripts and on paper the same words are read, and nothing of what is right.

use bona_engine::course::{
    Inline, Likert, Markup, Matching, Node, Number, Ordering, Question, QuestionKind, Scale, ShortText,
    Sorting, Spotting,
};
use bona_engine::score::table;
use serde::Serialize;

use crate::markup::{escape, html, inline};
use crate::strings::{Words, fill};

/// A question of rows, an order, a text, a number, opinions or a passage.
#[derive(Debug, Default, Serialize)]
pub(crate) struct AskedView {
    /// The template of its kind.
    #[serde(skip)]
    pub(crate) template: &'static str,
    id: String,
    /// What may be hard to read in it.
    note_html: Option<String>,
    ask_html: String,
    /// How it is answered.
    hint: String,
    /// A passage with its pieces to be chosen; empty where there is none.
    passage_html: String,
    /// What something is put to: left sides, things to sort, statements.
    rows: Vec<RowView>,
    /// What can be put or chosen.
    choices: Vec<ChoiceView>,
    /// What a field is called.
    label: String,
    /// What is counted.
    unit: Option<String>,
    /// `text`, `numeric` or `decimal`: which keys a telephone shows.
    inputmode: &'static str,
}

#[derive(Debug, Serialize)]
struct RowView {
    letter: char,
    text_html: String,
}

#[derive(Debug, Serialize)]
struct ChoiceView {
    letter: char,
    /// The words alone: a list to choose from has room for nothing else.
    text: String,
    text_html: String,
}

/// The view of a question that has no options; `None` for one that has.
pub(crate) fn asked(question: &Question, say: &Words) -> Option<AskedView> {
    let view = match &question.kind {
        QuestionKind::Matching(own) => matching(own, question, say),
        QuestionKind::SortIntoGroups(own) => sorting(own, question, say),
        QuestionKind::Ordering(own) => ordering(own, question, say),
        QuestionKind::ShortText(own) => short_text(own, say),
        QuestionKind::Number(own) => number(own, say),
        QuestionKind::Likert(own) => likert(own, question, say),
        QuestionKind::SpotTheWords(own) => spotting(own, question, say),
        QuestionKind::SingleChoice { .. }
        | QuestionKind::MultipleChoice { .. }
        | QuestionKind::TrueFalse { .. } => return None,
    };
    Some(AskedView {
        id: question.id.to_string(),
        note_html: question.content_note.as_ref().map(html),
        ask_html: super::easy::ask(question),
        ..view
    })
}

/// Rows by the letters of the question's table.
fn rows<'a>(question: &Question, text: impl Fn(&str) -> Option<&'a Markup>) -> Vec<RowView> {
    let table = table(question);
    let texts = table.rows.iter().map(|id| text(id).map(inline).unwrap_or_default());
    table.row_letters.chars().zip(texts).map(|(letter, text_html)| RowView { letter, text_html }).collect()
}

/// What can be chosen, by the letters of the question's table.
fn choices<'a>(question: &Question, text: impl Fn(&str) -> Option<&'a Markup>) -> Vec<ChoiceView> {
    let table = table(question);
    let texts = table.options.iter().filter_map(|id| text(id));
    table
        .letters
        .chars()
        .zip(texts)
        .map(|(letter, text)| ChoiceView { letter, text: text.plain(), text_html: inline(text) })
        .collect()
}

/// Choices that are plain words, in order.
fn worded<'a>(letters: impl Iterator<Item = char>, words: impl Iterator<Item = &'a str>) -> Vec<ChoiceView> {
    letters
        .zip(words)
        .map(|(letter, text)| ChoiceView { letter, text: text.to_owned(), text_html: escape(text) })
        .collect()
}

fn matching(own: &Matching, question: &Question, say: &Words) -> AskedView {
    let left = |id: &str| own.pairs.iter().find(|pair| pair.id.as_str() == id).map(|pair| &pair.left);
    let right = |id: &str| {
        let pair = own.pairs.iter().find(|pair| pair.id.as_str() == id).map(|pair| &pair.right);
        pair.or_else(|| own.extra.iter().find(|extra| extra.id.as_str() == id).map(|extra| &extra.text))
    };
    AskedView {
        template: "block_question_rows",
        hint: say["asked_match"].to_owned(),
        rows: rows(question, left),
        choices: choices(question, right),
        ..AskedView::default()
    }
}

fn sorting(own: &Sorting, question: &Question, say: &Words) -> AskedView {
    let item = |id: &str| own.items.iter().find(|item| item.id.as_str() == id).map(|item| &item.text);
    let titles = own.groups.iter().map(|group| group.title.as_str());
    AskedView {
        template: "block_question_rows",
        hint: say["asked_sort"].to_owned(),
        rows: rows(question, item),
        choices: worded(table(question).letters.chars(), titles),
        ..AskedView::default()
    }
}

fn ordering(own: &Ordering, question: &Question, say: &Words) -> AskedView {
    let item = |id: &str| own.items.iter().find(|item| item.id.as_str() == id).map(|item| &item.text);
    AskedView {
        template: "block_question_order",
        hint: say["asked_order"].to_owned(),
        choices: choices(question, item),
        ..AskedView::default()
    }
}

fn short_text(own: &ShortText, say: &Words) -> AskedView {
    AskedView {
        template: "block_question_typed",
        hint: own.hint.clone().unwrap_or_default(),
        label: say["asked_label"].to_owned(),
        inputmode: "text",
        ..AskedView::default()
    }
}

fn number(own: &Number, say: &Words) -> AskedView {
    let hint = if own.places == 0 { "asked_number" } else { "asked_decimal" };
    let (from, to) = (decimal(own.min, own.places), decimal(own.max, own.places));
    AskedView {
        template: "block_question_typed",
        hint: fill(say[hint], &[("from", &from), ("to", &to)]),
        label: say["asked_label"].to_owned(),
        unit: own.unit.clone(),
        // Keys for digits alone have no sign.
        inputmode: if own.min < 0 {
            "text"
        } else if own.places == 0 {
            "numeric"
        } else {
            "decimal"
        },
        ..AskedView::default()
    }
}

/// Which numbers are right, or which texts are accepted, in words for whoever has answered.
pub(crate) fn right_in_words(question: &Question, say: &Words) -> String {
    let (key, list) = match &question.kind {
        QuestionKind::ShortText(own) => {
            let first = own.accept.iter().filter_map(|accept| accept.texts.first().map(String::as_str));
            ("accepted", first.collect::<Vec<_>>().join(", "))
        }
        QuestionKind::Number(own) => {
            let (from, to) = (decimal(own.from, own.places), decimal(own.to, own.places));
            let range = fill(say["asked_between"], &[("from", &from), ("to", &to)]);
            let number = if own.from == own.to { from } else { range };
            ("right_number", own.unit.iter().fold(number, |number, unit| format!("{number} {unit}")))
        }
        _ => return String::new(),
    };
    format!("<p>{}</p>", escape(&fill(say[key], &[("what", &list)])))
}

/// A whole number of last digits with its point.
fn decimal(number: i64, places: u32) -> String {
    let places = places as usize;
    let digits = format!("{:0>width$}", number.unsigned_abs(), width = places + 1);
    let (whole, part) = digits.split_at(digits.len() - places);
    let sign = if number < 0 { "−" } else { "" };
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

fn likert(own: &Likert, question: &Question, say: &Words) -> AskedView {
    let statement = |id: &str| own.statements.iter().find(|one| one.id.as_str() == id).map(|one| &one.text);
    let words: Vec<&str> = match &own.scale {
        Scale::Agreement5 => points("agreement_5", 5, say),
        Scale::Agreement7 => points("agreement_7", 7, say),
        Scale::Frequency5 => points("frequency_5", 5, say),
        Scale::Words(words) => words.iter().map(String::as_str).collect(),
    };
    AskedView {
        template: "block_question_likert",
        hint: say["asked_opinion"].to_owned(),
        rows: rows(question, statement),
        choices: worded('a'..='z', words.into_iter().chain([say["asked_rather_not"]])),
        ..AskedView::default()
    }
}

/// The words of a scale, from its first point to its last.
pub(super) fn points(scale: &str, many: u32, say: &Words) -> Vec<&'static str> {
    (1..=many).map(|point| say[format!("{scale}.p{point}").as_str()]).collect()
}

fn spotting(own: &Spotting, question: &Question, say: &Words) -> AskedView {
    let words = own.words.iter().map(|word| word.text.as_str());
    let choices = worded(table(question).letters.chars(), words);
    AskedView {
        template: "block_question_spot",
        hint: say["asked_spot"].to_owned(),
        passage_html: passage(&own.passage, &choices, question.id.as_str()),
        choices,
        ..AskedView::default()
    }
}

/// First of the signs of Unicode's private use that stand for the beginnings of pieces, one a letter; the sign after
/// them stands for every end. They are taken out of the author's words before.
const BEGINS: u32 = 0xE000;
const ENDS: char = '\u{E01A}';

/// The sign that stands for the beginning of this piece.
fn begins(choice: &ChoiceView) -> char {
    char::from_u32(BEGINS + u32::from(choice.letter) - u32::from('a')).unwrap_or(ENDS)
}

/// A passage in which each piece can be chosen by itself.
fn passage(text: &Markup, pieces: &[ChoiceView], id: &str) -> String {
    let mut marked = text.nodes().into_owned();
    marked.iter_mut().for_each(|node| mark_node(node, pieces));
    let mut out = html(&Markup::of(marked)).replace(ENDS, "</span></label>");
    for piece in pieces {
        let letter = piece.letter;
        let control = format!(
            "<label class=\"piece\"><input type=\"checkbox\" name=\"item-{id}\" value=\"{letter}\" aria-describedby=\"why-{id}-{letter}\"><span>"
        );
        out = out.replace(begins(piece), &control);
    }
    out
}

fn mark_node(node: &mut Node, pieces: &[ChoiceView]) {
    match node {
        Node::Paragraph(line) | Node::Heading(_, line) => mark_line(line, pieces),
        Node::List { items, .. } => items.iter_mut().flatten().for_each(|node| mark_node(node, pieces)),
        Node::Quote(inner) => inner.iter_mut().for_each(|node| mark_node(node, pieces)),
    }
}

fn mark_line(line: &mut [Inline], pieces: &[ChoiceView]) {
    for inline in line {
        match inline {
            Inline::Text(words) => *words = mark_words(words, pieces),
            Inline::Break => {}
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Link(_, inner)
            | Inline::Language(_, inner) => mark_line(inner, pieces),
        }
    }
}

/// Words with signs round each piece that stands in them; pieces do not overlap.
fn mark_words(words: &str, pieces: &[ChoiceView]) -> String {
    let words: String =
        words.chars().filter(|sign| !(BEGINS..=u32::from(ENDS)).contains(&u32::from(*sign))).collect();
    let mut found: Vec<_> =
        pieces.iter().filter_map(|piece| Some((words.find(&piece.text)?, piece))).collect();
    found.sort_by_key(|(at, _)| *at);
    let (mut out, mut after) = (String::new(), 0);
    for (at, piece) in found {
        out.push_str(words.get(after..at).unwrap_or_default());
        out.push(begins(piece));
        out.push_str(&piece.text);
        out.push(ENDS);
        after = at + piece.text.len();
    }
    out.push_str(words.get(after..).unwrap_or_default());
    out
}
