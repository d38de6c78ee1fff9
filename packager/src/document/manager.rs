//! A manager's page: who has the training that they should have, place by place, as one file without a request.
//!
//! The line says it at a glance: solid where somebody has everything, dashed where something is to be done; and a word beside
//! it says who is late. It holds names, so it says whom it is for and on which day it was true.

use serde::Serialize;

use super::alone::policy;
use crate::error::PackError;
use crate::page::render;
use crate::strings::Words;

const STYLE: &str = concat!(
    include_str!("../../templates/readme-lms.css"),
    include_str!("../../templates/accessibility.css"),
    include_str!("../../templates/manager.css")
);

/// What the page says.
#[derive(Clone, Debug, Serialize)]
pub struct ManagerPage {
    /// Whose staff it is.
    pub organisation: String,
    /// The day of which it speaks, as people write it.
    pub as_at: String,
    /// The day of the staff list, as people write it.
    pub listed: String,
    /// The sums, each a sentence.
    pub sums: Vec<String>,
    /// Which log was verified, and how long it is.
    pub verified: String,
    /// The places.
    pub places: Vec<ManagerPlace>,
}

/// A place of work.
#[derive(Clone, Debug, Serialize)]
pub struct ManagerPlace {
    /// Its name.
    pub name: String,
    /// How many have everything, in a sentence.
    pub sum: String,
    /// Whoever has something to do, the most pressing first.
    pub open: Vec<ManagerPerson>,
    /// Whoever has nothing to do.
    pub settled: Vec<ManagerSettled>,
}

/// Somebody who has something to do.
#[derive(Clone, Debug, Serialize)]
pub struct ManagerPerson {
    /// Their name.
    pub name: String,
    /// Their role; empty if the list says none.
    pub role: String,
    /// How pressing it is, in a word or two.
    pub when: String,
    /// What is to be done, each a sentence.
    pub to_do: Vec<String>,
}

/// Somebody who has nothing to do.
#[derive(Clone, Debug, Serialize)]
pub struct ManagerSettled {
    /// Their name.
    pub name: String,
    /// What they have and until when, each in a few words.
    pub has: Vec<String>,
}

#[derive(Serialize)]
struct View<'a> {
    page: &'a ManagerPage,
    policy: String,
    style_html: &'static str,
}

/// Makes the page.
///
/// # Errors
/// [`PackError::Template`] when the template and its view disagree, which is ours to mend.
pub fn manager_page(page: &ManagerPage) -> Result<String, PackError> {
    let view = View { page, policy: policy(STYLE, None), style_html: STYLE };
    render("manager", &view, Words::of("en-GB"))
}

#[cfg(test)]
mod tests {
    use super::{ManagerPage, ManagerPerson, ManagerPlace, ManagerSettled, manager_page};

    #[test]
    fn the_page_says_who_has_what_to_do_and_runs_nothing() {
        let page = ManagerPage {
            organisation: "Elm & Ash".into(),
            as_at: "20 November 2026".into(),
            listed: "19 November 2026".into(),
            sums: vec!["2 people.".into()],
            verified: "elm/bona/x, 9 leaves".into(),
            places: vec![ManagerPlace {
                name: "<Ward> 9".into(),
                sum: "1 of 2 people has everything.".into(),
                open: vec![ManagerPerson {
                    name: "=Ann <b>".into(),
                    role: String::new(),
                    when: "Late".into(),
                    to_do: vec!["LGBT+ awareness: missing.".into()],
                }],
                settled: vec![ManagerSettled {
                    name: "Bo".into(),
                    has: vec!["LGBT+ awareness until today".into()],
                }],
            }],
        };
        let html = manager_page(&page).expect("template and view agree");
        for text in [
            "Elm &amp; Ash",
            "&lt;Ward&gt; 9",
            "=Ann &lt;b&gt;",
            "LGBT+ awareness: missing.",
            "row open",
            "<p class=\"lab\">Late</p>",
            "<li>Bo <span class=\"has\">LGBT+ awareness until today</span></li>",
        ] {
            assert!(html.contains(text), "{text}: {html}");
        }
        for word in ["<script", "http://", "src=", "style=\"", "<b>"] {
            assert!(!html.contains(word), "{word}");
        }
        let empty = ManagerPage { places: Vec::new(), ..page };
        assert!(manager_page(&empty).expect("it agrees").contains("Nothing is asked of anybody"));
    }
}
