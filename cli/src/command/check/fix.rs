//! Makes the safe corrections of a course. A file is written whole, and only if fewer faults are in it then.

use std::collections::BTreeMap;
use std::path::Path;

use bona_engine::check::{Given, Input, Options, check, display, sources};
use bona_engine::diagnostic::Diagnostic;
use bona_engine::write::mend;

use crate::exit::Failure;
use crate::machine::{Keep, Machine};
use crate::show;

/// Corrections can uncover others, such as a misspelt field behind a missing comma; this often they are asked for.
const ROUNDS: usize = 10;

/// Corrects a course on the disk and in `input`; yields a line for each correction.
pub(crate) fn fix(
    machine: &dyn Machine,
    folder: &Path,
    input: &mut Input,
    options: &Options,
) -> Result<Vec<String>, Failure> {
    let mut lines = Vec::new();
    let mut changed: BTreeMap<String, String> = BTreeMap::new();
    let mut found = check(input, options).diagnostics;
    for _ in 0..ROUNDS {
        let before = changed.len() + lines.len();
        let paths: Vec<String> = input.files.keys().filter(|path| path.ends_with(".ron")).cloned().collect();
        for path in paths {
            let Some(Given::Bytes(bytes)) = input.files.get(&path) else { continue };
            let Ok(text) = std::str::from_utf8(bytes) else { continue };
            let name = display(&input.folder, &path);
            let here: Vec<&Diagnostic> = found.iter().filter(|fault| fault.at.file == name).collect();
            let (text, mended) = mend(text.trim_start_matches('\u{feff}'), &here);
            if mended.is_empty() {
                continue;
            }
            let texts = sources(input);
            let given = input.files.insert(path.clone(), Given::Bytes(text.clone().into_bytes()));
            let after = check(input, options).diagnostics;
            if after.len() >= found.len() {
                input.files.extend(given.map(|given| (path, given)));
                continue;
            }
            for fault in mended {
                let line = show::position(&texts, &fault.at).map_or(1, |position| position.line);
                lines.push(format!("{name}:{line}: mended: {}\n", fault.message));
            }
            changed.insert(path, text);
            found = after;
        }
        if changed.len() + lines.len() == before {
            break;
        }
    }
    for (path, text) in changed {
        let place = folder.join(path);
        machine
            .write(&place, Keep::Forced, &mut |file| file.write_all(text.as_bytes()))
            .map_err(|error| Failure::file("cannot write", &place, error))?;
    }
    Ok(lines)
}
