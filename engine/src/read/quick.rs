//! Reads plain good text quickly, and gives up at the first doubt.
//!
//! ron stays the judge: what is read here, ron reads too, and to the same value; the tests hold that. Whatever is
//! unusual (a comment within a line, an escape that is seldom written, a number with a sign) or wrong is not for this
//! reader to tell of: it says nothing but that it doubts, and ron is asked.

mod scan;
#[cfg(test)]
mod tests;

use std::fmt;

use serde::de::{
    DeserializeOwned, DeserializeSeed, EnumAccess, Error as _, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use scan::Scan;

/// Brackets in one another that are read here; what goes deeper is rare, and ron counts its steps.
const DEPTH: usize = 32;

/// Reads a text, if it is plain and good.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let mut reader = Reader { scan: Scan::new(text), depth: 0, opened: false };
    reader.scan.blanks();
    let value = T::deserialize(&mut reader).ok()?;
    reader.scan.blanks();
    reader.scan.is_done().then_some(value)
}

/// It may be wrong, or only unusual.
#[derive(Debug)]
pub(super) struct Doubt;

impl fmt::Display for Doubt {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("doubtful")
    }
}

impl std::error::Error for Doubt {}

impl serde::de::Error for Doubt {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Read<T> = Result<T, Doubt>;

struct Reader<'de> {
    scan: Scan<'de>,
    depth: usize,
    /// Whether the brackets of a kind were just opened, so that a value with fields has none of its own.
    opened: bool,
}

impl<'de> Reader<'de> {
    /// Passes a bracket that opens; `read` passes what is in it, and then it must close.
    fn within<T>(&mut self, open: u8, close: u8, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        self.scan.expect(open)?;
        self.deeper(|reader| {
            let value = read(reader)?;
            reader.scan.blanks();
            reader.scan.expect(close)?;
            Ok(value)
        })
    }

    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(Doubt);
        }
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    /// Whether another entry begins before a bracket closes. Passes the comma behind the entry before.
    fn has_next(&mut self, close: u8, first: &mut bool) -> Read<bool> {
        self.scan.blanks();
        if self.scan.next() == Some(close) {
            return Ok(false);
        }
        if !std::mem::take(first) {
            self.scan.expect(b',')?;
            self.scan.blanks();
        }
        Ok(self.scan.next() != Some(close))
    }

    fn number<V: Visitor<'de>>(&mut self, visitor: V) -> Read<V::Value> {
        self.opened = false;
        visitor.visit_u64(self.scan.whole()?)
    }
}

impl<'de> serde::Deserializer<'de> for &mut Reader<'de> {
    type Error = Doubt;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Read<V::Value> {
        Err(Doubt)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.opened = false;
        match self.scan.text()? {
            scan::Words::Plain(text) => visitor.visit_borrowed_str(text),
            scan::Words::Made(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.opened = false;
        match self.scan.word()? {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(Doubt),
        }
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.number(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.number(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.number(visitor)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.number(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.opened = false;
        visitor.visit_f64(self.scan.number()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        if self.opened {
            return Err(Doubt);
        }
        match self.scan.look() {
            "None" => {
                self.scan.word()?;
                visitor.visit_none()
            }
            "Some" => Err(Doubt),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.opened = false;
        self.within(b'[', b']', |reader| visitor.visit_seq(Entries { reader, close: b']', first: true }))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        // The reader of a kind passes its brackets itself.
        if std::mem::take(&mut self.opened) {
            return self.deeper(|reader| visitor.visit_map(Entries { reader, close: b')', first: true }));
        }
        if self.scan.next() != Some(b'(') {
            if self.scan.word()? != name {
                return Err(Doubt);
            }
            self.scan.blanks();
        }
        self.within(b'(', b')', |reader| visitor.visit_map(Entries { reader, close: b')', first: true }))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        self.opened = false;
        visitor.visit_enum(self)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_borrowed_str(self.scan.word()?)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u128 f32 char bytes byte_buf unit unit_struct newtype_struct tuple tuple_struct map
        ignored_any
    }
}

/// What stands in brackets, apart by commas.
struct Entries<'a, 'de> {
    reader: &'a mut Reader<'de>,
    close: u8,
    first: bool,
}

impl<'de> SeqAccess<'de> for Entries<'_, 'de> {
    type Error = Doubt;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        if !self.reader.has_next(self.close, &mut self.first)? {
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }
}

impl<'de> MapAccess<'de> for Entries<'_, 'de> {
    type Error = Doubt;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Read<Option<K::Value>> {
        if !self.reader.has_next(self.close, &mut self.first)? {
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Read<V::Value> {
        self.reader.scan.blanks();
        self.reader.scan.expect(b':')?;
        self.reader.scan.blanks();
        seed.deserialize(&mut *self.reader)
    }
}

impl<'de> EnumAccess<'de> for &mut Reader<'de> {
    type Error = Doubt;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Read<(V::Value, Self)> {
        let kind = seed.deserialize(&mut *self)?;
        Ok((kind, self))
    }
}

impl<'de> VariantAccess<'de> for &mut Reader<'de> {
    type Error = Doubt;

    fn unit_variant(self) -> Read<()> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Read<T::Value> {
        self.scan.blanks();
        self.within(b'(', b')', |reader| {
            reader.scan.blanks();
            reader.opened = true;
            let value = seed.deserialize(&mut *reader)?;
            reader.opened = false;
            reader.scan.blanks();
            if reader.scan.next() == Some(b',') {
                reader.scan.expect(b',')?;
            }
            Ok(value)
        })
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Read<V::Value> {
        self.scan.blanks();
        self.within(b'(', b')', |reader| {
            let value = visitor.visit_seq(Entries { reader: &mut *reader, close: b')', first: true })?;
            reader.scan.blanks();
            if reader.scan.next() == Some(b',') {
                reader.scan.expect(b',')?;
            }
            Ok(value)
        })
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Read<V::Value> {
        Err(Doubt::custom("no kind of ours is one"))
    }
}
