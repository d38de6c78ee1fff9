//! Invented people: that their groups are groups of the house, and that nobody real is described.

use super::context::{Context, Spot};
use crate::course::{Block, BlockKind, Part, PeopleGroup, Shown, Teller};
use crate::diagnostic::Diagnostic;
use crate::id::PeopleGroupId;
use crate::raw::{RawPage, RawPart, RawPeopleGroup};
use crate::rule::Rule;

/// Checks the people of a page.
pub(super) fn of_page(context: &mut Context<'_>, raw: &RawPage, spot: &Spot, blocks: &[Block]) -> Vec<Shown> {
    let spots = spot.field("people");
    consented(context, raw, &spots, blocks);
    let mut people = Vec::with_capacity(raw.people.len());
    for (at, one) in raw.people.iter().enumerate() {
        let here = spots.index(at);
        let name = context.title(&here.field("name"), &one.name);
        context.need_some(&one.part, &here.field("part"), "this person", "parts");
        for (at, group) in one.groups.iter().enumerate() {
            known(context, group, &here.field("groups").index(at));
        }
        let groups = groups(context, &one.groups);
        let parts = one.part.iter().copied().map(part).collect();
        people.push(Shown { name, groups, parts });
    }
    people
}

/// A group that a page names is one of the house, and is not made of others.
fn known(context: &mut Context<'_>, group: &str, spot: &Spot) {
    let made = context.house_people.get(group).map(|(raw, _)| raw.made_of.clone());
    match made {
        Some(made) if made.is_empty() => {}
        Some(made) => {
            let message = format!("nobody writes that somebody belongs to `{group}`: it follows");
            let fault = Diagnostic::new(Rule::UnknownPeopleGroup, spot.at(), message);
            let first = made.first().map(|all| all.join("\", \"")).unwrap_or_default();
            context
                .fault(fault.label("made of other groups").help(format!("write \"{first}\" in its place")));
        }
        None => {
            let written = context.house_people.iter().filter(|(_, (raw, _))| raw.made_of.is_empty());
            let known: Vec<String> = written.map(|(id, _)| id.clone()).collect();
            let known = known.iter().map(String::as_str);
            context.unknown(Rule::UnknownPeopleGroup, spot.at(), "group of people", group, known);
        }
    }
}

/// The groups of somebody, with those that are made of them.
fn groups(context: &Context<'_>, named: &[String]) -> Vec<PeopleGroupId> {
    let belongs = |(id, (raw, _)): &(&String, &(RawPeopleGroup, Spot))| {
        named.contains(*id) || raw.made_of.iter().any(|all| all.iter().all(|one| named.contains(one)))
    };
    let all = context.house_people.iter().filter(belongs);
    all.filter_map(|(id, _)| PeopleGroupId::parse(id)).collect()
}

/// A story that somebody told of themselves stands on a page that describes nobody.
fn consented(context: &mut Context<'_>, raw: &RawPage, spot: &Spot, blocks: &[Block]) {
    let real = blocks.iter().any(|block| match &block.kind {
        BlockKind::Story(story) => matches!(story.who, Teller::Consented(_)),
        _ => false,
    });
    if real && !raw.people.is_empty() {
        let message =
            "this page holds a story that somebody told of themselves, and says of somebody what they are";
        let fault = Diagnostic::new(Rule::RealPersonDescribed, spot.at(), message).label("described here");
        context.fault(fault.help("take `people` out, or move the story to a page of its own"));
    }
}

/// The groups of the house, checked, in the order of their ids.
pub(super) fn of_house(context: &mut Context<'_>) -> Vec<PeopleGroup> {
    let all: Vec<(RawPeopleGroup, Spot)> = context.house_people.values().cloned().collect();
    let mut groups = Vec::with_capacity(all.len());
    for (raw, spot) in all {
        let id = context.id(&spot.field("id"), &raw.id, PeopleGroupId::parse);
        let says = context.title(&spot.field("says"), &raw.says);
        for (at, list) in raw.made_of.iter().enumerate() {
            let here = spot.field("made_of").index(at);
            for (at, group) in list.iter().enumerate() {
                known(context, group, &here.index(at));
            }
        }
        let wanted = raw.wanted.iter().copied().map(part).collect();
        groups.extend(id.map(|id| PeopleGroup { id, says, wanted }));
    }
    groups
}

fn part(raw: RawPart) -> Part {
    match raw {
        RawPart::Leads => Part::Leads,
        RawPart::Helps => Part::Helps,
        RawPart::Able => Part::Able,
        RawPart::Glad => Part::Glad,
        RawPart::Asks => Part::Asks,
        RawPart::Slips => Part::Slips,
        RawPart::Harmed => Part::Harmed,
    }
}
