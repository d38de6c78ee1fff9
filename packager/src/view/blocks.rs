//! The blocks of a page as the templates see them.
//!
//! A question shows its options in the author's order, with the letters of the record, and no word on what is right. A scene is given whole,
//! as a script to read: the live scene is the player's.

use bona_engine::course::{
    BlockKind, Course, EndingKind, Fact, Guard, Image, Line, Markup, Page, Pledge, Question, QuestionKind,
    Scenario, Scene,
};
use bona_engine::id::FlagId;
use bona_engine::score::table;
use serde::Serialize;

use super::asked::{AskedView, asked};
use super::easy;
use super::places::{help, source};
use super::shown::{Shown, shown};
use super::{Help, SourceView};
use crate::markup::{html, inline};
use crate::strings::{Words, fill};

/// A block, ready for the template of its kind.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum BlockView {
    /// Running text needs no template: it is HTML already.
    Text {
        html: String,
    },
    Image(ImageView),
    Note {
        label: String,
        text_html: String,
    },
    Fact(Box<FactView>),
    Details {
        summary: String,
        text_html: String,
    },
    Instead {
        pairs: Vec<Pair>,
    },
    Question(QuestionView),
    /// A question without options.
    Asked(AskedView),
    Scenario(SceneView),
    Pledge(PledgeView),
    Support {
        helps: Vec<Help>,
    },
    /// Blocks that are shown, played or spoken.
    Shown(Box<Shown>),
}

#[derive(Debug, Serialize)]
pub(crate) struct ImageView {
    file: String,
    /// Whether the package holds the picture; otherwise the page says what it shows.
    shown: bool,
    alt: String,
    width: u32,
    height: u32,
    caption_html: Option<String>,
    credit: Option<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct FactView {
    claim_html: String,
    note_html: Option<String>,
    as_of: Option<String>,
    source: Option<SourceView>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Pair {
    of_html: String,
    say_html: String,
    because_html: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct QuestionView {
    id: String,
    /// What may be hard to read in it.
    note_html: Option<String>,
    ask_html: String,
    hint: &'static str,
    /// `radio` or `checkbox`.
    control: &'static str,
    options: Vec<OptionView>,
}

#[derive(Debug, Serialize)]
pub(crate) struct OptionView {
    letter: char,
    text_html: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct SceneView {
    id: String,
    title: Option<String>,
    intro_html: String,
    steps: Vec<StepView>,
}

#[derive(Debug, Serialize)]
pub(crate) struct StepView {
    name: String,
    /// What must have been chosen to come here, and where to go otherwise.
    only: Option<String>,
    says: Vec<LineView>,
    ask: Option<String>,
    choices: Vec<ChoiceView>,
    back_html: Option<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct LineView {
    /// Who speaks; nobody is the narrator.
    who: Option<String>,
    /// Class of the speaker's line.
    voice: &'static str,
    words_html: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct ChoiceView {
    text_html: String,
    then: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct PledgeView {
    id: String,
    ask: String,
    choose: Vec<String>,
    own_words: bool,
    after: Option<String>,
}

/// Makes the view of a block; `address` tells where the page finds a picture, `None` if the package has it not.
pub(crate) fn block(
    kind: &BlockKind,
    course: &Course,
    address: &dyn Fn(&str) -> Option<String>,
    say: &Words,
) -> BlockView {
    match kind {
        BlockKind::Text(text) => BlockView::Text { html: html(text) },
        BlockKind::Image(picture) => BlockView::Image(image(picture, address(&picture.file), say)),
        BlockKind::Note { label, text } => BlockView::Note {
            label: label.clone().unwrap_or_else(|| say["note"].to_owned()),
            text_html: html(text),
        },
        BlockKind::Fact(claim) => BlockView::Fact(Box::new(fact(claim, course, say))),
        BlockKind::Details { summary, text } => {
            BlockView::Details { summary: summary.clone(), text_html: html(text) }
        }
        BlockKind::DoDont(pairs) => BlockView::Instead {
            pairs: pairs
                .iter()
                .map(|pair| Pair {
                    of_html: html(&pair.of),
                    say_html: html(&pair.say),
                    because_html: html(&pair.because),
                })
                .collect(),
        },
        BlockKind::Question(own) => question(own, say),
        BlockKind::Scenario(scene) => BlockView::Scenario(scenario(scene, say)),
        BlockKind::Pledge(promise) => BlockView::Pledge(pledge(promise, say)),
        BlockKind::Support(ids) => BlockView::Support {
            helps: course
                .support
                .iter()
                .filter(|entry| ids.contains(&entry.id))
                .map(|entry| help(entry, say))
                .collect(),
        },
        other => BlockView::Shown(Box::new(shown(other, course, address, say))),
    }
}

/// The word in the margin beside a page's title: the author's, or what the page is for.
pub(crate) fn label(page: &Page, say: &Words) -> Option<String> {
    let of_kind = |kind: &BlockKind| match kind {
        BlockKind::Scenario(_) => Some("label.scene"),
        BlockKind::Question(_) => Some("label.practice"),
        BlockKind::Pledge(_) => Some("label.pledge"),
        _ => None,
    };
    page.label
        .clone()
        .or_else(|| page.blocks.iter().find_map(|block| of_kind(&block.kind)).map(|key| say[key].to_owned()))
}

/// What the scenes of a page are about: looking back at the first good ending, or else at the first of all.
pub(crate) fn about(page: &Page) -> String {
    let scenes = page.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Scenario(scenario) => Some(&scenario.scenes),
        _ => None,
    });
    let endings = scenes.flatten().filter_map(|scene| match scene {
        Scene::Ending(ending) => Some(ending),
        Scene::Decision(_) => None,
    });
    let endings: Vec<_> = endings.collect();
    let good = endings.iter().find(|ending| ending.kind == EndingKind::Good);
    good.or(endings.first()).map(|ending| html(&ending.looking_back)).unwrap_or_default()
}

pub(super) fn image(picture: &Image, address: Option<String>, say: &Words) -> ImageView {
    ImageView {
        shown: address.is_some(),
        file: address.unwrap_or_default(),
        alt: picture.alt.clone(),
        width: picture.width,
        height: picture.height,
        caption_html: picture.caption.as_ref().map(html),
        credit: picture.credit.as_ref().map(|name| fill(say["picture_by"], &[("name", name)])),
    }
}

fn fact(claim: &Fact, course: &Course, say: &Words) -> FactView {
    FactView {
        claim_html: html(&claim.claim),
        note_html: claim.note.as_ref().map(html),
        as_of: claim.as_of.as_ref().map(|date| fill(say["as_of"], &[("date", date)])),
        source: course.sources.iter().find(|one| one.id == claim.source).map(|one| source(one, say)),
    }
}

/// A question, on a page or for the test.
pub(crate) fn question(own: &Question, say: &Words) -> BlockView {
    if let Some(view) = asked(own, say) {
        return BlockView::Asked(view);
    }
    let letters = table(own).letters;
    let lettered = |texts: Vec<String>| {
        let each = letters.chars().zip(texts).enumerate();
        each.map(|(at, (letter, text))| OptionView { letter, text_html: easy::option(own, at, &text) })
            .collect()
    };
    let (control, hint, options) = match &own.kind {
        QuestionKind::SingleChoice { options, .. } => {
            ("radio", "choose_one", lettered(options.iter().map(|one| inline(&one.text)).collect()))
        }
        QuestionKind::MultipleChoice { options, .. } => {
            ("checkbox", "choose_all", lettered(options.iter().map(|one| inline(&one.text)).collect()))
        }
        _ => (
            "radio",
            "true_or_false",
            [('t', "true"), ('f', "false")]
                .map(|(letter, key)| OptionView { letter, text_html: say[key].to_owned() })
                .into(),
        ),
    };
    BlockView::Question(QuestionView {
        id: own.id.to_string(),
        note_html: own.content_note.as_ref().map(html),
        ask_html: easy::ask(own),
        hint: say[hint],
        control,
        options,
    })
}

fn pledge(promise: &Pledge, say: &Words) -> PledgeView {
    PledgeView {
        id: promise.id.to_string(),
        ask: promise.ask.clone(),
        choose: promise.choose.clone(),
        own_words: promise.or_own_words,
        after: promise
            .follow_up_after
            .as_ref()
            .map(|after| fill(say["pledge_after"], &[("span", &span(after, say))])),
    }
}

/// `6 weeks` in the player's language; what is no such span as it stands.
fn span(text: &str, say: &Words) -> String {
    let units = [("day", "days"), ("week", "weeks"), ("month", "months"), ("year", "years")];
    text.split_once(' ')
        .and_then(|(n, unit)| {
            let (_, key) = units.into_iter().find(|(one, many)| [*one, *many].contains(&unit))?;
            Some(say.counted(key, n.parse().ok()?))
        })
        .unwrap_or_else(|| text.to_owned())
}

fn scenario(scene: &Scenario, say: &Words) -> SceneView {
    let names = step_names(scene, say);
    let voices = voices(scene);
    let steps = scene
        .scenes
        .iter()
        .enumerate()
        .map(|(at, one)| {
            let name = names[at].clone();
            let only = one.guard().map(|guard| condition(scene, guard, &names, say));
            match one {
                Scene::Decision(decision) => StepView {
                    name,
                    only,
                    says: lines(decision.content_note.as_ref(), &decision.says, &voices),
                    ask: Some(decision.ask.clone()),
                    choices: decision
                        .choices
                        .iter()
                        .map(|choice| ChoiceView {
                            text_html: inline(&choice.text),
                            then: fill(say["then"], &[("where", &names[choice.then])]),
                        })
                        .collect(),
                    back_html: None,
                },
                Scene::Ending(ending) => StepView {
                    name,
                    only,
                    says: lines(ending.content_note.as_ref(), &ending.says, &voices),
                    ask: None,
                    choices: Vec::new(),
                    back_html: Some(html(&ending.looking_back)),
                },
            }
        })
        .collect();
    SceneView { id: scene.id.to_string(), title: scene.title.clone(), intro_html: html(&scene.intro), steps }
}

/// What a guard asks for, in the words of the choices that decide it.
fn condition(scene: &Scenario, guard: &Guard, names: &[String], say: &Words) -> String {
    let decisions = scene.scenes.iter().filter_map(|one| match one {
        Scene::Decision(decision) => Some(decision),
        Scene::Ending(_) => None,
    });
    let choices: Vec<_> = decisions.flat_map(|decision| &decision.choices).collect();
    let setting = |flag: &FlagId| {
        let words = choices.iter().filter(|choice| choice.sets.contains(flag)).map(|choice| {
            let words = choice.text.plain();
            if words.starts_with('“') { words } else { format!("“{words}”") }
        });
        words.collect::<Vec<_>>().join(&format!(" {} ", say["or"]))
    };
    let sentence = |key: &str, flag: &FlagId| fill(say[key], &[("choices", &setting(flag))]);
    let mut told: Vec<String> = guard.when.iter().map(|flag| sentence("scene_after", flag)).collect();
    told.extend(guard.unless.iter().map(|flag| sentence("scene_not_after", flag)));
    told.extend(guard.otherwise.map(|to| fill(say["scene_otherwise"], &[("where", &names[to])])));
    told.join(" ")
}

/// What the script calls each scene: where it begins, then steps and endings by number.
fn step_names(scene: &Scenario, say: &Words) -> Vec<String> {
    let (mut step, mut end) = (1, 0);
    scene
        .scenes
        .iter()
        .enumerate()
        .map(|(at, one)| match one {
            _ if at == scene.start => say["scene_start"].to_owned(),
            Scene::Decision(_) => {
                step += 1;
                fill(say["scene_step"], &[("n", &step.to_string())])
            }
            Scene::Ending(_) => {
                end += 1;
                fill(say["scene_end"], &[("n", &end.to_string())])
            }
        })
        .collect()
}

/// Everybody who speaks, in order of first word: the order decides whose line has which colour.
fn voices(scene: &Scenario) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for one in &scene.scenes {
        let lines: &[Line] = match one {
            Scene::Decision(decision) => &decision.says,
            Scene::Ending(ending) => &ending.says,
        };
        for line in lines {
            if let Line::Person { name, .. } = line
                && !names.contains(&name.as_str())
            {
                names.push(name);
            }
        }
    }
    names
}

/// What may be hard to read stands before anything is said.
fn lines(note: Option<&Markup>, says: &[Line], voices: &[&str]) -> Vec<LineView> {
    let note = note.map(|note| LineView { who: None, voice: "nar", words_html: html(note) });
    note.into_iter().chain(says.iter().map(|line| spoken(line, voices))).collect()
}

fn spoken(line: &Line, voices: &[&str]) -> LineView {
    match line {
        Line::Narrator(said) => LineView { who: None, voice: "nar", words_html: html(said) },
        Line::Person { name, said } => {
            let place = voices.iter().position(|one| one == name).unwrap_or_default();
            let voice = if place.is_multiple_of(2) { "v1" } else { "v2" };
            LineView { who: Some(name.clone()), voice, words_html: html(said) }
        }
    }
}
