//! Words of messages: how many of something, lists to choose from, and ids near to what was written.
//!
//! Everything here is said to an author and is never part of a course.

use crate::id::{ID_MAX, is_device};

/// `1 choice`, `2 choices`; the word is given in the singular.
pub(super) fn many(count: usize, word: &str) -> String {
    match (count, word) {
        (1, word) => format!("1 {word}"),
        (count, word) => format!("{count} {word}s"),
    }
}

/// What to paste where a list is empty: a list with one of its entries.
pub(super) fn one_of(list: &str) -> String {
    let entry = match list {
        "outcomes" => "[Outcome(id: \"…\", verb: Apply, text: \"…\")]",
        "pages" => "[Page(id: \"…\", title: \"…\", blocks: [Text(\"…\")])]",
        "blocks" => "[Text(\"…\")]",
        "steps" => "[Step(text: \"…\")]",
        "pairs" => "[Instead(of: \"…\", say: \"…\", because: \"…\")]",
        "labels" => "[Label(at: (x: 50, y: 50), title: \"…\", text: \"…\")]",
        "sets" => {
            "[OpinionSet(lead: \"…\", scale: Agreement5, statements: [Statement(id: \"…\", text: \"…\")])]"
        }
        "questions" | "rows" => "[…]",
        _ => "[\"…\"]",
    };
    match list {
        "steps" | "pairs" | "roles" => entry.to_owned(),
        list => format!("{list}: {entry}"),
    }
}

/// What to paste for one more entry of a question.
pub(super) fn entry(what: &str) -> &'static str {
    match what {
        "option" | "piece" => "`Wrong(id: \"…\", text: \"…\", because: \"…\")`",
        "pair" => "`Pair(id: \"…\", left: \"…\", right: \"…\")`",
        "group" => "`Group(id: \"…\", title: \"…\")`",
        "item" => "`Item(id: \"…\", text: \"…\")`",
        "statement" => "`Statement(id: \"…\", text: \"…\")`",
        "point" => "`Answer(id: \"…\", text: \"…\")`",
        "answer" => "`Accept(id: \"…\", texts: [\"…\"], because: \"…\")`",
        _ => "\"…\"",
    }
}

/// A span of time near to what was written: `1 weeks` becomes `1 week`, `6weeks` becomes `6 weeks`.
pub(super) fn better_span(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let digits = text.find(|sign: char| !sign.is_ascii_digit())?;
    let number: u16 = text[..digits].parse().ok().filter(|number| *number > 0)?;
    let word = text[digits..].trim_start_matches([' ', '-']).trim_end_matches('s');
    ["day", "week", "month", "year"].contains(&word).then(|| many(number.into(), word))
}

/// An edition near to what was written: `1.2` becomes `1.2.0`, `v2.0.1` becomes `2.0.1`.
pub(super) fn better_edition(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches(['v', 'V', ' ']);
    let missing = 3_usize.checked_sub(text.split('.').count())?;
    Some(format!("{text}{}", ".0".repeat(missing)))
}

/// The name of a media file near to what was written.
pub(super) fn better_file(name: &str) -> String {
    let kept = |sign: char| match sign.to_ascii_lowercase() {
        sign if sign.is_ascii_alphanumeric() || "._-/".contains(sign) => sign,
        _ => '_',
    };
    let name: String = name.replace("../", "").replace('\\', "/").chars().map(kept).collect();
    name.split('/')
        .map(|part| part.trim_matches('.'))
        .filter(|part| !part.is_empty())
        .map(|part| if is_device(part) { format!("my_{part}") } else { part.to_owned() })
        .collect::<Vec<_>>()
        .join("/")
}

/// Whether an id is the word for a kind of thing, and a number.
pub(super) fn is_numbered(id: &str) -> bool {
    let word = id.trim_end_matches(|sign: char| sign.is_ascii_digit());
    const KINDS: [&str; 10] =
        ["page", "question", "module", "option", "node", "item", "block", "scene", "choice", "answer"];
    word.len() < id.len() && KINDS.contains(&word.trim_end_matches('_'))
}

/// An id near to what was written.
pub(super) fn better_id(text: &str) -> Option<String> {
    let words: String =
        text.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    let words = words.split('_').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_");
    let words: String =
        words.trim_start_matches(|c: char| !c.is_ascii_lowercase()).chars().take(ID_MAX).collect();
    crate::id::is_id(words.trim_end_matches('_')).then(|| words.trim_end_matches('_').to_owned())
}

/// What to do where an id is not the name of its file.
pub(super) fn id_or_file(id: &str, stem: &str) -> String {
    let rename = format!("rename the file to `{id}.ron`");
    if crate::id::is_id(stem) { format!("write `id: \"{stem}\"`, or {rename}") } else { rename }
}

/// The same of a file that course.ron names.
pub(super) fn listed_id(id: &str, stem: &str) -> String {
    format!("{} and write \"{id}\" in course.ron", id_or_file(id, stem))
}

/// The tags of languages that people write by their names.
const TAGS: [(&str, &str); 16] = [
    ("arabic", "ar"),
    ("bengali", "bn"),
    ("cymraeg", "cy"),
    ("english", "en-GB"),
    ("french", "fr"),
    ("gujarati", "gu"),
    ("irish", "ga"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("punjabi", "pa"),
    ("romanian", "ro"),
    ("somali", "so"),
    ("spanish", "es"),
    ("turkish", "tr"),
    ("urdu", "ur"),
    ("welsh", "cy"),
];

/// The tag of a language that may have been meant by a text that is none.
pub(super) fn better_tag(text: &str) -> Option<String> {
    let lower = text.trim().replace('_', "-").to_lowercase();
    let named = TAGS.iter().find(|(name, _)| *name == lower).map(|(_, tag)| (*tag).to_owned());
    named.or_else(|| crate::id::is_language_tag(&lower).then_some(lower))
}

#[cfg(test)]
mod tests {
    use super::{better_file, better_id, better_span, better_tag, many};

    #[test]
    fn an_id_is_offered_where_one_is_near() {
        assert_eq!(better_id("Two Minutes!").as_deref(), Some("two_minutes"));
        assert_eq!(better_id("2nd-page").as_deref(), Some("nd_page"));
        assert_eq!(better_id("??"), None);
    }

    #[test]
    fn a_tag_is_offered_where_one_is_near() {
        for (written, tag) in [("Welsh", "cy"), ("CY", "cy"), ("en_gb", "en-gb"), (" ENGLISH", "en-GB")] {
            assert_eq!(better_tag(written).as_deref(), Some(tag));
        }
        assert_eq!([better_tag("Klingon"), better_tag("")], [None, None]);
    }

    #[test]
    fn a_span_is_offered_where_one_is_near() {
        assert_eq!(better_span("1 weeks").as_deref(), Some("1 week"));
        assert_eq!(better_span("6weeks").as_deref(), Some("6 weeks"));
        assert_eq!(better_span("3-Year").as_deref(), Some("3 years"));
        for none in ["soon", "0 weeks", "3", "99999 days", "2 moons"] {
            assert_eq!(better_span(none), None, "{none}");
        }
        assert_eq!((many(1, "page").as_str(), many(0, "page").as_str()), ("1 page", "0 pages"));
    }

    #[test]
    fn a_file_name_is_offered() {
        assert_eq!(better_file("Desk Front.PNG"), "desk_front.png");
        assert_eq!(better_file("../x\\y.png"), "x/y.png");
        assert_eq!(better_file("Aux/con.png."), "my_aux/my_con.png");
    }
}
