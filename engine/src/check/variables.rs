//! Variables in texts: what a place says for them, and which blocks are left out because it says nothing.
//!
//! A place's words stand where the braces stood and are never read as Markdown; no rule of prose judges them, since they
//! are not the course's own.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::context::{Context, Spot};
use super::say::many;
use crate::course::Support;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::id::is_id;
use crate::limits;
use crate::raw::{RawBlock, RawVariable};
use crate::rule::Rule;

/// What a place says, and what became of it.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// What is said for each variable; nothing where the course is taken at no place.
    pub(super) values: Arc<BTreeMap<String, String>>,
    /// The variables that stand in texts of the course, rightly.
    pub(super) used: BTreeSet<String>,
    /// Whether nothing is said for a variable that stands somewhere.
    pub(super) unsaid: bool,
    /// Whether a text that is read now stands in a block that can be left out.
    may_vary: bool,
    /// Whether the place says nothing for a variable of the present block.
    nothing: bool,
    /// How many blocks of the present page are left out.
    left_out: usize,
}

impl Told {
    /// The same before any text.
    pub(super) fn apart(&self) -> Self {
        Self { values: Arc::clone(&self.values), ..Self::default() }
    }
}

/// A variable of the house, as places need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Asked {
    /// Whether a text of the course has it.
    pub(super) used: bool,
    /// Whether it is words that each language says in its own way.
    pub(super) translated: bool,
}

/// The variables of the house, once the course was read. What only a variant has is used as well.
pub(super) fn asked(context: &Context<'_>) -> BTreeMap<String, Asked> {
    let one = |(id, (raw, _)): (&String, &(RawVariable, Spot))| {
        let used = context.told.used.contains(id) || in_a_variant(context, id);
        (id.clone(), Asked { used, translated: raw.translated })
    };
    context.house_variables.iter().map(one).collect()
}

/// Whether a variant's file may have a variable.
fn in_a_variant(context: &Context<'_>, id: &str) -> bool {
    let piece = format!("{{{id}}}");
    let variants = context.input.files.iter().filter(|(path, _)| path.starts_with(super::variants::FOLDER));
    let mut texts = variants.map(|(_, given)| given);
    texts.any(|given| match given {
        super::Given::Bytes(bytes) => String::from_utf8_lossy(bytes).contains(&piece),
        super::Given::TooLarge(_) => true,
    })
}

/// How a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Read {
    /// As it stands.
    Plainly,
    /// As Markdown, in which a place's words are to stand as they are.
    AsMarkdown,
}

/// Where variables stand in a text: the braces' bytes, and the id between them. What could not be an id is words.
pub(super) fn in_text(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices('{').filter_map(|(at, _)| {
        let (id, _) = text[at + 1..].split_once('}')?;
        is_id(id).then_some((at, id))
    })
}

/// Words in braces that somebody meant for a variable, and that are none as they stand: a blank beside the id or a hyphen in
/// it, capitals; each with its braces, and the id as it would be.
fn meant<'t>(context: &Context<'_>, text: &'t str) -> Vec<(&'t str, String)> {
    let one = |(at, _): (usize, &str)| {
        let (words, _) = text[at + 1..].split_once('}')?;
        let is_sign = |sign: char| sign.is_ascii_alphanumeric() || "_- ".contains(sign);
        if is_id(words) || words.len() > limits::TITLE || !words.chars().all(is_sign) {
            return None;
        }
        let id = words.trim().to_ascii_lowercase().replace(['-', ' '], "_");
        let like_an_id = words.contains('_') && !words.trim().contains(' ');
        let is_meant = is_id(&id) && (like_an_id || context.house_variables.contains_key(&id));
        is_meant.then(|| (&text[at..at + words.len() + 2], id))
    };
    text.match_indices('{').filter_map(one).collect()
}

/// The text with the place's words in it.
pub(super) fn put<'t>(context: &mut Context<'_>, spot: &Spot, text: &'t str, read: Read) -> Cow<'t, str> {
    if !text.contains('{') {
        return Cow::Borrowed(text);
    }
    for (piece, id) in meant(context, text) {
        if context.may_be_lost(&id) {
            continue;
        }
        let written = piece.trim_matches(['{', '}']);
        let help = if context.house_variables.contains_key(&id) {
            format!("write `{{{id}}}`: learners would read the braces as they stand")
        } else {
            format!(
                "write an entry with `id: \"{id}\"` in house/variables.ron and `{{{id}}}` here, or take the braces out"
            )
        };
        let fault = Diagnostic::new(
            Rule::UnknownVariable,
            spot.inside(piece),
            format!("there is no variable `{written}`"),
        );
        context.fault(fault.label("not known").help(help));
    }
    let (mut out, mut done) = (String::new(), 0);
    for (at, id) in in_text(text) {
        let piece = &text[at..at + id.len() + 2];
        if !context.house_variables.contains_key(id) {
            unknown(context, spot, id, piece);
            continue;
        }
        if !context.told.may_vary {
            let fault = Diagnostic::new(
                Rule::VariableNotHere,
                spot.inside(piece),
                format!("the variable `{piece}` stands where nothing can be left out"),
            );
            context.fault(fault.label("shown everywhere").help(
                "say it in a block of its own, such as `Text(\"…\")` or `Note(text: \"…\")`, and leave it out here",
            ));
            continue;
        }
        context.told.used.insert(id.to_owned());
        let Some(value) = context.told.values.get(id) else {
            context.told.nothing = !context.options.for_reviewers;
            context.told.unsaid = true;
            continue;
        };
        out.push_str(&text[done..at]);
        match read {
            Read::Plainly => out.push_str(value),
            Read::AsMarkdown => out.push_str(&escaped(value)),
        }
        done = at + piece.len();
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

fn unknown(context: &mut Context<'_>, spot: &Spot, id: &str, piece: &str) {
    if context.may_be_lost(id) {
        return;
    }
    let known: Vec<String> = context.house_variables.keys().cloned().collect();
    let help = match did_you_mean(id, known.iter().map(String::as_str)) {
        Some(meant) => format!("did you mean `{{{meant}}}`?"),
        None => format!("write an entry with `id: \"{id}\"` in house/variables.ron, or take the braces out"),
    };
    let fault =
        Diagnostic::new(Rule::UnknownVariable, spot.inside(piece), format!("there is no variable `{id}`"));
    context.fault(fault.label("not known").help(help));
}

/// Words that Markdown reads as they are: a backslash before each sign of ASCII that might mean something.
fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for sign in value.chars() {
        if sign.is_ascii_punctuation() && !"\"',;?%$@".contains(sign) {
            out.push('\\');
        }
        out.push(sign);
    }
    out
}

/// What was noted before a block: what is left out cites and shows nothing.
pub(super) struct Before {
    cited: usize,
    termed: usize,
    links: usize,
    support: Vec<Support>,
}

/// Begins a block.
pub(super) fn enter(context: &mut Context<'_>, raw: &RawBlock) -> Before {
    let may_vary = matches!(
        raw,
        RawBlock::Text(_)
            | RawBlock::Note(_)
            | RawBlock::Details(_)
            | RawBlock::DoDont(_)
            | RawBlock::Steps(_)
            | RawBlock::Table(_)
            | RawBlock::Signpost(_)
            | RawBlock::Download(_)
    );
    begin(context, may_vary)
}

/// Begins an idea in Easy Read, which is left out as a block of text is.
pub(super) fn enter_easy(context: &mut Context<'_>) -> Before {
    begin(context, true)
}

fn begin(context: &mut Context<'_>, may_vary: bool) -> Before {
    (context.told.may_vary, context.told.nothing) = (may_vary, false);
    Before {
        cited: context.cited.len(),
        termed: context.termed.len(),
        links: context.links_seen.len(),
        support: if may_vary { context.support_used.clone() } else { Vec::new() },
    }
}

/// Ends a block; whether it is left out.
pub(super) fn leave(context: &mut Context<'_>, before: Before) -> bool {
    let left_out = context.told.may_vary && context.told.nothing;
    (context.told.may_vary, context.told.nothing) = (false, false);
    if left_out {
        context.told.left_out += 1;
        context.cited.truncate(before.cited);
        context.termed.truncate(before.termed);
        context.links_seen.truncate(before.links);
        context.support_used = before.support;
    }
    left_out
}

/// Ends an idea in Easy Read; whether it is left out. It is none of the page's blocks.
pub(super) fn leave_easy(context: &mut Context<'_>, before: Before) -> bool {
    let blocks = context.told.left_out;
    let left_out = leave(context, before);
    context.told.left_out = blocks;
    left_out
}

/// That something stands on a page of so many blocks, some of which may have been left out.
pub(super) fn page(context: &mut Context<'_>, spot: &Spot, written: usize) {
    let left_out = std::mem::take(&mut context.told.left_out);
    if written > 0 && left_out == written {
        let message = "where a place says nothing, nothing stands on this page";
        let fault = Diagnostic::new(Rule::PageOfVariables, spot.at(), message);
        let help = "write one more block, `Text(\"…\")`, that has no variable and says what to find out";
        context.fault(fault.label("every block has a variable").help(help));
    }
}

/// Takes the variables of a file of the house.
pub(super) fn take(context: &mut Context<'_>, entries: BTreeMap<String, (RawVariable, Spot)>) {
    for (raw, spot) in entries.values() {
        let _ = context.id(&spot.field("id"), &raw.id, |id| is_id(id).then_some(()));
        let _: String = context.title(&spot.field("ask"), &raw.ask);
        let _: String = context.title(&spot.field("example"), &raw.example);
        if let Some(why) = &raw.why {
            let _: String = context.title(&spot.field("why"), why);
        }
        let most = usize::from(raw.most);
        if most == 0 || most > limits::TITLE {
            let message = format!("an answer of {most} characters cannot be asked for");
            let fault = Diagnostic::new(Rule::ValueForm, spot.field("most").at(), message);
            let fault = fault.label(format!("1 to {}", limits::TITLE));
            context.fault(fault.help("write `most: 120`, or leave `most` out"));
        } else if let long @ 1.. = raw.example.trim().chars().count().saturating_sub(most) {
            let message =
                format!("this example is {} longer than `most` lets an answer be", many(long, "character"));
            let fault = Diagnostic::new(Rule::ValueForm, spot.field("example").at(), message);
            let help = format!("shorten it to {}, or write a greater `most`", many(most, "character"));
            context.fault(fault.label("a form would refuse this answer").help(help));
        }
    }
    Arc::make_mut(&mut context.house_variables).extend(entries);
}

/// Variables of the course's own house that no text has. Of a house that several courses share, nobody can say so by
/// looking at one of them.
pub(super) fn unused(context: &mut Context<'_>) {
    if context.has_lost() {
        return;
    }
    let own = super::display(&context.input.folder, "house/variables.ron");
    let unused = |(id, (_, spot)): &(&String, &(RawVariable, Spot))| {
        *spot.file() == *own && !context.told.used.contains(*id) && !in_a_variant(context, id)
    };
    let unused: Vec<(String, Spot)> = context
        .house_variables
        .iter()
        .filter(unused)
        .map(|(id, (_, spot))| (id.clone(), spot.clone()))
        .collect();
    for (id, spot) in unused {
        let message = format!("no text of the course has the variable `{id}`");
        let fault = Diagnostic::new(Rule::UnusedVariable, spot.field("id").at(), message);
        let help = format!("write `{{{id}}}` in a text of the course, or take this entry out");
        context.fault(fault.label("asked for, and read by nobody").help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::{escaped, in_text};

    #[test]
    fn only_what_can_be_an_id_is_a_variable() {
        let found = |text| in_text(text).map(|(_, id)| id.to_owned()).collect::<Vec<_>>();
        assert_eq!(found("Ask {lead_contact}, then {quiet_room}."), ["lead_contact", "quiet_room"]);
        assert!(found("[gair]{lang=cy} { } {A} {no} {never closed").is_empty());
    }

    #[test]
    fn the_words_of_a_place_are_no_markdown() {
        let value = "1. *Sam* [x](https://a.b/c_d) <b> & `y`";
        let parsed = crate::check::markup::parse(escaped(value));
        assert!(parsed.faults.is_empty());
        assert_eq!(parsed.markup.plain(), value);
    }
}
