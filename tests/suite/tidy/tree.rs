//! The text files of the repository, as an author sees them: what `.gitignore` names is left out.

use std::fs;
use std::path::{Path, PathBuf};

/// A text file.
#[derive(Debug)]
pub(super) struct File {
    /// From the root, with `/`.
    pub(super) path: String,
    pub(super) text: String,
}

impl File {
    /// A made-up file, for asking a check about a fault.
    pub(super) fn made_up(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// What stands behind the last point of the name.
    pub(super) fn ending(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or("", |(_, ending)| ending)
    }
}

/// The root of the repository.
pub(super) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ stands in the root").to_path_buf()
}

/// Every text file of the repository, sorted by path. A file that is not UTF-8 is not a text.
pub(super) fn files() -> Vec<File> {
    let ignored = fs::read_to_string(root().join(".gitignore")).expect(".gitignore is there");
    let mut folders = vec![String::new()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root().join(&folder)).expect("a folder of the repository can be read") {
            let entry = entry.expect("an entry can be read");
            let path = format!("{folder}{}", entry.file_name().to_string_lossy());
            if path == ".git" || is_ignored(&path, &ignored) {
                continue;
            }
            if entry.file_type().expect("an entry has a type").is_dir() {
                folders.push(path + "/");
            } else if let Ok(text) = fs::read_to_string(entry.path()) {
                files.push(File { path, text });
            }
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

/// Knows the three forms that our `.gitignore` uses: `/from/the/root`, `*.ending` and a plain name or path.
fn is_ignored(path: &str, ignored: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    ignored.lines().map(|line| line.trim_end_matches('/')).any(|line| {
        if line.is_empty() || line.starts_with('#') {
            return false;
        }
        match line.strip_prefix('*') {
            Some(ending) => name.ends_with(ending),
            None if line.contains('/') => path == line.trim_start_matches('/'),
            None => name == line,
        }
    })
}

#[test]
fn the_tree_leaves_out_what_is_ignored_and_nothing_else() {
    let ignored = "/target\n*.bona\n.bona-cache\npackager/player/node_modules\n";
    for path in ["target", "a/evidence.bona", "x/.bona-cache", "packager/player/node_modules"] {
        assert!(is_ignored(path, ignored), "{path}");
    }
    for path in ["src/target", "a/bona", "bona", "node_modules", "packager/player"] {
        assert!(!is_ignored(path, ignored), "{path}");
    }
    let files = files();
    for wanted in [".gitignore", "Cargo.toml", "engine/src/lib.rs", "tests/suite/tidy/tree.rs"] {
        assert!(files.iter().any(|file| file.path == wanted), "{wanted}");
    }
    assert!(!files.iter().any(|file| file.path.starts_with("target/")));
}
