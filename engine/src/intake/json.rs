//! Reads JSON strictly: UTF-8, at most 64 levels, and no key twice in one object.
//!
//! A second value for one key is how two programs are made to read two things in one file.

use std::fmt;

use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::NESTING;

/// Reads a whole JSON text. The error is in words, with line and column.
pub(super) fn parse(bytes: &[u8]) -> Result<Value, String> {
    let text = std::str::from_utf8(bytes)
        .map_err(|fault| format!("byte {} is not UTF-8", fault.valid_up_to() + 1))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Strict(NESTING).deserialize(&mut reader).map_err(|fault| fault.to_string())?;
    reader.end().map_err(|fault| fault.to_string())?;
    Ok(value)
}

/// Reads one value with so many levels left.
struct Strict(usize);

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let below = self.below::<A::Error>()?;
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(Self(below))? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let below = self.below::<A::Error>()?;
        let mut fields = Map::new();
        while let Some(key) = object.next_key::<String>()? {
            if fields.contains_key(&key) {
                return Err(A::Error::custom(format!("the key {} stands twice", super::shown(&key))));
            }
            fields.insert(key, object.next_value_seed(Self(below))?);
        }
        Ok(Value::Object(fields))
    }
}

impl Strict {
    fn below<E: serde::de::Error>(&self) -> Result<usize, E> {
        self.0.checked_sub(1).ok_or_else(|| E::custom(format!("brackets stand more than {NESTING} deep")))
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn only_plain_json_is_read() {
        assert_eq!(
            parse(b"\xef\xbb\xbf {\"a\": [1, -2, 0.5, \"x\", true, null]}")
                .map(|value| value.to_string())
                .as_deref(),
            Ok(r#"{"a":[1,-2,0.5,"x",true,null]}"#)
        );
        let deep = |levels: usize| parse(("[".repeat(levels) + &"]".repeat(levels)).as_bytes());
        assert!(deep(64).is_ok());
        assert!(deep(65).is_err_and(|why| why.contains("64 deep")));
        assert!(deep(100_000).is_err());
        assert!(parse(br#"{"a":1,"a":2}"#).is_err_and(|why| why.contains("`a` stands twice")));
        assert!(parse(b"{\"a\":\"\xe9\"}").is_err_and(|why| why.contains("byte 7 is not UTF-8")));
        for bad in ["", "{", "[1]]", "{} {}", "1e999", "NaN", "'a'", "[1,]", "\"\u{0}\"", "\"\\ud800\""] {
            assert!(parse(bad.as_bytes()).is_err(), "{bad}");
        }
    }
}
