//! `bona keys list`: every key beside a store, what checks it, and what is wrong with its file.
//!
//! No secret is printed, nor anything from which one could be found. It reads and changes nothing.

mod written;

use std::path::{Path, PathBuf};

use bona_engine::canon::hex;
use bona_engine::evidence::{ROTATIONS, Store as _};
use bona_engine::log::{Opens as _, leaf_hash};
use sha2::{Digest as _, Sha256};

use self::written::{human, json};
use crate::args::{ListKeysArgs, Listing};
use crate::command::evidence::signing::Standing;
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys;
use crate::machine::{Machine, Stands};
use crate::store::{AnyStore, Place, fingerprint};

/// What the fingerprint of a pseudonym key is made with: two copies of a key have the same one.
const FINGERPRINT: &[u8] = b"bona/pseudonym-key/v1\0";
/// Bytes of a fingerprint.
const FINGERPRINT_BYTES: usize = 8;
/// The remedy for a file that cannot be read as a key, or is not there.
const BACK: &str = "put it back from the copy of the keys";

/// A key, or the lack of one.
struct Key {
    role: String,
    says: String,
    file: String,
    /// Whether the secret file is there.
    stands: bool,
    /// Whether it is under a passphrase.
    locked: bool,
    /// Whether it was not opened, since that passphrase was not given.
    shut: bool,
    /// The name under which it signs.
    name: Option<String>,
    /// What checks it; no secret.
    checks: Option<String>,
    /// What tells one from another where nothing checks it.
    fingerprint: Option<String>,
    /// Since when, where the log says so.
    since: Option<String>,
    /// Whether another has taken its place.
    given_up: bool,
    /// What is wrong, and what to do.
    faults: Vec<(String, String)>,
}

impl Key {
    fn fault(&mut self, what: impl Into<String>, help: impl Into<String>) {
        self.faults.push((what.into(), help.into()));
    }

    /// It could not be read.
    fn unread(&mut self, failure: Failure) {
        match failure {
            Failure::Passphrase { what, help } => self.fault(what, help),
            failure => self.fault(failure.to_string(), BACK),
        }
    }
}

/// Prints the list.
pub(super) fn run(args: &ListKeysArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    let mut place = Place::of(args.store.as_deref(), machine)?;
    if let Some(folder) = &args.folder {
        place.keys.clone_from(folder);
    }
    let list = List { place: &place, machine };
    let mut keys = vec![list.log()?, list.pseudonym()?, list.vault()?, list.badge()?];
    keys.extend(list.witness()?);
    keys.extend(list.given_up("log", "vkey", "signed checkpoints")?);
    keys.extend(list.vaults_given_up()?);
    keys.extend(list.given_up("badge", "did", "signed badges")?);
    let strange = list.strange()?;
    let text = match args.output {
        Listing::Human => human(&place, &keys, &strange),
        Listing::Json => json(&place, &keys, &strange),
    };
    print(machine, &text)?;
    Ok(if keys.iter().all(|key| key.faults.is_empty()) { Exit::Done } else { Exit::AtFault })
}

/// What the log says of its key.
struct Known {
    newest: String,
    /// When it began to sign.
    since: String,
}

struct List<'a> {
    place: &'a Place,
    machine: &'a dyn Machine,
}

impl List<'_> {
    fn path(&self, name: &str) -> PathBuf {
        self.place.keys.join(name)
    }

    fn stands(&self, path: &Path) -> Result<bool, Failure> {
        let found =
            self.machine.stands(path).map_err(|error| Failure::file("cannot look at", path, error))?;
        Ok(matches!(found, Some(Stands::File(_))))
    }

    /// A key of which nothing is known yet but whether its file is there, and who may read it.
    fn key(&self, role: &str, says: &str, file: &str) -> Result<Key, Failure> {
        let path = self.path(file);
        let stands = self.stands(&path)?;
        let locked = stands && keys::is_under(self.machine, &path)?;
        let (name, checks, fingerprint, since) = (None, None, None, None);
        let mut key = Key {
            role: role.to_owned(),
            says: says.to_owned(),
            file: file.to_owned(),
            stands,
            locked,
            shut: locked && !keys::is_given(self.machine),
            name,
            checks,
            fingerprint,
            since,
            given_up: false,
            faults: Vec::new(),
        };
        let look = |error| Failure::file("cannot look at", &path, error);
        if stands && self.machine.open_to_others(&path).map_err(look)? == Some(true) {
            let path = path.display();
            key.fault(
                format!("`{path}` can be read by others than its owner"),
                format!("chmod 600 {path}; if somebody may have copied it, {}", self.copied(role)),
            );
        }
        Ok(key)
    }

    /// What to do about a key that somebody else may have.
    fn copied(&self, role: &str) -> String {
        match role {
            "log" => format!(
                "let another take its place at once with `bona keys rotate log --store {} --apply`, and have witnesses cosign \
                 that: whoever copied it can do so too, and the first that others see is believed",
                self.place.shown()
            ),
            given_up if given_up.starts_with("log-") || given_up.starts_with("badge-") => {
                "delete it: nothing needs it any more".to_owned()
            }
            "pseudonym" => {
                "they can find out by trying who a pseudonym is: tell whoever answers for data protection".to_owned()
            }
            vault if vault.starts_with("vault") => "with a copy of the store they can read it all: tell whoever answers for data \
                protection, and let another take its place with `bona keys rotate vault --apply`"
                .to_owned(),
            "badge" => "move it and `badge.did` away, make another with `bona keys new badge`, and say where you publish \
                        the old one that it counts no longer"
                .to_owned(),
            _ => "make another in another folder with `bona keys new witness`, and tell those whose logs you see"
                .to_owned(),
        }
    }

    fn log(&self) -> Result<Key, Failure> {
        let mut key = self.key("log", "signs checkpoints", keys::LOG_KEY)?;
        if !key.stands {
            key.fault(
                format!("`{}` is missing: nothing can be recorded", self.path(keys::LOG_KEY).display()),
                format!(
                    "{BACK}; if there is none, go on in a new log with a new key: `bona evidence --store NEW adopt --from {} \
                     --key-lost`",
                    self.place.shown()
                ),
            );
        }
        let known = self.known()?;
        match keys::vkey(self.machine, &self.place.keys) {
            Ok(Some(vkey)) => {
                key.name = Some(vkey.name().to_owned());
                key.checks = Some(vkey.to_string());
            }
            Ok(None) => {
                let named = known.as_ref().map(|known| format!("; the log names {}", known.newest));
                key.fault(
                    format!("`{}` is missing: nothing can be checked", self.path(keys::LOG_VKEY).display()),
                    format!("{BACK}{}", named.unwrap_or_default()),
                );
            }
            Err(failure) => key.fault(failure.to_string(), BACK),
        }
        if key.stands
            && key.checks.is_some()
            && !key.shut
            && let Err(failure) = keys::signer(self.machine, &self.place.keys)
        {
            key.unread(failure);
        }
        let changing = keys::is_changing(self.machine, &self.place.keys);
        let finish = || format!("`bona keys rotate log --store {} --apply` finishes it", self.place.shown());
        if changing {
            let path = self.path(keys::LOG_NEXT);
            key.fault(
                format!("`{}` stands there: a change of the key was cut off", path.display()),
                finish(),
            );
        }
        if let (Some(checks), Some(known)) = (&key.checks, known) {
            if *checks == known.newest {
                key.since = Some(known.since);
            } else if !changing {
                key.fault(
                    format!("the log of `{}` names another key: {}", self.place.shown(), known.newest),
                    "put back that key from its copy, or name the store to which these keys belong with --store",
                );
            }
        }
        Ok(key)
    }

    /// The key that the log names last, if there is a store whose leaves can be read.
    fn known(&self) -> Result<Option<Known>, Failure> {
        if !self.place.stands(self.machine)? {
            return Ok(None);
        }
        let failed = |error| self.place.failure(&error);
        let store = AnyStore::look(self.place, self.machine).map_err(failed)?;
        let first = store.leaves(0, 1).map_err(failed)?;
        let whole = first.first().is_some_and(|leaf| leaf_hash(&leaf.bytes) == leaf.hash);
        // What cannot be read is for `verify` to name.
        let Ok(standing) = Standing::of(&store, self.place) else { return Ok(None) };
        let Some(followed) = standing.keys(&store, &[], self.place)?.filter(|_| whole) else {
            return Ok(None);
        };
        let turned = followed.keys.turns().count();
        let since = match turned.checked_sub(1) {
            Some(last) => standing.rotated.get(last).map(|(_, leaf)| leaf.recorded.clone()),
            None => standing.opened.map(|opened| opened.recorded),
        };
        Ok(Some(Known { newest: followed.keys.newest().to_string(), since: since.unwrap_or_default() }))
    }

    /// The keys of a role in whose place others stand.
    fn given_up(&self, role: &str, ending: &str, did: &str) -> Result<Vec<Key>, Failure> {
        let mut found = Vec::new();
        for (number, checks) in (1..).zip(keys::given_up_keys(self.machine, &self.place.keys, role, ending)?)
        {
            let file = keys::given_up(role, number, "key");
            let mut key =
                self.key(&format!("{role}-{number}"), &format!("{did}, and was given up"), &file)?;
            key.name = (role == "log").then(|| checks.split('+').next().unwrap_or_default().to_owned());
            key.checks = Some(checks);
            key.given_up = true;
            found.push(key);
        }
        Ok(found)
    }

    fn pseudonym(&self) -> Result<Key, Failure> {
        let says = "makes pseudonyms of staff numbers and addresses";
        let mut key = self.key("pseudonym", says, keys::PSEUDONYM_KEY)?;
        if key.shut {
            return Ok(key);
        }
        match keys::pseudonym(self.machine, &self.place.keys) {
            Ok(Some(secret)) => {
                let digest = Sha256::new().chain_update(FINGERPRINT).chain_update(secret).finalize();
                key.fingerprint = Some(hex(&digest[..FINGERPRINT_BYTES]));
            }
            Ok(None) => key.fault(
                format!(
                    "`{}` is missing: nobody in the store is known again",
                    self.path(keys::PSEUDONYM_KEY).display()
                ),
                format!("{BACK}; it cannot be made anew"),
            ),
            Err(failure) => key.unread(failure),
        }
        Ok(key)
    }

    fn vault(&self) -> Result<Key, Failure> {
        let mut key = self.key("vault", "seals names and records in the store", keys::VAULT_KEY)?;
        if key.shut {
            return Ok(key);
        }
        match keys::vault(self.machine, &self.place.keys) {
            Ok(Some(secret)) => {
                let given = fingerprint(&secret);
                let (sealed, folder) = (self.sealed()?, &self.place.keys);
                let used = keys::vault_of(self.machine, folder, || sealed.clone())?.map(|key| fingerprint(&key));
                let change = format!("`bona keys rotate vault --store {} --apply`", self.place.store.display());
                let next = self.path(keys::VAULT_NEXT);
                if self.stands(&next)? {
                    let what = format!("`{}` stands there: a change of the key was cut off", next.display());
                    key.fault(what, format!("{change} finishes it"));
                } else if sealed.is_some() && used == sealed && sealed.as_ref() != Some(&given) {
                    let what = "the vault is sealed with a key that was given up: an older backup was put back";
                    key.fault(what, format!("{change} seals it with another"));
                } else if let Some(sealed) = sealed.filter(|sealed| *sealed != given) {
                    key.fault(
                        format!("the vault of `{}` was sealed with the key {sealed}", self.place.shown()),
                        format!("{BACK}; this one, {given}, opens nothing of it"),
                    );
                }
                key.fingerprint = Some(given);
            }
            Ok(None) if self.place.stands(self.machine)? && self.sealed()?.is_none() => key.fault(
                format!("names and records in `{}` are not sealed yet", self.place.shown()),
                "an older release wrote it; the next command on it, such as `bona evidence verify`, makes a key and seals",
            ),
            Ok(None) => key.fault(
                format!(
                    "`{}` is missing: names and records in the store cannot be read",
                    self.path(keys::VAULT_KEY).display()
                ),
                format!("{BACK}; it cannot be made anew"),
            ),
            Err(failure) => key.unread(failure),
        }
        Ok(key)
    }

    /// The keys of the vault in whose place others stand: nothing but older backups needs them.
    fn vaults_given_up(&self) -> Result<Vec<Key>, Failure> {
        let mut found = Vec::new();
        for number in 1..=ROTATIONS {
            let file = keys::given_up("vault", number, "key");
            let path = self.path(&file);
            if !self.stands(&path)? {
                continue;
            }
            let says = "opens backups that were made before; when none is left, delete it";
            let mut key = self.key(&format!("vault-{number}"), says, &file)?;
            if !key.shut {
                match keys::secret_in(self.machine, &path) {
                    Ok(secret) => key.fingerprint = secret.map(|secret| fingerprint(&secret)),
                    Err(failure) => key.unread(failure),
                }
            }
            found.push(key);
        }
        Ok(found)
    }

    /// The fingerprint of the key by which the store is sealed, if there is a store that says so.
    fn sealed(&self) -> Result<Option<String>, Failure> {
        if !self.place.stands(self.machine)? {
            return Ok(None);
        }
        let store = AnyStore::look(self.place, self.machine);
        store.and_then(|store| store.sealed_by()).map_err(|error| self.place.failure(&error))
    }

    fn badge(&self) -> Result<Key, Failure> {
        let mut key = self.key("badge", "signs badges", keys::BADGE_KEY)?;
        let open = self.path(keys::BADGE_DID);
        let did = self.stands(&open)?;
        if !key.stands {
            if did {
                let path = self.path(keys::BADGE_KEY);
                key.fault(
                    format!("`{}` is missing, and `badge.did` is there", path.display()),
                    format!("{BACK}; badges that it signed stay good"),
                );
            }
            return Ok(key);
        }
        if key.shut {
            return Ok(key);
        }
        match keys::badge(self.machine, &self.place.keys) {
            Ok(signer) => {
                let checks = signer.key().to_string();
                let given = match did {
                    true => keys::given_badge(self.machine, &open.display().to_string()).ok(),
                    false => None,
                };
                if given.is_none_or(|given| given.to_string() != checks) {
                    let what = if did { "does not belong to the key beside it" } else { "is missing" };
                    key.fault(
                        format!("`{}` {what}", open.display()),
                        format!("write this line into it: {checks}"),
                    );
                }
                key.checks = Some(checks);
            }
            Err(failure) => key.unread(failure),
        }
        Ok(key)
    }

    /// A witness's key, if one stands in the same folder.
    fn witness(&self) -> Result<Option<Key>, Failure> {
        let mut key = self.key("witness", "cosigns the logs of others", keys::WITNESS_KEY)?;
        if !key.stands {
            return Ok(None);
        }
        if key.shut {
            return Ok(Some(key));
        }
        match keys::witness(self.machine, &self.place.keys) {
            Ok(signer) => {
                key.name = Some(signer.vkey().name().to_owned());
                key.checks = Some(signer.vkey().to_string());
            }
            Err(failure) => key.unread(failure),
        }
        Ok(Some(key))
    }

    /// Files that look like keys, and that nothing here reads.
    fn strange(&self) -> Result<Vec<String>, Failure> {
        let folder = &self.place.keys;
        let look = |error| Failure::file("cannot look at", folder, error);
        if self.machine.stands(folder).map_err(look)? != Some(Stands::Folder) {
            return Ok(Vec::new());
        }
        let entries = self.machine.list(folder).map_err(look)?.into_iter();
        let strange = entries.filter(|entry| !entry.folder && !keys::is_own(&entry.name));
        Ok(strange.map(|entry| entry.name).filter(|name| name.ends_with(".key")).collect())
    }
}
