//! Where a comment belongs once the course has changed: at the thing itself, or under the nearest thing above it.

use super::{Outline, Thing};

/// What a comment says of the thing that it was put on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor<'a> {
    /// The thing's key.
    pub of: &'a str,
    /// The hash of its words then, or the first 8 digits or more.
    pub text: &'a str,
    /// The keys of what held it, from the nearest on.
    pub above: &'a [String],
    /// How many things of the course had these words then.
    pub alike: usize,
}

/// Where a comment belongs, by the thing's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Landing {
    /// At the thing, which says what it said.
    Same(usize),
    /// At the thing, whose words have changed since.
    Changed(usize),
    /// Under the nearest thing above that is still there: the thing itself is gone.
    Gone(usize),
}

impl Landing {
    /// The number of the thing.
    #[must_use]
    pub fn thing(self) -> usize {
        match self {
            Self::Same(at) | Self::Changed(at) | Self::Gone(at) => at,
        }
    }
}

/// Whether a key is an id, not words' own.
fn is_named(key: &str) -> bool {
    let stem = key.rsplit('/').next().and_then(|last| last.split('~').next()).unwrap_or_default();
    let is_hash = stem.len() == 8 && stem.bytes().all(|sign| sign.is_ascii_hexdigit());
    key.starts_with("house/") || key.split('/').count() < 3 || !is_hash
}

impl Outline {
    /// Where a comment belongs. What has an id is found by it. What has none is found by its words, as long as no other
    /// thing has or had the same: wherever it went, it is nothing else.
    ///
    /// # Panics
    /// Never of an outline with its first thing, the course.
    #[must_use]
    pub fn find(&self, anchor: &Anchor<'_>) -> Landing {
        let same = |thing: &Thing| anchor.text.len() >= 8 && thing.hash.starts_with(anchor.text);
        if is_named(anchor.of) {
            let found = self.things.iter().position(|thing| thing.named && thing.key == anchor.of);
            if let Some(at) = found {
                return if same(&self.things[at]) { Landing::Same(at) } else { Landing::Changed(at) };
            }
        } else {
            let field = |key: &str| key.rsplit('/').nth(1).map(str::to_owned);
            let alike = |thing: &Thing| !thing.named && same(thing) && field(&thing.key) == field(anchor.of);
            let all: Vec<usize> = (0..self.things.len()).filter(|at| alike(&self.things[*at])).collect();
            // Of several with the same words, that which stands under the same id, where that is one alone.
            let stem = |key: &str| key.split('~').next().map(str::to_owned);
            let here: Vec<usize> =
                all.iter().copied().filter(|at| stem(&self.things[*at].key) == stem(anchor.of)).collect();
            match (all.as_slice(), here.as_slice()) {
                ([only], _) | (_, [only]) if anchor.alike <= 1 => return Landing::Same(*only),
                // They were several already: nothing may have come or gone, or nobody can tell which it was.
                _ if all.len() == anchor.alike => {
                    if let Some(at) = here.iter().find(|at| self.things[**at].key == anchor.of) {
                        return Landing::Same(*at);
                    }
                }
                _ => {}
            }
        }
        let holds = |key: &String| self.things.iter().position(|thing| thing.named && thing.key == *key);
        Landing::Gone(anchor.above.iter().find_map(holds).unwrap_or(0))
    }
}
