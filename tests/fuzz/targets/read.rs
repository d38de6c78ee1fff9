//! Any bytes as a module of a course: nothing stops the reader, and what is not read has a fault that says why.
//!
//! `tests/fuzz/run read` runs it.

#![no_main]

mod module;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| module::judge(bytes.to_vec()));
