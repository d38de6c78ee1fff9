//! What tools of others make of a file that they write anew: other line ends, encodings, prefixes and layouts change nothing;
//! what nobody can know is refused at its unit.

use bona::Exit;

use super::{COURSE, CY, FR, back, bench, filled, replaced, sent, text_of};

type Change = (&'static str, fn(&str) -> Vec<u8>);

/// The tags of a kind, each replaced by what is made of it.
fn each(text: &str, begins: &str, ends: &str, make: impl Fn(&str) -> String) -> String {
    let mut pieces = text.split(begins);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (inner, rest) = piece.split_once(ends).expect("it ends");
        out.push_str(&make(inner));
        out.push_str(rest);
    }
    assert_ne!(out, text, "{begins} is there");
    out
}

fn wide(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\"").encode_utf16().flat_map(bytes).collect()
}

/// Blanks around the words of sources and targets, as some tools lay them out.
fn set_in(text: &str) -> String {
    let text =
        text.replace("<source>", "<source>\n            ").replace("</source>", "\n         </source>");
    let text = text.replace("</target>", "\n         </target>");
    each(&text, "<target", ">", |inner| match inner.ends_with('/') {
        true => format!("<target{inner}>"),
        false => format!("<target{inner}>\n            "),
    })
}

const HARMLESS: &[Change] = &[
    ("line ends of another system", |text| text.replace('\n', "\r\n").into_bytes()),
    ("a mark of byte order", |text| format!("\u{feff}{text}").into_bytes()),
    ("UTF-16", |text| wide(&format!("\u{feff}{text}"), u16::to_le_bytes)),
    ("UTF-16, the other way", |text| wide(&format!("\u{feff}{text}"), u16::to_be_bytes)),
    ("UTF-16 without a mark", |text| wide(text, u16::to_le_bytes)),
    ("words set in", |text| set_in(text).into_bytes()),
    ("attributes on one line", |text| text.replace("&#10;", " ").into_bytes()),
    ("words as they are", |text| text.replace(">Enwau</target>", "><![CDATA[Enwau]]></target>").into_bytes()),
    ("signs by number", |text| text.replace('’', "&#x2019;").into_bytes()),
    ("comments", |text| text.replace("</target>", "<!-- read --><?tool x?></target>").into_bytes()),
    ("another prefix", |text| text.replace("bona:", "of:").replace("xmlns:bona", "xmlns:of").into_bytes()),
    ("ids of its own", |text| {
        let key = |begins: &str, text: &str| {
            each(text, begins, "\"", |key| format!("{begins}{}\"", key.len().wrapping_mul(7)))
        };
        match text.contains("<trans-unit id=\"") {
            true => key("<trans-unit id=\"", text).into_bytes(),
            false => key("<unit id=\"", text).into_bytes(),
        }
    }),
    ("codes that are no pairs", |text| {
        match text.contains("<g id=\"1\"") {
            true => each(text, "<g id=\"1\"", "</g>", |inner| {
                format!("<bx id=\"1\"/>{}<ex id=\"1\"/>", inner.split_once('>').expect("the tag ends").1)
            }),
            false => each(text, "<pc id=\"1\"", "</pc>", |inner| {
                format!(
                    "<sc id=\"1\"/>{}<ec startRef=\"1\"/>",
                    inner.split_once('>').expect("the tag ends").1
                )
            }),
        }
        .into_bytes()
    }),
];

#[test]
fn a_file_that_a_tool_wrote_anew_says_what_it_said() {
    for format in ["xliff2", "xliff12"] {
        let xliff = sent(&bench(), COURSE, "cy", format);
        for (what, change) in HARMLESS {
            let changed = change(&xliff);
            assert_ne!(changed, xliff.as_bytes(), "{what}");
            let bench = bench().file("back.xlf", changed);
            let before = text_of(&bench, CY);
            let ran = bench.run(&["translate", "import", COURSE, "back.xlf"]);
            assert_eq!(ran.exit, Exit::Done, "{what}, {format}: {}", ran.whole());
            let sum = "is as it was; 0 new, 0 changed, 58 the same, 0 kept, 0 not translated yet, 0 refused";
            assert!(ran.out.contains(sum), "{what}, {format}: {}", ran.out);
            assert_eq!(text_of(&bench, CY), before, "{what}, {format}");
        }
    }
}

/// A tool that breaks lines where it likes breaks none of the course's.
#[test]
fn lines_that_a_tool_broke_are_no_lines_of_the_text() {
    for format in ["xliff2", "xliff12"] {
        let xliff = filled(&sent(&bench(), COURSE, "fr", format), str::to_owned);
        let said = |broken: &str| {
            let (bench, ran) = back(bench(), broken, &[]);
            assert!(ran.out.contains(" 58 new") && ran.out.contains(" 0 refused"), "{}", ran.out);
            text_of(&bench, FR)
        };
        // The words stand in source and target; only the target's are broken, by a tool that knows no better.
        let whole = "At the desk, ask quietly.</target>";
        let broken = replaced(&xliff, whole, "At the desk,\n             ask quietly.\n      </target>");
        assert_ne!(broken, xliff);
        assert_eq!(said(&broken), said(&xliff));
    }
}

/// A blank at which no line may break is a correction like any other.
#[test]
fn a_blank_of_another_kind_is_another_text() {
    for format in ["xliff2", "xliff12"] {
        let xliff = sent(&bench(), COURSE, "cy", format);
        let (bench, ran) = back(bench(), &replaced(&xliff, ">Pam gofyn</", ">Pam\u{a0}gofyn</"), &[]);
        assert!(ran.exit == Exit::Done && ran.out.contains(" 1 changed, 57 the same"), "{}", ran.whole());
        assert!(text_of(&bench, CY).contains("say: \"Pam\u{a0}gofyn\""));
    }
}

#[test]
fn what_nobody_can_know_is_refused_at_its_unit() {
    for format in ["xliff2", "xliff12"] {
        let xliff = sent(&bench(), COURSE, "cy", format);
        let before = text_of(&bench(), CY);
        for (to, why) in [
            (">Enwau</target><target>Yr enwau</target>", "it has 2 elements `target`"),
            (">En\u{202e}wau</target>", "it holds U+202E, which turns letters about"),
        ] {
            let (bench, ran) = back(bench(), &replaced(&xliff, ">Enwau</target>", to), &[]);
            assert_eq!(ran.exit, Exit::AtFault, "{}", ran.out);
            assert!(
                ran.out.contains("refused: `names/title/") && ran.out.contains(why),
                "{why}: {}",
                ran.out
            );
            assert!(ran.out.contains("   = help: ") && ran.out.contains(" 1 refused\n"), "{}", ran.out);
            assert_eq!(text_of(&bench, CY), before);
        }
        let mut odd = wide(&format!("\u{feff}{xliff}"), u16::to_le_bytes);
        odd.pop();
        let mut broken = wide(&format!("\u{feff}{xliff}"), u16::to_be_bytes);
        broken[400..402].copy_from_slice(&[0xdc, 0]);
        let latin: Vec<u8> =
            xliff.chars().map(|sign| u8::try_from(u32::from(sign)).unwrap_or(0xe9)).collect();
        for (bytes, why) in [
            (odd, "the file ends in the middle of a sign"),
            (broken, "the file is no UTF-16 here"),
            (latin, "the file is no UTF-8 here"),
        ] {
            let bench = bench().file("back.xlf", bytes);
            let ran = bench.run(&["translate", "import", COURSE, "back.xlf"]);
            assert!(ran.exit == Exit::AtFault && ran.out.contains(why), "{why}: {}", ran.whole());
            assert!(ran.out.contains(": refused: ") && ran.out.contains("   = help: "), "{}", ran.out);
            assert_eq!((ran.err.as_str(), text_of(&bench, CY)), ("nothing was written.\n", before.clone()));
        }
    }
}
