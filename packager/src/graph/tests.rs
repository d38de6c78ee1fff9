//! Drawings against what they must hold: every choice once, whole numbers, the same bytes, and nothing on top of
//! anything.

use bona_engine::course::{Scene, Step};

use super::layout::columns;
use super::{mermaid, quoted, svg};
use crate::page::sample;

fn drawn() -> String {
    String::from_utf8(svg(&sample::scenario(), "A scene")).expect("UTF-8")
}

/// Numbers of an attribute of all elements of a class.
fn numbers(svg: &str, class: &str, name: &str) -> Vec<u32> {
    let open = format!("<rect class=\"{class}\" ");
    let parts = svg.split(&open).skip(1);
    let value = |part: &str| {
        let rest = part.split(&format!("{name}=\"")).nth(1).expect("it has the attribute");
        rest.split('"').next().expect("it closes").parse().expect("a whole number")
    };
    parts.map(value).collect()
}

#[test]
fn every_scene_is_a_box_and_every_choice_a_row() {
    let scenario = sample::scenario();
    let svg = drawn();
    let endings = scenario.scenes.iter().filter(|scene| matches!(scene, Scene::Ending(_))).count();
    assert_eq!(svg.matches("class=\"end\"").count(), endings);
    assert_eq!(svg.matches("class=\"box\"").count(), scenario.scenes.len() - endings);
    let choices = scenario.scenes.iter().map(|scene| match scene {
        Scene::Decision(decision) => decision.choices.len(),
        Scene::Ending(_) => 0,
    });
    let choices: usize = choices.sum();
    assert_eq!(svg.matches("class=\"hair\"").count(), choices);
    let back = svg.matches('↩').count();
    assert_eq!(svg.matches("class=\"tip\"").count(), choices - back);
    assert!(svg.contains("<title id=\"title\">") && svg.contains("<desc id=\"desc\">"));
    assert_eq!(svg, drawn());
}

/// A fraction would be another fraction on another machine.
#[test]
fn nothing_is_drawn_at_a_fraction() {
    let svg = drawn();
    for way in svg.split(" d=\"").skip(1).map(|rest| rest.split('"').next().expect("it closes")) {
        assert!(!way.contains('.'), "{way}");
    }
}

#[test]
fn no_box_stands_on_another() {
    let svg = drawn();
    let mut boxes = Vec::new();
    for class in ["box", "end"] {
        let [x, y, height] = ["x", "y", "height"].map(|name| numbers(&svg, class, name));
        boxes.extend(x.into_iter().zip(y).zip(height));
    }
    for (at, ((x, y), height)) in boxes.iter().enumerate() {
        for ((other_x, other_y), other) in &boxes[at + 1..] {
            assert!(
                x != other_x || y + height <= *other_y || other_y + other <= *y,
                "at {x}, {y} and {other_y}"
            );
        }
    }
}

#[test]
fn what_goes_round_is_said_and_not_drawn() {
    let mut scenario = sample::scenario();
    let start = scenario.start;
    let round = scenario.scenes.iter_mut().find_map(|scene| match scene {
        Scene::Decision(decision) => decision.choices.first_mut(),
        Scene::Ending(_) => None,
    });
    round.expect("there is a choice").then = start;
    let laid = columns(&scenario);
    assert_eq!(laid.of[start], 0);
    let svg = String::from_utf8(svg(&scenario, "A scene")).expect("UTF-8");
    assert!(svg.contains('↩'), "{svg}");
}

/// What depends on flags is drawn as a row with a line of its own, told in words, and told in Mermaid's text.
#[test]
fn flags_are_seen_where_they_are_set_and_asked_for() {
    let scenario = sample::remembering();
    let svg = String::from_utf8(svg(&scenario, "A scene")).expect("UTF-8");
    assert_eq!(svg.matches("class=\"hair\"").count(), drawn().matches("class=\"hair\"").count() + 1);
    assert_eq!(svg.matches("class=\"tip\"").count(), drawn().matches("class=\"tip\"").count() + 1);
    assert!(svg.contains("slip; sets read aloud"), "{svg}");
    assert!(svg.contains("only without read aloud;"), "{svg}");
    assert!(svg.contains("Here only without read aloud; otherwise alex leaves."), "{svg}");
    let text = mermaid(&scenario);
    assert!(text.contains("  n2 --o|\"if not without read aloud\"| n3\n"), "{text}");
    assert!(text.contains("(sets read aloud)\"|"), "{text}");
    assert_eq!(mermaid(&sample::scenario()).matches("--o").count(), 0);
}

#[test]
fn mermaid_tells_every_choice() {
    let scenario = sample::scenario();
    let text = mermaid(&scenario);
    let arrows = scenario.scenes.iter().map(|scene| match scene {
        Scene::Decision(decision) => decision.choices.len(),
        Scene::Ending(_) => 0,
    });
    assert_eq!(text.matches("|\"").count(), arrows.sum::<usize>());
    let slips = scenario.scenes.iter().map(|scene| match scene {
        Scene::Decision(decision) => {
            decision.choices.iter().filter(|one| one.was == Some(Step::Slip)).count()
        }
        Scene::Ending(_) => 0,
    });
    assert_eq!(text.matches("-.->").count(), slips.sum::<usize>());
    assert_eq!(quoted("“a” \"b\" <c> #d"), "“a” #quot;b#quot; #lt;c#gt; #35;d");
}
