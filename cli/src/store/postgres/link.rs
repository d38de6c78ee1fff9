//! A connection to the server: how it is made, what the server is asked to promise, and what its errors mean.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bona_engine::evidence::{Head, StoreError};
use postgres::binary_copy::BinaryCopyInWriter;
use postgres::config::{SslMode, TargetSessionAttrs};
use postgres::types::{ToSql, Type};
use postgres::{Client, Config, NoTls, Row, Statement};

use super::address::{Address, Encrypt, Host};
use super::said::{cannot, unreached};
use super::tls::{Encrypting, Trust};
use crate::machine::{Machine, Stands, read_at_most};
use crate::store::common::{bytes, damaged, number, refused};

/// Until the server has taken the connection.
const CONNECT: Duration = Duration::from_secs(15);
/// After so long without a word the server is asked whether it is there; given up after three such times.
const ALIVE: Duration = Duration::from_secs(30);
/// Longest file of certificates and of passwords, in bytes.
const FILE_BYTES: u64 = 1_000_000;
/// The oldest release of PostgreSQL that is spoken to.
const SERVER_MIN: i32 = 14;

/// What every connection asks for: our tables and no others; to wait for another writer as long as for one of a file; no end
/// put to a long import; and that what is kept is on the disk, where the server would say so earlier.
const CARE: &str = "
    SET search_path = bona, pg_temp;
    SET lock_timeout = '10s';
    SET statement_timeout = 0;
    SET idle_in_transaction_session_timeout = 0;
    SET client_min_messages = warning;
    SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') NOT IN ('on', 'remote_apply');
";

/// How connections to one store are made.
#[derive(Clone)]
pub(super) struct Door {
    config: Config,
    encrypting: Option<Encrypting>,
    /// Where the password comes from, in words.
    password: String,
}

impl Door {
    /// Reads the password and the certificates that go with an address.
    pub(super) fn of(address: &Address, machine: &dyn Machine) -> Result<Self, StoreError> {
        let mut config = Config::new();
        config
            .user(&address.user)
            .dbname(&address.database)
            .port(address.port)
            .application_name("bona")
            .connect_timeout(CONNECT)
            .keepalives_idle(ALIVE)
            .keepalives_interval(ALIVE)
            .keepalives_retries(3)
            .target_session_attrs(TargetSessionAttrs::ReadWrite);
        match &address.host {
            Host::Net(host) => config.host(host),
            Host::Socket(folder) => config.host_path(folder),
        };
        let mut from = "nowhere: neither PGPASSWORD nor ~/.pgpass has one".to_owned();
        if let Some((password, place)) = password(address, machine)? {
            config.password(password);
            from = place;
        }
        let (mode, trust) = match (address.encrypt, &address.root) {
            (Encrypt::Never, _) => (SslMode::Disable, None),
            (Encrypt::IfOffered, _) => (SslMode::Prefer, Some(Trust::Anybody)),
            (Encrypt::Verified, None) => (SslMode::Require, Some(Trust::System)),
            (Encrypt::Verified, Some(root)) => (SslMode::Require, Some(Trust::Pem(read(root, machine)?))),
        };
        config.ssl_mode(mode);
        let encrypting = trust.map(|trust| Encrypting::by(&trust)).transpose().map_err(|why| {
            let of = address.root.as_ref().map(|root| format!("`{}`: ", root.display())).unwrap_or_default();
            refused(&format!("no connection can be encrypted: {of}{why}"))
        })?;
        Ok(Self { config, encrypting, password: from })
    }

    /// Makes a connection.
    pub(super) fn open(&self) -> Result<Link, StoreError> {
        let client = match &self.encrypting {
            Some(encrypting) => self.config.connect(encrypting.clone()),
            None => self.config.connect(NoTls),
        };
        let mut client = client.map_err(|error| unreached(&error, &self.password))?;
        let said = client.query_one(
            "SELECT current_setting('server_version_num')::integer, current_setting('server_encoding')",
            &[],
        );
        let said = said.map_err(cannot("open it"))?;
        let (version, encoding): (i32, String) = (said.get(0), said.get(1));
        if version / 10_000 < SERVER_MIN {
            return Err(refused(&format!(
                "the server is PostgreSQL {}; take {SERVER_MIN} or newer",
                version / 10_000
            )));
        }
        if encoding != "UTF8" {
            return Err(refused(&format!(
                "the database keeps its texts as {encoding}; make one with ENCODING 'UTF8' for the evidence"
            )));
        }
        client.batch_execute(CARE).map_err(cannot("open it"))?;
        Ok(Link { client, kept: BTreeMap::new(), still: false })
    }
}

fn read(path: &Path, machine: &dyn Machine) -> Result<Vec<u8>, StoreError> {
    read_at_most(machine, path, FILE_BYTES).map_err(|error| unreadable(path, error))
}

fn unreadable(path: &Path, error: io::Error) -> StoreError {
    StoreError::World { what: format!("cannot read `{}`", path.display()), source: Box::new(error) }
}

/// The password, and where it was: `PGPASSWORD`, or the line of `PGPASSFILE` or `~/.pgpass` that fits, as PostgreSQL's own
/// programs take it.
fn password(address: &Address, machine: &dyn Machine) -> Result<Option<(String, String)>, StoreError> {
    if let Some(password) = machine.variable("PGPASSWORD") {
        return Ok(Some((password, "PGPASSWORD".to_owned())));
    }
    let home = || machine.variable("HOME").map(|home| PathBuf::from(home).join(".pgpass"));
    let Some(path) = machine.variable("PGPASSFILE").map(PathBuf::from).or_else(home) else { return Ok(None) };
    let look = |error| unreadable(&path, error);
    if !matches!(machine.stands(&path).map_err(look)?, Some(Stands::File(_))) {
        return Ok(None);
    }
    if machine.open_to_others(&path).map_err(look)? == Some(true) {
        let path = path.display();
        return Err(refused(&format!("others may read the passwords in `{path}`; chmod 600 {path}")));
    }
    let text = String::from_utf8_lossy(&read(&path, machine)?).into_owned();
    let host = match &address.host {
        Host::Net(host) => host.clone(),
        Host::Socket(_) => "localhost".to_owned(),
    };
    let wanted = [host, address.port.to_string(), address.database.clone(), address.user.clone()];
    let found = text.lines().find_map(|line| password_in(line, &wanted));
    Ok(found.map(|password| (password, format!("`{}`", path.display()))))
}

/// The password of a line `host:port:database:user:password`, if it is of this address; `*` fits anything, and a colon within
/// is written `\:`.
fn password_in(line: &str, wanted: &[String; 4]) -> Option<String> {
    if line.starts_with('#') {
        return None;
    }
    let (mut fields, mut signs) = (vec![String::new()], line.chars());
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => fields.last_mut()?.extend(signs.next()),
            ':' if fields.len() < 5 => fields.push(String::new()),
            sign => fields.last_mut()?.push(sign),
        }
    }
    let [first @ .., password] = fields.as_slice() else { return None };
    let fits = first.len() == wanted.len()
        && first.iter().zip(wanted).all(|(said, wanted)| said == "*" || said == wanted);
    fits.then(|| password.clone())
}

/// A connection.
pub(super) struct Link {
    client: Client,
    /// Statements that were asked before.
    kept: BTreeMap<&'static str, Statement>,
    /// Whether all that is read is of one moment.
    pub(super) still: bool,
}

/// A value that goes into a statement.
pub(super) type Value<'a> = &'a (dyn ToSql + Sync);

impl Link {
    fn statement(&mut self, sql: &'static str) -> Result<Statement, postgres::Error> {
        if let Some(statement) = self.kept.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql)?;
        self.kept.insert(sql, statement.clone());
        Ok(statement)
    }

    /// The rows that a statement gives.
    pub(super) fn ask(&mut self, sql: &'static str, values: &[Value<'_>]) -> Result<Vec<Row>, StoreError> {
        self.ask_to("read it", sql, values)
    }

    fn ask_to(
        &mut self,
        what: &'static str,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> Result<Vec<Row>, StoreError> {
        let found = self.statement(sql).and_then(|statement| self.client.query(&statement, values));
        found.map_err(cannot(what))
    }

    /// What a statement gives for each row, read by a fallible reader.
    pub(super) fn rows<T>(
        &mut self,
        sql: &'static str,
        values: &[Value<'_>],
        read: impl Fn(&Row) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        self.ask(sql, values)?.iter().map(read).collect()
    }

    /// How many rows a statement changed.
    pub(super) fn run(&mut self, sql: &'static str, values: &[Value<'_>]) -> Result<u64, StoreError> {
        let done = self.statement(sql).and_then(|statement| self.client.execute(&statement, values));
        done.map_err(cannot("write it"))
    }

    /// Statements without values.
    pub(super) fn all(&mut self, sql: &str, what: &'static str) -> Result<(), StoreError> {
        self.client.batch_execute(sql).map_err(cannot(what))
    }

    /// Begins to put rows into a table, within a transaction.
    pub(super) fn copying(&mut self, table: &str, columns: &str) -> Result<Copying<'_>, StoreError> {
        let cannot = cannot("write it");
        let asked = self.client.prepare(&format!("SELECT {columns} FROM {table}")).map_err(&cannot)?;
        let types: Vec<Type> = asked.columns().iter().map(|column| column.type_().clone()).collect();
        let sql = format!("COPY {table} ({columns}) FROM STDIN BINARY");
        let writer = BinaryCopyInWriter::new(self.client.copy_in(&sql).map_err(&cannot)?, &types);
        Ok(Copying { writer, types })
    }

    /// The rows of a statement that is asked once.
    pub(super) fn once(&mut self, sql: &str) -> Result<Vec<Row>, StoreError> {
        self.client.query(sql, &[]).map_err(cannot("read it"))
    }

    /// The head.
    pub(super) fn head(&mut self) -> Result<Head, StoreError> {
        self.head_by("read it", "SELECT size, root FROM head WHERE id = 1")
    }

    fn head_by(&mut self, what: &'static str, sql: &'static str) -> Result<Head, StoreError> {
        let rows = self.ask_to(what, sql, &[])?;
        let row = rows.first().ok_or_else(|| damaged("its head is missing"))?;
        Ok(Head {
            size: number(value(row, 0)?)?,
            root: bytes(value(row, 1)?, "the head's root has not 32 bytes")?,
        })
    }

    /// Lets all that is read from here on be of one moment.
    ///
    /// Whoever clears away what was erased rewrites tables, for which they have to be free of readers: so the tables are
    /// held before that moment is taken, and no reader ever sees half of them.
    pub(super) fn still(&mut self) -> Result<(), StoreError> {
        if !self.still {
            self.all(
                "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
                 LOCK TABLE learner, person, post, seen, vault IN ACCESS SHARE MODE",
                "read it",
            )?;
            self.still = true;
        }
        Ok(())
    }

    /// Whether what is read is of one moment.
    pub(super) fn is_still(&self) -> bool {
        self.still
    }

    /// Where what is read is of one moment, lets it be of a newer one.
    pub(super) fn anew(&mut self) -> Result<(), StoreError> {
        if self.still {
            self.all("COMMIT", "read it")?;
            self.still = false;
            self.still()?;
        }
        Ok(())
    }

    /// Takes the right to write, and gives the head that nobody else can move now. What was read of one moment is over.
    pub(super) fn begin(&mut self) -> Result<Head, StoreError> {
        if self.still {
            self.all("COMMIT", "read it")?;
            self.still = false;
        }
        self.all("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", "write it")?;
        let head = self.head_by("write it", "SELECT size, root FROM head WHERE id = 1 FOR UPDATE");
        if head.is_err() {
            self.roll_back();
        }
        head
    }

    /// Keeps what was written.
    pub(super) fn commit(&mut self) -> Result<(), StoreError> {
        self.all("COMMIT", "write it")
    }

    /// Takes back what was written. Where the connection is lost the server does so by itself.
    pub(super) fn roll_back(&mut self) {
        drop(self.client.batch_execute("ROLLBACK"));
    }

    /// Writes, whole or not at all.
    pub(super) fn write<T>(
        &mut self,
        work: impl FnOnce(&mut Self, Head) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let head = self.begin()?;
        let done = work(self, head).and_then(|done| self.commit().map(|()| done));
        if done.is_err() {
            self.roll_back();
        }
        done
    }

    /// The same, tried anew where the server asks for that: what is written follows from no head.
    pub(super) fn write_again<T>(
        &mut self,
        mut work: impl FnMut(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        for _ in 1..TRIES {
            match self.write(|link, _| work(link)) {
                Err(StoreError::Moved) => {}
                done => return done,
            }
        }
        self.write(|link, _| work(link))
    }
}

/// Rows that are put into a table.
pub(super) struct Copying<'l> {
    writer: BinaryCopyInWriter<'l>,
    types: Vec<Type>,
}

impl Copying<'_> {
    /// The types of the columns.
    pub(super) fn types(&self) -> &[Type] {
        &self.types
    }

    /// Puts one in.
    pub(super) fn row(&mut self, row: &[Box<dyn ToSql + Sync>]) -> Result<(), StoreError> {
        let row: Vec<Value<'_>> = row.iter().map(|value| value.as_ref()).collect();
        self.writer.write(&row).map_err(cannot("write it"))
    }

    /// Ends it; dropped before, nothing is put in and the transaction is over.
    pub(super) fn end(self) -> Result<(), StoreError> {
        self.writer.finish().map(drop).map_err(cannot("write it"))
    }
}

/// How often something is written anew.
const TRIES: usize = 5;

/// A value of a row.
pub(super) fn value<'a, T: postgres::types::FromSql<'a>>(
    row: &'a Row,
    column: usize,
) -> Result<T, StoreError> {
    row.try_get(column).map_err(cannot("read it"))
}

#[cfg(test)]
mod tests {
    use super::password_in;

    #[test]
    fn a_password_is_that_of_the_line_that_fits() {
        let wanted = ["db".to_owned(), "5432".to_owned(), "a:b".to_owned(), "bona".to_owned()];
        for (line, password) in [
            ("db:5432:a\\:b:bona:pass:word", Some("pass:word")),
            ("*:*:*:*:x\\\\y", Some("x\\y")),
            ("db:5433:*:bona:no", None),
            ("#db:5432:*:*:no", None),
            ("db:5432", None),
            ("", None),
        ] {
            assert_eq!(password_in(line, &wanted).as_deref(), password, "{line}");
        }
    }
}
