//! Days as tables write them, in the order that the mapping says.

use super::super::shown;
use super::mapping::Order;
use crate::time::{MONTHS, is_day, is_local, utc_from_iso, weekday};

/// Days from 1899-12-30, by which spreadsheets count, to 1970-01-01.
const SPREADSHEET: i64 = 25_569;

/// A time without a zone, `2026-11-03T14:02:00`; midnight where only a day is written. What has a zone comes out in UTC,
/// with its `Z`.
pub(super) fn read(text: &str, order: Option<Order>) -> Result<String, (String, &'static str)> {
    let wrong = |why: &str, help: &'static str| Err((format!("{} {why}", shown(text)), help));
    if text.is_empty() {
        return Err(("it says completed, but not when".into(), "fill in the day"));
    }
    if order == Some(Order::Spreadsheet) {
        return match of_spreadsheet(text) {
            Some(time) => Ok(time),
            None => wrong("is no number by which a spreadsheet counts days", "mend `order` in the mapping"),
        };
    }
    if let Some(midnight) = plain_day(text) {
        return Ok(midnight);
    }
    if let Some(utc) = utc_from_iso(text) {
        return Ok(utc);
    }
    // `2026-11-03T14:02`: the T stands for a blank, and nowhere else is it anything but a letter.
    let plain = match text.split_at_checked(10) {
        Some((day, clock)) if clock.starts_with('T') => format!("{day} {}", &clock[1..]),
        _ => text.replace(',', " "),
    };
    let mut words = plain.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let named = weekday_of(&mut words);
    let time = words.iter().position(|word| word.contains(':')).unwrap_or(words.len());
    let clock = words.split_off(time).join(" ");
    let parts: Vec<String> = words
        .join(" ")
        .split(['/', '-', '.', ' '])
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    let [a, b, c] = parts.as_slice() else {
        return wrong("is no day", "write it as `2026-11-03`, or say its `order` in the mapping");
    };
    let Some(clock) = of_clock(&clock) else {
        return wrong("has no time that can be read", "write it as `14:02`, or leave it out");
    };
    if [a, b, c].iter().all(|part| part.len() < 4) && c.len() == 2 {
        return wrong("has a year of two figures", "have the program write four: `2026-11-03`");
    }
    let (year, month, day) = match in_order(a, b, c, order) {
        Ok(found) => found,
        Err(Doubt::Two) => {
            return wrong(
                "could be two days: the day or the month may stand first",
                "say in the mapping which: `order: DayFirst` or `order: MonthFirst`",
            );
        }
        Err(Doubt::None) => {
            return wrong("is no day in that order", "mend `order` in the mapping, or the day");
        }
    };
    let local = format!("{year:04}-{month:02}-{day:02}T{clock}");
    if is_local(&local) {
        match named.and_then(|name| other_weekday(&name, &local[..10])) {
            Some(why) => wrong(&why, "look up the day, and mend it or its weekday"),
            None => Ok(local),
        }
    } else if is_day(&local[..10.min(local.len())]) {
        wrong("has a time that no clock shows", "mend the time, or leave it out")
    } else {
        wrong("is no day in that order", "mend `order` in the mapping, or the day")
    }
}

/// Takes the weekday from in front: it says nothing more, but may say the contrary.
fn weekday_of(words: &mut Vec<String>) -> Option<String> {
    let first = words.first().filter(|_| 3 < words.len())?;
    let is = first.len() >= 3 && !first.starts_with(|c: char| c.is_ascii_digit()) && month(first).is_none();
    is.then(|| words.remove(0))
}

/// That a day is another day of the week than is said of it in English.
fn other_weekday(name: &str, day: &str) -> Option<String> {
    let name = name.to_ascii_lowercase();
    let own = weekday(day)?;
    let is = |one: &str| 3 <= name.len() && one.to_ascii_lowercase().starts_with(&name);
    let any =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].into_iter().any(is);
    (any && !is(own)).then(|| format!("names another weekday than that day is: it is a {own}"))
}

/// Midnight of `2026-11-03`, which is read in one way whatever the order.
fn plain_day(text: &str) -> Option<String> {
    let form = |(place, byte): (usize, u8)| {
        if place == 4 || place == 7 { byte == b'-' } else { byte.is_ascii_digit() }
    };
    if text.len() != 10 || !text.bytes().enumerate().all(form) {
        return None;
    }
    let midnight = [text, "T00:00:00"].concat();
    is_local(&midnight).then_some(midnight)
}

enum Doubt {
    Two,
    None,
}

fn in_order(a: &str, b: &str, c: &str, order: Option<Order>) -> Result<(u32, u32, u32), Doubt> {
    let number =
        |text: &str| if text.len() <= 4 { text.parse::<u32>().ok() } else { None }.ok_or(Doubt::None);
    let year = |text: &str| if text.len() == 4 { number(text) } else { Err(Doubt::None) };
    if a.len() == 4 {
        let month = month(b).map_or_else(|| number(b), Ok)?;
        return Ok((number(a)?, month, number(c)?));
    }
    if let Some(month) = month(b) {
        return Ok((year(c)?, month, number(a)?));
    }
    if let Some(month) = month(a) {
        return Ok((year(c)?, month, number(b)?));
    }
    let (first, second, year) = (number(a)?, number(b)?, year(c)?);
    match order {
        Some(Order::DayFirst) => Ok((year, second, first)),
        Some(Order::MonthFirst) => Ok((year, first, second)),
        _ if 12 < first || first == second => Ok((year, second, first)),
        _ if 12 < second => Ok((year, first, second)),
        _ => Err(Doubt::Two),
    }
}

fn month(text: &str) -> Option<u32> {
    let text = text.to_ascii_lowercase();
    let found = MONTHS.iter().map(|month| month.to_ascii_lowercase()).position(|month| {
        3 <= text.len() && (month.starts_with(&text) || text == "sept" && month == "september")
    });
    found.and_then(|place| u32::try_from(place + 1).ok())
}

/// `14:02`, `14:02:11`, `2:02 pm`; nothing is midnight.
fn of_clock(text: &str) -> Option<String> {
    if text.is_empty() {
        return Some("00:00:00".into());
    }
    let lower = text.to_ascii_lowercase();
    let (plain, half) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(plain), _) => (plain.trim(), Some(0)),
        (_, Some(plain)) => (plain.trim(), Some(12)),
        _ => (lower.as_str(), None),
    };
    let parts: Vec<u32> = plain
        .split(':')
        .map(|part| if part.len() <= 2 { part.parse().ok() } else { None })
        .collect::<Option<_>>()?;
    let (hour, minute, second) = match parts.as_slice() {
        [hour, minute] => (*hour, *minute, 0),
        [hour, minute, second] => (*hour, *minute, *second),
        _ => return None,
    };
    let hour = match half {
        None => hour,
        Some(add) if (1..=12).contains(&hour) => hour % 12 + add,
        Some(_) => return None,
    };
    Some(format!("{hour:02}:{minute:02}:{second:02}"))
}

/// Days since the end of 1899, with a part of a day behind the point, as Excel writes a date that has lost its form.
fn of_spreadsheet(text: &str) -> Option<String> {
    let (days, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits =
        |text: &str| !text.is_empty() && text.len() <= 15 && text.bytes().all(|byte| byte.is_ascii_digit());
    if days.len() != 5 || !digits(days) || !digits(part) {
        return None;
    }
    let days: i64 = days.parse().ok()?;
    let tenths = format!("{part:0<9}").get(..9)?.parse::<u64>().ok()?;
    let seconds = (tenths * 86_400 + 500_000_000) / 1_000_000_000;
    crate::time::local_from_days(days - SPREADSHEET, i64::try_from(seconds).ok()?)
}

#[cfg(test)]
mod tests {
    use super::super::mapping::Order::{self, DayFirst, MonthFirst, Spreadsheet};
    use super::read;

    fn good(text: &str, order: Option<Order>) -> String {
        read(text, order).unwrap_or_else(|why| panic!("{text}: {why:?}"))
    }

    #[test]
    fn a_day_is_read_in_the_order_that_is_said() {
        for (text, order, day) in [
            ("2026-11-03", None, "2026-11-03T00:00:00"),
            ("2026-11-03 14:02:11", None, "2026-11-03T14:02:11"),
            ("2026-11-03T14:02", None, "2026-11-03T14:02:00"),
            ("2026/11/03", None, "2026-11-03T00:00:00"),
            ("03/11/2026", Some(DayFirst), "2026-11-03T00:00:00"),
            ("03/11/2026", Some(MonthFirst), "2026-03-11T00:00:00"),
            ("3.11.2026 9:05 pm", Some(DayFirst), "2026-11-03T21:05:00"),
            ("12:30 am", None, ""),
            ("23/11/2026", None, "2026-11-23T00:00:00"),
            ("11/23/2026", None, "2026-11-23T00:00:00"),
            ("11/11/2026", None, "2026-11-11T00:00:00"),
            ("3 Nov 2026", None, "2026-11-03T00:00:00"),
            ("3 November 2026, 2:02 PM", None, "2026-11-03T14:02:00"),
            ("Tuesday, 3 November 2026, 12:02 AM", None, "2026-11-03T00:02:00"),
            ("Nov 3, 2026", None, "2026-11-03T00:00:00"),
            ("3 OCT 2026", None, "2026-10-03T00:00:00"),
            ("2026-11-03T14:02:11Z", None, "2026-11-03T14:02:11Z"),
            ("2026-11-03T14:02Z", Some(DayFirst), "2026-11-03T14:02:00Z"),
            ("2026-11-03T14:02:11.25+01:00", None, "2026-11-03T13:02:11Z"),
            ("Tue 3 Nov 2026", None, "2026-11-03T00:00:00"),
            ("Dienstag, 3 Nov 2026", None, "2026-11-03T00:00:00"),
            ("46329", Some(Spreadsheet), "2026-11-03T00:00:00"),
            ("46329.5847222222", Some(Spreadsheet), "2026-11-03T14:02:00"),
            ("46329.999999999", Some(Spreadsheet), "2026-11-04T00:00:00"),
        ] {
            if !day.is_empty() {
                assert_eq!(good(text, order), day, "{text}");
            }
        }
    }

    #[test]
    fn what_could_be_two_days_or_is_none_is_refused_with_what_to_write() {
        let why = |text: &str, order| read(text, order).expect_err(text);
        assert!(why("03/11/2026", None).0.contains("could be two days"));
        assert!(why("03/11/2026", None).1.contains("order: DayFirst"));
        for (text, order) in [
            ("", None),
            ("yesterday", None),
            ("31/02/2026", Some(DayFirst)),
            ("23/11/2026", Some(MonthFirst)),
            ("03/11/26", Some(DayFirst)),
            ("46329", None),
            ("2026-13-01", None),
            ("2026-11-03 25:00", None),
            ("2026-11-03 13:00 pm", None),
            ("03/11/2026", Some(Spreadsheet)),
            ("4632", Some(Spreadsheet)),
            ("2026-11", None),
            ("Monday, 3 November 2026", None),
            ("Wed, 3 Nov 2026", None),
            ("2026-11-03T25:02Z", None),
            ("1 2 3 4 5", None),
        ] {
            assert!(read(text, order).is_err(), "{text}");
        }
    }
}
