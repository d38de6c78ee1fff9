//! A quick look at bytes: says that they are an entry in the canonical form, or gives up.
//!
//! Nearly all bytes that are checked are entries that this program wrote, and parsing each of them and writing it again
//! costs more than all hashing. So one pass over the bytes, without memory, tells what is plain: objects with sorted
//! ASCII keys, texts in NFC, whole numbers, no blanks. At the first doubt it gives up, and the slow check judges: it
//! alone refuses.

use unicode_normalization::is_nfc;

use super::{DEPTH_MAX, ENTRY_MAX, NUMBER_MAX};

/// Whether these bytes are surely an entry; `false` says nothing.
pub(super) fn is_entry(bytes: &[u8]) -> bool {
    let mut scan = Scan { bytes, at: 0 };
    bytes.len() <= ENTRY_MAX && scan.value(DEPTH_MAX).is_some() && scan.at == bytes.len()
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// `None` everywhere means: not plain.
impl<'a> Scan<'a> {
    fn take(&mut self, wanted: u8) -> Option<()> {
        (*self.bytes.get(self.at)? == wanted).then(|| self.at += 1)
    }

    fn word(&mut self, wanted: &[u8]) -> Option<()> {
        self.bytes[self.at..].starts_with(wanted).then(|| self.at += wanted.len())
    }

    fn value(&mut self, depth: usize) -> Option<()> {
        let inner = depth.checked_sub(1)?;
        match *self.bytes.get(self.at)? {
            b'{' => self.object(inner),
            b'[' => self.array(inner),
            b'"' => self.text(),
            b'-' | b'0'..=b'9' => self.number(),
            b't' => self.word(b"true"),
            b'f' => self.word(b"false"),
            _ => None,
        }
    }

    fn object(&mut self, depth: usize) -> Option<()> {
        self.take(b'{')?;
        if self.take(b'}').is_some() {
            return Some(());
        }
        let mut last: Option<&'a [u8]> = None;
        loop {
            let key = self.key()?;
            if last.is_some_and(|last| key <= last) {
                return None;
            }
            last = Some(key);
            self.take(b':')?;
            self.value(depth)?;
            if self.take(b',').is_none() {
                return self.take(b'}');
            }
        }
    }

    fn array(&mut self, depth: usize) -> Option<()> {
        self.take(b'[')?;
        if self.take(b']').is_some() {
            return Some(());
        }
        loop {
            self.value(depth)?;
            if self.take(b',').is_none() {
                return self.take(b']');
            }
        }
    }

    /// A key: letters, digits and low lines, so that bytes sort as the texts do.
    fn key(&mut self) -> Option<&'a [u8]> {
        self.take(b'"')?;
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|byte| !(byte.is_ascii_alphanumeric() || *byte == b'_'))?;
        self.at += length;
        self.take(b'"')?;
        Some(&rest[..length])
    }

    /// A text without anything that would have to be escaped.
    fn text(&mut self) -> Option<()> {
        self.take(b'"')?;
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f))?;
        let text = &rest[..length];
        if !text.is_ascii() && !std::str::from_utf8(text).is_ok_and(is_nfc) {
            return None;
        }
        self.at += length;
        self.take(b'"')
    }

    fn number(&mut self) -> Option<()> {
        let negative = self.take(b'-').is_some();
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
        let digits = std::str::from_utf8(&rest[..length]).ok()?;
        // Nought has no sign, and no number begins with it.
        let plain = digits == "0" && !negative || !digits.starts_with('0');
        let value: u64 = digits.parse().ok()?;
        self.at += length;
        (plain && value <= NUMBER_MAX).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, Strategy, any, proptest};
    use proptest::{collection, prop_oneof};
    use serde_json::Value;

    use super::is_entry;
    use crate::evidence::canonical::{canon, slowly};

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            any::<bool>().prop_map(Value::from),
            (0_u64..1 << 54).prop_map(Value::from),
            (-(1_i64 << 54)..0).prop_map(Value::from),
            "[a-zé\u{301}\"\\\\\n\u{7f} ]{0,6}".prop_map(Value::from),
            Just(Value::Null),
        ];
        leaf.prop_recursive(9, 40, 4, |inner| {
            prop_oneof![
                collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                collection::btree_map("[a-c_é\"]{0,2}", inner, 0..4)
                    .prop_map(|fields| Value::from(serde_json::Map::from_iter(fields))),
            ]
        })
    }

    proptest! {
        /// Whatever the quick look takes, the slow check takes: of canonical bytes, and of the same with one byte changed.
        #[test]
        fn what_is_taken_quickly_is_taken_slowly(value in value(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
            let sound = canon(&value).expect("it is JSON");
            let mut changed = sound.clone();
            changed[at.index(sound.len())] = byte;
            for bytes in [sound, changed] {
                assert!(!is_entry(&bytes) || slowly(&bytes).is_ok(), "{}", String::from_utf8_lossy(&bytes));
            }
        }
    }

    use proptest::prelude::prop;

    #[test]
    fn what_this_program_writes_is_plain() {
        for text in [
            r#"{"commit":["x","y"],"kind":"sealed","v":1}"#,
            r#"{"answers":[{"attempt":1,"chosen":["a"],"id":"q"}],"said":"Zoë","score":0,"v":1}"#,
            "[[],{},-5,true,false]",
        ] {
            assert!(is_entry(text.as_bytes()), "{text}");
        }
        for text in [
            "",
            "{",
            "01",
            "-0",
            "[1,]",
            "{\"b\":1,\"a\":1}",
            "{\"a\":1,\"a\":1}",
            "1 ",
            "null",
            "\"e\u{301}\"",
        ] {
            assert!(!is_entry(text.as_bytes()), "{text}");
        }
        assert!(!is_entry(("[".repeat(9) + &"]".repeat(9)).as_bytes()), "deeper than an entry may be");
        assert!(is_entry(("[".repeat(8) + &"]".repeat(8)).as_bytes()));
    }
}
