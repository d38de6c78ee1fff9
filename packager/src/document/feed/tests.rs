use super::{Entry, Feed, FeedFault, Offer, Offered, offer_address, uuid};
use crate::identity::Identity;
use crate::pack::Packed;
use crate::page::sample::course;
use bona_engine::limits;

const FIRST: Offer<'_> =
    Offer { publisher: Some("Elm & <Ash>"), time: "2026-11-20T00:00:00Z", address: None };
const LATER: Offer<'_> = Offer { time: "2026-12-01T00:00:00Z", ..FIRST };

fn packed(edition: &str, sha256: &str) -> Packed {
    let mut identity = Identity::of(&course(), "0".repeat(64), "scorm12", "universal", false);
    edition.clone_into(&mut identity.edition);
    let (sha256, sheet) = (sha256.repeat(64), Some(b"<p>".to_vec()));
    Packed { identity, sha256, crc: 7, files: 9, bytes: 12_345, state: None, losses: Vec::new(), sheet }
}

fn feed(before: Option<Feed>, packed: &Packed, offer: &Offer<'_>) -> (Feed, String) {
    let file = format!("first-{}-scorm12-draft.zip", packed.identity.edition);
    let offered = [Offered { packed, file: &file, title: "Words & <people>", place: None }];
    let feed = Feed::with(before, &offered, offer);
    let text = String::from_utf8(feed.write(offer)).expect("UTF-8");
    (feed, text)
}

#[test]
fn a_feed_is_read_back_and_keeps_the_day_of_what_did_not_change() {
    let one = packed("1.0.0", "a");
    let (first, text) = feed(None, &one, &FIRST);
    assert_eq!(Feed::read(&text), Ok(first.clone()));
    let (_, again) = feed(Some(first.clone()), &one, &LATER);
    assert_eq!(again, text, "nothing new, the same bytes");

    let (changed, _) = feed(Some(first.clone()), &packed("1.0.0", "b"), &LATER);
    assert_eq!((changed.len(), changed.entries[0].updated.as_str()), (1, LATER.time));
    assert_eq!(changed.entries[0].id, first.entries[0].id);

    let (next, text) = feed(Some(first.clone()), &packed("1.1.0", "c"), &LATER);
    assert_eq!(next.len(), 2);
    assert_eq!(next.id, first.id, "a feed keeps its id");
    let page = |at: usize| next.entries[at].links[0].href.as_str();
    assert!(page(0).starts_with("index.html#p"), "{}", page(0));
    assert_eq!(page(1), "index.html", "the page has it no longer, and its link leads to the page");
    assert_eq!(next.entries[1], first.entries[0].off_page(), "what was there is kept, below what is new");
    assert_eq!(Feed::read(&text), Ok(next));
}

#[test]
fn a_package_that_stands_on_the_page_again_is_not_told_as_new() {
    let (old, new) = (packed("1.0.0", "a"), packed("1.1.0", "b"));
    let (first, _) = feed(None, &old, &FIRST);
    let (second, _) = feed(Some(first.clone()), &new, &LATER);
    let (third, _) = feed(Some(second), &old, &Offer { time: "2026-12-02T00:00:00Z", ..FIRST });
    let again = third.entries.iter().find(|entry| entry.id == first.entries[0].id);
    assert_eq!(again, Some(&first.entries[0]), "its day is kept, and its link leads to its place");
}

#[test]
fn the_time_of_an_entry_goes_on_whenever_its_package_changed() {
    let (mut now, _) = feed(None, &packed("1.0.0", "a"), &FIRST);
    for (sha256, time, updated) in [
        ("b", FIRST.time, "2026-11-20T00:00:01Z"),
        ("c", FIRST.time, "2026-11-20T00:00:02Z"),
        ("c", LATER.time, "2026-11-20T00:00:02Z"),
        ("d", "2999-11-01T00:00:00Z", "2999-11-01T00:00:00Z"),
        ("e", LATER.time, "2999-11-01T00:00:01Z"),
    ] {
        let (next, text) = feed(Some(now), &packed("1.0.0", sha256), &Offer { time, ..FIRST });
        assert_eq!((next.len(), next.entries[0].updated.as_str()), (1, updated), "{sha256}");
        assert!(text.contains(&format!("  <updated>{updated}</updated>\n  <generator>")), "{text}");
        now = next;
    }
}

#[test]
fn the_oldest_entries_are_dropped_when_there_are_too_many() {
    let (mut full, _) = feed(None, &packed("1.0.0", "a"), &FIRST);
    let one = full.entries[0].clone();
    let old = |at: usize| Entry { id: uuid(&["old", &at.to_string()]), ..one.clone() };
    full.entries = (0..limits::FEED_ENTRIES).map(old).collect();
    let last = full.entries.last().cloned().expect("there are some");
    let (next, text) = feed(Some(full), &packed("1.1.0", "b"), &LATER);
    assert_eq!(next.len(), limits::FEED_ENTRIES);
    assert!(!next.entries.contains(&last));
    assert!((text.len() as u64) < limits::FEED_BYTES, "{}", text.len());
    assert_eq!(Feed::read(&text), Ok(next), "what is written can be read again");
}

#[test]
fn what_we_did_not_write_is_refused() {
    let (_, text) = feed(None, &packed("1.0.0", "a"), &FIRST);
    let refused = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        Feed::read(&text.replace(from, to)).expect_err(from)
    };
    assert_eq!(refused(">Bona<", ">Other<"), FeedFault::NotOurs);
    assert!(matches!(refused("</feed>", ""), FeedFault::NotXml(_)));
    assert!(matches!(refused("<feed", "<!DOCTYPE feed [<!ENTITY a \"b\">]><feed"), FeedFault::NotXml(_)));
    for (from, to, says) in [
        ("<summary>", "<rights>x</rights><summary>", "`rights` is nothing"),
        ("2026-11-20T00:00:00Z</updated>\n    <link", "Friday</updated>\n    <link", "`Friday` is no time"),
        ("  <category term=\"draft\"/>\n", "", "no `category`"),
        (" rel=\"enclosure\"", "", "no `rel`"),
        ("<title>Words", "<title>x</title><title>Words", "has 2 `title`"),
    ] {
        match refused(from, to) {
            FeedFault::Damaged { what, line } => assert!(what.contains(says) && line > 2, "{line}: {what}"),
            other => panic!("{from}: {other}"),
        }
    }
}

#[test]
fn an_address_is_encrypted_and_ends_with_a_stroke() {
    let whole = || Ok("https://a.example/x/".to_owned());
    assert_eq!(
        (offer_address("https://a.example/x"), offer_address("https://a.example/x//")),
        (whole(), whole())
    );
    for odd in
        ["http://a.example", "https://", "https:///x", "https://a.example/?x", "https://a b", "a.example"]
    {
        assert!(offer_address(odd).is_err(), "{odd}");
    }
}

#[test]
fn ids_are_uuids_of_version_8_and_tell_names_apart() {
    let id = uuid(&["a", "b"]);
    assert_eq!((id.len(), &id[..9], &id[23..24]), (45, "urn:uuid:", "8"));
    assert!("89ab".contains(&id[28..29]), "{id}");
    assert_ne!(id, uuid(&["ab", ""]));
}
