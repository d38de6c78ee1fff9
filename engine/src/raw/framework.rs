//! Frameworks that outcomes are mapped to: one entry of the house each, with what it asks and how firm it is.

use super::shape::authored;

authored! {
    /// A framework that outcomes lead to, your own or somebody else's: one entry of `house/frameworks.ron`, which is a list.
    /// Another edition of it, or another mapping, is written here, and no course is touched. It claims no endorsement.
    struct RawFramework "Framework" {
        /// What `maps_to` calls it; no other framework of the house has it.
        id: String,
        /// What it is called.
        title: String,
        /// Whose it is.
        who: String,
        /// Where it was read, by the ids of `house/sources.ron`; left out of one that is your own.
        source: Option<String>,
        /// The month, or the day, in which it stood as it is written here, `2026-08`.
        as_of: String,
        /// When somebody must look again, `2027-08`.
        review_by: String,
        /// Whether it is in use.
        status: RawFrameworkStatus,
        /// How far it is to be believed: what was not read, what it is not. In a sentence.
        caveat: Option<String>,
        /// What it asks, in its own order.
        items: Vec<RawFrameworkItem>,
    }
    example "Framework(
    id: \"inclusion_pillars\",
    title: \"Health and care LGBTQ+ inclusion framework\",
    who: \"NHS Confederation\",
    source: \"confed_framework_2022\",
    as_of: \"2026-08\",
    review_by: \"2027-08\",
    status: InUse,
    items: [FrameworkItem(id: \"listening\", text: \"Listening to service users\")],
)"

    /// Whether a framework is in use. What is not says in a sentence how it stands, and since or until when.
    enum RawFrameworkStatus "FrameworkStatus" {
        /// It is in use.
        InUse,
        /// It is made, and whether it is in force was not seen.
        Coming(String),
        /// It is in use, and something else is to take its place.
        BeingReplaced(String),
        /// It has ended; what it asked may still be a help.
        Ended(String),
    }

    /// Something that a framework asks.
    struct RawFrameworkItem "FrameworkItem" {
        /// What `maps_to` calls it, behind the framework and a `/`; no other item of the framework has it.
        id: String,
        /// What it is called there.
        text: String,
        /// What it holds, in a sentence.
        about: Option<String>,
        /// Items of other frameworks that it leads to, `framework/item`. An outcome that names this one reaches them too;
        /// what they lead to themselves it does not.
        maps_to: Vec<String> = "Default::default",
    }
    example "FrameworkItem(id: \"d4_welcome\", text: \"Welcome and ask\", maps_to: [\"inclusion_pillars/listening\"])"
}
