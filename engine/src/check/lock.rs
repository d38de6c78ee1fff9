//! `course.lock` beside its course: sound, up to date, the same words under one edition, and small enough.

use super::context::Context;
use super::{Purpose, display, text_of};
use crate::answer_code::{self, CODE_MAX, Key};
use crate::canon::{content_hash, hex};
use crate::course::Course;
use crate::diagnostic::{At, Diagnostic, Path, Place, Severity};
use crate::lock::{LOCK_FILE, Lock};
use crate::rule::Rule;
use crate::slots::{Layout, RETIRED, Slot, edition_mark, opinions, worst_case};
use crate::source::Source;

/// Reads the lock, if there is one, and compares it with the course, if that could be made.
pub(super) fn check(context: &mut Context<'_>, course: Option<&Course>) {
    let lock = read(context);
    // What is said of half a course would be wrong of the whole one.
    let whole = !context.found.iter().any(|found| found.severity == Severity::Error);
    let Some(course) = course.filter(|_| whole) else { return };
    let Some(lock) = lock else {
        code(context, course, &opinions(course));
        if !context.options.budgets.is_empty() {
            budget(context, course, &Layout::of(course));
        }
        return;
    };
    if lock.course() != course.id.as_str() {
        let message = format!("`{LOCK_FILE}` belongs to the course `{}`", lock.course());
        let fault = Diagnostic::new(Rule::LockDamaged, at(context, LOCK_FILE, "course"), message)
            .label(format!("this course is `{}`", course.id))
            .help(format!(
                "a copy begins without one: delete `{LOCK_FILE}`, and let `bona check --write` make its own"
            ));
        context.fault(fault);
        return;
    }
    let grown = lock.grown(course);
    stale(context, course, &lock, &grown);
    edition(context, course, &lock);
    let layout = grown.layout();
    code(context, course, &layout.opinions);
    budget(context, course, &layout);
}

/// An answer code must fit into a picture and into a field of a form.
fn code(context: &mut Context<'_>, course: &Course, opinions: &[Slot]) {
    let (course, edition) = (course.id.to_string(), course.edition.clone());
    let long = answer_code::length(&Key { course, edition, slots: opinions.to_vec() });
    if opinions.is_empty() || long <= CODE_MAX {
        return;
    }
    let message = format!("an answer code of these opinions would have {long} characters");
    let place = Path::default().field("measure").field("opinions");
    let at = At { file: display(&context.input.folder, "course.ron"), place: Place::Path(place) };
    let retired: u32 = opinions.iter().filter(|slot| slot.id == RETIRED).map(|slot| slot.bits).sum();
    let old = if retired == 0 {
        String::new()
    } else {
        format!("; {} of them belong to what was taken away, and stay", retired.div_ceil(5))
    };
    let fault = Diagnostic::new(Rule::AnswerCodeTooLong, at, message).label(format!("at most {CODE_MAX}"));
    context.fault(fault.help(format!("ask fewer statements, or give the scales fewer points{old}")));
}

fn read(context: &mut Context<'_>) -> Option<Lock> {
    let given = context.input.files.get(LOCK_FILE)?;
    let name = display(&context.input.folder, LOCK_FILE);
    let text = match text_of(&name, given) {
        Ok(text) => text,
        Err(fault) => {
            context.fault(*fault);
            return None;
        }
    };
    let source = Source::new(name, text);
    let lock = crate::lock::read(&source);
    // Behind the author's own files.
    context.sources.insert(format!("9{LOCK_FILE}"), source);
    lock.map_err(|fault| context.fault(*fault)).ok()
}

fn stale(context: &mut Context<'_>, course: &Course, lock: &Lock, grown: &Lock) {
    let since = grown.since(lock);
    let unknown_edition =
        context.options.purpose == Purpose::Release && lock.edition(&course.edition).is_none();
    let message = if grown != lock {
        let what = match (since.added, since.retired) {
            (0, 0) => "there are options that it does not know".to_owned(),
            (0, retired) => format!("{retired} that it keeps {} gone", is(retired)),
            (added, 0) => format!("it lacks {added} that {} new", is(added)),
            (added, retired) => format!(
                "it lacks {added} that {} new, and {retired} that it keeps {} gone",
                is(added),
                is(retired)
            ),
        };
        format!("`{LOCK_FILE}` is older than the course: of all that learners answer, {what}")
    } else if unknown_edition {
        format!("`{LOCK_FILE}` does not know edition `{}`", course.edition)
    } else {
        return;
    };
    let folder = context.input.folder.clone();
    let at = At { file: display(&folder, LOCK_FILE), place: Place::Whole };
    let mut fault = Diagnostic::new(Rule::LockStale, at, message)
        .help(format!("run `bona check --write {folder}` and commit the file with the course"));
    if context.options.purpose >= Purpose::Package {
        fault.severity = Severity::Error;
    }
    context.fault(fault);
}

fn is(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

fn edition(context: &mut Context<'_>, course: &Course, lock: &Lock) {
    let Some(given_out) = lock.edition(&course.edition) else { return };
    let used = course.media();
    let sums = &context.input.sums;
    if !used.iter().all(|path| sums.contains_key(*path)) {
        return;
    }
    let sums = used.iter().filter_map(|path| Some(((*path).to_owned(), *sums.get(*path)?))).collect();
    if hex(&content_hash(course, &sums)) == given_out.content {
        return;
    }
    let message = format!("the course was changed since edition `{}` was noted", course.edition);
    let mut fault = Diagnostic::new(Rule::EditionNotRaised, at(context, "course.ron", "edition"), message)
        .label("noted with other words in course.lock");
    fault = match raised(&course.edition) {
        Some(next) => fault.help(format!("write `edition: \"{next}\"`, then run `bona check --write`")),
        None => fault.help("write a higher edition, then run `bona check --write`"),
    };
    if context.options.purpose == Purpose::Release {
        fault.severity = Severity::Error;
    }
    context.fault(fault);
}

/// The next edition by its last number: `1.0.0` becomes `1.0.1`.
fn raised(edition: &str) -> Option<String> {
    let (before, last) = edition.rsplit_once('.').map_or(("", edition), |(before, last)| (before, last));
    let next = last.parse::<u64>().ok()?.checked_add(1)?;
    Some(if before.is_empty() { next.to_string() } else { format!("{before}.{next}") })
}

fn budget(context: &mut Context<'_>, course: &Course, layout: &Layout) {
    let budgets = &context.options.budgets;
    let needed = worst_case(&layout.slots, &edition_mark(&course.edition, &"0".repeat(8)));
    let passed: Vec<_> = budgets.iter().filter(|budget| budget.characters < needed).collect();
    let Some(first) = passed.first() else { return };
    let names: Vec<String> = passed.iter().map(|budget| format!("`{}`", budget.profile)).collect();
    let message = format!(
        "what is kept of a learner's answers could need {needed} characters, and `{}` keeps {}",
        first.profile, first.characters
    );
    let retired: u32 = layout.slots.iter().filter(|slot| slot.id == RETIRED).map(|slot| slot.bits).sum();
    let old = if retired < 600 {
        String::new()
    } else {
        format!("; {} of them belong to what was taken away, and stay", retired / 6)
    };
    let file = At { file: display(&context.input.folder, "course.ron"), place: Place::Whole };
    let mut fault = Diagnostic::new(Rule::StateTooLarge, file, message)
        .help(format!(
            "ask fewer questions, or make two courses of it: it does not fit learning systems of the kind {}{old}",
            names.join(", ")
        ));
    // The first is the one that packaging takes when nothing is said.
    if budgets.first() == Some(first) {
        fault.severity = Severity::Error;
    }
    context.fault(fault);
}

fn at(context: &Context<'_>, path: &str, field: &'static str) -> At {
    At { file: display(&context.input.folder, path), place: Place::Path(Path::default().field(field)) }
}

#[cfg(test)]
mod tests {
    use super::raised;

    #[test]
    fn the_next_edition_is_offered() {
        assert_eq!(raised("1.0.9").as_deref(), Some("1.0.10"));
        assert_eq!(raised("7").as_deref(), Some("8"));
        assert_eq!(raised("one"), None);
    }
}
