//! What is written is read again, and every change by hand is noticed at its place.

use std::collections::BTreeMap;

use super::{Edition, LOCK_FILE, Lock, Locked, read};
use crate::diagnostic::Place;
use crate::slots::{Past, Slot, SlotKind, fingerprint};
use crate::source::Source;

fn sample() -> Lock {
    let slot = |kind, id: &str, bits, options: &[&str]| Slot {
        kind,
        id: id.into(),
        bits,
        step: 0,
        options: options.iter().map(|option| (*option).to_owned()).collect(),
    };
    let locked = |slot, retired, from| Locked { slot, since: "1.0.0".into(), retired, from };
    let slots = vec![
        locked(slot(SlotKind::Seed, "", 32, &[]), false, None),
        locked(slot(SlotKind::Single, "repair", 2, &["brief", "long"]), true, None),
        locked(slot(SlotKind::Single, "repair", 3, &["brief", "long", "later", "never"]), false, Some(1)),
    ];
    let told = ["prefer-not", "agreement5.1", "agreement5.2"];
    let opinions = vec![locked(slot(SlotKind::Single, "repair", 2, &told), false, None)];
    let all: Vec<Slot> = slots.iter().map(|one| one.slot.clone()).collect();
    let shape = |count: usize| Past { fingerprint: fingerprint(&all[..count]), slots: count };
    Lock {
        course: "sound".into(),
        shapes: vec![shape(2), shape(3)],
        editions: vec![Edition {
            edition: "1.0.0".into(),
            content: "0f3a9c21".repeat(8),
            slots: 2,
            opinions: 1,
        }],
        slots,
        opinions,
    }
}

fn told(text: &str) -> Result<Lock, String> {
    read(&Source::new(LOCK_FILE, text)).map_err(|fault| {
        assert!(fault.help.is_some(), "{}", fault.message);
        fault.message
    })
}

#[test]
fn what_is_written_is_read_again() {
    assert_eq!(told(&sample().text()), Ok(sample()));
    // Version control may change line ends.
    assert_eq!(told(&sample().text().replace('\n', "\r\n")), Ok(sample()));
}

#[test]
fn every_change_by_hand_is_noticed_and_says_what_it_is() {
    let text = sample().text();
    let cases = [
        ("agreement5.2", "agreement5.3", "it was changed by hand"),
        ("slots: 2, opinions: 1", "slots: 2, opinions: 2", "it was changed by hand"),
        ("n: 1", "n: 2", "slot 2 stands where slot 1 should"),
        ("\"single\", bits: 2", "\"singel\", bits: 2", "there is no kind of slot `singel`"),
        ("bits: 2", "bits: 3", "its slots are not those that were written last"),
        ("bits: 2", "bits: 0", "a slot cannot have 0 bits"),
        ("bits: 32", "bits: 32, step: 40", "a step of 40 bits does not fit into 32"),
        ("from: 1", "from: 2", "slot 2 cannot take over from slot 2, which comes later"),
        ("[\"brief\", \"long\"]", "[\"long\", \"brief\"]", "its slots are not those that were written last"),
        (", retired: true", "", "slot 2 keeps the same as slot 1"),
        (", from: 1", "", "it was changed by hand"),
        ("since: \"1.0.0\", retired", "since: \"0.9.0\", retired", "it was changed by hand"),
        ("edition: \"1.0.0\"", "edition: \"1.0.1\"", "it was changed by hand"),
        ("format: 1", "format: 2", "it has format 2, and this program reads format 1"),
        ("bits: 32", "bist: 32", "it cannot be read: a slot has no field `bist`"),
        (
            "\"single\", bits: 2, options: [\"prefer",
            "\"rows\", bits: 2, options: [\"prefer",
            "an opinion is kept in another way",
        ),
        ("    shapes: [", "<<<<<<< ours\n    shapes: [", "two versions of it were merged and not settled"),
    ];
    for (from, to, why) in cases {
        assert!(text.contains(from), "{from}");
        let found = told(&text.replacen(from, to, 1));
        assert_eq!(found, Err(format!("`{LOCK_FILE}` is damaged: {why}")), "{from} → {to}");
    }
}

/// Wherever it is cut off, nothing is made of it.
#[test]
fn half_a_lock_is_none() {
    let text = sample().text();
    let end = text.trim_end().len();
    for at in (0..end).filter(|at| text.is_char_boundary(*at)) {
        assert!(told(&text[..at]).is_err(), "cut at {at}");
    }
}

/// A slot that was lost is a whole list of values that shift.
#[test]
fn no_line_can_be_taken_away_or_turned() {
    let text = sample().text();
    let lines: Vec<&str> = text.lines().collect();
    let mut judged = 0;
    for at in (0..lines.len()).filter(|at| lines[*at].trim_start().starts_with(['S', 'E'])) {
        let without = [&lines[..at], &lines[at + 1..]].concat().join("\n");
        assert!(told(&without).is_err(), "{}", lines[at]);
        judged += 1;
    }
    assert_eq!(judged, 7);
}

#[test]
fn a_layout_hides_what_was_retired_and_keeps_its_bits() {
    let layout = sample().layout();
    let ids: BTreeMap<usize, &str> = layout.slots.iter().map(|slot| slot.id.as_str()).enumerate().collect();
    assert_eq!(ids, BTreeMap::from([(0, ""), (1, "-"), (2, "repair")]));
    assert_eq!(layout.slots[1].bits, 2);
    assert_eq!(layout.opinions.len(), 1, "an opinion is in no place of what is kept");
    assert_eq!(layout.from, [None, None, Some(1)]);
    assert_eq!(layout.history, sample().shapes[..1]);
    assert_eq!(layout.known(&layout.fingerprint), Some(3));
}

#[test]
fn faults_stand_at_their_place() {
    let text = sample().text().replacen("bits: 2,", "bits: 0,", 1);
    let fault = read(&Source::new(LOCK_FILE, text)).expect_err("no slot has no bits");
    let Place::Path(path) = fault.at.place else { panic!("a place in the file") };
    assert_eq!(path.to_string(), "slots[1].bits");
}
