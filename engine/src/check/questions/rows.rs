//! Questions with rows: pairs, groups, an order, opinions.

use super::{Different, Ids, SCALE, count, marks};
use crate::check::context::{Context, Spot};
use crate::course::{
    Extra, Group, Likert, Marks, Matching, Ordered, Ordering, Pair, QuestionKind, Scale, Sorted, Sorting,
    Statement,
};
use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::raw::{RawItem, RawLikert, RawMarks, RawMatching, RawOrdering, RawScale, RawSorting};
use crate::rule::Rule;

/// What belongs to what.
pub(super) fn matching(context: &mut Context<'_>, own: &RawMatching, spot: &Spot) -> QuestionKind {
    let mut ids = Ids::default();
    let mut lefts = Different::new(Rule::SameOption, "two left sides say the same");
    let mut rights = Different::new(Rule::SameRightSide, "two right sides say the same");
    rights.help =
        "things that belong to the same are groups: write `SortIntoGroups(groups: […], items: […])`";
    let (mut pairs, mut extra) = (Vec::new(), Vec::new());
    let spots = spot.field("pairs");
    for (at, pair) in own.pairs.iter().enumerate() {
        let here = spots.index(at);
        let id = ids.take(context, &here.field("id"), &pair.id);
        let left = context.markup(&here.field("left"), &pair.left);
        let right = context.markup(&here.field("right"), &pair.right);
        let because = pair.because.as_ref().map(|text| context.markup(&here.field("because"), text));
        lefts.take(context, left.clone(), &here.field("left"));
        rights.take(context, right.clone(), &here.field("right"));
        pairs.extend(id.map(|id| Pair { id, left, right, because }));
    }
    let more = spot.field("extra");
    for (at, one) in own.extra.iter().enumerate() {
        let here = more.index(at);
        let id = ids.take(context, &here.field("id"), &one.id);
        let text = context.markup(&here.field("text"), &one.text);
        rights.take(context, text.clone(), &here.field("text"));
        extra.extend(id.map(|id| Extra { id, text }));
    }
    count(context, own.pairs.len(), 2, limits::OPTIONS, &spots, "pair");
    if own.pairs.len() <= limits::OPTIONS {
        count(context, own.pairs.len() + own.extra.len(), 0, limits::OPTIONS, &more, "right side");
    }
    let marks = marks(context, own.marks, RawMarks::Pairs, Marks::PerPart, spot);
    let because = context.markup(&spot.field("because"), &own.because);
    QuestionKind::Matching(Matching { pairs, extra, marks, because })
}

/// Things that each belong to a group.
pub(super) fn sorting(context: &mut Context<'_>, own: &RawSorting, spot: &Spot) -> QuestionKind {
    let mut ids = Ids::default();
    let mut titles = Different::new(Rule::SameOption, "two groups are called the same");
    let spots = spot.field("groups");
    let mut groups = Vec::new();
    for (at, group) in own.groups.iter().enumerate() {
        let here = spots.index(at);
        let id = ids.take(context, &here.field("id"), &group.id);
        let title = context.title(&here.field("title"), &group.title);
        titles.take(context, title.clone(), &here.field("title"));
        groups.extend(id.map(|id| Group { id, title }));
        if !own.items.iter().any(|item| item.group.as_deref() == Some(&group.id)) && !context.has_lost() {
            let message = format!("nothing belongs to the group `{}`", group.id);
            let fault = Diagnostic::new(Rule::EmptyGroup, here.field("id").at(), message);
            context.fault(
                fault
                    .label("has no item")
                    .help(format!("write `group: \"{}\"` in an item, or take the group out", group.id)),
            );
        }
    }
    let items = sorted(context, own, &mut ids, &groups, spot);
    count(context, own.groups.len(), 2, limits::OPTIONS, &spots, "group");
    count(context, own.items.len(), 2, limits::OPTIONS, &spot.field("items"), "item");
    let marks = marks(context, own.marks, RawMarks::PerOption, Marks::PerPart, spot);
    QuestionKind::SortIntoGroups(Sorting { groups, items, marks })
}

fn sorted<'a>(
    context: &mut Context<'_>,
    own: &'a RawSorting,
    ids: &mut Ids<'a>,
    groups: &[Group],
    spot: &Spot,
) -> Vec<Sorted> {
    let mut texts = Different::new(Rule::SameOption, "two items say the same");
    let mut items = Vec::new();
    for (at, item) in own.items.iter().enumerate() {
        let here = spot.field("items").index(at);
        let id = ids.take(context, &here.field("id"), &item.id);
        let text = context.markup(&here.field("text"), &item.text);
        texts.take(context, text.clone(), &here.field("text"));
        let because = match &item.because {
            Some(text) => Some(context.markup(&here.field("because"), text)),
            None => lacks(context, own, item, "because", &here),
        };
        let group = match &item.group {
            Some(group) => {
                let found = groups.iter().position(|known| known.id.as_str() == group);
                if found.is_none() && !own.groups.iter().any(|known| known.id == *group) {
                    let known = own.groups.iter().map(|group| group.id.as_str());
                    context.unknown(Rule::UnknownGroup, here.field("group").at(), "group", group, known);
                }
                found
            }
            None => lacks(context, own, item, "group", &here),
        };
        if let (Some(id), Some(group), Some(because)) = (id, group, because) {
            items.push(Sorted { id, text, group, because });
        }
    }
    items
}

fn lacks<T>(
    context: &mut Context<'_>,
    own: &RawSorting,
    item: &RawItem,
    field: &str,
    spot: &Spot,
) -> Option<T> {
    let message = format!("the item `{}` needs the field `{field}`", item.id);
    let fault = Diagnostic::new(Rule::MissingField, spot.at(), message);
    context.fault(fault.label(format!("`{field}` is missing")).help(match (field, own.groups.first()) {
        ("group", Some(first)) => format!("write `group: \"{}\"`, or the id of another group", first.id),
        _ => format!("write `{field}: \"…\"` inside it"),
    }));
    None
}

/// Things that have an order.
pub(super) fn ordering(context: &mut Context<'_>, own: &RawOrdering, spot: &Spot) -> QuestionKind {
    let mut ids = Ids::default();
    let mut texts = Different::new(Rule::SameOption, "two items say the same");
    let spots = spot.field("items");
    let mut items = Vec::new();
    for (at, item) in own.items.iter().enumerate() {
        let here = spots.index(at);
        let id = ids.take(context, &here.field("id"), &item.id);
        let text = context.markup(&here.field("text"), &item.text);
        texts.take(context, text.clone(), &here.field("text"));
        let because = item.because.as_ref().map(|text| context.markup(&here.field("because"), text));
        if item.group.is_some() {
            let fault =
                Diagnostic::new(Rule::UnknownField, here.field("group").at(), "an ordering has no groups");
            context.fault(
                fault.label("not known here").help("write the items in their right order, without `group`"),
            );
        }
        items.extend(id.map(|id| Ordered { id, text, because }));
    }
    count(context, own.items.len(), 2, limits::OPTIONS, &spots, "item");
    let marks = marks(context, own.marks, RawMarks::Sequence, Marks::PerPart, spot);
    let because = context.markup(&spot.field("because"), &own.because);
    QuestionKind::Ordering(Ordering { items, marks, because })
}

/// Opinions.
pub(super) fn likert(context: &mut Context<'_>, own: &RawLikert, spot: &Spot) -> QuestionKind {
    let mut ids = Ids::default();
    let mut texts = Different::new(Rule::SameOption, "two statements say the same");
    let spots = spot.field("statements");
    let mut statements = Vec::new();
    for (at, statement) in own.statements.iter().enumerate() {
        let here = spots.index(at);
        let id = ids.take(context, &here.field("id"), &statement.id);
        let text = context.markup(&here.field("text"), &statement.text);
        texts.take(context, text.clone(), &here.field("text"));
        statements.extend(id.map(|id| Statement { id, text }));
    }
    count(context, own.statements.len(), 1, limits::OPTIONS, &spots, "statement");
    let scale = match &own.scale {
        RawScale::Agreement5 => Scale::Agreement5,
        RawScale::Agreement7 => Scale::Agreement7,
        RawScale::Frequency5 => Scale::Frequency5,
        RawScale::Words(words) => Scale::Words(scale(context, words, &spot.field("scale").index(0))),
    };
    QuestionKind::Likert(Likert { statements, scale })
}

fn scale(context: &mut Context<'_>, words: &[String], spot: &Spot) -> Vec<String> {
    let mut texts = Different::new(Rule::SameOption, "two words of the scale are the same");
    count(context, words.len(), 2, SCALE, spot, "word");
    let mut scale = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let word = context.title(&spot.index(at), word);
        texts.take(context, word.clone(), &spot.index(at));
        scale.push(word);
    }
    scale
}
