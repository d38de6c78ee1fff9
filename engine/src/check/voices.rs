//! Quotes, stories, opinions and signposts: whose words they are, who sees an answer, and where a way leads.

use std::collections::BTreeMap;

use super::context::{Context, Spot};
use super::{figures, house, prose, say};
use crate::course::{Opinion, Poll, Questionnaire, Quote, Reflection, Signpost, Story, Teller};
use crate::diagnostic::Diagnostic;
use crate::id::{BlockId, OpinionId, PageId, PollId, QuestionnaireId, ReflectionId};
use crate::raw::{RawPoll, RawQuestionnaire, RawQuote, RawReflection, RawSignpost, RawStory, RawTeller};
use crate::rule::Rule;
use crate::wording::{OWN, WHO, without_speech, words};

/// Most answers of a poll or an opinion: more are not read.
const ANSWERS: usize = 8;

/// Checks a quote.
pub(super) fn quote(context: &mut Context<'_>, raw: &RawQuote, spot: &Spot) -> Option<Quote> {
    context.reading.quoted = true;
    let text = context.markup(&spot.field("text"), &raw.text);
    context.reading.quoted = false;
    let who = raw.who.as_ref().map(|who| context.title(&spot.field("who"), who));
    if let Some(who) = &who {
        prose::capacity(context, &spot.field("who"), who);
    }
    let source =
        figures::source(context, raw.source.as_deref(), spot, Rule::QuoteWithoutSource, "this quote")?;
    Some(Quote { text, who, source })
}

/// Checks a poll.
pub(super) fn poll(context: &mut Context<'_>, raw: &RawPoll, spot: &Spot) -> Option<Poll> {
    let id = context.unique_id("poll", &spot.field("id"), &raw.id, PollId::parse);
    let ask = context.title(&spot.field("ask"), &raw.ask);
    asks_who_you_are(context, &spot.field("ask"), &ask);
    let note = context.markup(&spot.field("note"), &raw.note);
    let options = answers(context, &raw.options, &spot.field("options"));
    Some(Poll { id: id?, ask, options, note })
}

/// Checks what can be answered.
fn answers(context: &mut Context<'_>, raw: &[String], spot: &Spot) -> Vec<String> {
    if !(2..=ANSWERS).contains(&raw.len()) && !context.has_lost() {
        let has = say::many(raw.len(), "answer");
        let (message, help) = match raw.len() {
            0 | 1 => {
                (format!("with {has} there is nothing to choose"), "write at least two: `[\"…\", \"…\"]`")
            }
            _ => (format!("{has} are too many to read"), "join those that are near to one another"),
        };
        let fault = Diagnostic::new(Rule::AnswerCount, spot.at(), message);
        context.fault(fault.label(format!("2 to {ANSWERS}")).help(help));
    }
    let all: Vec<String> =
        raw.iter().enumerate().map(|(at, text)| context.title(&spot.index(at), text)).collect();
    for (at, text) in all.iter().enumerate() {
        if let Some(before) = all[..at].iter().position(|other| other == text)
            && !text.is_empty()
        {
            let fault = Diagnostic::new(Rule::SameOption, spot.index(at).at(), "two answers say the same");
            let fault = fault.label("said again here").also(spot.index(before).at(), "first said here");
            context.fault(fault.help("say in each what is different, or take one of the two out"));
        }
    }
    all
}

/// Checks a questionnaire.
pub(super) fn questionnaire(
    context: &mut Context<'_>,
    raw: &RawQuestionnaire,
    spot: &Spot,
) -> Option<Questionnaire> {
    let id = context.unique_id("questionnaire", &spot.field("id"), &raw.id, QuestionnaireId::parse);
    let intro = context.markup(&spot.field("intro"), &raw.intro);
    let spots = spot.field("questions");
    context.need_some(&raw.questions, &spots, "the questionnaire", "questions");
    let mut seen: BTreeMap<&str, Spot> = BTreeMap::new();
    let mut questions = Vec::new();
    for (at, one) in raw.questions.iter().enumerate() {
        let here = spots.index(at);
        let id = context.id(&here.field("id"), &one.id, OpinionId::parse);
        if let Some(before) = seen.insert(&one.id, here.field("id")) {
            let message = format!("question id `{}` is used twice in this questionnaire", one.id);
            let fault = Diagnostic::new(Rule::DuplicateId, here.field("id").at(), message);
            let fault = fault.label("used again here").also(before.at(), "first used here");
            context.fault(fault.help("give one of the two another id"));
        }
        let ask = context.title(&here.field("ask"), &one.ask);
        asks_who(context, &here.field("ask"), &ask);
        asks_who_you_are(context, &here.field("ask"), &ask);
        let answers = if one.answers.is_empty() {
            own_words(context, &here, &ask, &intro.plain());
            Vec::new()
        } else {
            answers(context, &one.answers, &here.field("answers"))
        };
        questions.extend(id.map(|id| Opinion { id, ask, answers }));
    }
    Some(Questionnaire { id: id?, intro, questions })
}

/// An opinion is not asked together with who holds it.
pub(super) fn asks_who(context: &mut Context<'_>, spot: &Spot, ask: &str) {
    let lower = ask.to_lowercase();
    const WHO: [&str; 6] =
        ["your name", "your email", "your e-mail", "staff number", "employee number", "your date of birth"];
    if let Some(found) = WHO.iter().find(|words| lower.contains(**words)) {
        let message = format!("a question of opinion asks for `{found}`");
        let fault = Diagnostic::new(Rule::OpinionWithName, spot.at(), message).label("says who answered");
        context.fault(fault.help("leave it out: an opinion that can be traced is not given freely"));
    }
}

/// Nobody is asked who they are: not in a question, a poll or an opinion, and not to write it down. What people of a
/// course ask each other stands in quotation marks, and is theirs.
pub(super) fn asks_who_you_are(context: &mut Context<'_>, spot: &Spot, ask: &str) {
    if !context.language.starts_with("en") {
        return;
    }
    let small = without_speech(ask).to_lowercase();
    let mut plain = String::with_capacity(small.len() + 2);
    plain.push(' ');
    for word in words(&small) {
        plain.push_str(word);
        plain.push(' ');
    }
    let about = |own: &&str| {
        let asked = [
            "what is",
            "what’s",
            "which is",
            "how do you describe",
            "how would you describe",
            "tell us",
            "state",
        ];
        plain.trim() == format!("your {own}")
            || asked.iter().any(|before| plain.contains(&format!(" {before} your {own} ")))
    };
    let being = |who: &&str| {
        [
            "are you",
            "are you a",
            "i am",
            "i am a",
            "i identify as",
            "do you identify as",
            "do you identify as a",
        ]
        .iter()
        .any(|before| plain.contains(&format!(" {before} {who} ")))
    };
    let else_asked = ["how old are you", "how do you identify", "do you consider yourself"];
    // Few questions say any of this, and only those are held against each word of the lists.
    let yours = plain.contains(" your ");
    let of_you = [" are you ", " i am ", " i identify as ", " do you identify as "]
        .iter()
        .any(|words| plain.contains(words));
    let found = OWN
        .iter()
        .find(|own| yours && about(own))
        .map(|own| format!("your {own}"))
        .or_else(|| WHO.iter().find(|who| of_you && being(who)).map(|who| (*who).to_owned()))
        .or_else(|| else_asked.iter().find(|asked| plain.contains(*asked)).map(|asked| (*asked).to_owned()));
    if let Some(found) = found {
        let message = format!("learners are asked who they are: `{found}`");
        let fault = Diagnostic::new(Rule::AsksWhoYouAre, spot.at(), message).label("theirs to tell");
        context.fault(fault.help(
            "ask what they do or know; if you must know who answers, let the place that runs the course ask, and say why",
        ));
    }
}

/// Own words may name somebody; learners are asked not to.
fn own_words(context: &mut Context<'_>, spot: &Spot, ask: &str, intro: &str) {
    let asked = format!("{ask} {intro}").to_lowercase();
    if !asked
        .split(|sign: char| !sign.is_alphanumeric())
        .any(|word| ["name", "names", "naming"].contains(&word))
    {
        let fault =
            Diagnostic::new(Rule::FreeTextUnguarded, spot.at(), "an answer in own words may name somebody");
        context.fault(
            fault
                .label("nobody is asked not to")
                .help("write “Please name nobody” in `ask` or `intro`, or offer `answers: […]`"),
        );
    }
}

/// Checks a place to write for oneself.
pub(super) fn reflection(context: &mut Context<'_>, raw: &RawReflection, spot: &Spot) -> Option<Reflection> {
    let id = context.unique_id("reflection", &spot.field("id"), &raw.id, ReflectionId::parse);
    let ask = context.title(&spot.field("ask"), &raw.ask);
    asks_who_you_are(context, &spot.field("ask"), &ask);
    let spots = spot.field("thoughts");
    let thoughts = raw.thoughts.iter().enumerate();
    let thoughts = thoughts.map(|(at, text)| context.markup(&spots.index(at), text)).collect();
    Some(Reflection { id: id?, ask, thoughts })
}

/// Checks a story.
pub(super) fn story(context: &mut Context<'_>, raw: &RawStory, spot: &Spot) -> Option<Story> {
    let id = raw.id.as_ref().map(|id| context.unique_id("story", &spot.field("id"), id, BlockId::parse));
    let title = raw.title.as_ref().map(|title| context.title(&spot.field("title"), title));
    if let Some(title) = &title {
        prose::capacity(context, &spot.field("title"), title);
    }
    let text = context.markup(&spot.field("text"), &raw.text);
    let who = match &raw.who {
        Some(RawTeller::Composite) => Teller::Composite,
        Some(RawTeller::Consented(date)) => {
            if !house::is_date(date) {
                let message = format!("`{date}` does not say when consent was given");
                let fault = Diagnostic::new(Rule::ConsentDate, spot.field("who").at(), message);
                context.fault(fault.label("a year and a month").help("write `who: Consented(\"2026-05\")`"));
            }
            Teller::Consented(date.clone())
        }
        None => {
            let fault =
                Diagnostic::new(Rule::StoryWithoutConsent, spot.at(), "nobody can tell whose story this is");
            context.fault(fault.label("`who` is missing").help(
                "write `who: Composite` for a story made up from several, or `who: Consented(\"2026-05\")`",
            ));
            return None;
        }
    };
    Some(Story { id: id.flatten(), title, who, text })
}

/// Checks a signpost.
pub(super) fn signpost(context: &mut Context<'_>, raw: &RawSignpost, spot: &Spot) -> Signpost {
    let text = context.markup(&spot.field("text"), &raw.text);
    let support = house::support(context, &raw.support, &spot.field("support"));
    let mut pages = Vec::new();
    for (at, page) in raw.pages.iter().enumerate() {
        context.link_to(page.clone(), spot.field("pages").index(at).at());
        pages.extend(PageId::parse(page));
    }
    if raw.support.is_empty() && raw.pages.is_empty() && !raw.text.contains("](") && !context.has_lost() {
        let fault = Diagnostic::new(Rule::NothingInside, spot.at(), "this signpost points nowhere");
        context.fault(
            fault
                .label("no place, no page and no link")
                .help("write `pages: [\"…\"]` or `support: [\"…\"]` with an id, or a link in its text"),
        );
    }
    Signpost { text, support: support.into_iter().map(|entry| entry.id).collect(), pages }
}
