//! A course for one role: what is meant for others is left out, and what remains is for whoever opens it.
//!
//! A role can be fixed when a package is made (decisions, D-19), for a place that sends each team its own. The slots stay
//! those of the whole course: a learner who is given the whole course later finds the place again.

use bona_engine::course::{Course, Page};
use bona_engine::id::RoleId;
use bona_engine::slots::{Layout, RETIRED, SlotKind};

/// The course as whoever works in this role sees it. A module of which nothing is left goes with its pages. `None` where
/// no page is left.
pub(crate) fn only(course: &Course, role: &RoleId) -> Option<Course> {
    let mut own = course.clone();
    let meant = |roles: &[RoleId]| roles.is_empty() || roles.contains(role);
    for module in &mut own.modules {
        module.pages.retain(|page| meant(&page.for_roles));
        for page in &mut module.pages {
            page.for_roles.clear();
            page.blocks.retain(|block| meant(&block.for_roles));
            page.blocks.iter_mut().for_each(|block| block.for_roles.clear());
        }
        module.pages.retain(|page| !page.blocks.is_empty());
    }
    own.modules.retain(|module| !module.pages.is_empty());
    own.roles.retain(|known| known.id == *role);
    (!own.modules.is_empty()).then_some(own)
}

/// The roles for which something of a page is there; empty means all. A page whose every block is for others is not
/// there, as in a package for one role.
pub(crate) fn shown_to<'a>(course: &'a Course, page: &'a Page) -> Vec<&'a RoleId> {
    let meant = |roles: &[RoleId], role: &RoleId| roles.is_empty() || roles.contains(role);
    let sees = |role: &&RoleId| {
        meant(&page.for_roles, role) && page.blocks.iter().any(|block| meant(&block.for_roles, role))
    };
    let all = course.roles.iter().map(|role| &role.id);
    let seen: Vec<&RoleId> = all.filter(sees).collect();
    let everyone = page.for_roles.is_empty() && page.blocks.iter().any(|block| block.for_roles.is_empty());
    match seen.as_slice() {
        _ if everyone => Vec::new(),
        // Nobody's role shows anything of it, and "all" would be wrong.
        [] => page.for_roles.iter().collect(),
        _ => seen,
    }
}

/// The layout of the whole course in a package of this part of it: places that lead nowhere here are marked as retired,
/// and keep their bits.
pub(crate) fn without_others(mut layout: Layout, own: &Course) -> Layout {
    for slot in layout.slots.iter_mut().filter(|slot| slot.kind == SlotKind::Seen) {
        if own.pages().all(|page| page.id.as_str() != slot.id) {
            RETIRED.clone_into(&mut slot.id);
        }
    }
    layout
}

#[cfg(test)]
mod tests;
