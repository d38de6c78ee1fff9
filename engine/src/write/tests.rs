//! The layout keeps what is said, and corrections are made where they are safe.

use super::{WIDTH, format, mend};
use crate::diagnostic::{At, Diagnostic, Fix, Place};
use crate::rule::Rule;

fn laid(text: &str) -> String {
    let once = format(text).unwrap_or_else(|| panic!("this is whole: {text}"));
    assert_eq!(format(&once).as_deref(), Some(once.as_str()), "a second time changes it");
    once
}

#[test]
fn what_fits_stands_on_one_line() {
    assert_eq!(laid("( a:1,b : [ 1,2 , ],c:Two( \"x\" ) , )"), "(a: 1, b: [1, 2], c: Two(\"x\"))\n");
    assert_eq!(laid("[]"), "[]\n");
    assert_eq!(laid("\u{feff}(a: 1)\r\n"), "(a: 1)\n");
}

#[test]
fn what_does_not_fit_is_broken() {
    let long = "x".repeat(WIDTH);
    assert_eq!(laid(&format!("(a: \"{long}\", b: 1)")), format!("(\n    a: \"{long}\",\n    b: 1,\n)\n"));
    assert_eq!(laid(&format!("Text(\"{long}\")")), format!("Text(\"{long}\")\n"));
    let fits = "x".repeat(WIDTH - "(a: \"\", b: 1)".len());
    assert!(!laid(&format!("(a: \"{fits}\", b: 1)")).trim_end().contains('\n'));
    assert!(laid(&format!("(a: \"{fits}x\", b: 1)")).trim_end().contains('\n'));
}

#[test]
fn what_its_author_broke_stays_broken() {
    assert_eq!(laid("(\n  a: 1)"), "(\n    a: 1,\n)\n");
    assert_eq!(
        laid("A(b: C(d: [\nE(f: 1), E(f: 2)]),\n\n\n\n g: 1)"),
        "A(\n    b: C(d: [\n        E(f: 1),\n        E(f: 2),\n    ]),\n\n    g: 1,\n)\n"
    );
}

#[test]
fn comments_and_texts_are_kept() {
    let text = "// first\n\n// second\n( // in\n\n\n  a: 1, // of a\n  // above b\n\n  /* over\n two */ b: r#\"x\n  \"y\" \"#, \n\n  // last\n) // end\n";
    let wanted = "// first\n\n// second\n(\n    // in\n\n    a: 1, // of a\n    // above b\n\n    /* over\n two */\n    b: r#\"x\n  \"y\" \"#,\n\n    // last\n)\n// end\n";
    assert_eq!(laid(text), wanted);
    for text in [
        "[1, /* two */ 2 /* three */, 3]",
        "(a /* x */ : /* y */ 1 // z\n, b: 2)",
        "[ // none\n]",
        "A /* x */ (1)",
    ] {
        let out = laid(text);
        for comment in ["/* two */", "/* three */", "/* x */", "/* y */", "// z", "// none"] {
            assert_eq!(text.contains(comment), out.contains(comment), "{text}\n{out}");
        }
    }
}

#[test]
fn what_is_not_whole_is_not_written() {
    for text in
        ["", "(a: 1", "(a: 1 b: 2)", "(a: \"x)", "(a: \"\\q\")", "(a: 1)) ", "(a: 1, a::2)", "// only"]
    {
        assert_eq!(format(text), None, "{text}");
    }
}

#[test]
fn only_safe_corrections_are_made() {
    let fault = |span: std::ops::Range<usize>, write: &str, safe| {
        let at = At { file: "a.ron".into(), place: Place::Bytes(span.clone()) };
        let mut fault = Diagnostic::new(Rule::NotRon, at, "x");
        fault.fix = Some(Fix { edits: vec![(span, write.to_owned())], safe });
        fault
    };
    let faults =
        [fault(1..2, "X", true), fault(2..3, "Y", true), fault(4..4, ",", true), fault(0..1, "Z", false)];
    let (text, mended) = mend("abcdef", &faults.iter().collect::<Vec<_>>());
    assert_eq!((text.as_str(), mended.len()), ("aXcd,ef", 2), "edits that touch wait for the next time");
}
