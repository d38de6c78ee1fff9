//! The file that the page for reviewers saves.

use std::collections::BTreeSet;

use bona_engine::id::is_id;
use bona_engine::limits;
use bona_engine::outline::{Capacity, Comment, Remark, text_hash};
use bona_engine::time::is_day;
use serde::Deserialize;

use super::{FORMAT, Made, Returned, id_among};
use crate::form::filled::Trouble;

/// What to do about a file that is not as the page saved it.
const ANEW: &str = "ask for the file that the button of the page saves, as it is";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Post {
    format: String,
    course: String,
    edition: String,
    variant: Option<String>,
    language: Option<String>,
    r#as: String,
    comments: Vec<Said>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    id: String,
    of: String,
    on: String,
    kind: String,
    says: String,
    stood: String,
    text: String,
    above: Vec<String>,
    alike: usize,
}

/// The comments of a file that the page saved, or all that is wrong with it. `known` are the ids of those that the course
/// has already.
pub(crate) fn of_json(bytes: &[u8], known: &BTreeSet<String>) -> Result<Returned, Vec<Trouble>> {
    let told = |what: String| vec![Trouble::whole(what, ANEW)];
    let post: Post = serde_json::from_slice(bytes)
        .map_err(|error| told(format!("this is no file that the page for reviewers saves: {error}")))?;
    if post.format != FORMAT {
        return Err(told(format!(
            "this file is of the kind `{}`; this program reads `{FORMAT}`",
            post.format
        )));
    }
    if post.comments.len() > limits::COMMENTS_OF_ONE {
        let count = post.comments.len();
        return Err(told(format!("{count} comments are more than {}", limits::COMMENTS_OF_ONE)));
    }
    let by = Capacity::of(&post.r#as).ok_or_else(|| told(format!("there is no capacity `{}`", post.r#as)))?;
    if !is_id(&post.course) {
        return Err(told(format!("`{}` is no id of a course", post.course)));
    }
    let (mut comments, mut troubles) = (Vec::new(), Vec::new());
    for (at, said) in post.comments.into_iter().enumerate() {
        let place = format!("comments, number {}", at + 1);
        match comment(said, by, (&post.variant, &post.language), known) {
            Ok(comment) => comments.push(comment),
            Err(what) => troubles.push(Trouble::new(place, what, ANEW)),
        }
    }
    let made = Made {
        course: post.course,
        edition: post.edition,
        variant: post.variant,
        language: post.language,
        things: None,
    };
    if troubles.is_empty() { Ok(Returned { made, comments }) } else { Err(troubles) }
}

/// A comment, or what is wrong with it.
fn comment(
    said: Said,
    by: Capacity,
    (variant, language): (&Option<String>, &Option<String>),
    known: &BTreeSet<String>,
) -> Result<Comment, String> {
    let Some(kind) = Remark::of(&said.kind) else {
        return Err(format!("there is no kind of comment `{}`", said.kind));
    };
    if !is_day(&said.on) {
        return Err(format!("`{}` is no day", said.on));
    }
    if text_hash(&said.stood) != said.text {
        return Err("the words that stood there were changed in this file".to_owned());
    }
    let long = |text: &str| text.chars().count() > limits::COMMENT_WORDS;
    if long(&said.says) || long(&said.stood) {
        return Err(format!("it is longer than {} characters", limits::COMMENT_WORDS));
    }
    let keys = || said.above.iter().chain([&said.of]);
    if said.above.len() > LEVELS || keys().any(|key| key.is_empty() || key.len() > KEY) {
        return Err("it does not say what it is on".to_owned());
    }
    if said.says.trim().is_empty() && kind != Remark::Good {
        return Err("it says nothing".to_owned());
    }
    let comment = Comment {
        id: String::new(),
        of: said.of,
        on: said.on,
        by,
        kind,
        says: said.says.trim().replace("\r\n", "\n"),
        marked: None,
        stood: said.stood,
        text: said.text,
        above: said.above,
        alike: said.alike,
        variant: variant.clone(),
        language: language.clone(),
        done: None,
    };
    let id = id_among(&comment, &said.id, &Capacity::ALL, known);
    Ok(Comment { id, ..comment })
}

/// Levels of things in things.
pub(super) const LEVELS: usize = 8;
/// Bytes of a key: four ids and what tells texts without one apart.
pub(super) const KEY: usize = 250;
