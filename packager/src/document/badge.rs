//! A badge baked into a picture: SVG with the words, PNG with one fixed picture; and what any certificate file carries.
//!
//! 1EdTech Open Badges 3.0, 5.3: in SVG an element right after `<svg>`, in PNG one uncompressed iTXt chunk. As with the
//! page, a picture follows from its credential alone and is made again to be checked, so the layout of a look never changes.

use bona_engine::intake::strict_json;

use super::certificate::{CertificateWords, certificate_data};
use crate::markup::escape;

/// The fixed picture: a thread that is tied off.
const PICTURE: &[u8] = include_bytes!("../../templates/badge.png");
/// How every PNG begins.
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The keyword of the chunk that carries a credential.
const KEYWORD: &[u8] = b"openbadgecredential";
/// What stands around the credential in an SVG.
const CARRIER: (&str, &str) = ("<openbadges:credential><![CDATA[", "]]></openbadges:credential>");
/// Length of a chunk without its data: length, kind, sum.
const CHUNK: usize = 12;
/// Letters of a line in the picture, by the size of its type.
const LINE: [usize; 3] = [22, 34, 46];

/// What the picture of a draft has beside what all have.
const DRAFT: &str = "<text class=\"draft\"";

/// How a picture with words looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadgeLook {
    /// Without a word of the edition; nobody makes one of a draft so any more.
    First,
    /// With the edition of what is a draft, and that it is one. Of anything else the two are the same.
    WithDraft,
}

impl BadgeLook {
    /// That of a picture which was made.
    #[must_use]
    pub fn of(picture: &str) -> Self {
        if picture.contains(DRAFT) { Self::WithDraft } else { Self::First }
    }
}

/// What a certificate's file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// A page, which carries the certificate itself.
    Page,
    /// A credential alone.
    Json,
    /// A credential in a picture with words.
    Svg,
    /// A credential in a fixed picture.
    Png,
}

/// What a file carries: which kind of file it is, and its data in the form of RFC 8785.
///
/// # Errors
/// Says why it is no certificate.
pub fn carried(bytes: &[u8]) -> Result<(Carrier, String), String> {
    const NOTHING: &str = "it carries no proof: this is no certificate of bona, or the proof was cut out";
    if bytes.starts_with(SIGNATURE) {
        return from_png(bytes)
            .ok_or(NOTHING.to_owned())
            .and_then(canonical)
            .map(|data| (Carrier::Png, data));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|_| "it is not text: this is no certificate, or it was damaged")?;
    if text.trim_start().starts_with('{') {
        return canonical(text).map(|data| (Carrier::Json, data));
    }
    let svg = text.contains("<openbadges:credential");
    let found = if svg { from_svg(text) } else { certificate_data(text) };
    let kind = if svg { Carrier::Svg } else { Carrier::Page };
    found.ok_or(NOTHING.to_owned()).and_then(canonical).map(|data| (kind, data))
}

/// A credential in a picture with the words of its certificate.
#[must_use]
pub fn badge_svg(words: &CertificateWords, credential: &str, look: BadgeLook) -> String {
    let edition = format!("Edition: {}.", words.edition);
    let draft = Some(edition.as_str()).filter(|_| words.draft && look == BadgeLook::WithDraft);
    let (text, height) = lines_of(words, draft);
    let draft = draft.map(|edition| format!(" {}", escape(edition))).unwrap_or_default();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\" \
         viewBox=\"0 0 800 {height}\" width=\"800\" height=\"{height}\" role=\"img\" \
         aria-labelledby=\"title told\">{start}{data}{end}\n\
         <title id=\"title\">Badge: {name}, {course}</title>\n\
         <desc id=\"told\">{reached}{draft} {when}. {basis} Recorded by {provider}.</desc>\n\
         <style>text{{fill:#f1f4ee;font:22px system-ui,sans-serif}}.name{{font:44px Palatino,\"Noto Serif\",serif}}\
         .course{{font:30px Palatino,\"Noto Serif\",serif}}</style>\n\
         <rect width=\"800\" height=\"{height}\" fill=\"#5b2453\"/>\n\
         <path d=\"M100 0V{knot}\" stroke=\"#f1f4ee\" stroke-width=\"6\"/>\n\
         <circle cx=\"100\" cy=\"{knot}\" r=\"14\" fill=\"#f1f4ee\"/>\n{text}</svg>\n",
        start = CARRIER.0,
        // In a JSON text `>` stands inside strings alone.
        data = credential.replace("]]>", "]]\\u003e"),
        end = CARRIER.1,
        name = escape(&words.name),
        course = escape(&words.course),
        reached = escape(&words.reached),
        when = escape(&words.when),
        basis = escape(&words.basis),
        provider = escape(&words.provider),
        knot = height - 60,
    )
}

/// The lines of a picture, and its height.
fn lines_of(words: &CertificateWords, draft: Option<&str>) -> (String, usize) {
    let mut text = String::new();
    let mut y = 84;
    let mut put = |lines: &str, size: usize, class: &str, gap: usize| {
        y += gap;
        let (height, letters) = [(50, LINE[0]), (36, LINE[1]), (27, LINE[2])][size];
        for line in wrapped(lines, letters) {
            text.push_str(&format!("<text class=\"{class}\" x=\"160\" y=\"{y}\">{}</text>\n", escape(&line)));
            y += height;
        }
    };
    put(&words.name, 0, "name", 0);
    put(&words.course, 1, "course", 8);
    if let Some(edition) = draft {
        put(edition, 2, "draft", 0);
    }
    put(&words.reached, 2, "small", 10);
    put(&words.when, 2, "small", 0);
    put(&words.basis, 2, "small", 10);
    put(&format!("Recorded by {}.", words.provider), 2, "small", 10);
    (text, y + 40)
}

/// A credential in the fixed picture.
///
/// # Panics
/// Never: the picture begins with a header, and a credential is shorter than a chunk may be.
#[must_use]
pub fn badge_png(credential: &str) -> Vec<u8> {
    let header = SIGNATURE.len() + CHUNK + 13;
    // Keyword, end, not compressed, method 0, no language, no translated keyword.
    let data = [KEYWORD, &[0, 0, 0, 0, 0], credential.as_bytes()].concat();
    let length = u32::try_from(data.len()).expect("a credential is shorter than 4 GiB").to_be_bytes();
    let body = [b"iTXt", data.as_slice()].concat();
    let sum = crc32fast::hash(&body).to_be_bytes();
    [&PICTURE[..header], &length, &body, &sum, &PICTURE[header..]].concat()
}

/// The form of RFC 8785. A key that stands twice would say one thing to us and another to somebody else.
fn canonical(text: &str) -> Result<String, String> {
    let spoilt = |why: String| format!("it is no sound JSON ({why}): it was cut off or changed");
    let data = strict_json(text).map_err(spoilt)?;
    serde_json_canonicalizer::to_string(&data).map_err(|error| spoilt(error.to_string()))
}

fn from_svg(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once(CARRIER.0)?;
    let (data, rest) = rest.split_once(CARRIER.1)?;
    (!rest.contains(CARRIER.0)).then_some(data)
}

/// The text of the one chunk that carries a credential.
fn from_png(bytes: &[u8]) -> Option<&str> {
    let mut rest = bytes.strip_prefix(SIGNATURE)?;
    let mut found = None;
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (kind, after) = after.split_first_chunk::<4>()?;
        let data = after.get(..length)?;
        rest = after.get(length.checked_add(4)?..)?;
        let text = data.strip_prefix(KEYWORD).and_then(|data| data.strip_prefix(&[0, 0, 0, 0, 0]));
        if let (b"iTXt", Some(text)) = (kind, text) {
            if found.is_some() {
                return None;
            }
            found = Some(std::str::from_utf8(text).ok()?);
        }
    }
    found
}

/// Lines of at most so many letters; a longer word is broken.
fn wrapped(text: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let mut word: Vec<char> = word.chars().collect();
        while letters < word.len() {
            lines.push(word.drain(..letters).collect());
        }
        let word: String = word.into_iter().collect();
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= letters => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{BadgeLook, Carrier, badge_png, badge_svg, carried, wrapped};
    use crate::CertificateWords;

    const DATA: &str = r#"{"a":"x ]]> y"}"#;

    fn words() -> CertificateWords {
        CertificateWords {
            name: "Ann <b> & Co".into(),
            course: "Understanding and serving everybody who comes to the desk".into(),
            reached: "Completed the course.".into(),
            basis: "A learning system's record.".into(),
            when: "3 November 2026".into(),
            edition: "2.1.0, as its package says. A draft that was not reviewed".into(),
            draft: false,
            lasted: None,
            provider: "Elm".into(),
            recorded: String::new(),
            place: String::new(),
            fingerprint: String::new(),
        }
    }

    #[test]
    fn what_is_baked_is_found_again() {
        let svg = badge_svg(&words(), DATA, BadgeLook::WithDraft);
        assert_eq!(carried(svg.as_bytes()), Ok((Carrier::Svg, DATA.to_owned())));
        let read = roxmltree::Document::parse(&svg).expect("it is XML");
        let first = read.root_element().first_child().expect("it has children");
        assert_eq!(first.tag_name().namespace(), Some("https://purl.imsglobal.org/ob/v3p0"));
        assert_eq!(first.tag_name().name(), "credential");
        assert!(svg.contains("Ann &lt;b&gt; &amp; Co</text>"), "{svg}");
        let png = badge_png(DATA);
        assert_eq!(carried(&png), Ok((Carrier::Png, DATA.to_owned())));
        assert_eq!(carried(DATA.as_bytes()), Ok((Carrier::Json, DATA.to_owned())));
        for twice in [r#"{"a":1,"a":1}"#, r#"{"a":{"b":1,"\u0062":2}}"#] {
            let page = format!("<script type=\"application/json\" id=\"bona-certificate\">{twice}</script>");
            let svg = badge_svg(&words(), twice, BadgeLook::WithDraft);
            for bytes in [twice.as_bytes(), page.as_bytes(), svg.as_bytes(), &badge_png(twice)] {
                assert!(carried(bytes).is_err_and(|why| why.contains("stands twice")), "{twice}");
            }
        }
    }

    #[test]
    fn a_draft_says_so_and_which_edition_it_is() {
        let made = |draft: bool, look| badge_svg(&CertificateWords { draft, ..words() }, DATA, look);
        let picture = made(true, BadgeLook::WithDraft);
        let read = roxmltree::Document::parse(&picture).expect("it is XML");
        let shown =
            read.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")));
        let shown: Vec<&str> = shown.filter_map(|node| node.text()).collect();
        assert!(
            shown.join(" ").contains("Edition: 2.1.0, as its package says. A draft that was not reviewed."),
            "{shown:?}"
        );
        assert!(picture.contains("course. Edition: 2.1.0, as"), "and so do its words for who cannot see it");
        assert_eq!(BadgeLook::of(&picture), BadgeLook::WithDraft);
        // What was made before, and what is no draft, is the same as ever.
        let first = made(true, BadgeLook::First);
        assert!(BadgeLook::of(&first) == BadgeLook::First && !first.contains("Edition"), "{first}");
        assert_eq!(made(false, BadgeLook::WithDraft), first);
    }

    #[test]
    fn what_carries_nothing_or_two_things_is_refused() {
        let (svg, png) = (badge_svg(&words(), DATA, BadgeLook::WithDraft), badge_png(DATA));
        for cut in [8, 20, 40, 60, 90, png.len() - 1] {
            assert!(carried(&png[..cut]).is_err(), "{cut}");
        }
        let twice = [&png[..33], &png[33..33 + 12 + 24 + DATA.len()], &png[33..]].concat();
        assert!(carried(&twice).is_err(), "two credentials");
        let again = svg.replace("</svg>", &(svg.clone() + "</svg>"));
        for wrong in ["", "{", "<svg></svg>", &svg.replace("]]></openbadges", "</openbadges"), &again] {
            assert!(carried(wrong.as_bytes()).is_err(), "{wrong}");
        }
        let huge = [&png[..33], &[0xff; 8], &png[33..]].concat();
        assert!(carried(&huge).is_err(), "a length past the end");
    }

    #[test]
    fn lines_are_as_long_as_they_may_be() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("abcdefghij k", 4), ["abcd", "efgh", "ij k"]);
        assert!(wrapped("  ", 4).is_empty());
    }
}
