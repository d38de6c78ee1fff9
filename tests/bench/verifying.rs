//! P13 and P14 without a disk: the arithmetic of verifying a log whose bytes are in memory, and one proof in a large tree.
//!
//! `tests/bench/verifying.py` drives it, in turns with `openssl`: each line of standard input asks for one thing, and one
//! line answers, with seconds of wall and of the processor. Not to be run by itself: without a line it does nothing. A
//! benchmark, never a test with a clock.

use std::fs;
use std::hint::black_box;
use std::io::{BufRead as _, Write as _};
use std::time::Instant;

use bona_engine::evidence::{Commitment, Completion, Field, Leaf, Salt, Sealed, StoredLeaf, VaultPart, sums};
use bona_engine::log::{Hash, Provable, Run, Trunk, leaf_hash, verify_inclusion};
use rayon::{ThreadPool, ThreadPoolBuilder};

/// Records whose bytes are hashed.
const RECORDS: u64 = 500_000;
/// Leaves that are reckoned at once, as `bona evidence verify` does.
const STEP: usize = 4_096;
/// Leaves of the tree in which one is proven.
const LEAVES: u64 = 15_000_000;
/// Leaves under a kept root.
const RUN: u64 = 256;

/// A log of sealed records, as an import writes them.
struct Held {
    leaves: Vec<StoredLeaf>,
    parts: Vec<VaultPart>,
}

/// Chance is not what is measured.
fn salt(index: u64, field: u8) -> Salt {
    leaf_hash(&[&index.to_be_bytes()[..], &[field]].concat())
}

/// The body of a record, as a table becomes one.
fn record(index: u64) -> Vec<u8> {
    let text = format!(
        "{{\"claimed\":{{\"at\":\"2026-11-03T00:00:00\",\"basis\":\"lms_local\"}},\"course\":\"first_contact\",\
         \"edition_basis\":\"unknown\",\"kind\":\"completion\",\"recorded\":\"2026-11-23T13:00:00Z\",\
         \"said\":\"Complete\",\"score\":{},\"source\":\"table\",\"system\":\"Made to be measured\",\"v\":1,\
         \"verdict\":\"completed\"}}",
        60 + index % 40
    );
    text.into_bytes()
}

impl Held {
    fn made() -> Self {
        let (mut leaves, mut parts) = (Vec::new(), Vec::new());
        for index in 0..RECORDS {
            let who = format!("{:026}", index % 50_000).into_bytes();
            let bodies = [(Field::Who, who), (Field::What, record(index))];
            let commit = bodies
                .each_ref()
                .map(|(field, body)| Commitment::to(*field, &salt(index, field.name().len() as u8), body));
            let bytes = Leaf::Sealed(Sealed { commit, v: 1 }).write().expect("it is a leaf");
            let hash = leaf_hash(&bytes);
            leaves.push(StoredLeaf { index, bytes, hash });
            parts.extend(bodies.into_iter().map(|(field, body)| {
                let salt = salt(index, field.name().len() as u8);
                VaultPart { index, field, salt, body }
            }));
        }
        Completion::read(&record(0)).expect("it is what an import writes");
        Self { leaves, parts }
    }

    /// All that is hashed to verify it, one after another.
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.leaves.iter().for_each(|leaf| bytes.extend_from_slice(&leaf.bytes));
        for part in &self.parts {
            bytes.extend_from_slice(&part.salt);
            bytes.extend_from_slice(&part.body);
        }
        bytes
    }

    /// Leaves, tree and commitments; the root.
    fn verified(&self) -> Hash {
        let mut trunk = Trunk::new([]);
        let (mut opened, mut parts) = (0, self.parts.as_slice());
        for leaves in self.leaves.chunks(STEP) {
            let mine;
            (mine, parts) = parts.split_at(2 * leaves.len());
            for run in sums(leaves, mine) {
                let kept = leaves[trunk.size() as usize % STEP..].iter().map(|leaf| &leaf.hash);
                assert!(kept.zip(run.run().hashes()).all(|(kept, hash)| kept == hash), "a leaf was changed");
                trunk.push_run(run.run());
                opened += run.opened();
            }
        }
        assert_eq!(opened, self.parts.len(), "each body opens its commitment");
        trunk.root()
    }
}

/// Seconds of the processor that all threads of this process have had.
fn processor() -> f64 {
    let tasks = fs::read_dir("/proc/self/task").expect("it runs on Linux");
    let spent = tasks.filter_map(|task| {
        let text = fs::read_to_string(task.ok()?.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse::<f64>().ok()
    });
    spent.sum::<f64>() / 1e9
}

fn timed<T>(work: impl FnOnce() -> T) -> String {
    let (begun, before) = (Instant::now(), processor());
    black_box(work());
    format!("{:.6} {:.6}", begun.elapsed().as_secs_f64(), processor() - before)
}

/// The tree of so many made-up leaves, as a verified log keeps it; and how long the proof of one takes, in the middle and
/// at most, in microseconds.
fn proofs() -> String {
    let leaf =
        |index: u64| format!("{{\"commit\":[\"{index:044}\",\"{index:044}\"],\"kind\":\"sealed\",\"v\":1}}");
    let hash = |index: u64| leaf_hash(leaf(index).as_bytes());
    let mut trunk = Trunk::new([]);
    for run in 0..LEAVES.div_ceil(RUN) {
        trunk.push_run(&Run::of((run * RUN..LEAVES.min((run + 1) * RUN)).map(hash).collect()));
    }
    let mut times: Vec<f64> = (0..1_001_u64)
        .map(|number| number * 14_983 % LEAVES)
        .map(|index| {
            let place = index / RUN;
            let leaves: Vec<String> = (place * RUN..(place + 1) * RUN).map(leaf).collect();
            let begun = Instant::now();
            // The leaves around it are hashed anew, as they are when a proof is made of a store.
            let hashes: Vec<Hash> = leaves.iter().map(|leaf| leaf_hash(leaf.as_bytes())).collect();
            let mut tree = Provable::of(trunk.crown());
            assert!(tree.open(place, &hashes), "they lead to the kept root");
            let proof = tree.inclusion(index, LEAVES).expect("it is there");
            let time = begun.elapsed().as_secs_f64();
            assert!(verify_inclusion(&hashes[(index % RUN) as usize], index, LEAVES, &proof, &trunk.root()));
            time * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    format!("{:.1} {:.1} {:.1}", times[500], times[991], times[1_000])
}

fn main() {
    let pool = |threads| ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be had");
    let pools: [ThreadPool; 2] = [pool(1), pool(2)];
    let mut held = None;
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let held: &mut Held = held.get_or_insert_with(Held::made);
        let answer = match line.split_once(' ') {
            Some(("bytes", path)) => {
                let bytes = held.bytes();
                fs::write(path, &bytes).expect("it can be written");
                format!("{RECORDS} {}", bytes.len())
            }
            Some(("verify", "1")) => timed(|| pools[0].install(|| held.verified())),
            Some(("verify", _)) => timed(|| pools[1].install(|| held.verified())),
            _ => format!("{LEAVES} {}", proofs()),
        };
        writeln!(std::io::stdout(), "{answer}").expect("somebody listens");
    }
}
