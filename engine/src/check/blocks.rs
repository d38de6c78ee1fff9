//! The blocks of a page, kind by kind.

use super::context::{Context, Spot};
use super::{facts, figures, media, questions, recordings, scenarios, variables, voices, whole};
use crate::course::{Block, BlockKind, Instead, Pledge};
use crate::diagnostic::Diagnostic;
use crate::id::{BlockId, PledgeId, SupportId, TermId};
use crate::raw::{RawBlock, RawInstead, RawPledge};
use crate::rule::Rule;

/// Checks a block with its name and its roles; `None` of one that is at fault, or for which a place says nothing.
pub(super) fn check(
    context: &mut Context<'_>,
    raw: &RawBlock,
    spot: &Spot,
    outcomes: &[String],
) -> Option<Block> {
    let (mut raw, mut spot) = (raw, spot.clone());
    let (mut id, mut for_roles) = (None, None);
    loop {
        match raw {
            RawBlock::Named(name, inner) if id.is_none() => {
                id = Some(context.unique_id("block", &spot.index(0), name, BlockId::parse));
                (raw, spot) = (inner, spot.index(1));
            }
            RawBlock::For(roles, inner) if for_roles.is_none() => {
                let here = spot.index(0);
                context.need_some(roles, &here, "this block", "roles");
                for_roles = Some(context.for_roles(roles, &here));
                (raw, spot) = (inner, spot.index(1));
            }
            _ => break,
        }
    }
    let for_roles = for_roles.unwrap_or_default();
    context.meant_for[1].clone_from(&for_roles);
    let before = variables::enter(context, raw);
    let kind = check_kind(context, raw, &spot, outcomes);
    let left_out = variables::leave(context, before);
    context.meant_for[1].clear();
    if left_out {
        return None;
    }
    let id = match id {
        Some(id) => Some(id?),
        None => None,
    };
    Some(Block { id, for_roles, kind: kind? })
}

fn check_kind(
    context: &mut Context<'_>,
    raw: &RawBlock,
    spot: &Spot,
    outcomes: &[String],
) -> Option<BlockKind> {
    Some(match raw {
        RawBlock::Text(text) => BlockKind::Text(context.said(&spot.index(0), text)),
        RawBlock::Image(image) => BlockKind::Image(media::image(context, image, spot)?),
        RawBlock::Note(note) => BlockKind::Note {
            label: note.label.as_ref().map(|label| context.label(&spot.field("label"), label)),
            text: context.said(&spot.field("text"), &note.text),
        },
        RawBlock::Fact(fact) => BlockKind::Fact(facts::check(context, fact, spot)?),
        RawBlock::Details(details) => BlockKind::Details {
            summary: context.title(&spot.field("summary"), &details.summary),
            text: context.said(&spot.field("text"), &details.text),
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
        RawBlock::Named(..) | RawBlock::For(..) => {
            let fault = Diagnostic::new(Rule::DuplicateId, spot.at(), "a block is named twice");
            context.fault(
                fault
                    .label("already has a name, or roles")
                    .help("keep one `Named(…)` and one `For(…)` round it"),
            );
            return None;
        }
        other => check_shown(context, other, spot)?,
    })
}

/// Blocks that are shown, played or spoken.
fn check_shown(context: &mut Context<'_>, raw: &RawBlock, spot: &Spot) -> Option<BlockKind> {
    Some(match raw {
        RawBlock::Quote(quote) => BlockKind::Quote(voices::quote(context, quote, spot)?),
        RawBlock::Chart(chart) => BlockKind::Chart(figures::chart(context, chart, spot)?),
        RawBlock::Table(table) => BlockKind::Table(figures::table(context, table, spot)),
        RawBlock::Steps(steps) => BlockKind::Steps(figures::steps(context, steps, &spot.index(0))),
        RawBlock::LabelledImage(image) => BlockKind::LabelledImage(figures::labelled(context, image, spot)?),
        RawBlock::Audio(audio) => BlockKind::Audio(recordings::audio(context, audio, spot)?),
        RawBlock::Video(video) => BlockKind::Video(recordings::video(context, video, spot)?),
        RawBlock::Download(download) => BlockKind::Download(recordings::download(context, download, spot)?),
        RawBlock::Term(id) => {
            context.use_term(id, spot.index(0).at());
            BlockKind::Term(TermId::parse(id)?)
        }
        RawBlock::Poll(poll) => BlockKind::Poll(voices::poll(context, poll, spot)?),
        RawBlock::Questionnaire(asked) => {
            BlockKind::Questionnaire(voices::questionnaire(context, asked, spot)?)
        }
        RawBlock::Reflection(asked) => BlockKind::Reflection(voices::reflection(context, asked, spot)?),
        RawBlock::Story(story) => BlockKind::Story(voices::story(context, story, spot)?),
        RawBlock::Signpost(signpost) => BlockKind::Signpost(voices::signpost(context, signpost, spot)),
        _ => return None,
    })
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
        context.fault(
            fault.label("nothing to choose").help("write `choose: [\"…\", \"…\"]`, or `or_own_words: true`"),
        );
    }
    let choose = raw.choose.iter().enumerate();
    let choose = choose.map(|(at, text)| context.title(&spot.field("choose").index(at), text)).collect();
    if let Some(span) = &raw.follow_up_after {
        whole::span(context, &spot.field("follow_up_after"), span);
    }
    Some(Pledge {
        ask: context.title(&spot.field("ask"), &raw.ask),
        id: id?,
        choose,
        or_own_words: raw.or_own_words,
        follow_up_after: raw.follow_up_after.clone(),
    })
}
