//! What leads from one package of a split course into another: links become their words, and behind them stands the part
//! in which the page is, so that nobody meets a link that leads nowhere.
//!
//! Every text of what is packed is gone through here. Invariant: what was turned is told as a loss, and afterwards
//! nothing leads out of the package.

use std::collections::BTreeSet;

use bona_engine::course::{
    BlockKind, Course, EasyBlock, Inline, Line, LinkTo, Markup, Module, Node, Page, Question, QuestionKind,
    Scene, Signpost,
};
use bona_engine::id::PageId;

use crate::exchange::Loss;
use crate::strings::{Words, fill};

/// Turns what leads out of `own`, a part of `whole`, into words; gives what was turned. `all` is how many parts there are.
pub(super) fn in_words(own: &mut Course, whole: &Course, all: usize) -> Vec<Loss> {
    turned(own, whole, Some(all))
}

/// The same in a package that leaves pages out and has no others beside it: a link to one of them becomes its words.
pub(crate) fn without_links(own: &mut Course, whole: &Course) -> Vec<Loss> {
    turned(own, whole, None)
}

fn turned(own: &mut Course, whole: &Course, all: Option<usize>) -> Vec<Loss> {
    let here = own.pages().map(|page| page.id.clone()).collect();
    let mut turn = Turn { whole, all, here, found: BTreeSet::new(), easy: false };
    let mut losses = Vec::new();
    for module in &mut own.modules {
        // It is read on the first page.
        module.summary.iter_mut().for_each(|text| turn.text(text));
        let easy = module.easy_read.iter_mut().flat_map(|easy| &mut easy.summary);
        easy.for_each(|text| turn.easy_text(text));
        for page in &mut module.pages {
            page_texts(page, &mut turn);
            losses.extend(turn.losses("page", page.id.as_str()));
        }
    }
    for question in own.test.iter_mut().flat_map(|test| &mut test.bank.questions) {
        question_texts(question, &mut |text| turn.text(text));
        losses.extend(turn.losses("question", question.id.as_str()));
    }
    losses
}

/// Turns one text after another, and notes which pages are led to no more.
struct Turn<'a> {
    whole: &'a Course,
    /// How many packages there are; `None` where this is the only one.
    all: Option<usize>,
    /// The pages of this package.
    here: BTreeSet<PageId>,
    found: BTreeSet<PageId>,
    /// Whether the text is one in Easy Read.
    easy: bool,
}

impl Turn<'_> {
    /// What was found since it was last asked, as losses of this part of the course.
    fn losses(&mut self, what: &'static str, id: &str) -> Vec<Loss> {
        let found = std::mem::take(&mut self.found);
        let says = |page: &PageId| {
            let module = self.part(page).map_or("", |(_, module)| module.id.as_str());
            let why = match self.all {
                Some(_) => format!("`{module}` is another package"),
                None => "that page is left out".to_owned(),
            };
            let says = format!("its link to the page `{page}` became words, since {why}");
            Loss::new(what, id, says)
        };
        found.iter().map(says).collect()
    }

    /// The number of the part in which a page is, and its module.
    fn part(&self, page: &PageId) -> Option<(usize, &Module)> {
        let holds = |module: &&Module| module.pages.iter().any(|own| own.id == *page);
        (1..).zip(&self.whole.modules).find(|(_, module)| holds(module))
    }

    /// Whether a page is in another package.
    fn elsewhere(&self, page: &PageId) -> bool {
        !self.here.contains(page)
    }

    /// Where to look: ` (Part 2 of 3: On the phone)`; nothing where it can be looked for nowhere.
    fn look(&self, page: &PageId) -> Option<Inline> {
        let course = self.whole;
        let say = Words::of(&course.language);
        let title = |module: &'_ Module| match &module.easy_read {
            Some(easy) if self.easy => easy.title.clone(),
            _ => module.title.clone(),
        };
        let part = self.part(page).map(|(number, module)| (number, title(module)));
        let (number, title) = part.unwrap_or_default();
        let (n, all) = (number.to_string(), self.all?.to_string());
        let part = fill(say["part_of"], &[("n", &n), ("all", &all)]);
        if say.are_in(&course.language) {
            return Some(Inline::Text(format!(" ({part}: {title})")));
        }
        // Where the player has no words in the course's language, it says whose these are.
        let part = Inline::Language(say.language.to_owned(), vec![Inline::Text(part)]);
        Some(Inline::Language(
            course.language.clone(),
            vec![Inline::Text(" (".into()), part, Inline::Text(format!(": {title})"))],
        ))
    }

    fn easy_text(&mut self, text: &mut Markup) {
        self.easy = true;
        self.text(text);
        self.easy = false;
    }

    fn text(&mut self, text: &mut Markup) {
        let nodes = self.nodes(&text.nodes());
        if nodes != *text.nodes() {
            *text = Markup::of(nodes);
        }
    }

    fn nodes(&mut self, nodes: &[Node]) -> Vec<Node> {
        let one = |node: &Node| match node {
            Node::Paragraph(line) => Node::Paragraph(self.line(line)),
            Node::Heading(level, line) => Node::Heading(*level, self.line(line)),
            Node::List { ordered, items } => {
                Node::List { ordered: *ordered, items: items.iter().map(|item| self.nodes(item)).collect() }
            }
            Node::Quote(inner) => Node::Quote(self.nodes(inner)),
        };
        nodes.iter().map(one).collect()
    }

    fn line(&mut self, line: &[Inline]) -> Vec<Inline> {
        let mut out = Vec::new();
        for piece in line {
            match piece {
                Inline::Text(_) | Inline::Break => out.push(piece.clone()),
                Inline::Emphasis(inner) => out.push(Inline::Emphasis(self.line(inner))),
                Inline::Strong(inner) => out.push(Inline::Strong(self.line(inner))),
                Inline::Language(tag, inner) => out.push(Inline::Language(tag.clone(), self.line(inner))),
                Inline::Link(LinkTo::Page(page), inner) if self.elsewhere(page) => {
                    out.extend(self.line(inner));
                    out.extend(self.look(page));
                    self.found.insert(page.clone());
                }
                Inline::Link(to, inner) => out.push(Inline::Link(to.clone(), self.line(inner))),
            }
        }
        out
    }

    /// A signpost's links stand in a list of their own; those that lead elsewhere stand in its text by their titles.
    fn signpost(&mut self, own: &mut Signpost) {
        self.text(&mut own.text);
        let (gone, stay) = own.pages.drain(..).partition::<Vec<_>, _>(|page| self.elsewhere(page));
        own.pages = stay;
        if !gone.is_empty() {
            let item = |page: &PageId| {
                let found = self.whole.pages().find(|known| known.id == *page);
                let title = found.map_or_else(String::new, |known| known.title.clone());
                let line = std::iter::once(Inline::Text(title)).chain(self.look(page)).collect();
                vec![Node::Paragraph(line)]
            };
            let list = Node::List { ordered: false, items: gone.iter().map(item).collect() };
            let nodes = own.text.nodes().iter().cloned().chain([list]).collect();
            own.text = Markup::of(nodes);
            self.found.extend(gone);
        }
    }
}

fn page_texts(page: &mut Page, turn: &mut Turn<'_>) {
    page.content_note.iter_mut().for_each(|text| turn.text(text));
    for block in page.easy_read.iter_mut().flat_map(|easy| &mut easy.blocks) {
        if let EasyBlock::Say { text, .. } = block {
            turn.easy_text(text);
        }
    }
    for block in &mut page.blocks {
        match &mut block.kind {
            BlockKind::Signpost(own) => turn.signpost(own),
            kind => block_texts(kind, &mut |text| turn.text(text)),
        }
    }
}

/// Every text of a block but a signpost's, each once.
fn block_texts(kind: &mut BlockKind, each: &mut dyn FnMut(&mut Markup)) {
    match kind {
        BlockKind::Text(text) | BlockKind::Note { text, .. } | BlockKind::Details { text, .. } => each(text),
        BlockKind::Image(own) => own.caption.iter_mut().for_each(each),
        BlockKind::Fact(own) => {
            each(&mut own.claim);
            own.note.iter_mut().for_each(each);
        }
        BlockKind::DoDont(own) => own.iter_mut().for_each(|one| {
            each(&mut one.of);
            each(&mut one.say);
            each(&mut one.because);
        }),
        BlockKind::Question(own) => question_texts(own, each),
        BlockKind::Scenario(own) => {
            each(&mut own.intro);
            own.scenes.iter_mut().for_each(|scene| scene_texts(scene, each));
        }
        BlockKind::Quote(own) => each(&mut own.text),
        BlockKind::Chart(own) => own.note.iter_mut().for_each(each),
        BlockKind::Table(own) => own.rows.iter_mut().flatten().for_each(each),
        BlockKind::Steps(own) => own.iter_mut().for_each(|step| each(&mut step.text)),
        BlockKind::LabelledImage(own) => {
            own.image.caption.iter_mut().for_each(&mut *each);
            own.labels.iter_mut().for_each(|label| each(&mut label.text));
        }
        BlockKind::Audio(own) => each(&mut own.transcript),
        BlockKind::Video(own) => each(&mut own.transcript),
        BlockKind::Poll(own) => each(&mut own.note),
        BlockKind::Questionnaire(own) => each(&mut own.intro),
        BlockKind::Reflection(own) => own.thoughts.iter_mut().for_each(each),
        BlockKind::Story(own) => each(&mut own.text),
        BlockKind::Signpost(_)
        | BlockKind::Pledge(_)
        | BlockKind::Support(_)
        | BlockKind::Download(_)
        | BlockKind::Term(_) => {}
    }
}

fn scene_texts(scene: &mut Scene, each: &mut dyn FnMut(&mut Markup)) {
    let (note, says) = match scene {
        Scene::Decision(own) => {
            for choice in &mut own.choices {
                each(&mut choice.text);
                choice.because.iter_mut().for_each(&mut *each);
            }
            (&mut own.content_note, &mut own.says)
        }
        Scene::Ending(own) => {
            each(&mut own.looking_back);
            (&mut own.content_note, &mut own.says)
        }
    };
    note.iter_mut().for_each(&mut *each);
    for line in says {
        let (Line::Narrator(text) | Line::Person { said: text, .. }) = line;
        each(text);
    }
}

fn question_texts(question: &mut Question, each: &mut dyn FnMut(&mut Markup)) {
    each(&mut question.ask);
    question.because.iter_mut().chain(&mut question.content_note).for_each(&mut *each);
    if let Some(easy) = &mut question.easy_read {
        each(&mut easy.ask);
        easy.because.iter_mut().for_each(&mut *each);
        easy.options.iter_mut().flat_map(|one| [&mut one.text, &mut one.because]).for_each(&mut *each);
    }
    match &mut question.kind {
        QuestionKind::SingleChoice { options, .. } | QuestionKind::MultipleChoice { options, .. } => {
            options.iter_mut().flat_map(|one| [&mut one.text, &mut one.because]).for_each(each);
        }
        QuestionKind::TrueFalse { because, .. } => each(because),
        QuestionKind::Matching(own) => {
            for pair in &mut own.pairs {
                [&mut pair.left, &mut pair.right].into_iter().chain(&mut pair.because).for_each(&mut *each);
            }
            own.extra.iter_mut().for_each(|extra| each(&mut extra.text));
            each(&mut own.because);
        }
        QuestionKind::SortIntoGroups(own) => {
            own.items.iter_mut().flat_map(|one| [&mut one.text, &mut one.because]).for_each(each);
        }
        QuestionKind::Ordering(own) => {
            for item in &mut own.items {
                std::iter::once(&mut item.text).chain(&mut item.because).for_each(&mut *each);
            }
            each(&mut own.because);
        }
        QuestionKind::ShortText(own) => {
            own.accept.iter_mut().for_each(|one| each(&mut one.because));
            each(&mut own.otherwise);
        }
        QuestionKind::Number(own) => {
            each(&mut own.because);
            own.otherwise.iter_mut().for_each(each);
        }
        QuestionKind::Likert(own) => own.statements.iter_mut().for_each(|one| each(&mut one.text)),
        QuestionKind::SpotTheWords(own) => {
            each(&mut own.passage);
            own.words.iter_mut().for_each(|one| each(&mut one.because));
        }
    }
}
