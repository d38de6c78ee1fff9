//! Modules and pages.

use super::block::RawBlock;
use super::easy::{RawEasyModule, RawEasyRead};
use super::people::RawShown;
use super::shape::authored;

authored! {
    /// A part of the course that is read in one sitting: `modules/<id>.ron`.
    struct RawModule "Module" {
        /// What the course calls it; the same as its file.
        id: String,
        /// What the learner sees in the contents.
        title: String,
        /// Minutes that a learner needs.
        minutes: u16,
        /// The lead of the module's first page, in Markdown.
        summary: Option<String>,
        /// The same title and summary in easy words, for learners who chose Easy Read.
        easy_read: Option<RawEasyModule>,
        /// The outcomes that the module serves, by their ids.
        outcomes: Vec<String> = "Default::default",
        /// The pages, in order.
        pages: Vec<RawPage>,
    }
    example "Module(
    id: \"at_the_desk\",
    title: \"At the desk\",
    minutes: 12,
    outcomes: [\"repair_a_slip\"],
    pages: [Page(id: \"two_minutes\", title: \"Two minutes that matter\", blocks: [Text(\"They decided at your desk.\")])],
)"

    /// A page: one thing at a time.
    struct RawPage "Page" {
        /// Part of the page's address; no other page of the course has it.
        id: String,
        /// The page's heading.
        title: String,
        /// A short word for the margin, such as `Scene`; at most 24 characters.
        label: Option<String>,
        /// What may be hard to read here, named in plain words; the learner may skip the page.
        content_note: Option<String>,
        /// The roles that the page is meant for, by their ids; left out, all. Pages that are not shown count as done.
        for_roles: Vec<String> = "Default::default",
        /// Why its sentences are longer, or its words harder, than the course's level takes; left out, they are not.
        hard_because: Option<String>,
        /// The invented people on the page, for `bona report --of voices`; no learner sees it.
        people: Vec<RawShown> = "Default::default",
        /// What stands on the page, in order.
        blocks: Vec<RawBlock>,
        /// The same in Easy Read; the learner chooses which of the two they read.
        easy_read: Option<RawEasyRead>,
    }
    example "Page(
    id: \"name_on_the_screen\",
    title: \"The name on the screen\",
    content_note: \"A patient is called by a name they no longer use.\",
    blocks: [Text(\"Sam has come for a blood test.\")],
)"
}
