//! What the place adds to the accessibility statement: its days, and that no person is named beside what they are.

use super::context::{Context, Spot};
use super::prose;
use crate::course::{Accessibility, Enforcement, Issue, ManualTest, Why};
use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::raw::{RawAccessibility, RawEnforcement, RawWhy};
use crate::rule::Rule;

/// What the course says, and where it says nothing, the house.
pub(super) fn take(context: &mut Context<'_>, own: Option<&RawAccessibility>, spot: &Spot) -> Accessibility {
    let house = context.house_accessibility.clone();
    let house = house.map_or_else(Accessibility::default, |(raw, spot)| checked(context, &raw, &spot));
    let own = own.map_or_else(Accessibility::default, |raw| checked(context, raw, spot));
    Accessibility {
        organisation: own.organisation.or(house.organisation),
        contact: own.contact.or(house.contact),
        responds_in: own.responds_in.or(house.responds_in),
        enforcement: own.enforcement.or(house.enforcement),
        tested: own.tested.into_iter().chain(house.tested).collect(),
        issues: own.issues.into_iter().chain(house.issues).collect(),
        prepared: own.prepared.or(house.prepared),
        reviewed: own.reviewed.or(house.reviewed),
    }
}

fn checked(context: &mut Context<'_>, raw: &RawAccessibility, spot: &Spot) -> Accessibility {
    let organisation = raw.organisation.as_ref().map(|text| context.title(&spot.field("organisation"), text));
    let responds_in = raw.responds_in.as_ref().map(|text| context.title(&spot.field("responds_in"), text));
    let contact = raw.contact.as_ref().map(|text| contact(context, text, &spot.field("contact")));
    for (field, day) in [("prepared", &raw.prepared), ("reviewed", &raw.reviewed)] {
        if let Some(day) = day {
            is_day(context, &spot.field(field), field, day);
        }
    }
    Accessibility {
        organisation,
        contact,
        responds_in,
        enforcement: raw.enforcement.map(|by| match by {
            RawEnforcement::Ehrc => Enforcement::Ehrc,
            RawEnforcement::Ecni => Enforcement::Ecni,
        }),
        tested: tested(context, raw, &spot.field("tested")),
        issues: issues(context, raw, &spot.field("issues")),
        prepared: raw.prepared.clone(),
        reviewed: raw.reviewed.clone(),
    }
}

/// Whom to tell, on one line. Addresses and numbers belong here, so the rules of running text do not hold.
fn contact(context: &mut Context<'_>, text: &str, spot: &Spot) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (long, most) = (text.chars().count(), limits::TITLE);
    if text.is_empty() {
        let fault = Diagnostic::new(Rule::EmptyText, spot.at(), "there is no text here");
        let help = "write an address or a number that a team reads, or take `contact` out";
        context.fault(fault.label("say something here").help(help));
    } else if long > most {
        let message = format!("this text has {long} characters; at most {most} fit");
        let fault = Diagnostic::new(Rule::TextTooLong, spot.at(), message).label("too long");
        context.fault(fault.help("write the address and the number alone"));
    }
    text
}

fn tested(context: &mut Context<'_>, raw: &RawAccessibility, spot: &Spot) -> Vec<ManualTest> {
    let one = |(at, test): (usize, &crate::raw::RawManualTest)| {
        let here = spot.index(at);
        is_day(context, &here.field("on"), "on", &test.on);
        prose::capacity(context, &here.field("by"), &test.by);
        ManualTest {
            on: test.on.clone(),
            by: context.title(&here.field("by"), &test.by),
            with: context.title(&here.field("with"), &test.with),
            found: context.title(&here.field("found"), &test.found),
        }
    };
    raw.tested.iter().enumerate().map(one).collect()
}

fn issues(context: &mut Context<'_>, raw: &RawAccessibility, spot: &Spot) -> Vec<Issue> {
    let one = |(at, issue): (usize, &crate::raw::RawIssue)| {
        let here = spot.index(at);
        if let Some(day) = &issue.until {
            is_day(context, &here.field("until"), "until", day);
        }
        Issue {
            what: context.title(&here.field("what"), &issue.what),
            why: match issue.why {
                RawWhy::NonCompliance => Why::NonCompliance,
                RawWhy::DisproportionateBurden => Why::DisproportionateBurden,
                RawWhy::OutOfScope => Why::OutOfScope,
            },
            criterion: issue.criterion.as_ref().map(|text| context.title(&here.field("criterion"), text)),
            until: issue.until.clone(),
        }
    };
    raw.issues.iter().enumerate().map(one).collect()
}

/// Says that something is no day of the calendar.
pub(super) fn is_day(context: &mut Context<'_>, spot: &Spot, field: &str, text: &str) {
    if !crate::time::is_day(text) {
        let fault = Diagnostic::new(Rule::DayForm, spot.at(), format!("`{text}` is no day"));
        context.fault(
            fault
                .label("year, month and day")
                .help(format!("write `{field}: \"2026-10-01\"` for the first of October 2026")),
        );
    }
}
