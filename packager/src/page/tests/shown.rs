//! Blocks that are shown, played or spoken: what a learner without script, eyes or ears is given.

use std::collections::BTreeMap;

use bona_engine::course::BlockKind;

use super::super::{Adapter, Assets, sample};
use super::{linked, made, section};

fn page() -> String {
    let html = linked(&sample::full());
    section(&html, "shown").to_owned()
}

#[test]
fn a_chart_is_drawn_in_whole_numbers_beside_its_words() {
    let page = page();
    assert!(
        page.contains("<p>Some <strong>2.5</strong></p><svg class=\"flip\" viewBox=\"0 0 1000 1\""),
        "{page}"
    );
    assert!(page.contains("<rect width=\"250\" height=\"1\"/>"), "{page}");
    assert!(page.contains("<rect width=\"1000\" height=\"1\"/>"), "{page}");
    assert!(page.contains("<tr><th scope=\"row\">Some</th><td>2.5</td><td></td></tr>"), "{page}");
    let drawn = page.matches("<svg").count();
    assert_eq!(
        page.matches("aria-hidden=\"true\"").count(),
        drawn,
        "what is drawn is said in words beside it"
    );
}

#[test]
fn marks_stay_inside_their_picture_and_are_listed() {
    let page = page();
    let first = "<circle cx=\"120\" cy=\"160\" r=\"21\"/><text x=\"120\" y=\"169\" font-size=\"26\" font-weight=\"700\" text-anchor=\"middle\">1</text>";
    assert!(page.contains(first), "{page}");
    assert!(page.contains("<circle cx=\"579\" cy=\"21\" r=\"21\"/>"), "a mark in the corner is moved in");
    let listed = "<p class=\"lab\">Mark 2</p><div><strong>The clock</strong><p>In the corner.</p></div>";
    assert!(page.contains(listed), "{page}");
}

#[test]
fn sound_and_film_wait_and_have_their_words() {
    let page = page();
    let sound = "<audio controls preload=\"none\" src=\"media/call.mp3\" aria-label=\"A call\"></audio>";
    assert!(page.contains(sound), "{page}");
    let film = "playsinline poster=\"media/desk.png\"><track kind=\"captions\" src=\"media/desk.vtt\" srclang=\"en-GB\"";
    assert!(page.contains(film), "{page}");
    assert!(page.contains("<summary>Transcript: A call</summary><div><p>“Good morning.”</p></div>"));
    assert!(page.contains("<a class=\"big\" href=\"media/card.pdf\" download>A card (PDF, 13 KB)</a>"));
    assert!(!page.contains("autoplay"));
}

#[test]
fn a_single_page_says_what_it_does_not_hold() {
    let pictures = BTreeMap::from([("desk.png".to_owned(), "data:image/png;base64,AA==".to_owned())]);
    let assets = Assets::Inlined { pictures: &pictures, css: "", js: "" };
    let html = made(&sample::full(), Adapter::DeviceOnly, assets, true);
    let page = section(&html, "shown");
    assert!(!page.contains("<audio") && !page.contains("<video") && !page.contains("media/"), "{page}");
    assert_eq!(page.matches("does not hold").count(), 3);
    assert!(page.contains("src=\"data:image/png"));
}

#[test]
fn nothing_of_an_opinion_is_collected_and_that_is_said() {
    let page = page();
    assert!(page.contains("type=\"radio\" name=\"poll-how_often\" value=\"1\"><span>Often</span>"));
    assert!(page.contains("this package collects no answers"));
    assert!(page.contains(
        "<textarea rows=\"4\" dir=\"auto\" data-wrote autocomplete=\"off\" aria-labelledby=\"ask-last_time\""
    ));
    assert!(page.contains("with their consent of May 2026"));
    assert_eq!(page.matches("data-item").count(), 0, "the script touches none of them");
}

#[test]
fn what_is_for_a_role_says_for_whom() {
    let html = linked(&sample::full());
    let block = "<div data-roles=\"reception\">\n<p class=\"lab\">For: Reception</p>";
    assert!(section(&html, "shown").contains(block));
    let mut course = sample::full();
    course.modules[0].pages[1].for_roles = course.modules[0].pages[1].blocks[0].for_roles.clone();
    let html = linked(&course);
    let start = html.find("id=\"/shown\"").expect("the page");
    assert!(html[start..].split('>').next().is_some_and(|tag| tag.ends_with("data-roles=\"reception\"")));
}

#[test]
fn a_word_that_needs_care_has_its_place() {
    let html = linked(&sample::full());
    let entry = "<dl class=\"run\" id=\"/course-terms/trans\" tabindex=\"-1\">";
    assert!(section(&html, "course-terms").contains(entry));
    let mut course = sample::full();
    course.terms.clear();
    course.modules[0].pages[1].blocks.retain(|block| !matches!(block.kind, BlockKind::Term(_)));
    assert!(!linked(&course).contains("course-terms"));
}

/// Whoever reads the script on paper is told what must have been chosen, in the words of the choice.
#[test]
fn the_script_says_what_a_scene_remembers() {
    let mut course = sample::course();
    let mut blocks =
        course.modules.iter_mut().flat_map(|module| &mut module.pages).flat_map(|page| &mut page.blocks);
    let scene = blocks.find_map(|block| match &mut block.kind {
        BlockKind::Scenario(scenario) => Some(scenario),
        _ => None,
    });
    *scene.expect("the sample has a scene") = sample::remembering();
    let html = linked(&course);
    let said = "<h2>Ending 1</h2>\n<p class=\"small\">Not after “It says Mr Alan here.”. Otherwise go to Ending 2.</p>";
    assert!(html.contains(said), "{html}");
    assert!(!linked(&sample::course()).contains("Otherwise go to"));
}
