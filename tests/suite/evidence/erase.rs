//! After somebody is erased or renamed, no byte of the store's files holds anything of them, while somebody who
//! was not erased is found by the same search; the log verifies, and earlier checkpoints stay good.

use std::fs;

use bona::Exit;
use rusqlite::Connection;

use super::{Desk, PACKAGE, vault};

pub(super) const BY: [&str; 4] = ["--basis", "art17", "--decided-by", "D. Officer"];

/// All that a text may look like in a file. Written apart from what the program looks for.
pub(super) fn forms(text: &str) -> Vec<Vec<u8>> {
    let mut forms = Vec::new();
    let title = text.chars().enumerate().map(|(at, c)| match at % 2 {
        0 => c.to_uppercase().to_string(),
        _ => c.to_lowercase().to_string(),
    });
    for text in [text.to_owned(), text.to_lowercase(), text.to_uppercase(), title.collect()] {
        let wide = |big: bool| {
            text.encode_utf16().flat_map(move |u| if big { u.to_be_bytes() } else { u.to_le_bytes() })
        };
        let hexed: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
        forms.extend([text.clone().into_bytes(), wide(false).collect(), wide(true).collect()]);
        forms.extend([hexed.clone().into_bytes(), hexed.to_uppercase().into_bytes()]);
        for shift in 0..3 {
            let before = "\0".repeat(shift);
            // Signs that bits of neighbours take part in are left out.
            forms.push(base64(&format!("{before}{text}"))[if shift == 0 { 0 } else { 4 }..].to_vec());
        }
    }
    forms.retain(|form| 5 < form.len());
    forms
}

/// The whole groups of three bytes, four signs each.
fn base64(text: &str) -> Vec<u8> {
    let signs: Vec<u8> = (b'A'..=b'Z').chain(b'a'..=b'z').chain(b'0'..=b'9').chain(*b"+/").collect();
    let group = |three: &[u8]| {
        let bits = three.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        [18, 12, 6, 0].map(|shift| signs[bits >> shift & 63])
    };
    text.as_bytes().chunks_exact(3).flat_map(group).collect()
}

pub(super) fn holds(bytes: &[u8], form: &[u8]) -> bool {
    bytes.windows(form.len()).any(|window| window == form)
}

/// What a store knows of somebody: name, pseudonyms, number, salts and bodies, as bytes.
pub(super) fn traces(desk: &Desk, name: &str) -> Vec<Vec<u8>> {
    let found = desk.json(&["person", name, "--output", "json"]);
    let number = found["person"].as_str().expect("a number").to_owned();
    let texts = found["pseudonyms"].as_array().expect("a list").iter().map(|key| key.as_str().expect("text"));
    let mut traces: Vec<Vec<u8>> = [name, &number].into_iter().chain(texts).flat_map(forms).collect();
    let parts = vault::parts(desk);
    let theirs = |leaf: u64| parts.iter().any(|part| part.0 == leaf && part.3 == number.as_bytes());
    let mine: Vec<&vault::Part> = parts.iter().filter(|part| theirs(part.0)).collect();
    assert!(mine.len() >= 2, "{name} has records");
    traces.extend(mine.iter().flat_map(|part| [part.2.clone(), part.3.clone()]));
    // What is sealed is theirs too, for whoever has the key.
    let database = Connection::open(desk.store()).expect("SQLite opens it");
    let sealed = |sql: &str, key: &dyn rusqlite::ToSql| -> Vec<u8> {
        database.query_row(sql, [key], |row| row.get(0)).expect("it is there")
    };
    for leaf in mine.iter().map(|part| i64::try_from(part.0).expect("small")) {
        traces.push(sealed("SELECT parts FROM vault WHERE leaf = ?1", &leaf));
    }
    traces.push(sealed("SELECT name FROM person WHERE number = ?1", &number));
    traces
}

/// Every byte of the store's own files, those of the write-ahead log included, and of what its vault holds when it is
/// opened.
fn bytes(desk: &Desk) -> Vec<u8> {
    let mut all = vault::opened(desk).concat();
    for entry in fs::read_dir(desk.folder.path()).expect("the folder is there") {
        all.extend(fs::read(entry.expect("an entry").path()).expect("readable"));
    }
    let beside = desk.bench.files().into_iter();
    for (_, bytes) in beside.filter(|(path, _)| path.display().to_string().contains("evidence.bona")) {
        all.extend(bytes);
    }
    all
}

pub(super) fn found(desk: &Desk, traces: &[Vec<u8>]) -> usize {
    let bytes = bytes(desk);
    traces.iter().filter(|trace| holds(&bytes, trace)).count()
}

#[test]
fn a_rehearsal_says_exactly_what_would_go_and_writes_nothing() {
    let desk = Desk::filled();
    let before = bytes(&desk);
    let ran = desk.evidence(&[&["erase", "Ann Byrne"][..], &BY].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    super::snapshot("evidence_erase_rehearsed", &ran.out);
    assert!(before == bytes(&desk), "a rehearsal writes nothing");
}

#[test]
fn nothing_of_an_erased_person_is_left_and_others_are_untouched() {
    let desk = Desk::filled();
    let (ann, canary) = (traces(&desk, "Ann Byrne"), traces(&desk, "Dilys Eze"));
    let before = (found(&desk, &ann), found(&desk, &canary));
    assert!(4 < before.0 && 4 < before.1, "the search finds both: {before:?}");
    let sent = desk.kept(".checkpoint").expect("it is kept");
    desk.machine().put("sent.checkpoint", &sent);
    let ran = desk.evidence(&[&["erase", "Ann Byrne", "--apply"][..], &BY].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert_eq!(found(&desk, &ann), 0, "something of her is left");
    assert_eq!(found(&desk, &canary), before.1, "all of the others is there");
    let verify = desk.evidence(&["verify", "--checkpoint", "sent.checkpoint"]);
    assert_eq!(verify.exit, Exit::Done, "{}", verify.whole());
    assert!(verify.out.contains("grew from the checkpoint that was given"), "{}", verify.out);
    let matrix = desk.evidence(&["matrix", "--output", "json"]);
    assert!(!matrix.out.contains("Ann") && matrix.out.contains("Dilys Eze"), "{}", matrix.out);
    let exported = desk.evidence(&["export", "given"]);
    assert_eq!(exported.exit, Exit::Done, "{}", exported.whole());
    for (path, bytes) in desk.bench.files().iter().filter(|(path, _)| path.starts_with("given")) {
        assert!(ann.iter().all(|trace| !holds(bytes, trace)), "{}", path.display());
    }
}

#[test]
fn an_import_does_not_bring_an_erased_person_back() {
    let desk = Desk::filled();
    let ran = desk.evidence(&[&["erase", "0042", "--apply"][..], &BY].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let size = desk.size();
    let ran = desk.import("moodle.csv", &["--package", PACKAGE, "--apply"]);
    assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
    assert!(ran.err.contains("refused: row 2: erased: somebody decided"), "{}", ran.err);
    assert!(ran.out.contains("4 recorded before") && ran.out.contains("1 refused"), "{}", ran.out);
    assert_eq!(desk.kept("moodle.csv.refused.csv"), None, "nothing of her is written into a file");
    assert_eq!(desk.size(), size);
}

#[test]
fn a_renamed_person_has_the_new_name_and_never_had_another() {
    let desk = Desk::filled();
    let (size, leaves) = (desk.size(), leaves(&desk));
    let dry = desk.evidence(&["rename", "Ann Byrne", "--to", "Andrew Byrne"]);
    assert!(dry.out.contains("Nothing was written"), "{}", dry.whole());
    let old = forms("Ann Byrne");
    assert!(0 < found(&desk, &old), "a rehearsal changes nothing");
    let ran = desk.evidence(&["rename", "Ann Byrne", "--to", "Andrew Byrne", "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(!ran.out.contains("Ann Byrne"), "the answer does not say the old name: {}", ran.out);
    assert_eq!(found(&desk, &old), 0, "the old name is left");
    assert!(0 < found(&desk, &forms("Andrew Byrne")) && 0 < found(&desk, &forms("Dilys Eze")));
    assert_eq!((desk.size(), self::leaves(&desk)), (size, leaves), "no leaf says so");
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done);
    // The learning system's next report still has the old name, and does not bring it back.
    let again = desk.import("moodle.csv", &["--package", PACKAGE, "--apply"]);
    assert!(again.out.contains("5 recorded before"), "{}", again.whole());
    assert_eq!(found(&desk, &old), 0, "the old name came back");
    assert_eq!(desk.evidence(&["person", "Ann Byrne"]).exit, Exit::World);
}

fn leaves(desk: &Desk) -> Vec<Vec<u8>> {
    let database = Connection::open(desk.store()).expect("SQLite opens it");
    let mut statement = database.prepare("SELECT bytes FROM leaf ORDER BY place").expect("it is there");
    let rows = statement.query_map([], |row| row.get(0)).expect("readable");
    rows.collect::<Result<_, _>>().expect("readable")
}

#[test]
fn files_beside_the_store_that_hold_the_person_are_named() {
    let desk = Desk::filled();
    desk.machine().put("letter.txt", b"Dear ANN BYRNE, well done");
    desk.machine().put("other.txt", b"Dear Dilys");
    let looked = ["erase", "Ann Byrne", "--apply", "--look-in", "./letter.txt"];
    let ran = desk.evidence(&[&looked[..], &BY].concat());
    assert_eq!(ran.out.matches("letter.txt").count(), 1, "a file is one file: {}", ran.out);
    for name in ["  ./letter.txt\n", "  moodle.csv\n", "  run_time.json\n"] {
        assert!(ran.out.contains(name), "{name}: {}", ran.out);
    }
    assert!(!ran.out.contains("other.txt"), "{}", ran.out);
    desk.machine().put("away/list.csv", b"1;Eze, Dilys;\"Dilys Eze\"");
    let ran = desk.evidence(&["rename", "dilys eze", "--to", "Dil Eze", "--look-in", "away/list.csv"]);
    assert!(ran.out.contains("  away/list.csv\n"), "{}", ran.out);
}

#[test]
fn a_folder_is_looked_into_and_what_was_exported_of_a_person_is_found() {
    let desk = Desk::filled();
    assert_eq!(desk.evidence(&["export", "away/deep/out", "--open", "2"]).exit, Exit::Done);
    desk.machine().put("away/letter.txt", b"Dear ANN BYRNE, well done");
    desk.machine().put("away/other.txt", b"Dear Dilys");
    desk.machine().put("away/film.mp4", &vec![0; 64 * 1024 * 1024 + 1]);
    let ran = desk.evidence(&[&["erase", "Ann Byrne", "--look-in", "away"][..], &BY].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    for name in
        ["  away/letter.txt\n", "  away/deep/out/leaf-2.opened\n", "cannot be read:\n  away/film.mp4: "]
    {
        assert!(ran.out.contains(name), "{name}: {}", ran.out);
    }
    assert_eq!(ran.out.matches("  away/").count(), 3, "and nothing else: {}", ran.out);
    let number = desk.json(&["person", "Ann Byrne", "--output", "json"])["person"].clone();
    desk.machine().put("away/list.csv", number.as_str().expect("a number").as_bytes());
    let list = ["erase", "Ann Byrne", "--look-in", "away/list.csv"];
    assert!(desk.evidence(&[&list[..], &BY].concat()).out.contains("  away/list.csv\n"));
}

#[test]
fn what_another_program_kept_from_being_cleared_is_cleared_next_time() {
    let desk = Desk::filled();
    let traces = forms("Ann Byrne");
    let reader = Connection::open(desk.store()).expect("SQLite opens it");
    reader.execute_batch("BEGIN; SELECT count(*) FROM leaf").expect("readable");
    let ran = desk.evidence(&[&["erase", "Ann Byrne", "--apply"][..], &BY].concat());
    assert_eq!(ran.exit, Exit::World, "{}", ran.whole());
    assert!(ran.err.contains("another program has it open"), "{}", ran.err);
    drop(reader);
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done, "it was erased, and the log says so");
    assert_eq!(found(&desk, &traces), 0, "the next command cleared it away");
}

#[test]
fn who_is_meant_is_found_by_name_number_or_address_and_never_guessed() {
    let desk = Desk::filled();
    let number = desk.json(&["person", "0042", "--output", "json"])["person"].clone();
    for typed in ["Ann Byrne", " ann  BYRNE ", number.as_str().expect("a number")] {
        assert_eq!(desk.json(&["person", typed, "--output", "json"])["person"], number, "{typed}");
    }
    let part = desk.evidence(&["person", "byrne"]);
    assert_eq!(part.exit, Exit::World);
    assert!(
        part.err.contains("is it one of these?")
            && part.err.contains("Ann Byrne: in no staff list; 1 id; 2 records"),
        "{}",
        part.err
    );
    let nobody = desk.evidence(&[&["erase", "Nobody", "--apply"][..], &BY].concat());
    assert!(nobody.err.contains("nobody in the store is called `Nobody`"), "{}", nobody.err);
    let ran = desk.evidence(&["rename", "Dilys Eze", "--to", "ann byrne", "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let both = desk.evidence(&["person", "Ann Byrne"]);
    assert_eq!(both.exit, Exit::World);
    assert!(both.err.contains("is the name of 2 people"), "{}", both.err);
    super::snapshot(
        "evidence_person",
        &desk.evidence(&["person", "0042"]).out.replace(number.as_str().expect("text"), "NUMBER"),
    );
}
