//! What is said of the course at a place: where the words stand that are at fault.

use std::collections::BTreeSet;

use super::{Base, Read};
use crate::check::context::Context;
use crate::diagnostic::{At, Diagnostic, Place};
use crate::rule::Rule;
use crate::vary::Origin;

/// Tells of a fault of the course at a place, in a language, where somebody can mend it. What the course's own check
/// has told is not told again.
pub(super) fn elsewhere(
    context: &mut Context<'_>,
    read: &Read,
    base: &Base<'_>,
    (tongue, id): (usize, &str),
    told: &[Diagnostic],
    mut found: Diagnostic,
) {
    // What was offered for these words fits the file of nobody.
    found.fix = None;
    let (place, own) = at(read, base, (tongue, id), &found.at);
    for (other, _) in &mut found.also {
        *other = at(read, base, (tongue, id), other).0;
    }
    if own {
        found.at = place;
    } else {
        // What is so in a language everywhere was told there, with this place beside it.
        let is_told = |before: &Diagnostic| {
            before.rule == found.rule
                && (before.at == place || before.also.first().is_some_and(|(also, _)| *also == place))
        };
        if told.iter().any(is_told) {
            return;
        }
        found.also.insert(0, (place, "about this".to_owned()));
        found.at = match read.variants.get(id) {
            Some(variant) => variant.spot.field("place").at(),
            None => read.places[id].spot.field("id").at(),
        };
        let language = if tongue == 0 { String::new() } else { format!(", in `{}`", base.tag(tongue)) };
        found.message = format!("at `{id}`{language}, {}", found.message);
        found.label = Some("at this place".to_owned());
    }
    let same = |before: &Diagnostic| {
        (before.rule, &before.at, &before.message) == (found.rule, &found.at, &found.message)
    };
    // What a place above says is said at every place below it, and is one fault all the same.
    if !context.found.iter().any(same) {
        context.fault(found);
    }
}

/// Where a place of a file at a place comes from, and whether that is a variant's own file.
fn at(read: &Read, base: &Base<'_>, (tongue, id): (usize, &str), at: &At) -> (At, bool) {
    let mut here = at.clone();
    if let Place::Bytes(span) = &at.place
        && let Some(file) = read.laid[id].named(tongue, &at.file)
    {
        match file.origin(span) {
            Origin::From(number, span) => {
                return (At { file: read.names[number].clone(), place: Place::Bytes(span) }, true);
            }
            Origin::Here(span) => here.place = Place::Bytes(span),
        }
    }
    match tongue.checked_sub(1) {
        None => (here, false),
        Some(other) => (base.tongues[other].place(&here), false),
    }
}

/// Says which changes would keep something else of a learner than the course does: those that hold one of these ids.
pub(super) fn keeps(context: &mut Context<'_>, read: &Read, id: &str, differs: &BTreeSet<String>) {
    let mut any = false;
    for place in &read.places[id].chain {
        let (Some(variant), Some(changes)) = (read.variants.get(place), read.changes.get(place)) else {
            continue;
        };
        for change in changes.iter().filter(|change| change.target.is_some()) {
            let held = variant.change_text(change.number);
            let names = |id: &&String| held.contains(&format!("\"{id}\""));
            let Some(kept) = differs.iter().find(|id| names(id)) else { continue };
            any = true;
            let message = format!("this changes what is kept of a learner in `{kept}`");
            let at = variant.spot.field("changes").index(change.number).at();
            let fault = Diagnostic::new(Rule::VariantKeeps, at, message).label("the same at all places");
            let help = "take this change out, or keep every id of a question, a scene or a pledge as the course has it, and add none";
            let fault = fault.help(help);
            if !context.found.contains(&fault) {
                context.fault(fault);
            }
        }
    }
    if !any {
        let at = read.places[id].spot.field("id").at();
        let message = format!("at `{id}` something else is kept of a learner than in the course");
        let help = "keep every id of a question, a scene or a pledge as the course has it, and add none";
        context.fault(Diagnostic::new(Rule::VariantKeeps, at, message).label("at this place").help(help));
    }
}
