//! `bona preview`: listens, watches, and hands each question to `crate::preview` until Ctrl-C.

use std::collections::BTreeSet;
use std::io::ErrorKind;

use crate::args::PreviewArgs;
use crate::exit::{Exit, Failure};
use crate::files;
use crate::machine::Machine;
use crate::machine::served::{Event, Server};
use crate::preview::{Choice, Preview};

/// Shows the courses until somebody presses Ctrl-C.
pub(crate) fn run(args: &PreviewArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    let folders = files::courses(machine, &args.courses)?;
    let choice = Choice {
        language: args.language.clone(),
        role: args.role.clone(),
        variant: args.variant.clone(),
        theme: args.theme.clone(),
    };
    let mut preview = Preview::new(machine, &folders, choice)?;
    let mut server = machine.serve(args.port).map_err(|error| no_port(args.port, &error))?;
    let own = server.address().to_string();
    watch(&preview, server.as_mut())?;
    let address = format!("http://{own}/");
    super::print(machine, &format!("{address}\nEach save shows there at once. Ctrl-C ends it.\n"))?;
    if !args.no_open && !machine.open_in_browser(&address) {
        machine.err("note: no browser could be opened; open the address above yourself.\n");
    }
    let mut noticed = true;
    loop {
        match server.next() {
            Event::Asked(asked, reply) => reply(preview.answer(&asked, &own)),
            Event::Saved(paths) => {
                let told = preview.saved(&paths);
                tell(machine, server.as_mut(), told)?;
                preview.prepare();
                // A folder that was taken away and put back is another one, though it is called the same.
                let again = preview.folders().iter().any(|folder| paths.contains(folder));
                noticed = watch_on(&preview, server.as_mut(), machine, again);
            }
            Event::Quiet if !preview.come_back().is_empty() => {
                noticed = watch_on(&preview, server.as_mut(), machine, true);
                let told = preview.saved(&preview.come_back());
                tell(machine, server.as_mut(), told)?;
            }
            Event::Quiet if !noticed => noticed = watch(&preview, server.as_mut()).is_ok(),
            Event::Quiet => {}
            Event::Ended => break,
        }
    }
    super::print(machine, "The preview has ended.\n")?;
    Ok(Exit::Done)
}

/// Tells the pages first: they wait, and the console does not.
fn tell(machine: &dyn Machine, server: &mut dyn Server, told: Vec<(String, String)>) -> Result<(), Failure> {
    for (event, line) in told {
        server.tell(&event);
        super::print(machine, &line)?;
    }
    Ok(())
}

fn watch(preview: &Preview<'_>, server: &mut dyn Server) -> Result<(), Failure> {
    server.watch(&preview.folders()).map_err(unwatched)
}

/// Watches what is there now, `again` from the beginning. What cannot be watched is said, and tried again when nothing
/// else happens: a folder may be taken away in the very moment.
fn watch_on(preview: &Preview<'_>, server: &mut dyn Server, machine: &dyn Machine, again: bool) -> bool {
    let from_nothing = if again { server.watch(&BTreeSet::new()).map_err(unwatched) } else { Ok(()) };
    match from_nothing.and_then(|()| watch(preview, server)) {
        Ok(()) => true,
        Err(failure) => {
            machine.err(&format!("warning: {failure}; it is tried again\n"));
            false
        }
    }
}

fn unwatched(error: std::io::Error) -> Failure {
    Failure::Argument(format!("saves cannot be noticed: {error}"))
}

/// Why nothing listens, and what to do.
fn no_port(port: u16, error: &std::io::Error) -> Failure {
    Failure::Argument(match error.kind() {
        ErrorKind::AddrInUse => format!(
            "port {port} is in use, perhaps by another preview; end that one, or leave out `--port` for a free port"
        ),
        ErrorKind::PermissionDenied => format!(
            "the system does not let you listen at port {port}; take one above 1023, or leave out `--port`"
        ),
        _ => {
            format!("cannot listen at port {port} of 127.0.0.1: {error}; leave out `--port` for a free port")
        }
    })
}
