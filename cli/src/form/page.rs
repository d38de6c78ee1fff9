//! A form as a page for a browser, and the file that the page saves. How the page looks stands in the packager.

use std::collections::BTreeMap;

use bona_engine::check::{InLanguage, Wants, said};
use bona_engine::limits;
use bona_packager::{
    PackError, PlaceCourse, PlaceForm, PlacePart, PlaceQuestion, PlaceWords, direction, form_page, in_english,
};
use serde::{Deserialize, Serialize};

use super::filled::{ANEW, Back, Filled, Trouble, whole};
use super::{FORMAT, Line, Paper, explained, key_in, sum};

/// What the page hands back.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Post {
    format: String,
    place: String,
    sum: String,
    courses: Vec<(String, String)>,
    /// Key, hash of the block, hash of what the place said.
    lines: Vec<(String, String, String)>,
    /// Answers by their keys; the page adds them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answers: Option<BTreeMap<String, Said>>,
}

/// An answer.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    say: String,
    #[serde(default)]
    why: Option<String>,
}

/// The form as a page.
///
/// # Errors
/// When template and view disagree, which is ours to mend.
pub(crate) fn page(paper: &Paper) -> Result<String, PackError> {
    let (courses, lines) = (paper.editions(), paper.lines());
    let post = Post {
        format: FORMAT.to_owned(),
        place: paper.place.clone(),
        sum: sum(&paper.place, &courses, &lines),
        courses,
        lines: lines.into_iter().map(|line| (line.key, line.was, line.base)).collect(),
        answers: None,
    };
    let questions = paper.facts.iter().map(|fact| PlaceQuestion {
        key: fact.key(),
        languages: words_in(&fact.key(), &fact.languages, fact.question.most),
        ask: fact.question.ask.clone(),
        why: fact.question.why.clone().unwrap_or_default(),
        example: fact.question.example.clone(),
        most: fact.question.most,
        own: fact.own.clone().unwrap_or_default(),
        above: fact.above.as_ref().map(|(say, from)| format!("{say} (from {from})")).unwrap_or_default(),
        needed: fact.question.required && fact.above.is_none(),
    });
    let courses = paper.courses.iter().map(|course| PlaceCourse {
        title: course.title.clone(),
        parts: course
            .parts
            .iter()
            .map(|part| PlacePart {
                key: course.key(part),
                languages: words_in(&course.key(part), &part.languages, limits::FORM_WORDS),
                page: part.page.clone(),
                stands: match part.wants {
                    Wants::OtherWords => part.stands.clone(),
                    Wants::MoreWords => String::new(),
                },
                from: part.from.clone().unwrap_or_default(),
                own: part.own.as_ref().map(|own| own.say.clone()).unwrap_or_default(),
                why: part.own.as_ref().and_then(|own| own.why.clone()).unwrap_or_default(),
                most: limits::FORM_WORDS,
                most_why: limits::FORM_WHY,
            })
            .collect(),
    });
    form_page(&PlaceForm {
        name: paper.name.clone(),
        explained: explained(paper),
        questions: questions.collect(),
        courses: courses.collect(),
        file: format!("{}.json", paper.place),
        data: serde_json::to_string(&post).expect("texts and lists are always JSON"),
    })
}

/// The boxes for other languages.
fn words_in(key: &str, languages: &[InLanguage], most: usize) -> Vec<PlaceWords> {
    let words = languages.iter().map(|own| {
        let (stands, from) = own.stands.clone().unwrap_or_default();
        PlaceWords {
            key: key_in(key, own),
            name: in_english(&own.language),
            tag: own.language.clone(),
            direction: direction(&own.language),
            own: own.own.clone().unwrap_or_default(),
            stands,
            from: from.unwrap_or_default(),
            most,
        }
    });
    words.collect()
}

/// The place whose form a file is, as far as it says so itself.
pub(crate) fn place_of_json(bytes: &[u8]) -> Option<String> {
    let said: serde_json::Value = serde_json::from_slice(bytes).ok()?;
    Some(said.get("place")?.as_str()?.to_owned())
}

/// A form from the file that its page saved, or what is wrong with it.
pub(crate) fn of_json(bytes: &[u8]) -> Result<Filled, Vec<Trouble>> {
    let told = |what: &str, remedy: &str| vec![Trouble::whole(what, remedy)];
    let post: Post = serde_json::from_slice(bytes).map_err(|error| {
        let what = format!("this is no file that the page of a form saves: {error}");
        told(&what, "ask for the file that its button saves, as it is")
    })?;
    if post.format != FORMAT {
        let what = format!("this form is of the kind `{}`; this program reads `{FORMAT}`", post.format);
        return Err(told(&what, ANEW));
    }
    let lines: Vec<Line> = post.lines.into_iter().map(|(key, was, base)| Line { key, was, base }).collect();
    if sum(&post.place, &post.courses, &lines) != post.sum {
        return Err(told("what belongs to the form itself was changed in this file", ANEW));
    }
    let (mut found, mut troubles) = (BTreeMap::new(), Vec::new());
    for (key, own) in post.answers.unwrap_or_default() {
        let at = format!("answers, `{key}`");
        let Some(line) = lines.iter().find(|line| line.key == key) else {
            troubles.push(Trouble::new(at, "this form did not ask that", ANEW));
            continue;
        };
        let words = |text: &str| Some(said(text)).filter(|text| !text.is_empty());
        let why = own.why.as_deref().and_then(words);
        let why_at = format!("answers, `{key}`, why");
        found.insert(key, Back { line: line.clone(), say: words(&own.say), say_at: at, why, why_at });
    }
    match whole(&post.place, &lines, found) {
        Ok(filled) if troubles.is_empty() => Ok(filled),
        Ok(_) => Err(troubles),
        Err(lost) => {
            let what = format!("the answers to these are missing: {}", lost.join(", "));
            troubles
                .push(Trouble::whole(what, "ask for the file that the button of the page saves, as it is"));
            Err(troubles)
        }
    }
}
