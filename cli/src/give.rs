//! Files that are made for people: pages, lists, exports, certificates. What stands where one should go is somebody's
//! until it is recognised: only what the same command wrote before is replaced. Keys, stores and checkpoints are written
//! by themselves, not here.

#[cfg(feature = "store-sqlite")]
mod beside;

use std::io::Read as _;
use std::path::Path;

#[cfg(feature = "store-sqlite")]
pub(crate) use beside::{Giving, never, put_beside};

use crate::exit::Failure;
use crate::machine::{Machine, Stands};

/// Bytes of what stands there by which it is recognised.
const HEAD: u64 = 4_096;
/// What begins every page that is written beside a store.
const PAGE: &str = "<!doctype html>\n<html lang=\"en-GB\" dir=\"ltr\"";

/// Whether these first bytes are of a page that has this beginning of a title.
pub(crate) fn is_page(head: &[u8], title: &str) -> bool {
    let text = String::from_utf8_lossy(head);
    let Some((before, _)) = text.split_once("<style>") else { return false };
    before.starts_with(PAGE)
        && before.contains("<meta http-equiv=\"Content-Security-Policy\"")
        && before.contains(&format!("<title>{title}"))
}

/// Whether a file may be written at a place: nothing stands there, or what is `ours` by its first bytes.
///
/// # Errors
/// When something else stands there, or the disk will not say.
pub(crate) fn free(
    machine: &dyn Machine,
    path: &Path,
    ours: impl FnOnce(&[u8]) -> bool,
) -> Result<(), Failure> {
    let why = match machine.stands(path).map_err(|error| Failure::file("cannot look at", path, error))? {
        None => return Ok(()),
        Some(Stands::File(_)) if ours(&head(machine, path, HEAD)?) => return Ok(()),
        Some(Stands::File(_)) => {
            "stands there already, and was left as it is; name a file that does not, or move that one away"
        }
        Some(Stands::Folder) => "is a folder; name a file in it",
    };
    Err(Failure::Argument(format!("`{}` {why}", path.display())))
}

fn head(machine: &dyn Machine, path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let fail = |error| Failure::file("cannot read", path, error);
    let mut bytes = Vec::new();
    machine.open(path).map_err(fail)?.take(most).read_to_end(&mut bytes).map_err(fail)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::is_page;

    #[test]
    fn a_page_is_known_by_its_head() {
        let page = |title: &str| {
            format!(
                "<!doctype html>\n<html lang=\"en-GB\" dir=\"ltr\">\n<head>\n<meta http-equiv=\"Content-Security-Policy\" \
                 content=\"x\">\n<title>{title}</title>\n<style></style>"
            )
        };
        assert!(is_page(page("Training at Elm").as_bytes(), "Training at "));
        for other in [
            page("My thesis"),
            page("Training at Elm").replace("Content-Security-Policy", "refresh"),
            page("Training at Elm").replace("<style>", ""),
            format!("SQLite format 3{}", page("Training at Elm")),
            String::new(),
        ] {
            assert!(!is_page(other.as_bytes(), "Training at "), "{other}");
        }
    }
}
