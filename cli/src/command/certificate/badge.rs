//! A badge of a certificate: what it says follows from the certificate and the key that signs, but for the time of signing.

use bona_engine::certificate::{Certificate, Proven};
use bona_engine::credential::{Badge, SignedBadge, achievement_id, badge_ids, is_random_id};
use bona_packager::CertificateWords;

/// The badge with these ids, of the credential and of its holder, signed at this time.
pub(super) fn of(
    certificate: &Certificate,
    proven: &Proven,
    words: &CertificateWords,
    (id, holder): (String, String),
    created: String,
) -> Badge {
    let record = &proven.completion;
    Badge {
        id,
        holder,
        name: words.name.clone(),
        issuer: words.provider.clone(),
        achievement: achievement_id(&record.course, record.edition.as_deref(), record.content.as_deref()),
        title: words.course.clone(),
        description: format!("The course `{}`, edition: {}.", record.course, words.edition),
        criteria: format!("{} {}. {} Recorded: {}", words.reached, words.when, words.basis, words.recorded),
        valid_from: record.recorded.clone(),
        created,
        evidence: certificate.json(),
    }
}

/// Whether a badge says what its certificate says, and no more. `baked` is a badge in a file of its own: the first of these had
/// random ids, and pages with a badge never had.
pub(super) fn fits(
    signed: &SignedBadge,
    certificate: &Certificate,
    proven: &Proven,
    words: &CertificateWords,
    baked: bool,
) -> Result<(), String> {
    let badge = &signed.badge;
    let ids = badge_ids(&certificate.json(), &signed.key);
    let made = of(certificate, proven, words, ids, badge.created.clone());
    let parts = [
        ("name", &made.name, &badge.name),
        ("issuer", &made.issuer, &badge.issuer),
        ("achievement", &made.achievement, &badge.achievement),
        ("title", &made.title, &badge.title),
        ("description", &made.description, &badge.description),
        ("criteria", &made.criteria, &badge.criteria),
        ("date", &made.valid_from, &badge.valid_from),
        ("evidence", &made.evidence, &badge.evidence),
    ];
    match parts.into_iter().find(|(_, made, found)| made != found) {
        Some((what @ ("name" | "title" | "evidence"), ..)) => {
            Err(format!("the badge says another {what} than the certificate in it makes"))
        }
        Some((what, ..)) => Err(format!("the badge says another {what} than the record that it rests on")),
        None => fits_ids(badge, &made, baked && certificate.verify_at.is_none()),
    }
}

/// Whether a badge has the ids that were made, or, where it may be one of the first, random ones.
fn fits_ids(badge: &Badge, made: &Badge, first: bool) -> Result<(), String> {
    let own = (&badge.id, &badge.holder) == (&made.id, &made.holder);
    let random = is_random_id(&badge.id) && is_random_id(&badge.holder) && badge.id != badge.holder;
    // Where certificates are checked is as old as ids that follow from them.
    if own || (first && random) {
        return Ok(());
    }
    Err("the badge has another id, or another of its holder, than its certificate and its key make"
        .to_owned())
}
