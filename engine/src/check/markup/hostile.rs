//! No text, however damaged, stops the reader of Markdown, and what it makes is never larger than what it read.

use super::parse;
use crate::read::tests::damaged;

const TEXT: &str = "One *two* **three** `four`.\n\n- a\n  - [b](page:two_minutes)\n- c\n\n1. one\n\n> said “here”\n\n## Head\n\n[Bore da]{lang=cy}, Sam [x](https://example.org/a?b=c \"t\")\\\nend &amp; <b>bold</b>";

#[test]
fn a_damaged_text_is_parsed_or_refused() {
    let (mut sound, mut faulty) = (0, 0);
    for seed in 0..20_000 {
        let text = damaged(TEXT, seed);
        let parsed = parse(&text);
        assert!(parsed.markup.plain().len() <= 2 * text.len() + 2, "{text:?}");
        sound += usize::from(parsed.faults.is_empty());
        faulty += usize::from(!parsed.faults.is_empty());
    }
    assert!(sound + faulty == 20_000 && faulty > 1_000, "{sound} sound, {faulty} faulty");
}
