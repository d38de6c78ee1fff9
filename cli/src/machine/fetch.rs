//! The network: `GET` by HTTP/1.1, with the system's own trust or that of one file. A window, as `real.rs` is.
//!
//! Certificates are judged by the system, as a browser on the same machine does: an organisation whose proxy signs with
//! its own certificate has put that into the system. No answer is unpacked, none is longer than was allowed.
#![allow(clippy::disallowed_methods, reason = "this file is the door that the walls lead to")]

use std::io::{self, Read as _};
use std::sync::Arc;
use std::time::Duration;

use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};

use super::fetched::{Answered, Asking, Fetcher, Silence, Unanswered};

/// Until somebody has taken the connection.
const CONNECT: Duration = Duration::from_secs(15);
/// Until the answer is whole.
const WHOLE: Duration = Duration::from_secs(120);

/// A client that keeps its connections.
struct Client {
    agent: ureq::Agent,
    most: u64,
}

/// Makes a client.
pub(super) fn client(asking: &Asking) -> io::Result<Box<dyn Fetcher>> {
    let roots = match &asking.trust {
        None => RootCerts::PlatformVerifier,
        Some(pem) => RootCerts::from(certificates(pem)?),
    };
    let tls = TlsConfig::builder()
        .root_certs(roots)
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .build();
    let mut config = ureq::Agent::config_builder()
        .tls_config(tls)
        .http_status_as_error(false)
        .max_redirects(0)
        .user_agent(concat!("bona/", env!("CARGO_PKG_VERSION")))
        .timeout_connect(Some(CONNECT))
        .timeout_global(Some(WHOLE));
    if !asking.proxy {
        config = config.proxy(None);
    }
    Ok(Box::new(Client { agent: config.build().new_agent(), most: asking.most }))
}

fn certificates(pem: &[u8]) -> io::Result<Vec<Certificate<'static>>> {
    let wrong = |why: String| io::Error::new(io::ErrorKind::InvalidData, why);
    let mut found = Vec::new();
    for item in parse_pem(pem) {
        match item.map_err(|error| wrong(error.to_string()))? {
            PemItem::Certificate(one) => found.push(one),
            _ => return Err(wrong("it holds something else than certificates".to_owned())),
        }
    }
    if found.is_empty() {
        return Err(wrong("it holds no certificate in PEM".to_owned()));
    }
    Ok(found)
}

impl Fetcher for Client {
    fn get(&self, address: &str, headers: &[(&str, &str)]) -> Result<Answered, Unanswered> {
        let mut request = self.agent.get(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut answer = request.call().map_err(|error| unanswered(&error))?;
        let text = |value: &ureq::http::HeaderValue| value.to_str().ok().map(str::to_owned);
        let named = answer.headers().iter();
        let headers =
            named.filter_map(|(name, value)| Some((name.as_str().to_owned(), text(value)?))).collect();
        let mut body = Vec::new();
        let read = answer.body_mut().as_reader().take(self.most + 1).read_to_end(&mut body);
        read.map_err(|error| unanswered(&ureq::Error::from(error)))?;
        if self.most < body.len() as u64 {
            let why = format!("the answer is longer than {} MB", self.most / 1_000_000);
            return Err(Unanswered { silence: Silence::TooLong, why });
        }
        Ok(Answered { status: answer.status().as_u16(), headers, body })
    }
}

fn unanswered(error: &ureq::Error) -> Unanswered {
    let silence = match error {
        ureq::Error::HostNotFound => Silence::Nobody,
        ureq::Error::ConnectionFailed => Silence::Shut,
        ureq::Error::Timeout(_) => Silence::Slow,
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) | ureq::Error::Pem(_) => Silence::Distrusted,
        ureq::Error::Protocol(_) => Silence::CutOff,
        ureq::Error::Io(error) => of_io(error),
        _ => Silence::Other,
    };
    Unanswered { silence, why: error.to_string() }
}

/// What TLS finds wrong comes up through the socket as invalid data.
fn of_io(error: &io::Error) -> Silence {
    match error.kind() {
        io::ErrorKind::ConnectionRefused
        | io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkUnreachable => Silence::Shut,
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Silence::Slow,
        io::ErrorKind::InvalidData => Silence::Distrusted,
        io::ErrorKind::UnexpectedEof
        | io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe => Silence::CutOff,
        _ => Silence::Other,
    }
}
