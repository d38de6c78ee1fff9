//! A course as a document for Word: everything that can be commented on, each with a bookmark and a small grey line that
//! says which it is. Edits in it are tracked from the first letter on.
//!
//! Source: ECMA-376-1, 17 (WordprocessingML); a bookmark's name has at most 40 characters there (17.13.6.2 and Word).

use std::io::{Cursor, Write as _};

use bona_engine::outline::{Form, Line, Outline, Thing};
use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{DOT, Made};

/// What a bookmark of ours begins with; digits of the hash, the depth and the number follow.
pub(super) const BOOKMARK: &str = "bona_";
/// Digits of the hash in it.
pub(super) const DIGITS: usize = 24;
const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STYLES: &str = include_str!("storyboard/styles.xml");

/// The document. `title` is what learners call the course, `language` the language of its words.
///
/// # Errors
/// When the bytes cannot be packed, which a memory that takes every byte never says.
pub(crate) fn docx(
    outline: &Outline,
    made: &Made,
    title: &str,
    language: &str,
    explained: &[String],
) -> Result<Vec<u8>, zip::result::ZipError> {
    let parts = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", relations(&[("officeDocument", "word/document.xml")])),
        ("docProps/core.xml", core(title, made)),
        ("word/document.xml", document(outline, made, title, language, explained)),
        ("word/styles.xml", STYLES.replace("LANGUAGE", &escape(language))),
        (
            "word/settings.xml",
            format!("{DECLARATION}<w:settings xmlns:w=\"{NAMESPACE}\"><w:trackRevisions/></w:settings>"),
        ),
        (
            "word/_rels/document.xml.rels",
            relations(&[("styles", "styles.xml"), ("settings", "settings.xml")]),
        ),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts {
        zip.start_file(name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

fn content_types() -> String {
    let part = |name: &str, kind: &str| format!("<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>");
    let parts = [
        part("word/document.xml", &format!("{TYPES}.document.main+xml")),
        part("word/styles.xml", &format!("{TYPES}.styles+xml")),
        part("word/settings.xml", &format!("{TYPES}.settings+xml")),
        part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    ];
    format!(
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}</Types>",
        parts.concat()
    )
}

fn relations(parts: &[(&str, &str)]) -> String {
    let one = |(at, (kind, target)): (usize, &(&str, &str))| {
        format!("<Relationship Id=\"r{at}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
    };
    let core = "<Relationship Id=\"core\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>";
    let core = if parts.iter().any(|(kind, _)| *kind == "officeDocument") { core } else { "" };
    let all: Vec<String> = parts.iter().enumerate().map(one).collect();
    format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}{core}</Relationships>",
        all.concat()
    )
}

fn core(title: &str, made: &Made) -> String {
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><cp:keywords>{}</cp:keywords></cp:coreProperties>",
        escape(legal(title)),
        escape(made.line())
    )
}

fn document(outline: &Outline, made: &Made, title: &str, language: &str, explained: &[String]) -> String {
    let right = is_right_to_left(language);
    let mut body = paragraph("Title", 0, &run("", title, right), right);
    for text in explained {
        body.push_str(&paragraph("BonaSays", 0, &run("", text, false), false));
    }
    body.push_str(&paragraph("BonaKey", 0, &run("", &made.line(), false), false));
    for (at, thing) in outline.things.iter().enumerate() {
        body.push_str(&of_thing(thing, at, outline.depth(at), right));
    }
    format!(
        "{DECLARATION}<w:document xmlns:w=\"{NAMESPACE}\"><w:body>{body}<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>\
         </w:sectPr></w:body></w:document>"
    )
}

/// The grey line of a thing: `Question · 3 · ask_first · 5d0a3f18`.
pub(super) fn key_line(thing: &Thing, depth: usize) -> String {
    [thing.what, &depth.to_string(), &thing.key, &thing.hash[..8]].join(DOT)
}

fn of_thing(thing: &Thing, at: usize, depth: usize, right: bool) -> String {
    let name = format!("{BOOKMARK}{}_{depth}_{at}", &thing.hash[..DIGITS]);
    let start = format!("<w:bookmarkStart w:id=\"{at}\" w:name=\"{name}\"/>");
    let end = format!("<w:bookmarkEnd w:id=\"{at}\"/>");
    let key = run("", &key_line(thing, depth), false);
    let last = thing.lines.len().checked_sub(1);
    let mut out = paragraph(
        "BonaKey",
        depth,
        &format!("{start}{key}{}", if last.is_none() { &end } else { "" }),
        false,
    );
    for (number, line) in thing.lines.iter().enumerate() {
        let style = match (line.form, thing.what) {
            (Form::Heading, "Course" | "Module") => "Heading1",
            (Form::Heading, "Page") => "Heading2",
            (Form::Heading, _) => "Heading3",
            (Form::Quote, _) => "Quote",
            (Form::Paragraph | Form::Item, _) => "Normal",
        };
        let close = if Some(number) == last { end.as_str() } else { "" };
        out.push_str(&paragraph(style, depth, &format!("{}{close}", of_line(line, right)), right));
    }
    out
}

fn of_line(line: &Line, right: bool) -> String {
    let whole = line.text();
    let (label, words) = whole.split_at(whole.len() - line.words.len());
    let label = if label.is_empty() { String::new() } else { run("BonaLabel", label, false) };
    format!("{label}{}", run("", words, right))
}

/// A paragraph; what lies deeper is set in, as far as leaves room for words.
fn paragraph(style: &str, depth: usize, inner: &str, right: bool) -> String {
    let indent = depth.saturating_sub(2).min(4) * 340;
    let indent = if indent == 0 { String::new() } else { format!("<w:ind w:start=\"{indent}\"/>") };
    let bidi = if right { "<w:bidi/>" } else { "" };
    let next = if style == "BonaKey" { "<w:keepNext/>" } else { "" };
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{next}{bidi}{indent}</w:pPr>{inner}</w:p>\n")
}

fn run(style: &str, words: &str, right: bool) -> String {
    let style = if style.is_empty() { String::new() } else { format!("<w:rStyle w:val=\"{style}\"/>") };
    let right = if right { "<w:rtl/>" } else { "" };
    let look = if style.is_empty() && right.is_empty() {
        String::new()
    } else {
        format!("<w:rPr>{style}{right}</w:rPr>")
    };
    format!("<w:r>{look}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(legal(words)))
}

/// Words without the signs that XML 1.0 cannot hold.
fn legal(words: &str) -> String {
    words.chars().filter(|sign| !sign.is_control() && !matches!(sign, '\u{fffe}' | '\u{ffff}')).collect()
}

/// Whether a language is written from the right. Source: CLDR 46, the scripts of these languages.
fn is_right_to_left(tag: &str) -> bool {
    matches!(
        tag.split('-').next(),
        Some("ar" | "he" | "fa" | "ur" | "ps" | "sd" | "ug" | "yi" | "ckb" | "dv")
    )
}
