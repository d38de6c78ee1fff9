//! What the server says, and what keeps a connection from it, as errors of a store: what it was about, and what to do.
//!
//! The server's own words come last and without signs that could steer a terminal: who answers may not be who was meant.

use std::error::Error as _;
use std::io;

use bona_engine::evidence::StoreError;
use postgres::error::{DbError, SqlState};
use rustls::CertificateError;

use crate::store::common::refused;

/// Most characters of the server's words that are told.
const TOLD: usize = 300;

/// What the server said, as an error of a store. [`StoreError::Moved`] where it asks for another try.
pub(super) fn cannot(what: &'static str) -> impl Fn(postgres::Error) -> StoreError {
    move |error| match error.as_db_error() {
        Some(said) => answered(what, said),
        None if error.is_closed() || causes(&error).contains("communicating") => world(
            format!("cannot {what}: the connection to the server was lost"),
            &causes(&error),
            "what was being written is there whole or not at all: `bona evidence verify` tells; then run the command again",
        ),
        None => StoreError::World { what: format!("cannot {what}"), source: told(&causes(&error)).into() },
    }
}

fn answered(what: &str, said: &DbError) -> StoreError {
    let message = said.message();
    let (why, help) = match *said.code() {
        SqlState::T_R_SERIALIZATION_FAILURE | SqlState::T_R_DEADLOCK_DETECTED => return StoreError::Moved,
        SqlState::DATA_CORRUPTED | SqlState::INDEX_CORRUPTED => {
            return StoreError::Damaged(format!("the database itself is damaged ({})", told(message)));
        }
        SqlState::UNDEFINED_TABLE => {
            return refused("there is no evidence store there; `bona evidence init` makes one");
        }
        SqlState::LOCK_NOT_AVAILABLE => ("another program is using it", "try again when it is done"),
        SqlState::DISK_FULL => {
            ("the disk of the server is full", "nothing was written; make room there, and run it again")
        }
        SqlState::INSUFFICIENT_PRIVILEGE => {
            ("its user may not", "docs/evidence.md says which rights it takes (In PostgreSQL, Rights)")
        }
        SqlState::READ_ONLY_SQL_TRANSACTION => ("the server only gives, and takes nothing", WRITTEN_TO),
        SqlState::ADMIN_SHUTDOWN | SqlState::CRASH_SHUTDOWN | SqlState::CANNOT_CONNECT_NOW => (
            "the server is going down or coming up",
            "what was being written is there whole or not at all: run the command again when the server is up",
        ),
        _ => return StoreError::World { what: format!("cannot {what}"), source: told(message).into() },
    };
    world(format!("cannot {what}: {why}"), message, help)
}

const WRITTEN_TO: &str = "name the server that is written to in the address, and not one that follows it";

/// Why a server could not be reached, or lets nobody in. `password` tells where the password was taken from.
pub(super) fn unreached(error: &postgres::Error, password: &str) -> StoreError {
    match error.as_db_error() {
        Some(said) => {
            let (what, help) = shut_out(said, password);
            world(what.to_owned(), said.message(), &help)
        }
        None => {
            let causes = causes(error);
            let (what, help) = match error.source().and_then(certificate) {
                Some(fault) => judged(fault),
                None => unanswered(error, &causes),
            };
            world(what, causes.rsplit("handshake: ").next().unwrap_or(&causes), help)
        }
    }
}

/// What the server said instead of letting somebody in, and what to do.
fn shut_out(said: &DbError, password: &str) -> (&'static str, String) {
    let message = said.message();
    match *said.code() {
        SqlState::INVALID_PASSWORD => {
            ("the server does not take its user's password", format!("the password came from {password}; put the right one there"))
        }
        SqlState::INVALID_AUTHORIZATION_SPECIFICATION if message.contains("no encryption") => (
            "the server lets its user in over an encrypted connection alone",
            "write the address without sslmode=disable".to_owned(),
        ),
        SqlState::INVALID_AUTHORIZATION_SPECIFICATION => (
            "the server does not let its user in",
            "see that the user is written as on the server and may log in there, and have its pg_hba.conf let it in from this machine".to_owned(),
        ),
        SqlState::INVALID_CATALOG_NAME => (
            "there is no such database",
            "see how it is written; where there is none yet, have one made: `createdb --encoding UTF8 --template template0`, \
             then `bona evidence init`"
                .to_owned(),
        ),
        SqlState::INSUFFICIENT_PRIVILEGE => {
            ("its user may not connect to that database", "have its owner grant CONNECT".to_owned())
        }
        SqlState::TOO_MANY_CONNECTIONS => (
            "the server has as many connections as it takes",
            "try again when others are done, or have its administrator allow more (max_connections)".to_owned(),
        ),
        SqlState::CANNOT_CONNECT_NOW | SqlState::ADMIN_SHUTDOWN | SqlState::CRASH_SHUTDOWN => {
            ("the server is going down or coming up", "try again when it is up".to_owned())
        }
        _ => ("the server takes no connection", "ask the server's administrator; its log says more".to_owned()),
    }
}

/// What stands in the way of an answer, and what to do.
fn unanswered(error: &postgres::Error, causes: &str) -> (String, &'static str) {
    let kind = error.source().and_then(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
    let (what, help) = match kind {
        _ if causes.contains("password missing") => {
            ("the server asks for a password, and there is none", "put it into PGPASSWORD, or into ~/.pgpass")
        }
        _ if causes.contains("does not support TLS") => (
            "the server encrypts nothing, and is talked to only encrypted",
            "have it turned on there (ssl = on); or write ?sslmode=disable behind the address where the way to the server is \
             protected otherwise",
        ),
        _ if causes.contains("TLS handshake") => {
            ("the connection cannot be encrypted", "ask the server's administrator; its log says more")
        }
        _ if causes.contains("does not allow writes") => {
            ("the server only gives, and takes nothing", WRITTEN_TO)
        }
        _ if causes.contains("lookup address") => (
            "no host of that name is known",
            "see how it is written in the address, and that this machine is on the network",
        ),
        _ if error.is_closed() || causes.contains("communicating") => (
            "whoever answers there does not speak as PostgreSQL does",
            "see that host and port in the address are those of a server of PostgreSQL",
        ),
        Some(io::ErrorKind::NotFound) => (
            "the server cannot be reached: none has a socket in that folder",
            "see that it runs; `SHOW unix_socket_directories` on it says where its socket is",
        ),
        Some(io::ErrorKind::PermissionDenied) => (
            "the server cannot be reached",
            "this user may not use its socket: ask the server's administrator",
        ),
        _ => (
            "the server cannot be reached",
            "see that it runs, that host and port are right, that it listens there (listen_addresses), and that no firewall is \
             between",
        ),
    };
    (what.to_owned(), help)
}

/// What rustls found wrong.
fn certificate<'e>(cause: &'e (dyn std::error::Error + 'static)) -> Option<&'e CertificateError> {
    let fault = cause.downcast_ref::<io::Error>()?.get_ref()?.downcast_ref::<rustls::Error>()?;
    if let rustls::Error::InvalidCertificate(fault) = fault { Some(fault) } else { None }
}

/// Why a certificate is not believed, and what to do.
fn judged(fault: &CertificateError) -> (String, &'static str) {
    use CertificateError as Fault;
    let (what, help) = match fault {
        Fault::UnknownIssuer => (
            "is signed by nobody who is trusted",
            "where your own organisation signed it, name the file with its authority's certificate behind the address: \
             ?sslrootcert=FILE",
        ),
        Fault::NotValidForName | Fault::NotValidForNameContext { .. } => {
            ("is for another name", "write the host in the address as the certificate has it")
        }
        Fault::Expired
        | Fault::ExpiredContext { .. }
        | Fault::NotValidYet
        | Fault::NotValidYetContext { .. } => (
            "is not valid today",
            "have the server's administrator renew it; see that this machine's clock is right",
        ),
        fault if fault.to_string().contains("CaUsedAsEndEntity") => (
            "is one that signs others, and none for a server",
            "have one made for the server's name (CA:FALSE), signed by this one, and name this one by ?sslrootcert=FILE",
        ),
        _ => ("is not believed", "ask the server's administrator for one that is"),
    };
    (format!("the server's certificate {what}"), help)
}

fn world(what: String, said: &str, help: &str) -> StoreError {
    StoreError::World { what, source: format!("{}\n  help: {help}", told(said)).into() }
}

/// The words of whoever answered, without signs that are none.
fn told(said: &str) -> String {
    said.chars().take(TOLD).map(|sign| if sign.is_control() { ' ' } else { sign }).collect()
}

/// An error with all that caused it.
fn causes(error: &postgres::Error) -> String {
    let (mut text, mut cause) = (error.to_string(), error.source());
    while let Some(next) = cause {
        text.push_str(&format!(": {next}"));
        cause = next.source();
    }
    text
}
