//! A package for a role holds what that role sees, and a learner's place means the same in it as in the whole course.

use bona_engine::course::Role;
use bona_engine::id::RoleId;
use bona_engine::slots::{Layout, RETIRED};
use serde_json::Value;

use super::{only, shown_to, without_others};
use crate::page::sample;
use crate::standard::tests::{options, packed, unpacked};
use crate::{PackError, PackOptions};

fn role(id: &str) -> RoleId {
    RoleId::parse(id).expect("it is an id")
}

/// The sample with its second page for one role, and a block of its first for another.
fn shared() -> bona_engine::course::Course {
    let mut course = sample::course();
    course.roles = ["desk", "ward"].map(|id| Role { id: role(id), title: format!("The {id}") }).to_vec();
    course.modules[0].pages[1].for_roles = vec![role("ward")];
    course.modules[0].pages[0].blocks[0].for_roles = vec![role("desk")];
    course
}

#[test]
fn a_role_sees_its_own_and_what_is_for_all() {
    let course = shared();
    let (desk, ward) = (only(&course, &role("desk")), only(&course, &role("ward")));
    let (desk, ward) = (desk.expect("it has pages"), ward.expect("it has pages"));
    let pages = course.pages().count();
    assert_eq!((desk.pages().count(), ward.pages().count()), (pages - 1, pages));
    let blocks = |course: &bona_engine::course::Course| course.modules[0].pages[0].blocks.len();
    assert_eq!((blocks(&desk), blocks(&ward)), (blocks(&course), blocks(&course) - 1));
    assert!(desk.pages().all(|page| page.for_roles.is_empty()), "what is left is for whoever opens it");
}

/// What a learner may choose is told by its place in the record, and a page by whom something of it is for.
#[test]
fn whoever_chooses_a_role_is_told_what_is_for_whom() {
    let mut course = shared();
    let page = &mut course.modules[1].pages[0];
    page.blocks.iter_mut().for_each(|block| block.for_roles = vec![role("ward")]);
    let own = |id: &str| course.pages().find(|page| page.id.as_str() == id).expect("a page");
    let ids: Vec<String> = course.pages().map(|page| page.id.to_string()).collect();
    assert_eq!(
        shown_to(&course, own(&ids[0])),
        Vec::<&RoleId>::new(),
        "one block of several is for the desk"
    );
    assert_eq!(shown_to(&course, own(&ids[1])), [&role("ward")], "the page says so");
    let last = course.modules[1].pages[0].id.as_str();
    assert_eq!(shown_to(&course, own(last)), [&role("ward")], "its every block says so");
    let (_, zip) = packed(&course, "scorm12", &options("universal")).expect("packed");
    let page = String::from_utf8(unpacked(zip).0["index.html"].clone()).expect("text");
    assert!(page.contains("{\"id\":\"ward\",\"place\":1,\"title\":\"The ward\"}"), "the choice");
    assert!(page.contains("\"kind\":\"role\""), "and the slot");
    assert!(page.contains(&format!("id=\"/{last}\" data-page=\"{last}\"")), "{last}");
    let section = page.split(&format!("data-page=\"{last}\"")).nth(1).expect("the page");
    assert!(section[..200].contains("data-roles=\"ward\""), "{}", &section[..200]);
}

#[test]
fn places_keep_their_numbers_and_lead_nowhere_for_others() {
    let course = shared();
    let whole = Layout::of(&course);
    let desk = without_others(whole.clone(), &only(&course, &role("desk")).expect("it has pages"));
    assert_eq!((&desk.fingerprint, desk.slots.len()), (&whole.fingerprint, whole.slots.len()));
    let changed: Vec<&str> = whole
        .slots
        .iter()
        .zip(&desk.slots)
        .filter(|(before, after)| before != after)
        .map(|(before, after)| {
            assert_eq!((after.id.as_str(), after.bits), (RETIRED, before.bits));
            before.id.as_str()
        })
        .collect();
    assert_eq!(changed, [course.modules[0].pages[1].id.as_str()]);
}

#[test]
fn a_package_says_for_whom_it_is() {
    let course = shared();
    let ward = role("ward");
    let asked = PackOptions { role: Some(&ward), ..options("universal") };
    let (made, zip) = packed(&course, "scorm12", &asked).expect("packed");
    let (whole, _) = packed(&course, "scorm12", &options("universal")).expect("packed");
    assert_eq!(made.identity.content, whole.identity.content, "all packages of a text bear its hash");
    assert_eq!(made.identity.item(), whole.identity.item(), "and results of all are kept under one id");
    let files = unpacked(zip).0;
    let evidence: Value = serde_json::from_slice(&files["course-evidence.json"]).expect("JSON");
    assert_eq!(evidence["role"], "ward");
    let sheet = String::from_utf8(files["readme-lms.txt"].clone()).expect("text");
    assert!(sheet.contains("The ward"), "{sheet}");
    let page = String::from_utf8(files["index.html"].clone()).expect("text");
    assert!(page.contains("\"roles\":[]"), "there is nothing to choose");
}

#[test]
fn a_role_without_a_page_makes_no_package() {
    let mut course = shared();
    for page in course.modules.iter_mut().flat_map(|module| &mut module.pages) {
        page.for_roles = vec![role("ward")];
    }
    let desk = role("desk");
    let asked = PackOptions { role: Some(&desk), ..options("universal") };
    let refused = packed(&course, "scorm12", &asked).map(|_| ()).expect_err("there is no page");
    assert!(matches!(refused, PackError::NothingForRole { .. }), "{refused}");
}
