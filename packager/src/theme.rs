//! A place's own theme in the style sheet of its packages.
//!
//! The sheet is embedded as it was built, with short names for its custom properties; the build writes down in
//! `tokens.json` which is which, what each holds, and where those of a theme may stand. Only what differs from the
//! sheet is written: the house's own theme changes no byte.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use bona_engine::colour::Colour;
use bona_engine::course::{HOUSE_MEDIA, Palette, Theme, Token};
use serde::Deserialize;

use crate::player;

/// What the build says of the sheet.
#[derive(Deserialize)]
struct Sheet {
    /// Short names by those of the sources: `accent` is `6`.
    names: BTreeMap<String, String>,
    /// What each holds by itself, and what some hold on dark paper instead.
    light: BTreeMap<String, String>,
    dark: BTreeMap<String, String>,
    /// Bytes of the sheet after which a theme's own rules stand: behind the colours, before all that uses or, on paper,
    /// replaces them.
    behind: usize,
}

static SHEET: LazyLock<Sheet> =
    LazyLock::new(|| serde_json::from_str(player::TOKENS).expect("the build writes what is read here"));

/// How a sign stands on the cover: one line high, on white, for which signs are drawn.
const LOGO: &str = ".logo{display:inline-block;block-size:1.4em;inline-size:auto;max-inline-size:100%;\
    box-sizing:content-box;object-fit:contain;padding:.3em;background:#fff;vertical-align:bottom}";

/// The player's style sheet with a theme.
pub(crate) fn style(theme: Option<&Theme>) -> Cow<'static, str> {
    let Some(theme) = theme else { return Cow::Borrowed(player::STYLE) };
    let own = rules(theme);
    if own.is_empty() {
        return Cow::Borrowed(player::STYLE);
    }
    let (before, after) = player::STYLE.split_at(SHEET.behind);
    Cow::Owned(format!("{before}{own}{after}"))
}

/// Where a file stands in a package, from the path by which it is asked for: a sign is none of the course's media.
pub(crate) fn place_of(path: &str) -> String {
    match path.strip_prefix(HOUSE_MEDIA) {
        Some(name) => format!("theme/{name}"),
        None => format!("media/{path}"),
    }
}

/// All that a theme sets otherwise than the sheet.
fn rules(theme: &Theme) -> String {
    let mut light = declared(&theme.light, &SHEET.light, None);
    for (name, faces) in [("serif", &theme.serif), ("sans", &theme.sans)] {
        let stack = stack(faces);
        if !faces.is_empty() && SHEET.light.get(name) != Some(&stack) {
            write!(light, "--{}:{stack};", SHEET.names[name]).expect("a text takes it");
        }
    }
    let dark = declared(&theme.dark, &SHEET.dark, Some(&theme.light));
    let mut rules = String::new();
    let block = |selector: &str, declared: &str| format!("{selector}{{{}}}", declared.trim_end_matches(';'));
    if !light.is_empty() {
        rules.push_str(&block(":root", &light));
    }
    if !dark.is_empty() {
        let auto = block(":root:not([data-theme=light])", &dark);
        let chosen = block(":root[data-theme=dark]", &dark);
        write!(rules, "@media screen and (prefers-color-scheme:dark){{{auto}}}@media screen{{{chosen}}}")
            .expect("a text takes it");
    }
    if theme.logo.is_some() {
        rules.push_str(LOGO);
    }
    rules
}

/// The colours that differ from those of the sheet. `under` is what stands where the sheet sets nothing in this mode.
fn declared(palette: &Palette, sheet: &BTreeMap<String, String>, under: Option<&Palette>) -> String {
    let mut declared = String::new();
    for token in Token::ALL {
        // A token that the sheet does not use has no name there.
        let Some(name) = SHEET.names.get(token.style()) else { continue };
        let colour = palette.get(token);
        let there = match (sheet.get(token.style()), under) {
            (Some(there), _) => Colour::parse(there),
            (None, Some(under)) => Some(under.get(token)),
            (None, None) => None,
        };
        if there != Some(colour) {
            write!(declared, "--{name}:{colour};").expect("a text takes it");
        }
    }
    declared
}

/// Faces as a style sheet names them: a name of several words stands in quotes.
fn stack(faces: &[String]) -> String {
    let quoted = |name: &String| match name.contains(' ') || name.bytes().any(|byte| byte.is_ascii_digit()) {
        true => format!("\"{name}\""),
        false => name.clone(),
    };
    faces.iter().map(quoted).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests;
