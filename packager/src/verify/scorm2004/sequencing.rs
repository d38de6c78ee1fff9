//! What a manifest of SCORM 2004 says of sequencing: order, words, objectives, and who decides.

use roxmltree::Node;

use super::{ADLSEQ, IMSSS, is_leaf};
use crate::verify::{Rule, Seen, child, children, in_order, rule};

const ORDER: [&str; 11] = [
    "controlMode",
    "sequencingRules",
    "limitConditions",
    "auxiliaryResources",
    "rollupRules",
    "objectives",
    "randomizationControls",
    "deliveryControls",
    "constrainedChoiceConsiderations",
    "rollupConsiderations",
    // `adlseq:objectives` of the fourth edition comes last, under the name of the other.
    "objectives of ADL",
];
const CONDITIONS: [&str; 12] = [
    "satisfied",
    "objectiveStatusKnown",
    "objectiveMeasureKnown",
    "objectiveMeasureGreaterThan",
    "objectiveMeasureLessThan",
    "completed",
    "activityProgressKnown",
    "attempted",
    "attemptLimitExceeded",
    "timeLimitExceeded",
    "outsideAvailableTimeRange",
    "always",
];
/// Each kind of rule with what it may do.
const ACTIONS: [(&str, &[&str]); 3] = [
    ("preConditionRule", &["skip", "disabled", "hiddenFromChoice", "stopForwardTraversal"]),
    ("postConditionRule", &["exitParent", "exitAll", "retry", "retryAll", "continue", "previous"]),
    ("exitConditionRule", &["exit"]),
];
const SETS: [&str; 5] = ["all", "any", "none", "atLeastCount", "atLeastPercent"];
const ROLLED: [&str; 4] = ["satisfied", "notSatisfied", "completed", "incomplete"];
const REQUIRED: [&str; 4] = ["always", "ifAttempted", "ifNotSkipped", "ifNotSuspended"];
const TIMES: [&str; 3] = ["never", "once", "onEachNewAttempt"];

/// The rules of sequencing.
pub(super) const RULES: &[Rule] = &[
    rule("S04-11", "AD", "What is in sequencing stands in the order of its schema, each once.", |seen| {
        named(seen, "sequencing").all(is_ordered)
    }),
    rule("S04-12a", "AD", "The SCO says itself what is completed and what is passed.", |seen| {
        seen.all("item").filter(is_leaf).all(decides)
    }),
    rule("S04-12b", "AD", "An organization lets a learner choose and go on.", |seen| {
        let flows =
            |node: Node<'_, '_>| ["choice", "flow"].iter().all(|name| node.attribute(*name) == Some("true"));
        seen.all("organization").all(|node| {
            child(node, "sequencing").and_then(|own| child(own, "controlMode")).is_some_and(flows)
        })
    }),
    rule("S04-13a", "AD", "What a rule does is a word for rules of its kind.", |seen| {
        named(seen, "ruleAction").all(|node| {
            let kind = node.parent().map_or("", |parent| parent.tag_name().name());
            let known = ACTIONS.iter().find(|(name, _)| *name == kind);
            known.is_some_and(|(_, words)| words.contains(&node.attribute("action").unwrap_or_default()))
        })
    }),
    rule("S04-13b", "AD", "What a rule asks is one of twelve conditions.", |seen| {
        named(seen, "ruleCondition")
            .all(|node| CONDITIONS.contains(&node.attribute("condition").unwrap_or_default()))
    }),
    rule("S04-13c", "AD", "Conditions are joined by `any` or `all`, and turned round by `not`.", |seen| {
        words(seen, "ruleConditions", "conditionCombination", &["any", "all"])
            && words(seen, "ruleCondition", "operator", &["not", "noOp"])
    }),
    rule("S04-14a", "AD", "What is rolled up are words of the schema.", |seen| {
        words(seen, "rollupRule", "childActivitySet", &SETS) && words(seen, "rollupAction", "action", &ROLLED)
    }),
    rule("S04-14b", "AD", "When a child counts is a word of the schema.", |seen| {
        ["requiredForSatisfied", "requiredForNotSatisfied", "requiredForCompleted", "requiredForIncomplete"]
            .iter()
            .all(|name| words(seen, "rollupConsiderations", name, &REQUIRED))
    }),
    rule("S04-14c", "AD", "When chance chooses is a word of the schema.", |seen| {
        ["randomizationTiming", "selectionTiming"]
            .iter()
            .all(|name| words(seen, "randomizationControls", name, &TIMES))
    }),
    rule("S04-16a", "AD", "A primary objective that is mapped has an id.", |seen| {
        named(seen, "primaryObjective")
            .all(|node| child(node, "mapInfo").is_none() || node.has_attribute("objectiveID"))
    }),
    rule("S04-16b", "AD", "One objective of an activity alone writes to a shared one.", |seen| {
        named(seen, "objectives").all(|node| !writes_twice(node))
    }),
    rule("S04-16c", "AD", "The primary objective comes first.", |seen| {
        named(seen, "objectives").all(|node| in_order(node, &["primaryObjective", "objective"]))
    }),
    rule("S04-16d", "C-S-5", "No measure decides in the place of the course what is passed.", |seen| {
        named(seen, "minNormalizedMeasure").next().is_none()
            && seen.elements().all(|node| node.attribute("satisfiedByMeasure").unwrap_or("false") == "false")
    }),
];

/// Elements of simple sequencing of this name.
fn named<'a>(seen: &Seen<'a>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    seen.elements().filter(move |node| node.tag_name().name() == name && of_sequencing(*node))
}

fn of_sequencing(node: Node<'_, '_>) -> bool {
    matches!(node.tag_name().namespace(), Some(IMSSS | ADLSEQ))
}

/// Whether an attribute, wherever it stands, has one of these words.
fn words(seen: &Seen<'_>, element: &'static str, attribute: &str, known: &[&str]) -> bool {
    named(seen, element).all(|node| node.attribute(attribute).is_none_or(|word| known.contains(&word)))
}

fn is_ordered(sequencing: Node<'_, '_>) -> bool {
    let place = |node: Node<'_, '_>| {
        let later = node.has_tag_name((ADLSEQ, "objectives"));
        let name = if later { ORDER[ORDER.len() - 1] } else { node.tag_name().name() };
        ORDER.iter().position(|one| *one == name)
    };
    let places: Option<Vec<usize>> = sequencing.children().filter(Node::is_element).map(place).collect();
    places.is_some_and(|places| places.windows(2).all(|pair| pair[0] < pair[1]))
}

/// Whether an item leaves both words to its SCO, and is tracked.
fn decides<'a>(item: Node<'a, 'a>) -> bool {
    let delivery = child(item, "sequencing").and_then(|own| child(own, "deliveryControls"));
    delivery.is_some_and(|node| {
        ["completionSetByContent", "objectiveSetByContent"]
            .iter()
            .all(|name| node.attribute(*name) == Some("true"))
            && node.attribute("tracked").unwrap_or("true") == "true"
    })
}

fn writes_twice<'a>(objectives: Node<'a, 'a>) -> bool {
    let maps = children(objectives).flat_map(children);
    let writing = maps.filter(|map| map.attribute("writeSatisfiedStatus") == Some("true"));
    let targets: Vec<_> = writing.filter_map(|map| map.attribute("targetObjectiveID")).collect();
    (1..targets.len()).any(|at| targets[..at].contains(&targets[at]))
}
