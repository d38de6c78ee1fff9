//! The learning systems that a preview can play: one line each.
//!
//! What a system answers stands in `packager/player/lms`, in the table of `lms/all.ts` under the same id; here stands
//! which package it is given.

use bona_packager::{Profile, Standard, standard};

/// A learning system, and the package that is made for it.
pub(super) struct System {
    /// Its name in addresses and in the table of `lms/all.ts`.
    pub(super) id: &'static str,
    /// What the frame calls it.
    pub(super) name: &'static str,
    /// The format of the package.
    format: &'static str,
    /// The profile of the package.
    profile: &'static str,
}

/// Every system, that without one first.
pub(super) const SYSTEMS: &[System] = &[
    System { id: "device", name: "None: kept on the device", format: "html", profile: "universal" },
    System { id: "strict-1.2", name: "SCORM 1.2, by the book", format: "scorm12", profile: "universal" },
    System { id: "moodle", name: "Moodle (SCORM 1.2)", format: "scorm12", profile: "moodle" },
    System {
        id: "learning-hub",
        name: "NHS Learning Hub (SCORM 1.2)",
        format: "scorm12",
        profile: "learning-hub",
    },
    System { id: "esr", name: "NHS Electronic Staff Record (SCORM 1.2)", format: "scorm12", profile: "esr" },
    System { id: "openedx", name: "Open edX (SCORM 1.2)", format: "scorm12", profile: "openedx" },
    System { id: "aicc-shim", name: "An AICC layer under SCORM 1.2", format: "scorm12", profile: "esr" },
    System {
        id: "strict-2004",
        name: "SCORM 2004, by the book",
        format: "scorm2004-3",
        profile: "universal",
    },
    System { id: "aicc-hacp", name: "AICC HACP", format: "aicc", profile: "aicc" },
    System { id: "cmi5", name: "cmi5, with a record store", format: "cmi5", profile: "universal" },
    System { id: "xapi", name: "xAPI, with a record store", format: "xapi", profile: "universal" },
];

impl System {
    /// The system of that name.
    pub(super) fn named(id: &str) -> Option<&'static Self> {
        SYSTEMS.iter().find(|system| system.id == id)
    }

    /// The format and the profile of the package.
    pub(super) fn package(&self) -> (&'static dyn Standard, &'static Profile) {
        let format = standard(self.format).expect("a format that is listed; a test asks for each");
        let profile = Profile::named(self.profile).expect("a profile that is listed; a test asks for each");
        (format, profile)
    }

    /// Whether something in the frame answers the package.
    pub(super) fn is_played(&self) -> bool {
        self.id != "device"
    }
}

#[cfg(test)]
mod tests {
    use super::SYSTEMS;

    #[test]
    fn each_system_has_its_package_and_is_played() {
        for system in SYSTEMS {
            let (format, profile) = system.package();
            assert_eq!((format.name(), profile.name), (system.format, system.profile));
            // As the built table names it.
            let row = format!("\"{}\"", system.id);
            assert_eq!(bona_packager::SIMULATORS.contains(&row), system.is_played(), "{}", system.id);
        }
        assert!(SYSTEMS.iter().filter(|system| system.is_played()).count() >= 1);
    }
}
