//! Finds a course and reads it; finds the house.
//!
//! The standard house is part of the program, so that `bona new` works in an empty folder. A folder `house`
//! in the course's folder, beside it, or further up replaces entries of it by id.

mod given;
mod passed_over;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use bona_engine::check::{
    COMMENTS_FILE, Given, HouseFile, HouseList, IMPACT_FILE, Input, Media as Seen, REVIEWS_FILE,
};
use bona_engine::course::HOUSE_MEDIA;
use bona_engine::limits;
use bona_engine::lock::LOCK_FILE;
use bona_packager::{Media, MediaSource, Source};

use crate::exit::Failure;
use crate::machine::{Machine, Stands};
use crate::sums::{Sum, Sums};
pub(crate) use given::courses;

/// The standard house, byte for byte that of `courses/house`.
pub(crate) const HOUSE: [(&str, HouseList, &str); 6] = [
    ("sources.ron", HouseList::Sources, include_str!("../house/sources.ron")),
    ("support.ron", HouseList::Support, include_str!("../house/support.ron")),
    ("terms.ron", HouseList::Terms, include_str!("../house/terms.ron")),
    ("frameworks.ron", HouseList::Frameworks, include_str!("../house/frameworks.ron")),
    ("people.ron", HouseList::People, include_str!("../house/people.ron")),
    ("themes/house.ron", HouseList::Theme, include_str!("../house/themes/house.ron")),
];

/// The files of a course that are no module, bank, language or variant, but for `course.lock`.
const FILES: [&str; 4] = ["course.ron", REVIEWS_FILE, COMMENTS_FILE, IMPACT_FILE];
/// The folders of a course in which files are read whose names end in `.ron`.
const FOLDERS: [&str; 4] = ["modules", "banks", "languages", "variants"];

/// The lists of a house, by the names of their files.
const LISTS: [(&str, HouseList); 8] = [
    ("sources.ron", HouseList::Sources),
    ("support.ron", HouseList::Support),
    ("terms.ron", HouseList::Terms),
    ("frameworks.ron", HouseList::Frameworks),
    ("people.ron", HouseList::People),
    ("facts.ron", HouseList::Facts),
    ("accessibility.ron", HouseList::Accessibility),
    ("variables.ron", HouseList::Variables),
];

/// The folder of a house in which its themes and their pictures stand.
const THEMES: &str = "themes";
/// The folder of a house in which the places stand at which courses are taken.
pub(crate) const PLACES: &str = "places";
/// What messages call the folder of the standard house.
const STANDARD: &str = "(standard house)";

/// How many folders up a house is looked for.
const HOUSE_LEVELS: usize = 6;

/// Reads a course's folder.
///
/// # Errors
/// When the folder is not there or cannot be read.
pub(crate) fn read_course(machine: &dyn Machine, folder: &Path) -> Result<Input, Failure> {
    match machine.stands(folder).map_err(|error| Failure::file("cannot look at", folder, error))? {
        Some(Stands::Folder) => {}
        Some(Stands::File(_)) => return Err(given::no_folder(machine, folder)),
        None => {
            let text = format!(
                "there is no folder `{}`; a course is a folder with a `course.ron`",
                folder.display()
            );
            return Err(Failure::Argument(text));
        }
    }
    let full = machine.full(folder);
    let mut input = Input {
        folder: folder.display().to_string(),
        folder_name: full.file_name().map(|name| name.to_string_lossy().into_owned()),
        house: house(machine, &full)?,
        house_media: match nearest_house(machine, &full) {
            Some(house) => read_pictures(machine, &house.join(THEMES))?,
            None => BTreeMap::new(),
        },
        ..Input::default()
    };
    let mut total = 0;
    for sub in [&[""], &FOLDERS[..]].concat() {
        read_texts(machine, folder, sub, &mut input, &mut total)?;
    }
    input.passed_over = passed_over::all(machine, folder, nearest_house(machine, &full).as_deref())?;
    read_media(machine, &folder.join("media"), "", &mut input)?;
    Ok(input)
}

fn read_texts(
    machine: &dyn Machine,
    folder: &Path,
    sub: &str,
    input: &mut Input,
    total: &mut u64,
) -> Result<(), Failure> {
    let place = if sub.is_empty() { folder.to_owned() } else { folder.join(sub) };
    if machine.stands(&place).map_err(|error| Failure::file("cannot look at", &place, error))?
        != Some(Stands::Folder)
    {
        return Ok(());
    }
    for entry in machine.list(&place).map_err(|error| Failure::file("cannot list", &place, error))? {
        let wanted = match sub {
            "" => entry.name == LOCK_FILE || FILES.contains(&entry.name.as_str()),
            _ => entry.name.ends_with(".ron") && !entry.name.starts_with('.'),
        };
        if entry.folder || !wanted {
            continue;
        }
        let path = place.join(&entry.name);
        let given = read_text(machine, &path)?;
        if let Given::Bytes(bytes) = &given {
            *total += bytes.len() as u64;
        }
        let name = if sub.is_empty() { entry.name } else { format!("{sub}/{}", entry.name) };
        input.files.insert(name, given);
        if input.files.len() > limits::COURSE_FILES || *total > limits::COURSE_BYTES {
            return Err(Failure::Argument(format!(
                "`{}` holds more than {} files or {} MB of text; split the course",
                folder.display(),
                limits::COURSE_FILES,
                limits::COURSE_BYTES / 1_000_000
            )));
        }
    }
    Ok(())
}

/// A RON file as it is read everywhere: whole, or only its size.
pub(crate) fn read_text(machine: &dyn Machine, path: &Path) -> Result<Given, Failure> {
    let fail = |error| Failure::file("cannot read", path, error);
    if let Some(Stands::File(size)) = machine.stands(path).map_err(fail)?
        && size > limits::RON_BYTES
    {
        return Ok(Given::TooLarge(size));
    }
    let mut bytes = Vec::new();
    let open = machine.open(path).map_err(fail)?;
    open.take(limits::RON_BYTES + 1).read_to_end(&mut bytes).map_err(fail)?;
    let size = bytes.len() as u64;
    Ok(if size > limits::RON_BYTES { Given::TooLarge(size) } else { Given::Bytes(bytes) })
}

fn read_media(machine: &dyn Machine, folder: &Path, prefix: &str, input: &mut Input) -> Result<(), Failure> {
    // Folders in folders have an end even where links lead in a circle.
    if prefix.matches('/').count() > 4
        || machine.stands(folder).map_err(|error| Failure::file("cannot look at", folder, error))?
            != Some(Stands::Folder)
    {
        return Ok(());
    }
    for entry in machine.list(folder).map_err(|error| Failure::file("cannot list", folder, error))? {
        if entry.name.starts_with('.') {
            continue;
        }
        let path = folder.join(&entry.name);
        let name = format!("{prefix}{}", entry.name);
        if entry.folder {
            read_media(machine, &path, &format!("{name}/"), input)?;
            continue;
        }
        input.media.extend(media_file(machine, &path)?.map(|media| (name, media)));
    }
    let total: u64 = input.media.values().map(|media| media.bytes).sum();
    if total > limits::COURSE_MEDIA_BYTES {
        return Err(Failure::Argument(format!(
            "the media hold {} MB; a course has at most {} MB",
            total / 1_000_000,
            limits::COURSE_MEDIA_BYTES / 1_000_000
        )));
    }
    Ok(())
}

/// The size of a media file and its first bytes; nothing where none stands.
fn media_file(machine: &dyn Machine, path: &Path) -> Result<Option<Seen>, Failure> {
    let fail = |error| Failure::file("cannot read", path, error);
    let Some(Stands::File(bytes)) = machine.stands(path).map_err(fail)? else { return Ok(None) };
    if bytes > limits::MEDIA_BYTES {
        return Err(Failure::Argument(format!(
            "`{}` has {} MB; a media file has at most {} MB",
            path.display(),
            bytes / 1_000_000,
            limits::MEDIA_BYTES / 1_000_000
        )));
    }
    let mut file = machine.open(path).map_err(fail)?;
    // With room for all that is asked for, a file is read at once.
    let room = |most: u64| Vec::with_capacity(usize::try_from(most.min(bytes)).unwrap_or_default());
    let mut head = room(Seen::FIRST);
    file.by_ref().take(Seen::FIRST).read_to_end(&mut head).map_err(fail)?;
    if Seen::asks_more(&head) {
        file.take(Seen::HEAD - Seen::FIRST).read_to_end(&mut head).map_err(fail)?;
    }
    let mut seen = Seen::seen(bytes, head);
    let lacks_end = |from: u64| -> Result<bool, Failure> {
        let file = machine.open_at(path, from).map_err(fail)?;
        let mut last = room(limits::PICTURE_BYTES.min(bytes - from));
        file.take(limits::PICTURE_BYTES).read_to_end(&mut last).map_err(fail)?;
        Ok(seen.lacks_end(from, &last))
    };
    // Of what is no picture nothing is read for it.
    if seen.lacks_end(0, &[]) && bytes <= limits::PICTURE_BYTES {
        seen.cut_off = lacks_end(bytes.saturating_sub(Seen::TAIL))? && lacks_end(0)?;
    }
    Ok(Some(seen))
}

/// The pictures beside a house's themes, by their names.
fn read_pictures(machine: &dyn Machine, folder: &Path) -> Result<BTreeMap<String, Seen>, Failure> {
    let mut pictures = BTreeMap::new();
    for name in names(machine, folder)? {
        if !name.ends_with(".ron") {
            pictures.extend(media_file(machine, &folder.join(&name))?.map(|media| (name, media)));
        }
    }
    Ok(pictures)
}

/// The names of the files of a folder, none where there is no such folder.
fn names(machine: &dyn Machine, folder: &Path) -> Result<Vec<String>, Failure> {
    if machine.stands(folder).map_err(|error| Failure::file("cannot look at", folder, error))?
        != Some(Stands::Folder)
    {
        return Ok(Vec::new());
    }
    let all = machine.list(folder).map_err(|error| Failure::file("cannot list", folder, error))?;
    let shown = all.into_iter().filter(|entry| !entry.folder && !entry.name.starts_with('.'));
    Ok(shown.map(|entry| entry.name).take(limits::COURSE_FILES).collect())
}

/// Whether a file is of the standard house, which stands on no disk.
pub(crate) fn is_standard(file: &HouseFile) -> bool {
    file.name.starts_with(STANDARD)
}

/// The standard house, then the nearest folder `house`.
fn house(machine: &dyn Machine, course: &Path) -> Result<Vec<HouseFile>, Failure> {
    let mut files: Vec<HouseFile> = HOUSE
        .iter()
        .map(|(name, lists, text)| HouseFile {
            name: format!("{STANDARD}/{name}"),
            lists: *lists,
            given: Given::Bytes(text.as_bytes().to_vec()),
        })
        .collect();
    let Some(folder) = nearest_house(machine, course) else {
        return match misnamed_house(machine, course) {
            None => Ok(files),
            Some(other) => Err(Failure::Argument(format!(
                "`{}` is not read: a house is a folder called `house`, in small letters; rename it",
                other.display()
            ))),
        };
    };
    let mut wanted: Vec<(PathBuf, HouseList)> =
        LISTS.iter().map(|(name, lists)| (folder.join(name), *lists)).collect();
    for (sub, lists) in [(THEMES, HouseList::Theme), (PLACES, HouseList::Place)] {
        let sub = folder.join(sub);
        for name in names(machine, &sub)? {
            if name.ends_with(".ron") {
                wanted.push((sub.join(name), lists));
            }
        }
    }
    for (path, lists) in wanted {
        let there = machine.stands(&path).map_err(|error| Failure::file("cannot look at", &path, error))?;
        if there.is_some() {
            let here = machine.full(Path::new("."));
            let name = path.strip_prefix(&here).unwrap_or(&path).display().to_string();
            files.push(HouseFile { name, lists, given: read_text(machine, &path)? });
        }
    }
    Ok(files)
}

/// The media of a course as the packager asks for them: those of its folder, and the pictures of its house's themes.
pub(crate) struct CourseMedia<'a> {
    machine: &'a dyn Machine,
    folder: PathBuf,
    /// Where the pictures of the house's themes are.
    house: Option<PathBuf>,
    sums: Option<&'a Sums<'a>>,
}

impl<'a> CourseMedia<'a> {
    /// The media of the course in this folder.
    pub(crate) fn of(machine: &'a dyn Machine, folder: &Path) -> Self {
        let house = nearest_house(machine, &machine.full(folder)).map(|house| house.join(THEMES));
        Self { machine, folder: folder.join("media"), house, sums: None }
    }

    /// The same, of which sums may be known.
    pub(crate) fn knowing(self, sums: &'a Sums<'a>) -> Self {
        Self { sums: Some(sums), ..self }
    }

    /// The file that a checked course means by a path.
    pub(crate) fn place(&self, path: &str) -> PathBuf {
        match (path.strip_prefix(HOUSE_MEDIA), &self.house) {
            (Some(name), Some(house)) => house.join(name),
            _ => self.folder.join(path),
        }
    }
}

impl MediaSource for CourseMedia<'_> {
    fn open(&self, path: &str) -> std::io::Result<Box<dyn Read + Send + '_>> {
        self.machine.open(&self.place(path))
    }

    fn measured(&self, path: &str) -> Option<Media> {
        let Sum { saved, source, len, crc, sha256 } = self.sums?.of(&self.place(path))?;
        let source = Source { len: saved.bytes, sha256: source };
        Some(Media { path: path.to_owned(), len, crc, sha256, source })
    }
}

/// The files of a folder, by their names.
pub(crate) struct Folder<'a> {
    pub(crate) machine: &'a dyn Machine,
    pub(crate) folder: &'a Path,
}

impl MediaSource for Folder<'_> {
    fn open(&self, path: &str) -> std::io::Result<Box<dyn Read + Send + '_>> {
        self.machine.open(&self.folder.join(path))
    }
}

/// The folder `house` that a course takes its lists and themes from, if it has one on the disk.
pub(crate) fn nearest_house(machine: &dyn Machine, course: &Path) -> Option<PathBuf> {
    course
        .ancestors()
        .take(HOUSE_LEVELS)
        .map(|folder| folder.join("house"))
        .find(|house| matches!(machine.stands(house), Ok(Some(Stands::Folder))))
}

/// A folder that was meant to be the house, and is called so in other letters.
fn misnamed_house(machine: &dyn Machine, course: &Path) -> Option<PathBuf> {
    course.ancestors().take(HOUSE_LEVELS).find_map(|folder| {
        // What cannot be looked into holds no house that could be read.
        let entries = machine.list(folder).unwrap_or_default();
        let meant = |name: &str| name != "house" && name.trim().eq_ignore_ascii_case("house");
        let found = entries.into_iter().find(|entry| entry.folder && meant(&entry.name))?;
        let lists = |name: &str| matches!(machine.stands(&folder.join(&found.name).join(name)), Ok(Some(_)));
        let own = ["facts.ron", "people.ron", "variables.ron", "accessibility.ron", PLACES, THEMES];
        let holds = HOUSE.iter().map(|(name, ..)| *name).chain(own).any(lists);
        holds.then(|| folder.join(&found.name))
    })
}
