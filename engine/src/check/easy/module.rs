//! What a module itself says in Easy Read, and the title of a page in it. What stands on pages is no matter of this file.

use super::{is_fresh, judge, words};
use crate::check::context::{Context, Spot};
use crate::check::{prose, say};
use crate::course::EasyModule;
use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::raw::{RawEasyModule, RawModule};
use crate::rule::Rule;

/// What to do with an idea that is several.
const IN_SUMMARY: &str = "write each idea as a text of its own in `summary`";
const IN_TITLE: &str = "say one thing in the title, and the rest below it";

/// Checks the easy words of a module; `None` where it has none, or some of other words than it has now.
pub(in crate::check) fn module(
    context: &mut Context<'_>,
    raw: &RawModule,
    spot: &Spot,
) -> Option<EasyModule> {
    let own = raw.easy_read.as_ref()?;
    let here = spot.field("easy_read");
    let title = title(context, &own.title, &here.field("title"));
    let spots = here.field("summary");
    let ideas = own.summary.iter().enumerate();
    let summary = ideas.map(|(at, idea)| words(context, idea, &spots.index(at), Some(IN_SUMMARY)));
    let summary = summary.collect();
    summed_up(context, own, raw, &spots);
    is_fresh(context, &own.of, &raw.id, &here.field("of"), "module").then_some(EasyModule { title, summary })
}

/// That the easy words sum up what is summed up, and in few ideas.
fn summed_up(context: &mut Context<'_>, own: &RawEasyModule, raw: &RawModule, spot: &Spot) {
    let (id, many) = (&raw.id, own.summary.len());
    if many > limits::EASY_SUMMARY {
        let message = format!("the summary of `{id}` in Easy Read has {}", say::many(many, "idea"));
        let fault = Diagnostic::new(Rule::EasyReadLong, spot.index(limits::EASY_SUMMARY).at(), message);
        let label = format!("at most {} stand before the first page", limits::EASY_SUMMARY);
        context
            .fault(fault.label(label).help("say there what the module is about, and the rest on its pages"));
    }
    let (message, label, help) = match (&raw.summary, many) {
        (Some(_), 0) => (
            format!("the easy words of `{id}` have no summary, and the module has one"),
            "half of it is easy",
            "add `summary: [\"…\"]`, an idea in each text",
        ),
        (None, 1..) => (
            format!("the easy words of `{id}` have a summary, and the module has none"),
            "in easy words alone",
            "give the module a `summary: \"…\"` that says the same, or take this one out",
        ),
        _ => return,
    };
    context.fault(Diagnostic::new(Rule::EasyReadSummary, spot.at(), message).label(label).help(help));
}

/// A title in Easy Read.
pub(super) fn title(context: &mut Context<'_>, text: &str, spot: &Spot) -> String {
    let paused = prose::pause(context);
    let said = context.title(spot, text);
    let counts = paused.counts();
    prose::resume(context, paused);
    if counts {
        judge(context, &said, spot, Some(IN_TITLE));
    }
    said
}
