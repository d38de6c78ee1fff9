//! A course as a page for a reviewer: everything that can be commented on in reading order, with a place for comments, and a
//! button that saves them as a file. One file without a request. What is laid out stands in the engine, what becomes of
//! the comments in the program that reads them.

use bona_engine::course::Course;
use bona_engine::limits;
use bona_engine::outline::{Capacity, Form, Outline, Remark};
use serde::Serialize;
use serde_json::json;

use super::alone::policy;
use crate::error::PackError;
use crate::markup::direction;
use crate::page::render;
use crate::strings::Words;

const STYLE: &str = concat!(
    include_str!("../../templates/readme-lms.css"),
    include_str!("../../templates/accessibility.css"),
    include_str!("../../templates/review.css")
);
const SCRIPT: &str = include_str!("../../templates/review.js");

/// What a page for a reviewer is of.
#[derive(Clone, Copy, Debug)]
pub struct ReviewOf<'a> {
    /// The course, in the language and at the place that are read.
    pub course: &'a Course,
    /// The same laid out.
    pub outline: &'a Outline,
    /// What the file of comments says of its kind.
    pub format: &'a str,
    /// The place whose variant it is.
    pub variant: Option<&'a str>,
    /// Its language, where that is not the course's own.
    pub language: Option<&'a str>,
    /// What the saved file is called.
    pub file: &'a str,
    /// What is said first, paragraph by paragraph.
    pub explained: &'a [String],
}

#[derive(Serialize)]
struct View {
    page: Page,
    policy: String,
    style_html: &'static str,
    data_html: String,
    script_html: &'static str,
}

#[derive(Serialize)]
struct Page {
    title: String,
    marks_html: String,
    explained: Vec<String>,
    capacities: Vec<Choice>,
    contents: Vec<Entry>,
    things: Vec<Shown>,
    file: String,
}

#[derive(Serialize)]
struct Choice {
    word: &'static str,
    says: &'static str,
}

#[derive(Serialize)]
struct Entry {
    at: usize,
    title: String,
    /// In which language the title is, and from which side it is read.
    marks_html: String,
    /// The pages of a module.
    pages: Vec<Entry>,
}

#[derive(Serialize)]
struct Shown {
    at: usize,
    what: &'static str,
    /// The key in pieces, between which a line may break.
    key: Vec<String>,
    /// A heading that goes before it; empty if none does.
    section: String,
    section_marks_html: String,
    /// Whether people who go from heading to heading stop here.
    heading: bool,
    class: &'static str,
    lines: Vec<ShownLine>,
}

#[derive(Serialize)]
struct ShownLine {
    label: &'static str,
    class: &'static str,
    words: String,
    marks_html: String,
}

/// Makes the page.
///
/// # Errors
/// [`PackError::Template`] when the template and its view disagree, which is ours to mend.
pub fn review_page(of: &ReviewOf<'_>) -> Result<String, PackError> {
    let view = View {
        page: page(of),
        policy: policy(STYLE, Some(SCRIPT)),
        style_html: STYLE,
        // Nothing in a block of data can end it.
        data_html: data(of).replace('<', "\\u003c"),
        script_html: SCRIPT,
    };
    render("review", &view, Words::of("en-GB"))
}

fn data(of: &ReviewOf<'_>) -> String {
    let things: Vec<_> = of
        .outline
        .things
        .iter()
        .map(|thing| {
            let above = thing.above.map_or(json!(-1), |above| json!(above));
            json!([thing.key, thing.hash, above, thing.alike, thing.text()])
        })
        .collect();
    let kinds: Vec<_> = Remark::ALL.iter().map(|kind| json!([kind.word(), kind.says()])).collect();
    json!({
        "format": of.format,
        "course": of.course.id.as_str(),
        "edition": of.course.edition,
        "variant": of.variant,
        "language": of.language,
        "most": limits::COMMENT_WORDS,
        "kinds": kinds,
        "things": things,
    })
    .to_string()
}

fn page(of: &ReviewOf<'_>) -> Page {
    let capacities = Capacity::ALL.iter().rev();
    let (mut contents, mut things): (Vec<Entry>, _) = (Vec::new(), Vec::new());
    let mut before = "";
    for (at, thing) in of.outline.things.iter().enumerate() {
        let depth = of.outline.depth(at);
        let title = thing.lines.iter().find(|line| line.form == Form::Heading);
        let title = title.map_or(thing.what, |line| line.words.as_str());
        let new =
            depth == 1 && (thing.what != before || matches!(thing.what, "Module" | "Bank of questions"));
        let section = section(thing.what, title, &thing.key);
        let marks_html = match thing.what {
            "Module" | "Page" => marks(title, &of.course.language),
            _ => String::new(),
        };
        let section_marks_html = if new { marks_html.clone() } else { String::new() };
        match (thing.what, contents.last_mut()) {
            ("Page", Some(Entry { pages, .. })) => {
                pages.push(Entry { at, title: title.to_owned(), marks_html, pages: Vec::new() });
            }
            ("Module" | "Page" | "Bank of questions", _) => {
                let title = if thing.what == "Page" { title.to_owned() } else { section.clone() };
                contents.push(Entry { at, title, marks_html, pages: Vec::new() });
            }
            _ => {}
        }
        if depth == 1 {
            before = thing.what;
        }
        things.push(Shown {
            at,
            what: thing.what,
            key: thing.key.split_inclusive(['/', '.', '_']).map(str::to_owned).collect(),
            section: if new { section } else { String::new() },
            section_marks_html,
            heading: depth < 3 || matches!(thing.what, "Question" | "Scene"),
            class: match (thing.what, depth) {
                ("Page", _) => "new",
                (_, 0..=3) => "block",
                (_, 4) => "inner",
                _ => "innermost",
            },
            lines: thing.lines.iter().map(|line| shown(line, &of.course.language)).collect(),
        });
    }
    Page {
        title: of.course.title.clone(),
        marks_html: marks(&of.course.title, &of.course.language),
        explained: of.explained.to_vec(),
        capacities: capacities.map(|one| Choice { word: one.word(), says: one.says() }).collect(),
        contents,
        things,
        file: of.file.to_owned(),
    }
}

/// The heading under which things of a kind stand.
fn section(what: &str, title: &str, key: &str) -> String {
    let section = match what {
        "Module" => title,
        "Bank of questions" => return format!("Questions: {}", key.rsplit('/').next().unwrap_or(key)),
        "Outcome" => "What learners can do afterwards",
        "Role" => "Roles",
        "Where to turn" => "Where to turn",
        "Term" => "Words that need care",
        "Source" => "Sources",
        "Variable" => "What each place says for itself",
        other => other,
    };
    section.to_owned()
}

/// The attributes of words of a course in this language. In a language that is written from the right, words without one
/// of its letters are an id or our own, which are read from the left and in English.
fn marks(words: &str, language: &str) -> String {
    let from_right = |sign: char| matches!(u32::from(sign), 0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff | 0x1_0800..=0x1_0fff | 0x1_e800..=0x1_efff);
    match direction(language) {
        "rtl" if words.contains(from_right) => crate::markup::marks(language),
        "rtl" => String::new(),
        _ => format!(" lang=\"{}\" dir=\"auto\"", crate::markup::escape(language)),
    }
}

fn shown(line: &bona_engine::outline::Line, language: &str) -> ShownLine {
    let class = match line.form {
        Form::Paragraph if line.label.is_empty() => "words",
        Form::Paragraph => "line",
        Form::Heading => "title",
        Form::Item => "item",
        Form::Quote => "quote",
    };
    ShownLine {
        label: line.label,
        class,
        words: line.words.clone(),
        marks_html: marks(&line.words, language),
    }
}

#[cfg(test)]
mod tests {
    use super::{marks, section};

    #[test]
    fn words_are_marked_as_what_they_are() {
        assert_eq!(marks("أولًا الاسم", "ar"), " lang=\"ar\" dir=\"rtl\"");
        // A first word in another script turns nothing round.
        assert_eq!(marks("«Sexual orientation» هو عنوان", "ar"), " lang=\"ar\" dir=\"rtl\"");
        for ours in ["for those who meet patients", "greet, mend", "11", "3 years"] {
            assert_eq!(marks(ours, "ar"), "", "{ours}");
        }
        assert_eq!(marks("Gofyn am enw", "cy"), " lang=\"cy\" dir=\"auto\"");
    }

    #[test]
    fn no_path_is_a_heading() {
        assert_eq!(section("Bank of questions", "Bank of questions", "banks/core"), "Questions: core");
        assert_eq!(section("Module", "At the desk", "desk"), "At the desk");
        assert_eq!(section("Opinions", "", "opinions"), "Opinions");
    }
}
