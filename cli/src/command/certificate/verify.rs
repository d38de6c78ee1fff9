//! `bona certificate verify`: what a certificate proves, by a key that does not come from it. In which words that is said
//! stands in `told`.

use std::path::Path;

use bona_engine::certificate::{CERTIFICATE_BYTES, Certificate, CertificateFault, NAME_MAX, Proven};
use bona_engine::credential::{BadgeKey, SignedBadge};
use bona_engine::evidence::Rotation;
use bona_engine::log::{Policy, Vkey};
use bona_packager::{
    BadgeLook, Carrier, CertificateLook, CertificateWords, badge_png, badge_svg, carried, certificate_page,
    certificate_words, first_look, shown_name,
};
use serde_json::{Value, json};

use super::badge;
use super::standing::{Kept, Today};
use crate::args::{CertificateVerifyArgs, Listing};
use crate::command::evidence::policy_in;
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys;
use crate::machine::{Machine, read_at_most};

/// Largest file, in bytes: the certificate, each sign of it perhaps written longer, and the page around it.
pub(super) const FILE_BYTES: u64 = 4 * CERTIFICATE_BYTES as u64;

/// Examines the files.
pub(super) fn run(args: &CertificateVerifyArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    let policy = args.policy.as_deref().map(|path| policy_in(path, machine)).transpose()?;
    let key = args.key.as_deref().map(|given| keys::given_with(machine, given)).transpose()?;
    let (key, rotations) = key.map_or((None, Vec::new()), |(key, rotations)| (Some(key), rotations));
    let badge_key = args.badge_key.as_deref().map(|given| keys::given_badge(machine, given)).transpose()?;
    let trust = Trust { key, rotations, policy, badge_key };
    let kept = args.store.as_deref().map(|store| Kept::read(store, machine)).transpose()?;
    let mut judged = Vec::new();
    for path in &args.files {
        let bytes = read_at_most(machine, path, FILE_BYTES)
            .map_err(|error| Failure::file("cannot read", path, error))?;
        let found = trust.examine(path, &bytes)?;
        let today = found.as_ref().ok().zip(kept.as_ref()).map(|(found, kept)| kept.says(&found.proven));
        judged.push((path, found, today));
    }
    let stands = |found: &Result<Found, String>, today: &Option<Today>| {
        found.is_ok() && today.as_ref().is_none_or(|today| today.counts)
    };
    let all = judged.iter().all(|(_, found, today)| stands(found, today));
    let exit = if all { Exit::Done } else { Exit::AtFault };
    let text = match args.output {
        Listing::Json => {
            let files: Vec<Value> =
                judged.iter().map(|(path, found, today)| as_json(path, found, today.as_ref())).collect();
            format!("{}\n", json!({ "certificates": files }))
        }
        Listing::Human => {
            let texts = judged.iter().map(|(path, found, today)| as_text(path, found, today.as_ref()));
            texts.collect::<Vec<_>>().join("\n")
        }
    };
    print(machine, &text)?;
    Ok(exit)
}

fn as_text(path: &Path, found: &Result<Found, String>, today: Option<&Today>) -> String {
    match found {
        Ok(found) => {
            let today = today.map(|today| format!("\nThe store says today\n  - {}\n", today.what));
            found.sound(path) + &today.unwrap_or_default()
        }
        Err(why) => format!("error: {why}\n\n`{}` proves nothing here. Do not rely on it.\n", path.display()),
    }
}

fn as_json(path: &Path, found: &Result<Found, String>, today: Option<&Today>) -> Value {
    let file = path.display().to_string();
    match found {
        Ok(found) => {
            let mut told = found.json(&file);
            told["store"] = today.map(|today| json!({ "counts": today.counts, "says": today.what })).into();
            told
        }
        Err(why) => json!({ "file": file, "holds": false, "why": why }),
    }
}

/// Whom to believe.
pub(super) struct Trust {
    key: Option<Vkey>,
    /// The changes of the log's key that are shown beside it.
    rotations: Vec<Rotation>,
    policy: Option<Policy>,
    badge_key: Option<BadgeKey>,
}

/// A certificate that holds.
pub(super) struct Found {
    /// What its file is.
    pub(super) carrier: Carrier,
    /// The badge around it, and whether its key is trusted.
    pub(super) badge: Option<(SignedBadge, bool)>,
    /// What it says, and is now believed.
    pub(super) certificate: Certificate,
    /// What it proves.
    pub(super) proven: Proven,
    /// The same in words.
    pub(super) words: CertificateWords,
    /// Who cosigned and when, where the policy asked.
    pub(super) witnesses: Option<Vec<(String, u64)>>,
}

impl Trust {
    /// Trust in a log, by its key and the changes of it, and in nobody else.
    pub(super) fn of_log(key: Vkey, rotations: Vec<Rotation>) -> Self {
        Self { key: Some(key), rotations, policy: None, badge_key: None }
    }

    /// The inner error says why it is not to be believed.
    pub(super) fn examine(&self, path: &Path, bytes: &[u8]) -> Result<Result<Found, String>, Failure> {
        let (carrier, data) = match carried(bytes) {
            Ok(carried) => carried,
            Err(why) => return Ok(Err(why)),
        };
        let badge = match self.badge(carrier, &data) {
            Ok(badge) => badge,
            Err(why) => return Ok(Err(why)),
        };
        let text = badge.as_ref().map_or(&data, |(signed, _)| &signed.badge.evidence);
        let certificate = match Certificate::parse(text) {
            Ok(certificate) => certificate,
            Err(fault) => return Ok(Err(fault.to_string())),
        };
        let key = match self.key_for(path, &certificate)? {
            Ok(key) => key,
            Err(why) => return Ok(Err(why)),
        };
        Ok(self.judge((bytes, carrier, &data), badge, certificate, &key))
    }

    /// The badge, if it is one, with its signature checked by its own key; and whether that is the trusted one.
    fn badge(&self, carrier: Carrier, data: &str) -> Result<Option<(SignedBadge, bool)>, String> {
        if carrier == Carrier::Page && is_bare(data) {
            return match &self.badge_key {
                Some(key) => Err(format!(
                    "nobody signed the name on it, and {key} is asked for: it carries no badge, or that was cut out\n  \
                     help: what the page proves beside the name is said without --badge-key"
                )),
                None => Ok(None),
            };
        }
        let signed = SignedBadge::read(data).map_err(|fault| fault.to_string())?;
        match &self.badge_key {
            Some(key) if *key != signed.key => {
                Err(format!("the badge was signed by {}, and not by the key that is trusted", signed.key))
            }
            key => Ok(Some((signed, key.is_some()))),
        }
    }

    fn judge(
        &self,
        (bytes, carrier, data): (&[u8], Carrier, &str),
        badge: Option<(SignedBadge, bool)>,
        certificate: Certificate,
        key: &Vkey,
    ) -> Result<Found, String> {
        let proven = certificate.check(key, &self.rotations).map_err(|fault| match fault {
            CertificateFault::OtherKey(log) => format!(
                "{fault}, so whether the log has had that key cannot be told here\n  help: a log may change its key; ask whoever \
                 keeps `{log}` for the proof of each change (log-1.tlog-proof and so on), put it beside the key that you trust, \
                 and look again",
                fault = CertificateFault::OtherKey(log.clone()),
            ),
            fault => fault.to_string(),
        })?;
        let words = certificate_words(&certificate, &proven);
        if let Some((signed, _)) = &badge {
            badge::fits(signed, &certificate, &proven, &words, carrier != Carrier::Page)?;
        }
        match carrier {
            Carrier::Page => {
                let key = badge.as_ref().map(|(signed, _)| signed.key.did());
                same_page(bytes, (&certificate, &proven, data), key.as_deref())?;
            }
            Carrier::Svg => {
                let look = BadgeLook::of(&String::from_utf8_lossy(bytes));
                same_text(&badge_svg(&words, data, look), bytes, "picture")?;
            }
            Carrier::Png if badge_png(data) != bytes => {
                return Err("the picture is not the one of a badge: it was changed".to_owned());
            }
            Carrier::Png | Carrier::Json => {}
        }
        let asked = self.policy.as_ref().filter(|policy| policy.asks_witnesses());
        let believed = asked.map(|policy| policy.believe(proven.note.as_bytes(), &proven.keys)).transpose();
        let witnesses = believed.map_err(|why| format!("the policy is not met: {why}"))?;
        Ok(Found {
            carrier,
            badge,
            words,
            certificate,
            witnesses: witnesses.map(|believed| believed.witnesses),
            proven,
        })
    }

    /// The trusted key; never the certificate's own.
    fn key_for(&self, path: &Path, certificate: &Certificate) -> Result<Result<Vkey, String>, Failure> {
        if let Some(key) = &self.key {
            return Ok(Ok(key.clone()));
        }
        let Ok(named) = certificate.vkey() else {
            return Ok(Err("the key that it names is no key".to_owned()));
        };
        match self.policy.as_ref().filter(|policy| policy.names_logs()) {
            Some(policy) => Ok(policy.log(named.name()).cloned().ok_or_else(|| {
                format!("it is of the log `{}`, which the policy does not name", named.name())
            })),
            None => Err(Failure::Argument(format!(
                "`{}` is of the log `{}`, and anybody can make a log: give its key with --key, or a policy that names it \
                 with --policy\n  help: ask whoever keeps the log; the certificate itself names the key {named}",
                path.display(),
                named.name(),
            ))),
        }
    }
}

/// Whether a page carries a certificate alone, and no badge around it.
fn is_bare(data: &str) -> bool {
    serde_json::from_str::<Value>(data).is_ok_and(|data| data.get("@context").is_none())
}

/// That a page shows the name, and all else, that it carries. Only without a badge there are pages of the first look.
fn same_page(
    bytes: &[u8],
    (certificate, proven, data): (&Certificate, &Proven, &str),
    signed_by: Option<&str>,
) -> Result<(), String> {
    let found = String::from_utf8_lossy(bytes);
    if let Some(shown) = shown_name(&found, &certificate.name) {
        let who = if signed_by.is_some() { "the signed one" } else { "the one that it carries" };
        return Err(format!(
            "the name on the page is not {who}: it shows {}, and carries {}",
            spelt(shown, &certificate.name),
            spelt(&certificate.name, shown)
        ));
    }
    let look = match signed_by {
        None if first_look(&found) => CertificateLook::First,
        signed_by => CertificateLook::WithCode { signed_by },
    };
    let made = certificate_page(certificate, proven, data, look).map_err(|error| error.to_string())?;
    same_text(&made, bytes, "page")
}

/// A name for somebody who compares it with another: the first sign that differs is named by its number, since two that look
/// alike may differ, and one that turns the line about would disturb the message.
fn spelt(name: &str, other: &str) -> String {
    let plain: String =
        name.chars().take(NAME_MAX).map(|sign| if is_plain(sign) { sign } else { '\u{fffd}' }).collect();
    let differing = name.chars().zip(other.chars().map(Some).chain(std::iter::repeat(None)));
    match differing.into_iter().find(|(own, other)| Some(*own) != *other) {
        Some((sign, _)) => format!("`{plain}` (with U+{:04X})", u32::from(sign)),
        None => format!("`{plain}`"),
    }
}

/// Whether a sign may stand in a message.
fn is_plain(sign: char) -> bool {
    !sign.is_control()
        && !matches!(sign, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// That a page or a picture is the one that its proof makes. A mail program may write line ends its own way; they show
/// nothing.
fn same_text(made: &str, bytes: &[u8], what: &str) -> Result<(), String> {
    let found = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    if made.trim_end_matches('\n') == found.trim_end_matches('\n') {
        return Ok(());
    }
    let mut pairs = made.lines().zip(found.lines()).enumerate();
    let line = pairs.find(|(_, (made, found))| made != found).map(|(number, _)| number + 1);
    let line = line.unwrap_or_else(|| made.lines().count().min(found.lines().count()));
    Err(format!(
        "from line {line} on the {what} is not the one that its proof makes: it shows other words, or was changed"
    ))
}
