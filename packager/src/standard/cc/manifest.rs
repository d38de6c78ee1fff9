//! The manifest of a cartridge: pages and quizzes in the order of the modules, and every file in one resource.
//!
//! The profile has no `default`, no `isvisible` and no version of the manifest; its one root item has no title.

use super::Cartridge;
use crate::exchange::{Group, Place};
use crate::handout::Handout;
use crate::standard::Job;
use crate::xml::Xml;

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// A resource of the manifest.
pub(super) struct Resource {
    /// What follows `RES_<course>_`.
    id: String,
    kind: String,
    /// Whether it is opened by its first file.
    opens: bool,
    /// Its files; at least one.
    pub(super) files: Vec<String>,
    /// Whether it needs what the pages share.
    needs: bool,
}

impl Resource {
    pub(super) fn shared(files: Vec<String>) -> Self {
        Self { id: "shared".into(), kind: "webcontent".into(), opens: false, files, needs: false }
    }

    pub(super) fn page(path: &str) -> Self {
        let id = path.trim_end_matches(".html").to_owned();
        Self { id, kind: "webcontent".into(), opens: true, files: vec![path.to_owned()], needs: true }
    }

    pub(super) fn quiz(short: &str, group: &Group) -> Self {
        let kind = format!("imsqti_xmlv1p2/{}/assessment", typed(short));
        let id = format!("quiz_{}", group.key);
        let files = vec![format!("{id}/assessment.xml")];
        Self { id, kind, opens: false, files, needs: false }
    }

    pub(super) fn bank(short: &str) -> Self {
        let kind = format!("imsqti_xmlv1p2/{}/question-bank", typed(short));
        Self { id: "bank".into(), kind, opens: false, files: vec!["bank/bank.xml".into()], needs: false }
    }

    /// What administrators and programs read.
    pub(super) fn about() -> Self {
        let files = ["course-evidence.json", "readme-lms.html", "readme-lms.txt"];
        let files = files.map(str::to_owned).to_vec();
        Self { id: "about".into(), kind: "webcontent".into(), opens: false, files, needs: false }
    }
}

/// `ccv1p1` as types of resources have it: `imscc_xmlv1p1`.
fn typed(short: &str) -> String {
    short.replace("ccv", "imscc_xmlv")
}

/// The manifest.
pub(super) fn manifest(
    cartridge: &Cartridge,
    job: &Job<'_>,
    pages: &[Handout],
    groups: &[Group],
    resources: &[Resource],
) -> Vec<u8> {
    let (key, short) = (&job.identity.course, cartridge.short);
    let content = format!("http://www.imsglobal.org/xsd/ims{short}/imscp_v1p1");
    let lom = format!("http://ltsc.ieee.org/xsd/ims{short}/LOM/manifest");
    let folder = format!("http://www.imsglobal.org/profile/cc/{short}");
    let schemas = format!(
        "{content} {folder}/{short}_imscp_v1p2_v1p0.xsd {lom} {folder}/LOM/{short}_lommanifest_v1p0.xsd"
    );
    let mut xml = Xml::new();
    let attributes = [
        ("identifier", format!("MANIFEST_{key}")),
        ("xmlns", content),
        ("xmlns:lomimscc", lom),
        ("xmlns:xsi", XSI.to_owned()),
        ("xsi:schemaLocation", schemas),
    ];
    xml.open("manifest", &attributes.each_ref().map(|(name, value)| (*name, value.as_str())));
    metadata(cartridge, job, &mut xml);
    xml.open("organizations", &[]);
    let organization = format!("ORG_{key}");
    xml.open("organization", &[("identifier", &organization), ("structure", "rooted-hierarchy")]);
    xml.open("item", &[("identifier", &format!("ITEM_{key}_root"))]);
    items(job, pages, groups, &mut xml);
    xml.close();
    xml.close();
    xml.close();
    xml.open("resources", &[]);
    resources.iter().for_each(|resource| listed(key, resource, &mut xml));
    xml.close();
    xml.close();
    xml.finish()
}

/// Schema name and version, then what a catalogue shows.
fn metadata(cartridge: &Cartridge, job: &Job<'_>, xml: &mut Xml) {
    let course = job.course;
    xml.open("metadata", &[]);
    xml.leaf("schema", &[], "IMS Common Cartridge");
    xml.leaf("schemaversion", &[], cartridge.version);
    xml.open("lomimscc:lom", &[]);
    xml.open("lomimscc:general", &[]);
    // The profile has no place for an edition but beside the name of the course.
    let draft = if job.identity.release { "" } else { "-draft" };
    xml.open("lomimscc:identifier", &[]);
    xml.leaf("lomimscc:catalog", &[], &job.identity.course);
    xml.leaf("lomimscc:entry", &[], &format!("{}{draft}", job.identity.edition));
    xml.close();
    said(xml, "lomimscc:title", &course.language, &job.title_in(course));
    xml.leaf("lomimscc:language", &[], &course.language);
    said(xml, "lomimscc:description", &course.language, &course.summary);
    for audience in &course.audience {
        said(xml, "lomimscc:keyword", &course.language, &audience.replace('_', " "));
    }
    xml.close();
    xml.close();
    xml.close();
}

fn said(xml: &mut Xml, name: &'static str, language: &str, text: &str) {
    xml.open(name, &[]);
    xml.leaf("lomimscc:string", &[("language", language)], text);
    xml.close();
}

/// The modules with their pages, behind each page its questions; then the test, and what the pages point to.
fn items(job: &Job<'_>, pages: &[Handout], groups: &[Group], xml: &mut Xml) {
    let key = &job.identity.course;
    for module in &job.course.modules {
        let folder = format!("ITEM_{key}_folder_{}", module.id);
        xml.open("item", &[("identifier", &folder)]);
        xml.leaf("title", &[], &module.title);
        for page in pages.iter().filter(|page| page.module.as_deref() == Some(module.id.as_str())) {
            item(key, page.path.trim_end_matches(".html"), &page.title, xml);
            let own = |group: &&Group| group.place == Place::Page && page.page.as_ref() == Some(&group.key);
            groups.iter().filter(own).for_each(|group| quiz(key, group, xml));
        }
        xml.close();
    }
    groups.iter().filter(|group| group.place == Place::Test).for_each(|group| quiz(key, group, xml));
    for page in pages.iter().filter(|page| page.module.is_none()) {
        item(key, page.path.trim_end_matches(".html"), &page.title, xml);
    }
}

fn quiz(key: &str, group: &Group, xml: &mut Xml) {
    item(key, &format!("quiz_{}", group.key), &group.quiz, xml);
}

fn item(key: &str, id: &str, title: &str, xml: &mut Xml) {
    let (own, resource) = (format!("ITEM_{key}_{id}"), format!("RES_{key}_{id}"));
    xml.open("item", &[("identifier", &own), ("identifierref", &resource)]);
    xml.leaf("title", &[], title);
    xml.close();
}

fn listed(key: &str, resource: &Resource, xml: &mut Xml) {
    let own = format!("RES_{key}_{}", resource.id);
    let mut attributes = vec![("identifier", own.as_str()), ("type", &resource.kind)];
    if resource.opens {
        attributes.push(("href", &resource.files[0]));
    }
    xml.open("resource", &attributes);
    resource.files.iter().for_each(|path| xml.empty("file", &[("href", path)]));
    if resource.needs {
        xml.empty("dependency", &[("identifierref", &format!("RES_{key}_shared"))]);
    }
    xml.close();
}
