//! Banks of questions: the test's, and the two forms of a measurement.

use std::collections::BTreeMap;

use super::context::{Context, Spot};
use super::{questions, say, tells};
use crate::course::{Bank, Measure};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::id::{BankId, is_id};
use crate::raw::{RawBank, RawMeasure};
use crate::rule::Rule;

/// Reads and checks the bank that `id` names at `spot`.
pub(super) fn read(
    context: &mut Context<'_>,
    id: &str,
    spot: &Spot,
    outcomes: &[String],
) -> Option<(RawBank, Bank)> {
    let path = format!("banks/{id}.ron");
    if !context.input.files.contains_key(&path) {
        context.lose();
        let there = context.stems("banks/");
        let fault = Diagnostic::new(Rule::MissingFile, spot.at(), format!("there is no file `{path}`"));
        context.fault(match did_you_mean(id, there.iter().map(String::as_str)) {
            Some(meant) => fault.label("named here").help(format!("did you mean `{meant}`?")),
            None => fault.label("named here").help("write the bank's questions in this file"),
        });
        return None;
    }
    let (raw, bank_spot) = context.read::<RawBank>(&path, "bank")?;
    if raw.id != id && is_id(&raw.id) {
        let message = format!("the bank `{}` stands in the file `{path}`", raw.id);
        let fault = Diagnostic::new(Rule::IdNotFileName, bank_spot.field("id").at(), message);
        context.fault(fault.label("not the file's name").help(say::listed_id(&raw.id, id)));
    }
    let own = context.id(&bank_spot.field("id"), &raw.id, BankId::parse);
    context.names_a_file(&bank_spot.field("id"), &raw.id);
    let spots = bank_spot.field("questions");
    context.need_some(&raw.questions, &spots, "the bank", "questions");
    let mut checked = Vec::new();
    context.page = None;
    for (at, question) in raw.questions.iter().enumerate() {
        checked.extend(questions::check(context, question, &spots.index(at), outcomes));
    }
    tells::bank(context, &checked, &spots);
    Some((raw, Bank { id: own?, questions: checked }))
}

/// Checks the two forms of a measurement.
pub(super) fn measure(
    context: &mut Context<'_>,
    raw: &RawMeasure,
    spot: &Spot,
    outcomes: &[String],
) -> Option<Measure> {
    let about = raw.about.as_ref().map(|text| context.markup(&spot.field("about"), text));
    let opinions =
        raw.opinions.as_ref().map(|own| questions::opinions::check(context, own, &spot.field("opinions")));
    let follow_up_after = context.title(&spot.field("follow_up_after"), &raw.follow_up_after);
    if raw.form_a == raw.form_b {
        let message = format!("both forms are the bank `{}`", raw.form_a);
        let fault = Diagnostic::new(Rule::UnmatchedForms, spot.field("form_b").at(), message);
        let help =
            "write a second bank that asks the same in other words; the same questions twice measure memory";
        context.fault(fault.label("the same again").also(spot.field("form_a").at(), "first here").help(help));
        return None;
    }
    let form_a = read(context, &raw.form_a, &spot.field("form_a"), outcomes);
    let form_b = read(context, &raw.form_b, &spot.field("form_b"), outcomes);
    let ((raw_a, form_a), (raw_b, form_b)) = (form_a?, form_b?);
    let (a, b) = (by_outcome(&raw_a), by_outcome(&raw_b));
    let differs = a.keys().chain(b.keys()).find(|outcome| a.get(*outcome) != b.get(*outcome));
    let known = a.keys().chain(b.keys()).all(|outcome| outcomes.iter().any(|known| known == outcome));
    if let Some(outcome) = differs.filter(|_| known && !context.has_lost()) {
        let count = |form: &BTreeMap<&str, usize>| form.get(outcome).copied().unwrap_or(0);
        let message = format!(
            "about `{outcome}` form A asks {} and form B {}",
            say::many(count(&a), "question"),
            count(&b)
        );
        let fault = Diagnostic::new(Rule::UnmatchedForms, spot.field("form_b").at(), message);
        let help = "ask as many of each outcome in both, or before and after cannot be compared";
        context.fault(fault.label("form B").also(spot.field("form_a").at(), "form A").help(help));
    }
    Some(Measure { form_a, form_b, follow_up_after, about, opinions })
}

/// How many questions a bank has of each outcome.
fn by_outcome(bank: &RawBank) -> BTreeMap<&str, usize> {
    let mut count = BTreeMap::new();
    for question in &bank.questions {
        *count.entry(question.outcome.as_str()).or_default() += 1;
    }
    count
}
