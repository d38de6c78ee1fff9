//! Each rule of Moodle XML is broken by a damaged file, and no other with it.

use crate::exchange::tests::course;
use crate::standard::tests::{options, packed};
use crate::verify::damage::{Change, Damage, Package, trial};
use crate::verify::moodle_xml::BOOK;

const NO_NAME: &str = "<text>What is it?</text>\n    </name>";
const TRUE: &str = "<answer fraction=\"100\" format=\"plain_text\">\n      <text>true</text>";

const OWN: &[Damage] = &[
    ("PK-02b", Change::Text(&[("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "")])),
    ("PK-02c", Change::Text(&[("?>\n", "?>\n<!DOCTYPE quiz>\n")])),
    ("MX-01a", Change::Text(&[("</quiz>", "")])),
    ("MX-01b", Change::Text(&[("<quiz>", "<questions>"), ("</quiz>", "</questions>")])),
    ("MX-02", Change::Text(&[("type=\"matching\"", "type=\"match\"")])),
    ("MX-03", Change::Text(&[("<hidden>0</hidden>", "")])),
    ("MX-04a", Change::Text(&[(NO_NAME, "<text></text>\n    </name>")])),
    ("MX-04b", Change::Text(&[("<text>&lt;p&gt;What is it?&lt;/p&gt;</text>", "<text> </text>")])),
    (
        "MX-05",
        Change::Text(&[(
            "<answer fraction=\"0\" format=\"html\">",
            "<answer fraction=\"0\" format=\"rtf\">",
        )]),
    ),
    ("MX-06a", Change::Text(&[("<defaultgrade>1<", "<defaultgrade>-1<")])),
    ("MX-06b", Change::Text(&[("<penalty>0<", "<penalty>33<")])),
    ("MX-06c", Change::Text(&[("<hidden>0<", "<hidden>1<")])),
    ("MX-07a", Change::Text(&[("<idnumber>repair</idnumber>", "<idnumber></idnumber>")])),
    ("MX-07b", Change::Text(&[("<idnumber>repair</idnumber>", "<idnumber>bank_repair</idnumber>")])),
    (
        "MX-08a",
        Change::Files(|package| {
            let text = package.text("questions.xml");
            let end = text.find("  <question type=\"matching\"").expect("there");
            let begin = text.find("  <question type=\"category\"").expect("there");
            package.edit("questions.xml", &text[begin..end], "");
        }),
    ),
    ("MX-08b", Change::Text(&[("$course$/top/", "$module$/")])),
    (
        "MX-09",
        Change::Text(&[(
            "&lt;p&gt;It makes the patient",
            "&lt;img src=\"x.png\"&gt;&lt;p&gt;It makes the patient",
        )]),
    ),
    ("MX-10", Change::Text(&[("<tag>\n        <text>greet_openly</text>", "<tag>\n        <text></text>")])),
    ("MX-11a", Change::Text(&[("fraction=\"-50\"", "fraction=\"-45\"")])),
    ("MX-11b", Change::Text(&[("<answer fraction=\"-50\" format=\"html\">", "<answer format=\"html\">")])),
    (
        "MX-12",
        Change::Text(&[("<text>&lt;p&gt;“Is your wife parking the car?”&lt;/p&gt;</text>", "<text></text>")]),
    ),
    (
        "MX-13",
        Change::Text(&[(
            "<text>&lt;p&gt;It makes the patient comfort you.&lt;/p&gt;</text>",
            "<text></text>",
        )]),
    ),
    ("MX-14a", Change::Text(&[("<single>true</single>", "<single>yes</single>")])),
    ("MX-14b", Change::Text(&[("<shuffleanswers>false<", "<shuffleanswers>no<")])),
    ("MX-14c", Change::Text(&[("<answernumbering>none<", "<answernumbering>letters<")])),
    (
        "MX-14d",
        Change::Files(|package| {
            let text = package.text("questions.xml");
            let begin = text.find("    <answer fraction=\"0\" format=\"html\">").expect("there");
            let end = text[begin..].find("    <tags>").expect("there") + begin;
            package.edit("questions.xml", &text[begin..end], "");
        }),
    ),
    (
        "MX-15",
        Change::Text(&[(
            "<answer fraction=\"0\" format=\"html\">",
            "<answer fraction=\"50\" format=\"html\">",
        )]),
    ),
    ("MX-16", Change::Text(&[("fraction=\"50\"", "fraction=\"25\"")])),
    (
        "MX-17",
        Change::Text(&[(TRUE, "<answer fraction=\"0\" format=\"plain_text\">\n      <text>true</text>")]),
    ),
    ("MX-17", Change::Text(&[("<text>true</text>", "<text>wahr</text>")])),
    ("MX-18a", Change::Text(&[("<usecase>0<", "<usecase>no<")])),
    (
        "MX-18b",
        Change::Files(|package| {
            for word in ["pronouns", "Pronoun."] {
                let from = format!("<answer fraction=\"100\" format=\"plain_text\">\n      <text>{word}<");
                let to = format!("<answer fraction=\"50\" format=\"plain_text\">\n      <text>{word}<");
                package.edit("questions.xml", &from, &to);
            }
        }),
    ),
    ("MX-19a", Change::Text(&[("<text>3.2</text>", "<text>about 3</text>")])),
    ("MX-19b", Change::Text(&[("<tolerance>0.1</tolerance>", "<tolerance>little</tolerance>")])),
    (
        "MX-20",
        Change::Files(|package| {
            package.edit("questions.xml", "<text>&lt;p&gt;Married or not&lt;/p&gt;</text>", "<text></text>");
        }),
    ),
];

#[test]
fn each_damage_breaks_its_own_rule() {
    let bytes = packed(&course(), "moodle-xml", &options("universal")).expect("packed").1;
    let package = Package::new(&BOOK, [(BOOK.entry.to_owned(), bytes)].into(), vec![BOOK.entry.into()]);
    trial(&BOOK, &package, &[OWN]);
}
