//! Colours as a screen mixes them: how light one is, how well two are told apart, and others of the same hue.
//!
//! All of it in whole numbers, so that every machine finds the same. Luminance and contrast are those of WCAG 2.2;
//! difference is that of CIELAB (CIE 1976) under the light D65.

use std::fmt;

/// A colour of sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Colour {
    /// Red, green and blue, 0 to 255.
    pub parts: [u8; 3],
}

/// Light itself for each step of a part, in millionths (WCAG 2.2, relative luminance).
const LINEAR: [u64; 256] = linear();
/// Luminance of white, in the unit of [`Colour::luminance`].
const WHITE: u64 = 10_000_000_000;
/// What contrast adds on both sides for the light that falls on a screen: 0.05.
const FLARE: u64 = WHITE / 20;
/// One of the numbers of CIELAB, in millionths.
const ONE: u128 = 1_000_000;

impl Colour {
    /// Reads `#5b2453`, or `#fff` for `#ffffff`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let part = |from: usize, to: usize| u8::from_str_radix(&digits[from..to], 16).ok();
        let parts = match digits.len() {
            6 => [part(0, 2)?, part(2, 4)?, part(4, 6)?],
            3 => [part(0, 1)? * 17, part(1, 2)? * 17, part(2, 3)? * 17],
            _ => return None,
        };
        Some(Self { parts })
    }

    /// How light it is: 0 for black, 10,000,000,000 for white.
    #[must_use]
    pub fn luminance(self) -> u64 {
        let [red, green, blue] = self.parts.map(|part| LINEAR[usize::from(part)]);
        2_126 * red + 7_152 * green + 722 * blue
    }

    /// The contrast of two colours in hundredths, 100 to 2100, rounded down: what is too little never looks enough.
    #[must_use]
    pub fn contrast(self, other: Self) -> u64 {
        let (one, two) = (self.luminance() + FLARE, other.luminance() + FLARE);
        one.max(two) * 100 / one.min(two)
    }

    /// How different two colours look, in tenths, rounded down.
    #[must_use]
    pub fn difference(self, other: Self) -> u64 {
        let (one, two) = (self.lab(), other.lab());
        let square: u128 = one.iter().zip(two).map(|(a, b)| u128::from(a.abs_diff(b)).pow(2)).sum();
        let tenths = root(square, 2, 1 << 40) * 10 / ONE;
        u64::try_from(tenths).expect("no two colours differ by more than some hundreds")
    }

    /// The same hue and saturation, as light as `level` says: 0 is black, 510 white.
    #[must_use]
    pub fn at_level(self, level: u16) -> Self {
        let parts = self.parts.map(i32::from);
        let (least, most) = (parts[0].min(parts[1]).min(parts[2]), parts[0].max(parts[1]).max(parts[2]));
        // In HSL lightness is the mean of the least and the most, and saturation the part of the room between that
        // they take.
        let room = |level: i32| 255 - (level - 255).abs();
        let (level, own) = (i32::from(level.min(510)), room(least + most));
        let spread = if own == 0 { 0 } else { rounded((most - least) * room(level), own) };
        let bottom = (level - spread) / 2;
        let part = |part: i32| match most - least {
            0 => bottom,
            width => bottom + rounded((part - least) * spread, width),
        };
        Self { parts: parts.map(|one| u8::try_from(part(one).clamp(0, 255)).unwrap_or(u8::MAX)) }
    }

    /// How light it is as [`Colour::at_level`] counts.
    #[must_use]
    pub fn level(self) -> u16 {
        let [red, green, blue] = self.parts.map(u16::from);
        red.min(green).min(blue) + red.max(green).max(blue)
    }

    /// Lightness and the two numbers of hue, in millionths.
    fn lab(self) -> [i64; 3] {
        let [red, green, blue] = self.parts.map(|part| u128::from(LINEAR[usize::from(part)]));
        // sRGB's primaries in XYZ, in ten-millionths; then the part of white's, in 10^18.
        let share =
            |[r, g, b]: [u128; 3], white: u128| (r * red + g * green + b * blue) * 10_000_000_000 / white;
        let x = part_of_lab(share([4_124_564, 3_575_761, 1_804_375], 95_047));
        let y = part_of_lab(share([2_126_729, 7_151_522, 721_750], 100_000));
        let z = part_of_lab(share([193_339, 1_191_920, 9_503_041], 108_883));
        [116 * y - 16_000_000, 500 * (x - y), 200 * (y - z)]
    }
}

/// Prints `#5b2453`.
impl fmt::Display for Colour {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.parts;
        write!(out, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// The curve of CIELAB over a share of white in 10^18: a cube root, and a straight line where it is nearly black.
fn part_of_lab(share: u128) -> i64 {
    const BEND: u128 = 216 * ONE * ONE * ONE / 24_389;
    let bent = match share > BEND {
        true => root(share, 3, ONE + ONE / 10),
        false => (share * 24_389 / 27 / (ONE * ONE) + 16 * ONE) / 116,
    };
    i64::try_from(bent).expect("a share of white has a root of about one")
}

/// The largest number, not above `most`, whose power is not above `of`.
const fn root(of: u128, power: u32, most: u128) -> u128 {
    let (mut low, mut high) = (0, most);
    while low < high {
        let middle = (low + high).div_ceil(2);
        if middle.pow(power) <= of {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    low
}

/// Light of each step: a straight line up to step 10, then the power 2.4 of `(step / 255 + 0.055) / 1.055`, which is
/// the fifth root of its twelfth power.
const fn linear() -> [u64; 256] {
    let mut table = [0; 256];
    let mut step = 0;
    while step < 256 {
        table[step as usize] = if step <= 10 {
            ((step * 1_000_000 * 100 + 164_730) / (255 * 1_292)) as u64
        } else {
            let mut twelfth: u128 = 1_000_000_000_000_000_000_000_000_000_000;
            let mut times = 0;
            while times < 12 {
                twelfth = twelfth * (step * 1_000 + 14_025) / 269_025;
                times += 1;
            }
            root(twelfth, 5, ONE) as u64
        };
        step += 1;
    }
    table
}

/// A quotient to the nearest whole number; neither is below nought.
fn rounded(of: i32, by: i32) -> i32 {
    (of + by / 2) / by
}

#[cfg(test)]
mod tests {
    use super::{Colour, LINEAR};

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn colours_are_read_and_printed() {
        assert_eq!(colour("#5B2453").to_string(), "#5b2453");
        assert_eq!(colour("#fc0"), colour("#ffcc00"));
        for none in ["", "#", "5b2453", "#5b245", "#5b24533", "#gg0000", "red", "#+1+2+3", "#é12345"] {
            assert_eq!(Colour::parse(none), None, "{none}");
        }
    }

    /// Against the formula as WCAG writes it.
    #[test]
    fn light_is_that_of_the_formula() {
        for (step, found) in (0_u32..).zip(LINEAR) {
            let share = f64::from(step) / 255.0;
            let exact = if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) };
            assert!((exact * 1e6 - found as f64).abs() <= 1.0, "{step}: {exact} and {found}");
        }
    }

    #[test]
    fn contrast_goes_from_one_to_twenty_one() {
        assert_eq!(colour("#000").contrast(colour("#fff")), 2_100);
        assert_eq!(colour("#777").contrast(colour("#777")), 100);
        // The best known pair of neighbours: one passes on white, the other does not.
        assert_eq!(colour("#767676").contrast(colour("#fff")), 454);
        assert_eq!(colour("#777777").contrast(colour("#fff")), 447);
    }

    /// Against the formula of CIE 1976 in floating point.
    #[test]
    fn difference_is_that_of_the_formula() {
        let lab = |colour: Colour| {
            let [r, g, b] = colour.parts.map(|part| LINEAR[usize::from(part)] as f64 / 1e6);
            let curve =
                |t: f64| if t > 216.0 / 24_389.0 { t.cbrt() } else { (24_389.0 / 27.0 * t + 16.0) / 116.0 };
            let x = curve((0.412_456_4 * r + 0.357_576_1 * g + 0.180_437_5 * b) / 0.950_47);
            let y = curve(0.212_672_9 * r + 0.715_152_2 * g + 0.072_175_0 * b);
            let z = curve((0.019_333_9 * r + 0.119_192_0 * g + 0.950_304_1 * b) / 1.088_83);
            [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
        };
        let all: Vec<Colour> =
            ["#000", "#fff", "#010203", "#5b2453", "#754300", "#62540a", "#00f", "#0f0", "#f00", "#8dcbe9"]
                .iter()
                .map(|text| colour(text))
                .collect();
        for one in &all {
            for two in &all {
                let exact: f64 = lab(*one).iter().zip(lab(*two)).map(|(a, b)| (a - b).powi(2)).sum();
                let found = one.difference(*two) as f64 / 10.0;
                assert!((exact.sqrt() - found).abs() <= 0.11, "{one} {two}: {} and {found}", exact.sqrt());
            }
        }
    }

    #[test]
    fn another_lightness_keeps_the_hue() {
        let accent = colour("#5b2453");
        assert_eq!(accent.at_level(accent.level()), accent);
        assert_eq!(
            (accent.at_level(0).to_string(), accent.at_level(510).to_string()),
            ("#000000".into(), "#ffffff".into())
        );
        for level in 60..450 {
            let [red, green, blue] = accent.at_level(level).parts;
            assert!(green < blue && blue < red, "{}", accent.at_level(level));
        }
        assert_eq!(colour("#808080").at_level(100), colour("#323232"));
        assert_eq!(colour("#fff").at_level(90), colour("#2d2d2d"));
    }
}
