//! SHA-256 of short messages that come in pieces: laid out once and reckoned in one go.
//!
//! A log is verified by four such hashes a leaf, most of one to six blocks; the bookkeeping of a stream that may go on for
//! ever costs as much as the shortest of them. The rounds themselves are those of `sha2`, which uses the processor's own
//! instructions where it has them. Longer messages go through its stream.

use sha2::block_api::compress256;
use sha2::{Digest as _, Sha256};

use super::tree::Hash;

/// Where SHA-256 begins (FIPS 180-4, section 5.3.3).
const BEGIN: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];
/// Bytes of a block.
const BLOCK: usize = 64;
/// Blocks of the longest message that is laid out.
const BLOCKS: usize = 12;
/// What stands behind each message: one byte at least, and its length in bits (FIPS 180-4, section 5.1.1).
const BEHIND: usize = 9;

/// SHA-256 of the pieces, one after another.
pub(crate) fn digest(pieces: &[&[u8]]) -> Hash {
    let length: usize = pieces.iter().map(|piece| piece.len()).sum();
    let blocks = (length + BEHIND).div_ceil(BLOCK);
    if BLOCKS < blocks {
        let whole = pieces.iter().fold(Sha256::new(), |sum, piece| sum.chain_update(piece));
        return whole.finalize().into();
    }
    let mut laid = [[0_u8; BLOCK]; BLOCKS];
    let bytes = laid.as_flattened_mut();
    let mut at = 0;
    for piece in pieces {
        bytes[at..at + piece.len()].copy_from_slice(piece);
        at += piece.len();
    }
    bytes[at] = 0x80;
    let end = blocks * BLOCK;
    bytes[end - 8..end].copy_from_slice(&(length as u64 * 8).to_be_bytes());
    let mut state = BEGIN;
    compress256(&mut state, &laid[..blocks]);
    let mut hash = [0; 32];
    for (bytes, word) in hash.chunks_exact_mut(4).zip(state) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    hash
}

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use super::digest;

    #[test]
    fn it_is_sha_256_whatever_the_length_and_the_pieces() {
        let bytes: Vec<u8> = (0..1_000_u32).map(|number| (number * 7 % 251) as u8).collect();
        for length in 0..bytes.len() {
            let (message, cut) = (&bytes[..length], length / 3);
            let wanted: [u8; 32] = Sha256::digest(message).into();
            assert_eq!(digest(&[message]), wanted, "{length} bytes");
            assert_eq!(digest(&[&message[..cut], &[], &message[cut..]]), wanted, "{length} bytes in pieces");
        }
        // FIPS 180-4, the example of one block.
        assert_eq!(digest(&[b"abc"])[..4], [0xba, 0x78, 0x16, 0xbf]);
    }
}
