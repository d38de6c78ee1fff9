//! Frameworks of the house: what an outcome's `maps_to` names is there, and somebody looked at it in time.
//!
//! An outcome names an item, mostly of the house's own competencies, and that item may name items of others. It is
//! one step and no more: a mapping is changed in one place, and nobody can write a circle.

use std::collections::BTreeMap;

use super::context::{Context, Spot};
use super::house;
use crate::course::{Framework, FrameworkItem, FrameworkStatus, ItemOf};
use crate::diagnostic::Diagnostic;
use crate::id::{FrameworkId, FrameworkItemId, is_id};
use crate::raw::{RawFramework, RawFrameworkStatus};
use crate::rule::Rule;

/// What the outcomes of a course lead to, in order of first use.
#[derive(Default)]
pub(super) struct Reached {
    /// Frameworks by their ids, each with the items that an outcome names itself.
    order: Vec<(String, Vec<String>)>,
}

impl Reached {
    fn note(&mut self, framework: &str, item: Option<&str>) {
        let at = self.order.iter().position(|(id, _)| id == framework).unwrap_or_else(|| {
            self.order.push((framework.to_owned(), Vec::new()));
            self.order.len() - 1
        });
        let items = &mut self.order[at].1;
        items.extend(item.filter(|item| !items.iter().any(|known| known == item)).map(str::to_owned));
    }

    /// Follows what an outcome names; what there is of it.
    pub(super) fn outcome(
        &mut self,
        context: &mut Context<'_>,
        named: &[String],
        spot: &Spot,
    ) -> Vec<ItemOf> {
        let direct = follow(context, named, spot);
        for one in &direct {
            self.note(one.framework.as_str(), Some(one.item.as_str()));
        }
        for one in &direct {
            for further in through(context, one) {
                self.note(further.framework.as_str(), None);
            }
        }
        direct
    }

    /// The frameworks, each judged once.
    pub(super) fn frameworks(self, context: &mut Context<'_>) -> Vec<Framework> {
        let all = self.order.into_iter();
        all.filter_map(|(id, named)| {
            let (raw, spot) = context.house_frameworks.get(&id).cloned()?;
            judge(context, raw, &spot, &named)
        })
        .collect()
    }
}

/// What an item leads to by itself.
fn through(context: &mut Context<'_>, named: &ItemOf) -> Vec<ItemOf> {
    let Some((raw, spot)) = context.house_frameworks.get(named.framework.as_str()).cloned() else {
        return Vec::new();
    };
    let at = raw.items.iter().position(|item| item.id == named.item.as_str());
    at.map_or_else(Vec::new, |at| {
        let spot = spot.field("items").index(at).field("maps_to");
        follow(context, &raw.items[at].maps_to, &spot)
    })
}

/// The items that are named and are there.
fn follow(context: &mut Context<'_>, named: &[String], spot: &Spot) -> Vec<ItemOf> {
    let each = named.iter().enumerate();
    each.filter_map(|(at, named)| find(context, named, &spot.index(at))).collect()
}

fn find(context: &mut Context<'_>, named: &str, spot: &Spot) -> Option<ItemOf> {
    let Some((framework, item)) = named.split_once('/').filter(|(one, other)| is_id(one) && is_id(other))
    else {
        let message = format!("`{named}` names no item of a framework");
        context.fault(
            Diagnostic::new(Rule::BadId, spot.at(), message)
                .label("a framework, a `/` and one of its items")
                .help("write `framework/item`, such as `bona_competency/d4_welcome_and_ask`"),
        );
        return None;
    };
    let Some((raw, _)) = context.house_frameworks.get(framework).cloned() else {
        let known: Vec<String> = context.house_frameworks.keys().cloned().collect();
        let known = known.iter().map(String::as_str);
        context.unknown(Rule::UnknownFramework, spot.at(), "framework", framework, known);
        return None;
    };
    if !raw.items.iter().any(|one| one.id == item) {
        if !context.may_be_lost(item) {
            let known: Vec<String> = raw.items.iter().map(|one| format!("{framework}/{}", one.id)).collect();
            let known = known.iter().map(String::as_str);
            context.unknown(Rule::UnknownFrameworkItem, spot.at(), "item", named, known);
        }
        return None;
    }
    Some(ItemOf { framework: FrameworkId::parse(framework)?, item: FrameworkItemId::parse(item)? })
}

/// Judges a framework that is reached; `named` are the items of it that an outcome names itself.
fn judge(context: &mut Context<'_>, raw: RawFramework, spot: &Spot, named: &[String]) -> Option<Framework> {
    let id = context.id(&spot.field("id"), &raw.id, FrameworkId::parse);
    let title = context.title(&spot.field("title"), &raw.title);
    let who = context.title(&spot.field("who"), &raw.who);
    let source = raw.source.as_ref().and_then(|source| read_in(context, source, &spot.field("source")));
    dates(context, &raw, spot);
    let status = status(context, &raw.status, &spot.field("status"));
    let caveat = raw.caveat.as_ref().map(|text| context.title(&spot.field("caveat"), text));
    let spots = spot.field("items");
    context.need_some(&raw.items, &spots, "the framework", "items");
    let mut seen: BTreeMap<&str, Spot> = BTreeMap::new();
    let mut items = Vec::with_capacity(raw.items.len());
    for (at, item) in raw.items.iter().enumerate() {
        let here = spots.index(at);
        if let Some(before) = seen.insert(&item.id, here.field("id")) {
            let message = format!("`{}` stands twice in this framework", item.id);
            let fault = Diagnostic::new(Rule::DuplicateHouseId, here.field("id").at(), message);
            let fault = fault.label("used again here").also(before.at(), "first used here");
            context.fault(fault.help("keep one, or give the other an id of its own"));
        }
        let id = context.id(&here.field("id"), &item.id, FrameworkItemId::parse);
        let text = context.title(&here.field("text"), &item.text);
        let about = item.about.as_ref().map(|about| context.title(&here.field("about"), about));
        let maps_to = match named.contains(&item.id) {
            true => follow(context, &item.maps_to, &here.field("maps_to")),
            false => Vec::new(),
        };
        items.extend(id.map(|id| FrameworkItem { id, text, about, maps_to }));
    }
    let (as_of, review_by) = (raw.as_of, raw.review_by);
    Some(Framework { id: id?, title, who, source, as_of, review_by, status, caveat, items })
}

/// The text in which a framework was read.
fn read_in(context: &mut Context<'_>, id: &str, spot: &Spot) -> Option<crate::course::Source> {
    if let Some((raw, at)) = context.house_sources.get(id).cloned() {
        return house::check_source(context, raw, &at);
    }
    let known: Vec<String> = context.house_sources.keys().cloned().collect();
    context.unknown(Rule::UnknownSource, spot.at(), "source", id, known.iter().map(String::as_str));
    None
}

/// Both dates are dates, and nobody is late.
fn dates(context: &mut Context<'_>, raw: &RawFramework, spot: &Spot) {
    for (field, date) in [("as_of", &raw.as_of), ("review_by", &raw.review_by)] {
        if !house::is_date(date) {
            let message = format!("`{date}` is no date");
            context.fault(
                Diagnostic::new(Rule::FrameworkForm, spot.field(field).at(), message)
                    .label("a year and a month, or a day")
                    .help(format!("write `{field}: \"2027-08\"` for August 2027")),
            );
        }
    }
    if let Some(today) = &context.options.as_of
        && house::is_date(&raw.review_by)
        && today.get(..raw.review_by.len()).is_some_and(|today| today > raw.review_by.as_str())
    {
        let message = format!("the framework `{}` was to be looked at again by {}", raw.id, raw.review_by);
        let fault = Diagnostic::new(Rule::FrameworkStale, spot.field("review_by").at(), message);
        context.fault(
            fault
                .label("past")
                .help("read it again, mend `status`, `items` and what maps to them, and set a later date"),
        );
    }
}

fn status(context: &mut Context<'_>, raw: &RawFrameworkStatus, spot: &Spot) -> FrameworkStatus {
    match raw {
        RawFrameworkStatus::InUse => FrameworkStatus::InUse,
        RawFrameworkStatus::Coming(how) => FrameworkStatus::Coming(context.title(spot, how)),
        RawFrameworkStatus::BeingReplaced(how) => FrameworkStatus::BeingReplaced(context.title(spot, how)),
        RawFrameworkStatus::Ended(how) => FrameworkStatus::Ended(context.title(spot, how)),
    }
}
