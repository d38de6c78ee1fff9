//! The learner's side as it was built from `packager/player`: embedded, so that making a package needs no Node.
//!
//! One script and one style show the first view; a second script brings the items to life and is fetched once a page
//! beyond the cover is shown; a third makes answer codes, where opinions are asked, and a fourth changes the language of
//! a package that holds several. The tests recompute what BUILD.json says of every source and of each output: a forgotten
//! rebuild is noticed on a machine that could not have done it.

use bona_engine::course::QuestionKind;

/// The first view, the session and the learning system: one classic script.
pub(crate) const SCRIPT: &str = include_str!("../player/dist/player.js");
/// What the first script fetches later, as `items.js` beside the page.
pub(crate) const ITEMS: &str = include_str!("../player/dist/items.js");
/// What makes an answer code and draws it, for a part that asks opinions, as `code.js` beside the page. It holds two
/// libraries and their notices.
pub(crate) const CODE: &str = include_str!("../player/dist/code.js");
/// What changes the language, as `languages.js` in a package that holds several.
pub(crate) const LANGUAGES: &str = include_str!("../player/dist/languages.js");
/// The style of it all.
pub(crate) const STYLE: &str = include_str!("../player/dist/player.css");

/// What a theme may set of the style, as JSON; it stays out of packages.
pub(crate) const TOKENS: &str = include_str!("../player/dist/tokens.json");

/// What the style sheet is called in a package.
pub(crate) const STYLE_FILE: &str = "player.css";

/// Every file of the player by its name in a package, the one that only some packages have last.
const FILES: [(&str, &str); 4] =
    [("player.js", SCRIPT), (STYLE_FILE, STYLE), ("items.js", ITEMS), ("code.js", CODE)];

/// The files of the player by their names in a package that makes answer codes, or one that does not.
pub(crate) fn files(codes: bool) -> &'static [(&'static str, &'static str)] {
    if codes { &FILES } else { &FILES[..3] }
}

/// The scripts in one, for a page that fetches nothing: the first finds the others there.
pub(crate) fn whole_script(codes: bool) -> String {
    let code = if codes { CODE } else { "" };
    format!("{code}{ITEMS}\n{SCRIPT}")
}

/// Whether such a question can stand in a test: an opinion is never marked.
pub(crate) fn counts(kind: &QuestionKind) -> bool {
    !matches!(kind, QuestionKind::Likert(_))
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a test may read the repository it tests")]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    use sha2::{Digest, Sha256};

    #[derive(serde::Deserialize)]
    struct Build {
        sources: BTreeMap<String, String>,
        outputs: BTreeMap<String, String>,
    }

    fn sha256(bytes: &[u8]) -> String {
        Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Every file below `src`, as BUILD.json names it.
    #[allow(clippy::disallowed_methods, reason = "a test may read the repository it tests")]
    fn sources(root: &Path, below: &str, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(root.join(below)).expect("the player's sources") {
            let entry = entry.expect("a readable folder");
            let name = format!("{below}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() { sources(root, &name, found) } else { found.push(name) }
        }
    }

    fn embedded() -> impl Iterator<Item = (&'static str, &'static str)> {
        super::FILES.into_iter().chain([("languages.js", super::LANGUAGES)])
    }

    #[test]
    fn what_is_embedded_was_built_from_what_stands_here() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("player");
        let build: Build =
            serde_json::from_str(include_str!("../player/dist/BUILD.json")).expect("BUILD.json");
        let mut names = ["build.mjs", "package-lock.json", "package.json", "shortened.mjs", "tsconfig.json"]
            .map(String::from)
            .to_vec();
        sources(&root, "src", &mut names);
        names.sort();
        assert!(names.len() >= 20, "{} sources", names.len());
        assert_eq!(
            names,
            build.sources.keys().cloned().collect::<Vec<_>>(),
            "run `npm run build` in packager/player"
        );
        for (name, expected) in &build.sources {
            let bytes = std::fs::read(root.join(name)).expect("a source that was just listed");
            assert_eq!(&sha256(&bytes), expected, "`{name}` changed: run `npm run build` in packager/player");
        }
        let written = embedded().chain([("tokens.json", super::TOKENS)]);
        let sums = written.map(|(name, text)| (name.to_owned(), sha256(text.as_bytes())));
        assert_eq!(build.outputs, sums.collect::<BTreeMap<_, _>>(), "run `npm run build` in packager/player");
        // The oracle itself: one changed byte has another sum.
        assert_ne!(build.outputs["player.js"], sha256(format!("{} ", super::SCRIPT).as_bytes()));
    }

    #[test]
    fn nothing_in_the_player_reaches_out_or_ends_its_element() {
        for (name, text) in embedded() {
            // A library's notice names its author, and its code a drawing's language; neither is fetched.
            let text = text.replace("(https://paulmillr.com)", "").replace("http://www.w3.org/2000/svg", "");
            for banned in [
                "http:",
                "https:",
                "</script",
                "</style",
                "eval(",
                "new Function",
                "sourceMappingURL",
                "@import",
            ] {
                assert!(!text.contains(banned), "{name} holds `{banned}`");
            }
        }
        assert!(super::SCRIPT.contains("bona-data") && super::SCRIPT.contains("items.js"));
    }

    #[test]
    fn the_two_scripts_find_each_other() {
        for script in [super::SCRIPT, super::ITEMS] {
            assert!(script.contains("bonaItems"));
        }
        for script in [super::SCRIPT, super::LANGUAGES] {
            assert!(script.contains("bonaReady"));
        }
        assert!(super::LANGUAGES.contains("bonaLanguage"));
        let whole = super::whole_script(true);
        assert!(
            whole.find("bonaItems=") < whole.find("bona-data"),
            "the second stands before it is asked for"
        );
    }
}
