//! Blocks that are shown, played or spoken, as JSON. What is left out is absent, never null.

use super::json::markup;
use super::value::{Json, Object, object};
use crate::course::{
    Audio, BlockKind, Chart, Download, LabelledImage, Poll, Questionnaire, Quote, Reflection, Signpost,
    StepOn, Story, Table, Teller, Term, Video,
};

/// A block of these kinds; any other is written by `json`.
pub(super) fn block(kind: &BlockKind) -> Object<'_> {
    let (name, inner) = match kind {
        BlockKind::Quote(own) => ("quote", quote(own)),
        BlockKind::Chart(own) => ("chart", chart(own)),
        BlockKind::Table(own) => ("table", table(own)),
        BlockKind::Steps(own) => ("steps", own.iter().map(step).collect()),
        BlockKind::LabelledImage(own) => ("labelled_image", labelled(own)),
        BlockKind::Audio(own) => ("audio", audio(own)),
        BlockKind::Video(own) => ("video", video(own)),
        BlockKind::Download(own) => ("download", download(own)),
        BlockKind::Term(id) => ("term", id.as_str().into()),
        BlockKind::Poll(own) => ("poll", poll(own)),
        BlockKind::Questionnaire(own) => ("questionnaire", questionnaire(own)),
        BlockKind::Reflection(own) => ("reflection", reflection(own)),
        BlockKind::Story(own) => ("story", story(own)),
        BlockKind::Signpost(own) => ("signpost", signpost(own)),
        _ => unreachable!("`json` writes the other kinds itself"),
    };
    object([(name, inner)])
}

fn text(text: Option<&String>) -> Option<Json<'_>> {
    text.map(|text| text.as_str().into())
}

fn quote(own: &Quote) -> Json<'_> {
    let mut inner = object([("source", own.source.as_str().into()), ("text", markup(&own.text))]);
    inner.optional("who", text(own.who.as_ref()));
    inner.done()
}

fn chart(own: &Chart) -> Json<'_> {
    let rows = own.rows.iter().map(|row| {
        let mut inner =
            object([("label", row.label.as_str().into()), ("value", row.value.thousandths().into())]);
        inner.optional("note", text(row.note.as_ref()));
        inner.done()
    });
    let mut inner = object([
        ("kind", "bars".into()),
        ("max", own.max.thousandths().into()),
        ("rows", rows.collect()),
        ("source", own.source.as_str().into()),
        ("title", own.title.as_str().into()),
        ("unit", own.unit.as_str().into()),
    ]);
    inner.optional("note", own.note.as_ref().map(markup));
    inner.optional("as_of", text(own.as_of.as_ref()));
    inner.done()
}

fn table(own: &Table) -> Json<'_> {
    let rows = own.rows.iter().map(|row| row.iter().map(markup).collect::<Json<'_>>());
    object([
        ("caption", own.caption.as_str().into()),
        ("head", own.head.iter().collect()),
        ("row_heads", own.row_heads.into()),
        ("rows", rows.collect()),
    ])
    .done()
}

fn step(own: &StepOn) -> Json<'_> {
    let mut inner = object([("text", markup(&own.text))]);
    inner.optional("title", text(own.title.as_ref()));
    inner.done()
}

fn labelled(own: &LabelledImage) -> Json<'_> {
    let labels = own.labels.iter().map(|label| {
        let mut inner = object([
            ("text", markup(&label.text)),
            ("title", label.title.as_str().into()),
            ("x", label.x.into()),
            ("y", label.y.into()),
        ]);
        inner.optional("id", label.id.as_ref().map(|id| id.as_str().into()));
        inner.done()
    });
    let mut inner = object([
        ("alt", own.image.alt.as_str().into()),
        ("file", own.image.file.as_str().into()),
        ("labels", labels.collect()),
    ]);
    inner.optional("caption", own.image.caption.as_ref().map(markup));
    inner.optional("credit", text(own.image.credit.as_ref()));
    inner.done()
}

fn audio(own: &Audio) -> Json<'_> {
    let mut inner = object([
        ("file", own.file.as_str().into()),
        ("title", own.title.as_str().into()),
        ("transcript", markup(&own.transcript)),
    ]);
    inner.optional("captions", text(own.captions.as_ref()));
    inner.done()
}

fn video(own: &Video) -> Json<'_> {
    let mut inner = object([
        ("captions", own.captions.as_str().into()),
        ("file", own.file.as_str().into()),
        ("title", own.title.as_str().into()),
        ("transcript", markup(&own.transcript)),
    ]);
    inner.optional("poster", text(own.poster.as_ref()));
    inner.done()
}

fn download(own: &Download) -> Json<'_> {
    object([
        ("file", own.file.as_str().into()),
        ("title", own.title.as_str().into()),
        ("what", own.what.as_str().into()),
    ])
    .done()
}

fn poll(own: &Poll) -> Json<'_> {
    object([
        ("ask", own.ask.as_str().into()),
        ("id", own.id.as_str().into()),
        ("note", markup(&own.note)),
        ("options", own.options.iter().collect()),
    ])
    .done()
}

fn questionnaire(own: &Questionnaire) -> Json<'_> {
    let questions = own.questions.iter().map(|one| {
        object([
            ("answers", one.answers.iter().collect()),
            ("ask", one.ask.as_str().into()),
            ("id", one.id.as_str().into()),
        ])
        .done()
    });
    object([
        ("id", own.id.as_str().into()),
        ("intro", markup(&own.intro)),
        ("questions", questions.collect()),
    ])
    .done()
}

fn reflection(own: &Reflection) -> Json<'_> {
    let thoughts = own.thoughts.iter().map(markup).collect();
    object([("ask", own.ask.as_str().into()), ("id", own.id.as_str().into()), ("thoughts", thoughts)]).done()
}

fn story(own: &Story) -> Json<'_> {
    let who = match &own.who {
        Teller::Composite => "composite".into(),
        Teller::Consented(date) => object([("consented", date.as_str().into())]).done(),
    };
    let mut inner = object([("text", markup(&own.text)), ("who", who)]);
    inner.optional("id", own.id.as_ref().map(|id| id.as_str().into()));
    inner.optional("title", text(own.title.as_ref()));
    inner.done()
}

fn signpost(own: &Signpost) -> Json<'_> {
    let pages = own.pages.iter().map(|page| page.as_str()).collect();
    let support = own.support.iter().map(|support| support.as_str()).collect();
    object([("pages", pages), ("support", support), ("text", markup(&own.text))]).done()
}

/// A term that the course uses.
pub(super) fn term(own: &Term) -> Json<'_> {
    let mut inner = object([
        ("id", own.id.as_str().into()),
        ("says", own.says.as_str().into()),
        ("source", own.source.as_str().into()),
        ("term", own.term.as_str().into()),
    ]);
    inner.optional("use_when", text(own.use_when.as_ref()));
    inner.optional("avoid", text(own.avoid.as_ref()));
    inner.done()
}
