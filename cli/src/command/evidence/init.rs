//! `bona evidence init`: keys, an empty store, its first leaf, its first checkpoint.

use bona_engine::evidence::{Journal, Opened, PersonNumber, Store as _, TEXT_MAX, open_log};

use super::{one_line, sign};
use crate::args::InitArgs;
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys;
use crate::machine::{Keep, Machine, write_bytes};
use crate::store::{AnyStore, Place};

/// Where to find what stands beside a store that has an address.
const STANDING: &str = "In this folder stand, and are looked for in the folder in which a command is started\n\
                        (the keys where BONA_KEYS says, if it is set)";

/// Longest part of the organisation's name in the log's name, in characters.
const SLUG_MAX: usize = 60;

/// What is said of keys under a passphrase.
const PASSPHRASE: &str = "\nThe keys are under the passphrase: without it nobody can use them, you included. Keep it where neither \
    they nor copies\nof the store are.\n";

/// Makes the store.
pub(crate) fn run(args: &InitArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    let organisation = one_line("--organisation", &args.organisation, TEXT_MAX)?;
    let organisation = organisation.as_str();
    refuse_others(place, machine)?;
    let origin = new_origin(organisation, machine)?;
    if args.passphrase {
        keys::want(machine, &place.keys)?;
    }
    keys::ready(machine)?;
    // SQLite would let everybody read it; it takes an empty file for an empty database.
    if place.is_file() && !place.stands(machine)? {
        write_bytes(machine, &place.store, Keep::Secret, b"")
            .map_err(|error| Failure::file("cannot write", &place.store, error))?;
    }
    let mut store = AnyStore::create(place, machine).map_err(|error| place.failure(&error))?;
    let made = begin(machine, place, &mut store, organisation, &origin);
    let checkpoint = match made {
        Ok(checkpoint) => checkpoint,
        Err(failure) => {
            // Nothing half-made stays behind: nobody was told of this store yet.
            store.unmake(place, machine);
            keys::unmake(machine, &place.keys);
            let _removed = machine.remove(&place.journal).is_ok();
            let _removed = machine.remove(&place.checkpoint).is_ok();
            return Err(failure);
        }
    };
    let mut text = told(place, organisation, &origin, &checkpoint);
    if keys::is_under(machine, &place.keys.join(keys::VAULT_KEY))? {
        text.push_str(PASSPHRASE);
    }
    print(machine, &text)?;
    Ok(Exit::Done)
}

/// Refuses a place where something of another store stands.
pub(super) fn refuse_others(place: &Place, machine: &dyn Machine) -> Result<(), Failure> {
    for (what, path, them) in [
        ("the checkpoint of another store stands", &place.checkpoint, "it"),
        ("the cosigned checkpoints of another store stand", &place.cosigned, "them"),
        ("the journal of erasures of another store stands", &place.journal, "it"),
    ] {
        if machine.stands(path).map_err(|error| Failure::file("cannot look at", path, error))?.is_some() {
            return Err(Failure::Store(format!(
                "{what} in `{}`; name the new store otherwise, or move {them} away",
                path.display()
            )));
        }
    }
    keys::refuse_others(machine, &place.keys)
}

fn begin(
    machine: &dyn Machine,
    place: &Place,
    store: &mut AnyStore,
    organisation: &str,
    origin: &str,
) -> Result<String, Failure> {
    let keys = keys::make(machine, &place.keys, origin)?;
    let seal = keys::seal(machine, &place.keys, || None)?
        .ok_or_else(|| Failure::Store(format!("`{}` vanished", place.keys.display())))?;
    store.begin_seal(seal).map_err(|error| place.failure(&error))?;
    let opened = Opened {
        adopted: None,
        organisation: organisation.to_owned(),
        origin: origin.to_owned(),
        recorded: machine.now(),
        v: 1,
        vkey: keys.signer.vkey().to_string(),
    };
    let batch = open_log(opened)
        .map_err(|fault| Failure::Argument(format!("--organisation cannot be recorded: {fault}")))?;
    store.append(&batch).map_err(|error| place.failure(&error))?;
    // Before the checkpoint: a store with one has a journal.
    let journal = Journal::new(origin).to_string();
    write_bytes(machine, &place.journal, Keep::Secret, journal.as_bytes())
        .map_err(|error| Failure::file("cannot write", &place.journal, error))?;
    sign(machine, place, store, &keys.signer, batch.head)
}

/// A name for a log that no other has.
pub(super) fn new_origin(organisation: &str, machine: &dyn Machine) -> Result<String, Failure> {
    let mut random = [0; 16];
    keys::random(machine, &mut random)?;
    Ok(format!("{}/bona/{}", slug(organisation), &PersonNumber::new(random).as_str()[..8]))
}

/// The organisation's name as the beginning of an address: letters, digits, full stops and hyphens.
fn slug(organisation: &str) -> String {
    let plain = |sign: char| if sign.is_alphanumeric() || sign == '.' { sign } else { ' ' };
    let words: String = organisation.to_lowercase().chars().map(plain).collect();
    let slug: String =
        words.split_whitespace().collect::<Vec<_>>().join("-").chars().take(SLUG_MAX).collect();
    if slug.is_empty() { "organisation".to_owned() } else { slug }
}

fn told(place: &Place, organisation: &str, origin: &str, checkpoint: &str) -> String {
    format!(
        "Made the evidence store `{store}` of {organisation}, log `{origin}`.\n\n\
         {standing}\n\
         \x20 {keys}  its keys: keep them from others, and keep a copy in another place;\n\
         \x20 {space}  without `vault.key` nobody can read names and records, you included\n\
         \x20 {beside}  its newest checkpoint\n\
         \x20 {journal}  what was erased, so that no older copy brings it back\n\n\
         Whoever copies all of it can put all of it back to an older day. So give each new checkpoint to\n\
         somebody else, such as your commissioner, by e-mail: with it they can tell. This is the first:\n\n\
         {checkpoint}",
        standing = match place.is_file() {
            true => "Beside it stand",
            false => STANDING,
        },
        store = place.shown(),
        keys = place.keys.display(),
        space = " ".repeat(place.keys.display().to_string().chars().count()),
        beside = place.checkpoint.display(),
        journal = place.journal.display(),
    )
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_name_becomes_the_beginning_of_an_address() {
        for (name, address) in [
            ("Elm Street Surgery", "elm-street-surgery"),
            ("elm.nhs.uk", "elm.nhs.uk"),
            ("  St. Mary's + Co (2) ", "st.-mary-s-co-2"),
            ("+++", "organisation"),
            ("Ysbyty Gwynedd – Bangor", "ysbyty-gwynedd-bangor"),
        ] {
            assert_eq!(slug(name), address);
        }
        assert_eq!(slug(&"x".repeat(300)).len(), 60);
    }
}
