//! GIFT: the questions of a course as plain text, which people can read and Moodle takes (LMS sheet, D.12).
//!
//! One line for each part of a question and none that is blank within it. Every sign that GIFT reads as its own is
//! written behind a stroke. Ids stand in comments, as newer Moodle reads them.

use std::fmt::Write as _;

use crate::bundle::{Bundle, Part};
use crate::error::PackError;
use crate::exchange::{Choice, Group, Item, Kind, Loss, Numeric, Questions, penalty, plain_head, share};
use crate::standard::{Job, Standard};

/// The one file.
const FILE: &str = "questions.txt";
/// Fewest pairs that Moodle takes as matching.
const PAIRS_MIN: usize = 3;

/// The standard.
pub(super) struct Gift;

impl Standard for Gift {
    fn name(&self) -> &'static str {
        "gift"
    }

    fn extension(&self) -> &'static str {
        "txt"
    }

    fn is_played(&self) -> bool {
        false
    }

    fn pack(&self, job: &Job<'_>) -> Result<Bundle, PackError> {
        if !job.identity.further.is_empty() {
            return Err(PackError::OneLanguage("gift"));
        }
        let mut questions = Questions::of(job.course);
        questions.keep(carried);
        let Questions { groups, mut losses } = questions;
        losses.sort();
        let mut out = String::new();
        for words in plain_head(job.identity, &losses) {
            line(&mut out, &format!("// {words}"));
        }
        for group in &groups {
            category(job, group, &mut out);
            group.items.iter().for_each(|item| question(item, &mut out));
        }
        let mut bundle = Bundle::with_losses(losses);
        bundle.add(FILE, Part::Bytes(out.into_bytes()))?;
        Ok(bundle)
    }
}

/// Whether GIFT has such a question, and what it says otherwise than the course.
fn carried(item: &Item, losses: &mut Vec<Loss>) -> bool {
    let mut lost = |says: &str| losses.push(Loss::new("question", &item.id, says));
    let kept_order = "the order of its choices is not kept: they are shuffled as the quiz says";
    match &item.kind {
        Kind::One { keep_order, .. } => {
            if *keep_order {
                lost(kept_order);
            }
        }
        Kind::Several { choices, keep_order, each } => {
            let right = choices.iter().filter(|choice| choice.right).count();
            if share(right).is_none() {
                lost(
                    "Moodle knows no share of the points for so many right choices; the question is not carried",
                );
                return false;
            }
            if *keep_order {
                lost(kept_order);
            }
            lost(if *each {
                "right choices share the points, and a wrong one takes its part away"
            } else {
                "right choices share the points, and a wrong one takes them all: some of the right ones earn a part"
            });
        }
        Kind::Pairs { pairs, .. } if pairs.len() < PAIRS_MIN => {
            lost("GIFT wants three pairs or more; the question is not carried");
            return false;
        }
        Kind::Pairs { each: false, .. } => {
            lost("each pair earns its part, where the course gives all or nothing");
        }
        Kind::Text { hint: Some(_), .. } => lost("its hint is not carried"),
        Kind::Number(Numeric { otherwise_html: Some(_), .. }) => {
            lost("what is said to any other number is not carried");
        }
        Kind::Pairs { .. } | Kind::Text { .. } | Kind::Number(_) | Kind::Truth { .. } => {}
    }
    if item.weight != 1 {
        lost("how much it counts is not carried");
    }
    true
}

/// Where the questions that follow belong.
fn category(job: &Job<'_>, group: &Group, out: &mut String) {
    let [course, own] = [&job.course.title, &group.title].map(|title| one_line(&title.replace('/', "//")));
    out.push('\n');
    line(out, &format!("$CATEGORY: $course$/top/{course}/{own}"));
}

fn question(item: &Item, out: &mut String) {
    out.push('\n');
    line(out, &format!("// [id:{}] [tag:{}]", item.id, item.outcome));
    let head = format!("::{}:: [html]{} {{", escape(&item.name), escape(&item.ask_html));
    line(out, &head);
    match &item.kind {
        Kind::One { choices, .. } => {
            choices.iter().for_each(|choice| {
                let sign = if choice.right { "=" } else { "~" };
                answer(out, sign, &choice.text_html, &choice.why_html);
            });
        }
        Kind::Several { choices, .. } => several(choices, out),
        // First what is said to the wrong answer, then what is said to the right one.
        Kind::Truth { answer, why_html, .. } => {
            let (truth, why) = (if *answer { "TRUE" } else { "FALSE" }, escape(why_html));
            line(out, &format!("\t{truth}#{why}#{why}"));
        }
        Kind::Pairs { pairs, extra, .. } => {
            for pair in pairs {
                line(out, &format!("\t={} -> {}", escape(&pair.left_html), escape(&pair.right)));
            }
            for extra in extra {
                line(out, &format!("\t= -> {}", escape(extra)));
            }
        }
        Kind::Text { accept, otherwise_html, .. } => {
            // A share in front of each, so that a text may itself begin with the sign for one.
            for one in accept {
                let texts = one.texts.iter().map(|text| text.replace('*', "\\*"));
                texts.for_each(|text| answer(out, "=%100%", &text, &one.why_html));
            }
            answer(out, "=%0%", "*", otherwise_html);
        }
        Kind::Number(own) => {
            let [from, to] = [own.from, own.to].map(|value| Numeric::written(value, own.places));
            line(out, &format!("\t#={from}..{to}#{}", escape(&own.why_html)));
        }
    }
    if let Some(after) = &item.after_html {
        line(out, &format!("\t####{}", escape(after)));
    }
    line(out, "}");
}

fn several(choices: &[Choice], out: &mut String) {
    let right = choices.iter().filter(|choice| choice.right).count();
    let wrong = choices.len() - right;
    let given = share(right).unwrap_or("0");
    let taken = penalty(wrong);
    for choice in choices {
        let sign = if choice.right { format!("~%{given}%") } else { format!("~%-{taken}%") };
        answer(out, &sign, &choice.text_html, &choice.why_html);
    }
}

/// An answer behind its sign, and what is said to it.
fn answer(out: &mut String, sign: &str, words: &str, why_html: &str) {
    line(out, &format!("\t{sign}{}#{}", escape(words), escape(why_html)));
}

/// A text in which nothing is a sign of GIFT.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '~' | '=' | '#' | '{' | '}' | ':' | '\\' => out.extend(['\\', sign]),
            '\n' => out.push_str("\\n"),
            control if control.is_control() => out.push(' '),
            plain => out.push(plain),
        }
    }
    out
}

/// A text that stays on its line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn line(out: &mut String, words: &str) {
    writeln!(out, "{words}").expect("a string takes every byte");
}

#[cfg(test)]
mod tests;
