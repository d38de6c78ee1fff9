//! A theme in the style sheet, linked and inside a page; and the house's own theme, which is the sheet.

use std::collections::BTreeMap;

use bona_engine::check::{Given, HouseFile, HouseList, Input, Options, check};
use bona_engine::course::{Course, Theme, Token};

use super::{SHEET, style};
use crate::made_up::{Counting, Shelf};
use crate::pack::{PackOptions, pack};
use crate::page::sample;
use crate::player;
use crate::standard::standard;
use crate::standard::tests::{options, unpacked};

const HOUSE: &str = include_str!("../../../courses/house/themes/house.ron");
const BLUE: &str = include_str!("../../../tests/fixtures/reference/house/themes/hospital_blue.ron");
const LOGO: &[u8] = include_bytes!("../../../tests/fixtures/reference/house/themes/riverside.png");
/// The sheet as it is written by hand.
const TOKENS: &str = include_str!("../../player/src/css/tokens.css");

/// A theme of these words, checked by the engine with a small course.
fn theme(id: &str, text: &str) -> Theme {
    let mut input = Input { folder: "c".into(), ..Input::default() };
    let name = format!("house/themes/{id}.ron");
    let given = Given::Bytes(text.as_bytes().to_vec());
    input.house.push(HouseFile { name, lists: HouseList::Theme, given });
    let logo = bona_engine::check::Media { bytes: LOGO.len() as u64, head: LOGO.to_vec(), cut_off: false };
    input.house_media.insert("riverside.png".into(), logo);
    for (path, text) in [
        ("course.ron", include_str!("../../../tests/fixtures/minimal/course.ron")),
        ("modules/welcome.ron", include_str!("../../../tests/fixtures/minimal/modules/welcome.ron")),
    ] {
        input.files.insert(path.into(), Given::Bytes(text.as_bytes().to_vec()));
    }
    let checked = check(&input, &Options { theme: Some(id.into()), ..Options::default() });
    let course = checked.value.unwrap_or_else(|| panic!("{:?}", checked.diagnostics));
    course.theme.expect("it was asked for")
}

fn blue() -> Course {
    Course { theme: Some(theme("hospital_blue", BLUE)), ..sample::course() }
}

/// What the sheet's sources set of a name, first in light and then in each of the two dark blocks.
fn written(name: &str) -> Vec<&'static str> {
    let marks = format!("  --{name}: ");
    TOKENS
        .lines()
        .filter_map(|line| line.trim_start_matches("  ").strip_prefix(marks.trim_start())?.strip_suffix(';'))
        .collect()
}

#[test]
fn the_theme_of_the_house_is_the_sheet_itself() {
    let house = theme("house", HOUSE);
    assert_eq!(style(Some(&house)), player::STYLE);
    let same = |colour: bona_engine::colour::Colour, text: &str| {
        assert_eq!(bona_engine::colour::Colour::parse(text), Some(colour), "{text}");
    };
    let mut judged = 0;
    for token in Token::ALL {
        let found = written(token.style());
        match found.as_slice() {
            // One value serves both papers.
            [one] => [house.light, house.dark].into_iter().for_each(|mode| same(mode.get(token), one)),
            [light, auto, chosen] => {
                same(house.light.get(token), light);
                same(house.dark.get(token), auto);
                assert_eq!(auto, chosen);
            }
            // Nothing stands on this ground yet.
            [] => assert_eq!(token, Token::BadSoft),
            _ => panic!("{token:?}: {found:?}"),
        }
        judged += found.len();
    }
    assert!(judged >= 50, "{judged}");
    // The oracle: with one colour changed it is no longer the sheet.
    let changed = theme("house", &HOUSE.replacen("#5b2453", "#5b2455", 1));
    assert_ne!(style(Some(&changed)), player::STYLE);
}

/// Documents that no theme touches are drawn in the colours of the house, each under its own name.
#[test]
fn what_is_not_themed_has_the_colours_of_the_house() {
    let house = theme("house", HOUSE);
    let colour = bona_engine::colour::Colour::parse;
    let named = |text: &str, palette: &bona_engine::course::Palette| {
        let mut judged = 0;
        for token in Token::ALL {
            for value in text.split(&format!("--{}:#", token.style())).skip(1) {
                let found = colour(&format!("#{}", value.split([';', '}']).next().unwrap_or_default()));
                // Paper is white in print.
                let white = token == Token::Page && found == colour("#fff");
                assert!(white || found == Some(palette.get(token)), "{token:?}: {found:?}");
                judged += 1;
            }
        }
        judged
    };
    let sheet = include_str!("../../templates/readme-lms.css");
    let (before, dark) = sheet.split_once("@media (prefers-color-scheme:dark)").expect("it has a dark mode");
    let (dark, after) = dark.split_once("}}").expect("which ends");
    assert_eq!((named(before, &house.light), named(dark, &house.dark)), (6, 6));
    assert_eq!(named(after, &house.light), 6);
    let drawing = include_str!("../graph/svg.rs");
    let mut drawn = 0;
    for piece in drawing.split("#").skip(1) {
        let digits: String = piece.chars().take_while(char::is_ascii_hexdigit).collect();
        let Some(found) = colour(&format!("#{digits}")) else { continue };
        let known =
            |mode: &bona_engine::course::Palette| Token::ALL.iter().any(|token| mode.get(*token) == found);
        assert!(known(&house.light) || known(&house.dark), "{found}");
        drawn += 1;
    }
    assert!(drawn >= 15, "{drawn}");
}

#[test]
fn a_theme_stands_behind_the_colours_and_before_what_paper_replaces() {
    let own = theme("hospital_blue", BLUE);
    let themed = style(Some(&own));
    let at = |text: &str| themed.find(text).unwrap_or_else(|| panic!("`{text}`: {themed}"));
    let name = |token: &str| format!("--{}:", SHEET.names[token]);
    let (house, blue) =
        (at(&format!("{}#5b2453", name("accent"))), at(&format!("{}#0b4a8f", name("accent"))));
    let paper = themed.rfind("@media print").expect("paper has rules of its own");
    assert!(house < blue && blue < at("*,:before,:after{") && blue < paper);
    for (mode, palette) in [("light", &own.light), ("dark", &own.dark)] {
        for (token, there) in if mode == "light" { &SHEET.light } else { &SHEET.dark } {
            let Some(one) = Token::ALL.iter().find(|one| one.style() == token) else { continue };
            let wanted = format!("{}{}", name(token), palette.get(*one));
            let kept = bona_engine::colour::Colour::parse(there) == Some(palette.get(*one));
            assert!(kept || themed.matches(&wanted).count() >= 1, "{mode}: {wanted}");
        }
    }
    let dark = format!("{}{}", name("accent"), own.dark.get(Token::Accent));
    assert_eq!(themed.matches(&dark).count(), 2, "as the device says, and as the learner says");
    assert!(themed.contains("Georgia,\"Noto Serif\",serif") && themed.contains(".logo{"));
    // Nothing of a theme can lead out of the sheet, and the sheet's own rules are all there.
    assert!(!themed.contains("url(") && !themed.contains("@import"));
    assert_eq!(themed.len() - super::rules(&own).len(), player::STYLE.len());
}

fn made(course: &Course, format: &str) -> Vec<u8> {
    let shelf = Shelf::default().with("desk.png", b"\x89PNG\r\n\x1a\n..").with("house:riverside.png", LOGO);
    let options: PackOptions<'_> = options("universal");
    let mut bytes = Vec::new();
    let standard = standard(format).expect("a format");
    pack(course, &shelf, standard, &options, &Counting::patient(), &mut bytes).expect("packed");
    bytes
}

/// Linked and inside one page, with its sign; and the content hash does not know of it.
#[test]
fn a_themed_package_carries_its_style_and_its_sign() {
    let (plain, themed) = (sample::course(), blue());
    let (files, _) = unpacked(made(&themed, "scorm12"));
    let text =
        |files: &BTreeMap<String, Vec<u8>>, name: &str| String::from_utf8_lossy(&files[name]).into_owned();
    assert_eq!(text(&files, "player.css"), style(themed.theme.as_ref()));
    assert_eq!(files["theme/riverside.png"], LOGO);
    assert!(text(&files, "imsmanifest.xml").contains("href=\"theme/riverside.png\""));
    let page = text(&files, "index.html");
    let sign = "<img class=\"logo\" src=\"theme/riverside.png\" alt=\"Riverside Hospitals\" width=\"160\" height=\"40\">";
    assert_eq!(page.matches(sign).count(), themed.modules.len());
    let (without, _) = unpacked(made(&plain, "scorm12"));
    assert!(
        !without.contains_key("theme/riverside.png")
            && !text(&without, "index.html").contains("class=\"logo\"")
    );
    assert_eq!(text(&without, "player.css"), player::STYLE);
    let hash = |files: &BTreeMap<String, Vec<u8>>| {
        let evidence: serde_json::Value =
            serde_json::from_slice(&files["course-evidence.json"]).expect("JSON");
        evidence["content"].clone()
    };
    assert!(hash(&files).is_string() && hash(&files) == hash(&without));
    let single = String::from_utf8(made(&themed, "html-single")).expect("a page is text");
    assert!(single.contains("<img class=\"logo\" src=\"data:image/png;base64,"));
    assert!(single.contains("Georgia,\"Noto Serif\",serif") && !single.contains("theme/riverside.png"));
}
