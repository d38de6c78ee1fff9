//! A certificate of one record: a page that prints on one sheet of A4, and carries in itself what proves it.
//!
//! The page follows from the certificate alone, sign by sign: whoever checks one makes the page again and compares, so
//! that it cannot show other words than those that are proven. So its templates and its styles never change; another
//! look is another template, and those before it stay for the certificates that are out there.

use bona_engine::canon::hex;
use bona_engine::certificate::{Certificate, Proven};
use bona_engine::evidence::{Completion, CompletionKind, EditionBasis, SourceKind};
use bona_engine::intake::{ClaimBasis, VerdictWord};
use bona_engine::log::Note;
use bona_engine::time::{day_in_words, utc_from_posix};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::alone::policy;
use super::code::qr_svg;
use crate::error::PackError;
use crate::markup::escape;
use crate::page::render;
use crate::strings::Words;

const STYLE: &str = include_str!("../../templates/proof.css");
/// The same with the code's.
const STYLE_WITH_CODE: &str =
    concat!(include_str!("../../templates/proof.css"), include_str!("../../templates/proof_code.css"));
/// What stands in a page before its code, and in none of the first look.
const CODE: &str = "<div class=\"row code\">";
/// What stands round the name that a page shows.
const NAME: (&str, &str) = ("<h1><bdi>", "</bdi></h1>");
/// What stands before the data in the page, and after them.
const DATA: (&str, &str) = ("<script type=\"application/json\" id=\"bona-certificate\">", "</script>");
/// Letters that fit on one sheet at the usual size.
const LETTERS: usize = 800;
/// The same where a code stands below them, in smaller type, with what it holds.
const LETTERS_WITH_CODE: usize = 840;
/// What is said of a code that is a hash alone.
const HASHED: &str = "The hash of the record’s leaf, which says nothing about anybody. The provider can tell by it which record is meant, and whoever checks the file finds the same hash.";
/// What is said of a code that is an address.
const ADDRESSED: &str = "Where the provider has certificates checked, with the hash of the record’s leaf behind it, which says nothing about anybody. An address on a page proves nothing: compare it with the one that the provider gives you.";
/// A witness's line: eight bytes of time, then a signature of 64.
const COSIGNATURE: usize = 72;

/// What a certificate says in words, for the page and for whoever checks it; never more than the record says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CertificateWords {
    /// The holder, as typed.
    pub name: String,
    /// The course: its title, or its id where there is no title.
    pub course: String,
    /// What was reached, in a sentence.
    pub reached: String,
    /// On what it rests, in sentences.
    pub basis: String,
    /// When, as the source claims.
    pub when: String,
    /// The edition, and how it is known.
    pub edition: String,
    /// Whether what was taken is a draft, as its edition says.
    pub draft: bool,
    /// How long somebody was there; `None` where the record does not say.
    pub lasted: Option<String>,
    /// Whose log it is.
    pub provider: String,
    /// When it was recorded, and what bounds that.
    pub recorded: String,
    /// Which leaf of which log.
    pub place: String,
    /// SHA-256 of the log's key as text, in hex, in groups of four.
    pub fingerprint: String,
}

/// How a certificate's page looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateLook<'a> {
    /// Without a code; nobody makes one any more.
    First,
    /// With a code to scan; and the key that signed the name, if the page carries a badge.
    WithCode {
        /// The badge's key, as a DID.
        signed_by: Option<&'a str>,
    },
}

#[derive(Serialize)]
struct View<'a> {
    words: &'a CertificateWords,
    signed: Option<&'a str>,
    code: String,
    code_says: &'static str,
    picture_html: String,
    /// Whether it is printed smaller, so that it fits on one sheet.
    full: bool,
    policy: String,
    style_html: &'static str,
    data_html: String,
}

/// Says in words what a certificate proves.
#[must_use]
pub fn certificate_words(certificate: &Certificate, proven: &Proven) -> CertificateWords {
    let record = &proven.completion;
    CertificateWords {
        name: certificate.name.clone(),
        course: certificate.title.clone().unwrap_or_else(|| record.course.clone()),
        reached: reached(record),
        basis: basis(record),
        when: when(record),
        edition: edition(record),
        draft: record.release == Some(false),
        lasted: record.minutes.map(|minutes| match minutes {
            1 => "1 minute".to_owned(),
            some if some < 120 => format!("{some} minutes"),
            some => format!("{} hours {} minutes", some / 60, some % 60),
        }),
        provider: proven.opened.organisation.clone(),
        recorded: recorded(proven),
        place: format!("{}, leaf {} of {}", proven.opened.origin, proven.index, proven.checkpoint.size),
        fingerprint: fingerprint(&proven.keys.signs_at(proven.checkpoint.size).to_string()),
    }
}

/// Makes the page; `data` is what it carries, as JSON: the certificate itself, or a credential around it.
///
/// # Errors
/// [`PackError::Template`] when the template and its view disagree, which is ours to mend.
pub fn certificate_page(
    certificate: &Certificate,
    proven: &Proven,
    data: &str,
    look: CertificateLook<'_>,
) -> Result<String, PackError> {
    let words = certificate_words(certificate, proven);
    let (template, style, signed, letters) = match look {
        CertificateLook::First => ("proof", STYLE, None, LETTERS),
        CertificateLook::WithCode { signed_by } => {
            ("proof_code", STYLE_WITH_CODE, signed_by, LETTERS_WITH_CODE)
        }
    };
    let code = certificate_code(certificate, proven);
    let picture = match look {
        CertificateLook::First => String::new(),
        CertificateLook::WithCode { .. } => qr_svg(&code, "QR code: what it holds stands beside it"),
    };
    let room = room(&words) + if picture.is_empty() { 0 } else { code.len() };
    let view = View {
        words: &words,
        signed,
        code,
        code_says: if certificate.verify_at.is_some() { ADDRESSED } else { HASHED },
        picture_html: picture,
        full: letters < room,
        policy: policy(style, None),
        style_html: style,
        // In a JSON text `<` stands inside strings alone.
        data_html: data.replace('<', "\\u003c"),
    };
    Ok(render(template, &view, Words::of("en-GB"))? + "\n")
}

/// What the code of a page holds: the hash of the record's leaf, in hex, behind the address to check at if there is one.
#[must_use]
pub fn certificate_code(certificate: &Certificate, proven: &Proven) -> String {
    let hash = hex(&proven.leaf);
    certificate.verify_at.as_ref().map_or(hash.clone(), |address| format!("{address}#{hash}"))
}

/// Whether a page is of the first look.
#[must_use]
pub fn first_look(page: &str) -> bool {
    !page.contains(CODE)
}

/// The name that a page shows, where it is not this one: as it stands there, with its marks.
#[must_use]
pub fn shown_name<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = page.split_once(NAME.0)?;
    let (shown, _) = rest.split_once(NAME.1)?;
    (shown != escape(name)).then_some(shown)
}

/// The data that a page carries, as it stands there; `None` if it carries nothing, or several.
pub(super) fn certificate_data(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once(DATA.0)?;
    let (data, rest) = rest.split_once(DATA.1)?;
    if rest.contains(DATA.0) || data.trim().is_empty() { None } else { Some(data) }
}

/// How much room the words of a certificate take, in letters; those of a name are three times as large.
fn room(words: &CertificateWords) -> usize {
    let CertificateWords { name, course, reached, basis, when, edition, provider, recorded, place, .. } =
        words;
    let all = [name, name, name, course, course, reached, basis, when, edition, provider, recorded, place];
    all.into_iter().map(|text| text.chars().count()).sum()
}

/// SHA-256 of a key's text without its line end, in hex, in groups of four.
fn fingerprint(vkey: &str) -> String {
    let digits = hex(&Sha256::digest(vkey));
    let groups: Vec<&str> = (0..digits.len()).step_by(4).filter_map(|at| digits.get(at..at + 4)).collect();
    groups.join(" ")
}

fn reached(record: &Completion) -> String {
    let score = record.score.map(|score| format!(", with {score} per cent")).unwrap_or_default();
    match (record.kind, record.verdict) {
        (CompletionKind::Attendance, _) => "Took part in a group session of the course.".to_owned(),
        (CompletionKind::Pledge, _) => "Made a pledge after the course.".to_owned(),
        (CompletionKind::FollowUp, _) => "Took part in a follow-up to the course.".to_owned(),
        (CompletionKind::Competence, _) => {
            format!(
                "Was seen to do this: {}. That is no completion of the course.",
                record.item.as_deref().unwrap_or("(not named)")
            )
        }
        (_, VerdictWord::Passed) => format!("Completed the course and passed its test{score}."),
        (_, _) => format!("Completed the course{score}."),
    }
}

fn basis(record: &Completion) -> String {
    let said = &record.said;
    let by = record.system.as_deref().map(|system| format!(" ({system})")).unwrap_or_default();
    let basis = match record.source {
        SourceKind::Receipt => {
            "Self-reported: it is the holder's own record, which somebody accepted. No learning system confirmed it."
                .to_owned()
        }
        SourceKind::Observed => "Observed: somebody saw it done, and vouches for it.".to_owned(),
        SourceKind::Pledges | SourceKind::FollowUps => "A list, for which somebody vouches.".to_owned(),
        SourceKind::SignIn => "A signed attendance sheet, for which somebody vouches.".to_owned(),
        SourceKind::Teams => "Microsoft Teams' list of who was there, for which somebody vouches.".to_owned(),
        SourceKind::Zoom => "Zoom's list of who was there, for which somebody vouches.".to_owned(),
        SourceKind::Table => format!("A table from a learning system or a register{by}. Its own words: “{said}”."),
        SourceKind::ScormRuntime
        | SourceKind::MoodleCompletion
        | SourceKind::Aicc
        | SourceKind::Xapi
        | SourceKind::Returns => format!("A learning system's record{by}. Its own words: “{said}”."),
    };
    // What it says is then not, or not alone, what its source said.
    match record.corrects {
        Some(_) => format!("{basis} Corrected since by whoever keeps the log."),
        None => basis,
    }
}

fn when(record: &Completion) -> String {
    let Some(claimed) = &record.claimed else { return "The source does not say.".to_owned() };
    let day = date(&claimed.at);
    match claimed.basis {
        ClaimBasis::LmsUtc | ClaimBasis::LmsLocal => format!("{day}, by the learning system's clock"),
        ClaimBasis::Device => format!("{day}, by the clock of the holder's own device"),
        ClaimBasis::Stated => format!("{day}, as somebody stated"),
    }
}

fn edition(record: &Completion) -> String {
    let edition = match (&record.edition, record.edition_basis) {
        (Some(edition), EditionBasis::Package) => format!("{edition}, as its package says"),
        (Some(edition), _) => format!("{edition}, as somebody stated"),
        (None, _) => "Not known".to_owned(),
    };
    let place =
        record.variant.as_deref().map(|place| format!("; as it is for `{place}`")).unwrap_or_default();
    let draft = if record.release == Some(false) { ". A draft that was not reviewed" } else { "" };
    format!("{edition}{place}{draft}")
}

/// The organisation's own word, and the earliest word of anybody else.
fn recorded(proven: &Proven) -> String {
    let own = format!("On {}, by the provider's own clock.", date(&proven.completion.recorded));
    let lines = Note::parse(proven.note.as_bytes()).map(|note| note.signatures).unwrap_or_default();
    let seen =
        lines.iter().filter(|line| line.name != proven.opened.origin && line.signature.len() == COSIGNATURE);
    let seen = seen.filter_map(|line| {
        let time = u64::from_be_bytes(*line.signature.first_chunk::<8>()?);
        Some((utc_from_posix(time)?, line.name.as_str()))
    });
    match seen.min() {
        Some((at, who)) => {
            format!("{own} No later than {}, when {who} saw it in the log and signed that.", date(&at))
        }
        None => format!("{own} Nobody else has confirmed when."),
    }
}

/// The day of a time, in words.
fn date(time: &str) -> String {
    day_in_words(time.get(..10).unwrap_or(time))
}

#[cfg(test)]
mod tests {
    use bona_engine::evidence::Completion;

    use super::{CertificateWords, basis, date, edition, fingerprint, reached, room, when};

    /// A record, with these fields beside those that each has.
    fn record(more: &str) -> Completion {
        let text = format!(
            r#"{{"course":"first_contact","edition_basis":"unknown","recorded":"2026-11-22T02:30:00Z","said":"Done","v":1,{more}}}"#
        );
        serde_json::from_str(&text).expect("a record")
    }

    #[test]
    fn each_basis_is_called_what_it_is() {
        for (source, kind, word) in [
            ("receipt", "completion", "Self-reported"),
            ("observed", "competence", "Observed: somebody saw it"),
            ("sign-in", "attendance", "signed attendance sheet"),
            ("teams", "attendance", "Microsoft Teams' list"),
            ("zoom", "attendance", "Zoom's list"),
            ("table", "completion", "A table from"),
            ("moodle-completion", "completion", "A learning system's record. Its own words: “Done”."),
            ("scorm-runtime", "completion", "A learning system's record"),
            ("xapi", "completion", "A learning system's record"),
            ("aicc", "completion", "A learning system's record"),
        ] {
            let record = record(&format!(r#""source":"{source}","kind":"{kind}","verdict":"completed""#));
            assert!(basis(&record).contains(word), "{source}: {}", basis(&record));
        }
        let named =
            record(r#""source":"xapi","kind":"completion","verdict":"passed","system":"lms.elm.example""#);
        assert!(basis(&named).contains("record (lms.elm.example)."), "{}", basis(&named));
    }

    #[test]
    fn no_more_is_said_than_was_reached() {
        let said = |more: &str| reached(&record(more));
        let passed = said(r#""source":"xapi","kind":"completion","verdict":"passed","score":86"#);
        assert_eq!(passed, "Completed the course and passed its test, with 86 per cent.");
        let read = said(r#""source":"receipt","kind":"completion","verdict":"completed""#);
        assert_eq!(read, "Completed the course.");
        let there = said(r#""source":"zoom","kind":"attendance","verdict":"completed""#);
        assert_eq!(there, "Took part in a group session of the course.");
        let seen =
            said(r#""source":"observed","kind":"competence","verdict":"passed","item":"asks for pronouns""#);
        assert_eq!(seen, "Was seen to do this: asks for pronouns. That is no completion of the course.");
    }

    #[test]
    fn a_long_name_takes_more_room_than_a_long_edition() {
        let words = |name: &str, edition: &str| {
            let empty = String::new;
            room(&CertificateWords {
                name: name.into(),
                course: empty(),
                reached: empty(),
                basis: empty(),
                when: empty(),
                edition: edition.into(),
                draft: false,
                lasted: None,
                provider: empty(),
                recorded: empty(),
                place: empty(),
                fingerprint: empty(),
            })
        };
        assert_eq!((words("Zoë", ""), words("", "1.0.0")), (9, 5));
    }

    #[test]
    fn editions_and_days_say_how_they_are_known() {
        let whole = record(
            r#""source":"xapi","kind":"completion","verdict":"passed","edition":"1.0.0","release":false,"variant":"elm_street","claimed":{"at":"2026-11-03T14:02:11Z","basis":"device"}"#,
        );
        assert_eq!(
            edition(&whole),
            "1.0.0, as somebody stated; as it is for `elm_street`. A draft that was not reviewed"
        );
        assert_eq!(when(&whole), "3 November 2026, by the clock of the holder's own device");
        let bare = record(r#""source":"xapi","kind":"completion","verdict":"passed""#);
        assert_eq!(
            (edition(&bare).as_str(), when(&bare).as_str()),
            ("Not known", "The source does not say.")
        );
        assert_eq!((date("2026-13-01").as_str(), date("soon").as_str()), ("2026-13-01", "soon"));
        // printf %s abc | sha256sum
        assert!(fingerprint("abc").starts_with("ba78 16bf 8f01 cfea "), "{}", fingerprint("abc"));
    }
}
