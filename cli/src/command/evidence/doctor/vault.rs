//! Whether the vault can be opened, and who else may read the keys.

use bona_engine::evidence::{Store as _, StoreError};

use super::super::vault::shut;
use super::{Ward, remedy};
use crate::exit::Failure;
use crate::keys;
use crate::machine::Stands;
use crate::store::{AnyStore, fingerprint};

impl Ward<'_> {
    /// Whether the key of the vault is there and the right one, and opens names and posts; gives whether the key does.
    /// Bodies are opened when the log is verified.
    pub(super) fn vault(&mut self, store: &AnyStore) -> Result<bool, Failure> {
        if let Some(shut) = shut(self.place, store.lid()) {
            self.find(shut.what, shut.help);
            return Ok(false);
        }
        let next = self.place.keys.join(keys::VAULT_NEXT);
        if keys::stands(self.machine, &next)? {
            self.find(
                format!("`{}` is left of a change of the vault's key that was cut off", next.display()),
                format!(
                    "nothing is lost; `bona keys rotate vault --store {} --apply` finishes it",
                    self.place.store.display()
                ),
            );
        } else if let Some(own) = keys::vault(self.machine, &self.place.keys)?
            && store.sealed_by().map_err(|error| self.place.failure(&error))? != Some(fingerprint(&own))
        {
            self.find(
                "the vault is sealed with a key that was given up: an older backup was put back",
                format!(
                    "`bona keys rotate vault --store {} --apply` seals it with another",
                    self.place.store.display()
                ),
            );
        }
        for found in [store.people().map(drop), store.posts().map(drop)] {
            match found {
                Ok(()) => {}
                Err(StoreError::Damaged(what)) => self.find(what, remedy::BACKUP),
                Err(error) => return Err(self.place.failure(&error)),
            }
        }
        Ok(true)
    }

    /// Whether others than their owner may read the secret keys.
    pub(super) fn rights(&mut self) -> Result<(), Failure> {
        for name in [keys::LOG_KEY, keys::PSEUDONYM_KEY, keys::VAULT_KEY, keys::VAULT_NEXT] {
            let path = self.place.keys.join(name);
            let look = |error| Failure::file("cannot look at", &path, error);
            let stands = matches!(self.machine.stands(&path).map_err(look)?, Some(Stands::File(_)));
            if stands && self.machine.open_to_others(&path).map_err(look)? == Some(true) {
                let path = path.display();
                self.find(
                    format!("`{path}` can be read by others than its owner"),
                    format!("chmod 600 {path}; if somebody may have copied it, see `bona keys list`"),
                );
            }
        }
        Ok(())
    }
}
