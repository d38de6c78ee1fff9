//! The modules that a course lists: one after the other, or a long course's at once.
//!
//! Modules know nearly nothing of one another, so each can be checked as if it were alone, and what was found put
//! together in their order. Where one might have been judged otherwise behind the others (it could not be read, an id is
//! used twice, something was already told) all are checked again one after the other, and only that counts: nobody can
//! tell from what is found how many threads there were.

use rayon::prelude::*;

use super::context::{Context, Spot};
use super::{Given, module, say, whole};
use crate::course::Module;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::raw::{RawCourse, RawModule};
use crate::rule::Rule;

/// Bytes of all modules from which several threads are worth their start.
const LONG: usize = 128 * 1024;

/// Reads and checks the modules.
pub(super) fn check(
    context: &mut Context<'_>,
    raw: &RawCourse,
    spot: &Spot,
    outcomes: &[String],
) -> Vec<Module> {
    let spot = spot.field("modules");
    let modules = match is_long(context, raw).then(|| at_once(context, raw, outcomes)).flatten() {
        Some(modules) => modules,
        None => in_turn(context, raw, &spot, outcomes),
    };
    whole::page_titles(context);
    context.need_some(&raw.modules, &spot, "the course", "modules");
    modules
}

fn path_of(id: &str) -> String {
    format!("modules/{id}.ron")
}

fn is_long(context: &Context<'_>, raw: &RawCourse) -> bool {
    let bytes = raw.modules.iter().map(|id| match context.input.files.get(&path_of(id)) {
        Some(Given::Bytes(bytes)) => bytes.len(),
        Some(Given::TooLarge(_)) | None => 0,
    });
    raw.modules.len() > 1 && bytes.sum::<usize>() >= LONG
}

/// Checks the modules at once; `None`, and nothing is as if it had been tried, where they have to be checked in turn.
fn at_once(context: &mut Context<'_>, raw: &RawCourse, outcomes: &[String]) -> Option<Vec<Module>> {
    let there = raw.modules.iter().all(|id| context.input.files.contains_key(&path_of(id)));
    if !there || context.has_lost() {
        return None;
    }
    let base = &*context;
    let alone = |id: &String| {
        let mut own = base.apart();
        let module = one(&mut own, id, outcomes);
        (own, module)
    };
    let (apart, modules): (Vec<Context<'_>>, Vec<Option<Module>>) = raw.modules.par_iter().map(alone).unzip();
    context.join(apart).then(|| modules.into_iter().flatten().collect())
}

fn in_turn(context: &mut Context<'_>, raw: &RawCourse, spot: &Spot, outcomes: &[String]) -> Vec<Module> {
    let mut modules = Vec::with_capacity(raw.modules.len());
    for (at, id) in raw.modules.iter().enumerate() {
        if raw.modules[..at].contains(id) {
            let message = format!("module `{id}` is listed twice");
            let fault = Diagnostic::new(Rule::DuplicateId, spot.index(at).at(), message);
            let before = raw.modules.iter().position(|other| other == id).unwrap_or(0);
            let fault = fault.label("listed again here").also(spot.index(before).at(), "first listed here");
            context.fault(fault.help("take one of the two out"));
        } else if context.input.files.contains_key(&path_of(id)) {
            modules.extend(one(context, id, outcomes));
        } else {
            missing(context, raw, id, &spot.index(at));
        }
    }
    modules
}

fn missing(context: &mut Context<'_>, raw: &RawCourse, id: &str, spot: &Spot) {
    context.lose();
    let message = format!("there is no file `{}`", path_of(id));
    let there: Vec<String> = context.stems("modules/");
    let fault = Diagnostic::new(Rule::MissingFile, spot.at(), message).label("named here");
    context.fault(match did_you_mean(id, there.iter().map(String::as_str)) {
        Some(meant) => fault.help(format!("did you mean `{meant}`?")),
        None => match there.iter().find(|stem| !raw.modules.contains(stem)) {
            Some(stem) => fault.help(format!("did you mean `{stem}`, which is there and in no list?")),
            None => fault.help("write the module in this file, or take its name out of the list"),
        },
    });
}

/// Reads and checks a module that is there.
fn one(context: &mut Context<'_>, id: &str, outcomes: &[String]) -> Option<Module> {
    let path = path_of(id);
    let (raw, spot) = context.read::<RawModule>(&path, "module")?;
    if raw.id != *id && crate::id::is_id(&raw.id) {
        let message = format!("the module `{}` stands in the file `{path}`", raw.id);
        let fault = Diagnostic::new(Rule::IdNotFileName, spot.field("id").at(), message);
        context.fault(fault.label("not the file's name").help(say::listed_id(&raw.id, id)));
    }
    module::check(context, &raw, &spot, outcomes)
}
