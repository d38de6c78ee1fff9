//! What a form says in other languages: new words beside those in the course's own, and old ones that may not fit any more.

use bona_engine::check::{Answer, Form, FormPlace, InLanguage, Own, PartAnswer};
use bona_engine::limits;
use bona_packager::in_english;

use super::{
    ANEW, Back, Taken, Trouble, base_of_fact, in_sentence, is_hash, long, overtaken, says, shown, unseen,
};

/// A language in which nobody can say anything here.
fn unknown(at: &str, of: &str, tag: &str) -> Trouble {
    let what = format!("`{of}` is not asked for in `{tag}` any more");
    Trouble::new(at, what, "clear the cell, or make the place a new form with `bona variant form`")
}

/// Words without those that they say the same as.
fn alone(at: &str, tag: &str) -> Trouble {
    let what = format!("words in {} stand here, and none in the language of the course", in_english(tag));
    Trouble::new(at, what, "write those as well, in the row above, or clear this cell")
}

/// Judges an answer in another language; `key` is `quiet_room/cy`.
pub(super) fn fact(
    key: &str,
    back: &Back,
    forms: &[&Form],
    place: &FormPlace,
    taken: &mut Taken,
) -> Result<(), Trouble> {
    let (say, at) = (back.say.as_deref(), &back.say_at);
    let (id, tag) = key.split_once('/').unwrap_or((key, ""));
    if !taken.replace && base_of_fact(say) == back.line.base {
        return Ok(());
    }
    let question = forms.iter().find_map(|form| form.questions.iter().find(|one| one.id == id));
    // Another of the courses may be in a language in which the first is not.
    let places = forms.iter().flat_map(|form| &form.places).filter(|one| one.place == place.place);
    let own = places.filter_map(|one| one.languages.get(id)).flatten().find(|one| one.language == tag);
    let (Some(question), Some(own)) = (question, own) else { return Err(unknown(at, id, tag)) };
    let file = format!("house/places/{}.ron", place.place);
    if stands(&format!("{id} in {}", in_english(tag)), own, back, &file, taken)? {
        return Ok(());
    }
    if let Some(say) = say {
        in_sentence(say, at, question.most)?;
        if !says(place, taken, id) {
            return Err(alone(at, tag));
        }
    }
    taken.facts.push(Answer {
        variable: id.to_owned(),
        language: Some(tag.to_owned()),
        say: back.say.clone(),
    });
    Ok(())
}

/// Whether an answer stands there already; tells what becomes of it.
fn stands(name: &str, own: &InLanguage, back: &Back, file: &str, taken: &mut Taken) -> Result<bool, Trouble> {
    let (now, say) = (own.own.as_deref(), back.say.as_deref());
    if now == say {
        taken.already(name, base_of_fact(say) != back.line.base);
        return Ok(true);
    }
    if !taken.replace && base_of_fact(now) != back.line.base {
        return Err(overtaken(&back.say_at, name, now, say, file));
    }
    taken.told.push(format!("{name}: {} → {}", shown(now), shown(say)));
    Ok(false)
}

/// Judges words of a part in another language; the key is `part/first_contact/replace/our_form/cy`.
pub(super) fn part(back: &Back, forms: &[&Form], place: &str, taken: &mut Taken) -> Result<(), Trouble> {
    let (say, at) = (back.say.as_deref(), &back.say_at);
    if !taken.replace && base_of_fact(say) == back.line.base {
        return Ok(());
    }
    let key = back.line.key.strip_prefix("part/").unwrap_or_default();
    let (key, tag) = key.rsplit_once('/').unwrap_or_default();
    let (course, key) = key.split_once('/').unwrap_or_default();
    let Some(form) = forms.iter().find(|form| form.course == course) else {
        let what = format!("this changes the course `{course}`, which was not given");
        return Err(Trouble::new(at, what, "give its folder as well, with `--course`"));
    };
    let parts = form.places.iter().find(|one| one.place == place).map(|one| one.parts.as_slice());
    let part = parts.unwrap_or_default().iter().find(|part| part.key == key);
    let own = part.and_then(|part| part.languages.iter().find(|one| one.language == tag));
    let (Some(part), Some(own)) = (part, own) else { return Err(unknown(at, key, tag)) };
    if !is_hash(&back.line.was) {
        return Err(Trouble::new(at, "what is hidden in this form holds no hash of this block", ANEW));
    }
    let id = key.split_once('/').map_or(key, |(_, id)| id);
    let name = format!("{course}, {id} in {}", in_english(tag));
    if stands(&name, own, back, &format!("variants/{place}.ron of the course"), taken)? {
        return Ok(());
    }
    if let Some(say) = say {
        unseen(say, at)?;
        long(say, at, limits::FORM_WORDS)?;
        let source =
            taken.parts.iter().find(|(of, one)| of == course && one.key == key && one.language.is_none());
        if !source.map_or(part.own.is_some(), |(_, one)| one.own.is_some()) {
            return Err(alone(at, tag));
        }
    }
    let own = say.map(|say| Own { say: say.to_owned(), why: None });
    let answer =
        PartAnswer { key: key.to_owned(), language: Some(tag.to_owned()), was: back.line.was.clone(), own };
    taken.parts.push((course.to_owned(), answer));
    Ok(())
}

/// What a place said in other languages before, and has now said otherwise in the course's own alone.
pub(super) fn older(forms: &[&Form], place: &str, taken: &Taken) -> Vec<String> {
    let mut told = Vec::new();
    let here = |form: &Form| form.places.iter().find(|one| one.place == place).cloned();
    for fact in taken.facts.iter().filter(|one| one.language.is_none() && one.say.is_some()) {
        let places = forms.iter().find_map(|form| here(form));
        let tags = places.and_then(|one| one.translated.get(&fact.variable).cloned()).unwrap_or_default();
        let renewed = |tag: &String| {
            let mut all = taken.facts.iter().filter(|one| one.variable == fact.variable);
            all.any(|one| one.language.as_ref() == Some(tag))
        };
        told.extend(left(
            &fact.variable,
            &fact.variable,
            (place, forms.first().map_or("", |form| form.folder.as_str())),
            tags.into_iter().filter(|tag| !renewed(tag)),
        ));
    }
    for (course, part) in taken.parts.iter().filter(|(_, one)| one.language.is_none() && one.own.is_some()) {
        let form = forms.iter().find(|form| form.course == *course);
        let tags = form.and_then(|form| here(form)?.translated.get(&part.key).cloned()).unwrap_or_default();
        let renewed = |tag: &String| {
            let mut all = taken.parts.iter().filter(|(of, one)| of == course && one.key == part.key);
            all.any(|(_, one)| one.language.as_ref() == Some(tag))
        };
        let id = part.key.split_once('/').map_or(part.key.as_str(), |(_, id)| id);
        let name = format!("{course}, {id}");
        let folder = form.map_or("", |form| form.folder.as_str());
        told.extend(left(&name, id, (place, folder), tags.into_iter().filter(|tag| !renewed(tag))));
    }
    told
}

fn left(
    name: &str,
    id: &str,
    (place, folder): (&str, &str),
    tags: impl Iterator<Item = String>,
) -> Option<String> {
    let names: Vec<String> = tags.map(|tag| in_english(&tag)).collect();
    (!names.is_empty()).then(|| {
        format!(
            "{name}: the words in {} are of the old ones now, and `bona check` names them until they are renewed, or \
             taken as they are with `bona check --accept {place}/{id} {folder}`",
            names.join(" and ")
        )
    })
}
