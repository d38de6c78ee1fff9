//! Erasing: what goes is removed in the transaction of the notices that say so, and then from the files of the tables.
//!
//! A row that was removed stands in its table's file until something is written over it. So a chore is noted in the same
//! transaction, and done straight after it: the tables are written anew. PostgreSQL's `VACUUM FULL` would keep what some
//! older reader may still see, without a word; a changed column's rewriting takes along nothing but what stands. It needs the
//! tables to itself, so readers of ours hold them while they read. After a power cut whoever opens the store next does it.
//!
//! The server's statistics of a column name values of it, and outlive them. So none are kept of these tables; those that were
//! kept of an older store go with the rewriting, since a column's change of type drops them.

use bona_engine::evidence::{Gone, PersonNumber, StoreError};

use super::link::{Link, value};
use super::schema;
use crate::store::common::{refused, signed};

/// What writes anew each table out of which something is erased. Types stay as they are.
const ANEW: &str = "
    LOCK TABLE learner, person, post, seen, vault IN ACCESS EXCLUSIVE MODE;
    ALTER TABLE learner ALTER key TYPE text COLLATE \"C\", ALTER person TYPE text COLLATE \"C\" USING person || '';
    ALTER TABLE person ALTER number TYPE text COLLATE \"C\", ALTER name TYPE bytea USING name || ''::bytea;
    ALTER TABLE post ALTER number TYPE bigint, ALTER person TYPE text COLLATE \"C\",
        ALTER post TYPE bytea USING post || ''::bytea;
    ALTER TABLE seen ALTER digest TYPE bytea, ALTER leaf TYPE bigint USING leaf + 0;
    ALTER TABLE vault ALTER leaf TYPE bigint, ALTER parts TYPE bytea USING parts || ''::bytea;
    DELETE FROM chore WHERE name = 'scrub';
";

/// Whether the user may write those tables anew.
const OWNS: &str = "
    SELECT bool_and(pg_has_role(relowner, 'USAGE')) FROM pg_class WHERE oid IN ('learner'::regclass, 'person'::regclass,
        'post'::regclass, 'seen'::regclass, 'vault'::regclass)";

fn owns(link: &mut Link) -> Result<bool, StoreError> {
    Ok(link.rows(OWNS, &[], |row| value(row, 0))?.pop().unwrap_or(false))
}

/// Refuses, before anything is written, what a user could begin and not end.
pub(super) fn only_owner(link: &mut Link) -> Result<(), StoreError> {
    match owns(link)? {
        true => Ok(()),
        false => Err(refused(
            "this writes its tables anew, which PostgreSQL lets their owner do alone; nothing was written: have the owner \
             of the schema `bona` run it",
        )),
    }
}

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
    let counted = !schema::counted(link)?.is_empty();
    let anew = |link: &mut Link| {
        let what = "clear what was removed out of its tables";
        link.all(ANEW, what).and_then(|()| link.all(schema::UNCOUNTED, what))
    };
    link.write(|link, _| anew(link)).map_err(|error| match error {
        StoreError::World { what, source } => StoreError::World {
            what: format!("{what}; what was removed still stands in the files of its tables until a command can clear it away"),
            source,
        },
        error => error,
    })?;
    if counted {
        // What was counted is gone from the catalogue, and stands in its file until that is written anew: the database's owner
        // may do so. Of anybody else's wish the server makes nothing, and does it in its own time.
        let _done = link.all("VACUUM (FULL) pg_catalog.pg_statistic", "clear its statistics").is_ok();
    }
    Ok(())
}

/// Whether something that was removed waits to be cleared away.
pub(super) fn is_to_clear(link: &mut Link) -> Result<bool, StoreError> {
    Ok(!link.ask("SELECT 1 FROM chore WHERE name = 'scrub'", &[])?.is_empty())
}

/// Does the chore that a power cut or another program prevented, if it can be done now, and ends statistics.
pub(super) fn finish(link: &mut Link) {
    let noted = is_to_clear(link).is_ok_and(|noted| noted)
        || schema::counted(link).is_ok_and(|counted| !counted.is_empty());
    if noted && owns(link).is_ok_and(|owns| owns) {
        // It stays noted until it is done; what the command was called for does not wait for it.
        let _done = scrub(link).is_ok();
    }
}
