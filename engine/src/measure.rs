//! Measures: whole numbers inside, so that two machines and the player's JavaScript agree to the bit.

use std::fmt;

/// A share from 0 to 1, in millionths. [`Share::parse`] is the only way in, so `NaN` cannot enter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(u32);

impl Share {
    /// Takes a share as an author writes it, 0 to 1; `None` outside that range.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn parse(value: f64) -> Option<Self> {
        (0.0..=1.0).contains(&value).then(|| Self((value * 1e6).round() as u32))
    }

    /// The share in millionths, 0 to 1,000,000.
    #[must_use]
    pub fn millionths(self) -> u32 {
        self.0
    }

    /// The share in whole per cent, rounded half up.
    #[must_use]
    pub fn per_cent(self) -> u32 {
        (self.0 + 5_000) / 10_000
    }
}

/// Prints `0.8`, without trailing noughts.
impl fmt::Display for Share {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{}.{:06}", self.0 / 1_000_000, self.0 % 1_000_000);
        let short = digits.trim_end_matches('0').trim_end_matches('.');
        out.write_str(short)
    }
}

/// A number that is shown: not below nought, in thousandths, at most a thousand million.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(u64);

impl Amount {
    /// Takes a number as an author writes it; `None` if it is below nought, too large, or finer than a thousandth.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was asked before")]
    pub fn parse(value: f64) -> Option<Self> {
        let thousandths = value * 1e3;
        let fits = (0.0..=1e9).contains(&value) && (thousandths - thousandths.round()).abs() < 1e-4;
        fits.then(|| Self(thousandths.round() as u64))
    }

    /// The number in thousandths.
    #[must_use]
    pub fn thousandths(self) -> u64 {
        self.0
    }

    /// How much of a whole it is, in thousandths of the whole; 1,000 where the whole is nought or less than it.
    #[must_use]
    pub fn of(self, whole: Self) -> u64 {
        if whole.0 <= self.0 { 1_000 } else { self.0 * 1_000 / whole.0 }
    }
}

impl Amount {
    /// How many digits stand behind its point, 0 to 3.
    #[must_use]
    pub fn places(self) -> usize {
        [1_000, 100, 10, 1].iter().position(|unit| self.0.is_multiple_of(*unit)).unwrap_or(3)
    }

    /// Prints it with at least so many digits behind the point, as numbers of one list are printed: `15.0` beside
    /// `18.8`.
    #[must_use]
    pub fn to_places(self, places: usize) -> String {
        let digits = format!("{}.{:03}", self.0 / 1_000, self.0 % 1_000);
        let kept = digits.len() - 3 + places.max(self.places()).min(3);
        digits[..kept].trim_end_matches('.').to_owned()
    }
}

/// Prints `3.2`, without trailing noughts.
impl fmt::Display for Amount {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{}.{:03}", self.0 / 1_000, self.0 % 1_000);
        out.write_str(digits.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// Points that an answer earns or could earn. Whole, never negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Points(pub u32);

/// What several answers earned together, of what they could: two numbers of one unit that means nothing by itself.
/// Earned is never more than possible.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Credit {
    /// Earned so much.
    pub earned: u64,
    /// Of so much.
    pub possible: u64,
}

/// Minutes of learning time, as the author estimates them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Minutes(pub u16);

#[cfg(test)]
mod tests {
    use super::{Amount, Share};

    #[test]
    fn a_share_is_from_nought_to_one() {
        assert_eq!(Share::parse(0.8).map(Share::millionths), Some(800_000));
        assert_eq!(Share::parse(1.01), None);
        assert_eq!(Share::parse(-0.1), None);
        assert_eq!(Share::parse(f64::NAN), None);
        assert_eq!(Share::parse(0.805).map(Share::per_cent), Some(81));
        assert_eq!(Share::parse(0.8).map(|share| share.to_string()), Some("0.8".into()));
        assert_eq!(Share::parse(1.0).map(|share| share.to_string()), Some("1".into()));
    }

    #[test]
    fn an_amount_is_whole_thousandths() {
        assert_eq!(Amount::parse(3.2).map(Amount::thousandths), Some(3_200));
        assert_eq!(Amount::parse(1_341_339.0).map(|amount| amount.to_string()), Some("1341339".into()));
        assert_eq!(Amount::parse(12.05).map(|amount| amount.to_string()), Some("12.05".into()));
        for bad in [-1.0, f64::NAN, f64::INFINITY, 2e9, 0.000_5] {
            assert_eq!(Amount::parse(bad), None, "{bad}");
        }
        for (value, places, shown) in
            [(15.0, 1, "15.0"), (18.8, 1, "18.8"), (15.0, 0, "15"), (12.05, 1, "12.05"), (0.0, 3, "0.000")]
        {
            assert_eq!(Amount::parse(value).map(|amount| amount.to_places(places)).as_deref(), Some(shown));
        }
        let whole = Amount::parse(8.0).expect("a number");
        assert_eq!(Amount::parse(2.0).map(|amount| amount.of(whole)), Some(250));
        assert_eq!(whole.of(Amount::default()), 1_000);
    }
}
