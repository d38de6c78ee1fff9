//! `bona certificate issue` of one record: finds it, proves it, and writes the file that was asked for.

use std::path::Path;

use bona_engine::certificate::NAME_MAX;
use bona_engine::evidence::{Log, Person, Recorded};
use bona_packager::certificate_code;

use super::making::{Hand, Making};
use super::title::Untitled;
use super::verify::{FILE_BYTES, Trust};
use crate::args::{CertificateForm, IssueArgs};
use crate::command::evidence::title::is_of;
use crate::command::evidence::{erase, one_line, who};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::give::Giving;
use crate::machine::{Keep, Machine, Stands, read_at_most};

/// Writes the certificate.
pub(super) fn run(args: &IssueArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    let ([who], Some(name), Some(out)) = (args.people.as_slice(), &args.name, &args.out) else {
        return Err(Failure::Argument(
            "a certificate is of one person, with --name and --out; for several, name a folder with --into"
                .into(),
        ));
    };
    let form = form_of(out)?;
    let Some(mut making) = Making::of(args, machine)? else { return Ok(Exit::AtFault) };
    let person = who::find(&making.people, &making.keys.pseudonym, &making.log, &making.store, who)?.clone();
    let recorded = choose(args, &making.log, &person)?.clone();
    if let Some(why) = answers(args, &recorded) {
        return Err(Failure::Argument(why));
    }
    fits_package(&making, &recorded)?;
    let hand = making.hand(machine)?;
    let name = one_line("--name", name, NAME_MAX)?;
    let certificate = making.certificate(&recorded, name)?;
    let proven = hand.checked(&certificate).map_err(|failure| match failure {
        Failure::Argument(why) => Failure::Argument(format!("--name: {why}")),
        other => other,
    })?;
    let files = hand.written(&certificate, &proven, &[form])?;
    let again = is_of_record(out, &recorded, &hand, machine)?;
    let packages = making.titles.packages.iter().map(|(path, _)| path.as_path());
    let giving = Giving::of(&making.place, machine).reading(packages);
    for (_, bytes) in &files {
        giving.put(out, Keep::Secret, bytes, |_| again)?;
    }
    let code = certificate_code(&certificate, &proven);
    if certificate.title.is_none() {
        let mut untitled = Untitled::default();
        untitled.put(&recorded);
        machine.err(&untitled.told("make it again"));
    }
    print(machine, &told(out, &certificate.name, &person, &recorded, &hand, (form, &code)))?;
    Ok(Exit::Done)
}

/// Whether a certificate of this record, by this log, stands there: that one is made anew.
fn is_of_record(
    path: &Path,
    recorded: &Recorded,
    hand: &Hand,
    machine: &dyn Machine,
) -> Result<bool, Failure> {
    let look = |error| Failure::file("cannot look at", path, error);
    let Some(Stands::File(size)) = machine.stands(path).map_err(look)? else { return Ok(false) };
    if FILE_BYTES < size {
        return Ok(false);
    }
    let bytes = read_at_most(machine, path, FILE_BYTES).map_err(look)?;
    let trust = Trust::of_log(hand.key.clone(), hand.known.clone());
    Ok(trust.examine(path, &bytes)?.is_ok_and(|found| found.proven.index == recorded.index))
}

/// The form that a file's name asks for.
fn form_of(out: &Path) -> Result<CertificateForm, Failure> {
    let ending = out.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    CertificateForm::of(ending).ok_or_else(|| {
        Failure::Argument(format!(
            "--out `{}`: the ending says what to write: html is a page, json, svg or png a badge",
            out.display()
        ))
    })
}

/// Why a record that lists answers is not given away unasked; `None` if it may be.
pub(super) fn answers(args: &IssueArgs, recorded: &Recorded) -> Option<String> {
    let answers = recorded.completion.answers.len();
    (0 < answers && !args.with_answers).then(|| {
        format!(
            "leaf {} lists {answers} answers, and a record is opened whole or not at all: whoever sees the certificate \
             could read them\n  help: --with-answers makes it all the same",
            recorded.index
        )
    })
}

fn told(
    out: &Path,
    name: &str,
    person: &Person,
    recorded: &Recorded,
    hand: &Hand,
    (form, code): (CertificateForm, &str),
) -> String {
    let needs = match &hand.signer {
        Some(_) => "the badge's key (`badge.did`) and the log's key",
        None => "the log's key",
    };
    let signed = match &hand.signer {
        Some(signer) => format!("\nThe name on it is signed by the badge's key:\n\n{}\n", signer.key()),
        None => format!(
            "\nNobody signed the name on it: whoever has the file can put another there, and `bona certificate verify` says \
             so.\n`bona keys new badge --folder {}` makes a key that signs the names of those that follow.\n",
            hand.keys.display()
        ),
    };
    let coded =
        if form == CertificateForm::Html { format!("\nIts code holds\n\n{code}\n") } else { String::new() };
    format!(
        "Wrote `{file}`, readable by you alone: a certificate for {who}, who is called `{name}` on it.\n\n{line}\n\n\
         It opens this one record, and names nobody else. Give it to its holder: who has it can show the record \
         even after\nit was erased here. Whoever checks it needs {needs}, from you and not from the file:\n\n\
         {vkey}\n{signed}{coded}",
        file = out.display(),
        who = who::called(person),
        line = erase::line(recorded.index, &recorded.completion),
        vkey = hand.key,
    )
}

/// The one record that is meant. Nobody is guessed at.
fn choose<'a>(args: &IssueArgs, log: &'a Log, person: &Person) -> Result<&'a Recorded, Failure> {
    let theirs = |found: &&Recorded| found.person.as_ref() == Some(&person.number);
    let records = log.completions.iter().chain(&log.observed).filter(theirs);
    let asked = |found: &&Recorded| {
        args.course.as_ref().is_none_or(|course| found.completion.course == *course)
            && args.leaf.is_none_or(|leaf| found.index == leaf)
    };
    let (reached, failed): (Vec<&Recorded>, Vec<&Recorded>) =
        records.filter(asked).partition(|found| found.completion.verdict.counts());
    let called = who::called(person);
    let withdrawn = args.leaf.and_then(|leaf| Some((leaf, log.correction_of(leaf)?)));
    if let Some((leaf, correction)) = withdrawn {
        return Err(Failure::Argument(format!(
            "leaf {leaf} does not count any more: leaf {} corrects it, since {}; `bona evidence person` lists what counts",
            correction.index,
            correction.reason.says()
        )));
    }
    match reached.as_slice() {
        [one] => Ok(one),
        [] if failed.is_empty() => Err(Failure::Argument(format!(
            "no such record of {called} is held; `bona evidence person` lists what is"
        ))),
        [] => Err(Failure::Argument(format!(
            "what is held of {called} says `failed`, and no certificate is for that:\n{}",
            listed(&failed)
        ))),
        several => Err(Failure::Argument(format!(
            "{called} has {} such records; say which with --leaf:\n{}",
            several.len(),
            listed(several)
        ))),
    }
}

fn listed(records: &[&Recorded]) -> String {
    let line = |recorded: &&Recorded| format!("  {}", erase::line(recorded.index, &recorded.completion));
    records.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// That the package that was named is of the very words that were taken.
fn fits_package(making: &Making, recorded: &Recorded) -> Result<(), Failure> {
    let packages = &making.titles.packages;
    let theirs = packages.iter().any(|(_, told)| is_of(told, recorded));
    let Some((path, told)) = packages.last().filter(|_| !theirs) else { return Ok(()) };
    let record = &recorded.completion;
    Err(Failure::Argument(format!(
        "`{}` is not the package that was taken: it holds `{}` {} ({}), and leaf {} is of `{}` {} ({})",
        path.display(),
        told.course,
        told.edition,
        short(&told.content),
        recorded.index,
        record.course,
        record.edition.as_deref().unwrap_or("of an unknown edition"),
        record.content.as_deref().map_or("content not known", short),
    )))
}

fn short(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}
