//! Keys that were given up, and the one that is about to take a place: their files, beside the keys of a store.
//!
//! `log-1.key` and `log-1.vkey` are the first key that a log gave up, `log-1.tlog-proof` shows that it led to the next;
//! `log-next.key` stands there while the key is changed, and at no other time.

use std::path::Path;

use bona_engine::credential::BadgeKey;
use bona_engine::evidence::{ROTATIONS, Rotation};
use bona_engine::log::{NoteSigner, Vkey};
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::DecodePrivateKey as _;

use super::{
    BADGE_KEY, LOG_KEY, PSEUDONYM_KEY, VAULT_KEY, VAULT_NEXT, WITNESS_KEY, digits, pem, put_secret, random,
    secret_in, secret_text, text, vault,
};
use crate::exit::Failure;
use crate::machine::{Keep, Machine, Stands, read_at_most, write_bytes};
use crate::store::fingerprint;

/// The key that is about to take the place of `log.key`.
pub(crate) const LOG_NEXT: &str = "log-next.key";
/// Largest proof that a key led to the next, in bytes: a leaf of two keys, a path, a checkpoint with its signatures.
const PROOF_BYTES: u64 = 256 * 1024;

/// The file of a key that was given up, by its number from 1: `badge-1.did`.
pub(crate) fn given_up(role: &str, number: usize, ending: &str) -> String {
    format!("{role}-{number}.{ending}")
}

/// The changes of a log's key that are shown in a folder: `log-1.tlog-proof` and so on.
pub(crate) fn rotations(machine: &dyn Machine, folder: &Path) -> Result<Vec<Rotation>, Failure> {
    let mut found = Vec::new();
    for number in 1..=ROTATIONS {
        let path = folder.join(given_up("log", number, "tlog-proof"));
        if !stands(machine, &path)? {
            break;
        }
        let bytes = read_at_most(machine, &path, PROOF_BYTES)
            .map_err(|error| Failure::file("cannot read", &path, error))?;
        let rotation = Rotation::parse(&bytes)
            .map_err(|fault| Failure::Store(format!("`{}`: {fault}", path.display())))?;
        found.push(rotation);
    }
    Ok(found)
}

/// A log's verifier key as it was typed, or from the file that was named; and the changes of it that are shown beside that
/// file.
pub(crate) fn given_with(machine: &dyn Machine, given: &str) -> Result<(Vkey, Vec<Rotation>), Failure> {
    let path = Path::new(given);
    let key = super::given(machine, given)?;
    if matches!(machine.stands(path), Ok(Some(Stands::File(_)))) {
        return Ok((key, rotations(machine, path.parent().unwrap_or(Path::new("")))?));
    }
    Ok((key, Vec::new()))
}

/// Whether a file of a folder of keys is a secret of ours, by its name.
pub(crate) fn is_own(name: &str) -> bool {
    let numbered = |role: &str| {
        let number = name.strip_prefix(role).and_then(|rest| rest.strip_suffix(".key"));
        number.is_some_and(|number| number.parse::<usize>().is_ok_and(|number| 0 < number))
    };
    [LOG_KEY, LOG_NEXT, PSEUDONYM_KEY, VAULT_KEY, VAULT_NEXT, BADGE_KEY, WITNESS_KEY].contains(&name)
        || ["log-", "badge-", "vault-"].into_iter().any(numbered)
}

/// Whether a file stands there.
pub(crate) fn stands(machine: &dyn Machine, path: &Path) -> Result<bool, Failure> {
    let found = machine.stands(path).map_err(|error| Failure::file("cannot look at", path, error))?;
    Ok(matches!(found, Some(Stands::File(_))))
}

/// Reads a secret key of this log from a file; `None` if there is none.
pub(crate) fn signer_in(
    machine: &dyn Machine,
    path: &Path,
    name: &str,
) -> Result<Option<NoteSigner>, Failure> {
    if !stands(machine, path)? {
        return Ok(None);
    }
    let wrong = |what: &str| Failure::Store(format!("`{}`: {what}", path.display()));
    let key = SigningKey::from_pkcs8_pem(&secret_text(machine, path)?)
        .map_err(|_| wrong("this is no Ed25519 key in PKCS#8 form"))?;
    NoteSigner::new(name, key).map(Some).ok_or_else(|| wrong("the log's origin cannot be the name of a key"))
}

/// Writes a new secret key, from which nothing else is made.
pub(crate) fn make_secret(machine: &dyn Machine, path: &Path) -> Result<(), Failure> {
    let mut seed = [0; 32];
    random(machine, &mut seed)?;
    put_secret(machine, path, &pem(&SigningKey::from_bytes(&seed)))
}

/// Writes a file of the folder.
pub(crate) fn put(machine: &dyn Machine, path: &Path, keep: Keep, bytes: &[u8]) -> Result<(), Failure> {
    write_bytes(machine, path, keep, bytes).map_err(|error| Failure::file("cannot write", path, error))
}

/// Copies a key's file; what stands at the new place is never replaced by something else.
pub(crate) fn keep_as(machine: &dyn Machine, from: &Path, to: &Path, keep: Keep) -> Result<(), Failure> {
    let bytes = text(machine, from)?;
    if stands(machine, to)? {
        return match text(machine, to)? == bytes {
            true => Ok(()),
            false => Err(Failure::Store(format!(
                "`{}` stands there, and is not what `{}` is: move it away, and keep it",
                to.display(),
                from.display()
            ))),
        };
    }
    put(machine, to, keep, bytes.as_bytes())
}

/// Lets one file take another's place, as a copy.
pub(crate) fn replace(machine: &dyn Machine, from: &Path, to: &Path, keep: Keep) -> Result<(), Failure> {
    put(machine, to, keep, text(machine, from)?.as_bytes())
}

/// The number under which a badge's key is kept when it is given up: the one that it has, where that was cut off, else the
/// first that is free.
pub(crate) fn number_of_badge(
    machine: &dyn Machine,
    folder: &Path,
    key: &BadgeKey,
) -> Result<usize, Failure> {
    for number in 1..=ROTATIONS {
        let open = folder.join(given_up("badge", number, "did"));
        if !stands(machine, &open)? || text(machine, &open)?.trim() == key.to_string() {
            return Ok(number);
        }
    }
    Err(Failure::Store(format!("a badge's key is changed {ROTATIONS} times at most, and this one was")))
}

/// What checks the keys of a role that were given up, by number from 1, as it stands in their files.
pub(crate) fn given_up_keys(
    machine: &dyn Machine,
    folder: &Path,
    role: &str,
    ending: &str,
) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    for number in 1..=ROTATIONS {
        let path = folder.join(given_up(role, number, ending));
        if !stands(machine, &path)? {
            break;
        }
        found.push(text(machine, &path)?.trim_end().to_owned());
    }
    Ok(found)
}

/// Makes a key for a vault in a file.
pub(crate) fn make_vault_in(machine: &dyn Machine, path: &Path) -> Result<(), Failure> {
    let mut key = [0; 32];
    random(machine, &mut key)?;
    put_secret(machine, path, &digits(&key))
}

/// The key of a vault: `vault.key`, unless that is not the key that `sealed` names by its fingerprint and another is, which is
/// about to take its place or was given up; `None` if there is none.
pub(crate) fn vault_of(
    machine: &dyn Machine,
    folder: &Path,
    sealed: impl Fn() -> Option<String>,
) -> Result<Option<[u8; 32]>, Failure> {
    let own = vault(machine, folder)?;
    let mut others = Vec::new();
    for name in std::iter::once(VAULT_NEXT.to_owned())
        .chain((1..=ROTATIONS).map(|number| given_up("vault", number, "key")))
    {
        let path = folder.join(name);
        if stands(machine, &path)? {
            others.push(path);
        }
    }
    let Some(sealed) = (if others.is_empty() { None } else { sealed() }) else { return Ok(own) };
    let fits = |key: &[u8; 32]| fingerprint(key) == sealed;
    if own.as_ref().is_some_and(fits) {
        return Ok(own);
    }
    for path in others {
        let key = secret_in(machine, &path)?;
        if key.as_ref().is_some_and(fits) {
            return Ok(key);
        }
    }
    Ok(own)
}

/// Whether a change of the log's key is on its way: then the two files of the key may not belong together.
pub(crate) fn is_changing(machine: &dyn Machine, folder: &Path) -> bool {
    stands(machine, &folder.join(LOG_NEXT)).unwrap_or(false)
}
