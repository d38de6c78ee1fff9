//! Whatever is read quickly is read by ron, and to the same value.

use std::fmt::Debug;

use serde::de::DeserializeOwned;

use super::read;
use crate::raw::shape::{Authored, Shape, decode};
use crate::raw::{RawBank, RawCourse, RawModule, RawQuestion};

/// Whether a text is read quickly; if it is, ron must agree.
fn agree<T: DeserializeOwned + Debug>(text: &str) -> bool {
    let Some(quick) = read::<T>(text) else { return false };
    let judged = decode::<T>(text).unwrap_or_else(|error| panic!("ron refuses {text}: {error}"));
    assert_eq!(format!("{quick:?}"), format!("{judged:?}"), "{text}");
    true
}

fn example<T: Authored>() -> &'static str {
    let Shape::Fields(fields) = T::SHAPE else { panic!("it has fields") };
    fields.example
}

const MODULE: &str = r##"// A module.
Module(
    id: "at_the_desk", title: "At \"the\" desk\n", minutes: 012, // as tried
    pages: [
        (id: "one", title: "One", label: "L", blocks: [Text(r#"She said "no"."#), Text("a",), Support(["x"])]),
        Page(id: "two", title: "", for_roles: ["desk",], blocks: [
            For(["desk"], Named("form", Text(r"plain"))),
            Chart(title: "t", rows: [Bar(label: "a", value: 3), Bar(label: "b", value: 0.25, note: "n")], unit: ""),
            Question(id: "q", outcome: "o", ask: "?", kind: TrueFalse(answer: true, because: "b"), weight: 3,
                required: false, purpose: Practice),
            DoDont([Instead(of: "a", say: "b", because: "c")]),
        ],),
    ],
)
"##;

#[test]
fn plain_text_is_read_quickly() {
    assert!(agree::<RawModule>(MODULE));
    assert!(agree::<RawModule>(example::<RawModule>()));
    assert!(agree::<RawCourse>(example::<RawCourse>()));
    assert!(agree::<RawBank>(example::<RawBank>()));
    assert!(agree::<RawQuestion>(example::<RawQuestion>()));
}

#[test]
fn what_is_changed_anywhere_is_read_alike_or_left_to_ron() {
    const PUT: [&str; 27] = [
        "", "(", ")", "[", "]", "{", ",", ",,", ":", "\"", "\\", "\\u{41}", "\\\n ", "r", "r#", "#", "'",
        " ", "\u{85}", "é", "/", "//", "/* x */", "-", "1", "Some(", "None",
    ];
    let (mut quick, mut all) = (0, 0);
    let mut tried = |read_alike: bool| {
        all += 1;
        quick += usize::from(read_alike);
    };
    // Every place is changed in some ways, and each way is tried at many places.
    let some = |at: usize| PUT.iter().skip(at % 5).step_by(5);
    for (at, sign) in MODULE.char_indices() {
        for put in some(at) {
            // One way a sign is replaced, the other way something comes before it.
            let (before, behind) = MODULE.split_at(at);
            tried(agree::<RawModule>(&format!("{before}{put}{}", &behind[sign.len_utf8()..])));
            tried(agree::<RawModule>(&format!("{before}{put}{behind}")));
        }
    }
    let course = example::<RawCourse>();
    for (at, sign) in course.char_indices() {
        for put in some(at) {
            let (before, behind) = course.split_at(at);
            tried(agree::<RawCourse>(&format!("{before}{put}{}", &behind[sign.len_utf8()..])));
        }
    }
    assert!(all > 6_000 && quick > 1_000 && quick < all, "{quick} of {all}");
}

#[test]
fn what_is_unusual_is_left_to_ron() {
    for text in [
        "#![enable(implicit_some)]\nBank(id: \"b\", questions: [])",
        "Bank(id: \"\\x41\", questions: [])",
        "Bank(id: \"b\", questions: []) // the end",
        "/* a bank */ Bank(id: \"b\", questions: [])",
        "Bank(id: \"b\", questions: [],,)",
        "Bank(id: \"b\")",
        "Bank(id: \"b\", id: \"c\", questions: [])",
        "Bench(id: \"b\", questions: [])",
        "Bank(id: \"b\", questions: []) x",
        "",
    ] {
        assert!(read::<RawBank>(text).is_none(), "{text}");
    }
    let deep = |many: usize| {
        let (open, close) = ("Named(\"x\", ".repeat(many), ")".repeat(many));
        format!("Page(id: \"p\", title: \"t\", blocks: [{open}Text(\"x\"){close}])")
    };
    assert!(agree::<crate::raw::RawPage>(&deep(20)));
    assert!(!agree::<crate::raw::RawPage>(&deep(40)));
    assert!(!agree::<crate::raw::RawPage>(&deep(4_000)));
}
