//! Sentences and headings that the law fixes, word for word (decisions, C-R-1).
//!
//! Source: GOV.UK, “Sample accessibility statement (for a fictional public sector website)”, updated 19 December 2023:
//! <https://www.gov.uk/government/publications/sample-accessibility-statement>. Contains public sector information
//! licensed under the Open Government Licence v3.0. What stands in `{…}` is put in, as the sample asks.

/// The scope.
pub(super) const APPLIES: &str = "This accessibility statement applies to {scope}.";
/// Whom to tell.
pub(super) const REPORTING_TITLE: &str = "Reporting accessibility problems with this website";
/// Whom to tell.
pub(super) const REPORTING: &str = "If you find any problems not listed on this page or think we’re not meeting \
    accessibility requirements, contact: {contact}";
/// Who enforces the regulations.
pub(super) const ENFORCEMENT_TITLE: &str = "Enforcement procedure";
/// In England, Scotland and Wales.
pub(super) const EHRC: &str = "The Equality and Human Rights Commission (EHRC) is responsible for enforcing the Public \
    Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 (the ‘accessibility \
    regulations’). If you’re not happy with how we respond to your complaint, contact the Equality Advisory and Support \
    Service (EASS).";
/// The words of that sentence that are a link.
pub(super) const EASS: &str = "contact the Equality Advisory and Support Service (EASS)";
/// In Northern Ireland. Not the sample's words, which name the first body alone: the second stands in its place.
pub(super) const ECNI: &str = "The Equality Commission for Northern Ireland (ECNI) is responsible for enforcing the \
    Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 (the ‘accessibility \
    regulations’) in Northern Ireland. If you’re not happy with how we respond to your complaint, contact the ECNI.";
/// The words of that sentence that are a link.
pub(super) const ECNI_NAME: &str = "contact the ECNI";
/// What is technical.
pub(super) const TECHNICAL_TITLE: &str = "Technical information about this website’s accessibility";
/// The promise.
pub(super) const COMMITTED: &str = "{organisation} is committed to making its website accessible, in accordance with \
    the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.";
/// How far it is kept.
pub(super) const STATUS_TITLE: &str = "Compliance status";
/// Everything is met.
pub(super) const FULLY: &str =
    "This website is fully compliant with the Web Content Accessibility Guidelines version 2.2 AA standard.";
/// Most is met.
pub(super) const PARTIALLY: &str = "This website is partially compliant with the Web Content Accessibility Guidelines \
    version 2.2 AA standard, due to {reasons} listed below.";
/// The words of both that are a link.
pub(super) const WCAG: &str = "Web Content Accessibility Guidelines version 2.2";
/// The reasons, as one of three.
pub(super) const NON_COMPLIANCES: &str = "the non-compliances";
/// The second.
pub(super) const EXEMPTIONS: &str = "the exemptions";
/// The third.
pub(super) const BOTH: &str = "the non-compliances and exemptions";
/// What cannot be used by all.
pub(super) const CONTENT_TITLE: &str = "Non-accessible content";
/// What cannot be used by all.
pub(super) const CONTENT: &str = "The content listed below is non-accessible for the following reasons.";
/// The first group.
pub(super) const NON_COMPLIANCE_TITLE: &str = "Non-compliance with the accessibility regulations";
/// The second group.
pub(super) const BURDEN_TITLE: &str = "Disproportionate burden";
/// The third group.
pub(super) const SCOPE_TITLE: &str = "Content that’s not within the scope of the accessibility regulations";
/// The days.
pub(super) const PREPARED_TITLE: &str = "Preparation of this accessibility statement";
/// The days.
pub(super) const PREPARED: &str =
    "This statement was prepared on {prepared}. It was last reviewed on {reviewed}.";
