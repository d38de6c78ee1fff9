//! What commands write for people never costs anybody a file: not the store, not what was read, not what stood there.

use std::collections::BTreeMap;
use std::path::PathBuf;

use bona::Exit;
use bona_tests::Ran;

use super::{Desk, PACKAGE};

const SHEET: &str = "name,staff_number\nAnn Byrne,0042\nNobody,\n";

fn refused(desk: &Desk, ran: &Ran, before: &BTreeMap<PathBuf, Vec<u8>>, why: &str) {
    assert_eq!(ran.exit, Exit::World, "{}", ran.whole());
    assert!(ran.err.contains(why), "{why}: {}", ran.err);
    assert_eq!(desk.bench.files(), *before, "nothing was written");
}

#[test]
fn neither_the_store_nor_what_is_beside_it_becomes_a_page() {
    let desk = Desk::staffed();
    let beside = |ending: &str| format!("{}{ending}", desk.store());
    let rules = desk.folder.path().join("requirements.ron").display().to_string();
    let users = "Username,ID number\nann,0042\n";
    desk.machine().put("users.csv", users.as_bytes());
    desk.machine().put(beside(".html"), b"an own page");
    let before = desk.bench.files();
    for file in [
        beside(""),
        beside("-wal"),
        beside("-SHM"),
        beside("-journal"),
        beside(".checkpoint"),
        beside(".erased"),
        beside(".keys/log.key"),
        beside(".keys/../evidence.bona.keys/new.html"),
        beside(".cosigned/7.html"),
        rules,
    ] {
        let upload = ["upload", &file, "--for", "moodle", "--course", "first_contact", "--grade-item", "X"];
        let list = ["--list", "users.csv", "--identify-by", "staff_number", "--id-column", "ID number"];
        let ran = desk.evidence(
            &[&upload[..], &list[..], &["--user-column", "Username", "--no-score-as", "100"]].concat(),
        );
        refused(&desk, &ran, &before, "is of the evidence store");
        let page = desk.evidence(&["page", &file]);
        assert_eq!(page.exit, Exit::World, "{}", page.whole());
        let person = desk.evidence(&["person", "0042", "--html", &file]);
        assert_eq!(person.exit, Exit::World, "{}", person.whole());
        assert_eq!(desk.bench.files(), before, "{file}");
    }
    let keys = beside(".keys");
    refused(&desk, &desk.evidence(&["export", &keys]), &before, "is of the evidence store");
    refused(&desk, &desk.evidence(&["backup", &beside("-wal")]), &before, "is of the evidence store");
    let page = beside(".html");
    refused(&desk, &desk.evidence(&["page", &page]), &before, "stands there already");
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done);
}

#[test]
fn only_what_the_same_command_wrote_is_replaced() {
    let desk = Desk::staffed();
    for file in ["thesis.html", "list.xlsx", "up.csv", "given/README.txt"] {
        desk.machine().put(file, b"mine");
    }
    let upload = |list: &str, file: &str| {
        let told = ["upload", file, "--for", "moodle", "--course", "first_contact", "--grade-item", "X"];
        let list = ["--list", list, "--identify-by", "staff_number", "--id-column", "ID number"];
        desk.evidence(
            &[&told[..], &list[..], &["--user-column", "Username", "--no-score-as", "100"]].concat(),
        )
    };
    desk.machine().put("users.csv", b"Username,ID number\nann,0042\n");
    let before = desk.bench.files();
    let standing = "stands there already";
    refused(&desk, &desk.evidence(&["page", "thesis.html"]), &before, standing);
    refused(&desk, &desk.evidence(&["page", "list.xlsx"]), &before, standing);
    refused(&desk, &desk.evidence(&["person", "0042", "--html", "thesis.html"]), &before, standing);
    refused(&desk, &desk.evidence(&["export", "given"]), &before, standing);
    refused(&desk, &upload("users.csv", "up.csv"), &before, standing);
    refused(&desk, &upload("users.csv", "users.csv"), &before, "was given to be read");
    let store = desk.store();
    let certificate = |who: &str, out: &str| {
        let leaf = if who == "0042" { &["--leaf", "2"][..] } else { &[] };
        let told = ["certificate", "issue", who, "--name", "Ann", "--out", out, "--store", &store];
        desk.bench.run(&[&told[..], leaf].concat())
    };
    refused(&desk, &certificate("0042", "thesis.html"), &before, standing);
    // Ours is made anew, as long as it is of the same kind, and of the same record.
    for day in ["2026-11-20", "2026-11-21"] {
        for file in ["staff.html", "staff.HTM"] {
            let ran = desk.evidence(&["page", file, "--as-at", day]);
            assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        }
    }
    for _ in 0..2 {
        let ran = desk.evidence(&["person", "0042", "--html", "ann.html"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        let ran = desk.evidence(&["export", "out", "--proof", "2", "--open", "2", "--since", "3"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        let ran = certificate("0042", "proof.html");
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        let ran = upload("users.csv", "new.csv");
        assert_eq!(ran.exit, Exit::Done, "the same bytes: {}", ran.whole());
    }
    let before = desk.bench.files();
    refused(&desk, &desk.evidence(&["page", "ann.html"]), &before, standing);
    refused(&desk, &desk.evidence(&["person", "0042", "--html", "staff.html"]), &before, standing);
    refused(&desk, &certificate("0045", "proof.html"), &before, standing);
}

#[test]
fn the_ending_says_what_is_written() {
    let desk = Desk::staffed();
    let before = desk.bench.files();
    for file in ["staff.pdf", "staff", "staff.docx", "requirements.ron", "staff.html.bak"] {
        refused(&desk, &desk.evidence(&["page", file]), &before, "the ending says what to write");
        refused(&desk, &desk.evidence(&["person", "0042", "--html", file]), &before, "ends with .html");
    }
}

#[test]
fn refused_rows_that_somebody_mends_are_never_written_over() {
    let desk = Desk::begun();
    let ran = desk.evidence(&["session", "--starts", "2026-11-03 10:00", "--mode", "hybrid"]);
    let session = ran.out.split("--session ").nth(1).and_then(|rest| rest.get(..8)).expect("it is named");
    let import = |sheet: &str, count: &str| {
        desk.machine().put("s.csv", sheet.as_bytes());
        let about = ["--kind", "sign-in", "--package", PACKAGE, "--session", session, "--apply"];
        desk.import("s.csv", &[&about[..], &["--count", count, "--stated-by", "C. Manager"]].concat())
    };
    let first = import(SHEET, "2");
    assert!(first.out.contains("are in `s.csv.refused.csv`"), "{}", first.whole());
    let written = desk.kept("s.csv.refused.csv").expect("it was written");
    // The same rows once more: they stand there already.
    let same = import(SHEET, "2");
    assert!(same.out.contains("are in `s.csv.refused.csv`"), "{}", same.whole());
    assert_eq!(desk.kept("s.csv.refused-2.csv"), None);
    // Mended, and imported again all the same: the mend stays.
    desk.machine().put("s.csv.refused.csv", b"mended");
    let again = import(SHEET, "2");
    assert!(
        again.out.contains("`s.csv.refused.csv` stood there already and stayed as it is.\nThe refused rows are in `s.csv.refused-2.csv`"),
        "{}",
        again.whole()
    );
    assert_eq!(desk.kept("s.csv.refused.csv").as_deref(), Some(&b"mended"[..]));
    assert_eq!(desk.kept("s.csv.refused-2.csv"), Some(written));
    let other = import(&format!("{SHEET}Nobody else,\n"), "3");
    assert!(other.out.contains("are in `s.csv.refused-3.csv`"), "{}", other.whole());
}
