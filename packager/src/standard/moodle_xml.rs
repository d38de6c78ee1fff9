//! Moodle XML: the questions of a course for a question bank, in one file (LMS sheet, D.12).
//!
//! Each keeps its own id as `idnumber`, by which a later edition is known. Shares of points are those that Moodle
//! knows; what it cannot say stands as a comment at the head and is told to whoever makes the package.

use crate::bundle::{Bundle, Part};
use crate::error::PackError;
use crate::exchange::{Choice, Group, Item, Kind, Loss, Numeric, Questions, penalty, plain_head, share};
use crate::standard::{Job, Standard};
use crate::xml::Xml;

/// The one file.
const FILE: &str = "questions.xml";

/// The standard.
pub(super) struct MoodleXml;

impl Standard for MoodleXml {
    fn name(&self) -> &'static str {
        "moodle-xml"
    }

    fn extension(&self) -> &'static str {
        "xml"
    }

    fn is_played(&self) -> bool {
        false
    }

    fn pack(&self, job: &Job<'_>) -> Result<Bundle, PackError> {
        if !job.identity.further.is_empty() {
            return Err(PackError::OneLanguage("moodle-xml"));
        }
        let mut questions = Questions::of(job.course);
        questions.keep(carried);
        let Questions { groups, mut losses } = questions;
        losses.sort();
        let mut xml = Xml::new();
        plain_head(job.identity, &losses).iter().for_each(|line| xml.comment(line));
        xml.open("quiz", &[]);
        for group in &groups {
            category(job, group, &mut xml);
            group.items.iter().for_each(|item| question(item, &mut xml));
        }
        xml.close();
        let mut bundle = Bundle::with_losses(losses);
        bundle.add(FILE, Part::Bytes(xml.finish()))?;
        Ok(bundle)
    }
}

/// Whether Moodle has such a question, and what it does otherwise than the course.
fn carried(item: &Item, losses: &mut Vec<Loss>) -> bool {
    let mut lost = |says: &str| losses.push(Loss::new("question", &item.id, says));
    match &item.kind {
        Kind::Several { choices, each, .. } => {
            let right = choices.iter().filter(|choice| choice.right).count();
            if share(right).is_none() {
                lost(
                    "Moodle knows no share of the points for so many right choices; the question is not carried",
                );
                return false;
            }
            lost(if *each {
                "right choices share the points, and a wrong one takes its part away"
            } else {
                "right choices share the points, and a wrong one takes them all: some of the right ones earn a part"
            });
            true
        }
        Kind::Pairs { each: false, .. } => {
            lost("each pair earns its part, where the course gives all or nothing");
            true
        }
        _ => true,
    }
}

/// Where the questions that follow belong.
fn category(job: &Job<'_>, group: &Group, xml: &mut Xml) {
    // A stroke parts the steps of the path; one that is meant is written twice.
    let [course, own] = [&job.course.title, &group.title].map(|title| title.replace('/', "//"));
    xml.open("question", &[("type", "category")]);
    text(xml, "category", None, &format!("$course$/top/{course}/{own}"));
    text(xml, "info", Some("html"), "");
    xml.leaf("idnumber", &[], &format!("{}__{}", job.identity.course, group.key));
    xml.close();
}

fn question(item: &Item, xml: &mut Xml) {
    let kind = match &item.kind {
        Kind::One { .. } | Kind::Several { .. } => "multichoice",
        Kind::Truth { .. } => "truefalse",
        Kind::Pairs { .. } => "matching",
        Kind::Text { .. } => "shortanswer",
        Kind::Number(_) => "numerical",
    };
    xml.open("question", &[("type", kind)]);
    text(xml, "name", None, &item.name);
    text(xml, "questiontext", Some("html"), &item.ask_html);
    text(xml, "generalfeedback", Some("html"), item.after_html.as_deref().unwrap_or_default());
    xml.leaf("defaultgrade", &[], &item.weight.to_string());
    // The course takes nothing off for a second try.
    xml.leaf("penalty", &[], "0");
    xml.leaf("hidden", &[], "0");
    xml.leaf("idnumber", &[], &item.id);
    match &item.kind {
        Kind::One { choices, keep_order } => chosen(choices, true, *keep_order, xml),
        Kind::Several { choices, keep_order, .. } => chosen(choices, false, *keep_order, xml),
        Kind::Truth { answer: truth, why_html, .. } => {
            for value in [true, false] {
                let fraction = if value == *truth { "100" } else { "0" };
                answer(xml, fraction, None, if value { "true" } else { "false" }, why_html);
            }
        }
        Kind::Pairs { pairs, extra, .. } => {
            xml.leaf("shuffleanswers", &[], "true");
            said_after(xml);
            let all = pairs.iter().map(|pair| (pair.left_html.as_str(), &pair.right));
            for (left, right) in all.chain(extra.iter().map(|extra| ("", extra))) {
                xml.open("subquestion", &[("format", "html")]);
                xml.leaf("text", &[], left);
                text(xml, "answer", None, right);
                xml.close();
            }
        }
        Kind::Text { accept, otherwise_html, .. } => {
            xml.leaf("usecase", &[], "0");
            for one in accept {
                // A star stands for anything, unless a stroke is in front of it.
                let texts = one.texts.iter().map(|text| text.replace('*', "\\*"));
                texts.for_each(|text| answer(xml, "100", None, &text, &one.why_html));
            }
            answer(xml, "0", None, "*", otherwise_html);
        }
        Kind::Number(own) => number(own, xml),
    }
    if let Kind::Text { hint: Some(hint), .. } = &item.kind {
        text(xml, "hint", Some("plain_text"), hint);
    }
    xml.open("tags", &[]);
    text(xml, "tag", None, &item.outcome);
    xml.close();
    xml.close();
}

fn chosen(choices: &[Choice], single: bool, keep_order: bool, xml: &mut Xml) {
    xml.leaf("single", &[], if single { "true" } else { "false" });
    xml.leaf("shuffleanswers", &[], if keep_order { "false" } else { "true" });
    xml.leaf("answernumbering", &[], "none");
    xml.leaf("showstandardinstruction", &[], "1");
    said_after(xml);
    let right = choices.iter().filter(|choice| choice.right).count();
    let (given, taken) = (share(right).unwrap_or("0"), penalty(choices.len() - right));
    for choice in choices {
        let fraction = match (choice.right, single) {
            (true, _) => given.to_owned(),
            (false, true) => "0".to_owned(),
            (false, false) => format!("-{taken}"),
        };
        answer(xml, &fraction, Some("html"), &choice.text_html, &choice.why_html);
    }
}

fn number(own: &Numeric, xml: &mut Xml) {
    let (middle, off) = own.middle();
    xml.open("answer", &[("fraction", "100"), ("format", "plain_text")]);
    xml.leaf("text", &[], &middle);
    text(xml, "feedback", Some("html"), &own.why_html);
    xml.leaf("tolerance", &[], &off);
    xml.close();
    if let Some(otherwise) = &own.otherwise_html {
        xml.open("answer", &[("fraction", "0"), ("format", "plain_text")]);
        xml.leaf("text", &[], "*");
        text(xml, "feedback", Some("html"), otherwise);
        xml.leaf("tolerance", &[], "0");
        xml.close();
    }
}

/// What is said to any answer: nothing, since each choice has its own reason.
fn said_after(xml: &mut Xml) {
    for name in ["correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"] {
        text(xml, name, Some("html"), "");
    }
}

/// An answer, and what is said to it.
fn answer(xml: &mut Xml, fraction: &str, format: Option<&'static str>, words: &str, why_html: &str) {
    let format = format.unwrap_or("plain_text");
    xml.open("answer", &[("fraction", fraction), ("format", format)]);
    xml.leaf("text", &[], words);
    text(xml, "feedback", Some("html"), why_html);
    xml.close();
}

/// An element with a text in it, and in what format it is.
fn text(xml: &mut Xml, name: &'static str, format: Option<&str>, words: &str) {
    let format = format.map(|format| [("format", format)]);
    xml.open(name, format.as_ref().map_or(&[], |format| format.as_slice()));
    xml.leaf("text", &[], words);
    xml.close();
}

#[cfg(test)]
mod tests;
