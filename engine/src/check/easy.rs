//! What is in Easy Read: that it is of the words that stand there now, says them simply, and leaves out nothing that must
//! be done.
//!
//! A version names blocks and options of its page and holds no answer, so it cannot ask anything else. One that is of
//! older words is told and left out: until somebody has looked, learners see the page as it stands.

mod module;

pub(super) use module::module;

use std::collections::BTreeMap;

use super::context::{Context, Spot};

use super::{Bound, Given, Input, Tailored, media, prose, say, text_of, variables};
use crate::course::{
    Block, BlockKind, Course, EasyBlock, EasyOption, EasyRead, EasyWording, Markup, Node, Question,
    QuestionKind, QuestionOption,
};
use crate::diagnostic::Diagnostic;
use crate::id::ModuleId;
use crate::limits;
use crate::raw::{RawBlock, RawEasyBlock, RawEasyQuestion, RawImage, RawPage, RawPictured, RawQuestion};
use crate::rule::Rule;
use crate::vary::{self, EasyAt, Edit, Put, patch};

/// Checks a page's version. `blocks` are those of the page that are there.
pub(super) fn page(
    context: &mut Context<'_>,
    raw: &RawPage,
    blocks: &[Block],
    spot: &Spot,
) -> Option<EasyRead> {
    let own = raw.easy_read.as_ref()?;
    let here = spot.field("easy_read");
    let spots = here.field("blocks");
    context.need_some(&own.blocks, &spots, "the version in Easy Read", "ideas");
    let many = own.blocks.len();
    if many > limits::EASY_BLOCKS {
        let message = format!("the version in Easy Read of `{}` has {many} pieces", raw.id);
        let fault = Diagnostic::new(Rule::EasyReadLong, spots.index(limits::EASY_BLOCKS).at(), message);
        let label = format!("at most {} are read on a page", limits::EASY_BLOCKS);
        context.fault(fault.label(label).help("make two pages of the page, each with a version of its own"));
    }
    let title = own.title.as_ref().map(|text| module::title(context, text, &here.field("title")));
    let ids: Vec<Option<&str>> = raw.blocks.iter().map(id_of).collect();
    let mut made = Vec::new();
    let mut last: Option<usize> = None;
    for (at, block) in own.blocks.iter().enumerate() {
        let here = spots.index(at);
        match block {
            RawEasyBlock::Heading(text) => {
                made.push(EasyBlock::Heading(context.title(&here.index(0), text)));
            }
            RawEasyBlock::Say(text) => {
                let said = idea(context, text, &here.index(0));
                made.extend(said.map(|text| EasyBlock::Say { text, image: None }));
            }
            RawEasyBlock::Pictured(own) => made.extend(pictured(context, own, &here)),
            RawEasyBlock::Same(id) => {
                let place = same(context, id, &ids, last, &here.index(0));
                last = place.or(last);
                // What a place says nothing for is there in neither version.
                let there = blocks.iter().position(|block| name_of(block) == Some(id.as_str()));
                made.extend(place.and(there).map(EasyBlock::Same));
            }
        }
    }
    let easy = EasyRead { title, blocks: made };
    left_out(context, blocks, &easy, &spots);
    // Of a page that a place changes it was told where it does.
    let there = context.easy_there.get(&raw.id).copied();
    there.unwrap_or_else(|| is_fresh(context, &own.of, &raw.id, &here.field("of"), "page")).then_some(easy)
}

/// Checks a question's easy wording.
pub(super) fn question(
    context: &mut Context<'_>,
    raw: &RawQuestion,
    question: &Question,
    spot: &Spot,
) -> Option<Box<EasyWording>> {
    let own = raw.easy_read.as_ref()?;
    let here = spot.field("easy_read");
    let ask = words(context, &own.ask, &here.field("ask"), None);
    let because = own.because.as_ref().map(|text| words(context, text, &here.field("because"), None));
    let options = options(context, own, question, &here.field("options"));
    let fresh = is_fresh(context, &own.of, &raw.id, &here.field("of"), "question");
    options.filter(|_| fresh).map(|options| Box::new(EasyWording { ask, options, because }))
}

/// The options of a wording, in the question's order; `None` where one is missing.
fn options(
    context: &mut Context<'_>,
    own: &RawEasyQuestion,
    question: &Question,
    spot: &Spot,
) -> Option<Vec<EasyOption>> {
    let known: &[QuestionOption] = match &question.kind {
        QuestionKind::SingleChoice { options, .. } | QuestionKind::MultipleChoice { options, .. } => options,
        _ => &[],
    };
    let mut said: BTreeMap<&str, (Markup, Markup)> = BTreeMap::new();
    for (at, option) in own.options.iter().enumerate() {
        let here = spot.index(at);
        let text = words(context, &option.text, &here.field("text"), None);
        let because = words(context, &option.because, &here.field("because"), None);
        let id = here.field("id");
        if known.iter().all(|one| one.id.as_str() != option.id) {
            let message = format!("the question `{}` has no option `{}`", question.id, option.id);
            let fault =
                Diagnostic::new(Rule::EasyReadOptions, id.at(), message).label("not one of its options");
            let all: Vec<&str> = known.iter().map(|one| one.id.as_str()).collect();
            context.fault(fault.help(match all.is_empty() {
                true => "a question of this kind takes `ask` and `because` alone: take the option out".into(),
                false => format!("known: {}", all.join(", ")),
            }));
        } else if said.values().any(|(before, _)| *before == text) {
            let fault =
                Diagnostic::new(Rule::SameOption, here.field("text").at(), "two options say the same");
            context.fault(fault.label("said again here").help("say in each what is different"));
        }
        if said.insert(&option.id, (text, because)).is_some() {
            let message = format!("the option `{}` has two easy wordings", option.id);
            let fault = Diagnostic::new(Rule::EasyReadOptions, id.at(), message).label("worded again here");
            context.fault(fault.help("take one of the two out"));
        }
    }
    let missing: Vec<&str> =
        known.iter().map(|one| one.id.as_str()).filter(|id| !said.contains_key(id)).collect();
    if !missing.is_empty() {
        let message =
            format!("the easy wording of `{}` has no words for `{}`", question.id, missing.join("`, `"));
        let fault =
            Diagnostic::new(Rule::EasyReadOptions, spot.at(), message).label("every option is worded here");
        let first = missing[0];
        context.fault(fault.help(format!("add EasyOption(id: \"{first}\", text: \"…\", because: \"…\")")));
        return None;
    }
    let made = known.iter().filter_map(|one| {
        let (text, because) = said.remove(one.id.as_str())?;
        Some(EasyOption { id: one.id.clone(), text, because })
    });
    Some(made.collect())
}

/// Checks an idea with a picture.
fn pictured(context: &mut Context<'_>, own: &RawPictured, spot: &Spot) -> Option<EasyBlock> {
    let picture = RawImage {
        file: own.file.clone(),
        alt: own.alt.clone(),
        decorative: own.decorative,
        caption: None,
        credit: own.credit.clone(),
    };
    let image = media::image(context, &picture, spot);
    let text = idea(context, &own.say, &spot.field("say"))?;
    Some(EasyBlock::Say { text, image: Some(image?) })
}

/// An idea; `None` where a place says nothing for it.
fn idea(context: &mut Context<'_>, text: &str, spot: &Spot) -> Option<Markup> {
    let before = variables::enter_easy(context);
    let said = words(context, text, spot, Some(IN_BLOCKS));
    (!variables::leave_easy(context, before)).then_some(said)
}

/// What to do with an idea that is several, on a page.
const IN_BLOCKS: &str =
    "write a `Say(\"…\")` or `Pictured(…)` for each idea, and `Heading(\"…\")` for a heading";

/// A text in Easy Read, judged by its own rules in place of the course's level. Of one that holds a single idea, `apart` is
/// what to do where it holds several.
fn words(context: &mut Context<'_>, text: &str, spot: &Spot, apart: Option<&str>) -> Markup {
    let paused = prose::pause(context);
    let said = context.said(spot, text);
    let counts = paused.counts();
    prose::resume(context, paused);
    let one_paragraph = matches!(said.nodes().as_ref(), [Node::Paragraph(_)] | []);
    if let Some(help) = apart.filter(|_| !one_paragraph) {
        let message = "this idea in Easy Read is more than one paragraph";
        let fault = Diagnostic::new(Rule::EasyReadIdeas, spot.at(), message).label("several ideas");
        context.fault(fault.help(help));
        return said;
    }
    if counts {
        judge(context, &said.plain(), spot, apart);
    }
    said
}

fn judge(context: &mut Context<'_>, text: &str, spot: &Spot, apart: Option<&str>) {
    let (long, sentences, hard) = prose::hard(context, text, limits::EASY_SENTENCE, limits::EASY_WORD);
    if let Some((sentence, many)) = long {
        let message = format!("this sentence in Easy Read has {many} words");
        let piece: String = sentence.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
        let fault = Diagnostic::new(Rule::EasyReadSentence, spot.inside(&piece), message);
        let label = format!("at most {} are easy to read", limits::EASY_SENTENCE);
        context.fault(fault.label(label).help("make two sentences of it, and leave out what is not needed"));
    }
    if let Some(word) = hard {
        let message = format!("the word `{word}` is long for Easy Read");
        let fault = Diagnostic::new(Rule::EasyReadWord, spot.inside(word), message);
        let label = format!("at most {} letters", limits::EASY_WORD);
        context
            .fault(fault.label(label).help("take an easier word, or say in the next sentence what it means"));
    }
    if let Some(help) = apart.filter(|_| sentences > limits::EASY_SENTENCES) {
        let message = format!("this idea in Easy Read has {}", say::many(sentences, "sentence"));
        let fault = Diagnostic::new(Rule::EasyReadIdeas, spot.at(), message);
        context.fault(fault.label(format!("at most {}", limits::EASY_SENTENCES)).help(help));
    }
}

/// The place among the page's blocks of one that stands in the version too; it comes behind the one before.
fn same(
    context: &mut Context<'_>,
    id: &str,
    ids: &[Option<&str>],
    last: Option<usize>,
    spot: &Spot,
) -> Option<usize> {
    let Some(place) = ids.iter().position(|one| *one == Some(id)) else {
        let known = ids.iter().copied().flatten();
        context.unknown(Rule::EasyReadUnknown, spot.at(), "block of this page", id, known);
        return None;
    };
    if last.is_some_and(|last| place <= last) {
        let message = match last == Some(place) {
            true => format!("`{id}` stands twice in this version"),
            false => format!("`{id}` stands earlier on the page than in this version"),
        };
        let fault = Diagnostic::new(Rule::EasyReadOrder, spot.at(), message).label("not in the page's order");
        context.fault(
            fault.help("put the blocks of the page in the order in which they stand there, once each"),
        );
        return None;
    }
    Some(place)
}

/// That what must be done on the page stands in the version.
fn left_out(context: &mut Context<'_>, blocks: &[Block], easy: &EasyRead, spot: &Spot) {
    let questions = || {
        blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Question(question) => Some(question),
            _ => None,
        })
    };
    let stands_in =
        |question: &Question| questions().any(|other| other.alternative.as_ref() == Some(&question.id));
    for (at, block) in blocks.iter().enumerate() {
        let needed = match &block.kind {
            BlockKind::Question(own) => own.required && !stands_in(own),
            BlockKind::Scenario(own) => own.required,
            _ => false,
        };
        if let Some(id) = name_of(block).filter(|_| needed && easy.same().all(|one| one != at)) {
            let message = format!("`{id}` is not in the Easy Read version of its page");
            let fault = Diagnostic::new(Rule::EasyReadLeftOut, spot.at(), message);
            context.fault(
                fault
                    .label("the page is not done without it")
                    .help(format!("add `Same(\"{id}\")` where it belongs")),
            );
        }
    }
}

/// Whether a version is of the words that stand in its file now. Those of a course in another language were held against
/// the words that it was translated from.
fn is_fresh(context: &mut Context<'_>, of: &str, id: &str, spot: &Spot, what: &str) -> bool {
    if context.translation.is_some() {
        return true;
    }
    let file = spot.file();
    if !context.easy_of.contains_key(&file) {
        let source = context.sources.values().find(|source| *source.name() == *file);
        let found = source.map(|source| vary::easy_of(source.text())).unwrap_or_default();
        let by_id = found.into_iter().map(|EasyAt { id, hash, .. }| (id, hash));
        context.easy_of.insert(file.clone(), by_id.collect());
    }
    // What cannot be found was mended while it was read, and that was told.
    let Some(now) = context.easy_of[&file].get(id) else { return true };
    if now == of {
        return true;
    }
    let (message, label) = match of {
        "" => {
            (format!("the Easy Read version of the {what} `{id}` does not say of which words it is"), "empty")
        }
        _ => {
            (format!("the {what} `{id}` has changed since its Easy Read version was made"), "of other words")
        }
    };
    let help = format!(
        "read it beside the {what}, mend what no longer fits, and write `of: \"{now}\"`; it is not shown before"
    );
    context.fault(Diagnostic::new(Rule::EasyReadStale, spot.at(), message).label(label).help(help));
    false
}

/// Writes into versions that say nothing of it yet that they are of the words that stand there now; the files that change.
/// What is said there is never replaced.
#[must_use]
pub fn bind_easy(input: &Input) -> Vec<Bound> {
    let own = |path: &&String| path.starts_with("modules/") || path.starts_with("banks/");
    input.files.iter().filter(|(path, _)| own(path)).filter_map(bound).collect()
}

fn bound((path, given): (&String, &Given)) -> Option<Bound> {
    let text = text_of(path, given).ok()?;
    let (mut edits, mut blocks) = (Vec::new(), Vec::new());
    for EasyAt { id, hash, of } in vary::easy_of(&text) {
        let Some((span, _)) = of.filter(|(_, said)| said.is_empty()) else { continue };
        edits.push(Edit { old: span, put: vec![Put::From(0, 0, format!("\"{hash}\""))] });
        blocks.push(id);
    }
    // A version of a page comes before those of its questions, or behind them.
    edits.sort_by_key(|edit| edit.old.start);
    (!edits.is_empty()).then(|| Bound {
        path: path.clone(),
        house: None,
        text: patch(&text, edits).text,
        blocks,
    })
}

/// What a block as it is written is called: by `Named`, or by an id of its own.
fn id_of(block: &RawBlock) -> Option<&str> {
    match block {
        RawBlock::Named(id, _) => Some(id),
        RawBlock::For(_, inner) => id_of(inner),
        RawBlock::Question(own) => Some(&own.id),
        RawBlock::Scenario(own) => Some(&own.id),
        RawBlock::Pledge(own) => Some(&own.id),
        RawBlock::Poll(own) => Some(&own.id),
        RawBlock::Questionnaire(own) => Some(&own.id),
        RawBlock::Reflection(own) => Some(&own.id),
        RawBlock::Story(own) => own.id.as_deref(),
        _ => None,
    }
}

/// What a block is called.
fn name_of(block: &Block) -> Option<&str> {
    block.id.as_ref().map(|id| id.as_str()).or_else(|| block.kind.own_id())
}

/// Takes out of every language, everywhere, what is not in Easy Read in the course's own: what is of older words there is
/// of older words in all.
pub(super) fn in_all(course: &Course, languages: &mut [Course], places: &mut [Tailored]) {
    languages.iter_mut().for_each(|other| as_in(course, other));
    for place in places {
        let own = &place.course;
        place.languages.iter_mut().for_each(|other| as_in(own, other));
    }
}

fn as_in(own: &Course, other: &mut Course) {
    let missing = |page: &crate::course::Page| page.easy_read.is_none();
    let pages: Vec<_> = own.pages().filter(|page| missing(page)).map(|page| page.id.clone()).collect();
    let worded: Vec<_> =
        questions(own).filter(|one| one.easy_read.is_some()).map(|question| question.id.clone()).collect();
    let worded_here =
        |id: &ModuleId| own.modules.iter().any(|module| module.id == *id && module.easy_read.is_some());
    for module in &mut other.modules {
        if !worded_here(&module.id) {
            module.easy_read = None;
        }
    }
    for page in other.modules.iter_mut().flat_map(|module| &mut module.pages) {
        if pages.contains(&page.id) {
            page.easy_read = None;
        }
        for block in &mut page.blocks {
            if let BlockKind::Question(question) = &mut block.kind
                && !worded.contains(&question.id)
            {
                question.easy_read = None;
            }
        }
    }
    for question in other.test.iter_mut().flat_map(|test| &mut test.bank.questions) {
        if !worded.contains(&question.id) {
            question.easy_read = None;
        }
    }
}

/// Every question of a course that can have an easy wording which is shown.
fn questions(course: &Course) -> impl Iterator<Item = &Question> {
    let on_pages = course.pages().flat_map(|page| &page.blocks).filter_map(|block| match &block.kind {
        BlockKind::Question(question) => Some(question),
        _ => None,
    });
    on_pages.chain(course.test.iter().flat_map(|test| &test.bank.questions))
}
