//! Numbers as signs: Crockford's base 32, in which no two signs look alike, and the check behind them.

use crate::slots::crc24;

/// Bits of a sign.
pub(super) const BITS: u32 = 5;
/// Signs of the check: 24 bits of CRC-24 behind one that is nought.
pub(super) const CHECK: usize = 5;

const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Bits as signs, five by five; noughts fill the last.
pub(super) fn signed(bits: &[bool]) -> String {
    let five =
        |five: &[bool]| (0..5).fold(0, |number, bit| number * 2 + usize::from(five.get(bit) == Some(&true)));
    bits.chunks(BITS as usize).map(|chunk| char::from(SIGNS[five(chunk)])).collect()
}

/// Signs as bits; the first that is none where one is none.
pub(super) fn bits(signs: &str) -> Result<Vec<bool>, char> {
    let mut bits = Vec::with_capacity(signs.len() * BITS as usize);
    for sign in signs.chars() {
        let number = SIGNS.iter().position(|known| char::from(*known) == sign).ok_or(sign)?;
        push(&mut bits, u32::try_from(number).unwrap_or(0), BITS);
    }
    Ok(bits)
}

/// Appends a number, its highest bit first.
pub(super) fn push(bits: &mut Vec<bool>, number: u32, width: u32) {
    bits.extend((0..width).rev().map(|bit| bit < 32 && number >> bit & 1 == 1));
}

/// The check of everything before its dot.
pub(super) fn check(body: &str) -> String {
    let mut bits = Vec::new();
    push(&mut bits, crc24(body.as_bytes()), BITS * 5);
    signed(&bits)
}

/// A text as the eye takes it: capitals, `O` as nought, `I` and `L` as one.
pub(super) fn folded(text: &str) -> String {
    let fold = |sign: char| match sign.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        sign => sign,
    };
    text.chars().map(fold).collect()
}
