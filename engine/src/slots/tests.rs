//! Slots, their fingerprint, and state that was cut, altered or written for another text.

use super::{
    Layout, Past, Refused, Slot, SlotKind, Value, bits_for, edition_mark, fingerprint, packed, plain,
    unpacked, worst_case,
};

fn sample() -> Vec<Slot> {
    let mut path = plain(SlotKind::Path, "alex_arrives");
    (path.bits, path.step) = (6 + 3 * 2, 2);
    let mut mask = plain(SlotKind::Mask, "openings");
    mask.bits = 4;
    mask.options = ["name", "who_with", "wife", "miss"].map(String::from).to_vec();
    vec![plain(SlotKind::Seed, ""), plain(SlotKind::Seen, "two_minutes"), mask, path]
}

fn layout() -> Layout {
    Layout::plain(sample())
}

fn values() -> Vec<Value> {
    vec![Value::Number(0xDEAD_BEEF), Value::Number(1), Value::Number(0b1010), Value::Path(vec![2, 0, 3])]
}

const MARK: &str = "1_0_0-0f3a9c21";

#[test]
fn what_was_packed_is_read_again() {
    let text = packed(&layout(), MARK, &values());
    assert!(text.bytes().all(|sign| sign.is_ascii_alphanumeric() || b"-_.".contains(&sign)), "{text}");
    assert_eq!(unpacked(&layout(), &text), Ok((MARK.to_owned(), values())));
    assert!(text.len() <= worst_case(&sample(), MARK));
    // The worst case is reached: every bit set.
    let full = vec![Value::Number(u32::MAX), Value::Number(3), Value::Number(15), Value::Path(vec![3; 3])];
    assert_eq!(packed(&layout(), MARK, &full).len(), worst_case(&sample(), MARK));
}

#[test]
fn every_altered_or_cut_sign_is_noticed() {
    let text = packed(&layout(), MARK, &values());
    let mut judged = 0;
    for at in 0..text.len() {
        assert!(unpacked(&layout(), &text[..at]).is_err(), "cut at {at}");
        for other in ["A", "z", ".", "-"].iter().filter(|other| ***other != text[at..=at]) {
            let altered = format!("{}{other}{}", &text[..at], &text[at + 1..]);
            assert!(unpacked(&layout(), &altered).is_err(), "{altered}");
            judged += 1;
        }
    }
    assert!(judged > 100);
    assert_eq!(unpacked(&layout(), ""), Err(Refused::Empty));
    for foreign in ["{\"page\":3}", "1.2.3", "....", "1.AAAAAA.x.A.AAAA", "é.é.é.é.é"] {
        assert_eq!(unpacked(&layout(), foreign), Err(Refused::Damaged), "{foreign}");
    }
}

#[test]
fn an_older_list_is_read_when_it_is_known_and_refused_when_not() {
    let old = Layout::plain(sample()[..3].to_vec());
    let text = packed(&old, MARK, &values()[..3]);
    let past = Past { fingerprint: old.fingerprint.clone(), slots: 3 };
    let grown = Layout { history: vec![past], ..layout() };
    let (_, read) = unpacked(&grown, &text).expect("a known older list");
    assert_eq!(read[..3], values()[..3]);
    assert_eq!(read[3], Value::Path(Vec::new()));
    assert_eq!(unpacked(&layout(), &text), Err(Refused::Foreign));
}

#[test]
fn a_slot_that_follows_another_takes_its_value_from_an_older_state_alone() {
    let old = Layout::plain(sample());
    let mut wider = sample()[2].clone();
    wider.bits = 5;
    let mut grown = Layout::plain([sample(), vec![wider]].concat());
    grown.slots[2].id = super::RETIRED.to_owned();
    grown.from[4] = Some(2);
    grown.history = vec![Past { fingerprint: old.fingerprint.clone(), slots: 4 }];
    let (_, read) = unpacked(&grown, &packed(&old, MARK, &values())).expect("a known older list");
    assert_eq!(read[4], values()[2]);
    // Once the newer slot was written, what the older one holds is past.
    let newer = [values(), vec![Value::Number(1)]].concat();
    assert_eq!(unpacked(&grown, &packed(&grown, MARK, &newer)), Ok((MARK.to_owned(), newer)));
}

#[test]
fn every_kind_is_found_by_its_name() {
    for kind in SlotKind::ALL {
        assert_eq!(SlotKind::named(kind.name()), Some(kind));
    }
    assert_eq!(SlotKind::named("pledged"), None);
}

#[test]
fn a_fingerprint_tells_lists_apart() {
    let mut turned = sample();
    turned[2].options.reverse();
    assert_ne!(fingerprint(&sample()), fingerprint(&turned));
    assert_eq!(fingerprint(&sample()).len(), 6);
    assert_eq!(fingerprint(&sample()), fingerprint(&sample()));
}

#[test]
fn an_edition_is_written_in_the_states_own_alphabet() {
    assert_eq!(edition_mark("1.0.0", &"0f3a9c21".repeat(8)), MARK);
    let long = edition_mark(&"10.ä+".repeat(9), "0f3a9c21");
    assert_eq!(long.len(), super::HEADER_MARK_MAX);
    assert!(!long.contains('.'));
    assert_eq!((bits_for(2), bits_for(3), bits_for(4), bits_for(27)), (1, 2, 2, 5));
}
