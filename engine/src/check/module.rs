//! Modules and pages.

use super::context::{Context, Spot};
use super::{blocks, easy, people, prose, variables, whole};
use crate::course::{Module, Page};
use crate::id::{ModuleId, OutcomeId, PageId};
use crate::measure::Minutes;
use crate::raw::{RawModule, RawPage};
use crate::rule::Rule;

/// Checks a module.
pub(super) fn check(
    context: &mut Context<'_>,
    raw: &RawModule,
    spot: &Spot,
    outcomes: &[String],
) -> Option<Module> {
    let id = context.unique_id("module", &spot.field("id"), &raw.id, ModuleId::parse);
    let title = context.title(&spot.field("title"), &raw.title);
    let summary = raw.summary.as_ref().map(|text| context.markup(&spot.field("summary"), text));
    let mut serves = Vec::new();
    for (at, outcome) in raw.outcomes.iter().enumerate() {
        if !outcomes.contains(outcome) {
            let place = spot.field("outcomes").index(at).at();
            context.unknown(
                Rule::UnknownOutcome,
                place,
                "outcome",
                outcome,
                outcomes.iter().map(String::as_str),
            );
        }
        serves.extend(OutcomeId::parse(outcome));
    }
    let easy_read = easy::module(context, raw, spot);
    let spots = spot.field("pages");
    context.need_some(&raw.pages, &spots, "the module", "pages");
    context.words_read = 0;
    let mut pages = Vec::with_capacity(raw.pages.len());
    for (at, page) in raw.pages.iter().enumerate() {
        pages.extend(check_page(context, page, &spots.index(at), outcomes));
    }
    if id.is_none() {
        // Its pages are there, and links may lead to them.
        std::iter::once(&raw.id)
            .chain(raw.pages.iter().map(|page| &page.id))
            .for_each(|lost| context.lose_id(lost));
    }
    let minutes = Minutes(raw.minutes);
    let module = Module { id: id?, title, minutes, summary, easy_read, outcomes: serves, pages };
    whole::module(context, &module, spot);
    Some(module)
}

fn check_page(context: &mut Context<'_>, raw: &RawPage, spot: &Spot, outcomes: &[String]) -> Option<Page> {
    let id = context.unique_id("page", &spot.field("id"), &raw.id, PageId::parse);
    context.page = Some(raw.id.as_str().into());
    prose::begin_page(context, raw, spot);
    let title = context.title(&spot.field("title"), &raw.title);
    let label = raw.label.as_ref().map(|label| context.label(&spot.field("label"), label));
    let content_note =
        raw.content_note.as_ref().map(|note| context.markup(&spot.field("content_note"), note));
    let for_roles = context.for_roles(&raw.for_roles, &spot.field("for_roles"));
    context.meant_for[0].clone_from(&for_roles);
    let spots = spot.field("blocks");
    context.need_some(&raw.blocks, &spots, "the page", "blocks");
    context.links_seen.clear();
    let mut blocks = Vec::with_capacity(raw.blocks.len());
    for (at, block) in raw.blocks.iter().enumerate() {
        blocks.extend(blocks::check(context, block, &spots.index(at), outcomes));
    }
    let easy_read = easy::page(context, raw, &blocks, spot);
    context.meant_for[0].clear();
    let people = people::of_page(context, raw, spot, &blocks);
    variables::page(context, &spots, raw.blocks.len());
    if id.is_none() {
        context.lose_id(&raw.id);
    }
    let page = Page { id: id?, title, label, content_note, for_roles, people, blocks, easy_read };
    whole::page(context, &page, spot);
    prose::end_page(context, raw, spot);
    Some(page)
}
