//! Rules that packages of several standards share: the zip, its entry, what pages may load and do.
//!
//! Their numbers begin with PK. What belongs to one standard alone stands in its own file.

use std::collections::BTreeSet;

use super::{Rule, Seen, rule};

/// Longest path, in characters (ours).
const PATH_MAX: usize = 120;
/// Most folders and the file's name together (ours).
const DEPTH_MAX: usize = 6;
/// Longest identifier, in characters: what every consumer on the sheet takes.
const ID_MAX: usize = 100;
/// Endings that hosts refuse, or run.
const BLOCKED: [&str; 16] = [
    "asp", "aspx", "cgi", "exe", "htaccess", "jsp", "php", "php3", "php4", "php5", "phps", "pl", "py", "rb",
    "sh", "shtml",
];
/// Ways to load something from another host.
const LOADS: [&str; 9] = [
    "src=\"http",
    "src=\"//",
    "url(http",
    "url(//",
    "url(\"http",
    "url(\"//",
    "@import",
    "<link rel=\"stylesheet\" href=\"http",
    "importScripts(",
];

/// An entry that is XML can be read.
pub(super) const XML_GATES: &[Rule] = &[
    rule(
        "PK-01a",
        "MO, OX, AD",
        "The file that everything begins with stands at the root of the zip, under its exact name.",
        |seen| seen.files.contains_key(seen.book.entry),
    ),
    rule("PK-02a", "ours", "It is UTF-8 and well-formed XML.", |seen| seen.xml.is_some()),
];

/// How an entry that is XML is written.
pub(super) const XML: &[Rule] = &[
    rule(
        "PK-02b",
        "ours",
        "It begins with the declaration of XML 1.0 in UTF-8, and with no byte order mark.",
        |seen| seen.text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
    ),
    rule("PK-02c", "ours", "It has no DOCTYPE, and so no entities of its own.", |seen| {
        !seen.text.contains("<!DOCTYPE") && !seen.text.contains("<!ENTITY")
    }),
];

/// What a zip for a learning system may look like.
pub(super) const ZIP: &[Rule] = &[
    rule("PK-01b", "ours", "The file that everything begins with is the first in the zip.", |seen| {
        seen.order.first().is_some_and(|first| first == seen.book.entry)
    }),
    rule("PK-03a", "AD; Canvas", "Paths are of a to z, 0 to 9, `.`, `_`, `-` and `/`.", |seen| {
        paths(seen).all(|path| path.bytes().all(is_plain))
    }),
    rule("PK-03b", "ours", "A path has at most 120 characters.", |seen| {
        paths(seen).all(|path| path.len() <= PATH_MAX)
    }),
    rule("PK-03c", "ours", "A path is at most 6 deep.", |seen| {
        paths(seen).all(|path| path.split('/').count() <= DEPTH_MAX)
    }),
    rule("PK-03d", "AD", "A path is relative, leads nowhere else and hides nothing.", |seen| {
        paths(seen).all(|path| path.split('/').all(is_name))
    }),
    rule("PK-03e", "Canvas", "No two paths are the same, or differ only in capitals.", |seen| {
        let folded: BTreeSet<String> = seen.order.iter().map(|path| path.to_ascii_lowercase()).collect();
        folded.len() == seen.order.len()
    }),
    rule("PK-05a", "ours", "All other files stand in the order of the bytes of their paths.", |seen| {
        seen.order.iter().filter(|path| *path != seen.book.entry).is_sorted()
    }),
    rule("PK-06", "Peritus", "No file is of a kind that hosts refuse or run.", |seen| {
        paths(seen).all(|path| !path.rsplit_once('.').is_some_and(|(_, ending)| BLOCKED.contains(&ending)))
    }),
];

/// A manifest that lists every file.
pub(super) const LISTED: &[Rule] = &[
    rule("PK-07a", "AD", "Every file that the manifest lists is in the zip.", |seen| {
        seen.listed().iter().all(|path| seen.files.contains_key(*path))
    }),
    rule(
        "PK-07b",
        "AD, EX",
        "Every file of the zip is listed in the manifest, but schemas and itself.",
        |seen| {
            let listed: BTreeSet<&str> = seen.listed().into_iter().collect();
            let exempt = |path: &str| path == seen.book.entry || seen.book.control.contains(&path);
            seen.files.keys().all(|path| exempt(path) || listed.contains(path.as_str()))
        },
    ),
    rule("PK-07c", "AD", "No file is listed twice.", |seen| {
        let listed = seen.listed();
        listed.iter().collect::<BTreeSet<_>>().len() == listed.len()
    }),
    rule("PK-08a", "Peritus", "What is listed is in the package: no `href` names a host.", |seen| {
        seen.all("resource")
            .chain(seen.all("file"))
            .filter_map(|node| node.attribute("href"))
            .all(|href| !href.contains(':') && !href.starts_with("//"))
    }),
    rule(
        "PK-11a",
        "MO, LH",
        "An identifier is of letters, digits and `_`, and begins with a letter.",
        |seen| {
            seen.values("identifier").all(|id| {
                id.starts_with(|first: char| first.is_ascii_alphabetic())
                    && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            })
        },
    ),
    rule("PK-11b", "AD", "No two things have the same identifier.", |seen| {
        let ids: Vec<&str> = seen.values("identifier").collect();
        ids.iter().collect::<BTreeSet<_>>().len() == ids.len()
    }),
    rule("PK-11c", "LH", "An identifier has at most 100 characters.", |seen| {
        seen.values("identifier").all(|id| id.len() <= ID_MAX)
    }),
];

/// What the pages of a package may do, so that they work behind a learning system's walls.
pub(super) const PAGES: &[Rule] = &[
    rule("PK-08b", "Peritus", "Pages, styles and scripts load nothing from another host.", |seen| {
        seen.free_of(&["html", "css", "svg", "vtt"], &LOADS)
    }),
    rule("PK-08c", "Peritus", "No page leads to an address that is not encrypted.", |seen| {
        seen.free_of(&["html"], &["href=\"http:", "action=\"http:"])
    }),
    rule("PK-09", "LE, LS", "No page needs a module, which no browser loads from a folder.", |seen| {
        seen.free_of(&["html"], &["type=\"module\"", "type=module", "rel=\"modulepreload\""])
    }),
    rule("PK-10a", "ours", "No page sets another base for its addresses.", |seen| {
        seen.free_of(&["html"], &["<base ", "<base>"])
    }),
    rule("PK-10b", "ours", "No script puts itself between the learning system and the browser.", |seen| {
        seen.free_of(&["html", "js"], &["serviceWorker"])
    }),
    rule("PK-10c", "ours", "No script keeps anything in cookies.", |seen| {
        seen.free_of(&["html", "js"], &["document.cookie"])
    }),
    rule("PK-13a", "ours", "No element has a handler in an attribute.", |seen| {
        seen.texts(&["html"]).all(|(_, text)| !has_handler(&text))
    }),
    rule("PK-13b", "ours", "No script makes code out of text.", |seen| {
        seen.free_of(&["html", "js"], &["eval(", "new Function("])
    }),
    rule("PK-13c", "ours", "Scripts are in files of their own; within a page stands only data.", |seen| {
        seen.texts(&["html"]).all(|(_, text)| !has_inline_script(&text))
    }),
    rule("PK-13d", "C-R-4", "Every page says for itself what it may load.", |seen| {
        let policy = "<meta http-equiv=\"Content-Security-Policy\"";
        seen.texts(&["html"]).all(|(_, text)| text.contains(policy))
    }),
];

/// What a package that is played holds beside its pages.
pub(super) const PLAYED: &[Rule] = &[
    rule("PK-12", "ours", "Whatever the standard, `index.html` is what is opened.", |seen| {
        seen.files.contains_key("index.html")
    }),
    rule(
        "PK-15a",
        "ours",
        "The package tells administrators what to do with it, as a page and as text.",
        |seen| ["readme-lms.html", "readme-lms.txt"].iter().all(|name| seen.files.contains_key(*name)),
    ),
    rule("PK-15b", "ours", "The package says which course, edition and content it is.", |seen| {
        let evidence = seen.files.get("course-evidence.json").map(|bytes| String::from_utf8_lossy(bytes));
        evidence.is_some_and(|text| {
            ["\"course\":", "\"edition\":", "\"content\":"].iter().all(|word| text.contains(word))
        })
    }),
];

/// The paths that keep the house's alphabet: schemas keep the names that others gave them.
fn paths<'a>(seen: &'a Seen<'_>) -> impl Iterator<Item = &'a str> {
    let control = seen.book.control;
    seen.order.iter().map(String::as_str).filter(move |path| !control.contains(path))
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-/".contains(&byte)
}

fn is_name(part: &str) -> bool {
    !part.is_empty() && !part.starts_with('.') && !part.ends_with('.')
}

/// Whether an element has an attribute such as `onclick`. In words that are read, quotes are written as entities.
fn has_handler(page: &str) -> bool {
    page.match_indices(" on").any(|(at, _)| {
        let rest = &page[at + 3..];
        let name = rest.find(|sign: char| !sign.is_ascii_lowercase()).unwrap_or(rest.len());
        0 < name && rest[name..].starts_with("=\"")
    })
}

/// Whether a script stands in the page that is neither data nor in a file of its own.
fn has_inline_script(page: &str) -> bool {
    page.match_indices("<script").any(|(at, _)| {
        let tag = page[at..].split('>').next().unwrap_or_default();
        !tag.contains(" src=\"") && !tag.contains("type=\"application/json\"")
    })
}

#[cfg(test)]
pub(super) mod tests;
