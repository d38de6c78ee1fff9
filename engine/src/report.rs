//! What can be said of courses as a whole: what is taught and what is asked, and what a guesser would earn.
//!
//! Reports judge nothing that `check` has not passed, and forbid nothing: they count. Everything is reckoned from
//! the checked course alone, in whole numbers, so two machines say the same.

mod chance;
mod coverage;
mod fairness;

pub use chance::Chance;
pub use coverage::{Asked, Coverage, Gap, OutcomeCoverage, coverage};
pub use fairness::{
    BANK_LIMIT, BankReport, Drawn, Fairness, Guess, Passing, Range, Strategy, TOGETHER_ROOM, Together, Use,
    fairness,
};
