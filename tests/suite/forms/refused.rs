//! What keeps a form from being taken, told at its cell, with nothing written.

use std::collections::BTreeMap;

use bona::Exit;
use bona_tests::Workbench;

use super::books::{Book, escaped, ods, open, pack};
use super::{filled, form, read};

/// That a form is refused with these words, and nothing is written.
fn refused(name: &str, bytes: Vec<u8>, words: &str) {
    let (bench, ran) = read(&[(name, bytes.clone())], true);
    assert_eq!(ran.exit, Exit::AtFault, "{words}: {}", ran.whole());
    assert!(ran.out.contains(words), "{words} is not in: {}", ran.whole());
    let (fresh, _) = read(&[(name, bytes)], false);
    assert_eq!(bench.files(), fresh.files(), "{words}");
}

#[test]
fn a_cell_that_holds_no_words_is_told_at_its_place() {
    let rows: [(&str, &str, &str); 9] = [
        ("str", "<f>1+1</f><v>2</v>", "Your answers, C4: a formula stands here"),
        ("s", "<f t=\"shared\" si=\"0\"/><v>0</v>", "Your answers, C4: a formula stands here"),
        (
            "",
            "<v>1632960000</v>",
            "Your answers, C4: the program made a number of what was typed: 1632960000",
        ),
        ("b", "<v>1</v>", "Your answers, C4: the program made TRUE or FALSE"),
        ("e", "<v>#REF!</v>", "Your answers, C4: the program shows an error here"),
        ("d", "<v>2026-11-03</v>", "Your answers, C4: the program made a day or a time"),
        ("inlineStr", "<is><t>a\nb</t></is>", "Your answers, C4: this stands on several lines"),
        (
            "inlineStr",
            "<is><t>a\u{202e}b</t></is>",
            "Your answers, C4: a sign that nobody sees stands here, U+202E",
        ),
        (
            "inlineStr",
            "<is><t>a_x0007_b</t></is>",
            "Your answers, C4: a sign that nobody sees stands here, U+0007",
        ),
    ];
    for (kind, inside, words) in rows {
        let mut book = form("oak_road");
        book.put("Your answers", "C4", kind, inside);
        refused("form.xlsx", book.bytes(), words);
    }
    let mut book = form("oak_road");
    book.say("Your answers", "C4", &"x".repeat(61));
    refused(
        "form.xlsx",
        book.bytes(),
        "Your answers, C4: this has 61 characters\n    → say it in at most 60",
    );
    book.empty("Your answers", "C4");
    refused("form.xlsx", book.bytes(), "Your answers, C4: every place must answer this (`lead_contact`)");
}

/// A number that is shown as a day is one, whichever style says so.
#[test]
fn a_day_is_known_by_its_style() {
    let mut book = form("oak_road");
    let styles = String::from_utf8(book.parts["xl/styles.xml"].clone()).expect("it is text");
    let dated = styles.replace("numFmtId=\"49\"", "numFmtId=\"14\"");
    assert_ne!(dated, styles);
    book.parts.insert("xl/styles.xml".to_owned(), dated.into_bytes());
    book.put("Your answers", "C4", "", "<v>45000</v>");
    refused("form.xlsx", book.bytes(), "Your answers, C4: the program made a day or a time");
}

#[test]
fn words_of_a_course_need_a_reason_and_must_be_right() {
    let with = |say: &str, why: &str| {
        let mut book = form("oak_road");
        for (cell, words) in [("D4", say), ("E4", why)] {
            if !words.is_empty() {
                book.say("Names at the desk", cell, words);
            }
        }
        book.bytes()
    };
    refused("form.xlsx", with("Ours is blue.", ""), "Names at the desk, E4: nobody says why");
    refused("form.xlsx", with("", "because"), "Names at the desk, E4: a reason stands here");
    refused("form.xlsx", with(&"x".repeat(4001), "so"), "Names at the desk, D4: this has 4001 characters");
    refused("form.xlsx", with("Ours.", &"x".repeat(501)), "Names at the desk, E4: this has 501 characters");
    // What the course's own rules say of the words is said at the cell.
    let bad = "Names at the desk, D4: ";
    refused(
        "form.xlsx",
        with("Ask {leed_contact}.", "so"),
        &format!("{bad}there is no variable `leed_contact`"),
    );
    refused("form.xlsx", with("<script>alert(1)</script>", "so"), bad);
    // The words that stand there already are no change.
    let (bench, ran) = read(&[("form.xlsx", with("A name is changed with a form.", "so"))], true);
    assert!(ran.out.contains("nothing new"), "{}", ran.whole());
    assert!(!bench.files().keys().any(|path| path.ends_with("variants/oak_road.ron")));
}

#[test]
fn what_is_hidden_must_be_as_it_was() {
    let mut book = filled();
    book.say("Your answers", "A4", "fact/quiet_room");
    refused(
        "form.xlsx",
        book.bytes(),
        "Your answers, A6: `fact/quiet_room` stands here, and at Your answers, C4",
    );
    refused("form.xlsx", book.bytes(), "the rows of these are missing: `fact/lead_contact`");
    let mut book = filled();
    book.say("Your answers", "A4", "fact/nothing");
    refused("form.xlsx", book.bytes(), "Your answers, A4: the hidden column A holds `fact/nothing`");
    let mut book = filled();
    book.put("Your answers", "A4", "", "<v>4</v>");
    refused("form.xlsx", book.bytes(), "Your answers, A4: the hidden column A holds no text");
    for (cell, words) in [("B1", "elm_street"), ("D3", "00000000"), ("C7", "00000000"), ("B2", "another")] {
        let mut book = filled();
        book.say("bona", cell, words);
        refused("form.xlsx", book.bytes(), "bona, A1: what is hidden in this form was changed");
    }
    let mut book = filled();
    book.say("bona", "A1", "bona/form/v2");
    refused("form.xlsx", book.bytes(), "this form is of the kind `bona/form/v2`");
}

/// A sheet that is gone, in either format.
#[test]
fn a_missing_sheet_is_named() {
    let without = |name: &str| {
        let mut book = filled();
        let own = String::from_utf8(book.parts["xl/workbook.xml"].clone()).expect("it is text");
        let start = own.find(&format!("<sheet name=\"{name}\"")).expect("it has the sheet");
        let end = start + own[start..].find("/>").expect("it ends") + 2;
        book.parts
            .insert("xl/workbook.xml".to_owned(), format!("{}{}", &own[..start], &own[end..]).into_bytes());
        book.bytes()
    };
    refused("form.xlsx", without("Your answers"), "the sheet with the questions is missing");
    refused("form.xlsx", without("Names at the desk"), "the sheet of the course `places` is missing");
    refused("form.xlsx", without("bona"), "the hidden sheet `bona` is missing");
    refused("form.ods", open("<table:table table:name=\"x\"/>"), "no form of `bona variant form`");
}

#[test]
fn what_is_no_form_is_told_and_never_unpacked() {
    let book = filled();
    refused(
        "form.xlsx",
        b"\xd0\xcf\x11\xe0 and so on".to_vec(),
        "the file has a password, or is of the old kind .xls",
    );
    refused("form.xlsx", b"no zip at all".to_vec(), "the file is no spreadsheet");
    refused(
        "form.xlsx",
        pack(&BTreeMap::from([("a.txt".to_owned(), Vec::new())])),
        "the file is no spreadsheet",
    );
    let whole = book.bytes();
    for cut in [whole.len() / 3, whole.len() / 2, whole.len() - 1] {
        refused("form.xlsx", whole[..cut].to_vec(), "not taken");
    }
    let locked = "<manifest:manifest xmlns:manifest=\"urn:m\"><manifest:file-entry><manifest:encryption-data/>\
                  </manifest:file-entry></manifest:manifest>";
    let parts = [("content.xml", "noise"), ("META-INF/manifest.xml", locked)];
    let parts = parts.map(|(name, part)| (name.to_owned(), part.as_bytes().to_vec()));
    refused("form.ods", pack(&BTreeMap::from(parts)), "the file has a password");
    let mut bomb = book.clone();
    bomb.parts.insert("xl/sharedStrings.xml".to_owned(), vec![b' '; 33_000_000]);
    refused("form.xlsx", bomb.bytes(), "the file unpacks to more than 32 MB");
    refused("form.xlsx", vec![0; 8_000_001], "the file has 8 MB; a form has at most 8");
    let mut laughs = book.clone();
    let entity = "<!DOCTYPE a [<!ENTITY a \"aaaa\">]><sst><si><t>&a;</t></si></sst>";
    laughs.parts.insert("xl/sharedStrings.xml".to_owned(), entity.as_bytes().to_vec());
    refused("form.xlsx", laughs.bytes(), "the file is damaged");
    let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    laughs.parts.insert("xl/sharedStrings.xml".to_owned(), deep.into_bytes());
    refused("form.xlsx", laughs.bytes(), "the file is damaged");
}

/// One cell at the far corner, a cell repeated without end, one long text named again and again.
#[test]
fn a_sheet_that_would_fill_the_memory_is_refused() {
    let mut book = form("oak_road");
    let far = book.sheet("bona").replace(
        "</sheetData>",
        "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"b\"><v>1</v></c></row></sheetData>",
    );
    book.parts.insert("xl/worksheets/sheet4.xml".to_owned(), far.into_bytes());
    refused("form.xlsx", book.bytes(), "a sheet holds more than is read");
    let cell = |times: &str| format!("<table:table-cell {times} office:value-type=\"boolean\"/>");
    let wide = format!(
        "<table:table><table:table-row>{}</table:table-row></table:table>",
        cell("table:number-columns-repeated=\"16384\"")
    );
    refused("form.ods", open(&wide), "a sheet holds more than is read");
    let high = format!(
        "<table:table><table:table-row table:number-rows-repeated=\"1048576\">{}</table:table-row></table:table>",
        cell("")
    );
    refused("form.ods", open(&high), "a sheet holds more than is read");
    let mut book = form("oak_road");
    let long = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(1_000_000));
    book.parts.insert("xl/sharedStrings.xml".to_owned(), long.into_bytes());
    let rows: String =
        (1..2000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>")).collect();
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    book.parts.insert("xl/worksheets/sheet1.xml".to_owned(), sheet.into_bytes());
    refused("form.xlsx", book.bytes(), "a sheet holds more than is read");
}

#[test]
fn hostile_cells_of_opendocument_are_told_too() {
    let whole = String::from_utf8(Book::of(&ods(&form("oak_road"))).parts["content.xml"].clone())
        .expect("it is text");
    let own = format!(
        "<table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
        escaped("the practice manager’s desk")
    );
    // The first of the two is the answer, the second what stands there now.
    assert_eq!(whole.matches(&own).count(), 2, "{whole}");
    let rows = [
        (
            "<table:table-cell table:formula=\"of:=1+1\" office:value-type=\"string\"><text:p>2</text:p></table:table-cell>",
            "a formula stands here",
        ),
        (
            "<table:table-cell office:value-type=\"float\" office:value=\"7\"><text:p>7</text:p></table:table-cell>",
            "made a number of what was typed: 7",
        ),
        (
            "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-01-02\"><text:p>1/2</text:p></table:table-cell>",
            "made a day or a time",
        ),
        (
            "<table:table-cell office:value-type=\"boolean\"><text:p>TRUE</text:p></table:table-cell>",
            "made TRUE or FALSE",
        ),
    ];
    for (cell, words) in rows {
        let spoilt = whole.replacen(&own, cell, 1);
        let bytes = pack(&BTreeMap::from([("content.xml".to_owned(), spoilt.into_bytes())]));
        refused("form.ods", bytes.clone(), words);
        refused("form.ods", bytes, "Your answers, C4: ");
    }
}

/// Who sent a form that cannot be taken is not told to have sent none, and what was not read is named.
#[test]
fn what_came_is_told_from_what_did_not() {
    let mut formula = form("oak_road");
    formula.put("Your answers", "C4", "str", "<f>1+1</f><v>2</v>");
    let mut own = form("elm_street");
    own.say("Your answers", "C4", &"x".repeat(61));
    let forms = [
        ("oak.xlsx", formula.bytes()),
        ("elm.xlsx", own.bytes()),
        ("mine.xlsm", vec![1]),
        ("sub/more.xlsx", vec![1]),
        ("~$oak.xlsx", vec![1]),
    ];
    let (_, ran) = read(&forms, false);
    assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
    assert!(ran.out.contains("sent, and not taken: elm_street, oak_road\n"), "{}", ran.out);
    assert!(!ran.out.contains("no form from"), "{}", ran.out);
    assert!(ran.out.contains("not read: back/mine.xlsm, back/sub; name a file or"), "{}", ran.out);
    assert!(!ran.out.contains("~$"), "{}", ran.out);
    let (_, ran) = read(&forms[..1], false);
    assert!(
        ran.out
            .contains("sent, and not taken: oak_road\nno form here, but answers from before: elm_street\n"),
        "{}",
        ran.out
    );
}

#[test]
fn of_two_forms_of_a_place_neither_is_guessed() {
    let (first, other) = (filled().bytes(), form("oak_road").bytes());
    let (_, ran) = read(&[("a.xlsx", first.clone()), ("b.ods", ods(&filled()))], false);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(ran.out.contains("back/b.ods (oak_road): says the same as back/a.xlsx\n"), "{}", ran.out);
    let elm = form("elm_street").bytes();
    let (bench, ran) = read(&[("a.xlsx", first), ("b.xlsx", other), ("c.xlsx", elm)], true);
    assert_eq!(ran.exit, Exit::AtFault);
    for (one, other) in [("a", "b"), ("b", "a")] {
        let told = format!(
            "back/{one}.xlsx (oak_road): not taken\n  `back/{other}.xlsx` is of the place `oak_road` as well"
        );
        assert!(ran.out.contains(&told), "{}", ran.out);
    }
    assert!(ran.out.contains("back/c.xlsx (elm_street): nothing new"), "{}", ran.out);
    assert!(!bench.files().keys().any(|path| path.ends_with("variants/oak_road.ron")));
}

#[test]
fn the_command_says_what_it_cannot_find() {
    let places = || Workbench::new().folder("places", "fixtures/places");
    let missing = places().run(&["variant", "read", "back", "--course", "places"]);
    assert!(missing.err.contains("there is no file or folder `back`"), "{}", missing.err);
    let empty = places().run(&["variant", "read", "places/modules", "--course", "places"]);
    assert!(empty.err.contains("no form is in `places/modules`"), "{}", empty.err);
    let (bench, _) = read(&[("oak.xlsx", form("oak_road").bytes())], false);
    let gone = bench.without("places/house/places/oak_road.ron");
    let ran = gone.run(&["variant", "read", "back", "--course", "places"]);
    assert!(
        ran.out.contains("the form is of the place `oak_road`, which the house does not have"),
        "{}",
        ran.out
    );
    let houseless = Workbench::new().folder("sound", "fixtures/minimal");
    let ran = houseless.run(&["variant", "form", "sound", "--for", "all"]);
    assert!(ran.err.contains("has no house"), "{}", ran.err);
    let placeless =
        Workbench::new().folder("sound", "fixtures/minimal").file("sound/house/variables.ron", "[]");
    let ran = placeless.run(&["variant", "form", "sound", "--for", "all"]);
    assert!(ran.err.contains("the house of `sound` has no places"), "{}", ran.err);
}
