//! Which texts of the author's language a learner reads, and which are ids, files, dates and the like.
//!
//! Every text that an author may write stands in one of the two lists; a test goes through the shapes and asks.

/// What a learner reads: the fields of a value, or the kinds that hold a text of their own.
const READ: &[(&str, &[&str])] = &[
    ("Course", &["title", "summary"]),
    ("Role", &["title"]),
    ("Outcome", &["text"]),
    ("Measure", &["about"]),
    ("Opinions", &["who_sees"]),
    ("OpinionSet", &["lead"]),
    ("Answer", &["text"]),
    ("Module", &["title", "summary"]),
    ("Page", &["title", "label", "content_note"]),
    ("Block", &["Text"]),
    ("EasyModule", &["title", "summary"]),
    ("EasyRead", &["title"]),
    ("EasyBlock", &["Heading", "Say"]),
    ("Pictured", &["say", "alt", "credit"]),
    ("EasyQuestion", &["ask", "because"]),
    ("EasyOption", &["text", "because"]),
    ("Image", &["alt", "caption", "credit"]),
    ("Note", &["label", "text"]),
    ("Fact", &["say", "claim", "note", "as_of"]),
    ("HouseFact", &["claim", "caveat", "as_of"]),
    ("Details", &["summary", "text"]),
    ("Instead", &["of", "say", "because"]),
    ("Pledge", &["ask", "choose"]),
    ("Step", &["title", "text"]),
    ("Question", &["ask", "because", "content_note"]),
    ("TrueFalse", &["because"]),
    ("Option", &["text", "because"]),
    ("Matching", &["because"]),
    ("Pair", &["left", "right", "because"]),
    ("Extra", &["text"]),
    ("Group", &["title"]),
    ("Item", &["text", "because"]),
    ("Ordering", &["because"]),
    ("ShortText", &["otherwise", "hint"]),
    ("Accept", &["texts", "because"]),
    ("Number", &["unit", "because", "otherwise"]),
    ("Statement", &["text"]),
    ("Scale", &["Words"]),
    ("SpotTheWords", &["text"]),
    ("Scenario", &["title", "intro"]),
    ("Node", &["content_note", "ask"]),
    ("Line", &["Narrator", "Person"]),
    ("Choice", &["text", "because"]),
    ("Ending", &["content_note", "looking_back"]),
    ("Quote", &["text", "who"]),
    ("Poll", &["ask", "options", "note"]),
    ("Questionnaire", &["intro"]),
    ("Opinion", &["ask", "answers"]),
    ("Reflection", &["ask", "thoughts"]),
    ("Story", &["title", "text"]),
    ("Signpost", &["text"]),
    ("Audio", &["title", "transcript"]),
    ("Video", &["title", "transcript"]),
    ("Download", &["title", "what"]),
    ("Chart", &["title", "unit", "note", "as_of"]),
    ("Bar", &["label", "note"]),
    ("Table", &["caption", "head", "rows"]),
    ("LabelledImage", &["alt", "caption", "credit"]),
    ("Label", &["title", "text"]),
    ("Support", &["name", "what", "nations"]),
    ("Term", &["term", "says", "use_when", "avoid"]),
];

/// What no learner reads, or reads in every language alike.
#[cfg(test)]
const OTHER: &[(&str, &[&str])] = &[
    (
        "Course",
        &[
            "id",
            "edition",
            "language",
            "audience",
            "modules",
            "refresher_after",
            "support",
            "address",
            "credits",
            "theme",
            "reply_to",
            "variants_may_change",
        ],
    ),
    // The accessibility statement is English, as the law has it.
    ("Accessibility", &["organisation", "contact", "responds_in", "prepared", "reviewed"]),
    ("ManualTest", &["on", "by", "with", "found"]),
    ("Issue", &["what", "criterion", "until"]),
    ("Role", &["id"]),
    ("Outcome", &["id", "maps_to"]),
    ("Test", &["bank"]),
    ("Measure", &["form_a", "form_b", "follow_up_after"]),
    ("Answer", &["id"]),
    ("Module", &["id", "outcomes"]),
    ("Page", &["id", "for_roles", "hard_because"]),
    ("Shown", &["name", "groups"]),
    ("Bank", &["id"]),
    ("EasyModule", &["of"]),
    ("EasyRead", &["of"]),
    ("EasyBlock", &["Same"]),
    ("Pictured", &["file"]),
    ("EasyQuestion", &["of"]),
    ("EasyOption", &["id"]),
    ("Block", &["Support", "Term", "For", "Named"]),
    ("Image", &["file"]),
    ("Fact", &["house", "source"]),
    ("HouseFact", &["id", "source", "must_say", "language"]),
    ("Pledge", &["id", "follow_up_after"]),
    ("Question", &["id", "outcome", "alternative"]),
    ("Option", &["id"]),
    ("Pair", &["id"]),
    ("Extra", &["id"]),
    ("Group", &["id"]),
    ("Item", &["id", "group"]),
    ("Accept", &["id"]),
    ("Statement", &["id"]),
    ("Scenario", &["id", "start"]),
    ("Node", &["id", "when", "unless", "otherwise"]),
    ("Choice", &["id", "then", "sets"]),
    ("Ending", &["id", "when", "unless", "otherwise"]),
    ("Quote", &["source"]),
    ("Poll", &["id"]),
    ("Questionnaire", &["id"]),
    ("Opinion", &["id"]),
    ("Reflection", &["id"]),
    ("Story", &["id"]),
    ("Teller", &["Consented"]),
    ("Signpost", &["support", "pages"]),
    ("Audio", &["file", "captions"]),
    ("Video", &["file", "captions", "poster"]),
    ("Download", &["file"]),
    ("Chart", &["source"]),
    ("LabelledImage", &["file"]),
    ("Label", &["id"]),
    ("Support", &["id", "phone", "url", "checked", "source", "language"]),
    ("Unchecked", &["because", "until"]),
    ("Term", &["id", "source", "language"]),
];

/// Whether a learner reads the text of a field, or of a kind that holds one.
pub(super) fn is_read(owner: &str, name: &str) -> bool {
    READ.iter().any(|(one, names)| *one == owner && names.contains(&name))
}

/// Whether the ids of such values are only told apart inside the value that holds them.
pub(super) fn is_local(owner: &str) -> bool {
    const LOCAL: [&str; 13] = [
        "EasyOption",
        "Answer",
        "Option",
        "Pair",
        "Extra",
        "Group",
        "Item",
        "Accept",
        "Statement",
        "Node",
        "Choice",
        "Ending",
        "Opinion",
    ];
    LOCAL.contains(&owner)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{OTHER, READ};
    use crate::raw::shape::{Authored as _, Shape};
    use crate::raw::{RawBank, RawCourse, RawHouseFact, RawModule, RawSupport, RawTerm};

    /// Every text that may be written, by what holds it.
    fn texts(shape: Shape, owner: (&str, &str), seen: &mut BTreeSet<String>, found: &mut BTreeSet<String>) {
        match shape {
            Shape::Text => drop(found.insert(format!("{}.{}", owner.0, owner.1))),
            Shape::Whole | Shape::Number | Shape::Truth => {}
            Shape::List(inner) | Shape::Maybe(inner) => texts(inner(), owner, seen, found),
            Shape::Fields(fields) => {
                if seen.insert(format!("{:p}", fields)) {
                    for field in fields.fields {
                        texts((field.shape)(), (fields.name, field.name), seen, found);
                    }
                }
            }
            Shape::Kinds(kinds) => {
                if seen.insert(format!("{:p}", kinds)) {
                    for kind in kinds.kinds {
                        for held in kind.holds {
                            texts(held(), (kinds.name, kind.name), seen, found);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn every_text_that_may_be_written_is_read_or_is_not() {
        let (mut seen, mut found) = (BTreeSet::new(), BTreeSet::new());
        for shape in [
            RawCourse::SHAPE,
            RawModule::SHAPE,
            RawBank::SHAPE,
            RawHouseFact::SHAPE,
            RawSupport::SHAPE,
            RawTerm::SHAPE,
        ] {
            texts(shape, ("", ""), &mut seen, &mut found);
        }
        let listed = |list: &[(&str, &[&str])]| -> BTreeSet<String> {
            list.iter()
                .flat_map(|(owner, names)| names.iter().map(move |name| format!("{owner}.{name}")))
                .collect()
        };
        let (read, other) = (listed(READ), listed(OTHER));
        let both: Vec<_> = read.intersection(&other).collect();
        assert!(both.is_empty(), "{both:?} stand in both lists of prose.rs");
        let all: BTreeSet<String> = read.union(&other).cloned().collect();
        let new: Vec<_> = found.difference(&all).collect();
        assert!(new.is_empty(), "say in prose.rs whether a learner reads {new:?}");
        let gone: Vec<_> = all.difference(&found).collect();
        assert!(gone.is_empty(), "prose.rs lists {gone:?}, which nobody can write");
    }
}
