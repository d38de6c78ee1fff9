//! `bona certificate issue --into`: certificates of many in one call, a file a record and form, and an index that says whose.
//!
//! Each file is whole or absent, and what stands already is left as it is: a call that was cut off is made again, and goes
//! on. The same store, keys and `SOURCE_DATE_EPOCH` give the same bytes.

use std::collections::BTreeMap;
use std::path::Path;

use bona_engine::certificate::{Certificate, NAME_MAX};
use bona_engine::evidence::{Person, PersonNumber, Recorded};
use bona_engine::intake::one_line;
use bona_engine::time::is_day;
use rayon::prelude::*;

use super::index::{INDEX, Index};
use super::issue::answers;
use super::making::{Hand, Making};
use super::title::Untitled;
use super::verify::{FILE_BYTES, Trust};
use crate::args::{CertificateForm, IssueArgs};
use crate::command::evidence::matrix::best;
use crate::command::evidence::title::is_of;
use crate::command::evidence::{count, who};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::machine::{Keep, Machine, Stands, read_at_most, write_bytes};

/// Records that are made side by side before their files are written.
const AT_ONCE: usize = 64;
/// People that are listed one by one where none could be made.
const LISTED: usize = 20;

/// One record, and what its certificate is to say.
struct Task {
    recorded: Recorded,
    person: Person,
    certificate: Certificate,
}

/// What became of the records.
#[derive(Default)]
struct Count {
    made: usize,
    stood: usize,
    untitled: Untitled,
    left: Vec<String>,
    /// Records in the index that do not count any more: their leaf, that of the correction, their files.
    corrected: Vec<(u64, u64, String)>,
}

/// Makes them.
pub(super) fn run(args: &IssueArgs, folder: &Path, machine: &dyn Machine) -> Result<Exit, Failure> {
    if let Some(day) = args.since.as_ref().filter(|day| !is_day(day)) {
        return Err(Failure::Argument(format!("--since `{day}` is no day; write it as 2026-11-22")));
    }
    let mut forms = args.forms.clone();
    forms.sort_unstable();
    forms.dedup();
    let Some(mut making) = Making::of(args, machine)? else { return Ok(Exit::AtFault) };
    let hand = making.hand(machine)?;
    if hand.signer.is_none() && forms.iter().any(|form| *form != CertificateForm::Html) {
        return Err(crate::keys::no_badge_key(&hand.keys));
    }
    let chosen = chosen(args, &making)?;
    making.titles.one_course(chosen.iter().map(|(recorded, _)| recorded))?;
    fits_packages(&making, &chosen)?;
    machine.make_folder(folder).map_err(|error| Failure::file("cannot make", folder, error))?;
    machine.clear(folder).map_err(|error| Failure::file("cannot clear", folder, error))?;
    let mut index = Index::of(folder, machine)?;
    let mut counted = Count::default();
    for some in chosen.chunks(AT_ONCE) {
        if machine.interrupted() {
            index.write(machine)?;
            return Err(Failure::Interrupted);
        }
        let mut tasks = Vec::new();
        for (recorded, person) in some {
            match task(args, &mut making, recorded, person)? {
                Ok(task) => tasks.push(task),
                Err(why) => counted.left.push(why),
            }
        }
        let batch = Batch { hand: &hand, forms: &forms, folder, machine };
        let done: Vec<_> = tasks.par_iter().map(|task| batch.one(task)).collect();
        for (task, done) in tasks.iter().zip(done) {
            match done? {
                Ok((anew, names)) => {
                    *(if anew { &mut counted.made } else { &mut counted.stood }) += 1;
                    if task.certificate.title.is_none() {
                        counted.untitled.put(&task.recorded);
                    }
                    index.put(&task.recorded, &task.person, &task.certificate.name, &names);
                }
                Err(why) => counted.left.push(why),
            }
        }
    }
    counted.corrected = index.mark(|leaf| Some(making.log.correction_of(leaf)?.index));
    index.write(machine)?;
    machine.err(&counted.untitled.told("remove their files, and make them again"));
    print(machine, &counted.told(folder, &hand))?;
    Ok(if counted.left.is_empty() { Exit::Done } else { Exit::AtFault })
}

/// The records that are asked for, by their leaf, each with its person.
fn chosen(args: &IssueArgs, making: &Making) -> Result<Vec<(Recorded, Person)>, Failure> {
    let people: BTreeMap<&PersonNumber, &Person> =
        making.people.iter().map(|person| (&person.number, person)).collect();
    let mut named = Vec::new();
    for typed in &args.people {
        named.push(
            &who::find(&making.people, &making.keys.pseudonym, &making.log, &making.store, typed)?.number,
        );
    }
    let counts = |recorded: &&Recorded| {
        recorded.completion.verdict.counts()
            && args.course.as_ref().is_none_or(|course| recorded.completion.course == *course)
    };
    let asked = |person: &Person, recorded: &Recorded| {
        (named.is_empty() || named.contains(&&person.number))
            && args.since.as_deref().is_none_or(|day| day <= recorded.completion.recorded.as_str())
    };
    let mut chosen: Vec<(Recorded, Person)> = best(making.log.completions.iter().filter(counts))
        .into_iter()
        .filter_map(|recorded| Some((recorded, *people.get(recorded.person.as_ref()?)?)))
        .filter(|(recorded, person)| asked(person, recorded))
        .map(|(recorded, person)| (recorded.clone(), person.clone()))
        .collect();
    chosen.sort_by_key(|(recorded, _)| recorded.index);
    if chosen.is_empty() {
        return Err(Failure::Argument(
            "no completion that counts is held of what was asked for; `bona evidence matrix` lists what is"
                .into(),
        ));
    }
    Ok(chosen)
}

/// That each package that was named is that of some record.
fn fits_packages(making: &Making, chosen: &[(Recorded, Person)]) -> Result<(), Failure> {
    for (path, told) in &making.titles.packages {
        if !chosen.iter().any(|(recorded, _)| is_of(told, recorded)) {
            return Err(Failure::Argument(format!(
                "`{}` is the package of no record that was asked for: it holds `{}` {}",
                path.display(),
                told.course,
                told.edition
            )));
        }
    }
    Ok(())
}

/// What is to be made of a record; the inner error says why nothing is.
fn task(
    args: &IssueArgs,
    making: &mut Making,
    recorded: &Recorded,
    person: &Person,
) -> Result<Result<Task, String>, Failure> {
    let leaf = recorded.index;
    let Some(name) = person.name.as_deref().map(str::trim).filter(|name| !name.is_empty()) else {
        let number = person.number.as_str();
        return Ok(Err(format!(
            "leaf {leaf}: no name of person {number} is held; `bona evidence rename` gives one"
        )));
    };
    let name = match one_line(name, NAME_MAX) {
        Ok(name) => name,
        Err(why) => {
            return Ok(Err(format!("leaf {leaf}: the name that is held {why} (`bona evidence rename`)")));
        }
    };
    if answers(args, recorded).is_some() {
        return Ok(Err(format!("leaf {leaf}: it lists answers, which --with-answers would give away too")));
    }
    let certificate = making.certificate(recorded, name)?;
    Ok(Ok(Task { recorded: recorded.clone(), person: person.clone(), certificate }))
}

struct Batch<'a> {
    hand: &'a Hand,
    forms: &'a [CertificateForm],
    folder: &'a Path,
    machine: &'a dyn Machine,
}

impl Batch<'_> {
    /// Makes the files of a record that do not stand there yet. Says whether any was made, and the names of all of them;
    /// the inner error says why they were left alone.
    fn one(&self, task: &Task) -> Result<Result<(bool, Vec<String>), String>, Failure> {
        let leaf = task.recorded.index;
        let mut missing = Vec::new();
        let mut names = Vec::new();
        for form in self.forms {
            let name = format!("record-{leaf}.{}", form.ending());
            let path = self.folder.join(&name);
            match self.standing(&path, task)? {
                None => missing.push((*form, path)),
                Some(Ok(())) => {}
                Some(Err(why)) => {
                    return Ok(Err(format!(
                        "leaf {leaf}: `{}` stands there already and {why}; remove it, and it is made anew",
                        path.display()
                    )));
                }
            }
            names.push(name);
        }
        if missing.is_empty() {
            return Ok(Ok((false, names)));
        }
        let proven = match self.hand.checked(&task.certificate) {
            Ok(proven) => proven,
            Err(Failure::Argument(why)) => return Ok(Err(format!("leaf {leaf}: {why}"))),
            Err(other) => return Err(other),
        };
        let forms: Vec<CertificateForm> = missing.iter().map(|(form, _)| *form).collect();
        let files = self.hand.written(&task.certificate, &proven, &forms)?;
        for ((_, path), (_, bytes)) in missing.iter().zip(files) {
            write_bytes(self.machine, path, Keep::Private, &bytes)
                .map_err(|error| Failure::file("cannot write", path, error))?;
        }
        Ok(Ok((true, names)))
    }

    /// What stands at a path: nothing, a certificate that says the same and holds, or something else.
    fn standing(&self, path: &Path, task: &Task) -> Result<Option<Result<(), String>>, Failure> {
        let fail = |error| Failure::file("cannot read", path, error);
        match self.machine.stands(path).map_err(fail)? {
            None => return Ok(None),
            Some(Stands::Folder) => return Ok(Some(Err("is a folder".to_owned()))),
            Some(Stands::File(_)) => {}
        }
        let bytes = read_at_most(self.machine, path, FILE_BYTES).map_err(fail)?;
        let trust = Trust::of_log(self.hand.key.clone(), self.hand.known.clone());
        let found = match trust.examine(path, &bytes)? {
            Ok(found) => found,
            Err(why) => return Ok(Some(Err(format!("is not to be believed ({why})")))),
        };
        let (stands, wanted) = (&found.certificate, &task.certificate);
        Ok(Some(if found.proven.index != task.recorded.index {
            Err(format!("is of leaf {}", found.proven.index))
        } else if stands.name != wanted.name {
            Err("has another name than the store holds".to_owned())
        } else if stands.title != wanted.title || stands.verify_at != wanted.verify_at {
            Err("has another title or address".to_owned())
        } else {
            Ok(())
        }))
    }
}

impl Count {
    fn told(&self, folder: &Path, hand: &Hand) -> String {
        let folder = folder.display();
        let stood = match self.stood {
            0 => String::new(),
            some => format!(
                "; {} stood there and stayed as they were",
                count(some as u64, "record's", "records'")
            ),
        };
        let mut text = format!(
            "Made the certificates of {} in `{folder}`, readable by you alone{stood}.\n\n\
             `{INDEX}` says whose each is, and names them: keep it as you keep the store. Give each file to its holder \
             alone.\nWhoever checks one needs, from you and not from the file, the log's key:\n\n{}\n",
            count(self.made as u64, "record", "records"),
            hand.key,
        );
        text.push_str(&match &hand.signer {
            Some(signer) => format!("\nand the badge's key, which signed the names:\n\n{}\n", signer.key()),
            None => format!(
                "\nNobody signed the names on them; `bona keys new badge --folder {}` makes a key that does.\n",
                hand.keys.display()
            ),
        });
        if !self.corrected.is_empty() {
            text.push_str(&format!(
                "\nCorrected since, of {}: take these back, and remove the files; `{INDEX}` marks them.\n",
                count(self.corrected.len() as u64, "record", "records")
            ));
            for (leaf, by, files) in self.corrected.iter().take(LISTED) {
                text.push_str(&format!("  leaf {leaf}: leaf {by} corrects it: {files}\n"));
            }
            if LISTED < self.corrected.len() {
                text.push_str(&format!("  and {} more\n", self.corrected.len() - LISTED));
            }
        }
        if !self.left.is_empty() {
            text.push_str(&format!(
                "\nNot made, of {}:\n",
                count(self.left.len() as u64, "record", "records")
            ));
            self.left.iter().take(LISTED).for_each(|why| text.push_str(&format!("  {why}\n")));
            if LISTED < self.left.len() {
                text.push_str(&format!("  and {} more\n", self.left.len() - LISTED));
            }
        }
        text
    }
}
