//! Any text as the Markdown of a page: nothing stops the reader, and what is not read has a fault that says why.
//!
//! `tests/fuzz/run markup` runs it.

#![no_main]

mod module;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    // Within RON's strings only these two mean anything; so the text arrives as it is.
    let said = text.replace('\\', "\\\\").replace('"', "\\\"");
    let module = format!(
        r#"Module(id: "one", title: "One", minutes: 5, outcomes: ["greet"], pages: [
            Page(id: "only", title: "Only", blocks: [Text("{said}")]),
        ])"#
    );
    module::judge(module.into_bytes());
});
