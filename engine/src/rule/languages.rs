//! Entries of the table of rules for courses in further languages.
//!
//! A part of one table, like `more`: `with_languages!` puts these entries behind those that it is given.

/// Hands `$make` the entries that it is given, and these.
macro_rules! with_languages {
    ($make:ident! $($before:tt)*) => { $make! { $($before)*
    LanguageFile "language-file" "languages" Error
        says "A language file names its course and its language, which is the file's name and not the course's own."
        why "Words under a wrong name would be read aloud in a wrong voice, or shown in another course."
        wrong "languages/cy.ron with language: \"ga\""
        right "languages/cy.ron with language: \"cy\""
    TranslationTwice "translation-twice" "languages" Error
        says "A text is translated once."
        why "Nobody could say which of the two holds."
        wrong "two Said(…) with of: \"welcome/title/3f9a01c2\""
        right "one Said(…) with of: \"welcome/title/3f9a01c2\""
    TranslationUnknown "translation-unknown" "languages" Warning
        says "A translation belongs to a text of the course."
        why "Nobody would see it, and the text for which it was meant may be missing."
        wrong "Said(of: \"welcom/title/3f9a01c2\", …)"
        right "Said(of: \"welcome/title/3f9a01c2\", …)"
    TranslationStale "translation-stale" "languages" Warning
        says "A translation is of the text that the course has now."
        why "It may say what no longer holds; until somebody has looked, the course's own words are shown."
        wrong "an edit of a text, and languages/cy.ron as it was"
        right "`bona translate export`, the words mended, and `was` taken away, or `bona check --accept cy`"
    TranslationMissing "translation-missing" "languages" Warning
        says "Every text of the course is in each of its languages."
        why "A learner who chose Welsh comes to words in English."
        wrong "a new page, and languages/cy.ron as it was"
        right "Said(of: \"new_page/title/3f9a01c2\", say: \"…\")"
    TranslationVariables "translation-variables" "languages" Error
        says "A translation has the variables of its text, and no others."
        why "Where a place says nothing for them, the two languages would show different blocks."
        wrong "\"Ask {lead_contact}.\" translated as \"Gofynnwch.\""
        right "\"Ask {lead_contact}.\" translated as \"Gofynnwch i {lead_contact}.\""
    TranslationUnread "translation-unread" "languages" Warning
        says "Somebody who speaks the language has read all of a translation, on a day that it names."
        why "What nobody has read may say anything."
        wrong "Language(of: \"first_contact\", language: \"cy\", texts: […])"
        right "Language(of: \"first_contact\", language: \"cy\", reviewed: \"2026-11-20\", texts: […])"
    } };
}

pub(super) use with_languages;
