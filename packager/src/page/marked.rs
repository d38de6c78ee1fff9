//! Plain texts that are still in another language than the document say so, once it is rendered.
//!
//! Texts in Markdown carry their language with them. A title, a label or an answer is plain: where one is all that an
//! element says, the element is given the language; where it stands beside other words, nothing is said of it.

use std::collections::BTreeSet;

use crate::markup::{escape, marks};

/// The same HTML, in which elements that say one of these texts and nothing else are marked as being in this language.
pub(super) fn marked(html: String, texts: &BTreeSet<String>, language: &str) -> String {
    if texts.is_empty() {
        return html;
    }
    let texts: BTreeSet<String> = texts.iter().map(|text| escape(text)).collect();
    let marks = marks(language);
    let mut out = String::with_capacity(html.len());
    let mut rest = html.as_str();
    // Our own HTML: no `>` stands in an attribute, and no `<` in a text.
    while let Some(end) = rest.find('>') {
        let (tag, after) = rest.split_at(end);
        let start = tag.rfind('<').unwrap_or(0);
        let said = &after[1..after.find('<').unwrap_or(after.len())];
        let closes = after[1 + said.len()..].starts_with("</");
        let opens =
            !tag[start..].starts_with("</") && !tag.ends_with('/') && !tag[start..].contains(" lang=");
        out.push_str(tag);
        if opens && closes && texts.contains(said.trim()) {
            out.push_str(&marks);
        }
        out.push('>');
        rest = &after[1..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::marked;

    #[test]
    fn an_element_that_says_a_text_and_nothing_else_is_marked() {
        let texts = BTreeSet::from(["At the desk".to_owned(), "Who & why".to_owned()]);
        let cases = [
            (
                "<h1 tabindex=\"-1\">At the desk</h1>",
                "<h1 tabindex=\"-1\" lang=\"en-GB\" dir=\"ltr\">At the desk</h1>",
            ),
            (
                "<ul>\n<li>Who &amp; why</li>\n</ul>",
                "<ul>\n<li lang=\"en-GB\" dir=\"ltr\">Who &amp; why</li>\n</ul>",
            ),
            ("<p>At the desk <b>x</b></p>", "<p>At the desk <b>x</b></p>"),
            ("<p>At the desk, today</p>", "<p>At the desk, today</p>"),
            ("<p><b>x</b>At the desk</p>", "<p><b>x</b>At the desk</p>"),
            (
                "<option value=\"a\">At the desk</option>",
                "<option value=\"a\" lang=\"en-GB\" dir=\"ltr\">At the desk</option>",
            ),
            ("<p lang=\"ar\">At the desk</p>", "<p lang=\"ar\">At the desk</p>"),
        ];
        for (html, wanted) in cases {
            assert_eq!(marked(html.to_owned(), &texts, "en-GB"), wanted);
            assert_eq!(marked(html.to_owned(), &BTreeSet::new(), "en-GB"), html);
        }
    }
}
