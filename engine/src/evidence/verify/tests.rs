//! A small log, spoilt in every way: each spoiling is noticed, and named by place and part.

mod erased;
mod flips;
mod history;

use ed25519_dalek::SigningKey;

use super::{Damage, Log, Trust, Verified, examine, verify};
use crate::evidence::memory::Memory;
use crate::evidence::{
    EditionBasis, Facts, Opened, Plan, PseudonymKey, RowResult, Source, SourceKind, Store, StoredCheckpoint,
    open_log, plan, provable,
};
use crate::intake::{ClaimBasis, Claimed, IdKind, Intake, LearnerId, Row, RowSource, VerdictWord};
use crate::log::{Checkpoint, NoteSigner, Tree};

pub(crate) const ORIGIN: &str = "elm-street-surgery/bona/abcdefgh";
pub(crate) const NOW: &str = "2026-11-22T02:30:00Z";

pub(crate) fn signer() -> NoteSigner {
    NoteSigner::new(ORIGIN, SigningKey::from_bytes(&[5; 32])).expect("a legal name")
}

pub(crate) fn trust() -> Trust {
    Trust { key: signer().vkey(), rotations: Vec::new(), outside: Vec::new(), journal: None }
}

/// Chance that is the same in every run.
pub(crate) fn chance() -> impl FnMut(&mut [u8]) {
    let mut state = 0_u64;
    move |bytes| {
        for byte in bytes {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = state.to_be_bytes()[0];
        }
    }
}

pub(crate) fn row(learner: &str, verdict: Option<VerdictWord>) -> Row {
    Row {
        place: format!("the row of {learner}"),
        source: RowSource::Table(2),
        learner: LearnerId::new(IdKind::Email, learner).expect("an id"),
        name: Some(format!("{learner} Example")),
        item: Some("First contact".into()),
        attempt: None,
        said: "Completed".into(),
        verdict,
        score: None,
        claimed: Some(Claimed { at: "2026-11-03T14:02:11".into(), basis: ClaimBasis::LmsLocal }),
        mark: None,
        answers: Vec::new(),
        minutes: None,
        told: Vec::new(),
    }
}

pub(crate) fn intake(rows: Vec<Row>) -> Intake {
    Intake { rows, ..Intake::default() }
}

pub(crate) fn facts() -> Facts {
    Facts {
        course: "first_contact".into(),
        edition: Some("1.0.0".into()),
        edition_basis: EditionBasis::Stated,
        stated_by: Some("C. Manager".into()),
        content: None,
        variant: None,
        language: None,
        release: None,
        session: None,
        records: SourceKind::MoodleCompletion.records(),
        source: Source {
            bytes: 5,
            joined: None,
            kind: SourceKind::MoodleCompletion,
            package: None,
            returns: None,
            sha256: "00".repeat(32),
            v: 1,
        },
        keep_names: true,
        now: NOW.into(),
    }
}

pub(crate) fn tree_of(store: &Memory) -> Tree {
    store.leaves.iter().map(|leaf| leaf.hash).collect()
}

pub(crate) fn planned(store: &Memory, rows: Vec<Row>) -> Plan {
    let key = PseudonymKey::new([3; 32]);
    // Salts must differ from one batch to the next.
    let mut chance = chance();
    (0..store.parts.len()).for_each(|_| chance(&mut [0; 32]));
    plan(store, &tree_of(store), &key, &intake(rows), &facts(), &mut chance).expect("a plan")
}

pub(crate) fn import(store: &mut Memory, rows: Vec<Row>) {
    let batch = planned(store, rows).batch.expect("something new");
    store.append(&batch).expect("the head has not moved");
    sign(store);
}

pub(crate) fn sign(store: &mut Memory) {
    let checkpoint = Checkpoint { origin: ORIGIN.into(), size: store.head.size, root: store.head.root };
    let text = checkpoint.sign(&signer()).expect("its own log").to_string();
    store.keep_checkpoint(&StoredCheckpoint { size: checkpoint.size, text }).expect("memory");
}

pub(crate) fn opened() -> Memory {
    let mut store = Memory::default();
    let opened = Opened {
        adopted: None,
        organisation: "Elm Street Surgery".into(),
        origin: ORIGIN.into(),
        recorded: NOW.into(),
        v: 1,
        vkey: signer().vkey().to_string(),
    };
    store.append(&open_log(opened).expect("fit to be recorded")).expect("an empty store");
    sign(&mut store);
    store
}

/// Two batches: leaf 0 opens, 1 is a batch, 2 and 3 are sealed, 4 is a batch, 5 is sealed.
pub(crate) fn sample() -> Memory {
    let mut store = opened();
    let rows = ["ann", "bo", "cy"].map(|name| row(name, Some(VerdictWord::Completed)));
    let [ann, bo, cy] = rows;
    import(&mut store, vec![ann, bo]);
    import(&mut store, vec![cy]);
    store
}

pub(crate) fn judged(store: &Memory) -> Result<Verified<Log>, Vec<Damage>> {
    let found = verify(store, &trust()).expect("memory can be read");
    // Whoever only counts the records finds the same.
    match (&found, examine(store, &trust()).expect("memory can be read")) {
        (Ok(log), Ok(counted)) => {
            assert_eq!((log.head, log.signed, log.erased), (counted.head, counted.signed, counted.erased));
            let kept = (log.completions.len() as u64, log.batches.len() as u64, log.opened_bodies);
            assert_eq!(kept, (counted.completions, counted.batches, counted.opened_bodies));
        }
        (Err(damages), Err(counted)) => assert_eq!(damages, &counted),
        (found, _) => panic!("only one of the two finds anything: {:?}", found.as_ref().err()),
    }
    found
}

pub(crate) fn damages(store: &Memory) -> Vec<String> {
    judged(store).expect_err("it was spoilt").iter().map(ToString::to_string).collect()
}

#[test]
fn a_sound_log_is_vouched_for() {
    let log = judged(&sample()).expect("nothing was spoilt");
    assert_eq!((log.head.size, log.signed, log.erased), (6, 6, 0));
    assert_eq!(log.opened_bodies, 2 + 3 * 2);
    assert_eq!(log.checkpoints, 3);
    let indexes: Vec<u64> = log.completions.iter().map(|recorded| recorded.index).collect();
    assert_eq!(indexes, [2, 3, 5]);
    let first = &log.completions[0];
    assert_eq!(first.completion.verdict, VerdictWord::Completed);
    assert!(first.person.is_some() && first.person != log.completions[1].person);
    assert_ne!(first.completion.stated_by, first.person);
}

#[test]
fn no_leaf_holds_anything_about_a_person() {
    let store = sample();
    for leaf in &store.leaves {
        let text = String::from_utf8_lossy(&leaf.bytes).to_lowercase();
        for word in ["ann", "bo@", "cy ", "manager", "completed", "first", "moodle", "1.0.0", "2026-11-03"] {
            assert!(!text.contains(word), "{word} in {text}");
        }
        for person in &store.people {
            assert!(!text.contains(person.number.as_str()) && !text.contains(person.learner.as_str()));
        }
    }
    // The name of whoever stated the edition is in the vault's table of people, and in no body.
    assert!(store.people.iter().any(|person| person.name.as_deref() == Some("C. Manager")));
    for part in &store.parts {
        let body = String::from_utf8_lossy(&part.body);
        assert!(!body.contains("Manager") && !body.contains("Example"), "{body}");
    }
}

#[test]
fn a_row_is_recorded_once() {
    let mut store = sample();
    let ann = || row("ann", Some(VerdictWord::Completed));
    let again = planned(&store, vec![ann(), ann(), row("dee", None)]);
    assert_eq!(again.batch, None);
    assert_eq!(again.results, [RowResult::Already, RowResult::Already, RowResult::Nothing]);
    // The same learner with another verdict is something new, and still the same person.
    let passed =
        planned(&store, vec![row("ann", Some(VerdictWord::Passed)), row("ANN ", Some(VerdictWord::Passed))]);
    assert_eq!(passed.results, [RowResult::Recorded(7), RowResult::Already]);
    assert_eq!(passed.new_people, 0);
    let counts = passed.counts;
    assert_eq!((counts.read, counts.recorded, counts.already), (2, 1, 1));
    store.append(&passed.batch.expect("one row")).expect("the head has not moved");
    let log = judged(&store).expect("unsigned leaves are no damage");
    assert_eq!((log.head.size, log.signed), (8, 6));
    assert_eq!(log.completions[0].person, log.completions[3].person);
}

#[test]
fn a_batch_made_for_another_head_is_refused() {
    let mut store = sample();
    let batch = planned(&store, vec![row("dee", Some(VerdictWord::Passed))]).batch.expect("one row");
    import(&mut store, vec![row("eve", Some(VerdictWord::Passed))]);
    assert!(store.append(&batch).is_err());
}

#[test]
fn a_log_of_many_runs_is_read_in_blocks_and_proves_its_leaves() {
    let mut store = opened();
    let rows = |batch: usize| {
        (0..300).map(move |number| row(&format!("n{batch}x{number}"), Some(VerdictWord::Completed)))
    };
    (0..15).for_each(|batch| import(&mut store, rows(batch).collect()));
    let log = judged(&store).expect("nothing was spoilt");
    let size = 1 + 15 * 301;
    assert_eq!((log.head.size, log.completions.len()), (size, 4_500), "more than one block of 4,096");
    let tree: Tree = store.leaves.iter().map(|leaf| leaf.hash).collect();
    assert_eq!((log.tree.size(), log.tree.root()), (size, tree.root()));
    for index in [0, 255, 256, 4_095, 4_096, size - 1] {
        for size in [size, index + 1] {
            let known = provable(&store, &log.tree, &[index, size]).expect("its leaves are as they were");
            assert_eq!(known.inclusion(index, size), tree.inclusion(index, size), "{index} in {size}");
            assert_eq!(known.consistency(index, size), tree.consistency(index, size), "{index} to {size}");
        }
    }
    let mut changed = store.clone();
    changed.leaves[4_000].bytes[20] ^= 1;
    assert!(provable(&changed, &log.tree, &[4_090]).is_err(), "a leaf beside it is another now");
    changed.leaves[4_000].hash[0] ^= 1;
    changed.leaves[300].hash[0] ^= 1;
    let named: Vec<String> = damages(&changed);
    assert!(named[0].starts_with("leaf 300") && named[1].starts_with("leaf 4000"), "{named:?}");
}
