//! What is held on one person, as a page that they can read and keep: the answer to whoever asks for it.
//!
//! Every value stands beside what it means, and what is not held is said as well. One file without a request, which prints.
//! It holds no judgement of who they are, and nothing that the store does not.

use serde::Serialize;

use super::alone::policy;
use crate::error::PackError;
use crate::page::render;
use crate::strings::Words;

const STYLE: &str = concat!(
    include_str!("../../templates/readme-lms.css"),
    include_str!("../../templates/accessibility.css"),
    include_str!("../../templates/person.css")
);

/// What the page says.
#[derive(Clone, Debug, Serialize)]
pub struct PersonPage {
    /// Who holds it.
    pub organisation: String,
    /// What they call the person.
    pub name: String,
    /// The day on which it was printed, as people write it.
    pub printed: String,
    /// How much it is, each a sentence.
    pub sums: Vec<String>,
    /// Who they are in the store.
    pub who: Vec<PersonFact>,
    /// What was recorded of them.
    pub records: Vec<PersonEntry>,
    /// What was recorded of them and does not count any more.
    pub corrected: Vec<PersonEntry>,
    /// Where they worked, as staff lists said it.
    pub posts: Vec<PersonEntry>,
    /// What they were let off.
    pub waivers: Vec<PersonEntry>,
    /// What stands of them in records of others, each a sentence.
    pub elsewhere: Vec<String>,
    /// What is not held.
    pub not_held: Vec<String>,
    /// Which log was verified, and how long it is.
    pub verified: String,
}

/// Something that is held, with its parts.
#[derive(Clone, Debug, Serialize)]
pub struct PersonEntry {
    /// What it is.
    pub title: String,
    /// Its parts.
    pub facts: Vec<PersonFact>,
}

/// One value, and what it means.
#[derive(Clone, Debug, Serialize)]
pub struct PersonFact {
    /// What it is called.
    pub what: String,
    /// The values, as they are held or in words.
    pub says: Vec<String>,
    /// What it means, where the name alone does not say it; may be empty.
    pub means: String,
}

#[derive(Serialize)]
struct View<'a> {
    page: &'a PersonPage,
    policy: String,
    style_html: &'static str,
}

/// Makes the page.
///
/// # Errors
/// [`PackError::Template`] when the template and its view disagree, which is ours to mend.
pub fn person_page(page: &PersonPage) -> Result<String, PackError> {
    let view = View { page, policy: policy(STYLE, None), style_html: STYLE };
    render("person", &view, Words::of("en-GB"))
}

#[cfg(test)]
mod tests {
    use super::{PersonEntry, PersonFact, PersonPage, person_page};

    #[test]
    fn every_value_stands_beside_what_it_means_and_nothing_runs() {
        let fact = |what: &str, says: &str| PersonFact {
            what: what.into(),
            says: vec![says.into()],
            means: "It means <something>.".into(),
        };
        let page = PersonPage {
            organisation: "Elm & Ash".into(),
            name: "=Ann <b>".into(),
            printed: "23 November 2026".into(),
            sums: vec!["1 record.".into()],
            who: vec![fact("Name", "=Ann <b>")],
            records: vec![PersonEntry {
                title: "First contact".into(),
                facts: vec![fact("Result", "passed")],
            }],
            corrected: Vec::new(),
            posts: Vec::new(),
            waivers: Vec::new(),
            elsewhere: Vec::new(),
            not_held: vec!["staff numbers".into()],
            verified: "elm/bona/x, 9 leaves".into(),
        };
        let html = person_page(&page).expect("template and view agree");
        for text in [
            "Elm &amp; Ash",
            "=Ann &lt;b&gt;",
            "It means &lt;something&gt;.",
            "<li>staff numbers</li>",
            "passed",
        ] {
            assert!(html.contains(text), "{text}: {html}");
        }
        for word in ["<script", "http://", "src=", "style=\"", "<b>"] {
            assert!(!html.contains(word), "{word}");
        }
        let empty = PersonPage { records: Vec::new(), ..page };
        assert!(person_page(&empty).expect("it agrees").contains("Nothing is recorded of you."));
    }
}
