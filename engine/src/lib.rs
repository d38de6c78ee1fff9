//! Bona's engine: what a course is, whether it is right, what an answer earns, and what may be believed.
//!
//! It touches no disk, network, clock, chance or terminal: everything comes in as an argument.

pub mod attempt;
pub mod course;
pub mod draw;
pub mod id;
pub mod measure;
#[allow(dead_code)]
mod raw;
pub mod score;
pub mod slots;
