//! Pages whose name a badge's key signed: another name is refused wherever it was put, and in whatever disguise.

use bona::Exit;
use bona_engine::credential::{Badge, BadgeSigner, SignedBadge, badge_ids};
use ed25519_dalek::SigningKey;
use serde_json::Value;

use super::{Desk, PACKAGE, snapshot};

const NAME: &str = "Ann B. Byrne";

/// A page of the second look, made once and kept; its log's key is the certificate's.
const KEPT: &str = include_str!("../../fixtures/evidence/certificate_signed.html");

impl Desk {
    /// A page with a signed name, and both keys beside it.
    fn named() -> Self {
        let desk = Self::filled();
        let keys = format!("{}.keys", desk.store());
        assert_eq!(desk.bench.run(&["keys", "new", "badge", "--folder", &keys]).exit, Exit::Done);
        for (name, from) in [("log.vkey", "keys/log.vkey"), ("badge.did", "keys/badge.did")] {
            desk.machine().put(name, &desk.kept(from).expect("it was made"));
        }
        desk
    }

    fn of_ann(&self, more: &[&str]) -> String {
        let store = self.store();
        let fixed = ["certificate", "issue", "--store", &store, "0042", "--leaf", "2", "--name", NAME];
        let ran = self.bench.run(&[&fixed[..], &["--package", PACKAGE, "--out", "ann.html"], more].concat());
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        self.machine().put("said", ran.whole().as_bytes());
        String::from_utf8(self.kept("ann.html").expect("it was written")).expect("UTF-8")
    }

    /// What is said of a page by somebody who has both keys.
    fn said_of(&self, page: &str, exit: Exit, more: &[&str]) -> String {
        self.machine().put("page.html", page.as_bytes());
        let fixed = ["certificate", "verify", "page.html", "--key", "log.vkey"];
        let ran = self.bench.run(&[&fixed[..], more].concat());
        assert_eq!(ran.exit, exit, "{}", ran.whole());
        ran.out
    }

    fn refuses_name(&self, page: &str) -> String {
        self.said_of(page, Exit::AtFault, &["--badge-key", "badge.did"])
    }
}

/// The badge that a page carries.
fn carried(page: &str) -> Value {
    let (_, rest) = page.split_once("id=\"bona-certificate\">").expect("it carries its data");
    serde_json::from_str(rest.split_once("</script>").expect("they end").0).expect("JSON")
}

/// The page with another badge in it.
fn carrying(page: &str, badge: &str) -> String {
    let (start, rest) = page.split_once("id=\"bona-certificate\">").expect("it carries its data");
    let (_, end) = rest.split_once("</script>").expect("they end");
    format!("{start}id=\"bona-certificate\">{}</script>{end}", badge.replace('<', "\\u003c"))
}

#[test]
fn a_page_carries_its_name_signed() {
    let desk = Desk::named();
    let page = desk.of_ann(&[]);
    snapshot("certificate_issue_signed", &String::from_utf8_lossy(&desk.kept("said").expect("it was said")));
    let (start, rest) = page.split_once("id=\"bona-certificate\">").expect("it carries its data");
    snapshot(
        "certificate_page_signed",
        &format!("{start}…{}", rest.split_once("</script>").expect("they end").1),
    );
    snapshot("certificate_verify_signed", &desk.said_of(&page, Exit::Done, &["--badge-key", "badge.did"]));
    let unknown = desk.said_of(&page, Exit::Done, &[]);
    assert!(unknown.contains("Who signed the name: anybody can make a key."), "{unknown}");
    let badge = carried(&page);
    assert_eq!(badge["credentialSubject"]["identifier"][0]["identityHash"], NAME);
    assert_eq!(badge["proof"]["cryptosuite"], "eddsa-rdfc-2022");
    let signed = SignedBadge::read(&badge.to_string()).expect("it holds");
    assert!(page.contains(&format!("<dd class=\"key\">{}</dd>", signed.key)), "the page names the key");
    // A mail program may write line ends its own way.
    desk.said_of(&page.replace('\n', "\r\n"), Exit::Done, &["--badge-key", "badge.did"]);
}

#[test]
fn another_name_is_refused_wherever_it_was_put() {
    let desk = Desk::named();
    let page = desk.of_ann(&[]);
    let shown =
        |name: &str| page.replacen(&format!("<bdi>{NAME}</bdi></h1>"), &format!("<bdi>{name}</bdi></h1>"), 1);
    for (name, why) in [
        ("Bob Cole", "it shows `Bob Cole` (with U+0042), and carries `Ann B. Byrne` (with U+0041)"),
        // Cyrillic А; a mark that turns the line about; one that nobody sees; the same letters composed otherwise.
        ("\u{410}nn B. Byrne", "(with U+0410), and carries `Ann B. Byrne` (with U+0041)"),
        ("Ann B. \u{202e}enryB", "it shows `Ann B. \u{fffd}enryB` (with U+202E)"),
        ("Ann\u{200b} B. Byrne", "it shows `Ann\u{fffd} B. Byrne` (with U+200B)"),
        ("Ann B. Byrne\u{301}", "(with U+0301)"),
        ("Ann&nbsp;B. Byrne", "(with U+0026)"),
        ("<s>Ann B. Byrne</s>", "(with U+003C)"),
        ("", "it shows ``"),
    ] {
        let told = desk.refuses_name(&shown(name));
        assert!(told.contains("the name on the page is not the signed one"), "{name}: {told}");
        assert!(told.contains(why), "{name}: {told}");
    }
    let badge = carried(&page).to_string();
    let forged = "signature does not fit";
    let signed_only = carrying(&page, &badge.replacen("\"identityHash\":\"Ann", "\"identityHash\":\"Bob", 1));
    let inside = badge.replace("\\\"name\\\":\\\"Ann", "\\\"name\\\":\\\"Bob");
    let both = carrying(
        &shown("Bob B. Byrne"),
        &inside.replacen("\"identityHash\":\"Ann", "\"identityHash\":\"Bob", 1),
    );
    for (what, page) in [("signed", &signed_only), ("inside", &carrying(&page, &inside)), ("both", &both)] {
        assert!(desk.refuses_name(page).contains(forged), "{what}: {}", desk.refuses_name(page));
    }
}

#[test]
fn nothing_else_on_the_page_can_say_a_name() {
    let desk = Desk::named();
    let page = desk.of_ann(&[]);
    for (what, changed) in [
        ("hidden", page.replacen("<h1>", "<h1 hidden>", 1)),
        ("a second", page.replacen("</h1>", "</h1><h1>Bob Cole</h1>", 1)),
        ("a first", page.replacen("<h1><bdi>", "<h1><bdi>Bob Cole</bdi></h1><h1 hidden><bdi>", 1)),
        ("in a comment", page.replacen("<h1><bdi>", "<!--<h1><bdi>Ann B. Byrne</bdi></h1>--><h1><bdi>", 1)),
        ("a title", page.replacen("<title>Certificate: Ann", "<title>Certificate: Bob", 1)),
        ("a style", page.replacen("h1{", "h1 bdi{display:none}h1::before{content:\"Bob Cole\"}h1{", 1)),
        ("behind it", page.clone() + "<p>Bob Cole</p>"),
        (
            "two badges",
            page.replacen(
                "</body>",
                &format!("{}</body>", &page[page.find("<script").expect("it has one")..]),
                1,
            ),
        ),
        ("another code", page.replacen("h1v1h-1z", "h2v1h-2z", 1)),
        ("no badge", carrying(&page, "{}")),
    ] {
        assert_ne!(changed, page, "{what}");
        desk.refuses_name(&changed);
        desk.said_of(&changed, Exit::AtFault, &[]);
    }
}

/// Whoever takes the badge out, or signs with a key of their own, has a page that nobody who asks for the key believes.
#[test]
fn a_page_without_the_trusted_signature_is_told_apart() {
    let desk = Desk::named();
    let page = desk.of_ann(&[]);
    let unsigned = Desk::filled();
    unsigned.machine().put("log.vkey", &unsigned.kept("keys/log.vkey").expect("init made it"));
    unsigned.machine().put("badge.did", &desk.kept("badge.did").expect("it was made"));
    let bare = unsigned.of_ann(&[]);
    let told = unsigned.said_of(&bare, Exit::Done, &[]);
    assert!(told.contains("nobody signed it, and it stands in no record"), "{told}");
    assert!(
        unsigned.refuses_name(&bare).contains("nobody signed the name on it"),
        "{}",
        unsigned.refuses_name(&bare)
    );
    let thief = BadgeSigner::new(SigningKey::from_bytes(&[3; 32]));
    let sound = SignedBadge::read(&carried(&page).to_string()).expect("it holds");
    let (id, holder) = badge_ids(&sound.badge.evidence, &thief.key());
    let theirs = Badge { id, holder, ..sound.badge }.sign(&thief).expect("anybody can sign");
    let swapped =
        carrying(&page, &theirs).replace(&format!(">{}<", sound.key), &format!(">{}<", thief.key()));
    let told = desk.said_of(&swapped, Exit::Done, &[]);
    assert!(told.contains("Who signed the name: anybody can make a key."), "{told}");
    assert!(desk.refuses_name(&swapped).contains("and not by the key that is trusted"));
    // The page of another look cannot carry it.
    desk.refuses_name(&carrying(&bare, &carried(&page).to_string()));
}

#[test]
fn a_code_holds_the_leafs_hash_and_the_address_that_was_given() {
    let desk = Desk::named();
    let page = desk.of_ann(&["--verify-at", "https://elm.example/check?v=1"]);
    let ran = desk.bench.run(&[
        "certificate",
        "verify",
        "ann.html",
        "--key",
        "log.vkey",
        "--badge-key",
        "badge.did",
        "--output",
        "json",
    ]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let found: Value = serde_json::from_str(&ran.out).expect("JSON");
    let found = &found["certificates"][0];
    let hash = found["leaf_hash"].as_str().expect("a hash");
    let code = format!("https://elm.example/check?v=1#{hash}");
    assert_eq!((found["code"].as_str(), hash.len()), (Some(code.as_str()), 64));
    assert!(page.contains(&format!("<p class=\"key\">{code}</p>")), "{page}");
    let told = desk.said_of(&page, Exit::Done, &[]);
    assert!(
        told.contains("The address of its code, https://elm.example/check?v=1: it is as whoever signed"),
        "{told}"
    );
    desk.refuses_name(&page.replace("elm.example", "elm-example.example"));
    for wrong in [
        "http://elm.example",
        "https://",
        "https://a b",
        "https://e.example/#x",
        "https://elm.example@evil.example",
    ] {
        let store = desk.store();
        let ran = desk.bench.run(&[
            "certificate",
            "issue",
            "--store",
            &store,
            "0042",
            "--leaf",
            "2",
            "--name",
            "A",
            "--out",
            "x.html",
            "--verify-at",
            wrong,
        ]);
        assert!(
            ran.err.contains("--verify-at: the address to check at is `https://`"),
            "{wrong}: {}",
            ran.whole()
        );
    }
}

/// A page that was once given away is believed by every later release: its look never changes.
#[test]
fn a_kept_signed_page_still_holds() {
    let desk = Desk::bare();
    let keys = ["certificate.vkey", "certificate_signed.did"].map(|name| {
        let path = format!("{}/fixtures/evidence/{name}", bona_tests::TESTS);
        std::fs::read_to_string(path).expect("it is there").trim().to_owned()
    });
    desk.machine().put("kept.html", KEPT.as_bytes());
    let ran =
        desk.bench.run(&["certificate", "verify", "kept.html", "--key", &keys[0], "--badge-key", &keys[1]]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
}

#[test]
fn another_program_is_told_all_of_it() {
    let desk = Desk::named();
    let page = desk.of_ann(&[]);
    desk.machine().put("other.html", page.replace(NAME, "Bob Cole").as_bytes());
    let ran = desk.bench.run(&[
        "certificate",
        "verify",
        "ann.html",
        "other.html",
        "--key",
        "log.vkey",
        "--output",
        "json",
    ]);
    snapshot("certificate_verify_json", &ran.whole());
    assert_eq!(ran.exit, Exit::AtFault);
}
