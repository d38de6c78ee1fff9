//! The learner's side as it was built from `packager/player`: embedded, so that making a package needs no Node.
//!
//! The tests recompute what BUILD.json says of every source and of both outputs: a forgotten rebuild is noticed on
//! a machine that could not have done it.

use bona_engine::course::QuestionKind;

/// The script: one classic script without dependencies.
pub(crate) const SCRIPT: &str = include_str!("../player/dist/player.js");

/// Whether the script can put such a question to a learner. One that it cannot is shown to be read, its answer
/// folded away, and counts nowhere.
pub(crate) fn asks(kind: &QuestionKind) -> bool {
    matches!(
        kind,
        QuestionKind::SingleChoice { .. }
            | QuestionKind::MultipleChoice { .. }
            | QuestionKind::TrueFalse { .. }
    )
}

/// The style sheet.
pub(crate) const STYLE: &str = include_str!("../player/dist/player.css");

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
        assert_eq!(build.outputs["player.js"], sha256(super::SCRIPT.as_bytes()));
        assert_eq!(build.outputs["player.css"], sha256(super::STYLE.as_bytes()));
        assert_eq!(build.outputs.len(), 2);
        // The oracle itself: one changed byte has another sum.
        assert_ne!(build.outputs["player.js"], sha256(format!("{} ", super::SCRIPT).as_bytes()));
    }

    #[test]
    fn nothing_in_the_player_reaches_out_or_ends_its_element() {
        for (name, text) in [("script", super::SCRIPT), ("style", super::STYLE)] {
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
                assert!(!text.contains(banned), "the {name} holds `{banned}`");
            }
        }
        assert!(super::SCRIPT.contains("bona-data"));
    }
}
