//! What a learner chooses, takes away or gives back: the choice of a role, the certificate, a word about a page.

use bona_engine::course::Completion;
use bona_engine::id::RoleId;

use super::super::{Adapter, Assets, PageJob, document, sample};
use super::{linked, made, section};
use crate::Identity;

#[test]
fn a_role_is_chosen_on_the_first_cover_and_among_the_contents() {
    let course = sample::course();
    let html = linked(&course);
    assert_eq!(html.matches("data-at=\"roles\"").count(), 2);
    for (place, name) in [("at_the_desk", "cover"), ("course-contents", "contents")] {
        let section = section(&html, place);
        assert!(
            section.contains(&format!("name=\"role-{name}\" value=\"\"><span>Show me everything")),
            "{section}"
        );
        for role in &course.roles {
            let own = format!("name=\"role-{name}\" value=\"{}\"><span>{}</span>", role.id, role.title);
            assert!(section.contains(&own), "{own}");
        }
    }
    let mut plain = course.clone();
    plain.roles.clear();
    plain.modules.iter_mut().flat_map(|module| &mut module.pages).for_each(|page| {
        page.for_roles.clear();
        page.blocks.iter_mut().for_each(|block| block.for_roles.clear());
    });
    assert!(!linked(&plain).contains("data-at=\"roles\""), "without roles there is nothing to choose");
    let role = RoleId::parse("reception").expect("an id");
    let identity =
        Identity::of(&course, "0".repeat(64), "scorm12", "universal", false).with_role(Some(&role));
    let job = PageJob {
        course: &course,
        identity: &identity,
        adapter: Adapter::Scorm12,
        assets: Assets::Linked,
        data: "{}",
        reading: false,
        watch: &crate::made_up::Counting::patient(),
    };
    assert!(
        !document(&job).expect("it renders").contains("data-at=\"roles\""),
        "nor in a package for one role"
    );
}

/// A module of which a role has no page has no cover for it either; the first cover is always there.
#[test]
fn covers_and_contents_say_for_whom_they_are() {
    let mut course = sample::course();
    let role = course.roles[0].id.clone();
    for page in course.modules.iter_mut().flat_map(|module| &mut module.pages) {
        page.for_roles = vec![role.clone()];
    }
    let html = linked(&course);
    let tag = |place: &str| section(&html, place).split('>').next().expect("a tag").to_owned();
    let own = format!("data-roles=\"{role}\"");
    assert!(!tag("at_the_desk").contains("data-roles"), "{}", tag("at_the_desk"));
    assert!(tag(course.modules[1].id.as_str()).ends_with(&own));
    let listed = section(&html, "course-contents").matches(&own).count();
    assert_eq!(listed, course.pages().count() + 1, "every page, and the second cover");
}

#[test]
fn a_certificate_says_what_it_is_and_who_keeps_the_record() {
    let course = sample::course();
    let html = linked(&course);
    let paper = section(&html, "course-certificate");
    assert!(
        paper.contains("is no qualification. The record is the one that the learning system keeps."),
        "{paper}"
    );
    assert!(paper.contains("<dd>1.0.0. Not yet reviewed by"), "a draft says so on paper too: {paper}");
    assert!(paper.contains("autocomplete=\"name\""), "WCAG 1.3.5");
    assert!(section(&html, "course-finish").contains("href=\"#/course-certificate\""));
    let alone = made(&course, Adapter::DeviceOnly, Assets::Linked, true);
    let paper = section(&alone, "course-certificate");
    assert!(paper.contains("No learning system keeps a record of it.") && paper.contains("<dd>1.0.0</dd>"));
    let measured = bona_engine::course::Course { completion: Completion::HandedIn, ..course };
    assert!(!linked(&measured).contains("course-certificate"), "who was asked something attended nothing");
}

#[test]
fn a_word_about_a_page_goes_to_the_courses_address_or_is_copied() {
    let mut course = sample::course();
    let html = linked(&course);
    assert!(html.contains("give them to whoever gave you the course") && !html.contains("mailto:"));
    course.reply_to = Some("training@trust.nhs.uk".to_owned());
    let html = linked(&course);
    assert!(html.contains("data-address=\"training@trust.nhs.uk\" href=\"mailto:training@trust.nhs.uk\""));
    assert_eq!(html.matches("id=\"reply\"").count(), 1, "one panel serves every page");
}
