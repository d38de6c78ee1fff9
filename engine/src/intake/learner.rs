//! What a learning system calls a learner, brought into one form so that the same person is known again.

use unicode_normalization::UnicodeNormalization as _;

use super::{hidden, hidden_in_id};

/// Longest id that an LMS may give, in characters (SCORM 1.2, `cmi.core.student_id`: 255).
pub const LEARNER_ID_MAX: usize = 255;

/// What kind of id an LMS gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum IdKind {
    /// The employer's number.
    StaffNumber,
    /// An e-mail address.
    Email,
    /// The name of an account in one LMS.
    Account,
    /// A code that the learner made.
    Code,
}

impl IdKind {
    /// As it is hashed and as it is typed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::StaffNumber => "staff_number",
            Self::Email => "email",
            Self::Account => "account",
            Self::Code => "code",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::StaffNumber, Self::Email, Self::Account, Self::Code]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

/// What an LMS calls a learner. It is not kept: only a keyed pseudonym of it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LearnerId {
    kind: IdKind,
    value: String,
}

impl LearnerId {
    /// Takes an id as the LMS wrote it: NFKC, trimmed, inner blanks to one, lower case. Noughts stay.
    /// `None` if nothing is left, more than 255 characters are, or a sign stands in it that nobody sees and that would make
    /// another person of it.
    #[must_use]
    pub fn new(kind: IdKind, written: &str) -> Option<Self> {
        // Most are plain ASCII, of which only the case and the blanks round it can differ.
        let plain = written.trim_matches(' ');
        if plain.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') && !plain.contains("  ") {
            let fits = (1..=LEARNER_ID_MAX).contains(&plain.len());
            return fits.then(|| Self { kind, value: plain.to_ascii_lowercase() });
        }
        Self::of_any(kind, written)
    }

    /// The same of an id that stands in a table, of which a spreadsheet may have made something else: then `None`.
    #[must_use]
    pub fn of_cell(kind: IdKind, written: &str) -> Option<Self> {
        match kind {
            IdKind::StaffNumber if spreadsheets(written).is_some() => None,
            _ => Self::given(kind, written),
        }
    }

    /// The same of an id that a system, or somebody, gives: `None` too where it is a word for nobody (`#N/A`, `-`, `none`), by which
    /// two people would become one.
    #[must_use]
    pub fn given(kind: IdKind, written: &str) -> Option<Self> {
        if nobody(kind, written).is_some() { None } else { Self::new(kind, written) }
    }

    fn of_any(kind: IdKind, written: &str) -> Option<Self> {
        // What somebody is called who states something is a name.
        let hides = match kind {
            IdKind::Code => hidden(written).filter(|sign| !sign.is_control()),
            _ => hidden_in_id(written),
        };
        if hides.is_some() {
            return None;
        }
        let plain: String = written.nfkc().filter(|c| !c.is_control() || c.is_whitespace()).collect();
        let value = plain.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let fits = !value.is_empty() && value.chars().count() <= LEARNER_ID_MAX;
        fits.then_some(Self { kind, value })
    }

    /// An account: the LMS's own address and the name in it, since a name alone means nothing elsewhere. `None` as of
    /// [`LearnerId::given`].
    #[must_use]
    pub fn account(home: &str, name: &str) -> Option<Self> {
        let name = Self::given(IdKind::Account, name)?;
        Self::new(IdKind::Account, &format!("{home} {}", name.value))
    }

    /// What kind it is.
    #[must_use]
    pub fn kind(&self) -> IdKind {
        self.kind
    }

    /// The id in its one form.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }
}

/// What a spreadsheet writes where it found no value.
const ERRORS: [&str; 14] = [
    "#n/a",
    "#ref!",
    "#value!",
    "#name?",
    "#div/0!",
    "#null!",
    "#num!",
    "#spill!",
    "#calc!",
    "#field!",
    "#blocked!",
    "#connect!",
    "#getting_data",
    "#unknown!",
];
/// What programs write where they have no value.
const EMPTY: [&str; 6] = ["0", "n/a", "null", "(null)", "(blank)", "undefined"];
/// What people write where they know none. They may be the name of an account that somebody chose.
const WORDS: [&str; 6] = ["none", "tbc", "tba", "tbd", "unknown", "not known"];

/// Why an id is nobody's: an error of a spreadsheet, a word for nothing, or signs alone. Case does not matter.
/// Empty text is not its business.
pub(super) fn nobody(kind: IdKind, written: &str) -> Option<String> {
    // A code is what its learner made of it.
    if kind == IdKind::Code {
        return None;
    }
    let plain = written.trim();
    let is_one_of = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(plain));
    let nothing = !plain.is_empty() && !plain.chars().any(char::is_alphanumeric);
    let word = is_one_of(&EMPTY) || kind != IdKind::Account && is_one_of(&WORDS);
    let why = match () {
        () if is_one_of(&ERRORS) => "is a spreadsheet's error",
        () if nothing || word => "stands where nothing is known",
        () => return None,
    };
    Some(format!("{} {why}, and is nobody's id: look up whose row it is", super::shown(plain)))
}

/// Why a staff number is none, where a spreadsheet made a number or a word of logic of it: `1.23E+11`, `1.0`, `TRUE`.
pub(super) fn spreadsheets(written: &str) -> Option<String> {
    let plain = written.trim();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let decimal =
        |text: &str| text.split_once(['.', ',']).is_some_and(|(whole, part)| digits(whole) && digits(part));
    let power = plain.split_once(['E', 'e']).is_some_and(|(number, power)| {
        (digits(number) || decimal(number)) && power.strip_prefix(['+', '-']).is_some_and(digits)
    });
    let logic = ["TRUE", "FALSE"].contains(&plain);
    (power || logic || decimal(plain)).then(|| {
        format!(
            "{} is what a spreadsheet makes of a number, and no staff number: set the column to text and fill in the number \
             itself",
            super::shown(plain)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{IdKind, LearnerId};

    #[test]
    fn what_a_spreadsheet_made_of_a_number_is_nobodys() {
        let number = |text: &str| LearnerId::of_cell(IdKind::StaffNumber, text);
        for spoilt in ["1.23E+11", "1E+05", "1,5e-3", "1.0", "11.5", " 0,5 ", "TRUE", "FALSE"] {
            assert_eq!(number(spoilt), None, "{spoilt}");
            assert!(super::spreadsheets(spoilt).is_some_and(|why| why.contains("set the column to text")));
        }
        for plain in ["0042", "12E4", "E+1", "true", "1.2.3", "1.", ".5", "A1.0", "12-3"] {
            assert_eq!(number(plain), LearnerId::new(IdKind::StaffNumber, plain), "{plain}");
            assert!(number(plain).is_some(), "{plain}");
        }
        assert!(LearnerId::of_cell(IdKind::Account, "https://x.example 1.0").is_some());
    }

    #[test]
    fn what_stands_for_nothing_is_nobodys() {
        let kinds = [IdKind::StaffNumber, IdKind::Email, IdKind::Account];
        for text in [
            "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", " #num! ", "N/A", "n/a", "-", "--",
            "?", "\u{2013}", "...", "####", "null", "NULL", "0", "(blank)",
        ] {
            for kind in kinds {
                assert_eq!(LearnerId::of_cell(kind, text), None, "{text}");
                assert!(super::nobody(kind, text).is_some_and(|why| why.contains("nobody's id")), "{text}");
            }
            assert_eq!(LearnerId::account("https://lms.example", text), None, "{text}");
            assert!(
                LearnerId::new(IdKind::StaffNumber, text).is_some(),
                "what was recorded is found: {text}"
            );
        }
        for word in ["none", "TBC", "tba", "Unknown"] {
            assert_eq!(LearnerId::given(IdKind::StaffNumber, word), None, "{word}");
            assert_eq!(LearnerId::given(IdKind::Email, word), None, "{word}");
            assert!(
                LearnerId::account("https://lms.example", word).is_some(),
                "somebody may be called {word}"
            );
        }
        for real in
            ["0000", "0042", "10", "N/A1", "A-", "na", "nan", "jnull", "null@elm.example", "0a", "\u{738b}"]
        {
            for kind in kinds {
                assert_eq!(LearnerId::given(kind, real), LearnerId::new(kind, real), "{real}");
            }
        }
        assert!(LearnerId::given(IdKind::Code, "-").is_some(), "a code is what its learner made of it");
    }

    #[test]
    fn an_id_is_the_same_however_it_is_typed() {
        let email = |text: &str| LearnerId::new(IdKind::Email, text);
        assert_eq!(email("  A.Byrne@ELM.example\u{a0}"), email("a.byrne@elm.example"));
        assert_eq!(email("ａ.byrne@elm.example"), email("a.byrne@elm.example"));
        let number = |text: &str| LearnerId::new(IdKind::StaffNumber, text);
        assert_ne!(number("0042"), number("42"));
        assert_eq!(number("ab \t 12"), number("AB 12"));
        assert_eq!(number(" \t\u{0} "), None);
        assert_eq!(
            (number("00\u{202e}42"), number("\u{200b}0042"), number("0042\u{feff}")),
            (None, None, None)
        );
        assert_eq!(number(&"9".repeat(256)), None);
        for plain in [
            "0042",
            " AB  12 ",
            "A.Byrne@ELM.example",
            "",
            "  ",
            "a b",
            "~!\u{7f}",
            "a\tb",
            &"9".repeat(255),
            &"9".repeat(256),
        ] {
            assert_eq!(number(plain), LearnerId::of_any(IdKind::StaffNumber, plain), "{plain:?}");
        }
        assert_ne!(LearnerId::account("https://lms.example", "ann"), LearnerId::new(IdKind::Account, "ann"));
        assert_eq!(LearnerId::account("https://lms.example", ""), None);
        for kind in [IdKind::StaffNumber, IdKind::Email, IdKind::Account, IdKind::Code] {
            assert_eq!(IdKind::parse(kind.name()), Some(kind));
        }
    }
}
