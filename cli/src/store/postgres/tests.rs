//! What only a store in PostgreSQL does: accidents are refused by its triggers, what a server promises too little is named,
//! and whoever may only look needs no more rights. What every store must do is asked in cli/src/store/tests.rs.

use bona_engine::evidence::{Gone, Store as _, StoredCheckpoint};
use postgres::{Client, Config, NoTls};

use super::{Address, PostgresStore};
use crate::machine::Real;
use crate::store::tests::server::{database, socket};
use crate::store::tests::{empty, many, seal};

/// A store of three leaves, and the superuser's connection to its database; `None` where there is no server.
fn made() -> Option<(Address, PostgresStore, Client)> {
    let address = Address::parse(&database()?).expect("it is an address");
    let mut store = PostgresStore::create(&address, &Real::default()).expect("a new store");
    store.begin_seal(seal(1)).expect("writable");
    store.append(&many(3)).expect("the head fits");
    store.keep_checkpoint(&StoredCheckpoint { size: 3, text: "note".into() }).expect("writable");
    let client = owner(&address.database);
    Some((address, store, client))
}

fn owner(database: &str) -> Client {
    let mut config = Config::new();
    config.host_path(socket().expect("it was started")).user("postgres").dbname(database);
    config.connect(NoTls).expect("the server answers")
}

fn open(address: &Address) -> Result<PostgresStore, String> {
    PostgresStore::open(address, &Real::default(), Some(seal(1))).map_err(|error| error.to_string())
}

#[test]
fn accidents_are_refused_by_the_database_itself_and_a_trigger_that_sleeps_is_named() {
    let Some((_, store, mut client)) = made() else { return };
    for sql in [
        "UPDATE bona.leaf SET bytes = ''",
        "DELETE FROM bona.leaf",
        "TRUNCATE bona.leaf",
        "UPDATE bona.checkpoint SET note = ''",
        "DELETE FROM bona.checkpoint",
        "TRUNCATE bona.checkpoint",
        "UPDATE bona.vault SET parts = ''",
        "TRUNCATE bona.vault",
        "DELETE FROM bona.head",
        "TRUNCATE bona.head",
        "UPDATE bona.head SET size = 3",
        "INSERT INTO bona.head (id, size, root) VALUES (2, 0, '')",
        "INSERT INTO bona.learner (key, person) VALUES ('a', 'nobody')",
    ] {
        assert!(client.batch_execute(sql).is_err(), "{sql}");
    }
    assert_eq!(store.integrity().expect("readable"), [""; 0]);
    client.batch_execute("ALTER TABLE bona.leaf DISABLE TRIGGER leaf_stays").expect("the owner may");
    client.batch_execute("DELETE FROM bona.leaf WHERE place = 1").expect("nothing is in the way");
    let faults = store.integrity().expect("readable");
    assert_eq!(
        faults,
        ["the trigger `leaf_stays` is missing or disabled", "1 bodies are of leaves that are not there"]
    );
}

#[test]
fn what_is_no_store_or_a_newer_one_is_refused_in_words() {
    let Some((address, _store, mut client)) = made() else { return };
    let again = PostgresStore::create(&address, &Real::default()).expect_err("there is one");
    assert_eq!(again.to_string(), "there is one already; name another database with --store");
    client.batch_execute("UPDATE bona.release SET version = 99").expect("the owner may");
    assert!(open(&address).expect_err("newer").contains("a newer release"));
    let other = Address::parse(&database().expect("as before")).expect("it is an address");
    assert!(open(&other).expect_err("empty").contains("bona evidence init"));
    assert!(!PostgresStore::stands(&other, &Real::default()).expect("the server answers"));
    // Where only another may make a schema, it is made before.
    owner(&other.database).batch_execute("CREATE SCHEMA bona").expect("the owner may");
    let store = PostgresStore::create(&other, &Real::default()).expect("an empty schema is a free place");
    store.unmake().expect("writable");
    assert!(!PostgresStore::stands(&other, &Real::default()).expect("the server answers"));
    client.batch_execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0").expect("it is new");
    let latin = Address { database: "latin".into(), ..address };
    let refused = PostgresStore::create(&latin, &Real::default()).expect_err("not UTF-8");
    assert!(refused.to_string().contains("LATIN1"), "{refused}");
}

#[test]
fn whoever_may_only_look_looks_and_changes_nothing() {
    let Some((address, store, mut client)) = made() else { return };
    client
        .batch_execute(
            "CREATE ROLE looker LOGIN; GRANT USAGE ON SCHEMA bona TO looker;
             GRANT SELECT ON ALL TABLES IN SCHEMA bona TO looker;
             CREATE ROLE clerk LOGIN; GRANT USAGE ON SCHEMA bona TO clerk;
             GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bona TO clerk",
        )
        .expect("the owner may");
    let mut looker = open(&Address { user: "looker".into(), ..address.clone() }).expect("readable");
    looker.still().expect("readable");
    assert_eq!(looker.head().expect("readable"), many(3).head);
    assert_eq!(looker.integrity().expect("readable"), [""; 0]);
    assert_eq!(looker.people().expect("readable").len(), 1);
    let refused = looker.append(&many(3)).expect_err("no right").to_string();
    assert_eq!(refused, "cannot write it: its user may not");
    assert!(looker.alone(|| ()).is_err());
    client.batch_execute("GRANT UPDATE ON bona.head TO looker").expect("the owner may");
    looker.alone(|| ()).expect("what a backup begins with");
    let folder = tempfile::tempdir().expect("the machine has room for a folder");
    looker.back_up(&folder.path().join("backup.bona")).expect("the rest is reading");
    let mut clerk = open(&Address { user: "clerk".into(), ..address.clone() }).expect("readable");
    let gone = Gone { people: Vec::new(), leaves: vec![2], suppress: Vec::new(), names: Vec::new() };
    let mut never = || panic!("nothing is written outside either");
    for refused in
        [clerk.erase(None, &gone, &mut never), clerk.rename(&[], "Beth", &mut never), clerk.reseal(seal(2))]
    {
        let refused = refused.expect_err("the tables are another's").to_string();
        assert!(refused.contains("have the owner of the schema `bona` run it"), "{refused}");
    }
    let chores = "SELECT count(*) FROM bona.chore";
    let noted = |client: &mut Client| client.query_one(chores, &[]).expect("readable").get::<_, i64>(0);
    assert_eq!(noted(&mut client), 0, "nothing was begun");
    assert_eq!(clerk.parts(0, 9).expect("readable").open.len(), 3);
    client.batch_execute("INSERT INTO bona.chore (name) VALUES ('scrub')").expect("the owner may");
    drop((looker, store, clerk));
    drop(open(&Address { user: "clerk".into(), ..address.clone() }).expect("readable"));
    assert_eq!(noted(&mut client), 1, "a clerk leaves it");
    drop(open(&address).expect("the owner opens it next"));
    assert_eq!(noted(&mut client), 0, "and clears it away");
}

#[test]
fn no_statistics_are_kept_of_people_and_those_of_an_older_store_go() {
    let Some((address, store, mut client)) = made() else { return };
    let kept = "SELECT count(*) FROM pg_stats WHERE schemaname = 'bona'
        AND tablename IN ('learner', 'person', 'post', 'seen', 'vault')";
    let kept = |client: &mut Client| {
        client.batch_execute("ANALYZE").expect("the owner may");
        client.query_one(kept, &[]).expect("readable").get::<_, i64>(0)
    };
    assert_eq!(kept(&mut client), 0);
    client
        .batch_execute(
            "ALTER TABLE bona.learner ALTER key SET STATISTICS -1, ALTER person SET STATISTICS -1;
             ALTER TABLE bona.seen ALTER digest SET STATISTICS -1",
        )
        .expect("the owner may");
    assert_eq!(kept(&mut client), 3, "so it was in a store that was made before");
    let faults = store.integrity().expect("readable");
    assert_eq!(faults.len(), 3, "{faults:?}");
    assert!(faults[0].contains("statistics of `learner.key`"), "{faults:?}");
    drop(store);
    let store = open(&address).expect("it is there");
    assert_eq!(kept(&mut client), 0);
    assert_eq!(store.integrity().expect("readable"), [""; 0]);
    assert_eq!(store.people().expect("readable").len(), 1);
}

#[test]
fn the_server_is_asked_to_take_care() {
    let Some((address, store, mut client)) = made() else { return };
    client
        .batch_execute(&format!(
            "ALTER DATABASE {0} SET synchronous_commit = off; ALTER DATABASE {0} SET default_transaction_isolation = 'serializable'",
            address.database
        ))
        .expect("the owner may");
    let mut store = {
        drop(store);
        open(&address).expect("it is there")
    };
    let asked = |store: &mut PostgresStore, name: &str| {
        let rows = store.link.get_mut().once(&format!("SHOW {name}")).expect("readable");
        rows[0].get::<_, String>(0)
    };
    for (name, value) in
        [("synchronous_commit", "on"), ("lock_timeout", "10s"), ("search_path", "bona, pg_temp")]
    {
        assert_eq!(asked(&mut store, name), value, "{name}");
    }
    store.link.get_mut().begin().expect("writable");
    assert_eq!(asked(&mut store, "transaction_isolation"), "read committed");
    store.link.get_mut().roll_back();
    assert!(matches!(store.append(&many(3)), Err(bona_engine::evidence::StoreError::Moved)));
    assert_ne!(store.head().expect("readable"), empty());
}

#[test]
fn what_cannot_be_put_in_whole_leaves_the_database_empty_and_an_old_digest_has_no_leaf() {
    use crate::store::AnyStore;

    let folder = tempfile::tempdir().expect("the machine has room for a folder");
    let path = folder.path().join("evidence.bona");
    let Some((_, store, _)) = made() else { return };
    store.back_up(&path).expect("writable");
    let change = |sql: &str| {
        rusqlite::Connection::open(&path).and_then(|file| file.execute_batch(sql)).expect("it is a database");
    };
    // The digest of leaf 0, as a release of old kept it; and a text that PostgreSQL does not take.
    change(
        "UPDATE seen_new SET entries = CAST(substr(entries, 1, 16) || x'ffffffffffffffff' || substr(entries, 25) AS BLOB)",
    );
    change("INSERT INTO pulled VALUES ('x' || char(0), 'c', 'e', 'a', 'v', 's')");
    let memory = || AnyStore::in_memory(&path, Some(seal(1))).expect("it is a store");
    let address = Address::parse(&database().expect("as before")).expect("it is an address");
    let AnyStore::Sqlite(from) = memory() else { panic!("it is a file") };
    let refused = PostgresStore::fill(&address, &Real::default(), &from).expect_err("a text has a nought");
    assert!(refused.to_string().contains("cannot write it"), "{refused}");
    assert!(!PostgresStore::stands(&address, &Real::default()).expect("the server answers"));
    change("DELETE FROM pulled");
    let AnyStore::Sqlite(from) = memory() else { panic!("it is a file") };
    PostgresStore::fill(&address, &Real::default(), &from).expect("nothing is in the way");
    let store = open(&address).expect("it is there");
    let digests: Vec<_> = many(3).seen.into_iter().map(|(_, digest)| digest).collect();
    assert_eq!(store.seen(&digests).expect("readable"), [true; 3]);
    let leaves = |store: &dyn bona_engine::evidence::Store| -> Vec<Option<u64>> {
        let mut leaves: Vec<_> = digests.iter().map(|one| store.seen_as(one).expect("readable")).collect();
        leaves.sort_unstable();
        leaves
    };
    let found = leaves(&store);
    assert_eq!(found.iter().flatten().count(), 2, "{found:?}");
    let again = folder.path().join("again.bona");
    store.back_up(&again).expect("writable");
    assert_eq!(leaves(&AnyStore::in_memory(&again, Some(seal(1))).expect("it is a store")), found);
}
