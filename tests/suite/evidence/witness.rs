//! A commissioner's own key sees the log: what it saw is kept on both sides, and another history is told from it.

use bona::Exit;
use bona_engine::log::{Growth, Vkey};

use super::{Desk, PACKAGE};

const NAME: &str = "commissioner.example/evidence";

impl Desk {
    fn witness(&self, given: &str, more: &[&str]) -> bona_tests::Ran {
        self.bench.run(&[&["evidence", "witness", given, "--state", "seen"], more].concat())
    }

    fn text(&self, ending: &str) -> String {
        let bytes = self.kept(ending).unwrap_or_else(|| panic!("{ending} was not written"));
        String::from_utf8(bytes).expect("text")
    }

    /// A store with one import, whose checkpoint of seven leaves a witness has cosigned.
    pub(super) fn witnessed() -> Self {
        Self::begun().seen()
    }

    fn seen(self) -> Self {
        let desk = self;
        let ran = desk.import("moodle.csv", &["--package", PACKAGE, "--apply"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        let made = desk.bench.run(&["keys", "new", "witness", "--name", NAME]);
        assert_eq!(made.exit, Exit::Done, "{}", made.whole());
        desk.machine().put("log.vkey", &desk.kept("keys/log.vkey").expect("init made it"));
        desk.machine().put("sent", &desk.kept(".checkpoint").expect("it is kept"));
        let seen = desk.witness("sent", &["--key", "log.vkey"]);
        assert_eq!(seen.exit, Exit::Done, "{}", seen.whole());
        desk.machine().put("mail", format!("> {}", seen.out.replace('\n', "\n> ")).as_bytes());
        let added = desk.evidence(&["cosign", "add", "mail", "--key", "witness.keys/witness.vkey"]);
        assert_eq!(added.exit, Exit::Done, "{}", added.whole());
        assert!(added.out.contains("saw the log at 7 leaves on 2026-11-22T09:30:00Z"), "{}", added.out);
        desk
    }

    pub(super) fn policy(&self) {
        let vkey = self.text("witness.keys/witness.vkey");
        let log = self.text("keys/log.vkey");
        let policy = format!("log {log}witness w {vkey}quorum w\n");
        self.machine().put(format!("{}.policy", self.store()), policy.as_bytes());
    }
}

#[test]
fn a_witness_sees_the_log_grow_and_the_policy_asks_for_it() {
    let desk = Desk::witnessed();
    desk.policy();
    let ran = desk.import("run_time.json", &["--package", PACKAGE, "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let verified = desk.evidence(&["verify"]);
    assert_eq!(verified.exit, Exit::Done, "{}", verified.whole());
    assert!(
        verified.out.contains("The first 7 leaves were recorded when these saw the log"),
        "{}",
        verified.out
    );
    assert!(!verified.out.contains("did not write all of it anew"), "{}", verified.out);
    assert_eq!(desk.json(&["verify", "--output", "json"])["cosigned"]["size"], 7);
    // The export holds what the witness needs, without being asked.
    assert_eq!(desk.evidence(&["export", "given"]).exit, Exit::Done);
    let growth = Growth::parse(desk.text("given/since-7.growth").as_bytes()).expect("a proof of growth");
    assert_eq!((growth.old, desk.kept("given/cosigned").is_some()), (7, true));
    let alone = desk.witness("given/checkpoint", &[]);
    assert_eq!(alone.exit, Exit::World);
    assert!(alone.err.contains("--since 7"), "{}", alone.err);
    let seen = desk.witness("given", &[]);
    assert_eq!(seen.exit, Exit::Done, "{}", seen.whole());
    assert!(seen.out.contains("It grew from the 7 that you saw before by additions alone."), "{}", seen.out);
    let line = seen.out.lines().find(|line| line.starts_with('\u{2014}')).expect("the cosignature");
    // As mail programs save what they were sent: its first sign is no ASCII.
    let printable = line.replace('=', "=3D").replace('\u{2014}', "=E2=80=94");
    let head = "From: w@elm.example\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable";
    desk.machine().put(
        "answer.eml",
        format!("{head}\n\nHello,\n\n{}=\n{}\n", &printable[..90], &printable[90..]).as_bytes(),
    );
    let added = desk.evidence(&["cosign", "add", "answer.eml"]);
    assert_eq!(added.exit, Exit::Done, "{}", added.whole());
    assert_eq!(desk.json(&["verify", "--output", "json"])["cosigned"]["size"], 9);
    let again = desk.witness("given/since-7.growth", &[]);
    assert_eq!(again.exit, Exit::Done, "the same checkpoint may be seen twice: {}", again.whole());
    assert!(again.out.contains("It is what you saw before."), "{}", again.out);
    // The state is a checkpoint that the commissioner can hold against the store.
    let held = desk.evidence(&["verify", "--checkpoint", "seen"]);
    assert!(held.out.contains("grew from the checkpoint that was given"), "{}", held.out);
    // By leaves alone, where no proof was asked for.
    let other = desk.bench.run(&["evidence", "witness", "given", "--state", "other", "--key", "log.vkey"]);
    assert_eq!(other.exit, Exit::Done, "{}", other.whole());
    let early = desk.evidence(&["export", "early", "--since", "10"]);
    assert!(early.err.contains("the signed log has 9 leaves"), "{}", early.err);
}

#[test]
fn a_policy_that_is_not_met_is_a_fault() {
    let desk = Desk::filled();
    let made = desk.bench.run(&["keys", "new", "witness", "--name", NAME]);
    assert_eq!(made.exit, Exit::Done, "{}", made.whole());
    desk.policy();
    let ran = desk.evidence(&["verify"]);
    assert_eq!(ran.exit, Exit::AtFault);
    assert!(
        ran.out.contains("the policy is not met: the checkpoint beside the store: the quorum `w` is not met; cosigned by nobody"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("The log is sound in itself") && !ran.out.contains("Keep the store"),
        "{}",
        ran.out
    );
    desk.machine().put("own.policy", b"quorum none\n");
    assert_eq!(desk.evidence(&["verify", "--policy", "own.policy"]).exit, Exit::Done);
    desk.machine().put("own.policy", b"trust me\n");
    let wrong = desk.evidence(&["verify", "--policy", "own.policy"]);
    assert_eq!(wrong.exit, Exit::World);
    assert!(wrong.err.contains("`own.policy`: line 1: `trust` does not begin a line"), "{}", wrong.err);
    let foreign = "log PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\nquorum none\n";
    desk.machine().put("own.policy", foreign.as_bytes());
    let other = desk.evidence(&["verify", "--policy", "own.policy"]);
    assert!(other.err.contains("is none of them"), "{}", other.whole());
}

#[test]
fn a_forged_cosignature_is_neither_kept_nor_believed() {
    let desk = Desk::witnessed();
    desk.policy();
    let path = format!("{}.cosigned/7.checkpoint", desk.store());
    let sound = desk.text("7.checkpoint");
    let (front, line) = sound.trim_end().rsplit_once('\n').expect("the witness's line is the last");
    let (name, letters) = line.rsplit_once(' ').expect("a name and letters");
    let spoilt = format!("{name} {}B{}", &letters[..40], &letters[41..]);
    let added = desk.evidence(&["cosign", "add", &spoilt]);
    assert_eq!(added.exit, Exit::AtFault, "{}", added.whole());
    assert!(added.err.contains("fits no checkpoint of this store"), "{}", added.err);
    desk.machine().put(&path, format!("{front}\n{spoilt}\n").as_bytes());
    let ran = desk.evidence(&["verify"]);
    assert_eq!(ran.exit, Exit::AtFault);
    assert!(
        ran.out.contains("the policy is not met: the cosigned checkpoint of 7 leaves: the signature of"),
        "{}",
        ran.out
    );
    desk.machine().put(&path, sound.as_bytes());
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done, "{}", desk.evidence(&["verify"]).whole());
    for (given, why) in
        [("Dear all,", "there is no cosignature in it"), (letters, "there is no cosignature in it")]
    {
        let ran = desk.evidence(&["cosign", "add", given]);
        assert!(ran.exit == Exit::World && ran.err.contains(why), "{}", ran.whole());
    }
    let stranger = line.replace(NAME, "stranger.example");
    let ran = desk.evidence(&["cosign", "add", &stranger]);
    assert!(
        ran.err.contains("`stranger.example` with this key is no witness that is known"),
        "{}",
        ran.whole()
    );
}

#[test]
fn an_older_copy_put_back_with_its_checkpoint_is_told_by_the_cosigned_one() {
    let desk = Desk::begun();
    let older = desk.folder.path().join("older");
    std::fs::copy(desk.store(), &older).expect("it can be copied");
    let first = desk.kept(".checkpoint").expect("it is kept");
    let witnessed = desk.seen();
    std::fs::copy(&older, witnessed.store()).expect("it can be put back");
    witnessed.machine().put(format!("{}.checkpoint", witnessed.store()), &first);
    let ran = witnessed.import("moodle.csv", &["--package", PACKAGE, "--apply"]);
    assert_eq!(ran.exit, Exit::World, "{}", ran.whole());
    assert!(
        ran.err.contains(
            "it has 1 leaves, and the cosigned checkpoint of 7 leaves was signed at 7: an older copy"
        ),
        "{}",
        ran.err
    );
    assert_eq!(witnessed.evidence(&["matrix"]).exit, Exit::AtFault);
}

/// What a mail did to a checkpoint shows nothing about the log; its line ends do not matter.
#[test]
fn what_nobody_signed_is_not_told_as_proof_of_another_history() {
    let desk = Desk::witnessed();
    let sent = desk.text("sent");
    let unsigned = sent.split_inclusive("\n\n").next().expect("its text").to_owned();
    for (what, text) in [
        ("hello", "hello\n".to_owned()),
        ("no signature", unsigned),
        ("a changed root", sent.replacen('=', "A", 1)),
        ("a broken proof", format!("old 028\n\n{sent}")),
    ] {
        desk.machine().put("shown", text.as_bytes());
        let ran = desk.witness("shown", &[]);
        assert_eq!(ran.exit, Exit::AtFault, "{what}: {}", ran.whole());
        assert!(ran.err.contains("this shows nothing about the log"), "{what}: {}", ran.err);
        assert!(!ran.err.contains("both are signed"), "{what}: {}", ran.err);
    }
    desk.machine().put("mailed", sent.replace('\n', "\r\n").as_bytes());
    let ran = desk.witness("mailed", &[]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let ran = desk.evidence(&["verify", "--checkpoint", "mailed"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    // A file without a checkpoint says nothing of the store; quoted below other words it is one.
    desk.machine().put("notes", b"Dear all, see you on Monday.\n");
    let ran = desk.evidence(&["verify", "--checkpoint", "notes"]);
    assert_eq!(ran.exit, Exit::World, "{}", ran.whole());
    assert!(ran.err.contains("there is no checkpoint in `notes`, so nothing was verified"), "{}", ran.err);
    let quoted: String = sent.lines().map(|line| format!("> {line}\n")).collect();
    desk.machine().put("quoted", format!("On Monday you wrote:\n\n{quoted}\nThank you.\n").as_bytes());
    assert_eq!(desk.evidence(&["verify", "--checkpoint", "quoted"]).exit, Exit::Done);
}

#[test]
fn a_witness_refuses_what_did_not_grow() {
    let desk = Desk::witnessed();
    let sent = desk.text("sent");
    let vkey = Vkey::parse(desk.text("keys/log.vkey").trim_end()).expect("a key");
    // A shorter log, signed by the same key, as after an older copy was put back.
    let signer = signer(&desk, vkey.name());
    let shorter = bona_engine::log::Checkpoint { origin: vkey.name().into(), size: 3, root: [1; 32] };
    let other = bona_engine::log::Checkpoint { size: 7, ..shorter.clone() };
    for (checkpoint, why) in
        [(&shorter, "the log has 3 leaves, and you saw 7"), (&other, "there are two logs of 7 leaves")]
    {
        let text = checkpoint.sign(&signer).expect("its own log").to_string();
        desk.machine().put("shown", text.as_bytes());
        let ran = desk.witness("shown", &[]);
        assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
        assert!(
            ran.err.contains(why) && ran.err.contains("nothing was cosigned") && ran.out.is_empty(),
            "{}",
            ran.whole()
        );
    }
    let grown = bona_engine::log::Checkpoint { size: 12, ..shorter };
    let growth = Growth {
        old: 7,
        path: vec![[2; 32]; 4],
        checkpoint: grown.sign(&signer).expect("its own").to_string(),
    };
    desk.machine().put("shown", growth.to_string().as_bytes());
    let ran = desk.witness("shown", &[]);
    assert!(ran.exit == Exit::AtFault && ran.err.contains("did not grow from the 7"), "{}", ran.whole());
    assert_eq!(desk.text("seen").split("\n\n").next(), sent.split("\n\n").next(), "what was seen stays");
    desk.machine().put("shown", b"old 7\nwords\n\n");
    assert_eq!(desk.witness("shown", &[]).exit, Exit::AtFault);
}

/// The log's own key, which only its holder has.
fn signer(desk: &Desk, name: &str) -> bona_engine::log::NoteSigner {
    use ed25519_dalek::pkcs8::DecodePrivateKey as _;
    let key = ed25519_dalek::SigningKey::from_pkcs8_pem(&desk.text("log.key")).expect("init made it");
    bona_engine::log::NoteSigner::new(name, key).expect("a legal name")
}

#[test]
fn a_witness_trusts_no_key_by_itself_and_keeps_its_own() {
    let desk = Desk::filled();
    let without = desk.witness("given", &[]);
    assert!(
        without.exit == Exit::World && without.err.contains("`bona keys new witness --name NAME` makes one"),
        "{}",
        without.whole()
    );
    for name in ["two words", "a+b", ""] {
        let ran = desk.bench.run(&["keys", "new", "witness", "--name", name]);
        assert_eq!(ran.exit, Exit::World, "{name}: {}", ran.whole());
    }
    let made = desk.bench.run(&["keys", "new", "witness", "--name", NAME]);
    assert_eq!(made.exit, Exit::Done, "{}", made.whole());
    let again = desk.bench.run(&["keys", "new", "witness", "--name", NAME]);
    assert!(
        again.exit == Exit::World && again.err.contains("stands in `witness.keys` already"),
        "{}",
        again.whole()
    );
    assert_eq!(desk.evidence(&["export", "given"]).exit, Exit::Done);
    let first = desk.witness("given", &[]);
    assert!(first.exit == Exit::World && first.err.contains("the log's key is needed"), "{}", first.whole());
    assert_eq!(desk.kept("seen"), None, "nothing is kept before it is trusted");
    let wrong = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    let other = desk.witness("given", &["--key", wrong]);
    assert_eq!(other.exit, Exit::AtFault, "{}", other.whole());
    let good = desk.witness("given", &["--key", "given/log.vkey"]);
    assert_eq!(good.exit, Exit::Done, "{}", good.whole());
    let changed = desk.witness("given", &["--key", wrong]);
    assert!(
        changed.exit == Exit::World && changed.err.contains("another key than the one in `seen.vkey`"),
        "{}",
        changed.whole()
    );
    let state = desk.text("seen");
    assert!(state.contains(NAME) && !state.contains("PRIVATE"));
    // No cosignature is earlier than the last.
    desk.machine().clock("2026-11-22T09:29:59Z");
    let back = desk.witness("given", &[]);
    assert!(
        back.exit == Exit::World && back.err.contains("you cosigned at 2026-11-22T09:30:00Z already"),
        "{}",
        back.whole()
    );
}
