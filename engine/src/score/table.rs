//! What the player needs to mark a question: letters in place of ids, and nothing of the wording.

use super::normal;
use crate::course::{Marks, Matching, Ordering, Question, QuestionKind, QuestionOption, Sorting};

/// What stands in a record for every typed answer that is not accepted.
pub const OTHER: &str = "other";

/// The scoring table of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// How it is answered, in the player's word: `single`, `multiple`, `truefalse`, `matching`, `groups`,
    /// `ordering`, `text`, `number`, `likert`, `spot`.
    pub kind: &'static str,
    /// Ids of the rows to which something is put (the pairs, the items to sort, the statements), in the order of
    /// their letters, which is the author's; empty where there are none.
    pub rows: Vec<String>,
    /// One letter a row, `a` to `z`.
    pub row_letters: String,
    /// Ids of what can be chosen, in the order of the letters: options; right sides (a pair's own id, or an
    /// extra's); groups; items to be ordered; accepted texts and then `other`; pieces of a passage; `true` and
    /// `false` for a statement; the places of a scale, from `1`. A number has none.
    pub options: Vec<String>,
    /// One letter an option: `a` to `z`, or `t` and `f`.
    pub letters: String,
    /// Letters that are right: of the right options or pieces; one a row, in the order of the rows; of all items in
    /// their right order; of every accepted text. A number and an opinion have none.
    pub right: String,
    /// How points are given: `all`, or a point for each part: `per_option`, `pairs`, `sequence`. An opinion has none.
    pub marks: &'static str,
    /// How much it counts in a test.
    pub weight: u32,
    /// For each accepted text every way to write it, as [`normal`] makes it.
    pub accept: Vec<Vec<String>>,
    /// What can be typed and what is right, of a number alone.
    pub number: Option<NumberTable>,
}

/// A number's bounds, all in units of 10 to the power of minus `places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberTable {
    /// Digits behind the point.
    pub places: u32,
    /// The smallest that can be typed.
    pub min: i64,
    /// The largest that can be typed.
    pub max: i64,
    /// The smallest that is right.
    pub from: i64,
    /// The largest that is right.
    pub to: i64,
}

/// The scoring table of a question.
#[must_use]
pub fn table(question: &Question) -> Table {
    let table = match &question.kind {
        QuestionKind::SingleChoice { options, .. } => choice("single", &pairs(options), Marks::All),
        QuestionKind::MultipleChoice { options, marks, .. } => choice("multiple", &pairs(options), *marks),
        QuestionKind::SpotTheWords(own) => {
            let words: Vec<_> = own.words.iter().map(|word| (word.id.as_str(), word.right)).collect();
            choice("spot", &words, own.marks)
        }
        QuestionKind::TrueFalse { answer, .. } => Table {
            kind: "truefalse",
            options: vec!["true".into(), "false".into()],
            letters: "tf".into(),
            right: if *answer { "t".into() } else { "f".into() },
            marks: "all",
            ..Table::default()
        },
        QuestionKind::ShortText(own) => Table {
            kind: "text",
            options: ids(own.accept.iter().map(|accept| accept.id.as_str()).chain([OTHER])),
            right: letters(own.accept.len()),
            marks: "all",
            accept: own
                .accept
                .iter()
                .map(|one| one.texts.iter().map(|text| normal(text)).collect())
                .collect(),
            ..Table::default()
        },
        QuestionKind::Number(own) => {
            let (places, min, max, from, to) = (own.places, own.min, own.max, own.from, own.to);
            let number = Some(NumberTable { places, min, max, from, to });
            Table { kind: "number", marks: "all", number, ..Table::default() }
        }
        QuestionKind::Matching(own) => matching(own),
        QuestionKind::SortIntoGroups(own) => groups(own),
        QuestionKind::Ordering(own) => ordering(own),
        QuestionKind::Likert(own) => Table {
            kind: "likert",
            rows: ids(own.statements.iter().map(|statement| statement.id.as_str())),
            options: (1..=own.scale.count()).map(|place| place.to_string()).collect(),
            marks: "none",
            ..Table::default()
        },
    };
    let letters = if table.letters.is_empty() { letters(table.options.len()) } else { table.letters };
    Table { row_letters: self::letters(table.rows.len()), letters, weight: question.weight, ..table }
}

/// The right sides stand by their ids, so that no letter gives its pair away.
fn matching(own: &Matching) -> Table {
    let rows = ids(own.pairs.iter().map(|pair| pair.id.as_str()));
    let mut options = ids(own.extra.iter().map(|extra| extra.id.as_str()));
    options.extend_from_slice(&rows);
    options.sort();
    let right = letters_of(&rows, &options);
    Table { kind: "matching", rows, options, right, marks: word(own.marks, "pairs"), ..Table::default() }
}

fn groups(own: &Sorting) -> Table {
    Table {
        kind: "groups",
        rows: ids(own.items.iter().map(|item| item.id.as_str())),
        options: ids(own.groups.iter().map(|group| group.id.as_str())),
        right: own.items.iter().map(|item| letter(item.group)).collect(),
        marks: word(own.marks, "per_option"),
        ..Table::default()
    }
}

/// The items stand by their ids, so that their letters do not give the order away.
fn ordering(own: &Ordering) -> Table {
    let right = ids(own.items.iter().map(|item| item.id.as_str()));
    let mut options = right.clone();
    options.sort();
    let right = letters_of(&right, &options);
    Table { kind: "ordering", options, right, marks: word(own.marks, "sequence"), ..Table::default() }
}

/// The letters of ids among these options.
fn letters_of(ids: &[String], options: &[String]) -> String {
    ids.iter().filter_map(|id| options.iter().position(|option| option == id)).map(letter).collect()
}

/// The letter of an option by its place. Source: SCORM 1.2 answers are single characters, and the NHS Learning
/// Hub takes at most 26 of them; the checker allows no more options than that.
#[must_use]
pub fn letter(place: usize) -> char {
    u8::try_from(place).ok().and_then(|place| (b'a'..=b'z').nth(usize::from(place))).map_or('z', char::from)
}

fn letters(count: usize) -> String {
    (0..count).map(letter).collect()
}

fn ids<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<String> {
    ids.map(str::to_owned).collect()
}

fn word(marks: Marks, part: &'static str) -> &'static str {
    match marks {
        Marks::All => "all",
        Marks::PerPart => part,
    }
}

fn pairs(options: &[QuestionOption]) -> Vec<(&str, bool)> {
    options.iter().map(|option| (option.id.as_str(), option.right)).collect()
}

fn choice(kind: &'static str, options: &[(&str, bool)], marks: Marks) -> Table {
    let right = options.iter().enumerate().filter(|(_, (_, right))| *right);
    Table {
        kind,
        options: ids(options.iter().map(|(id, _)| *id)),
        right: right.map(|(place, _)| letter(place)).collect(),
        marks: word(marks, "per_option"),
        ..Table::default()
    }
}
