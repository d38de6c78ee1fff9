//! Which days a report of a meeting names, in whichever order its program wrote day and month. Nothing is recorded of them:
//! they tell whether it is the report of the meeting that is meant.

use super::super::text::decode;
use crate::time::is_day;

/// Lines that are looked at.
const LINES: usize = 1_000;

/// The days that a report names, as it writes them, each with all days that it may be.
#[must_use]
pub fn days_named(bytes: &[u8]) -> Vec<(String, Vec<String>)> {
    let text = decode(bytes).unwrap_or_default();
    let cells = text.lines().take(LINES).flat_map(|line| line.split(['\t', ',', ';', '"']));
    cells
        .filter_map(|cell| {
            let written = cell.trim().split([' ', 'T']).next()?;
            let days = meant(written);
            (!days.is_empty()).then(|| (written.to_owned(), days))
        })
        .collect()
}

/// `2026-11-03`, `11/3/26` or `3.11.2026`: with the year behind it either number may be the month.
fn meant(written: &str) -> Vec<String> {
    let parts: Vec<&str> = written.split(['/', '-', '.']).collect();
    let number = |text: &str, most: usize| {
        let digits = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse::<u32>().ok()).flatten()
    };
    let [one, two, three] = parts.as_slice() else { return Vec::new() };
    let found = match (one.len(), three.len()) {
        (4, _) => number(one, 4)
            .zip(number(two, 2))
            .zip(number(three, 2))
            .map(|((year, month), day)| vec![(year, month, day)]),
        (_, 2 | 4) => number(one, 2).zip(number(two, 2)).zip(number(three, 4)).map(|((one, two), year)| {
            let year = if year < 100 { 2000 + year } else { year };
            vec![(year, one, two), (year, two, one)]
        }),
        _ => None,
    };
    let days = found
        .unwrap_or_default()
        .into_iter()
        .map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"));
    days.filter(|day| is_day(day)).collect()
}

#[cfg(test)]
mod tests {
    use super::{days_named, meant};

    #[test]
    fn a_day_is_taken_for_each_that_it_may_be() {
        for (written, days) in [
            ("11/3/26", vec!["2026-11-03", "2026-03-11"]),
            ("23/11/2026", vec!["2026-11-23"]),
            ("3.11.2026", vec!["2026-03-11", "2026-11-03"]),
            ("2026-11-03", vec!["2026-11-03"]),
            ("31/31/2026", vec![]),
            ("1.2", vec![]),
            ("812", vec![]),
            ("a/b/2026", vec![]),
        ] {
            assert_eq!(meant(written), days, "{written}");
        }
        let report = b"Start time\t11/3/26, 10:00:00 AM\nAnn\t2026-11-04T10:00\n";
        let named: Vec<String> = days_named(report).into_iter().map(|(written, _)| written).collect();
        assert_eq!(named, ["11/3/26", "2026-11-04"]);
        assert_eq!(days_named(b"name,staff_number\nAnn,0042\n"), []);
    }
}
