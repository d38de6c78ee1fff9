//! Blocks of a page as things: each with its own words, and what has an id in it below it.

use super::lines::Lines;
use super::walk::Walk;
use crate::course::{
    Block, BlockKind, Chart, Choice, Course, EndingKind, Fact, Guard, Image, LabelledImage, Line, Poll,
    Questionnaire, Quote, Scenario, Scene, Signpost, Step, Story, Table, Teller,
};
use crate::id::BlockId;

/// A block that has no thing in it: what it is, what its field is called, and its words.
type Plain = (&'static str, &'static str, Lines);

impl Walk {
    /// Adds a block.
    pub(super) fn block(&mut self, block: &Block, course: &Course, page: usize) {
        let id = block.id.as_ref();
        match &block.kind {
            BlockKind::Question(question) => self.question(question, page),
            BlockKind::Scenario(scenario) => self.scenario(scenario, page),
            BlockKind::DoDont(pairs) => {
                for pair in pairs {
                    let lines = Lines::default().text("Instead of", &pair.of).text("Say", &pair.say);
                    self.unnamed("Instead of, say", "instead", page, lines.text("Because", &pair.because));
                }
            }
            BlockKind::Steps(steps) => {
                for step in steps {
                    let lines = step.title.iter().fold(Lines::default(), |lines, title| lines.heading(title));
                    self.unnamed("Step", "step", page, lines.text("", &step.text));
                }
            }
            BlockKind::Pledge(pledge) => {
                let lines = Lines::default().say("Promise", &pledge.ask).list("Suggested", &pledge.choose);
                let own = pledge.or_own_words.then(|| "own words as well".to_owned());
                let lines = lines
                    .maybe("Taken", own.as_ref())
                    .maybe("Looked at again after", pledge.follow_up_after.as_ref());
                self.named("Promise", pledge.id.to_string(), Some(page), lines);
            }
            BlockKind::Poll(poll) => {
                self.named("Poll", poll.id.to_string(), Some(page), of_poll(poll));
            }
            BlockKind::Reflection(own) => {
                let lines = own
                    .thoughts
                    .iter()
                    .fold(Lines::default().say("To think about", &own.ask), |lines, one| {
                        lines.text("Others have thought", one)
                    });
                self.named("Reflection", own.id.to_string(), Some(page), lines);
            }
            BlockKind::Questionnaire(own) => self.questionnaire(own, page),
            BlockKind::LabelledImage(own) => self.labelled(own, id, page),
            BlockKind::Story(story) => {
                self.plain(id.or(story.id.as_ref()), ("Story", "story", of_story(story)), page);
            }
            other => {
                if let Some(plain) = plain(other, course) {
                    self.plain(id, plain, page);
                }
            }
        }
    }

    /// Adds a block without things in it.
    fn plain(&mut self, id: Option<&BlockId>, (what, field, lines): Plain, page: usize) -> usize {
        match id {
            Some(id) => self.named(what, id.to_string(), Some(page), lines),
            None => self.unnamed(what, field, page, lines),
        }
    }

    fn questionnaire(&mut self, own: &Questionnaire, page: usize) {
        let lines = Lines::default().text("", &own.intro);
        let at = self.named("Questionnaire", own.id.to_string(), Some(page), lines);
        for one in &own.questions {
            let lines = Lines::default().say("", &one.ask).list("Answers", &one.answers);
            self.named("Opinion", format!("{}.{}", own.id, one.id), Some(at), lines);
        }
    }

    fn labelled(&mut self, own: &LabelledImage, id: Option<&BlockId>, page: usize) {
        let at = self.plain(id, ("Picture with labels", "labelled", picture(&own.image)), page);
        // What has no id of its own keeps nothing below it: labels then stand under the page.
        let above = if id.is_some() { at } else { page };
        for label in &own.labels {
            let lines = Lines::default().heading(&label.title).text("", &label.text);
            self.plain(label.id.as_ref(), ("Label", "label", lines), above);
        }
    }

    fn scenario(&mut self, own: &Scenario, page: usize) {
        let lines = own.title.iter().fold(Lines::default(), |lines, title| lines.heading(title));
        let lines = lines.text("", &own.intro).say("Begins at", node(own, own.start));
        let at = self.named("Scene", own.id.to_string(), Some(page), lines);
        for scene in &own.scenes {
            match scene {
                Scene::Decision(one) => {
                    let lines = guard(Lines::default(), one.guard.as_ref(), own);
                    let lines = lines.maybe_text("Content note", one.content_note.as_ref());
                    let lines = said(lines, &one.says).say("Asked", &one.ask);
                    let key = format!("{}.{}", own.id, one.id);
                    let node = self.named("Node of the scene", key.clone(), Some(at), lines);
                    for choice in &one.choices {
                        self.named(
                            "Choice",
                            format!("{key}.{}", choice.id),
                            Some(node),
                            of_choice(choice, own),
                        );
                    }
                }
                Scene::Ending(one) => {
                    let kind = match one.kind {
                        EndingKind::Good => "well",
                        EndingKind::Mixed => "in part",
                        EndingKind::Poor => "badly",
                    };
                    let lines = guard(Lines::default(), one.guard.as_ref(), own).say("Ends", kind);
                    let lines = lines.maybe_text("Content note", one.content_note.as_ref());
                    let lines = said(lines, &one.says).text("Looking back", &one.looking_back);
                    self.named("Ending", format!("{}.{}", own.id, one.id), Some(at), lines);
                }
            }
        }
    }
}

/// The id of a scene's node.
fn node(own: &Scenario, at: usize) -> &str {
    match own.scenes.get(at) {
        Some(Scene::Decision(one)) => one.id.as_str(),
        Some(Scene::Ending(one)) => one.id.as_str(),
        None => "",
    }
}

fn guard(lines: Lines, guard: Option<&Guard>, own: &Scenario) -> Lines {
    let Some(guard) = guard else { return lines };
    let lines = lines.list("Only when", &guard.when).list("Not when", &guard.unless);
    guard.otherwise.iter().fold(lines, |lines, at| lines.say("Otherwise goes on at", node(own, *at)))
}

fn said(lines: Lines, says: &[Line]) -> Lines {
    says.iter().fold(lines, |lines, line| match line {
        Line::Narrator(words) => lines.text("", words),
        Line::Person { name, said } => lines.say("Says", name).text("", said),
    })
}

fn of_choice(choice: &Choice, own: &Scenario) -> Lines {
    let was = choice.was.map(|was| {
        let word = match was {
            Step::Good => "good",
            Step::Partly => "good in part",
            Step::Slip => "a slip",
            Step::Mends => "mends a slip",
        };
        word.to_owned()
    });
    Lines::default()
        .text("", &choice.text)
        .say("Leads to", node(own, choice.then))
        .list("Sets", &choice.sets)
        .maybe("Is", was.as_ref())
        .maybe_text("Because", choice.because.as_ref())
}

fn of_poll(poll: &Poll) -> Lines {
    Lines::default()
        .say("Asked", &poll.ask)
        .list("Can be chosen", &poll.options)
        .text("Said to all", &poll.note)
}

fn of_story(story: &Story) -> Lines {
    let who = match &story.who {
        Teller::Composite => "put together from what several people told".to_owned(),
        Teller::Consented(when) => format!("one person's own, with their consent of {when}"),
    };
    let lines = story.title.iter().fold(Lines::default(), |lines, title| lines.heading(title));
    lines.say("Whose story", &who).text("", &story.text)
}

pub(super) fn picture(image: &Image) -> Lines {
    let alt = if image.alt.is_empty() { "(decorative: nothing is said instead of it)" } else { &image.alt };
    Lines::default()
        .say("Picture", &image.file)
        .say("Said instead of it", alt)
        .maybe_text("Caption", image.caption.as_ref())
        .maybe("Made by", image.credit.as_ref())
}

fn plain(kind: &BlockKind, course: &Course) -> Option<Plain> {
    let lines = Lines::default();
    Some(match kind {
        BlockKind::Text(text) => ("Text", "text", lines.text("", text)),
        BlockKind::Image(image) => ("Picture", "image", picture(image)),
        BlockKind::Note { label, text } => {
            ("Note", "note", lines.maybe("Label", label.as_ref()).text("", text))
        }
        BlockKind::Fact(fact) => ("Fact", "fact", of_fact(fact)),
        BlockKind::Details { summary, text } => ("To open", "details", lines.heading(summary).text("", text)),
        BlockKind::Support(ids) => ("Where to turn", "support", lines.list("Shows", ids)),
        BlockKind::Quote(quote) => ("Quote", "quote", of_quote(quote)),
        BlockKind::Chart(chart) => ("Chart", "chart", of_chart(chart)),
        BlockKind::Table(table) => ("Table", "table", of_table(table)),
        BlockKind::Audio(own) => (
            "Recording",
            "audio",
            lines.heading(&own.title).say("File", &own.file).text("Every word of it", &own.transcript),
        ),
        BlockKind::Video(own) => (
            "Film",
            "video",
            lines.heading(&own.title).say("File", &own.file).text("Every word of it", &own.transcript),
        ),
        BlockKind::Download(own) => {
            ("To take away", "download", lines.heading(&own.title).say("", &own.what).say("File", &own.file))
        }
        BlockKind::Term(id) => {
            let term = course.terms.iter().find(|term| term.id == *id);
            let word = term.map_or(id.as_str(), |term| &term.term);
            ("Term", "term", lines.say("Explains", word))
        }
        BlockKind::Signpost(own) => ("Where to go on", "signpost", of_signpost(own)),
        _ => return None,
    })
}

fn of_fact(fact: &Fact) -> Lines {
    Lines::default()
        .text("Claim", &fact.claim)
        .maybe_text("How far it goes", fact.note.as_ref())
        .maybe("As of", fact.as_of.as_ref())
        .say("Source", fact.source.as_str())
}

fn of_quote(quote: &Quote) -> Lines {
    Lines::default()
        .text("", &quote.text)
        .maybe("Who", quote.who.as_ref())
        .say("Source", quote.source.as_str())
}

fn of_chart(chart: &Chart) -> Lines {
    let lines = chart.rows.iter().fold(Lines::default().heading(&chart.title), |lines, bar| {
        let note = bar.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
        lines.say("", &format!("{}: {} {}{note}", bar.label, bar.value, chart.unit))
    });
    lines
        .maybe_text("How far it goes", chart.note.as_ref())
        .maybe("As of", chart.as_of.as_ref())
        .say("Source", chart.source.as_str())
}

fn of_table(table: &Table) -> Lines {
    let lines = Lines::default().heading(&table.caption).say("Columns", &table.head.join(" | "));
    table.rows.iter().fold(lines, |lines, row| {
        let cells: Vec<String> = row.iter().map(crate::course::Markup::plain).collect();
        lines.say("", &cells.join(" | "))
    })
}

fn of_signpost(own: &Signpost) -> Lines {
    Lines::default().text("", &own.text).list("Shows", &own.support).list("Leads to", &own.pages)
}
