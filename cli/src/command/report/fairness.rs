//! What guessers earn, and how far draws differ, as it is printed.

use bona_engine::report::{
    BANK_LIMIT, BankReport, Chance, Drawn, Fairness, Guess, Range, Strategy, TOGETHER_ROOM, Together, Use,
};
use serde_json::{Value, json};

use super::{Report, table, wrapped};
use crate::show::many;

/// For people, what is rarer than one in so many is not told apart.
const RAREST: u64 = 1_000_000;
/// For programs, chances are in parts of so many.
const PARTS: u64 = 1_000_000_000;

/// The report on fairness.
pub(super) fn report(all: &Fairness, columns: usize) -> Report {
    let mut human = String::new();
    for bank in &all.banks {
        human.push_str(&one(bank, columns));
        human.push('\n');
    }
    if all.banks.is_empty() {
        human.push_str("There is no bank of questions.\n");
    } else {
        human.push_str(&together(all, columns));
    }
    Report { human, json: to_json(all), found: !all.is_fair() }
}

/// What a guesser goes by, in words.
fn words(strategy: Strategy) -> &'static str {
    match strategy {
        Strategy::Random => "at random",
        Strategy::Longest => "the longest",
        Strategy::Shortest => "the shortest",
        Strategy::Hedged => "the most hedged",
        Strategy::First => "the first",
        Strategy::Second => "the second",
        Strategy::Grammar => "what fits in grammar",
        Strategy::NoAbsolutes => "one without absolutes",
        Strategy::FewestNegatives => "the fewest negatives",
    }
}

fn used(used: Use) -> &'static str {
    match used {
        Use::Test => "test",
        Use::FormA => "form a",
        Use::FormB => "form b",
    }
}

fn one(bank: &BankReport, columns: usize) -> String {
    let questions = many(bank.questions, "question");
    let head = format!("{}, {} `{}`: {questions}", bank.course, used(bank.used), bank.bank);
    let mut text = wrapped(&head, 2, columns);
    if let Some(drawn) = &bank.drawn {
        text.push_str(&wrapped(&format!("  {}", how_drawn(drawn)), 2, columns));
    }
    text.push('\n');
    let tries = bank.drawn.as_ref().map(|drawn| many(drawn.attempts as usize, "attempt"));
    let mut rows = vec![vec!["who takes".to_owned(), "earns".to_owned()]];
    if let Some(tries) = &tries {
        rows[0].extend(["passes at first".to_owned(), format!("passes in {tries}")]);
    }
    rows.extend(bank.guesses.iter().map(|guess| {
        let mut row = vec![words(guess.strategy).to_owned(), per_cent(guess.share)];
        if tries.is_some() {
            let passing = guess.passing;
            row.extend([
                passing.map_or("-".to_owned(), |passing| likely(passing.once)),
                passing.map_or("-".to_owned(), |passing| likely(passing.within)),
            ]);
        }
        row
    }));
    text.push_str(&table(&rows, columns).unwrap_or_else(|| lines(&rows, columns)));
    if let Some(drawn) = &bank.drawn {
        text.push('\n');
        text.push_str(&spread(drawn, columns));
    }
    text.push('\n');
    for strategy in &bank.over {
        text.push_str(&wrapped(&over(*strategy, bank), 2, columns));
    }
    if bank.over.is_empty() {
        text.push_str(&wrapped(&format!("fair: nobody earns over {} of it", limit(BANK_LIMIT)), 2, columns));
    }
    text
}

/// Each row as a sentence, where the columns have no room.
fn lines(rows: &[Vec<String>], columns: usize) -> String {
    let heads = &rows[0];
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(heads).skip(1).map(|(cell, head)| format!("{head} {cell}"));
        wrapped(&format!("{}: {}", row[0], cells.collect::<Vec<_>>().join(", ")), 2, columns)
    };
    rows.iter().skip(1).map(line).collect()
}

fn how_drawn(drawn: &Drawn) -> String {
    let which = match drawn.per_outcome {
        Some(each) => format!("{} drawn, {each} of each outcome", drawn.questions),
        None => format!("all {} asked", drawn.questions),
    };
    let attempts = many(drawn.attempts as usize, "attempt");
    format!("{which}; passed at {} %, in {attempts} before reading again", drawn.pass_mark.per_cent())
}

fn spread(drawn: &Drawn, columns: usize) -> String {
    let range = |range: &Range, unit: &str| match range {
        Range { least, most, .. } if least == most => format!("{least}{unit}"),
        Range { least, mean, most } => format!("{least} to {most}{unit}, on average {mean}"),
    };
    let per_cent = |millionths: u64| (millionths + 5_000) / 10_000;
    let chance = Range {
        least: per_cent(drawn.chance.least),
        mean: per_cent(drawn.chance.mean),
        most: per_cent(drawn.chance.most),
    };
    let lines = [
        format!("words to read in a draw: {}", range(&drawn.words, "")),
        format!("what chance earns of a draw: {}", range(&chance, " %")),
        "how hard it is for those who learnt something is known only from their answers".to_owned(),
    ];
    lines.iter().map(|line| wrapped(line, 2, columns)).collect()
}

fn advice(strategy: Strategy) -> &'static str {
    match strategy {
        Strategy::Random => "ask with more options, or with `marks: All`",
        Strategy::Longest | Strategy::Shortest => {
            "bring options to like length, and let the right one be any of them"
        }
        Strategy::Hedged => "let wrong options be as careful as right ones",
        Strategy::First | Strategy::Second => "put the right options in other places",
        Strategy::Grammar => "let every option go on from the question in the same form",
        Strategy::NoAbsolutes => {
            "use words like `only` and `every` as often in right options as in wrong ones"
        }
        Strategy::FewestNegatives => "deny as often in right options as in wrong ones",
    }
}

/// Why a bank is unfair, and what to do.
fn over(strategy: Strategy, bank: &BankReport) -> String {
    let earns = bank.guesses.iter().find(|guess| guess.strategy == strategy);
    let earns = earns.map(|guess| per_cent(guess.share)).unwrap_or_default();
    format!(
        "unfair: who takes {} earns {earns}, over {}; {}",
        of(strategy),
        limit(BANK_LIMIT),
        advice(strategy)
    )
}

/// The words of a sentence: who takes …
fn of(strategy: Strategy) -> &'static str {
    match strategy {
        Strategy::Random => "anything at random",
        other => words(other),
    }
}

fn together(all: &Fairness, columns: usize) -> String {
    let Together { questions, guesses, off } = &all.together;
    let banks = many(all.banks.len(), "bank");
    let mut text = wrapped(&format!("together: {} in {banks}", many(*questions, "question")), 2, columns);
    text.push('\n');
    let mut rows = vec![["who takes", "earns", "chance", "off by"].map(str::to_owned).to_vec()];
    rows.extend(guesses.iter().map(|(strategy, own, chance)| {
        vec![words(*strategy).to_owned(), per_cent(*own), per_cent(*chance), points(*own, *chance)]
    }));
    text.push_str(&table(&rows, columns).unwrap_or_else(|| lines(&rows, columns)));
    text.push('\n');
    let room = TOGETHER_ROOM / 10_000;
    for (strategy, own, chance) in guesses.iter().filter(|(strategy, ..)| off.contains(strategy)) {
        let what = format!(
            "unfair: who takes {} is {} points from chance, more than {room}; {}",
            of(*strategy),
            points(*own, *chance),
            advice(*strategy)
        );
        text.push_str(&wrapped(&what, 2, columns));
    }
    if off.is_empty() {
        text.push_str(&wrapped(&format!("fair: nobody is more than {room} points from chance"), 2, columns));
    }
    let note = "The first and the second are counted as written, as on paper; for passing, as the player asks, which shuffles unless `keep_order`. Each attempt is drawn afresh.";
    text.push('\n');
    text.push_str(&wrapped(note, 0, columns));
    text
}

/// How far a guesser is from chance, in points of a hundred: `+5.3`, `-0.4`, `0`.
fn points(own: Chance, chance: Chance) -> String {
    let by = i64::from(own.millionths()) - i64::from(chance.millionths());
    let tenths = (by.abs() + 500) / 1_000;
    let sign = if by < 0 { "-" } else { "+" };
    if tenths == 0 { "0".to_owned() } else { format!("{sign}{}.{}", tenths / 10, tenths % 10) }
}

fn limit(millionths: u32) -> String {
    format!("{} %", millionths / 10_000)
}

/// `27 %`, `27.5 %`: a digit behind the point where there is one.
fn per_cent(chance: Chance) -> String {
    let tenths = (chance.millionths() + 500) / 1_000;
    if tenths.is_multiple_of(10) {
        format!("{} %", tenths / 10)
    } else {
        format!("{}.{} %", tenths / 10, tenths % 10)
    }
}

/// `12 %`, `1 in 3,400`, `under 1 in 1,000,000`.
fn likely(chance: Chance) -> String {
    let sure = Chance::SURE.parts();
    if chance.millionths() >= 10_000 {
        return per_cent(chance);
    }
    if chance.parts() <= sure / RAREST {
        return format!("under 1 in {}", grouped(RAREST));
    }
    // Two digits say enough of what is so rare.
    let one_in = (sure + chance.parts() / 2) / chance.parts();
    let unit = 10u64.pow(one_in.ilog10().saturating_sub(1));
    format!("1 in {}", grouped((one_in + unit / 2) / unit * unit))
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|three| std::str::from_utf8(three).ok()).collect();
    groups.join(",")
}

fn to_json(all: &Fairness) -> Value {
    json!({
        "limits": { "bank": share(BANK_LIMIT.into()), "together": share(TOGETHER_ROOM.into()) },
        "words_as_of": bona_engine::wording::AS_OF,
        "banks": all.banks.iter().map(bank_json).collect::<Vec<_>>(),
        "together": {
            "questions": all.together.questions,
            "guesses": all.together.guesses.iter().map(|(strategy, own, chance)| json!({
                "strategy": strategy.name(),
                "share": share(own.millionths().into()),
                "chance": share(chance.millionths().into()),
            })).collect::<Vec<_>>(),
            "off": names(&all.together.off),
        },
        "fair": all.is_fair(),
    })
}

fn bank_json(bank: &BankReport) -> Value {
    let range = |range: &Range| json!({ "least": range.least, "mean": range.mean, "most": range.most });
    let shares = |range: &Range| json!({ "least": share(range.least), "mean": share(range.mean), "most": share(range.most) });
    let drawn = bank.drawn.as_ref().map(|drawn| {
        json!({
            "questions": drawn.questions,
            "per_outcome": drawn.per_outcome,
            "pass_mark": share(drawn.pass_mark.millionths().into()),
            "attempts": drawn.attempts,
            "words": range(&drawn.words),
            "chance": shares(&drawn.chance),
        })
    });
    let guess = |guess: &Guess| {
        let passing = guess.passing.map(
            |passing| json!({ "once": fraction(passing.once), "within_attempts": fraction(passing.within) }),
        );
        json!({ "strategy": guess.strategy.name(), "share": share(guess.share.millionths().into()), "passing": passing })
    };
    json!({
        "course": bank.course.as_str(),
        "bank": bank.bank.as_str(),
        "used": match bank.used { Use::Test => "test", Use::FormA => "form_a", Use::FormB => "form_b" },
        "questions": bank.questions,
        "guesses": bank.guesses.iter().map(guess).collect::<Vec<_>>(),
        "over": names(&bank.over),
        "drawn": drawn,
    })
}

fn names(strategies: &[Strategy]) -> Vec<&'static str> {
    strategies.iter().map(|strategy| strategy.name()).collect()
}

/// Millionths as a number from 0 to 1.
#[allow(clippy::cast_precision_loss, reason = "a share in millionths is far below 2^52")]
fn share(millionths: u64) -> f64 {
    millionths as f64 / 1e6
}

/// A chance as a number from 0 to 1, to nine digits.
#[allow(clippy::cast_precision_loss, reason = "what is kept are nine digits")]
fn fraction(chance: Chance) -> f64 {
    let step = Chance::SURE.parts() / PARTS;
    ((chance.parts() + step / 2) / step) as f64 / PARTS as f64
}
