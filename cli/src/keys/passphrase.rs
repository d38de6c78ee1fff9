//! Secrets under a passphrase: read, written, and the passphrase found or asked for.
//!
//! It comes from `--passphrase-file`, else from BONA_PASSPHRASE, else it is asked for where somebody sits at a terminal; never
//! from the command line itself, which every program on the machine can read. How a secret is written stands in `locked`.

use std::path::Path;

use zeroize::Zeroizing;

use super::locked::{Locked, Way, is_locked, lock};
use super::{is_own, put, random, stands, text};
use crate::exit::Failure;
use crate::machine::{Keep, Known, Machine, Stands, Told, read_at_most};

/// The variable that holds a passphrase.
const VARIABLE: &str = "BONA_PASSPHRASE";
/// Longest passphrase, in bytes.
const LONGEST: usize = 1_024;
/// Fewest signs of a new passphrase.
const FEWEST: usize = 8;
/// How often a passphrase is asked for that is not right.
const TRIES: usize = 3;

/// Where a passphrase came from, as a message names it.
type Given = (Zeroizing<String>, String);

/// Whether a secret stands under a passphrase there.
pub(crate) fn is_under(machine: &dyn Machine, path: &Path) -> Result<bool, Failure> {
    Ok(stands(machine, path)? && is_locked(&text(machine, path)?))
}

/// Whether a passphrase was given, so that none need be asked for.
pub(crate) fn is_given(machine: &dyn Machine) -> bool {
    machine.passphrases().with(|told| told.file.is_some() || !told.known.is_empty())
        || machine.variable(VARIABLE).is_some()
}

/// Has the new keys of this run be under a passphrase: the one that was given, or that keeps others of the folder, else one that is
/// typed.
pub(crate) fn want(machine: &dyn Machine, folder: &Path) -> Result<(), Failure> {
    for beside in secrets(machine, folder)? {
        if is_under(machine, &beside)? {
            return Ok(());
        }
    }
    if given(machine)?.is_none() {
        know(machine, asked_twice(machine, "--passphrase-file")?);
    }
    Ok(())
}

/// That the passphrase which is given, if any, can be used for new keys: before anything is made.
pub(crate) fn ready(machine: &dyn Machine) -> Result<(), Failure> {
    match given(machine)? {
        Some((given, from)) => strong(&given, &format!("the passphrase that {from}")),
        None => Ok(()),
    }
}

/// Reads a secret's file, and opens it if it is under a passphrase.
pub(crate) fn secret_text(machine: &dyn Machine, path: &Path) -> Result<Zeroizing<String>, Failure> {
    let text = Zeroizing::new(text(machine, path)?);
    if !is_locked(&text) {
        return Ok(text);
    }
    let locked = parsed(path, &text)?;
    if let Some(open) = machine.passphrases().with(|told| try_known(told, &locked)) {
        return Ok(open);
    }
    let wrong = |from: &str| {
        Failure::Passphrase {
        what: format!("`{}` is not opened by the passphrase that {from}", path.display()),
        help: "give the one under which it was put; if a change of it was cut off, `bona keys rotate passphrase --apply` \
            with both finishes it; if it is lost, put the key back from a copy that has none"
            .to_owned(),
    }
    };
    if let Some((given, from)) = given(machine)? {
        return tried(machine, &locked, given).ok_or_else(|| wrong(&from));
    }
    for attempt in 0..TRIES {
        let again = if attempt == 0 { "" } else { "That is not it. " };
        let prompt = format!("{again}Passphrase of `{}` (nothing to stop): ", path.display());
        let Some(typed) = ask(machine, &prompt)? else { return Err(none(path)) };
        if typed.is_empty() {
            return Err(none(path));
        }
        if let Some(open) = tried(machine, &locked, typed) {
            return Ok(open);
        }
    }
    Err(wrong("was typed"))
}

/// Writes a secret: under a passphrase where one is wanted, was given, or keeps another in the same folder.
pub(crate) fn put_secret(machine: &dyn Machine, path: &Path, open: &str) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new(""));
    for beside in secrets(machine, folder)? {
        let text = Zeroizing::new(text(machine, &beside)?);
        if is_locked(&text) {
            // Whatever opens it is known from here on.
            secret_text(machine, &beside)?;
            let locked = parsed(&beside, &text)?;
            let index = machine.passphrases().with(|told| {
                told.known.iter_mut().position(|known| locked.open(&known.derive(&locked.way)).is_some())
            });
            return put_under(machine, path, open, index.unwrap_or_default());
        }
    }
    let known = machine.passphrases().with(|told| told.known.len());
    match (given(machine)?, known) {
        (Some((given, from)), _) => {
            strong(&given, &format!("the passphrase that {from}"))?;
            let index = know(machine, given);
            put_under(machine, path, open, index)
        }
        (None, 0) => put(machine, path, Keep::Secret, open.as_bytes()),
        (None, _) => put_under(machine, path, open, 0),
    }
}

/// The secrets of ours in a folder, by name.
pub(crate) fn secrets(machine: &dyn Machine, folder: &Path) -> Result<Vec<std::path::PathBuf>, Failure> {
    let look = |error| Failure::file("cannot look at", folder, error);
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if machine.stands(here).map_err(look)? != Some(Stands::Folder) {
        return Ok(Vec::new());
    }
    let entries = machine.list(here).map_err(look)?.into_iter();
    let secret = entries.filter(|entry| !entry.folder && is_own(&entry.name));
    Ok(secret.map(|entry| folder.join(entry.name)).collect())
}

/// Puts secrets under another passphrase, or under none, one after another; those that are under it already stay as they are.
/// Says how many were changed. All of them are opened first.
pub(crate) fn change(
    machine: &dyn Machine,
    files: &[std::path::PathBuf],
    next: Option<Zeroizing<String>>,
) -> Result<usize, Failure> {
    let next = next.map(|next| know(machine, next));
    let mut open = Vec::new();
    for path in files {
        let text = Zeroizing::new(text(machine, path)?);
        let same = match (is_locked(&text), next) {
            (false, None) => true,
            (true, Some(next)) => {
                let locked = parsed(path, &text)?;
                let opens = |told: &mut Told| locked.open(&told.known[next].derive(&locked.way)).is_some();
                locked.way.is_good() && machine.passphrases().with(opens)
            }
            _ => false,
        };
        if !same {
            open.push((path, secret_text(machine, path)?));
        }
    }
    for (path, open) in &open {
        match next {
            Some(next) => put_under(machine, path, open, next)?,
            None => put(machine, path, Keep::Secret, open.as_bytes())?,
        }
    }
    Ok(open.len())
}

/// A new passphrase: from the file that was named, or typed twice.
pub(crate) fn new_passphrase(
    machine: &dyn Machine,
    file: Option<&Path>,
) -> Result<Zeroizing<String>, Failure> {
    match file {
        Some(file) => {
            let new = in_file(machine, file)?;
            strong(&new, &format!("the passphrase in `{}`", file.display()))?;
            Ok(new)
        }
        None => asked_twice(machine, "--new-passphrase-file"),
    }
}

fn parsed(path: &Path, text: &str) -> Result<Locked, Failure> {
    Locked::parse(text).ok_or_else(|| {
        Failure::Store(format!(
            "`{}`: this is damaged, or put under a passphrase in a way that is not read here\n  help: put it back from the \
             copy of the keys; a key of another program becomes one that is read with `openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf \
             hmacWithSHA256`",
            path.display()
        ))
    })
}

/// Opens it by a passphrase that is known already.
fn try_known(told: &mut Told, locked: &Locked) -> Option<Zeroizing<String>> {
    told.known.iter_mut().find_map(|known| locked.open(&known.derive(&locked.way)))
}

/// Opens it by this passphrase, which is known from then on.
fn tried(machine: &dyn Machine, locked: &Locked, passphrase: Zeroizing<String>) -> Option<Zeroizing<String>> {
    let mut known = Known { text: passphrase, derived: Vec::new() };
    let open = locked.open(&known.derive(&locked.way))?;
    machine.passphrases().with(|told| told.known.push(known));
    Some(open)
}

/// Where a passphrase stands among those that are known.
fn know(machine: &dyn Machine, text: Zeroizing<String>) -> usize {
    machine.passphrases().with(|told| {
        told.known.iter().position(|known| *known.text == *text).unwrap_or_else(|| {
            told.known.push(Known { text, derived: Vec::new() });
            told.known.len() - 1
        })
    })
}

/// Writes a secret under a passphrase that is known. All that a run writes share one salt, so that the key is made once for
/// all of them when they are read.
fn put_under(machine: &dyn Machine, path: &Path, open: &str, index: usize) -> Result<(), Failure> {
    let (mut salt, mut iv) = ([0; 16], [0; 16]);
    random(machine, &mut salt)?;
    random(machine, &mut iv)?;
    let sealed = machine.passphrases().with(|told| {
        let known = &mut told.known[index];
        let before = known.derived.iter().map(|(way, _)| way).find(|way| way.is_good()).cloned();
        let way = before.unwrap_or_else(|| Way::new(salt));
        lock(open, &way, &known.derive(&way), iv)
    });
    put(machine, path, Keep::Secret, sealed.as_bytes())
}

/// The passphrase that was given, and where it stands.
fn given(machine: &dyn Machine) -> Result<Option<Given>, Failure> {
    if let Some(file) = machine.passphrases().with(|told| told.file.clone()) {
        let from = format!("stands in `{}`", file.display());
        // Read once: it may be a pipe.
        if let Some(read) = machine.passphrases().with(|told| told.read.clone()) {
            return Ok(Some((read, from)));
        }
        let read = in_file(machine, &file)?;
        machine.passphrases().with(|told| told.read = Some(read.clone()));
        return Ok(Some((read, from)));
    }
    Ok(machine.variable(VARIABLE).map(|given| (Zeroizing::new(given), format!("{VARIABLE} holds"))))
}

/// The first line of a file, which is all that may stand in it.
fn in_file(machine: &dyn Machine, path: &Path) -> Result<Zeroizing<String>, Failure> {
    // With the end of its line.
    let bytes = read_at_most(machine, path, LONGEST as u64 + 2)
        .map_err(|error| Failure::file("cannot read the passphrase in", path, error))?;
    let bytes = Zeroizing::new(bytes);
    let wrong = |what: &str| {
        Failure::Argument(format!(
            "`{}`: {what}; a passphrase is one line of at most {LONGEST} bytes of UTF-8",
            path.display()
        ))
    };
    let text = std::str::from_utf8(&bytes).map_err(|_| wrong("this is not text"))?;
    let line = text.strip_suffix('\n').map_or(text, |line| line.strip_suffix('\r').unwrap_or(line));
    if matches!(machine.open_to_others(path), Ok(Some(true))) {
        let path = path.display();
        machine.err(&format!(
            "note: `{path}` can be read by others than its owner, and holds a passphrase: chmod 600 {path}\n"
        ));
    }
    match line {
        "" => Err(wrong("it is empty")),
        line if line.contains(['\n', '\r']) => Err(wrong("it has more than one line")),
        line => Ok(Zeroizing::new(line.to_owned())),
    }
}

fn ask(machine: &dyn Machine, prompt: &str) -> Result<Option<Zeroizing<String>>, Failure> {
    machine.ask_secret(prompt).map_err(|error| Failure::file("cannot read", Path::new("the terminal"), error))
}

/// A new passphrase as somebody types it twice.
fn asked_twice(machine: &dyn Machine, option: &str) -> Result<Zeroizing<String>, Failure> {
    let nobody = || {
        Failure::Argument(format!(
            "a new passphrase is asked for at a terminal, and this is none; name a file that holds it with {option}"
        ))
    };
    let prompt = format!("New passphrase, of {FEWEST} signs or more, such as four words by chance: ");
    let first = ask(machine, &prompt)?.ok_or_else(nobody)?;
    strong(&first, "the new passphrase")?;
    let second = ask(machine, "The same once more: ")?.ok_or_else(nobody)?;
    if *first != *second {
        return Err(Failure::Argument("the two passphrases differ; nothing was written".to_owned()));
    }
    Ok(first)
}

fn strong(new: &str, what: &str) -> Result<(), Failure> {
    match (FEWEST <= new.chars().count(), new.len() <= LONGEST) {
        (true, true) => Ok(()),
        (false, _) => Err(Failure::Argument(format!(
            "{what} is too short: whoever has the keys can try all such; take {FEWEST} signs or more, such as four words by chance"
        ))),
        (_, false) => Err(Failure::Argument(format!("{what} is longer than {LONGEST} bytes"))),
    }
}

fn none(path: &Path) -> Failure {
    Failure::Passphrase {
        what: format!("`{}` is under a passphrase, and none was given", path.display()),
        help: format!(
            "run the command at a terminal, which asks for it; or name a file that holds it with --passphrase-file, or put it into \
             {VARIABLE}"
        ),
    }
}
