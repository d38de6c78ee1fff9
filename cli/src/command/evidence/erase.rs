//! `bona evidence erase`: everything of one person goes, after it was said what that is; or of all whose time is over.

mod expired;
mod leaf;

use bona_engine::evidence::{
    Basis, Chance, Completion, CompletionKind, Erasure, Journal, Log, Person, PlanFault, Recorded,
    SourceKind, Store as _, StoreError, TEXT_MAX, Why, erase,
};

use super::outside::journalled;
use super::{
    TRIES, appendable, count, one_line, open, people_of, posts_of, sign, traces, verified, who, words,
};
use crate::args::{BasisWord, EraseArgs};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys::{self, Keys};
use crate::machine::Machine;
use crate::store::{AnyStore, Place};

/// Says what would go, and with `--apply` lets it go.
pub(crate) fn run(args: &EraseArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    if let Some(number) = args.leaf {
        return leaf::run(number, args, place, machine);
    }
    let decided_by = &one_line("--decided-by", &args.decided_by, TEXT_MAX)?;
    let (Some(typed), Some(basis)) = (&args.person, args.basis) else {
        return expired::run(args, place, machine);
    };
    let mut store = open(place, machine)?;
    let keys = keys::load(machine, &place.keys)?;
    let Some(log) = verified(machine, place, &store)? else { return Ok(Exit::AtFault) };
    let people = people_of(&store, &log, place)?;
    let person = who::find(&people, &keys.pseudonym, &log, &store, typed)?;
    let posts = posts_of(&store, &log, place)?;
    let posts = posts.iter().filter(|(whose, _)| *whose == person.number).count();
    let basis = named_basis(basis);
    let erasing = Erasing { basis, decided_by, place, machine, keys: &keys, log: &log, person, posts };
    let named =
        words::naming(&store, person, &erasing.names(typed)).map_err(|error| place.failure(&error))?;
    let elsewhere = erasing.elsewhere(typed, args, &words::told(&named))?;
    let text = if args.apply {
        erasing.apply(&mut store, &elsewhere)?
    } else {
        let erasure = erasing.plan(&store)?;
        format!(
            "{}{elsewhere}Nothing was written. Add --apply to do it; it cannot be taken back.\n",
            erasing.told(&erasure, "To erase")
        )
    };
    print(machine, &text)?;
    Ok(Exit::Done)
}

struct Erasing<'a> {
    basis: Basis,
    decided_by: &'a str,
    place: &'a Place,
    machine: &'a dyn Machine,
    keys: &'a Keys,
    log: &'a Log,
    person: &'a Person,
    /// How many posts staff lists named for them.
    posts: usize,
}

impl Erasing<'_> {
    fn plan(&self, store: &AnyStore) -> Result<Erasure, Failure> {
        let (tree, now) = appendable(self.machine, self.place, store, &self.keys.signer.vkey())?;
        let why = Why { basis: self.basis, decided_by: self.decided_by.to_owned(), now };
        by_chance(self.place, self.machine, &mut |chance| {
            erase(store, &tree, &self.keys.pseudonym, self.person, &why, chance)
        })
    }

    fn apply(&self, store: &mut AnyStore, elsewhere: &str) -> Result<String, Failure> {
        let Some((erasure, checkpoint)) = self.done(store, |_| true)? else { return Ok(String::new()) };
        let leaf = erasure.notices.head.size - 1;
        Ok(format!(
            "{}{elsewhere}Done, as leaf {leaf} says.\n\nThe new checkpoint; give it to somebody else:\n\n{checkpoint}",
            self.told(&erasure, "Erased")
        ))
    }

    /// Erases and signs, if what would go is still what was meant; gives what went, and the new checkpoint.
    fn done(
        &self,
        store: &mut AnyStore,
        meant: impl Fn(&Erasure) -> bool,
    ) -> Result<Option<(Erasure, String)>, Failure> {
        carry_out((self.place, self.machine, self.keys, self.log), store, &|store| self.plan(store), &meant)
    }

    /// The person's name in all forms, and what was typed.
    fn names(&self, typed: &str) -> Vec<String> {
        let is_number = |typed: &String| self.person.numbers().any(|number| typed.trim() == number.as_str());
        let typed = Some(typed.to_owned()).filter(|typed| !is_number(typed));
        traces::of(self.person).chain(typed).collect()
    }

    /// The records of others, and then the files, in which the person stands under their name, or under what was typed.
    fn elsewhere(&self, typed: &str, args: &EraseArgs, named: &str) -> Result<String, Failure> {
        let told = traces::told(self.machine, self.place, &args.look_in, &self.names(typed))?;
        let told = [named, &told].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
        Ok(if told.is_empty() { told } else { format!("{told}\n") })
    }

    fn told(&self, erasure: &Erasure, heading: &str) -> String {
        let mut text = format!("{heading}: {}\n\n  goes   {}\n", who::called(self.person), self.identity());
        text.push_str(&format!(
            "         {}\n",
            count(erasure.records.len() as u64, "record, with its salts", "records, with their salts")
        ));
        let theirs = |recorded: &&Recorded| erasure.records.binary_search(&recorded.index).is_ok();
        let mut records: Vec<&Recorded> = self.log.records().filter(theirs).collect();
        records.sort_by_key(|recorded| recorded.index);
        for recorded in records {
            let gone = self.log.correction_of(recorded.index).map_or("", |_| "; corrected since");
            text.push_str(&format!("           {}{gone}\n", line(recorded.index, &recorded.completion)));
        }
        if 0 < self.posts {
            let posts = count(self.posts as u64, "post of the staff list", "posts of the staff list");
            text.push_str(&format!("         {posts}\n"));
        }
        for batch in &erasure.batches {
            text.push_str(&format!(
                "         the digest of the file that leaf {batch} came from: no row of it is left\n"
            ));
        }
        text.push_str(
            "  stays  the leaves of the log, which nobody can open any more, and all checkpoints\n         \
             keyed digests by which an import refuses to bring them back\n         \
             what is not in this store: backups, what was printed or sent, the learning system itself,\n         \
             and what they hold themselves\n",
        );
        text.push_str(&format!(
            "  why    {}, decided by {}\n\n",
            match self.basis {
                Basis::Art17 => "the person asked for it (art17)",
                Basis::Retention => "the time for keeping it is over (retention)",
                Basis::Consent => "consent was withdrawn (consent)",
            },
            self.decided_by
        ));
        text
    }

    fn identity(&self) -> String {
        let ids = count(self.person.learners.len() as u64, "pseudonym", "pseudonyms");
        let numbers = match self.person.also.len() + 1 {
            1 => "the person number".to_owned(),
            several => format!("{several} person numbers"),
        };
        match &self.person.name {
            Some(_) => format!("the name, {numbers} and {ids}"),
            None => format!("{numbers} and {ids}; no name is kept"),
        }
    }
}

fn named_basis(word: BasisWord) -> Basis {
    match word {
        BasisWord::Art17 => Basis::Art17,
        BasisWord::Retention => Basis::Retention,
        BasisWord::Consent => Basis::Consent,
    }
}

/// What an erasure would do, worked out with chance of the machine's.
fn by_chance(
    place: &Place,
    machine: &dyn Machine,
    plan: &mut dyn FnMut(Chance<'_>) -> Result<Erasure, PlanFault>,
) -> Result<Erasure, Failure> {
    let mut failed = None;
    let mut chance = |bytes: &mut [u8]| failed = keys::random(machine, bytes).err().or(failed.take());
    let plan = plan(&mut chance);
    match (failed, plan) {
        (Some(failure), _) => Err(failure),
        (None, Ok(plan)) => Ok(plan),
        (None, Err(PlanFault::Store(error))) => Err(place.failure(&error)),
        (None, Err(fault)) => Err(Failure::Store(fault.to_string())),
    }
}

/// Erases and signs, if what would go is still what was meant; gives what went, and the new checkpoint.
fn carry_out(
    (place, machine, keys, log): (&Place, &dyn Machine, &Keys, &Log),
    store: &mut AnyStore,
    plan: &dyn Fn(&AnyStore) -> Result<Erasure, Failure>,
    meant: &dyn Fn(&Erasure) -> bool,
) -> Result<Option<(Erasure, String)>, Failure> {
    for _ in 0..TRIES {
        let erasure = plan(store)?;
        if !meant(&erasure) {
            return Ok(None);
        }
        match removed((place, machine, log), store, &erasure) {
            Err(StoreError::Moved) => continue,
            Err(error) => return Err(place.failure(&error)),
            Ok(()) => {}
        }
        let checkpoint = sign(machine, place, store, &keys.signer, erasure.notices.head)?;
        store.scrub().map_err(|error| place.failure(&error))?;
        return Ok(Some((erasure, checkpoint)));
    }
    Err(place.failure(&StoreError::Moved))
}

/// Removes it; the journal is written when nothing but the disk can stop it any more.
fn removed(
    (place, machine, log): (&Place, &dyn Machine, &Log),
    store: &mut AnyStore,
    erasure: &Erasure,
) -> Result<(), StoreError> {
    let mut journal = Journal::of(store, &log.opened.origin)?;
    journal.add(&erasure.notices, &erasure.gone);
    journalled(place, machine, store, &journal, &mut |store, before| {
        store.erase(Some(&erasure.notices), &erasure.gone, before)
    })
}

/// A record in one line.
pub(in crate::command) fn line(leaf: u64, done: &Completion) -> String {
    let when = done.when().get(..10).unwrap_or(done.when());
    if let (CompletionKind::Competence, Some(what)) = (done.kind, &done.item) {
        // Of what was observed nobody asks the edition of a course.
        return format!("leaf {leaf}  {}  {}: {what}  {when}", done.course, came_to(done));
    }
    let edition = done.edition.as_deref().unwrap_or("edition unknown");
    format!("leaf {leaf}  {} {edition}  {}  {when}", done.course, came_to(done))
}

/// What a record came to, in a word or two.
pub(in crate::command) fn came_to(done: &Completion) -> &'static str {
    match done.kind {
        CompletionKind::Pledge => "pledge made",
        CompletionKind::FollowUp if done.source == SourceKind::FollowUps => "follow-up held",
        CompletionKind::FollowUp => "follow-up handed in",
        CompletionKind::Competence if done.verdict.counts() => "competent",
        CompletionKind::Competence => "not yet competent",
        _ => done.verdict.name(),
    }
}
