//! What a guesser who has not read the course makes of a question.
//!
//! A guesser knows one thing: which option is longest, which has no "always". Where that leaves several, one of them
//! is taken at random; where a question gives nothing to go by, it is answered at random. Who takes several options
//! takes as many as are right: a guesser is never held to be worse than people are.

use crate::course::{Marks, Question, QuestionKind};
use crate::report::chance::{
    Chance, Spread, all_or_nothing, hits, orders, right_neighbours, right_pairs, sure, taken,
};
use crate::score::PARTS;
use crate::wording;

/// What a guesser goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strategy {
    /// By nothing: anything is as likely.
    Random,
    /// The option with the most characters.
    Longest,
    /// The option with the fewest characters.
    Shortest,
    /// The option with the most words that leave a way out.
    Hedged,
    /// The option that stands first.
    First,
    /// The option that stands second.
    Second,
    /// The option that continues the question and looks like the others.
    Grammar,
    /// An option without a word that claims something of everything.
    NoAbsolutes,
    /// The option with the fewest words that deny.
    FewestNegatives,
}

impl Strategy {
    /// All of them, chance first.
    pub const ALL: [Self; 9] = [
        Self::Random,
        Self::Longest,
        Self::Shortest,
        Self::Hedged,
        Self::First,
        Self::Second,
        Self::Grammar,
        Self::NoAbsolutes,
        Self::FewestNegatives,
    ];

    /// Its name for programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::Longest => "longest",
            Self::Shortest => "shortest",
            Self::Hedged => "most_hedged",
            Self::First => "first",
            Self::Second => "second",
            Self::Grammar => "grammar",
            Self::NoAbsolutes => "no_absolutes",
            Self::FewestNegatives => "fewest_negatives",
        }
    }

    /// Whether it knows English words, and can do nothing in another language.
    #[must_use]
    pub fn reads_english(self) -> bool {
        matches!(self, Self::Hedged | Self::Grammar | Self::NoAbsolutes | Self::FewestNegatives)
    }

    /// Whether it goes by where options stand.
    #[must_use]
    pub fn goes_by_place(self) -> bool {
        matches!(self, Self::First | Self::Second)
    }
}

/// An option as a guesser sees it: its words, and whether it is right.
struct Seen {
    text: String,
    right: bool,
}

/// How likely each result of a question is for a guesser, in parts of a point.
pub(super) fn spread(question: &Question, strategy: Strategy) -> Spread {
    let seen = |text: String, right: bool| Seen { text, right };
    match &question.kind {
        QuestionKind::SingleChoice { options, .. } => {
            let options: Vec<Seen> = options.iter().map(|one| seen(one.text.plain(), one.right)).collect();
            several(&ranks(question, &options, strategy), &options, Marks::All)
        }
        QuestionKind::MultipleChoice { options, marks, .. } => {
            let options: Vec<Seen> = options.iter().map(|one| seen(one.text.plain(), one.right)).collect();
            several(&ranks(question, &options, strategy), &options, *marks)
        }
        QuestionKind::SpotTheWords(spotting) => {
            let words: Vec<Seen> =
                spotting.words.iter().map(|one| seen(one.text.clone(), one.right)).collect();
            several(&ranks(question, &words, strategy), &words, spotting.marks)
        }
        QuestionKind::TrueFalse { answer, .. } => statement(question, *answer, strategy),
        QuestionKind::Matching(own) => {
            let (rows, things) = (count(own.pairs.len()), count(own.pairs.len() + own.extra.len()));
            parts(&right_pairs(rows, things), rows, own.marks)
        }
        QuestionKind::SortIntoGroups(own) => {
            let items = count(own.items.len());
            let hit = Chance::of(1, u128::from(count(own.groups.len())));
            parts(&hits(items, hit), items, own.marks)
        }
        QuestionKind::Ordering(own) => {
            let items = count(own.items.len());
            match own.marks {
                Marks::All => all_or_nothing(PARTS, Chance::of(1, orders(items))),
                Marks::PerPart => parts(&right_neighbours(items), items - 1, own.marks),
            }
        }
        QuestionKind::Number(own) => {
            let of = |from: i64, to: i64| u128::from(to.abs_diff(from)) + 1;
            all_or_nothing(PARTS, Chance::of(of(own.from, own.to), of(own.min, own.max)))
        }
        // Nobody types the one right word by chance.
        QuestionKind::ShortText(_) | QuestionKind::Likert(_) => sure(0),
    }
}

/// How much a guesser likes each option: more is better.
fn ranks(question: &Question, options: &[Seen], strategy: Strategy) -> Vec<i64> {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let small = |option: &Seen| option.text.to_lowercase();
    let rank = |(at, option): (usize, &Seen)| match strategy {
        Strategy::Random => 0,
        Strategy::Longest => count(option.text.chars().count()),
        Strategy::Shortest => -count(option.text.chars().count()),
        Strategy::Hedged => count(wording::hedges(&small(option))),
        Strategy::First => -count(at),
        // Behind the second stand the third, the fourth, and at last the first.
        Strategy::Second => -count(if at == 0 { options.len() } else { at }),
        Strategy::Grammar => fit(&question.ask.plain(), option, options),
        Strategy::NoAbsolutes => -i64::from(wording::absolutes(&small(option)) > 0),
        Strategy::FewestNegatives => -count(wording::negatives(&small(option))),
    };
    options.iter().enumerate().map(rank).collect()
}

/// How many marks of form speak for an option: the article before it, how a sentence goes on, and that most of the
/// others begin and end as it does.
fn fit(ask: &str, option: &Seen, options: &[Seen]) -> i64 {
    let ask = ask.trim_end_matches(['…', ':', '.', '_', ' ']);
    let first = option.text.chars().find(|sign| sign.is_alphanumeric()).unwrap_or(' ');
    let vowel = matches!(first.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u');
    let article = match ask.rsplit(' ').next() {
        Some("an") => vowel,
        Some("a") => !vowel,
        _ => false,
    };
    let open = !ask.ends_with(['?', '”', '!']);
    let goes_on = open && first.is_lowercase();
    let alike = |same: &dyn Fn(&str, &str) -> bool| {
        let others = options.iter().filter(|other| same(&other.text, &option.text)).count();
        i64::from(others * 2 > options.len())
    };
    let begins = |one: &str, other: &str| {
        let kind = |text: &str| text.chars().next().map(|sign| (sign.is_uppercase(), sign.is_alphabetic()));
        kind(one) == kind(other)
    };
    let ends = |one: &str, other: &str| {
        let kind = |text: &str| text.chars().next_back().filter(|sign| !sign.is_alphanumeric());
        kind(one) == kind(other)
    };
    i64::from(article) + i64::from(goes_on) + alike(&begins) + alike(&ends)
}

/// The best of the options by rank, as many as are right, and at random among those that are liked as much.
fn several(ranks: &[i64], options: &[Seen], marks: Marks) -> Spread {
    let many = options.iter().filter(|option| option.right).count();
    let mut best = ranks.to_vec();
    best.sort_unstable_by_key(|rank| std::cmp::Reverse(*rank));
    let Some(&edge) = best.get(many.saturating_sub(1)) else { return sure(0) };
    let above = |(rank, _): &(&i64, &Seen)| **rank > edge;
    let level = |(rank, _): &(&i64, &Seen)| **rank == edge;
    let pairs = || ranks.iter().zip(options);
    let is_right = |(_, option): &(&i64, &Seen)| option.right;
    let sure_ones = pairs().filter(above).count();
    let sure_right = pairs().filter(above).filter(is_right).count();
    let (ties, ties_right) = (pairs().filter(level).count(), pairs().filter(level).filter(is_right).count());
    let mut spread = Spread::new();
    let ways = taken(count(ties), count(ties_right), count(many - sure_ones));
    // Where most are right, nobody can miss them all: what cannot happen is not reckoned.
    for (more, chance) in ways.into_iter().enumerate().filter(|(_, chance)| *chance != Chance::NONE) {
        let right = sure_right + more;
        // Who takes as many as are right and misses some takes as many wrong ones.
        let agreed = options.len() - 2 * (many - right);
        let earned = match marks {
            Marks::All => PARTS * u64::from(right == many),
            Marks::PerPart => PARTS / u64::from(count(options.len())) * u64::from(count(agreed)),
        };
        let entry = spread.entry(earned).or_default();
        *entry = entry.or(chance);
    }
    spread
}

/// A statement: its own words speak for it or against it, and so does that "true" stands first.
fn statement(question: &Question, answer: bool, strategy: Strategy) -> Spread {
    let small = question.ask.plain().to_lowercase();
    let held = match strategy {
        Strategy::First => Some(true),
        Strategy::Second => Some(false),
        Strategy::NoAbsolutes if wording::absolutes(&small) > 0 => Some(false),
        Strategy::Hedged if wording::hedges(&small) > 0 => Some(true),
        _ => None,
    };
    match held {
        Some(held) => sure(PARTS * u64::from(held == answer)),
        None => all_or_nothing(PARTS, Chance::of(1, 2)),
    }
}

/// The spread of a question of which each number of right parts is so likely.
fn parts(ways: &[Chance], parts: u32, marks: Marks) -> Spread {
    match marks {
        Marks::All => all_or_nothing(PARTS, ways.last().copied().unwrap_or_default()),
        Marks::PerPart => {
            let point = PARTS / u64::from(parts);
            let earned = (0..).map(|right| point * right).zip(ways.iter().copied());
            earned.filter(|(_, chance)| *chance != Chance::NONE).collect()
        }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
