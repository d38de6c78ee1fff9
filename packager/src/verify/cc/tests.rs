//! Each rule of Common Cartridge is broken by a damaged package, and no other with it.

use bona_engine::course::{Bank, Course, Measure};
use bona_engine::id::BankId;

use crate::exchange::tests::course;
use crate::page::sample;
use crate::standard::tests::{options, packed, unpacked};
use crate::verify::Book;
use crate::verify::cc::{BOOK_11, BOOK_13};
use crate::verify::common::tests as common;
use crate::verify::damage::{Change, Damage, Package, trial};

const MANIFEST: &str = "imsmanifest.xml";
const TEST: &str = "quiz_bank/assessment.xml";
const PAGE: &str = "quiz_two_minutes/assessment.xml";
const EXAM: &str = "<fieldentry>cc.exam.v0p1</fieldentry>";

const IN_MANIFEST: &[Damage] = &[
    (
        "PK-11a",
        Change::Text(&[("identifier=\"MANIFEST_first_contact\"", "identifier=\"MANIFEST-first-contact\"")]),
    ),
    (
        "PK-11b",
        Change::Text(&[("identifier=\"MANIFEST_first_contact\"", "identifier=\"ORG_first_contact\"")]),
    ),
    (
        "PK-11c",
        Change::Files(|package| {
            let long = format!("identifier=\"MANIFEST_{}\"", "x".repeat(100));
            package.edit(MANIFEST, "identifier=\"MANIFEST_first_contact\"", &long);
        }),
    ),
    ("CC-01", Change::Text(&[("imscp_v1p1\" xmlns:lomimscc", "imscp_v1p2\" xmlns:lomimscc")])),
    ("CC-03a", Change::Text(&[("<schema>IMS Common Cartridge<", "<schema>IMS Content<")])),
    ("CC-03b", Change::Text(&[("<schemaversion>1.", "<schemaversion>2.")])),
    ("CC-03c", Change::Text(&[("lomimscc:title", "lomimscc:name")])),
    ("CC-04a", Change::Text(&[("rooted-hierarchy", "hierarchical")])),
    (
        "CC-04b",
        Change::Text(&[(
            "<item identifier=\"ITEM_first_contact_root\">",
            "<item identifier=\"ITEM_first_contact_root\"><title>x</title>",
        )]),
    ),
    ("CC-04c", Change::Text(&[("<organizations>", "<organizations default=\"ORG_first_contact\">")])),
    ("CC-04d", Change::Text(&[("<manifest ", "<manifest version=\"1.0.0\" ")])),
    ("CC-04e", Change::Text(&[("</manifest>", "<metadata/></manifest>")])),
    ("CC-04f", Change::Text(&[("<title>Openings</title>", "")])),
    (
        "CC-04g",
        Change::Text(&[("identifierref=\"RES_first_contact_page_openings\"", "identifierref=\"RES_gone\"")]),
    ),
    (
        "CC-04h",
        Change::Text(&[(
            "<title>Openings</title>",
            "<title>Openings</title><item identifier=\"ITEM_x\"><title>x</title></item>",
        )]),
    ),
    (
        "CC-05a",
        Change::Text(&[(
            "<resource identifier=\"RES_first_contact_about\" type=\"webcontent\">",
            "<resource identifier=\"RES_first_contact_about\" type=\"webpage\">",
        )]),
    ),
    (
        "CC-05b",
        Change::Files(|package| {
            let text = package.text(MANIFEST);
            let kind =
                text.split('"').find(|word| word.ends_with("/question-bank")).expect("there").to_owned();
            let one = format!(
                "<resource identifier=\"RES_x\" type=\"{kind}\"><file href=\"x.xml\"/></resource></resources>"
            );
            package.edit(MANIFEST, "</resources>", &one);
            package.add_unlisted(
                "x.xml",
                b"<questestinterop xmlns=\"http://www.imsglobal.org/xsd/ims_qtiasiv1p2\"/>",
            );
        }),
    ),
    (
        "CC-05c",
        Change::Text(&[(
            "identifierref=\"RES_first_contact_quiz_bank\"",
            "identifierref=\"RES_first_contact_bank\"",
        )]),
    ),
    (
        "CC-06a",
        Change::Files(|package| {
            let file = format!("<file href=\"{TEST}\"/>");
            package.edit(MANIFEST, &file, &format!("{file}<file href=\"x.xml\"/>"));
            package.add_unlisted(
                "x.xml",
                b"<questestinterop xmlns=\"http://www.imsglobal.org/xsd/ims_qtiasiv1p2\"/>",
            );
        }),
    ),
    (
        "CC-06b",
        Change::Text(&[(
            "<resource identifier=\"RES_first_contact_quiz_bank\"",
            "<resource identifier=\"RES_first_contact_quiz_bank\" href=\"quiz_bank/assessment.xml\"",
        )]),
    ),
    ("CC-06c", Change::Text(&[(" href=\"page_openings.html\">", ">")])),
    ("CC-06d", Change::Text(&[(" href=\"page_openings.html\">", " href=\"page_one_thing.html\">")])),
    (
        "CC-06e",
        Change::Text(&[(
            "<file href=\"page_openings.html\"/>\n      <dependency identifierref=\"RES_first_contact_shared\"/>",
            "<dependency identifierref=\"RES_first_contact_shared\"/><file href=\"page_openings.html\"/>",
        )]),
    ),
    (
        "CC-06f",
        Change::Text(&[(
            "<dependency identifierref=\"RES_first_contact_shared\"/>",
            "<dependency identifierref=\"RES_first_contact_quiz_bank\"/>",
        )]),
    ),
    (
        "CC-06g",
        Change::Text(&[(
            "<dependency identifierref=\"RES_first_contact_shared\"/>",
            "<dependency identifierref=\"RES_first_contact_shared\"/><dependency identifierref=\"RES_first_contact_shared\"/>",
        )]),
    ),
    ("CC-12", Change::Files(|package| package.edit("readme-lms.txt", "What is not carried", "What else"))),
    ("CC-13", Change::Files(|package| package.add("z.js", b"x()"))),
    ("CC-15", Change::Files(|package| package.remove("course-evidence.json"))),
];

const IN_QUIZ: &[Damage] = &[
    ("CC-07", Change::Files(|package| package.edit(TEST, "</questestinterop>", ""))),
    ("CC-07", Change::Files(|package| package.edit(TEST, "ims_qtiasiv1p2\"", "ims_qtiasiv2p1\""))),
    ("CC-08a", Change::Files(|package| package.edit(TEST, " title=\"At the end\"", ""))),
    (
        "CC-08b",
        Change::Files(|package| package.edit(TEST, "<fieldlabel>qmd_scoretype<", "<fieldlabel>score<")),
    ),
    ("CC-08c", Change::Files(|package| package.edit(TEST, EXAM, "<fieldentry>cc.test.v0p1</fieldentry>"))),
    (
        "CC-08d",
        Change::Files(|package| {
            package.edit(TEST, "<fieldentry>2</fieldentry>", "<fieldentry>7</fieldentry>")
        }),
    ),
    ("CC-08e", Change::Files(|package| package.edit(TEST, ">Percentage<", ">Points<"))),
    ("CC-08f", Change::Files(|package| package.edit(TEST, "<fieldentry>Yes<", "<fieldentry>true<"))),
    ("CC-08g", Change::Files(|package| package.edit(TEST, "<section ident=\"section_bank\">", "<section>"))),
    ("CC-09a", Change::Files(|package| package.edit(TEST, "cc_weighting", "weight"))),
    ("CC-09b", Change::Files(|package| package.edit(PAGE, "cc.fib.v0p1", "cc.essay.v0p1"))),
    (
        "CC-09c",
        Change::Files(|package| {
            package.edit(TEST, "<fieldentry>1</fieldentry>", "<fieldentry>0.5</fieldentry>")
        }),
    ),
    ("CC-09d", Change::Files(|package| package.edit(TEST, "ident=\"bank_rule\"", "ident=\"bank_open\""))),
    (
        "CC-10a",
        Change::Files(|package| package.edit(TEST, "rcardinality=\"Single\"", "rcardinality=\"Ordered\"")),
    ),
    (
        "CC-10b",
        Change::Files(|package| package.edit(TEST, "rcardinality=\"Multiple\"", "rcardinality=\"Single\"")),
    ),
    ("CC-10c", Change::Files(|package| package.edit(TEST, "cc.multiple_choice.v0p1", "cc.true_false.v0p1"))),
    (
        "CC-10d",
        Change::Files(|package| {
            package.edit(TEST, "<response_label ident=\"silence\">", "<label ident=\"silence\">");
            let text = package.text(TEST);
            let begin = text.find("<label ident=\"silence\">").expect("there");
            let end = text[begin..].find("</render_choice>").expect("there") + begin;
            let mended = text[begin..end].replace("</response_label>", "</label>");
            package.edit(TEST, &text[begin..end], &mended);
            // What is no choice any more is compared no more.
            package.edit(
                TEST,
                "<varequal respident=\"response\">silence</varequal>",
                "<varequal respident=\"response\">brief</varequal>",
            );
        }),
    ),
    (
        "CC-10e",
        Change::Files(|package| {
            package.edit(PAGE, "<render_fib rows=\"1\" columns=\"30\"/>", "<render_choice/>")
        }),
    ),
    (
        "CC-10f",
        Change::Files(|package| {
            package.edit(
                TEST,
                ">&lt;p&gt;You used the wrong pronoun. What mends it best?&lt;/p&gt;</mattext>",
                "> </mattext>",
            );
        }),
    ),
    (
        "CC-10g",
        Change::Files(|package| {
            let text = package.text(TEST);
            let one = text.find("<response_label ident=\"true\">").expect("there");
            let end = text[one..].find("</response_label>").expect("there") + one + "</response_label>".len();
            let other = text.find("<response_label ident=\"false\">").expect("there");
            let twice = text[one..end].to_owned();
            let last =
                text[other..].find("</response_label>").expect("there") + other + "</response_label>".len();
            package.edit(TEST, &text[other..last], &twice);
            package.edit(
                TEST,
                "<varequal respident=\"response\">false</varequal>",
                "<varequal respident=\"response\">true</varequal>",
            );
        }),
    ),
    ("CC-11a", Change::Files(|package| package.edit(TEST, "maxvalue=\"100\"", "maxvalue=\"1\""))),
    ("CC-11b", Change::Files(|package| package.edit(TEST, ">100</setvar>", ">50</setvar>"))),
    (
        "CC-11c",
        Change::Files(|package| {
            package.edit(
                PAGE,
                "<varequal respident=\"response\" case=\"No\">",
                "<varequal respident=\"answer\" case=\"No\">",
            )
        }),
    ),
    (
        "CC-11d",
        Change::Files(|package| {
            package.edit(
                TEST,
                "<varequal respident=\"response\">long</varequal>",
                "<varequal respident=\"response\">brief</varequal>",
            );
        }),
    ),
    (
        "CC-11e",
        Change::Files(|package| {
            package.edit(TEST, "<itemfeedback ident=\"long_fb\">", "<itemfeedback ident=\"silence_fb\">");
        }),
    ),
    (
        "CC-11f",
        Change::Files(|package| package.edit(TEST, "linkrefid=\"long_fb\"", "linkrefid=\"silence_fb\"")),
    ),
    (
        "CC-11g",
        Change::Files(|package| {
            let text = package.text(TEST);
            let begin = text.find("<not>").expect("there");
            let end = text[begin..].find("</not>").expect("there") + begin + "</not>".len();
            package.edit(TEST, &text[begin..end], "");
        }),
    ),
    (
        "CC-11h",
        Change::Files(|package| {
            package.edit(TEST, "<mattext texttype=\"text/html\">&lt;p&gt;It makes the patient comfort you.&lt;/p&gt;</mattext>", "<mattext texttype=\"text/html\"></mattext>");
        }),
    ),
];

/// A course with a test, questions of every kind, and a bank.
fn asked() -> Course {
    let bank = |id: &str, question: &str| Bank {
        id: BankId::parse(id).expect("an id"),
        questions: vec![sample::repair(question)],
    };
    Course {
        measure: Some(Measure {
            form_a: bank("form_a", "before"),
            form_b: bank("form_b", "behind"),
            follow_up_after: "3 months".into(),
            about: None,
            opinions: None,
        }),
        ..course()
    }
}

fn judged(book: &Book) {
    let format = book.formats[0];
    let (files, order) = unpacked(packed(&asked(), format, &options("universal")).expect("packed").1);
    let package = Package::new(book, files, order);
    trial(book, &package, &[common::XML, common::ZIP, common::LISTED, common::PAGES, IN_MANIFEST, IN_QUIZ]);
}

#[test]
fn each_damage_breaks_its_own_rule() {
    judged(&BOOK_11);
    judged(&BOOK_13);
}
