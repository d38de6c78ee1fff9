//! What somebody at a place is asked: the variables of the house, and the words of a course that the place may put in
//! its own. How a form looks is told elsewhere, and what is made of its answers in `answer`.
//!
//! Offered are texts and notes that have an id, and the ends of pages, as far as `variants_may_change` names them: a
//! course that names nothing asks for facts alone.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::allowed::{KEPT, MayChange};
use super::laid::Laid;
use super::{Base, InLanguage, Read, Variant, asked_in, opened_in, places};
use crate::check::Input;
use crate::diagnostic::Checked;
use crate::limits;
use crate::raw::RawChange;
use crate::raw::shape::decode;
use crate::read::tree::{Body, Node, Tree};
use crate::source::Span;
use crate::text::normal;
use crate::vary::{PageAt, field, words};

/// What the places of a course are asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The course's folder, as messages name it.
    pub folder: String,
    /// The course's id.
    pub course: String,
    /// The author's edition.
    pub edition: String,
    /// What learners call it.
    pub title: String,
    /// The language in which it is written.
    pub language: String,
    /// The variables of its house, by their ids.
    pub questions: Vec<FormQuestion>,
    /// Its places, by their ids.
    pub places: Vec<FormPlace>,
}

/// A variable, as somebody at a place is asked for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormQuestion {
    /// The variable's id.
    pub id: String,
    /// The question.
    pub ask: String,
    /// Why it is asked.
    pub why: Option<String>,
    /// What an answer looks like.
    pub example: String,
    /// Characters that an answer has at most.
    pub most: usize,
    /// Whether every place must say something.
    pub required: bool,
    /// Whether a text of this course has it.
    pub used: bool,
}

/// A place, what it says now, and what it may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormPlace {
    /// Its id.
    pub place: String,
    /// What people call it.
    pub name: String,
    /// Whether places stand below it.
    pub above_others: bool,
    /// How many places stand above it.
    pub level: usize,
    /// What it says itself, by variables.
    pub says: BTreeMap<String, String>,
    /// What the nearest place above says, by variables: the words, and that place's name.
    pub above: BTreeMap<String, (String, String)>,
    /// What it may change of the course, in the course's order.
    pub parts: Vec<FormPart>,
    /// What it says in other languages of the course, by variables whose words are translated.
    pub languages: BTreeMap<String, Vec<InLanguage>>,
    /// The languages in which it has words already: of variables, and of parts by their keys.
    pub translated: BTreeMap<String, Vec<String>>,
}

/// Something of a course that a place may put in its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormPart {
    /// What answers call it: `replace/our_form`, `end/your_place`.
    pub key: String,
    /// The title of its page.
    pub page: String,
    /// What may be done there.
    pub wants: Wants,
    /// What stands there as the places above left it, as its author wrote it; empty at a page's end.
    pub stands: String,
    /// The place above whose words these are, by its name; `None`: the course's own.
    pub from: Option<String>,
    /// The hash of the block; empty at a page's end, where nothing is touched.
    pub was: String,
    /// What the place has written there already.
    pub own: Option<Own>,
    /// The same in the course's other languages.
    pub languages: Vec<InLanguage>,
}

/// What may be done at a part of a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wants {
    /// Other words in the place of those that stand there.
    OtherWords,
    /// Words at the end of a page.
    MoreWords,
}

/// What a place has written itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// Its words.
    pub say: String,
    /// Why it wants them.
    pub why: Option<String>,
}

/// What the places of a course are asked. `None`, with the faults, while the course itself is at fault.
#[must_use]
pub fn form(input: &Input) -> Checked<Form> {
    opened_in(input, true, |context, base, read| {
        let used = |id: &String| base.variables.get(id).is_some_and(|variable| variable.used);
        let questions = context.house_variables.iter();
        Form {
            folder: input.folder.clone(),
            course: base.course.id.to_string(),
            edition: base.course.edition.clone(),
            title: base.course.title.clone(),
            language: base.course.language.clone(),
            questions: questions
                .map(|(id, (raw, _))| FormQuestion {
                    id: id.clone(),
                    ask: raw.ask.clone(),
                    why: raw.why.clone(),
                    example: raw.example.clone(),
                    most: usize::from(raw.most),
                    required: raw.required,
                    used: used(id),
                })
                .collect(),
            places: read.places.keys().map(|id| place(base, read, id)).collect(),
        }
    })
}

/// Words that came back as they count: letters composed, line ends as `\n`, no blanks around them. What stands in a file
/// has lost its indentation besides; nothing that came back has one to lose, but a list in a list does.
#[must_use]
pub fn said(text: &str) -> String {
    normal(text).trim().to_owned()
}

/// The first eight hex digits of SHA-256 over `bona/said/v1`, a line end, the words, a line end, and the reason: by it a
/// form knows whether somebody has written another answer since it was made.
#[must_use]
pub fn said_hash(say: &str, why: &str) -> String {
    let sum = Sha256::digest(format!("bona/said/v1\n{}\n{say}\n{why}", say.len()).as_bytes());
    sum.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

fn place(base: &Base<'_>, read: &Read, id: &str) -> FormPlace {
    let own = &read.places[id];
    let (mut says, mut above) = (BTreeMap::new(), BTreeMap::new());
    let changes = read.variants.get(id).map(|variant| variant.raw.changes.as_slice()).unwrap_or_default();
    let spoken = changes.iter().filter_map(|change| match change {
        RawChange::Replace(one) => {
            let tags = one.languages.iter().map(|own| own.language.clone());
            Some((format!("replace/{}", one.block), tags.collect()))
        }
        RawChange::End(one) => {
            let tags = one.languages.iter().map(|own| own.language.clone());
            Some((format!("end/{}", one.page), tags.collect()))
        }
        _ => None,
    });
    let mut translated: BTreeMap<String, Vec<String>> = spoken.collect();
    for variable in base.variables.keys() {
        if let Some((_, set)) = own.says(variable) {
            let tags = set.languages.iter().map(|own| own.language.clone());
            translated.insert(variable.clone(), tags.collect());
            says.insert(variable.clone(), said(&set.say));
        }
        let found = own.above().and_then(|above| places::said(&read.places, above, variable));
        if let Some((place, _, set)) = found {
            above.insert(variable.clone(), (said(&set.say), place.raw.name.clone()));
        }
    }
    FormPlace {
        place: id.to_owned(),
        name: own.raw.name.clone(),
        above_others: read.places.values().any(|other| other.above().is_some_and(|above| above == id)),
        level: own.chain.len() - 1,
        says,
        above,
        parts: parts(base, read, id),
        languages: asked_in::values(base, read, id),
        translated,
    }
}

/// What a place may change, page by page.
fn parts(base: &Base<'_>, read: &Read, id: &str) -> Vec<FormPart> {
    let mut parts = Vec::new();
    let Some(ids) = base.may_change else { return parts };
    let may = MayChange::only(ids);
    let laid = above(base, read, id);
    let variant = read.variants.get(id);
    for module in &base.course.modules {
        let Some(file) = laid.own().get(&format!("modules/{}.ron", module.id)) else { continue };
        for page in &file.blocks.pages {
            let title = module.pages.iter().find(|one| one.id.as_str() == page.id).map(|one| &one.title);
            let title = title.unwrap_or(&page.id);
            for block in file.blocks.blocks.iter().filter(|block| block.page == page.id) {
                let free = !KEPT.contains(&&*block.kind);
                if !free || !may.allows(module.id.as_str(), &page.id, Some((&block.id, &block.kind))) {
                    continue;
                }
                let Some((_, stands)) = words_of(&file.text()[block.span.clone()]) else { continue };
                let own = match variant.map_or(Mine::Nothing, |variant| replaced(variant, &block.id)) {
                    Mine::Nothing => None,
                    Mine::Words(own) => Some(own),
                    Mine::Other => continue,
                };
                if stands.chars().count() <= limits::FORM_WORDS {
                    let (key, was) = (format!("replace/{}", block.id), block.hash.clone());
                    let page = title.clone();
                    let from = laid.replaced.get(&block.id).and_then(|above| read.places.get(above));
                    let from = from.map(|above| above.raw.name.clone());
                    let languages = asked_in::part(base, &laid, variant, &key);
                    parts.push(FormPart {
                        key,
                        page,
                        wants: Wants::OtherWords,
                        stands,
                        from,
                        was,
                        own,
                        languages,
                    });
                }
            }
            if may.allows(module.id.as_str(), &page.id, None) {
                let mut end = at_the_end(page, title, variant);
                end.languages = asked_in::part(base, &laid, variant, &end.key);
                parts.push(end);
            }
        }
    }
    parts
}

/// The files as the places above a place left them.
pub(super) fn above(base: &Base<'_>, read: &Read, id: &str) -> Laid {
    let above = read.places[id].above().and_then(|above| read.laid.get(above));
    above.cloned().unwrap_or_else(|| Laid::of(base))
}

fn at_the_end(page: &PageAt, title: &str, variant: Option<&Variant>) -> FormPart {
    let own = variant.and_then(|variant| ended(variant, &page.id).map(|(.., own)| own));
    FormPart {
        key: format!("end/{}", page.id),
        page: title.to_owned(),
        wants: Wants::MoreWords,
        stands: String::new(),
        from: None,
        was: String::new(),
        own,
        languages: Vec::new(),
    }
}

/// What a place has made of a block.
enum Mine {
    /// Nothing.
    Nothing,
    /// Other words.
    Words(Own),
    /// Something that no form can say.
    Other,
}

fn replaced(variant: &Variant, block: &str) -> Mine {
    for (number, change) in variant.raw.changes.iter().enumerate() {
        match change {
            RawChange::Remove(one) if one.block == block => return Mine::Other,
            RawChange::Replace(one) if one.block == block => {
                let text = variant.change_text(number);
                let tree = Tree::of(text);
                let with = tree.root.as_ref().and_then(|root| field(text, root, "with"));
                let found = with.and_then(|with| words_of(&text[with.span.clone()]));
                let own = found.map(|(_, say)| Own { say, why: one.why.as_deref().map(words) });
                return own.map_or(Mine::Other, Mine::Words);
            }
            _ => {}
        }
    }
    Mine::Nothing
}

/// The first change that puts one text, and nothing else, at a page's end: its number, where the text stands in the
/// change, and what it says.
pub(super) fn ended(variant: &Variant, page: &str) -> Option<(usize, Span, Own)> {
    variant.raw.changes.iter().enumerate().find_map(|(number, change)| {
        let RawChange::End(one) = change else { return None };
        let text = variant.change_text(number);
        let tree = Tree::of(text);
        let add = field(text, tree.root.as_ref()?, "add").filter(|_| one.page == page)?;
        let [only] = add.elements() else { return None };
        let plain = only.value.name.clone().is_some_and(|name| &text[name] == "Text");
        let (literal, say) = words_of(&text[only.span.clone()]).filter(|_| plain)?;
        let start = only.span.start;
        let literal = start + literal.start..start + literal.end;
        Some((number, literal, Own { say, why: one.why.as_deref().map(words) }))
    })
}

/// The one text of a block that is a `Text` or a `Note`, through `Named` and `For`: where it stands in the block,
/// quotes included, and what it says.
pub(super) fn words_of(block: &str) -> Option<(Span, String)> {
    let tree = Tree::of(block);
    let mut node = tree.root.as_ref()?;
    loop {
        let kind = node.name.clone().map_or("", |name| &block[name]);
        let literal: &Node = match (kind, node.elements()) {
            ("Named" | "For", [_, inner]) => {
                node = &inner.value;
                continue;
            }
            ("Text", [only]) if only.key.is_none() => &only.value,
            ("Note", _) => field(block, node, "text")?,
            _ => return None,
        };
        if !matches!(literal.body, Body::Text(_)) {
            return None;
        }
        let text: String = decode(&block[literal.span.clone()]).ok()?;
        return Some((literal.span.clone(), words(&text)));
    }
}
