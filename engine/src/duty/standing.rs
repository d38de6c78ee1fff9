//! How everybody stood on a day: who had what they should have, who had it no longer, who never had it.

use std::collections::BTreeMap;

use super::{Post, Requirement};
use crate::evidence::PersonNumber;
use crate::intake::VerdictWord;
use crate::time::days_later;

/// A completion, as far as it matters here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Which course.
    pub course: String,
    /// What it came to.
    pub verdict: VerdictWord,
    /// On which day, by the clock of whoever claims it.
    pub day: String,
}

/// That somebody was let off a requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waived {
    /// The requirement.
    pub requirement: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub until: String,
    /// Why.
    pub because: String,
}

/// How somebody stands to one requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// They have it; until this day, or for good.
    Has(Option<String>),
    /// They do not have it yet, and need not until this day.
    InTime(String),
    /// They should have had it by this day, and did not have it then.
    Missing(String),
    /// They had it until this day, the one by which they should have had it or a later one.
    Lapsed(String),
    /// They were let off until this day.
    Waived(String, String),
    /// Their post is exempt.
    Exempt(String),
}

impl State {
    /// Whether something is missing that should be there.
    #[must_use]
    pub fn is_gap(&self) -> bool {
        matches!(self, Self::Missing(_) | Self::Lapsed(_))
    }

    /// In one word.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Has(_) => "has",
            Self::InTime(_) => "in_time",
            Self::Missing(_) => "missing",
            Self::Lapsed(_) => "lapsed",
            Self::Waived(..) => "waived",
            Self::Exempt(_) => "exempt",
        }
    }

    /// The day that matters: until when it counts, or since when it is missing.
    #[must_use]
    pub fn day(&self) -> Option<&str> {
        match self {
            Self::Has(day) => day.as_deref(),
            Self::InTime(day) | Self::Missing(day) | Self::Lapsed(day) | Self::Waived(day, _) => Some(day),
            Self::Exempt(_) => None,
        }
    }
}

/// What is known of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Their posts, past and present.
    pub posts: Vec<Post>,
    /// What they completed.
    pub done: Vec<Done>,
    /// What they were let off.
    pub waived: Vec<Waived>,
}

/// One person and one requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Who.
    pub person: &'a PersonNumber,
    /// What they should have.
    pub requirement: &'a Requirement,
    /// The posts that ask for it, the earliest of each place, earliest first; never empty.
    pub posts: Vec<&'a Post>,
    /// When they last completed it, if ever.
    pub last: Option<&'a str>,
    /// How they stand.
    pub state: State,
}

/// How everybody who had a post on a day stood to every requirement that their posts asked for.
#[must_use]
pub fn standing<'a>(
    people: &'a BTreeMap<PersonNumber, Standing>,
    requirements: &'a [Requirement],
    as_at: &str,
) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for (person, known) in people {
        for requirement in requirements {
            lines.extend(line(person, known, requirement, as_at));
        }
    }
    lines
}

/// How somebody who is let off a requirement will stand on the day after, if nothing comes until then; `None` where they are
/// not let off, or it is not asked of them any more.
#[must_use]
pub fn after_waiver(people: &BTreeMap<PersonNumber, Standing>, waived: &Line<'_>) -> Option<State> {
    let State::Waived(until, _) = &waived.state else { return None };
    let next = days_later(until, 1)?;
    line(waived.person, people.get(waived.person)?, waived.requirement, &next).map(|line| line.state)
}

fn line<'a>(
    person: &'a PersonNumber,
    known: &'a Standing,
    requirement: &'a Requirement,
    as_at: &str,
) -> Option<Line<'a>> {
    if requirement.since.as_deref().is_some_and(|since| as_at < since) {
        return None;
    }
    let last = last(&known.done, requirement, as_at);
    let mut posts: Vec<&Post> = known.posts.iter().filter(|post| requirement.reach.fits(post)).collect();
    posts.sort_by(|one, other| (&one.starts, one).cmp(&(&other.starts, other)));
    let exempt = |post: &Post| requirement.exempt.iter().find(|(reach, _)| reach.fits(post));
    let current = |post: &&Post| post.holds_on(as_at);
    // Whoever is in an exempt post and in another that is not exempt must have it.
    let asking = by_place(posts.iter().copied().filter(|post| current(post) && exempt(post).is_none()));
    if asking.is_empty() {
        let posts = by_place(posts.into_iter().filter(current));
        let (_, because) = exempt(posts.first()?)?;
        let state = State::Exempt(because.clone());
        return Some(Line { person, requirement, posts, last, state });
    }
    let asked: Vec<&Post> = posts.into_iter().filter(|post| exempt(post).is_none()).collect();
    let since = since(&asked, as_at).max(requirement.since.as_deref().unwrap_or_default());
    let by = requirement.within.after(since);
    let state = match last.map(|day| requirement.every.map(|every| every.after(day))) {
        Some(None) => State::Has(None),
        Some(Some(until)) if as_at <= until.as_str() => State::Has(Some(until)),
        Some(Some(until)) if by <= until => State::Lapsed(until),
        // Whoever had it once, and no longer when it was asked of them, has the time like whoever never had it.
        _ if by.as_str() < as_at => State::Missing(by),
        _ => State::InTime(by),
    };
    let waived = known.waived.iter().filter(|waived| {
        waived.requirement == requirement.id
            && waived.from.as_str() <= as_at
            && as_at <= waived.until.as_str()
    });
    // Whoever has it needs no waiver: it would only hide that.
    let state = match waived.max_by_key(|waived| &waived.until) {
        Some(waived) if !matches!(state, State::Has(_)) => {
            State::Waived(waived.until.clone(), waived.because.clone())
        }
        _ => state,
    };
    Some(Line { person, requirement, posts: asking, last, state })
}

/// The first post of each place.
fn by_place<'a>(posts: impl Iterator<Item = &'a Post>) -> Vec<&'a Post> {
    let mut found: Vec<&Post> = Vec::new();
    for post in posts {
        if found.iter().all(|known| known.place != post.place) {
            found.push(post);
        }
    }
    found
}

/// The last day on which it was completed.
fn last<'a>(done: &'a [Done], requirement: &Requirement, as_at: &str) -> Option<&'a str> {
    let counts = |done: &&Done| {
        let verdict =
            if requirement.passed { done.verdict == VerdictWord::Passed } else { done.verdict.counts() };
        verdict && requirement.courses.contains(&done.course) && done.day.as_str() <= as_at
    };
    done.iter().filter(counts).map(|done| done.day.as_str()).max()
}

/// Since when somebody has been in posts that ask for it without a day between: a move from ward to ward gives no
/// new time.
fn since<'a>(posts: &[&'a Post], as_at: &str) -> &'a str {
    let mut since =
        posts.iter().filter(|post| post.holds_on(as_at)).map(|post| post.starts.as_str()).min().unwrap_or("");
    loop {
        let before = days_later(since, -1).unwrap_or_default();
        let earlier = posts
            .iter()
            .filter(|post| {
                post.starts.as_str() < since
                    && post.ends.as_deref().is_none_or(|ends| before.as_str() <= ends)
            })
            .map(|post| post.starts.as_str())
            .min();
        match earlier {
            Some(earlier) => since = earlier,
            None => return since,
        }
    }
}
