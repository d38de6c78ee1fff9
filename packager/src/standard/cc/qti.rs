//! Quizzes of a cartridge: QTI 1.2 as its profile has it.
//!
//! First every choice is answered with its reason, then one condition gives all points. So whatever is chosen, a
//! learner reads why.

use super::numbers;
use crate::exchange::{Choice, Group, Item, Kind};
use crate::markup::escape;
use crate::xml::Xml;

const QTI: &str = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2";
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
/// What every question calls its answer.
const ANSWER: &str = "response";

/// The questions of a page or of the test.
pub(super) fn assessment(short: &str, group: &Group, attempts: &str) -> Vec<u8> {
    let mut xml = begin(short);
    xml.open("assessment", &[("ident", &format!("quiz_{}", group.key)), ("title", &group.quiz)]);
    let fields = [
        ("cc_profile", "cc.exam.v0p1"),
        ("qmd_assessmenttype", "Examination"),
        ("qmd_scoretype", "Percentage"),
        ("qmd_feedbackpermitted", "Yes"),
        ("qmd_hintspermitted", "No"),
        ("qmd_solutionspermitted", "No"),
        ("cc_maxattempts", attempts),
    ];
    metadata(&fields, &mut xml);
    xml.open("section", &[("ident", &format!("section_{}", group.key))]);
    group.items.iter().for_each(|one| item(one, &mut xml));
    xml.close();
    xml.close();
    xml.close();
    xml.finish()
}

/// Questions that are handed on and asked by nobody yet.
pub(super) fn bank(short: &str, key: &str, items: &[&Item]) -> Vec<u8> {
    let mut xml = begin(short);
    xml.open("objectbank", &[("ident", &format!("bank_{key}"))]);
    items.iter().for_each(|one| item(one, &mut xml));
    xml.close();
    xml.close();
    xml.finish()
}

fn begin(short: &str) -> Xml {
    let mut xml = Xml::new();
    let schema = format!("{QTI} http://www.imsglobal.org/profile/cc/{short}/{short}_qtiasiv1p2p1_v1p0.xsd");
    let attributes = [("xmlns", QTI), ("xmlns:xsi", XSI), ("xsi:schemaLocation", &schema)];
    xml.open("questestinterop", &attributes);
    xml
}

fn metadata(fields: &[(&str, &str)], xml: &mut Xml) {
    xml.open("qtimetadata", &[]);
    for (label, entry) in fields {
        xml.open("qtimetadatafield", &[]);
        xml.leaf("fieldlabel", &[], label);
        xml.leaf("fieldentry", &[], entry);
        xml.close();
    }
    xml.close();
}

fn item(item: &Item, xml: &mut Xml) {
    let profile = match &item.kind {
        Kind::One { .. } => "cc.multiple_choice.v0p1",
        Kind::Several { .. } => "cc.multiple_response.v0p1",
        Kind::Truth { .. } => "cc.true_false.v0p1",
        Kind::Text { .. } | Kind::Number(_) | Kind::Pairs { .. } => "cc.fib.v0p1",
    };
    xml.open("item", &[("ident", &item.id), ("title", &item.name)]);
    xml.open("itemmetadata", &[]);
    metadata(&[("cc_profile", profile), ("cc_weighting", &item.weight.to_string())], xml);
    xml.close();
    xml.open("presentation", &[]);
    material(&item.ask_html, xml);
    match &item.kind {
        Kind::One { choices, keep_order } => labels(choices, "Single", *keep_order, xml),
        Kind::Several { choices, keep_order, .. } => labels(choices, "Multiple", *keep_order, xml),
        Kind::Truth { .. } => labels(&statement(item), "Single", true, xml),
        Kind::Text { .. } | Kind::Number(_) | Kind::Pairs { .. } => {
            xml.open("response_str", &[("ident", ANSWER), ("rcardinality", "Single")]);
            xml.empty("render_fib", &[("rows", "1"), ("columns", "30")]);
            xml.close();
        }
    }
    xml.close();
    let mut said = Vec::new();
    marked(item, &mut said, xml);
    for (ident, html) in said {
        xml.open("itemfeedback", &[("ident", &ident)]);
        xml.open("flow_mat", &[]);
        material(&html, xml);
        xml.close();
        xml.close();
    }
    xml.close();
}

/// A statement as two choices, which the profile knows by these names.
fn statement(item: &Item) -> Vec<Choice> {
    let Kind::Truth { answer, why_html, words } = &item.kind else { return Vec::new() };
    let choice = |value: bool| Choice {
        id: value.to_string(),
        text_html: escape(&words[usize::from(!value)]),
        right: value == *answer,
        why_html: why_html.clone(),
    };
    vec![choice(true), choice(false)]
}

fn labels(choices: &[Choice], cardinality: &str, keep_order: bool, xml: &mut Xml) {
    xml.open("response_lid", &[("ident", ANSWER), ("rcardinality", cardinality)]);
    xml.open("render_choice", &[("shuffle", if keep_order { "No" } else { "Yes" })]);
    for choice in choices {
        xml.open("response_label", &[("ident", &choice.id)]);
        material(&choice.text_html, xml);
        xml.close();
    }
    xml.close();
    xml.close();
}

fn material(html: &str, xml: &mut Xml) {
    xml.open("material", &[]);
    xml.leaf("mattext", &[("texttype", "text/html")], html);
    xml.close();
}

/// What is said to every answer, and what earns the points; `said` gets the texts by their names.
fn marked(item: &Item, said: &mut Vec<(String, String)>, xml: &mut Xml) {
    xml.open("resprocessing", &[]);
    xml.open("outcomes", &[]);
    let score = [("varname", "SCORE"), ("vartype", "Decimal"), ("minvalue", "0"), ("maxvalue", "100")];
    xml.empty("decvar", &score);
    xml.close();
    if let Some(after) = &item.after_html {
        told("general_fb", after, said, xml, |xml| xml.empty("other", &[]));
    }
    match &item.kind {
        Kind::One { choices, .. } => chosen(choices, said, xml),
        Kind::Truth { .. } => chosen(&statement(item), said, xml),
        Kind::Several { choices, .. } => several(choices, said, xml),
        Kind::Text { accept, otherwise_html, .. } => {
            let right =
                accept.iter().flat_map(|one| one.texts.iter().map(|text| (text.as_str(), &one.why_html)));
            typed(right, Some(otherwise_html), said, xml);
        }
        Kind::Number(number) => {
            let all = numbers(number).unwrap_or_default();
            let right = all.iter().map(|text| (text.as_str(), &number.why_html));
            typed(right, number.otherwise_html.as_ref(), said, xml);
        }
        Kind::Pairs { .. } => {}
    }
    xml.close();
}

/// One of several is right.
fn chosen(choices: &[Choice], said: &mut Vec<(String, String)>, xml: &mut Xml) {
    reasons(choices, said, xml);
    xml.open("respcondition", &[("continue", "No")]);
    xml.open("conditionvar", &[]);
    choices.iter().filter(|choice| choice.right).for_each(|choice| equal(&choice.id, xml));
    xml.close();
    points(xml);
    xml.close();
}

/// All that are right, and no other.
fn several(choices: &[Choice], said: &mut Vec<(String, String)>, xml: &mut Xml) {
    reasons(choices, said, xml);
    xml.open("respcondition", &[("continue", "No")]);
    xml.open("conditionvar", &[]);
    xml.open("and", &[]);
    for choice in choices {
        if choice.right {
            equal(&choice.id, xml);
        } else {
            xml.open("not", &[]);
            equal(&choice.id, xml);
            xml.close();
        }
    }
    xml.close();
    xml.close();
    points(xml);
    xml.close();
}

/// To each choice its reason.
fn reasons(choices: &[Choice], said: &mut Vec<(String, String)>, xml: &mut Xml) {
    for choice in choices {
        told(&format!("{}_fb", choice.id), &choice.why_html, said, xml, |xml| equal(&choice.id, xml));
    }
}

/// Every way to write what is right, and what is said to all else.
fn typed<'a>(
    right: impl Iterator<Item = (&'a str, &'a String)>,
    otherwise: Option<&String>,
    said: &mut Vec<(String, String)>,
    xml: &mut Xml,
) {
    for (at, (text, why)) in right.enumerate() {
        let ident = format!("answer_{}_fb", at + 1);
        xml.open("respcondition", &[("continue", "No")]);
        xml.open("conditionvar", &[]);
        xml.leaf("varequal", &[("respident", ANSWER), ("case", "No")], text);
        xml.close();
        points(xml);
        xml.empty("displayfeedback", &[("feedbacktype", "Response"), ("linkrefid", &ident)]);
        xml.close();
        said.push((ident, why.clone()));
    }
    if let Some(otherwise) = otherwise {
        told("other_fb", otherwise, said, xml, |xml| xml.empty("other", &[]));
    }
}

fn equal(id: &str, xml: &mut Xml) {
    xml.leaf("varequal", &[("respident", ANSWER)], id);
}

fn points(xml: &mut Xml) {
    xml.leaf("setvar", &[("varname", "SCORE"), ("action", "Set")], "100");
}

/// A condition that says something and lets the next be asked.
fn told(
    ident: &str,
    html: &str,
    said: &mut Vec<(String, String)>,
    xml: &mut Xml,
    when: impl FnOnce(&mut Xml),
) {
    xml.open("respcondition", &[("continue", "Yes")]);
    xml.open("conditionvar", &[]);
    when(xml);
    xml.close();
    xml.empty("displayfeedback", &[("feedbacktype", "Response"), ("linkrefid", ident)]);
    xml.close();
    said.push((ident.to_owned(), html.to_owned()));
}
