//! A staff list meets what earlier lists said: posts begin, go on, change and end.

use super::{Post, StaffKind};
use crate::time::days_later;

/// A post that is kept, under its number in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its number.
    pub number: u64,
    /// The post.
    pub post: Post,
}

/// A post as a list names it; days may be missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The role.
    pub role: String,
    /// The place of work.
    pub place: String,
    /// What kind of staff.
    pub kind: StaffKind,
    /// The first day, if the list says it.
    pub starts: Option<String>,
    /// The last day, if the list says it.
    pub ends: Option<String>,
}

/// What a list changes of one person's posts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renewal {
    /// Posts that begin.
    pub begins: Vec<Post>,
    /// Posts whose first day changes, to this.
    pub starts: Vec<(u64, String)>,
    /// Posts whose last day changes, to this.
    pub ends: Vec<(u64, Option<String>)>,
}

/// Works out what a list of a day changes for a person. An empty list of posts means that a complete list does not
/// name them any more: their open posts end on the day before.
///
/// A post of the same role, place and kind goes on while it is open, and takes the days that the list gives. One that is
/// over never opens again: whoever comes back has a new post, and only a row that says itself that the post is over can
/// name it. A post that the list names no longer ends on the day before the new one begins. A first day is believed where
/// it contradicts nothing: lists that know only the day on which somebody joined give it to each of their posts, and such
/// a post begins on the day of the list.
#[must_use]
pub fn renewed(held: &[Held], named: &[Named], as_at: &str) -> Renewal {
    let mut renewal = Renewal::default();
    let (mut kept, mut fresh) = (Vec::new(), Vec::new());
    for new in named {
        match meant(held, &kept, new, as_at) {
            Some(old) => kept.push((old.number, new)),
            None => fresh.push(new),
        }
    }
    let is_kept = |old: &Held| kept.iter().any(|(number, _)| *number == old.number);
    let rest: Vec<&Held> = held.iter().filter(|old| !is_kept(old)).collect();
    let (over, replaced): (Vec<&Held>, Vec<&Held>) =
        rest.into_iter().partition(|old| is_over(old.post.ends.as_deref(), as_at));
    for (number, new) in &kept {
        let old = held.iter().find(|old| old.number == *number);
        old.into_iter().for_each(|old| goes_on(&mut renewal, old, new, &over, as_at));
    }
    renewal.begins = fresh.iter().map(|new| begun(new, &over, &replaced, as_at)).collect();
    let current = renewal.begins.iter().filter(|post| !is_over(post.ends.as_deref(), as_at));
    let until = current.map(|post| post.starts.as_str()).min().unwrap_or(as_at).to_owned();
    for old in replaced {
        // A post that begins and ends on one list still lasts its first day.
        renewal.ends.push((old.number, Some(day_before(&until).max(old.post.starts.clone()))));
    }
    renewal
}

fn is_over(ends: Option<&str>, as_at: &str) -> bool {
    ends.is_some_and(|ends| ends < as_at)
}

fn day_before(day: &str) -> String {
    days_later(day, -1).unwrap_or_else(|| day.to_owned())
}

/// The post that a list means: the very same days, or the same first day of one that is open, or else the latest.
fn meant<'a>(held: &'a [Held], kept: &[(u64, &Named)], new: &Named, as_at: &str) -> Option<&'a Held> {
    let like = |old: &&Held| {
        let post = &old.post;
        let open = !is_over(post.ends.as_deref(), as_at);
        let fits = match new.ends.as_deref().filter(|ends| is_over(Some(*ends), as_at)) {
            Some(ends) => {
                let until = post.ends.as_deref();
                post.starts.as_str() <= ends
                    && new.starts.as_deref().is_none_or(|starts| until.is_none_or(|until| starts <= until))
            }
            None => open,
        };
        fits && kept.iter().all(|(number, _)| *number != old.number)
            && (&post.role, &post.place, post.kind) == (&new.role, &new.place, new.kind)
    };
    let first = |old: &Held| new.starts.as_ref() == Some(&old.post.starts);
    held.iter().filter(like).max_by_key(|old| {
        let same = first(old) && old.post.ends == new.ends;
        (same, first(old) && !is_over(old.post.ends.as_deref(), as_at), &old.post.starts)
    })
}

/// A post goes on, with the days that the list gives.
fn goes_on(renewal: &mut Renewal, old: &Held, new: &Named, over: &[&Held], as_at: &str) {
    if old.post.ends != new.ends && (new.ends.is_some() || new.starts.is_some()) {
        renewal.ends.push((old.number, new.ends.clone()));
    }
    let Some(starts) = new.starts.as_ref().filter(|starts| **starts != old.post.starts) else { return };
    if is_over(old.post.ends.as_deref(), as_at) {
        return;
    }
    // Whoever moved was in the post before until the day before this one: that day goes along.
    let eve = day_before(&old.post.starts);
    let (before, others): (Vec<&Held>, Vec<&Held>) =
        over.iter().copied().partition(|other| other.post.ends.as_ref() == Some(&eve));
    if before.iter().all(|other| other.post.starts < *starts) && all_end_before(&others, starts) {
        renewal.starts.push((old.number, starts.clone()));
        renewal.ends.extend(before.iter().map(|other| (other.number, Some(day_before(starts)))));
    }
}

fn all_end_before(posts: &[&Held], day: &str) -> bool {
    posts.iter().all(|old| old.post.ends.as_deref().is_some_and(|ends| ends < day))
}

/// A new post, from the day that the list gives if that can be.
fn begun(new: &Named, over: &[&Held], replaced: &[&Held], as_at: &str) -> Post {
    let past = new.ends.as_deref().filter(|ends| is_over(Some(*ends), as_at));
    let believed = |starts: &&str| {
        past.is_some()
            || as_at < *starts
            || (replaced.iter().all(|old| old.post.starts.as_str() < *starts) && all_end_before(over, starts))
    };
    let starts = new.starts.as_deref().filter(believed).or(past).unwrap_or(as_at);
    Post {
        role: new.role.clone(),
        place: new.place.clone(),
        kind: new.kind,
        starts: starts.to_owned(),
        ends: new.ends.clone(),
    }
}
