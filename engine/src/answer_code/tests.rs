//! Codes come back as they went, are forgiven what happens on the way, and are refused what changes them.

use super::{CODE_MAX, Form, Key, Return, Said, Unread, length, own_code, read, write};
use crate::course::Wave;
use crate::slots::{PREFER_NOT, Slot, SlotKind};

fn slot(id: &str, points: usize, bits: u32) -> Slot {
    let points = (1..=points).map(|point| format!("agreement5.{point}"));
    let options = std::iter::once(PREFER_NOT.to_owned()).chain(points).collect();
    Slot { kind: SlotKind::Single, id: id.into(), bits, step: 0, options }
}

fn key() -> Key {
    let slots = (0..10).map(|at| slot(&format!("about_{at}"), 5, 3)).collect();
    Key { course: "first_contact".into(), edition: "1.0.0".into(), slots }
}

fn answers() -> Return {
    let own = own_code("first_contact", ["m", "7", "42"]);
    let said = (0..10).map(|at| match at {
        0 => Said::Nothing,
        1 => Said::PreferNot,
        at => Said::Point(at % 5),
    });
    Return { wave: Wave::Post, form: Form::B, own, said: said.collect() }
}

fn code() -> String {
    write(&key(), &answers()).expect("it is short")
}

#[test]
fn a_code_comes_back_as_it_went() {
    let code = code();
    assert!(code.starts_with("B1.first_contact.1.0.0.PB."), "{code}");
    assert_eq!((code.len(), length(&key())), (code.chars().count(), code.len()));
    assert_eq!(read(&code, &[key()]), Ok((0, answers())));
    let mut other = key();
    other.edition = "1.1.0".into();
    assert_eq!(read(&code, &[other, key()]), Ok((1, answers())));
}

#[test]
fn what_happens_to_a_code_on_its_way_is_forgiven() {
    let code = code();
    let (head, tail) = code.split_at(40);
    let hard = code.replace('0', "o").replace('1', "l");
    for (how, typed) in [
        ("small letters", code.to_lowercase()),
        ("capitals", code.to_uppercase()),
        ("a line end in it", format!("{head}\r\n  {tail}\n")),
        ("letters for digits", hard.clone()),
        ("letters for digits, capitals", hard.to_uppercase()),
        ("blanks for low lines", code.replace('_', " ")),
        ("hyphens between", format!("{head}-{tail}")),
        ("a full stop behind it", format!("{code}.")),
        ("marks of direction around it", format!("\u{200e}{code}\u{200f}")),
    ] {
        assert_eq!(read(&typed, &[key()]), Ok((0, answers())), "{how}: {typed}");
    }
}

#[test]
fn every_single_changed_sign_and_every_swap_is_noticed() {
    let code = code();
    let from = code.find(".PB.").expect("its part") + 1;
    let mut judged = 0;
    for (at, was) in code.char_indices().filter(|(at, was)| *at >= from && *was != '.') {
        for sign in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().filter(|sign| *sign != was) {
            let mut changed = code.clone();
            changed.replace_range(at..=at, &sign.to_string());
            judged += 1;
            let found = read(&changed, &[key()]);
            assert!(matches!(found, Err(Unread::Check | Unread::Part(_))), "{changed}: {found:?}");
        }
        let next = code[at + 1..].chars().next().filter(|next| *next != was && *next != '.');
        if let Some(next) = next {
            let mut swapped = code.clone();
            swapped.replace_range(at..at + 2, &format!("{next}{was}"));
            assert!(read(&swapped, &[key()]).is_err(), "{swapped}");
        }
    }
    assert!(judged > 500, "{judged} changes");
}

#[test]
fn every_cut_is_noticed() {
    let code = code();
    for end in 0..code.len() {
        let why = read(&code[..end], &[key()]).expect_err("it was cut");
        let named = matches!(why, Unread::Empty | Unread::Foreign | Unread::Cut | Unread::Course(_));
        assert!(named || matches!(why, Unread::Check), "{}: {why:?}", &code[..end]);
    }
}

#[test]
fn each_refusal_has_its_name() {
    let code = code();
    let one = |text: &str| read(text, &[key()]).expect_err("it is refused");
    assert_eq!(one(" \n"), Unread::Empty);
    assert_eq!(one("What I think of it"), Unread::Foreign);
    assert_eq!(one(&code.replacen("B1", "B2", 1)), Unread::Version("B2".into()));
    assert_eq!(one(&code.replace("first_contact", "asking_well")), Unread::Course("asking_well".into()));
    assert_eq!(one(&code.replace("1.0.0", "1.0.2")), Unread::Edition("1.0.2".into()));
    assert_eq!(one(&code.replace(".PB.", ".XB.")), Unread::Part("XB".into()));
    assert_eq!(one(&code.replace(".PB.", ".PC.")), Unread::Part("PC".into()));
    assert_eq!(one(&code.replace(".PB.", ".FB.")), Unread::Check);
    assert_eq!(one(&format!("{code}7")), Unread::Long);
    assert_eq!(one(&format!("{code}.7")), Unread::Long);
    assert_eq!(one(&"B".repeat(900)), Unread::Long);
    let at = code.len() - 1;
    assert_eq!(one(&format!("{}U", &code[..at])), Unread::Sign('U'));
    // A code of the same check, but with a number that no answer has.
    let mut narrow = key();
    narrow.slots[9] = slot("about_9", 4, 3);
    assert_eq!(read(&code, &[narrow]).expect_err("the fifth point"), Unread::Beyond("about_9".into()));
    for why in [Unread::Cut, Unread::Check, Unread::Beyond("repair".into()), Unread::Part("XB".into())] {
        let words = why.to_string();
        assert!(words.contains("answer code") && !words.ends_with('.'), "{words}");
    }
}

#[test]
fn what_fits_no_slot_is_left_out_and_what_fits_no_code_is_refused() {
    let mut more = answers();
    more.said[3] = Said::Point(5);
    more.said.push(Said::Point(1));
    let (_, back) = read(&write(&key(), &more).expect("a code"), &[key()]).expect("it reads");
    assert_eq!((back.said[3], back.said.len()), (Said::Nothing, 10));
    let mut long = key();
    long.slots = (0..300).map(|at| slot(&format!("about_{at}"), 5, 3)).collect();
    let refused = write(&long, &answers()).expect_err("300 statements");
    assert_eq!(refused.0, length(&long));
    assert!(refused.0 > CODE_MAX && refused.to_string().contains("200"), "{refused}");
}

#[test]
fn an_own_code_is_the_same_however_it_is_typed() {
    let own = own_code("first_contact", ["M", "7", "42"]);
    assert!(own.iter().all(|part| part.is_some_and(|part| (1..=1_023).contains(&part))), "{own:?}");
    for same in [["m", " 07 ", "4 2"], ["ｍ", "٧", "42\u{a0}"], ["M\n", "۷", "042"]] {
        assert_eq!(own_code("first_contact", same), own, "{same:?}");
    }
    assert_eq!(own_code("first_contact", ["", " ", "00"]).map(|part| part.is_some()), [false, false, true]);
    // One part that differs leaves the others equal; another course has other numbers, and so has another place.
    let other = own_code("first_contact", ["m", "8", "42"]);
    assert_eq!((other[0], other[2], other[1] == own[1]), (own[0], own[2], false));
    assert_ne!(own_code("asking_well", ["m", "7", "42"]), own);
    let same = own_code("first_contact", ["7", "7", "7"]);
    assert!(same[0] != same[1] && same[1] != same[2], "{same:?}");
}
