//! Hostile words in every place that an author can write in, and the policies that stand behind the escaping.

use std::collections::BTreeMap;

use bona_engine::course::{BlockKind, Choice, Line, Markup, Page, Question, QuestionKind, Scene, Teller};

use super::super::sample::{self, words};
use super::super::{Adapter, Assets};
use super::{linked, made};

const BAD: &str = "\"><script>alert(1)</script><img src=x onerror=alert(1)>{{say.skip}}' style='x";

fn spoil(text: &mut Markup) {
    *text = words(BAD);
}

fn spoil_question(question: &mut Question) {
    spoil(&mut question.ask);
    if let QuestionKind::SingleChoice { options, .. } | QuestionKind::MultipleChoice { options, .. } =
        &mut question.kind
    {
        options.iter_mut().for_each(|option| spoil(&mut option.text));
    }
}

fn spoil_choice(choice: &mut Choice) {
    spoil(&mut choice.text);
}

fn spoil_page(page: &mut Page) {
    page.title = BAD.into();
    page.label = Some(BAD.into());
    page.content_note = Some(words(BAD));
    for block in &mut page.blocks {
        match &mut block.kind {
            BlockKind::Text(text) => spoil(text),
            BlockKind::Image(image) => {
                image.alt = BAD.into();
                image.credit = Some(BAD.into());
            }
            BlockKind::Note { label, text } => {
                *label = Some(BAD.into());
                spoil(text);
            }
            BlockKind::Fact(fact) => {
                spoil(&mut fact.claim);
                fact.as_of = Some(BAD.into());
            }
            BlockKind::Details { summary, text } => {
                *summary = BAD.into();
                spoil(text);
            }
            BlockKind::DoDont(pairs) => pairs.iter_mut().for_each(|pair| spoil(&mut pair.say)),
            BlockKind::Question(question) => spoil_question(question),
            BlockKind::Scenario(scene) => {
                spoil(&mut scene.intro);
                for step in &mut scene.scenes {
                    if let Scene::Decision(decision) = step {
                        decision.ask = BAD.into();
                        decision.says.push(Line::Person { name: BAD.into(), said: words(BAD) });
                        decision.choices.iter_mut().for_each(spoil_choice);
                    }
                }
            }
            BlockKind::Pledge(pledge) => {
                pledge.ask = BAD.into();
                pledge.choose = vec![BAD.into()];
            }
            BlockKind::Support(_) | BlockKind::Term(_) => {}
            other => spoil_shown(other),
        }
    }
}

fn spoil_shown(kind: &mut BlockKind) {
    let bad = || BAD.to_owned();
    match kind {
        BlockKind::Quote(own) => {
            spoil(&mut own.text);
            own.who = Some(bad());
        }
        BlockKind::Chart(own) => {
            (own.title, own.unit, own.as_of) = (bad(), bad(), Some(bad()));
            own.rows.iter_mut().for_each(|row| (row.label, row.note) = (bad(), Some(bad())));
        }
        BlockKind::Table(own) => {
            own.caption = bad();
            own.head = vec![bad(); 2];
            own.rows.iter_mut().flatten().for_each(spoil);
        }
        BlockKind::Steps(own) => own.iter_mut().for_each(|step| {
            step.title = Some(bad());
            spoil(&mut step.text);
        }),
        BlockKind::LabelledImage(own) => {
            own.image.alt = bad();
            own.labels.iter_mut().for_each(|label| {
                label.title = bad();
                spoil(&mut label.text);
            });
        }
        BlockKind::Audio(own) => {
            own.title = bad();
            spoil(&mut own.transcript);
        }
        BlockKind::Video(own) => {
            own.title = bad();
            spoil(&mut own.transcript);
        }
        BlockKind::Download(own) => (own.title, own.what) = (bad(), bad()),
        BlockKind::Poll(own) => {
            (own.ask, own.options) = (bad(), vec![bad(); own.options.len()]);
            spoil(&mut own.note);
        }
        BlockKind::Questionnaire(own) => {
            spoil(&mut own.intro);
            own.questions.iter_mut().for_each(|one| {
                (one.ask, one.answers) = (bad(), vec![bad(); one.answers.len()]);
            });
        }
        BlockKind::Reflection(own) => {
            own.ask = bad();
            own.thoughts.iter_mut().for_each(spoil);
        }
        BlockKind::Story(own) => {
            (own.title, own.who) = (Some(bad()), Teller::Consented(bad()));
            spoil(&mut own.text);
        }
        BlockKind::Signpost(own) => spoil(&mut own.text),
        _ => {}
    }
}

/// Every tag of a document, from `<` to `>`, outside scripts.
fn tags(html: &str) -> Vec<&str> {
    html.match_indices('<')
        .map(|(start, _)| html[start..].split_inclusive('>').next().unwrap_or_default())
        .collect()
}

#[test]
fn hostile_words_stay_words_in_every_place() {
    let honest = tags(&linked(&sample::full())).len();
    let mut course = sample::full();
    course.terms.iter_mut().for_each(|term| (term.term, term.says) = (BAD.into(), BAD.into()));
    course.roles.iter_mut().for_each(|role| role.title = BAD.into());
    course.title = BAD.into();
    course.summary = BAD.into();
    course.credits = vec![BAD.into()];
    course.outcomes.iter_mut().for_each(|outcome| outcome.text = BAD.into());
    course.sources.iter_mut().for_each(|source| {
        source.title = BAD.into();
        source.url = Some("javascript:alert(1)".into());
    });
    course.support.iter_mut().for_each(|help| {
        help.name = BAD.into();
        help.url = Some("javascript:alert(1)".into());
        help.phone = Some(BAD.into());
    });
    for module in &mut course.modules {
        module.title = BAD.into();
        module.pages.iter_mut().for_each(spoil_page);
    }
    let html = linked(&course);
    assert!(html.matches("&lt;script&gt;").count() > 50, "the words are there, as words");
    assert!(!html.contains("<script>") && !html.contains("<img src=x") && !html.contains("javascript:"));
    assert!(html.contains("{{say.skip}}"), "an author's braces are words too");
    let many = tags(&html).len();
    assert!(many < honest + 200, "hostile words made tags: {honest} became {many}");
}

#[test]
fn no_tag_has_a_handler_a_style_or_another_hosts_address() {
    let html = linked(&sample::full());
    let (mut judged, mut outside) = (0, 0);
    for tag in tags(&html) {
        judged += 1;
        let words: Vec<&str> = tag.split_whitespace().collect();
        assert!(!words.iter().any(|word| word.starts_with("on") && word.contains('=')), "{tag}");
        assert!(!tag.contains(" style="), "{tag}");
        if tag.contains("http:") || tag.contains("https:") || tag.contains("=\"//") {
            assert!(tag.starts_with("<a ") && tag.contains("rel=\"noopener noreferrer\""), "{tag}");
            outside += 1;
        }
    }
    assert!(judged > 300 && outside >= 3, "judged {judged} tags, {outside} of them links outside");
}

#[test]
fn each_way_of_packing_has_its_own_policy() {
    let policy = |html: &str| {
        let start = html.find("Content-Security-Policy\" content=\"").expect("a policy") + 34;
        html[start..].split('"').next().expect("its end").replace("&#39;", "'")
    };
    let course = sample::course();
    assert_eq!(
        policy(&linked(&course)),
        "default-src 'none'; script-src 'self'; style-src 'self'; media-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
    );
    let single = made(
        &course,
        Adapter::DeviceOnly,
        Assets::Inlined { pictures: &BTreeMap::new(), css: "p{}", js: "let x=1<2" },
        true,
    );
    // SHA-256 of `let x=1<2` and of `p{}`, reckoned with another tool.
    assert_eq!(
        policy(&single),
        "default-src 'none'; script-src 'sha256-1TZot/IA/DD2YRNpOqRS81CFGbRrNgo9uSClr5uUoQI='; style-src 'sha256-gG2yISYereRMiG2lMXrbiUgi0Ubw9p7QCeWcroOvy9Y='; img-src 'self' data:; base-uri 'none'; form-action 'none'"
    );
    assert!(single.contains("<style>p{}</style>") && single.contains("<script>let x=1<2</script>"));
    assert!(!single.contains("player.js") && !single.contains("player.css"));
}
