//! cmi5 (Quartz): one course, one assignable unit, and a course structure by its schema (C5-01 to C5-08).
//!
//! What completes the course stands in `moveOn`, always written (C5-06). Ids are built on the course's own address and
//! never on edition, language or role, so that a system keeps what it knows of a learner (C5-08).

use bona_engine::course::{Completion, Course};

use crate::bundle::Bundle;
use crate::error::PackError;
use crate::page::Adapter;
use crate::standard::{Job, Standard, add_evidence, address, common};
use crate::xml::Xml;

const COURSE_STRUCTURE: &str = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd";

/// The standard.
pub(super) struct Cmi5;

impl Standard for Cmi5 {
    fn name(&self) -> &'static str {
        "cmi5"
    }

    fn pack(&self, job: &Job<'_>) -> Result<Bundle, PackError> {
        let address = address(job)?;
        let mut bundle = common(job, Adapter::Cmi5)?;
        add_evidence(job, &mut bundle)?;
        bundle.add_manifest("cmi5.xml", structure(job, &address))?;
        Ok(bundle)
    }
}

/// The course structure.
fn structure(job: &Job<'_>, address: &str) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("courseStructure", &[("xmlns", COURSE_STRUCTURE)]);
    xml.open("course", &[("id", address)]);
    said(job, &mut xml);
    xml.close();
    let unit = format!("{address}/au/main");
    let mastery = mastery(job.course);
    let mut attributes = vec![("id", unit.as_str()), ("moveOn", move_on(job.course.completion))];
    attributes.extend(mastery.as_deref().map(|share| ("masteryScore", share)));
    attributes.push(("launchMethod", "AnyWindow"));
    xml.open("au", &attributes);
    said(job, &mut xml);
    xml.leaf("url", &[], "index.html");
    xml.close();
    xml.close();
    xml.finish()
}

/// Title and description, in every language of the package (C5-05).
fn said(job: &Job<'_>, xml: &mut Xml) {
    for name in ["title", "description"] {
        xml.open(name, &[]);
        for course in std::iter::once(job.course).chain(job.further) {
            let words = if name == "title" { job.title_in(course) } else { course.summary.clone() };
            xml.leaf("langstring", &[("lang", &course.language)], &words);
        }
        xml.close();
    }
}

/// What a system waits for before it lets a learner move on (C5-06).
pub(crate) fn move_on(completion: Completion) -> &'static str {
    match completion {
        Completion::Pages | Completion::HandedIn => "Completed",
        Completion::Test => "Passed",
        Completion::PagesAndTest => "CompletedAndPassed",
    }
}

/// The pass mark as a share of four places, where passing decides anything (C5-04).
fn mastery(course: &Course) -> Option<String> {
    let judged = matches!(course.completion, Completion::Test | Completion::PagesAndTest);
    let test = course.test.as_ref().filter(|_| judged)?;
    // Downwards: whoever reaches the course's own mark passes.
    let places = test.pass_mark.millionths() / 100;
    let share = format!("{}.{:04}", places / 10_000, places % 10_000);
    Some(share.trim_end_matches('0').trim_end_matches('.').to_owned())
}

#[cfg(test)]
mod tests;
