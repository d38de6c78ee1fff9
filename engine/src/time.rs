//! Times as evidence writes them: `2026-11-22T02:30:00Z`, in UTC, to the second.
//!
//! What an LMS claims may have an offset, a fraction, or no zone at all; a time without a zone stays
//! without one and says so. No clock stands here.

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

/// Takes `2026-11-22 02:30:00`, as Moodle writes a time in its report, and gives `2026-11-22T02:30:00`.
#[must_use]
pub fn local_from_moodle(text: &str) -> Option<String> {
    if text.as_bytes().get(10) != Some(&b' ') {
        return None;
    }
    let local = text.replacen(' ', "T", 1);
    is_local(&local).then_some(local)
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
    use super::{is_day, is_utc, local_from_moodle, utc_from_rfc3339};

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
