//! SCORM 1.2: one course, one SCO (S12-16), and a manifest that every reader of our sheet takes.
//!
//! IMS elements are unprefixed and `adlcp:` is written literally, for readers that compare raw names
//! (S12-01, S12-02). No mastery score: the SCO alone says whether it was passed (S12-13).

use crate::bundle::{Bundle, CONTROL_DOCUMENTS};
use crate::error::PackError;
use crate::page::Adapter;
use crate::standard::{Job, Standard, add_control_documents, add_evidence, common, cut};
use crate::xml::Xml;

const CP: &str = "http://www.imsproject.org/xsd/imscp_rootv1p1p2";
const ADLCP: &str = "http://www.adlnet.org/xsd/adlcp_rootv1p2";
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
const MD: &str = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1";
/// A description beyond this is cut by catalogues; ours is a sentence or two.
const DESCRIPTION_MAX: usize = 1_000;

/// The standard.
pub(super) struct Scorm12;

impl Standard for Scorm12 {
    fn name(&self) -> &'static str {
        "scorm12"
    }

    fn control_documents(&self) -> &'static [&'static str] {
        &CONTROL_DOCUMENTS
    }

    fn pack(&self, job: &Job<'_>) -> Result<Bundle, PackError> {
        let mut bundle = common(job, Adapter::Scorm12)?;
        add_control_documents(job, &mut bundle, &CONTROL_DOCUMENTS, "is not one of SCORM 1.2")?;
        add_evidence(job, &mut bundle)?;
        let manifest = manifest(job, &bundle);
        bundle.add_manifest("imsmanifest.xml", manifest)?;
        Ok(bundle)
    }
}

/// The manifest; every file of the bundle is listed but the control documents (PK-07).
fn manifest(job: &Job<'_>, bundle: &Bundle) -> Vec<u8> {
    let key = job.identity.key();
    let [manifest, organization, resource] = ["MANIFEST", "ORG", "RES"].map(|kind| format!("{kind}_{key}"));
    let resource = format!("{resource}_main");
    let schemas = format!("{CP} imscp_rootv1p1p2.xsd {MD} imsmd_rootv1p2p1.xsd {ADLCP} adlcp_rootv1p2.xsd");
    let mut xml = Xml::new();
    let attributes = [
        ("identifier", manifest.as_str()),
        ("version", &job.version()),
        ("xmlns", CP),
        ("xmlns:adlcp", ADLCP),
        ("xmlns:xsi", XSI),
        ("xsi:schemaLocation", &schemas),
    ];
    xml.open("manifest", &attributes);
    metadata(job, &mut xml);
    xml.open("organizations", &[("default", &organization)]);
    xml.open("organization", &[("identifier", &organization)]);
    xml.leaf("title", &[], &job.title());
    let item = job.identity.item();
    xml.open("item", &[("identifier", &item), ("identifierref", &resource), ("isvisible", "true")]);
    xml.leaf("title", &[], &job.title());
    xml.close();
    xml.close();
    xml.close();
    xml.open("resources", &[]);
    let attributes = [
        ("identifier", resource.as_str()),
        ("type", "webcontent"),
        ("adlcp:scormtype", "sco"),
        ("href", "index.html"),
    ];
    xml.open("resource", &attributes);
    // The launch file first, for readers that take the first; the others in their order.
    xml.empty("file", &[("href", "index.html")]);
    for (path, _) in bundle.parts() {
        let path = path.as_str();
        if path != "index.html" && !CONTROL_DOCUMENTS.contains(&path) {
            xml.empty("file", &[("href", path)]);
        }
    }
    xml.close();
    xml.close();
    xml.close();
    xml.finish()
}

/// Schema name and version, then what a catalogue shows (IMS Learning Resource Meta-data 1.2.1; S12-14).
fn metadata(job: &Job<'_>, xml: &mut Xml) {
    let course = job.course;
    xml.open("metadata", &[]);
    xml.leaf("schema", &[], "ADL SCORM");
    xml.leaf("schemaversion", &[], "1.2");
    xml.open("lom", &[("xmlns", MD)]);
    xml.open("general", &[]);
    said(xml, "title", &course.language, &course.title);
    job.identity.languages().for_each(|language| xml.leaf("language", &[], language));
    said(xml, "description", &course.language, &cut(&course.summary, DESCRIPTION_MAX));
    for audience in &course.audience {
        said(xml, "keyword", &course.language, &audience.replace('_', " "));
    }
    xml.close();
    xml.open("lifecycle", &[]);
    // Whole, where `manifest` has room for twenty characters.
    said(xml, "version", "x-none", &job.edition());
    xml.close();
    xml.open("educational", &[]);
    xml.open("typicallearningtime", &[]);
    xml.leaf("datetime", &[], &format!("PT{}M", course.minutes().0));
    xml.close();
    xml.close();
    xml.close();
    xml.close();
}

fn said(xml: &mut Xml, name: &'static str, language: &str, text: &str) {
    xml.open(name, &[]);
    xml.leaf("langstring", &[("xml:lang", language)], text);
    xml.close();
}

#[cfg(test)]
mod tests;
