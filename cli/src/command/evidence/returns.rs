//! `bona evidence returns`: how many answer codes were handed in, never fewer than ten at once.

use bona_engine::evidence::{RELEASED, Store as _, count_returns};
use serde_json::json;

use super::{count, open, verified};
use crate::args::{Listing, ReturnsArgs};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::machine::Machine;
use crate::store::Place;

/// Prints the counts.
pub(crate) fn run(args: &ReturnsArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    let store = open(place, machine)?;
    if verified(machine, place, &store)?.is_none() {
        return Ok(Exit::AtFault);
    }
    let counts = count_returns(&store.returns().map_err(|error| place.failure(&error))?);
    let text = match args.output {
        Listing::Json => {
            let line = |count: &bona_engine::evidence::ReturnCount| {
                json!({
                    "course": count.of.course, "edition": count.of.edition, "wave": count.of.wave,
                    "released": count.released, "held": count.held,
                })
            };
            format!("{}\n", json!({ "returns": counts.iter().map(line).collect::<Vec<_>>() }))
        }
        Listing::Human if counts.is_empty() => "No answer codes were handed in yet.\n".to_owned(),
        Listing::Human => {
            let mut text = String::new();
            for one in &counts {
                let held = if one.held { ", and others are held back" } else { "" };
                let released = count(one.released as u64, "answer code", "answer codes");
                let of = &one.of;
                text.push_str(&format!("{} {}, {}: {released}{held}\n", of.course, of.edition, of.wave));
            }
            text.push_str(&format!(
                "Codes are held back until {RELEASED} of their course, edition and time are there.\n"
            ));
            text
        }
    };
    print(machine, &text)?;
    Ok(Exit::Done)
}
