//! The bytes of leaves and bodies: JSON in the form of RFC 8785, narrowed so that no two programs can differ.
//!
//! Keys are ASCII, texts are NFC, numbers are whole and within ±2^53, and a key stands once.
//! The bytes are kept and hashed as they are; nothing is ever written again to be checked.

mod quick;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use unicode_normalization::is_nfc;

/// Largest leaf or body, in bytes (C2SP `tlog-tiles`: a bundle's entry has a length of 16 bits).
pub const ENTRY_MAX: usize = 65_535;
/// Largest whole number that every JSON reader keeps exactly.
const NUMBER_MAX: u64 = 1 << 53;
/// Deepest nesting; our own entries need three.
const DEPTH_MAX: usize = 8;

/// Room for most entries.
const USUAL: usize = 512;

/// Why bytes are not an entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryFault {
    /// Larger than an entry may be: shorten the texts in it.
    #[error("an entry of {0} bytes is larger than 65,535")]
    TooLarge(usize),
    /// Not JSON, or not of the form that is asked for.
    #[error("not an entry of a known form: {0}")]
    Form(String),
    /// JSON, but not the one way to write it.
    #[error("not in the canonical form of RFC 8785")]
    NotCanonical,
    /// A number with a fraction or past 2^53, a key outside ASCII, a text that is not NFC, or deep nesting.
    #[error("an entry may not hold {0}")]
    NotAllowed(&'static str),
}

/// Writes a value as an entry.
///
/// # Errors
/// When it is too large or holds what an entry may not.
pub(super) fn write<T: Serialize>(value: &T) -> Result<Vec<u8>, EntryFault> {
    let (bytes, checked) = written(value)?;
    if !checked {
        check(&bytes)?;
    }
    Ok(bytes)
}

/// The canonical bytes of a value, and whether it is known that they are an entry. Most values list their fields in
/// order, so that they come out canonical at once.
fn written<T: Serialize>(value: &T) -> Result<(Vec<u8>, bool), EntryFault> {
    let form = |error: serde_json::Error| EntryFault::Form(error.to_string());
    let mut bytes = Vec::with_capacity(USUAL);
    serde_json::to_writer(&mut bytes, value).map_err(form)?;
    if quick::is_entry(&bytes) {
        return Ok((bytes, true));
    }
    Ok((canon(&serde_json::to_value(value).map_err(form)?)?, false))
}

/// Reads an entry: the bytes must be exactly what [`write`] makes of the value.
///
/// # Errors
/// When they are not.
pub(super) fn read<T: Serialize + DeserializeOwned>(bytes: &[u8]) -> Result<T, EntryFault> {
    check(bytes)?;
    let form = |error: serde_json::Error| EntryFault::Form(error.to_string());
    let value: T = serde_json::from_slice(bytes).map_err(form)?;
    // A field that the form does not know is lost on reading, and shows here. Most forms list their fields in order; the
    // others are sorted first.
    let mut same = Same(bytes);
    let plain = serde_json::to_writer(&mut same, &value).is_ok() && same.0.is_empty();
    if plain || written(&value)?.0 == bytes {
        Ok(value)
    } else {
        Err(EntryFault::Form("it has a field that is not known".into()))
    }
}

/// Compares what is written with bytes that are there, and keeps none of it; what it holds at the end was not written.
struct Same<'a>(&'a [u8]);

impl std::io::Write for Same<'_> {
    fn write(&mut self, part: &[u8]) -> std::io::Result<usize> {
        let rest = self.0.strip_prefix(part);
        self.0 = rest.ok_or_else(|| std::io::Error::other("it is written otherwise"))?;
        Ok(part.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Checks that bytes are canonical and hold only what an entry may.
///
/// # Errors
/// When they are not, or do not.
pub(super) fn check(bytes: &[u8]) -> Result<(), EntryFault> {
    if quick::is_entry(bytes) { Ok(()) } else { slowly(bytes) }
}

/// The judge: bytes are parsed and written again.
fn slowly(bytes: &[u8]) -> Result<(), EntryFault> {
    if ENTRY_MAX < bytes.len() {
        return Err(EntryFault::TooLarge(bytes.len()));
    }
    let value: Value = serde_json::from_slice(bytes).map_err(|error| EntryFault::Form(error.to_string()))?;
    check_value(&value, DEPTH_MAX)?;
    if canon(&value)? == bytes { Ok(()) } else { Err(EntryFault::NotCanonical) }
}

fn canon(value: &Value) -> Result<Vec<u8>, EntryFault> {
    serde_json_canonicalizer::to_vec(value).map_err(|error| EntryFault::Form(error.to_string()))
}

fn check_value(value: &Value, depth: usize) -> Result<(), EntryFault> {
    if depth == 0 {
        return Err(EntryFault::NotAllowed("nesting deeper than 8"));
    }
    match value {
        Value::Null => Err(EntryFault::NotAllowed("null: a missing field is left out")),
        Value::Bool(_) => Ok(()),
        Value::Number(number) => {
            let whole = number.as_u64().or(number.as_i64().map(i64::unsigned_abs));
            match whole {
                Some(whole) if whole <= NUMBER_MAX => Ok(()),
                _ => Err(EntryFault::NotAllowed("a number with a fraction or past 2^53")),
            }
        }
        Value::String(text) if is_nfc(text) => Ok(()),
        Value::String(_) => Err(EntryFault::NotAllowed("a text that is not in Unicode's form NFC")),
        Value::Array(values) => values.iter().try_for_each(|value| check_value(value, depth - 1)),
        Value::Object(fields) => fields.iter().try_for_each(|(key, value)| {
            if !key.is_ascii() {
                return Err(EntryFault::NotAllowed("a key outside ASCII"));
            }
            check_value(value, depth - 1)
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::{EntryFault, check};

    #[test]
    fn only_the_one_way_to_write_it_is_an_entry() {
        let good = [r#"{}"#, r#"{"a":1,"b":[true,"é"]}"#, r#"{"n":9007199254740992}"#, r#"{"n":-5}"#];
        for text in good {
            assert_eq!(check(text.as_bytes()), Ok(()), "{text}");
        }
        let deep = "[".repeat(9) + &"]".repeat(9);
        let deeper = "[".repeat(200) + &"]".repeat(200);
        let bad = [
            "",
            "nothing",
            "{",
            r#"{"a":1} "#,
            r#"{ "a":1}"#,
            r#"{"b":1,"a":1}"#,
            r#"{"a":1,"a":1}"#,
            r#"{"a":1.5}"#,
            r#"{"a":1e0}"#,
            r#"{"a":1.0}"#,
            r#"{"a":-0}"#,
            r#"{"n":9007199254740993}"#,
            r#"{"n":1e999}"#,
            r#"{"a":null}"#,
            r#"{"é":1}"#,
            "{\"a\":\"e\u{301}\"}",
            r#"{"a":"\u0041"}"#,
            &deep,
            &deeper,
        ];
        for text in bad {
            assert!(check(text.as_bytes()).is_err(), "{text}");
        }
        assert!(check(b"{\"a\":\"\xff\"}").is_err());
        let large = format!("\"{}\"", "x".repeat(65_534));
        assert_eq!(check(large.as_bytes()), Err(EntryFault::TooLarge(65_536)));
    }
}
