//! A sealed leaf, which most leaves are, written and read without a parser: its bytes have one length and one form.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Sealed;
use crate::evidence::commit::Commitment;

const BEFORE: &[u8] = b"{\"commit\":[\"";
const BETWEEN: &[u8] = b"\",\"";
const BEHIND: &[u8] = b"\"],\"kind\":\"sealed\",\"v\":1}";
/// Signs of base64 of 32 bytes.
const SIGNS: usize = 44;

/// The bytes of the leaf.
pub(super) fn write(leaf: &Sealed) -> Vec<u8> {
    let [who, what] = leaf.commit.map(|commitment| {
        let mut signs = [0; SIGNS];
        let length = STANDARD.encode_slice(commitment.bytes(), &mut signs);
        debug_assert_eq!(length, Ok(SIGNS), "32 bytes have so many signs");
        signs
    });
    [BEFORE, &who, BETWEEN, &what, BEHIND].concat()
}

/// The leaf; `None` if the bytes are of another leaf, or of none.
pub(super) fn read(bytes: &[u8]) -> Option<Sealed> {
    let rest = bytes.strip_prefix(BEFORE)?;
    let (who, rest) = rest.split_at_checked(SIGNS)?;
    let (what, rest) = rest.strip_prefix(BETWEEN)?.split_at_checked(SIGNS)?;
    let commitment = |signs: &[u8]| {
        let mut bytes = [0; 33];
        let length = STANDARD.decode_slice(signs, &mut bytes).ok()?;
        (length == 32).then(|| Commitment::from_bytes(bytes.first_chunk().copied().unwrap_or_default()))
    };
    let commit = [commitment(who)?, commitment(what)?];
    (rest == BEHIND).then_some(Sealed { commit, v: 1 })
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::evidence::canonical;
    use crate::evidence::commit::{Commitment, Field};
    use crate::evidence::record::{Leaf, Sealed};

    #[test]
    fn it_is_written_and_read_as_any_leaf_would_be() {
        let [one, two] = [b"one", b"two"].map(|body| Commitment::to(Field::Who, &[3; 32], body));
        let leaf = Sealed { commit: [one, two], v: 1 };
        let bytes = write(&leaf);
        assert_eq!(canonical::write(&Leaf::Sealed(leaf.clone())), Ok(bytes.clone()));
        assert_eq!(read(&bytes), Some(leaf.clone()));
        for place in 0..bytes.len() {
            for byte in [b'=', b' ', b'A', b'z', bytes[place] ^ 1] {
                let mut changed = bytes.clone();
                changed[place] = byte;
                let slowly = canonical::read::<Leaf>(&changed).ok();
                assert_eq!(
                    read(&changed).map(Leaf::Sealed),
                    slowly.filter(|_| changed.ends_with(b"\"v\":1}")),
                    "{place}"
                );
            }
            assert_eq!(read(&bytes[..place]), None);
        }
    }
}
