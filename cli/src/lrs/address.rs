//! The address of a record store, and which links may be followed from it: those of the same scheme, host and port.
//!
//! Credentials go with every request, so a link to anywhere else is refused, and so is a plain one that was not allowed.

/// Signs of the longest address and of the longest link: far above what record stores make.
const LONGEST: usize = 8_192;

/// Where a record store answers: `https://lrs.example/xapi`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// `https://lrs.example`, in small letters, with the port if it is not the scheme's own.
    origin: String,
    /// `/xapi`, without a slash at its end.
    path: String,
}

impl Address {
    /// Reads what was typed. The error says what to write instead.
    pub(crate) fn read(typed: &str) -> Result<Self, String> {
        let wrong = |why: &str| Err(format!("{why}; write one such as https://lrs.example/xapi"));
        let Some((origin, rest)) = origin_of(typed) else { return wrong("this is no address of the web") };
        if 255 < typed.len() {
            return wrong("the address has more than 255 signs");
        }
        if typed.contains('@') {
            return Err("a name or a password does not belong in an address, which is printed and kept; leave it out and \
                        add --user"
                .to_owned());
        }
        if rest.contains(['?', '#']) {
            return wrong("the address of a record store has no `?` and no `#`");
        }
        let path = rest.trim_end_matches('/');
        let path = path.strip_suffix("/statements").unwrap_or(path);
        Ok(Self { origin, path: path.to_owned() })
    }

    /// Whether what is sent can be read on the way: plain HTTP to another machine.
    pub(crate) fn is_open_to_all(&self) -> bool {
        self.origin.starts_with("http://") && !self.is_loopback()
    }

    /// Whether it is this machine itself.
    pub(crate) fn is_loopback(&self) -> bool {
        let host = self.origin.split("://").nth(1).unwrap_or_default();
        let name =
            host.rsplit_once(':').filter(|(_, port)| !port.contains(']')).map_or(host, |(name, _)| name);
        let four = name.split('.').collect::<Vec<_>>();
        name == "localhost"
            || name == "[::1]"
            || (four.len() == 4 && four[0] == "127" && four.iter().all(|part| part.parse::<u8>().is_ok()))
    }

    /// As it is printed and kept.
    pub(crate) fn text(&self) -> String {
        format!("{}{}", self.origin, self.path)
    }

    /// Where statements are asked for, with these questions.
    pub(crate) fn statements(&self, questions: &[(&str, &str)]) -> String {
        let asked: Vec<String> =
            questions.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        format!("{}{}/statements?{}", self.origin, self.path, asked.join("&"))
    }

    /// The address to which a link leads that stood in the answer of another. The error says why it is not followed.
    pub(crate) fn follow(&self, from: &str, link: &str) -> Result<String, String> {
        if LONGEST < link.len() || !link.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err("has signs that no address has, or too many".to_owned());
        }
        let link = link.split('#').next().unwrap_or_default();
        if let Some((origin, rest)) = origin_of(link) {
            return if origin == self.origin {
                Ok(format!("{origin}{rest}"))
            } else {
                Err(format!("leads to another server, {origin}"))
            };
        }
        if link.starts_with("//")
            || link.contains('\\')
            || link.split(['/', '?']).next().is_some_and(|it| it.contains(':'))
        {
            return Err("leads to another server".to_owned());
        }
        if link.starts_with('/') {
            return Ok(format!("{}{link}", self.origin));
        }
        let base = from.split('?').next().unwrap_or_default();
        if link.starts_with('?') {
            return Ok(format!("{base}{link}"));
        }
        let folder = base.rsplit_once('/').map_or(base, |(folder, _)| folder);
        Ok(format!("{folder}/{link}"))
    }
}

/// The scheme, host and port of an address in one form, and what follows them; `None` if it is none.
fn origin_of(text: &str) -> Option<(String, &str)> {
    let lower = text.to_ascii_lowercase();
    let (scheme, own) = if lower.starts_with("https://") {
        ("https://", ":443")
    } else if lower.starts_with("http://") {
        ("http://", ":80")
    } else {
        return None;
    };
    let rest = &text[scheme.len()..];
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, rest) = rest.split_at(end);
    let host = host.rsplit('@').next().unwrap_or_default().to_ascii_lowercase();
    let host = host.strip_suffix(own).unwrap_or(&host).to_owned();
    let known = |sign: char| sign.is_ascii_alphanumeric() || "-._:[]".contains(sign);
    let fits =
        !host.is_empty() && host.chars().all(known) && rest.bytes().all(|byte| byte.is_ascii_graphic());
    fits.then(|| (format!("{scheme}{host}"), rest))
}

/// A value of a question: all but the unreserved signs as `%XX` (RFC 3986, 2.3).
fn encoded(value: &str) -> String {
    let mut text = String::new();
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Address;

    fn address(text: &str) -> Address {
        Address::read(text).expect("it is an address")
    }

    #[test]
    fn an_address_is_one_however_it_is_typed() {
        let own = address("https://lrs.example/xapi");
        for typed in [
            "https://LRS.example:443/xapi/",
            "HTTPS://lrs.example/xapi/statements",
            "https://lrs.example/xapi/statements/",
        ] {
            assert_eq!(address(typed), own, "{typed}");
        }
        assert_eq!(
            own.statements(&[("since", "2026-11-03T14:02:11Z"), ("verb", "http://a/b?c&d")]),
            "https://lrs.example/xapi/statements?since=2026-11-03T14%3A02%3A11Z&verb=http%3A%2F%2Fa%2Fb%3Fc%26d"
        );
        for bad in [
            "",
            "lrs.example/xapi",
            "ftp://lrs.example",
            "https://",
            "https://ann:secret@lrs.example/",
            "https://lrs.example/?a=b",
            "https://lrs.example/a b",
            "https://lrs\n.example/",
        ] {
            assert!(Address::read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn only_this_machine_may_be_asked_in_the_open() {
        for own in
            ["http://127.0.0.1:8080/xapi", "http://localhost/", "http://[::1]:80/x", "http://127.9.0.1"]
        {
            assert!(!address(own).is_open_to_all(), "{own}");
        }
        for other in [
            "http://lrs.example",
            "http://127.0.0.1.evil.example/",
            "http://localhost.example/",
            "http://127.0.0.999/",
        ] {
            assert!(address(other).is_open_to_all(), "{other}");
        }
        assert!(!address("https://lrs.example").is_open_to_all());
    }

    #[test]
    fn a_link_stays_where_the_credentials_belong() {
        let own = address("https://lrs.example/xapi");
        let from = "https://lrs.example/xapi/statements?verb=a";
        for (link, to) in [
            ("/xapi/statements?more=2", "https://lrs.example/xapi/statements?more=2"),
            ("?more=2", "https://lrs.example/xapi/statements?more=2"),
            ("more/2", "https://lrs.example/xapi/more/2"),
            ("https://LRS.example:443/a?b#c", "https://lrs.example/a?b"),
            ("/a?to=http://b/", "https://lrs.example/a?to=http://b/"),
        ] {
            assert_eq!(own.follow(from, link).as_deref(), Ok(to), "{link}");
        }
        for link in [
            "https://evil.example/xapi",
            "http://lrs.example/xapi",
            "https://lrs.example:8443/",
            "//evil.example/a",
            "\\\\evil.example",
            "/\\evil.example",
            "https://lrs.example@evil.example/",
            "javascript:1",
            "/a b",
            "/a\r\nHost: b",
            "/\u{e9}",
        ] {
            assert!(own.follow(from, link).is_err(), "{link}");
        }
        assert!(own.follow(from, &format!("/{}", "a".repeat(9_000))).is_err());
    }
}
