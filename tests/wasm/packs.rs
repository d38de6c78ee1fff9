//! What `tests/wasm.sh` runs in WebAssembly: a course is checked and packed in every format.
//!
//! Its one export is what a host calls; nothing else of ours is unsafe, and this is never shipped.

use std::collections::BTreeMap;

use bona_engine::check::{Given, Input, Options, check};
use bona_packager::{PROFILES, PackOptions, STANDARDS, pack};

const COURSE: &str = r#"Course(id: "my_course", edition: "1.0.0", title: "My course", language: "en-GB",
    audience: ["everyone"], level: Aware, summary: "One page.",
    outcomes: [Outcome(id: "greet", verb: Apply, text: "Greet anyone.")], modules: ["hello"], completion: Pages,
    address: "https://training.trust.nhs.uk/my_course")"#;
const MODULE: &str = r#"Module(id: "hello", title: "Hello", minutes: 1, pages: [
    Page(id: "welcome", title: "Welcome", blocks: [Text("Good *morning*.")])])"#;

/// Returns how many packages were made that hold something: of one that is played, more than 10 kB.
#[unsafe(no_mangle)]
pub extern "C" fn packs() -> u32 {
    let mut input = Input::default();
    input.files.insert("course.ron".into(), Given::Bytes(COURSE.into()));
    input.files.insert("modules/hello.ron".into(), Given::Bytes(MODULE.into()));
    let Some(course) = check(&input, &Options::default()).value else { return 0 };
    let options = PackOptions::of(&PROFILES[0]);
    let media = BTreeMap::new();
    let made = STANDARDS.iter().filter(|standard| {
        let mut bytes = Vec::new();
        let packed = pack(&course, &media, **standard, &options, &(), &mut bytes);
        packed.is_ok() && bytes.len() > if standard.is_played() { 10_000 } else { 100 }
    });
    made.count().try_into().unwrap_or(0)
}
