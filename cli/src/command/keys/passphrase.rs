//! `bona keys rotate passphrase`: puts the keys of a folder under a passphrase, under another, or under none.
//!
//! Every file is opened before the first is written, and each is written whole. Cut off half-way, some are under the one and
//! some under the other; the same command with both goes on from there.

use crate::args::RotateKeyArgs;
use crate::exit::Failure;
use crate::keys;
use crate::machine::Machine;
use crate::store::Place;

/// Says what it would do, and with `--apply` does it.
pub(super) fn rotate(args: &RotateKeyArgs, place: &Place, machine: &dyn Machine) -> Result<String, Failure> {
    let folder = place.keys.display();
    let files = keys::secrets(machine, &place.keys)?;
    if files.is_empty() {
        return Err(Failure::Store(format!(
            "there are no keys in `{folder}`; name their folder with --folder, or the store with --store"
        )));
    }
    let names = |files: &[&std::path::PathBuf]| {
        let name =
            |path: &&std::path::PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        files.iter().map(name).collect::<Vec<_>>().join(", ")
    };
    let (mut under, mut open) = (Vec::new(), Vec::new());
    for path in &files {
        if keys::is_under(machine, path)? { &mut under } else { &mut open }.push(path);
    }
    // First, so that a wrong one is told before a new one is asked for.
    for path in &under {
        match keys::secret_text(machine, path) {
            Err(Failure::Passphrase { .. }) if args.new_passphrase_file.is_some() => {
                // Where a change was cut off, it may be under the new one already.
                break;
            }
            opened => drop(opened?),
        }
    }
    if !args.apply {
        return Ok(planned(args, place, &names(&under), &names(&open)));
    }
    let next = match args.no_passphrase {
        true => None,
        false => Some(keys::new_passphrase(machine, args.new_passphrase_file.as_deref())?),
    };
    let took_off = next.is_none();
    // What a change that was cut off left behind is a secret too.
    machine.clear(&place.keys).map_err(|error| Failure::file("cannot clear", &place.keys, error))?;
    let changed = keys::change(machine, &files, next)?;
    Ok(match (changed, took_off) {
        (0, true) => format!("No key in `{folder}` is under a passphrase; nothing was changed.\n"),
        (0, false) => {
            format!("All keys in `{folder}` are under that passphrase already; nothing was changed.\n")
        }
        (_, true) => format!(
            "Took the passphrase off the keys in `{folder}`: {}. Whoever can read these files has the keys.\n",
            names(&files.iter().collect::<Vec<_>>())
        ),
        (_, false) => format!(
            "Put the keys in `{folder}` under the new passphrase: {}.\n\n\
             Without it nobody can use them, you included: keep it where the keys and the copies of the store are not.\n\
             Copies of the keys that were made before are as they were: replace them, and delete them. What the disk itself\n\
             keeps of the old files is not in anybody's hands here.\n\n\
             Commands ask for it at a terminal. Where nobody sits at one, name a file that holds it, which its owner alone can\n\
             read: `bona evidence … --passphrase-file FILE`; or put it into BONA_PASSPHRASE.\n",
            names(&files.iter().collect::<Vec<_>>())
        ),
    })
}

fn planned(args: &RotateKeyArgs, place: &Place, under: &str, open: &str) -> String {
    let line = |what: &str, names: &str| match names {
        "" => String::new(),
        names => format!("{what}: {names}.\n"),
    };
    let would = match args.no_passphrase {
        true => "It would be taken off, and whoever can read the files would have the keys.",
        false => "All of them would be put under a new one.",
    };
    format!(
        "Keys in `{}`.\n{}{}\n{would}\n\nNothing was written. Add --apply to do it.\n",
        place.keys.display(),
        line("Under a passphrase", under),
        line("Under none", open)
    )
}
