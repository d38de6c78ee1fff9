//! Words of requirements that fit nothing that is known: a role or place of nobody's, a course without a record. They may
//! be right, of what is still to come, or mistyped; then nobody is asked, or nobody can have it.

use std::collections::BTreeSet;

use super::{Post, Reach, Requirement, matches};
use crate::diagnostic::did_you_mean;

/// What kind of word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// A role of no post.
    Role,
    /// A place of no post.
    Place,
    /// A course of no record.
    Course,
}

/// A word that fits nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stranger<'a> {
    /// The requirement in which it stands, among its exemptions too.
    pub requirement: &'a str,
    /// What it is.
    pub word: Word,
    /// As it is written.
    pub says: &'a str,
    /// What may be meant.
    pub meant: Option<&'a str>,
}

/// The words of requirements that fit no post, past or present, and no record; in the order of the requirements.
#[must_use]
pub fn strangers<'a>(
    requirements: &'a [Requirement],
    posts: impl IntoIterator<Item = &'a Post>,
    courses: &BTreeSet<&'a str>,
) -> Vec<Stranger<'a>> {
    let (mut roles, mut places) = (BTreeSet::new(), BTreeSet::new());
    for post in posts {
        roles.insert(post.role.as_str());
        places.insert(post.place.as_str());
    }
    let mut found = Vec::new();
    for requirement in requirements {
        let mut add = |word: Word, all: &'a [String], known: &BTreeSet<&'a str>| {
            for says in all.iter().map(String::as_str) {
                let fits = |known: &&str| match word {
                    Word::Role | Word::Place => matches(says, known),
                    Word::Course => says == *known,
                };
                if !known.iter().any(fits) {
                    let meant = did_you_mean(says, known.iter().copied());
                    found.push(Stranger { requirement: &requirement.id, word, says, meant });
                }
            }
        };
        let reaches =
            std::iter::once(&requirement.reach).chain(requirement.exempt.iter().map(|(reach, _)| reach));
        for Reach { roles: own_roles, places: own_places, .. } in reaches {
            add(Word::Role, own_roles, &roles);
            add(Word::Place, own_places, &places);
        }
        add(Word::Course, &requirement.courses, courses);
    }
    found
}
