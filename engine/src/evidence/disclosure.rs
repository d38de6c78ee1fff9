//! What opens a leaf, as text (`bona/opened/v1`): salts and bodies of what it commits to. It is about a person.
//!
//! The form stands in docs/evidence.md. It proves nothing by itself: the commitments of a leaf do.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::canonical::ENTRY_MAX;
use super::commit::{Field, Salt};
use super::record::Leaf;
use super::vault::VaultPart;

/// First line of every disclosure.
const HEAD: &str = "bona/opened/v1";
/// Largest text, in bytes: a line for each field, each body as large as may be, in base64.
const TEXT_MAX: usize = Field::ALL.len() * (ENTRY_MAX / 3 * 4 + 100);

/// What opens a leaf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosure {
    /// The leaf's place.
    pub index: u64,
    /// Each commitment with its salt and body.
    pub parts: Vec<(Field, Salt, Vec<u8>)>,
}

/// Why a disclosure opens nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DisclosureFault {
    /// It is not in the form of `bona/opened/v1`.
    #[error("what opens the leaf cannot be read: {0}")]
    Form(&'static str),
    /// It opens other commitments than the leaf has.
    #[error("the leaf commits to other things than are opened")]
    OtherFields,
    /// A salt or body is not the one that was committed to.
    #[error("the leaf does not commit to this `{0}`: its salt or body was changed")]
    DoesNotOpen(Field),
}

impl Disclosure {
    /// What a store keeps of a leaf.
    #[must_use]
    pub fn of(index: u64, parts: Vec<VaultPart>) -> Self {
        let parts = parts.into_iter().filter(|part| part.index == index);
        Self { index, parts: parts.map(|part| (part.field, part.salt, part.body)).collect() }
    }

    /// Reads the text.
    ///
    /// # Errors
    /// When it is not in the form of `bona/opened/v1`, or names a field twice.
    pub fn parse(text: &str) -> Result<Self, DisclosureFault> {
        use DisclosureFault::Form;
        if TEXT_MAX < text.len() {
            return Err(Form("it is larger than any"));
        }
        let mut lines = text.strip_suffix('\n').ok_or(Form("its last line has no end"))?.split('\n');
        if lines.next() != Some(HEAD) {
            return Err(Form("its first line is not `bona/opened/v1`"));
        }
        let number = lines.next().and_then(|line| line.strip_prefix("index "));
        let index = number
            .and_then(|number| number.parse::<u64>().ok().filter(|index| index.to_string() == number))
            .ok_or(Form("it has no line `index` with a whole number"))?;
        let mut parts: Vec<(Field, Salt, Vec<u8>)> = Vec::new();
        for line in lines {
            let part = part(line).ok_or(Form("a line of it is not a field, a salt and a body in base64"))?;
            if parts.iter().any(|(field, ..)| *field == part.0) {
                return Err(Form("it opens a field twice"));
            }
            parts.push(part);
        }
        Ok(Self { index, parts })
    }

    /// Checks that it opens all that this leaf commits to, and nothing else.
    ///
    /// # Errors
    /// When it does not.
    pub fn opens(&self, leaf: &Leaf) -> Result<(), DisclosureFault> {
        let commitments = leaf.commitments();
        if commitments.len() != self.parts.len() {
            return Err(DisclosureFault::OtherFields);
        }
        for (field, commitment) in commitments {
            let part = self.parts.iter().find(|(found, ..)| *found == field);
            let (_, salt, body) = part.ok_or(DisclosureFault::OtherFields)?;
            if !commitment.opens(field, salt, body) {
                return Err(DisclosureFault::DoesNotOpen(field));
            }
        }
        Ok(())
    }

    /// The body of a field, if it is opened.
    #[must_use]
    pub fn body(&self, field: Field) -> Option<&[u8]> {
        self.parts.iter().find(|(found, ..)| *found == field).map(|(_, _, body)| body.as_slice())
    }
}

/// Prints the text as it is kept and sent.
impl fmt::Display for Disclosure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{HEAD}\nindex {}\n", self.index)?;
        for (field, salt, body) in &self.parts {
            writeln!(out, "{field} {} {}", STANDARD.encode(salt), STANDARD.encode(body))?;
        }
        Ok(())
    }
}

fn part(line: &str) -> Option<(Field, Salt, Vec<u8>)> {
    let (field, rest) = line.split_once(' ')?;
    let (salt, body) = rest.split_once(' ')?;
    let salt = STANDARD.decode(salt).ok()?.try_into().ok()?;
    Some((Field::parse(field)?, salt, STANDARD.decode(body).ok()?))
}

#[cfg(test)]
mod tests {
    use super::{Disclosure, DisclosureFault};
    use crate::evidence::{Commitment, Field, Leaf, Sealed};

    fn disclosure() -> Disclosure {
        let parts = vec![(Field::Who, [1; 32], b"who".to_vec()), (Field::What, [2; 32], b"what".to_vec())];
        Disclosure { index: 7, parts }
    }

    fn leaf() -> Leaf {
        let commit =
            [Commitment::to(Field::Who, &[1; 32], b"who"), Commitment::to(Field::What, &[2; 32], b"what")];
        Leaf::Sealed(Sealed { commit, v: 1 })
    }

    #[test]
    fn it_is_read_as_it_was_written_and_opens_its_leaf() {
        let text = disclosure().to_string();
        assert_eq!(text.lines().take(2).collect::<Vec<_>>(), ["bona/opened/v1", "index 7"]);
        assert_eq!(Disclosure::parse(&text), Ok(disclosure()));
        assert_eq!(disclosure().opens(&leaf()), Ok(()));
        assert_eq!(disclosure().body(Field::What), Some(&b"what"[..]));
    }

    #[test]
    fn what_is_changed_left_out_or_added_opens_nothing() {
        let mut changed = disclosure();
        changed.parts[1].2 = b"else".to_vec();
        assert_eq!(changed.opens(&leaf()), Err(DisclosureFault::DoesNotOpen(Field::What)));
        let mut salted = disclosure();
        salted.parts[0].1 = [3; 32];
        assert_eq!(salted.opens(&leaf()), Err(DisclosureFault::DoesNotOpen(Field::Who)));
        let mut short = disclosure();
        short.parts.pop();
        assert_eq!(short.opens(&leaf()), Err(DisclosureFault::OtherFields));
        let mut other = disclosure();
        other.parts[1].0 = Field::Source;
        assert_eq!(other.opens(&leaf()), Err(DisclosureFault::OtherFields));
    }

    #[test]
    fn other_texts_are_refused() {
        let text = disclosure().to_string();
        let twice = text.clone() + text.lines().nth(2).expect("a line") + "\n";
        let wrong = [
            String::new(),
            text.trim_end().to_owned(),
            text.replace("v1", "v2"),
            text.replace("index 7", "index 07"),
            text.replace("index 7", "index -1"),
            text.replace("who ", "whom "),
            text.replace('=', "!"),
            text.clone() + "\n",
            twice,
            "x".repeat(1_000_000),
        ];
        for text in wrong {
            assert!(matches!(Disclosure::parse(&text), Err(DisclosureFault::Form(_))), "{text}");
        }
    }
}
