use std::io::{self, Cursor, Read, Write};

use bona_engine::canon::hex;
use sha2::{Digest, Sha256};

use super::write;
use crate::archive::Archive;
use crate::bundle::{Bundle, Part, measure};
use crate::error::PackError;
use crate::made_up::{Counting, Shelf};
use crate::watch::{Step, Watch};

fn text(words: &str) -> Part {
    Part::Bytes(words.repeat(200).into_bytes())
}

fn sample(shelf: &Shelf) -> Bundle {
    let mut bundle = Bundle::default();
    bundle.add("index.html", text("<p>Hello, who are you?</p>\n")).expect("free");
    bundle.add("empty.txt", Part::Bytes(Vec::new())).expect("free");
    bundle.add("a.png", text("not really a picture")).expect("free");
    let media = measure(shelf, "big.png", &Counting::patient()).expect("readable");
    bundle.add("media/big.png", Part::Media(media)).expect("free");
    bundle.add_manifest("imsmanifest.xml", b"<manifest/>".repeat(9)).expect("free");
    bundle
}

fn shelf() -> Shelf {
    let noise: Vec<u8> = (0..150_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    Shelf::default().with("big.png", &noise)
}

#[test]
fn the_same_bundle_gives_the_same_bytes() {
    let shelf = shelf();
    let bundle = sample(&shelf);
    let (mut first, mut second) = (Vec::new(), Vec::new());
    let written = write(&bundle, &shelf, &Counting::patient(), &mut first).expect("written");
    write(&bundle, &shelf, &Counting::patient(), &mut second).expect("written");
    assert_eq!(first, second);
    assert_eq!(written.sha256, hex(&Sha256::digest(&first)));
    assert_eq!((written.files, written.bytes), (5, first.len() as u64));
    assert_eq!(written.crc, crc32fast::hash(&first));
    // Pinned, so that a compressor which packs otherwise is noticed: every package would change with it.
    assert_eq!(written.sha256, "0713d9b8aa32d9a1a3f53bf57d0ee1550cdb421b25ab9d2e9dc29e4573994537");
}

/// A package that is large enough to be hashed by a thread of its own: the same sums, and the same ways to fail.
#[test]
fn a_large_package_is_hashed_beside_the_writing() {
    let shelf = (0..9_u32).fold(Shelf::default(), |shelf, number| {
        let noise = (0..150_000_u32).flat_map(|at| (at ^ number).wrapping_mul(2_654_435_761).to_le_bytes());
        shelf.with(&format!("{number}.png"), &noise.collect::<Vec<u8>>())
    });
    let mut bundle = Bundle::default();
    bundle.add_manifest("imsmanifest.xml", b"<manifest/>".repeat(9)).expect("free");
    for path in shelf.0.keys() {
        let media = measure(&shelf, path, &Counting::patient()).expect("readable");
        bundle.add(&format!("media/{path}"), Part::Media(media)).expect("free");
    }
    let mut bytes = Vec::new();
    let giving = |patience| Giving(Counting::until(patience));
    let patient = giving(usize::MAX);
    let written = write(&bundle, &shelf, &patient, &mut bytes).expect("written");
    assert_eq!(written.sha256, hex(&Sha256::digest(&bytes)));
    assert_eq!((written.crc, written.bytes), (crc32fast::hash(&bytes), bytes.len() as u64));
    let mut alone = Vec::new();
    let same = write(&bundle, &shelf, &Counting::patient(), &mut alone).expect("written");
    assert!(same.sha256 == written.sha256 && alone == bytes, "without a second thread");
    let mut archive = Archive::open(Cursor::new(bytes)).expect("sound");
    assert_eq!(archive.read("media/8.png", 1_000_000).expect("sound"), shelf.0["8.png"]);

    let stopped = write(&bundle, &shelf, &giving(30), &mut Vec::new());
    assert!(matches!(stopped, Err(PackError::Interrupted)));
    let full = write(&bundle, &shelf, &patient, &mut Full(3_000_000));
    assert!(matches!(full, Err(PackError::Io { what, .. }) if what == "cannot write the package"));
    let other = Shelf(shelf.0.iter().map(|(path, bytes)| (path.clone(), bytes[1..].to_vec())).collect());
    let changed = write(&bundle, &other, &patient, &mut Vec::new());
    assert!(matches!(changed, Err(PackError::Io { what, .. }) if what == "cannot read `media/0.png`"));
}

/// A caller that has threads to give.
struct Giving(Counting);

impl Watch for Giving {
    fn step(&self, step: Step<'_>) {
        self.0.step(step);
    }

    fn cancelled(&self) -> bool {
        self.0.cancelled()
    }

    #[allow(clippy::disallowed_methods, reason = "the caller decides what runs at once, and this is one")]
    fn beside(&self, work: Box<dyn FnOnce() + Send>) -> bool {
        std::thread::Builder::new().spawn(work).is_ok()
    }
}

#[test]
fn another_reader_finds_what_we_wrote() {
    let shelf = shelf();
    let bundle = sample(&shelf);
    let mut bytes = Vec::new();
    write(&bundle, &shelf, &Counting::patient(), &mut bytes).expect("written");

    let mut theirs = zip::ZipArchive::new(Cursor::new(bytes.clone())).expect("a zip");
    let order = ["imsmanifest.xml", "a.png", "empty.txt", "index.html", "media/big.png"];
    assert_eq!(theirs.len(), order.len());
    for (at, name) in order.iter().enumerate() {
        let mut file = theirs.by_index(at).expect("listed");
        assert_eq!(file.name().expect("ASCII"), *name);
        let deflated = ["imsmanifest.xml", "index.html"].contains(name);
        let method = if deflated { zip::CompressionMethod::Deflated } else { zip::CompressionMethod::Stored };
        assert_eq!(file.compression(), method, "{name}");
        assert_eq!(file.unix_mode(), Some(0o100_644), "{name}");
        assert_eq!(file.last_modified(), Some(zip::DateTime::default()), "{name}");
        assert!(file.extra_data().is_none_or(|extra| extra.is_empty()), "{name}");
        // Flags nought: sizes stand before the data, and names are ASCII.
        let header = usize::try_from(file.header_start()).expect("small");
        assert_eq!(bytes[header + 6..header + 8], [0, 0], "{name}");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("sound");
        let part = bundle.parts().find(|(path, _)| path.as_str() == *name).expect("ours").1;
        assert_eq!(hex(&Sha256::digest(&content)), hex(&part.sha256()), "{name}");
    }

    let mut ours = Archive::open(Cursor::new(bytes)).expect("sound");
    assert_eq!(ours.names().collect::<Vec<_>>(), order);
    assert_eq!(ours.read("imsmanifest.xml", 1_000).expect("sound"), b"<manifest/>".repeat(9));
    assert_eq!(ours.read("media/big.png", 1_000_000).expect("sound"), shelf.0["big.png"]);
}

#[test]
fn media_that_changed_are_refused() {
    let before = shelf();
    let bundle = sample(&before);
    let bytes = &before.0["big.png"];
    let mut flipped = bytes.clone();
    flipped[99_999] ^= 1;
    for after in [&bytes[1..], &[bytes.as_slice(), b"x"].concat(), &flipped] {
        let after = Shelf::default().with("big.png", after);
        let refused = write(&bundle, &after, &Counting::patient(), &mut Vec::new());
        assert!(matches!(refused, Err(PackError::Io { what, .. }) if what == "cannot read `media/big.png`"));
    }
}

/// A disk with so much room.
struct Full(usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::StorageFull)?;
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn it_stops_when_asked_and_tells_of_a_full_disk() {
    let shelf = shelf();
    let bundle = sample(&shelf);
    // Five files and three blocks of media: asked before each.
    for patience in [0, 3, 7] {
        let stopped = write(&bundle, &shelf, &Counting::until(patience), &mut Vec::new());
        assert!(matches!(stopped, Err(PackError::Interrupted)), "{patience}");
    }
    for room in [0, 100, 300_000, 600_000] {
        let refused = write(&bundle, &shelf, &Counting::patient(), &mut Full(room));
        assert!(
            matches!(refused, Err(PackError::Io { what, .. }) if what == "cannot write the package"),
            "{room}"
        );
    }
}

#[test]
fn more_files_than_a_reader_takes_are_refused() {
    let mut bundle = Bundle::default();
    for number in 0..=20_000 {
        bundle.add(&format!("f{number}"), Part::Bytes(Vec::new())).expect("free");
    }
    let refused = write(&bundle, &Shelf::default(), &Counting::patient(), &mut Vec::new());
    assert!(matches!(refused, Err(PackError::TooManyFiles { files: 20_001, limit: 20_000 })));
}
