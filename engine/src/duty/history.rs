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
    /// Posts whose last day changes, to this.
    pub ends: Vec<(u64, Option<String>)>,
}

/// Works out what a list of a day changes for a person. An empty list of posts means that a complete list does not
/// name them any more: their open posts end on the day before.
///
/// A post of the same role, place and kind goes on. A post that the list names no longer ends on the day before the
/// new one begins; where the list gives a new post the first day of the old one, as lists do that know only the day
/// on which somebody joined, the new one begins on the day of the list.
#[must_use]
pub fn renewed(held: &[Held], named: &[Named], as_at: &str) -> Renewal {
    let mut renewal = Renewal::default();
    let mut kept = Vec::new();
    let mut fresh = Vec::new();
    for new in named {
        match held.iter().find(|old| !kept.contains(&old.number) && goes_on(&old.post, new)) {
            Some(old) => {
                kept.push(old.number);
                if old.post.ends != new.ends && (new.ends.is_some() || new.starts.is_some()) {
                    renewal.ends.push((old.number, new.ends.clone()));
                }
            }
            None => fresh.push(new),
        }
    }
    let open = |old: &&Held| {
        !kept.contains(&old.number) && old.post.ends.as_deref().is_none_or(|ends| as_at <= ends)
    };
    let replaced: Vec<&Held> = held.iter().filter(open).collect();
    for new in &fresh {
        let joined = new.starts.as_deref().filter(|starts| {
            *starts <= as_at && replaced.iter().all(|old| old.post.starts.as_str() < *starts)
        });
        let starts = match (joined, &new.starts) {
            (Some(starts), _) => starts,
            (None, Some(starts)) if as_at < starts.as_str() || replaced.is_empty() => starts.as_str(),
            _ => as_at,
        };
        renewal.begins.push(Post {
            role: new.role.clone(),
            place: new.place.clone(),
            kind: new.kind,
            starts: starts.to_owned(),
            ends: new.ends.clone(),
        });
    }
    let until = renewal.begins.iter().map(|post| post.starts.as_str()).min().unwrap_or(as_at);
    for old in replaced {
        // A post that begins and ends on one list still lasts its first day.
        let last = days_later(until, -1).unwrap_or_else(|| until.to_owned()).max(old.post.starts.clone());
        renewal.ends.push((old.number, Some(last)));
    }
    renewal
}

/// Whether a post of a list is the one that is kept: the same, and begun on the same day or still open.
fn goes_on(old: &Post, new: &Named) -> bool {
    let like = (&old.role, &old.place, old.kind) == (&new.role, &new.place, new.kind);
    like && match &new.starts {
        Some(starts) => *starts == old.starts || old.ends.is_none(),
        None => old.ends.is_none(),
    }
}
