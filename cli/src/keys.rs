//! The keys of a store: the log's signing key and the key from which pseudonyms are made; and a witness's own.
//!
//! They stand in `<store>.keys/`, readable by their owner alone, and never in the store. One key, one role:
//! nothing is derived from another. `log.vkey` beside them is no secret: it is what others check with.
//! A witness has no store, and a folder of its own.

mod locked;
mod passphrase;
mod rotated;

use std::path::Path;

use bona_engine::canon::hex;
use bona_engine::credential::{BadgeKey, BadgeSigner};
use bona_engine::evidence::PseudonymKey;
use bona_engine::log::{NoteSigner, Vkey, WitnessKey, WitnessSigner};
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _, KeypairBytes};

use zeroize::Zeroizing;

use crate::exit::Failure;
use crate::machine::{Keep, Machine, Stands, read_at_most};
use crate::store::Seal;

pub(crate) use locked::{Derived, Way};
pub(crate) use passphrase::{
    change, is_given, is_under, new_passphrase, put_secret, ready, secret_text, secrets, want,
};
pub(crate) use rotated::{
    LOG_NEXT, given_up, given_up_keys, given_with, is_changing, is_own, keep_as, make_secret, make_vault_in,
    number_of_badge, put, replace, rotations, signer_in, stands, vault_of,
};

/// The log's signing key, PKCS#8 in PEM.
pub(crate) const LOG_KEY: &str = "log.key";
/// The log's verifier key, C2SP text form.
pub(crate) const LOG_VKEY: &str = "log.vkey";
/// The key that seals the vault: 64 hex digits.
pub(crate) const VAULT_KEY: &str = "vault.key";
/// The key that is about to take its place; it stands there while the key is changed, and at no other time.
pub(crate) const VAULT_NEXT: &str = "vault-next.key";
/// The pseudonym key: 64 hex digits.
pub(crate) const PSEUDONYM_KEY: &str = "pseudonym.key";
/// A witness's signing key, PKCS#8 in PEM.
pub(crate) const WITNESS_KEY: &str = "witness.key";
/// A witness's verifier key, C2SP text form.
pub(crate) const WITNESS_VKEY: &str = "witness.vkey";
/// A key that signs badges, PKCS#8 in PEM.
pub(crate) const BADGE_KEY: &str = "badge.key";
/// What checks badges, a `did:key`.
pub(crate) const BADGE_DID: &str = "badge.did";
/// Bytes that are drawn at once.
const STOCK: usize = 4_096;
/// Largest key file, in bytes.
const KEY_BYTES: u64 = 4_096;

/// The keys of one store.
#[derive(Debug)]
pub(crate) struct Keys {
    /// Signs checkpoints.
    pub(crate) signer: NoteSigner,
    /// Makes pseudonyms.
    pub(crate) pseudonym: PseudonymKey,
}

/// Refuses a folder in which keys stand already.
pub(crate) fn refuse_others(machine: &dyn Machine, folder: &Path) -> Result<(), Failure> {
    let log_key = folder.join(LOG_KEY);
    match machine.stands(&log_key).map_err(|error| Failure::file("cannot look at", &log_key, error))? {
        None => Ok(()),
        Some(_) => Err(Failure::Store(format!(
            "the keys of another store stand in `{}`; name the new store otherwise, or move them away",
            folder.display()
        ))),
    }
}

/// Makes new keys for the log with this origin, in place of any others.
pub(crate) fn make(machine: &dyn Machine, folder: &Path, origin: &str) -> Result<Keys, Failure> {
    make_with(machine, folder, origin, None, None)
}

/// Makes a new signing key for the log with this origin, beside the keys of pseudonyms and vault that an earlier log had,
/// if there are any.
pub(crate) fn make_with(
    machine: &dyn Machine,
    folder: &Path,
    origin: &str,
    pseudonym: Option<[u8; 32]>,
    vault: Option<[u8; 32]>,
) -> Result<Keys, Failure> {
    let mut seed = [0; 32];
    random(machine, &mut seed)?;
    let or_fresh = |key: Option<[u8; 32]>| match key {
        Some(key) => Ok(key),
        None => {
            let mut fresh = [0; 32];
            random(machine, &mut fresh).map(|()| fresh)
        }
    };
    let (pseudonym, vault) = (or_fresh(pseudonym)?, or_fresh(vault)?);
    let key = SigningKey::from_bytes(&seed);
    let pem = pem(&key);
    let signer = NoteSigner::new(origin, key)
        .ok_or_else(|| Failure::Argument(format!("`{origin}` cannot be the name of a log")))?;
    machine.make_folder(folder).map_err(|error| Failure::file("cannot make", folder, error))?;
    put_secret(machine, &folder.join(LOG_KEY), &pem)?;
    put_secret(machine, &folder.join(PSEUDONYM_KEY), &digits(&pseudonym))?;
    put_secret(machine, &folder.join(VAULT_KEY), &digits(&vault))?;
    put(machine, &folder.join(LOG_VKEY), Keep::Forced, format!("{}\n", signer.vkey()).as_bytes())?;
    Ok(Keys { signer, pseudonym: PseudonymKey::new(pseudonym) })
}

/// Takes back what [`make`] wrote, after it or something that had to follow it failed.
pub(crate) fn unmake(machine: &dyn Machine, folder: &Path) {
    for name in [LOG_KEY, PSEUDONYM_KEY, VAULT_KEY, LOG_VKEY] {
        // What failed first is what is told; a file that cannot be removed adds nothing.
        let _removed = machine.remove(&folder.join(name)).is_ok();
    }
}

/// Reads the keys of a store.
pub(crate) fn load(machine: &dyn Machine, folder: &Path) -> Result<Keys, Failure> {
    let signer = signer(machine, folder)?;
    let path = folder.join(PSEUDONYM_KEY);
    let missing = std::io::Error::from(std::io::ErrorKind::NotFound);
    let pseudonym =
        pseudonym(machine, folder)?.ok_or_else(|| Failure::file("cannot read", &path, missing))?;
    Ok(Keys { signer, pseudonym: PseudonymKey::new(pseudonym) })
}

/// Reads the key that signs checkpoints.
pub(crate) fn signer(machine: &dyn Machine, folder: &Path) -> Result<NoteSigner, Failure> {
    let vkey = vkey(machine, folder)?.ok_or_else(|| {
        Failure::Store(format!(
            "there are no keys in `{}`; put back the folder that init made",
            folder.display()
        ))
    })?;
    let pem = secret_text(machine, &folder.join(LOG_KEY))?;
    let wrong = |name: &str, what: &str| Failure::Store(format!("`{}`: {what}", folder.join(name).display()));
    let key = SigningKey::from_pkcs8_pem(&pem)
        .map_err(|_| wrong(LOG_KEY, "this is no Ed25519 key in PKCS#8 form"))?;
    let signer = NoteSigner::new(vkey.name(), key).filter(|signer| signer.vkey() == vkey);
    signer.ok_or_else(|| {
        let help = match is_changing(machine, folder) {
            true => "\n  help: a change of the key was cut off; `bona keys rotate log --apply` finishes it",
            false => "",
        };
        wrong(LOG_KEY, &format!("it does not belong to the verifier key beside it{help}"))
    })
}

/// Reads the pseudonym key; `None` if there is no such file.
pub(crate) fn pseudonym(machine: &dyn Machine, folder: &Path) -> Result<Option<[u8; 32]>, Failure> {
    secret_in(machine, &folder.join(PSEUDONYM_KEY))
}

/// Reads the key of the vault; `None` if there is no such file.
pub(crate) fn vault(machine: &dyn Machine, folder: &Path) -> Result<Option<[u8; 32]>, Failure> {
    secret_in(machine, &folder.join(VAULT_KEY))
}

/// What seals and opens the vault; `None` if there is no such key. Of several, it is the one that `sealed` names by its fingerprint.
pub(crate) fn seal(
    machine: &dyn Machine,
    folder: &Path,
    sealed: impl Fn() -> Option<String>,
) -> Result<Option<Seal>, Failure> {
    vault_of(machine, folder, sealed)?.map(|key| sealing(machine, key)).transpose()
}

/// What seals and opens with this key.
pub(crate) fn sealing(machine: &dyn Machine, key: [u8; 32]) -> Result<Seal, Failure> {
    let mut seed = [0; 32];
    random(machine, &mut seed)?;
    Ok(Seal::new(key, seed))
}

/// Makes a key for the vault of a store that has none.
pub(crate) fn make_vault(machine: &dyn Machine, folder: &Path) -> Result<(), Failure> {
    machine.make_folder(folder).map_err(|error| Failure::file("cannot make", folder, error))?;
    make_vault_in(machine, &folder.join(VAULT_KEY))
}

/// A secret of 32 bytes as it is kept.
fn digits(key: &[u8; 32]) -> Zeroizing<String> {
    Zeroizing::new(format!("{}\n", hex(key)))
}

/// Reads a secret of 32 bytes; `None` if there is no such file.
pub(crate) fn secret_in(machine: &dyn Machine, path: &Path) -> Result<Option<[u8; 32]>, Failure> {
    if machine.stands(path).map_err(|error| Failure::file("cannot look at", path, error))?.is_none() {
        return Ok(None);
    }
    let key = unhex(secret_text(machine, path)?.trim())
        .ok_or_else(|| Failure::Store(format!("`{}`: it does not hold 64 hex digits", path.display())))?;
    Ok(Some(key))
}

/// Reads the verifier key; `None` if there is no such file.
pub(crate) fn vkey(machine: &dyn Machine, folder: &Path) -> Result<Option<Vkey>, Failure> {
    let path = folder.join(LOG_VKEY);
    match machine.stands(&path).map_err(|error| Failure::file("cannot look at", &path, error))? {
        Some(Stands::File(_)) => vkey_in(machine, &path).map(Some),
        _ => Ok(None),
    }
}

/// Reads a verifier key from a file.
pub(crate) fn vkey_in(machine: &dyn Machine, path: &Path) -> Result<Vkey, Failure> {
    let text = text(machine, path)?;
    Vkey::parse(text.trim_end()).map_err(|fault| Failure::Store(format!("`{}`: {fault}", path.display())))
}

/// Makes a new key for a witness of this name; gives what checks it.
pub(crate) fn make_witness(machine: &dyn Machine, folder: &Path, name: &str) -> Result<WitnessKey, Failure> {
    let path = folder.join(WITNESS_KEY);
    let look = |error| Failure::file("cannot look at", &path, error);
    if machine.stands(&path).map_err(look)?.is_some() {
        return Err(Failure::Store(format!(
            "a witness's key stands in `{}` already; a key is for one witness alone: name another folder with --folder",
            folder.display()
        )));
    }
    let mut seed = [0; 32];
    random(machine, &mut seed)?;
    let key = SigningKey::from_bytes(&seed);
    let pem = pem(&key);
    let signer = WitnessSigner::new(name, key).ok_or_else(|| {
        Failure::Argument(format!(
            "--name `{name}`: a witness's name has no blank and no plus, such as `commissioner.example/evidence`"
        ))
    })?;
    machine.make_folder(folder).map_err(|error| Failure::file("cannot make", folder, error))?;
    put_secret(machine, &path, &pem)?;
    put(machine, &folder.join(WITNESS_VKEY), Keep::Forced, format!("{}\n", signer.vkey()).as_bytes())?;
    Ok(signer.vkey())
}

/// Reads a witness's own key.
pub(crate) fn witness(machine: &dyn Machine, folder: &Path) -> Result<WitnessSigner, Failure> {
    let (path, vkey) = (folder.join(WITNESS_KEY), folder.join(WITNESS_VKEY));
    let look = |error| Failure::file("cannot look at", &path, error);
    if machine.stands(&path).map_err(look)?.is_none() {
        return Err(Failure::Store(format!(
            "there is no witness's key in `{}`; `bona keys new witness --name NAME` makes one, --keys names its folder",
            folder.display()
        )));
    }
    let wrong = |path: &Path, what: &str| Failure::Store(format!("`{}`: {what}", path.display()));
    let key = SigningKey::from_pkcs8_pem(&secret_text(machine, &path)?)
        .map_err(|_| wrong(&path, "this is no Ed25519 key in PKCS#8 form"))?;
    let known = WitnessKey::parse(text(machine, &vkey)?.trim_end())
        .map_err(|fault| wrong(&vkey, &fault.to_string()))?;
    WitnessSigner::new(known.name(), key)
        .filter(|signer| signer.vkey() == known)
        .ok_or_else(|| wrong(&path, "it does not belong to the verifier key beside it"))
}

/// Makes a new key for badges; gives what checks it.
pub(crate) fn make_badge(machine: &dyn Machine, folder: &Path) -> Result<BadgeKey, Failure> {
    let path = folder.join(BADGE_KEY);
    let look = |error| Failure::file("cannot look at", &path, error);
    if machine.stands(&path).map_err(look)?.is_some() {
        return Err(Failure::Store(format!(
            "a key for badges stands in `{}` already, and badges that it signed are out there: keep it",
            folder.display()
        )));
    }
    let mut seed = [0; 32];
    random(machine, &mut seed)?;
    let key = SigningKey::from_bytes(&seed);
    let pem = pem(&key);
    let key = BadgeSigner::new(key).key();
    machine.make_folder(folder).map_err(|error| Failure::file("cannot make", folder, error))?;
    put_secret(machine, &path, &pem)?;
    put(machine, &folder.join(BADGE_DID), Keep::Forced, format!("{key}\n").as_bytes())?;
    Ok(key)
}

/// There is no key for badges, and what makes one.
pub(crate) fn no_badge_key(folder: &Path) -> Failure {
    Failure::Store(format!(
        "there is no key for badges in `{}`; `bona keys new badge --folder {}` makes one",
        folder.display(),
        folder.display()
    ))
}

/// Reads the key that signs badges.
pub(crate) fn badge(machine: &dyn Machine, folder: &Path) -> Result<BadgeSigner, Failure> {
    badge_if_there(machine, folder)?.ok_or_else(|| no_badge_key(folder))
}

/// Reads the key that signs badges; `None` where there is none.
pub(crate) fn badge_if_there(machine: &dyn Machine, folder: &Path) -> Result<Option<BadgeSigner>, Failure> {
    let path = folder.join(BADGE_KEY);
    let look = |error| Failure::file("cannot look at", &path, error);
    if machine.stands(&path).map_err(look)?.is_none() {
        return Ok(None);
    }
    let key = SigningKey::from_pkcs8_pem(&secret_text(machine, &path)?).map_err(|_| {
        Failure::Store(format!("`{}`: this is no Ed25519 key in PKCS#8 form", path.display()))
    })?;
    Ok(Some(BadgeSigner::new(key)))
}

/// A badge's key as it was typed, or from the file that was named.
pub(crate) fn given_badge(machine: &dyn Machine, given: &str) -> Result<BadgeKey, Failure> {
    let path = Path::new(given);
    let stands = matches!(machine.stands(path), Ok(Some(Stands::File(_))));
    let typed = if stands { text(machine, path)? } else { given.to_owned() };
    BadgeKey::parse(typed.trim())
        .map_err(|fault| Failure::Argument(format!("--badge-key `{given}`: {fault}")))
}

/// A log's verifier key as it was typed, or from the file that was named.
pub(crate) fn given(machine: &dyn Machine, given: &str) -> Result<Vkey, Failure> {
    let path = Path::new(given);
    if matches!(machine.stands(path), Ok(Some(Stands::File(_)))) {
        return vkey_in(machine, path);
    }
    Vkey::parse(given.trim())
        .map_err(|fault| Failure::Argument(format!("--key `{given}`: {fault}; there is no such file either")))
}

/// A witness's verifier key as it was typed, or from the file that was named.
pub(crate) fn given_witness(machine: &dyn Machine, given: &str) -> Result<WitnessKey, Failure> {
    let path = Path::new(given);
    let stands = matches!(machine.stands(path), Ok(Some(Stands::File(_))));
    let typed = if stands { text(machine, path)? } else { given.to_owned() };
    WitnessKey::parse(typed.trim()).map_err(|fault| Failure::Argument(format!("--key `{given}`: {fault}")))
}

/// A secret key as it is kept: PKCS#8 of version 1, without the public key (RFC 8410), which other programs read too. Of version 2,
/// which earlier releases wrote, many know nothing; here both are read.
fn pem(key: &SigningKey) -> impl std::ops::Deref<Target = String> + use<> {
    let key = KeypairBytes { secret_key: key.to_bytes(), public_key: None };
    key.to_pkcs8_pem(LineEnding::LF).expect("an Ed25519 key always has a PKCS#8 form")
}

/// Bytes that nobody can guess, drawn in stocks: each is given once.
pub(crate) struct Chance<'a> {
    machine: &'a dyn Machine,
    stock: Vec<u8>,
    given: usize,
    failed: Option<Failure>,
}

impl<'a> Chance<'a> {
    /// Draws nothing yet.
    pub(crate) fn new(machine: &'a dyn Machine) -> Self {
        Self { machine, stock: Vec::new(), given: 0, failed: None }
    }

    /// Fills these bytes. Where the system has none, they stay as they are, and [`Chance::end`] says so.
    pub(crate) fn fill(&mut self, bytes: &mut [u8]) {
        if self.stock.len() < self.given + bytes.len() {
            self.stock.resize(STOCK.max(bytes.len()), 0);
            self.given = 0;
            if let Err(failure) = random(self.machine, &mut self.stock) {
                self.failed = Some(failure);
                return;
            }
        }
        bytes.copy_from_slice(&self.stock[self.given..self.given + bytes.len()]);
        self.given += bytes.len();
    }

    /// Whether there always were enough; nothing made with others may be kept.
    pub(crate) fn end(self) -> Result<(), Failure> {
        self.failed.map_or(Ok(()), Err)
    }
}

/// Fills with bytes that nobody can guess.
pub(crate) fn random(machine: &dyn Machine, bytes: &mut [u8]) -> Result<(), Failure> {
    machine.random(bytes).map_err(|error| {
        Failure::Store(format!("the system gives no random numbers, which keys are made of: {error}"))
    })
}

fn text(machine: &dyn Machine, path: &Path) -> Result<String, Failure> {
    let bytes =
        read_at_most(machine, path, KEY_BYTES).map_err(|error| Failure::file("cannot read", path, error))?;
    String::from_utf8(bytes).map_err(|_| Failure::Store(format!("`{}` is not text", path.display())))
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let digits = text.bytes().all(|byte| byte.is_ascii_hexdigit()) && text.len() == 64;
    let byte = |place: usize| u8::from_str_radix(&text[2 * place..2 * place + 2], 16).ok();
    if digits { (0..32).map(byte).collect::<Option<Vec<u8>>>()?.try_into().ok() } else { None }
}
