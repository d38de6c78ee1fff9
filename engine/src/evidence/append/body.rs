//! The body of a record, `what`: what all records of an import say, and what each row says.
//!
//! One body is filled again and again, so that its texts keep their memory.

use unicode_normalization::UnicodeNormalization as _;

use super::super::canonical::EntryFault;
use super::super::learner::PersonNumber;
use super::super::record::{Completion, SessionLeaf};
use super::Facts;
use crate::intake::{ClaimBasis, Claimed, Row, VerdictWord};

/// What all records of an import say.
pub(super) fn common(facts: &Facts, system: Option<&String>, stated_by: Option<PersonNumber>) -> Completion {
    let text = |text: &String| {
        let mut form = String::new();
        nfc(text, &mut form);
        form
    };
    Completion {
        answers: Vec::new(),
        claimed: None,
        content: facts.content.clone(),
        corrects: None,
        course: facts.course.clone(),
        edition: facts.edition.as_ref().map(text),
        edition_basis: facts.edition_basis,
        item: None,
        kind: facts.records,
        language: facts.language.clone(),
        minutes: None,
        recorded: facts.now.clone(),
        release: facts.release,
        said: String::new(),
        score: None,
        session: facts.session.as_ref().map(|it| it.session.clone()),
        source: facts.source.kind,
        stated_by,
        system: system.map(text),
        v: 1,
        variant: facts.variant.clone(),
        verdict: VerdictWord::Completed,
    }
}

/// And what a row says, in the place of another's.
pub(super) fn fill(body: &mut Completion, facts: &Facts, row: &Row) -> Result<(), EntryFault> {
    body.verdict = facts.verdict(row).ok_or_else(|| EntryFault::Form("it says nothing to record".into()))?;
    // What somebody knew some time later is asked for the course's sake, and not to be kept of a person.
    let keeps = !facts.is_of_part();
    body.answers.clear();
    if keeps {
        body.answers.clone_from(&row.answers);
    }
    match (&mut body.claimed, &row.claimed) {
        (Some(before), Some(claimed)) => {
            before.at.clone_from(&claimed.at);
            before.basis = claimed.basis;
        }
        (before, claimed) => *before = claimed.clone().or_else(|| facts.session.as_ref().map(begins)),
    }
    match &row.item {
        Some(item) => nfc(item, body.item.get_or_insert_default()),
        None => body.item = None,
    }
    body.minutes = row.minutes;
    body.score = row.score.filter(|_| keeps);
    nfc(&row.said, &mut body.said);
    Ok(())
}

/// Writes a text in Unicode's form NFC in the place of another.
fn nfc(text: &str, into: &mut String) {
    into.clear();
    match text.is_ascii() {
        true => into.push_str(text),
        false => into.extend(text.nfc()),
    }
}

/// When a session began, as somebody stated.
fn begins(session: &SessionLeaf) -> Claimed {
    Claimed { at: session.starts.clone(), basis: ClaimBasis::Stated }
}

#[cfg(test)]
mod tests {
    use super::super::super::record::{CompletionKind, EditionBasis, Mode, SessionLeaf, Source, SourceKind};
    use super::super::Facts;
    use super::{common, fill};
    use crate::intake::{Answered, ClaimBasis, Claimed, IdKind, LearnerId, Row, VerdictWord};

    fn facts(session: Option<SessionLeaf>) -> Facts {
        Facts {
            course: "first_contact".into(),
            edition: Some("e\u{301}dition".into()),
            edition_basis: EditionBasis::Stated,
            stated_by: None,
            content: None,
            variant: None,
            language: Some("en".into()),
            release: None,
            session,
            source: Source {
                bytes: 1,
                joined: None,
                kind: SourceKind::Table,
                package: None,
                returns: None,
                sha256: String::new(),
                v: 1,
            },
            records: CompletionKind::Completion,
            keep_names: true,
            now: "2026-12-03T12:00:00Z".into(),
        }
    }

    fn rows() -> Vec<Row> {
        let learner = LearnerId::new(IdKind::StaffNumber, "0042").expect("an id");
        let plain = Row {
            verdict: Some(VerdictWord::Passed),
            ..Row::of_table(2, learner, "Done, with a long word for it".into())
        };
        let claimed = |at: &str, basis| Some(Claimed { at: at.into(), basis });
        let answer = Answered { id: "q".into(), attempt: 1, chosen: vec!["a".into()], right: Some(true) };
        vec![
            plain.clone(),
            Row {
                item: Some("Cafe\u{301}".into()),
                score: Some(60),
                minutes: Some(20),
                claimed: claimed("2026-11-03T14:02:11Z", ClaimBasis::LmsUtc),
                answers: vec![answer],
                ..plain.clone()
            },
            Row {
                item: Some("E".into()),
                said: "Fin".into(),
                verdict: Some(VerdictWord::Failed),
                claimed: claimed("2026-11-03T14:02:11", ClaimBasis::LmsLocal),
                ..plain.clone()
            },
            plain,
        ]
    }

    #[test]
    fn a_body_that_was_filled_before_says_what_a_fresh_one_says() {
        let session = SessionLeaf {
            mode: Mode::Video,
            recorded: "2026-12-01T10:00:00Z".into(),
            session: "abcdefgh".into(),
            starts: "2026-12-03T09:30:00".into(),
            v: 1,
        };
        for session in [None, Some(session)] {
            let facts = facts(session);
            let common = || common(&facts, Some(&"LMS of E\u{301}lm".to_owned()), None);
            let mut used = common();
            let mut written = Vec::new();
            for row in rows() {
                let mut fresh = common();
                fill(&mut fresh, &facts, &row).expect("a verdict");
                fill(&mut used, &facts, &row).expect("a verdict");
                assert_eq!(used, fresh);
                written.push(used.write().expect("a record"));
            }
            assert_eq!(written[0], written[3]);
            assert_ne!(written[1], written[2]);
            let text = String::from_utf8_lossy(&written[1]);
            assert!(text.contains("Caf\u{e9}") && text.contains("\u{e9}dition"), "{text}");
        }
    }

    #[test]
    fn what_says_nothing_to_record_is_none() {
        let facts = facts(None);
        let row = Row { verdict: None, ..rows().remove(0) };
        assert!(fill(&mut common(&facts, None, None), &facts, &row).is_err());
    }
}
