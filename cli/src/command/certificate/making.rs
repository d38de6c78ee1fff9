//! What certificates are made with: a log that was verified just now, its proofs, and the keys. Whose are made, and where
//! they go, is the commands'. Nothing is written to the store.

use std::collections::BTreeMap;
use std::path::PathBuf;

use bona_engine::certificate::{Certificate, CertificateFault, Proven, fit_address, fit_title};
use bona_engine::credential::{BadgeSigner, badge_ids};
use bona_engine::evidence::{
    Disclosure, Log, Parts, Person, Recorded, Rotation, Store as _, Verified, provable,
};
use bona_engine::log::{Checkpoint, Opens as _, Proof, Vkey};
use bona_packager::{BadgeLook, CertificateLook, badge_png, badge_svg, certificate_page, certificate_words};

use super::badge;
use crate::args::{CertificateForm, IssueArgs};
use crate::command::evidence::signing::rotation_proofs;
use crate::command::evidence::title::Titles;
use crate::command::evidence::{cosigned, open, people_of, policy, verified};
use crate::command::package::offer::source_date;
use crate::exit::Failure;
use crate::keys::{self, Keys};
use crate::machine::Machine;
use crate::store::{AnyStore, Place};

/// A store whose log is sound, and what stands beside it.
pub(super) struct Making {
    /// Where it stands.
    pub(super) place: Place,
    pub(super) store: AnyStore,
    /// What was verified.
    pub(super) log: Verified<Log>,
    /// Who is in the store.
    pub(super) people: Vec<Person>,
    /// The keys beside it.
    pub(super) keys: Keys,
    /// What courses are called.
    pub(super) titles: Titles,
    verify_at: Option<String>,
    checkpoints: Checkpoints,
    /// By the size of a checkpoint, what each certificate from it holds alike.
    alike: BTreeMap<u64, Alike>,
}

/// The signed checkpoints by which leaves can be proven.
struct Checkpoints {
    /// Those that witnesses cosigned as the policy asks, by size.
    cosigned: BTreeMap<u64, String>,
    newest: Option<(u64, String)>,
}

struct Alike {
    note: String,
    first: Proof,
    rotations: Vec<String>,
}

impl Making {
    /// Opens and verifies the store; `None` when it is not sound, which was told.
    pub(super) fn of(args: &IssueArgs, machine: &dyn Machine) -> Result<Option<Self>, Failure> {
        if let Some(Err(fault)) = args.verify_at.as_deref().map(fit_address) {
            return Err(Failure::Argument(format!("--verify-at: {fault}")));
        }
        if let Some(Err(fault)) = args.title.as_deref().map(fit_title) {
            return Err(Failure::Argument(format!("--title: {fault}")));
        }
        let place = Place::of(args.store.as_deref(), machine)?;
        let store = open(&place, machine)?;
        let keys = keys::load(machine, &place.keys)?;
        let Some(log) = verified(machine, &place, &store)? else { return Ok(None) };
        let people = people_of(&store, &log, &place)?;
        let titles = Titles::of(&args.package, args.title.as_deref(), machine)?;
        let checkpoints = Checkpoints::of(&place, &store, &log, machine)?;
        let (verify_at, alike) = (args.verify_at.clone(), BTreeMap::new());
        Ok(Some(Self { place, store, log, people, keys, titles, verify_at, checkpoints, alike }))
    }

    /// The keys that certificates are checked and signed with.
    pub(super) fn hand(&self, machine: &dyn Machine) -> Result<Hand, Failure> {
        Ok(Hand {
            key: self.log.keys.newest().clone(),
            known: keys::rotations(machine, &self.place.keys)?,
            signer: keys::badge_if_there(machine, &self.place.keys)?,
            created: source_date(machine)?.unwrap_or_else(|| machine.now()),
            keys: self.place.keys.clone(),
        })
    }

    /// The certificate of a record, not yet checked.
    pub(super) fn certificate(&mut self, recorded: &Recorded, name: String) -> Result<Certificate, Failure> {
        let (size, note) = self.checkpoints.over(recorded.index)?;
        let alike = match self.alike.remove(&size) {
            Some(alike) => alike,
            None => {
                let proofs = rotation_proofs(&self.place, &self.store, &self.log, size)?;
                let first = self.proof(0, size, note)?;
                let rotations = proofs.into_iter().map(|(_, proof)| proof).collect();
                Alike { note: note.to_owned(), first, rotations }
            }
        };
        let proof = self.proof(recorded.index, size, &alike.note)?;
        let parts = self
            .store
            .parts(recorded.index, recorded.index + 1)
            .and_then(Parts::whole)
            .map_err(|error| self.place.failure(&error))?;
        let opened = Disclosure::of(recorded.index, parts);
        let key = self.log.keys.signs_at(size);
        let rotations = alike.rotations.clone();
        let certificate = Certificate::new(
            name,
            self.titles.of_record(recorded),
            &alike.first,
            &proof,
            &opened,
            key,
            rotations,
        )
        .checked_at(self.verify_at.clone());
        self.alike.insert(size, alike);
        Ok(certificate)
    }

    /// The proof of a leaf in a checkpoint.
    fn proof(&self, index: u64, size: u64, note: &str) -> Result<Proof, Failure> {
        let leaf =
            self.store.leaves(index, 1).map_err(|error| self.place.failure(&error))?.into_iter().next();
        let tree = provable(&self.store, &self.log.tree, &[index, size]);
        match (leaf, tree.map_err(|error| self.place.failure(&error))?.inclusion(index, size)) {
            (Some(leaf), Some(path)) => {
                Ok(Proof { extra: Some(leaf.bytes), index, path, checkpoint: note.to_owned() })
            }
            _ => Err(Failure::Store(format!("leaf {index} vanished while it was read"))),
        }
    }
}

impl Checkpoints {
    fn of(place: &Place, store: &AnyStore, log: &Log, machine: &dyn Machine) -> Result<Self, Failure> {
        let mut believed = BTreeMap::new();
        if let Some(policy) = policy(None, place, machine)?.filter(|policy| policy.asks_witnesses()) {
            for (size, bytes) in cosigned(place, machine)? {
                if size <= log.head.size && policy.believe(&bytes, &log.keys).is_ok() {
                    believed.insert(size, String::from_utf8_lossy(&bytes).into_owned());
                }
            }
        }
        let checkpoints = store.checkpoints().map_err(|error| place.failure(&error))?;
        let newest = checkpoints.into_iter().rfind(|kept| kept.size == log.signed);
        let newest = newest.map(|kept| {
            let size = Checkpoint::peek(kept.text.as_bytes()).map_or(0, |checkpoint| checkpoint.size);
            (size, kept.text)
        });
        Ok(Self { cosigned: believed, newest })
    }

    /// The checkpoint by which a leaf is proven: the first that witnesses cosigned with it, as the policy asks, since their
    /// time bounds best when it was recorded; else the newest.
    fn over(&self, leaf: u64) -> Result<(u64, &str), Failure> {
        let cosigned = self.cosigned.range(leaf + 1..).next().map(|(size, note)| (*size, note.as_str()));
        let newest = self.newest.as_ref().map(|(size, note)| (*size, note.as_str()));
        cosigned.or(newest.filter(|(size, _)| leaf < *size)).ok_or_else(|| {
            Failure::Store(format!("leaf {leaf} is not signed yet; the next import with --apply signs it"))
        })
    }
}

/// What checks and signs.
pub(super) struct Hand {
    /// The log's newest key.
    pub(super) key: Vkey,
    /// The changes of that key that stand beside it.
    pub(super) known: Vec<Rotation>,
    /// The badge's key, if there is one.
    pub(super) signer: Option<BadgeSigner>,
    /// When what is signed now was signed.
    created: String,
    /// Where the keys stand.
    pub(super) keys: PathBuf,
}

impl Hand {
    /// What is given away is checked as whoever gets it will check it, with the changes of the key that stand beside it.
    pub(super) fn checked(&self, certificate: &Certificate) -> Result<Proven, Failure> {
        certificate.check(&self.key, &self.known).map_err(|fault| match fault {
            CertificateFault::Words(why) => Failure::Argument(why),
            other => Failure::Store(format!("the certificate would not be believed: {other}")),
        })
    }

    /// The files of a certificate, a form each. Where there is a badge's key, a page carries the badge, so that its name is
    /// signed.
    pub(super) fn written(
        &self,
        certificate: &Certificate,
        proven: &Proven,
        forms: &[CertificateForm],
    ) -> Result<Vec<(CertificateForm, Vec<u8>)>, Failure> {
        let credential = self.credential(certificate, proven)?;
        let words = certificate_words(certificate, proven);
        let mut files = Vec::new();
        for form in forms {
            let bytes = match (form, &credential) {
                (CertificateForm::Html, _) => {
                    self.page(certificate, proven, credential.as_deref())?.into_bytes()
                }
                (_, None) => return Err(keys::no_badge_key(&self.keys)),
                (CertificateForm::Svg, Some(credential)) => {
                    badge_svg(&words, credential, BadgeLook::WithDraft).into_bytes()
                }
                (CertificateForm::Png, Some(credential)) => badge_png(credential),
                (CertificateForm::Json, Some(credential)) => format!("{credential}\n").into_bytes(),
            };
            files.push((*form, bytes));
        }
        Ok(files)
    }

    fn page(
        &self,
        certificate: &Certificate,
        proven: &Proven,
        credential: Option<&str>,
    ) -> Result<String, Failure> {
        let key = self.signer.as_ref().map(|signer| signer.key().did());
        let signed_by = credential.and(key.as_deref());
        let look = CertificateLook::WithCode { signed_by };
        let bare = certificate.json();
        certificate_page(certificate, proven, credential.unwrap_or(&bare), look)
            .map_err(|source| Failure::Package { path: "the certificate".to_owned(), source })
    }

    fn credential(&self, certificate: &Certificate, proven: &Proven) -> Result<Option<String>, Failure> {
        let Some(signer) = &self.signer else { return Ok(None) };
        let words = certificate_words(certificate, proven);
        let ids = badge_ids(&certificate.json(), &signer.key());
        let badge = badge::of(certificate, proven, &words, ids, self.created.clone());
        let signed = badge.sign(signer);
        signed.map(Some).map_err(|fault| Failure::Store(format!("the badge would not be believed: {fault}")))
    }
}
