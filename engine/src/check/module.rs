//! Modules, pages and blocks.

use super::context::{Context, Spot};
use super::{media, questions, scenarios};
use crate::course::{Block, BlockKind, Fact, Instead, Module, Page, Pledge};
use crate::diagnostic::Diagnostic;
use crate::id::{BlockId, ModuleId, OutcomeId, PageId, PledgeId, SourceId, SupportId};
use crate::measure::Minutes;
use crate::raw::{RawBlock, RawFact, RawInstead, RawModule, RawPage, RawPledge};
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
    let spots = spot.field("pages");
    context.need_some(&raw.pages, &spots, "the module", "pages");
    let mut pages = Vec::new();
    for (at, page) in raw.pages.iter().enumerate() {
        pages.extend(check_page(context, page, &spots.index(at), outcomes));
    }
    Some(Module { id: id?, title, minutes: Minutes(raw.minutes), summary, outcomes: serves, pages })
}

fn check_page(context: &mut Context<'_>, raw: &RawPage, spot: &Spot, outcomes: &[String]) -> Option<Page> {
    let id = context.unique_id("page", &spot.field("id"), &raw.id, PageId::parse);
    context.page = Some(raw.id.clone());
    let title = context.title(&spot.field("title"), &raw.title);
    let label = raw.label.as_ref().map(|label| context.label(&spot.field("label"), label));
    let content_note =
        raw.content_note.as_ref().map(|note| context.markup(&spot.field("content_note"), note));
    let spots = spot.field("blocks");
    context.need_some(&raw.blocks, &spots, "the page", "blocks");
    let mut blocks = Vec::new();
    for (at, block) in raw.blocks.iter().enumerate() {
        blocks.extend(check_block(context, block, &spots.index(at), outcomes));
    }
    Some(Page { id: id?, title, label, content_note, blocks })
}

fn check_block(context: &mut Context<'_>, raw: &RawBlock, spot: &Spot, outcomes: &[String]) -> Option<Block> {
    if let RawBlock::Named(id, inner) = raw {
        let id = context.unique_id("block", &spot.index(0), id, BlockId::parse);
        let kind = check_kind(context, inner, &spot.index(1), outcomes)?;
        return Some(Block { id: Some(id?), kind });
    }
    Some(Block { id: None, kind: check_kind(context, raw, spot, outcomes)? })
}

fn check_kind(
    context: &mut Context<'_>,
    raw: &RawBlock,
    spot: &Spot,
    outcomes: &[String],
) -> Option<BlockKind> {
    Some(match raw {
        RawBlock::Text(text) => BlockKind::Text(context.markup(&spot.index(0), text)),
        RawBlock::Image(image) => BlockKind::Image(media::image(context, image, spot)?),
        RawBlock::Note(note) => BlockKind::Note {
            label: note.label.as_ref().map(|label| context.label(&spot.field("label"), label)),
            text: context.markup(&spot.field("text"), &note.text),
        },
        RawBlock::Fact(fact) => BlockKind::Fact(check_fact(context, fact, spot)?),
        RawBlock::Details(details) => BlockKind::Details {
            summary: context.title(&spot.field("summary"), &details.summary),
            text: context.markup(&spot.field("text"), &details.text),
        },
        RawBlock::DoDont(pairs) => {
            let spots = spot.index(0);
            context.need_some(pairs, &spots, "this block", "pairs");
            let pairs = pairs.iter().enumerate();
            BlockKind::DoDont(
                pairs.map(|(at, pair)| check_instead(context, pair, &spots.index(at))).collect(),
            )
        }
        RawBlock::Question(question) => {
            BlockKind::Question(questions::check(context, question, spot, outcomes)?)
        }
        RawBlock::Scenario(scenario) => BlockKind::Scenario(scenarios::check(context, scenario, spot)?),
        RawBlock::Pledge(pledge) => BlockKind::Pledge(check_pledge(context, pledge, spot)?),
        RawBlock::Support(ids) => {
            let support = super::house::support(context, ids, &spot.index(0));
            BlockKind::Support(support.into_iter().map(|support| support.id).collect::<Vec<SupportId>>())
        }
        RawBlock::Named(..) => {
            let fault = Diagnostic::new(Rule::DuplicateId, spot.at(), "a block is named twice");
            context.fault(fault.label("already has a name").help("keep one `Named(…)`"));
            return None;
        }
    })
}

fn check_fact(context: &mut Context<'_>, raw: &RawFact, spot: &Spot) -> Option<Fact> {
    context.cite(&raw.source, spot.field("source").at());
    let claim = context.markup(&spot.field("claim"), &raw.claim);
    let note = raw.note.as_ref().map(|note| context.markup(&spot.field("note"), note));
    let as_of = raw.as_of.as_ref().map(|text| context.title(&spot.field("as_of"), text));
    Some(Fact { claim, source: SourceId::parse(&raw.source)?, note, as_of })
}

fn check_instead(context: &mut Context<'_>, raw: &RawInstead, spot: &Spot) -> Instead {
    Instead {
        of: context.markup(&spot.field("of"), &raw.of),
        say: context.markup(&spot.field("say"), &raw.say),
        because: context.markup(&spot.field("because"), &raw.because),
    }
}

fn check_pledge(context: &mut Context<'_>, raw: &RawPledge, spot: &Spot) -> Option<Pledge> {
    let id = context.unique_id("pledge", &spot.field("id"), &raw.id, PledgeId::parse);
    if raw.choose.is_empty() && !raw.or_own_words {
        let fault = Diagnostic::new(
            Rule::NothingInside,
            spot.field("choose").at(),
            "this pledge offers nothing to choose",
        );
        context.fault(fault.help("offer two or three, or write `or_own_words: true`"));
    }
    let choose = raw.choose.iter().enumerate();
    let choose = choose.map(|(at, text)| context.title(&spot.field("choose").index(at), text)).collect();
    Some(Pledge {
        ask: context.title(&spot.field("ask"), &raw.ask),
        id: id?,
        choose,
        or_own_words: raw.or_own_words,
        follow_up_after: raw.follow_up_after.clone(),
    })
}
