//! Words of a passage that are to be spotted: that each stands there, once, and apart from the others.

use std::ops::Range;

use super::{Ids, choice, count, marks};
use crate::check::context::{Context, Spot};
use crate::course::{Inline, Marks, Markup, Node, QuestionKind, Spotting};
use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::raw::{RawMarks, RawSpotting};
use crate::rule::Rule;

/// Checks such a question.
pub(super) fn check(context: &mut Context<'_>, own: &RawSpotting, spot: &Spot) -> QuestionKind {
    let passage = context.markup(&spot.field("text"), &own.text);
    let mut runs = Vec::new();
    let nodes = passage.nodes();
    collect(&nodes, &mut runs);
    let spots = spot.field("words");
    let mut ids = Ids::default();
    let mut words = Vec::new();
    let mut places: Vec<(usize, Range<usize>, Spot)> = Vec::new();
    for (at, word) in own.words.iter().enumerate() {
        let (right, word) = word.parts();
        let here = spots.index(at);
        let id = ids.take(context, &here.field("id"), &word.id);
        let text = context.title(&here.field("text"), &word.text);
        let because = context.markup(&here.field("because"), &word.because);
        if let Some((run, range)) = place(context, &passage, &runs, &text, &here.field("text")) {
            let meets = |(other, taken, _): &&(usize, Range<usize>, Spot)| {
                *other == run && taken.start < range.end && range.start < taken.end
            };
            if let Some((_, _, before)) = places.iter().find(meets) {
                let fault = Diagnostic::new(
                    Rule::SpottedTwice,
                    here.field("text").at(),
                    format!("`{text}` shares words with another piece"),
                );
                context.fault(
                    fault
                        .label("overlaps")
                        .also(before.at(), "the other piece")
                        .help("take shorter pieces, so that no word of the passage is in both"),
                );
            }
            places.push((run, range, here.field("text")));
        }
        words.extend(id.map(|id| crate::course::Spot { id, text, right, because }));
    }
    count(context, own.words.len(), 2, limits::OPTIONS, &spots, "piece");
    choice::some_right(context, &own.words, &spots);
    let marks = marks(context, own.marks, RawMarks::PerOption, Marks::All, spot);
    QuestionKind::SpotTheWords(Spotting { passage, words, marks })
}

/// Where a piece stands: in which run of plain words, and there from where to where.
fn place(
    context: &mut Context<'_>,
    passage: &Markup,
    runs: &[&str],
    text: &str,
    spot: &Spot,
) -> Option<(usize, Range<usize>)> {
    if text.is_empty() || passage.is_empty() {
        return None;
    }
    let mut found = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        found.extend(run.match_indices(text).map(|(start, _)| (at, start..start + text.len())));
    }
    if found.is_empty() {
        let message = format!("`{text}` does not stand in the passage");
        let fault = Diagnostic::new(Rule::SpottedNowhere, spot.at(), message).label("not found");
        context.fault(if passage.plain().contains(text) {
            fault.help("it begins or ends inside stressed words or a link: take a piece that does not")
        } else {
            fault.help("write it letter for letter as it stands there")
        });
    } else if found.len() > 1 {
        let message = format!("`{text}` stands in the passage {} times", found.len());
        let fault = Diagnostic::new(Rule::SpottedTwice, spot.at(), message).label("which one?");
        context.fault(fault.help("take a longer piece, so that it stands there once"));
    }
    found.into_iter().next()
}

fn collect<'a>(nodes: &'a [Node], runs: &mut Vec<&'a str>) {
    for node in nodes {
        match node {
            Node::Paragraph(line) | Node::Heading(_, line) => collect_line(line, runs),
            Node::List { items, .. } => items.iter().for_each(|item| collect(item, runs)),
            Node::Quote(inner) => collect(inner, runs),
        }
    }
}

fn collect_line<'a>(line: &'a [Inline], runs: &mut Vec<&'a str>) {
    for piece in line {
        match piece {
            Inline::Text(text) => runs.push(text),
            Inline::Break => {}
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Link(_, inner)
            | Inline::Language(_, inner) => collect_line(inner, runs),
        }
    }
}
