//! Answer codes: about nobody, so they go another way than all else that is imported.

use bona_engine::evidence::{EditionBasis, Facts, Source, SourceKind, read_returns};
use bona_engine::intake::{Intake, list};

use super::super::open;
use super::super::package::answer_key;
use super::Import;
use super::given::Given;
use super::kind::refused_path;
use crate::args::ImportArgs;
use crate::exit::{Exit, Failure};
use crate::keys;
use crate::machine::Machine;
use crate::store::Place;

/// Reads the codes, and with `--apply` keeps them.
pub(super) fn run(args: &ImportArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    let (told, key) = answer_key(args, machine)?;
    let Some(Given { bytes, source: (length, sha256) }) =
        Given::read(args, &args.file, list::LIST_BYTES, machine)?
    else {
        return Ok(Exit::AtFault);
    };
    let listed = match list::read(&bytes, args.column.as_deref()) {
        Ok(listed) => listed,
        Err(fault) => {
            machine.err(&format!("error: `{}`: {fault}\n", args.file.display()));
            return Ok(Exit::AtFault);
        }
    };
    let returns = read_returns(&listed, &key);
    let intake = Intake {
        refusals: returns.refused.iter().map(|(_, refusal)| refusal.clone()).collect(),
        refused_file: list::refused_file(&returns.refused),
        ..Intake::default()
    };
    let source = Source {
        bytes: length,
        joined: None,
        kind: SourceKind::Returns,
        package: Some(told.sha256),
        returns: None,
        sha256,
        v: 1,
    };
    let facts = Facts {
        course: told.course,
        edition: Some(told.edition),
        edition_basis: EditionBasis::Package,
        stated_by: None,
        content: None,
        variant: None,
        language: None,
        release: Some(told.release),
        session: None,
        records: source.kind.records(),
        source,
        keep_names: false,
        now: machine.now(),
    };
    let mut store = open(place, machine)?;
    let keys = keys::load(machine, &place.keys)?;
    let returns = Some(&returns);
    let refused = refused_path(&args.file, SourceKind::Returns, (place, machine));
    Import { args, place, machine, keys: &keys, facts: &facts, intake: &intake, returns, refused }
        .run(&mut store)
}
