//! Makes the packages that are asked for, each whole or absent, several at once. One of which nothing has changed since
//! it was made is left as it stands.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use bona_engine::course::Course;
use bona_packager::{
    Further, Identity, Loss, PackError, PackOptions, Packed, Piece, Standard, crc, file_name, identity, pack,
};
use rayon::ThreadPool;
use rayon::prelude::*;

use super::chosen::Ready;
use super::{Made, Unmade, reviewed};
use crate::args::PackageArgs;
use crate::cache::{self, Cache, Key, Note};
use crate::exit::Failure;
use crate::files::{CourseMedia, Folder};
use crate::machine::{Keep, Machine, Saved};
use crate::progress::Progress;
use crate::sums::{Sum, Sums};

/// A package to be made: of a course, for a standard, and which of several where the course is split.
pub(super) type Work<'a> = (&'a Ready, &'static dyn Standard, Option<Piece>);

/// Why there is no package.
pub(super) enum Failed {
    /// Somebody wants no more of them.
    Interrupted,
    One(Box<Unmade>),
}

/// What is noted of a package that was made, by the name of its file.
type Noted = Option<(String, Note)>;

/// What all packages of a run share.
pub(super) struct Maker<'a> {
    pub(super) machine: &'a dyn Machine,
    pub(super) args: &'a PackageArgs,
    pub(super) pool: &'a ThreadPool,
    pub(super) options: PackOptions<'a>,
    pub(super) sums: &'a Sums<'a>,
    pub(super) progress: &'a Progress<'a>,
}

/// A package of which its name is known, and whether it has to be made.
struct Plan<'a> {
    ready: &'a Ready,
    standard: &'static dyn Standard,
    piece: Option<&'a Piece>,
    /// Its file, and the name of that.
    path: PathBuf,
    name: String,
    /// Hash of all that it is made of; `None` where nothing is noted.
    key: Option<String>,
    /// The package as it stands there already.
    kept: Option<Made>,
}

impl Maker<'_> {
    /// Makes the packages, and notes them in the cache, which is written wherever it changes.
    pub(super) fn make(&self, work: &[Work<'_>], cache: &mut Cache) -> Vec<Result<Made, Failed>> {
        if let Err(failed) = self.learn(work) {
            return vec![Err(failed)];
        }
        let mut plans: Vec<Plan<'_>> = self.each(work.iter().collect(), |work| self.plan(work, cache));
        let mut names = BTreeMap::new();
        plans.iter().for_each(|plan| *names.entry(plan.name.clone()).or_insert(0) += 1);
        // Of packages that take each other's place nobody knows which of them will stand there.
        for plan in plans.iter_mut().filter(|plan| names[&plan.name] > 1) {
            (plan.key, plan.kept) = (None, None);
        }
        let anew: Vec<&str> =
            plans.iter().filter(|plan| plan.kept.is_none()).map(|plan| plan.name.as_str()).collect();
        self.forget(&anew, cache);
        let made = self.each(plans, |plan| self.one(plan));
        made.into_iter()
            .map(|(made, note)| {
                cache.packages.extend(note);
                made
            })
            .collect()
    }

    /// Does work on each; one alone here and now, since memory is had more quickly on the thread that began.
    fn each<T: Send, R: Send>(&self, all: Vec<T>, work: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
        if all.len() < 2 {
            return all.into_iter().map(work).collect();
        }
        self.pool.install(|| all.into_par_iter().map(work).collect())
    }

    /// Reads the media of all courses once, by all threads.
    fn learn(&self, work: &[Work<'_>]) -> Result<(), Failed> {
        let mut folders = BTreeSet::new();
        for (ready, ..) in work.iter().filter(|(ready, ..)| folders.insert(&ready.folder)) {
            let own = work.iter().map(|(own, ..)| *own).filter(|own| own.folder == ready.folder);
            let paths: BTreeSet<String> = own.flat_map(media_of).collect();
            let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
            let media = CourseMedia::of(self.machine, &ready.folder);
            let learnt = self.sums.learn(&media, &paths, &|path| media.place(path), self.progress);
            learnt.map_err(|_interrupted| Failed::Interrupted)?;
        }
        Ok(())
    }

    fn plan<'a>(&self, (ready, standard, piece): &'a Work<'_>, cache: &Cache) -> Plan<'a> {
        let own = |name: &str| standard.control_documents().contains(&name);
        let control_documents: Vec<_> =
            self.options.control_documents.iter().filter(|(name, _)| own(name)).cloned().collect();
        let options = self.options_of(ready, piece.as_ref(), &control_documents);
        // The name holds no hash, so it is known before anything is made.
        let nothing = |course: &Course| Further { language: course.language.clone(), content: String::new() };
        let further = ready.others.iter().map(nothing).collect();
        let identity = identity(&ready.course, *standard, &options, String::new(), further);
        let name = file_name(&identity, &ready.own_language, *standard);
        let path = self.args.out.join(&name);
        let key = self.key(ready, *standard, &options);
        let note = key.as_ref().and_then(|key| cache.packages.get(&name).filter(|note| note.key == *key));
        let kept = note.filter(|note| self.stands(&name, note)).map(|note| {
            let most = self.options.profile.state_limit();
            let packed = packed(identity, note);
            let (title, place) = (ready.course.title.clone(), ready.place.clone());
            let reviews = reviewed::state(&ready.course);
            Made { path: path.clone(), packed, title, place, reviews, most, kept: true }
        });
        Plan { ready, standard: *standard, piece: piece.as_ref(), path, name, key, kept }
    }

    fn options_of<'a>(
        &'a self,
        ready: &'a Ready,
        piece: Option<&'a Piece>,
        control_documents: &'a [(String, Vec<u8>)],
    ) -> PackOptions<'a> {
        PackOptions {
            piece,
            lock: ready.lock.as_ref(),
            variant: ready.variant.as_deref(),
            place: ready.place.as_deref(),
            others: &ready.others,
            control_documents,
            ..self.options
        }
    }

    /// The hash of all that a package is made of: whatever is handed to `pack`, and the program itself. `None` where
    /// nothing is to be noted, or a file could not be read.
    fn key(&self, ready: &Ready, standard: &dyn Standard, options: &PackOptions<'_>) -> Option<String> {
        if self.args.no_cache {
            return None;
        }
        let media = CourseMedia::of(self.machine, &ready.folder).knowing(self.sums);
        let mut key = Key::of(self.machine.program()?)
            .with("standard", &standard.name())
            .with("options", options)
            .with("course", &ready.course)
            // Pages that list packages need of each its sheet, which is noted only then.
            .with("index", &self.args.index);
        for path in media_of(ready) {
            let Sum { saved: Saved { bytes, .. }, source, len, crc, sha256 } =
                self.sums.of(&media.place(&path))?;
            key = key.with("media", &(path, bytes, source, len, crc, sha256));
        }
        Some(key.hex())
    }

    /// Whether a package is still the one that was noted.
    fn stands(&self, name: &str, note: &Note) -> bool {
        let path = self.args.out.join(name);
        if self.machine.saved(&path).ok().flatten() != Some(note.saved) {
            return false;
        }
        if !self.args.rehash {
            return true;
        }
        let folder = Folder { machine: self.machine, folder: &self.args.out };
        // It is looked at for damage: who can forge a package here can write its note as well.
        crc(&folder, name, self.progress).is_ok_and(|read| read == note.crc)
    }

    /// Takes the notes on packages that are made anew out of the file, before the first of them is.
    fn forget(&self, anew: &[&str], cache: &mut Cache) {
        let before = cache.packages.len();
        anew.iter().for_each(|name| drop(cache.packages.remove(*name)));
        if before == cache.packages.len() {
            return;
        }
        let place = cache::place(&self.args.out);
        if cache.write(self.machine, &self.args.out).is_err() {
            // A disk that takes no note may still let go of the old one; where it does neither, no package can be
            // written to it.
            let _removed = self.machine.remove(&place).is_ok();
        }
    }

    /// Makes one package, unless it stands there; with what is to be noted of it.
    fn one(&self, plan: Plan<'_>) -> (Result<Made, Failed>, Noted) {
        let Plan { ready, standard, piece, path, name, key, kept } = plan;
        if let Some(kept) = kept {
            self.progress.one();
            return (Ok(kept), None);
        }
        let own = |name: &str| standard.control_documents().contains(&name);
        let control_documents: Vec<_> =
            self.options.control_documents.iter().filter(|(name, _)| own(name)).cloned().collect();
        let options = self.options_of(ready, piece, &control_documents);
        let media = CourseMedia::of(self.machine, &ready.folder).knowing(self.sums);
        let mut result: Option<Result<Packed, PackError>> = None;
        let written = self.machine.write(&path, Keep::Remade, &mut |file| {
            let packed = pack(&ready.course, &media, standard, &options, self.progress, file);
            let failed = packed.is_err();
            result = Some(packed);
            // An error here keeps the file from getting its name.
            if failed { Err(std::io::Error::other("not made")) } else { Ok(()) }
        });
        self.progress.one();
        let failure = match (result, written) {
            (Some(Ok(packed)), Ok(())) => {
                let note = key.and_then(|key| self.note(key, &path, &packed)).map(|note| (name, note));
                let (title, most) = (ready.course.title.clone(), options.profile.state_limit());
                let (place, reviews) = (ready.place.clone(), reviewed::state(&ready.course));
                return (Ok(Made { path, packed, title, place, reviews, most, kept: false }), note);
            }
            (Some(Err(PackError::Interrupted)), _) => return (Err(Failed::Interrupted), None),
            (Some(Err(source)), _) => Failure::Package { path: path.display().to_string(), source },
            (_, Err(error)) => Failure::file("cannot write", &path, error),
            (None, Ok(())) => unreachable!("a file that was written was filled"),
        };
        if matches!(failure, Failure::Interrupted) {
            return (Err(Failed::Interrupted), None);
        }
        let (folder, variant, format) = (ready.folder.clone(), ready.variant.clone(), Some(standard.name()));
        let (why, exit) = (crate::with_causes(&failure), failure.exit());
        (Err(Failed::One(Box::new(Unmade { folder, path: Some(path), format, variant, why, exit }))), None)
    }

    /// What is noted of a package that was just written; `None` where the disk does not tell what was.
    fn note(&self, key: String, path: &Path, packed: &Packed) -> Option<Note> {
        let saved = self.machine.saved(path).ok().flatten().filter(|saved| saved.bytes == packed.bytes)?;
        let losses = packed.losses.iter();
        Some(Note {
            key,
            saved,
            sha256: packed.sha256.clone(),
            crc: packed.crc,
            files: packed.files,
            state: packed.state,
            content: packed.identity.content.clone(),
            further: packed.identity.further.iter().map(|one| one.content.clone()).collect(),
            losses: losses.map(|own| (own.what.clone(), own.id.clone(), own.says.clone())).collect(),
            sheet: match &packed.sheet {
                Some(sheet) if self.args.index => Some(String::from_utf8(sheet.clone()).ok()?),
                _ => None,
            },
        })
    }
}

/// The files that go into a package of a course, by the paths by which the packager asks for them.
fn media_of(ready: &Ready) -> impl Iterator<Item = String> {
    let all = std::iter::once(&ready.course).chain(&ready.others);
    all.flat_map(|course| {
        let logo = course.theme.as_ref().and_then(|theme| theme.logo.as_ref()).map(|logo| logo.path());
        course.media().into_iter().map(str::to_owned).chain(logo)
    })
}

/// A package that stands there, as it was told of when it was made.
fn packed(mut identity: Identity, note: &Note) -> Packed {
    identity.content.clone_from(&note.content);
    identity.further.iter_mut().zip(&note.further).for_each(|(own, noted)| own.content.clone_from(noted));
    let losses = note.losses.iter().cloned();
    Packed {
        identity,
        sha256: note.sha256.clone(),
        crc: note.crc,
        files: note.files,
        bytes: note.saved.bytes,
        state: note.state,
        losses: losses.map(|(what, id, says)| Loss { what, id, says }).collect(),
        sheet: note.sheet.clone().map(String::into_bytes),
    }
}
