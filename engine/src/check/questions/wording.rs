//! Wording that gives an answer away, or that is easily misread: warnings, never errors.
//!
//! Lengths are compared in every language; the lists of words are English, and are asked of English courses alone.

use std::borrow::Cow;

use crate::check::context::{Context, Spot};
use crate::course::{Inline, Markup, Node, Question, QuestionKind, QuestionOption};
use crate::diagnostic::Diagnostic;
use crate::rule::Rule;
use crate::wording::{ABSOLUTE, NEGATIVE, without_speech, words};

/// Characters by which options may differ however short they are.
const SLACK: usize = 8;
/// Options about other options.
const ABOVE: [&str; 5] =
    ["all of the above", "none of the above", "both of the above", "all of these", "none of these"];

/// Looks at the wording of a question.
pub(super) fn check(context: &mut Context<'_>, question: &Question, spot: &Spot) {
    let english = context.language.starts_with("en");
    if english {
        negative(context, &question.ask, &spot.field("ask"));
    }
    let (QuestionKind::SingleChoice { options, .. } | QuestionKind::MultipleChoice { options, .. }) =
        &question.kind
    else {
        return;
    };
    let spots = spot.field("kind").field("options");
    lengths(context, options, &spots);
    if english {
        for (at, option) in options.iter().enumerate() {
            option_words(context, option, &spots.index(at).field("text"));
        }
    }
}

/// Options of one question are of like length, within a fifth of their mean.
fn lengths(context: &mut Context<'_>, options: &[QuestionOption], spot: &Spot) {
    let lengths: Vec<usize> = options.iter().map(|option| option.text.as_plain().chars().count()).collect();
    let mean = lengths.iter().sum::<usize>() / lengths.len().max(1);
    let room = (mean / 5).max(SLACK);
    let Some((at, length)) = lengths.iter().enumerate().max_by_key(|(_, length)| length.abs_diff(mean))
    else {
        return;
    };
    if length.abs_diff(mean) > room {
        let word = if *length > mean { "longer" } else { "shorter" };
        let message = format!("the option `{}` is much {word} than the others", options[at].id);
        let fault = Diagnostic::new(Rule::UnequalOptions, spot.index(at).field("text").at(), message);
        context.fault(fault.label(format!("{length} characters, on average {mean}")).help(format!(
            "bring each option to {} to {} characters",
            mean.saturating_sub(room),
            mean + room
        )));
    }
}

fn option_words(context: &mut Context<'_>, option: &QuestionOption, spot: &Spot) {
    let text = option.text.as_plain();
    let sentence = text.trim_end_matches('.');
    if ABOVE.iter().any(|above| sentence.eq_ignore_ascii_case(above)) {
        let fault =
            Diagnostic::new(Rule::AboveOption, spot.at(), format!("`{text}` is about the other options"));
        context.fault(
            fault
                .label("says nothing itself")
                .help("write a `MultipleChoice`, and let each option stand for itself"),
        );
        return;
    }
    if option.right {
        return;
    }
    let own = without_speech(&text);
    let absolute = |word| ABSOLUTE.iter().find(|known| known.eq_ignore_ascii_case(word));
    if let Some(word) = words(&own).find_map(absolute) {
        let message = format!("the wrong option `{}` says `{word}`", option.id);
        let fault = Diagnostic::new(Rule::AbsoluteOption, spot.at(), message);
        context.fault(
            fault.label("gives itself away").help("write what somebody might really do, without such a word"),
        );
    }
}

/// The sentence that asks says what it asks without turning it round, or stresses the word that does.
fn negative(context: &mut Context<'_>, ask: &Markup, spot: &Spot) {
    let unstressed = ask.only_words().map_or_else(|| Cow::Owned(unstressed(&ask.nodes())), Cow::Borrowed);
    let plain = without_speech(&unstressed);
    let Some(rest) = plain.trim().strip_suffix('?') else { return };
    let sentence = rest.rsplit(['.', '!', '?', ':']).next().unwrap_or(rest);
    if let Some(word) = words(sentence).find(|word| NEGATIVE.contains(word)) {
        let message = format!("the question turns round with an unstressed `{word}`");
        let fault = Diagnostic::new(Rule::UnstressedNegative, spot.at(), message);
        context.fault(fault.label("easily read over").help(format!("write `**{word}**`, or ask without it")));
    }
}

/// The words of a text that are not stressed.
fn unstressed(nodes: &[Node]) -> String {
    let mut out = String::new();
    for node in nodes {
        match node {
            Node::Paragraph(line) | Node::Heading(_, line) => unstressed_line(line, &mut out),
            Node::List { items, .. } => items.iter().for_each(|item| out.push_str(&unstressed(item))),
            Node::Quote(inner) => out.push_str(&unstressed(inner)),
        }
    }
    out
}

fn unstressed_line(line: &[Inline], out: &mut String) {
    for piece in line {
        match piece {
            Inline::Text(text) => out.push_str(text),
            Inline::Break => out.push(' '),
            Inline::Emphasis(_) | Inline::Strong(_) => out.push('…'),
            Inline::Link(_, inner) | Inline::Language(_, inner) => unstressed_line(inner, out),
        }
    }
}
