//! `comments.ron` beside its course: what reviewers said. It is read, judged by itself, and added to; whether a thing is
//! still there is no fault, since a comment outlives it.

use std::collections::BTreeMap;

use super::context::{Context, Spot};
use super::statement::is_day;
use super::{Given, Input, Options, display, finish_with};
use crate::diagnostic::{Checked, Diagnostic};
use crate::limits;
use crate::outline::{Capacity, Comment, Remark};
use crate::raw::{RawCapacity, RawComment, RawRemark, RawStatus};
use crate::read::tree::{Tree, lex};
use crate::rule::Rule;
use crate::vary::{Edit, Put, field, patch};
use crate::write;

/// The file in the course's folder.
pub const COMMENTS_FILE: &str = "comments.ron";

/// What a new file begins with.
const HEAD: &str = "// What reviewers said, put here by `bona review read`. Once one is settled, write\n\
                    // `status: Done(\"what was done\")`; `bona report --of comments` tells which are open.\n";

/// The comments of a course, and the file with those that are new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// The file's new text; everything that stood there stands there still.
    pub text: String,
    /// How many comments are new.
    pub new: usize,
    /// How many stood there already.
    pub known: usize,
    /// How many of those said no capacity, and say it now.
    pub told: usize,
}

/// Judges the file, where there is one.
pub(super) fn check(context: &mut Context<'_>) -> Vec<Comment> {
    let Some((raws, spot)) = context.read::<Vec<RawComment>>(COMMENTS_FILE, "list of comments") else {
        return Vec::new();
    };
    let mut seen: BTreeMap<&str, Spot> = BTreeMap::new();
    for (at, raw) in raws.iter().enumerate() {
        let here = spot.index(at);
        alone(context, raw, &here);
        let before = seen.entry(&raw.id).or_insert_with(|| here.clone()).clone();
        if before.at() != here.at() {
            let message = format!("the comment `{}` stands here twice", raw.id);
            let fault =
                Diagnostic::new(Rule::CommentTwice, here.field("id").at(), message).label("again here");
            let help = "take one of the two out, and keep the one whose status says more";
            context.fault(fault.also(before.at(), "first here").help(help));
        }
    }
    if raws.len() > limits::COMMENTS {
        let message = format!("{} comments are more than {}", raws.len(), limits::COMMENTS);
        let fault = Diagnostic::new(Rule::TextTooLong, spot.at(), message);
        context.fault(fault.help("take out what was done long ago; version control keeps it"));
    }
    raws.into_iter().map(comment).collect()
}

/// What a comment says by itself.
fn alone(context: &mut Context<'_>, raw: &RawComment, spot: &Spot) {
    is_day(context, &spot.field("on"), "on", &raw.on);
    let is_hex = |text: &str| text.bytes().all(|sign| matches!(sign, b'0'..=b'9' | b'a'..=b'f'));
    if raw.id.len() != 12 || !is_hex(&raw.id) {
        let fault = Diagnostic::new(Rule::CommentForm, spot.field("id").at(), "this is no id of a comment");
        let help = "leave it as `bona review read` wrote it";
        context.fault(fault.label("twelve digits from 0 to f").help(help));
    }
    if !(8..=64).contains(&raw.text.len()) || !is_hex(&raw.text) {
        let fault =
            Diagnostic::new(Rule::CommentForm, spot.field("text").at(), "this is not the hash of a text");
        let help =
            "leave it as `bona review read` wrote it: by it what the comment was made on is found again";
        context.fault(fault.label("8 to 64 digits from 0 to f").help(help));
    }
    let said = [("says", &raw.says), ("stood", &raw.stood)];
    for (field, text) in said.into_iter().chain(raw.marked.iter().map(|text| ("marked", text))) {
        let long = text.chars().count();
        if long > limits::COMMENT_WORDS {
            let message = format!("this text has {long} characters; at most {} fit", limits::COMMENT_WORDS);
            let fault = Diagnostic::new(Rule::TextTooLong, spot.field(field).at(), message).label("too long");
            context.fault(fault.help("put what is longer into a paper of its own, and say where it is"));
        }
    }
    if let RawStatus::Done(what) = &raw.status
        && what.trim().is_empty()
    {
        let fault = Diagnostic::new(Rule::EmptyText, spot.field("status").at(), "there is no text here");
        context.fault(fault.label("say something here").help("say what was done, or why nothing was"));
    }
}

fn comment(raw: RawComment) -> Comment {
    Comment {
        id: raw.id,
        of: raw.of,
        on: raw.on,
        by: match raw.r#as {
            RawCapacity::LivedExperience => Capacity::LivedExperience,
            RawCapacity::Clinical => Capacity::Clinical,
            RawCapacity::Accessibility => Capacity::Accessibility,
            RawCapacity::EasyRead => Capacity::EasyRead,
            RawCapacity::Legal => Capacity::Legal,
            RawCapacity::Editor => Capacity::Editor,
            RawCapacity::Unsaid => Capacity::Unsaid,
        },
        kind: match raw.kind {
            RawRemark::Wrong => Remark::Wrong,
            RawRemark::Hurts => Remark::Hurts,
            RawRemark::Unclear => Remark::Unclear,
            RawRemark::Words => Remark::Words,
            RawRemark::Good => Remark::Good,
            RawRemark::Note => Remark::Note,
        },
        says: raw.says,
        marked: raw.marked,
        stood: raw.stood,
        text: raw.text,
        above: raw.above,
        alike: raw.alike.map_or(1, |alike| alike as usize),
        variant: raw.variant,
        language: raw.language,
        done: match raw.status {
            RawStatus::Open => None,
            RawStatus::Done(what) => Some(what),
        },
    }
}

/// The comments on a course, in the order of their file. `None`, with the faults, while that file is at fault.
#[must_use]
pub fn comments(input: &Input) -> Checked<Vec<Comment>> {
    let options = Options::default();
    let mut context = Context::new(input, &options);
    let own = check(&mut context);
    finish_with(context, own)
}

/// Adds comments to those of a course: one that stands there already, whatever became of it, is not added again. All that
/// changes of it is its capacity, where it said none. `None`, with the faults, while the file is at fault.
#[must_use]
pub fn note(input: &Input, new: &[Comment]) -> Checked<Noted> {
    let Checked { value, diagnostics } = comments(input);
    let noted = value.and_then(|before| {
        let mut known: Vec<&str> = before.iter().map(|comment| comment.id.as_str()).collect();
        let (mut added, mut told) = (Vec::new(), BTreeMap::new());
        for comment in new {
            match known.iter().position(|id| *id == comment.id) {
                Some(at) if before.get(at).is_some_and(|own| own.by == Capacity::Unsaid) => {
                    told.extend((comment.by != Capacity::Unsaid).then_some((at, comment.by)));
                }
                Some(_) => {}
                None => {
                    known.push(&comment.id);
                    added.push(comment);
                }
            }
        }
        let stood = match input.files.get(COMMENTS_FILE) {
            Some(Given::Bytes(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
            _ => format!("{HEAD}[]\n"),
        };
        let entries: Vec<String> = added.iter().map(|comment| written(comment)).collect();
        let text = appended(&with_capacities(&stood, &told)?, &entries)?;
        Some(Noted { text, new: added.len(), known: new.len() - added.len(), told: told.len() })
    });
    Checked { value: noted, diagnostics }
}

/// The list with the capacities of some of its entries, by their numbers.
fn with_capacities(text: &str, told: &BTreeMap<usize, Capacity>) -> Option<String> {
    let tree = Tree::of(text);
    let entries = tree.root.as_ref()?.elements();
    let edit = |(at, by): (&usize, &Capacity)| {
        let own = field(text, &entries.get(*at)?.value, "as")?;
        Some(Edit { old: own.span.clone(), put: vec![Put::From(0, 0, by.word().to_owned())] })
    };
    let edits: Option<Vec<Edit>> = told.iter().map(edit).collect();
    Some(patch(text, edits?).text)
}

/// The name of the file in messages.
#[must_use]
pub fn comments_file(input: &Input) -> String {
    display(&input.folder, COMMENTS_FILE)
}

/// A list in RON with further entries at its end. Entries have no line break of their own that a text would mind.
pub(super) fn appended(text: &str, entries: &[String]) -> Option<String> {
    if entries.is_empty() {
        return Some(text.to_owned());
    }
    let tree = Tree::of(text);
    let root = tree.root.as_ref()?;
    let close = root.span.end.checked_sub(1)?;
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    if let Some(last) = root.elements().last() {
        let end = last.value.span.end;
        let comma = tree.between(end, close).iter().any(|token| token.kind == lex::Kind::Comma);
        out.push_str(&text[..end]);
        out.push_str(if comma { "" } else { "," });
        at = end;
    }
    out.push_str(text[at..close].trim_end_matches([' ', '\t']));
    if !out.ends_with('\n') {
        out.push('\n');
    }
    for entry in entries {
        for line in entry.lines() {
            out.push_str(&format!("    {line}\n"));
        }
    }
    out.push_str(&text[close..]);
    // Whoever lays the file out goes on doing so; another layout is left to its author.
    let was_laid_out = write::format(text).is_some_and(|laid| laid == text);
    Some(if was_laid_out { write::format(&out).unwrap_or(out) } else { out })
}

/// A comment in RON.
fn written(comment: &Comment) -> String {
    let mut out = String::from("Comment(\n");
    let mut field = |name: &str, value: String| out.push_str(&format!("    {name}: {value},\n"));
    field("id", quoted(&comment.id));
    field("of", quoted(&comment.of));
    field("on", quoted(&comment.on));
    field("as", comment.by.word().to_owned());
    field("kind", comment.kind.word().to_owned());
    field("says", quoted(&comment.says));
    if let Some(marked) = &comment.marked {
        field("marked", quoted(marked));
    }
    field("stood", quoted(&comment.stood));
    field("text", quoted(&comment.text));
    if !comment.above.is_empty() {
        let above: Vec<String> = comment.above.iter().map(|key| quoted(key)).collect();
        field("above", format!("[{}]", above.join(", ")));
    }
    if comment.alike != 1 {
        field("alike", comment.alike.to_string());
    }
    for (name, value) in [("variant", &comment.variant), ("language", &comment.language)] {
        if let Some(value) = value {
            field(name, quoted(value));
        }
    }
    let status = comment.done.as_ref().map_or("Open".to_owned(), |done| format!("Done({})", quoted(done)));
    field("status", status);
    out.push_str("),");
    out
}

/// A text in quotes on one line; signs that no line shows are left out.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for sign in text.chars() {
        match sign {
            '"' | '\\' => out.extend(['\\', sign]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            sign if sign.is_control() || turns(sign) => {}
            sign => out.push(sign),
        }
    }
    out.push('"');
    out
}

/// Whether a sign turns the direction of letters, or marks the beginning of a file: none says anything in a comment, and
/// words could be read for others.
fn turns(sign: char) -> bool {
    matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
