//! The shipped courses as tests read them: checked, with an edit where one is wanted, and as a script of all that
//! a learner reads.

use std::path::Path;

use bona_engine::check::{Given, HouseFile, HouseList, Input, Media, Options, check};
use bona_engine::course::{BlockKind, Course, Fact, Line, Markup, Question, QuestionKind, Scenario, Scene};
use bona_tests::{TESTS, read_folder};

/// A shipped course, with one edit in one of its files.
pub(crate) fn course(name: &str, edit: Option<(&str, &str, &str)>) -> Course {
    let shipped = Path::new(TESTS).join("../courses");
    let mut input = Input { folder: name.into(), ..Input::default() };
    for (path, bytes) in read_folder(&shipped.join(name)) {
        let path = path.to_string_lossy().into_owned();
        if let Some(picture) = path.strip_prefix("media/") {
            let media = Media { bytes: bytes.len() as u64, head: bytes, cut_off: false };
            input.media.insert(picture.to_owned(), media);
            continue;
        }
        let mut text = String::from_utf8(bytes).expect("what is no picture of a course of ours is text");
        if let Some((_, from, to)) = edit.filter(|(file, ..)| *file == path) {
            assert!(text.contains(from), "{path} holds `{from}`");
            text = text.replacen(from, to, 1);
        }
        input.files.insert(path, Given::Bytes(text.into_bytes()));
    }
    for (file, lists) in [
        ("sources.ron", HouseList::Sources),
        ("facts.ron", HouseList::Facts),
        ("support.ron", HouseList::Support),
        ("terms.ron", HouseList::Terms),
        ("frameworks.ron", HouseList::Frameworks),
        ("people.ron", HouseList::People),
        ("variables.ron", HouseList::Variables),
    ] {
        let bytes = std::fs::read(shipped.join("house").join(file)).expect("the house has its lists");
        input.house.push(HouseFile { name: file.into(), lists, given: Given::Bytes(bytes) });
    }
    let checked = check(&input, &Options::default());
    checked.value.unwrap_or_else(|| panic!("{name}: {:?}", checked.diagnostics))
}

/// A text that the learner reads, and what it is part of.
pub(crate) struct Said {
    /// Its words.
    pub(crate) words: String,
    /// Whether it is something to do.
    pub(crate) practice: bool,
    /// Whether it is a fact or a quotation, with its source.
    pub(crate) fact: bool,
}

/// Everything of a course that is read, in order.
#[derive(Default)]
struct Script(Vec<Said>);

impl Script {
    fn say(&mut self, words: impl Into<String>, practice: bool, fact: bool) {
        self.0.push(Said { words: words.into(), practice, fact });
    }

    fn practise(&mut self, text: &Markup) {
        self.say(text.plain(), true, false);
    }

    fn question(&mut self, question: &Question) {
        self.practise(&question.ask);
        if let QuestionKind::TrueFalse { because, .. } = &question.kind {
            self.practise(because);
        }
        for option in options(question) {
            self.practise(&option.0);
            self.practise(&option.1);
        }
        question.because.iter().for_each(|because| self.practise(because));
    }

    fn lines(&mut self, lines: &[Line]) {
        for line in lines {
            match line {
                Line::Narrator(text) | Line::Person { said: text, .. } => self.practise(text),
            }
        }
    }

    fn scene(&mut self, scenario: &Scenario) {
        self.practise(&scenario.intro);
        for scene in &scenario.scenes {
            match scene {
                Scene::Decision(node) => {
                    self.lines(&node.says);
                    self.say(&*node.ask, true, false);
                    for choice in &node.choices {
                        self.practise(&choice.text);
                        choice.because.iter().for_each(|because| self.practise(because));
                    }
                }
                Scene::Ending(ending) => {
                    self.lines(&ending.says);
                    self.practise(&ending.looking_back);
                }
            }
        }
    }

    fn block(&mut self, block: &BlockKind) {
        match block {
            BlockKind::Text(text) | BlockKind::Note { text, .. } => self.say(text.plain(), false, false),
            BlockKind::Details { summary, text } => {
                self.say(&**summary, false, false);
                self.say(text.plain(), false, false);
            }
            BlockKind::Fact(Fact { claim, note, .. }) => {
                self.say(claim.plain(), false, true);
                note.iter().for_each(|note| self.say(note.plain(), false, true));
            }
            BlockKind::DoDont(pairs) => {
                for pair in pairs {
                    [&pair.of, &pair.say, &pair.because]
                        .iter()
                        .for_each(|text| self.say(text.plain(), false, false));
                }
            }
            BlockKind::Question(question) => self.question(question),
            BlockKind::Scenario(scenario) => self.scene(scenario),
            BlockKind::Pledge(pledge) => {
                self.say(&*pledge.ask, true, false);
                pledge.choose.iter().for_each(|choice| self.say(&**choice, true, false));
            }
            BlockKind::Story(story) => self.say(story.text.plain(), false, false),
            BlockKind::Steps(steps) => {
                steps.iter().for_each(|step| self.say(step.text.plain(), false, false));
            }
            BlockKind::Signpost(signpost) => self.say(signpost.text.plain(), false, false),
            BlockKind::Quote(quote) => self.say(quote.text.plain(), false, true),
            BlockKind::Poll(poll) => {
                self.say(&*poll.ask, true, false);
                self.say(poll.note.plain(), false, false);
            }
            BlockKind::Reflection(asked) => self.say(&*asked.ask, true, false),
            // Pictures, recordings and lists hold no running text of the course.
            _ => {}
        }
    }
}

/// The pages of a course as they are read; with the banks behind them if asked for.
pub(crate) fn script(course: &Course, bank: bool) -> Vec<Said> {
    let mut script = Script::default();
    for page in course.pages() {
        script.say(&*page.title, false, false);
        page.blocks.iter().for_each(|block| script.block(&block.kind));
    }
    if bank {
        banks(course).for_each(|question| script.question(question));
    }
    script.0
}

/// The options of a question: what is read, why, and whether it is right.
pub(crate) fn options(question: &Question) -> Vec<(Markup, Markup, bool)> {
    match &question.kind {
        QuestionKind::SingleChoice { options, .. } | QuestionKind::MultipleChoice { options, .. } => {
            options.iter().map(|o| (o.text.clone(), o.because.clone(), o.right)).collect()
        }
        _ => Vec::new(),
    }
}

/// The blocks of all pages.
pub(crate) fn blocks(course: &Course) -> impl Iterator<Item = &BlockKind> {
    course.pages().flat_map(|page| &page.blocks).map(|block| &block.kind)
}

/// Every question of the banks: of the test, and of the two forms of the measurement.
pub(crate) fn banks(course: &Course) -> impl Iterator<Item = &Question> {
    let forms = course.measure.iter().flat_map(|measure| [&measure.form_a, &measure.form_b]);
    course.test.iter().map(|test| &test.bank).chain(forms).flat_map(|bank| &bank.questions)
}

/// Every question of the pages and of the banks.
pub(crate) fn questions(course: &Course) -> Vec<&Question> {
    let pages = blocks(course).filter_map(|block| match block {
        BlockKind::Question(question) => Some(question),
        _ => None,
    });
    pages.chain(banks(course)).collect()
}

/// Names of the courses that are shipped.
pub(crate) fn shipped() -> Vec<String> {
    let folders = std::fs::read_dir(Path::new(TESTS).join("../courses")).expect("there are courses");
    let courses = folders.map(|entry| entry.expect("a readable folder").path());
    let mut names: Vec<String> = courses
        .filter(|folder| folder.join("course.ron").is_file())
        .filter_map(|folder| Some(folder.file_name()?.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    names
}
