//! No sentence of the player is kept that nobody says: each name in the English file stands in a template, in a view
//! or in the script, as a word or as the beginning of one that is put together.

use super::Findings;
use super::tree::{File, files};

const ENGLISH: &str = "packager/words/en-GB.ftl";
const SCRIPT: &str = "script-";
/// What the script says that checks a learning system.
const CHECK: &str = "accept-";

fn sentences(files: &[File]) -> Findings {
    let text = |from: &[&str], ending: &str| -> String {
        let own = |file: &&File| {
            let tests = file.path.contains("/tests") || file.path.contains("sample");
            from.iter().any(|folder| file.path.starts_with(folder)) && file.ending() == ending && !tests
        };
        files.iter().filter(own).map(|file| file.text.as_str()).collect()
    };
    let document = text(&["packager/templates/"], "hbs") + &text(&["packager/src/"], "rs");
    let script = text(&["packager/player/src/"], "ts");
    let check = text(&["packager/player/src/accept/"], "ts");
    let mut findings = Findings::default();
    for file in files.iter().filter(|file| file.path == ENGLISH) {
        for name in names(&file.text) {
            findings.judged += 1;
            let said = match (name.strip_prefix(SCRIPT), name.strip_prefix(CHECK)) {
                (Some(own), _) => is_said(&script, own.trim_end_matches(".measuring")),
                (None, Some(own)) => is_said(&check, own),
                (None, None) => is_said(&document, &name),
            };
            if !said {
                findings.faults.push(format!("{ENGLISH}: nobody says `{name}`"));
            }
        }
    }
    findings
}

/// The names of all sentences of a file: of messages that say something themselves, and of attributes.
fn names(text: &str) -> Vec<String> {
    let mut message = "";
    let mut all = Vec::new();
    for line in text.lines() {
        let Some((name, rest)) = line.split_once(" =") else { continue };
        if let Some(attribute) = name.strip_prefix("    .") {
            all.push(format!("{message}.{attribute}"));
        } else if !name.starts_with([' ', '#']) {
            message = name;
            if !rest.trim().is_empty() {
                all.push(name.to_owned());
            }
        }
    }
    all
}

/// Whether code or a template says a sentence: by its whole name, or by a beginning that a value follows.
fn is_said(code: &str, name: &str) -> bool {
    let whole = ["\"", "`"].iter().any(|quote| code.contains(&format!("{quote}{name}{quote}")));
    let in_template = code
        .match_indices(&format!("say.{name}"))
        .any(|(at, found)| code[at + found.len()..].starts_with('}'));
    // `standing_${…}`, `month.m{month}` and `{scale}.p{point}`, whose scale is named in full elsewhere.
    let begun = (3..=name.len()).filter(|at| name.is_char_boundary(*at)).any(|at| {
        let start = &name[..at];
        code.contains(&format!("`{start}${{")) || code.contains(&format!("\"{start}{{"))
    });
    let scale = name.split_once(".p").is_some_and(|(scale, point)| {
        point.parse::<u8>().is_ok()
            && code.contains(&format!("\"{scale}\""))
            && code.contains("{scale}.p{point}")
    });
    // `${title}_lead`, whose beginning is a sentence of its own.
    let ended = name.match_indices('_').any(|(at, _)| {
        code.contains(&format!("\"{}\"", &name[..at])) && code.contains(&format!("}}{}`", &name[at..]))
    });
    whole || in_template || begun || scale || ended
}

#[test]
fn no_sentence_is_kept_that_nobody_says() {
    sentences(&files()).hold("sentences", 270);
    let made_up = [
        File::made_up(
            ENGLISH,
            "a = A\nb =\n    .one_thing = B\nscript-left_page = C\nscript-d = D\naccept-e = E\n",
        ),
        File::made_up("packager/templates/x.hbs", "{{say.a}} {{say.b}}"),
        File::made_up("packager/player/src/x.ts", "say(`left_${kind}`, \"e\")"),
    ];
    sentences(&made_up).refuse(&[
        "nobody says `b.one_thing`",
        "nobody says `script-d`",
        "nobody says `accept-e`",
    ]);
}
