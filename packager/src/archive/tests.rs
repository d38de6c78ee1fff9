use std::io::Cursor;

use super::{Archive, ArchiveError};

/// A file of a zip as somebody might write it; each field can be made to lie.
#[derive(Clone)]
struct Raw {
    name: &'static [u8],
    local_name: &'static [u8],
    method: u16,
    flags: u16,
    body: Vec<u8>,
    crc: u32,
    size: u32,
    mode: u32,
    /// Where the directory says that it begins; `None` is the truth.
    at: Option<u32>,
    extra: u16,
}

fn raw(name: &'static [u8], body: &[u8]) -> Raw {
    let size = u32::try_from(body.len()).expect("small");
    let (body, crc) = (body.to_vec(), crc32fast::hash(body));
    Raw { name, local_name: name, method: 0, flags: 0, body, crc, size, mode: 0o100_644, at: None, extra: 0 }
}

fn deflated(name: &'static [u8], body: &[u8]) -> Raw {
    use std::io::Write;
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::new(9));
    encoder.write_all(body).expect("memory");
    Raw { method: 8, body: encoder.finish().expect("memory"), ..raw(name, body) }
}

fn header(file: &Raw, name: &[u8], out: &mut Vec<u8>) {
    for word in [20, file.flags, file.method, 0, 33] {
        out.extend(word.to_le_bytes());
    }
    let packed = u32::try_from(file.body.len()).expect("small");
    for number in [file.crc, packed, file.size] {
        out.extend(number.to_le_bytes());
    }
    out.extend(u16::try_from(name.len()).expect("short").to_le_bytes());
}

fn pack(files: &[Raw]) -> Vec<u8> {
    pack_with(files, |_| {}, b"")
}

fn pack_with(files: &[Raw], lie: impl Fn(&mut Vec<u8>), comment: &[u8]) -> Vec<u8> {
    let (mut zip, mut directory) = (Vec::new(), Vec::new());
    for file in files {
        let at = u32::try_from(zip.len()).expect("small");
        zip.extend(b"PK\x03\x04");
        header(file, file.local_name, &mut zip);
        zip.extend(file.extra.to_le_bytes());
        zip.extend(file.local_name);
        zip.extend(vec![0; usize::from(file.extra.min(64))]);
        zip.extend(&file.body);
        directory.extend(b"PK\x01\x02\x14\x03");
        header(file, file.name, &mut directory);
        directory.extend([0; 8]);
        directory.extend((file.mode << 16).to_le_bytes());
        directory.extend(file.at.unwrap_or(at).to_le_bytes());
        directory.extend(file.name);
    }
    let count = u16::try_from(files.len()).expect("few");
    let mut end = b"PK\x05\x06\0\0\0\0".to_vec();
    end.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    end.extend(u32::try_from(directory.len()).expect("small").to_le_bytes());
    end.extend(u32::try_from(zip.len()).expect("small").to_le_bytes());
    end.extend(u16::try_from(comment.len()).expect("short").to_le_bytes());
    lie(&mut end);
    [zip, directory, end, comment.to_vec()].concat()
}

fn open(zip: Vec<u8>) -> Result<Archive<Cursor<Vec<u8>>>, ArchiveError> {
    Archive::open(Cursor::new(zip))
}

fn good() -> Vec<Raw> {
    vec![deflated(b"imsmanifest.xml", &b"<manifest/>".repeat(50)), raw(b"media/A picture.png", b"png")]
}

#[test]
fn a_sound_zip_is_read_whoever_made_it() {
    let folder = Raw { mode: 0o040_755, ..raw(b"media/", b"") };
    let files = [good(), vec![folder, raw("été.txt".as_bytes(), b"x")]].concat();
    let mut archive = open(pack_with(&files, |_| {}, b"a comment")).expect("sound");
    let names: Vec<_> = archive.names().map(str::to_owned).collect();
    assert_eq!(names, ["imsmanifest.xml", "media/A picture.png", "été.txt"]);
    assert_eq!(archive.read("imsmanifest.xml", 550).expect("sound"), b"<manifest/>".repeat(50));
    assert!(matches!(archive.read("imsmanifest.xml", 549), Err(ArchiveError::TooMuch { found: 550, .. })));
    assert!(matches!(archive.read("media/", 9), Err(ArchiveError::Missing(_))));
    assert!(matches!(archive.read("x", 9), Err(ArchiveError::Missing(name)) if name == "x"));
    // Sizes after the data, as streaming writers do: the directory's sizes hold.
    let mut streamed = pack(&[Raw { flags: 8, ..raw(b"a.txt", b"abc") }]);
    streamed[14..26].fill(0);
    assert_eq!(open(streamed).expect("sound").read("a.txt", 9).expect("sound"), b"abc");
}

#[test]
fn names_that_deceive_are_refused() {
    let bad: &[(&[u8], &str)] = &[
        (b"", "empty"),
        (b"/etc/passwd", "not relative"),
        (b"C:/x.txt", "not relative"),
        (b"../x.txt", "leads out"),
        (b"a/../../x.txt", "leads out"),
        (b"a/./x.txt", "leads out"),
        (b"a//x.txt", "leads out"),
        (b"a\\x.txt", "backslash"),
        (b"a\0.txt", "control character"),
        (b"a\n.txt", "control character"),
        (b"\xff\xfe.txt", "not UTF-8"),
        (b"a/nul.txt", "device"),
        (b"COM7", "device"),
        (b"a./x.txt", "dot or a blank"),
        (&[b'a'; 1_001], "longer than 1,000"),
    ];
    for (name, why) in bad {
        let error = open(pack(&[good(), vec![raw(name, b"x")]].concat())).expect_err(why);
        assert!(matches!(error, ArchiveError::BadName { .. }), "{error}");
        assert!(error.to_string().contains(why), "{error}");
    }
    // What only looks alike is taken: canaries against a rule that refuses all.
    let fine: &[&[u8]] = &[b"a..b.txt", b"...a", b"console.js", b"com10.txt", b"nulls/x.txt", b"-rf"];
    for name in fine {
        open(pack(&[raw(name, b"x")])).expect("sound");
    }
}

#[test]
fn names_that_clash_are_refused() {
    let pairs: &[[&[u8]; 2]] = &[
        [b"a.txt", b"a.txt"],
        [b"a.txt", b"A.TXT"],
        ["é.txt".as_bytes(), "É.txt".as_bytes()],
        [b"a", b"a/b.txt"],
        [b"A/b.txt", b"a"],
    ];
    for pair in pairs {
        let error = open(pack(&pair.map(|name| raw(name, b"x")))).expect_err("they clash");
        assert!(matches!(error, ArchiveError::BadName { .. }), "{error}");
    }
}

#[test]
fn zips_that_lie_are_refused() {
    let with = |change: &dyn Fn(&mut Raw)| {
        let mut files = good();
        change(&mut files[1]);
        pack(&files)
    };
    let end = |lie: &dyn Fn(&mut Vec<u8>)| pack_with(&good(), lie, b"");
    let sound = pack(&good());
    let fake_end = [b"PK\x05\x06".as_slice(), &[0; 18]].concat();
    let table: Vec<(&str, Vec<u8>)> = vec![
        ("end record is missing", Vec::new()),
        ("end record is missing", b"PK\x03\x04 but no more".to_vec()),
        ("end record is missing", sound[..sound.len() - 1].to_vec()),
        ("two end records", pack_with(&good(), |_| {}, &fake_end)),
        ("split", end(&|end| end[4] = 1)),
        ("split", end(&|end| end[8] = 1)),
        ("Zip64", end(&|end| end[8..12].fill(0xff))),
        ("Zip64", end(&|end| end[16..20].fill(0xff))),
        ("not where the end record says", end(&|end| end[16] += 1)),
        ("not where the end record says", [b"MZ".to_vec(), sound.clone()].concat()),
        ("another number of files", end(&|end| (end[8], end[10]) = (3, 3))),
        ("another number of files", end(&|end| (end[8], end[10]) = (1, 1))),
        ("encrypted", with(&|file| file.flags = 1)),
        ("Zip64", with(&|file| file.size = u32::MAX)),
        ("two sizes", with(&|file| file.size = 4)),
        ("a link or a device", with(&|file| file.mode = 0o120_777)),
        ("a link or a device", with(&|file| file.mode = 0o020_644)),
        ("share bytes", with(&|file| file.at = Some(0))),
        ("share bytes", with(&|file| file.at = Some(u32::try_from(sound.len()).expect("small") - 60))),
        ("share bytes", with(&|file| file.at = Some(20))),
        ("200 times", pack(&[deflated(b"bomb.html", &vec![b' '; 5_000_000])])),
        ("bytes of its own", pack(&[raw(b"media/", b"x")])),
        ("bytes in one file", with(&|file| (file.method, file.size) = (8, 2_000_000_001))),
    ];
    assert!(20 < table.len());
    for (why, zip) in table {
        let error = open(zip).expect_err(why);
        assert!(error.to_string().contains(why), "{error}, not: {why}");
    }
    open(sound).expect("the canary: the same zip without a lie");
}

#[test]
fn files_that_lie_are_refused_when_read() {
    let with = |change: &dyn Fn(&mut Raw)| {
        let mut files = good();
        change(&mut files[0]);
        let read = open(pack(&files)).and_then(|mut archive| archive.read("imsmanifest.xml", 1_000));
        read.expect_err("a lie")
    };
    assert!(matches!(with(&|file| file.crc ^= 1), ArchiveError::DamagedFile(_)));
    assert!(matches!(with(&|file| file.size -= 1), ArchiveError::DamagedFile(_)));
    assert!(matches!(with(&|file| file.size += 1), ArchiveError::DamagedFile(_)));
    assert!(matches!(with(&|file| file.body[0] = 0xff), ArchiveError::DamagedFile(_)));
    assert!(matches!(with(&|file| file.local_name = b"imsmanifest.xmk"), ArchiveError::Damaged(_)));
    assert!(matches!(with(&|file| file.local_name = b"x"), ArchiveError::Damaged(_)));
    assert!(matches!(with(&|file| file.extra = 999), ArchiveError::Damaged("two files share bytes")));
    assert!(matches!(with(&|file| file.method = 12), ArchiveError::Unsupported(_)));
}

#[test]
fn too_many_files_are_refused_before_the_directory_is_read() {
    // The directory is rubbish: only an end record that was read first can give this answer.
    let end = |files: u16, size: u32| {
        let mut end = b"PK\x05\x06\0\0\0\0".to_vec();
        end.extend([files.to_le_bytes(), files.to_le_bytes()].concat());
        end.extend([size.to_le_bytes(), [0; 4]].concat());
        end.extend([0; 2]);
        [vec![0; size as usize], end].concat()
    };
    assert!(matches!(open(end(20_001, 100)), Err(ArchiveError::TooMuch { what: "files", .. })));
    let large = open(end(9, 16_000_001));
    assert!(matches!(large, Err(ArchiveError::TooMuch { what: "bytes of directory", .. })));
    assert!(matches!(open(end(20_000, 100)), Err(ArchiveError::Damaged(_))));
}

#[test]
fn no_cut_and_no_flipped_byte_makes_it_panic() {
    let sound = pack(&good());
    let mut refused = 0;
    for at in 0..sound.len() {
        let mut flipped = sound.clone();
        flipped[at] ^= 0xff;
        for zip in [sound[..at].to_vec(), flipped] {
            match open(zip) {
                Err(_) => refused += 1,
                Ok(mut archive) => drop(archive.read("imsmanifest.xml", 1_000)),
            }
        }
    }
    assert!(sound.len() < refused, "every cut is refused, and many flips");
}
