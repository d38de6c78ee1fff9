//! The learner's side as it was built from `packager/player`: embedded, so that making a package needs no Node.
//!
//! Two pairs of script and style are built from the same sources: one asks questions with options, the other every
//! kind, styles pictures and what is drawn, and turns arrows for languages that run from the right. A package
//! carries the lighter one that can ask what its course asks. The tests recompute what BUILD.json
//! says of every source and of each output: a forgotten rebuild is noticed on a machine that could not have done it.

use bona_engine::course::{BlockKind, Completion, Course, Question, QuestionKind};
use bona_engine::score::possible;

use crate::markup::direction;

/// A script and its style.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Player {
    /// One classic script without dependencies.
    pub(crate) script: &'static str,
    /// The style sheet.
    pub(crate) style: &'static str,
}

/// Asks questions with options, and nothing else; in a test each is worth one point.
const OPTIONS: Player = Player {
    script: include_str!("../player/dist/player.js"),
    style: include_str!("../player/dist/player.css"),
};

/// Asks every kind of question.
const ALL: Player = Player {
    script: include_str!("../player/dist/player-all.js"),
    style: include_str!("../player/dist/player-all.css"),
};

/// The lighter pair that can ask what this course asks, on its pages and in its test.
pub(crate) fn player(course: &Course) -> Player {
    let mut on_pages = course.pages().flat_map(|page| &page.blocks).filter_map(|block| match &block.kind {
        BlockKind::Question(question) => Some(question),
        _ => None,
    });
    let mut in_test = course.test.iter().flat_map(|test| &test.bank.questions);
    // The lighter script counts questions of a test, and weighs none.
    let counts_one = |question: &Question| question.weight == 1 && possible(question).0 == 1;
    let plain = course.pages().flat_map(|page| &page.blocks).all(|block| !needs_all(&block.kind));
    let light = plain
        && course.test.as_ref().is_none_or(|test| !test.check_first)
        && direction(&course.language) == "ltr"
        && course.completion != Completion::HandedIn
        && on_pages.all(has_options)
        && in_test.all(|question| has_options(question) && counts_one(question));
    if light { OPTIONS } else { ALL }
}

/// Whether the style of a block is in the fuller pair alone, or what its scene must remember or its notes show.
fn needs_all(kind: &BlockKind) -> bool {
    match kind {
        BlockKind::Image(_)
        | BlockKind::Chart(_)
        | BlockKind::Table(_)
        | BlockKind::LabelledImage(_)
        | BlockKind::Reflection(_)
        | BlockKind::Audio(_)
        | BlockKind::Video(_) => true,
        BlockKind::Scenario(scenario) => scenario.scenes.iter().any(|scene| scene.guard().is_some()),
        _ => false,
    }
}

/// Whether a question is one with options to choose from.
fn has_options(question: &Question) -> bool {
    matches!(
        question.kind,
        QuestionKind::SingleChoice { .. }
            | QuestionKind::MultipleChoice { .. }
            | QuestionKind::TrueFalse { .. }
    )
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

    use bona_engine::course::{BlockKind, Image};
    use sha2::{Digest, Sha256};

    use crate::page::sample;

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
        let embedded = [
            ("player-all.css", super::ALL.style),
            ("player-all.js", super::ALL.script),
            ("player.css", super::OPTIONS.style),
            ("player.js", super::OPTIONS.script),
        ];
        let sums = embedded.map(|(name, text)| (name.to_owned(), sha256(text.as_bytes())));
        assert_eq!(build.outputs, BTreeMap::from(sums), "run `npm run build` in packager/player");
        // The oracle itself: one changed byte has another sum.
        assert_ne!(build.outputs["player.js"], sha256(format!("{} ", super::OPTIONS.script).as_bytes()));
    }

    #[test]
    fn a_picture_or_a_language_from_the_right_takes_the_fuller_pair() {
        let light = |course: &super::Course| super::player(course).style == super::OPTIONS.style;
        let mut plain = sample::course();
        plain.test = None;
        plain.modules.iter_mut().flat_map(|own| &mut own.pages).for_each(|page| {
            page.blocks.retain(|block| matches!(block.kind, BlockKind::Text(_)));
        });
        let mut course = plain.clone();
        assert!(light(&course));
        course.language = String::from("ar");
        assert!(!light(&course));
        let mut course = plain;
        course.modules[0].pages[0].blocks.push(sample::block(BlockKind::Image(Image {
            file: String::from("desk.png"),
            alt: String::from("A desk."),
            caption: None,
            credit: None,
            width: 3,
            height: 2,
        })));
        assert!(!light(&course));
    }

    #[test]
    fn nothing_in_the_player_reaches_out_or_ends_its_element() {
        let built = [super::OPTIONS, super::ALL];
        for (name, text) in built.iter().flat_map(|own| [("script", own.script), ("style", own.style)]) {
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
        assert!(built.iter().all(|own| own.script.contains("bona-data")));
    }
}
