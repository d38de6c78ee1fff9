//! Files that were sent back, by forms or with comments: those that a command names, and those of folders that it names.
//!
//! What stands in them is read elsewhere.

use std::borrow::Cow;
use std::path::PathBuf;

use bona_engine::limits;

use crate::exit::Failure;
use crate::form::filled::shown;
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

/// Files that are named in a message; of more only how many they are.
const EACH: usize = 10;

/// What is read of what a command names, and what is not.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The files to be read.
    pub(super) paths: Vec<PathBuf>,
    /// What lies beside them in the folders, and is passed over.
    passed: Vec<PathBuf>,
}

impl Found {
    /// A line that names what is not read; empty where everything is.
    pub(super) fn passed_over(&self) -> String {
        if self.passed.is_empty() {
            return String::new();
        }
        let mut named: Vec<String> =
            self.passed.iter().take(EACH).map(|path| shown(&path.display().to_string())).collect();
        let more = self.passed.len().saturating_sub(EACH);
        if more > 0 {
            named.push(format!("and {more} more"));
        }
        format!("not read: {}; name a file or a folder itself to have it read\n", named.join(", "))
    }
}

/// The files of this kind, at most as many as [`limits::FORMS`]; who names a file is believed that it is one.
pub(super) fn returned(machine: &dyn Machine, given: &[PathBuf], kind: &Kind) -> Result<Found, Failure> {
    let (mut paths, mut passed) = (Vec::new(), Vec::new());
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
                for one in entries.into_iter().filter(|one| !one.name.starts_with(['.', '~'])) {
                    let list = if !one.folder && fits(&one.name) { &mut paths } else { &mut passed };
                    list.push(path.join(one.name));
                }
            }
        }
    }
    if paths.is_empty() {
        let places = given.iter().map(|path| format!("`{}`", path.display())).collect::<Vec<_>>().join(", ");
        let endings = kind.endings.join(" or .");
        let passed = Found { paths, passed }.passed_over();
        let passed = if passed.is_empty() { passed } else { format!("\n{}", passed.trim_end()) };
        return Err(Failure::Argument(format!(
            "{} in {places}; {} end with .{endings}{passed}",
            kind.none, kind.many
        )));
    }
    if paths.len() > limits::FORMS {
        let (count, most) = (paths.len(), limits::FORMS);
        let text = format!("{count} {} are more than {most} at once; read them in parts", kind.many);
        return Err(Failure::Argument(text));
    }
    Ok(Found { paths, passed })
}

/// The text of a file that some programs mark or widen when they save it again: without a byte order mark, and in UTF-8
/// where that mark says UTF-16. What bears no mark stays as it is.
pub(super) fn unmarked(bytes: &[u8]) -> Cow<'_, [u8]> {
    let wide = |bytes: &[u8], order: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|two| order([two[0], two[1]])).collect();
        String::from_utf16_lossy(&units).into_bytes()
    };
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => Cow::Borrowed(rest),
        [0xff, 0xfe, rest @ ..] => Cow::Owned(wide(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Cow::Owned(wide(rest, u16::from_be_bytes)),
        _ => Cow::Borrowed(bytes),
    }
}
