//! A server of PostgreSQL for the tests of this process: started when the first asks for it, gone when the process is.
#![allow(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "a test starts the server that it talks to"
)]

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use postgres::{Config, NoTls};

/// Where it listens. Its standard input ends with this process, and it with that.
static SERVER: OnceLock<Option<(String, Child)>> = OnceLock::new();
static DATABASES: AtomicUsize = AtomicUsize::new(0);
/// What the script ends with where there is no PostgreSQL.
const NONE_HERE: i32 = 77;

/// The folder of the server's socket; `None` where there is no server to start, which is said once. Continuous integration
/// has one.
pub(in crate::store) fn socket() -> Option<&'static str> {
    let (folder, _) = SERVER.get_or_init(start).as_ref()?;
    Some(folder)
}

fn start() -> Option<(String, Child)> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/tools/postgres.sh");
    let mut started = Command::new(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .expect("bash runs the script");
    let mut folder = String::new();
    let said = started.stdout.take().expect("it is piped");
    BufReader::new(said).read_line(&mut folder).expect("the script writes text");
    if folder.is_empty() {
        let ended = started.wait().expect("it ended");
        assert_eq!(ended.code(), Some(NONE_HERE), "the server does not start");
        assert!(std::env::var_os("BONA_TESTS").is_none(), "a whole run has PostgreSQL");
        // Straight to the terminal: the test runner hides what passing tests print.
        let said = b"left out: stores in PostgreSQL\n";
        std::io::stderr().write_all(said).expect("standard error is open");
        return None;
    }
    Some((folder.trim().to_owned(), started))
}

/// The address of a database of its own, which is empty.
pub(in crate::store) fn database() -> Option<String> {
    let folder = socket()?;
    let name = format!("store_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
    let mut config = Config::new();
    config.host_path(folder).user("postgres").dbname("postgres");
    let mut client = config.connect(NoTls).expect("the server answers");
    client.batch_execute(&format!("CREATE DATABASE {name}")).expect("it is new");
    Some(format!("postgres://postgres@/{name}?host={folder}"))
}
