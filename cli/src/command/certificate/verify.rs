//! `bona certificate verify`: what a certificate proves, in plain words, by a key that does not come from it.

use std::path::Path;

use bona_engine::certificate::{CERTIFICATE_BYTES, Certificate, Proven};
use bona_engine::log::{Policy, Vkey};
use bona_engine::time;
use bona_packager::{CertificateWords, certificate_data, certificate_page, certificate_words};

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
    let key = args.key.as_deref().map(|given| keys::given(machine, given)).transpose()?;
    let trust = Trust { key, policy };
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
    policy: Option<Policy>,
}

/// A certificate that holds.
struct Found {
    proven: Proven,
    words: CertificateWords,
    has_title: bool,
    /// Who cosigned and when, where the policy asked.
    witnesses: Option<Vec<(String, u64)>>,
}

impl Trust {
    /// The inner error says why it is not to be believed.
    fn examine(&self, path: &Path, bytes: &[u8]) -> Result<Result<Found, String>, Failure> {
        let Ok(page) = std::str::from_utf8(bytes) else {
            return Ok(Err("it is not text: this is no certificate, or it was damaged".to_owned()));
        };
        let Some(data) = certificate_data(page) else {
            return Ok(Err(
                "it carries no proof: this is no certificate of bona, or the proof was cut out".to_owned()
            ));
        };
        let certificate = match Certificate::parse(&data) {
            Ok(certificate) => certificate,
            Err(fault) => return Ok(Err(fault.to_string())),
        };
        let key = match self.key_for(path, &certificate)? {
            Ok(key) => key,
            Err(why) => return Ok(Err(why)),
        };
        Ok(self.judge(page, &data, &certificate, &key))
    }

    fn judge(&self, page: &str, data: &str, certificate: &Certificate, key: &Vkey) -> Result<Found, String> {
        let proven = certificate.check(key).map_err(|fault| fault.to_string())?;
        let made = certificate_page(certificate, &proven, data).map_err(|error| error.to_string())?;
        // A mail program may write line ends its own way; they show nothing.
        let page = page.replace("\r\n", "\n");
        if made.trim_end_matches('\n') != page.trim_end_matches('\n') {
            return Err(differs(&made, &page));
        }
        let asked = self.policy.as_ref().filter(|policy| policy.asks_witnesses());
        let believed = asked.map(|policy| policy.believe(proven.note.as_bytes(), key)).transpose();
        let witnesses = believed.map_err(|why| format!("the policy is not met: {why}"))?;
        Ok(Found {
            words: certificate_words(certificate, &proven),
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

/// Where a page is not the one that its proof makes.
fn differs(made: &str, page: &str) -> String {
    let pairs = made.lines().zip(page.lines()).enumerate();
    let line = pairs.filter(|(_, (made, page))| made != page).map(|(number, _)| number + 1).next();
    let line = line.unwrap_or_else(|| made.lines().count().min(page.lines().count()));
    format!(
        "from line {line} on the page is not the one that its proof makes: it shows other words, or was changed"
    )
}

impl Found {
    fn sound(&self, path: &Path) -> String {
        let words = &self.words;
        let mut text = format!(
            "`{file}` holds.\n\n\
             \x20 name         {name}\n\
             \x20 course       {course}\n\
             \x20 reached      {reached}\n\
             \x20 when         {when}\n\
             \x20 edition      {edition}\n\
             \x20 basis        {basis}\n\
             \x20 recorded by  {provider}\n\
             \x20 log          {place}\n\
             \x20 its key      {fingerprint}\n\n\
             Proven\n\
             \x20 - This record stands in the log as this key signed it, and says what stands here, word for word.\n\
             \x20 - It is of person number {person} there, and of nobody else.\n",
            file = path.display(),
            name = words.name,
            course = words.course,
            reached = words.reached,
            when = words.when,
            edition = words.edition,
            basis = words.basis,
            provider = words.provider,
            place = words.place,
            fingerprint = words.fingerprint,
            person = self.proven.person.as_str(),
        );
        for (who, at) in self.witnesses.iter().flatten() {
            let at = time::utc_from_posix(*at).unwrap_or_else(|| format!("second {at} after 1970"));
            text.push_str(&format!("  - It was recorded no later than {at}: {who} saw it then.\n"));
        }
        text.push_str("Not proven\n  - The name: it is as somebody typed it, and stands in no record.\n");
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
