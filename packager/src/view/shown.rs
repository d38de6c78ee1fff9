//! Blocks that are shown, played or spoken, as the templates see them.
//!
//! A chart is drawn here in whole numbers: a bar is so many thousandths of a full one. What the player does not
//! do yet, such as collecting opinions, stands there to be read.

use bona_engine::course::{
    Audio, Block, BlockKind, Chart, Course, Download, LabelledImage, Poll, Questionnaire, Quote, Reflection,
    Signpost, StepOn, Story, Table, Teller, Video,
};
use bona_engine::id::RoleId;
use serde::Serialize;

use super::blocks::{ImageView, image};
use super::places::{help, month, source, term};
use super::told::join;
use super::{Help, SourceView, TermView, To};
use crate::markup::{html, inline};
use crate::strings::{Words, fill};

/// A block of these kinds, ready for its template.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Shown {
    Quote { text_html: String, who: Option<String>, source: Option<SourceView> },
    Chart(ChartView),
    Table { table: TableView },
    Steps { steps: Vec<StepView> },
    Labelled(LabelledView),
    Audio(RecordingView),
    Video(RecordingView),
    Download { src: Option<String>, title: String, name: String, what: String },
    Term { term: Option<TermView> },
    Poll { id: String, ask: String, options: Vec<String>, note_html: String },
    Questionnaire { intro_html: String, questions: Vec<OpinionView> },
    Reflection { id: String, ask: String, thoughts_html: Vec<String> },
    Story { title: Option<String>, text_html: String, whose: String },
    Signpost { text_html: String, pages: Vec<To>, helps: Vec<Help> },
}

impl Shown {
    /// The template of its kind.
    pub(crate) fn template(&self) -> &'static str {
        match self {
            Self::Quote { .. } => "block_quote",
            Self::Chart(_) => "block_chart",
            Self::Table { .. } => "block_table",
            Self::Steps { .. } => "block_steps",
            Self::Labelled(_) => "block_labelled",
            Self::Audio(_) => "block_audio",
            Self::Video(_) => "block_video",
            Self::Download { .. } => "block_download",
            Self::Term { .. } => "block_term",
            Self::Poll { .. } => "block_poll",
            Self::Questionnaire { .. } => "block_questionnaire",
            Self::Reflection { .. } => "block_reflection",
            Self::Story { .. } => "block_story",
            Self::Signpost { .. } => "block_signpost",
        }
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct ChartView {
    title: String,
    unit: String,
    bars: Vec<BarView>,
    table: TableView,
    note_html: Option<String>,
    as_of: Option<String>,
    source: Option<SourceView>,
}

#[derive(Debug, Serialize)]
pub(crate) struct BarView {
    label: String,
    value: String,
    /// Thousandths of a full bar, 0 to 1,000.
    long: u64,
    note: Option<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct TableView {
    caption: String,
    head: Vec<String>,
    rows: Vec<RowView>,
}

#[derive(Debug, Serialize)]
pub(crate) struct RowView {
    head_html: Option<String>,
    cells: Vec<CellView>,
}

#[derive(Debug, Serialize)]
pub(crate) struct CellView {
    cell_html: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct StepView {
    name: String,
    title: Option<String>,
    text_html: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct LabelledView {
    image: ImageView,
    width: u32,
    height: u32,
    /// Radius of a mark, and the size of its number, in pixels of the picture.
    radius: u32,
    size: u32,
    marks: Vec<MarkView>,
}

#[derive(Debug, Serialize)]
pub(crate) struct MarkView {
    number: usize,
    name: String,
    x: u32,
    y: u32,
    /// Where the foot of the number stands.
    foot: u32,
    title: String,
    text_html: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct RecordingView {
    /// Where it lies; nothing where the package cannot hold it.
    src: Option<String>,
    title: String,
    captions: Option<String>,
    language: String,
    poster: Option<String>,
    transcript: String,
    transcript_html: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct OpinionView {
    ask: String,
    answers: Vec<String>,
}

/// A block that is meant for some roles.
#[derive(Debug, Serialize)]
pub(crate) struct Meant {
    roles: String,
    for_whom: String,
    inner_html: String,
}

/// The view of a block; `address` tells where the page finds a file, `None` if the package has it not.
pub(crate) fn shown(
    kind: &BlockKind,
    course: &Course,
    address: &dyn Fn(&str) -> Option<String>,
    say: &Words,
) -> Shown {
    match kind {
        BlockKind::Quote(own) => quote(own, course, say),
        BlockKind::Chart(own) => Shown::Chart(chart(own, course, say)),
        BlockKind::Table(own) => Shown::Table { table: table(own) },
        BlockKind::Steps(own) => Shown::Steps { steps: steps(own, say) },
        BlockKind::LabelledImage(own) => Shown::Labelled(labelled(own, address, say)),
        BlockKind::Audio(own) => Shown::Audio(audio(own, course, address, say)),
        BlockKind::Video(own) => Shown::Video(video(own, course, address, say)),
        BlockKind::Download(own) => download(own, address, say),
        BlockKind::Term(id) => {
            let own = course.terms.iter().find(|one| one.id == *id);
            Shown::Term { term: own.map(|one| term(one, course, say)) }
        }
        BlockKind::Poll(own) => poll(own),
        BlockKind::Questionnaire(own) => questionnaire(own),
        BlockKind::Reflection(own) => reflection(own),
        BlockKind::Story(own) => story(own, say),
        BlockKind::Signpost(own) => signpost(own, course, say),
        _ => unreachable!("`blocks` makes the other views itself"),
    }
}

fn cited(course: &Course, id: &bona_engine::id::SourceId, say: &Words) -> Option<SourceView> {
    course.sources.iter().find(|one| one.id == *id).map(|one| source(one, say))
}

fn quote(own: &Quote, course: &Course, say: &Words) -> Shown {
    Shown::Quote { text_html: html(&own.text), who: own.who.clone(), source: cited(course, &own.source, say) }
}

fn chart(own: &Chart, course: &Course, say: &Words) -> ChartView {
    let plain = |text: &str| CellView { cell_html: crate::markup::escape(text) };
    let noted = own.rows.iter().any(|row| row.note.is_some());
    let mut head = vec![say["chart_label"].to_owned(), own.unit.clone()];
    head.extend(noted.then(|| say["chart_note"].to_owned()));
    // Numbers of one chart have as many digits behind the point, so that they can be compared at sight.
    let places = own.rows.iter().map(|row| row.value.places()).max().unwrap_or(0);
    let rows = own.rows.iter().map(|row| {
        let mut cells = vec![plain(&row.value.to_places(places))];
        cells.extend(noted.then(|| plain(row.note.as_deref().unwrap_or_default())));
        RowView { head_html: Some(crate::markup::escape(&row.label)), cells }
    });
    ChartView {
        title: own.title.clone(),
        unit: own.unit.clone(),
        table: TableView { caption: own.title.clone(), head, rows: rows.collect() },
        bars: own
            .rows
            .iter()
            .map(|row| BarView {
                label: row.label.clone(),
                value: row.value.to_places(places),
                long: row.value.of(own.max),
                note: row.note.clone(),
            })
            .collect(),
        note_html: own.note.as_ref().map(html),
        as_of: own.as_of.as_ref().map(|date| fill(say["as_of"], &[("date", date)])),
        source: cited(course, &own.source, say),
    }
}

fn table(own: &Table) -> TableView {
    let rows = own.rows.iter().map(|row| {
        let mut cells = row.iter().map(inline);
        let head_html = if own.row_heads { cells.next() } else { None };
        RowView { head_html, cells: cells.map(|cell_html| CellView { cell_html }).collect() }
    });
    TableView { caption: own.caption.clone(), head: own.head.clone(), rows: rows.collect() }
}

fn steps(own: &[StepOn], say: &Words) -> Vec<StepView> {
    let steps = own.iter().enumerate();
    steps
        .map(|(at, step)| StepView {
            name: fill(say["step_on"], &[("n", &(at + 1).to_string())]),
            title: step.title.clone(),
            text_html: html(&step.text),
        })
        .collect()
}

/// A mark is a twenty-eighth of the picture's width in radius, and stays inside the picture.
fn labelled(own: &LabelledImage, address: &dyn Fn(&str) -> Option<String>, say: &Words) -> LabelledView {
    let (width, height) = (own.image.width, own.image.height);
    let radius = (width / 28).max(1);
    let size = radius + radius / 4;
    let within = |share: u8, side: u32| {
        // A picture has at most 4,000 pixels a side when it is taken seriously; wider ones fit as well.
        let place = u32::try_from(u64::from(side) * u64::from(share) / 100).unwrap_or(side);
        place.clamp(radius.min(side), side.saturating_sub(radius).max(radius.min(side)))
    };
    let marks = own.labels.iter().enumerate().map(|(at, label)| {
        let y = within(label.y, height);
        MarkView {
            number: at + 1,
            name: fill(say["mark"], &[("n", &(at + 1).to_string())]),
            x: within(label.x, width),
            y,
            foot: y + size * 3 / 8,
            title: label.title.clone(),
            text_html: html(&label.text),
        }
    });
    LabelledView {
        marks: marks.collect(),
        image: image(&own.image, address(&own.image.file), say),
        width,
        height,
        radius,
        size,
    }
}

fn audio(
    own: &Audio,
    course: &Course,
    address: &dyn Fn(&str) -> Option<String>,
    say: &Words,
) -> RecordingView {
    RecordingView {
        src: address(&own.file),
        title: own.title.clone(),
        captions: own.captions.as_ref().and_then(|file| address(file)),
        language: course.language.clone(),
        poster: None,
        transcript: fill(say["transcript"], &[("title", &own.title)]),
        transcript_html: html(&own.transcript),
    }
}

fn video(
    own: &Video,
    course: &Course,
    address: &dyn Fn(&str) -> Option<String>,
    say: &Words,
) -> RecordingView {
    RecordingView {
        src: address(&own.file),
        title: own.title.clone(),
        captions: address(&own.captions),
        language: course.language.clone(),
        poster: own.poster.as_ref().and_then(|file| address(file)),
        transcript: fill(say["transcript"], &[("title", &own.title)]),
        transcript_html: html(&own.transcript),
    }
}

fn download(own: &Download, address: &dyn Fn(&str) -> Option<String>, say: &Words) -> Shown {
    let kind = own.file.rsplit('.').next().unwrap_or_default().to_uppercase();
    let (key, size) = match own.bytes {
        0..1_000_000 => ("file_kb", own.bytes.div_ceil(1_000)),
        more => ("file_mb", more.div_ceil(1_000_000)),
    };
    let size = size.to_string();
    let name = fill(say[key], &[("title", &own.title), ("kind", &kind), ("n", &size)]);
    Shown::Download { src: address(&own.file), title: own.title.clone(), name, what: own.what.clone() }
}

fn poll(own: &Poll) -> Shown {
    Shown::Poll {
        id: own.id.to_string(),
        ask: own.ask.clone(),
        options: own.options.clone(),
        note_html: html(&own.note),
    }
}

fn questionnaire(own: &Questionnaire) -> Shown {
    let questions = own.questions.iter();
    let questions = questions.map(|one| OpinionView { ask: one.ask.clone(), answers: one.answers.clone() });
    Shown::Questionnaire { intro_html: html(&own.intro), questions: questions.collect() }
}

fn reflection(own: &Reflection) -> Shown {
    Shown::Reflection {
        id: own.id.to_string(),
        ask: own.ask.clone(),
        thoughts_html: own.thoughts.iter().map(inline).collect(),
    }
}

fn story(own: &Story, say: &Words) -> Shown {
    let whose = match &own.who {
        Teller::Composite => say["whose_composite"].to_owned(),
        Teller::Consented(date) => fill(say["whose_consented"], &[("date", &month(date, say))]),
    };
    Shown::Story { title: own.title.clone(), text_html: html(&own.text), whose }
}

fn signpost(own: &Signpost, course: &Course, say: &Words) -> Shown {
    let title = |id: &bona_engine::id::PageId| {
        course.pages().find(|page| page.id == *id).map(|page| page.title.clone())
    };
    let pages = own.pages.iter();
    let pages = pages.filter_map(|id| title(id).map(|words| To { place: id.to_string(), words, easy: None }));
    let helps = course.support.iter().filter(|entry| own.support.contains(&entry.id));
    Shown::Signpost {
        text_html: html(&own.text),
        pages: pages.collect(),
        helps: helps.map(|entry| help(entry, say)).collect(),
    }
}

/// The ids of roles as an attribute holds them, apart by blanks.
pub(crate) fn role_ids<'a>(roles: impl IntoIterator<Item = &'a RoleId>) -> String {
    roles.into_iter().map(RoleId::as_str).collect::<Vec<_>>().join(" ")
}

/// Whom something is meant for, in words; `None` where it is for everyone.
pub(crate) fn for_whom(roles: &[RoleId], course: &Course, say: &Words) -> Option<String> {
    let titles: Vec<&str> =
        course.roles.iter().filter(|role| roles.contains(&role.id)).map(|role| role.title.as_str()).collect();
    (!titles.is_empty()).then(|| fill(say["for_roles"], &[("list", &join(&titles, say))]))
}

/// A block with whom it is meant for; `None` where it is for everyone.
pub(crate) fn meant(html: &str, block: &Block, course: &Course, say: &Words) -> Option<Meant> {
    let for_whom = for_whom(&block.for_roles, course, say)?;
    Some(Meant { roles: role_ids(&block.for_roles), for_whom, inner_html: html.to_owned() })
}
