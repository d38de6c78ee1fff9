//! Files that are damaged, hostile or of something else: refused with the line and the remedy, nothing written.

use bona::Exit;
use bona_tests::seeded::Seeded;

use super::{COURSE, CY, back, bench, replaced, sent, text_of};

/// What is put in whose place, and what is said.
fn files(one: &str, two: &str) -> Vec<(String, &'static str)> {
    let head = |text: &str, from: &str, to: &str| replaced(text, from, to);
    let xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    let entity = format!("{xml}\n<!DOCTYPE xliff [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>");
    let mut laughs = format!("{xml}\n<!DOCTYPE xliff [<!ENTITY a0 \"ha\">");
    for at in 1..40 {
        laughs.push_str(&format!("<!ENTITY a{at} \"&a{};&a{};\">", at - 1, at - 1));
    }
    laughs.push_str("]>");
    let deep = format!(">{}x{}</target>", "<g id=\"1\">".repeat(100_000), "</g>".repeat(100_000));
    vec![
        (head(one, xml, &entity).replace("Enwau", "&x;"), "has a document type"),
        (head(one, xml, &laughs).replace("Enwau", "&a39;"), "has a document type"),
        (one.replace("Enwau", "&x;"), "is no whole XML"),
        (head(one, ">Enwau</target>", &deep), "nested deeper than 64 levels"),
        (head(two, "<target>Enwau</target>", &format!("<target{deep}")), "nested deeper than 64 levels"),
        (one[..one.len() / 2].to_owned(), "is no whole XML"),
        (two[..two.len() - 5].to_owned(), "is no whole XML"),
        (String::new(), "is no whole XML"),
        ("<html xmlns=\"http://www.w3.org/1999/xhtml\"/>".to_owned(), "`html`, version ``, is no XLIFF"),
        (head(one, "version=\"1.2\"", "version=\"1.1\""), "version `1.1`, is no XLIFF"),
        (head(two, "version=\"2.1\"", "version=\"3.0\""), "version `3.0`, is no XLIFF"),
        (head(one, "original=\"three_languages\"", "original=\"places\""), "is of the course `places`"),
        (head(one, " original=\"three_languages\"", ""), "`original` is missing"),
        (
            head(one, "target-language=\"cy\"", "target-language=\"ga\""),
            "sent to be translated into `cy`, and is of `ga`",
        ),
        (
            head(two, "trgLang=\"cy\"", "trgLang=\"cy-GB\""),
            "sent to be translated into `cy`, and is of `cy-GB`",
        ),
        (head(one, " source-language=\"en-GB\"", ""), "`source-language` is missing"),
        (head(two, " trgLang=\"cy\"", ""), "`trgLang` is missing"),
        (head(two, "srcLang=\"en-GB\"", "srcLang=\"de\""), "its sources are said to be `de`"),
        (one.replace("trans-unit", "other"), "the file has no unit"),
        (one.replace("file", "folder"), "there is no `file` in it"),
    ]
}

#[test]
fn a_file_that_is_none_of_ours_is_refused_whole() {
    let plain = bench();
    let (one, two) = (sent(&plain, COURSE, "cy", "xliff12"), sent(&plain, COURSE, "cy", "xliff2"));
    let cy = text_of(&plain, CY);
    for (xliff, why) in files(&one, &two) {
        let (bench, ran) = back(bench(), &xliff, &[]);
        assert_eq!(ran.exit, Exit::AtFault, "{why}: {}", ran.out);
        let line = ran.out.strip_prefix("back.xlf:").and_then(|rest| rest.split_once(": refused: "));
        let line = line.unwrap_or_else(|| panic!("{why}: {}", ran.out)).0;
        assert!(line.parse::<u32>().is_ok_and(|line| line > 0), "{}", ran.out);
        assert!(ran.out.contains(why) && ran.out.contains("   = help: "), "{why}: {}", ran.out);
        assert_eq!(ran.err, "nothing was written.\n");
        assert_eq!(text_of(&bench, CY), cy);
    }
    // By the tag that was sent it is taken.
    let (_, ran) =
        back(bench(), &replaced(&two, "trgLang=\"cy\"", "trgLang=\"cy-GB\""), &["--language", "cy"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
}

#[test]
fn however_a_file_is_damaged_the_course_stays_sound() {
    const SIGNS: [&str; 14] = [
        "<",
        ">",
        "&",
        "\"",
        "/",
        "**",
        "{",
        "<g id=\"1\">",
        "</g>",
        "<x id=\"2\"/>",
        " ",
        "\n",
        "ŵ",
        "[a](b)",
    ];
    let plain = bench();
    let (mut whole, mut units, mut taken) = (0, 0, 0);
    for seed in 0..240 {
        let format = if seed % 2 == 0 { "xliff12" } else { "xliff2" };
        let mut xliff: Vec<char> = sent(&plain, COURSE, "cy", format).chars().collect();
        let mut chance = Seeded::new(seed);
        // Most damage is done where translators write.
        let ends: Vec<usize> = (1..xliff.len() - 8)
            .filter(|at| xliff[*at..at + 8].iter().copied().eq("</target".chars()))
            .collect();
        for _ in 0..=chance.below(3) {
            let at = match chance.below(4) {
                0 => chance.below(xliff.len()),
                _ => ends[chance.below(ends.len())].min(xliff.len()) - 1 - chance.below(4),
            };
            let end = (at + chance.below(3)).min(xliff.len());
            let sign = SIGNS[chance.below(SIGNS.len())];
            xliff.splice(at..end, sign.chars());
        }
        let (bench, ran) = back(bench(), &xliff.into_iter().collect::<String>(), &[]);
        assert!(ran.exit == Exit::Done || ran.exit == Exit::AtFault, "seed {seed}: {}", ran.whole());
        whole += usize::from(ran.err.contains("nothing was written"));
        units += usize::from(ran.out.contains(": refused: `"));
        if text_of(&bench, CY) != text_of(&plain, CY) {
            taken += 1;
            let checked = bench.run(&["check", COURSE]);
            assert_eq!(checked.exit, Exit::Done, "seed {seed}: {}", checked.whole());
        }
    }
    assert!(
        whole > 40 && units > 20 && taken > 20,
        "{whole} files, {units} with units refused, {taken} taken"
    );
}
