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
    /// Characters that it keeps of the learner's place (`cmi.suspend_data`: 4,096 in SCORM 1.2; 4,000 in the second
    /// edition of 2004 and 64,000 in later ones, of which nobody can be sure).
    pub state_budget: usize,
    /// Whether answers are reported one by one, as far as the LMS says at run time that it takes them.
    pub interactions: bool,
    /// Whether a finished course is left with `exit` = `suspend`, so that it can be opened again with its answers;
    /// otherwise with the empty word in SCORM 1.2 and `normal` in 2004.
    pub suspend_when_finished: bool,
    /// Whether using up all attempts is told as `failed`; otherwise the course stays `incomplete`.
    pub failed_when_used_up: bool,
    /// Milliseconds for which page turns are gathered into one save.
    pub pause: u32,
    /// The formats by which it can hear of learners; empty for all of them (decisions, C-N-14).
    pub hears: &'static [&'static str],
}

/// The formats that tell a learning system of its learners. Any other says nothing to it, and can be put anywhere.
const TELLING: &[&str] = &["scorm12", "scorm2004-3", "scorm2004-4", "cmi5", "xapi", "aicc"];

/// What all kinds of LMS take.
const UNIVERSAL: Profile = Profile {
    name: "universal",
    title: "any LMS",
    state_budget: 4_096,
    interactions: true,
    suspend_when_finished: true,
    failed_when_used_up: false,
    pause: 1_000,
    hears: &[],
};

/// The profile of a page that frames the course and keeps the record itself.
pub(crate) const HOST: &str = "host";

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
        hears: &["scorm12", "aicc"],
        ..UNIVERSAL
    },
    Profile { name: "learning-hub", title: "NHS Learning Hub", hears: &["scorm12"], ..UNIVERSAL },
    Profile { name: "moodle", title: "Moodle", ..UNIVERSAL },
    Profile { name: "totara", title: "Totara", ..UNIVERSAL },
    Profile {
        name: "openedx",
        title: "Open edX",
        interactions: false,
        hears: &["scorm12", "scorm2004-3", "scorm2004-4"],
        ..UNIVERSAL
    },
    // The least that any edition of SCORM 2004 keeps, since one table serves them all.
    Profile {
        name: "scorm-cloud",
        title: "SCORM Cloud",
        state_budget: 4_000,
        failed_when_used_up: true,
        ..UNIVERSAL
    },
    Profile { name: "canvas", title: "Canvas", state_budget: 4_000, failed_when_used_up: true, ..UNIVERSAL },
    Profile {
        name: "aicc",
        title: "a learning system that speaks AICC",
        state_budget: 3_900,
        interactions: false,
        suspend_when_finished: false,
        hears: &["aicc"],
        ..UNIVERSAL
    },
    // It hears by messages between windows, which the player of the plain files sends for it.
    Profile { name: HOST, title: "a page of your own that frames the course", hears: &["html"], ..UNIVERSAL },
];

impl Profile {
    /// The profile of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        PROFILES.iter().find(|profile| profile.name == name)
    }

    /// Whether a package of that format is of any use to it.
    #[must_use]
    pub fn takes(&self, format: &str) -> bool {
        let silent = !TELLING.contains(&format) && self.name != HOST;
        self.hears.is_empty() || silent || self.hears.contains(&format)
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
        let takes = |name, format| Profile::named(name).is_some_and(|profile| profile.takes(format));
        assert!(takes("universal", "cmi5") && takes("esr", "scorm12") && takes("esr", "html"));
        assert!(!takes("esr", "scorm2004-4") && !takes("learning-hub", "aicc") && !takes("aicc", "scorm12"));
        assert!(takes("host", "html") && !takes("host", "html-single") && !takes("host", "scorm12"));
        let limit = |name| Profile::named(name).map(Profile::state_limit);
        assert_eq!(
            (limit("universal"), limit("esr"), limit("canvas")),
            (Some(3_891), Some(3_705), Some(3_800))
        );
    }
}
