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
    use super::Share;

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
}
