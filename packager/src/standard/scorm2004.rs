//! SCORM 2004, 3rd and 4th edition: one course, one SCO (S04-18), and a manifest that every reader of our sheet takes.
//!
//! IMS elements are unprefixed and the others have their usual prefixes, for readers that compare raw names. Nothing
//! is sequenced. The SCO says what is completed and passed (S04-12), and no measure decides for it.

use bona_engine::course::Completion;

use crate::bundle::{Bundle, CONTROL_DOCUMENTS_2004};
use crate::error::PackError;
use crate::page::Adapter;
use crate::standard::{Job, Standard, add_control_documents, add_evidence, common, cut};
use crate::xml::Xml;

const CP: &str = "http://www.imsglobal.org/xsd/imscp_v1p1";
const ADLCP: &str = "http://www.adlnet.org/xsd/adlcp_v1p3";
const ADLSEQ: &str = "http://www.adlnet.org/xsd/adlseq_v1p3";
const ADLNAV: &str = "http://www.adlnet.org/xsd/adlnav_v1p3";
const IMSSS: &str = "http://www.imsglobal.org/xsd/imsss";
const LOM: &str = "http://ltsc.ieee.org/xsd/LOM";
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
/// A description beyond this is cut by catalogues; ours is a sentence or two.
const DESCRIPTION_MAX: usize = 1_000;

/// The standard in one of its editions.
pub(super) struct Scorm2004 {
    name: &'static str,
    /// `schemaversion`, by which systems know the edition (S04-01).
    version: &'static str,
    /// Whether the completion threshold has attributes, which say that it decides nothing. The third edition's is a
    /// bare number that always decides, so there is none (S04-10).
    threshold: bool,
}

impl Scorm2004 {
    /// The third edition, which most systems take.
    pub(super) const THIRD: Self =
        Self { name: "scorm2004-3", version: "2004 3rd Edition", threshold: false };
    /// The fourth edition.
    pub(super) const FOURTH: Self =
        Self { name: "scorm2004-4", version: "2004 4th Edition", threshold: true };

    /// The manifest; every file of the bundle is listed but the control documents (PK-07).
    fn manifest(&self, job: &Job<'_>, bundle: &Bundle) -> Vec<u8> {
        let key = job.identity.key();
        let [root, organization, resource] = ["MANIFEST", "ORG", "RES"].map(|kind| format!("{kind}_{key}"));
        let resource = format!("{resource}_main");
        let mut schemas = format!(
            "{CP} imscp_v1p1.xsd {ADLCP} adlcp_v1p3.xsd {ADLSEQ} adlseq_v1p3.xsd {ADLNAV} adlnav_v1p3.xsd {IMSSS} \
             imsss_v1p0.xsd"
        );
        if has_metadata(job) {
            schemas = format!("{schemas} {LOM} lom.xsd");
        }
        let mut xml = Xml::new();
        let attributes = [
            ("identifier", root.as_str()),
            ("version", &job.version()),
            ("xmlns", CP),
            ("xmlns:adlcp", ADLCP),
            ("xmlns:adlseq", ADLSEQ),
            ("xmlns:adlnav", ADLNAV),
            ("xmlns:imsss", IMSSS),
            ("xmlns:xsi", XSI),
            ("xsi:schemaLocation", &schemas),
        ];
        xml.open("manifest", &attributes);
        xml.open("metadata", &[]);
        xml.leaf("schema", &[], "ADL SCORM");
        xml.leaf("schemaversion", &[], self.version);
        if has_metadata(job) {
            metadata(job, &mut xml);
        }
        xml.close();
        xml.open("organizations", &[("default", &organization)]);
        let attributes =
            [("identifier", organization.as_str()), ("adlseq:objectivesGlobalToSystem", "false")];
        xml.open("organization", &attributes);
        xml.leaf("title", &[], &job.title());
        self.item(job, &resource, &mut xml);
        xml.open("imsss:sequencing", &[]);
        xml.empty("imsss:controlMode", &[("choice", "true"), ("flow", "true")]);
        xml.close();
        xml.close();
        xml.close();
        files(&resource, bundle, &mut xml);
        xml.close();
        xml.finish()
    }

    /// The one item, which is the SCO.
    fn item(&self, job: &Job<'_>, resource: &str, xml: &mut Xml) {
        let item = job.identity.item();
        xml.open("item", &[("identifier", &item), ("identifierref", resource), ("isvisible", "true")]);
        xml.leaf("title", &[], &job.title());
        if self.threshold {
            let attributes =
                [("completedByMeasure", "false"), ("minProgressMeasure", "1.0"), ("progressWeight", "1.0")];
            xml.empty("adlcp:completionThreshold", &attributes);
        }
        xml.open("imsss:sequencing", &[]);
        if matches!(job.course.completion, Completion::Test | Completion::PagesAndTest) {
            let objective = format!("OBJ_{}_main", job.identity.key());
            xml.open("imsss:objectives", &[]);
            let attributes = [("objectiveID", objective.as_str()), ("satisfiedByMeasure", "false")];
            xml.empty("imsss:primaryObjective", &attributes);
            xml.close();
        }
        let by_content = [("completionSetByContent", "true"), ("objectiveSetByContent", "true")];
        xml.empty("imsss:deliveryControls", &by_content);
        xml.close();
        // The course turns its own pages; to leave is the system's.
        xml.open("adlnav:presentation", &[]);
        xml.open("adlnav:navigationInterface", &[]);
        xml.leaf("adlnav:hideLMSUI", &[], "previous");
        xml.leaf("adlnav:hideLMSUI", &[], "continue");
        xml.close();
        xml.close();
        xml.close();
    }
}

impl Standard for Scorm2004 {
    fn name(&self) -> &'static str {
        self.name
    }

    fn control_documents(&self) -> &'static [&'static str] {
        &CONTROL_DOCUMENTS_2004
    }

    fn pack(&self, job: &Job<'_>) -> Result<Bundle, PackError> {
        let mut bundle = common(job, Adapter::Scorm2004)?;
        add_control_documents(job, &mut bundle, &CONTROL_DOCUMENTS_2004, "is not one of SCORM 2004")?;
        add_evidence(job, &mut bundle)?;
        let manifest = self.manifest(job, &bundle);
        bundle.add_manifest("imsmanifest.xml", manifest)?;
        Ok(bundle)
    }
}

/// Whether the manifest has metadata of a catalogue: ADL's validator wants a schema for every namespace, and those of
/// LOM are folders of files that nobody hands over (S04-19).
fn has_metadata(job: &Job<'_>) -> bool {
    job.control_documents.is_empty()
}

/// What a catalogue shows (Learning Object Metadata, IEEE 1484.12.3; S04-20).
fn metadata(job: &Job<'_>, xml: &mut Xml) {
    let course = job.course;
    xml.open("lom", &[("xmlns", LOM)]);
    xml.open("general", &[]);
    said(xml, "title", &course.language, &course.title);
    job.identity.languages().for_each(|language| xml.leaf("language", &[], language));
    said(xml, "description", &course.language, &cut(&course.summary, DESCRIPTION_MAX));
    for audience in &course.audience {
        said(xml, "keyword", &course.language, &audience.replace('_', " "));
    }
    xml.close();
    xml.open("lifeCycle", &[]);
    // Whole, where `manifest` has room for twenty characters.
    said(xml, "version", "x-none", &job.edition());
    xml.close();
    xml.open("educational", &[]);
    xml.open("typicalLearningTime", &[]);
    xml.leaf("duration", &[], &format!("PT{}M", course.minutes().0));
    xml.close();
    xml.close();
    xml.close();
}

fn said(xml: &mut Xml, name: &'static str, language: &str, text: &str) {
    xml.open(name, &[]);
    xml.leaf("string", &[("language", language)], text);
    xml.close();
}

/// The one resource with every file; the launch file stands among them too (S04-06).
fn files(resource: &str, bundle: &Bundle, xml: &mut Xml) {
    xml.open("resources", &[]);
    let attributes = [
        ("identifier", resource),
        ("type", "webcontent"),
        ("adlcp:scormType", "sco"),
        ("href", "index.html"),
    ];
    xml.open("resource", &attributes);
    // The launch file first, for readers that take the first; the others in their order.
    xml.empty("file", &[("href", "index.html")]);
    for (path, _) in bundle.parts() {
        let path = path.as_str();
        if path != "index.html" && !CONTROL_DOCUMENTS_2004.contains(&path) {
            xml.empty("file", &[("href", path)]);
        }
    }
    xml.close();
    xml.close();
}

#[cfg(test)]
mod tests;
