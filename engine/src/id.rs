//! Ids: what authors call things.
//!
//! An id is `[a-z][a-z0-9_]{2,39}`: legal in SCORM, cmi5, QTI, URLs, XML and file names.
//! It never carries a version and never comes from position, time or chance, so that a learner's
//! record still means the same thing after a course was edited.

use std::fmt;

/// Longest id, in characters. Source: `MANIFEST_<id>` must stay within 100 characters in every standard.
pub const ID_MAX: usize = 40;
/// Shortest id, in characters.
pub const ID_MIN: usize = 3;

/// Says whether a text is a legal id.
#[must_use]
pub fn is_id(text: &str) -> bool {
    let bytes = text.as_bytes();
    (ID_MIN..=ID_MAX).contains(&bytes.len())
        && bytes[0].is_ascii_lowercase()
        && bytes.iter().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'_')
}

/// Whether Windows keeps a name for its devices, whatever ending follows: `con`, `aux.png`, `com1`. Source: Naming
/// Files, Paths, and Namespaces, of Microsoft.
#[must_use]
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_lowercase();
    let numbered = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || numbered.is_some_and(|number| matches!(number.as_bytes(), [b'1'..=b'9']))
}

/// Whether a text has the form of a BCP 47 tag: a language, then parts of 2 to 8 letters or digits.
#[must_use]
pub fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().is_some_and(|part| {
        (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase())
    });
    first
        && tag.len() <= 35
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

macro_rules! id_types {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Takes an id as it was written; `None` if it is not one (see [`is_id`]).
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                is_id(text).then(|| Self(text.to_owned()))
            }

            /// The id as it was written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }
    )*};
}

id_types! {
    /// A course: unique in the world as far as its publisher can make it.
    CourseId,
    /// A module: unique in its course.
    ModuleId,
    /// A page: unique in its course.
    PageId,
    /// A fact of the house: unique in the house.
    FactId,
    /// A block that was given a name: unique in its course.
    BlockId,
    /// A question: unique in its course, banks included.
    QuestionId,
    /// An option of a question: unique in its question.
    OptionId,
    /// A bank of questions: unique in its course.
    BankId,
    /// A branching scenario: unique in its course.
    ScenarioId,
    /// A node or an ending of a scenario: unique in its scenario.
    NodeId,
    /// A choice of a node: unique in its scenario.
    ChoiceId,
    /// A flag that choices set: unique in its scenario.
    FlagId,
    /// A pledge: unique in its course.
    PledgeId,
    /// A poll: unique in its course.
    PollId,
    /// A questionnaire: unique in its course.
    QuestionnaireId,
    /// A question of opinion: unique in its questionnaire.
    OpinionId,
    /// A place to write for oneself: unique in its course.
    ReflectionId,
    /// A role that parts of a course are meant for: unique in its course.
    RoleId,
    /// A term in the house's list of terms.
    TermId,
    /// A learning outcome: unique in its course.
    OutcomeId,
    /// A framework in the house's list of frameworks.
    FrameworkId,
    /// An item of a framework: unique in its framework.
    FrameworkItemId,
    /// A group of the house that invented people can belong to.
    PeopleGroupId,
    /// A source in the house's list of sources.
    SourceId,
    /// An entry of the house's list of support.
    SupportId,
    /// A theme of the house.
    ThemeId,
}

#[cfg(test)]
mod tests {
    use super::{CourseId, is_device, is_id, is_language_tag};

    #[test]
    fn ids_are_short_lower_case_and_start_with_a_letter() {
        for good in ["abc", "first_contact", "m01", &"a".repeat(40)] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", "ab", "Abc", "1abc", "a-b-c", "a b c", "äbc", &"a".repeat(41)] {
            assert!(!is_id(bad), "{bad}");
            assert!(CourseId::parse(bad).is_none());
        }
    }

    #[test]
    fn names_of_devices_are_known() {
        for name in ["con", "CON", "con.png", "aux.tar.gz", "nul ", "prn.", "com1", "lpt9.ron"] {
            assert!(is_device(name), "{name}");
        }
        for name in ["cons", "icon", "con_1", "com", "com0", "com10", "a.con", "", ".con", "lpt"] {
            assert!(!is_device(name), "{name}");
        }
    }

    #[test]
    fn language_tags_have_their_form() {
        for good in ["en-GB", "cy", "pt-BR", "zh-Hans-CN", "sgn"] {
            assert!(is_language_tag(good), "{good}");
        }
        for bad in ["", "English", "e", "EN", "en_GB", "en-", "en-a", "en-GB oxendict"] {
            assert!(!is_language_tag(bad), "{bad}");
        }
    }
}
