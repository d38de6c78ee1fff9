//! Certificates from end to end: what one says, what it proves, and that each changed one is refused with the reason.

use bona::Exit;
use bona_tests::Ran;

use super::{Desk, PACKAGE, snapshot};

/// A certificate of the first look, made once and kept: pages that are out there must be believed for ever.
const KEPT: &str = include_str!("../../fixtures/evidence/certificate.html");
/// The key of its log.
const KEPT_KEY: &str = include_str!("../../fixtures/evidence/certificate.vkey");

impl Desk {
    fn issue(&self, arguments: &[&str]) -> Ran {
        let store = self.store();
        self.bench.run(&[&["certificate", "issue", "--store", &store], arguments].concat())
    }

    /// A certificate of Ann Byrne, the key of its log beside it.
    fn certified() -> Self {
        let desk = Self::filled();
        desk.machine().put("log.vkey", &desk.kept("keys/log.vkey").expect("init made it"));
        let ran = desk.issue(&[
            "0042",
            "--leaf",
            "2",
            "--name",
            "Ann B. Byrne",
            "--package",
            PACKAGE,
            "--out",
            "ann.html",
        ]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        desk
    }

    fn page(&self) -> String {
        String::from_utf8(self.kept("ann.html").expect("it was written")).expect("UTF-8")
    }

    fn check(&self, more: &[&str]) -> Ran {
        self.bench.run(&[&["certificate", "verify"], more].concat())
    }

    /// The reason for which this page is refused.
    fn refused(&self, page: &str) -> String {
        self.machine().put("changed.html", page.as_bytes());
        let ran = self.check(&["changed.html", "--key", "log.vkey"]);
        assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
        assert!(ran.out.ends_with("`changed.html` proves nothing here. Do not rely on it.\n"), "{}", ran.out);
        ran.out
    }
}

/// The text of a part of the data that a page carries, and where it stands.
fn data(page: &str) -> &str {
    let (_, rest) = page.split_once("id=\"bona-certificate\">").expect("it carries its data");
    rest.split_once("</script>").expect("they end").0
}

/// One sign of a text changed for another of its kind.
fn with_changed(page: &str, field: &str, sign: usize) -> String {
    let at = page.find(&format!("\"{field}\":\"")).expect("the field is there") + field.len() + 4 + sign;
    let mut bytes = page.as_bytes().to_vec();
    bytes[at] = if bytes[at] == b'B' { b'C' } else { b'B' };
    String::from_utf8(bytes).expect("still text")
}

#[test]
fn a_certificate_says_what_was_recorded_and_is_checked_without_the_store() {
    let desk = Desk::certified();
    let again = desk.issue(&[
        "Ann Byrne",
        "--leaf",
        "2",
        "--name",
        "Ann B. Byrne",
        "--package",
        PACKAGE,
        "--out",
        "ann.html",
    ]);
    snapshot("certificate_issue", &again.whole().replace(&desk.store(), "evidence.bona"));
    let page = desk.page();
    snapshot("certificate_page", &page);
    snapshot("certificate_verify", &desk.check(&["ann.html", "--key", "log.vkey"]).whole());
    // One leaf is opened, and what is opened is about one person.
    for other in ["Cole", "Zoë", "Dilys", "0043", "0042", "ann.byrne@"] {
        assert!(!page.contains(other), "{other}");
    }
    for word in ["<script src", "http://", "https://", "url(", "style=\""] {
        assert!(!page.contains(word), "{word}");
    }
    let policy = format!(
        "log {}quorum none\n",
        String::from_utf8(desk.kept("keys/log.vkey").expect("kept")).expect("text")
    );
    desk.machine().put("trusted", policy.as_bytes());
    let ran = desk.check(&["ann.html", "ann.html", "--policy", "trusted"]);
    assert_eq!((ran.exit, ran.out.matches("`ann.html` holds.").count()), (Exit::Done, 2), "{}", ran.whole());
}

#[test]
fn whoever_checks_brings_the_key_themselves() {
    let desk = Desk::certified();
    let none = desk.check(&["ann.html"]);
    assert_eq!(none.exit, Exit::World);
    assert!(none.err.contains("anybody can make a log: give its key with --key"), "{}", none.err);
    let foreign = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    let other = desk.check(&["ann.html", "--key", foreign]);
    assert_eq!(other.exit, Exit::AtFault);
    assert!(other.out.contains("and the key that is trusted is of `PeterNeumann`"), "{}", other.out);
    desk.machine().put("trusted", format!("log {foreign}\nquorum none\n").as_bytes());
    let unnamed = desk.check(&["ann.html", "--policy", "trusted"]);
    assert!(unnamed.out.contains("which the policy does not name"), "{}", unnamed.out);
    let missing = desk.check(&["nobody.html", "--key", "log.vkey"]);
    assert_eq!(missing.exit, Exit::World);
}

#[test]
fn each_changed_certificate_is_refused_with_the_reason() {
    let desk = Desk::certified();
    let page = desk.page();
    let words = "from line";
    let changes: [(String, &str); 22] = [
        (
            page.replacen("Ann B. Byrne</bdi>", "Ann B. Burns</bdi>", 1),
            "the name on the page is not the one that it carries",
        ),
        (page.replacen("First contact</bdi>", "Last contact</bdi>", 1), words),
        (page.replacen("passed its test", "passed its hard test", 1), words),
        (page.replacen("3 November 2026", "3 November 2025", 1), words),
        (
            page.replacen("learning system&#39;s", "college&#39;s", 1).replacen(
                "learning system's",
                "college's",
                1,
            ),
            words,
        ),
        (page.replacen("<dd class=\"key\">", "<dd class=\"key\">0", 1), words),
        (page.replacen("class=\"row open\"", "hidden", 1), words),
        (page.replacen("<main>", "<main><p>With distinction</p>", 1), words),
        (page.replacen("h1{font:", "h1{display:none;font:", 1), words),
        (page.clone() + "<p>With distinction</p>", words),
        (page.trim_end().trim_end_matches("</html>").to_owned(), words),
        (page.replacen("\"name\":\"Ann", "\"name\":\"Bob", 1), "and carries `Bob B. Byrne` (with U+0042)"),
        (page.replacen("\"title\":\"First", "\"title\":\"Last", 1), words),
        (with_changed(&page, "opened", 34), "the leaf does not commit to this `what`"),
        (with_changed(&page, "opened", 400), "the leaf does not commit to this"),
        (with_changed(&page, "proof", 60), "the record is not proven"),
        (with_changed(&page, "log", 60), "whose log it is, is not proven"),
        (with_changed(&page, "vkey", 60), "is no"),
        (page.replacen("certificate/v1", "certificate/v9", 1), "its form `bona/certificate/v9`"),
        (page.replacen(data(&page), "{}", 1), "does not say which form"),
        (page.replacen(data(&page), "", 1), "carries no proof"),
        (page.replacen("id=\"bona-certificate\"", "id=\"other\"", 1), "carries no proof"),
    ];
    for (number, (changed, why)) in changes.iter().enumerate() {
        assert_ne!(*changed, page, "change {number} changes nothing");
        let told = desk.refused(changed);
        assert!(told.contains(why), "change {number}: {told}");
    }
    desk.machine().put("changed.html", &[0xff, 0xfe, 0x00]);
    let ran = desk.check(&["changed.html", "ann.html", "--key", "log.vkey"]);
    assert_eq!(ran.exit, Exit::AtFault);
    assert!(ran.out.contains("is not text") && ran.out.contains("`ann.html` holds."), "{}", ran.out);
}

/// Any bit of the file: nothing of it can be changed.
#[test]
fn seeded_flips_are_all_refused() {
    let desk = Desk::certified();
    let page = desk.page();
    let (mut state, mut judged) = (7_u64, 0);
    while judged < 150 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(state >> 33).unwrap_or_default() % (page.len() - 1);
        let mut bytes = page.as_bytes().to_vec();
        bytes[at] ^= 1 << (state % 7);
        let Ok(changed) = String::from_utf8(bytes) else { continue };
        desk.refused(&changed);
        judged += 1;
    }
}

#[test]
fn a_name_and_its_page_changed_together_is_what_no_check_can_tell() {
    let desk = Desk::certified();
    let forged = desk.page().replace("Ann B. Byrne", "Bob Cole");
    desk.machine().put("forged.html", forged.as_bytes());
    let ran = desk.check(&["forged.html", "--key", "log.vkey"]);
    assert_eq!(ran.exit, Exit::Done);
    assert!(ran.out.contains("Not proven\n  - The name: it is as somebody typed it"), "{}", ran.out);
}

#[test]
fn nobody_and_nothing_is_guessed_at() {
    let desk = Desk::filled();
    let out = |arguments: &[&str]| {
        let ran = desk.issue(&[arguments, &["--name", "A B", "--out", "x.html"]].concat());
        assert_eq!(ran.exit, Exit::World, "{}", ran.whole());
        assert!(desk.kept("x.html").is_none(), "nothing is written");
        ran.err
    };
    assert!(out(&["Nobody Known"]).contains("nobody in the store is called"));
    assert!(out(&["Zoë Díaz"]).contains("says `failed`, and no certificate is for that"));
    assert!(out(&["0042", "--course", "other_course"]).contains("no such record of"));
    assert!(out(&["0042", "--leaf", "3"]).contains("no such record of"));
    desk.machine()
        .put("other.zip", &super::package_that_says(&serde_json::json!({ "content": "ab".repeat(32) })));
    let other = out(&["0042", "--leaf", "2", "--package", "other.zip"]);
    assert!(other.contains("is not the package that was taken"), "{other}");
    let ran = desk.issue(&["0042", "--leaf", "2", "--name", " ", "--out", "x.html"]);
    assert!(ran.err.contains("--name: it is empty"), "{}", ran.err);
}

#[test]
fn several_records_are_listed_and_one_is_chosen() {
    let desk = Desk::filled();
    let other =
        super::package_that_says(&serde_json::json!({ "edition": "1.1.0", "content": "ab".repeat(32) }));
    desk.machine().put("newer.zip", &other);
    let moodle = std::fs::read_to_string(format!("{}/fixtures/evidence/moodle.csv", bona_tests::TESTS))
        .expect("there");
    desk.machine().put("later.csv", moodle.replace("2026-11-03 14:02:11", "2026-11-13 14:02:11").as_bytes());
    let ran = desk.import("later.csv", &["--package", "newer.zip", "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let several = desk.issue(&["0042", "--name", "Ann", "--out", "x.html"]);
    assert!(several.err.contains("has 3 such records; say which with --leaf"), "{}", several.whole());
    let chosen = desk.issue(&["0042", "--name", "Ann", "--leaf", "2", "--out", "x.html"]);
    assert_eq!(chosen.exit, Exit::Done, "{}", chosen.whole());
}

#[test]
fn a_record_that_lists_answers_is_not_given_away_unasked() {
    let desk = Desk::begun();
    desk.machine().put("newer.json", super::kinds::newer().to_string().as_bytes());
    let ran = desk.import("newer.json", &["--package", PACKAGE, "--answers", "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let people = desk.json(&["matrix", "--output", "json"]);
    let person = people["completions"][0]["person"].as_str().expect("a number").to_owned();
    let refused = desk.issue(&[&person, "--name", "Ann", "--out", "x.html"]);
    assert!(refused.err.contains("a record is opened whole or not at all"), "{}", refused.whole());
    let ran = desk.issue(&[&person, "--name", "Ann", "--out", "x.html", "--with-answers"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
}

/// No record has a title: a package gives it, or somebody types it, and where neither is, that is said.
#[test]
fn a_title_comes_from_the_package_or_as_typed_and_its_lack_is_told() {
    let desk = Desk::filled();
    let ann = ["0042", "--leaf", "2", "--name", "Ann Byrne", "--out", "ann.html"];
    let ran = desk.issue(&ann);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    snapshot("certificate_untitled", &ran.err);
    assert!(desk.page().contains("first_contact</bdi>"), "{}", desk.page());
    let typed = |title: &str| desk.issue(&[&ann[..], &["--title", title]].concat());
    let ran = typed("First contact: the basics");
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""));
    assert!(desk.page().contains("First contact: the basics</bdi>"), "{}", desk.page());
    for (title, why) in [
        ("", "--title: the title is empty"),
        ("First\u{202e}contact", "--title: the title holds signs that cannot be seen"),
        (&"x".repeat(201), "--title: the title is longer than 200 characters"),
    ] {
        let ran = typed(title);
        assert_eq!(ran.exit, Exit::World, "{}", ran.whole());
        assert!(ran.err.contains(why), "{}", ran.err);
    }
    let both = desk.issue(&[&ann[..], &["--title", "First contact", "--package", PACKAGE]].concat());
    assert!(both.err.contains("cannot be used with"), "{}", both.whole());
}

#[test]
fn a_witness_bounds_when_it_was_recorded() {
    let desk = Desk::witnessed();
    desk.policy();
    let ran = desk.import("run_time.json", &["--package", PACKAGE, "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let ran = desk.issue(&["0042", "--leaf", "2", "--name", "Ann", "--out", "ann.html"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let page = desk.page();
    assert!(page.contains("leaf 2 of 7"), "the first checkpoint that was cosigned: {page}");
    assert!(
        page.contains("No later than 22 November 2026, when commissioner.example/evidence saw it in the log"),
        "{page}"
    );
    desk.machine().put("trusted", &desk.kept(".policy").expect("it is there"));
    let checked = desk.check(&["ann.html", "--policy", "trusted"]);
    assert!(
        checked.out.contains(
            "It was recorded no later than 2026-11-22T09:30:00Z: commissioner.example/evidence saw it then."
        ),
        "{}",
        checked.whole()
    );
    let unasked = desk.check(&["ann.html", "--key", "log.vkey"]);
    assert!(unasked.out.contains("Witnesses bound\n    that"), "{}", unasked.whole());
    // The same without the witness's line: the policy is not met, and the page no longer fits its proof.
    let line = page.find("\\n\u{2014} commissioner").expect("the line is in the proof");
    let end = page[line + 2..].find("\\n").expect("it ends") + line + 2;
    let without = page.replace(&page[line..end], "");
    desk.machine().put("without.html", without.as_bytes());
    let refused = desk.check(&["without.html", "--policy", "trusted"]);
    assert_eq!(refused.exit, Exit::AtFault, "{}", refused.whole());
}

/// A certificate that was once made is believed by every later release: its page never changes.
#[test]
fn a_kept_certificate_still_holds() {
    let desk = Desk::bare();
    desk.machine().put("kept.html", KEPT.as_bytes());
    desk.machine().put("mailed.html", KEPT.replace('\n', "\r\n").as_bytes());
    let ran = desk.check(&["kept.html", "mailed.html", "--key", KEPT_KEY.trim()]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
}
