//! Code without its comments and without the insides of its strings, line for line.
//!
//! Enough of Rust's and TypeScript's lexis to count braces honestly; it does not judge whether text is code.

/// Whose comments and strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tongue {
    Rust,
    /// TypeScript and JavaScript.
    Script,
}

impl Tongue {
    /// By the ending of a file's name.
    pub(super) fn of(ending: &str) -> Option<Self> {
        match ending {
            "rs" => Some(Self::Rust),
            "ts" | "mjs" | "js" => Some(Self::Script),
            _ => None,
        }
    }
}

/// The same text with comments, the insides of strings and regular expressions turned into blanks.
pub(super) fn code(text: &str, tongue: Tongue) -> Vec<char> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::with_capacity(chars.len());
    // One count for each template that waits for its `${` to close: the braces open inside.
    let mut templates: Vec<usize> = Vec::new();
    while out.len() < chars.len() {
        let at = out.len();
        let end = comment_end(&chars, at)
            .or_else(|| match tongue {
                Tongue::Rust => rust_string_end(&chars, at),
                Tongue::Script => script_string_end(&chars, &out, &mut templates),
            })
            .unwrap_or(at);
        let quoted = end > at && chars[at] != '/' && !chars[at].is_alphanumeric();
        out.extend(chars[at..end].iter().map(|&found| if found == '\n' { '\n' } else { ' ' }));
        if quoted && matches!(chars[at], '"' | '\'' | '`') {
            out[at] = '"';
        }
        if end == at {
            out.push(chars[at]);
        }
    }
    out
}

/// Where the text is that stands between two places, as a string.
pub(super) fn line_of(code: &[char], at: usize) -> usize {
    code[..at].iter().filter(|&&found| found == '\n').count() + 1
}

/// The place of the bracket that closes the one at `open`; the last place if none does.
pub(super) fn closing(code: &[char], open: usize) -> usize {
    let close = match code[open] {
        '(' => ')',
        '[' => ']',
        _ => '}',
    };
    let mut depth = 0_usize;
    for (at, &found) in code.iter().enumerate().skip(open) {
        if found == code[open] {
            depth += 1;
        } else if found == close {
            depth -= 1;
            if depth == 0 {
                return at;
            }
        }
    }
    code.len() - 1
}

/// Whether a character can be part of a name.
pub(super) fn is_word(found: char) -> bool {
    found.is_alphanumeric() || found == '_' || found == '$'
}

fn comment_end(chars: &[char], at: usize) -> Option<usize> {
    let rest = &chars[at..];
    if rest.starts_with(&['/', '/']) {
        return Some(rest.iter().position(|&found| found == '\n').map_or(chars.len(), |length| at + length));
    }
    if !rest.starts_with(&['/', '*']) {
        return None;
    }
    let mut depth = 0_usize;
    let mut place = at;
    while place < chars.len() {
        match chars[place..] {
            ['/', '*', ..] => {
                depth += 1;
                place += 2;
            }
            ['*', '/', ..] if depth == 1 => return Some(place + 2),
            ['*', '/', ..] => {
                depth -= 1;
                place += 2;
            }
            _ => place += 1,
        }
    }
    Some(chars.len())
}

fn rust_string_end(chars: &[char], at: usize) -> Option<usize> {
    match chars[at] {
        '"' => Some(quote_end(chars, at)),
        '\'' if chars.get(at + 1) == Some(&'\\') => Some(quote_end(chars, at)),
        '\'' if chars.get(at + 2) == Some(&'\'') => Some(at + 3),
        'r' if at == 0 || !is_word(chars[at - 1]) || chars[at - 1] == 'b' => raw_end(chars, at),
        _ => None,
    }
}

fn raw_end(chars: &[char], at: usize) -> Option<usize> {
    let hashes = chars[at + 1..].iter().take_while(|&&found| found == '#').count();
    if chars.get(at + 1 + hashes) != Some(&'"') {
        return None;
    }
    let mut close = vec!['"'];
    close.resize(hashes + 1, '#');
    let inside = at + 2 + hashes;
    let length = chars[inside..].windows(close.len()).position(|found| found == close);
    Some(length.map_or(chars.len(), |length| inside + length + close.len()))
}

fn script_string_end(chars: &[char], out: &[char], templates: &mut Vec<usize>) -> Option<usize> {
    let at = out.len();
    match (chars[at], templates.last_mut()) {
        ('"' | '\'', _) => Some(quote_end(chars, at)),
        ('`', _) => Some(template_end(chars, at + 1, templates)),
        ('{', Some(open)) => {
            *open += 1;
            None
        }
        ('}', Some(0)) => {
            templates.pop();
            Some(template_end(chars, at + 1, templates))
        }
        ('}', Some(open)) => {
            *open -= 1;
            None
        }
        ('/', _) if regex_may_start(out) => Some(regex_end(chars, at)),
        _ => None,
    }
}

/// Behind a value a `/` divides; behind anything else it starts a regular expression.
fn regex_may_start(out: &[char]) -> bool {
    let before: String = out.iter().rev().skip_while(|found| found.is_whitespace()).take(6).collect();
    let before: String = before.chars().rev().collect();
    before.ends_with("return")
        || !before.ends_with(|last| is_word(last) || matches!(last, ')' | ']' | '"' | '}'))
}

fn regex_end(chars: &[char], at: usize) -> usize {
    let mut class = false;
    let mut place = at + 1;
    while place < chars.len() && chars[place] != '\n' {
        match chars[place] {
            '\\' => place += 1,
            '[' => class = true,
            ']' => class = false,
            '/' if !class => return place + 1,
            _ => {}
        }
        place += 1;
    }
    // No end on this line: it was a division after all.
    at
}

fn quote_end(chars: &[char], at: usize) -> usize {
    let mut place = at + 1;
    while place < chars.len() {
        match chars[place] {
            '\\' => place += 1,
            found if found == chars[at] => return place + 1,
            _ => {}
        }
        place += 1;
    }
    chars.len()
}

/// Ends behind the closing backquote, or behind a `${`, and notes the latter.
fn template_end(chars: &[char], from: usize, templates: &mut Vec<usize>) -> usize {
    let mut place = from;
    while place < chars.len() {
        match chars[place..] {
            ['\\', ..] => place += 1,
            ['`', ..] => return place + 1,
            ['$', '{', ..] => {
                templates.push(0);
                return place + 2;
            }
            _ => {}
        }
        place += 1;
    }
    chars.len()
}

#[test]
fn comments_and_strings_are_blank_and_code_is_not() {
    let check = |tongue, text: &str, expect: &str| {
        let found: String = code(text, tongue).into_iter().collect();
        assert_eq!(found.split_whitespace().collect::<String>(), expect, "{text}");
        assert_eq!(found.chars().count(), text.chars().count(), "{text}");
    };
    check(Tongue::Rust, "a /* { /* { */ */ b // {", "ab");
    check(Tongue::Rust, r##"f("{\"{", '{', '\'', br#"{"{"#) 'a: {}"##, r#"f(",",",b)'a:{}"#);
    check(Tongue::Script, "f(`{${ g({a}) }{`) {}", "f(\"g({a})){}");
    check(Tongue::Script, "x = /[/{]{2}/.test(y); a / b / {}", "x=.test(y);a/b/{}");
    check(Tongue::Script, "'{' + \"}\" // }", "\"+\"");
}
