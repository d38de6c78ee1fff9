//! What is asked of the colours of one mode, and the nearest colour that gives it.
//!
//! The pairs are all that meet in the player: words on each ground on which they stand (WCAG 2.2, 1.4.3), and what is
//! no word but says something (1.4.11).

use crate::colour::Colour;
use crate::course::{Palette, Token};
use crate::rule::Rule;

/// Contrast of words, in hundredths.
const WORDS: u64 = 450;
/// Contrast of lines that mean something, in hundredths.
const LINES: u64 = 300;
/// Difference of colours that stand on one page to be told apart, in tenths.
const APART: u64 = 200;
/// Difference of a speaker from what tells of answers: they meet on no page, and each has its word beside it.
const ELSEWHERE: u64 = 100;
/// Luminance above which light paper lies: below, white says no longer that something can be pressed.
const LIGHT_PAPER: u64 = 8_500_000_000;
/// Luminance below which dark paper lies.
const DARK_PAPER: u64 = 200_000_000;

/// On which paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Light,
    Dark,
}

impl Mode {
    fn field(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// A requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// The first is seen on the second.
    Contrast(Token, Token, u64),
    /// The two are told apart.
    Apart(Token, Token, u64),
    /// The paper is nearly white, or nearly black.
    Paper(Mode),
}

/// Grounds of words, and of lines that mean something.
const PAIRS: [(Token, &[Token], u64); 12] = [
    (
        Token::Ink,
        &[Token::Page, Token::Surface, Token::AccentSoft, Token::GoodSoft, Token::ThinkSoft, Token::BadSoft],
        WORDS,
    ),
    (Token::Muted, &[Token::Page, Token::Surface, Token::AccentSoft], WORDS),
    (Token::Accent, &[Token::Page, Token::Surface, Token::AccentSoft], WORDS),
    (Token::AccentHover, &[Token::Page, Token::AccentSoft], WORDS),
    (Token::OnAccent, &[Token::Accent, Token::AccentHover], WORDS),
    (Token::Good, &[Token::Page, Token::Surface, Token::GoodSoft], WORDS),
    (Token::Think, &[Token::Page, Token::Surface, Token::ThinkSoft], WORDS),
    (Token::Bad, &[Token::Page, Token::Surface, Token::BadSoft], WORDS),
    (Token::VoiceOne, &[Token::Page], WORDS),
    (Token::VoiceTwo, &[Token::Page], WORDS),
    (Token::Line, &[Token::Page, Token::Surface], LINES),
    (Token::Focus, &[Token::Page, Token::Surface], LINES),
];

/// Colours that say of what kind a thing is: of answers, and of speakers.
const TOLD: [Token; 6] =
    [Token::Accent, Token::Good, Token::Think, Token::Bad, Token::VoiceOne, Token::VoiceTwo];

/// All that is asked of a mode. `given` says which voices are set: one that is not is `muted`, and nothing more is
/// asked of it.
pub(super) fn all(mode: Mode, given: &dyn Fn(&Token) -> bool) -> Vec<Need> {
    let mut needs = vec![Need::Paper(mode)];
    for (fore, backs, least) in PAIRS {
        needs.extend(backs.iter().filter(|_| given(&fore)).map(|back| Need::Contrast(fore, *back, least)));
    }
    for (at, one) in TOLD.iter().enumerate() {
        for two in TOLD[at + 1..].iter().filter(|two| given(one) && given(two)) {
            let speaks = |token: &Token| matches!(token, Token::VoiceOne | Token::VoiceTwo);
            // In a scene the learner's own words bear the accent.
            let elsewhere = speaks(two) && !speaks(one) && *one != Token::Accent;
            needs.push(Need::Apart(*one, *two, if elsewhere { ELSEWHERE } else { APART }));
        }
    }
    needs
}

impl Need {
    /// Whether the colours give what is asked.
    pub(super) fn is_met(&self, palette: &Palette) -> bool {
        match *self {
            Self::Contrast(fore, back, least) => palette.get(fore).contrast(palette.get(back)) >= least,
            Self::Apart(one, two, least) => palette.get(one).difference(palette.get(two)) >= least,
            Self::Paper(Mode::Light) => palette.get(Token::Page).luminance() > LIGHT_PAPER,
            Self::Paper(Mode::Dark) => palette.get(Token::Page).luminance() < DARK_PAPER,
        }
    }

    /// The colour that is to change where it is not met.
    pub(super) fn changes(&self) -> Token {
        match *self {
            Self::Contrast(fore, ..) => fore,
            Self::Apart(_, two, _) => two,
            Self::Paper(_) => Token::Page,
        }
    }

    fn is_about(&self, token: Token) -> bool {
        match *self {
            Self::Contrast(one, two, _) | Self::Apart(one, two, _) => one == token || two == token,
            Self::Paper(_) => token == Token::Page,
        }
    }

    /// Rule, message and label where it is not met.
    pub(super) fn tell(&self, palette: &Palette, mode: Mode) -> (Rule, String, String) {
        let mode = mode.field();
        let hundredths = |number: u64| format!("{}.{:02}", number / 100, number % 100);
        let tenths = |number: u64| format!("{}.{}", number / 10, number % 10);
        match *self {
            Self::Contrast(fore, back, least) => {
                let found = hundredths(palette.get(fore).contrast(palette.get(back)));
                let (fore, back) = (fore.field(), back.field());
                let message = format!("`{fore}` on `{back}` has a contrast of {found} to 1 in `{mode}`");
                (Rule::ThemeContrast, message, format!("at least {} to 1", tenths(least / 10)))
            }
            Self::Apart(one, two, least) => {
                let found = tenths(palette.get(one).difference(palette.get(two)));
                let (one, two) = (one.field(), two.field());
                let message = format!("`{two}` looks like `{one}` in `{mode}`: they differ by {found}");
                (Rule::ThemeApart, message, format!("at least {} in CIELAB", least / 10))
            }
            Self::Paper(paper) => {
                // Thousandths, away from the limit, so that what is over it never looks as if it were on it.
                let luminance = palette.get(Token::Page).luminance();
                let (word, found, label) = match paper {
                    Mode::Light => ("dark", luminance / 10_000_000, "a luminance over 0.850"),
                    Mode::Dark => ("light", luminance.div_ceil(10_000_000), "a luminance under 0.020"),
                };
                let message =
                    format!("`page` is too {word} for paper in `{mode}`: its luminance is 0.{found:03}");
                (Rule::ThemePaper, message, label.to_owned())
            }
        }
    }
}

/// The colour nearest in lightness, of the same hue, that gives what is asked: with everything else that is asked of
/// this colour if there is one, or else this alone.
pub(super) fn nearest(token: Token, need: &Need, all: &[Need], palette: &Palette) -> Option<Colour> {
    let own = palette.get(token);
    let mut levels: Vec<u16> = (0..=510).collect();
    levels.sort_by_key(|level| (level.abs_diff(own.level()), *level));
    let first = |gives: &dyn Fn(&Palette) -> bool| {
        levels.iter().map(|level| own.at_level(*level)).find(|colour| gives(&palette.with(token, *colour)))
    };
    let everything =
        |changed: &Palette| all.iter().filter(|need| need.is_about(token)).all(|need| need.is_met(changed));
    first(&everything).or_else(|| first(&|changed| need.is_met(changed)))
}

#[cfg(test)]
mod tests;
