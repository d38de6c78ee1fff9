//! Entries of the table of rules for places: what each says for itself, and what it changes of a course.
//!
//! A part of one table, like `more`: `with_places!` puts these entries behind those that it is given.

/// Hands `$make` the entries that it is given, and these.
macro_rules! with_places {
    ($make:ident! $($before:tt)*) => { $make! { $($before)*
    UnknownVariable "unknown-variable" "places" Error
        says "A variable is one of the house's."
        why "No place could ever say anything for it, and the text would never be shown."
        wrong "Text(\"Ask {lead_contct}.\")"
        right "Text(\"Ask {lead_contact}.\"), and an entry with id: \"lead_contact\" in house/variables.ron"
    VariableNotHere "variable-not-here" "places" Error
        says "A variable stands in a block that can be left out, in the modules of a course."
        why "Where a place says nothing for it, the block is left out; a title or a question cannot be."
        wrong "Page(id: \"your_place\", title: \"Ask {lead_contact}\", …)"
        right "Page(id: \"your_place\", title: \"Whom to ask\", blocks: [Text(\"Ask {lead_contact}.\")])"
    PageOfVariables "page-of-variables" "places" Error
        says "Something stands on a page wherever the course is taken."
        why "Where a place says nothing, the learner would come to an empty page."
        wrong "blocks: [Text(\"Ask {lead_contact}.\")]"
        right "blocks: [Text(\"Find out whom to ask.\"), Text(\"Ask {lead_contact}.\")]"
    UnusedVariable "unused-variable" "places" Warning
        says "A variable of a course's own house stands in a text of the course."
        why "People would be asked for what nobody reads."
        wrong "an entry with id: \"lead_contact\" in variables.ron, and no text with it"
        right "Text(\"Ask {lead_contact}.\")"
    MissingValue "missing-value" "places" Error
        says "A place says something for every variable that is required."
        why "The course leans on it there."
        wrong "Variable(id: \"lead_contact\", required: true, …), and a place that does not set it"
        right "Set(variable: \"lead_contact\", say: \"Sam Reed, at the front desk\")"
    ValueTwice "value-twice" "places" Error
        says "A place says one thing for a variable."
        why "Nobody could say which of the two holds."
        wrong "two Set(…) with variable: \"lead_contact\""
        right "one Set(…) with variable: \"lead_contact\""
    ValueForm "value-form" "places" Error
        says "What a place says, and what it is called, stands on one line; what it says is as short as the variable asks."
        why "It is put into the middle of a sentence that somebody else wrote."
        wrong "Set(variable: \"lead_contact\", say: \"\")"
        right "Set(variable: \"lead_contact\", say: \"Sam Reed, at the front desk\")"
    ValueUntranslated "value-untranslated" "places" Warning
        says "What a place says is there in each language, where it is words."
        why "The block is left out in that language: words of another would stand in the middle of a sentence."
        wrong "Set(variable: \"quiet_room\", say: \"the room behind the desk\"), and a course in Welsh"
        right "languages: [SayIn(language: \"cy\", say: \"yr ystafell y tu ôl i’r ddesg\")]"
    PlaceStale "place-stale" "places" Warning
        says "What a place says in another language is of the words that it says now."
        why "Learners in that language would be sent to last year’s room."
        wrong "a new `say` for `quiet_room`, and languages: [SayIn(language: \"cy\", of: \"77ab01fe\", …)] as it was"
        right "the Welsh words looked at, and `bona check --accept elm_street/quiet_room`"
    UnknownPlace "unknown-place" "places" Error
        says "A place is one of the house's."
        why "Nobody would ever be given what stands there."
        wrong "of: \"north_regoin\""
        right "of: \"north_region\""
    PlaceName "place-name" "places" Warning
        says "No two places of the house have one name."
        why "Nobody could tell whose form or whose package it is that lies in front of them."
        wrong "name: \"Elm Street Surgery\" in elm_street.ron and in elm_road.ron"
        right "name: \"Elm Road Surgery\" in elm_road.ron"
    PlaceLevels "place-levels" "places" Error
        says "At most three places stand one above another, and none above itself."
        why "Nobody could say any more where a word comes from."
        wrong "elm_street of north_region, and north_region of elm_street"
        right "elm_street of north_region"
    VariantFile "variant-file" "places" Error
        says "A variant names its course and its place, which is the file's name."
        why "Words under a wrong name would be shown at another place, or in another course."
        wrong "variants/elm_street.ron with place: \"oak_road\""
        right "variants/elm_street.ron with place: \"elm_street\""
    UnknownBlock "unknown-block" "places" Error
        says "What a variant changes is there: a block, or a page, by its id."
        why "The change would be made nowhere."
        wrong "Remove(block: \"our_from\")"
        right "Remove(block: \"our_form\")"
    VariantNotAllowed "variant-not-allowed" "places" Error
        says "A variant changes what the course lets places change."
        why "What is tested, and what the course has promised to say everywhere, is the same everywhere."
        wrong "Remove(block: \"the_law\"), and variants_may_change: [\"your_place\"]"
        right "Remove(block: \"the_law\"), and variants_may_change: [\"your_place\", \"the_law\"]"
    VariantDrift "variant-drift" "places" Warning
        says "A change was written against the block that the course has now."
        why "The course may say now what the place still says otherwise."
        wrong "an edit of the block `our_form`, and variants/elm_street.ron as it was"
        right "the change looked at, and `bona check --accept elm_street`"
    VariantUnbound "variant-unbound" "places" Warning
        says "A change says in `was` which words it was written against."
        why "When these move, nobody would be told."
        wrong "Remove(block: \"our_form\", was: \"\")"
        right "Remove(block: \"our_form\", was: \"3f9a01c2\")"
    ChangedTwice "changed-twice" "places" Error
        says "A place replaces a block of the course or takes it out once, and none below changes what is taken out."
        why "Nobody could say which of the two holds. What a place above has only replaced, a place below may word again."
        wrong "Remove(block: \"our_form\") of a place and of the place above it"
        right "Remove(block: \"our_form\") of one of them"
    VariantKeeps "variant-keeps" "places" Error
        says "A variant leaves everything that is kept of a learner as it is."
        why "One record is kept of the course, wherever it was taken; a question of one place would have no place in it."
        wrong "End(page: \"your_place\", add: [Question(…)])"
        right "End(page: \"your_place\", add: [Text(\"Think of your own desk.\")])"
    VariantUntranslated "variant-untranslated" "places" Warning
        says "A change has words of its own in each language of the course."
        why "In that language the course’s own text stays."
        wrong "After(block: \"our_form\", add: [Text(\"The green one.\")]), and a course in Welsh"
        right "languages: [AddIn(language: \"cy\", add: [Text(\"Yr un werdd.\")])]"
    } };
}

pub(super) use with_places;
