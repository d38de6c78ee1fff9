//! Packaging that is cut off: a machine that dies at any of its writes, and a disk that is full from any of them on. No
//! package is half there under its name, and the next run completes what was asked for and clears what was left.
//!
//! The machine is made up; a true process that is killed at a true write is judged by tests/oracles/cut_off.py.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bona::Exit;
use bona::machine::is_part;
use bona_tests::made_up::Fault;
use bona_tests::seeded::Seeded;
use bona_tests::{Ran, Workbench};

use crate::evidence::survived;

const LINE: [&str; 7] = ["package", "places", "--variant", "elm_street", "--format", "html,gift", "--jobs=2"];

fn bench() -> Workbench {
    Workbench::new().folder("places", "fixtures/places")
}

fn run(bench: &Workbench) -> Ran {
    bench.run(&LINE)
}

/// All that stands in the folder of the packages.
fn folder(bench: &Workbench) -> BTreeMap<PathBuf, Vec<u8>> {
    bench.files().into_iter().filter(|(path, _)| path.starts_with("dist")).collect()
}

fn name(path: &Path) -> String {
    path.file_name().expect("it is a file").to_string_lossy().into_owned()
}

/// Packages by their names.
type Packages = BTreeMap<String, Vec<u8>>;

/// The packages, and how many temporary files lie beside them.
fn packages(bench: &Workbench) -> (Packages, usize) {
    let all = folder(bench).into_iter().map(|(path, bytes)| (name(&path), bytes));
    let (parts, rest): (BTreeMap<_, _>, BTreeMap<_, _>) = all.partition(|(name, _)| is_part(name));
    (rest.into_iter().filter(|(name, _)| name != ".bona-cache").collect(), parts.len())
}

/// Begins with these packages, breaks a run off, and lets another complete it.
fn judge(bench: &Workbench, earlier: &Packages, whole: &Packages, fault: (u64, Fault)) -> bool {
    bench.machine().fault(Some(fault));
    let ran = survived(|| run(bench));
    bench.machine().fault(None);
    let (there, parts) = packages(bench);
    for (name, bytes) in &there {
        let known = whole.get(name) == Some(bytes) || earlier.get(name) == Some(bytes);
        assert!(known, "{fault:?}: {name} is neither the older package nor the new one");
    }
    match (&ran, fault.1) {
        (None, Fault::Dies) => {}
        (Some(ran), Fault::Dies) => assert_eq!(ran.exit, Exit::Done, "{fault:?}: {}", ran.whole()),
        (Some(ran), Fault::Full) => {
            assert_eq!(parts, 0, "{fault:?}: a full disk leaves nothing half-written");
            assert_eq!(ran.exit == Exit::Done, there == *whole, "{fault:?}: {}", ran.whole());
        }
        (None, Fault::Full) => unreachable!("a full disk ends nobody"),
    }
    let again = run(bench);
    assert_eq!(again.exit, Exit::Done, "{fault:?}: {}", again.whole());
    assert_eq!(packages(bench), (whole.clone(), 0), "{fault:?}");
    assert_eq!(again.err.contains("had left"), parts > 0, "{fault:?}: {}", again.err);
    ran.is_none_or(|ran| ran.exit != Exit::Done)
}

/// A hundred faults, half of them deaths: into an empty folder, and over packages of an older edition that are noted.
#[test]
fn a_run_that_is_cut_off_leaves_whole_packages_and_the_next_completes_it() {
    let old = bench();
    assert_eq!(run(&old).exit, Exit::Done);
    let files = folder(&old);
    let earlier = packages(&old).0;
    assert_eq!(earlier.len(), 2);
    let changed = || {
        let bench = bench();
        let module = String::from_utf8(bench.files()[Path::new("places/modules/desk.ron")].clone());
        let module = module.expect("text").replace("Find out whom to ask.", "Find out whom you ask.");
        bench.file("places/modules/desk.ron", module)
    };
    let writes = |bench: &Workbench| {
        bench.machine().fault(None);
        assert_eq!(run(bench).exit, Exit::Done);
        (bench.machine().ticks(), packages(bench).0)
    };
    let ((empty, first), (over, second)) = (writes(&bench()), writes(&changed()));
    assert!(20 <= empty && 20 <= over, "{empty} and {over} writes");
    let mut seeded = Seeded::new(7);
    let mut met = 0;
    for number in 0..100 {
        let fault = if number % 2 == 0 { Fault::Dies } else { Fault::Full };
        met += usize::from(if number % 4 < 2 {
            let at = 1 + seeded.below(usize::try_from(empty).expect("few")) as u64;
            judge(&bench(), &BTreeMap::new(), &first, (at, fault))
        } else {
            let at = 1 + seeded.below(usize::try_from(over).expect("few")) as u64;
            let bench = changed();
            files.iter().for_each(|(path, bytes)| bench.machine().put(path, bytes));
            judge(&bench, &earlier, &second, (at, fault))
        });
    }
    assert!(90 <= met, "only {met} of 100 faults were met");
}
