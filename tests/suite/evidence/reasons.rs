//! Reasons in words of somebody's own: they name nobody whom the store knows, and what names somebody all the same is told and
//! can go.

use bona::Exit;

use super::Desk;
use super::erase::{BY, forms, holds};
use super::vault;

const WREN: &str = "Wren Abara";

fn waive(desk: &Desk, because: &str) -> bona_tests::Ran {
    let who = ["waive", "Zoë Díaz", "--until", "2026-12-31", "--requirement", "lgbt_awareness", "--because"];
    desk.evidence(&[&who[..], &[because, "--decided-by", "D. Head", "--apply"]].concat())
}

/// A store in which a waiver of Zoë's names somebody who is known since.
fn named() -> (Desk, String) {
    let desk = Desk::staffed();
    let ran = waive(&desk, "Ask wren Abara, her deputy.");
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let leaf = (desk.size() - 1).to_string();
    assert_eq!(desk.evidence(&["rename", "Dilys Eze", "--to", WREN, "--apply"]).exit, Exit::Done);
    (desk, leaf)
}

fn held(desk: &Desk, name: &str) -> usize {
    let bodies = vault::opened(desk).concat();
    forms(name).iter().filter(|form| holds(&bodies, form)).count()
}

#[test]
fn a_reason_names_nobody_who_is_known() {
    let desk = Desk::staffed();
    let size = desk.size();
    for because in ["Ask Dilys Eze.", "ask EZE, DILYS", "(dilys eze)"] {
        let ran = waive(&desk, because);
        assert_eq!(ran.exit, Exit::World, "{because}: {}", ran.whole());
        let said = "--because: it names Dilys Eze, whom the store knows; say it without a name";
        assert!(ran.err.contains(said), "{}", ran.err);
    }
    let leaf = desk.json(&["person", "Ann Byrne", "--output", "json"])["records"][0]["leaf"].to_string();
    let correct = ["correct", &leaf, "--withdraw", "--reason", "twice", "--decided-by", "D. Head", "--apply"];
    let ran = desk.evidence(&[&correct[..], &["--because", "Dilys Eze took it."]].concat());
    assert_eq!(ran.exit, Exit::World, "{}", ran.whole());
    assert_eq!(desk.size(), size);
    // Part of a longer word is no name.
    assert_eq!(waive(&desk, "Dilys Ezeanu knows.").exit, Exit::Done);
}

#[test]
fn records_of_others_that_name_somebody_are_told_and_can_go() {
    let (desk, leaf) = named();
    let told = format!("\n  leaf {leaf}  why somebody was let off: “Ask wren Abara, her deputy.”\n");
    let remedy = format!("`bona evidence erase --leaf {leaf}`");
    for asked in [&["rename", WREN, "--to", "Wyn Abara"][..], &[&["erase", WREN][..], &BY].concat()] {
        let ran = desk.evidence(asked);
        assert!(ran.out.contains(&told) && ran.out.contains(&remedy), "{asked:?}: {}", ran.whole());
    }
    assert!(
        !desk.evidence(&[&["erase", "Zoë Díaz"][..], &BY].concat()).out.contains("why somebody"),
        "it is hers"
    );

    let gone = [&["erase", "--leaf", &leaf][..], &BY].concat();
    let size = desk.size();
    let dry = desk.evidence(&gone);
    assert!(dry.out.contains("Nothing was written") && desk.size() == size, "{}", dry.whole());
    assert!(0 < held(&desk, WREN));
    let ran = desk.evidence(&[&gone[..], &["--apply"]].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert_eq!(desk.evidence(&[&["erase", WREN, "--apply"][..], &BY].concat()).exit, Exit::Done);
    assert_eq!(held(&desk, WREN), 0, "the name is nowhere any more");
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done);
    assert!(desk.evidence(&["doctor"]).exit == Exit::Done);
    let zoe = desk.evidence(&["person", "Zoë Díaz"]);
    assert!(zoe.exit == Exit::Done && !zoe.out.contains("deputy"), "{}", zoe.whole());
}

#[test]
fn only_words_on_which_nothing_rests_go_alone() {
    let desk = Desk::staffed();
    let first = desk.json(&["person", "Ann Byrne", "--output", "json"])["records"][0]["leaf"].to_string();
    let refused = |leaf: &str, why: &str| {
        let ran = desk.evidence(&[&["erase", "--leaf", leaf, "--apply"][..], &BY].concat());
        assert!(ran.exit == Exit::World && ran.err.contains(why), "{leaf}: {}", ran.whole());
    };
    refused(&first, "it is no waiver and no correction");
    refused("0", "it is no waiver and no correction");
    refused("999999", "it is no waiver and no correction");
    let correct = |because: &str| {
        let how =
            ["correct", &first, "--withdraw", "--reason", "twice", "--decided-by", "D. Head", "--apply"];
        let ran = desk.evidence(&[&how[..], &["--because", because]].concat());
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        (desk.size() - 1).to_string()
    };
    let before = correct("As Wren Abara says.");
    refused(&before, "correct it once more without the name");
    let ran = desk.evidence(&[
        "correct",
        &first,
        "--put-back",
        "--reason",
        "correction",
        "--decided-by",
        "D. Head",
        "--apply",
    ]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let after = correct("As the list says.");
    let ran = desk.evidence(&[&["erase", "--leaf", &before, "--apply"][..], &BY].concat());
    assert!(ran.exit == Exit::Done && held(&desk, WREN) == 0, "{}", ran.whole());
    refused(&after, "correct it once more without the name");
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done);
    let ann = desk.evidence(&["person", "Ann Byrne"]);
    assert!(ann.out.contains("As the list says."), "the record still does not count: {}", ann.whole());
}
