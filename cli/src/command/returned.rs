//! Files that were sent back, by forms or with comments: those that a command names, and those of folders that it names.
//!
//! What stands in them is read elsewhere.

use std::path::PathBuf;

use bona_engine::limits;

use crate::exit::Failure;
use crate::machine::{Machine, Stands};

/// What kind of file is looked for.
pub(super) struct Kind {
    /// What is told of a folder without any: `no form is`.
    pub(super) none: &'static str,
    /// What several are called: `forms`.
    pub(super) many: &'static str,
    /// The endings of their names, in lower case.
    pub(super) endings: &'static [&'static str],
}

/// The files of this kind, at most as many as [`limits::FORMS`]; who names a file is believed that it is one.
pub(super) fn returned(
    machine: &dyn Machine,
    given: &[PathBuf],
    kind: &Kind,
) -> Result<Vec<PathBuf>, Failure> {
    let mut paths = Vec::new();
    for path in given {
        match machine.stands(path).map_err(|error| Failure::file("cannot look at", path, error))? {
            None => {
                return Err(Failure::Argument(format!("there is no file or folder `{}`", path.display())));
            }
            Some(Stands::File(_)) => paths.push(path.clone()),
            Some(Stands::Folder) => {
                let entries =
                    machine.list(path).map_err(|error| Failure::file("cannot list", path, error))?;
                let ending = |name: &str| name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
                let fits = |name: &str| ending(name).is_some_and(|own| kind.endings.contains(&own.as_str()));
                // Programs put files of their own beside one that is open.
                let own = |name: &str| !name.starts_with(['.', '~']) && fits(name);
                let entries = entries.into_iter().filter(|one| !one.folder && own(&one.name));
                paths.extend(entries.map(|one| path.join(one.name)));
            }
        }
    }
    if paths.is_empty() {
        let places = given.iter().map(|path| format!("`{}`", path.display())).collect::<Vec<_>>().join(", ");
        let endings = kind.endings.join(" or .");
        return Err(Failure::Argument(format!(
            "{} in {places}; {} end with .{endings}",
            kind.none, kind.many
        )));
    }
    if paths.len() > limits::FORMS {
        let (count, most) = (paths.len(), limits::FORMS);
        let text = format!("{count} {} are more than {most} at once; read them in parts", kind.many);
        return Err(Failure::Argument(text));
    }
    Ok(paths)
}
