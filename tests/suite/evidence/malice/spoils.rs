//! The rows: what is done to a sound store of nine leaves, and by what it is told.
//!
//! Leaf 0 opens, 1 is a batch, 2 to 6 are sealed, 7 is a batch, 8 is sealed; checkpoints were signed at 1, 7 and 9. A row
//! without a means alone is the promise of docs/evidence.md kept: only what somebody else kept can tell.

use bona_engine::evidence::{Commitment, Field};
use bona_engine::log::{Checkpoint, NoteSigner};
use ed25519_dalek::SigningKey;

use super::{Held, Part, Row};

const REWRITTEN: &str = "history was written anew";
const CHANGED: &str = "at least one was changed together with its hash";
const CUT: &str = "an older copy was put back, or leaves were cut off";

pub(super) const ROWS: [Row; 38] = [
    row("leaves cut off", |held| cut(held, 7), Some(CUT), CUT, (Some("rolled-back"), "rolled-back")),
    row("an older copy put back with its checkpoint", roll_back, None, CUT, (None, "rolled-back")),
    row(
        "a record rewritten",
        |held| pass(held, 4),
        Some(CHANGED),
        REWRITTEN,
        (Some("rewritten"), "rewritten"),
    ),
    row(
        "a record rewritten and signed again",
        |held| signed(held, |held| pass(held, 4)),
        None,
        REWRITTEN,
        (None, "rewritten"),
    ),
    row(
        "a record made the withdrawal of another",
        |held| rewrite(held, 4, withdrawn),
        Some(CHANGED),
        REWRITTEN,
        (Some("rewritten"), "rewritten"),
    ),
    row(
        "every record rewritten and signed again",
        |held| signed(held, pass_all),
        None,
        REWRITTEN,
        (None, "rewritten"),
    ),
    row(
        "two records in another order",
        |held| turn(held, 2, 3),
        Some(CHANGED),
        REWRITTEN,
        (Some("rewritten"), "rewritten"),
    ),
    row(
        "two records in another order and signed again",
        |held| signed(held, |held| turn(held, 2, 3)),
        None,
        REWRITTEN,
        (None, "rewritten"),
    ),
    row("two people's bodies swapped", swap, Some(WHO), WHO, (Some("commitment"), "commitment")),
    row("a body changed", change, Some(WHAT), WHAT, (Some("commitment"), "commitment")),
    row(
        "a record dropped",
        |held| drop_leaf(held, 4),
        Some(CHANGED),
        REWRITTEN,
        (Some("rolled-back"), "rewritten"),
    ),
    row(
        "a record dropped and signed again",
        |held| signed(held, |held| drop_leaf(held, 4)),
        None,
        REWRITTEN,
        (None, "rewritten"),
    ),
    row(
        "a record doubled and signed",
        |held| signed(held, |held| double(held, 8)),
        Some(COPY),
        COPY,
        (Some("repeated"), "repeated"),
    ),
    row(
        "checkpoints of another key",
        another_key,
        Some(UNSIGNED),
        UNSIGNED,
        (Some("signature"), "signature"),
    ),
    row("another key in every place", every_key, None, UNSIGNED, (None, "signature")),
    row("another view for somebody else", split_view, None, REWRITTEN, (None, "rewritten")),
    row(
        "one time set back and signed",
        |held| signed(held, |held| set_back(held, 7..8)),
        Some(EARLIER),
        REWRITTEN,
        (Some("order"), "rewritten"),
    ),
    row(
        "all times set back and signed",
        |held| signed(held, set_all_back),
        None,
        REWRITTEN,
        (None, "rewritten"),
    ),
    row(
        "a second beginning",
        |held| signed(held, begin_again),
        Some(BEGINS),
        BEGINS,
        (Some("order"), "order"),
    ),
    row(
        "what was erased still there",
        |held| signed(held, erase),
        Some(STILL),
        STILL,
        (Some("erased"), "erased"),
    ),
    row(
        "another key, brought in without the old one",
        bring_in,
        Some(NOT_BOTH),
        NOT_BOTH,
        (Some("key"), "key"),
    ),
    row("another key, whose holder never signed", send_away, Some(NOT_BOTH), NOT_BOTH, (Some("key"), "key")),
    row(
        "a second change of key without the key before it",
        bring_in_later,
        Some(NOT_BOTH),
        NOT_BOTH,
        (Some("key"), "key"),
    ),
    row(
        "a key that signs after it was given up",
        sign_on,
        Some(GIVEN_UP),
        GIVEN_UP,
        (Some("signature"), "signature"),
    ),
    row("a change of key dropped", drop_change, Some(OTHER_KEY), UNSIGNED, (Some("key"), "signature")),
    row(
        "a record rewritten under a stolen key, which was then changed",
        rewrite_and_turn,
        None,
        REWRITTEN,
        (None, "rewritten"),
    ),
    row(
        "an erasure for a reason that is none",
        |held| noticed(held, "because", "[4]"),
        Some(BASIS),
        BASIS,
        (Some("form"), "form"),
    ),
    row(
        "an erasure of a leaf that is to come",
        |held| noticed(held, "art17", "[10]"),
        Some(AHEAD),
        AHEAD,
        (Some("order"), "order"),
    ),
    row(
        "an erasure of the leaf that opens",
        |held| noticed(held, "art17", "[0]"),
        Some(AHEAD),
        AHEAD,
        (Some("order"), "order"),
    ),
    row("an import of more rows than fared", more_rows, Some(ROWS_READ), REWRITTEN, (Some("form"), "form")),
    row(
        "all times of leaves set back and signed, and not those of their bodies",
        |held| signed(held, |held| set_back(held, 0..9)),
        Some(IMPORT),
        REWRITTEN,
        (Some("order"), "order"),
    ),
    row("a session with a name of its own", own_name, Some(SESSION), SESSION, (Some("form"), "form")),
    row(
        "a record of another time than its import",
        other_time,
        Some(TIME),
        REWRITTEN,
        (Some("order"), "order"),
    ),
    row(
        "a withdrawal of somebody else's record",
        |held| signed(held, |held| rewrite(held, 3, withdrawn)),
        Some(OTHERS),
        REWRITTEN,
        (Some("correction"), "correction"),
    ),
    row("a proof of another leaf", |held| held.forged = Some("leaf"), None, "", (Some("proof"), "proof")),
    row("a proof at another place", |held| held.forged = Some("index"), None, "", (Some("proof"), "proof")),
    row("a proof with another path", |held| held.forged = Some("path"), None, "", (Some("proof"), "proof")),
    row("a proof of another growth", |held| held.forged = Some("growth"), None, "", (Some("proof"), "proof")),
];

const WHO: &str = "leaf 2, body of `who`: it or its salt was changed";
const WHAT: &str = "leaf 2, body of `what`: it or its salt was changed";
const COPY: &str = "leaf 9: it is a copy of leaf 8";
const UNSIGNED: &str = "no signature by `";
const EARLIER: &str = "leaf 7: it was recorded before the leaf in front of it";
const BEGINS: &str = "leaf 9: a log begins once, and this begins it again";
const NOT_BOTH: &str =
    "another key: the checkpoint that ends with it is not signed by the old and the new key";
const GIVEN_UP: &str = "of 11 leaves, and signed by a key that the log gave up at 10";
const OTHER_KEY: &str = "leaf 0: it names another origin or another key than the trusted one";
const BASIS: &str = "its basis is none of `art17`, `retention` and `consent`";
const AHEAD: &str = "leaf 9: it names a leaf as erased that does not stand in front of it";
const ROWS_READ: &str = "its rows recorded, already, nothing and refused are not those read";
const SESSION: &str = "its session's name is not 8 characters of lower-case base32";
const TIME: &str =
    "leaf 2, body of `what`: it cannot be read: it says that it was recorded at 2001-01-01T00:00:00Z";
const IMPORT: &str = "and the import to which it belongs at 2020-11-22T09:30:00Z";
const OTHERS: &str = "it withdraws the record of leaf 2, which was somebody else's";
const STILL: &str = "the log says that it was erased, but it is still there";

const fn row(
    name: &'static str,
    spoil: fn(&mut Held),
    alone: Option<&'static str>,
    witnessed: &'static str,
    means: (Option<&'static str>, &'static str),
) -> Row {
    Row { name, spoil, alone, witnessed, means }
}

/// Spoils, then makes all of it fit again, as whoever has the key can.
fn signed(held: &mut Held, spoil: fn(&mut Held)) {
    spoil(held);
    held.resign();
}

fn cut(held: &mut Held, size: u64) {
    held.leaves.truncate(usize::try_from(size).expect("small"));
    held.parts.retain(|part| part.0 < size);
}

fn roll_back(held: &mut Held) {
    cut(held, 7);
    held.checkpoints.remove(&9);
}

/// Changes a body under `what` and commits to it anew, with its old salt.
fn rewrite(held: &mut Held, leaf: u64, change: fn(&str) -> String) {
    let part = held.parts.iter_mut().find(|part| part.0 == leaf && part.1 == "what").expect("it has a body");
    let salt: [u8; 32] = part.2.as_slice().try_into().expect("32 bytes");
    let commitment = |body: &[u8]| String::from(Commitment::to(Field::What, &salt, body));
    let body = change(std::str::from_utf8(&part.3).expect("JSON")).into_bytes();
    let (old, new) = (commitment(&part.3), commitment(&body));
    part.3 = body;
    let place = usize::try_from(leaf).expect("small");
    let text = String::from_utf8(held.leaves[place].clone()).expect("JSON");
    assert!(text.contains(&old), "leaf {leaf} commits to its body");
    held.leaves[place] = text.replace(&old, &new).into_bytes();
}

fn pass(held: &mut Held, leaf: u64) {
    rewrite(held, leaf, |body| {
        assert!(
            body.contains("\"verdict\":\"completed\"") || body.contains("\"verdict\":\"failed\""),
            "{body}"
        );
        body.replace("\"completed\"", "\"passed\"").replace("\"failed\"", "\"passed\"")
    });
}

/// A body that says of leaf 2 that it does not count.
fn withdrawn(_: &str) -> String {
    let by = "a".repeat(26);
    format!(
        "{{\"by\":\"{by}\",\"kind\":\"withdrawal\",\"leaf\":2,\"reason\":\"twice\",\"recorded\":\"2026-11-22T09:30:00Z\",\"v\":1}}"
    )
}

fn pass_all(held: &mut Held) {
    (3..6).for_each(|leaf| pass(held, leaf));
}

fn turn(held: &mut Held, one: u64, two: u64) {
    held.leaves.swap(usize::try_from(one).expect("small"), usize::try_from(two).expect("small"));
    for part in &mut held.parts {
        part.0 = match part.0 {
            place if place == one => two,
            place if place == two => one,
            place => place,
        };
    }
}

fn swap(held: &mut Held) {
    let at = |leaf: u64, parts: &[Part]| parts.iter().position(|part| part.0 == leaf && part.1 == "who");
    let (one, two) = (at(2, &held.parts).expect("a body"), at(3, &held.parts).expect("a body"));
    let (first, second) = (held.parts[one].clone(), held.parts[two].clone());
    held.parts[one] = (2, first.1, second.2, second.3);
    held.parts[two] = (3, second.1, first.2, first.3);
}

fn change(held: &mut Held) {
    let part = held.parts.iter_mut().find(|part| part.0 == 2 && part.1 == "what").expect("it has a body");
    part.3 = String::from_utf8(part.3.clone()).expect("JSON").replace("1.0.0", "9.0.0").into_bytes();
}

fn drop_leaf(held: &mut Held, leaf: u64) {
    held.leaves.remove(usize::try_from(leaf).expect("small"));
    held.parts.retain(|part| part.0 != leaf);
    held.parts.iter_mut().filter(|part| leaf < part.0).for_each(|part| part.0 -= 1);
}

fn double(held: &mut Held, leaf: u64) {
    let copy = held.leaves[usize::try_from(leaf).expect("small")].clone();
    let place = held.leaves.len() as u64;
    held.leaves.push(copy);
    let parts: Vec<Part> = held.parts.iter().filter(|part| part.0 == leaf).cloned().collect();
    held.parts.extend(parts.into_iter().map(|part| (place, part.1, part.2, part.3)));
}

fn other(held: &Held) -> NoteSigner {
    NoteSigner::new(&held.origin, SigningKey::from_bytes(&[77; 32])).expect("a legal name")
}

fn another_key(held: &mut Held) {
    held.signer = other(held);
    held.resign();
}

fn every_key(held: &mut Held) {
    let vkey = other(held).vkey().to_string();
    let text = String::from_utf8(held.leaves[0].clone()).expect("JSON");
    held.leaves[0] = text.replace(&held.vkey, &vkey).into_bytes();
    held.vkey = vkey;
    another_key(held);
}

fn split_view(held: &mut Held) {
    rewrite(held, 8, |body| body.replace("\"score\":85", "\"score\":95"));
    held.sign(9);
}

fn set_back(held: &mut Held, leaves: std::ops::Range<usize>) {
    for leaf in &mut held.leaves[leaves] {
        let text = String::from_utf8(leaf.clone()).expect("JSON");
        *leaf = text.replace("\"2026-11-22T09", "\"2020-11-22T09").into_bytes();
    }
}

/// The times of leaves and bodies alike.
fn set_all_back(held: &mut Held) {
    set_back(held, 0..9);
    for leaf in [2, 3, 4, 5, 6, 8] {
        rewrite(held, leaf, |body| body.replace("\"2026-11-22T09", "\"2020-11-22T09"));
    }
}

fn begin_again(held: &mut Held) {
    held.leaves.push(held.leaves[0].clone());
}

fn erase(held: &mut Held) {
    let notice = br#"{"basis":"art17","index":[2],"kind":"erased","recorded":"2026-11-22T09:30:00Z","v":1}"#;
    held.leaves.push(notice.to_vec());
}

/// A notice of erasure that says this, and leaves everything in its place.
fn noticed(held: &mut Held, basis: &str, index: &str) {
    let notice = format!(
        r#"{{"basis":"{basis}","index":{index},"kind":"erased","recorded":"2026-11-22T09:30:00Z","v":1}}"#
    );
    held.leaves.push(notice.into_bytes());
    held.resign();
}

fn more_rows(held: &mut Held) {
    let text = String::from_utf8(held.leaves[7].clone()).expect("JSON");
    held.leaves[7] = text.replace("\"nothing\":", "\"nothing\":1").into_bytes();
    assert_ne!(text.as_bytes(), held.leaves[7]);
    held.resign();
}

fn own_name(held: &mut Held) {
    schedule(held);
    let last = held.leaves.last_mut().expect("a leaf");
    *last = String::from_utf8(last.clone()).expect("JSON").replace("abcdefgh", "ABCDEFGH").into_bytes();
    held.resign();
}

fn other_time(held: &mut Held) {
    rewrite(held, 2, |body| {
        let (before, behind) = body.split_once("\"recorded\":\"").expect("a time");
        format!("{before}\"recorded\":\"2001-01-01T00:00:00Z{}", &behind[20..])
    });
    held.resign();
}

/// A key that the holder made, by number.
fn made(held: &Held, number: u8) -> NoteSigner {
    NoteSigner::new(&held.origin, SigningKey::from_bytes(&[number; 32])).expect("a legal name")
}

/// Appends a leaf that changes the key, and has these sign what ends with it; the new key is the one that is given away.
fn turn_key(held: &mut Held, from: &NoteSigner, to: &NoteSigner, by: &[&NoteSigner]) {
    let (from, to) = (from.vkey(), to.vkey());
    let leaf = format!(
        r#"{{"from":"{from}","kind":"rotated","recorded":"2026-11-22T09:30:00Z","to":"{to}","v":1}}"#
    );
    held.leaves.push(leaf.into_bytes());
    held.vkey = to.to_string();
    sign_by(held, by);
}

/// Has these sign the log as it stands.
fn sign_by(held: &mut Held, by: &[&NoteSigner]) {
    let tree = held.tree();
    let checkpoint = Checkpoint { origin: held.origin.clone(), size: tree.size(), root: tree.root() };
    let sign = |signer: &NoteSigner| checkpoint.sign(signer).expect("its own log");
    let mut note = sign(by[0]);
    note.signatures.extend(by[1..].iter().flat_map(|signer| sign(signer).signatures));
    held.checkpoints.insert(checkpoint.size, note.to_string());
}

/// The key of the log, as whoever has it can use it.
fn own(held: &mut Held) -> NoteSigner {
    let made = made(held, 1);
    std::mem::replace(&mut held.signer, made)
}

/// Two changes of the key, as they should be.
pub(super) fn turn_twice(held: &mut Held) {
    let (first, second, third) = (own(held), made(held, 78), made(held, 79));
    turn_key(held, &first, &second, &[&first, &second]);
    schedule(held);
    sign_by(held, &[&second]);
    turn_key(held, &second, &third, &[&second, &third]);
}

fn schedule(held: &mut Held) {
    let leaf = br#"{"kind":"session","mode":"video","recorded":"2026-11-22T09:30:00Z","session":"abcdefgh","starts":"2026-12-03T09:30:00","v":1}"#;
    held.leaves.push(leaf.to_vec());
}

fn bring_in(held: &mut Held) {
    let (first, forged) = (own(held), made(held, 78));
    turn_key(held, &first, &forged, &[&forged]);
}

fn send_away(held: &mut Held) {
    let (first, absent) = (own(held), made(held, 78));
    turn_key(held, &first, &absent, &[&first]);
    held.vkey = first.vkey().to_string();
}

fn bring_in_later(held: &mut Held) {
    let (first, second, forged) = (own(held), made(held, 78), made(held, 79));
    turn_key(held, &first, &second, &[&first, &second]);
    turn_key(held, &second, &forged, &[&first, &forged]);
}

fn sign_on(held: &mut Held) {
    let (first, second) = (own(held), made(held, 78));
    turn_key(held, &first, &second, &[&first, &second]);
    schedule(held);
    sign_by(held, &[&first]);
}

fn drop_change(held: &mut Held) {
    let (first, second) = (own(held), made(held, 78));
    turn_key(held, &first, &second, &[&first, &second]);
    held.leaves.pop();
    schedule(held);
    sign_by(held, &[&second]);
}

fn rewrite_and_turn(held: &mut Held) {
    pass(held, 4);
    held.resign();
    let (first, second) = (own(held), made(held, 78));
    turn_key(held, &first, &second, &[&first, &second]);
}
