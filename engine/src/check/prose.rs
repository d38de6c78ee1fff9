//! What is wrong with words whoever wrote them: for ears, for privacy, and for want of a source.
//!
//! The finders in `find` look at plain text and give the piece that is at fault; here that becomes a fault at
//! its place. Texts of the house are not judged: titles of sources are other people's words.

mod find;
mod plain;
mod reading;
mod signs;

use std::borrow::Cow;

use super::context::{Context, Spot};
use crate::course::{Inline, LinkTo, Markup, Node};
use crate::diagnostic::Diagnostic;
use crate::rule::Rule;
pub(super) use reading::{Reading, begin, begin_page, end_page, hard, pause, resume};
use signs::Signs;

/// Judges a text in Markdown; `claims` is whether what it claims needs a source.
pub(super) fn judge(context: &mut Context<'_>, spot: &Spot, text: &Markup, claims: bool) {
    let seen = Seen::of(text);
    words(context, spot, &seen.words);
    reading::text(context, spot, &seen.words);
    // What is heard is nearly what is seen: only mail links are left out.
    let has_words = |text: &str| text.chars().any(char::is_alphanumeric);
    if !text.is_empty() && !has_words(&seen.words) && !has_words(&text.plain()) {
        no_words(context, spot, &text.plain());
    }
    structure(context, spot, &seen);
    if claims {
        self::claims(context, spot, &seen);
    }
    for (to, words) in seen.links {
        // Two links with the same words stand apart by where they lead.
        let at = spot.inside(&format!("[{words}]({to})"));
        context.links_seen.push((words, to, at));
    }
}

/// Judges headings, words of other languages and links.
fn structure(context: &mut Context<'_>, spot: &Spot, seen: &Seen<'_>) {
    let mut level = 1;
    for (found, words) in &seen.headings {
        if *found == 3 && level == 1 {
            let message = format!("the heading `{words}` stands below no heading of level 2");
            let fault = Diagnostic::new(Rule::HeadingSkipped, spot.inside(words), message);
            context.fault(fault.label("level 3").help("write `##` for it, or put a `##` heading above it"));
        }
        level = *found;
    }
    for (tag, words) in &seen.languages {
        language(context, tag, spot.inside(words));
    }
    for (_, words) in &seen.links {
        if find::says_nothing(words) {
            let message = format!("the link `{words}` does not say where it leads");
            let fault = Diagnostic::new(Rule::LinkText, spot.inside(words), message);
            context.fault(
                fault.label("heard alone, it says nothing").help("link the words that name the place"),
            );
        }
    }
}

/// Judges a title, a label or another short text.
pub(super) fn plain(context: &mut Context<'_>, spot: &Spot, text: &str) {
    words(context, spot, text);
    if let Some(piece) = find::marks(text) {
        let message = format!("`{piece}` would be shown with its marks");
        let fault =
            Diagnostic::new(Rule::MarksShown, spot.inside(piece), message).label("no Markdown is read here");
        let bare: String = piece.chars().filter(|sign| !"*`".contains(*sign)).collect();
        let help = match bare.split_once("](") {
            Some((words, _)) => {
                format!("write `{}`, and put the link into a text", words.trim_start_matches('['))
            }
            None => format!("write `{bare}`"),
        };
        context.fault(fault.help(help));
    }
    if !text.is_empty() && !text.chars().any(char::is_alphanumeric) {
        no_words(context, spot, text);
    }
}

/// Says that a language tag begins with no code of ISO 639.
pub(super) fn language(context: &mut Context<'_>, tag: &str, at: crate::diagnostic::At) {
    if !find::is_language(tag) {
        let fault = Diagnostic::new(Rule::LanguageUnknown, at, format!("`{tag}` is the tag of no language"));
        context.fault(
            fault.label("no voice reads this").help("write `cy` for Welsh, `pl` for Polish, `ur` for Urdu"),
        );
    }
}

fn no_words(context: &mut Context<'_>, spot: &Spot, text: &str) {
    let fault = Diagnostic::new(Rule::EmojiOnly, spot.at(), format!("`{text}` holds no word"));
    context.fault(fault.label("cannot be read aloud").help("say it in words"));
}

/// Figures and law in text that cites nothing.
fn claims(context: &mut Context<'_>, spot: &Spot, seen: &Seen<'_>) {
    if seen.links.iter().any(|(to, _)| to.starts_with("source:")) {
        return;
    }
    if let Some(piece) = find::figure(&seen.words) {
        let message = format!("the figure `{piece}` has no source");
        let fault = Diagnostic::new(Rule::UncitedFigure, spot.inside(&piece), message);
        context.fault(
            fault
                .label("said as a fact")
                .help("write a `Fact(claim: …, source: …)`, or link it: `[words](source:an_id)`"),
        );
    }
    if let Some(piece) = find::law(&seen.words) {
        let message = "what the law says has no source";
        let fault = Diagnostic::new(Rule::UncitedLaw, spot.inside(&piece), message);
        context.fault(
            fault
                .label("said as law")
                .help("write a `Fact(claim: …, source: …)`, or link it: `[words](source:an_id)`"),
        );
    }
}

/// Whether a text holds a figure.
pub(super) fn has_figure(text: &Markup) -> bool {
    find::figure(&text.plain()).is_some()
}

/// A name beside what somebody is.
pub(super) fn capacity(context: &mut Context<'_>, spot: &Spot, text: &str) {
    if let Some((name, capacity)) = find::name_and_capacity(text) {
        let message = format!("`{name}` stands beside `{capacity}`");
        let fault = Diagnostic::new(Rule::NameBesideCapacity, spot.inside(&name), message);
        context.fault(
            fault
                .label("says who somebody is")
                .help("leave the name or the capacity out, such as “people with lived experience”"),
        );
    }
}

/// A name in a text that stands beside a capacity anyhow.
pub(super) fn beside(context: &mut Context<'_>, spot: &Spot, text: &str, capacity: &str) {
    // The finder asks for both in one text.
    if let Some((name, _)) = find::name_and_capacity(&format!("{text} (lived experience)")) {
        let message = format!("`{name}` stands beside `{capacity}`");
        let fault = Diagnostic::new(Rule::NameBesideCapacity, spot.inside(&name), message);
        let help = "say what was changed, and not who asked for it; credits are a list in course.ron";
        context.fault(fault.label("says who somebody is").help(help));
    }
}

fn words(context: &mut Context<'_>, spot: &Spot, text: &str) {
    let mut fault = |rule, piece: &str, message: String, label: &str, help: &str| {
        context.fault(Diagnostic::new(rule, spot.inside(piece), message).label(label).help(help));
    };
    // Most rules look for signs that most texts have not, and need not look there.
    let signs = Signs::of(text);
    if let Some(piece) = signs.may_address().then(|| find::address(text)).flatten() {
        let help = "write a mail link to a shared address: `[words](mailto:team@…)`";
        fault(
            Rule::AddressInText,
            &piece,
            format!("`{piece}` stands in the text"),
            "somebody's address",
            help,
        );
    }
    let runs = if signs.may_number() { find::runs_of_digits(text) } else { Vec::new() };
    for (piece, digits) in runs {
        if find::is_nhs_number(&digits) {
            let help = "use a number for tests, which begins with 999, or none";
            fault(
                Rule::NhsNumber,
                &piece,
                format!("`{piece}` could be an NHS number"),
                "may be somebody's",
                help,
            );
        } else if find::is_phone(&digits) {
            let help = "put it into house/support.ron with the day on which it was checked, and write `Support([\"…\"])`";
            fault(
                Rule::PhoneInText,
                &piece,
                format!("the number `{piece}` stands in the text"),
                "goes wrong unseen",
                help,
            );
        }
    }
    if let Some(piece) = signs.may_date().then(|| find::birth_date(text)).flatten() {
        let help = "give an age, or leave it out";
        fault(
            Rule::BirthDate,
            &piece,
            format!("`{piece}` is a full date of birth"),
            "says who somebody is",
            help,
        );
    }
    if let Some(piece) = signs.may_capitals().then(|| find::capitals(text)).flatten() {
        let help = "write it in small letters; for stress write `**words**`";
        fault(Rule::AllCapitals, &piece, format!("`{piece}` is written in capitals"), "slow to read", help);
    }
    if let Some(piece) = find::colour(text) {
        let message = format!("`{piece}` is found by its colour alone");
        fault(Rule::ColourOnly, &piece, message, "not everybody sees it", "name it by its words");
    }
}

/// What a text holds, piece by piece.
#[derive(Default)]
struct Seen<'a> {
    /// The words outside mail links, paragraphs apart by a line end.
    words: Cow<'a, str>,
    headings: Vec<(u8, String)>,
    /// Where each link leads, and its words.
    links: Vec<(String, String)>,
    languages: Vec<(String, String)>,
}

impl<'a> Seen<'a> {
    fn of(text: &'a Markup) -> Self {
        if let Some(words) = text.only_words() {
            return Self { words: Cow::Borrowed(words), ..Self::default() };
        }
        let mut seen = Self::default();
        seen.nodes(&text.nodes(), false);
        seen
    }

    fn nodes(&mut self, nodes: &[Node], mail: bool) {
        for node in nodes {
            match node {
                Node::Paragraph(line) => self.line(line, mail),
                Node::Heading(level, line) => {
                    let start = self.words.len();
                    self.line(line, mail);
                    self.headings.push((*level, self.words[start..].trim().to_owned()));
                }
                Node::List { items, .. } => items.iter().for_each(|item| self.nodes(item, mail)),
                Node::Quote(inner) => self.nodes(inner, mail),
            }
            self.words.to_mut().push('\n');
        }
    }

    fn line(&mut self, line: &[Inline], mail: bool) {
        for piece in line {
            match piece {
                Inline::Text(text) => self.words.to_mut().push_str(if mail { "" } else { text }),
                Inline::Break => self.words.to_mut().push('\n'),
                Inline::Emphasis(inner) | Inline::Strong(inner) => self.line(inner, mail),
                Inline::Language(tag, inner) => {
                    self.languages.push((tag.clone(), plain_of(inner)));
                    self.line(inner, mail);
                }
                Inline::Link(to, inner) => {
                    self.links.push((target(to), plain_of(inner)));
                    self.line(inner, mail || matches!(to, LinkTo::Mail(_)));
                }
            }
        }
    }
}

fn plain_of(line: &[Inline]) -> String {
    Markup::of(vec![Node::Paragraph(line.to_vec())]).plain()
}

fn target(to: &LinkTo) -> String {
    match to {
        LinkTo::Web(address) => address.clone(),
        LinkTo::Mail(address) => format!("mailto:{address}"),
        LinkTo::Page(page) => format!("page:{page}"),
        LinkTo::Source(source) => format!("source:{source}"),
        LinkTo::Term(term) => format!("term:{term}"),
    }
}
