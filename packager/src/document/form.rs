//! The form of a place as one page: it asks for nothing from any network, keeps what is typed in the browser, and saves
//! a file to send back. What it asks and how an answer is read stands in the program that hands it out.

use serde::Serialize;

use super::alone::policy;
use crate::error::PackError;
use crate::page::render;
use crate::strings::Words;

const STYLE: &str = concat!(
    include_str!("../../templates/readme-lms.css"),
    include_str!("../../templates/accessibility.css"),
    include_str!("../../templates/form.css")
);
const SCRIPT: &str = include_str!("../../templates/form.js");

/// What the page asks.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceForm {
    /// What people call the place.
    pub name: String,
    /// What is said first, paragraph by paragraph.
    pub explained: Vec<String>,
    /// Its questions.
    pub questions: Vec<PlaceQuestion>,
    /// The courses of which it may change words.
    pub courses: Vec<PlaceCourse>,
    /// What the saved file is called, `elm_street.json`.
    pub file: String,
    /// What must come back with the answers, as JSON; the page adds `answers` to it.
    pub data: String,
}

/// A question.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceQuestion {
    /// What its answer is called in the saved file.
    pub key: String,
    /// The question.
    pub ask: String,
    /// Why it is asked; empty if nobody says.
    pub why: String,
    /// What an answer looks like.
    pub example: String,
    /// Characters that an answer has at most.
    pub most: usize,
    /// What the place says now; empty if nothing.
    pub own: String,
    /// What is said where the place says nothing; empty if nothing is.
    pub above: String,
    /// Whether it needs an answer.
    pub needed: bool,
    /// The same in other languages.
    pub languages: Vec<PlaceWords>,
}

/// The same answer, or the same words, in another language.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceWords {
    /// What they are called in the saved file.
    pub key: String,
    /// What the language is called in English, `Welsh`.
    pub name: String,
    /// Its tag.
    pub tag: String,
    /// `rtl` or `ltr`.
    pub direction: &'static str,
    /// What the place says in it now; empty if nothing.
    pub own: String,
    /// What stands there otherwise; empty if nothing does.
    pub stands: String,
    /// The place above that says so, by its name; empty where it is the course, or nothing stands there.
    pub from: String,
    /// Characters that the words have at most.
    pub most: usize,
}

/// A course of which a place may change words.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceCourse {
    /// What learners call it.
    pub title: String,
    /// What may be changed.
    pub parts: Vec<PlacePart>,
}

/// Words that a place may put in its own.
#[derive(Clone, Debug, Serialize)]
pub struct PlacePart {
    /// What they are called in the saved file.
    pub key: String,
    /// The page on which they stand.
    pub page: String,
    /// What stands there; empty where something is put at the end of the page.
    pub stands: String,
    /// The place above whose words these are, by its name; empty where they are the course's own.
    pub from: String,
    /// What the place has written there; empty if nothing.
    pub own: String,
    /// Why; empty if nobody says.
    pub why: String,
    /// Characters that the words have at most.
    pub most: usize,
    /// The same of the reason.
    pub most_why: usize,
    /// The same in other languages.
    pub languages: Vec<PlaceWords>,
}

#[derive(Serialize)]
struct View<'a> {
    page: &'a PlaceForm,
    policy: String,
    style_html: &'static str,
    data_html: String,
    script_html: &'static str,
}

/// Makes the page.
///
/// # Errors
/// [`PackError::Template`] when the template and its view disagree, which is ours to mend.
pub fn form_page(page: &PlaceForm) -> Result<String, PackError> {
    let view = View {
        page,
        policy: policy(STYLE, Some(SCRIPT)),
        style_html: STYLE,
        // Nothing in a block of data can end it.
        data_html: page.data.replace('<', "\\u003c"),
        script_html: SCRIPT,
    };
    render("form", &view, Words::of("en-GB"))
}

#[cfg(test)]
mod tests {
    use super::{PlaceCourse, PlaceForm, PlacePart, PlaceQuestion, PlaceWords, form_page};

    #[test]
    fn words_of_a_place_are_words_everywhere() {
        let evil = "</textarea></script><b>\"&";
        let words = vec![PlaceWords {
            key: "fact/a/ar".into(),
            name: evil.into(),
            tag: "ar".into(),
            direction: "rtl",
            own: evil.into(),
            stands: evil.into(),
            from: evil.into(),
            most: 60,
        }];
        let page = PlaceForm {
            name: evil.into(),
            explained: vec![evil.into()],
            questions: vec![PlaceQuestion {
                key: "fact/a".into(),
                ask: evil.into(),
                why: evil.into(),
                example: evil.into(),
                most: 60,
                own: evil.into(),
                above: evil.into(),
                needed: true,
                languages: words.clone(),
            }],
            courses: vec![PlaceCourse {
                title: evil.into(),
                parts: vec![PlacePart {
                    key: "part/a/end/b".into(),
                    page: evil.into(),
                    stands: evil.into(),
                    from: evil.into(),
                    own: evil.into(),
                    why: evil.into(),
                    most: 10,
                    most_why: 5,
                    languages: words,
                }],
            }],
            file: "a.json".into(),
            data: format!("{{\"a\":{evil:?}}}"),
        };
        let html = form_page(&page).expect("template and view agree");
        assert_eq!(html.matches("</script>").count(), 2, "{html}");
        assert_eq!(html.matches("</textarea>").count(), 5, "{html}");
        assert_eq!(
            html.matches("lang=\"ar\" dir=\"rtl\"").count(),
            4,
            "words and what stands there turn: {html}"
        );
        for word in ["<b>", "http://", "https://", "src=", "style=\""] {
            assert!(!html.contains(word), "{word}");
        }
        assert!(html.contains("data-line data-most=\"60\"") && html.contains("Please answer"), "{html}");
    }
}
