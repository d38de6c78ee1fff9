//! Answer codes end to end: kept apart from people, counted ten at a time, and watched over by the log.

use bona::Exit;
use bona_engine::answer_code::{Form, Key, Return, Said, write};
use bona_engine::course::Wave;
use bona_engine::slots::{Slot, SlotKind};
use serde_json::json;

use super::{Desk, package_that_says};

/// The package of a part that measures: two statements of three points.
pub(super) fn part() -> Vec<u8> {
    let options = ["prefer-not", "no", "perhaps", "yes"];
    let slot = |id: &str| json!({ "id": id, "bits": 3, "options": options });
    package_that_says(&json!({
        "part": "post", "answer_code": { "letters": "PB", "slots": [slot("would_ask"), slot("would_tell")] }
    }))
}

pub(super) fn code(own: u16) -> String {
    let options = ["prefer-not", "no", "perhaps", "yes"].map(str::to_owned).to_vec();
    let slot =
        |id: &str| Slot { kind: SlotKind::Single, id: id.into(), bits: 3, step: 0, options: options.clone() };
    let slots = vec![slot("would_ask"), slot("would_tell")];
    let key = Key { course: "first_contact".into(), edition: "1.0.0".into(), slots };
    let said = vec![Said::Point(usize::from(own % 3)), Said::Nothing];
    write(&key, &Return { wave: Wave::Post, form: Form::B, own: [Some(own), None, None], said })
        .expect("it is short")
}

fn desk() -> Desk {
    let mut desk = Desk::begun();
    desk.bench = desk.bench.file("post.zip", part());
    desk
}

const BY: [&str; 5] = ["--kind", "returns", "--package", "post.zip", "--apply"];

#[test]
fn codes_of_a_form_are_kept_without_name_or_time_and_counted_ten_at_a_time() {
    let desk = desk();
    let form = |codes: std::ops::Range<u16>| {
        let rows: String =
            codes.map(|own| format!("03/11/2026 09:{own:02},Ann Byrne,{}\n", code(own))).collect();
        format!("Timestamp,Name,Your code\n{rows}")
    };
    desk.machine().put("form.csv", form(1..10).as_bytes());
    let ran = desk.import("form.csv", &[&BY[..], &["--column", "Your code"]].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(ran.out.contains("Kept 9 answer codes; leaf 1 says how many."), "{}", ran.out);
    let held = desk.evidence(&["returns"]);
    assert!(
        held.out.contains("first_contact 1.0.0, post: 0 answer codes, and others are held back"),
        "{}",
        held.out
    );
    desk.machine().put("tenth.txt", format!("{}\n\n", code(10).to_lowercase()).as_bytes());
    let ran = desk.import("tenth.txt", &BY);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let found = desk.json(&["returns", "--output", "json"]);
    let wanted = json!({ "course": "first_contact", "edition": "1.0.0", "wave": "post", "released": 10, "held": false });
    assert_eq!(found, json!({ "returns": [wanted] }));
    let again = desk.import("form.csv", &[&BY[..], &["--column", "Your code"]].concat());
    assert!(again.out.contains("9 recorded before"), "{}", again.out);
    // Neither the name nor the time that stood beside a code is anywhere in the store.
    let bytes = std::fs::read(desk.store()).expect("SQLite wrote it");
    for word in ["Ann Byrne", "03/11/2026", "09:05"] {
        assert!(!bytes.windows(word.len()).any(|part| part == word.as_bytes()), "{word}");
    }
    assert!(
        bytes.windows(9).any(|part| part == b"would_ask") || bytes.windows(4).any(|part| part == b".PB."),
        "the search finds what is there"
    );
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done);
    let database = rusqlite::Connection::open(desk.store()).expect("SQLite opens it");
    database.execute("DELETE FROM answer_code WHERE code = ?1", [code(3)]).expect("the owner can");
    let ran = desk.evidence(&["verify"]);
    assert_eq!(ran.exit, Exit::AtFault);
    assert!(
        ran.out.contains("answer codes: one was changed, added or taken away since leaf 2"),
        "{}",
        ran.out
    );
    assert_eq!(desk.evidence(&["returns"]).exit, Exit::AtFault);
}

#[test]
fn codes_that_are_none_come_back_to_be_mended() {
    let desk = desk();
    let good = code(1);
    let list = format!(
        "{good}\nB1.other_course.1.0.0.PB.0000008.8NZYZ\n{}\nsee you soon\n",
        &good[..good.len() - 1]
    );
    desk.machine().put("list.txt", list.as_bytes());
    let ran = desk.import("list.txt", &BY);
    assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
    for why in [
        "row 2: this answer code belongs to the course `other_course`",
        "row 3: this answer code was cut off",
        "row 4: this is no answer code",
    ] {
        assert!(ran.err.contains(why), "{why}: {}", ran.err);
    }
    let kept = String::from_utf8(desk.kept("list.txt.refused.csv").expect("it is kept")).expect("UTF-8");
    let cut = &good[..good.len() - 1];
    desk.machine().put("mended.csv", kept.replace(cut, &code(2)).as_bytes());
    let ran = desk.import("mended.csv", &BY);
    assert!(ran.out.contains("Kept 1 answer code"), "{}", ran.whole());
    assert!(ran.out.contains("2 refused"), "{}", ran.out);
}

#[test]
fn codes_need_the_package_that_asked() {
    let desk = desk();
    desk.machine().put("list.txt", code(1).as_bytes());
    let course = desk.import("list.txt", &["--kind", "returns", "--package", super::PACKAGE]);
    assert_eq!(course.exit, Exit::World);
    assert!(course.err.contains("asks no opinions"), "{}", course.err);
    let typed = desk.import("list.txt", &["--kind", "returns", "--course", "first_contact"]);
    assert_eq!(typed.exit, Exit::World);
    assert!(typed.err.contains("add --package"), "{}", typed.err);
    let ran = desk.import("list.txt", &[&BY[..], &["--column", "Code"]].concat());
    assert_eq!(ran.exit, Exit::AtFault);
    assert!(ran.err.contains("no column is headed `Code`"), "{}", ran.err);
    assert_eq!(desk.size(), 1);
}
