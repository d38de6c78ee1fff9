//! Requirements, against the contrasts that were measured when the look was made.

use super::{Mode, Need, all, nearest};
use crate::colour::Colour;
use crate::course::{Palette, Token};

/// The player's own colours, in the order of the tokens.
const LIGHT: &str = "#f1f4ee #ffffff #241a27 #564b5a #766e79 #cbd1c7 #5b2453 #3c1436 #ffffff #e8dde7 #155c39 #dbebdf #754300 #f7e9cb #9c1c1c #fae5e2 #241a27 #ffd43b #15557a #62540a";
const DARK: &str = "#171318 #221c24 #f2edf1 #c3b8c4 #998e9b #463d48 #e5b0db #f3d3ed #2b1027 #3d263b #8fd6a8 #18301f #f0c177 #37290f #ffa8a3 #3d1c1b #f2edf1 #ffd43b #8dcbe9 #d9cb78";

/// Every pair of the look with its contrast in light and in dark and what it needs, in hundredths.
const MEASURED: [(&str, &str, u64, u64, u64); 31] = [
    ("ink", "page", 1510, 1589, 450),
    ("ink", "surface", 1677, 1441, 450),
    ("ink", "accent-soft", 1272, 1180, 450),
    ("ink", "good-soft", 1354, 1225, 450),
    ("ink", "think-soft", 1395, 1221, 450),
    ("ink", "bad-soft", 1387, 1315, 450),
    ("muted", "page", 741, 960, 450),
    ("muted", "surface", 823, 871, 450),
    ("muted", "accent-soft", 624, 713, 450),
    ("accent", "page", 1038, 1011, 450),
    ("accent", "surface", 1152, 918, 450),
    ("accent", "accent-soft", 874, 751, 450),
    ("accent-hover", "page", 1405, 1343, 450),
    ("accent-hover", "accent-soft", 1183, 997, 450),
    ("on-accent", "accent", 1152, 958, 450),
    ("on-accent", "accent-hover", 1560, 1272, 450),
    ("good", "page", 721, 1080, 450),
    ("good", "surface", 800, 980, 450),
    ("good", "good-soft", 646, 833, 450),
    ("think", "page", 739, 1102, 450),
    ("think", "surface", 820, 1000, 450),
    ("think", "think-soft", 682, 847, 450),
    ("bad", "page", 728, 995, 450),
    ("bad", "surface", 808, 903, 450),
    ("bad", "bad-soft", 669, 824, 450),
    ("voice-1", "page", 724, 1037, 450),
    ("voice-2", "page", 677, 1116, 450),
    ("line", "page", 442, 586, 300),
    ("line", "surface", 491, 531, 300),
    ("focus", "page", 1510, 1589, 300),
    ("focus", "surface", 1677, 1441, 300),
];

fn palette(colours: &str) -> Palette {
    let all: Vec<Colour> = colours.split(' ').map(|one| Colour::parse(one).expect("a colour")).collect();
    Palette(all.try_into().expect("as many as there are tokens"))
}

fn of_mode(mode: Mode) -> Palette {
    palette(if mode == Mode::Light { LIGHT } else { DARK })
}

#[test]
fn every_pair_of_the_look_is_asked_for_and_measures_the_same() {
    for mode in [Mode::Light, Mode::Dark] {
        let needs = all(mode, &|_| true);
        let palette = of_mode(mode);
        let pairs = needs.iter().filter_map(|need| match need {
            Need::Contrast(fore, back, least) => Some((*fore, *back, *least)),
            _ => None,
        });
        let mut judged = 0;
        for (fore, back, least) in pairs {
            let one = MEASURED.iter().find(|row| (row.0, row.1) == (fore.style(), back.style()));
            let (_, _, light, dark, needs) = one.unwrap_or_else(|| panic!("{fore:?} on {back:?}"));
            let measured = if mode == Mode::Light { light } else { dark };
            let found = palette.get(fore).contrast(palette.get(back));
            assert!(measured.abs_diff(found) <= 1, "{fore:?} on {back:?}: {measured} and {found}");
            assert_eq!(least, *needs);
            judged += 1;
        }
        assert_eq!(judged, MEASURED.len());
    }
}

/// At 20 throughout the look itself would be refused: amber and olive differ by 19.7 in light and 14.4 in dark.
#[test]
fn the_look_itself_gives_what_is_asked() {
    for (mode, nearest_two) in [(Mode::Light, 196), (Mode::Dark, 143)] {
        let (needs, palette) = (all(mode, &|_| true), of_mode(mode));
        let unmet: Vec<&Need> = needs.iter().filter(|need| !need.is_met(&palette)).collect();
        assert_eq!(unmet, Vec::<&Need>::new());
        let apart = needs.iter().filter_map(|need| match need {
            Need::Apart(one, two, _) => Some(palette.get(*one).difference(palette.get(*two))),
            _ => None,
        });
        let least = apart.min().expect("there are such pairs");
        assert!(least.abs_diff(nearest_two) <= 1, "{least}");
    }
}

/// Each requirement fails for some palette, and the colour that is named then meets it.
#[test]
fn what_is_named_instead_will_do() {
    let mut judged = 0;
    for mode in [Mode::Light, Mode::Dark] {
        let (needs, own) = (all(mode, &|_| true), of_mode(mode));
        for need in &needs {
            let token = need.changes();
            let from = match *need {
                Need::Contrast(_, back, _) => own.get(back),
                Need::Apart(one, ..) => own.get(one),
                Need::Paper(_) => Colour::parse("#808a90").expect("a colour"),
            };
            let palette = own.with(token, from);
            assert!(!need.is_met(&palette), "{need:?}");
            let Some(colour) = nearest(token, need, &needs, &palette) else {
                assert!(matches!(need, Need::Apart(..)), "{need:?}");
                continue;
            };
            assert!(need.is_met(&palette.with(token, colour)), "{need:?}: {colour}");
            // Nothing nearer would have done, and given everything else that is asked of it.
            let far = colour.level().abs_diff(from.level());
            for level in (0..=510_u16).filter(|level| level.abs_diff(from.level()) + 2 < far) {
                let nearer = own.with(token, from.at_level(level));
                assert!(needs.iter().any(|need| !need.is_met(&nearer)), "{need:?}: {colour}, {level}");
            }
            judged += 1;
        }
    }
    assert!(judged >= 70, "{judged}");
}

#[test]
fn a_voice_that_is_left_out_is_asked_for_nothing() {
    let voice = |token: &Token| matches!(token, Token::VoiceOne | Token::VoiceTwo);
    let needs = all(Mode::Light, &|token| !voice(token));
    assert!(needs.len() < all(Mode::Light, &|_| true).len());
    assert!(!needs.iter().any(|need| need.is_about(Token::VoiceOne) || need.is_about(Token::VoiceTwo)));
}
