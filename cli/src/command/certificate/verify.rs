//! `bona certificate verify`: what a certificate proves, in plain words, by a key that does not come from it.

use std::path::Path;

use bona_engine::certificate::{CERTIFICATE_BYTES, Certificate, Proven};
use bona_engine::credential::{BadgeKey, SignedBadge};
use bona_engine::evidence::Rotation;
use bona_engine::log::{Policy, Vkey};
use bona_engine::time;
use bona_packager::{
    Carrier, CertificateWords, badge_png, badge_svg, carried, certificate_page, certificate_words,
};

use super::badge;
use crate::args::CertificateVerifyArgs;
use crate::command::evidence::policy_in;
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys;
use crate::machine::{Machine, read_at_most};

/// Largest file, in bytes: the certificate, each sign of it perhaps written longer, and the page around it.
const FILE_BYTES: u64 = 4 * CERTIFICATE_BYTES as u64;

/// Examines the files.
pub(super) fn run(args: &CertificateVerifyArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    let policy = args.policy.as_deref().map(|path| policy_in(path, machine)).transpose()?;
    let key = args.key.as_deref().map(|given| keys::given_with(machine, given)).transpose()?;
    let (key, rotations) = key.map_or((None, Vec::new()), |(key, rotations)| (Some(key), rotations));
    let badge_key = args.badge_key.as_deref().map(|given| keys::given_badge(machine, given)).transpose()?;
    let trust = Trust { key, rotations, policy, badge_key };
    let mut exit = Exit::Done;
    for (number, path) in args.files.iter().enumerate() {
        let bytes = read_at_most(machine, path, FILE_BYTES)
            .map_err(|error| Failure::file("cannot read", path, error))?;
        let gap = if number == 0 { "" } else { "\n" };
        match trust.examine(path, &bytes)? {
            Ok(found) => print(machine, &format!("{gap}{}", found.sound(path)))?,
            Err(why) => {
                exit = Exit::AtFault;
                let file = path.display();
                print(
                    machine,
                    &format!("{gap}error: {why}\n\n`{file}` proves nothing. Do not believe it.\n"),
                )?;
            }
        }
    }
    Ok(exit)
}

/// Whom to believe.
struct Trust {
    key: Option<Vkey>,
    /// The changes of the log's key that are shown beside it.
    rotations: Vec<Rotation>,
    policy: Option<Policy>,
    badge_key: Option<BadgeKey>,
}

/// A certificate that holds.
struct Found {
    /// The badge around it, and whether its key is trusted.
    badge: Option<(SignedBadge, bool)>,
    proven: Proven,
    words: CertificateWords,
    has_title: bool,
    /// Who cosigned and when, where the policy asked.
    witnesses: Option<Vec<(String, u64)>>,
}

impl Trust {
    /// The inner error says why it is not to be believed.
    fn examine(&self, path: &Path, bytes: &[u8]) -> Result<Result<Found, String>, Failure> {
        let (carrier, data) = match carried(bytes) {
            Ok(carried) => carried,
            Err(why) => return Ok(Err(why.to_owned())),
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
        Ok(self.judge((bytes, carrier, &data), badge, &certificate, &key))
    }

    /// The badge, if it is one, with its signature checked by its own key; and whether that is the trusted one.
    fn badge(&self, carrier: Carrier, data: &str) -> Result<Option<(SignedBadge, bool)>, String> {
        if carrier == Carrier::Page {
            return Ok(None);
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
        certificate: &Certificate,
        key: &Vkey,
    ) -> Result<Found, String> {
        let proven = certificate.check(key, &self.rotations).map_err(|fault| fault.to_string())?;
        let words = certificate_words(certificate, &proven);
        if let Some((signed, _)) = &badge {
            badge::fits(signed, certificate, &proven, &words)?;
        }
        match carrier {
            Carrier::Page => {
                let made = certificate_page(certificate, &proven, data).map_err(|error| error.to_string())?;
                same_text(&made, bytes, "page")?;
            }
            Carrier::Svg => same_text(&badge_svg(&words, data), bytes, "picture")?,
            Carrier::Png if badge_png(data) != bytes => {
                return Err("the picture is not the one of a badge: it was changed".to_owned());
            }
            Carrier::Png | Carrier::Json => {}
        }
        let asked = self.policy.as_ref().filter(|policy| policy.asks_witnesses());
        let believed = asked.map(|policy| policy.believe(proven.note.as_bytes(), &proven.keys)).transpose();
        let witnesses = believed.map_err(|why| format!("the policy is not met: {why}"))?;
        Ok(Found {
            badge,
            words,
            has_title: certificate.title.is_some(),
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

impl Found {
    /// What it says, and that it is proven.
    fn told(&self, path: &Path) -> String {
        let words = &self.words;
        format!(
            "`{file}` holds.\n\n\
             \x20 name         {name}\n\
             \x20 course       {course}\n\
             \x20 reached      {reached}\n\
             \x20 when         {when}{lasted}\n\
             \x20 edition      {edition}\n\
             \x20 basis        {basis}\n\
             \x20 recorded by  {provider}\n\
             \x20 log          {place}\n\
             \x20 its key      {fingerprint}\n\n\
             Proven\n\
             \x20 - This record stands in the log as this key signed it, and says all of the above but {but}.\n\
             \x20 - It is of person number {person} there, and of nobody else.\n",
            file = path.display(),
            name = words.name,
            course = words.course,
            reached = words.reached,
            when = words.when,
            lasted = words.lasted.as_ref().map(|time| format!("; was there for {time}")).unwrap_or_default(),
            edition = words.edition,
            basis = words.basis,
            provider = words.provider,
            place = words.place,
            fingerprint = words.fingerprint,
            person = self.proven.person.as_str(),
            but = if self.has_title { "the name and the title" } else { "the name" },
        )
    }

    /// The same with what bounds it, and with what no check can tell.
    fn sound(&self, path: &Path) -> String {
        let mut text = self.told(path);
        for (who, at) in self.witnesses.iter().flatten() {
            let at = time::utc_from_posix(*at).unwrap_or_else(|| format!("second {at} after 1970"));
            text.push_str(&format!("  - It was recorded no later than {at}: {who} saw it then.\n"));
        }
        match &self.badge {
            Some((signed, true)) => text.push_str(&format!(
                "  - The badge was signed by the key that you trust, on {}.\nNot proven\n\
                 \x20 - The name: it is as that key's holder typed it, and stands in no record.\n",
                signed.badge.created
            )),
            Some((signed, false)) => text.push_str(&format!(
                "Not proven\n  - Whose badge it is: anybody can make a key. Give the provider's with --badge-key; the badge \
                 was signed by\n    {}.\n\
                 \x20 - The name: it is as somebody typed it, and stands in no record.\n",
                signed.key
            )),
            None => text
                .push_str("Not proven\n  - The name: it is as somebody typed it, and stands in no record.\n"),
        }
        let given_up = self.proven.keys.turns().find(|(size, _)| self.proven.checkpoint.size < *size);
        if let Some((size, _)) = given_up {
            text.push_str(&format!(
                "  - That it was made before the log gave up the key that signed it, at leaf {}: whoever has that key can\n    \
                 still make such a page. Ask for one that is issued anew, or for a witness's word with --policy.\n",
                size - 1
            ));
        }
        if self.has_title {
            let content = self.proven.completion.content.as_deref().unwrap_or("which is not known");
            text.push_str(&format!(
                "  - The course's title: the record has its id, `{}`, and the content hash\n    {content}.\n",
                self.proven.completion.course
            ));
        }
        if self.witnesses.as_ref().is_none_or(Vec::is_empty) {
            text.push_str(&format!(
                "  - When it was recorded. The log says {}; it can be dated back by whoever keeps it. Witnesses bound\n    \
                 that: name them with --policy.\n",
                self.proven.completion.recorded
            ));
        } else {
            text.push_str(
                "  - That it was recorded no earlier than its log says: a log can be dated back.\n",
            );
        }
        text.push_str(
            "  - That the source told the truth, or that nothing was left out: a log shows what was recorded.\n  \
             - That it still stands: whether it was erased or replaced since, only the provider can say.\n",
        );
        text
    }
}
