//! `bona evidence session`: that a group session is to be held stands in the log before anybody came.

use bona_engine::evidence::{Mode, PersonNumber, SessionLeaf, Store as _, StoreError, schedule};
use bona_engine::intake::too_early;
use bona_engine::time::is_local;

use super::{TRIES, appendable, open, sign};
use crate::args::{SessionArgs, SessionMode};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys;
use crate::machine::Machine;
use crate::store::Place;

/// Characters of a session's name.
const NAME: usize = 8;

/// Records it, and prints how it is called.
pub(crate) fn run(args: &SessionArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    let starts = format!("{}:00", args.starts.trim().replacen(' ', "T", 1));
    if !is_local(&starts) {
        return Err(Failure::Argument(format!(
            "--starts `{}` is no time; write it as \"2026-12-03 09:30\"",
            args.starts
        )));
    }
    if let Some(why) = too_early(&starts[..10]) {
        return Err(Failure::Argument(format!("--starts: {why}")));
    }
    let mode = match args.mode {
        SessionMode::InPerson => Mode::InPerson,
        SessionMode::Video => Mode::Video,
        SessionMode::Hybrid => Mode::Hybrid,
    };
    let mut store = open(place, machine)?;
    let keys = keys::load(machine, &place.keys)?;
    let mut random = [0; 16];
    keys::random(machine, &mut random)?;
    let name = PersonNumber::new(random).as_str()[..NAME].to_owned();
    for _ in 0..TRIES {
        let (tree, now) = appendable(machine, place, &store, &keys.signer.vkey())?;
        let leaf = SessionLeaf { mode, recorded: now, session: name.clone(), starts: starts.clone(), v: 1 };
        let batch = schedule(&tree, leaf).map_err(|fault| Failure::Store(fault.to_string()))?;
        match store.append(&batch) {
            Err(StoreError::Moved) => continue,
            Err(error) => return Err(place.failure(&error)),
            Ok(()) => {}
        }
        let checkpoint = sign(machine, place, &mut store, &keys.signer, batch.head)?;
        let leaf = batch.head.size - 1;
        let text = format!(
            "The session is called {name}; leaf {leaf} says when and in which form it is to be held.\nImport who was \
             there with --session {name}.\n\nThe new checkpoint; give it to somebody else:\n\n{checkpoint}"
        );
        print(machine, &text)?;
        return Ok(Exit::Done);
    }
    Err(place.failure(&StoreError::Moved))
}
