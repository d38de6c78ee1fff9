//! The themes of the house: colours, faces and a sign.

use super::shape::authored;

authored! {
    /// How packages of a place look: `house/themes/<id>.ron`. A course takes it by `theme: "…"`, a package by
    /// `bona package --theme`. It sets colours and faces; lines, sizes and the grid are the player's own.
    struct RawTheme "Theme" {
        /// What courses call it; the same as its file.
        id: String,
        /// What people call it.
        title: String,
        /// Colours on light paper.
        light: RawColours,
        /// Colours on dark paper.
        dark: RawColours,
        /// Faces for what people say, by their names, the one that is wanted most first and `serif` last; left out, the
        /// player's own.
        serif: Vec<String> = "Default::default",
        /// Faces for what the page says, `sans-serif` last; left out, the player's own.
        sans: Vec<String> = "Default::default",
        /// A sign that stands one line high on the cover.
        logo: Option<RawLogo>,
    }
    example "Theme(
    id: \"hospital_blue\",
    title: \"Plain hospital blue\",
    light: Colours(
        page: \"#f2f4f7\", surface: \"#ffffff\", ink: \"#16202b\", muted: \"#4a5563\", line: \"#6b7684\", hair: \"#ccd3dc\",
        accent: \"#0b4a8f\", accent_hover: \"#07315f\", on_accent: \"#ffffff\", accent_soft: \"#dde7f3\",
        good: \"#155c39\", good_soft: \"#dbebdf\", think: \"#754300\", think_soft: \"#f7e9cb\",
        bad: \"#9c1c1c\", bad_soft: \"#fae5e2\", focus: \"#16202b\", halo: \"#ffd43b\",
    ),
    dark: Colours(
        page: \"#11161c\", surface: \"#1a212a\", ink: \"#edf1f5\", muted: \"#b4bfcb\", line: \"#8b97a5\", hair: \"#38434f\",
        accent: \"#9cc6f2\", accent_hover: \"#c6def8\", on_accent: \"#0a2138\", accent_soft: \"#1b3350\",
        good: \"#8fd6a8\", good_soft: \"#18301f\", think: \"#f0c177\", think_soft: \"#37290f\",
        bad: \"#ffa8a3\", bad_soft: \"#3d1c1b\", focus: \"#edf1f5\", halo: \"#ffd43b\",
    ),
)"

    /// The colours of one mode, each as `#rrggbb`. Words need a contrast of 4.5 to 1 with every ground on which they
    /// stand, and lines that mean something 3 to 1; `bona check` reckons all of them.
    struct RawColours "Colours" {
        /// The paper: nearly white in `light`, nearly black in `dark`.
        page: String,
        /// The ground of what can be chosen or filled in.
        surface: String,
        /// Words.
        ink: String,
        /// Labels and hints.
        muted: String,
        /// Borders of controls.
        line: String,
        /// The margin; decoration alone.
        hair: String,
        /// You, now: what to press, what is done, the cover.
        accent: String,
        /// The same under the pointer.
        accent_hover: String,
        /// Words on the accent.
        on_accent: String,
        /// A ground of the accent's hue.
        accent_soft: String,
        /// A right answer.
        good: String,
        /// Its ground.
        good_soft: String,
        /// An answer that is not quite right.
        think: String,
        /// Its ground.
        think_soft: String,
        /// Something missing or broken.
        bad: String,
        /// Its ground.
        bad_soft: String,
        /// The ring round what has the keyboard.
        focus: String,
        /// A second ring inside the first, so that one of the two is seen on every ground.
        halo: String,
        /// The first speaker of a scene; left out, `muted`.
        voice_1: Option<String>,
        /// The second speaker; left out, `muted`.
        voice_2: Option<String>,
    }
    example "Colours(
    page: \"#f2f4f7\", surface: \"#ffffff\", ink: \"#16202b\", muted: \"#4a5563\", line: \"#6b7684\", hair: \"#ccd3dc\",
    accent: \"#0b4a8f\", accent_hover: \"#07315f\", on_accent: \"#ffffff\", accent_soft: \"#dde7f3\",
    good: \"#155c39\", good_soft: \"#dbebdf\", think: \"#754300\", think_soft: \"#f7e9cb\",
    bad: \"#9c1c1c\", bad_soft: \"#fae5e2\", focus: \"#16202b\", halo: \"#ffd43b\",
)"

    /// A sign of the place: a PNG or JPEG in `house/themes`.
    struct RawLogo "Logo" {
        /// The file beside the theme's.
        file: String,
        /// What it says to those who do not see it: mostly the place's name.
        alt: String,
    }
    example "Logo(file: \"trust.png\", alt: \"Riverside Hospitals\")"
}
