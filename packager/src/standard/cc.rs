//! Common Cartridge 1.1 and 1.3: pages to read and quizzes in QTI 1.2, in the order of the modules (LMS sheet, D.10).
//!
//! A cartridge hands content on and tells nobody anything: no script is in it. Questions that its profile has not are
//! losses, and so is all that is played; both stand in the sheet for administrators.

mod manifest;
mod qti;

use crate::bundle::{Bundle, Part};
use crate::document;
use crate::easy::style;
use crate::error::PackError;
use crate::exchange::{Group, Item, Kind, Loss, Numeric, Place, Questions};
use crate::handout::{self, Handout};
use crate::standard::{Job, Standard, add_evidence};
use crate::theme::place_of;
use manifest::Resource;

/// Most numbers that are written out as answers to one question.
const NUMBERS_MAX: i64 = 20;

/// A version of the standard.
pub(super) struct Cartridge {
    name: &'static str,
    /// What its manifest calls itself.
    version: &'static str,
    /// What its namespaces, types and schemas are called: `ccv1p1`.
    short: &'static str,
}

/// Version 1.1, which Moodle imports.
pub(super) const CC11: Cartridge = Cartridge { name: "cc11", version: "1.1.0", short: "ccv1p1" };
/// Version 1.3.
pub(super) const CC13: Cartridge = Cartridge { name: "cc13", version: "1.3.0", short: "ccv1p3" };

impl Standard for Cartridge {
    fn name(&self) -> &'static str {
        self.name
    }

    fn extension(&self) -> &'static str {
        "imscc"
    }

    fn is_played(&self) -> bool {
        false
    }

    fn pack(&self, job: &Job<'_>) -> Result<Bundle, PackError> {
        if !job.identity.further.is_empty() {
            return Err(PackError::OneLanguage(self.name));
        }
        let mut questions = Questions::of(job.course);
        questions.keep(carried);
        let Questions { mut groups, mut losses } = questions;
        groups.iter_mut().flat_map(|group| &mut group.items).for_each(of_two);
        // A page shows it all the same: each step, and where each choice leads.
        let scenes = losses.iter_mut().filter(|loss| loss.what == "scene");
        scenes.for_each(|loss| loss.says = "a branching scene is a script to read, and is not played".into());
        let outcomes = "which outcome a question asks is not carried";
        losses.push(Loss::new("course", &job.course.id, outcomes));
        losses.sort();
        let mut bundle = Bundle::with_losses(losses);
        let pages = handout::pages(job.course)?;
        let mut resources = vec![shared(job, &mut bundle)?];
        for Handout { path, html, .. } in &pages {
            bundle.add(path, Part::Bytes(html.clone().into_bytes()))?;
            resources.push(Resource::page(path));
        }
        resources.extend(self.quizzes(job, &groups, &mut bundle)?);
        let sheet = document::admin_sheet(job, &bundle.losses)?;
        bundle.add(super::ADMIN_SHEET, Part::Bytes(sheet.html.into_bytes()))?;
        bundle.add("readme-lms.txt", Part::Bytes(sheet.text.into_bytes()))?;
        add_evidence(job, &mut bundle)?;
        resources.push(Resource::about());
        let manifest = manifest::manifest(self, job, &pages, &groups, &resources);
        bundle.add_manifest("imsmanifest.xml", manifest)?;
        Ok(bundle)
    }
}

impl Cartridge {
    /// A file for the questions of each page and of the test, and one bank for what measures.
    fn quizzes(
        &self,
        job: &Job<'_>,
        groups: &[Group],
        bundle: &mut Bundle,
    ) -> Result<Vec<Resource>, PackError> {
        let mut resources = Vec::new();
        for group in groups.iter().filter(|group| group.place != Place::Measure) {
            let resource = Resource::quiz(self.short, group);
            let attempts = match (group.place, &job.course.test) {
                // The profile counts to five.
                (Place::Test, Some(test)) if test.attempts <= 5 => test.attempts.to_string(),
                _ => "unlimited".to_owned(),
            };
            let quiz = qti::assessment(self.short, group, &attempts);
            bundle.add(&resource.files[0], Part::Bytes(quiz))?;
            resources.push(resource);
        }
        let measured: Vec<&Item> = groups
            .iter()
            .filter(|group| group.place == Place::Measure)
            .flat_map(|group| &group.items)
            .collect();
        if !measured.is_empty() {
            let resource = Resource::bank(self.short);
            bundle.add(
                &resource.files[0],
                Part::Bytes(qti::bank(self.short, &job.identity.course, &measured)),
            )?;
            resources.push(resource);
        }
        Ok(resources)
    }
}

/// What the pages share: style and media.
fn shared(job: &Job<'_>, bundle: &mut Bundle) -> Result<Resource, PackError> {
    let style = style(job.course);
    bundle.add(handout::STYLE, Part::Bytes(style.as_bytes().to_vec()))?;
    let mut files = vec![handout::STYLE.to_owned()];
    // The sign of a place stands on a cover, which a cartridge has not.
    for media in job.media.iter().filter(|media| place_of(&media.path).starts_with("media/")) {
        let path = place_of(&media.path);
        bundle.add(&path, Part::Media(media.clone()))?;
        files.push(path);
    }
    Ok(Resource::shared(files))
}

/// Whether the profile has such a question, and what it does otherwise than the course.
fn carried(item: &Item, losses: &mut Vec<Loss>) -> bool {
    let mut lost = |says: &str| losses.push(Loss::new("question", &item.id, says));
    match &item.kind {
        Kind::One { choices, .. } if choices.len() == 2 => {
            lost(
                "a cartridge asks for one only among three or more: several may be chosen here, and one is right",
            );
        }
        Kind::Several { each: true, .. } => lost("it is marked as a whole: all right choices and no other"),
        Kind::Pairs { .. } => {
            lost("a cartridge has no matching; the question is not carried");
            return false;
        }
        Kind::Number(number) if numbers(number).is_none() => {
            lost(
                "a cartridge has no range of numbers, and this one is too wide to write out; the question is not carried",
            );
            return false;
        }
        Kind::Number(_) => lost("a number counts only if it is written as one of those that are listed"),
        Kind::Text { hint: Some(_), .. } => lost("its hint is not carried"),
        Kind::One { .. } | Kind::Several { .. } | Kind::Truth { .. } | Kind::Text { .. } => {}
    }
    true
}

/// A choice between two, which the profile has only as a choice of several.
fn of_two(item: &mut Item) {
    if let Kind::One { choices, keep_order } = &mut item.kind
        && choices.len() == 2
    {
        let (choices, keep_order) = (std::mem::take(choices), *keep_order);
        item.kind = Kind::Several { choices, keep_order, each: false };
    }
}

/// Every number that is right, as it may be written; `None` where there are too many.
fn numbers(number: &Numeric) -> Option<Vec<String>> {
    if NUMBERS_MAX <= number.to - number.from {
        return None;
    }
    let mut all = Vec::new();
    for value in number.from..=number.to {
        let long = Numeric::written(value, number.places);
        let short = match long.contains('.') {
            true => long.trim_end_matches('0').trim_end_matches('.').to_owned(),
            false => long.clone(),
        };
        all.push(long.clone());
        if short != long {
            all.push(short);
        }
    }
    Some(all)
}

#[cfg(test)]
mod tests;
