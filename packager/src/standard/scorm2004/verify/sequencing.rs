//! What a manifest says of sequencing: order, words, who decides, and objectives. For tests alone.

use roxmltree::{Document, Node};

use super::{ADLSEQ, IMSSS, Rule, all, elements, in_order, named};

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
    "adlseq objectives",
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
/// An element, one of its attributes, and the words that it takes (S04-14).
const ROLLUP: [(&str, &str, &[&str]); 5] = [
    ("rollupAction", "action", &["satisfied", "notSatisfied", "completed", "incomplete"]),
    ("rollupRule", "childActivitySet", &["all", "any", "none", "atLeastCount", "atLeastPercent"]),
    (
        "rollupConsiderations",
        "requiredForCompleted",
        &["always", "ifAttempted", "ifNotSkipped", "ifNotSuspended"],
    ),
    ("randomizationControls", "randomizationTiming", &["never", "once", "onEachNewAttempt"]),
    ("randomizationControls", "selectionTiming", &["never", "once", "onEachNewAttempt"]),
];

/// S04-11 to S04-14 and S04-16.
pub(super) fn rules(document: &Document<'_>, rule: &mut Rule<'_>) {
    let sequencing: Vec<_> = named(document, IMSSS, "sequencing").collect();
    rule("S04-11", sequencing.iter().all(|node| ordered(*node)));
    // A leaf's word counts only where both are said; a tree flows only where that is said.
    let by_content = |item: Node<'_, '_>| {
        let mut own = item.descendants().filter(|node| node.has_tag_name((IMSSS, "deliveryControls")));
        own.next().is_some_and(|node| {
            ["completionSetByContent", "objectiveSetByContent"]
                .iter()
                .all(|name| node.attribute(*name) == Some("true"))
                && node.attribute("tracked").is_none_or(|word| word == "true")
        })
    };
    let flows = |organization: Node<'_, '_>| {
        let own = elements(organization).filter(|node| node.has_tag_name((IMSSS, "sequencing")));
        own.flat_map(elements).any(|node| {
            node.has_tag_name((IMSSS, "controlMode"))
                && ["choice", "flow"].iter().all(|name| node.attribute(*name) == Some("true"))
        })
    };
    rule("S04-12", all(document, "item").all(by_content) && all(document, "organization").all(flows));
    rule("S04-13", words_of_rules(document));
    let rolled = ROLLUP.iter().all(|(element, attribute, words)| {
        let mut found = document.descendants().filter(|node| node.tag_name().name() == *element);
        found.all(|node| node.attribute(*attribute).is_none_or(|word| words.contains(&word)))
    });
    rule("S04-14", rolled);
    rule("S04-16", objectives(document));
}

fn ordered(node: Node<'_, '_>) -> bool {
    let own = elements(node).map(|child| {
        let name = child.tag_name().name();
        let name = if child.has_tag_name((ADLSEQ, "objectives")) { ORDER[10] } else { name };
        ORDER.iter().position(|one| *one == name)
    });
    let places: Option<Vec<usize>> = own.collect();
    // Each stands there once at most.
    places.is_some_and(|places| places.windows(2).all(|pair| pair[0] < pair[1]))
}

fn words_of_rules(document: &Document<'_>) -> bool {
    let acts = named(document, IMSSS, "ruleAction").all(|node| {
        let parent = node.parent().map_or("", |parent| parent.tag_name().name());
        let known = ACTIONS.iter().find(|(kind, _)| *kind == parent);
        let action = node.attribute("action").unwrap_or("");
        known.is_some_and(|(_, actions)| actions.contains(&action))
    });
    let asks = named(document, IMSSS, "ruleCondition").all(|node| {
        node.attribute("condition").is_some_and(|word| CONDITIONS.contains(&word))
            && node.attribute("operator").is_none_or(|word| word == "not" || word == "noOp")
    });
    let joins = named(document, IMSSS, "ruleConditions")
        .all(|node| node.attribute("conditionCombination").is_none_or(|word| word == "any" || word == "all"));
    acts && asks && joins
}

/// A primary objective that is mapped has an id, and one objective alone writes to a shared one.
fn objectives(document: &Document<'_>) -> bool {
    let maps = |node: Node<'_, '_>| elements(node).any(|map| map.has_tag_name((IMSSS, "mapInfo")));
    let mut primary = named(document, IMSSS, "primaryObjective");
    let has_id = primary.all(|node| !maps(node) || node.has_attribute("objectiveID"));
    let writers = |node: Node<'_, '_>| {
        let own = node.descendants().filter(|map| map.has_tag_name((IMSSS, "mapInfo")));
        let writing = own.filter(|map| map.attribute("writeSatisfiedStatus") == Some("true"));
        let targets: Vec<_> = writing.filter_map(|map| map.attribute("targetObjectiveID")).collect();
        (1..targets.len()).all(|at| !targets[..at].contains(&targets[at]))
    };
    let each = named(document, IMSSS, "objectives").all(writers);
    has_id && each && in_order_of_objectives(document)
}

fn in_order_of_objectives(document: &Document<'_>) -> bool {
    named(document, IMSSS, "objectives").all(|node| in_order(node, &["primaryObjective", "objective"]))
}
