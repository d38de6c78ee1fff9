//! Each rule of GIFT is broken by a damaged file, and no other with it.

use bona_engine::course::{BlockKind, QuestionKind};

use crate::exchange::tests::course;
use crate::standard::tests::{options, packed};
use crate::verify::damage::{Change, Damage, Package, trial};
use crate::verify::gift::BOOK;

const ASKS: &str = "[html]<p>You used the wrong pronoun. What mends it best?</p> {";

const OWN: &[Damage] = &[
    ("GI-01a", Change::Files(|package| drop(package.files.insert("questions.txt".into(), vec![0xff])))),
    (
        "GI-01b",
        Change::Files(|package| {
            let text = format!("\u{feff}{}", package.text("questions.txt"));
            package.files.insert("questions.txt".into(), text.into_bytes());
        }),
    ),
    ("GI-02", Change::Text(&[("// [id:repair]", "words\n\n// [id:repair]")])),
    ("GI-03", Change::Text(&[("\t~<p>Say nothing", "\n\n::x:: y {} \t~<p>Say nothing")])),
    (
        "GI-03",
        Change::Text(&[(
            "people free to say who they are?</p> {",
            "people free to say who they are?</p> {{",
        )]),
    ),
    ("GI-04", Change::Text(&[("$CATEGORY: $course$/top/", "$CATEGORY: ")])),
    ("GI-05a", Change::Text(&[("// [id:repair] ", "// ")])),
    ("GI-05b", Change::Text(&[("// [id:repair] ", "// [id:bank_repair] ")])),
    ("GI-05c", Change::Text(&[("[tag:repair_a_slip]", "[tag:]")])),
    ("GI-06", Change::Text(&[("::You used the wrong pronoun. What mends it best?::", ":: ::")])),
    ("GI-07a", Change::Text(&[(ASKS, "<p>You used the wrong pronoun. What mends it best?</p> {")])),
    ("GI-07b", Change::Text(&[(ASKS, "[html] {")])),
    ("GI-08", Change::Text(&[("moves on\\:", "moves \\on\\:")])),
    ("GI-09", Change::Text(&[("<p>It makes the patient", "<img src\\=\"x\"><p>It makes the patient")])),
    (
        "GI-10",
        Change::Files(|package| {
            let text = package.text("questions.txt");
            let begin = text.find("\tTRUE").expect("there");
            let end = text[begin..].find('\n').expect("there") + begin + 1;
            package.edit("questions.txt", &text[begin..end], "");
        }),
    ),
    ("GI-11", Change::Text(&[("\tTRUE#", "\tYES#")])),
    ("GI-12a", Change::Text(&[("~%-50%", "~%-45%")])),
    ("GI-12b", Change::Text(&[("~%50%", "~%25%")])),
    ("GI-13", Change::Text(&[("\t~<p>Explain", "\t=<p>Explain")])),
    (
        "GI-14a",
        Change::Files(|package| {
            package.edit("questions.txt", "\t=<p>“How shall I address you?”</p> -> Letters and calls\n", "");
        }),
    ),
    ("GI-14b", Change::Text(&[("-> Letters and calls", "->")])),
    ("GI-15", Change::Text(&[("\tTRUE#<p>Records are changed when the patient asks.</p>", "\tTRUE")])),
    ("GI-16", Change::Text(&[("#=3.1..3.3#", "#=3.3..3.1#")])),
    ("GI-17", Change::Text(&[("#<p>It makes the patient comfort you.</p>", "")])),
];

#[test]
fn each_damage_breaks_its_own_rule() {
    let mut asked = course();
    for block in
        asked.modules.iter_mut().flat_map(|module| &mut module.pages).flat_map(|page| &mut page.blocks)
    {
        if let BlockKind::Question(question) = &mut block.kind
            && let QuestionKind::Matching(own) = &mut question.kind
        {
            own.pairs.push(own.pairs[0].clone());
        }
    }
    let bytes = packed(&asked, "gift", &options("universal")).expect("packed").1;
    let package = Package::new(&BOOK, [(BOOK.entry.to_owned(), bytes)].into(), vec![BOOK.entry.into()]);
    trial(&BOOK, &package, &[OWN]);
}
