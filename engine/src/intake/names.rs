//! Whether two names can be one person's. Systems write them in other orders, with fewer parts, or without their accents; a
//! mistyped number brings a name that has nothing of the other.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Whether two names can be one person's: each part of the shorter one is in the other, in whatever order, without regard to
/// case, accents and punctuation. An empty name says nothing, and can be anybody's.
#[must_use]
pub fn alike(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let (one, other) = (set(one), set(other));
    one.is_subset(&other) || other.is_subset(&one)
}

/// Whether a name that somebody keyed can be another keying of this one: they have a part in common. It may be spelt
/// otherwise; a name without a common part is another person's.
pub(crate) fn same_keyed(one: &str, other: &str) -> bool {
    let (one, other) = (set(one), set(other));
    one.is_empty() || other.is_empty() || !one.is_disjoint(&other)
}

/// The parts of a name in one form, sorted; one that stands twice is there twice.
pub(crate) fn parts(name: &str) -> Vec<String> {
    let marks = |sign: &char| {
        !is_combining_mark(*sign) && !matches!(sign, '\'' | '\u{2019}' | '\u{200c}' | '\u{200d}')
    };
    let plain: String = name.nfkd().filter(marks).collect::<String>().to_lowercase();
    let parts = plain.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty());
    let mut parts: Vec<String> = parts.map(str::to_owned).collect();
    parts.sort();
    parts
}

fn set(name: &str) -> BTreeSet<String> {
    parts(name).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::{alike, same_keyed};

    #[test]
    fn a_name_is_known_in_another_order_and_without_its_accents() {
        for (one, other) in [
            ("Byrne, Ann", "Ann Byrne"),
            ("Zo\u{eb} D\u{ed}az", "zoe  diaz"),
            ("Zoe\u{308} D\u{ed}az", "ZO\u{cb} D\u{cd}AZ"),
            ("Sam O\u{2019}Neil-Shah", "Shah, Sam ONeil"),
            ("Ann", "Ann Mary Byrne"),
            ("", "Ann"),
            ("Bo 'Bee' Cole", "Bo Cole"),
        ] {
            assert!(alike(one, other) && alike(other, one), "{one}: {other}");
        }
        for (one, other) in
            [("Somebody Else", "Aggie Agnew"), ("Ann Byrne", "Ann Cole"), ("Sam Smith", "Sam Smithe")]
        {
            assert!(!alike(one, other), "{one}: {other}");
        }
        assert!(same_keyed("Ann Byrne", "Ann Burne") && same_keyed("", "Ann"));
        assert!(!same_keyed("Ann Byrne", "Bo Cole"));
    }
}
