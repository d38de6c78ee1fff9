//! Texts, numbers and truths: what stands in no brackets.

use super::Judge;
use crate::diagnostic::Fix;
use crate::raw::shape::Shape;
use crate::read::tree::lex::Kind;
use crate::read::tree::lex::marks::meant;
use crate::read::tree::{Body, Node};
use crate::read::words;
use crate::rule::Rule;

impl Judge<'_> {
    /// A value without brackets.
    pub(super) fn plain(&mut self, node: &Node, shape: Shape) -> bool {
        let text = self.text;
        let found = &text[node.span.clone()];
        let good = match (&shape, &node.body) {
            (Shape::Text, Body::Text(kind)) => {
                self.text(node, *kind);
                return true;
            }
            (Shape::Whole, Body::Plain) => is_whole(found),
            (Shape::Number, Body::Plain) => is_number(found),
            (Shape::Truth, Body::Plain) => matches!(found, "true" | "false"),
            _ => false,
        };
        if good {
            self.out.push_str(found);
            return true;
        }
        self.wrong(node, shape)
    }

    /// Names a value of another type. Where it is plain what was meant, that is written out.
    pub(super) fn wrong(&mut self, node: &Node, shape: Shape) -> bool {
        let span = node.shown();
        let found = self.text[span.clone()].to_owned();
        let text = self.text;
        let (message, help) = words::wrong_type(&shape, &found);
        let meant = match (&shape, &node.body) {
            (Shape::Whole, Body::Text(Kind::Text)) => bare(&found).filter(|bare| is_whole(bare)),
            (Shape::Number, Body::Text(Kind::Text)) => bare(&found).filter(|bare| is_number(bare)),
            (Shape::Truth, Body::Text(Kind::Text)) => {
                bare(&found).filter(|bare| matches!(*bare, "true" | "false"))
            }
            _ => None,
        };
        let meant = match (&shape, &node.body) {
            (Shape::Text, Body::Plain) => words::in_quotes(&found),
            _ => meant.map(str::to_owned),
        };
        let fault = self.fault(Rule::WrongType, span.clone(), message, "not what is expected here");
        fault.help = help;
        let Some(meant) = meant else { return false };
        // A bare word before another is the beginning of a text without quotes.
        let after = text[span.end..].trim_start_matches([' ', '\t', '\r']);
        let safe = after.is_empty() || after.starts_with([',', ')', ']', '}', '\n', '/', ':']);
        fault.fix = Some(Fix { edits: vec![(span, meant.clone())], safe });
        self.out.push_str(&meant);
        true
    }

    /// Writes a text out, with the quotes that it lacks and with what its backslashes can have meant.
    fn text(&mut self, node: &Node, kind: Kind) {
        let text = self.text;
        let found = &text[node.span.clone()];
        if matches!(kind, Kind::Misquoted { .. } | Kind::Overquoted) {
            self.out.push_str(&meant(found, kind));
            return;
        }
        if kind == Kind::Unopened {
            self.out.push('"');
        }
        let raw = kind != Kind::Unopened && found.starts_with('r');
        let mut rest = found;
        while let Some(at) = rest.find('\\').filter(|_| !raw) {
            let after = rest[at + 1..].chars().next();
            self.out.push_str(&rest[..=at]);
            if after.is_none_or(|c| !"'\"\\nrt0xu".contains(c)) {
                let start = node.span.end - rest.len() + at;
                let shown = start..start + 1 + after.map_or(0, char::len_utf8);
                let message = "a `\\` in a text begins something that is not known".to_owned();
                let fault = self.fault(Rule::WrongType, shown, message, "not known after a `\\`");
                fault.help = Some("write `\\\\` for one backslash, or the text as r#\"…\"#".into());
                fault.fix = Some(Fix { edits: vec![(start..start, "\\".to_owned())], safe: false });
                self.out.push('\\');
                rest = &rest[at + 1..];
            } else {
                self.out.extend(after);
                rest = &rest[at + 1 + after.map_or(0, char::len_utf8)..];
            }
        }
        self.out.push_str(rest);
        if kind == Kind::Unclosed {
            let hashes = if raw { found[1..].len() - found[1..].trim_start_matches('#').len() } else { 0 };
            self.out.push('"');
            self.out.extend(std::iter::repeat_n('#', hashes));
        } else if kind == Kind::Unopened && !found.ends_with('"') {
            self.out.push('"');
        }
    }
}

/// What stands between the quotes of a plain text.
fn bare(text: &str) -> Option<&str> {
    text.strip_prefix('"')?.strip_suffix('"').map(str::trim)
}

fn is_whole(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    let based = ["0x", "0b", "0o"].iter().any(|base| digits.starts_with(base));
    let digit = |c: char| c == '_' || if based { c.is_ascii_alphanumeric() } else { c.is_ascii_digit() };
    digits.starts_with(|c: char| c.is_ascii_digit()) && digits.chars().all(digit)
}

fn is_number(text: &str) -> bool {
    matches!(text, "inf" | "NaN") || text.replace('_', "").parse::<f64>().is_ok_and(f64::is_finite)
}
