//! `bona evidence person WHO --same-as OTHER`: two people of the store are one, and the log has it; `--apart-from` takes
//! it back. What is held of either is not written anew.

use bona_engine::evidence::{
    Joining, Log, Person, PersonNumber, PlanFault, SameReason, Store as _, StoreError, TEXT_MAX, join,
};

use super::{TRIES, appendable, count, one_line, open, people_of, sign, verified, who};
use crate::args::{PersonArgs, SameWord};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys::{self, Keys};
use crate::machine::Machine;
use crate::store::{AnyStore, Place};

/// Says what it would record, and with `--apply` records it.
pub(super) fn run(args: &PersonArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    let decided_by = args.decided_by.as_deref().unwrap_or_default();
    let decided_by = one_line("--decided-by", decided_by, TEXT_MAX)?;
    let reason = match args.reason {
        Some(SameWord::Renumbered) => SameReason::Renumbered,
        Some(SameWord::Mistake) => SameReason::Mistake,
        Some(SameWord::Systems) | None => SameReason::Systems,
    };
    let mut store = open(place, machine)?;
    let keys = keys::load(machine, &place.keys)?;
    for _ in 0..TRIES {
        // Anew each time: what another program recorded meanwhile may be about the same two.
        let Some(log) = verified(machine, place, &store)? else { return Ok(Exit::AtFault) };
        let asked = Asked { args, place, machine, keys: &keys, log: &log, store: &store };
        let (joining, told) = asked.joining()?;
        let joining = Joining { reason, decided_by: decided_by.clone(), ..joining };
        let (tree, now) = appendable(machine, place, &store, &keys.signer.vkey())?;
        if tree.size() != log.head.size {
            continue;
        }
        let joining = Joining { now, ..joining };
        let mut stock = keys::Chance::new(machine);
        let plan = join(&store, &tree, &keys.pseudonym, &log.same, &joining, &mut |bytes: &mut [u8]| {
            stock.fill(bytes)
        });
        // Salts without chance would be no salts.
        stock.end()?;
        let batch = plan.map_err(|fault| match fault {
            PlanFault::Store(error) => place.failure(&error),
            fault => Failure::Argument(fault.to_string()),
        })?;
        let told = format!("{told}\nSince {}.\nDecided by {decided_by}.\n", reason.says());
        if !args.apply {
            print(machine, &format!("{told}Nothing was written. Add --apply to record it.\n"))?;
            return Ok(Exit::Done);
        }
        match store.append(&batch) {
            Err(StoreError::Moved) => continue,
            Err(error) => return Err(place.failure(&error)),
            Ok(()) => {}
        }
        let checkpoint = sign(machine, place, &mut store, &keys.signer, batch.head)?;
        print(
            machine,
            &format!(
                "{told}Recorded as leaf {}.\n\nThe new checkpoint; give it to somebody else:\n\n{checkpoint}",
                batch.head.size - 1
            ),
        )?;
        return Ok(Exit::Done);
    }
    Err(place.failure(&StoreError::Moved))
}

struct Asked<'a> {
    args: &'a PersonArgs,
    place: &'a Place,
    machine: &'a dyn Machine,
    keys: &'a Keys,
    log: &'a Log,
    store: &'a AnyStore,
}

impl Asked<'_> {
    /// What is to be said of whom, but for why, and what becomes of it in words.
    fn joining(&self) -> Result<(Joining, String), Failure> {
        match (&self.args.same_as, &self.args.apart_from) {
            (_, Some(other)) => self.apart(other),
            (other, None) => self.same(other.as_deref().unwrap_or_default()),
        }
    }

    fn same(&self, other: &str) -> Result<(Joining, String), Failure> {
        let people = people_of(self.store, self.log, self.place)?;
        let find = |typed| who::find(&people, &self.keys.pseudonym, self.log, self.store, typed);
        let (person, other) = (find(&self.args.person)?, find(other)?);
        if person.number == other.number {
            return Err(Failure::Argument(format!(
                "{} and that are one person already; `bona evidence person` says by which leaf",
                who::called(person)
            )));
        }
        let mut told = format!(
            "These become one person, as if they had always been one:\n  {}\n  {}\nThey go on as {}, under the first number. \
             Their records and posts stay as they are and count\ntogether; whoever erases one of them erases both. \
             --apart-from takes it back.\n",
            self.line(person),
            self.line(other),
            who::called(person),
        );
        if let (Some(one), Some(two)) = (&person.name, &other.name)
            && !bona_engine::duty::same_name(one, two)
        {
            told.push_str("The names differ: make sure that it is one person.\n");
        }
        Ok((self.of(&person.number, &other.number, true), told))
    }

    fn apart(&self, other: &str) -> Result<(Joining, String), Failure> {
        let people = self.store.people().map_err(|error| self.place.failure(&error))?;
        let find = |typed| who::find(&people, &self.keys.pseudonym, self.log, self.store, typed);
        let (one, two) = (find(&self.args.person)?, find(other)?);
        let same = &self.log.same;
        let (person, other) = if same.is_under(&two.number, &one.number) {
            (one, two)
        } else if same.is_under(&one.number, &two.number) {
            (two, one)
        } else {
            return Err(Failure::Argument(format!(
                "nothing says that {} and {} are one person; `bona evidence person` names the two numbers of each leaf \
                 that says so",
                one.number.as_str(),
                two.number.as_str()
            )));
        };
        let told = format!(
            "These are two people again, as before it was said that they are one:\n  {}\n  {}\nEach has the records and ids \
             that it had. Posts and ids that staff lists gave them as one stay with\nthe first, and so does what was recorded \
             by these ids: `bona evidence correct LEAF --person` mends that.\n",
            self.line(person),
            self.line(other),
        );
        Ok((self.of(&person.number, &other.number, false), told))
    }

    fn of(&self, person: &PersonNumber, with: &PersonNumber, same: bool) -> Joining {
        Joining {
            person: person.clone(),
            with: with.clone(),
            same,
            reason: SameReason::Systems,
            decided_by: String::new(),
            now: self.machine.now(),
        }
    }

    /// Somebody in a line.
    fn line(&self, person: &Person) -> String {
        let records = who::records(self.log, person);
        format!(
            "{}  {}, {}, {}",
            person.number.as_str(),
            person.name.as_deref().unwrap_or("(no name)"),
            count(records.count() as u64, "record", "records"),
            count(person.learners.len() as u64, "id", "ids"),
        )
    }
}
