//! Kept state as text, `v.f.e.p.c`: codec version, fingerprint of the slots, edition mark, packed bits, check.
//!
//! Only `A`–`Z a`–`z 0`–`9 - _ .` occur: every other sign breaks some LMS on the way (packaging rule ST-01).
//! The player writes it (`packager/player/src/codec.ts`); this side knows the worst case, and can read what an
//! LMS kept. A text that is not ours, or was damaged, is refused with a reason.

use super::{Layout, PATH_MAX, Slot, SlotKind};

/// Longest edition mark, in characters: twenty of the edition, a hyphen, eight of the content hash.
pub const HEADER_MARK_MAX: usize = 29;

const VERSION: &str = "1";
const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What a slot holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number below two to the slot's width.
    Number(u32),
    /// A path: the place of each choice among its decision's.
    Path(Vec<u32>),
    /// What was put to each row, from 1; 0 is nothing. As many as the slot has rows.
    Rows(Vec<u32>),
}

/// Why a kept state was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is none: a first visit.
    #[error("nothing was kept")]
    Empty,
    /// It is cut, altered, or not ours at all.
    #[error("the kept state is damaged")]
    Damaged,
    /// A newer or older player wrote it.
    #[error("the kept state is of another version")]
    Version,
    /// It belongs to slots that this course does not know.
    #[error("the kept state belongs to another text")]
    Foreign,
}

/// The edition and the first eight digits of the content hash, in the alphabet of the state: `1_0_0-0f3a9c21`.
/// An LMS export holds no edition; this does.
#[must_use]
pub fn edition_mark(edition: &str, content: &str) -> String {
    let plain = |sign: char| if sign.is_ascii_alphanumeric() { sign } else { '_' };
    let edition: String = edition.chars().map(plain).take(20).collect();
    let content: String = content.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
    format!("{edition}-{content}")
}

/// Characters that the largest possible state needs (ST-05).
#[must_use]
pub fn worst_case(slots: &[Slot], mark: &str) -> usize {
    let bits: usize = slots.iter().map(|slot| slot.bits as usize).sum();
    VERSION.len() + 1 + 6 + 1 + mark.len() + 1 + bits.div_ceil(6) + 1 + 4
}

/// Packs values into text; missing values are nought, and what is too large for its slot is cut to fit.
#[must_use]
pub fn packed(layout: &Layout, mark: &str, values: &[Value]) -> String {
    let mut bits = Vec::new();
    for (place, slot) in layout.slots.iter().enumerate() {
        match values.get(place) {
            Some(Value::Number(number)) if !is_list(slot.kind) => push(&mut bits, *number, slot.bits),
            Some(Value::Path(steps)) if slot.kind == SlotKind::Path => push_path(&mut bits, slot, steps),
            Some(Value::Rows(put)) if slot.kind == SlotKind::Rows => {
                (0..rows(slot))
                    .for_each(|row| push(&mut bits, put.get(row).copied().unwrap_or(0), slot.step));
            }
            _ => bits.resize(bits.len() + slot.bits as usize, false),
        }
    }
    let signs = bits.chunks(6).map(|six| {
        let number = (0..6)
            .fold(0usize, |number, bit| number * 2 + usize::from(six.get(bit).copied().unwrap_or(false)));
        char::from(SIGNS[number])
    });
    let text: String = signs.collect();
    let body = format!("{VERSION}.{}.{mark}.{}", layout.fingerprint, text.trim_end_matches('A'));
    let check = check(body.as_bytes());
    format!("{body}.{check}")
}

/// Reads what [`packed`] wrote, for this layout or for one that it grew from. Gives the edition mark and a value
/// for every slot. A slot that the older layout did not have is nought, or has the value of the slot that it
/// came from.
///
/// # Errors
/// Says why a text is refused; nothing of it is then used.
pub fn unpacked(layout: &Layout, text: &str) -> Result<(String, Vec<Value>), Refused> {
    if text.is_empty() {
        return Err(Refused::Empty);
    }
    let (body, own) = text.rsplit_once('.').ok_or(Refused::Damaged)?;
    if check(body.as_bytes()) != own {
        return Err(Refused::Damaged);
    }
    let mut parts = body.split('.');
    let mut part = || parts.next().ok_or(Refused::Damaged);
    let (version, print, mark, signs) = (part()?, part()?, part()?, part()?);
    if version != VERSION {
        return Err(Refused::Version);
    }
    let known = layout.known(print).ok_or(Refused::Foreign)?;
    let mut bits = Bits::read(signs).ok_or(Refused::Damaged)?;
    let mut values: Vec<Value> = layout.slots[..known].iter().map(|slot| bits.take_value(slot)).collect();
    if bits.rest_is_set() || parts.next().is_some() {
        return Err(Refused::Damaged);
    }
    for (slot, from) in layout.slots.iter().zip(&layout.from).skip(known) {
        let came = from.and_then(|from| values.get(from).cloned());
        values.push(match came {
            // Rows that the earlier slot did not have are open.
            Some(Value::Rows(mut put)) => {
                put.resize(rows(slot), 0);
                Value::Rows(put)
            }
            Some(came) => came,
            None => nought(slot),
        });
    }
    Ok((mark.to_owned(), values))
}

fn nought(slot: &Slot) -> Value {
    match slot.kind {
        SlotKind::Path => Value::Path(Vec::new()),
        SlotKind::Rows => Value::Rows(vec![0; rows(slot)]),
        _ => Value::Number(0),
    }
}

/// Whether the value of such a slot is a list of numbers.
fn is_list(kind: SlotKind) -> bool {
    matches!(kind, SlotKind::Path | SlotKind::Rows)
}

/// Rows of a slot of rows.
fn rows(slot: &Slot) -> usize {
    (slot.bits / slot.step.max(1)) as usize
}

fn push(bits: &mut Vec<bool>, number: u32, width: u32) {
    bits.extend((0..width).rev().map(|bit| bit < 32 && number >> bit & 1 == 1));
}

fn push_path(bits: &mut Vec<bool>, slot: &Slot, steps: &[u32]) {
    let room = room(slot);
    let kept = &steps[..steps.len().min(room)];
    push(bits, u32::try_from(kept.len()).unwrap_or(PATH_MAX), 6);
    for place in 0..room {
        push(bits, kept.get(place).copied().unwrap_or(0), slot.step);
    }
}

/// Steps that a path's slot can hold.
fn room(slot: &Slot) -> usize {
    (slot.bits.saturating_sub(6) / slot.step.max(1)) as usize
}

struct Bits {
    bits: Vec<bool>,
    at: usize,
}

impl Bits {
    fn read(signs: &str) -> Option<Self> {
        let mut bits = Vec::with_capacity(signs.len() * 6);
        for sign in signs.bytes() {
            let number = SIGNS.iter().position(|known| *known == sign)?;
            push(&mut bits, u32::try_from(number).ok()?, 6);
        }
        Some(Self { bits, at: 0 })
    }

    /// The next bits as a number; bits past the end are nought, for trailing noughts are not written.
    fn take(&mut self, width: u32) -> u32 {
        let end = self.at + width as usize;
        let number =
            (self.at..end).fold(0u32, |number, at| number << 1 | u32::from(self.bits.get(at) == Some(&true)));
        self.at = end;
        number
    }

    fn take_value(&mut self, slot: &Slot) -> Value {
        if slot.kind == SlotKind::Rows {
            return Value::Rows((0..rows(slot)).map(|_| self.take(slot.step)).collect());
        }
        if slot.kind != SlotKind::Path {
            return Value::Number(self.take(slot.bits));
        }
        let room = room(slot);
        let count = (self.take(6) as usize).min(room);
        let mut steps: Vec<u32> = (0..room).map(|_| self.take(slot.step)).collect();
        steps.truncate(count);
        Value::Path(steps)
    }

    fn rest_is_set(&self) -> bool {
        self.bits.iter().skip(self.at).any(|bit| *bit)
    }
}

/// The check of a kept state: its CRC-24 as four signs.
fn check(bytes: &[u8]) -> String {
    let crc = crc24(bytes);
    (0..4).rev().map(|six| char::from(SIGNS[(crc >> (six * 6) & 63) as usize])).collect()
}

/// CRC-24 of OpenPGP (RFC 9580, 6.1.1: polynomial 0x864CFB, begun from 0xB704CE).
pub(crate) fn crc24(bytes: &[u8]) -> u32 {
    let mut crc = 0x00B7_04CE_u32;
    for byte in bytes {
        crc ^= u32::from(*byte) << 16;
        for _ in 0..8 {
            crc <<= 1;
            if crc & 0x0100_0000 != 0 {
                crc ^= 0x0186_4CFB;
            }
        }
    }
    crc
}
