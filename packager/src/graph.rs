//! Scenes as graphs: drawn in SVG, or told in Mermaid's text. For authors, who lose sight of where choices lead.
//!
//! A scene runs from left to right; each box holds what is asked and one row a choice, and a line leads from the row
//! to what follows. Whole numbers only, so that the same scene gives the same bytes everywhere.

mod layout;
mod svg;

pub use svg::svg;

use bona_engine::course::{Choice, EndingKind, Guard, Scenario, Scene, Step};
use bona_engine::id::FlagId;

/// A scene in Mermaid's flowchart text.
#[must_use]
pub fn mermaid(scenario: &Scenario) -> String {
    let mut text = format!("flowchart LR\n  %% {}\n", scenario.id);
    for (at, scene) in scenario.scenes.iter().enumerate() {
        let line = match scene {
            Scene::Decision(decision) => format!("  n{at}[\"{}\"]\n", quoted(&decision.ask)),
            Scene::Ending(ending) => {
                let words = format!("{}: {}", kind_word(ending.kind), name(ending.id.as_str()));
                format!("  n{at}([\"{}\"])\n", quoted(&words))
            }
        };
        text.push_str(&line);
        if let Some(to) = scene.guard().and_then(|guard| Some((condition(guard), guard.otherwise?))) {
            text.push_str(&format!("  n{at} --o|\"if not {}\"| n{}\n", quoted(&to.0), to.1));
        }
    }
    for (at, scene) in scenario.scenes.iter().enumerate() {
        let Scene::Decision(decision) = scene else { continue };
        for choice in &decision.choices {
            let arrow = match choice.was {
                Some(Step::Slip | Step::Partly) => "-.->",
                Some(Step::Mends) => "==>",
                Some(Step::Good) | None => "-->",
            };
            let sets = sets(choice).map(|sets| format!(" ({sets})")).unwrap_or_default();
            let words = quoted(&format!("{}{sets}", one_line(&choice.text.plain())));
            text.push_str(&format!("  n{at} {arrow}|\"{words}\"| n{}\n", choice.then));
        }
    }
    text
}

/// Mermaid reads a text in quotes as it stands, but for quotes, `#` and angle brackets.
fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    for sign in text.chars() {
        match sign {
            '"' => quoted.push_str("#quot;"),
            '#' => quoted.push_str("#35;"),
            '<' => quoted.push_str("#lt;"),
            '>' => quoted.push_str("#gt;"),
            other => quoted.push(other),
        }
    }
    quoted
}

/// What a choice is called by looking back, and the flags that it sets.
fn choice_words(choice: &Choice) -> String {
    let step = Some(step_word(choice.was).to_owned()).filter(|word| !word.is_empty());
    step.into_iter().chain(sets(choice)).collect::<Vec<_>>().join("; ")
}

fn sets(choice: &Choice) -> Option<String> {
    (!choice.sets.is_empty()).then(|| format!("sets {}", flags(&choice.sets)))
}

/// `with told lead, without shouted`.
fn condition(guard: &Guard) -> String {
    let list = |word: &str, list: &[FlagId]| (!list.is_empty()).then(|| format!("{word} {}", flags(list)));
    let parts = [list("with", &guard.when), list("without", &guard.unless)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn flags(flags: &[FlagId]) -> String {
    flags.iter().map(|flag| name(flag.as_str())).collect::<Vec<_>>().join(", ")
}

fn kind_word(kind: EndingKind) -> &'static str {
    match kind {
        EndingKind::Good => "Good end",
        EndingKind::Mixed => "Mixed end",
        EndingKind::Poor => "Poor end",
    }
}

/// What looking back calls a choice, in a word that stands before it.
fn step_word(step: Option<Step>) -> &'static str {
    match step {
        Some(Step::Good) => "held",
        Some(Step::Partly) => "in part",
        Some(Step::Slip) => "slip",
        Some(Step::Mends) => "mends",
        None => "",
    }
}

/// `sam_leaves` becomes `sam leaves`.
fn name(id: &str) -> String {
    id.replace('_', " ")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
