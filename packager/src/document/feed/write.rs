//! Writing a feed, by the one writer of XML that there is.

use super::{ATOM, Entry, FEED, Feed, GENERATOR, Link, OFFER_PAGE, Offer};
use crate::xml::Xml;

pub(super) fn write(feed: &Feed, offer: &Offer<'_>) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("feed", &[("xmlns", ATOM), ("xml:lang", "en-GB")]);
    xml.leaf("id", &[], &feed.id);
    let title = match offer.publisher {
        Some(publisher) => format!("Training packages from {publisher}"),
        None => "Training packages".to_owned(),
    };
    xml.leaf("title", &[], &title);
    // What is newest stands first.
    xml.leaf("updated", &[], feed.entries.first().map_or(offer.time, |entry| &entry.updated));
    xml.leaf("generator", &[], GENERATOR);
    // RFC 4287, 4.1.1: a feed names its author, unless every entry does.
    xml.open("author", &[]);
    xml.leaf("name", &[], offer.publisher.unwrap_or("Not named"));
    xml.close();
    let base = offer.address.unwrap_or_default();
    let page = format!("{base}{OFFER_PAGE}");
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &page)]);
    if offer.address.is_some() {
        let own = format!("{base}{FEED}");
        xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)]);
    }
    feed.entries.iter().for_each(|entry| write_entry(&mut xml, entry));
    xml.close();
    xml.finish()
}

fn write_entry(xml: &mut Xml, entry: &Entry) {
    xml.open("entry", &[]);
    xml.leaf("id", &[], &entry.id);
    xml.leaf("title", &[], &entry.title);
    xml.leaf("updated", &[], &entry.updated);
    for Link { rel, kind, href, length } in &entry.links {
        let mut attributes = vec![("rel", rel.as_str()), ("type", kind), ("href", href)];
        attributes.extend(length.as_deref().map(|length| ("length", length)));
        xml.empty("link", &attributes);
    }
    xml.empty("category", &[("term", &entry.status)]);
    xml.leaf("summary", &[], &entry.summary);
    xml.close();
}
