//! A learning record store, asked for statements (xAPI 1.0.3 and 2.0, 2.1.3 and 4.1.6.1): pages, versions, patience.
//!
//! Nothing here knows what a statement means, and nothing is kept. Requests go to one server alone, at most so many, and
//! what is said about them never holds the password.

mod address;

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bona_engine::intake::xapi::{Page, XAPI_BYTES};
use serde_json::Value;

pub(crate) use self::address::Address;
use crate::exit::Failure;
use crate::machine::Machine;
use crate::machine::fetched::{Answered, Asking, Fetcher, Silence, Unanswered};

/// Bytes of one answer.
const PAGE_BYTES: u64 = 32_000_000;
/// Requests of one pull.
const REQUESTS: u64 = 20_000;
/// Pages in a row on which nothing stands.
const EMPTY_PAGES: u32 = 20;
/// How often one request is tried.
const TRIES: u32 = 5;
/// Seconds that are waited at most before one request is tried again.
const WAIT: u64 = 60;
/// Seconds that are waited at most in one pull.
const WAITS: u64 = 600;
/// Redirects of one request.
const REDIRECTS: u32 = 5;
/// How often it may turn out that the other version is spoken.
const SWITCHES: u32 = 3;
/// What is spoken, the one to begin with first.
const VERSIONS: [&str; 2] = ["2.0.0", "1.0.3"];

/// A record store, and who asks it.
pub(crate) struct Lrs<'a> {
    machine: &'a dyn Machine,
    client: Box<dyn Fetcher>,
    address: Address,
    /// What must never be said, longest first.
    secrets: Vec<String>,
    authorization: String,
    version: usize,
    switches: u32,
    requests: u64,
    waited: u64,
    bytes: u64,
    /// The version of the answers, where it is another than the one that was asked by.
    answers_by: Option<String>,
}

/// One page of answers.
pub(crate) struct Pulled {
    pub(crate) page: Page,
    /// Until when the record store is sure to have given everything.
    pub(crate) consistent: Option<String>,
}

/// What comes of asking for pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// There are no more.
    Whole,
    /// A limit was reached, or whoever takes them has enough.
    Cut,
}

/// Who asks.
pub(crate) struct Credentials {
    pub(crate) user: String,
    pub(crate) password: String,
}

impl<'a> Lrs<'a> {
    /// Nothing is asked yet.
    pub(crate) fn new(
        machine: &'a dyn Machine,
        address: Address,
        own: &Credentials,
        trust: Option<Vec<u8>>,
    ) -> Result<Self, std::io::Error> {
        let proxy = !address.is_loopback();
        let client = machine.fetcher(&Asking { trust, most: PAGE_BYTES, proxy })?;
        let token = BASE64_STANDARD.encode(format!("{}:{}", own.user, own.password));
        let authorization = format!("Basic {token}");
        let secrets = vec![token, own.password.clone()];
        Ok(Self {
            machine,
            client,
            address,
            secrets,
            authorization,
            version: 0,
            switches: 0,
            requests: 0,
            waited: 0,
            bytes: 0,
            answers_by: None,
        })
    }

    /// How often it was asked, and by which version.
    pub(crate) fn asked(&self) -> (u64, &'static str) {
        (self.requests, VERSIONS[self.version])
    }

    /// The version of its answers, where it is another than was asked for.
    pub(crate) fn answers_by(&self) -> Option<&str> {
        self.answers_by.as_deref()
    }

    /// Asks for statements, page after page, until there are no more, a limit is reached, or `each` wants no more.
    pub(crate) fn pages(
        &mut self,
        questions: &[(&str, &str)],
        each: &mut dyn FnMut(Pulled) -> Result<bool, Failure>,
    ) -> Result<Ended, Failure> {
        let mut at = self.address.statements(questions);
        let mut been = BTreeSet::new();
        let mut empty = 0;
        loop {
            if self.requests >= REQUESTS || XAPI_BYTES <= self.bytes {
                return Ok(Ended::Cut);
            }
            let Some((answered, from)) = self.get(&at, false)? else { return Ok(Ended::Whole) };
            let pulled = self.page(&answered, &from)?;
            let more = pulled.page.more.clone();
            empty = if pulled.page.statements.is_empty() { empty + 1 } else { 0 };
            let enough = !each(pulled)?;
            let Some(more) = more else { return Ok(Ended::Whole) };
            if enough {
                return Ok(Ended::Cut);
            }
            been.insert(at);
            at = self.address.follow(&from, &more).map_err(|why| {
                self.fault(&format!("the link `{}` to its next page {why}", short(&more)), MORE_HELP)
            })?;
            if been.contains(&at) || EMPTY_PAGES < empty {
                let why = "its pages lead in a circle: the link `more` comes back to a page that was given, or to empty ones";
                return Err(self.fault(why, MORE_HELP));
            }
        }
    }

    /// The first page of what is asked for.
    pub(crate) fn first(&mut self, questions: &[(&str, &str)]) -> Result<Vec<Value>, Failure> {
        let at = self.address.statements(questions);
        match self.get(&at, false)? {
            Some((answered, from)) => self.page(&answered, &from).map(|pulled| pulled.page.statements),
            None => Ok(Vec::new()),
        }
    }

    /// Asks for the statement that was voided; `None` if it has none of that id.
    pub(crate) fn voided(&mut self, id: &str) -> Result<Option<Page>, Failure> {
        let at = self.address.statements(&[("voidedStatementId", id)]);
        match self.get(&at, true)? {
            Some((answered, from)) => {
                let mut page = self.page(&answered, &from)?.page;
                // Whoever does not know the question may give everything.
                let asked = |one: &Value| one["id"].as_str().is_some_and(|own| own.eq_ignore_ascii_case(id));
                page.statements.retain(asked);
                Ok(Some(page))
            }
            None => Ok(None),
        }
    }

    /// The time by our clock.
    pub(crate) fn now(&self) -> String {
        self.machine.now()
    }

    fn page(&mut self, answered: &Answered, from: &str) -> Result<Pulled, Failure> {
        self.bytes += answered.body.len() as u64;
        self.is_known(answered)?;
        let coding =
            answered.header("content-encoding").map(str::trim).filter(|coding| *coding != "identity");
        if coding.is_some() || answered.body.starts_with(b"\x1f\x8b") {
            let why = format!(
                "its answer from `{}` is compressed ({}), which was not asked for",
                short(from),
                short(coding.unwrap_or("gzip"))
            );
            let help =
                "ask whoever runs it, or a proxy in front of it, to compress only what is asked for so";
            return Err(self.fault(&why, help));
        }
        let page = Page::read(&answered.body).map_err(|fault| {
            let kind = answered.header("content-type").unwrap_or("of no stated kind");
            let why =
                format!("its answer from `{}` ({}) cannot be read: {}", short(from), short(kind), fault.why);
            self.fault(
                &why,
                "look whether --from is the address of the xAPI endpoint, and not of a page to sign in",
            )
        })?;
        let consistent = answered.header("x-experience-api-consistent-through").map(str::to_owned);
        Ok(Pulled { page, consistent })
    }

    /// Statements of 1.0 and 2.0 are read alike; those of other versions are not read.
    fn is_known(&mut self, answered: &Answered) -> Result<(), Failure> {
        let Some(version) = answered.header("x-experience-api-version") else { return Ok(()) };
        let version = version.trim();
        if !version.starts_with("1.0") && !version.starts_with("2.0") {
            let why = format!("it answers by version {} of xAPI", short(version));
            return Err(
                self.fault(&why, "1.0 and 2.0 are read; ask whoever runs the record store for one of them")
            );
        }
        if version.get(..3) != VERSIONS[self.version].get(..3) {
            self.answers_by = Some(version.to_owned());
        }
        Ok(())
    }

    /// Asks once, as often as it takes. Gives the answer and the address that gave it.
    fn get(&mut self, at: &str, may_be_missing: bool) -> Result<Option<(Answered, String)>, Failure> {
        let mut at = at.to_owned();
        let (mut tries, mut redirects) = (0, 0);
        loop {
            if self.machine.interrupted() {
                return Err(Failure::Interrupted);
            }
            if self.requests >= REQUESTS {
                let why = format!("{REQUESTS} requests were not enough");
                return Err(self.fault(&why, "ask for what is newer (--since), and pull more often"));
            }
            self.requests += 1;
            tries += 1;
            let headers = [
                ("authorization", self.authorization.as_str()),
                ("x-experience-api-version", VERSIONS[self.version]),
                ("accept", "application/json"),
                ("accept-language", "en-GB, en;q=0.8, *;q=0.1"),
            ];
            let answered = match self.client.get(&at, &headers) {
                Ok(answered) => answered,
                Err(silence) => {
                    self.again_after_silence(&silence, tries)?;
                    continue;
                }
            };
            match answered.status {
                200 => return Ok(Some((answered, at))),
                404 if may_be_missing => return Ok(None),
                301 | 302 | 303 | 307 | 308 if redirects < REDIRECTS => {
                    redirects += 1;
                    tries = 0;
                    at = self.redirected(&answered, &at)?;
                }
                400 if self.switched(&answered) => tries = 0,
                400 if may_be_missing => return Ok(None),
                429 | 500 | 502 | 503 | 504 => self.again(&answered, tries)?,
                _ => return Err(self.refused(&answered, &at)),
            }
        }
    }

    fn redirected(&self, answered: &Answered, from: &str) -> Result<String, Failure> {
        let to = answered.header("location").unwrap_or_default();
        self.address.follow(from, to).map_err(|why| {
            let why = format!("it sends on to `{}`, which {why}", short(to));
            self.fault(
                &why,
                "the password goes to no other server; if that is the record store, give its address: --from",
            )
        })
    }

    /// Whether the other version is worth a try after a 400.
    fn switched(&mut self, answered: &Answered) -> bool {
        let other = 1 - self.version;
        let told = answered.header("x-experience-api-version").map(str::trim);
        // Once without being told: some say by which version they answer, and not which they take.
        let meant = self.switches == 0 || told.and_then(|told| told.get(..3)) == VERSIONS[other].get(..3);
        if SWITCHES <= self.switches || !meant {
            return false;
        }
        self.switches += 1;
        self.version = other;
        true
    }

    fn again_after_silence(&mut self, silence: &Unanswered, tries: u32) -> Result<(), Failure> {
        let (why, help) = match silence.silence {
            Silence::Nobody => {
                ("there is no server of that name", "look at the address and at your network: --from")
            }
            Silence::Shut => (
                "the server does not take the connection",
                "look whether it runs, at its port, and at your network",
            ),
            Silence::Distrusted => (
                "its certificate is not trusted",
                "if your organisation signs it itself, add --ca with the file of its certificate",
            ),
            Silence::Slow => ("it took too long", "try again later"),
            Silence::CutOff => {
                ("its answer broke off", "try again; if it happens again, ask whoever runs it")
            }
            Silence::TooLong => ("one of its answers is too long", "ask whoever runs it for smaller pages"),
            Silence::Other => ("it could not be asked", "look at the address and at your network"),
        };
        let why = format!("{why}: {silence}");
        let passing = matches!(silence.silence, Silence::Shut | Silence::Slow | Silence::CutOff);
        if !passing || TRIES <= tries {
            return Err(self.fault(&why, help));
        }
        self.wait(&why, backoff(tries), tries)
    }

    fn again(&mut self, answered: &Answered, tries: u32) -> Result<(), Failure> {
        let why = format!("it answers {}", answered.status);
        let told = answered.header("retry-after").and_then(|text| text.trim().parse::<u64>().ok());
        if let Some(seconds) = told.filter(|seconds| WAIT < *seconds) {
            return Err(
                self.fault(&format!("{why}, and wants {seconds} seconds of rest"), "pull again after that")
            );
        }
        if TRIES <= tries {
            return Err(self.refused(answered, ""));
        }
        self.wait(&why, told.unwrap_or(backoff(tries)), tries)
    }

    fn wait(&mut self, why: &str, seconds: u64, tries: u32) -> Result<(), Failure> {
        self.waited += seconds;
        if WAITS < self.waited {
            return Err(self.fault(&format!("{why}, again and again"), "pull again later"));
        }
        let why = self.hide(why);
        self.machine.err(&format!("{why}; trying again in {seconds} s ({} of {TRIES})\n", tries + 1));
        self.machine.wait(seconds);
        Ok(())
    }

    fn refused(&self, answered: &Answered, at: &str) -> Failure {
        let words = String::from_utf8_lossy(&answered.body);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = if words.is_empty() { String::new() } else { format!(", saying `{}`", short(&words)) };
        let help = match answered.status {
            400 => "it may not know a question that was asked; ask whoever runs the record store",
            401 => "look at --user and the password: it does not know them",
            403 => {
                "it knows the user, but does not let them read statements: give them the right to read all of them"
            }
            404 => "give the address of the xAPI endpoint, the part in front of `/statements`: --from",
            429 => "pull again later, or at night",
            500..=599 => "the fault is the record store's; pull again later, or ask whoever runs it",
            _ => "ask whoever runs the record store",
        };
        let from = if at.is_empty() {
            String::new()
        } else {
            format!(" at `{}`", short(at.split('?').next().unwrap_or(at)))
        };
        self.fault(&format!("it answers {}{from}{said}", answered.status), help)
    }

    /// What went wrong, with the address and what to do.
    pub(crate) fn fault(&self, why: &str, help: &str) -> Failure {
        let text = format!(
            "the record store `{}` cannot be pulled from: {}\n  help: {help}",
            self.address.text(),
            self.hide(why)
        );
        Failure::Store(format!("{text}; nothing was recorded"))
    }

    /// The same text without the password, should a server have sent it back.
    fn hide(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for secret in self.secrets.iter().filter(|secret| !secret.is_empty()) {
            text = text.replace(secret.as_str(), "…");
        }
        text
    }
}

/// What to do about a link that is not followed.
const MORE_HELP: &str =
    "the fault is the record store's, or that of a proxy in front of it; ask whoever runs it";

/// Seconds before the next try: 1, 2, 4, 8.
fn backoff(tries: u32) -> u64 {
    1 << (tries.saturating_sub(1)).min(5)
}

/// A text that somebody else wrote, so short that it fits into a message, without what cannot be seen.
fn short(text: &str) -> String {
    let mut plain = String::new();
    for sign in text.chars().take(200) {
        // A quotation mark can be seen as it is.
        if matches!(sign, '"' | '\'') { plain.push(sign) } else { plain.extend(sign.escape_debug()) }
    }
    if text.chars().nth(200).is_some() {
        plain.push('…');
    }
    plain
}
