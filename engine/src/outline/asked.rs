//! Questions as things: what is asked, then everything that can be chosen, with its key and its feedback.

use super::lines::Lines;
use super::walk::Walk;
use crate::course::{Accept, Marks, Markup, Number, Question, QuestionKind, Scale};
use crate::id::OptionId;

impl Walk {
    /// Adds a question and everything in it.
    pub(super) fn question(&mut self, question: &Question, above: usize) {
        let (kind, marks) = kind_of(&question.kind);
        let mut lines = Lines::default()
            .maybe_text("Content note", question.content_note.as_ref())
            .text("Asked", &question.ask)
            .say("Kind", kind)
            .say("Outcome", question.outcome.as_str())
            .maybe("Points", marks.map(|marks| points(marks).to_owned()).as_ref())
            .maybe("Asked instead of it", question.alternative.as_ref().map(ToString::to_string).as_ref());
        lines = whole(lines, &question.kind).maybe_text("Said at the end", question.because.as_ref());
        let at = self.named("Question", question.id.to_string(), Some(above), lines);
        self.easy_question(question, at);
        self.parts(question, at);
    }

    fn parts(&mut self, question: &Question, at: usize) {
        let mut part = |what: &'static str, id: &OptionId, lines: Lines| {
            let own = self.named(what, format!("{}.{id}", question.id), Some(at), lines);
            self.easy_option(question, id, own);
        };
        match &question.kind {
            QuestionKind::SingleChoice { options, .. } | QuestionKind::MultipleChoice { options, .. } => {
                for one in options {
                    part("Option", &one.id, marked(&one.text, one.right).text("Feedback", &one.because));
                }
            }
            QuestionKind::Matching(own) => {
                for one in &own.pairs {
                    let lines = Lines::default().text("Given", &one.left).text("Belongs to it", &one.right);
                    part("Pair", &one.id, lines.maybe_text("Feedback", one.because.as_ref()));
                }
                for one in &own.extra {
                    part("Fits nothing", &one.id, Lines::default().text("", &one.text));
                }
            }
            QuestionKind::SortIntoGroups(own) => {
                for one in &own.groups {
                    part("Group", &one.id, Lines::default().heading(&one.title));
                }
                for one in &own.items {
                    let group = own.groups.get(one.group).map_or("", |group| group.title.as_str());
                    let lines = Lines::default().text("", &one.text).say("Belongs to", group);
                    part("To be sorted", &one.id, lines.text("Feedback", &one.because));
                }
            }
            QuestionKind::Ordering(own) => {
                for (place, one) in own.items.iter().enumerate() {
                    let lines =
                        Lines::default().text("", &one.text).say("Right place", &(place + 1).to_string());
                    part("To be ordered", &one.id, lines.maybe_text("Feedback", one.because.as_ref()));
                }
            }
            QuestionKind::ShortText(own) => {
                for Accept { id, texts, because } in &own.accept {
                    let lines = Lines::default().list("Right answers", texts);
                    part("Answer", id, lines.text("Feedback", because));
                }
            }
            QuestionKind::Likert(own) => {
                for one in &own.statements {
                    part("Statement", &one.id, Lines::default().text("", &one.text));
                }
            }
            QuestionKind::SpotTheWords(own) => {
                for one in &own.words {
                    let lines = marked(&Markup::paragraph(one.text.clone()), one.right);
                    part("Words to spot", &one.id, lines.text("Feedback", &one.because));
                }
            }
            QuestionKind::TrueFalse { .. } | QuestionKind::Number(_) => {}
        }
    }
}

fn kind_of(kind: &QuestionKind) -> (&'static str, Option<Marks>) {
    match kind {
        QuestionKind::SingleChoice { .. } => ("one answer is right", None),
        QuestionKind::MultipleChoice { marks, .. } => ("every right answer is to be chosen", Some(*marks)),
        QuestionKind::TrueFalse { .. } => ("true or false", None),
        QuestionKind::Matching(own) => ("what belongs to what", Some(own.marks)),
        QuestionKind::SortIntoGroups(own) => ("to be sorted into groups", Some(own.marks)),
        QuestionKind::Ordering(own) => ("to be put in order", Some(own.marks)),
        QuestionKind::ShortText(_) => ("words to be typed", None),
        QuestionKind::Number(_) => ("a number to be typed", None),
        QuestionKind::Likert(_) => ("an opinion, never scored", None),
        QuestionKind::SpotTheWords(own) => ("words to be spotted", Some(own.marks)),
    }
}

fn points(marks: Marks) -> &'static str {
    match marks {
        Marks::All => "one, if everything is right",
        Marks::PerPart => "one for each part that is right",
    }
}

/// What a question says itself, its parts apart.
fn whole(lines: Lines, kind: &QuestionKind) -> Lines {
    match kind {
        QuestionKind::SingleChoice { .. }
        | QuestionKind::MultipleChoice { .. }
        | QuestionKind::SortIntoGroups(_) => lines,
        QuestionKind::TrueFalse { answer, because } => {
            lines.say("Right answer", if *answer { "true" } else { "false" }).text("Feedback", because)
        }
        QuestionKind::Matching(own) => lines.text("Feedback", &own.because),
        QuestionKind::Ordering(own) => lines.text("Feedback", &own.because),
        QuestionKind::ShortText(own) => {
            lines.maybe("Hint", own.hint.as_ref()).text("Feedback to any other answer", &own.otherwise)
        }
        QuestionKind::Number(own) => number(lines, own),
        QuestionKind::Likert(own) => {
            let words = match &own.scale {
                Scale::Agreement5 => "from strongly disagree to strongly agree, in five steps".to_owned(),
                Scale::Agreement7 => "from strongly disagree to strongly agree, in seven steps".to_owned(),
                Scale::Frequency5 => "from never to always, in five steps".to_owned(),
                Scale::Words(words) => words.join(", "),
            };
            lines.say("Scale", &words)
        }
        QuestionKind::SpotTheWords(own) => lines.text("Passage", &own.passage),
    }
}

fn number(lines: Lines, own: &Number) -> Lines {
    let unit = own.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let shown = |value: i64| decimal(value, own.places);
    let right = if own.from == own.to {
        format!("{}{unit}", shown(own.from))
    } else {
        format!("{} to {}{unit}", shown(own.from), shown(own.to))
    };
    lines
        .say("Right answer", &right)
        .text("Feedback", &own.because)
        .maybe_text("Feedback to any other answer", own.otherwise.as_ref())
}

/// A whole number in units of 10 to the power of minus `places`.
fn decimal(value: i64, places: u32) -> String {
    let (sign, digits) = (if value < 0 { "-" } else { "" }, value.unsigned_abs().to_string());
    let places = places as usize;
    let digits = format!("{digits:0>width$}", width = places + 1);
    let (whole, rest) = digits.split_at(digits.len() - places);
    if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

fn marked(text: &Markup, right: bool) -> Lines {
    Lines::default().text("", text).say("Key", if right { "right" } else { "not right" })
}
