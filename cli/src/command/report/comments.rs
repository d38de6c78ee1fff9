//! What reviewers said of courses that is not settled, as it is printed: page by page, with what was said of which words
//! and where both stand in the files; never by whom.

use bona_engine::check::{Input, Whereabouts, comments_file, whereabouts};
use bona_engine::outline::{Comment, Landing, Outline};
use serde_json::{Value, json};

use super::{Report, wrapped};
use crate::show::many;

/// Characters of a text that are shown; the whole stands in `comments.ron`.
const SHOWN: usize = 300;

/// A course and what was said of it.
pub(super) struct Commented {
    course: String,
    edition: String,
    /// Where the comments stand.
    file: String,
    settled: usize,
    open: Vec<Open>,
}

/// A comment that is not settled.
struct Open {
    comment: Comment,
    /// The title of its page, or what else holds it.
    page: String,
    /// What it belongs to now.
    key: String,
    standing: &'static str,
    /// The words that stand there now, where they have changed.
    now: Option<String>,
    /// `modules/welcome.ron:12`.
    place: Option<String>,
}

/// The place and the language in which a course was read, and the course as it is laid out so.
pub(super) type Laid = ((Option<String>, Option<String>), Outline);

/// Puts the comments of a course where they belong. `laid` lays the course out as a comment's reviewer read it, `None`
/// where that cannot be done any more: then as it stands.
pub(super) fn commented(
    input: &Input,
    comments: Vec<Comment>,
    course: (&str, &str),
    outlines: &[Laid],
) -> Commented {
    let places = whereabouts(input);
    let settled = comments.iter().filter(|comment| comment.done.is_some()).count();
    let open = comments.into_iter().filter(|comment| comment.done.is_none());
    let mut open: Vec<(usize, Open)> = open.map(|comment| placed(comment, outlines, &places)).collect();
    open.sort_by_key(|(at, _)| *at);
    Commented {
        course: course.0.to_owned(),
        edition: course.1.to_owned(),
        file: comments_file(input),
        settled,
        open: open.into_iter().map(|(_, open)| open).collect(),
    }
}

fn placed(comment: Comment, outlines: &[Laid], places: &Whereabouts) -> (usize, Open) {
    let read = (comment.variant.clone(), comment.language.clone());
    let own = outlines.iter().find(|(how, _)| *how == read).or(outlines.first());
    let (_, outline) = own.expect("a course is laid out as it stands");
    let landing = outline.find(&comment.anchor());
    let at = landing.thing();
    let thing = &outline.things[at];
    let page = std::iter::once(at).chain(outline.holders(at)).map(|at| &outline.things[at]);
    let page = page
        .into_iter()
        .find(|thing| matches!(thing.what, "Page" | "Bank of questions" | "Module" | "Course"));
    let title = page.map_or(String::new(), |page| {
        let words = page.lines.iter().find(|line| line.label.is_empty()).map(|line| line.words.clone());
        match page.what {
            "Bank of questions" => page.key.clone(),
            what => words.map_or(page.key.clone(), |words| format!("{what} “{words}”")),
        }
    });
    let (standing, now) = match landing {
        Landing::Same(_) => ("same", None),
        Landing::Changed(_) => ("changed", Some(thing.text())),
        Landing::Gone(_) => ("gone", None),
    };
    let place = places.of(&thing.key).map(|place| format!("{}:{}", place.file, place.line));
    (at, Open { page: title, key: thing.key.clone(), standing, now, place, comment })
}

/// The report on comments.
pub(super) fn report(courses: &[Commented], columns: usize) -> Report {
    let human: Vec<String> = courses.iter().map(|course| human(course, columns)).collect();
    let all: Vec<Value> = courses.iter().map(to_json).collect();
    let found = courses.iter().any(|course| !course.open.is_empty());
    Report { human: human.join("\n"), json: json!({ "courses": all }), found }
}

fn human(course: &Commented, columns: usize) -> String {
    let settled = if course.settled > 0 { format!(", {} settled", course.settled) } else { String::new() };
    let head =
        format!("{} {}: {} open{settled}", course.course, course.edition, many(course.open.len(), "comment"));
    let mut text = wrapped(&head, 2, columns);
    let mut before = None;
    for open in &course.open {
        if before != Some(&open.page) {
            text.push('\n');
            text.push_str(&wrapped(&open.page, 2, columns));
            before = Some(&open.page);
        }
        let comment = &open.comment;
        let place = open.place.as_ref().map(|place| format!(", {place}")).unwrap_or_default();
        let head = format!(
            "  {} as {} on {}, {}{place}",
            comment.kind.word(),
            comment.by.word(),
            comment.on,
            comment.of
        );
        text.push_str(&wrapped(&head, 4, columns));
        let mut line = |label: &str, words: &str| {
            text.push_str(&wrapped(&format!("    {label}{}", short(words)), 6, columns));
        };
        line("", if comment.says.is_empty() { "(no words)" } else { &comment.says });
        if let Some(marked) = &comment.marked {
            line("marked: ", marked);
        }
        match open.standing {
            "changed" => {
                line("the words have changed since. then: ", &comment.stood);
                line("now: ", open.now.as_deref().unwrap_or_default());
            }
            "gone" => {
                line("it is no longer there; it was: ", &comment.stood);
                line("kept under: ", &open.key);
            }
            _ => {}
        }
        line("comment: ", &comment.id);
    }
    if !course.open.is_empty() {
        let todo =
            format!("once one is settled, write `status: Done(\"what was done\")` into {}", course.file);
        text.push('\n');
        text.push_str(&wrapped(&todo, 2, columns));
    }
    text
}

/// The beginning of a text, on one line.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{} …", &line[..end]),
        None => line,
    }
}

fn to_json(course: &Commented) -> Value {
    let open = |open: &Open| {
        let comment = &open.comment;
        json!({
            "id": comment.id,
            "of": comment.of,
            "page": open.page,
            "belongs_to": open.key,
            "standing": open.standing,
            "place": open.place,
            "on": comment.on,
            "as": comment.by.word(),
            "kind": comment.kind.word(),
            "says": comment.says,
            "marked": comment.marked,
            "stood": comment.stood,
            "now": open.now,
            "variant": comment.variant,
            "language": comment.language,
        })
    };
    json!({
        "course": course.course,
        "edition": course.edition,
        "file": course.file,
        "settled": course.settled,
        "open": course.open.iter().map(open).collect::<Vec<_>>(),
    })
}
