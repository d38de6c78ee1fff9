//! A value on its way to canonical JSON: it borrows its texts, and is written field by field in the order of RFC 8785.
//!
//! What is in it, the files beside this one say. A general value of JSON would own every name and every text once more.

use std::borrow::Cow;

use serde_json::{Number, Value};

/// A value.
#[derive(Debug)]
pub(super) enum Json<'a> {
    Null,
    Bool(bool),
    /// A whole number.
    Number(Number),
    Text(Cow<'a, str>),
    /// A text that is one paragraph of plain words, as most are: `[{"p":["…"]}]`.
    Words(&'a str),
    List(Vec<Json<'a>>),
    /// Its fields in the order of their names.
    Object(Vec<Field<'a>>),
}

/// A field by its name.
type Field<'a> = (Cow<'static, str>, Json<'a>);

/// Fields that are being put together.
#[derive(Debug)]
pub(super) struct Object<'a>(Vec<Field<'a>>);

/// Fields with their values, in any order.
pub(super) fn object<'a, const N: usize>(fields: [(&'static str, Json<'a>); N]) -> Object<'a> {
    Object(fields.into_iter().map(|(name, value)| (Cow::Borrowed(name), value)).collect())
}

/// Of a field with its value.
pub(super) fn alone(name: impl Into<Cow<'static, str>>, value: Json<'_>) -> Json<'_> {
    Json::Object(vec![(name.into(), value)])
}

impl<'a> Object<'a> {
    /// A further field.
    pub(super) fn insert(&mut self, name: &'static str, value: Json<'a>) {
        self.0.push((Cow::Borrowed(name), value));
    }

    /// A further field, absent where there is no value.
    pub(super) fn optional(&mut self, name: &'static str, value: Option<Json<'a>>) {
        if let Some(value) = value {
            self.insert(name, value);
        }
    }

    /// The fields in their order.
    pub(super) fn fields(mut self) -> Vec<Field<'a>> {
        // RFC 8785 goes by UTF-16 units; names are ASCII, where bytes have the same order.
        self.0.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        debug_assert!(self.0.windows(2).all(|two| two[0].0 != two[1].0), "a name stands once");
        self.0
    }

    /// The whole of them.
    pub(super) fn done(self) -> Json<'a> {
        Json::Object(self.fields())
    }
}

impl<'a> From<&'a str> for Json<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Json<'a> {
    fn from(text: &'a String) -> Self {
        text.as_str().into()
    }
}

impl From<String> for Json<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<bool> for Json<'_> {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

macro_rules! whole_numbers {
    ($($kind:ty)*) => {$(
        impl From<$kind> for Json<'_> {
            fn from(number: $kind) -> Self {
                Self::Number(number.into())
            }
        }
    )*};
}

whole_numbers!(u8 u16 u32 u64 i64 usize);

impl<'a, T: Into<Json<'a>>> From<Option<T>> for Json<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<'a, T: Into<Json<'a>>> FromIterator<T> for Json<'a> {
    fn from_iter<I: IntoIterator<Item = T>>(all: I) -> Self {
        Self::List(all.into_iter().map(Into::into).collect())
    }
}

impl Json<'_> {
    /// The text that it is, if it is one.
    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// RFC 8785 of it. Texts are escaped as that standard says; so it is written as it stands, unless a number is one
    /// that the standard rounds.
    pub(super) fn canonical(&self) -> Vec<u8> {
        if self.is_exact() {
            let mut out = Vec::new();
            self.write(&mut out);
            return out;
        }
        serde_json_canonicalizer::to_vec(&self.general())
            .expect("texts and whole numbers always have a canonical form")
    }

    /// Whether every number stays as it is where numbers have 53 bits.
    fn is_exact(&self) -> bool {
        match self {
            Self::Number(number) => number.as_i64().is_some_and(|number| number.unsigned_abs() < 1 << 53),
            Self::List(list) => list.iter().all(Self::is_exact),
            Self::Object(fields) => fields.iter().all(|(_, value)| value.is_exact()),
            Self::Null | Self::Bool(_) | Self::Text(_) | Self::Words(_) => true,
        }
    }

    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Null => out.extend(b"null"),
            Self::Bool(true) => out.extend(b"true"),
            Self::Bool(false) => out.extend(b"false"),
            Self::Number(number) => out.extend(number.to_string().bytes()),
            Self::Text(words) => text(words, out),
            Self::Words(words) => {
                out.extend(b"[{\"p\":[");
                text(words, out);
                out.extend(b"]}]");
            }
            Self::List(list) => {
                out.push(b'[');
                for (at, value) in list.iter().enumerate() {
                    if at > 0 {
                        out.push(b',');
                    }
                    value.write(out);
                }
                out.push(b']');
            }
            Self::Object(fields) => {
                out.push(b'{');
                for (at, (name, value)) in fields.iter().enumerate() {
                    if at > 0 {
                        out.push(b',');
                    }
                    text(name, out);
                    out.push(b':');
                    value.write(out);
                }
                out.push(b'}');
            }
        }
    }

    /// The same as a general value.
    fn general(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Number(number) => Value::Number(number.clone()),
            Self::Text(words) => Value::from(words.as_ref()),
            Self::Words(words) => serde_json::json!([{ "p": [words] }]),
            Self::List(list) => list.iter().map(Self::general).collect(),
            Self::Object(fields) => Value::Object(
                fields.iter().map(|(name, value)| (name.to_string(), value.general())).collect(),
            ),
        }
    }
}

/// A text in quotation marks.
fn text(words: &str, out: &mut Vec<u8>) {
    // Nearly no text holds a sign that is escaped.
    let escaped = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
    if !words.bytes().fold(false, |any, byte| any | escaped(byte)) {
        out.push(b'"');
        out.extend_from_slice(words.as_bytes());
        return out.push(b'"');
    }
    serde_json::to_writer(out, words).expect("a vector takes every byte");
}

#[cfg(test)]
mod tests {
    use super::{Json, alone, object};

    /// Held to a library that writes the canonical form of any value.
    fn is_canonical(value: &Json<'_>) -> Vec<u8> {
        let theirs = serde_json_canonicalizer::to_vec(&value.general()).expect("it has a canonical form");
        let ours = value.canonical();
        assert_eq!(String::from_utf8_lossy(&ours), String::from_utf8_lossy(&theirs));
        ours
    }

    #[test]
    fn what_is_hashed_is_canonical() {
        let every: String =
            (0..0x300).chain([0x2028, 0x2029, 0xfeff, 0xfffd, 0x1_f600]).filter_map(char::from_u32).collect();
        let piece = object([("words", Json::List(Vec::new())), ("lang", "cy".into()), ("br", true.into())]);
        let mut value = object([
            ("title", every.as_str().into()),
            ("id", "é".into()),
            ("p", [Json::from(""), piece.done(), Json::Words(&every), Json::Words("")].into_iter().collect()),
            ("h2", object([]).done()),
            ("h10", alone("h10", None::<&str>.into())),
            ("a_b", 0_u8.into()),
            ("aB", 4_294_967_295_u32.into()),
            ("pass_mark", 800_000_u32.into()),
            ("weight", (-1_i64).into()),
        ]);
        value.optional("absent", None);
        value.optional("made", Some(every.clone().into()));
        let written = is_canonical(&value.done());
        assert!(written.starts_with(br#"{"aB":4294967295,"a_b":0,"h10":{"h10":null},"h2":{},"id":"#));
    }

    #[test]
    fn numbers_beyond_53_bits_are_rounded_as_the_standard_says() {
        for number in [9_007_199_254_740_991_i64, 9_007_199_254_740_993, -9_999_999_999_999_999, i64::MIN] {
            is_canonical(&alone("number", alone("max", number.into())));
        }
        assert_eq!(is_canonical(&9_007_199_254_740_993_i64.into()), b"9007199254740992");
    }
}
