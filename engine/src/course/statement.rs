//! What only people know of a course's accessibility: who answers for it, who tried it, and what is known to be wrong.

/// What the place adds to the accessibility statement. What is left out is asked for there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accessibility {
    /// The organisation that gives the course to its learners.
    pub organisation: Option<String>,
    /// Whom to tell of a problem: an address, a number, or both.
    pub contact: Option<String>,
    /// How soon they answer, `5 working days`.
    pub responds_in: Option<String>,
    /// Who enforces the regulations where the place is.
    pub enforcement: Option<Enforcement>,
    /// Trials by people.
    pub tested: Vec<ManualTest>,
    /// What is known to be wrong and was not mended yet.
    pub issues: Vec<Issue>,
    /// Day on which the statement was prepared.
    pub prepared: Option<String>,
    /// Day on which it was last reviewed.
    pub reviewed: Option<String>,
}

/// Who enforces the accessibility regulations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enforcement {
    /// England, Scotland and Wales: the Equality and Human Rights Commission.
    Ehrc,
    /// Northern Ireland: the Equality Commission for Northern Ireland.
    Ecni,
}

/// A trial by a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManualTest {
    /// The day.
    pub on: String,
    /// In which capacity; never a name.
    pub by: String,
    /// With what, `NVDA 2026.1 and Edge`.
    pub with: String,
    /// What was found, in words.
    pub found: String,
}

/// Something that is known to be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// What does not work, and for whom.
    pub what: String,
    /// Why it stands as it is.
    pub why: Why,
    /// The criterion of WCAG that it fails, `1.2.5`.
    pub criterion: Option<String>,
    /// Day by which it is to be mended.
    pub until: Option<String>,
}

/// The three groups that the regulations know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is in scope and should be mended.
    NonCompliance,
    /// To mend it would be a disproportionate burden.
    DisproportionateBurden,
    /// The regulations do not cover it.
    OutOfScope,
}
