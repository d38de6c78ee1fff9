//! Bona's engine: what a course is, whether it is right, what an answer earns, and what may be believed.
//!
//! It touches no disk, network, clock, chance or terminal: everything comes in as an argument.

pub mod course;
pub mod id;
pub mod log;
pub mod measure;
#[allow(dead_code)]
mod raw;
