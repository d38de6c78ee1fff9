//! Blocks that are shown, played or spoken, as JSON. What is left out is absent, never null.

use serde_json::{Map, Value, json};

use super::json::{markup, object, optional};
use crate::course::{
    Audio, BlockKind, Chart, Download, LabelledImage, Poll, Questionnaire, Quote, Reflection, Signpost,
    StepOn, Story, Table, Teller, Term, Video,
};

/// A block of these kinds; any other is written by `json`.
pub(super) fn block(kind: &BlockKind) -> Map<String, Value> {
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

fn text(text: Option<&String>) -> Option<Value> {
    text.map(|text| text.as_str().into())
}

fn quote(own: &Quote) -> Value {
    let mut inner = object([("source", own.source.as_str().into()), ("text", markup(&own.text))]);
    optional(&mut inner, "who", text(own.who.as_ref()));
    Value::Object(inner)
}

fn chart(own: &Chart) -> Value {
    let rows = own.rows.iter().map(|row| {
        let mut inner =
            object([("label", row.label.as_str().into()), ("value", row.value.thousandths().into())]);
        optional(&mut inner, "note", text(row.note.as_ref()));
        Value::Object(inner)
    });
    let mut inner = object([
        ("kind", "bars".into()),
        ("max", own.max.thousandths().into()),
        ("rows", rows.collect()),
        ("source", own.source.as_str().into()),
        ("title", own.title.as_str().into()),
        ("unit", own.unit.as_str().into()),
    ]);
    optional(&mut inner, "note", own.note.as_ref().map(markup));
    optional(&mut inner, "as_of", text(own.as_of.as_ref()));
    Value::Object(inner)
}

fn table(own: &Table) -> Value {
    let rows = own.rows.iter().map(|row| row.iter().map(markup).collect::<Value>());
    json!({
        "caption": own.caption,
        "head": own.head,
        "row_heads": own.row_heads,
        "rows": rows.collect::<Vec<_>>(),
    })
}

fn step(own: &StepOn) -> Value {
    let mut inner = object([("text", markup(&own.text))]);
    optional(&mut inner, "title", text(own.title.as_ref()));
    Value::Object(inner)
}

fn labelled(own: &LabelledImage) -> Value {
    let labels = own.labels.iter().map(|label| {
        let mut inner = object([
            ("text", markup(&label.text)),
            ("title", label.title.as_str().into()),
            ("x", label.x.into()),
            ("y", label.y.into()),
        ]);
        optional(&mut inner, "id", label.id.as_ref().map(|id| id.as_str().into()));
        Value::Object(inner)
    });
    let mut inner = object([
        ("alt", own.image.alt.as_str().into()),
        ("file", own.image.file.as_str().into()),
        ("labels", labels.collect()),
    ]);
    optional(&mut inner, "caption", own.image.caption.as_ref().map(markup));
    optional(&mut inner, "credit", text(own.image.credit.as_ref()));
    Value::Object(inner)
}

fn audio(own: &Audio) -> Value {
    let mut inner = object([
        ("file", own.file.as_str().into()),
        ("title", own.title.as_str().into()),
        ("transcript", markup(&own.transcript)),
    ]);
    optional(&mut inner, "captions", text(own.captions.as_ref()));
    Value::Object(inner)
}

fn video(own: &Video) -> Value {
    let mut inner = object([
        ("captions", own.captions.as_str().into()),
        ("file", own.file.as_str().into()),
        ("title", own.title.as_str().into()),
        ("transcript", markup(&own.transcript)),
    ]);
    optional(&mut inner, "poster", text(own.poster.as_ref()));
    Value::Object(inner)
}

fn download(own: &Download) -> Value {
    json!({"file": own.file, "title": own.title, "what": own.what})
}

fn poll(own: &Poll) -> Value {
    json!({"ask": own.ask, "id": own.id.as_str(), "note": markup(&own.note), "options": own.options})
}

fn questionnaire(own: &Questionnaire) -> Value {
    let questions = own
        .questions
        .iter()
        .map(|one| json!({"answers": one.answers, "ask": one.ask, "id": one.id.as_str()}));
    json!({"id": own.id.as_str(), "intro": markup(&own.intro), "questions": questions.collect::<Vec<_>>()})
}

fn reflection(own: &Reflection) -> Value {
    let thoughts: Vec<Value> = own.thoughts.iter().map(markup).collect();
    json!({"ask": own.ask, "id": own.id.as_str(), "thoughts": thoughts})
}

fn story(own: &Story) -> Value {
    let who = match &own.who {
        Teller::Composite => json!("composite"),
        Teller::Consented(date) => json!({"consented": date}),
    };
    let mut inner = object([("text", markup(&own.text)), ("who", who)]);
    optional(&mut inner, "id", own.id.as_ref().map(|id| id.as_str().into()));
    optional(&mut inner, "title", text(own.title.as_ref()));
    Value::Object(inner)
}

fn signpost(own: &Signpost) -> Value {
    let pages: Vec<&str> = own.pages.iter().map(|page| page.as_str()).collect();
    let support: Vec<&str> = own.support.iter().map(|support| support.as_str()).collect();
    json!({"pages": pages, "support": support, "text": markup(&own.text)})
}

/// A term that the course uses.
pub(super) fn term(own: &Term) -> Value {
    let mut inner = object([
        ("id", own.id.as_str().into()),
        ("says", own.says.as_str().into()),
        ("source", own.source.as_str().into()),
        ("term", own.term.as_str().into()),
    ]);
    optional(&mut inner, "use_when", text(own.use_when.as_ref()));
    optional(&mut inner, "avoid", text(own.avoid.as_ref()));
    Value::Object(inner)
}
