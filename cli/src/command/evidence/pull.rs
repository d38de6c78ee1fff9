//! `bona evidence pull`: statements of a learning record store become records, or it is said what would become of them.
//!
//! All of it is asked for before anything is recorded, and how far it got is remembered last. So a pull that is cut off
//! at any place has done nothing, or is known again by what it recorded.

mod gather;
mod manners;
mod since;

use std::path::{Path, PathBuf};

use bona_engine::evidence::{SourceKind, TEXT_MAX, is_recorded};
use bona_engine::intake::ToldBy;
use bona_engine::intake::xapi::{as_lines, of_statements};

use self::gather::{Gathered, gather};
use self::manners::Since;
use super::import::{self, record};
use super::package::{about, fits};
use super::{one_line, open};
use crate::args::{ImportArgs, ImportKind, PullArgs};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::give::Giving;
use crate::keys;
use crate::lrs::{Address, Credentials, Lrs};
use crate::machine::{Keep, Machine, read_at_most};
use crate::store::{Place, PullOf};

/// Where the password stands unless a file is named.
const PASSWORD: &str = "BONA_LRS_PASSWORD";
/// Bytes of a file that holds a password.
const PASSWORD_BYTES: u64 = 4_096;
/// Bytes of a file of certificates.
const TRUST_BYTES: u64 = 1_000_000;

/// Asks the record store, and with `--apply` records what it says.
pub(crate) fn run(args: &PullArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    let address = address(args)?;
    let asked_since = args.since.as_deref().map(since::typed).transpose()?;
    let own = Credentials { user: user(args)?, password: password(args, machine)? };
    let trust = args.ca.as_deref().map(|path| read(machine, path, TRUST_BYTES)).transpose()?;
    let as_import = as_import(args, &address);
    if let Some(name) = &args.stated_by {
        one_line("--stated-by", name, TEXT_MAX)?;
    }
    let about = about(&as_import, machine)?;
    fits(&as_import, &about, SourceKind::Xapi)?;
    let wanted = import::wanted(&as_import, &about, machine);
    let mut store = open(place, machine)?;
    let keys = keys::load(machine, &place.keys)?;
    let of = PullOf {
        address: address.text(),
        course: wanted.course.clone(),
        edition: wanted.edition.clone().unwrap_or_default(),
        activity: args.activity.clone().unwrap_or_default(),
    };
    let kept = store.pulled(&of).map_err(|error| place.failure(&error))?;
    let ca = args.ca.clone().unwrap_or_default();
    let mut lrs = Lrs::new(machine, address, &own, trust)
        .map_err(|error| Failure::file("cannot take the certificates of", &ca, error))?;
    let begin = since::begin(&kept, asked_since.as_deref());
    let known = |told: &ToldBy| {
        is_recorded(&store, &keys.pseudonym, &wanted.course, told).map_err(|error| place.failure(&error))
    };
    let what = gather::About { wanted: &wanted, known: &known };
    let gathered = gather(&mut lrs, &what, &begin)?;
    let intake = of_statements(&gathered.statements, &wanted);
    let bytes = as_lines(&gathered.statements);
    machine.err(&notes(&lrs, &gathered));
    if let Some(path) = &args.save {
        Giving::of(place, machine).put(path, Keep::Secret, &bytes, is_saved)?;
    }
    let refused = refused_path(args, place, &of.course, &machine.now());
    let facts = import::facts(&as_import, &about, SourceKind::Xapi, &bytes, machine.now());
    drop(bytes);
    print(machine, &head(&of.address, &lrs, &gathered))?;
    let exit = record(&as_import, &facts, &intake, refused, (&mut store, place, machine, &keys))?;
    let next = since::next(&begin, &kept, &gathered.streams, &machine.now());
    if args.apply {
        let keep = manners::may_keep(gathered.since, &kept);
        let kept = if keep { store.keep_pulled(&of, &next) } else { store.forget_pulled(&of) };
        kept.map_err(|error| place.failure(&error))?;
    }
    print(machine, &told(args, &gathered))?;
    Ok(exit)
}

/// Whether a file begins with a statement, as those do that were saved before.
fn is_saved(head: &[u8]) -> bool {
    let has = |key: &[u8]| head.windows(key.len()).any(|part| part == key);
    head.starts_with(b"{") && has(b"\"actor\"") && has(b"\"verb\"")
}

fn address(args: &PullArgs) -> Result<Address, Failure> {
    let address = Address::read(&args.from).map_err(|why| Failure::Argument(format!("--from: {why}")))?;
    if address.is_open_to_all() && !args.insecure_http {
        return Err(Failure::Argument(format!(
            "`{}` is asked in the open, and anybody on the way could read the password and the statements; write \
             https://, or add --insecure-http if nobody is on the way",
            address.text()
        )));
    }
    Ok(address)
}

fn user(args: &PullArgs) -> Result<String, Failure> {
    // RFC 7617, 2: a name ends with the first colon.
    if args.user.is_empty() || args.user.contains(':') || args.user.chars().any(char::is_control) {
        return Err(Failure::Argument(
            "--user names nobody: a user has no colon in it and is not empty".into(),
        ));
    }
    Ok(args.user.clone())
}

fn password(args: &PullArgs, machine: &dyn Machine) -> Result<String, Failure> {
    let Some(path) = &args.password_file else {
        return machine.variable(PASSWORD).ok_or_else(|| {
            Failure::Argument(format!("there is no password: add --password-file FILE, or set {PASSWORD}"))
        });
    };
    let bytes = read(machine, path, PASSWORD_BYTES)?;
    let text = String::from_utf8(bytes).unwrap_or_default();
    let line = text.lines().next().unwrap_or_default().trim_start_matches('\u{feff}').to_owned();
    if line.is_empty() || line.chars().any(char::is_control) {
        let why = "has no password on its first line, as text in UTF-8";
        return Err(Failure::Argument(format!("`{}` {why}", path.display())));
    }
    if machine.open_to_others(path).is_ok_and(|open| open == Some(true)) {
        machine.err(&format!(
            "note: others on this machine can read `{path}`; `chmod 600 {path}` ends that\n",
            path = path.display()
        ));
    }
    Ok(line)
}

fn read(machine: &dyn Machine, path: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
    read_at_most(machine, path, limit).map_err(|error| Failure::file("cannot read", path, error))
}

/// The same as an import of a file of statements; the file's name is the record store's address.
fn as_import(args: &PullArgs, address: &Address) -> ImportArgs {
    ImportArgs {
        sheet: None,
        file: PathBuf::from(address.text()),
        more: Vec::new(),
        package: args.package.clone(),
        course: args.course.clone(),
        edition: args.edition.clone(),
        stated_by: args.stated_by.clone(),
        kind: Some(ImportKind::Xapi),
        activity: args.activity.clone(),
        identify_by: args.identify_by,
        learner: None,
        answers: false,
        column: None,
        session: None,
        another_session: false,
        minimum: None,
        count: None,
        keyed_again: None,
        mapping: None,
        interactions: None,
        lms: Some(address.text()),
        no_names: args.no_names,
        apply: args.apply,
    }
}

/// Beside the saved statements, or else beside the store under a name of its own: the record store is not asked for them
/// again, so a later pull must not write over them.
fn refused_path(args: &PullArgs, place: &Place, course: &str, now: &str) -> PathBuf {
    let ending = match &args.save {
        Some(_) => ".refused.json".to_owned(),
        None => format!(".{course}.{}.refused.json", now.replace([':', '-'], "")),
    };
    let mut name = args.save.as_ref().unwrap_or(&place.store).as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn notes(lrs: &Lrs<'_>, gathered: &Gathered) -> String {
    let mut text = String::new();
    if let Some(version) = lrs.answers_by() {
        text.push_str(&format!(
            "note: the record store was asked by xAPI {} and answers by {version}; both are read alike\n",
            lrs.asked().1
        ));
    }
    if !gathered.by_verbs {
        text.push_str(
            "note: the record store does not give the statements of a verb; all of its statements were asked for\n",
        );
    }
    if gathered.since == Since::Unsound {
        text.push_str(
            "note: the record store does not give what it stored since a time, or not all of a registration; so each pull \
             asks for all of it, and nothing is missed\n",
        );
    }
    for verb in gathered.streams.iter().filter(|stream| stream.ignored).map(|stream| stream.verb) {
        text.push_str(&format!(
            "note: the record store says of `{verb}` that all is given up to a time that is still to come; the times at \
             which it stored statements are believed instead\n"
        ));
    }
    text
}

fn head(address: &str, lrs: &Lrs<'_>, gathered: &Gathered) -> String {
    let (requests, version) = lrs.asked();
    let found = super::count(gathered.statements.len() as u64, "statement", "statements");
    let requests = super::count(requests, "request", "requests");
    format!("`{address}` gave {found} in {requests}, by xAPI {version}.\n\n")
}

fn told(args: &PullArgs, gathered: &Gathered) -> String {
    let mut text = String::new();
    if gathered.streams.iter().any(|stream| stream.cut) {
        text.push_str("The record store has more than one pull takes: ");
        text.push_str(if args.apply {
            "run the same command again.\n"
        } else {
            "each pull with --apply goes on from there.\n"
        });
    }
    if let Some(path) = &args.save {
        text.push_str(&format!("The statements are in `{}`.\n", path.display()));
    }
    text
}
