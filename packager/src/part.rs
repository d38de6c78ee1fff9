//! The parts of a course that are packages of their own: what is asked before it, straight after, and later.
//!
//! A part is a small course made of one form of the measurement: a cover, the questions one after another, and an
//! end that says nothing of right or wrong, since the same form is asked again. It has no pass mark, and it
//! completes when it is handed in (decisions, D-6, D-8, C-S-12).

use bona_engine::answer_code::{Form, part};
use bona_engine::course::{Bank, Completion, Course, Draw, Markup, Measure, Module, Opinions, Test, Wave};
use bona_engine::id::ModuleId;
use bona_engine::measure::{Minutes, Share};

use crate::strings::{Words, fill};

/// What a package holds of a course.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// The course itself.
    #[default]
    Course,
    /// What is asked before it.
    Baseline(QuestionForm),
    /// What is asked straight after it.
    Post(QuestionForm),
    /// What is asked some time later.
    FollowUp(QuestionForm),
}

/// Which of two matching forms is asked. It is fixed when a part is packaged, never drawn: from a score alone
/// nobody could tell which one a learner had (decisions, C-S-12).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionForm {
    /// By default before the course.
    A,
    /// By default straight after it, and later.
    B,
}

impl QuestionForm {
    /// As the command line, file names and records write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
        }
    }
}

impl Part {
    /// As the command line, file names and records write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Course => "course",
            Self::Baseline(_) => "baseline",
            Self::Post(_) => "post",
            Self::FollowUp(_) => "follow-up",
        }
    }

    /// Its form; the course itself has none.
    #[must_use]
    pub fn form(self) -> Option<QuestionForm> {
        match self {
            Self::Course => None,
            Self::Baseline(form) | Self::Post(form) | Self::FollowUp(form) => Some(form),
        }
    }

    /// Which of the three times it is; the course itself is none.
    fn wave(self) -> Option<Wave> {
        match self {
            Self::Course => None,
            Self::Baseline(_) => Some(Wave::Baseline),
            Self::Post(_) => Some(Wave::Post),
            Self::FollowUp(_) => Some(Wave::FollowUp),
        }
    }

    /// The opinions that it asks.
    fn opinions(self, measure: &Measure) -> Option<Opinions> {
        measure.opinions.as_ref()?.at(self.wave()?)
    }

    /// The letters by which an answer code names it, `PB`; the course itself has none.
    pub(crate) fn letters(self) -> Option<String> {
        let form = match self.form()? {
            QuestionForm::A => Form::A,
            QuestionForm::B => Form::B,
        };
        Some(part(self.wave()?, form))
    }

    /// What is put into ids and file names: `main`, `baseline_a`.
    pub(crate) fn mark(self, between: char) -> String {
        match self.form() {
            None => "main".to_owned(),
            Some(form) => format!("{}{between}{}", self.name().replace('-', "_"), form.name()),
        }
    }

    /// The small course of this part; the course itself where that is the part, `None` where it measures nothing.
    pub(crate) fn of(self, course: &Course) -> Option<Course> {
        let Some(form) = self.form() else { return Some(course.clone()) };
        course.measure.as_ref().map(|measure| self.small(course, measure, form))
    }

    fn small(self, course: &Course, measure: &Measure, form: QuestionForm) -> Course {
        let say = Words::of(&course.language);
        let bank: &Bank = match form {
            QuestionForm::A => &measure.form_a,
            QuestionForm::B => &measure.form_b,
        };
        let key = match self {
            Self::Course | Self::Baseline(_) => "part.baseline",
            Self::Post(_) => "part.post",
            Self::FollowUp(_) => "part.follow_up",
        };
        let count = u16::try_from(bank.questions.len()).unwrap_or(u16::MAX);
        let stated = self.opinions(measure).map_or(0, |own| own.statements().count());
        // Statements are read and answered three times as fast.
        let count = count.saturating_add(u16::try_from(stated.div_ceil(3)).unwrap_or(u16::MAX));
        let module = Module {
            id: ModuleId::parse(&self.name().replace('-', "_")).expect("the name of a part is an id"),
            title: say[key].to_owned(),
            // Half a minute a question, and one to begin.
            minutes: Minutes(count.div_ceil(2).saturating_add(1)),
            summary: Some(measure.about.clone().unwrap_or_else(|| Markup::paragraph(say["part.about"]))),
            easy_read: None,
            outcomes: Vec::new(),
            pages: Vec::new(),
        };
        Course {
            title: fill(say["part.title"], &[("course", &course.title), ("part", say[key])]),
            modules: vec![module],
            completion: Completion::HandedIn,
            test: Some(Test {
                bank: bank.clone(),
                draw: Draw::All,
                pass_mark: Share::parse(0.0).expect("nought is a share"),
                attempts: 1,
                check_first: false,
            }),
            measure: self.opinions(measure).map(|own| Measure { opinions: Some(own), ..measure.clone() }),
            // What is asked before and after is asked of everyone.
            roles: Vec::new(),
            sources: Vec::new(),
            ..course.clone()
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
