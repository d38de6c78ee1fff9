//! The rules of Moodle XML, as Moodle's import of questions reads it.
//!
//! The package is the file itself. Shares of points are held to Moodle's own list, since an import refuses others.

use std::collections::BTreeSet;

use roxmltree::Node;

use super::common::{XML, is_share};
use super::{Book, Rule, Seen, child, children, rule, says};

/// Kinds of question that come with Moodle and that we write.
const KINDS: [&str; 6] = ["category", "multichoice", "truefalse", "matching", "shortanswer", "numerical"];
/// What every question begins with, in order.
const HEAD: [&str; 7] =
    ["name", "questiontext", "generalfeedback", "defaultgrade", "penalty", "hidden", "idnumber"];
const FORMATS: [&str; 4] = ["html", "markdown", "plain_text", "moodle_auto_format"];
const NUMBERING: [&str; 6] = ["none", "abc", "ABCD", "123", "iii", "IIII"];

/// The book of Moodle XML.
pub(super) const BOOK: Book = Book {
    formats: &["moodle-xml"],
    title: "Moodle XML",
    entry: "questions.xml",
    namespace: "",
    control: &[],
    gates: &[GATES],
    tables: &[XML, QUESTION, ANSWER, KIND],
};

const GATES: &[Rule] = &[
    rule("MX-01a", "MO", "The file is UTF-8 and well-formed XML.", |seen| seen.xml.is_some()),
    rule("MX-01b", "MO", "Its outermost element is `quiz`.", |seen| {
        seen.root().is_some_and(|root| root.has_tag_name("quiz"))
    }),
];

const QUESTION: &[Rule] = &[
    rule("MX-02", "MO", "Every question is of a kind that comes with Moodle.", |seen| {
        seen.all("question").all(|node| node.attribute("type").is_some_and(|kind| KINDS.contains(&kind)))
    }),
    rule(
        "MX-03",
        "MO",
        "A question begins with name, text, feedback, grade, penalty, hidden and id.",
        |seen| {
            asked(seen).all(|node| {
                let names: Vec<_> =
                    children(node).map(|child| child.tag_name().name()).take(HEAD.len()).collect();
                names == HEAD
            })
        },
    ),
    rule("MX-04a", "MO", "Every question has a name.", |seen| {
        asked(seen).all(|node| says(child(node, "name").and_then(|name| child(name, "text"))))
    }),
    rule("MX-04b", "MO", "Every question asks something.", |seen| {
        asked(seen).all(|node| says(child(node, "questiontext").and_then(|name| child(name, "text"))))
    }),
    rule("MX-05", "MO", "The format of a text is one that Moodle knows.", |seen| {
        seen.values("format").all(|format| FORMATS.contains(&format))
    }),
    rule("MX-06a", "MO", "A grade is a number that is not below nought.", |seen| {
        seen.all("defaultgrade").all(|node| number(node).is_some_and(|grade| 0.0 <= grade))
    }),
    rule("MX-06b", "MO", "A penalty is a part of the grade, from 0 to 1.", |seen| {
        seen.all("penalty").all(|node| number(node).is_some_and(|part| (0.0..=1.0).contains(&part)))
    }),
    rule("MX-06c", "MO", "No question is hidden.", |seen| {
        seen.all("hidden").all(|node| node.text() == Some("0"))
    }),
    rule("MX-07a", "MO", "Every question has an id by which a later edition is known.", |seen| {
        asked(seen).all(|node| says(child(node, "idnumber")))
    }),
    rule("MX-07b", "MO", "No two questions have the same id.", |seen| {
        let ids: Vec<_> = seen.all("idnumber").filter_map(|node| node.text()).collect();
        ids.iter().collect::<BTreeSet<_>>().len() == ids.len()
    }),
    rule("MX-08a", "MO", "The file begins with the category of what follows.", |seen| {
        let first = seen.all("question").next();
        first.is_none_or(|node| node.attribute("type") == Some("category"))
    }),
    rule("MX-08b", "MO", "A category's path begins with `$course$/top/`.", |seen| {
        let path = |node: Node<'_, '_>| {
            child_text(node, "category").is_some_and(|path| path.starts_with("$course$/top/"))
        };
        seen.all("question").filter(|node| node.attribute("type") == Some("category")).all(path)
    }),
    rule("MX-09", "MO", "No text brings a file, a script or a frame along.", |seen| {
        let words = ["<img", "<script", "<iframe", "<object", "@@PLUGINFILE@@"];
        let free = |text: &str| !words.iter().any(|word| text.contains(word));
        let rich = seen.all("text").filter(|node| {
            node.parent_element().is_some_and(|parent| parent.attribute("format") == Some("html"))
        });
        rich.into_iter().all(|node| node.text().is_none_or(free)) && seen.all("file").next().is_none()
    }),
    rule("MX-10", "MO", "A tag is a text.", |seen| seen.all("tag").all(|node| says(child(node, "text")))),
];

const ANSWER: &[Rule] = &[
    rule("MX-11a", "MO", "The share of an answer is one of Moodle's own list.", |seen| {
        let shares = seen.all("answer").filter_map(|node| node.attribute("fraction"));
        shares.into_iter().all(is_share)
    }),
    rule("MX-11b", "MO", "Every answer outside of matching has a share.", |seen| {
        seen.all("answer").filter(|node| !in_pair(*node)).all(|node| node.has_attribute("fraction"))
    }),
    rule("MX-12", "MO", "Every answer has a text.", |seen| {
        seen.all("answer").all(|node| says(child(node, "text")))
    }),
    rule("MX-13", "ours", "To every answer outside of matching a reason is said.", |seen| {
        let reason = |node: Node<'_, '_>| child_text(node, "feedback").is_some_and(|text| !text.is_empty());
        seen.all("answer").filter(|node| !in_pair(*node)).all(reason)
    }),
];

const KIND: &[Rule] = &[
    rule("MX-14a", "MO", "A choice says whether one answer is right or several.", |seen| {
        of_kind(seen, "multichoice").all(|node| matches!(own_text(node, "single"), Some("true" | "false")))
    }),
    rule("MX-14b", "MO", "Whether choices or sides are shuffled is `true` or `false`.", |seen| {
        seen.all("shuffleanswers").all(|node| matches!(node.text(), Some("true" | "false")))
    }),
    rule("MX-14c", "MO", "How choices are numbered is a word that Moodle knows.", |seen| {
        seen.all("answernumbering").all(|node| node.text().is_some_and(|word| NUMBERING.contains(&word)))
    }),
    rule("MX-14d", "MO", "There are two choices or more.", |seen| {
        of_kind(seen, "multichoice").all(|node| 2 <= shares(node).len())
    }),
    rule("MX-15", "MO", "Where one choice is right, it has the whole share and the others none.", |seen| {
        let single = of_kind(seen, "multichoice").filter(|node| own_text(*node, "single") == Some("true"));
        single.into_iter().all(|node| {
            let shares = shares(node);
            shares.iter().filter(|share| **share == "100").count() == 1
                && shares.iter().all(|share| matches!(*share, "100" | "0"))
        })
    }),
    rule("MX-16", "MO", "Where several are right, their shares make a whole.", |seen| {
        let several = of_kind(seen, "multichoice").filter(|node| own_text(*node, "single") == Some("false"));
        several.into_iter().all(|node| {
            let right = shares(node).into_iter().filter_map(|share| share.parse::<f64>().ok());
            let whole: f64 = right.filter(|share| 0.0 < *share).sum();
            (whole - 100.0).abs() < 0.01
        })
    }),
    rule("MX-17", "MO", "A statement has the answers `true` and `false`, of which one is right.", |seen| {
        of_kind(seen, "truefalse").all(|node| {
            let mut answers: Vec<_> = answers(node).filter_map(|one| own_text(one, "text")).collect();
            answers.sort_unstable();
            let mut shares = shares(node);
            shares.sort_unstable();
            answers == ["false", "true"] && shares == ["0", "100"]
        })
    }),
    rule("MX-18a", "MO", "A short answer says whether capitals count.", |seen| {
        of_kind(seen, "shortanswer").all(|node| matches!(own_text(node, "usecase"), Some("0" | "1")))
    }),
    rule("MX-18b", "MO", "A short answer has one that is right.", |seen| {
        of_kind(seen, "shortanswer").all(|node| shares(node).contains(&"100"))
    }),
    rule("MX-19a", "MO", "An answer of a numerical question is a number, or a star for any.", |seen| {
        of_kind(seen, "numerical")
            .flat_map(answers)
            .all(|one| own_text(one, "text").is_some_and(|text| text == "*" || text.parse::<f64>().is_ok()))
    }),
    rule("MX-19b", "MO", "Every number says how far from it is still right.", |seen| {
        let off = |one| child(one, "tolerance").and_then(number).is_some_and(|off| 0.0 <= off);
        of_kind(seen, "numerical").flat_map(answers).all(off)
    }),
    rule("MX-20", "MO", "Matching has two sides or more that are given.", |seen| {
        let given = |node: Node<'_, '_>| {
            children(node).filter(|one| one.has_tag_name("subquestion") && says(child(*one, "text"))).count()
        };
        of_kind(seen, "matching").all(|node| 2 <= given(node))
    }),
];

/// All questions that ask something.
fn asked<'a>(seen: &Seen<'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    seen.all("question").filter(|node| node.attribute("type") != Some("category"))
}

fn of_kind<'a>(seen: &Seen<'a>, kind: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    seen.all("question").filter(move |node| node.attribute("type") == Some(kind))
}

/// The answers of a question.
fn answers<'a>(question: Node<'a, 'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    children(question).filter(|node| node.has_tag_name("answer"))
}

fn shares<'a>(question: Node<'a, 'a>) -> Vec<&'a str> {
    answers(question).filter_map(|answer| answer.attribute("fraction")).collect()
}

fn in_pair(answer: Node<'_, '_>) -> bool {
    answer.parent().is_some_and(|parent| parent.has_tag_name("subquestion"))
}

/// Text of an element in a node.
fn own_text<'a>(node: Node<'a, 'a>, name: &str) -> Option<&'a str> {
    child(node, name).and_then(|node| node.text())
}

/// Text of the `text` of an element in a node.
fn child_text<'a>(node: Node<'a, 'a>, name: &str) -> Option<&'a str> {
    child(node, name).and_then(|node| own_text(node, "text"))
}

fn number(node: Node<'_, '_>) -> Option<f64> {
    node.text().and_then(|text| text.parse().ok())
}

#[cfg(test)]
mod tests;
