//! Shares of points as Moodle writes them: an import takes no others (LMS sheet, D.12).

/// What each of so many gets of the whole, in per cent; `None` where Moodle knows no such share.
pub(crate) fn share(among: usize) -> Option<&'static str> {
    let share = match among {
        1 => "100",
        2 => "50",
        3 => "33.33333",
        4 => "25",
        5 => "20",
        6 => "16.66667",
        7 => "14.28571",
        8 => "12.5",
        9 => "11.11111",
        10 => "10",
        20 => "5",
        _ => return None,
    };
    Some(share)
}

/// What one of so many takes away: its share, or of many the nearest that Moodle knows.
pub(crate) fn penalty(among: usize) -> &'static str {
    share(among).unwrap_or(if among <= 13 { "10" } else { "5" })
}
