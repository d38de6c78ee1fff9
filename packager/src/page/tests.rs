//! The document as a whole, block by block, and with hostile words.

use bona_engine::course::{Block, BlockKind, Inline, LinkTo, Markup, Node, Pledge};
use bona_engine::id::PledgeId;
use handlebars::Handlebars;

use super::sample::{self, block, words};
use super::templates::{TEMPLATES, render};
use super::{Adapter, Assets, PageJob, document};
use crate::Identity;
use crate::strings::page as page_words;
use crate::view;
use bona_engine::course::Course;

fn made(course: &Course, adapter: Adapter, assets: Assets<'_>, release: bool) -> String {
    let identity = Identity::of(course, "0".repeat(64), "scorm12", "universal", release);
    document(&PageJob { course, identity: &identity, adapter, assets, data: "{}" })
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
         <div class=\"row\"><p class=\"lab\">Source</p><p class=\"small\"><a href=\"https://www.ons.gov.uk/\" target=\"_blank\" rel=\"noopener noreferrer\" aria-describedby=\"new-window\">Sexual orientation, England and Wales: Census 2021 <svg class=\"ic flip\" aria-hidden=\"true\" focusable=\"false\"><use href=\"#ic-out\"/></svg></a><br>Office for National Statistics, 2023</p></div>\n\
         </div>\n\n"
    );
}
