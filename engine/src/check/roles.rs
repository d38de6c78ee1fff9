//! Roles: whom pages and blocks are meant for, and what follows from it.
//!
//! A learner chooses a role or none, and whoever chose none sees everything. So a link must not lead whoever sees it
//! to a page that is not there for them.

use std::collections::BTreeMap;

use super::context::{Context, PageLink, Spot};
use crate::course::{Module, Role};
use crate::diagnostic::Diagnostic;
use crate::id::RoleId;
use crate::limits;
use crate::raw::RawCourse;
use crate::rule::Rule;

/// Takes the course's roles, before anything is meant for them.
pub(super) fn take(context: &mut Context<'_>, raw: &RawCourse, spot: &Spot) -> Vec<Role> {
    let mut roles = Vec::new();
    for (at, role) in raw.roles.iter().enumerate() {
        let here = spot.field("roles").index(at);
        let id = context.unique_id("role", &here.field("id"), &role.id, RoleId::parse);
        let title = context.title(&here.field("title"), &role.title);
        context.roles.insert(role.id.clone(), here);
        roles.extend(id.map(|id| Role { id, title }));
    }
    roles
}

/// Judges the roles once all that is meant for them is known.
pub(super) fn whole(context: &mut Context<'_>, raw: &RawCourse, spot: &Spot) {
    let all = spot.field("roles");
    if raw.roles.len() > limits::ROLES {
        let message = format!("the course has {} roles", raw.roles.len());
        let fault = Diagnostic::new(Rule::RolesTooMany, all.index(limits::ROLES).at(), message);
        let label = format!("at most {} can be kept", limits::ROLES);
        context.fault(fault.label(label).help("join those that see the same pages"));
        return;
    }
    if context.has_lost() {
        return;
    }
    for (at, role) in raw.roles.iter().enumerate() {
        if !context.roles_used.contains(&role.id) {
            let message = format!("nothing is meant for the role `{}`", role.id);
            let place = all.index(at).field("id").at();
            let fault = Diagnostic::new(Rule::RoleUnused, place, message).label("changes nothing");
            context.fault(
                fault.help(format!("write `for_roles: [\"{}\"]` on a page, or take the role out", role.id)),
            );
        }
    }
}

/// Judges every link to a page: whether the page is there, and there for whoever sees the link.
pub(super) fn page_links(context: &mut Context<'_>, modules: &[Module], roles: &[Role]) {
    if context.page_links.is_empty() {
        return;
    }
    let pages = modules.iter().flat_map(|module| &module.pages);
    let pages: BTreeMap<&str, &[RoleId]> =
        pages.map(|page| (page.id.as_str(), page.for_roles.as_slice())).collect();
    for PageLink { page, at, meant_for } in std::mem::take(&mut context.page_links) {
        let Some(target) = pages.get(page.as_str()) else {
            context.unknown(Rule::UnknownPage, at, "page", &page, pages.keys().copied());
            continue;
        };
        let sees = |role: &&Role| meant_for.iter().all(|meant| meant.is_empty() || meant.contains(&role.id));
        let lost = |role: &&Role| !target.is_empty() && !target.contains(&role.id);
        let Some(role) = roles.iter().filter(sees).find(lost) else { continue };
        let message = format!("`{page}` is not there for the role `{}`", role.id);
        let only: Vec<String> = target.iter().map(|role| format!("\"{role}\"")).collect();
        let fault = Diagnostic::new(Rule::LinkBeyondRole, at, message)
            .label(format!("leads to a page that is only for {}", only.join(", ").replace('"', "`")))
            .help(format!(
                "put what holds the link into `For([{}], …)`, or link to a page for all",
                only.join(", ")
            ));
        context.fault(fault);
    }
}
