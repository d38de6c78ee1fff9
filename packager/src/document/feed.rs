//! The feed of what is given out: Atom (RFC 4287), so that a program hears of a new edition.
//!
//! What stands here: writing a feed, and reading one that we wrote, of which every entry is kept. What does not: the
//! page (offer.rs). An entry keeps its day as long as nothing else of it changes.

mod read;
mod write;

use bona_engine::{limits, time};
use sha2::{Digest as _, Sha256};

use super::offer::{OFFER_PAGE, Offer, Offered, anchor, audience, format_words, notes, sheet_name, size};

/// The name of the feed in the folder of the packages.
pub const FEED: &str = "feed.xml";

const ATOM: &str = "http://www.w3.org/2005/Atom";
/// What an entry calls its link to the page.
const PAGE: &str = "alternate";
/// By this a feed of ours is known.
const GENERATOR: &str = "Bona";

/// A feed as it stands beside packages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    id: String,
    entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    id: String,
    title: String,
    /// UTC to the second.
    updated: String,
    links: Vec<Link>,
    /// `draft` or `released`.
    status: String,
    summary: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Link {
    rel: String,
    kind: String,
    href: String,
    length: Option<String>,
}

/// Why a feed is not read. Whoever gave it has to put it right or move it away; it is never written over.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FeedFault {
    /// It is no XML, or has a type declaration, or is cut short.
    #[error("it is not XML that can be read: {0}")]
    NotXml(String),
    /// Another program's, or another kind of document.
    #[error("it is no feed that this program wrote")]
    NotOurs,
    /// What must be there is not, or something is there that we do not write, and would be lost.
    #[error("line {line}: {what}")]
    Damaged {
        /// The line, from 1.
        line: u32,
        /// What is wrong there.
        what: String,
    },
}

impl Feed {
    /// Reads a feed that [`Feed::write`] wrote.
    ///
    /// # Errors
    /// [`FeedFault`].
    pub fn read(text: &str) -> Result<Self, FeedFault> {
        read::read(text)
    }

    /// The feed with these packages as its newest entries, and the entries of the feed before as far as there is room
    /// for them: [`limits::FEED_ENTRIES`] in all, the oldest are dropped.
    #[must_use]
    pub fn with(before: Option<Self>, offered: &[Offered<'_>], offer: &Offer<'_>) -> Self {
        let Self { id, entries: old } =
            before.unwrap_or_else(|| Self { id: first_id(offered, offer), entries: Vec::new() });
        let mut entries: Vec<Entry> = offered.iter().map(|one| entry(one, offer, &id)).collect();
        for own in &mut entries {
            if let Some(same) = old.iter().find(|old| old.id == own.id) {
                let kept = Entry { updated: same.updated.clone(), ..own.clone() };
                own.updated = if kept.off_page() == same.off_page() {
                    kept.updated
                } else {
                    later(&same.updated, offer.time)
                };
            }
        }
        let fresh = entries.len();
        for own in old {
            if entries.len() < limits::FEED_ENTRIES && entries[..fresh].iter().all(|new| new.id != own.id) {
                entries.push(own.off_page());
            }
        }
        // Stable, so that what came at once stays in its order.
        entries.sort_by(|one, other| other.updated.cmp(&one.updated));
        Self { id, entries }
    }

    /// How many entries it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The bytes of the file.
    #[must_use]
    pub fn write(&self, offer: &Offer<'_>) -> Vec<u8> {
        write::write(self, offer)
    }
}

impl Entry {
    /// The same once its package stands on the page no longer: its link leads to the page, and to no place on it.
    fn off_page(&self) -> Self {
        let mut own = self.clone();
        for link in own.links.iter_mut().filter(|link| link.rel == PAGE) {
            let end = link.href.find('#').unwrap_or(link.href.len());
            link.href.truncate(end);
        }
        own
    }
}

/// When a package changed that was told of before: now, and where the day that is given is no later than that, a second
/// after it. Readers pass over an entry whose time does not go on.
fn later(before: &str, now: &str) -> String {
    // Both are in UTC to the second, so their letters are in the order of their times.
    let next = || time::utc_from_posix(time::posix(before)?.checked_add(1)?);
    if before < now { now.to_owned() } else { next().unwrap_or_else(|| before.to_owned()) }
}

/// The id of a feed that has none yet: of where it stands, who gives it out and which courses it began with.
fn first_id(offered: &[Offered<'_>], offer: &Offer<'_>) -> String {
    let mut courses: Vec<&str> = offered.iter().map(|one| one.packed.identity.course.as_str()).collect();
    courses.sort_unstable();
    courses.dedup();
    uuid(&[
        "feed",
        offer.address.unwrap_or_default(),
        offer.publisher.unwrap_or_default(),
        &courses.join(","),
    ])
}

/// A UUID of version 8 that is made of names by SHA-256 (RFC 9562, 5.8 and B.2): the same names, the same id.
fn uuid(names: &[&str]) -> String {
    let mut sum = Sha256::new();
    for name in names {
        sum.update((name.len() as u64).to_be_bytes());
        sum.update(name);
    }
    let mut bytes: [u8; 32] = sum.finalize().into();
    bytes[6] = 0x80 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    let hex = bona_engine::canon::hex(&bytes);
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..32])
}

fn entry(one: &Offered<'_>, offer: &Offer<'_>, feed: &str) -> Entry {
    let identity = &one.packed.identity;
    let base = offer.address.unwrap_or_default();
    let link = |rel: &str, kind: &str, href: String, length| Link {
        rel: rel.into(),
        kind: kind.into(),
        href: format!("{base}{href}"),
        length,
    };
    let mut links = vec![
        link(PAGE, "text/html", format!("{OFFER_PAGE}#{}", anchor(one.file)), None),
        link("enclosure", kind_of(one.file), one.file.to_owned(), Some(one.packed.bytes.to_string())),
    ];
    if one.packed.sheet.is_some() {
        links.push(link("related", "text/html", sheet_name(one.file), None));
    }
    let languages = identity.languages().collect::<Vec<_>>().join(", ");
    let place = one.place.or(identity.variant.as_deref());
    let place = place.map(|place| format!(", for {place}")).unwrap_or_default();
    let status = if identity.release { "released" } else { "draft" };
    let format = format_words(identity.format);
    let title = format!("{} {}{place}: {format} ({languages}, {status})", one.title, identity.edition);
    let notes: String = notes(identity).iter().map(|note| format!(" {note}.")).collect();
    let summary = format!(
        "For {}.{notes} {}, {}. SHA-256 {}.",
        audience(identity),
        one.file,
        size(one.packed.bytes),
        one.packed.sha256
    );
    Entry {
        // The name of the file is course, edition, place, language, format and all else that tells packages apart.
        id: uuid(&["entry", feed, one.file]),
        title,
        updated: offer.time.to_owned(),
        links,
        status: status.into(),
        summary,
    }
}

fn kind_of(file: &str) -> &'static str {
    match file.rsplit('.').next() {
        Some("html") => "text/html",
        Some("xml") => "application/xml",
        Some("txt" | "gift") => "text/plain",
        _ => "application/zip",
    }
}

/// Says whether an address can be that of the folder: encrypted, and with nothing after its path. It is given back with
/// a stroke at its end.
///
/// # Errors
/// What is to be written instead, a sentence without a full stop.
pub fn offer_address(text: &str) -> Result<String, String> {
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"?#\"<>\\^`{|}@".contains(&byte);
    let host = text.strip_prefix("https://").and_then(|rest| rest.split('/').next());
    if text.len() <= limits::ADDRESS && text.bytes().all(plain) && host.is_some_and(|host| !host.is_empty()) {
        return Ok(format!("{}/", text.trim_end_matches('/')));
    }
    Err(format!(
        "`{text}` cannot be the address of the folder; write it as `https://training.your-trust.nhs.uk/packages/`"
    ))
}

#[cfg(test)]
mod tests;
