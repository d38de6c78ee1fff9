//! What can be said of courses as a whole: what is taught and what is asked, what a
//! guesser would earn, and who is shown in which part.
//!
//! Reports judge nothing that `check` has not passed, and forbid nothing: they count. Everything is reckoned from
//! the checked course alone, in whole numbers, so two machines say the same.

mod chance;
mod coverage;
mod fairness;
mod voices;

pub use chance::Chance;
pub use coverage::{Asked, Coverage, EasyCoverage, Gap, OutcomeCoverage, coverage};
pub use fairness::{
    BANK_LIMIT, BankReport, Drawn, Fairness, Guess, Passing, Range, Strategy, TOGETHER_ROOM, Together, Use,
    fairness,
};
pub use voices::{GroupShown, Pattern, Somebody, Voices, voices};
