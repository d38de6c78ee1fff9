//! Reads JSON strictly: UTF-8, at most 64 levels, and no key twice in one object.
//!
//! A second value for one key is how two programs are made to read two things in one file. What is read is borrowed from
//! the text wherever it stands there as it is meant: of a file of statements little is kept.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::NESTING;

/// Keys of one object that are compared one by one; of more a set is made.
const FEW: usize = 16;

/// A value, borrowed from the text in which it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node<'a> {
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    /// No key stands twice.
    Object(Vec<(Cow<'a, str>, Node<'a>)>),
}

impl<'a> Node<'a> {
    /// What stands under a key.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => fields.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// What stands under a key of what stands under a key, and so on.
    pub(super) fn at(&self, keys: &[&str]) -> Option<&Self> {
        keys.iter().try_fold(self, |node, key| node.get(key))
    }

    /// The text, if it is one.
    pub(super) fn text(&self) -> Option<&Cow<'a, str>> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether it holds more than so many bytes, written without blanks.
    pub(super) fn is_longer_than(&self, bytes: usize) -> bool {
        bytes < self.at_most() && bytes < Value::from(self).to_string().len()
    }

    /// Bytes of which it holds no more, written without blanks: a sign of a text takes six at most, a number 24.
    fn at_most(&self) -> usize {
        let text = |text: &str| 6 * text.len() + 2;
        match self {
            Self::Null | Self::Bool(_) => 5,
            Self::Number(_) => 24,
            Self::Text(of) => text(of),
            Self::List(list) => list.iter().map(|one| one.at_most() + 1).sum::<usize>() + 2,
            Self::Object(fields) => {
                fields.iter().map(|(key, value)| text(key) + value.at_most() + 2).sum::<usize>() + 2
            }
        }
    }
}

impl<'a> From<&'a Value> for Node<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => Self::Number(number.clone()),
            Value::String(text) => Self::Text(text.into()),
            Value::Array(list) => Self::List(list.iter().map(Self::from).collect()),
            Value::Object(fields) => {
                Self::Object(fields.iter().map(|(key, value)| (key.into(), value.into())).collect())
            }
        }
    }
}

impl From<&Node<'_>> for Value {
    fn from(node: &Node<'_>) -> Self {
        match node {
            Node::Null => Self::Null,
            Node::Bool(value) => Self::Bool(*value),
            Node::Number(number) => Self::Number(number.clone()),
            Node::Text(text) => Self::String(text.clone().into_owned()),
            Node::List(list) => Self::Array(list.iter().map(Self::from).collect()),
            Node::Object(fields) => Self::Object(
                fields
                    .iter()
                    .map(|(key, value)| (key.clone().into_owned(), value.into()))
                    .collect::<Map<_, _>>(),
            ),
        }
    }
}

/// Reads a whole JSON text. The error is in words, with line and column.
pub(super) fn parse(bytes: &[u8]) -> Result<Value, String> {
    node(text(bytes)?).map(|node| Value::from(&node))
}

/// The text of a file, without the mark in front.
pub(super) fn text(bytes: &[u8]) -> Result<&str, String> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err("it is UTF-16; save it as UTF-8".to_owned());
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|fault| format!("byte {} is not UTF-8", fault.valid_up_to() + 1))?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// The same of a text, borrowed.
pub(super) fn node(text: &str) -> Result<Node<'_>, String> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let node = Strict(NESTING).deserialize(&mut reader).map_err(|fault| fault.to_string())?;
    reader.end().map_err(|fault| fault.to_string())?;
    Ok(node)
}

/// Reads one value with so many levels left.
struct Strict(usize);

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Node<'de>;

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<Node<'de>, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Node<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node<'de>, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node<'de>, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node<'de>, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node<'de>, E> {
        Ok(Number::from_f64(value).map_or(Node::Null, Node::Number))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Node<'de>, E> {
        Ok(Node::Text(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node<'de>, E> {
        Ok(Node::Text(value.to_owned().into()))
    }

    fn visit_unit<E>(self) -> Result<Node<'de>, E> {
        Ok(Node::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node<'de>, A::Error> {
        let below = self.below::<A::Error>()?;
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(Self(below))? {
            values.push(value);
        }
        Ok(Node::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Node<'de>, A::Error> {
        let below = self.below::<A::Error>()?;
        let mut fields: Vec<(Cow<'de, str>, Node<'de>)> = Vec::new();
        let mut many: BTreeSet<Cow<'de, str>> = BTreeSet::new();
        while let Some(key) = object.next_key_seed(Key)? {
            if fields.len() == FEW {
                many = fields.iter().map(|(name, _)| name.clone()).collect();
            }
            let twice = match fields.len() {
                ..FEW => fields.iter().any(|(name, _)| *name == key),
                _ => !many.insert(key.clone()),
            };
            if twice {
                return Err(A::Error::custom(format!("the key {} stands twice", super::shown(&key))));
            }
            fields.push((key, object.next_value_seed(Self(below))?));
        }
        Ok(Node::Object(fields))
    }
}

impl Strict {
    fn below<E: serde::de::Error>(&self) -> Result<usize, E> {
        self.0.checked_sub(1).ok_or_else(|| E::custom(format!("brackets stand more than {NESTING} deep")))
    }
}

/// Reads a key.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<Cow<'de, str>, D::Error> {
        reader.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Cow<'de, str>, E> {
        Ok(value.to_owned().into())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{FEW, Node, node, parse};

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
        assert!(parse(br#"{"a":1,"\u0061":2}"#).is_err_and(|why| why.contains("`a` stands twice")));
        assert!(parse(b"{\"a\":\"\xe9\"}").is_err_and(|why| why.contains("byte 7 is not UTF-8")));
        for bad in ["", "{", "[1]]", "{} {}", "1e999", "NaN", "'a'", "[1,]", "\"\u{0}\"", "\"\\ud800\""] {
            assert!(parse(bad.as_bytes()).is_err(), "{bad}");
        }
    }

    #[test]
    fn no_key_stands_twice_among_many() {
        let object = |last: usize| {
            let fields = (0..3 * FEW).chain([last]).map(|number| format!("\"k{number}\":{number}"));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
        };
        assert!(node(&object(3 * FEW)).is_ok());
        for last in 0..3 * FEW {
            let why = format!("`k{last}` stands twice");
            assert!(node(&object(last)).is_err_and(|found| found.contains(&why)), "{why}");
        }
    }

    #[test]
    fn a_borrowed_value_is_the_same_value() {
        let value = json!({ "a": [1, -2, 0.5, 1e300, "x\u{1}\"\n", true, null], "b": { "c": "\u{feff}é" } });
        let text = value.to_string();
        let borrowed = node(&text).expect("it is JSON");
        assert_eq!(Value::from(&borrowed), value);
        assert_eq!(Node::from(&value), borrowed);
        assert_eq!(borrowed.at(&["b", "c"]).and_then(Node::text).map(AsRef::as_ref), Some("\u{feff}é"));
        assert!(borrowed.at(&["b", "d"]).is_none() && borrowed.at(&["a", "c"]).is_none());
        assert!(text.len() <= borrowed.at_most());
        assert!(borrowed.is_longer_than(text.len() - 1) && !borrowed.is_longer_than(text.len()));
    }
}
