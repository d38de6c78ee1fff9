//! The opinions of a part that measures, as the templates see them. What is chosen is read from the page itself by the
//! script that makes the answer code; nothing else has it.

use bona_engine::course::{Completion, Course, OpinionScale, OpinionSet, Opinions};
use bona_engine::slots::PREFER_NOT;
use serde::Serialize;

use super::asked::points;
use super::places::{row, turn};
use super::{OPINIONS, Row, To, Turn};
use crate::markup::{html, inline};
use crate::strings::Words;

/// The page of opinions.
#[derive(Serialize)]
pub(crate) struct OpinionsView {
    place: &'static str,
    label: String,
    title: String,
    rows: Vec<Row>,
    sets: Vec<SetView>,
    own_code: bool,
    turn: Turn,
}

#[derive(Serialize)]
struct SetView {
    lead_html: String,
    statements: Vec<StatementView>,
    points: Vec<PointView>,
}

#[derive(Serialize)]
struct StatementView {
    id: String,
    text_html: String,
}

#[derive(Serialize)]
struct PointView {
    id: String,
    text: String,
}

/// The opinions that a package asks: those of a part; the course itself asks none.
pub(crate) fn asked(course: &Course) -> Option<&Opinions> {
    let part = course.completion == Completion::HandedIn;
    course.measure.as_ref().filter(|_| part)?.opinions.as_ref()
}

/// The page of opinions.
pub(crate) fn opinions(own: &Opinions, steps: &[To], say: &Words) -> OpinionsView {
    OpinionsView {
        place: OPINIONS,
        label: say["opinions_label"].to_owned(),
        title: say["opinions_title"].to_owned(),
        rows: vec![
            row(say["opinions_now"], say["opinions_now.text"]),
            row(say["opinions_later"], say["opinions_later.text"]),
            row(say["opinions_sees"], &own.who_sees),
        ],
        sets: own.sets.iter().map(|set| sheet(set, say)).collect(),
        own_code: own.own_code,
        turn: turn(steps, OPINIONS, say),
    }
}

fn sheet(set: &OpinionSet, say: &Words) -> SetView {
    let words: Vec<&str> = match &set.scale {
        OpinionScale::Agreement5 => points("agreement_5", 5, say),
        OpinionScale::Agreement7 => points("agreement_7", 7, say),
        OpinionScale::Frequency5 => points("frequency_5", 5, say),
        OpinionScale::Answers(answers) => answers.iter().map(|answer| answer.text.as_str()).collect(),
    };
    let own = set.scale.ids().into_iter().zip(words);
    let points = own.chain([(PREFER_NOT.to_owned(), say["asked_rather_not"])]);
    SetView {
        lead_html: html(&set.lead),
        statements: set
            .statements
            .iter()
            .map(|one| StatementView { id: one.id.to_string(), text_html: inline(&one.text) })
            .collect(),
        points: points.map(|(id, text)| PointView { id, text: text.to_owned() }).collect(),
    }
}
