//! Invented people: to which groups they belong, and which part they have. What no learner sees.

use super::shape::authored;

authored! {
    /// A group that invented people can belong to: one entry of `house/people.ron`, which is a list.
    struct RawPeopleGroup "PeopleGroup" {
        /// What pages call it; no other group of the house has it.
        id: String,
        /// Who they are, in the words that your house uses.
        says: String,
        /// A group that is made of others: whoever belongs to all groups of one of these lists belongs to it. Nobody
        /// writes it on a page.
        made_of: Vec<Vec<String>> = "Default::default",
        /// Parts that somebody of this group should have, all at once, somewhere in your courses; left out, none.
        wanted: Vec<RawPart> = "Default::default",
    }
    example "PeopleGroup(id: \"disabled\", says: \"disabled people\", wanted: [Leads])"

    /// Somebody on a page: always invented. What a real person is, is theirs to say, and stands in no course.
    struct RawShown "Shown" {
        /// What the page calls them; the same on each page of the course.
        name: String,
        /// Groups they belong to as the page tells it, by the ids of `house/people.ron`; left out, the page tells none.
        groups: Vec<String> = "Default::default",
        /// Which part they have there: one or more.
        part: Vec<RawPart>,
    }
    example "Shown(name: \"Jude\", groups: [\"black\", \"non_binary\"], part: [Leads, Able])"

    /// Which part somebody has on a page.
    words RawPart "Part" {
        /// It is their day that is told.
        Leads,
        /// They help somebody.
        Helps,
        /// They are good at something that matters there.
        Able,
        /// They are well, and enjoy something.
        Glad,
        /// They ask for something, or need it from others.
        Asks,
        /// They make the slip.
        Slips,
        /// They are hurt, left out or put at risk.
        Harmed,
    }
}
