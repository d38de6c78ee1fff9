//! Bona's engine: what a course is, whether it is right, what an answer earns, and what may be believed.
//!
//! It touches no disk, network, clock, chance or terminal: everything comes in as an argument.

pub mod attempt;
pub mod canon;
pub mod check;
pub mod course;
pub mod diagnostic;
pub mod draw;
pub mod id;
pub mod limits;
pub mod measure;
mod raw;
mod read;
pub mod rule;
pub mod score;
pub mod slots;
pub mod source;
