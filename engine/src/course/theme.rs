//! How a package looks: the colours and faces that a place may set. Lines, sizes and the grid are the player's own.

use crate::colour::Colour;
use crate::id::ThemeId;

/// The colours and faces of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// What courses and the command line call it.
    pub id: ThemeId,
    /// What people call it.
    pub title: String,
    /// Colours on light paper.
    pub light: Palette,
    /// Colours on dark paper.
    pub dark: Palette,
    /// Names of faces for what people say, the first that a device has; empty for the player's own.
    pub serif: Vec<String>,
    /// The same for what the page says.
    pub sans: Vec<String>,
    /// A sign of the place, one line high on the first page.
    pub logo: Option<Logo>,
}

/// A sign of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// Its file beside the theme's.
    pub file: String,
    /// What it says to those who do not see it.
    pub alt: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

impl Logo {
    /// The path by which whoever packs asks for the file: no path of a course's own media has a colon.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{HOUSE_MEDIA}{}", self.file)
    }
}

/// What stands before the name of a file that lies beside the house's themes, and not in a course's folder.
pub const HOUSE_MEDIA: &str = "house:";

/// The colours of one mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette(pub(crate) [Colour; Token::ALL.len()]);

impl Palette {
    /// The colour of a token.
    #[must_use]
    pub fn get(&self, token: Token) -> Colour {
        self.0[token as usize]
    }

    /// The same colours, and another for one token.
    #[must_use]
    pub(crate) fn with(mut self, token: Token, colour: Colour) -> Self {
        self.0[token as usize] = colour;
        self
    }
}

macro_rules! tokens {
    ($($(#[doc = $says:literal])+ $token:ident $style:literal $field:literal)*) => {
        /// What a colour is for. Each mode of a theme sets all of them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Token {
            $($(#[doc = $says])+ $token,)*
        }

        impl Token {
            /// All of them, in the order in which a theme lists them.
            pub const ALL: [Self; 20] = [$(Self::$token),*];

            /// Its name in the player's style sheet, `accent-hover`.
            #[must_use]
            pub fn style(self) -> &'static str {
                match self {
                    $(Self::$token => $style,)*
                }
            }

            /// Its name in a theme's file, `accent_hover`.
            #[must_use]
            pub fn field(self) -> &'static str {
                match self {
                    $(Self::$token => $field,)*
                }
            }
        }
    };
}

tokens! {
    /// The paper.
    Page "page" "page"
    /// What can be chosen or filled in.
    Surface "surface" "surface"
    /// Words.
    Ink "ink" "ink"
    /// Labels and hints.
    Muted "muted" "muted"
    /// Borders of controls.
    Line "line" "line"
    /// The margin; decoration alone.
    Hair "hair" "hair"
    /// You, now: what to press, what is done, the cover.
    Accent "accent" "accent"
    /// The same under the pointer.
    AccentHover "accent-hover" "accent_hover"
    /// Words on the accent.
    OnAccent "on-accent" "on_accent"
    /// A ground of the accent's hue.
    AccentSoft "accent-soft" "accent_soft"
    /// A right answer.
    Good "good" "good"
    /// Its ground.
    GoodSoft "good-soft" "good_soft"
    /// An answer that is not quite right.
    Think "think" "think"
    /// Its ground.
    ThinkSoft "think-soft" "think_soft"
    /// Something missing or broken.
    Bad "bad" "bad"
    /// Its ground.
    BadSoft "bad-soft" "bad_soft"
    /// The ring round what has the keyboard.
    Focus "focus" "focus"
    /// A second ring inside the first.
    Halo "halo" "halo"
    /// The first speaker of a scene.
    VoiceOne "voice-1" "voice_1"
    /// The second speaker.
    VoiceTwo "voice-2" "voice_2"
}
