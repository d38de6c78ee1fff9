//! How long somebody stayed, as Teams, Zoom and people write it.

use super::MINUTES;

/// `1h 27m 51s`, `47m 3s`, `20s`, `00:47:03`, or a number of minutes; seconds past the minute are cut off.
pub(super) fn of_words(text: &str) -> Option<u32> {
    let text = text.trim();
    let seconds =
        if text.contains(':') { of_clock(text)? } else { of_letters(text).or_else(|| of_number(text))? };
    let minutes = seconds / 60;
    (minutes <= MINUTES).then_some(minutes)
}

fn number(text: &str) -> Option<u32> {
    let good = (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if good { text.parse().ok() } else { None }
}

fn of_number(text: &str) -> Option<u32> {
    number(text).map(|minutes| minutes * 60)
}

fn of_clock(text: &str) -> Option<u32> {
    let parts: Vec<u32> = text.split(':').map(number).collect::<Option<_>>()?;
    match parts.as_slice() {
        [hours, minutes, seconds] if *minutes < 60 && *seconds < 60 => {
            Some(hours * 3600 + minutes * 60 + seconds)
        }
        _ => None,
    }
}

fn of_letters(text: &str) -> Option<u32> {
    let mut total = 0;
    let mut units = [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)].into_iter();
    let mut found = false;
    for part in text.split_whitespace() {
        let letter = part.chars().next_back()?;
        let size = units.find(|(unit, _)| *unit == letter)?.1;
        total += number(part.strip_suffix(letter)?)?.checked_mul(size)?;
        found = true;
    }
    found.then_some(total)
}

/// Minutes of several visits, those at once with two devices counted once. All must be on one day, since the order of
/// day and month is the computer's; the text that cannot be taken is given back.
pub(super) fn union_of_visits(visits: &[(String, String)]) -> Result<u32, String> {
    let mut spans = Vec::new();
    let mut day = None;
    for (from, to) in visits {
        let [start, end] = [from, to].map(|text| of_time(text).ok_or_else(|| text.clone()));
        let ((first, start), (last, end)) = (start?, end?);
        if *day.get_or_insert(first) != first || first != last || end < start {
            return Err(to.clone());
        }
        spans.push((start, end));
    }
    spans.sort_unstable();
    let (mut seconds, mut reached) = (0, 0);
    for (start, end) in spans {
        seconds += end.saturating_sub(start.max(reached));
        reached = reached.max(end);
    }
    Ok(seconds / 60)
}

/// Whether the minutes of a visit are others than those between its ends: by more than two, since a program rounds them, and
/// may leave the seconds of its times out. Ends that cannot be read contradict nothing; they are refused for themselves.
pub(super) fn contradicts(from: &str, to: &str, minutes: Option<u32>) -> bool {
    let (Some((_, start)), Some((_, end)), Some(minutes)) = (of_time(from), of_time(to), minutes) else {
        return false;
    };
    start <= end && 120 < (end - start).abs_diff(minutes * 60)
}

/// A day as it is written, and the second of that day.
fn of_time(text: &str) -> Option<(&str, u32)> {
    let text = text.trim();
    // `11/03/2026 09:00:00 AM`, `Aug 12, 2026 10:00 AM`: the time begins behind the last blank before its colon.
    let (day, time) = text.split_at(text[..text.find(':')?].rfind(' ')?);
    let (time, half) = match time.trim().split_once(' ') {
        Some((time, half)) => (time, Some(half.trim().to_ascii_uppercase())),
        None => (time.trim(), None),
    };
    let full = if time.matches(':').count() == 1 { format!("{time}:00") } else { time.to_owned() };
    let seconds = of_clock(&full)?;
    let hour = seconds / 3600;
    let seconds = match half.as_deref() {
        None if hour < 24 => seconds,
        Some("AM") if (1..=12).contains(&hour) => seconds - if hour == 12 { 43_200 } else { 0 },
        Some("PM") if (1..=12).contains(&hour) => seconds + if hour == 12 { 0 } else { 43_200 },
        _ => return None,
    };
    Some((day.trim_end_matches(','), seconds))
}

#[cfg(test)]
mod tests {
    use super::{of_words, union_of_visits};

    #[test]
    fn a_stay_is_read_however_it_is_written() {
        for (text, minutes) in [
            ("1h 27m 51s", 87),
            ("47m 3s", 47),
            ("59s", 0),
            ("1h", 60),
            ("1d 2h", 1560),
            ("00:47:03", 47),
            ("2:00:00", 120),
            ("90", 90),
            (" 0 ", 0),
            ("2880", 2880),
        ] {
            assert_eq!(of_words(text), Some(minutes), "{text}");
        }
        for text in
            ["", "an hour", "1m 2h", "1h 2h", "47:03", "1:60:00", "2881", "-5", "1.5", "9999999", "5m x", "h"]
        {
            assert_eq!(of_words(text), None, "{text}");
        }
    }

    #[test]
    fn two_devices_at_once_count_once_and_another_day_not_at_all() {
        let visits = |all: &[(&str, &str)]| {
            union_of_visits(&all.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>())
        };
        let day = "11/03/2026";
        let at = |time: &str| format!("{day} {time}");
        let (nine, ten, half) = (at("09:00:00 AM"), at("10:00:00 AM"), at("09:30:00 AM"));
        assert_eq!(visits(&[(&nine, &half), (&half, &ten)]), Ok(60));
        assert_eq!(visits(&[(&nine, &ten), (&nine, &half)]), Ok(60), "two devices");
        assert_eq!(
            visits(&[(&at("11:50:00 AM"), &at("12:10:00 PM")), (&at("12:05 PM"), &at("12:20 PM"))]),
            Ok(30)
        );
        assert_eq!(
            visits(&[
                ("2026-11-03 13:00:00", "2026-11-03 13:10:00"),
                ("2026-11-03 13:30", "2026-11-03 14:00")
            ]),
            Ok(40)
        );
        assert_eq!(
            visits(&[
                ("Aug 12, 2026 10:00 AM", "Aug 12, 2026 10:20 AM"),
                ("Aug 12, 2026 10:30 AM", "Aug 12, 2026 11:00 AM")
            ]),
            Ok(50)
        );
        for (from, to) in [
            ("11/03/2026 10:00:00 AM", "11/03/2026 09:00:00 AM"),
            ("x", "y"),
            ("12/03/2026 09:00", "12/03/2026 09:30"),
            ("11/03/2026 13:00:00 PM", "11/03/2026 14:00:00 PM"),
            ("11/03/2026 25:00", "11/03/2026 26:00"),
        ] {
            assert!(visits(&[(&nine, &ten), (from, to)]).is_err(), "{from}");
        }
    }
}
