//! What signs a text holds, counted in one go, so that a rule looks only where it could find something.
//!
//! A count may be too high and never too low: it decides who looks, and not what is found.

/// The signs of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Signs {
    digits: usize,
    /// Capitals, and every sign beyond ASCII.
    capitals: usize,
    ats: usize,
}

impl Signs {
    /// Counts the signs of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut signs = Self::default();
        // Counts of a short piece fit a byte, which lets many signs be counted at once.
        for piece in text.as_bytes().chunks(255) {
            let count = |counts: fn(u8) -> bool| {
                usize::from(piece.iter().map(|byte| u8::from(counts(*byte))).sum::<u8>())
            };
            signs.digits += count(|byte| byte.is_ascii_digit());
            signs.capitals += count(|byte| byte.is_ascii_uppercase() || byte >= 0xc0);
            signs.ats += count(|byte| byte == b'@');
        }
        signs
    }

    /// Whether a mail address could stand there.
    pub(super) fn may_address(self) -> bool {
        self.ats > 0
    }

    /// Whether the ten digits of a telephone or an NHS number could stand there.
    pub(super) fn may_number(self) -> bool {
        self.digits >= 10
    }

    /// Whether a day and a year could stand there.
    pub(super) fn may_date(self) -> bool {
        self.digits >= 5
    }

    /// Whether eight capitals could stand there.
    pub(super) fn may_capitals(self) -> bool {
        self.capitals >= 8
    }
}

#[cfg(test)]
mod tests {
    use super::Signs;

    #[test]
    fn signs_are_counted_in_texts_of_any_length() {
        let text = "é 1 A @ ".repeat(200);
        assert_eq!(Signs::of(&text), Signs { digits: 200, capitals: 400, ats: 200 });
        assert_eq!(Signs::of(""), Signs::default());
    }

    #[test]
    fn whatever_is_found_has_the_signs_for_it() {
        use crate::check::prose::find;
        for text in ["a@b.c", "jo.marsh@trust.nhs.uk"] {
            assert!(find::address(text).is_some() && Signs::of(text).may_address(), "{text}");
        }
        for text in ["0300 000 000", "+441234567890", "9434765919"] {
            let (_, digits) = &find::runs_of_digits(text)[0];
            assert!(find::is_phone(digits) || find::is_nhs_number(digits), "{text}");
            assert!(Signs::of(text).may_number(), "{text}");
        }
        for text in ["born 1 May 1971", "dob 1/2/1971"] {
            assert!(find::birth_date(text).is_some() && Signs::of(text).may_date(), "{text}");
        }
        for text in ["READ THESE", "ÉCOLE ÎLES"] {
            assert!(find::capitals(text).is_some() && Signs::of(text).may_capitals(), "{text}");
        }
        assert_eq!(Signs::of("A room for 4, at ten."), Signs { digits: 1, capitals: 1, ats: 0 });
    }
}
