//! Bona's engine: what a course is, whether it is right, what an answer earns, and what may be believed.
//!
//! It touches no disk, network, clock, chance or terminal: everything comes in as an argument.

pub mod canon;
pub mod check;
pub mod course;
pub mod diagnostic;
pub mod evidence;
pub mod id;
pub mod intake;
pub mod limits;
pub mod log;
pub mod measure;
mod raw;
mod read;
pub mod rule;
pub mod source;
pub mod time;
