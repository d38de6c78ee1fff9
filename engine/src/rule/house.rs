//! Entries of the table of rules for frameworks, invented people, and how hard a text is to read.
//!
//! A part of one table, like `more`: `with_house!` puts these entries behind those that it is given.

/// Hands `$make` the entries that it is given, and these.
macro_rules! with_house {
    ($make:ident! $($before:tt)*) => { $make! { $($before)*
    UnknownFramework "unknown-framework" "outcomes" Error
        says "What `maps_to` names is an item of a framework of the house."
        why "A mapping to nothing looks like one to something, and nobody would miss it."
        wrong "maps_to: [\"bona_competences/d4_welcome_and_ask\"]"
        right "maps_to: [\"bona_competency/d4_welcome_and_ask\"]"
    UnknownFrameworkItem "unknown-framework-item" "outcomes" Error
        says "A framework has the item that `maps_to` names."
        why "Frameworks are replaced; what the new one does not ask is not reached any more."
        wrong "maps_to: [\"bona_competency/d9_welcome\"]"
        right "maps_to: [\"bona_competency/d4_welcome_and_ask\"]"
    FrameworkForm "framework-form" "outcomes" Error
        says "A framework says as of when it is written, and when somebody must look again."
        why "Whoever reads the mapping must know how old it is."
        wrong "as_of: \"last summer\""
        right "as_of: \"2026-08\""
    FrameworkStale "framework-stale" "outcomes" Warning
        says "A framework that an outcome leads to was looked at again when it was to be."
        why "It may have been replaced or have ended since, and the mapping would claim what no longer is."
        wrong "review_by: \"2026-06\" in November 2026"
        right "review_by: \"2027-06\", once somebody has read it again"
    UnknownPeopleGroup "unknown-people-group" "names" Error
        says "A group of invented people is one of the house's, and is not made of others."
        why "The same people under two names are counted as two groups, and nobody sees what is missing."
        wrong "Shown(name: \"Ola\", groups: [\"disable\"], part: [Leads])"
        right "Shown(name: \"Ola\", groups: [\"disabled\"], part: [Leads])"
    RealPersonDescribed "real-person-described" "privacy" Error
        says "A page with a story that somebody told of themselves describes nobody in `people`."
        why "What a real person is, is theirs to say; only people who were invented are counted."
        wrong "people: [Shown(…)] beside Story(who: Consented(\"2026-05\"), …)"
        right "Story(who: Consented(\"2026-05\"), …) on a page without `people`"
    HouseUntranslated "house-untranslated" "languages" Warning
        says "What a course shows of the house is in the course's language."
        why "Whoever reads that language alone cannot tell where to turn. What stays in another is marked as that, so that it is read aloud rightly."
        wrong "support: [\"occupational_health\"] in a course with language: \"cy\""
        right "Support(id: \"occupational_health\", name: \"Eich gwasanaeth iechyd galwedigaethol\", language: \"cy\", …) in house/support.ron"
    LongSentence "long-sentence" "text" Warning
        says "A sentence has at most 25 words in a course for everyone, 30 for those who meet patients and in clinical practice, 35 for those who lead or teach."
        why "Whoever is tired, reads slowly or hears the page read aloud has forgotten its beginning."
        wrong "a sentence of 31 words in a course with level: PatientFacing"
        right "the same in two sentences"
    HardPage "hard-page" "text" Warning
        says "A page reads like a text for age 11 at most in a course for everyone, 12 for those who meet patients, 14 in clinical practice, 15 for those who lead or teach."
        why "Everybody at work has to read it, also in a second language; docs/format.md says how it is counted, and how rough that is."
        wrong "Text(\"Organisational confidentiality necessitates institutional accountability …\")"
        right "Text(\"What you are told stays here, and we all answer for it …\")"
    HardWaiverIdle "hard-waiver-idle" "text" Warning
        says "A page that says in `hard_because` why it is hard to read is hard to read."
        why "An excuse that excuses nothing would let the next long sentence pass unseen."
        wrong "Page(hard_because: \"It quotes an Act.\", …) with short sentences"
        right "Page(…)"
    } };
}

pub(super) use with_house;
