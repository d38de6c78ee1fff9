//! Texts between signs that are no straight quotes, and texts that straight quotes inside end too early.
//!
//! A word processor turns `"` into `“` by itself, and authors of other notations write `'`. Such a text is one
//! piece, so that one fault is told of it. How far is looked ahead is bounded over the whole text: hostile text
//! takes no longer for it.

use super::{Kind, Lexer, is_anchor, opens};

/// Signs that may close what a sign opened.
fn closers(open: char) -> Option<&'static [char]> {
    Some(match open {
        '“' | '”' | '„' | '‟' => &['”', '“', '"'],
        '«' | '»' => &['»', '«', '"'],
        '‘' | '’' | '‚' | '\'' | '`' | '´' => &['’', '‘', '\'', '´', '`'],
        '＂' => &['＂', '"'],
        _ => return None,
    })
}

/// Whether a sign is a double quote of some script.
fn is_double(sign: char) -> bool {
    matches!(sign, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

impl Lexer<'_> {
    /// The end of a text between other signs, if one begins here, and whether it could be nothing else.
    pub(super) fn misquoted(&mut self, first: char) -> Option<(usize, bool)> {
        let closers = closers(first).filter(|_| self.may_begin())?;
        let from = self.at + first.len_utf8();
        // A character, `'a'`, is sound.
        let mut signs = self.text[from..].chars();
        if first == '\'' && (signs.next() == Some('\\') || signs.next() == Some('\'')) {
            return None;
        }
        let found =
            self.look(from, |text, at, sign| closers.contains(&sign) && ends(text, at + sign.len_utf8()));
        let Some(close) = found else {
            let line_end = self.line_end().max(from);
            return Some((self.own_end(from, line_end), false));
        };
        let inner = &self.text[from..close];
        let length = self.text[close..].chars().next().map_or(0, char::len_utf8);
        Some((close + length, is_plain(inner, is_double(first))))
    }

    /// The end of a text whose first closing quote ends it too early, if its true end is found.
    pub(super) fn overquoted(&mut self, close: usize) -> Option<usize> {
        let text = self.text;
        let rest = text[close + 1..].trim_start_matches([' ', '\t']);
        let sound =
            rest.starts_with(['"', ',', ':', ')', ']', '}', '\r', '\n', '/', '(', '[']) || rest.is_empty();
        if !self.wary || sound || is_anchor(rest) {
            return None;
        }
        let found = self.look(close + 1, |text, at, sign| {
            sign == '"' && !text[..at].ends_with('\\') && !opens(text, at) && ends(text, at + 1)
        });
        found.map(|quote| quote + 1)
    }

    /// The first place, before a line that begins a field or a value, of which something holds.
    fn look(&mut self, from: usize, wanted: impl Fn(&str, usize, char) -> bool) -> Option<usize> {
        let text = self.text;
        for (at, sign) in text[from..].char_indices() {
            let Some(looks) = self.looks.checked_sub(sign.len_utf8()) else { break };
            self.looks = looks;
            if sign == '\n' {
                let line = text[from + at + 1..].trim_start_matches([' ', '\t']);
                if !line.starts_with('"') && is_anchor(line) {
                    break;
                }
            } else if wanted(text, from + at, sign) {
                return Some(from + at);
            }
        }
        None
    }
}

/// Signs of the next text of a list in which its end is looked for.
const NEXT: usize = 200;

/// Whether a text that ends before this place ends there plainly: brackets, a comma and the line's end, or what
/// begins another field or value, follow it.
pub(in crate::read::tree) fn ends(text: &str, from: usize) -> bool {
    let rest = text[from..].trim_start_matches([' ', '\t', '\r', ')', ']', '}']);
    if rest.is_empty() || rest.starts_with('\n') || rest.starts_with("//") {
        return true;
    }
    let Some(next) = rest.strip_prefix(',') else { return false };
    let next = next.trim_start_matches([' ', '\t', '\r']);
    let Some(first) = next.chars().next() else { return true };
    if first == '\n' || next.starts_with("//") || next.starts_with(['"', '(', '[']) || is_anchor(next) {
        return true;
    }
    // The next text of a list, in such signs too.
    let Some(closers) = closers(first) else { return false };
    let inner = &next[first.len_utf8()..];
    let mut signs = inner.char_indices().take(NEXT);
    let Some((at, sign)) = signs.find(|(_, sign)| closers.contains(sign) || *sign == '\n') else {
        return false;
    };
    sign != '\n' && inner[at + sign.len_utf8()..].starts_with([',', ')', ']', '}', '\n', '\r'])
}

/// Whether a text can stand between straight quotes as it is, and no quotation in it makes its end doubtful.
fn is_plain(inner: &str, double: bool) -> bool {
    let mut before = ' ';
    let mut signs = inner.chars().peekable();
    while let Some(sign) = signs.next() {
        let apostrophe = before.is_alphanumeric() && signs.peek().is_some_and(|next| next.is_alphanumeric());
        let single = !double && matches!(sign, '‘' | '’' | '\'' | '`' | '´') && !apostrophe;
        if is_double(sign) || single || sign == '\\' {
            return false;
        }
        before = sign;
    }
    true
}

/// The text that was meant, between straight quotes.
pub(in crate::read) fn meant(found: &str, kind: Kind) -> String {
    let inner = match kind {
        Kind::Misquoted { .. } => {
            let first = found.chars().next().unwrap_or('"');
            let inner = &found[first.len_utf8().min(found.len())..];
            inner.strip_suffix(closers(first).unwrap_or_default()).unwrap_or(inner)
        }
        _ => found.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')).unwrap_or(found),
    };
    let (mut out, mut escaped) = (String::from('"'), false);
    for sign in inner.chars() {
        if sign == '"' && !escaped {
            out.push('\\');
        }
        escaped = sign == '\\' && !escaped;
        out.push(sign);
    }
    if escaped {
        out.push('\\');
    }
    out.push('"');
    out
}
