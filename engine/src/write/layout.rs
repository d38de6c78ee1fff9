//! How a tree is laid out on lines.

use super::WIDTH;
use crate::read::tree::lex::{Kind, Token};
use crate::read::tree::{Body, Element, Node, Tree};

/// Lays out a sound tree.
pub(super) fn lay_out(text: &str, tree: &Tree, root: &Node) -> String {
    let mut layout = Layout { text, tree, out: String::with_capacity(text.len()) };
    let mut before = layout.comments(0, root.span.start);
    if matches!(root.body, Body::Bracket(..)) {
        before.extend(layout.comments(root.span.start, layout.inside(root)));
    }
    layout.own_lines(&before, 0);
    if before.last().is_some_and(|last| last.blank_after) {
        layout.out.push('\n');
    }
    layout.value(root, 0, 0);
    layout.out.push('\n');
    let after = layout.comments(root.span.end, text.len());
    if after.first().is_some_and(|first| first.blank_before) {
        layout.out.push('\n');
    }
    layout.own_lines(&after, 0);
    layout.out
}

/// A comment, and how it stands.
struct Comment<'a> {
    text: &'a str,
    /// On the line of what comes before it.
    same_line: bool,
    blank_before: bool,
    blank_after: bool,
}

struct Layout<'a> {
    text: &'a str,
    tree: &'a Tree,
    out: String,
}

impl<'a> Layout<'a> {
    /// The comments between two bytes.
    fn comments(&self, from: usize, to: usize) -> Vec<Comment<'a>> {
        let tokens = self.tree.between(from, to);
        let text = self.text;
        let ends = |token: &Token| text[token.span.clone()].matches('\n').count();
        let mut found: Vec<Comment<'a>> = Vec::new();
        let (mut lines, mut begun) = (0, from == 0);
        for token in tokens {
            match token.kind {
                Kind::Blank => {
                    lines += ends(token);
                    if lines > 1
                        && let Some(last) = found.last_mut()
                    {
                        last.blank_after = true;
                    }
                }
                Kind::Comment { .. } => {
                    let comment = Comment {
                        text: text[token.span.clone()].trim_end(),
                        same_line: lines == 0 && !begun,
                        blank_before: lines > 1,
                        blank_after: false,
                    };
                    found.push(comment);
                    lines = 0;
                    begun = false;
                }
                _ => {}
            }
        }
        found
    }

    fn own_lines(&mut self, comments: &[Comment<'_>], level: usize) {
        for (at, comment) in comments.iter().enumerate() {
            if at > 0 && comment.blank_before {
                self.out.push('\n');
            }
            self.indent(level);
            self.out.push_str(comment.text);
            self.out.push('\n');
        }
    }

    fn indent(&mut self, level: usize) {
        self.out.extend(std::iter::repeat_n("    ", level));
    }

    /// Columns that are taken on the last line.
    fn column(&self) -> usize {
        let start = self.out.rfind('\n').map_or(0, |end| end + 1);
        self.out[start..].chars().count()
    }

    /// Writes a value at the end of the line; `after` columns are needed behind it.
    fn value(&mut self, node: &Node, level: usize, after: usize) {
        let Body::Bracket(open, elements) = &node.body else {
            self.out.push_str(&self.text[node.span.clone()]);
            return;
        };
        let room = WIDTH.saturating_sub(self.column() + after);
        if let Some(flat) = self.flat(node, room) {
            self.out.push_str(&flat);
            return;
        }
        if let Some(name) = &node.name {
            self.out.push_str(&self.text[name.clone()]);
        }
        self.out.push(*open);
        match elements.as_slice() {
            [] if !self.has_comment(node) => {}
            [one] if self.hugs(node, one) => {
                self.key(one);
                self.value(&one.value, level, after + 1);
            }
            _ => {
                self.out.push('\n');
                self.broken(node, elements, level + 1);
                self.indent(level);
            }
        }
        self.out.push(closing(*open));
    }

    fn key(&mut self, element: &Element) {
        if let Some(key) = &element.key {
            self.out.push_str(&self.text[key.clone()]);
            self.out.push_str(": ");
        }
    }

    /// The value on one line, if its author left it on one and there is room. Only as much is looked at as there
    /// is room for.
    fn flat(&self, node: &Node, room: usize) -> Option<String> {
        let mut flat = String::new();
        self.add_flat(node, room, &mut flat).then_some(flat)
    }

    fn add_flat(&self, node: &Node, room: usize, flat: &mut String) -> bool {
        let Body::Bracket(open, elements) = &node.body else {
            let text = &self.text[node.span.clone()];
            flat.push_str(text);
            return !text.contains('\n') && flat.chars().count() <= room;
        };
        if self.is_broken(node) || self.has_comment(node) {
            return false;
        }
        if let Some(name) = &node.name {
            flat.push_str(&self.text[name.clone()]);
        }
        flat.push(*open);
        for (at, element) in elements.iter().enumerate() {
            if at > 0 {
                flat.push_str(", ");
            }
            if let Some(key) = &element.key {
                flat.push_str(&self.text[key.clone()]);
                flat.push_str(": ");
            }
            if flat.len() > 4 * room || !self.add_flat(&element.value, room, flat) {
                return false;
            }
        }
        flat.push(closing(*open));
        flat.chars().count() <= room
    }

    /// Whether a line ends behind the bracket that opens, and something stands in it.
    fn is_broken(&self, node: &Node) -> bool {
        let Some(first) = node.elements().first() else { return false };
        let inside = self.inside(node);
        let between = self.tree.between(inside, first.span.start);
        between.iter().any(|token| token.kind == Kind::Blank && self.text[token.span.clone()].contains('\n'))
    }

    /// The byte behind the bracket that opens; of a value without brackets, the first.
    fn inside(&self, node: &Node) -> usize {
        if !matches!(node.body, Body::Bracket(..)) {
            return node.span.start;
        }
        let from = node.name.as_ref().map_or(node.span.start, |name| name.end);
        let open = self.tree.between(from, node.span.end).iter();
        open.clone().find(|token| matches!(token.kind, Kind::Open(_))).map_or(from, |token| token.span.end)
    }

    /// Whether a comment stands in it, inner brackets and all. Asked only of what may fit on a line.
    fn has_comment(&self, node: &Node) -> bool {
        let mut tokens = self.tree.between(node.span.start, node.span.end).iter();
        // What is longer than any line is no matter of comments.
        let mut bytes = 0;
        tokens.any(|token| {
            bytes += token.span.len();
            bytes > 8 * WIDTH || matches!(token.kind, Kind::Comment { .. })
        })
    }

    /// Whether a bracket may hold its only element on its own line: a text or another bracket, left there by the
    /// author, with no comment on the way.
    fn hugs(&self, node: &Node, one: &Element) -> bool {
        let comment = |from: usize, to: usize| {
            let between = self.tree.between(from, to);
            between.iter().any(|token| matches!(token.kind, Kind::Comment { .. }))
        };
        !matches!(one.value.body, Body::Plain)
            && !self.is_broken(node)
            && !comment(node.span.start, self.inside(&one.value))
            && !comment(one.value.span.end, node.span.end)
    }

    fn broken(&mut self, node: &Node, elements: &[Element], level: usize) {
        let mut from = self.inside(node);
        let mut first = true;
        for element in elements {
            let (mut before, trailing) = self.around(from, element.span.start, first);
            self.trailing(trailing);
            // Comments inside a field's name or before its value stand above it.
            if element.key.is_some() {
                before.extend(self.comments(element.span.start, element.value.span.start));
            }
            if let Body::Bracket(..) = element.value.body {
                before.extend(self.comments(element.value.span.start, self.inside(&element.value)));
            }
            if !first && self.blank_line(from, element.span.start, before.first()) {
                self.out.push('\n');
            }
            self.own_lines(&before, level);
            if before.last().is_some_and(|last| last.blank_after) {
                self.out.push('\n');
            }
            self.indent(level);
            self.key(element);
            self.value(&element.value, level, 1);
            let single = elements.len() == 1 && element.key.is_none() && node.name.is_some();
            if !single {
                self.out.push(',');
            }
            self.out.push('\n');
            from = element.span.end;
            first = false;
        }
        let (after, trailing) = self.around(from, node.span.end - 1, first);
        self.trailing(trailing);
        if !first && after.first().is_some_and(|comment| comment.blank_before) {
            self.out.push('\n');
        }
        self.own_lines(&after, level);
    }

    /// Comments between two elements: those above the next one, and that on the line of the one before.
    fn around(&self, from: usize, to: usize, first: bool) -> (Vec<Comment<'a>>, Option<&'a str>) {
        let mut comments = self.comments(from, to);
        let ends_line = |comment: &Comment<'_>| comment.text.starts_with("//");
        let trailing = comments.first().is_some_and(|one| one.same_line && ends_line(one)) && !first;
        let trailing = trailing.then(|| comments.remove(0).text);
        (comments, trailing)
    }

    /// Writes a comment at the end of the line that was just written.
    fn trailing(&mut self, comment: Option<&str>) {
        if let Some(comment) = comment {
            self.out.pop();
            self.out.push(' ');
            self.out.push_str(comment);
            self.out.push('\n');
        }
    }

    /// Whether a blank line stands before an element, or before the comments above it.
    fn blank_line(&self, from: usize, to: usize, above: Option<&Comment<'_>>) -> bool {
        if let Some(above) = above {
            return above.blank_before;
        }
        let blank = |token: &Token| {
            token.kind == Kind::Blank && self.text[token.span.clone()].matches('\n').count() > 1
        };
        self.tree.between(from, to).iter().any(blank)
    }
}

fn closing(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}
