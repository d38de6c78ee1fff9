//! Which texts of a course are in another language than the course, as they are shown.
//!
//! What stands here: which they are. How they are marked stands in `marked`. Texts in Markdown carry their language with
//! them.

use std::collections::{BTreeMap, BTreeSet};

use bona_engine::course::{BlockKind, Course};

use super::marked::marked;
use crate::strings::{Words, fill};
use crate::view::published;

/// The plain texts of a course that are not in its language, by the language that they are in.
pub(crate) struct Foreign<'a>(BTreeMap<&'a str, BTreeSet<String>>);

impl<'a> Foreign<'a> {
    /// Those of this course, round which the player says these words.
    pub(crate) fn of(course: &'a Course, say: &Words) -> Self {
        let mut texts: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        let mut note = |language: &'a str, text: String| {
            texts.entry(language).or_default().insert(text);
        };
        for (text, language) in &course.foreign {
            note(language, text.clone());
        }
        // What is shown with something else in one line.
        for source in &course.sources {
            if let Some(language) = course.foreign.get(&source.publisher) {
                note(language, published(source));
            }
        }
        let blocks = course.pages().flat_map(|page| &page.blocks);
        let dates = blocks.filter_map(|block| match &block.kind {
            BlockKind::Fact(fact) => fact.as_of.as_ref(),
            BlockKind::Chart(chart) => chart.as_of.as_ref(),
            _ => None,
        });
        for date in dates {
            if let Some(language) = course.foreign.get(date) {
                note(language, fill(say["as_of"], &[("date", date)]));
            }
        }
        Self(texts)
    }

    /// HTML of the course in which they say which language they are in.
    pub(crate) fn marked(&self, html: String) -> String {
        self.0.iter().fold(html, |html, (language, texts)| marked(html, texts, language))
    }
}

#[cfg(test)]
mod tests {
    use bona_engine::course::Course;

    use super::Foreign;
    use crate::page::sample;
    use crate::strings::Words;

    fn course(foreign: &[(&str, &str)]) -> Course {
        let mut course = sample::course();
        "ar".clone_into(&mut course.language);
        course.foreign = foreign.iter().map(|(text, tag)| ((*text).to_owned(), (*tag).to_owned())).collect();
        course
    }

    fn marked(course: &Course, html: &str) -> String {
        Foreign::of(course, Words::of(&course.language)).marked(html.to_owned())
    }

    #[test]
    fn each_text_says_the_language_that_it_is_in_itself() {
        let course = course(&[("Staff support", "en-GB"), ("Cymorth", "cy"), ("فارسی", "fa")]);
        let html = "<strong>Staff support</strong><p>Cymorth</p><p>فارسی</p><p>مرحبا</p>";
        let expected = "<strong lang=\"en-GB\" dir=\"ltr\">Staff support</strong><p lang=\"cy\" dir=\"ltr\">Cymorth</p>\
                        <p lang=\"fa\" dir=\"rtl\">فارسی</p><p>مرحبا</p>";
        assert_eq!(marked(&course, html), expected);
        assert_eq!(marked(&self::course(&[]), html), html);
    }

    #[test]
    fn a_publisher_is_marked_with_the_year() {
        let course = course(&[("Office for National Statistics", "en-GB")]);
        let html = "<bdi>Office for National Statistics, 2023</bdi>";
        assert!(marked(&course, html).starts_with("<bdi lang=\"en-GB\" dir=\"ltr\">"));
    }
}
