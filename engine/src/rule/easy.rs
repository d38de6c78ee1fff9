//! Entries of the table of rules for what is in Easy Read.
//!
//! A part of one table, like `more`: `with_easy!` puts these entries behind those that it is given.

/// Hands `$make` the entries that it is given, and these.
macro_rules! with_easy {
    ($make:ident! $($before:tt)*) => { $make! { $($before)*
    EasyReadStale "easy-read-stale" "easy" Warning
        says "A version in Easy Read is of the words that the module, the page or the question has now."
        why "It may say what no longer holds; until somebody has looked, learners see the page as it stands."
        wrong "an edit of a page, and `of` of its `easy_read` as it was"
        right "the version read again beside the page, and the eight digits that `bona check` says; `bona check --write` fills in an empty `of`; of a place's change, `bona check --accept elm_street/our_form`"
    EasyReadSentence "easy-read-sentence" "easy" Warning
        says "A sentence in Easy Read has at most 15 words."
        why "Whoever reads slowly has forgotten the beginning by its end."
        wrong "Say(\"When you first meet somebody at the desk you should ask them what name they would like you to use.\")"
        right "Say(\"You meet a person at the desk. Ask: “What name shall I use?”\")"
    EasyReadWord "easy-read-word" "easy" Warning
        says "A word in Easy Read has at most 12 letters, unless it is one of the house's terms."
        why "A long word is read letter by letter, and mostly there is an easier one."
        wrong "Say(\"Keep to confidentiality.\")"
        right "Say(\"Keep it private.\")"
    EasyReadIdeas "easy-read-ideas" "easy" Warning
        says "A `Say` in Easy Read holds one idea: one paragraph of at most two sentences."
        why "Ideas that stand apart, each with its picture, can be read one at a time."
        wrong "Say(\"Ask the name. Write it down. Tell the others.\")"
        right "Say(\"Ask the name.\"), Say(\"Write it down.\"), Say(\"Tell the others.\")"
    EasyReadLeftOut "easy-read-left-out" "easy" Error
        says "What must be done on a page stands in its Easy Read version too."
        why "Whoever reads that version could never finish the page."
        wrong "a page with Question(id: \"repair\", …), and easy_read without it"
        right "Same(\"repair\") in the blocks of easy_read"
    EasyReadOrder "easy-read-order" "easy" Error
        says "Blocks of the page stand in its Easy Read version once each, in the page's order."
        why "There is one of each, with one answer, whichever version is read."
        wrong "Same(\"second\"), Same(\"first\")"
        right "Same(\"first\"), Same(\"second\")"
    EasyReadUnknown "easy-read-unknown" "easy" Error
        says "`Same` names a block of the same page by its id."
        why "Nothing could be shown there."
        wrong "Same(\"repiar\")"
        right "Same(\"repair\")"
    EasyReadOptions "easy-read-options" "easy" Error
        says "An easy wording has words for every option of its question, once each, and for no other."
        why "Half in easy words and half in others is easy for nobody; the options and what is right stay the question's."
        wrong "options: [EasyOption(id: \"brief\", …)] of a question with two options"
        right "one EasyOption(…) for each option of the question"
    EasyReadSummary "easy-read-summary" "easy" Error
        says "Easy words of a module have a summary where the module has one, and nowhere else."
        why "A title in easy words above a summary in others is easy for nobody; and a summary of nothing could not be held against the module's words."
        wrong "EasyModule(of: \"\", title: \"At your desk\") of a module with a `summary`"
        right "EasyModule(of: \"\", title: \"At your desk\", summary: [\"You meet each patient first.\"])"
    EasyReadLong "easy-read-long" "easy" Error
        says "A version in Easy Read has at most 60 pieces, and the summary of a module 8."
        why "It would be longer to read than what it makes easy."
        wrong "61 pieces on one page"
        right "two pages, each with a version of its own"
    } };
}

pub(super) use with_easy;
