//! The bytes of leaves and bodies, as docs/evidence.md shows them.

use super::{
    BatchLeaf, Completion, CompletionKind, EditionBasis, Erased, Leaf, Mode, Opened, RowCounts, Sealed,
    SessionLeaf, SourceKind,
};
use crate::evidence::commit::{Commitment, Field};
use crate::evidence::learner::PersonNumber;
use crate::intake::{Answered, ClaimBasis, Claimed, VerdictWord};

const NOW: &str = "2026-11-22T02:30:00Z";

fn commitment() -> Commitment {
    Commitment::to(Field::Who, &[0; 32], b"body")
}

fn completion() -> Completion {
    Completion {
        answers: Vec::new(),
        claimed: Some(Claimed { at: "2026-11-03T14:02:11".into(), basis: ClaimBasis::LmsLocal }),
        content: None,
        corrects: None,
        course: "first_contact".into(),
        edition: Some("1.0.0".into()),
        edition_basis: EditionBasis::Stated,
        item: Some("First contact".into()),
        kind: CompletionKind::Completion,
        language: None,
        minutes: None,
        recorded: NOW.into(),
        release: Some(false),
        said: "Completed (achieved pass grade)".into(),
        score: Some(85),
        session: None,
        source: SourceKind::MoodleCompletion,
        stated_by: Some(PersonNumber::new([0; 16])),
        system: None,
        v: 1,
        variant: None,
        verdict: VerdictWord::Passed,
    }
}

#[test]
fn leaves_are_written_in_one_way_and_read_back() {
    let check = |leaf: Leaf, text: &str| {
        let bytes = leaf.write().expect("it is fit to be recorded");
        assert_eq!(String::from_utf8_lossy(&bytes), text);
        assert_eq!(Leaf::read(&bytes), Ok(leaf));
    };
    check(
        Leaf::Opened(Opened {
            adopted: None,
            organisation: "Elm Street Surgery".into(),
            origin: "elm-street-surgery/bona/abcdefgh".into(),
            recorded: NOW.into(),
            v: 1,
            vkey: "elm".into(),
        }),
        r#"{"kind":"opened","organisation":"Elm Street Surgery","origin":"elm-street-surgery/bona/abcdefgh","recorded":"2026-11-22T02:30:00Z","v":1,"vkey":"elm"}"#,
    );
    let rows = RowCounts { already: 1, nothing: 2, read: 10, recorded: 3, refused: 4 };
    let base64 = String::from(commitment());
    check(
        Leaf::Batch(BatchLeaf { recorded: NOW.into(), rows, source: commitment(), v: 1 }),
        &format!(
            r#"{{"kind":"batch","recorded":"2026-11-22T02:30:00Z","rows":{{"already":1,"nothing":2,"read":10,"recorded":3,"refused":4}},"source":"{base64}","v":1}}"#
        ),
    );
    check(
        Leaf::Session(SessionLeaf {
            mode: Mode::InPerson,
            recorded: NOW.into(),
            session: "abcdefgh".into(),
            starts: "2026-12-03T09:30:00".into(),
            v: 1,
        }),
        r#"{"kind":"session","mode":"in_person","recorded":"2026-11-22T02:30:00Z","session":"abcdefgh","starts":"2026-12-03T09:30:00","v":1}"#,
    );
    check(
        Leaf::Sealed(Sealed { commit: [commitment(), commitment()], v: 1 }),
        &format!(r#"{{"commit":["{base64}","{base64}"],"kind":"sealed","v":1}}"#),
    );
    check(
        Leaf::Erased(Erased {
            basis: "art17".into(),
            decision: None,
            index: vec![2, 3],
            recorded: NOW.into(),
            v: 1,
        }),
        r#"{"basis":"art17","index":[2,3],"kind":"erased","recorded":"2026-11-22T02:30:00Z","v":1}"#,
    );
    check(
        Leaf::Erased(Erased {
            basis: "consent".into(),
            decision: Some(commitment()),
            index: vec![2],
            recorded: NOW.into(),
            v: 1,
        }),
        &format!(
            r#"{{"basis":"consent","decision":"{base64}","index":[2],"kind":"erased","recorded":"2026-11-22T02:30:00Z","v":1}}"#
        ),
    );
}

#[test]
fn a_leaf_of_an_unknown_form_is_refused() {
    let bad = [
        r#"{"kind":"sealed","v":1}"#,
        r#"{"kind":"other","v":1}"#,
        r#"{"kind":"session","mode":"video","recorded":"2026-11-22T02:30:00Z","session":"a","starts":"tomorrow","v":1}"#,
        r#"{"basis":"art17","index":[],"kind":"erased","recorded":"2026-11-22T02:30:00Z","v":2}"#,
        r#"{"basis":"art17","index":[],"kind":"erased","more":1,"recorded":"2026-11-22T02:30:00Z","v":1}"#,
        r#"{"basis":"art17","index":[],"kind":"erased","recorded":"2026-11-22","v":1}"#,
        r#"{"basis":"art17","index":[-1],"kind":"erased","recorded":"2026-11-22T02:30:00Z","v":1}"#,
        r#"{"commit":["AAAA","AAAA"],"kind":"sealed","v":1}"#,
        "[]",
    ];
    for text in bad {
        assert!(Leaf::read(text.as_bytes()).is_err(), "{text}");
    }
}

#[test]
fn a_completion_is_written_in_one_way_and_reads_back() {
    let bytes = completion().write().expect("it is fit to be recorded");
    assert_eq!(
        String::from_utf8_lossy(&bytes),
        concat!(
            r#"{"claimed":{"at":"2026-11-03T14:02:11","basis":"lms_local"},"course":"first_contact","edition":"1.0.0","#,
            r#""edition_basis":"stated","item":"First contact","kind":"completion","recorded":"2026-11-22T02:30:00Z","#,
            r#""release":false,"said":"Completed (achieved pass grade)","score":85,"source":"moodle-completion","#,
            r#""stated_by":"aaaaaaaaaaaaaaaaaaaaaaaaaa","v":1,"verdict":"passed"}"#
        )
    );
    assert_eq!(Completion::read(&bytes), Ok(completion()));
}

#[test]
fn answers_stand_in_the_body_by_the_ids_of_the_author() {
    let answer = |id: &str, chosen: &[&str], right| Answered {
        attempt: 1,
        chosen: chosen.iter().map(|id| (*id).to_owned()).collect(),
        id: id.into(),
        right,
    };
    let answers = vec![answer("open", &["ask", "listen"], Some(true)), answer("share", &["12.5"], None)];
    let done = Completion { answers, ..completion() };
    let bytes = done.write().expect("it is fit to be recorded");
    let text = r#"{"answers":[{"attempt":1,"chosen":["ask","listen"],"id":"open","right":true},{"attempt":1,"chosen":["12.5"],"id":"share"}],"claimed""#;
    assert!(String::from_utf8_lossy(&bytes).starts_with(text), "{}", String::from_utf8_lossy(&bytes));
    assert_eq!(Completion::read(&bytes), Ok(done.clone()));
    let many = Completion { answers: vec![answer("open", &[], None); 501], ..completion() };
    assert!(many.write().is_err());
    let long = Completion { answers: vec![answer("open", &[&"x".repeat(256)], None)], ..completion() };
    assert!(long.write().is_err());
}

#[test]
fn a_leaf_has_no_other_values_than_it_may_have() {
    let base64 = String::from(commitment());
    let opened = |name: &str| {
        format!(
            r#"{{"kind":"opened","organisation":"{name}","origin":"o","recorded":"{NOW}","v":1,"vkey":"k"}}"#
        )
    };
    let batch = |rows: &str| {
        format!(r#"{{"kind":"batch","recorded":"{NOW}","rows":{{{rows}}},"source":"{base64}","v":1}}"#)
    };
    let session = |name: &str| {
        format!(
            r#"{{"kind":"session","mode":"video","recorded":"{NOW}","session":"{name}","starts":"2026-12-03T09:30:00","v":1}}"#
        )
    };
    let erased = |basis: &str, index: &str| {
        format!(r#"{{"basis":"{basis}","index":[{index}],"kind":"erased","recorded":"{NOW}","v":1}}"#)
    };
    let rows = r#""already":1,"nothing":2,"read":10,"recorded":3,"refused":4"#;
    let most = r#""already":9007199254740991,"nothing":9007199254740991,"read":1,"recorded":0,"refused":0"#;
    let good = [opened("Elm"), opened(&"é".repeat(255)), batch(rows), session("abcdefg7")];
    for leaf in good.into_iter().chain(["art17", "retention", "consent"].map(|basis| erased(basis, "2,3"))) {
        assert!(Leaf::read(leaf.as_bytes()).is_ok(), "{leaf}");
    }
    for (leaf, why) in [
        (opened(""), "has no name"),
        (opened("  "), "has no name"),
        (opened(&"x".repeat(256)), "longer than 255"),
        (batch(&rows.replace("10", "11")), "are not those read"),
        (batch(most), "are not those read"),
        (session("ABCDEFGH"), "8 characters"),
        (session("abcdefghi"), "8 characters"),
        (session("abcdefg1"), "8 characters"),
        (session("\u{1f600}abcd"), "8 characters"),
        (erased("because", "2"), "none of `art17`"),
        (erased("art17", "3,2"), "do not ascend"),
        (erased("art17", "2,2"), "named twice"),
    ] {
        let fault = Leaf::read(leaf.as_bytes()).expect_err(&leaf).to_string();
        assert!(fault.contains(why), "{leaf}: {fault}");
    }
}

#[test]
fn a_completion_outside_its_ranges_is_neither_written_nor_read() {
    type Spoil = fn(&mut Completion);
    let spoilt: [(&str, Spoil); 7] = [
        ("score", |it| it.score = Some(101)),
        ("form", |it| it.v = 2),
        ("recorded", |it| it.recorded = "2026-11-22".into()),
        ("claimed", |it| {
            it.claimed = Some(Claimed { at: "2026-11-22T02:30:00Z".into(), basis: ClaimBasis::LmsLocal })
        }),
        ("long", |it| it.item = Some("x".repeat(256))),
        ("said", |it| it.said = "x".repeat(256)),
        ("not NFC", |it| it.said = "e\u{301}".into()),
    ];
    for (what, spoil) in spoilt {
        let mut completion = completion();
        spoil(&mut completion);
        assert!(completion.write().is_err(), "{what}");
    }
    let good = String::from_utf8(completion().write().expect("fit")).expect("UTF-8");
    for (from, to) in [("85", "8.5"), ("85", "185"), ("\"v\":1", "\"v\":1,\"w\":1"), ("passed\"}", "won\"}")]
    {
        assert!(Completion::read(good.replace(from, to).as_bytes()).is_err(), "{to}");
    }
}
