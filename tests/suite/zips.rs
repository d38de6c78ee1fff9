//! Zips that somebody changed: packages and Word files are both.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;

/// A zip with each file as `change` gives it back, by name and bytes; without those for which it gives nothing.
pub(crate) fn repacked(
    made: &[u8],
    mut change: impl FnMut(&str, Vec<u8>) -> Option<(String, Vec<u8>)>,
) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(Cursor::new(made)).expect("it is a zip");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..zip.len() {
        let mut file = zip.by_index(number).expect("it is there");
        let (name, mut bytes) = (file.name().expect("it is text").into_owned(), Vec::new());
        file.read_to_end(&mut bytes).expect("it is whole");
        if let Some((name, bytes)) = change(&name, bytes) {
            out.start_file(name, SimpleFileOptions::default()).expect("a name of its own");
            out.write_all(&bytes).expect("memory takes it");
        }
    }
    out.finish().expect("memory takes it").into_inner()
}
