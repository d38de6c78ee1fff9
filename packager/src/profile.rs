//! What kinds of LMS differ in: one table, read by the player's data block, the state's budget and the admin sheet.
//!
//! Nothing here is a standard. Values are those of the LMS sheet (docs/lms.md); where a kind of LMS was not
//! looked at, `universal` is what all of them take.

/// A kind of LMS and its ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    /// As written on the command line and in file names.
    pub name: &'static str,
    /// What administrators call it.
    pub title: &'static str,
    /// Characters that it keeps of the learner's place (SCORM 1.2, `cmi.suspend_data`: at most 4,096).
    pub state_budget: usize,
    /// Whether answers are reported one by one, as far as the LMS says at run time that it takes them.
    pub interactions: bool,
    /// Whether a finished course is left with `cmi.core.exit` = `suspend`, so that it can be opened again
    /// with its answers; otherwise with the empty word.
    pub suspend_when_finished: bool,
    /// Whether using up all attempts is told as `failed`; otherwise the course stays `incomplete`.
    pub failed_when_used_up: bool,
    /// Milliseconds for which page turns are gathered into one save.
    pub pause: u32,
}

/// What all kinds of LMS take.
const UNIVERSAL: Profile = Profile {
    name: "universal",
    title: "any LMS",
    state_budget: 4_096,
    interactions: true,
    suspend_when_finished: true,
    failed_when_used_up: false,
    pause: 1_000,
};

/// Every profile, `universal` first, in the order in which help lists them.
pub const PROFILES: &[Profile] = &[
    UNIVERSAL,
    // Its adapter knows no interactions, keeps less, and may ask its server once for every value.
    Profile {
        name: "esr",
        title: "NHS Electronic Staff Record",
        state_budget: 3_900,
        interactions: false,
        suspend_when_finished: false,
        pause: 2_000,
        ..UNIVERSAL
    },
    Profile { name: "learning-hub", title: "NHS Learning Hub", ..UNIVERSAL },
    Profile { name: "moodle", title: "Moodle", ..UNIVERSAL },
    Profile { name: "totara", title: "Totara", ..UNIVERSAL },
    Profile { name: "openedx", title: "Open edX", interactions: false, ..UNIVERSAL },
    Profile {
        name: "aicc",
        title: "a learning system that speaks AICC",
        state_budget: 3_900,
        interactions: false,
        suspend_when_finished: false,
        ..UNIVERSAL
    },
];

impl Profile {
    /// The profile of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        PROFILES.iter().find(|profile| profile.name == name)
    }

    /// Characters that the worst case of the learner's place may need: the budget less 5 % (ST-05).
    #[must_use]
    pub fn state_limit(&self) -> usize {
        self.state_budget * 95 / 100
    }
}

#[cfg(test)]
mod tests {
    use super::{PROFILES, Profile};

    #[test]
    fn each_name_is_found_and_the_limits_are_those_of_the_sheet() {
        for profile in PROFILES {
            assert_eq!(Profile::named(profile.name), Some(profile));
        }
        assert_eq!(Profile::named("blackboard"), None);
        let limit = |name| Profile::named(name).map(Profile::state_limit);
        assert_eq!((limit("universal"), limit("esr")), (Some(3_891), Some(3_705)));
    }
}
