//! A place's own theme: that its colours can be read by everybody, and that its faces and its sign can be shown.
//!
//! What is asked of colours is a list of requirements; each that is not met is told with the nearest colour of the same
//! hue that would do.

mod need;

use std::sync::Arc;

use super::context::{Context, Spot};
use super::{media, say};
use crate::colour::Colour;
use crate::course::{Logo, Palette, Theme, Token};
use crate::diagnostic::Diagnostic;
use crate::id::ThemeId;
use crate::limits;
use crate::raw::{RawColours, RawLogo, RawTheme};
use crate::rule::Rule;
use need::{Mode, Need};

/// Takes a theme of the house, which must bear the name of its file.
pub(super) fn take(context: &mut Context<'_>, raw: RawTheme, spot: Spot) {
    let file = spot.file();
    let name = file.rsplit(['/', '\\']).next().unwrap_or_default().trim_end_matches(".ron");
    if raw.id != name && crate::id::is_id(&raw.id) {
        let message = format!("the theme `{}` stands in the file `{name}.ron`", raw.id);
        let fault = Diagnostic::new(Rule::IdNotFileName, spot.field("id").at(), message);
        context.fault(fault.label("not the file's name").help(say::id_or_file(&raw.id, name)));
    }
    Arc::make_mut(&mut context.house_themes).insert(name.to_owned(), (raw, spot));
}

/// The theme that is asked for by name: by whoever packs, or else by the course.
pub(super) fn chosen(context: &mut Context<'_>, named: Option<&String>, spot: &Spot) -> Option<Theme> {
    let id = context.options.theme.clone().or_else(|| named.cloned())?;
    let Some((raw, own)) = context.house_themes.get(&id).cloned() else {
        let known: Vec<String> = context.house_themes.keys().cloned().collect();
        context.unknown(Rule::UnknownTheme, spot.at(), "theme", &id, known.iter().map(String::as_str));
        return None;
    };
    let id = context.id(&own.field("id"), &raw.id, ThemeId::parse);
    context.names_a_file(&own.field("id"), &raw.id);
    let title = context.title(&own.field("title"), &raw.title);
    let light = palette(context, &raw.light, Mode::Light, &own.field("light"));
    let dark = palette(context, &raw.dark, Mode::Dark, &own.field("dark"));
    let serif = faces(context, &raw.serif, "serif", &own.field("serif"));
    let sans = faces(context, &raw.sans, "sans-serif", &own.field("sans"));
    let logo = raw.logo.as_ref().and_then(|raw| logo(context, raw, &own.field("logo")));
    Some(Theme { id: id?, title, light: light?, dark: dark?, serif, sans, logo })
}

/// Reads and judges the colours of a mode; `None` if one of them is no colour.
fn palette(context: &mut Context<'_>, raw: &RawColours, mode: Mode, spot: &Spot) -> Option<Palette> {
    let mut palette = Palette([Colour { parts: [0; 3] }; Token::ALL.len()]);
    let mut whole = true;
    for token in Token::ALL {
        let written = written(raw, token).unwrap_or(&raw.muted);
        match Colour::parse(written) {
            Some(colour) => palette = palette.with(token, colour),
            None => {
                whole = false;
                if self::written(raw, token).is_some() {
                    no_colour(context, written, &spot.field(token.field()), token);
                }
            }
        }
    }
    if !whole {
        return None;
    }
    let given = |token: &Token| written(raw, *token).is_some();
    let needs = need::all(mode, &given);
    for need in needs.iter().filter(|need| !need.is_met(&palette)) {
        unmet(context, need, &needs, &palette, mode, spot);
    }
    Some(palette)
}

fn no_colour(context: &mut Context<'_>, written: &str, spot: &Spot, token: Token) {
    let fault = Diagnostic::new(Rule::ColourForm, spot.at(), format!("`{written}` is no colour"));
    let help = match Colour::parse(&format!("#{written}")) {
        Some(meant) => format!("write `{}: \"{meant}\"`", token.field()),
        None => {
            "write `#` and six digits, two each for red, green and blue, such as `\"#0b4a8f\"`".to_owned()
        }
    };
    context.fault(fault.label("`#` and six digits from 0 to 9 and a to f").help(help));
}

/// Tells of a requirement that is not met, and of the nearest colour that would meet it.
fn unmet(context: &mut Context<'_>, need: &Need, all: &[Need], palette: &Palette, mode: Mode, spot: &Spot) {
    let token = need.changes();
    let field = token.field();
    let (rule, message, label) = need.tell(palette, mode);
    let fault = Diagnostic::new(rule, spot.field(field).at(), message).label(label);
    let help = match need::nearest(token, need, all, palette) {
        Some(colour) => format!("write `{field}: \"{colour}\"`, the nearest of its hue that will do"),
        None => format!("no lightness of this hue will do: choose another hue for `{field}`"),
    };
    context.fault(fault.help(help));
}

/// What an author wrote for a token; a voice may be left out.
fn written(raw: &RawColours, token: Token) -> Option<&String> {
    Some(match token {
        Token::Page => &raw.page,
        Token::Surface => &raw.surface,
        Token::Ink => &raw.ink,
        Token::Muted => &raw.muted,
        Token::Line => &raw.line,
        Token::Hair => &raw.hair,
        Token::Accent => &raw.accent,
        Token::AccentHover => &raw.accent_hover,
        Token::OnAccent => &raw.on_accent,
        Token::AccentSoft => &raw.accent_soft,
        Token::Good => &raw.good,
        Token::GoodSoft => &raw.good_soft,
        Token::Think => &raw.think,
        Token::ThinkSoft => &raw.think_soft,
        Token::Bad => &raw.bad,
        Token::BadSoft => &raw.bad_soft,
        Token::Focus => &raw.focus,
        Token::Halo => &raw.halo,
        Token::VoiceOne => return raw.voice_1.as_ref(),
        Token::VoiceTwo => return raw.voice_2.as_ref(),
    })
}

/// Faces by their names: nothing that could be an address, and at the end what every device has.
fn faces(context: &mut Context<'_>, raw: &[String], last: &str, spot: &Spot) -> Vec<String> {
    for (at, name) in raw.iter().enumerate() {
        let words = ["inherit", "initial", "unset", "revert", "default", "none"];
        let sign = |sign: char| sign.is_ascii_alphanumeric() || sign == ' ' || sign == '-';
        let good = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '-')
            && name.chars().all(sign)
            && name.len() <= limits::FACE
            && !name.ends_with(' ')
            && !words.contains(&name.to_ascii_lowercase().as_str());
        if !good {
            let message = format!("`{name}` cannot be the name of a face");
            let fault = Diagnostic::new(Rule::FaceName, spot.index(at).at(), message)
                .label("letters, digits, blanks and `-`; no file and no address");
            context.fault(fault.help(
                "write the name of a face that devices have, such as `\"Georgia\"`: a package loads nothing from elsewhere",
            ));
        }
    }
    let ends = raw.last().is_none_or(|name| name == last || name == "system-ui");
    if !ends || raw.len() > limits::FACES {
        let message = match ends {
            true => format!("{} faces are named", raw.len()),
            false => "a device that has none of these faces chooses any".to_owned(),
        };
        let fault = Diagnostic::new(Rule::FaceName, spot.at(), message);
        let label = format!("at most {}, `{last}` last", limits::FACES);
        context.fault(fault.label(label).help(format!("end the list with `\"{last}\"`")));
    }
    raw.to_vec()
}

fn logo(context: &mut Context<'_>, raw: &RawLogo, spot: &Spot) -> Option<Logo> {
    let alt = media::words_for(context, &spot.field("alt"), &raw.alt, &raw.file);
    let (width, height) = media::house_picture(context, &raw.file, &spot.field("file"))?;
    Some(Logo { file: raw.file.clone(), alt, width, height })
}
