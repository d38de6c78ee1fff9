//! Erasing: what goes is removed in the transaction of the notices that say so, and then from the files of the tables.
//!
//! A row that was removed stands in its table's file until something is written over it. So a chore is noted in the same
//! transaction, and done straight after it: the tables are written anew. PostgreSQL's `VACUUM FULL` would keep what some
//! older reader may still see, without a word; a changed column's rewriting takes along nothing but what stands. It needs the
//! tables to itself, so readers of ours hold them while they read. After a power cut whoever opens the store next does it.

use bona_engine::evidence::{Gone, PersonNumber, StoreError};

use super::link::Link;
use crate::store::common::{refused, signed};

/// What writes anew each table out of which something is erased. Types stay as they are.
const ANEW: &str = "
    LOCK TABLE learner, person, post, seen, vault IN ACCESS EXCLUSIVE MODE;
    ALTER TABLE learner ALTER person TYPE text COLLATE \"C\" USING person || '';
    ALTER TABLE person ALTER name TYPE bytea USING name || ''::bytea;
    ALTER TABLE post ALTER post TYPE bytea USING post || ''::bytea;
    ALTER TABLE seen ALTER leaf TYPE bigint USING leaf + 0;
    ALTER TABLE vault ALTER parts TYPE bytea USING parts || ''::bytea;
    DELETE FROM chore WHERE name = 'scrub';
";

/// Removes what an erasure names, and notes the chore.
pub(super) fn remove(link: &mut Link, gone: &Gone) -> Result<(), StoreError> {
    let leaves: Vec<i64> = gone.leaves.iter().map(|leaf| signed(*leaf)).collect();
    for sql in ["DELETE FROM seen WHERE leaf = ANY($1)", "DELETE FROM vault WHERE leaf = ANY($1)"] {
        link.run(sql, &[&leaves])?;
    }
    let numbers = |people: &[PersonNumber]| -> Vec<String> {
        people.iter().map(|person| person.as_str().to_owned()).collect()
    };
    let people = numbers(&gone.people);
    for sql in [
        "DELETE FROM learner WHERE person = ANY($1)",
        "DELETE FROM post WHERE person = ANY($1)",
        "DELETE FROM person WHERE number = ANY($1)",
    ] {
        link.run(sql, &[&people])?;
    }
    link.run("UPDATE person SET name = NULL WHERE number = ANY($1)", &[&numbers(&gone.names)])?;
    let digests: Vec<&[u8]> = gone.suppress.iter().map(|learner| learner.0.as_slice()).collect();
    let sql =
        "INSERT INTO suppressed (digest) SELECT DISTINCT * FROM unnest($1::bytea[]) ON CONFLICT DO NOTHING";
    link.run(sql, &[&digests])?;
    note(link)
}

/// Gives a person another name, sealed for each number of theirs.
pub(super) fn rename(link: &mut Link, sealed: &[(PersonNumber, Vec<u8>)]) -> Result<(), StoreError> {
    for (person, sealed) in sealed {
        let sql = "UPDATE person SET name = $2 WHERE number = $1";
        if link.run(sql, &[&person.as_str(), sealed])? == 0 {
            return Err(refused("there is nobody with that number any more"));
        }
    }
    note(link)
}

/// Notes the chore.
pub(super) fn note(link: &mut Link) -> Result<(), StoreError> {
    link.run("INSERT INTO chore (name) VALUES ('scrub') ON CONFLICT DO NOTHING", &[]).map(drop)
}

/// Leaves nothing of what was removed in the files of the tables, and forgets the chore.
pub(super) fn scrub(link: &mut Link) -> Result<(), StoreError> {
    let done = link.write(|link, _| link.all(ANEW, "clear what was removed out of its tables"));
    done.map_err(|error| match error {
        StoreError::World { what, source } => StoreError::World {
            what: format!("{what}; what was removed still stands in the files of its tables until a command can clear it away"),
            source,
        },
        error => error,
    })
}

/// Does the chore that a power cut or another program prevented, if it can be done now.
pub(super) fn finish(link: &mut Link) {
    let noted = link.ask("SELECT 1 FROM chore", &[]);
    if noted.is_ok_and(|chores| !chores.is_empty()) {
        // It stays noted until it is done; what the command was called for does not wait for it.
        let _done = scrub(link).is_ok();
    }
}
