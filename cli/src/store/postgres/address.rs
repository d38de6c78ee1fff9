//! The address of a store in PostgreSQL: what may stand in it, and what its keys are called beside.
//!
//! A password never stands in an address, which is told in messages and kept in shells' histories. What an address may say
//! about encryption is less than PostgreSQL's own programs take: nothing of it means that a password goes to whoever asks.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;

/// How an address begins.
const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];
/// PostgreSQL's own port.
const PORT: u16 = 5432;
/// Longest address, in bytes.
const ADDRESS_BYTES: usize = 2_000;

/// Where a server listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Host {
    /// A name or a number in the network.
    Net(String),
    /// The folder of a socket on this machine.
    Socket(PathBuf),
}

/// Whether what goes to the server is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encrypt {
    /// `disable`: no.
    Never,
    /// `prefer`: if the server offers it, whoever it says it is. On this machine alone.
    IfOffered,
    /// `verify-full`: always, and the server shows a certificate for its name that is trusted.
    Verified,
}

/// The address of a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// Whose right to the database is used.
    pub(super) user: String,
    /// The server.
    pub(super) host: Host,
    /// Its port.
    pub(super) port: u16,
    /// The database.
    pub(super) database: String,
    /// Whether what goes there is encrypted.
    pub(super) encrypt: Encrypt,
    /// The file of the certificates that are trusted, instead of those that the system trusts.
    pub(super) root: Option<PathBuf>,
}

/// Whether a store is named by an address of PostgreSQL.
pub(crate) fn is_address(named: &str) -> bool {
    SCHEMES.iter().any(|scheme| named.starts_with(scheme))
}

impl Address {
    /// Reads an address, `postgres://USER@HOST:PORT/DATABASE?sslmode=…&sslrootcert=…`.
    ///
    /// # Errors
    /// What is wrong with it, and what to write; no password that stands in it is repeated.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        if ADDRESS_BYTES < text.len() {
            return Err(format!("it is longer than {ADDRESS_BYTES} bytes"));
        }
        let rest = SCHEMES.iter().find_map(|scheme| text.strip_prefix(scheme));
        let rest = rest.ok_or("it does not begin with postgres://")?;
        let (rest, asked) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, database) = rest.split_once('/').ok_or(NO_DATABASE)?;
        let asked = Asked::read(asked)?;
        let (user, place) =
            authority.rsplit_once('@').ok_or("it names no user: postgres://USER@HOST/DATABASE")?;
        if user.contains(':') {
            return Err(PASSWORD.to_owned());
        }
        let (host, port) = server(place, asked.host)?;
        let (user, database) = (plain(user)?, plain(database)?);
        for (what, value) in [("user", &user), ("database", &database)] {
            if value.is_empty() {
                return Err(format!("it names no {what}: postgres://USER@HOST/DATABASE"));
            }
        }
        let encrypt = encrypt(asked.mode.as_deref(), &host)?;
        if asked.root.is_some() && encrypt != Encrypt::Verified {
            return Err(
                "sslrootcert goes with sslmode=verify-full: with another nobody's certificate is judged"
                    .into(),
            );
        }
        Ok(Self { user, host, port, database, encrypt, root: asked.root })
    }

    /// What stands in front of the endings of what stands beside the store: `DATABASE@HOST`, with the port where it is
    /// another than PostgreSQL's own. Two addresses of one database that differ in no more than user or encryption have
    /// the same, and two databases never.
    pub(crate) fn beside(&self) -> PathBuf {
        let host = match &self.host {
            Host::Net(host) => safe(&host.to_lowercase()),
            Host::Socket(folder) => format!("socket{}", safe(&folder.to_string_lossy())),
        };
        let port = if self.port == PORT { String::new() } else { format!("+{}", self.port) };
        PathBuf::from(format!("{}@{host}{port}", safe(&self.database)))
    }
}

const PASSWORD: &str = "a password stands in it, where shells and messages keep it; take it out and put it into the variable \
                        PGPASSWORD, or into the file ~/.pgpass";
const NO_DATABASE: &str = "it names no database: postgres://USER@HOST/DATABASE";

/// What stands behind the `?` of an address.
#[derive(Default)]
struct Asked {
    host: Option<String>,
    mode: Option<String>,
    root: Option<PathBuf>,
}

impl Asked {
    fn read(text: &str) -> Result<Self, String> {
        let mut asked = Self::default();
        for one in text.split('&').filter(|one| !one.is_empty()) {
            let (name, value) = one.split_once('=').unwrap_or((one, ""));
            match name {
                "host" => asked.host = Some(plain(value)?),
                "sslmode" => asked.mode = Some(plain(value)?),
                "sslrootcert" => asked.root = Some(PathBuf::from(plain(value)?)),
                "password" => return Err(PASSWORD.to_owned()),
                _ => {
                    let name = name.chars().take(40).collect::<String>();
                    return Err(format!(
                        "it asks for `{name}`; it may ask for host, sslmode and sslrootcert"
                    ));
                }
            }
        }
        Ok(asked)
    }
}

/// Host and port; the folder of a socket stands in `?host=`, or in the host's place with its strokes written `%2F`.
fn server(place: &str, asked: Option<String>) -> Result<(Host, u16), String> {
    if place.contains(',') {
        return Err("it names several servers; name the one that is written to".to_owned());
    }
    let (host, port) = match place.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((number, port)) => (number.to_owned(), port.strip_prefix(':')),
        None => {
            let (host, port) = place.split_once(':').map_or((place, None), |(host, port)| (host, Some(port)));
            (plain(host)?, port)
        }
    };
    let port = match port.filter(|port| !port.is_empty()) {
        None => PORT,
        Some(port) => {
            port.parse().ok().filter(|port| *port != 0).ok_or("its port is no number from 1 to 65535")?
        }
    };
    let host = match (host.is_empty(), asked) {
        (true, Some(asked)) => asked,
        (false, None) => host,
        (false, Some(_)) => return Err("it names two hosts, one of them in `?host=`".to_owned()),
        (true, None) => return Err("it names no host: postgres://USER@HOST/DATABASE".to_owned()),
    };
    Ok(match host.starts_with('/') {
        true => (Host::Socket(PathBuf::from(host)), port),
        false => (Host::Net(host), port),
    })
}

fn encrypt(mode: Option<&str>, host: &Host) -> Result<Encrypt, String> {
    let here = match host {
        Host::Socket(_) => {
            return match mode {
                None | Some("disable" | "prefer") => Ok(Encrypt::Never),
                Some(_) => {
                    Err("nothing is encrypted on a socket of this machine; leave sslmode out".to_owned())
                }
            };
        }
        Host::Net(host) => {
            host == "localhost" || host.parse::<IpAddr>().is_ok_and(|number| number.is_loopback())
        }
    };
    match mode {
        Some("verify-full" | "require") => Ok(Encrypt::Verified),
        Some("disable") => Ok(Encrypt::Never),
        None if !here => Ok(Encrypt::Verified),
        None | Some("prefer") if here => Ok(Encrypt::IfOffered),
        Some("prefer" | "allow" | "verify-ca") => Err(
            "its sslmode would trust whoever answers; write verify-full, with sslrootcert=FILE where the server's \
             certificate is signed by your own, or disable where the way to the server is protected otherwise"
                .to_owned(),
        ),
        _ => Err("its sslmode is unknown; it may be disable, prefer (on this machine), require or verify-full".to_owned()),
    }
}

/// A part of an address with `%20` and the like as the signs that they stand for.
fn plain(text: &str) -> Result<String, String> {
    let wrong = || "a % in it is not followed by two hexadecimal digits of a text in UTF-8".to_owned();
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        rest = behind;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let (two, behind) = rest.split_first_chunk::<2>().ok_or_else(wrong)?;
        let two = std::str::from_utf8(two).map_err(|_| wrong())?;
        bytes.push(u8::from_str_radix(two, 16).map_err(|_| wrong())?);
        rest = behind;
    }
    let text = String::from_utf8(bytes).map_err(|_| wrong())?;
    if text.contains('\0') { Err(wrong()) } else { Ok(text) }
}

/// A text as part of the name of a file on any system; two texts never become one. Strokes become `=`, other signs `~` and
/// the numbers of their bytes.
fn safe(text: &str) -> String {
    let sign = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
        b'/' => "=".to_owned(),
        _ => format!("~{byte:02x}"),
    };
    text.bytes().map(sign).collect()
}

/// The address as it is written, without a password, which none has.
impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (host, mut asked) = match &self.host {
            Host::Net(host) if host.contains(':') => (format!("[{host}]"), Vec::new()),
            Host::Net(host) => (written(host), Vec::new()),
            Host::Socket(folder) => {
                (String::new(), vec![format!("host={}", written(&folder.to_string_lossy()))])
            }
        };
        write!(out, "postgres://{}@{host}", written(&self.user))?;
        if self.port != PORT {
            write!(out, ":{}", self.port)?;
        }
        write!(out, "/{}", written(&self.database))?;
        let left_out = encrypt(None, &self.host) == Ok(self.encrypt);
        if !left_out {
            asked.push(format!(
                "sslmode={}",
                match self.encrypt {
                    Encrypt::Never => "disable",
                    Encrypt::IfOffered => "prefer",
                    Encrypt::Verified => "verify-full",
                }
            ));
        }
        asked.extend(
            self.root.as_ref().map(|root| format!("sslrootcert={}", written(&root.to_string_lossy()))),
        );
        if asked.is_empty() { Ok(()) } else { write!(out, "?{}", asked.join("&")) }
    }
}

/// A text as part of an address.
fn written(text: &str) -> String {
    let sign = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Address, Encrypt};
    use crate::store::without_password;

    #[test]
    fn an_address_is_read_told_again_and_named_beside() {
        for (text, told, beside, encrypt) in [
            ("postgres://bona@db.example/training", None, "training@db.example", Encrypt::Verified),
            (
                "postgresql://bona@DB.example:5433/tr%20x?sslmode=require&sslrootcert=/etc/our%20ca.pem",
                Some("postgres://bona@DB.example:5433/tr%20x?sslrootcert=/etc/our%20ca.pem"),
                "tr~20x@db.example+5433",
                Encrypt::Verified,
            ),
            ("postgres://a%40b@localhost/x", None, "x@localhost", Encrypt::IfOffered),
            ("postgres://a@[::1]:6000/x", None, "x@~3a~3a1+6000", Encrypt::IfOffered),
            ("postgres://a@10.0.0.7/x?sslmode=disable", None, "x@10.0.0.7", Encrypt::Never),
            ("postgres://a@/x?host=/var/run/postgresql", None, "x@socket=var=run=postgresql", Encrypt::Never),
            (
                "postgres://a@%2Fvar%2Frun:5433/x",
                Some("postgres://a@:5433/x?host=/var/run"),
                "x@socket=var=run+5433",
                Encrypt::Never,
            ),
        ] {
            let address = Address::parse(text).expect(text);
            assert_eq!(address.to_string(), told.unwrap_or(text));
            assert_eq!(Address::parse(&address.to_string()), Ok(address.clone()));
            assert_eq!(address.beside(), Path::new(beside), "{text}");
            assert_eq!(address.encrypt, encrypt, "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused_in_words_that_hold_no_password() {
        for (text, why) in [
            ("postgres://bona:s3cret@db.example/x", "PGPASSWORD"),
            ("postgres://bona@db.example/x?password=s3cret", "PGPASSWORD"),
            ("postgres://db.example/x", "no user"),
            ("postgres://@db.example/x", "no user"),
            ("postgres://a@/x", "no host"),
            ("postgres://a@db.example", "no database"),
            ("postgres://a@db.example/", "no database"),
            ("postgres://a@one,two/x", "several servers"),
            ("postgres://a@db:0/x", "its port"),
            ("postgres://a@db:70000/x", "its port"),
            ("postgres://a@db/x%2", "followed by two"),
            ("postgres://a@db/x%zz", "followed by two"),
            ("postgres://a@db/x%00", "followed by two"),
            ("postgres://a@db/x?options=-c%20fsync=off", "`options`"),
            ("postgres://a@db/x?host=/tmp", "two hosts"),
            ("postgres://a@db/x?sslmode=prefer", "whoever answers"),
            ("postgres://a@db/x?sslmode=verify-ca", "whoever answers"),
            ("postgres://a@db/x?sslmode=maybe", "unknown"),
            ("postgres://a@/x?host=/tmp&sslmode=require", "leave sslmode out"),
            ("postgres://a@db/x?sslmode=disable&sslrootcert=ca.pem", "verify-full"),
        ] {
            let said = Address::parse(text).expect_err(text);
            assert!(said.contains(why) && !said.contains("s3cret"), "{text}: {said}");
            assert!(!without_password(Path::new(text)).contains("s3cret"), "{text}");
        }
        for named in
            ["postgres://a:s3@cret@db/x?password=p", "postgres://a:s3cret?@db/x", "mysql://a:s3cret@db"]
        {
            assert!(without_password(Path::new(named)).ends_with("://…"), "{named}");
        }
        let long = format!("postgres://a@db/{}", "x".repeat(2_000));
        assert!(Address::parse(&long).is_err());
    }
}
