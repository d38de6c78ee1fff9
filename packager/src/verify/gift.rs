//! The rules of GIFT, as Moodle's import reads it: plain text in blocks, with signs between the words.
//!
//! A block is what stands between blank lines. Of a question the words are nobody's business here; only the signs are.

use std::collections::BTreeSet;

use super::common::is_share;
use super::{Book, Rule, Seen, rule};

/// Signs that are words behind a stroke; `n` is a new line.
const ESCAPED: &str = "~=#{}:\\n";

/// The book of GIFT.
pub(super) const BOOK: Book = Book {
    formats: &["gift"],
    title: "GIFT",
    entry: "questions.txt",
    namespace: "",
    control: &[],
    gates: &[GATES],
    tables: &[BLOCK, ANSWER],
};

const GATES: &[Rule] = &[
    rule("GI-01a", "MO", "The file is UTF-8 text, and not empty.", |seen| !seen.text.is_empty()),
    rule("GI-01b", "MO", "It begins with no byte order mark.", |seen| !seen.text.starts_with('\u{feff}')),
    rule("GI-02", "MO", "Every block is comments, a category or one question.", |seen| {
        blocks(seen).all(|block| {
            let lines = || block.lines().filter(|line| !line.starts_with("//"));
            lines().count() == 0
                || lines().any(|line| line.starts_with("::") || line.starts_with("$CATEGORY:"))
        })
    }),
    rule("GI-03", "MO", "A question opens one brace and closes it, with no blank line between.", |seen| {
        questions(seen).all(|block| {
            let signs: String = signs(block).filter(|sign| "{}".contains(*sign)).collect();
            signs == "{}" && block.trim_end().ends_with('}')
        })
    }),
];

const BLOCK: &[Rule] = &[
    rule(
        "GI-04",
        "MO",
        "A category stands alone between blank lines, and its path begins at the top.",
        |seen| {
            let categories = blocks(seen).filter(|block| block.contains("$CATEGORY:"));
            categories.into_iter().all(|block| {
                !block.trim_end().contains('\n') && block.starts_with("$CATEGORY: $course$/top/")
                    || !block.starts_with("$CATEGORY:") && questions(seen).any(|one| one == block)
            })
        },
    ),
    rule("GI-05a", "MO", "In front of every question its id stands in a comment.", |seen| {
        questions(seen).all(|block| id(block).is_some())
    }),
    rule("GI-05b", "MO", "No two questions have the same id.", |seen| {
        let ids: Vec<_> = questions(seen).filter_map(id).collect();
        ids.iter().collect::<BTreeSet<_>>().len() == ids.len()
    }),
    rule("GI-05c", "MO", "A tag is a text.", |seen| !seen.text.contains("[tag:]")),
    rule("GI-06", "MO", "Every question has a name between two pairs of colons.", |seen| {
        questions(seen).all(|block| !name(block).trim().is_empty())
    }),
    rule("GI-07a", "MO", "Every question says that it is HTML.", |seen| {
        questions(seen).all(|block| stem(block).trim_start().starts_with("[html]"))
    }),
    rule("GI-07b", "MO", "Every question asks something.", |seen| {
        questions(seen).all(|block| !stem(block).trim_start().trim_start_matches("[html]").trim().is_empty())
    }),
    rule("GI-08", "MO", "A stroke stands only in front of a sign of GIFT, or of `n`.", |seen| {
        questions(seen).all(|block| {
            let mut all = block.chars();
            loop {
                match all.next() {
                    None => return true,
                    Some('\\') if !all.next().is_some_and(|next| ESCAPED.contains(next)) => return false,
                    Some(_) => {}
                }
            }
        })
    }),
    rule("GI-09", "MO", "No text brings a file, a script or a frame along.", |seen| {
        !["<img", "<script", "<iframe", "<object"].iter().any(|word| seen.text.contains(word))
    }),
];

const ANSWER: &[Rule] = &[
    rule("GI-10", "MO", "Every question has answers.", |seen| {
        questions(seen).all(|block| !answers(block).is_empty())
    }),
    rule("GI-11", "MO", "An answer begins with `=`, `~`, `#`, `TRUE` or `FALSE`.", |seen| {
        questions(seen)
            .flat_map(answers)
            .all(|answer| ["=", "~", "#", "TRUE", "FALSE"].iter().any(|begin| answer.starts_with(begin)))
    }),
    rule("GI-12a", "MO", "The share of an answer is one of Moodle's own list.", |seen| {
        questions(seen).flat_map(answers).filter_map(share).all(is_share)
    }),
    rule("GI-12b", "MO", "Where several are right, their shares make a whole.", |seen| {
        questions(seen).all(|block| {
            let shares =
                answers(block).into_iter().filter(|answer| answer.starts_with('~')).filter_map(share);
            let right: Vec<f64> =
                shares.filter_map(|share| share.parse().ok()).filter(|share| 0.0 < *share).collect();
            right.is_empty() || (right.iter().sum::<f64>() - 100.0).abs() < 0.01
        })
    }),
    rule("GI-13", "MO", "Where one is right among others, it alone has the sign for it.", |seen| {
        questions(seen).all(|block| {
            let answers = answers(block);
            let wrong = answers.iter().any(|answer| answer.starts_with('~') && share(answer).is_none());
            !wrong || answers.iter().filter(|answer| answer.starts_with('=')).count() == 1
        })
    }),
    rule("GI-14a", "MO", "Matching has three pairs or more.", |seen| {
        questions(seen).all(|block| {
            let pairs =
                answers(block).into_iter().filter(|answer| is_pair(answer) && !answer.starts_with("= ->"));
            let pairs = pairs.count();
            pairs == 0 || 3 <= pairs
        })
    }),
    rule("GI-14b", "MO", "Each pair has a right side.", |seen| {
        questions(seen)
            .flat_map(answers)
            .filter(|answer| is_pair(answer))
            .all(|answer| answer.split_once(" ->").is_some_and(|(_, right)| !right.trim().is_empty()))
    }),
    rule("GI-15", "MO", "A statement says what is said to a wrong answer and to the right one.", |seen| {
        let truth = |answer: &&str| answer.starts_with("TRUE") || answer.starts_with("FALSE");
        questions(seen)
            .flat_map(answers)
            .filter(truth)
            .all(|answer| signs(answer).filter(|sign| *sign == '#').count() == 2)
    }),
    rule("GI-16", "MO", "A number is a range from the smaller to the larger.", |seen| {
        questions(seen).flat_map(answers).filter(|answer| answer.starts_with('#')).all(|answer| {
            let range =
                answer[1..].trim_start_matches('=').split('#').next().unwrap_or_default().split_once("..");
            let range =
                range.and_then(|(from, to)| Some((from.parse::<f64>().ok()?, to.parse::<f64>().ok()?)));
            range.is_some_and(|(from, to)| from <= to)
        })
    }),
    rule("GI-17", "ours", "To every answer but those of matching a reason is said.", |seen| {
        questions(seen).flat_map(answers).filter(|answer| !is_pair(answer)).all(|answer| {
            let number = usize::from(answer.starts_with('#'));
            number < signs(answer).filter(|sign| *sign == '#').count() && !answer.trim_end().ends_with('#')
        })
    }),
];

/// What stands between blank lines.
fn blocks<'a>(seen: &Seen<'a>) -> impl Iterator<Item = &'a str> {
    seen.text.split("\n\n").filter(|block| !block.trim().is_empty())
}

/// The blocks that ask something.
fn questions<'a>(seen: &Seen<'a>) -> impl Iterator<Item = &'a str> {
    blocks(seen).filter(|block| {
        block.lines().find(|line| !line.starts_with("//")).is_some_and(|line| line.starts_with("::"))
    })
}

/// Signs that stand for themselves: all that no stroke stands in front of.
fn signs(text: &str) -> impl Iterator<Item = char> {
    let mut behind = false;
    text.chars().filter(move |sign| {
        let plain = !behind && *sign != '\\';
        behind = !behind && *sign == '\\';
        plain
    })
}

/// The words behind the comments.
fn own(block: &str) -> &str {
    let comments: usize =
        block.split_inclusive('\n').take_while(|line| line.starts_with("//")).map(str::len).sum();
    &block[comments..]
}

fn id(block: &str) -> Option<&str> {
    let line = block.lines().next()?.strip_prefix("// [id:")?;
    let (id, _) = line.split_once(']')?;
    (!id.is_empty()).then_some(id)
}

fn name(block: &str) -> &str {
    own(block).strip_prefix("::").and_then(|rest| rest.split_once("::")).map_or("", |(name, _)| name)
}

/// What is asked: behind the name, up to the answers.
fn stem(block: &str) -> &str {
    let rest =
        own(block).strip_prefix("::").and_then(|rest| rest.split_once("::")).map_or("", |(_, rest)| rest);
    &rest[..brace(rest)]
}

/// The place of the first brace that is a sign.
fn brace(text: &str) -> usize {
    let mut behind = false;
    let found = text.char_indices().find(|(_, sign)| {
        let here = !behind && *sign == '{';
        behind = !behind && *sign == '\\';
        here
    });
    found.map_or(text.len(), |(at, _)| at)
}

/// The lines of the answers, without what is said to all of them.
fn answers(block: &str) -> Vec<&str> {
    let text = own(block);
    let inside = text.get(brace(text) + 1..).unwrap_or_default().trim_end().trim_end_matches('}');
    inside.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("####")).collect()
}

fn is_pair(answer: &str) -> bool {
    answer.starts_with('=') && answer.contains(" ->")
}

/// The share that stands in front of an answer, between two signs of per cent.
fn share(answer: &str) -> Option<&str> {
    let rest = answer.strip_prefix(['=', '~'])?.strip_prefix('%')?;
    rest.split_once('%').map(|(share, _)| share)
}

#[cfg(test)]
mod tests;
