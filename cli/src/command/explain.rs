//! `bona explain`: what a rule asks, why, and a wrong and a right example.

use std::fmt::Write as _;

use bona_engine::diagnostic::{Severity, did_you_mean};
use bona_engine::rule::{Entry, Rule};
use serde_json::{Value, json};

use crate::args::{ExplainArgs, Listing};
use crate::exit::{Exit, Failure};
use crate::machine::Machine;
use crate::show;

/// Explains one rule or lists all.
pub(crate) fn run(args: &ExplainArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    let rules: Vec<&Entry> = match &args.rule {
        Some(code) => vec![find(code)?],
        None => Rule::ALL.iter().map(|rule| rule.entry()).collect(),
    };
    let text = match (args.output, args.rule.is_some()) {
        (Listing::Json, _) => {
            let list: Vec<Value> = rules.iter().map(|entry| to_json(entry)).collect();
            show::json(&json!({ "rules": list }))
        }
        (Listing::Human, true) => one(rules[0]),
        (Listing::Human, false) => list(&rules),
    };
    super::print(machine, &text)?;
    Ok(Exit::Done)
}

fn find(code: &str) -> Result<&'static Entry, Failure> {
    if let Some(rule) = Rule::parse(code) {
        return Ok(rule.entry());
    }
    let known = Rule::ALL.iter().map(|rule| rule.entry().code);
    let help = match did_you_mean(code, known) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "`bona explain` lists them all".to_owned(),
    };
    Err(Failure::Argument(format!("there is no rule `{code}`; {help}")))
}

fn one(entry: &Entry) -> String {
    let severity = severity(entry);
    format!(
        "{} ({severity}, {})\n\n{}\n{}\n\nWrong:  {}\nRight:  {}\n",
        entry.code, entry.family, entry.says, entry.why, entry.wrong, entry.right
    )
}

fn list(rules: &[&Entry]) -> String {
    let mut text = String::new();
    let mut family = "";
    for entry in rules {
        if entry.family != family {
            let gap = if family.is_empty() { "" } else { "\n" };
            writeln!(text, "{gap}{}", entry.family).expect("a text takes what is written to it");
            family = entry.family;
        }
        writeln!(text, "  {:<24} {}", entry.code, entry.says).expect("a text takes what is written to it");
    }
    text.push_str("\n`bona explain RULE` gives the reason and an example.\n");
    text
}

fn severity(entry: &Entry) -> &'static str {
    match entry.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn to_json(entry: &Entry) -> Value {
    json!({
        "code": entry.code,
        "family": entry.family,
        "severity": severity(entry),
        "says": entry.says,
        "why": entry.why,
        "wrong": entry.wrong,
        "right": entry.right,
    })
}
