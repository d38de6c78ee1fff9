//! Entries of the table of rules for the ledger of reviews.
//!
//! A part of one table, like `more`: `with_reviews!` puts these entries behind those that it is given.

/// Hands `$make` the entries that it is given, and these.
macro_rules! with_reviews {
    ($make:ident! $($before:tt)*) => { $make! { $($before)*
    UnknownReviewed "unknown-reviewed" "reviews" Error
        says "A review is of a module or a bank of the course."
        why "It would count for nothing, and the part that was meant would still be waited for."
        wrong "Review(of: \"at_the_dest\", …)"
        right "Review(of: \"at_the_desk\", …), or of: \"banks/first_contact\""
    ReviewDay "review-day" "reviews" Error
        says "A review was given on a day that has been."
        why "A promise to read is not a review."
        wrong "on: \"2027-11-01\" in 2026"
        right "on: \"2026-11-01\""
    ReviewTwice "review-twice" "reviews" Error
        says "The same text of a part is reviewed in one capacity once a day."
        why "The same review written twice would be counted twice where somebody asks how much was paid work."
        wrong "two Review(of: \"at_the_desk\", as: Legal, on: \"2026-11-01\", …)"
        right "one Review(of: \"at_the_desk\", as: Legal, on: \"2026-11-01\", …)"
    ReviewHash "review-hash" "reviews" Error
        says "A review names the text that was read by its hash, 64 digits from 0 to f."
        why "By anything else nobody can tell whether the text has moved since."
        wrong "text: \"version 2\""
        right "text: \"\", and `bona check --write` straight after the review"
    ReviewLapsed "review-lapsed" "reviews" Warning
        says "A review is of the text as it stands."
        why "What was agreed to is no longer what learners read; a release asks for it again."
        wrong "an edit of modules/at_the_desk.ron after its review"
        right "the module read again, and a further Review(of: \"at_the_desk\", …)"
    ReviewUnbound "review-unbound" "reviews" Warning
        says "A review says which text was read."
        why "Until then it counts for nothing, and after the next edit nobody can say any more."
        wrong "text: \"\""
        right "`bona check --write`, straight after the review"
    CommentForm "comment-form" "reviews" Error
        says "A comment has an id of twelve digits from 0 to f, and the hash of the words that it was made on."
        why "By the one it is told from all others when a file is read again; by the other its words are found again."
        wrong "id: \"comment one\""
        right "id: \"0f3a52c19b7e\", as `bona review read` wrote it"
    CommentTwice "comment-twice" "reviews" Error
        says "A comment stands in comments.ron once."
        why "One of the two could be done and the other open, and nobody knows which holds."
        wrong "two Comment(id: \"0f3a52c19b7e\", …)"
        right "one Comment(id: \"0f3a52c19b7e\", …)"
    } };
}

pub(super) use with_reviews;
