//! Charts, tables, steps and labelled pictures: that their numbers can be drawn and their rows read aloud.

use super::context::{Context, Spot};
use super::{media, say};
use crate::course::{Bar, Chart, Label, LabelledImage, Markup, StepOn, Table};
use crate::diagnostic::Diagnostic;
use crate::id::{BlockId, SourceId};
use crate::measure::Amount;
use crate::raw::{RawBar, RawChart, RawChartKind, RawImage, RawLabel, RawLabelledImage, RawStepOn, RawTable};
use crate::rule::Rule;

/// Two marks nearer than this, in per cent of the picture, hide each other.
const MARKS_APART: u8 = 5;

/// Checks a chart.
pub(super) fn chart(context: &mut Context<'_>, raw: &RawChart, spot: &Spot) -> Option<Chart> {
    let RawChartKind::Bars = raw.kind;
    let title = context.title(&spot.field("title"), &raw.title);
    let unit = context.title(&spot.field("unit"), &raw.unit);
    let note = raw.note.as_ref().map(|note| context.markup(&spot.field("note"), note));
    let as_of = raw.as_of.as_ref().map(|date| context.title(&spot.field("as_of"), date));
    let spots = spot.field("rows");
    context.need_some(&raw.rows, &spots, "the chart", "rows");
    let rows: Vec<Option<Bar>> =
        raw.rows.iter().enumerate().map(|(at, row)| bar(context, row, &spots.index(at))).collect();
    let rows: Vec<Bar> = rows.into_iter().collect::<Option<_>>()?;
    let largest = rows.iter().map(|row| row.value).max().unwrap_or_default();
    let max = match raw.max {
        None => largest,
        Some(max) => whole(context, max, largest, &spot.field("max"))?,
    };
    let source = source(context, raw.source.as_deref(), spot, Rule::ChartWithoutSource, "this chart")?;
    Some(Chart { title, rows, unit, max, source, note, as_of })
}

fn bar(context: &mut Context<'_>, raw: &RawBar, spot: &Spot) -> Option<Bar> {
    let label = context.title(&spot.field("label"), &raw.label);
    let note = raw.note.as_ref().map(|note| context.title(&spot.field("note"), note));
    let value = Amount::parse(raw.value);
    if value.is_none() {
        let message = format!("`{}` cannot be drawn", raw.value);
        let fault = Diagnostic::new(Rule::ChartValue, spot.field("value").at(), message);
        context.fault(match raw.value < 0.0 {
            true => {
                fault.label("below 0").help("a bar begins at 0: say what fell as a number that it fell by")
            }
            false => fault
                .label("0 to 1,000,000,000, at most three digits behind the point")
                .help("round it, or count in another unit"),
        });
    }
    Some(Bar { label, value: value?, note })
}

fn whole(context: &mut Context<'_>, max: f64, largest: Amount, spot: &Spot) -> Option<Amount> {
    let amount = Amount::parse(max).filter(|amount| *amount >= largest && amount.thousandths() > 0);
    if amount.is_none() {
        let message = format!("a bar of {largest} does not fit into a chart that ends at {max}");
        let fault = Diagnostic::new(Rule::ChartValue, spot.at(), message).label("less than a bar");
        context.fault(fault.help(format!("write `max: {largest}` or more, or leave `max` out")));
    }
    amount
}

/// The source that a block must have.
pub(super) fn source(
    context: &mut Context<'_>,
    id: Option<&str>,
    spot: &Spot,
    rule: Rule,
    what: &str,
) -> Option<SourceId> {
    let Some(id) = id else {
        let fault = Diagnostic::new(rule, spot.at(), format!("{what} does not say where it comes from"));
        context.fault(
            fault
                .label("`source` is missing")
                .help("write `source: \"…\"` with an id of house/sources.ron, once you have read it there"),
        );
        return None;
    };
    context.cite(id, spot.field("source").at());
    SourceId::parse(id)
}

/// Checks a table.
pub(super) fn table(context: &mut Context<'_>, raw: &RawTable, spot: &Spot) -> Table {
    let caption = context.title(&spot.field("caption"), &raw.caption);
    let heads = spot.field("head");
    if raw.head.is_empty() && !context.has_lost() {
        let fault = Diagnostic::new(Rule::TableWithoutHead, heads.at(), "the columns have no heads");
        context.fault(
            fault.label("nothing is read out here").help("write `head: [\"…\", \"…\"]`, one a column"),
        );
    }
    let head = raw.head.iter().enumerate();
    let head: Vec<String> = head.map(|(at, head)| context.title(&heads.index(at), head)).collect();
    let spots = spot.field("rows");
    context.need_some(&raw.rows, &spots, "the table", "rows");
    let mut rows = Vec::new();
    for (at, cells) in raw.rows.iter().enumerate() {
        let here = spots.index(at);
        if cells.len() != raw.head.len() && !raw.head.is_empty() && !context.has_lost() {
            let (cells, columns) = (say::many(cells.len(), "cell"), say::many(raw.head.len(), "column"));
            let message = format!("this row has {cells}, and the table {columns}");
            let fault = Diagnostic::new(Rule::TableShape, here.at(), message);
            let row = vec!["\"…\""; raw.head.len()].join(", ");
            context.fault(fault.label("one text for each column").help(format!("write `[{row}]`")));
        }
        let cells = cells.iter().enumerate();
        rows.push(cells.map(|(at, cell)| context.markup(&here.index(at), cell)).collect::<Vec<Markup>>());
    }
    Table { caption, head, rows, row_heads: raw.row_heads }
}

/// Checks steps.
pub(super) fn steps(context: &mut Context<'_>, raw: &[RawStepOn], spot: &Spot) -> Vec<StepOn> {
    context.need_some(raw, spot, "this block", "steps");
    let steps = raw.iter().enumerate();
    steps
        .map(|(at, step)| {
            let here = spot.index(at);
            let text = context.said(&here.field("text"), &step.text);
            let title = step.title.as_ref().map(|title| context.title(&here.field("title"), title));
            StepOn { title, text }
        })
        .collect()
}

/// Checks a picture with numbered places.
pub(super) fn labelled(
    context: &mut Context<'_>,
    raw: &RawLabelledImage,
    spot: &Spot,
) -> Option<LabelledImage> {
    let spots = spot.field("labels");
    context.need_some(&raw.labels, &spots, "the picture", "labels");
    let labels = raw.labels.iter().enumerate();
    let labels: Vec<Label> = labels.filter_map(|(at, one)| label(context, one, &spots.index(at))).collect();
    for (at, one) in raw.labels.iter().enumerate() {
        let near = |other: &RawLabel| {
            other.at.x.abs_diff(one.at.x) < MARKS_APART && other.at.y.abs_diff(one.at.y) < MARKS_APART
        };
        if let Some(before) = raw.labels[..at].iter().position(near) {
            let message = format!("the marks {} and {} stand on one another", before + 1, at + 1);
            let fault = Diagnostic::new(Rule::MarksOverlap, spots.index(at).field("at").at(), message);
            context.fault(
                fault
                    .label("too near")
                    .also(spots.index(before).field("at").at(), "to this one")
                    .help(format!("move one by {MARKS_APART} per cent or more, or say both under one label")),
            );
        }
    }
    let picture = RawImage {
        file: raw.file.clone(),
        alt: raw.alt.clone(),
        decorative: false,
        caption: raw.caption.clone(),
        credit: raw.credit.clone(),
    };
    Some(LabelledImage { image: media::image(context, &picture, spot)?, labels })
}

fn label(context: &mut Context<'_>, raw: &RawLabel, spot: &Spot) -> Option<Label> {
    let id = raw.id.as_ref().map(|id| context.unique_id("label", &spot.field("id"), id, BlockId::parse));
    let title = context.title(&spot.field("title"), &raw.title);
    let text = context.markup(&spot.field("text"), &raw.text);
    if raw.at.x > 100 || raw.at.y > 100 {
        let message = format!("the mark at ({}, {}) stands beside the picture", raw.at.x, raw.at.y);
        let fault = Diagnostic::new(Rule::LabelOutside, spot.field("at").at(), message);
        context.fault(fault.label("0 to 100 per cent").help(
            "write how far it is from the left (`x`) and from the top (`y`), in per cent of the picture",
        ));
        return None;
    }
    Some(Label { id: id.flatten(), x: raw.at.x, y: raw.at.y, title, text })
}
