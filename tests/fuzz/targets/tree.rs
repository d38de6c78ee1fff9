//! Any text as RON for the tree: laying it out again changes nothing more, and faults stand inside the text.
//!
//! `tests/fuzz/run tree` runs it.

#![no_main]

use bona_engine::diagnostic::Place;
use bona_engine::source::Source;
use bona_engine::write::{damage, format, mend};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Some(once) = format(text) {
        assert_eq!(format(&once).as_deref(), Some(once.as_str()), "laid out twice");
    }
    let found = damage(&Source::new("fuzzed.ron", text));
    for fault in &found {
        if let Place::Bytes(span) = &fault.at.place {
            assert!(text.get(span.clone()).is_some(), "{fault:?}");
        }
    }
    // What is corrected is a text again, whatever it says now.
    let all: Vec<_> = found.iter().collect();
    let (mended, _) = mend(text, &all);
    drop(damage(&Source::new("fuzzed.ron", mended.as_str())));
});
