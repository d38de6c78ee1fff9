//! The rules of a cartridge's quizzes: QTI 1.2.1 as the profile has it.
//!
//! Every file that the manifest lists as a quiz or a bank is read; a rule holds if it holds in each of them.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};

use super::quizzes;
use crate::verify::{Rule, Seen, child, children, rule, says};

const QTI: &str = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2";
/// Kinds of question of the profile that we write.
const PROFILES: [&str; 4] =
    ["cc.multiple_choice.v0p1", "cc.multiple_response.v0p1", "cc.true_false.v0p1", "cc.fib.v0p1"];
/// What the data of a quiz may be called.
const LABELS: [&str; 9] = [
    "cc_profile",
    "qmd_assessmenttype",
    "qmd_scoretype",
    "qmd_feedbackpermitted",
    "qmd_hintspermitted",
    "qmd_solutionspermitted",
    "qmd_timelimit",
    "cc_allow_late_submission",
    "cc_maxattempts",
];
/// What the data of a question may be called.
const OWN_LABELS: [&str; 5] =
    ["cc_profile", "cc_question_category", "cc_weighting", "qmd_scoringpermitted", "qmd_computerscored"];

pub(super) const QUIZ_GATES: &[Rule] = &[rule(
    "CC-07",
    "QTI XSD",
    "Every quiz is well-formed, and its outermost element is `questestinterop` of QTI 1.2.",
    |seen| {
        quizzes(seen).flat_map(files).all(|name| {
            let text = seen.files.get(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
            let is = |text: &String| {
                Document::parse(text)
                    .is_ok_and(|quiz| quiz.root_element().has_tag_name((QTI, "questestinterop")))
            };
            // A file that is missing is another rule's.
            text.as_ref().is_none_or(is)
        })
    },
)];

pub(super) const QUIZ: &[Rule] = &[
    rule("CC-08a", "QTI XSD", "A quiz has an id and a title.", |seen| {
        each(seen, "assessment", |node| node.has_attribute("ident") && node.has_attribute("title"))
    }),
    rule("CC-08b", "QTI 1a", "The data of a quiz have names of the profile.", |seen| {
        each(seen, "assessment", |node| fields(node).iter().all(|(label, _)| LABELS.contains(label)))
    }),
    rule("CC-08c", "QTI 1j, 1k", "A quiz is `cc.exam.v0p1`, once.", |seen| {
        each(seen, "assessment", |node| {
            let profiles: Vec<_> =
                fields(node).into_iter().filter(|(label, _)| *label == "cc_profile").collect();
            profiles == [("cc_profile", "cc.exam.v0p1")]
        })
    }),
    rule("CC-08d", "QTI 1i", "The number of attempts is 1 to 5, `unlimited` or `Examination`.", |seen| {
        each(seen, "assessment", |node| {
            let told = fields(node).into_iter().filter(|(label, _)| *label == "cc_maxattempts");
            told.map(|(_, entry)| entry)
                .all(|entry| matches!(entry, "1" | "2" | "3" | "4" | "5" | "unlimited" | "Examination"))
        })
    }),
    rule("CC-08e", "QTI 1b, 1c", "A quiz is an `Examination`, scored by `Percentage`.", |seen| {
        each(seen, "assessment", |node| {
            fields(node).iter().all(|(label, entry)| match *label {
                "qmd_assessmenttype" => *entry == "Examination",
                "qmd_scoretype" => *entry == "Percentage",
                _ => true,
            })
        })
    }),
    rule("CC-08f", "QTI 1d, 1e, 1f", "What may be shown is `Yes` or `No`.", |seen| {
        each(seen, "assessment", |node| {
            let permitted = fields(node).into_iter().filter(|(label, _)| label.ends_with("permitted"));
            permitted.map(|(_, entry)| entry).all(|entry| matches!(entry, "Yes" | "No"))
        })
    }),
    rule("CC-08g", "QTI XSD", "A quiz has one section, with an id and with questions.", |seen| {
        each(seen, "assessment", |node| {
            let sections: Vec<_> = named(node, "section").collect();
            sections.len() == 1 && sections[0].has_attribute("ident") && child(sections[0], "item").is_some()
        })
    }),
];

pub(super) const ITEM: &[Rule] = &[
    rule("CC-09a", "QTI 2a", "The data of a question have names of the profile.", |seen| {
        each(seen, "item", |node| fields(node).iter().all(|(label, _)| OWN_LABELS.contains(label)))
    }),
    rule("CC-09b", "QTI 2b, 2f, 2g", "A question is of one kind of the profile.", |seen| {
        each(seen, "item", |node| {
            let kinds: Vec<_> =
                fields(node).into_iter().filter(|(label, _)| *label == "cc_profile").collect();
            kinds.len() == 1 && PROFILES.contains(&kinds[0].1)
        })
    }),
    rule("CC-09c", "QTI 2c", "How much a question counts is a whole number from 1 to 99.", |seen| {
        each(seen, "item", |node| {
            let weights = fields(node).into_iter().filter(|(label, _)| *label == "cc_weighting");
            weights
                .map(|(_, entry)| entry.parse::<u32>())
                .all(|weight| weight.is_ok_and(|w| (1..=99).contains(&w)))
        })
    }),
    rule("CC-09d", "QTI 13a", "No two questions of a quiz have the same id.", |seen| {
        each(seen, "questestinterop", |node| {
            let ids: Vec<_> = named(node, "item").map(|item| item.attribute("ident")).collect();
            ids.iter().collect::<BTreeSet<_>>().len() == ids.len() && !ids.contains(&None)
        })
    }),
    rule("CC-10a", "QTI 3a, 4a", "A statement or a choice of one takes one answer.", |seen| {
        of_kind(seen, &["cc.multiple_choice.v0p1", "cc.true_false.v0p1"], |node| takes(node, "Single"))
    }),
    rule("CC-10b", "QTI 5a", "A choice of several takes several answers.", |seen| {
        of_kind(seen, &["cc.multiple_response.v0p1"], |node| takes(node, "Multiple"))
    }),
    rule("CC-10c", "QTI 3d", "A statement has two choices.", |seen| {
        of_kind(seen, &["cc.true_false.v0p1"], |node| named(node, "response_label").count() == 2)
    }),
    rule("CC-10d", "QTI 4d", "Where one is right, there are three choices or more.", |seen| {
        of_kind(seen, &["cc.multiple_choice.v0p1"], |node| 3 <= named(node, "response_label").count())
    }),
    rule("CC-10e", "QTI 6a, 6b", "What is typed is typed into a field, and nothing is chosen.", |seen| {
        of_kind(seen, &["cc.fib.v0p1"], |node| {
            named(node, "render_fib").count() == 1 && named(node, "render_choice").count() == 0
        })
    }),
    rule("CC-10f", "QTI XSD", "Every question asks something.", |seen| {
        each(seen, "item", |node| {
            let asked = child(node, "presentation").and_then(|node| child(node, "material"));
            says(asked.and_then(|node| child(node, "mattext")))
        })
    }),
    rule("CC-10g", "ours", "No two choices of a question have the same id.", |seen| {
        each(seen, "item", |node| {
            let ids: Vec<_> = named(node, "response_label").map(|node| node.attribute("ident")).collect();
            ids.iter().collect::<BTreeSet<_>>().len() == ids.len()
        })
    }),
];

pub(super) const ANSWER: &[Rule] = &[
    rule("CC-11a", "QTI XSD", "The score of a question is called `SCORE`, from 0 to 100.", |seen| {
        each(seen, "outcomes", |node| {
            child(node, "decvar").is_some_and(|node| {
                ["varname", "minvalue", "maxvalue"].map(|name| node.attribute(name))
                    == [Some("SCORE"), Some("0"), Some("100")]
            })
        })
    }),
    rule("CC-11b", "Moodle cc_lib", "Something earns all points, and nothing else is earned.", |seen| {
        each(seen, "item", |node| {
            let earned: Vec<_> = named(node, "setvar").map(|node| node.text()).collect();
            !earned.is_empty() && earned.iter().all(|points| *points == Some("100"))
        })
    }),
    rule("CC-11c", "QTI 3e, 4e, 5e, 6c", "What is compared is the answer that the question takes.", |seen| {
        each(seen, "item", |node| {
            let takes = |name| named(node, name).filter_map(|node| node.attribute("ident"));
            let known: BTreeSet<_> = takes("response_lid").chain(takes("response_str")).collect();
            named(node, "varequal")
                .all(|node| node.attribute("respident").is_some_and(|id| known.contains(id)))
        })
    }),
    rule("CC-11d", "QTI 9a", "Every choice is compared by itself, and is one that is there.", |seen| {
        each(seen, "item", |node| {
            let labels: BTreeSet<_> =
                named(node, "response_label").filter_map(|node| node.attribute("ident")).collect();
            let own = named(node, "conditionvar").flat_map(children).filter(|node| is(*node, "varequal"));
            let compared: BTreeSet<_> = own.filter_map(|node| node.text()).collect();
            labels.is_empty() || compared == labels
        })
    }),
    rule("CC-11e", "QTI 12c", "What is to be said is there.", |seen| {
        each(seen, "item", |node| {
            let there: BTreeSet<_> =
                named(node, "itemfeedback").filter_map(|node| node.attribute("ident")).collect();
            named(node, "displayfeedback")
                .all(|node| node.attribute("linkrefid").is_some_and(|id| there.contains(id)))
        })
    }),
    rule("CC-11f", "QTI 12d", "What is there is said.", |seen| {
        each(seen, "item", |node| {
            let said: BTreeSet<_> =
                named(node, "displayfeedback").filter_map(|node| node.attribute("linkrefid")).collect();
            named(node, "itemfeedback")
                .all(|node| node.attribute("ident").is_some_and(|id| said.contains(id)))
        })
    }),
    rule("CC-11g", "ours", "Of several, every choice decides: it must be chosen, or must not.", |seen| {
        of_kind(seen, &["cc.multiple_response.v0p1"], |node| {
            let labels: BTreeSet<_> =
                named(node, "response_label").filter_map(|node| node.attribute("ident")).collect();
            let own = named(node, "and").flat_map(|node| named(node, "varequal"));
            own.filter_map(|node| node.text()).collect::<BTreeSet<_>>() == labels
        })
    }),
    rule("CC-11h", "ours", "To every answer a reason is said.", |seen| {
        each(seen, "itemfeedback", |node| says(named(node, "mattext").next()))
    }),
];

/// The files of a resource.
fn files<'a>(resource: Node<'a, 'a>) -> impl Iterator<Item = &'a str> {
    children(resource).filter(|node| is(*node, "file")).filter_map(|node| node.attribute("href"))
}

/// Whether something holds of every element of this name in every quiz.
fn each(seen: &Seen<'_>, name: &str, holds: impl Fn(Node<'_, '_>) -> bool) -> bool {
    quizzes(seen).flat_map(files).filter_map(|file| seen.files.get(file)).all(|bytes| {
        let text = String::from_utf8_lossy(bytes);
        Document::parse(&text)
            .is_ok_and(|quiz| quiz.root_element().descendants().filter(|node| is(*node, name)).all(&holds))
    })
}

/// Whether something holds of every question of these kinds.
fn of_kind(seen: &Seen<'_>, kinds: &[&str], holds: impl Fn(Node<'_, '_>) -> bool) -> bool {
    each(seen, "item", |node| {
        let own =
            fields(node).into_iter().any(|(label, entry)| label == "cc_profile" && kinds.contains(&entry));
        !own || holds(node)
    })
}

fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.tag_name().name() == name
}

fn named<'a, 'b: 'a>(node: Node<'a, 'b>, name: &'static str) -> impl Iterator<Item = Node<'a, 'b>> {
    node.descendants().filter(move |node| is(*node, name))
}

/// The data of a quiz or a question, without those of what is in it.
fn fields<'a>(node: Node<'a, '_>) -> Vec<(&'a str, &'a str)> {
    let own = node.children().flat_map(|child| {
        let inside = if is(child, "itemmetadata") { child.first_element_child() } else { Some(child) };
        inside.filter(|inside| is(*inside, "qtimetadata"))
    });
    let text = |field: Node<'a, '_>, name| {
        field.children().find(|node| is(*node, name)).and_then(|node| node.text()).unwrap_or_default()
    };
    own.flat_map(|data| data.children())
        .filter(|field| is(*field, "qtimetadatafield"))
        .map(|field| (text(field, "fieldlabel"), text(field, "fieldentry")))
        .collect()
}

/// Whether a question takes so many of its choices.
fn takes(item: Node<'_, '_>, cardinality: &str) -> bool {
    let all: Vec<_> = named(item, "response_lid").map(|node| node.attribute("rcardinality")).collect();
    all == [Some(cardinality)] && named(item, "response_str").count() == 0
}
