//! What places may change of a course, and what is advised where one changes something else.
//!
//! The advice is one that works: a list shuts out whatever it does not name, so the one that is offered names all that
//! places change today; and what would be kept of a learner otherwise is refused whatever a list says.

use std::collections::BTreeSet;

use super::change::{Fault, Found, Target};
use super::laid::Laid;
use super::{Base, Read, Variant, differing};
use crate::check::context::{Context, Spot};
use crate::check::{Given, course, display, finish};
use crate::diagnostic::Diagnostic;
use crate::read::tree::Tree;
use crate::rule::Rule;
use crate::slots::Layout;
use crate::vary::{Blocks, field, inner};

/// The words for blocks of which something is kept.
pub(super) const KEPT: [&str; 3] = ["Question", "Scenario", "Pledge"];

/// Most ids that a list is offered with; what more there is, is offered by its modules.
const OFFERED: usize = 12;

/// What places may change of a course.
pub(super) struct MayChange<'a> {
    /// Ids of modules, pages and blocks; `None`: all but what is kept of a learner.
    ids: Option<&'a [String]>,
}

impl<'a> MayChange<'a> {
    /// As the course says; tells of ids that are not there.
    pub(super) fn of(context: &mut Context<'_>, base: &Base<'a>, own: &Laid) -> Self {
        let known: BTreeSet<&str> = own.own().values().flat_map(|file| known(&file.blocks)).collect();
        let spot = Spot::top(&display(&context.input.folder, "course.ron")).field("variants_may_change");
        for (at, id) in base.may_change.iter().copied().flatten().enumerate() {
            if !known.contains(id.as_str()) {
                let known = known.iter().copied();
                context.unknown(Rule::UnknownBlock, spot.index(at).at(), "module, page or block", id, known);
            }
        }
        Self { ids: base.may_change }
    }

    /// Those with these ids alone, which were looked at before.
    pub(super) fn only(ids: &'a [String]) -> Self {
        Self { ids: Some(ids) }
    }

    /// Whether a block may be changed, or, where there is none, a page.
    pub(super) fn allows(&self, module: &str, page: &str, block: Option<(&str, &str)>) -> bool {
        let named = |id: &str| self.ids.is_some_and(|ids| ids.iter().any(|one| one == id));
        let own = block.is_some_and(|(id, _)| named(id));
        if block.is_some_and(|(_, kind)| KEPT.contains(&kind)) {
            return own;
        }
        self.ids.is_none() || own || named(page) || named(module)
    }
}

fn known(blocks: &Blocks) -> impl Iterator<Item = &str> {
    let pages = blocks.pages.iter().map(|page| page.id.as_str());
    std::iter::once(blocks.module.as_str())
        .chain(pages)
        .chain(blocks.blocks.iter().map(|block| block.id.as_str()))
}

/// Whether a change would keep something else of a learner, as far as its own words tell: it takes out a question, a
/// scene or a pledge, or puts something of another kind or another id there. `block` is that block's text.
pub(super) fn keeps_other(variant: &Variant, number: usize, target: &Target, block: &str) -> bool {
    let own = Tree::of(block);
    let Some((kind, id)) = own.root.as_ref().map(|root| inner(block, root)) else { return false };
    if !KEPT.contains(&kind) {
        return false;
    }
    match target {
        Target::Remove(_) => true,
        Target::Replace(_) => {
            let text = variant.change_text(number);
            let tree = Tree::of(text);
            let with = tree.root.as_ref().and_then(|root| field(text, root, "with"));
            with.is_some_and(|with| inner(text, with) != (kind, id))
        }
        _ => false,
    }
}

/// Finds which changes that are not allowed would be refused even if they were: they keep something else of a learner.
pub(super) fn try_out(variant: &Variant, found: &mut [Found], laid: &Laid, base: &Base<'_>) {
    let trial: Vec<Found> = found.iter().filter_map(|one| one.as_if_allowed(variant)).collect();
    if trial.is_empty() {
        return;
    }
    let mut laid = laid.clone();
    laid.put(&variant.raw.place, 0, variant, &trial, base);
    let mut input = base.input.clone();
    for (path, file) in laid.changed(0) {
        input.files.insert(path.clone(), Given::Bytes(file.text().as_bytes().to_vec()));
    }
    let mut context = Context::new(&input, base.options);
    let course = course::check(&mut context);
    // With another fault it is no course, and nobody can say what would be kept.
    let Some(there) = finish(context, course).value else { return };
    let differs = differing(&Layout::of(base.course), &Layout::of(&there));
    for one in trial {
        let held = variant.change_text(one.number);
        if let Some(id) = differs.iter().find(|id| held.contains(&format!("\"{id}\""))) {
            found[one.number].keeps_other(id);
        }
    }
}

/// Tells of the changes of a place that are not allowed.
pub(super) fn tell(context: &mut Context<'_>, read: &Read, place: &str, base: &Base<'_>) {
    let (Some(variant), Some(all)) = (read.variants.get(place), read.changes.get(place)) else { return };
    for found in all.iter().filter(|found| matches!(found.fault, Some(Fault::NotAllowed))) {
        let (what, id) = super::change::words(&variant.raw.changes[found.number]);
        let what = if matches!(what, "Start" | "End") { "page" } else { "block" };
        let here = variant.spot.field("changes").index(found.number).field(what).at();
        let message = format!("places may not change the {what} `{id}` of this course");
        let fault = Diagnostic::new(Rule::VariantNotAllowed, here, message).label("the same everywhere");
        let allowed = match base.may_change {
            Some(_) => format!("adds \"{id}\" to `variants_may_change` in course.ron"),
            None => format!(
                "writes `variants_may_change: [{}]` in course.ron, which has no such list yet: a list shuts out \
                 whatever it does not name, and this one names all that places change today",
                offered(read).join(", ")
            ),
        };
        context.fault(fault.help(format!("take this change out; or whoever keeps the course {allowed}")));
    }
}

/// The ids, in quotes, of all that places change or wish to, as a course would name them that had no such list.
fn offered(read: &Read) -> Vec<String> {
    let (mut ids, mut modules, mut kept) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for found in read.changes.values().flatten() {
        match (&found.target, &found.fault) {
            // A block that a place above put there is none that the course could name.
            (Some(target), _) if target.is_page() || found.of_course.is_some() => {
                ids.insert(target.id().to_owned());
            }
            (Some(_), _) => ids.extend(found.page.clone()),
            (None, Some(Fault::NotAllowed)) => {
                kept.insert(found.id.clone());
                continue;
            }
            (None, _) => continue,
        }
        modules.extend(found.module.clone());
    }
    let free = if ids.len() > OFFERED { modules } else { ids };
    let all: BTreeSet<String> = free.into_iter().chain(kept).collect();
    all.into_iter().map(|id| format!("\"{id}\"")).collect()
}
