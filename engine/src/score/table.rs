//! What the player needs to mark a question: letters in place of ids, and nothing of the wording.

use super::normal;
use crate::course::{Marks, Matching, Ordering, Question, QuestionKind, QuestionOption, Sorting};
use crate::draw::Stream;

/// What stands in a record for every typed answer that is not accepted.
pub const OTHER: &str = "other";

/// The scoring table of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// How it is answered, in the player's word: `single`, `multiple`, `truefalse`, `matching`, `groups`,
    /// `ordering`, `text`, `number`, `likert`, `spot`.
    pub kind: &'static str,
    /// Ids of the rows to which something is put (the pairs, the items to sort, the statements), in the order of
    /// their letters; empty where there are none.
    pub rows: Vec<String>,
    /// One letter a row, `a` to `z`. Like an option's, it follows the place in the learner's record and not the order.
    pub row_letters: String,
    /// Ids of what can be chosen, in the order of the letters: options; right sides (a pair's own id, or an
    /// extra's); groups; items to be ordered; accepted texts and then `other`; pieces of a passage; `true` and
    /// `false` for a statement; the places of a scale, from `1`. A number has none.
    pub options: Vec<String>,
    /// One letter an option: `a` to `z`, or `t` and `f`.
    pub letters: String,
    /// The place of each option in the learner's record, from 0. A letter follows the place and not the order.
    pub places: Vec<usize>,
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
    let (table, right) = of_kind(&question.kind);
    let place = |at: usize| question.places.get(at).copied().unwrap_or(at);
    let row = |at: usize| letter(question.row_places.get(at).copied().unwrap_or(at));
    let places: Vec<usize> = (0..table.options.len()).map(place).collect();
    let statement = table.kind == "truefalse";
    let letters: Vec<char> =
        if statement { vec!['t', 'f'] } else { places.iter().map(|place| letter(*place)).collect() };
    Table {
        right: right.into_iter().filter_map(|at| letters.get(at)).collect(),
        letters: letters.into_iter().collect(),
        row_letters: (0..table.rows.len()).map(row).collect(),
        places: if statement { vec![0, 1] } else { places },
        weight: question.weight,
        ..table
    }
}

/// Rows and options of a kind, and which options are right, by their place among the options.
fn of_kind(kind: &QuestionKind) -> (Table, Vec<usize>) {
    let named = |kind, marks| Table { kind, marks, ..Table::default() };
    match kind {
        QuestionKind::SingleChoice { options, .. } => choice("single", &pairs(options), Marks::All),
        QuestionKind::MultipleChoice { options, marks, .. } => choice("multiple", &pairs(options), *marks),
        QuestionKind::SpotTheWords(own) => {
            let words: Vec<_> = own.words.iter().map(|word| (word.id.as_str(), word.right)).collect();
            choice("spot", &words, own.marks)
        }
        QuestionKind::TrueFalse { answer, .. } => {
            let options = ids(["true", "false"].into_iter());
            (Table { options, ..named("truefalse", "all") }, vec![usize::from(!answer)])
        }
        QuestionKind::ShortText(own) => {
            let normal = |texts: &Vec<String>| texts.iter().map(|text| normal(text)).collect();
            let accept = own.accept.iter().map(|one| normal(&one.texts)).collect();
            let options = ids(own.accept.iter().map(|accept| accept.id.as_str()).chain([OTHER]));
            (Table { options, accept, ..named("text", "all") }, (0..own.accept.len()).collect())
        }
        QuestionKind::Number(own) => {
            let (places, min, max, from, to) = (own.places, own.min, own.max, own.from, own.to);
            let number = Some(NumberTable { places, min, max, from, to });
            (Table { number, ..named("number", "all") }, Vec::new())
        }
        QuestionKind::Matching(own) => matching(own),
        QuestionKind::SortIntoGroups(own) => groups(own),
        QuestionKind::Ordering(own) => ordering(own),
        QuestionKind::Likert(own) => {
            let rows = ids(own.statements.iter().map(|statement| statement.id.as_str()));
            let options = (1..=own.scale.count()).map(|place| place.to_string()).collect();
            (Table { rows, options, ..named("likert", "none") }, Vec::new())
        }
    }
}

/// The left sides stand by their ids, the right ones scrambled, so that no letter gives its pair away, and none
/// changes when pairs change places.
fn matching(own: &Matching) -> (Table, Vec<usize>) {
    let mut rows = ids(own.pairs.iter().map(|pair| pair.id.as_str()));
    let mut options = ids(own.extra.iter().map(|extra| extra.id.as_str()));
    options.extend_from_slice(&rows);
    rows.sort();
    scramble(&mut options);
    let right = rows.iter().filter_map(|id| place_of(id, &options)).collect();
    (Table { kind: "matching", rows, options, marks: word(own.marks, "pairs"), ..Table::default() }, right)
}

/// The items stand by their ids, the groups as the author has them.
fn groups(own: &Sorting) -> (Table, Vec<usize>) {
    let mut items: Vec<_> = own.items.iter().collect();
    items.sort_by_key(|item| item.id.as_str());
    let rows = ids(items.iter().map(|item| item.id.as_str()));
    let options = ids(own.groups.iter().map(|group| group.id.as_str()));
    let right = items.iter().map(|item| item.group).collect();
    (Table { kind: "groups", rows, options, marks: word(own.marks, "per_option"), ..Table::default() }, right)
}

/// The items stand scrambled, so that their letters do not give the order away.
fn ordering(own: &Ordering) -> (Table, Vec<usize>) {
    let right = ids(own.items.iter().map(|item| item.id.as_str()));
    let mut options = right.clone();
    scramble(&mut options);
    let right = right.iter().filter_map(|id| place_of(id, &options)).collect();
    (Table { kind: "ordering", options, marks: word(own.marks, "sequence"), ..Table::default() }, right)
}

/// Puts ids into an order that follows from each alone, and tells nothing.
fn scramble(ids: &mut [String]) {
    ids.sort_by_cached_key(|id| (Stream::new(0, id).below(u32::MAX), id.clone()));
}

fn place_of(id: &String, options: &[String]) -> Option<usize> {
    options.iter().position(|option| option == id)
}

/// The letter of an option by its place. Source: SCORM 1.2 answers are single characters, and the NHS Learning
/// Hub takes at most 26 of them; the checker allows no more options than that.
#[must_use]
pub fn letter(place: usize) -> char {
    u8::try_from(place).ok().and_then(|place| (b'a'..=b'z').nth(usize::from(place))).map_or('z', char::from)
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

fn choice(kind: &'static str, options: &[(&str, bool)], marks: Marks) -> (Table, Vec<usize>) {
    let right = options.iter().enumerate().filter(|(_, (_, right))| *right).map(|(at, _)| at).collect();
    let options = ids(options.iter().map(|(id, _)| *id));
    (Table { kind, options, marks: word(marks, "per_option"), ..Table::default() }, right)
}
