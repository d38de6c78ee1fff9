//! Pages to be read stand alone: what they link to is in the package.

use std::collections::BTreeSet;

use super::{Handout, linked, pages, places, without_turn};
use crate::page::sample;

#[test]
fn every_link_leads_to_a_file_that_is_there() {
    let course = sample::full();
    let pages = pages(&course).expect("rendered");
    let files: BTreeSet<&str> = pages.iter().map(|page| page.path.as_str()).collect();
    assert!(files.contains("course_sources.html") && files.contains("course_terms.html"), "{files:?}");
    let mut judged = 0;
    for Handout { path, html, .. } in &pages {
        assert!(!html.contains("href=\"#/") && !html.contains("<script"), "{path}");
        for link in html.split("href=\"").skip(1) {
            let to = link.split('"').next().unwrap_or_default();
            let file = to.split('#').next().unwrap_or_default();
            if file.ends_with(".html") {
                assert!(files.contains(file), "{path}: {to}");
                judged += 1;
            }
        }
    }
    assert!(2 <= judged, "{judged} links judged");
}

#[test]
fn a_page_is_read_whole_and_asks_nothing() {
    let course = sample::course();
    let pages = pages(&course).expect("rendered");
    let of = |path: &str| &pages.iter().find(|page| page.path == path).expect("there").html;
    let first = of("page_two_minutes.html");
    assert!(first.contains("<h1 tabindex=\"-1\">Two minutes that matter</h1>"));
    assert!(first.contains("href=\"page_openings.html\"") && first.contains("src=\"media/desk.png\""));
    assert!(of("module_at_the_desk.html").contains("how much of themselves is safe to show"));
    let scene = of("page_name_on_the_screen.html");
    assert!(
        scene.contains("A patient is called by a name")
            && scene.contains("A quiet question gets the record right.")
    );
    assert!(!of("page_openings.html").contains("type=\"checkbox\""), "questions are asked elsewhere");
}

#[test]
fn a_place_without_a_file_is_the_page_itself() {
    let places = places(&sample::course());
    let page =
        "<a href=\"#/openings\">a</a><a href=\"#/course-sources/x\">b</a><a href=\"#/course-test\">c</a>";
    assert_eq!(
        linked(page, &places),
        "<a href=\"page_openings.html\">a</a><a href=\"course_sources.html#/course-sources/x\">b</a><a href=\"#main\">c</a>"
    );
    assert_eq!(without_turn("<p>a</p><p class=\"acts next\"><a>b</a></p></section>"), "<p>a</p></section>");
}
