//! Certificates of many in one call: who gets one, what stands in the folder after it, and after a call that was cut off.

use std::collections::BTreeMap;

use bona::Exit;
use bona_tests::Ran;
use bona_tests::made_up::Fault;

use super::{Desk, PACKAGE, snapshot};

const ALL: [&str; 4] = ["--all", "--as", "html,json,svg,png", "--package"];

impl Desk {
    fn given_out(&self, folder: &str, arguments: &[&str]) -> Ran {
        let store = self.store();
        self.bench.run(&[&["certificate", "issue", "--store", &store, "--into", folder], arguments].concat())
    }

    /// A store of six completions, with a badge's key.
    fn keyed() -> Self {
        let desk = Self::filled();
        let keys = format!("{}.keys", desk.store());
        assert_eq!(desk.bench.run(&["keys", "new", "badge", "--folder", &keys]).exit, Exit::Done);
        desk
    }

    fn all(&self, folder: &str) -> Ran {
        self.given_out(folder, &[&ALL[..], &[PACKAGE]].concat())
    }

    /// What stands in a folder, by its names there.
    fn in_folder(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let inside = |path: std::path::PathBuf| {
            (path.parent()?.file_name()? == folder)
                .then(|| path.file_name().map(|name| name.to_string_lossy().into_owned()))?
        };
        self.bench.files().into_iter().filter_map(|(path, bytes)| Some((inside(path)?, bytes))).collect()
    }

    fn verified(&self, folder: &str) -> Ran {
        let log = self.kept("keys/log.vkey").expect("init made it");
        let did = self.kept("keys/badge.did").expect("it was made");
        let text = |bytes: &[u8]| std::str::from_utf8(bytes).expect("text").trim().to_owned();
        let names: Vec<String> =
            self.in_folder(folder).into_keys().filter(|name| name != "index.csv").collect();
        let files: Vec<String> = names.iter().map(|name| format!("{folder}/{name}")).collect();
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        let (log, did) = (text(&log), text(&did));
        self.bench.run(&[&["certificate", "verify", "--key", &log, "--badge-key", &did], &files[..]].concat())
    }
}

#[test]
fn everybody_gets_one_and_an_index_says_whose_it_is() {
    let desk = Desk::keyed();
    snapshot("certificates_issue", &desk.all("given").whole());
    let found = desk.in_folder("given");
    let names: Vec<&str> = found.keys().map(String::as_str).collect();
    // Ann passed in two systems, which is one course and one edition: the later record is hers. One failed; four people,
    // four forms.
    assert_eq!(names.len(), 17, "{names:?}");
    assert!(names.contains(&"record-8.html") && !names.contains(&"record-2.html"), "{names:?}");
    let index = std::str::from_utf8(&found["index.csv"]).expect("text");
    snapshot("certificates_index", index);
    for (name, bytes) in found.iter().filter(|(name, _)| *name != "index.csv") {
        let text = String::from_utf8_lossy(bytes);
        for (whose, theirs) in [
            ("record-8.", "Ann Byrne"),
            ("record-5.", "Ffion"),
            ("record-4.", "Dilys"),
            ("record-6.", "=HYPER"),
        ] {
            assert_eq!(text.contains(theirs), name.starts_with(whose), "{name}: {theirs}");
        }
    }
    let ran = desk.verified("given");
    assert_eq!((ran.exit, ran.out.matches("` holds.").count()), (Exit::Done, 16), "{}", ran.whole());
    assert!(!ran.out.contains("nobody signed it"), "{}", ran.out);
}

#[test]
fn the_same_bytes_come_again_and_what_stands_stays() {
    let desk = Desk::keyed();
    desk.machine().set("SOURCE_DATE_EPOCH", "1795305600");
    assert_eq!(desk.all("one").exit, Exit::Done);
    assert_eq!(desk.all("two").exit, Exit::Done);
    let one = desk.in_folder("one");
    assert_eq!(one, desk.in_folder("two"));
    // Later, and of a log that grew: what was given away is not made anew, and only what is missing is.
    desk.machine().set("SOURCE_DATE_EPOCH", "1795392000");
    let again = desk.all("one");
    assert!(again.out.contains("Made the certificates of 0 records"), "{}", again.out);
    assert!(again.out.contains("; 4 records' stood there and stayed as they were"), "{}", again.out);
    assert_eq!(desk.in_folder("one"), one);
    assert_eq!(
        desk.bench.run(&["certificate", "verify", "one/record-8.html"]).exit,
        Exit::World,
        "no key was given"
    );
    let fewer = desk.given_out("two", &["Ann Byrne", "--package", PACKAGE]);
    assert!(fewer.out.contains("; 1 record's stood there"), "{}", fewer.whole());
    let index = desk.in_folder("two").remove("index.csv").expect("it is there");
    assert_eq!(String::from_utf8_lossy(&index).lines().count(), 5, "the others' lines stay");
}

#[test]
fn some_can_be_asked_for() {
    let desk = Desk::keyed();
    let two = desk.given_out("two", &["0042", "0047"]);
    assert!(two.out.contains("of 2 records"), "{}", two.whole());
    assert_eq!(
        desk.in_folder("two").into_keys().collect::<Vec<_>>(),
        ["index.csv", "record-5.html", "record-8.html"]
    );
    let since = desk.given_out("since", &["--since", "2026-11-22"]);
    assert!(since.out.contains("of 4 records"), "{}", since.whole());
    for (more, why) in [
        (&["--since", "2026-11-23"][..], "no completion that counts is held of what was asked for"),
        (&["--all", "--course", "last_contact"], "no completion that counts is held"),
        (&["--since", "22/11/2026"], "--since `22/11/2026` is no day"),
        (&["Bo Cole"], "nobody in the store is called `Bo Cole`"),
        (&["0042", "--verify-at", "http://elm.example"], "the address to check at is `https://`"),
    ] {
        let ran = desk.given_out("none", more);
        assert!(ran.whole().contains(why), "{more:?}: {}", ran.whole());
        assert_ne!(ran.exit, Exit::Done, "{more:?}");
    }
    let both = desk.given_out("none", &["0042", "--name", "Ann"]);
    assert!(both.err.contains("cannot be used with"), "{}", both.err);
    let neither = desk.bench.run(&["certificate", "issue", "0042"]);
    assert_eq!(neither.exit, Exit::World, "{}", neither.whole());
    let other = super::package_that_says(&serde_json::json!({ "content": "ab".repeat(32) }));
    desk.machine().put("other.zip", &other);
    let wrong = desk.given_out("none", &["--all", "--package", "other.zip"]);
    assert!(wrong.err.contains("is the package of no record that was asked for"), "{}", wrong.whole());
}

#[test]
fn what_is_no_such_certificate_is_left_alone_and_told() {
    let desk = Desk::keyed();
    assert_eq!(desk.all("given").exit, Exit::Done);
    let page = desk.in_folder("given").remove("record-8.html").expect("it is there");
    let changed = String::from_utf8_lossy(&page).replace("passed its test", "passed its hard test");
    desk.machine().put("given/record-8.html", changed.as_bytes());
    desk.machine().put("given/record-5.svg", &desk.in_folder("given")["record-4.svg"].clone());
    let ran = desk.all("given");
    assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
    assert!(
        ran.out.contains("leaf 8: `given/record-8.html` stands there already and is not to be believed"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("leaf 5: `given/record-5.svg` stands there already and is of leaf 4"),
        "{}",
        ran.out
    );
    assert_eq!(desk.in_folder("given")["record-8.html"], changed.as_bytes());
    let renamed = desk.evidence(&["rename", "0045", "--to", "Dil Eze", "--apply"]);
    assert_eq!(renamed.exit, Exit::Done, "{}", renamed.whole());
    let ran = desk.all("given");
    assert!(ran.out.contains("leaf 4: `given/record-4.html` stands there already and has another name than the store holds; remove it"), "{}", ran.out);
    desk.machine().put("given/index.csv", b"whose,file\r\n");
    let foreign = desk.all("given");
    assert!(foreign.err.contains("`given/index.csv` was not written by bona"), "{}", foreign.whole());
}

#[test]
fn badges_need_their_key_and_pages_say_that_nobody_signed() {
    let desk = Desk::filled();
    let none = desk.all("given");
    assert!(none.err.contains("there is no key for badges in"), "{}", none.whole());
    assert!(desk.in_folder("given").is_empty());
    let pages = desk.given_out("given", &["--all"]);
    assert!(
        pages.out.contains("Nobody signed the names on them; `bona keys new badge --folder"),
        "{}",
        pages.whole()
    );
    assert_eq!(desk.in_folder("given").len(), 5);
}

/// Wherever it is cut off, each file that stands is whole, and the next call makes the rest.
#[test]
fn a_call_that_was_cut_off_goes_on() {
    let desk = Desk::keyed();
    desk.machine().set("SOURCE_DATE_EPOCH", "1795305600");
    desk.machine().fault(None);
    assert_eq!(desk.all("whole").exit, Exit::Done);
    let steps = desk.machine().ticks();
    let whole = desk.in_folder("whole");
    let mut cut = 0;
    for at in (1..=steps).step_by(5) {
        let folder = format!("cut-{at}");
        desk.machine().fault(Some((at, Fault::Full)));
        let ran = desk.all(&folder);
        desk.machine().fault(None);
        cut += usize::from(ran.exit != Exit::Done);
        for (name, bytes) in desk.in_folder(&folder) {
            assert!(
                bona::machine::is_part(&name) || name == "index.csv" || whole[&name] == bytes,
                "{at}: {name}"
            );
        }
        let ran = desk.all(&folder);
        assert_eq!(ran.exit, Exit::Done, "{at}: {}", ran.whole());
        assert_eq!(desk.in_folder(&folder), whole, "{at}");
    }
    assert!(cut > 5, "only {cut} were cut off");
}

/// A title that is typed is one course's, and where none is known that is told for each course.
#[test]
fn a_title_of_one_course_is_not_put_on_others() {
    let desk = Desk::filled();
    let ran = desk.given_out("untitled", &["--all"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    snapshot("certificates_untitled", &ran.err);
    let again = desk.given_out("untitled", &["--all"]);
    assert_eq!(again.err, ran.err, "those that stand there have no title either");
    // The same report as of another course, of which nobody knows the edition.
    let about = ["--course", "fire_safety", "--activity", "First contact", "--apply"];
    assert_eq!(desk.import("moodle.csv", &about).exit, Exit::Done);
    let title = ["--all", "--title", "First contact"];
    let both = desk.given_out("titled", &title);
    assert_eq!(both.exit, Exit::World, "{}", both.whole());
    assert!(both.err.contains("are of 2: `fire_safety`, `first_contact`"), "{}", both.err);
    assert!(desk.in_folder("titled").is_empty(), "nothing was made");
    let one = desk.given_out("titled", &[&title[..], &["--course", "first_contact"]].concat());
    assert_eq!((one.exit, one.err.as_str()), (Exit::Done, ""), "{}", one.whole());
    // A title that is known of one course is not told of as missing there.
    let some = desk.given_out("some", &["--all", "--package", PACKAGE]);
    assert!(
        some.err.contains("no title of `fire_safety`") && !some.err.contains("first_contact"),
        "{}",
        some.err
    );
}

/// A record that has no content hash, as where an edition was stated, has the title of a package of that edition, and one
/// whose edition nobody knows that of a package of the course.
#[test]
fn a_package_of_the_edition_gives_its_title_where_nothing_more_is_known() {
    for (about, fits) in [
        (&["--edition", "1.0.0", "--stated-by", "C. Manager"][..], true),
        (&["--edition", "0.9.0", "--stated-by", "C. Manager"], false),
        (&[], true),
    ] {
        let desk = Desk::begun();
        let about =
            [&["--course", "first_contact", "--activity", "First contact", "--apply"][..], about].concat();
        assert_eq!(desk.import("moodle.csv", &about).exit, Exit::Done);
        let ran = desk.given_out("given", &["--all", "--package", PACKAGE]);
        assert_eq!(ran.exit == Exit::Done, fits, "{}", ran.whole());
        assert_eq!(ran.err.contains("is the package of no record"), !fits, "{}", ran.err);
        assert!(!ran.err.contains("warning"), "{}", ran.err);
    }
}

#[test]
fn a_record_that_was_corrected_since_is_named_and_marked() {
    let desk = Desk::keyed();
    assert_eq!(desk.all("given").exit, Exit::Done);
    let index = |desk: &Desk| {
        String::from_utf8(desk.in_folder("given").remove("index.csv").expect("it is there")).expect("UTF-8")
    };
    let text = index(&desk);
    let first = text.lines().nth(1).and_then(|line| line.split('"').nth(1)).expect("a leaf").to_owned();
    let correct =
        ["correct", &first, "--withdraw", "--reason", "twice", "--decided-by", "C. Manager", "--apply"];
    let ran = desk.evidence(&correct);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let by = desk.size() - 1;
    for _ in 0..2 {
        let again = desk.all("given");
        let said = format!("  leaf {first}: leaf {by} corrects it: record-{first}.html");
        assert!(
            again.out.contains("Corrected since, of 1 record") && again.out.contains(&said),
            "{}",
            again.whole()
        );
        let marked = index(&desk);
        let line = marked.lines().find(|line| line.starts_with(&format!("\"{first}\""))).expect("it stays");
        assert!(line.ends_with(&format!(",\"leaf {by}\"")), "{line}");
        assert_eq!(marked.matches("\"leaf ").count(), 1, "{marked}");
    }
}
