//! Plain xAPI: one activity that can be launched, as `tincan.xml` names it (XA-01, XA-02).
//!
//! The file says what is launched and what it is called; all else is told by statements at run time.

use crate::bundle::Bundle;
use crate::error::PackError;
use crate::page::Adapter;
use crate::standard::{Job, Standard, add_evidence, address, common};
use crate::xml::Xml;

const TINCAN: &str = "http://projecttincan.com/tincan.xsd";
const COURSE: &str = "http://adlnet.gov/expapi/activities/course";

/// The standard.
pub(super) struct Xapi;

impl Standard for Xapi {
    fn name(&self) -> &'static str {
        "xapi"
    }

    fn pack(&self, job: &Job<'_>) -> Result<Bundle, PackError> {
        let address = address(job)?;
        let mut bundle = common(job, Adapter::Xapi)?;
        add_evidence(job, &mut bundle)?;
        bundle.add_manifest("tincan.xml", activities(job, &address))?;
        Ok(bundle)
    }
}

/// The activity, in every language of the package; it is launched in the first.
fn activities(job: &Job<'_>, address: &str) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("tincan", &[("xmlns", TINCAN)]);
    xml.open("activities", &[]);
    xml.open("activity", &[("id", address), ("type", COURSE)]);
    for name in ["name", "description"] {
        for course in std::iter::once(job.course).chain(job.further) {
            let words = if name == "name" { job.title_in(course) } else { course.summary.clone() };
            xml.leaf(name, &[("lang", &course.language)], &words);
        }
    }
    xml.leaf("launch", &[("lang", &job.course.language)], "index.html");
    xml.close();
    xml.close();
    xml.close();
    xml.finish()
}

#[cfg(test)]
mod tests;
