//! What the co-design ledger says of a course: which of its parts were read in which capacity, and whether they are
//! still what was read. No name stands here, and none could.

use super::Reviewer;

/// The ledger, held against the course: its modules in order, then its banks. Empty of a course that nobody has held
/// against one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Every part that a review can be of.
    pub parts: Vec<ReviewedPart>,
}

/// A part of a course with the reviews that were given of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewedPart {
    /// What reviews call it: a module's id, or `banks/<id>`.
    pub id: String,
    /// The content hash of its text as it stands: 64 lower-case hex digits. Empty of a part without a review, where the check was
    /// not asked for it (`check::Options::review_hashes`).
    pub text: String,
    /// Whether something of it is in Easy Read: then people who use it may be asked for.
    pub easy_read: bool,
    /// Its reviews, in the order of the file.
    pub reviews: Vec<Review>,
}

/// That somebody has read a part, in a capacity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The capacity.
    pub by: Reviewer,
    /// The day, `2026-11-01`.
    pub on: String,
    /// Whether the work was paid.
    pub paid: bool,
    /// What was changed because of it.
    pub changed: String,
    /// The content hash of what was read; empty while nobody has filled it in.
    pub text: String,
}

/// How a part stands in a capacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing<'a> {
    /// It was read as it is, last on this day.
    Signed(&'a str),
    /// It was read, last on this day, and its text has moved since.
    Lapsed(&'a str),
    /// It was read on this day, and the review does not say which text.
    Unbound(&'a str),
    /// Nobody has read it.
    Awaited,
}

impl ReviewedPart {
    /// Whether it can be read in a capacity.
    #[must_use]
    pub fn is_for(&self, by: Reviewer) -> bool {
        by != Reviewer::EasyRead || self.easy_read
    }

    /// How it stands in a capacity: a review of the text as it stands goes before an older one.
    #[must_use]
    pub fn standing(&self, by: Reviewer) -> Standing<'_> {
        let last = |fits: &dyn Fn(&Review) -> bool| {
            let own = self.reviews.iter().filter(|review| review.by == by && fits(review));
            own.map(|review| review.on.as_str()).max()
        };
        let signed = last(&|review| review.text == self.text).map(Standing::Signed);
        let unbound = || last(&|review| review.text.is_empty()).map(Standing::Unbound);
        let lapsed = || last(&|_| true).map(Standing::Lapsed);
        signed.or_else(unbound).or_else(lapsed).unwrap_or(Standing::Awaited)
    }
}

impl Ledger {
    /// The day of the last review in a capacity by which every part has been read as it stands; `None` while one has
    /// not.
    #[must_use]
    pub fn signed(&self, by: Reviewer) -> Option<&str> {
        let days = self.parts.iter().filter(|part| part.is_for(by)).map(|part| match part.standing(by) {
            Standing::Signed(on) => Some(on),
            _ => None,
        });
        days.collect::<Option<Vec<_>>>()?.into_iter().max()
    }

    /// Whether a course that asks for a capacity still waits for it. Of one of which nothing is in Easy Read, nobody who
    /// uses it is waited for.
    #[must_use]
    pub fn awaits(&self, by: Reviewer) -> bool {
        let asked = by != Reviewer::EasyRead || self.parts.iter().any(|part| part.easy_read);
        asked && self.signed(by).is_none()
    }

    /// What keeps a course that asks for these capacities from being released, part by part.
    #[must_use]
    pub fn missing(&self, wanted: &[Reviewer]) -> Vec<(&str, Reviewer, Standing<'_>)> {
        let asked = self.parts.iter().flat_map(|part| wanted.iter().map(move |by| (part, *by)));
        let all = asked.filter(|(part, by)| part.is_for(*by));
        let all = all.map(|(part, by)| (part.id.as_str(), by, part.standing(by)));
        all.filter(|(.., standing)| !matches!(standing, Standing::Signed(_))).collect()
    }
}

impl Reviewer {
    /// The word that authors write, `LivedExperience`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::LivedExperience => "LivedExperience",
            Self::Accessibility => "Accessibility",
            Self::Clinical => "Clinical",
            Self::Legal => "Legal",
            Self::EasyRead => "EasyRead",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Ledger, Review, ReviewedPart, Standing};
    use crate::course::Reviewer;

    fn review(by: Reviewer, on: &str, text: &str) -> Review {
        Review { by, on: on.into(), paid: true, changed: "Nothing.".into(), text: text.into() }
    }

    fn part(id: &str, reviews: Vec<Review>) -> ReviewedPart {
        ReviewedPart { id: id.into(), text: "now".into(), easy_read: false, reviews }
    }

    #[test]
    fn a_part_is_signed_in_a_capacity_at_its_present_text_alone() {
        let (lived, legal) = (Reviewer::LivedExperience, Reviewer::Legal);
        let old = review(lived, "2026-10-02", "before");
        assert_eq!(part("desk", Vec::new()).standing(lived), Standing::Awaited);
        assert_eq!(part("desk", vec![old.clone()]).standing(lived), Standing::Lapsed("2026-10-02"));
        assert_eq!(part("desk", vec![old.clone()]).standing(legal), Standing::Awaited);
        let unbound = review(lived, "2026-10-03", "");
        assert_eq!(part("desk", vec![unbound, old.clone()]).standing(lived), Standing::Unbound("2026-10-03"));
        // A later review of another text does not undo one of the present text.
        let now = review(lived, "2026-10-01", "now");
        assert_eq!(part("desk", vec![now, old]).standing(lived), Standing::Signed("2026-10-01"));
    }

    #[test]
    fn a_course_is_reviewed_when_every_part_is() {
        let lived = Reviewer::LivedExperience;
        assert_eq!(Ledger::default().signed(lived), None, "nothing was held against anything");
        let desk = part("desk", vec![review(lived, "2026-10-01", "now")]);
        let mut ledger = Ledger { parts: vec![desk, part("banks/core", Vec::new())] };
        assert_eq!(ledger.signed(lived), None);
        assert_eq!(ledger.missing(&[lived]), [("banks/core", lived, Standing::Awaited)]);
        ledger.parts[1].reviews.push(review(lived, "2026-09-01", "now"));
        assert_eq!(ledger.signed(lived), Some("2026-10-01"));
        assert!(ledger.missing(&[lived]).is_empty());
        assert_eq!(ledger.missing(&[Reviewer::Legal]).len(), 2);
    }

    #[test]
    fn who_uses_easy_read_is_asked_only_of_what_is_in_it() {
        let easy = Reviewer::EasyRead;
        let mut ledger = Ledger { parts: vec![part("desk", Vec::new()), part("phone", Vec::new())] };
        assert!(ledger.missing(&[easy]).is_empty() && !ledger.awaits(easy));
        ledger.parts[1].easy_read = true;
        assert_eq!(ledger.missing(&[easy]), [("phone", easy, Standing::Awaited)]);
        assert!(ledger.awaits(easy));
        ledger.parts[1].reviews.push(review(easy, "2026-10-01", "now"));
        assert_eq!(ledger.signed(easy), Some("2026-10-01"));
        assert!(!ledger.awaits(easy));
    }
}
