//! What is made of a form that came back: which answers are new, whether they may be taken, and the files that result.
//!
//! An answer that nobody touched changes nothing, whatever was written since; one that was changed on both sides is
//! refused. A form is taken whole or not at all.

mod files;
mod spoken;

use bona_engine::check::{Answer, Form, FormPlace, Own, PartAnswer};
use bona_engine::limits;

use super::filled::shown as on_console;
use super::filled::{ANEW, Back, Filled, Trouble, is_unseen};
use super::{base_of, base_of_fact};
pub(crate) use files::{Desk, Shelf, Written, write};

/// What a form comes to.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    /// What is new, and what somebody should look at, line by line.
    pub(crate) told: Vec<String>,
    /// New answers to questions.
    pub(super) facts: Vec<Answer>,
    /// New words for parts, course by course.
    pub(super) parts: Vec<(String, PartAnswer)>,
    /// Questions that must be answered, and are not.
    pub(crate) waits: Vec<String>,
    /// Whether answers go over what was written since the form was made.
    replace: bool,
}

impl Taken {
    /// Tells of an answer that stands there, if somebody wrote it into the form.
    fn already(&mut self, name: &str, written: bool) {
        if written {
            self.told.push(format!("{name}: stands so already"));
        }
    }

    /// Whether nothing is new.
    pub(crate) fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.parts.is_empty()
    }
}

/// Judges the answers of a form against what stands now. With `replace` they go over what was written since it was made.
pub(crate) fn judge(filled: &Filled, desk: &Desk, replace: bool) -> Result<Taken, Vec<Trouble>> {
    let forms: Vec<&Form> = desk.shelves.iter().map(|shelf| &shelf.form).collect();
    let here = |form: &&Form| form.places.iter().find(|place| place.place == filled.place).cloned();
    let Some(place) = forms.iter().find_map(here) else {
        let what = format!("the form is of the place `{}`, which the house does not have", filled.place);
        let remedy = "ask which place it is from; a new place is written as house/places/<id>.ron";
        return Err(vec![Trouble::whole(what, remedy)]);
    };
    let (mut taken, mut troubles) = (Taken { replace, ..Taken::default() }, Vec::new());
    for back in &filled.answers {
        let judged = match back.line.key.strip_prefix("fact/") {
            Some(id) if id.contains('/') => spoken::fact(id, back, &forms, &place, &mut taken),
            Some(id) => fact(id, back, &forms, &place, &mut taken),
            None if back.line.key.split('/').count() > 4 => {
                spoken::part(back, &forms, &filled.place, &mut taken)
            }
            None => part(back, &forms, &filled.place, &mut taken),
        };
        troubles.extend(judged.err());
    }
    let older = spoken::older(&forms, &filled.place, &taken);
    taken.told.extend(older);
    let asked = forms.iter().flat_map(|form| &form.questions).filter(|one| one.used && one.required);
    for question in asked {
        let waits = !place.above_others
            && !says(&place, &taken, &question.id)
            && !place.above.contains_key(&question.id);
        if waits && !taken.waits.contains(&question.id) {
            taken.waits.push(question.id.clone());
        }
    }
    if troubles.is_empty() { Ok(taken) } else { Err(troubles) }
}

/// Whether a place says something for a variable once its answers are taken.
fn says(place: &FormPlace, taken: &Taken, id: &str) -> bool {
    match taken.facts.iter().find(|answer| answer.variable == id && answer.language.is_none()) {
        Some(answer) => answer.say.is_some(),
        None => place.says.contains_key(id),
    }
}

fn fact(id: &str, back: &Back, forms: &[&Form], place: &FormPlace, taken: &mut Taken) -> Result<(), Trouble> {
    let say = back.say.as_deref();
    if !taken.replace && base_of_fact(say) == back.line.base {
        return Ok(());
    }
    let at = &back.say_at;
    let Some(question) = forms.iter().find_map(|form| form.questions.iter().find(|one| one.id == id)) else {
        let what = format!("the house does not ask for `{id}` any more");
        return Err(Trouble::new(
            at,
            what,
            "clear the cell, or put the variable back into house/variables.ron",
        ));
    };
    let now = place.says.get(id).map(String::as_str);
    if now == say {
        taken.already(id, base_of_fact(say) != back.line.base);
        return Ok(());
    }
    if !taken.replace && base_of_fact(now) != back.line.base {
        return Err(overtaken(at, id, now, say, &format!("house/places/{}.ron", place.place)));
    }
    if let Some(say) = say {
        in_sentence(say, at, question.most)?;
    } else if question.required && !place.above.contains_key(id) {
        return Err(Trouble::new(at, format!("every place must answer this (`{id}`)"), "write an answer"));
    }
    // Where it says nothing itself, learners read what a place above says.
    let from_above = |own: Option<&str>| match place.above.get(id).filter(|_| own.is_none()) {
        Some((words, name)) => format!("{} (from {name})", shown(Some(words))),
        None => shown(own),
    };
    taken.told.push(format!("{id}: {} → {}", from_above(now), from_above(say)));
    taken.facts.push(Answer { variable: id.to_owned(), language: None, say: back.say.clone() });
    Ok(())
}

/// Whether words can stand in the middle of a sentence.
fn in_sentence(say: &str, at: &str, most: usize) -> Result<(), Trouble> {
    unseen(say, at)?;
    long(say, at, most)?;
    if say.contains('\n') {
        let what = "this stands on several lines, and is put into the middle of a sentence";
        return Err(Trouble::new(at, what, "write it on one line"));
    }
    Ok(())
}

/// Whether words of a place's own can be taken, and somebody says why.
fn reasoned(own: &Own, at: &str, why_at: &str) -> Result<(), Trouble> {
    unseen(&own.say, at)?;
    long(&own.say, at, limits::FORM_WORDS)?;
    let Some(why) = &own.why else {
        let what = "nobody says why these words should be other ones";
        return Err(Trouble::new(why_at, what, "write the reason in a few words"));
    };
    unseen(why, why_at)?;
    long(why, why_at, limits::FORM_WHY)
}

fn part(back: &Back, forms: &[&Form], place: &str, taken: &mut Taken) -> Result<(), Trouble> {
    let own = back.say.clone().map(|say| Own { say, why: back.why.clone() });
    if own.is_none() && back.why.is_some() {
        let what = "a reason stands here, and no words of your own beside it";
        return Err(Trouble::new(&back.why_at, what, "write the words, or clear the reason"));
    }
    if !taken.replace && base_of(own.as_ref()) == back.line.base {
        return Ok(());
    }
    let at = &back.say_at;
    let key = back.line.key.strip_prefix("part/").unwrap_or_default();
    let (course, key) = key.split_once('/').unwrap_or_default();
    let Some(form) = forms.iter().find(|form| form.course == course) else {
        let what = format!("this changes the course `{course}`, which was not given");
        return Err(Trouble::new(at, what, "give its folder as well, with `--course`"));
    };
    let parts = form.places.iter().find(|one| one.place == place).map(|one| one.parts.as_slice());
    let Some(part) = parts.unwrap_or_default().iter().find(|part| part.key == key) else {
        let what = format!("places cannot change `{key}` of the course `{course}` any more");
        return Err(Trouble::new(
            at,
            what,
            "clear the cell; or allow it in `variants_may_change` in course.ron",
        ));
    };
    // It goes into the variant as it is: whoever forged a form might have put something else there.
    if !is_hash(&back.line.was) {
        return Err(Trouble::new(at, "what is hidden in this form holds no hash of this block", ANEW));
    }
    let own = own.filter(|own| own.say != part.stands);
    let name = format!("{course}, {}", key.split_once('/').map_or(key, |(_, id)| id));
    if own == part.own {
        taken.already(&name, base_of(own.as_ref()) != back.line.base);
        return Ok(());
    }
    let words = |own: &Option<Own>| own.as_ref().map(|own| own.say.clone());
    if !taken.replace && base_of(part.own.as_ref()) != back.line.base {
        let (now, new) = (words(&part.own), words(&own));
        let file = format!("variants/{place}.ron of the course");
        return Err(overtaken(at, &name, now.as_deref(), new.as_deref(), &file));
    }
    if let Some(own) = &own {
        reasoned(own, at, &back.why_at)?;
    }
    let old = part.own.as_ref().map(|own| own.say.as_str()).unwrap_or(&part.stands);
    let old = Some(old).filter(|old| !old.is_empty());
    let new = own.as_ref().map(|own| own.say.as_str()).or(Some(part.stands.as_str()));
    taken.told.push(format!("{name}: {} → {}", shown(old), shown(new.filter(|new| !new.is_empty()))));
    if back.line.was != part.was && own.is_some() {
        let id = key.split_once('/').map_or(key, |(_, id)| id);
        let who = part
            .from
            .as_deref()
            .map_or_else(|| "the course has changed".to_owned(), |from| format!("{from} has changed this"));
        taken.told.push(format!(
            "{name}: {who} since this form was made; look at both, then `bona check --accept {place}/{id} {}`",
            form.folder
        ));
    }
    let answer = PartAnswer { key: key.to_owned(), language: None, was: back.line.was.clone(), own };
    taken.parts.push((course.to_owned(), answer));
    Ok(())
}

/// Eight hex digits, or nothing at the end of a page.
fn is_hash(was: &str) -> bool {
    was.is_empty() || (was.len() == 8 && was.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')))
}

/// Somebody has written another answer since the form was made.
fn overtaken(at: &str, of: &str, now: Option<&str>, new: Option<&str>, file: &str) -> Trouble {
    let what = format!(
        "somebody has answered `{of}` since this form was made, perhaps by the same form: {} stands there, and the form \
         says {}",
        shown(now),
        shown(new)
    );
    let remedy = format!(
        "if this form is the newer word of the same place, `--replace` takes it; else write into {file} what holds"
    );
    Trouble::new(at, what, remedy)
}

/// Refuses signs that nobody sees, but could not be told from a fraud: controls, and what turns the direction of letters.
fn unseen(text: &str, at: &str) -> Result<(), Trouble> {
    match text.chars().find(|sign| *sign != '\n' && is_unseen(*sign)) {
        None => Ok(()),
        Some(sign) => {
            let what = format!("a sign that nobody sees stands here, U+{:04X}", u32::from(sign));
            Err(Trouble::new(at, what, "type the words once more"))
        }
    }
}

fn long(text: &str, at: &str, most: usize) -> Result<(), Trouble> {
    let long = text.chars().count();
    if long <= most {
        return Ok(());
    }
    Err(Trouble::new(at, format!("this has {long} characters"), format!("say it in at most {most}")))
}

/// Words as they are told in a line: the beginning of long ones.
fn shown(words: Option<&str>) -> String {
    const MOST: usize = 60;
    let Some(words) = words else { return "nothing".to_owned() };
    let line = on_console(&words.split_whitespace().collect::<Vec<_>>().join(" "));
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("“{}…”", line[..end].trim_end()),
        None => format!("“{line}”"),
    }
}
