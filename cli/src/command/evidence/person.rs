//! `bona evidence person`: everything that is held on one person, and what is not, for whoever asks.

mod page;

use std::path::Path;

use bona_engine::duty::Post;
use bona_engine::evidence::{
    Completion, Correction, Log, Person, PersonNumber, Recorded, SaidSame, SourceKind, Waiver,
};
use bona_packager::person_page;
use serde_json::{Value, json};

use super::columns::fitted;
use super::title::Titles;
use super::{count, erase, open, people_of, posts_of, same, verified, who};
use crate::args::{Listing, PersonArgs};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::give::{Giving, is_page};
use crate::keys;
use crate::machine::{Keep, Machine};
use crate::store::Place;

/// What this store never has, in plain words.
const NOT_HELD: [&str; 6] = [
    "staff numbers, e-mail addresses and account names: only keyed digests of them, which nobody can read back",
    "what was chosen in scenes, what was written in a course; answers to single questions, unless a record lists them",
    "answers to statements of opinion, unless they were handed in as codes without a name",
    "how often or how long a course was open, from which device or address",
    "earlier names; the journal beside the store may have a keyed digest of the present one",
    "anything about who somebody is, such as sexual orientation, gender identity, religion, health or ethnicity; unless \
     somebody wrote it as the reason of a waiver or a correction, which then stands above",
];

/// Prints it.
pub(crate) fn run(args: &PersonArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    if args.same_as.is_some() || args.apart_from.is_some() {
        return same::run(args, place, machine);
    }
    if let Some(file) = &args.html {
        asked(file)?;
    }
    let titles = Titles::of(&args.package, None, machine)?;
    let store = open(place, machine)?;
    let keys = keys::load(machine, &place.keys)?;
    let Some(log) = verified(machine, place, &store)? else { return Ok(Exit::AtFault) };
    let people = people_of(&store, &log, place)?;
    let person = who::find(&people, &keys.pseudonym, &log, &store, &args.person)?;
    let posts = posts_of(&store, &log, place)?;
    let posts = posts.into_iter().filter(|(whose, _)| *whose == person.number).map(|(_, held)| held.post);
    let held = Held::of(person, &log, posts.collect());
    if let Some(file) = &args.html {
        return written(&held, &titles, file, (place, machine));
    }
    let text = match args.output {
        Listing::Human => fitted(&held.human(&today(machine)), machine.out_columns()),
        Listing::Json => format!("{:#}\n", held.json()),
    };
    print(machine, &text)?;
    Ok(Exit::Done)
}

/// A page is called one, so that it opens in a browser.
fn asked(file: &Path) -> Result<(), Failure> {
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    if ["html", "htm"].contains(&ending.to_ascii_lowercase().as_str()) {
        return Ok(());
    }
    Err(Failure::Argument(format!(
        "--html `{}`: a page is written, so name a file that ends with .html",
        file.display()
    )))
}

/// Writes the page that they can read.
fn written(
    held: &Held<'_>,
    titles: &Titles,
    file: &Path,
    (place, machine): (&Place, &dyn Machine),
) -> Result<Exit, Failure> {
    let html = person_page(&page::page(held, titles, &machine.now()))
        .map_err(|source| Failure::Package { path: file.display().to_string(), source })?;
    let packages = titles.packages.iter().map(|(path, _)| path.as_path());
    let giving = Giving::of(place, machine).reading(packages);
    giving.put(file, Keep::Secret, html.as_bytes(), |head| is_page(head, "What is held on you, "))?;
    let (file, who) = (file.display(), who::called(held.person));
    print(
        machine,
        &format!(
            "Wrote `{file}`, readable by you alone: what is held on {who}. Make sure whom you give it to.\n"
        ),
    )?;
    Ok(Exit::Done)
}

struct Held<'a> {
    person: &'a Person,
    log: &'a Log,
    posts: Vec<Post>,
    /// What counts.
    records: Vec<&'a Recorded>,
    /// What was recorded and does not count any more, and by which correction.
    replaced: Vec<(&'a Recorded, &'a Correction)>,
    waivers: Vec<&'a Waiver>,
    /// Records of others that they stated, vouched for or observed.
    stated: usize,
    decided: Decided,
    /// What was said of their having several numbers.
    same: Vec<&'a SaidSame>,
}

/// How many of each they decided on.
struct Decided {
    corrections: usize,
    waivers: usize,
    /// That two people are one, or are not.
    same: usize,
}

impl Decided {
    /// Each kind of which there is any: how many, in words.
    fn told(&self) -> Vec<String> {
        let kinds = [
            (self.corrections, "correction of a record", "corrections of records"),
            (self.waivers, "waiver", "waivers"),
            (self.same, "joining or parting of two people", "joinings or partings of two people"),
        ];
        let any = kinds.into_iter().filter(|(number, ..)| 0 < *number);
        any.map(|(number, one, many)| count(number as u64, one, many)).collect()
    }
}

impl<'a> Held<'a> {
    fn of(person: &'a Person, log: &'a Log, posts: Vec<Post>) -> Self {
        let theirs =
            |number: Option<&PersonNumber>| number.is_some_and(|one| person.numbers().any(|own| own == one));
        let mut records: Vec<&Recorded> =
            log.standing().filter(|found| theirs(found.person.as_ref())).collect();
        records.sort_by_key(|found| found.index);
        let replaced = log.replaced.iter().filter(|found| theirs(found.person.as_ref()));
        let replaced = replaced.filter_map(|found| Some((found, log.correction_of(found.index)?))).collect();
        let stated = log.records().filter(|found| theirs(found.completion.stated_by.as_ref())).count();
        let decided = Decided {
            corrections: log.corrections.iter().filter(|found| theirs(Some(&found.by))).count(),
            waivers: log.waivers.iter().filter(|(_, waiver)| theirs(Some(&waiver.by))).count(),
            same: log.same.said().iter().filter(|found| theirs(Some(&found.said.by))).count(),
        };
        let waivers = log.waivers.iter().filter(|(whose, _)| theirs(whose.as_ref()));
        let waivers = waivers.map(|(_, waiver)| waiver).collect();
        let said = log.same.said().iter();
        let same =
            said.filter(|found| theirs(Some(&found.person)) || theirs(Some(&found.said.with))).collect();
        Self { person, log, posts, records, replaced, waivers, stated, decided, same }
    }

    fn human(&self, today: &str) -> String {
        let person = self.person;
        let mut text = format!(
            "What `{organisation}` holds on {who} in this store\n\n\
             \x20 name           {name}\n\
             \x20 person number  {number}, a random number\n",
            organisation = self.log.opened.organisation,
            who = who::called(person),
            name = person.name.as_deref().unwrap_or("none is kept"),
            number = person.number.as_str(),
        );
        for found in &self.same {
            let said = &found.said;
            text.push_str(&format!(
                "  {}     {} and {}, by leaf {}, recorded {}, since {}; decided by {}\n",
                if said.same { "one person" } else { "two people" },
                found.person.as_str(),
                said.with.as_str(),
                found.index,
                said.recorded,
                said.reason.says(),
                said.by.as_str(),
            ));
        }
        for learner in &person.learners {
            text.push_str(&format!("  pseudonym      {}\n", learner.as_str()));
        }
        text.push_str(&self.employment(today));
        text.push_str(&format!("\n{}\n", count(self.records.len() as u64, "record", "records")));
        for recorded in &self.records {
            let done = &recorded.completion;
            let score = done.score.map(|score| format!(", score {score} %")).unwrap_or_default();
            text.push_str(&format!(
                "  {}{score}\n    {} `{}`; recorded {} from {}\n",
                erase::line(recorded.index, done),
                who_said(done.source),
                done.said,
                done.recorded,
                done.source.name(),
            ));
            text.push_str(&corrects(done));
        }
        text.push_str(&self.gone());
        if 0 < self.stated {
            text.push_str(&format!(
                "\nIn {} of other people they stand as whoever stated the edition, vouched for a list or observed them.\n",
                count(self.stated as u64, "record", "records")
            ));
        }
        for decided in self.decided.told() {
            text.push_str(&format!("\nThey decided on {decided}.\n"));
        }
        text.push_str("\nNot held in this store\n");
        NOT_HELD.iter().for_each(|what| text.push_str(&format!("  - {what}\n")));
        text.push_str(
            "\nA wrong name is mended by `bona evidence rename`, a wrong record by `bona evidence correct`; all of it is erased by \
             `bona evidence erase`.\n",
        );
        text
    }

    /// What was recorded and does not count any more.
    fn gone(&self) -> String {
        if self.replaced.is_empty() {
            return String::new();
        }
        let number = count(self.replaced.len() as u64, "record that does", "records that do");
        let mut text = format!("\n{number} not count any more\n");
        for (recorded, correction) in &self.replaced {
            let done = &recorded.completion;
            let score = done.score.map(|score| format!(", score {score} %")).unwrap_or_default();
            let how = if correction.replaces { "replaced" } else { "withdrawn" };
            text.push_str(&format!(
                "  {}{score}\n    {how} by leaf {}, recorded {}, since {}{}; decided by {}\n",
                erase::line(recorded.index, done),
                correction.index,
                correction.recorded,
                correction.reason.says(),
                because(correction.because.as_deref()),
                correction.by.as_str(),
            ));
            text.push_str(&corrects(done));
        }
        text
    }

    /// What staff lists said, and what they were let off.
    fn employment(&self, today: &str) -> String {
        let mut text = String::new();
        for post in &self.posts {
            let at = if post.place.is_empty() { String::new() } else { format!(", {}", post.place) };
            let until = match post.ends.as_deref() {
                Some(ends) => format!(" to {ends}"),
                None if today < post.starts.as_str() => " on".to_owned(),
                None => " to today".to_owned(),
            };
            text.push_str(&format!(
                "  staff list     {}{at}, {}, from {}{until}\n",
                post.role,
                post.kind.name(),
                post.starts
            ));
        }
        for waiver in &self.waivers {
            text.push_str(&format!(
                "  waiver         `{}` until {}, recorded {}: {}\n",
                waiver.requirement, waiver.until, waiver.recorded, waiver.because
            ));
        }
        text
    }

    fn json(&self) -> Value {
        let person = self.person;
        let record = |recorded: &&Recorded| {
            json!({
                "leaf": recorded.index,
                // The body as it was recorded: fields that are not known are left out.
                "body": serde_json::to_value(&recorded.completion).unwrap_or(Value::Null),
            })
        };
        let gone = |(recorded, correction): &(&Recorded, &Correction)| {
            json!({
                "leaf": recorded.index,
                "body": serde_json::to_value(&recorded.completion).unwrap_or(Value::Null),
                "corrected_by": correction.index,
                "replaced": correction.replaces,
                "reason": correction.reason.name(),
                "because": correction.because,
                "by": correction.by.as_str(),
                "recorded": correction.recorded,
            })
        };
        let post = |post: &Post| {
            json!({
                "role": post.role,
                "place": post.place,
                "kind": post.kind.name(),
                "starts": post.starts,
                "ends": post.ends,
            })
        };
        let same =
            |found: &&SaidSame| json!({ "leaf": found.index, "person": found.person, "body": found.said });
        json!({
            "organisation": self.log.opened.organisation,
            "origin": self.log.opened.origin,
            "name": person.name,
            "person": person.number.as_str(),
            "same": self.same.iter().map(same).collect::<Vec<_>>(),
            "pseudonyms": person.learners.iter().map(|key| key.as_str()).collect::<Vec<_>>(),
            "records": self.records.iter().map(record).collect::<Vec<_>>(),
            "corrected": self.replaced.iter().map(gone).collect::<Vec<_>>(),
            "posts": self.posts.iter().map(post).collect::<Vec<_>>(),
            "waivers": self.waivers,
            "editions_stated": self.stated,
            "corrections_decided": self.decided.corrections,
            "waivers_decided": self.decided.waivers,
            "same_decided": self.decided.same,
            "not_held": NOT_HELD,
        })
    }
}

/// The clock's day.
fn today(machine: &dyn Machine) -> String {
    machine.now().chars().take(10).collect()
}

/// Whose word a record repeats.
fn who_said(source: SourceKind) -> &'static str {
    match source {
        SourceKind::MoodleCompletion | SourceKind::ScormRuntime | SourceKind::Aicc => {
            "the learning system said"
        }
        SourceKind::Xapi => "the record store said",
        SourceKind::Receipt => "their own record said",
        SourceKind::Table => "the table said",
        SourceKind::Observed => "whoever observed wrote",
        SourceKind::SignIn
        | SourceKind::Teams
        | SourceKind::Zoom
        | SourceKind::Pledges
        | SourceKind::FollowUps
        | SourceKind::Returns => "the list said",
    }
}

/// That a record stands in the place of another.
fn corrects(done: &Completion) -> String {
    let Some(corrects) = &done.corrects else { return String::new() };
    format!(
        "    a correction of leaf {}, since {}{}; decided by {}\n",
        corrects.leaf,
        corrects.reason.says(),
        because(corrects.because.as_deref()),
        corrects.by.as_str(),
    )
}

/// Somebody's own words behind a reason.
fn because(text: Option<&str>) -> String {
    text.map(|text| format!(" ({text})")).unwrap_or_default()
}
