//! One question as a question bank knows it.

use bona_engine::course::{
    Markup, Matching, Number, Question, QuestionKind, QuestionOption, ShortText, Sorting, Spotting,
};

use super::{Loss, plain, rich};
use crate::markup::escape;
use crate::strings::Words;

/// Characters of a question's name, by which people find it in a bank.
const NAME_MAX: usize = 80;

/// A question.
pub(crate) struct Item {
    /// Its id in the course: the same in every edition.
    pub(crate) id: String,
    /// The beginning of what is asked, in plain words.
    pub(crate) name: String,
    /// Id of the outcome that it asks.
    pub(crate) outcome: String,
    pub(crate) ask_html: String,
    /// Said once it is done, whatever was answered.
    pub(crate) after_html: Option<String>,
    /// How much it counts, 1 to 10.
    pub(crate) weight: u32,
    pub(crate) kind: Kind,
}

/// How it is answered.
pub(crate) enum Kind {
    /// One of these is right.
    One { choices: Vec<Choice>, keep_order: bool },
    /// Some of these are right; `each` tells whether every choice earns its part.
    Several { choices: Vec<Choice>, keep_order: bool, each: bool },
    /// A statement, and the course's own words for true and false.
    Truth { answer: bool, why_html: String, words: [String; 2] },
    /// What belongs to what, and right sides that fit nothing; `each` as above.
    Pairs { pairs: Vec<Paired>, extra: Vec<String>, each: bool },
    /// A word or a few, typed.
    Text { accept: Vec<Accepted>, otherwise_html: String, hint: Option<String> },
    /// A number, typed.
    Number(Numeric),
}

/// Something to choose.
pub(crate) struct Choice {
    pub(crate) id: String,
    pub(crate) text_html: String,
    pub(crate) right: bool,
    pub(crate) why_html: String,
}

/// A left side, and in plain words what belongs to it.
pub(crate) struct Paired {
    pub(crate) left_html: String,
    pub(crate) right: String,
}

/// An answer that is right, in every way to write it.
pub(crate) struct Accepted {
    pub(crate) texts: Vec<String>,
    pub(crate) why_html: String,
}

/// A number; all values are whole, in units of 10 to the power of minus `places`.
pub(crate) struct Numeric {
    pub(crate) places: u32,
    pub(crate) from: i64,
    pub(crate) to: i64,
    pub(crate) why_html: String,
    pub(crate) otherwise_html: Option<String>,
}

impl Item {
    /// A question as banks know it; `None` where no format has its kind, which is a loss.
    pub(super) fn of(question: &Question, say: &Words, losses: &mut Vec<Loss>) -> Option<Self> {
        let mut texts = Texts { id: question.id.as_str(), cut: false, losses };
        let mut ask_html = texts.rich(&question.ask);
        let mut after_html = question.because.as_ref().map(|text| texts.rich(text));
        let kind = match &question.kind {
            QuestionKind::SingleChoice { options, keep_order } => {
                Kind::One { choices: texts.choices(options), keep_order: *keep_order }
            }
            QuestionKind::MultipleChoice { options, marks, keep_order } => Kind::Several {
                choices: texts.choices(options),
                keep_order: *keep_order,
                each: *marks == bona_engine::course::Marks::PerPart,
            },
            QuestionKind::TrueFalse { answer, because } => {
                let words = ["true", "false"].map(|key| say[key].to_owned());
                Kind::Truth { answer: *answer, why_html: texts.rich(because), words }
            }
            QuestionKind::Matching(own) => texts.matching(own, &mut after_html),
            QuestionKind::SortIntoGroups(own) => texts.sorting(own, &mut after_html),
            QuestionKind::ShortText(own) => texts.typed(own),
            QuestionKind::Number(own) => texts.number(own, &mut ask_html),
            QuestionKind::SpotTheWords(own) => texts.spotting(own, &mut ask_html),
            QuestionKind::Ordering(_) => {
                texts.lost("things cannot be put in order; the question is not carried");
                return None;
            }
            QuestionKind::Likert(_) => {
                texts.lost("an opinion has no right answer; the question is not carried");
                return None;
            }
        };
        if let Some(note) = &question.content_note {
            let note = texts.rich(note);
            ask_html = format!("<p><strong>{}</strong></p>{note}{ask_html}", escape(say["before"]));
            texts.lost("its content note stands in front of what is asked, and nothing can be skipped");
        }
        if let Some(other) = &question.alternative {
            texts.lost(&format!("that `{other}` may be taken instead is not carried"));
        }
        if texts.cut {
            texts.lost("links into the course are plain words");
        }
        let name = named(&plain(&question.ask));
        let (id, outcome) = (question.id.to_string(), question.outcome.to_string());
        Some(Self { id, name, outcome, ask_html, after_html, weight: question.weight, kind })
    }
}

/// The first words of what is asked.
fn named(words: &str) -> String {
    if words.chars().count() <= NAME_MAX {
        return words.to_owned();
    }
    let mut name: String = words.chars().take(NAME_MAX - 1).collect();
    if let Some(end) = name.rfind(' ') {
        name.truncate(end);
    }
    name + "…"
}

/// The texts of one question, and what was lost of them.
struct Texts<'a> {
    id: &'a str,
    /// Whether a link into the course became plain words.
    cut: bool,
    losses: &'a mut Vec<Loss>,
}

impl Texts<'_> {
    fn lost(&mut self, says: &str) {
        self.losses.push(Loss::new("question", self.id, says));
    }

    fn rich(&mut self, text: &Markup) -> String {
        let (html, cut) = rich(text);
        self.cut |= cut;
        html
    }

    /// A text as HTML, or nothing.
    fn maybe(&mut self, text: Option<&Markup>) -> Option<String> {
        text.map(|text| self.rich(text))
    }

    fn choices(&mut self, options: &[QuestionOption]) -> Vec<Choice> {
        let choice = |option: &QuestionOption| Choice {
            id: option.id.to_string(),
            text_html: self.rich(&option.text),
            right: option.right,
            why_html: self.rich(&option.because),
        };
        options.iter().map(choice).collect()
    }

    fn matching(&mut self, own: &Matching, after: &mut Option<String>) -> Kind {
        let mut reasons = vec![self.rich(&own.because)];
        let mut pairs = Vec::new();
        for pair in &own.pairs {
            pairs.push(Paired { left_html: self.rich(&pair.left), right: plain(&pair.right) });
            if let Some(why) = self.maybe(pair.because.as_ref()) {
                reasons.push(format!("<p><strong>{}</strong></p>{why}", escape(&plain(&pair.left))));
            }
        }
        if reasons.len() > 1 {
            self.lost("the reasons of its pairs are said together, once it is done");
        }
        behind(after, &reasons);
        let extra = own.extra.iter().map(|extra| plain(&extra.text)).collect();
        Kind::Pairs { pairs, extra, each: own.marks == bona_engine::course::Marks::PerPart }
    }

    fn sorting(&mut self, own: &Sorting, after: &mut Option<String>) -> Kind {
        let mut reasons = Vec::new();
        let mut pairs = Vec::new();
        for item in &own.items {
            let right = own.groups[item.group].title.clone();
            pairs.push(Paired { left_html: self.rich(&item.text), right });
            let why = self.rich(&item.because);
            reasons.push(format!("<p><strong>{}</strong></p>{why}", escape(&plain(&item.text))));
        }
        self.lost("sorting into groups is matching, and its reasons are said together, once it is done");
        behind(after, &reasons);
        Kind::Pairs { pairs, extra: Vec::new(), each: own.marks == bona_engine::course::Marks::PerPart }
    }

    fn typed(&mut self, own: &ShortText) -> Kind {
        let accept = own
            .accept
            .iter()
            .map(|one| Accepted { texts: one.texts.clone(), why_html: self.rich(&one.because) });
        let accept = accept.collect();
        self.lost(
            "an answer counts only if it is spelt as one of those that are listed, whatever its capitals",
        );
        Kind::Text { accept, otherwise_html: self.rich(&own.otherwise), hint: own.hint.clone() }
    }

    fn number(&mut self, own: &Number, ask: &mut String) -> Kind {
        if let Some(unit) = &own.unit {
            ask.push_str(&format!("<p>({})</p>", escape(unit)));
        }
        self.lost("the smallest and the largest number that can be typed are not carried");
        Kind::Number(Numeric {
            places: own.places,
            from: own.from,
            to: own.to,
            why_html: self.rich(&own.because),
            otherwise_html: self.maybe(own.otherwise.as_ref()),
        })
    }

    /// A passage with pieces to mark becomes the passage, and the pieces to choose from.
    fn spotting(&mut self, own: &Spotting, ask: &mut String) -> Kind {
        ask.push_str(&self.rich(&own.passage));
        self.lost("words to spot in a passage are choices below it");
        let choice = |spot: &bona_engine::course::Spot| Choice {
            id: spot.id.to_string(),
            text_html: format!("<p>{}</p>", escape(&spot.text)),
            right: spot.right,
            why_html: self.rich(&spot.because),
        };
        let choices = own.words.iter().map(choice).collect();
        Kind::Several { choices, keep_order: true, each: own.marks == bona_engine::course::Marks::PerPart }
    }
}

/// Puts reasons behind what is said once the question is done.
fn behind(after: &mut Option<String>, reasons: &[String]) {
    let whole = reasons.concat();
    *after = Some(after.take().unwrap_or_default() + &whole);
}

impl Numeric {
    /// A value as people write it, with a point.
    pub(crate) fn written(value: i64, places: u32) -> String {
        let places = usize::try_from(places).expect("at most 7 digits");
        let sign = if value < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", value.unsigned_abs(), width = places + 1);
        let (whole, part) = digits.split_at(digits.len() - places);
        if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
    }

    /// The middle of what is right, and how far from it is still right.
    pub(crate) fn middle(&self) -> (String, String) {
        // One digit more holds every half.
        let (from, to) = (self.from * 10, self.to * 10);
        let one = |value| {
            let text = Self::written(value, self.places + 1);
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        };
        (one((from + to) / 2), one((to - from) / 2))
    }
}
