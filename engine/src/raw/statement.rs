//! What only people know of a course's accessibility, for the statement in its packages.

use super::shape::authored;

authored! {
    /// What the place adds to the accessibility statement that stands in every package, `accessibility.html`: in
    /// course.ron, or for all courses in `house/accessibility.ron`. What a course gives stands in place of what the
    /// house gives; trials and problems of both are listed.
    struct RawAccessibility "Accessibility" {
        /// The organisation that gives the course to its learners.
        organisation: Option<String>,
        /// Whom to tell of a problem: an e-mail address, a telephone number, or both. It is a team's, not a person's.
        contact: Option<String>,
        /// How soon they answer, `5 working days`.
        responds_in: Option<String>,
        /// Who enforces the regulations where the place is.
        enforcement: Option<RawEnforcement>,
        /// Trials by people. Without one no statement says that the course is fully compliant.
        tested: Vec<RawManualTest> = "Default::default",
        /// What is known to be wrong and is not mended yet.
        issues: Vec<RawIssue> = "Default::default",
        /// The day on which the statement was prepared, `2026-10-01`.
        prepared: Option<String>,
        /// The day on which it was last reviewed.
        reviewed: Option<String>,
    }
    example "Accessibility(
    organisation: \"Riverside Hospitals\",
    contact: \"learning@riverside.example or 0300 000 0000\",
    responds_in: \"5 working days\",
    enforcement: Ehrc,
    tested: [ManualTest(on: \"2026-10-01\", by: \"daily user of a screen reader\", with: \"NVDA 2026.1 and Edge\", found: \"Nothing was in the way.\")],
    prepared: \"2026-10-02\",
)"

    /// Who enforces the accessibility regulations.
    words RawEnforcement "Enforcement" {
        /// England, Scotland and Wales: the Equality and Human Rights Commission.
        Ehrc,
        /// Northern Ireland: the Equality Commission for Northern Ireland.
        Ecni,
    }

    /// A trial by a person.
    struct RawManualTest "ManualTest" {
        /// The day, `2026-10-01`.
        on: String,
        /// In which capacity somebody tried it; never a name.
        by: String,
        /// With what: assistive technology, browser, device.
        with: String,
        /// What was found, in words. A problem that is still there stands under `issues` as well.
        found: String,
    }
    example "ManualTest(on: \"2026-10-01\", by: \"daily user of a screen reader\", with: \"NVDA 2026.1 and Edge\", found: \"Nothing was in the way.\")"

    /// Something that is known to be wrong and is not mended yet.
    struct RawIssue "Issue" {
        /// What does not work, and for whom.
        what: String,
        /// Which of the three groups of the regulations it belongs to.
        why: RawWhy,
        /// The criterion of WCAG 2.2 that it fails, `1.2.5`.
        criterion: Option<String>,
        /// The day by which it is to be mended, `2027-01-31`.
        until: Option<String>,
    }
    example "Issue(what: \"The floor plan cannot be read at 400 per cent.\", why: NonCompliance, criterion: \"1.4.10\", until: \"2027-01-31\")"

    /// The groups that the regulations know.
    words RawWhy "Why" {
        /// It is in scope and should be mended.
        NonCompliance,
        /// To mend it would be a disproportionate burden, as your organisation has judged.
        DisproportionateBurden,
        /// The regulations do not cover it.
        OutOfScope,
    }
}
