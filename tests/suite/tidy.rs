//! The rules of the house that no compiler holds: sizes, floors, words, doors, dependencies, the README.
//!
//! Each check is a function from files to faults. Its test asks it about this repository, where it may find
//! nothing and must have judged at least a stated number, and about a made-up bad file, where it must find
//! the fault: so no check passes by looking at nothing.

mod code;
mod doors;
mod fixtures;
mod floors;
mod heads;
mod lock;
mod readme;
mod sentences;
mod sizes;
mod tree;
mod words;

/// What a check says: how much it judged, and what is wrong, one line a fault.
#[derive(Debug, Default)]
struct Findings {
    judged: usize,
    faults: Vec<String>,
}

impl Findings {
    /// Holds when nothing is wrong and at least `floor` things were judged.
    fn hold(&self, what: &str, floor: usize) {
        assert!(self.faults.is_empty(), "{what}:\n{}", self.faults.join("\n"));
        assert!(self.judged >= floor, "{what}: judged only {} of at least {floor}", self.judged);
    }

    /// Holds when exactly these faults were found, each by a part of its line.
    fn refuse(&self, parts: &[&str]) {
        assert_eq!(self.faults.len(), parts.len(), "{:#?}", self.faults);
        for (fault, part) in self.faults.iter().zip(parts) {
            assert!(fault.contains(part), "`{part}` is not in `{fault}`");
        }
    }
}
