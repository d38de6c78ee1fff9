//! What a place changes of a course.

use super::block::RawBlock;
use super::easy::RawEasyBlock;
use super::shape::authored;

authored! {
    /// What a place changes of a course: `variants/<place>.ron` in the course's folder. It names blocks and pages by
    /// their ids; all else stays the course's, and so does everything that is kept of a learner. A place below another
    /// begins with what that one changed.
    struct RawVariant "Variant" {
        /// The place, by its id in `house/places`; the same as the file's name.
        place: String,
        /// The course by its id.
        of: String,
        /// What it changes, in order.
        changes: Vec<RawChange>,
    }
    example "Variant(
    place: \"elm_street\",
    of: \"first_contact\",
    changes: [
        After(block: \"why_it_matters\", was: \"3f9a01c2\", add: [Text(\"Our form for this is the green one.\")]),
    ],
)"

    /// A change.
    enum RawChange "Change" {
        /// Another block in the place of one.
        Replace(RawReplace),
        /// Blocks straight behind one.
        After(RawAfter),
        /// A block taken out.
        Remove(RawRemove),
        /// Blocks at the beginning of a page.
        Start(RawStart),
        /// Blocks at the end of a page.
        End(RawEnd),
    }

    /// Another block in the place of one.
    struct RawReplace "Replace" {
        /// The block by its id: its own, or that of `Named`.
        block: String,
        /// The hash of the block that it was written against. Left empty, `bona check --write` fills it in; when the
        /// block has changed since, `bona check --accept` sets it anew once somebody has looked.
        was: String = "Default::default",
        /// What stands there instead.
        #[allow(dead_code, reason = "read so that its shape is judged; its text is what is put there")]
        with: Box<RawBlock>,
        /// The same in the course's other languages; where it is missing, the course's own block stays.
        languages: Vec<RawWithIn> = "Default::default",
        /// What the page's version in Easy Read says at the place, in the place of all that it says elsewhere; left out,
        /// it stays as it is. Once for each page.
        easy_read: Vec<RawEasyBlock> = "Default::default",
        /// That the page's version in Easy Read, or that in `easy_read`, holds with this change: eight digits that stand
        /// for both. `bona check --accept` writes them once somebody has read it; needed only on a page that has one.
        easy_holds: String = "Default::default",
        /// Why the place wants it; learners never read it.
        why: Option<String>,
    }
    example "Replace(block: \"our_form\", was: \"3f9a01c2\", with: Named(\"our_form\", Text(\"Our form is the green one.\")))"

    /// Blocks straight behind one.
    struct RawAfter "After" {
        /// The block by its id: its own, or that of `Named`.
        block: String,
        /// The hash of that block, as in `Replace`.
        was: String = "Default::default",
        /// What is put there.
        #[allow(dead_code, reason = "read so that its shape is judged; its text is what is put there")]
        add: Vec<RawBlock>,
        /// The same in the course's other languages; where it is missing, nothing is put there.
        languages: Vec<RawAddIn> = "Default::default",
        /// What the page's version in Easy Read says at the place, as in `Replace`.
        easy_read: Vec<RawEasyBlock> = "Default::default",
        /// That the page's version in Easy Read holds with this change, as in `Replace`.
        easy_holds: String = "Default::default",
        /// Why the place wants it; learners never read it.
        #[allow(dead_code, reason = "read so that its shape is judged; no form asks for it")]
        why: Option<String>,
    }
    example "After(block: \"our_form\", was: \"3f9a01c2\", add: [Text(\"It lies in the top drawer.\")])"

    /// A block taken out.
    struct RawRemove "Remove" {
        /// The block by its id: its own, or that of `Named`.
        block: String,
        /// The hash of that block, as in `Replace`.
        was: String = "Default::default",
        /// What the page's version in Easy Read says at the place, as in `Replace`.
        easy_read: Vec<RawEasyBlock> = "Default::default",
        /// That the page's version in Easy Read holds with this change, as in `Replace`.
        easy_holds: String = "Default::default",
        /// Why the place wants it; learners never read it.
        #[allow(dead_code, reason = "read so that its shape is judged; no form asks for it")]
        why: Option<String>,
    }
    example "Remove(block: \"our_form\", was: \"3f9a01c2\")"

    /// Blocks at the beginning of a page. They touch nothing, so they have no `was`.
    struct RawStart "Start" {
        /// The page by its id.
        page: String,
        /// What is put there.
        #[allow(dead_code, reason = "read so that its shape is judged; its text is what is put there")]
        add: Vec<RawBlock>,
        /// The same in the course's other languages; where it is missing, nothing is put there.
        languages: Vec<RawAddIn> = "Default::default",
        /// What the page's version in Easy Read says at the place, as in `Replace`.
        easy_read: Vec<RawEasyBlock> = "Default::default",
        /// That the page's version in Easy Read holds with this change, as in `Replace`.
        easy_holds: String = "Default::default",
        /// Why the place wants it; learners never read it.
        #[allow(dead_code, reason = "read so that its shape is judged; no form asks for it")]
        why: Option<String>,
    }
    example "Start(page: \"your_place\", add: [Text(\"Ask at the front desk.\")])"

    /// Blocks at the end of a page. They touch nothing, so they have no `was`.
    struct RawEnd "End" {
        /// The page by its id.
        page: String,
        /// What is put there.
        #[allow(dead_code, reason = "read so that its shape is judged; its text is what is put there")]
        add: Vec<RawBlock>,
        /// The same in the course's other languages; where it is missing, nothing is put there.
        languages: Vec<RawAddIn> = "Default::default",
        /// What the page's version in Easy Read says at the place, as in `Replace`.
        easy_read: Vec<RawEasyBlock> = "Default::default",
        /// That the page's version in Easy Read holds with this change, as in `Replace`.
        easy_holds: String = "Default::default",
        /// Why the place wants it; learners never read it.
        why: Option<String>,
    }
    example "End(page: \"your_place\", add: [Text(\"Ask at the front desk.\")])"

    /// A block in another language.
    struct RawWithIn "WithIn" {
        /// The language by its tag.
        language: String,
        /// Of which words of the change it was made, as in `SayIn`.
        #[allow(dead_code, reason = "read so that its shape is judged; looked up in the text, where it is written")]
        of: String = "Default::default",
        /// What stands there instead.
        #[allow(dead_code, reason = "read so that its shape is judged; its text is what is put there")]
        with: Box<RawBlock>,
        /// What the page's version in Easy Read says there in that language, where the change has `easy_read` of its own;
        /// left out then, the page has none in it.
        easy_read: Vec<RawEasyBlock> = "Default::default",
    }
    example "WithIn(language: \"cy\", with: Named(\"our_form\", Text(\"Y ffurflen werdd yw ein ffurflen ni.\")))"

    /// Blocks in another language.
    struct RawAddIn "AddIn" {
        /// The language by its tag.
        language: String,
        /// Of which words of the change it was made, as in `SayIn`.
        #[allow(dead_code, reason = "read so that its shape is judged; looked up in the text, where it is written")]
        of: String = "Default::default",
        /// What is put there.
        #[allow(dead_code, reason = "read so that its shape is judged; its text is what is put there")]
        add: Vec<RawBlock>,
        /// What the page's version in Easy Read says there in that language, where the change has `easy_read` of its own;
        /// left out then, the page has none in it.
        easy_read: Vec<RawEasyBlock> = "Default::default",
    }
    example "AddIn(language: \"cy\", add: [Text(\"Yn y drôr uchaf y mae.\")])"
}
