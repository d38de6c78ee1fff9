//! The sample's blocks that are shown, played or spoken: one of each kind.

use bona_engine::course::{
    Audio, Bar, Block, BlockKind, Chart, Download, Image, Label, LabelledImage, Opinion, Poll, Questionnaire,
    Quote, Reflection, Role, Signpost, StepOn, Story, Table, Teller, Term, Video,
};
use bona_engine::id::{
    OpinionId, PageId, PollId, QuestionnaireId, ReflectionId, RoleId, SourceId, SupportId, TermId,
};
use bona_engine::measure::Amount;

use super::{block, words};

fn amount(value: f64) -> Amount {
    Amount::parse(value).expect("the sample's numbers can be drawn")
}

/// The sample's roles.
pub(crate) fn roles() -> Vec<Role> {
    vec![Role { id: id!(RoleId, "reception"), title: "Reception".into() }]
}

/// The sample's words that need care.
pub(crate) fn terms() -> Vec<Term> {
    vec![Term {
        id: id!(TermId, "trans"),
        term: "trans".into(),
        says: "For people whose gender differs from the sex they were registered with at birth.".into(),
        use_when: Some("As an adjective.".into()),
        avoid: Some("“A trans”.".into()),
        source: id!(SourceId, "ons_census_so"),
    }]
}

/// One of each; the first is meant for one role.
pub(crate) fn blocks() -> Vec<Block> {
    let mut all: Vec<Block> = figures().into_iter().chain(files()).chain(voices()).map(block).collect();
    all[0].for_roles = vec![id!(RoleId, "reception")];
    all
}

fn figures() -> Vec<BlockKind> {
    let image = Image {
        file: "desk.png".into(),
        alt: "A reception desk with two chairs.".into(),
        caption: None,
        credit: None,
        width: 600,
        height: 400,
    };
    vec![
        BlockKind::Chart(Chart {
            title: "Who said so".into(),
            rows: vec![
                Bar { label: "Some".into(), value: amount(2.5), note: None },
                Bar { label: "More".into(), value: amount(10.0), note: Some("Rounded.".into()) },
            ],
            unit: "people".into(),
            max: amount(10.0),
            source: id!(SourceId, "ons_census_so"),
            note: Some(words("A small sample.")),
            as_of: Some("June 2026".into()),
        }),
        BlockKind::Table(Table {
            caption: "What to ask".into(),
            head: vec!["Ask".into(), "When".into()],
            rows: vec![vec![words("Name"), words("Always")]],
            row_heads: true,
        }),
        BlockKind::Steps(vec![StepOn { title: Some("Say sorry".into()), text: words("Once.") }]),
        BlockKind::LabelledImage(LabelledImage {
            image,
            labels: vec![
                Label { id: None, x: 20, y: 40, title: "The screen".into(), text: words("Turned away.") },
                Label { id: None, x: 100, y: 0, title: "The clock".into(), text: words("In the corner.") },
            ],
        }),
    ]
}

fn files() -> Vec<BlockKind> {
    vec![
        BlockKind::Audio(Audio {
            file: "call.mp3".into(),
            title: "A call".into(),
            transcript: words("“Good morning.”"),
            captions: None,
        }),
        BlockKind::Video(Video {
            file: "desk.webm".into(),
            title: "At the desk".into(),
            captions: "desk.vtt".into(),
            transcript: words("Sam comes in."),
            poster: Some("desk.png".into()),
        }),
        BlockKind::Download(Download {
            file: "card.pdf".into(),
            title: "A card".into(),
            what: "For the desk.".into(),
            bytes: 12_300,
        }),
        BlockKind::Term(id!(TermId, "trans")),
    ]
}

fn voices() -> Vec<BlockKind> {
    vec![
        BlockKind::Quote(Quote {
            text: words("“I was asked once.”"),
            who: Some("a patient, quoted in the report".into()),
            source: id!(SourceId, "ons_census_so"),
        }),
        BlockKind::Poll(Poll {
            id: id!(PollId, "how_often"),
            ask: "How often?".into(),
            options: vec!["Never".into(), "Often".into()],
            note: words("Most slips come from not asking."),
        }),
        BlockKind::Questionnaire(Questionnaire {
            id: id!(QuestionnaireId, "before"),
            intro: words("Your trainer sees all answers together."),
            questions: vec![
                Opinion {
                    id: id!(OpinionId, "sure"),
                    ask: "I know what to say.".into(),
                    answers: vec!["No".into(), "Yes".into()],
                },
                Opinion { id: id!(OpinionId, "else"), ask: "What else?".into(), answers: Vec::new() },
            ],
        }),
        BlockKind::Reflection(Reflection {
            id: id!(ReflectionId, "last_time"),
            ask: "When was the last time?".into(),
            thoughts: vec![words("Others have said: yesterday.")],
        }),
        BlockKind::Story(Story {
            id: None,
            title: Some("The form".into()),
            who: Teller::Consented("2026-05".into()),
            text: words("Jo filled in the form three times."),
        }),
        BlockKind::Signpost(Signpost {
            text: words("Where to go on."),
            support: vec![id!(SupportId, "switchboard")],
            pages: vec![id!(PageId, "openings")],
        }),
    ]
}
