//! What a learner takes away or gives back: the certificate of attendance, and a word about a page.

use bona_engine::course::{Completion, Course};
use serde::Serialize;

use super::{CERTIFICATE, FINISH, ReplyView, Told, draft, short};
use crate::Identity;
use crate::strings::{Words, fill};

/// The certificate of attendance, before a name is typed.
#[derive(Serialize)]
pub(crate) struct CertificateView {
    place: &'static str,
    /// What marks words of the player that the script writes; empty where they are in the course's language.
    spoken_html: String,
    label: String,
    title: String,
    edition: String,
    draft: Option<String>,
    /// Who keeps the record, if anybody.
    record: String,
    finish: &'static str,
}

/// The certificate of a course; a part that only asks has none.
pub(crate) fn certificate(
    course: &Course,
    identity: &Identity,
    told: &Told,
    say: &Words,
) -> Option<CertificateView> {
    let record = if told.sends() { "certificate_record_lms" } else { "certificate_record_none" };
    (course.completion != Completion::HandedIn).then(|| CertificateView {
        place: CERTIFICATE,
        spoken_html: say.marks(&course.language),
        label: short(&course.title).to_owned(),
        title: course.title.clone(),
        edition: course.edition.clone(),
        draft: draft(course, identity.release, say),
        record: say[record].to_owned(),
        finish: FINISH,
    })
}

/// What can be done with a word about a page.
pub(crate) fn reply(course: &Course, say: &Words) -> ReplyView {
    let how = match &course.reply_to {
        Some(address) => fill(say["reply_by_mail"], &[("address", address)]),
        None => say["reply_copy_only"].to_owned(),
    };
    ReplyView { to: course.reply_to.clone(), how }
}
