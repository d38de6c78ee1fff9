//! The document as a whole, block by block, and with hostile words.

mod hostile;
mod paper;
mod read;
mod shown;

use std::collections::BTreeMap;

use bona_engine::course::{Block, BlockKind, Course};

use super::sample::{self, block, words};
use super::templates::{TEMPLATES, render, with_sentences};
use super::{Adapter, Assets, PageJob, document};
use crate::Identity;
use crate::made_up::Counting;
use crate::strings::Words;

/// The document of a course.
fn made(course: &Course, adapter: Adapter, assets: Assets<'_>, release: bool) -> String {
    let identity = Identity::of(course, "0".repeat(64), "scorm12", "universal", release);
    let watch = &Counting::patient();
    document(&PageJob { course, identity: &identity, adapter, assets, data: "{}", reading: false, watch })
        .expect("the sample renders")
}

fn linked(course: &Course) -> String {
    made(course, Adapter::Scorm12, Assets::Linked, false)
}

/// The sample with these blocks on its first page, and the HTML of that page's blocks.
fn blocks(all: Vec<Block>) -> String {
    let mut course = sample::course();
    course.modules[0].pages[0].blocks = all;
    let html = linked(&course);
    let start = html.find("Two minutes that matter</h1></div>").expect("the page's title");
    let end = html[start..].find("<nav class=\"acts next\"").expect("the page's buttons") + start;
    html[start..end].split_once('\n').expect("a line").1.to_owned()
}

/// The whole section of a place.
fn section<'a>(html: &'a str, place: &str) -> &'a str {
    let start = html.find(&format!("id=\"/{place}\"")).expect("the place is there");
    let end = html[start..].find("</section>").expect("its end") + start;
    &html[start..end]
}

#[test]
fn text_is_html_as_it_stands() {
    assert_eq!(blocks(vec![block(BlockKind::Text(words("Plain.")))]), "<p>Plain.</p>\n");
}

#[test]
fn a_fact_says_how_far_it_goes_and_where_it_comes_from() {
    let fact = sample::reading().swap_remove(1);
    assert_eq!(
        blocks(vec![fact]),
        "<div class=\"run\">\n<div class=\"row th\"><p class=\"lab\">Fact</p><div class=\"said\"><p>In the 2021 Census of England and Wales, 1.5 million people aged 16 and over (3.2%) described themselves as lesbian, gay, bisexual or another minority orientation.</p></div></div>\n\
         <div class=\"row th open\"><p class=\"lab\">How far it goes</p><div><p>The question was voluntary and 7.5% did not answer it, so this is a floor.</p></div></div>\n\
         <div class=\"row\"><p class=\"lab\">Source</p><p class=\"small\"><a href=\"https://www.ons.gov.uk/\" target=\"_blank\" rel=\"noopener noreferrer\" aria-describedby=\"new-window\"><bdi>Sexual orientation, England and Wales: Census 2021</bdi> <svg class=\"ic flip\" aria-hidden=\"true\" focusable=\"false\"><use href=\"#ic-out\"/></svg></a><br><bdi>Office for National Statistics, 2023</bdi></p></div>\n\
         </div>\n"
    );
}

#[test]
fn what_to_leave_and_what_to_say_hang_on_one_line() {
    let pairs = sample::reading().swap_remove(2);
    assert_eq!(
        blocks(vec![pairs]),
        "<dl class=\"run\">\n\
         <div class=\"row th open nar\"><dt class=\"lab\">Instead of</dt><dd class=\"said\"><p>“Is it Miss or Mrs?”</p></dd></div>\n\
         <div class=\"row th\"><dt class=\"lab\">Say</dt><dd class=\"said\"><p>“What name shall I call you by?”</p></dd></div>\n\
         <div class=\"row\"><dt class=\"lab\">Because</dt><dd><p>It asks for nothing you do not need.</p></dd></div>\n\
         </dl>\n\n"
    );
}

#[test]
fn a_picture_has_its_words_and_its_size() {
    let picture = sample::reading().swap_remove(3);
    assert_eq!(
        blocks(vec![picture.clone()]),
        "<figure>\n<img src=\"media/desk.png\" alt=\"A reception desk with two chairs.\" width=\"600\" height=\"400\" loading=\"lazy\">\n\
         <figcaption class=\"small\"><p>The desk.</p><p>Picture: House</p></figcaption>\n</figure>\n"
    );
    let mut course = sample::course();
    course.modules[0].pages[0].blocks = vec![picture];
    let single = made(
        &course,
        Adapter::DeviceOnly,
        Assets::Inlined { pictures: &BTreeMap::new(), css: "", js: "" },
        true,
    );
    assert!(
        single.contains("<p class=\"alt\">A reception desk with two chairs.</p>") && !single.contains("<img")
    );
}

#[test]
fn notes_and_details_are_plain() {
    let mut reading = sample::reading();
    assert_eq!(
        blocks(vec![reading.swap_remove(4)]),
        "<div class=\"row th rest\"><p class=\"lab\">In passing</p><div><p>A note in the margin.</p></div></div>\n"
    );
    assert_eq!(
        blocks(vec![sample::reading().swap_remove(5)]),
        "<details><summary>What if the system will not allow it?</summary><div><p>Add the name as a note now.</p></div></details>\n"
    );
}

#[test]
fn a_question_shows_letters_and_no_key() {
    assert_eq!(
        blocks(vec![block(BlockKind::Question(sample::statement("rule")))]),
        "<div class=\"item\" data-item=\"choice\" data-id=\"rule\" data-state=\"untouched\">\n\
         <fieldset class=\"ask th open\" aria-describedby=\"err-rule hint-rule\">\n\
         <legend><h2 tabindex=\"-1\">A patient may ask for another name on their record without any certificate.</h2></legend>\n\
         <p class=\"row th bad err\" id=\"err-rule\"></p>\n\
         <p class=\"hint\" id=\"hint-rule\">Choose whether this is true.</p>\n\
         <div class=\"row opt\"><label><input type=\"radio\" name=\"item-rule\" value=\"t\" aria-describedby=\"why-rule-t\"><span>True</span></label><div class=\"about\" id=\"why-rule-t\"></div></div>\n\
         <div class=\"row opt\"><label><input type=\"radio\" name=\"item-rule\" value=\"f\" aria-describedby=\"why-rule-f\"><span>False</span></label><div class=\"about\" id=\"why-rule-f\"></div></div>\n\
         </fieldset>\n\
         <div class=\"fb gone\" role=\"group\" tabindex=\"-1\"></div>\n\
         <p class=\"acts needs-js\"><button type=\"button\" class=\"btn\" data-do=\"check\">Check my answer</button></p>\n\
         </div>\n"
    );
    let single = blocks(vec![block(BlockKind::Question(sample::repair("repair")))]);
    assert!(
        single.contains("type=\"radio\" name=\"item-repair\" value=\"c\"") && single.contains("Choose one.")
    );
    let many = blocks(vec![block(BlockKind::Question(sample::openings("open")))]);
    assert!(
        many.contains("type=\"checkbox\" name=\"item-open\" value=\"d\"")
            && many.contains("Choose all that apply.")
    );
    for told in
        ["It lets the person choose.", "Short, corrected", "A good opening", "brief", "Records are changed"]
    {
        assert!(!linked(&sample::course()).contains(told), "{told} must stay in the data block");
    }
}

#[test]
fn a_scene_can_be_read_as_a_script() {
    let scene = blocks(vec![block(BlockKind::Scenario(sample::scenario()))]);
    for part in [
        "<div class=\"item\" data-item=\"scene\" data-id=\"alex_arrives\">",
        "<h2>It begins</h2>",
        "<li><span>“It says Mr Alan here.”</span> <span class=\"small\">(go to Step 2)</span></li>",
        "<div class=\"row th turn v2\" role=\"group\" aria-label=\"Denise, next desk\"><p class=\"lab\">Denise, next desk</p><div class=\"said\">",
        "<h2>Ending 2</h2>",
        "<p class=\"lab\">Looking back</p><div><p>A quiet question gets the record right.</p></div>",
    ] {
        assert!(scene.contains(part), "{part}\n{scene}");
    }
    assert!(!scene.contains("The room heard a name"), "what looking back says of a step comes after it");
}

#[test]
fn a_pledge_says_who_is_told_and_support_says_how_to_reach_it() {
    let html = linked(&sample::course());
    let page = section(&html, "one_thing");
    for part in [
        "Nobody else is told what you choose or write. Look at it again after 6 weeks.",
        "name=\"pledge-my_desk\" value=\"1\"",
        "<textarea rows=\"3\" maxlength=\"500\"",
        "<a class=\"big\" href=\"tel:01234567890\">Call 01234 567 890</a>",
        "<a class=\"big\" href=\"https://support.example/\" target=\"_blank\" rel=\"noopener noreferrer\"",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("Occupational health"), "only the entries that the author named");
    assert!(section(&html, "course-support").contains("Occupational health"));
}

#[test]
fn the_cover_says_what_the_package_really_tells() {
    let course = sample::course();
    let html = linked(&course);
    let cover = section(&html, "at_the_desk");
    for part in [
        "<li>Greet anyone without guessing gender, title or relationship</li>",
        "About 12 minutes.",
        "whether you finished, how long you were here, your best test result, how you answered the questions and what you chose in the scenes",
        "Never sent: what you pledge",
        "<dt class=\"lab\">One scene</dt>",
        "Not yet reviewed by people with lived experience and an accessibility tester.",
        "Part 1 of 2",
    ] {
        assert!(cover.contains(part), "{part}\n{cover}");
    }
    assert!(section(&html, "course-contents").contains("Not yet reviewed"), "contents say it too (D-21)");
    let device = made(&course, Adapter::DeviceOnly, Assets::Linked, true);
    assert!(section(&device, "at_the_desk").contains("Nothing is sent to anybody."));
    assert!(!device.contains("Your learning system is told") && !device.contains("Not yet reviewed"));
}

#[test]
fn every_place_is_there_once_and_every_inner_link_leads_to_one() {
    let html = linked(&sample::full());
    let mut links = 0;
    for (start, _) in html.match_indices("href=\"#/") {
        let place = html[start + 7..].split('"').next().expect("an attribute ends");
        links += 1;
        assert_eq!(html.matches(&format!("id=\"{place}\"")).count(), 1, "{place}");
    }
    assert!(links > 25, "the links were read: {links}");
    assert_eq!(html.matches("<h1").count(), html.matches("<section").count(), "one title a page");
    assert_eq!(html.matches("<section").count(), 14);
    assert!(!html.contains("<form"), "a sandboxed frame forbids forms");
}

#[test]
fn a_course_without_test_or_support_has_no_place_for_them() {
    let mut course = sample::course();
    course.test = None;
    course.support.clear();
    course.modules[1].pages[0].blocks.pop();
    let html = linked(&course);
    assert!(!html.contains("course-test") && !html.contains("course-support"));
    assert!(!html.contains("your best test result"), "what is not there is not said to be sent");
}

#[test]
fn language_and_direction_are_the_courses() {
    let mut course = sample::course();
    course.language = "ar".into();
    assert!(linked(&course).starts_with("<!doctype html>\n<html lang=\"ar\" dir=\"rtl\">"));
    assert!(linked(&sample::course()).contains("<html lang=\"en-GB\" dir=\"ltr\">"));
}

#[test]
fn words_of_the_player_in_another_language_say_so() {
    let mut course = sample::course();
    course.language = "pl".into();
    let html = linked(&course);
    let own = Words::of("pl");
    assert!(
        html.contains(&format!(" lang=\"en-GB\" dir=\"ltr\">{}</a>", own["skip"])),
        "the words of a link"
    );
    assert!(
        html.contains("<p id=\"save\" lang=\"en-GB\" dir=\"ltr\" role=\"status\">"),
        "what is told later"
    );
    let told = html.find("<main").map(|start| &html[start..]).unwrap_or_default();
    let buttons = told.split("<button").skip(1).filter_map(|rest| rest.split_once("</button>"));
    let silent: Vec<_> = buttons
        .map(|(button, _)| button)
        .filter(|button| button.split_once('>').is_some_and(|(_, said)| own.whole().contains(said)))
        .filter(|button| !button.contains("lang=\"en-GB\""))
        .collect();
    assert!(silent.is_empty(), "buttons in English in a Polish course: {silent:?}");
    assert!(
        !linked(&sample::course()).contains("lang=\"en-GB\" dir=\"ltr\">Skip"),
        "not where all is English"
    );
}

#[test]
fn every_template_compiles_and_strict_mode_sees_a_missing_value() {
    let mut engine = handlebars::Handlebars::new();
    let mut said = 0;
    for own in crate::strings::spoken() {
        for (name, text) in TEMPLATES {
            let whole = with_sentences(text, Words::of(own.language));
            engine.register_template_string(name, &whole).unwrap_or_else(|fault| panic!("{name}: {fault}"));
            let sentences = text.matches("{{say.").count() + text.matches("{{@root.say.").count();
            let tags = |text: &str| text.matches('{').count();
            assert_eq!(tags(&whole) + 2 * sentences, tags(text), "no sentence in {name} is read as a tag");
            assert!(!whole.contains('\\') && !whole.contains("=say."), "{name}");
            said += sentences;
        }
    }
    assert!(TEMPLATES.len() >= 20 && said > 100);
    let fault = render("block_note", &serde_json::json!({ "label": "x" }), Words::of("en-GB"));
    assert!(fault.is_err(), "a note without its text must not come out as an empty note");
}

#[test]
fn sentences_stand_in_a_template_as_they_are_said() {
    let say = Words::of("en-GB");
    let (skip, note) = (say["skip"], say["note"]);
    assert!(!skip.is_empty() && !note.is_empty());
    let text = "{{say.skip}}|{{@root.say.note}}|{{> part ask=say.skip}}|{{#each it.says}}essay. {{this}}";
    let told =
        format!("{skip}|{note}|{{{{> part ask=\"{skip}\"}}}}|{{{{#each it.says}}}}essay. {{{{this}}}}");
    assert_eq!(with_sentences(text, say), told);
}

/// Templates are ours, and the test above goes over all of them: what is missed there can never be missed later.
#[test]
fn a_sentence_that_nobody_wrote_is_missed() {
    let missed = std::panic::catch_unwind(|| with_sentences("{{say.unheard_of}}", Words::of("en-GB")));
    let why = missed.expect_err("there is no such sentence");
    let why = why.downcast_ref::<String>().expect("it says why");
    assert_eq!(why, "no sentence of en-GB is called `unheard_of`");
}

#[test]
fn only_html_of_ours_is_put_in_unescaped() {
    let mut seen = 0;
    for (name, text) in TEMPLATES {
        for (start, _) in text.match_indices("{{{") {
            let field = text[start + 3..].split('}').next().expect("a tag ends");
            seen += 1;
            let list = text[..start].rsplit("{{#each ").next().and_then(|rest| rest.split('}').next());
            let is_each = field == "this" && list.is_some_and(|name| name.ends_with("_html"));
            assert!(field.ends_with("_html") || is_each, "{name}: {field}");
        }
    }
    assert!(seen > 20, "the templates were read: {seen}");
}
