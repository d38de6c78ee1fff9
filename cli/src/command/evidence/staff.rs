//! `bona evidence staff`: a staff list becomes posts, or says what would become of it.

mod taking;

use std::path::{Path, PathBuf};

use bona_engine::duty::{Mapping, mapping, proposal, read_staff};
use bona_engine::intake::FileFault;
use bona_engine::limits;
use bona_engine::source::Source;
use bona_engine::time::is_day;

use self::taking::Taking;
use super::{last_day, open, verified};
use crate::args::{Output, StaffArgs};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys;
use crate::machine::{Keep, Machine, read_at_most, write_bytes};
use crate::sheet::list::plain;
use crate::show;
use crate::store::{AnyStore, Place};

/// Largest staff list, in bytes.
const LIST_BYTES: u64 = 256_000_000;

/// Reads the list, and with `--apply` takes it.
pub(crate) fn run(args: &StaffArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    let as_at = day(machine, args.as_at.as_deref())?;
    if let Some(last) = last_day(machine).filter(|last| *last < as_at) {
        return Err(Failure::Argument(format!(
            "--as-at `{as_at}` has not been yet, and {last} is the last day that is believed; say of which day the list is"
        )));
    }
    let bytes = read_at_most(machine, &args.list, LIST_BYTES)
        .map_err(|error| Failure::file("cannot read", &args.list, error))?;
    let at_fault = |fault: FileFault| {
        machine.err(&format!("error: `{}`: {fault}\n", args.list.display()));
        Ok(Exit::AtFault)
    };
    let bytes = match plain(bytes, args.sheet.as_deref()) {
        Ok(bytes) => bytes,
        Err(fault) => return at_fault(fault),
    };
    let Some(path) = &args.mapping else { return propose(args, &bytes, machine) };
    let Some(mapping) = read_mapping(machine, path)? else { return Ok(Exit::AtFault) };
    let list = match read_staff(&bytes, &mapping) {
        Ok(list) => list,
        Err(fault) => return at_fault(fault),
    };
    let mut store = open(place, machine)?;
    in_order(&store, place, machine, &as_at)?;
    let keys = keys::load(machine, &place.keys)?;
    let Some(log) = verified(machine, place, &store)? else { return Ok(Exit::AtFault) };
    let taking = Taking::of(machine, place, &store, &log, &keys, &as_at)?.list(&list, args.complete)?;
    machine.err(&taking.refusals());
    let at_fault = !taking.refused.is_empty();
    if args.complete && at_fault {
        machine.err(
            "error: a complete list must be read completely: whoever stands in a refused row would seem to have \
             left; nothing was taken\n",
        );
        return Ok(Exit::AtFault);
    }
    if let Some(why) = taking.ends_most().filter(|_| args.complete && !args.ends_most) {
        machine.err(&format!(
            "error: {why}; nothing was taken\n  help: if the list names everybody indeed, add --ends-most; if it names \
             some, leave out --complete\n"
        ));
        return Ok(Exit::AtFault);
    }
    let mut text = taking.told(&args.list.display().to_string());
    let change = taking.change;
    if args.apply {
        store.take_staff(&change).map_err(|error| place.failure(&error))?;
        text.push_str("Done. `bona evidence gaps` says who misses what.\n");
    } else {
        text.push_str("Nothing was written. Add --apply to take it.\n");
    }
    print(machine, &text)?;
    Ok(if at_fault { Exit::AtFault } else { Exit::Done })
}

/// Lists are taken in the order of their days: an older one would undo what newer ones said. A list whose day is still to
/// come keeps none of today out.
fn in_order(store: &AnyStore, place: &Place, machine: &dyn Machine, as_at: &str) -> Result<(), Failure> {
    let newest = store.staff_list().map_err(|error| place.failure(&error))?.unwrap_or_default();
    let today: String = machine.now().chars().take(10).collect();
    if newest.as_str().min(&today) <= as_at {
        return Ok(());
    }
    Err(Failure::Argument(format!(
        "a list of {newest} was taken already; one of {as_at} is older and would undo what that one said. Nothing was \
         taken. If only the day is wrong, give its own with --as-at; posts of the past stand in a list of today as rows \
         with a last day"
    )))
}

/// A day that was typed, or today.
pub(super) fn day(machine: &dyn Machine, typed: Option<&str>) -> Result<String, Failure> {
    let day = typed.map_or_else(|| machine.now().chars().take(10).collect(), str::to_owned);
    if is_day(&day) {
        return Ok(day);
    }
    Err(Failure::Argument(format!("--as-at `{day}` is no day; write it as 2026-11-23")))
}

/// Writes a proposal beside the list, for somebody to look at.
fn propose(args: &StaffArgs, bytes: &[u8], machine: &dyn Machine) -> Result<Exit, Failure> {
    let mut name = args.list.as_os_str().to_owned();
    name.push(".mapping.ron");
    let path = PathBuf::from(name);
    let stands = machine.stands(&path).map_err(|error| Failure::file("cannot look at", &path, error))?;
    if stands.is_some() {
        return Err(Failure::Argument(format!(
            "which column is which must be said; `{path}` may say it: look at it and give it with --mapping {path}",
            path = path.display()
        )));
    }
    let text = match proposal(bytes) {
        Ok(text) => text,
        Err(fault) => {
            machine.err(&format!("error: `{}`: {fault}\n", args.list.display()));
            return Ok(Exit::AtFault);
        }
    };
    write_bytes(machine, &path, Keep::Remade, text.as_bytes())
        .map_err(|error| Failure::file("cannot write", &path, error))?;
    let path = path.display();
    let list = args.list.display();
    print(
        machine,
        &format!(
            "{text}\nThis proposal stands in `{path}`. Nothing was taken from the list yet. Is each column the right \
             one?\nMend what is wrong there, then: bona evidence staff {list} --mapping {path}\n"
        ),
    )?;
    Ok(Exit::Done)
}

/// The fields in which the proposal left a `?`, with their lines. Texts and remarks may hold one.
fn questions(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bare = |line: &str| {
        let mut quoted = false;
        let mut before = ' ';
        for sign in line.chars() {
            match sign {
                '"' if before != '\\' => quoted = !quoted,
                '/' if before == '/' && !quoted => return false,
                '?' if !quoted => return true,
                _ => {}
            }
            before = sign;
        }
        false
    };
    (1..).zip(text.lines()).filter(move |(_, line)| bare(line)).map(|(number, line)| {
        let line = line.trim();
        (number, line.split(" //").next().unwrap_or(line).trim_end_matches(','))
    })
}

/// Reads a mapping; prints what is wrong with it.
fn read_mapping(machine: &dyn Machine, path: &Path) -> Result<Option<Mapping>, Failure> {
    let source = ron(machine, path)?;
    let open: Vec<(usize, &str)> = questions(source.text()).collect();
    if !open.is_empty() {
        for (line, what) in open {
            machine.err(&format!("error: {}:{line}: `{what}` waits for an answer\n", path.display()));
        }
        machine.err("  help: write what is right in the place of each `?`; the remarks behind it say what may be meant\n");
        return Ok(None);
    }
    let checked = mapping(&source);
    machine.err(&show::diagnostics(machine, &[source], &checked.diagnostics, Output::Human));
    Ok(checked.value)
}

/// A file of RON beside a store, as a text with a name.
pub(super) fn ron(machine: &dyn Machine, path: &Path) -> Result<Source, Failure> {
    let bytes = read_at_most(machine, path, limits::RON_BYTES)
        .map_err(|error| Failure::file("cannot read", path, error))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::Argument(format!("`{}` is not UTF-8; save it as UTF-8 in the editor", path.display()))
    })?;
    Ok(Source::new(path.display().to_string(), text))
}
