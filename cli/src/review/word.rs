//! A storyboard that came back: comments and tracked changes of Word, LibreOffice and others, each with the thing that it
//! was made on. Names of those who made them are in the file, and are not taken out of it.
//!
//! Nothing is unpacked but the parts that are asked for, each within a limit.

mod body;
mod missing;
mod moved;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use bona_engine::limits;
use bona_engine::outline::{Capacity, Comment, Outline, Remark, text_hash};
use bona_engine::time::is_day;
use bona_packager::Archive;

use super::{Made, Returned, id_among};
use crate::form::filled::Trouble;
use crate::sheet::xml::{self, Element};
use body::{Body, Seen};
use moved::{Moved, Order};

/// What to do about a file that is no storyboard.
const OTHER: &str = "give the document that `bona review make --format docx` made, with the comments in it";

/// The day and the capacity of comments that do not say them, and which of them are known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told<'a> {
    /// The day on which the file is read.
    pub(crate) today: &'a str,
    /// The capacity in which whoever sent it reads.
    pub(crate) by: Capacity,
    /// The ids of the comments that the course has already.
    pub(crate) known: &'a BTreeSet<String>,
}

/// The comments and suggestions of a storyboard, or what is wrong with it. `now` lays out that of which it was made as it
/// stands, if it is sound: by it words are known that were changed, and things that were taken out, without a trace.
pub(crate) fn of_docx(
    bytes: &[u8],
    told: Told<'_>,
    now: &dyn Fn(&Made) -> Option<Outline>,
) -> Result<Returned, Vec<Trouble>> {
    let trouble = |what: String, remedy: &str| vec![Trouble::whole(what, remedy)];
    let mut parts = Parts::open(bytes)?;
    let main = parts.target("_rels/.rels", "", "/officeDocument")?;
    let Some(main) = main.filter(|name| parts.has(name)) else {
        return Err(trouble("this is no document for Word".to_owned(), OTHER));
    };
    let document = parts.part(&main)?;
    let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
    let relations = format!("{folder}/_rels/{name}.rels");
    let relations = relations.trim_start_matches('/');
    let said = match parts.target(relations, folder, "/comments")?.filter(|name| parts.has(name)) {
        Some(name) => remarks(&parts.part(&name)?),
        None => Vec::new(),
    };
    let Some(inner) = document.first("body") else {
        return Err(trouble("this is no document for Word".to_owned(), OTHER));
    };
    let body = Body::of(inner);
    let made = body.before.iter().find_map(|line| Made::of_line(line));
    let made = match made {
        Some(made) => made,
        None => parts
            .keywords()?
            .ok_or_else(|| trouble("this document is no storyboard of ours".to_owned(), OTHER))?,
    };
    if said.len() + body.things.len() > limits::COMMENTS_OF_ONE * 10 || said.len() > limits::COMMENTS_OF_ONE {
        return Err(trouble(format!("it holds more than {} comments", limits::COMMENTS_OF_ONE), OTHER));
    }
    let now = now(&made);
    let numbers = numbers(&body.things, now.as_ref());
    let order = moved::order(&body.things, &numbers);
    let reading = Reading { body: &body, made: &made, told, now: now.as_ref(), numbers, order };
    let comments = reading.comments(&said)?;
    Ok(Returned { made, comments })
}

/// A comment of the document as it stands there, without its author.
struct Said {
    id: String,
    date: String,
    words: String,
}

fn remarks(comments: &Element) -> Vec<Said> {
    let one = |comment: &Element| {
        let mut lines = Vec::new();
        body::paragraphs(comment, &mut lines);
        Said {
            id: comment.get("id").unwrap_or_default().to_owned(),
            date: comment.get("date").unwrap_or_default().to_owned(),
            words: lines.join("\n").trim().to_owned(),
        }
    };
    comments.all("comment").map(one).collect()
}

/// What is needed to make comments of what stands in the document.
struct Reading<'a> {
    body: &'a Body,
    made: &'a Made,
    told: Told<'a>,
    now: Option<&'a Outline>,
    /// The numbers of things in the order of sending.
    numbers: Vec<Option<usize>>,
    /// Where things stood and stand.
    order: Order,
}

/// The numbers of things in the order in which they were sent: by their bookmarks; where an editor has lost one, by the
/// course, as long as that stands in the order in which it was sent.
fn numbers(things: &[Seen], now: Option<&Outline>) -> Vec<Option<usize>> {
    let mut taken = BTreeSet::new();
    let mut numbers: Vec<Option<usize>> =
        things.iter().map(|seen| seen.number().filter(|number| taken.insert(*number))).collect();
    let Some(now) = now else { return numbers };
    let is_there = |(seen, number): (&Seen, &Option<usize>)| match number {
        Some(number) => now.things.get(*number).is_some_and(|own| own.hash.starts_with(&seen.hash)),
        None => true,
    };
    let nobody_knows = numbers.iter().all(Option::is_none);
    if nobody_knows || !things.iter().zip(&numbers).all(is_there) {
        return numbers;
    }
    let by_key: BTreeMap<&str, usize> =
        now.things.iter().enumerate().map(|(at, own)| (own.key.as_str(), at)).collect();
    for (seen, number) in things.iter().zip(&mut numbers).filter(|(_, number)| number.is_none()) {
        let own = seen.key.as_ref().and_then(|key| by_key.get(key.as_str())).copied();
        *number = own.filter(|at| now.things[*at].hash.starts_with(&seen.hash) && taken.insert(*at));
    }
    numbers
}

impl Reading<'_> {
    fn comments(&self, said: &[Said]) -> Result<Vec<Comment>, Vec<Trouble>> {
        let (mut all, mut troubles) = (Vec::new(), Vec::new());
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for one in said.iter().filter(|one| !one.words.is_empty()) {
            let mark = self.body.marks.iter().find(|mark| mark.id == one.id);
            let (kind, says) = remark(&one.words);
            let on = one.date.get(..10).filter(|day| is_day(day)).unwrap_or(self.told.today);
            let marked = mark.map(|mark| mark.words.trim().to_owned()).filter(|words| !words.is_empty());
            let comment = Comment {
                on: on.to_owned(),
                kind,
                says,
                marked,
                ..self.at(mark.and_then(|mark| mark.thing))
            };
            // The day is that of the reading where the document says none: it must not make another comment of it.
            let bare = Comment { on: String::new(), ..comment.clone() };
            let times = seen.entry(bare.id(&one.date)).or_default();
            *times += 1;
            let own = format!("{} {times}", one.date);
            let id = id_among(&bare, &own, &Capacity::ALL, self.told.known);
            all.push(Comment { id, ..comment });
        }
        for (at, thing) in self.body.things.iter().enumerate() {
            let (stood, now, more) = (thing.original(), thing.present(), thing.more());
            let unseen = !thing.is_as_sent(&stood) && !thing.is_husk();
            if stood == now && more.is_empty() && !unseen {
                continue;
            }
            let mut says = now;
            if !more.is_empty() {
                says = format!("{says}\n{more}");
            }
            let on = self.told.today.to_owned();
            let comment =
                Comment { on, kind: Remark::Words, says: says.trim().to_owned(), ..self.at(Some(at)) };
            // Of words that were sent and changed without a trace, only those are known that still stand in the course.
            let bare = Comment { on: String::new(), ..comment.clone() };
            // Nothing tells two reviewers apart who write the same words but the capacities that they say.
            let others: &[Capacity] =
                if self.told.by == Capacity::Unsaid { &Capacity::ALL } else { &[Capacity::Unsaid] };
            let id = id_among(&bare, "words", others, self.told.known);
            all.push(Comment { id, ..comment });
        }
        all.extend(self.order.moved.iter().map(|moved| self.moved(moved)));
        all.extend(self.missing());
        let long = |text: &str| text.chars().count() > limits::COMMENT_WORDS;
        for comment in &all {
            if long(&comment.says) || long(&comment.stood) || comment.marked.as_deref().is_some_and(long) {
                let what = format!("a comment is longer than {} characters", limits::COMMENT_WORDS);
                troubles.push(Trouble::new(&comment.of, what, "ask for the long part as a paper of its own"));
            }
        }
        if troubles.is_empty() { Ok(all) } else { Err(troubles) }
    }

    /// A comment that says of a thing that it was moved, and where from and to.
    fn moved(&self, Moved { thing, from, to }: &Moved) -> Comment {
        let called = |at: usize| self.body.things.get(at).and_then(|seen| self.key_of(seen));
        let place = |(holder, before): (Option<usize>, Option<usize>)| {
            let holder = holder.and_then(called).unwrap_or_else(|| format!("course/{}", self.made.course));
            match before.and_then(called) {
                Some(before) => format!("`{holder}`, behind `{before}`,"),
                None => format!("the beginning of `{holder}`"),
            }
        };
        let says = format!("It was moved from {} to {}", place(*from), place(*to));
        let says = format!("{}.", says.trim_end_matches(','));
        self.noted("moved", Comment { says, ..self.at(Some(*thing)) })
    }

    /// A comment of ours on what somebody did, under the id that it has wherever it is read again.
    fn noted(&self, what: &str, bare: Comment) -> Comment {
        let others: &[Capacity] =
            if self.told.by == Capacity::Unsaid { &Capacity::ALL } else { &[Capacity::Unsaid] };
        let id = id_among(&bare, what, others, self.told.known);
        Comment { id, on: self.told.today.to_owned(), ..bare }
    }

    /// A comment on a thing of the document, or on the course as a whole, that says nothing yet.
    fn at(&self, thing: Option<usize>) -> Comment {
        let course = format!("course/{}", self.made.course);
        let seen = thing.and_then(|at| Some((at, self.body.things.get(at)?)));
        let (of, text, stood, above, alike) = match seen {
            Some((at, seen)) => {
                let (text, stood) = self.words_of(seen);
                let of = self.key_of(seen).unwrap_or_else(|| course.clone());
                (of, text, stood, self.above(at), self.alike(seen))
            }
            None => {
                let top = self.body.things.iter().find(|seen| seen.key.as_ref() == Some(&course));
                let (text, stood) =
                    top.map_or_else(|| (text_hash(""), String::new()), |seen| self.words_of(seen));
                (course, text, stood, Vec::new(), 1)
            }
        };
        Comment {
            id: String::new(),
            of,
            on: String::new(),
            by: self.told.by,
            kind: Remark::Note,
            says: String::new(),
            marked: None,
            stood,
            text,
            above,
            alike,
            variant: self.made.variant.clone(),
            language: self.made.language.clone(),
            done: None,
        }
    }

    /// The hash of a thing's words as they were sent, and the words, if they are known.
    fn words_of(&self, seen: &Seen) -> (String, String) {
        let stood = seen.original();
        if seen.is_as_sent(&stood) {
            return (text_hash(&stood), stood);
        }
        let sent =
            self.now.and_then(|now| now.things.iter().find(|thing| thing.hash.starts_with(&seen.hash)));
        sent.map_or_else(|| (seen.hash.clone(), String::new()), |thing| (thing.hash.clone(), thing.text()))
    }

    /// The key of a thing: as the document says, else by its words, where these stand in the course once.
    fn key_of(&self, seen: &Seen) -> Option<String> {
        seen.key.clone().or_else(|| {
            let mut all = self.now?.things.iter().filter(|thing| thing.hash.starts_with(&seen.hash));
            let first = all.next()?;
            all.next().is_none().then(|| first.key.clone())
        })
    }

    /// The keys of what held a thing when it was sent, from the nearest on.
    fn above(&self, at: usize) -> Vec<String> {
        let held = |at: &usize| self.order.held[*at];
        let holders = std::iter::successors(self.order.held[at], held);
        holders.filter_map(|holder| self.key_of(&self.body.things[holder])).collect()
    }

    /// How many things of the document without an id have the same words.
    fn alike(&self, seen: &Seen) -> usize {
        let field = |seen: &Seen| seen.key.as_ref().and_then(|key| Some(key.rsplit('/').nth(1)?.to_owned()));
        let same = |other: &&Seen| {
            other.key == seen.key
                || (other.hash.get(..8) == seen.hash.get(..8) && field(other) == field(seen))
        };
        self.body.things.iter().filter(same).count().max(1)
    }
}

/// The kind that a comment says of itself in its first word, `Unclear: who is asked?`, and the rest.
fn remark(words: &str) -> (Remark, String) {
    if let Some((first, rest)) = words.split_once(':') {
        let word = first.trim();
        let kind = Remark::ALL.into_iter().find(|kind| kind.word().eq_ignore_ascii_case(word));
        if let Some(kind) = kind {
            return (kind, rest.trim().to_owned());
        }
    }
    (Remark::Note, words.to_owned())
}

/// The parts of a document, unpacked within a limit for all together.
struct Parts<'a> {
    archive: Archive<Cursor<&'a [u8]>>,
    room: u64,
}

impl<'a> Parts<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, Vec<Trouble>> {
        if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            let what = "the file has a password, or is of the old kind .doc";
            return Err(vec![Trouble::whole(what, "ask for it saved as .docx without a password")]);
        }
        let archive = Archive::open(Cursor::new(bytes))
            .map_err(|error| vec![Trouble::whole(format!("it cannot be unpacked: {error}"), OTHER)])?;
        Ok(Self { archive, room: limits::REVIEW_UNPACKED })
    }

    fn has(&self, name: &str) -> bool {
        self.archive.names().any(|own| own == name)
    }

    fn part(&mut self, name: &str) -> Result<Element, Vec<Trouble>> {
        let bytes = self
            .archive
            .read(name, self.room)
            .map_err(|error| vec![Trouble::new(name, format!("it cannot be unpacked: {error}"), OTHER)])?;
        self.room -= bytes.len() as u64;
        xml::read(&bytes).ok_or_else(|| {
            let what = "this part is damaged, or holds what no word processor writes";
            vec![Trouble::new(
                name,
                what,
                "open the document in Word or LibreOffice, and save it again as .docx",
            )]
        })
    }

    /// The part to which a relation of this kind leads, by its name in the archive.
    fn target(&mut self, relations: &str, folder: &str, kind: &str) -> Result<Option<String>, Vec<Trouble>> {
        if !self.has(relations) {
            return Ok(None);
        }
        let relations = self.part(relations)?;
        let one =
            relations.all("Relationship").find(|one| one.get("Type").is_some_and(|own| own.ends_with(kind)));
        Ok(one.and_then(|one| one.get("Target")).map(|target| match target.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None if folder.is_empty() => target.to_owned(),
            None => format!("{folder}/{target}"),
        }))
    }

    /// What the document's keywords say it was made of.
    fn keywords(&mut self) -> Result<Option<Made>, Vec<Trouble>> {
        const CORE: &str = "docProps/core.xml";
        if !self.has(CORE) {
            return Ok(None);
        }
        let core = self.part(CORE)?;
        Ok(core.first("keywords").and_then(|words| Made::of_line(&words.words())))
    }
}

#[cfg(test)]
mod tests {
    use super::{Remark, remark};

    #[test]
    fn a_comment_says_its_kind_in_its_first_word() {
        assert_eq!(remark("Hurts: it says so"), (Remark::Hurts, "it says so".to_owned()));
        assert_eq!(remark("unclear : who?"), (Remark::Unclear, "who?".to_owned()));
        assert_eq!(remark("Note this: it is new"), (Remark::Note, "Note this: it is new".to_owned()));
        assert_eq!(remark("Good"), (Remark::Note, "Good".to_owned()));
    }
}
