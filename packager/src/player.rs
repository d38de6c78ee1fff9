//! The learner's side as it was built from `packager/player`: embedded, so that making a package needs no Node.
//!
//! One script and one style show the first view, and the script is another for each kind of host; a second script brings
//! the items to life and is fetched once a page beyond the cover is shown; a third makes answer codes, where opinions are
//! asked, a fourth changes the language of a package that holds several, a fifth changes to Easy Read, a sixth speaks cmi5
//! and xAPI, and a seventh checks a learning system where it is asked to. The tests recompute what BUILD.json says of every source and of each output: a
//! forgotten rebuild is noticed on a machine that could not have done it.

use bona_engine::course::QuestionKind;

use crate::page::Adapter;
use crate::strings::Words;

/// The first view, the session and what speaks to the host: one classic script for each kind of host.
const SCRIPTS: &[(Adapter, &str)] = &[
    (Adapter::Scorm12, include_str!("../player/dist/player-scorm12.js")),
    (Adapter::Scorm2004, include_str!("../player/dist/player-scorm2004.js")),
    (Adapter::Cmi5, include_str!("../player/dist/player-cmi5.js")),
    (Adapter::Xapi, include_str!("../player/dist/player-xapi.js")),
    (Adapter::Aicc, include_str!("../player/dist/player-aicc.js")),
    (Adapter::Host, include_str!("../player/dist/player-host.js")),
    (Adapter::DeviceOnly, include_str!("../player/dist/player-device.js")),
];
/// What the first script fetches later, as `items.js` beside the page.
pub(crate) const ITEMS: &str = include_str!("../player/dist/items.js");
/// What makes an answer code and draws it, for a part that asks opinions, as `code.js` beside the page. It holds two
/// libraries and their notices.
pub(crate) const CODE: &str = include_str!("../player/dist/code.js");
/// What changes the language, as `languages.js` in a package that holds several.
pub(crate) const LANGUAGES: &str = include_str!("../player/dist/languages.js");
/// What changes between pages and their Easy Read versions, as `easy.js` in a package of a course that has such.
pub(crate) const EASY: &str = include_str!("../player/dist/easy.js");
/// How those look: put behind the style of it all, in the same packages.
pub(crate) const EASY_STYLE: &str = include_str!("../player/dist/easy.css");
/// What speaks to a learning record store, as `statements.js` in a package for cmi5 or xAPI.
pub(crate) const STATEMENTS: &str = include_str!("../player/dist/statements.js");
/// What checks a learning system where it is asked to, as `accept.js` behind its words; never part of a visit.
const ACCEPT: &str = include_str!("../player/dist/accept.js");
/// The same for a learning record store.
const ACCEPT_RECORDS: &str = include_str!("../player/dist/accept-records.js");
/// The style of it all.
pub(crate) const STYLE: &str = include_str!("../player/dist/player.css");

/// What a theme may set of the style, as JSON; it stays out of packages.
pub(crate) const TOKENS: &str = include_str!("../player/dist/tokens.json");

/// The learning systems that a preview plays; in no package.
pub const SIMULATORS: &str = include_str!("../player/dist/lms.js");
/// The frame of a preview round a course's pages; in no package.
pub const PREVIEW_PAGE: &str = include_str!("../player/preview/preview.html");
/// What the frame does.
pub const PREVIEW_SCRIPT: &str = include_str!("../player/dist/preview.js");
/// How the frame looks.
pub const PREVIEW_STYLE: &str = include_str!("../player/dist/preview.css");
/// What a page in the frame begins with.
pub const PREVIEW_OPENING: &str = include_str!("../player/dist/opening.js");

/// What the style sheet is called in a package.
pub(crate) const STYLE_FILE: &str = "player.css";

/// The first script of a package for such a host.
pub(crate) fn script(adapter: Adapter) -> &'static str {
    let own = SCRIPTS.iter().find(|(one, _)| *one == adapter);
    own.expect("a script for every adapter; a test packs for each").1
}

/// The files of the player by their names in a package for such a host, with what makes answer codes if it does.
pub(crate) fn files(adapter: Adapter, codes: bool) -> Vec<(&'static str, &'static str)> {
    let mut all = vec![("player.js", script(adapter)), (STYLE_FILE, STYLE), ("items.js", ITEMS)];
    if codes {
        all.push(("code.js", CODE));
    }
    if adapter.records() {
        all.push(("statements.js", STATEMENTS));
    }
    all
}

/// What checks a learning system of that kind, with its words in front of it; none for a page that frames the course,
/// whose maker has its code to look at.
pub(crate) fn accept_script(adapter: Adapter, say: &Words) -> Option<String> {
    let script = match adapter {
        Adapter::Host => return None,
        Adapter::Cmi5 | Adapter::Xapi => ACCEPT_RECORDS,
        Adapter::Scorm12 | Adapter::Scorm2004 | Adapter::Aicc | Adapter::DeviceOnly => ACCEPT,
    };
    let words = serde_json::to_string(&say.accept()).expect("a table of texts is JSON");
    Some(format!("window.bonaAccept={words};\n{script}"))
}

/// The scripts in one, for a page that fetches nothing and speaks to nobody: the first finds the others there.
pub(crate) fn whole_script(codes: bool, easy: bool) -> String {
    let code = if codes { CODE } else { "" };
    let easy = if easy { EASY } else { "" };
    format!("{code}{easy}{ITEMS}\n{}", script(Adapter::DeviceOnly))
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

    fn embedded() -> impl Iterator<Item = (String, &'static str)> {
        let firsts =
            super::SCRIPTS.iter().map(|(adapter, text)| (format!("player-{}.js", adapter.name()), *text));
        let others = [
            (super::STYLE_FILE, super::STYLE),
            ("items.js", super::ITEMS),
            ("code.js", super::CODE),
            ("languages.js", super::LANGUAGES),
            ("easy.js", super::EASY),
            ("easy.css", super::EASY_STYLE),
            ("statements.js", super::STATEMENTS),
            ("accept.js", super::ACCEPT),
            ("accept-records.js", super::ACCEPT_RECORDS),
        ];
        firsts.chain(others.map(|(name, text)| (name.to_owned(), text)))
    }

    #[test]
    fn what_is_embedded_was_built_from_what_stands_here() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("player");
        let build: Build =
            serde_json::from_str(include_str!("../player/dist/BUILD.json")).expect("BUILD.json");
        let mut names = ["build.mjs", "package-lock.json", "package.json", "shortened.mjs", "tsconfig.json"]
            .map(String::from)
            .to_vec();
        ["lms", "preview", "src"].iter().for_each(|folder| sources(&root, folder, &mut names));
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
        let beside = [
            ("tokens.json", super::TOKENS),
            ("lms.js", super::SIMULATORS),
            ("preview.js", super::PREVIEW_SCRIPT),
            ("preview.css", super::PREVIEW_STYLE),
            ("opening.js", super::PREVIEW_OPENING),
        ];
        let written = embedded().chain(beside.map(|(name, text)| (name.to_owned(), text)));
        let sums = written.map(|(name, text)| (name, sha256(text.as_bytes())));
        assert_eq!(build.outputs, sums.collect::<BTreeMap<_, _>>(), "run `npm run build` in packager/player");
        // The oracle itself: one changed byte has another sum.
        assert_ne!(build.outputs["items.js"], sha256(format!("{} ", super::ITEMS).as_bytes()));
    }

    #[test]
    fn nothing_in_the_player_reaches_out_or_ends_its_element() {
        for (name, text) in embedded() {
            // A library's notice names its author, and its code a drawing's language; neither is fetched.
            let text = text.replace("(https://paulmillr.com)", "").replace("http://www.w3.org/2000/svg", "");
            // Names of what a statement says are addresses in form alone.
            let text =
                text.replace("http://adlnet.gov/expapi/", "").replace("https://w3id.org/xapi/cmi5/", "");
            // A host is where a learning system says it is; its script names no address but the scheme.
            let text = text.replace("\"https://\"+", "");
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
        for (_, script) in super::SCRIPTS {
            assert!(script.contains("bona-data") && script.contains("items.js"));
        }
    }

    #[test]
    fn the_two_scripts_find_each_other() {
        for (_, script) in super::SCRIPTS {
            assert!(script.contains("bonaItems") && script.contains("bonaReady"));
            assert!(script.contains("accept.js"));
        }
        assert!(super::ACCEPT.contains("bonaAccept") && super::ACCEPT_RECORDS.contains("bonaAccept"));
        assert!(super::ITEMS.contains("bonaItems") && super::LANGUAGES.contains("bonaReady"));
        assert!(super::LANGUAGES.contains("bonaLanguage"));
        for adapter in [super::Adapter::Cmi5, super::Adapter::Xapi] {
            assert!(super::script(adapter).contains("statements.js"));
            assert!(
                super::script(adapter).contains("bonaRecord") && super::STATEMENTS.contains("bonaRecord")
            );
        }
        assert!(super::whole_script(true, true).contains("bona/easy"));
        let whole = super::whole_script(true, false);
        assert!(
            whole.find("bonaItems=") < whole.find("bona-data"),
            "the second stands before it is asked for"
        );
    }
}
