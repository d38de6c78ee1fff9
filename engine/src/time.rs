//! Times as evidence writes them: `2026-11-22T02:30:00Z`, in UTC, to the second.
//!
//! What an LMS claims may have an offset, a fraction, or no zone at all; a time without a zone stays
//! without one and says so. No clock stands here.

/// The months in English, from January.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day as people write it: `2026-10-02` is 2 October 2026. What is no day stays as it is.
#[must_use]
pub fn day_in_words(day: &str) -> String {
    let month = two(day, 5).and_then(|month| MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?));
    match (is_day(day), month, two(day, 8)) {
        (true, Some(month), Some(number)) => format!("{number} {month} {}", &day[..4]),
        _ => day.to_owned(),
    }
}

/// Says whether a text is a time in UTC, `2026-11-22T02:30:00Z`.
#[must_use]
pub fn is_utc(text: &str) -> bool {
    text.strip_suffix('Z').is_some_and(is_local)
}

/// Says whether a text is a time without a zone, `2026-11-22T02:30:00`.
#[must_use]
pub fn is_local(text: &str) -> bool {
    text.len() == 19 && seconds(text).is_some()
}

/// Says whether a text is a day, `2026-11-22`.
#[must_use]
pub fn is_day(text: &str) -> bool {
    text.len() == 10 && seconds(&format!("{text}T00:00:00")).is_some()
}

/// Takes a time in the form of RFC 3339, with any offset and fraction, and gives it in UTC to the second
/// (a fraction is cut off). `None` if it is not one, or has no zone.
#[must_use]
pub fn utc_from_rfc3339(text: &str) -> Option<String> {
    let local = text.get(..19)?.replacen(['t', ' '], "T", 1);
    let mut rest = text.get(19..)?;
    if let Some(fraction) = rest.strip_prefix('.') {
        let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=9).contains(&digits) {
            return None;
        }
        rest = &fraction[digits..];
    }
    let seconds = seconds(&local)?;
    let offset = match rest {
        "Z" | "z" => 0,
        _ => {
            let sign = match rest.as_bytes().first()? {
                b'+' => 1,
                b'-' => -1,
                _ => return None,
            };
            let hours = two(rest, 1)?;
            let minutes = two(rest, 4)?;
            if rest.len() != 6 || rest.as_bytes()[3] != b':' || 23 < hours || 59 < minutes {
                return None;
            }
            sign * (hours * 3600 + minutes * 60)
        }
    };
    text_of(seconds - offset)
}

/// The same of ISO 8601, which lets the seconds out: `2026-11-03T14:02Z`.
#[must_use]
pub fn utc_from_iso(text: &str) -> Option<String> {
    let zone = text.get(16..).filter(|rest| rest.starts_with(['Z', 'z', '+', '-']));
    match (text.get(..16), zone) {
        (Some(minute), Some(zone)) => utc_from_rfc3339(&format!("{minute}:00{zone}")),
        _ => utc_from_rfc3339(text),
    }
}

/// What day of the week a day is, in English; `None` if it is no day.
#[must_use]
pub fn weekday(day: &str) -> Option<&'static str> {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    // 1 January 2001 was a Monday.
    let place = days_between("2001-01-01", day)?.rem_euclid(7);
    DAYS.get(usize::try_from(place).ok()?).copied()
}

/// Seconds since the start of 1970 (leap seconds not counted) of a time in UTC; `None` if it is not one, or earlier.
#[must_use]
pub fn posix(utc: &str) -> Option<u64> {
    seconds(utc.strip_suffix('Z')?)?.try_into().ok()
}

/// The time in UTC that is so many seconds after the start of 1970; `None` past the year 9999.
#[must_use]
pub fn utc_from_posix(seconds: u64) -> Option<String> {
    // The last second of the year 9999.
    if 253_402_300_799 < seconds {
        return None;
    }
    text_of(seconds.try_into().ok()?)
}

/// Takes `2026-11-22 02:30:00`, as Moodle writes a time in its report, and gives `2026-11-22T02:30:00`.
#[must_use]
pub fn local_from_moodle(text: &str) -> Option<String> {
    if text.as_bytes().get(10) != Some(&b' ') {
        return None;
    }
    let local = text.replacen(' ', "T", 1);
    is_local(&local).then_some(local)
}

/// The time so many days and seconds after the start of 1970, without a zone. `None` outside the years 1 to 9999.
#[must_use]
pub fn local_from_days(days: i64, seconds: i64) -> Option<String> {
    let time = text_of(days.checked_mul(86_400)?.checked_add(seconds)?)?;
    Some(time.trim_end_matches('Z').to_owned())
}

/// The day so many days later, or earlier if the number is below nought. `None` if the text is no day, or the
/// result is outside the years 1 to 9999.
#[must_use]
pub fn days_later(day: &str, days: i64) -> Option<String> {
    let start = seconds(&format!("{day}T00:00:00"))?;
    let text = text_of(start.checked_add(days.checked_mul(86_400)?)?)?;
    text.get(..10).map(str::to_owned)
}

/// The day so many months later: the same day of the month, or its last day where the month is shorter.
/// `None` if the text is no day, or the result is past the year 9999.
#[must_use]
pub fn months_later(day: &str, months: u32) -> Option<String> {
    if !is_day(day) {
        return None;
    }
    let year = two(day, 0)? * 100 + two(day, 2)?;
    let all = year * 12 + two(day, 5)? - 1 + i64::from(months);
    let (year, month) = (all.div_euclid(12), all.rem_euclid(12) + 1);
    let day = two(day, 8)?.min(days_in(year, month));
    (year <= 9999).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// How many days the second day is later than the first. `None` if either is no day.
#[must_use]
pub fn days_between(first: &str, second: &str) -> Option<i64> {
    let number = |day: &str| seconds(&format!("{day}T00:00:00")).map(|seconds| seconds.div_euclid(86_400));
    Some(number(second)? - number(first)?)
}

/// Seconds since the start of 1970 of `2026-11-22T02:30:00`, leap seconds not counted.
fn seconds(local: &str) -> Option<i64> {
    let bytes = local.as_bytes();
    let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
    if bytes.len() != 19 || marks.iter().any(|(place, mark)| bytes[*place] != *mark) {
        return None;
    }
    let year = two(local, 0)? * 100 + two(local, 2)?;
    let (month, day) = (two(local, 5)?, two(local, 8)?);
    let (hour, minute, second) = (two(local, 11)?, two(local, 14)?, two(local, 17)?);
    let good = 1 <= year
        && (1..=12).contains(&month)
        && (1..=days_in(year, month)).contains(&day)
        && hour <= 23
        && minute <= 59
        && second <= 59;
    good.then(|| (days_before(year, month) + day - 1) * 86_400 + hour * 3600 + minute * 60 + second)
}

fn two(text: &str, place: usize) -> Option<i64> {
    let digits = text.get(place..place + 2)?;
    if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + i64::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from the start of 1970 to the start of a month.
fn days_before(year: i64, month: i64) -> i64 {
    let years = (year - 1) * 365 + (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400;
    let months: i64 = (1..month).map(|month| days_in(year, month)).sum();
    // 719,162 days lie before 1970 in the same count.
    years + months - 719_162
}

/// `None` outside the years 1 to 9999.
fn text_of(seconds: i64) -> Option<String> {
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // An estimate that is never too late, then at most a few steps forward.
    let mut year = (days + 719_162).div_euclid(366) + 1;
    while days_before(year + 1, 1) <= days {
        year += 1;
    }
    if !(1..=9999).contains(&year) {
        return None;
    }
    let mut month = 1;
    while month < 12 && days_before(year, month + 1) <= days {
        month += 1;
    }
    let day = days - days_before(year, month) + 1;
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    Some(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"))
}

#[cfg(test)]
mod tests {
    use super::{
        days_between, days_later, is_day, is_utc, local_from_moodle, months_later, posix, utc_from_posix,
        utc_from_rfc3339,
    };

    #[test]
    fn a_day_is_told_in_words_and_what_is_none_stays() {
        for (day, words) in [
            ("2026-10-02", "2 October 2026"),
            ("2024-02-29", "29 February 2024"),
            ("2026-13-02", "2026-13-02"),
            ("2026-02-30", "2026-02-30"),
            ("soon", "soon"),
        ] {
            assert_eq!(super::day_in_words(day), words);
        }
    }

    #[test]
    fn seconds_may_be_left_out_and_days_have_their_names() {
        for (text, utc) in [
            ("2026-11-03T14:02Z", "2026-11-03T14:02:00Z"),
            ("2026-11-03T14:02+01:00", "2026-11-03T13:02:00Z"),
            ("2026-11-03T14:02:11.5Z", "2026-11-03T14:02:11Z"),
        ] {
            assert_eq!(super::utc_from_iso(text).as_deref(), Some(utc), "{text}");
        }
        for text in ["2026-11-03T14:02", "2026-11-03T14Z", "2026-11-03Z", "", "2026-11-03T14:02:11"] {
            assert_eq!(super::utc_from_iso(text), None, "{text}");
        }
        for (day, name) in [("2026-11-03", "Tuesday"), ("2000-02-29", "Tuesday"), ("1990-01-01", "Monday")] {
            assert_eq!(super::weekday(day), Some(name), "{day}");
        }
        assert_eq!(super::weekday("2026-02-30"), None);
    }

    #[test]
    fn times_come_out_in_utc() {
        let check =
            |text: &str, utc: &str| assert_eq!(utc_from_rfc3339(text).as_deref(), Some(utc), "{text}");
        check("2026-11-22T02:30:00Z", "2026-11-22T02:30:00Z");
        check("2026-11-22t02:30:00.999z", "2026-11-22T02:30:00Z");
        check("2026-03-01T00:30:00+01:00", "2026-02-28T23:30:00Z");
        check("2024-02-29T23:59:59-00:01", "2024-03-01T00:00:59Z");
        check("2025-12-31T20:00:00-05:00", "2026-01-01T01:00:00Z");
        check("2000-01-01T00:00:00+00:00", "2000-01-01T00:00:00Z");
        check("1970-01-01 00:00:00Z", "1970-01-01T00:00:00Z");
        check("1900-03-01T00:00:00+14:00", "1900-02-28T10:00:00Z");
        check("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z");
    }

    #[test]
    fn what_is_no_time_is_refused() {
        let bad = [
            "",
            "2026-11-22",
            "2026-11-22T02:30:00",
            "2026-13-01T00:00:00Z",
            "2026-02-29T00:00:00Z",
            "2100-02-29T00:00:00Z",
            "2026-04-31T00:00:00Z",
            "2026-11-22T24:00:00Z",
            "2026-11-22T02:60:00Z",
            "2026-11-22T02:30:60Z",
            "2026-11-22T02:30:00+1:00",
            "2026-11-22T02:30:00+01",
            "2026-11-22T02:30:00.Z",
            "2026-11-22T02:30:00 Z",
            "22/11/2026 02:30",
            "2026-1-22T02:30:00Z",
            "０２２６-11-22T02:30:00Z",
            "0000-01-01T00:00:00Z",
            "0001-01-01T00:00:00+01:00",
            "9999-12-31T23:59:59-01:00",
            "2026-11-22T02:30:00+24:00",
            "2026-11-22T02:30:00.1234567890Z",
        ];
        for text in bad {
            assert_eq!(utc_from_rfc3339(text), None, "{text}");
        }
    }

    #[test]
    fn seconds_since_1970_go_both_ways() {
        for (text, seconds) in [
            ("1970-01-01T00:00:00Z", 0),
            ("2023-03-20T12:25:47Z", 1_679_315_147),
            ("2000-02-29T23:59:59Z", 951_868_799),
        ] {
            assert_eq!(posix(text), Some(seconds), "{text}");
            assert_eq!(utc_from_posix(seconds).as_deref(), Some(text));
        }
        assert_eq!(posix("1969-12-31T23:59:59Z"), None);
        assert_eq!(posix("2026-11-22T02:30:00"), None);
        assert_eq!(utc_from_posix(u64::MAX), None);
        assert_eq!(utc_from_posix(300_000_000_000), None);
    }

    #[test]
    fn other_forms() {
        assert!(
            is_utc("2026-11-22T02:30:00Z")
                && !is_utc("2026-11-22T02:30:00")
                && !is_utc("2026-11-22T02:30:00+00:00")
        );
        assert!(
            is_day("2024-02-29") && !is_day("2026-02-29") && !is_day("2026-2-28") && !is_day("2026-02-28Z")
        );
        assert_eq!(local_from_moodle("2026-11-03 14:02:11").as_deref(), Some("2026-11-03T14:02:11"));
        for bad in [
            "2026-11-03T14:02:11",
            "03/11/2026 14:02",
            "2026-11-03",
            "2026-11-31 14:02:11",
            "2026-11-03 14:02:11Z",
        ] {
            assert_eq!(local_from_moodle(bad), None, "{bad}");
        }
    }

    #[test]
    fn days_and_months_are_added_as_people_count_them() {
        // Made with Python: datetime.date + timedelta, and dateutil's relativedelta.
        for (day, days, later) in [
            ("2026-11-23", 30, "2026-12-23"),
            ("2024-02-28", 1, "2024-02-29"),
            ("2026-01-01", -1, "2025-12-31"),
            ("1969-12-31", 1, "1970-01-01"),
        ] {
            assert_eq!(days_later(day, days).as_deref(), Some(later));
            assert_eq!(days_between(day, later), Some(days));
        }
        for (day, months, later) in [
            ("2026-11-23", 12, "2027-11-23"),
            ("2024-02-29", 36, "2027-02-28"),
            ("2026-10-31", 1, "2026-11-30"),
            ("2026-12-31", 2, "2027-02-28"),
            ("2026-05-15", 0, "2026-05-15"),
        ] {
            assert_eq!(months_later(day, months).as_deref(), Some(later));
        }
        assert_eq!(days_later("9999-12-31", 1), None);
        assert_eq!(days_later("2026-11-23", i64::MAX), None);
        assert_eq!((months_later("9999-12-31", 1), months_later("2026-02-30", 1)), (None, None));
        assert_eq!(days_between("2026-11-23", "tomorrow"), None);
    }

    #[test]
    fn every_day_of_four_centuries_reads_back() {
        let mut judged = 0;
        for year in 1900..2300 {
            for month in 1..=12 {
                for day in 1..=31 {
                    let text = format!("{year}-{month:02}-{day:02}T12:34:56Z");
                    if is_utc(&text) {
                        assert_eq!(utc_from_rfc3339(&text).as_deref(), Some(text.as_str()));
                        judged += 1;
                    }
                }
            }
        }
        assert_eq!(judged, 146_097, "the days of four hundred years");
    }
}
