//! What every family of checks needs: the files, what was found, where ids were used, and texts as they count.

mod apart;
mod ids;
mod told;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::questions::Asked;
pub(super) use super::spot::Spot;
use super::variables::{self, Told};
use super::{Input, Options, display, foreign, markup, prose, say, text_of};
use crate::course::{Markup, Support, Translation};
use crate::diagnostic::{At, Diagnostic, Place, did_you_mean};
use crate::id::RoleId;
use crate::limits;
use crate::raw::shape::Authored;
use crate::raw::{
    RawAccessibility, RawFramework, RawHouseFact, RawPeopleGroup, RawSource, RawSupport, RawTerm, RawTheme,
    RawVariable,
};
use crate::read;
use crate::read::tree::Gaps;
use crate::rule::Rule;
use crate::source::Source;
use crate::text::{dedent, hidden_in_lines, hidden_sign, is_one_line, normal};

/// What to do where nothing is said.
const EMPTY: &str =
    "write the words between the quotes; if there is nothing to say, take the whole of it out";

/// The state of one check.
pub(super) struct Context<'a> {
    pub(super) input: &'a Input,
    pub(super) options: &'a Options,
    /// Every text, by its path in the course or its name in the house.
    pub(super) sources: BTreeMap<String, Source>,
    pub(super) found: Vec<Diagnostic>,
    /// Text that could not be read: what is defined there must not be called unknown.
    lost: Vec<String>,
    /// What was not read as it stands, by the file's name in messages.
    pub(super) gaps: BTreeMap<String, Gaps>,
    /// Where each id of the course was first used.
    ids: BTreeMap<String, (&'static str, Spot)>,
    /// The house's entries by id, with where they stand.
    pub(super) house_sources: Arc<BTreeMap<String, (RawSource, Spot)>>,
    pub(super) house_facts: Arc<BTreeMap<String, (RawHouseFact, Spot)>>,
    pub(super) house_support: Arc<BTreeMap<String, (RawSupport, Spot)>>,
    pub(super) house_terms: Arc<BTreeMap<String, (RawTerm, Spot)>>,
    pub(super) house_frameworks: Arc<BTreeMap<String, (RawFramework, Spot)>>,
    pub(super) house_people: Arc<BTreeMap<String, (RawPeopleGroup, Spot)>>,
    pub(super) house_themes: Arc<BTreeMap<String, (RawTheme, Spot)>>,
    pub(super) house_accessibility: Option<(RawAccessibility, Spot)>,
    pub(super) house_variables: Arc<BTreeMap<String, (RawVariable, Spot)>>,
    /// What a place says for variables, and where they stand.
    pub(super) told: Told,
    /// What places may change, as the course says.
    pub(super) may_change: Option<Vec<String>>,
    /// The roles of the course by id, with where each stands; those that something is meant for.
    pub(super) roles: BTreeMap<String, Spot>,
    pub(super) roles_used: Vec<String>,
    /// Terms in order of first use.
    pub(super) termed: Vec<String>,
    /// The titles of the pages, in their order.
    pub(super) page_titles: Vec<PageTitle>,
    /// Links of the present page: their words, where they lead, where they stand.
    pub(super) links_seen: Vec<(String, String, At)>,
    /// Words that everybody reads on the pages of the present module.
    pub(super) words_read: usize,
    /// How hard the texts are to read.
    pub(super) reading: prose::Reading,
    /// Media that a page shows.
    pub(super) media_used: Vec<String>,
    /// Links to pages, asked once all pages are known.
    pub(super) page_links: Vec<PageLink>,
    /// Whom the present page and the present block are meant for; empty means all.
    pub(super) meant_for: [Vec<RoleId>; 2],
    /// The course's language as it is written.
    pub(super) language: String,
    /// The page that is being checked; `None` in a bank.
    pub(super) page: Option<Arc<str>>,
    /// Every question, for comparing them once all are known.
    pub(super) asked: Vec<Asked>,
    /// Sources in order of first use.
    pub(super) cited: Vec<String>,
    /// Facts of the house of which a block shows the house's own words.
    pub(super) facts_shown: BTreeSet<String>,
    /// Places to turn to that a block names.
    pub(super) support_used: Vec<Support>,
    /// Support whose missing check was already named.
    pub(super) unchecked: Vec<String>,
    /// Whether something was or was not told for what was told before.
    pub(super) looked_back: bool,
    /// The words of which versions in Easy Read are to be made, by file, then by the id of what has one.
    pub(super) easy_of: BTreeMap<Arc<str>, BTreeMap<String, String>>,
    /// Of a course at a place, whether the version in Easy Read of a page that a place changes is shown, by the page's id.
    pub(super) easy_there: Arc<BTreeMap<String, bool>>,
    /// The language of the text that is read now, where it is the house's.
    pub(super) speaking: Option<String>,
    /// Of a course in another language, what is known of its translation; `left` holds every text that stayed.
    pub(super) translation: Option<Arc<Translation>>,
}

/// The title of a page.
pub(super) struct PageTitle {
    /// As it is shown.
    pub(super) title: String,
    /// The same in Easy Read, where that has one of its own, and where it stands.
    pub(super) easy: Option<(String, Spot)>,
    /// Where it stands.
    pub(super) spot: Spot,
    /// How much was found before it is asked whether another page is called so.
    pub(super) found: usize,
}

/// A link to a page of the course.
pub(super) struct PageLink {
    /// The page's id as it is written.
    pub(super) page: String,
    /// Where it stands.
    pub(super) at: At,
    /// Whom the page and the block are meant for in which it stands.
    pub(super) meant_for: [Vec<RoleId>; 2],
}

impl<'a> Context<'a> {
    pub(super) fn new(input: &'a Input, options: &'a Options) -> Self {
        Self {
            input,
            options,
            sources: BTreeMap::new(),
            found: Vec::new(),
            lost: Vec::new(),
            gaps: BTreeMap::new(),
            ids: BTreeMap::new(),
            house_sources: Arc::default(),
            house_facts: Arc::default(),
            house_support: Arc::default(),
            house_terms: Arc::default(),
            house_frameworks: Arc::default(),
            house_people: Arc::default(),
            house_themes: Arc::default(),
            house_accessibility: None,
            house_variables: Arc::default(),
            told: Told::default(),
            may_change: None,
            roles: BTreeMap::new(),
            roles_used: Vec::new(),
            termed: Vec::new(),
            page_titles: Vec::new(),
            links_seen: Vec::new(),
            words_read: 0,
            reading: prose::Reading::default(),
            media_used: Vec::new(),
            page_links: Vec::new(),
            meant_for: [const { Vec::new() }; 2],
            language: String::new(),
            page: None,
            asked: Vec::new(),
            cited: Vec::new(),
            facts_shown: BTreeSet::new(),
            support_used: Vec::new(),
            unchecked: Vec::new(),
            looked_back: false,
            easy_of: BTreeMap::new(),
            easy_there: Arc::default(),
            speaking: None,
            translation: None,
        }
    }

    /// Takes note of a fault.
    pub(super) fn fault(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// A file of the course as a whole.
    pub(super) fn whole(&self, path: &str) -> At {
        At { file: display(&self.input.folder, path), place: Place::Whole }
    }

    /// Reads a file of the course; the value and where it stands.
    pub(super) fn read<T: serde::de::DeserializeOwned + Authored>(
        &mut self,
        path: &str,
        what: &'static str,
    ) -> Option<(T, Spot)> {
        let given = self.input.files.get(path)?;
        // The course's own file comes first, then what it names, as a reader would go.
        let rank = usize::from(path != "course.ron") + usize::from(path.starts_with("banks/"));
        self.read_given(format!("{rank}{path}"), display(&self.input.folder, path), given, what)
    }

    /// Reads any file; `key` orders the files.
    pub(super) fn read_given<T: serde::de::DeserializeOwned + Authored>(
        &mut self,
        key: String,
        name: String,
        given: &super::Given,
        what: &'static str,
    ) -> Option<(T, Spot)> {
        let text = match text_of(&name, given) {
            Ok(text) => text,
            Err(diagnostic) => {
                self.found.push(*diagnostic);
                self.lose();
                return None;
            }
        };
        let source = Source::new(name.clone(), text);
        let read = read::read(&source, what, &mut self.found);
        self.lost.extend(read.lost);
        self.gaps.insert(name.clone(), read.gaps);
        if read.value.is_none() {
            self.lost.push(source.text().to_owned());
        }
        self.sources.insert(key, source);
        read.value.map(|value| (value, Spot::top(&name)))
    }

    /// Whether an id may stand in a text that could not be read.
    pub(super) fn may_be_lost(&self, id: &str) -> bool {
        let quoted = format!("\"{id}\"");
        self.lost.iter().any(|text| text == "\"*\"" || text.contains(&quoted))
    }

    /// Notes that a whole file is missing: anything may be defined in it.
    pub(super) fn lose(&mut self) {
        self.lost.push(String::from("\"*\""));
    }

    /// Notes that something with this id is there and at fault: it must not be called unknown.
    pub(super) fn lose_id(&mut self, id: &str) {
        self.lost.push(format!("\"{id}\""));
    }

    /// Whether anything could not be read.
    pub(super) fn has_lost(&self) -> bool {
        !self.lost.is_empty()
    }

    /// Whether a value stands in the course's own files, not in the house's.
    pub(super) fn is_own(&self, spot: &Spot) -> bool {
        !self.input.house.iter().any(|file| spot.is_in(&file.name))
    }

    /// Says that an id is not known, with what may have been meant.
    pub(super) fn unknown<'b>(
        &mut self,
        rule: Rule,
        at: At,
        what: &str,
        id: &str,
        known: impl IntoIterator<Item = &'b str>,
    ) {
        if self.may_be_lost(id) {
            return;
        }
        let known: Vec<&str> = known.into_iter().collect();
        let help = match (did_you_mean(id, known.iter().copied()), known.len()) {
            (Some(meant), _) => format!("did you mean `{meant}`?"),
            (None, 0) => format!("there is no {what} yet"),
            (None, 1..=12) => format!("known: {}", known.join(", ")),
            (None, many) => format!("{many} are known; none is like it"),
        };
        let help = match rule {
            Rule::UnknownSource if !help.starts_with("did") => {
                format!("{help}; write it into house/sources.ron, with `id: \"{id}\"`")
            }
            _ => help,
        };
        let diagnostic = Diagnostic::new(rule, at, format!("there is no {what} `{id}`")).label("not known");
        self.found.push(diagnostic.help(help));
    }

    /// A title or another short text: one line, said in at most 200 characters.
    pub(super) fn title(&mut self, spot: &Spot, text: &str) -> String {
        let mut text = normal(text);
        if !is_one_line(&text) {
            text = Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        let written = text.into_owned();
        if let Some(sign) = hidden_sign(&written) {
            self.hidden(spot, sign);
        }
        let text = variables::put(self, spot, &written, variables::Read::Plainly);
        if text.is_empty() {
            self.found.push(
                Diagnostic::new(Rule::EmptyText, spot.at(), "there is no text here")
                    .label("say something here")
                    .help(EMPTY),
            );
        }
        let long = text.chars().count();
        if long > limits::TITLE {
            let message = format!("this text has {long} characters; at most {} fit", limits::TITLE);
            let fault = Diagnostic::new(Rule::TextTooLong, spot.at(), message).label("too long");
            self.found.push(fault.help("say the main thing here, and the rest in a block of the page"));
        }
        if self.is_own(spot) {
            // A place's own words are not the course's: the course is judged by what it says itself.
            prose::plain(self, spot, &written);
        }
        text.into_owned()
    }

    /// A label beside the thread.
    pub(super) fn label(&mut self, spot: &Spot, text: &str) -> String {
        let label = self.title(spot, text);
        let long = label.chars().count();
        if long > limits::LABEL && long <= limits::TITLE {
            let message = format!("the label `{label}` has {long} characters");
            let fault = Diagnostic::new(Rule::LongLabel, spot.at(), message)
                .label(format!("at most {} stand well beside the thread", limits::LABEL))
                .help("shorten it, and say the rest in the text");
            self.found.push(fault);
        }
        label
    }

    /// The names of the `.ron` files of a folder, without their ending.
    pub(super) fn stems(&self, folder: &str) -> Vec<String> {
        let files = self.input.files.keys();
        files.filter_map(|path| path.strip_prefix(folder)?.strip_suffix(".ron").map(str::to_owned)).collect()
    }

    /// A text in Markdown.
    pub(super) fn markup(&mut self, spot: &Spot, text: &str) -> Markup {
        let (text, written) = self.read_markup(spot, text);
        prose::judge(self, spot, written.as_ref().unwrap_or(&text), false);
        text
    }

    /// Running text in Markdown: figures and law in it have a source.
    pub(super) fn said(&mut self, spot: &Spot, text: &str) -> Markup {
        let (text, written) = self.read_markup(spot, text);
        prose::judge(self, spot, written.as_ref().unwrap_or(&text), true);
        text
    }

    /// A text of the house in Markdown, which is in a language of its own.
    pub(super) fn markup_in(&mut self, language: &str, spot: &Spot, text: &str) -> Markup {
        self.speaking = Some(language.to_owned());
        let read = self.markup(spot, text);
        self.speaking = None;
        read
    }

    /// A text as it is shown, and where a place's words are in it, as it was written.
    fn read_markup(&mut self, spot: &Spot, text: &str) -> (Markup, Option<Markup>) {
        let text = normal(text);
        let dedented = dedent(&text);
        if dedented.len() > limits::MARKDOWN_BYTES {
            let message = format!(
                "this text has {} KB; at most {} KB fit",
                dedented.len() / 1024,
                limits::MARKDOWN_BYTES / 1024
            );
            let fault = Diagnostic::new(Rule::TextTooLong, spot.at(), message).label("too long");
            self.found.push(fault.help("split it: `Text(\"…\"), Text(\"…\")`, on several pages"));
            return (Markup::default(), None);
        }
        if let Some(sign) = hidden_in_lines(&dedented) {
            self.hidden(spot, sign);
        }
        let stayed = self.translation.as_ref().filter(|own| own.left.contains(dedented.trim()));
        let stayed = foreign::spoken(self, stayed.map(|own| own.from.as_str()));
        let put = variables::put(self, spot, &dedented, variables::Read::AsMarkdown);
        let written = matches!(put, Cow::Owned(_)).then(|| markup::parse(dedented.as_ref()).markup);
        let mut parsed = markup::parse(put);
        if let Some(language) = stayed {
            parsed.markup = parsed.markup.in_language(&language);
        }
        if parsed.markup.is_empty() && parsed.faults.is_empty() {
            let fault = Diagnostic::new(Rule::EmptyText, spot.at(), "there is no text here");
            self.found.push(fault.label("say something here").help(EMPTY));
        }
        for fault in parsed.faults {
            let at = if fault.piece.is_empty() { spot.at() } else { spot.inside(&fault.piece) };
            let mut diagnostic = Diagnostic::new(fault.rule, at, fault.message).label(fault.label);
            diagnostic.help = fault.help;
            self.found.push(diagnostic);
        }
        for (page, piece) in parsed.pages {
            self.link_to(page, spot.inside(&piece));
        }
        for (source, piece) in parsed.sources {
            self.cite(&source, spot.inside(&piece));
        }
        for (term, piece) in parsed.terms {
            self.use_term(&term, spot.inside(&piece));
        }
        (parsed.markup, written)
    }

    /// Notes that a link leads to a page.
    pub(super) fn link_to(&mut self, page: String, at: At) {
        self.page_links.push(PageLink { page, at, meant_for: self.meant_for.clone() });
    }

    /// Notes that a source is cited.
    pub(super) fn cite(&mut self, id: &str, at: At) {
        if self.house_sources.contains_key(id) {
            if !self.cited.iter().any(|cited| cited == id) {
                self.cited.push(id.to_owned());
            }
        } else {
            let known: Vec<String> = self.house_sources.keys().cloned().collect();
            self.unknown(Rule::UnknownSource, at, "source", id, known.iter().map(String::as_str));
        }
    }

    /// Notes that a term of the house is used.
    pub(super) fn use_term(&mut self, id: &str, at: At) {
        if self.house_terms.contains_key(id) {
            if !self.termed.iter().any(|used| used == id) {
                self.termed.push(id.to_owned());
            }
        } else {
            let known: Vec<String> = self.house_terms.keys().cloned().collect();
            self.unknown(Rule::UnknownTerm, at, "term", id, known.iter().map(String::as_str));
        }
    }

    /// The roles that something is meant for.
    pub(super) fn for_roles(&mut self, ids: &[String], spot: &Spot) -> Vec<RoleId> {
        let known: Vec<String> = self.roles.keys().cloned().collect();
        let mut roles = Vec::new();
        for (at, id) in ids.iter().enumerate() {
            if !known.contains(id) {
                self.unknown(
                    Rule::UnknownRole,
                    spot.index(at).at(),
                    "role",
                    id,
                    known.iter().map(String::as_str),
                );
            }
            self.roles_used.push(id.clone());
            roles.extend(RoleId::parse(id));
        }
        roles
    }

    /// Says that a list has nothing in it.
    pub(super) fn need_some<T>(&mut self, list: &[T], spot: &Spot, what: &str, of: &str) {
        if list.is_empty() && !self.has_lost() {
            let message = format!("{what} has no {of}");
            let fault = Diagnostic::new(Rule::NothingInside, spot.at(), message);
            let fault = fault.label(format!("at least one of its {of} stands here"));
            self.found.push(fault.help(format!("write `{}`", say::one_of(of))));
        }
    }
}
