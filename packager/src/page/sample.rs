//! A small course with one of every block, for tests and for looking at.

use bona_engine::course::{
    Accessibility, Bank, Block, BlockKind, Choice, Completion, Course, Decision, Draw, Ending, EndingKind,
    Fact, Guard, Image, Inline, Instead, Ledger, Level, Line, LinkTo, Marks, Markup, Module, Node, Outcome,
    Page, Pledge, Question, QuestionKind, QuestionOption, Reviewer, Scenario, Scene, Source, Step, Support,
    Test, Verb,
};
use bona_engine::id::{
    BankId, ChoiceId, CourseId, FlagId, ModuleId, NodeId, OptionId, OutcomeId, PageId, PledgeId, QuestionId,
    ScenarioId, SourceId, SupportId,
};
use bona_engine::measure::{Minutes, Share};

mod kinds;

pub(crate) use kinds::other_kinds;

/// An id that a test wrote.
macro_rules! id {
    ($kind:ident, $text:expr) => {
        $kind::parse($text).expect("the sample's ids are ids")
    };
}

pub(crate) mod shown;

/// A paragraph.
pub(crate) fn words(text: &str) -> Markup {
    Markup::paragraph(text)
}

/// A block without a name.
pub(crate) fn block(kind: BlockKind) -> Block {
    Block { id: None, for_roles: Vec::new(), kind }
}

/// The sample: two modules, every kind of block, a test.
pub(crate) fn course() -> Course {
    Course {
        id: id!(CourseId, "first_contact"),
        edition: "1.0.0".into(),
        title: "First contact: welcoming LGBT+ patients".into(),
        language: "en-GB".into(),
        audience: vec!["reception".into()],
        roles: shown::roles(),
        level: Level::PatientFacing,
        summary: "The first two minutes decide whether a person comes back. Practise them.".into(),
        outcomes: vec![
            outcome("greet_openly", "Greet anyone without guessing gender, title or relationship"),
            outcome("repair_a_slip", "Put a slip right in one sentence, and go on"),
        ],
        modules: vec![at_the_desk(), on_the_phone()],
        completion: Completion::PagesAndTest,
        test: Some(Test {
            bank: Bank {
                id: id!(BankId, "bank"),
                questions: vec![statement("bank_rule"), openings("bank_open"), repair("bank_repair")],
            },
            draw: Draw::PerOutcome(1),
            pass_mark: Share::parse(0.8).expect("a share"),
            attempts: 2,
            check_first: false,
        }),
        measure: None,
        refresher_after: None,
        needs_review_by: vec![Reviewer::LivedExperience, Reviewer::Accessibility],
        ledger: Ledger::default(),
        impact: None,
        support: vec![
            help("switchboard", "Switchboard", true),
            help("occupational", "Occupational health", false),
        ],
        address: None,
        reply_to: None,
        shared_pc: false,
        credits: vec!["Written by the house".into()],
        sources: vec![Source {
            id: id!(SourceId, "ons_census_so"),
            title: "Sexual orientation, England and Wales: Census 2021".into(),
            publisher: "Office for National Statistics".into(),
            year: 2023,
            month: None,
            url: Some("https://www.ons.gov.uk/".into()),
            retrieved: Some("2026-08".into()),
            review_by: None,
        }],
        terms: Vec::new(),
        frameworks: Vec::new(),
        people_groups: Vec::new(),
        theme: None,
        accessibility: Accessibility::default(),
        foreign: std::collections::BTreeMap::new(),
        translation: None,
    }
}

/// The sample with a page of what is shown, played and spoken.
pub(crate) fn full() -> Course {
    let mut course = course();
    course.terms = shown::terms();
    course.modules[0].pages.insert(1, page("shown", "What is shown", shown::blocks()));
    course
}

fn outcome(id: &str, text: &str) -> Outcome {
    Outcome { id: id!(OutcomeId, id), verb: Verb::Apply, text: text.into(), maps_to: Vec::new() }
}

fn help(id: &str, name: &str, reach: bool) -> Support {
    Support {
        id: id!(SupportId, id),
        name: name.into(),
        what: "Somebody to talk to, in confidence.".into(),
        phone: reach.then(|| "01234 567 890".into()),
        url: reach.then(|| "https://support.example/".into()),
        nations: Vec::new(),
        checked: None,
        unchecked: None,
    }
}

fn page(id: &str, title: &str, blocks: Vec<Block>) -> Page {
    Page {
        id: id!(PageId, id),
        title: title.into(),
        label: None,
        content_note: None,
        for_roles: Vec::new(),
        people: Vec::new(),
        blocks,
        easy_read: None,
    }
}

fn at_the_desk() -> Module {
    let mut scene =
        page("name_on_the_screen", "The name on the screen", vec![block(BlockKind::Scenario(scenario()))]);
    scene.content_note = Some(words("A patient is called by a name they no longer use, in front of others."));
    Module {
        id: id!(ModuleId, "at_the_desk"),
        title: "At the desk".into(),
        minutes: Minutes(12),
        summary: Some(words(
            "Before a nurse or a doctor has said a word, a patient has already decided how much of themselves is safe to show. Mostly, they decided at your desk.",
        )),
        easy_read: None,
        outcomes: vec![id!(OutcomeId, "greet_openly"), id!(OutcomeId, "repair_a_slip")],
        pages: vec![
            page("two_minutes", "Two minutes that matter", reading()),
            scene,
            page(
                "openings",
                "Openings",
                vec![
                    block(BlockKind::Question(openings("good_openings"))),
                    block(BlockKind::Question(repair("repair"))),
                ],
            ),
        ],
    }
}

fn on_the_phone() -> Module {
    Module {
        id: id!(ModuleId, "on_the_phone"),
        title: "On the phone".into(),
        minutes: Minutes(1),
        summary: None,
        easy_read: None,
        outcomes: vec![id!(OutcomeId, "repair_a_slip")],
        pages: vec![page(
            "one_thing",
            "One thing I will do",
            vec![
                block(BlockKind::Question(statement("records_rule"))),
                block(BlockKind::Pledge(Pledge {
                    id: id!(PledgeId, "my_desk"),
                    ask: "One thing that I will do this week".into(),
                    choose: vec![
                        "Call people by surname, then ask.".into(),
                        "Find out how to change a name on our system.".into(),
                    ],
                    or_own_words: true,
                    follow_up_after: Some("6 weeks".into()),
                })),
                block(BlockKind::Support(vec![id!(SupportId, "switchboard")])),
            ],
        )],
    }
}

/// One of each block that is read, played or written in.
pub(crate) fn reading() -> Vec<Block> {
    let text = Markup::of(vec![
        Node::Paragraph(vec![
            Inline::Text("People look for small signs before they speak. ".into()),
            Inline::Link(LinkTo::Page(id!(PageId, "openings")), vec![Inline::Text("Openings".into())]),
            Inline::Text(" come later.".into()),
        ]),
        Node::Heading(2, vec![Inline::Text("Ask for what the task needs".into())]),
        Node::List {
            ordered: false,
            items: vec![
                words("“Who is important to you?”").nodes().into_owned(),
                words("“Who should we call?”").nodes().into_owned(),
            ],
        },
    ]);
    vec![
        block(BlockKind::Text(text)),
        block(BlockKind::Fact(Fact {
            claim: words(
                "In the 2021 Census of England and Wales, 1.5 million people aged 16 and over (3.2%) described themselves as lesbian, gay, bisexual or another minority orientation.",
            ),
            house: Vec::new(),
            source: id!(SourceId, "ons_census_so"),
            note: Some(words("The question was voluntary and 7.5% did not answer it, so this is a floor.")),
            as_of: None,
        })),
        block(BlockKind::DoDont(vec![Instead {
            of: words("“Is it Miss or Mrs?”"),
            say: words("“What name shall I call you by?”"),
            because: words("It asks for nothing you do not need."),
        }])),
        block(BlockKind::Image(Image {
            file: "desk.png".into(),
            alt: "A reception desk with two chairs.".into(),
            caption: Some(words("The desk.")),
            credit: Some("House".into()),
            width: 600,
            height: 400,
        })),
        block(BlockKind::Note { label: Some("In passing".into()), text: words("A note in the margin.") }),
        block(BlockKind::Details {
            summary: "What if the system will not allow it?".into(),
            text: words("Add the name as a note now."),
        }),
    ]
}

fn answer(id: &str, right: bool, text: &str, because: &str) -> QuestionOption {
    QuestionOption { id: id!(OptionId, id), text: words(text), right, because: words(because) }
}

fn question(id: &str, outcome: &str, ask: &str, kind: QuestionKind) -> Question {
    Question {
        id: id!(QuestionId, id),
        outcome: id!(OutcomeId, outcome),
        ask: words(ask),
        kind,
        because: None,
        attempts: 2,
        required: true,
        weight: 1,
        content_note: None,
        alternative: None,
        easy_read: None,
        places: Vec::new(),
        row_places: Box::default(),
    }
}

/// One answer of three.
pub(crate) fn repair(id: &str) -> Question {
    let options = vec![
        answer(
            "brief",
            true,
            "“Sorry, she. So, her appointment is at ten.”",
            "Short, corrected, and the talk moves on: nobody is made to look after your feelings.",
        ),
        answer(
            "long",
            false,
            "Explain at length how hard you are trying.",
            "It makes the patient comfort you.",
        ),
        answer(
            "silence",
            false,
            "Say nothing and avoid pronouns from now on.",
            "It was heard. Leaving it unmended says that it did not matter.",
        ),
    ];
    question(
        id,
        "repair_a_slip",
        "You used the wrong pronoun. What mends it best?",
        QuestionKind::SingleChoice { options, keep_order: true },
    )
}

/// Two answers of four.
pub(crate) fn openings(id: &str) -> Question {
    let options = vec![
        answer("name", true, "“What name shall I call you by?”", "It lets the person choose."),
        answer(
            "wife",
            false,
            "“Is your wife parking the car?”",
            "It assumes, and correcting you costs effort and courage.",
        ),
        answer("who_with", true, "“Who have you brought with you today?”", "It assumes no relationship."),
        answer(
            "miss",
            false,
            "“And you are Miss, or Mrs?”",
            "Both answers tell you about a marriage. Neither tells you what to call her.",
        ),
    ];
    let mut asked = question(
        id,
        "greet_openly",
        "Which openings leave people free to say who they are?",
        QuestionKind::MultipleChoice { options, marks: Marks::PerPart, keep_order: true },
    );
    asked.because = Some(words(
        "A good opening hands the person a blank space. A guess hands them a job: to put you right, aloud, with others listening.",
    ));
    asked
}

/// True or false.
pub(crate) fn statement(id: &str) -> Question {
    question(
        id,
        "repair_a_slip",
        "A patient may ask for another name on their record without any certificate.",
        QuestionKind::TrueFalse {
            answer: true,
            because: words("Records are changed when the patient asks."),
        },
    )
}

/// A scene with a slip that can be mended.
pub(crate) fn scenario() -> Scenario {
    let says = |name: &str, said: &str| Line::Person { name: name.into(), said: words(said) };
    let choice = |id: &str, text: &str, then: usize, was: Option<Step>, because: &str| Choice {
        sets: Vec::new(),
        id: id!(ChoiceId, id),
        text: words(text),
        then,
        was,
        because: was.map(|_| words(because)),
        place: 0,
    };
    placed(Scenario {
        id: id!(ScenarioId, "alex_arrives"),
        title: None,
        intro: words(
            "Riverside Surgery, 8.25 in the morning. The waiting room is full. The record in front of you says Mr Alan Morgan.",
        ),
        start: 0,
        required: true,
        scenes: vec![
            Scene::Decision(Decision {
                guard: None,
                id: id!(NodeId, "what_first"),
                content_note: None,
                says: vec![says("Alex", "“Morning. Alex Morgan, half past eight with the nurse.”")],
                ask: "What do you do?".into(),
                choices: vec![
                    choice(
                        "read_it_out",
                        "“It says Mr Alan here.”",
                        1,
                        Some(Step::Slip),
                        "The room heard a name that Alex had left behind. The check itself needed only a date of birth.",
                    ),
                    choice(
                        "ask_birth",
                        "“Could you write your date of birth down for me?”",
                        2,
                        Some(Step::Good),
                        "It finds the record and says nothing aloud.",
                    ),
                ],
            }),
            Scene::Decision(Decision {
                guard: None,
                id: id!(NodeId, "heads_turn"),
                content_note: None,
                says: vec![
                    Line::Narrator(words("Heads turn. Alex goes red and looks at the floor.")),
                    says("Alex", "“It’s Alex. I did tell them last time.”"),
                    says("Denise, next desk", "“The change form is in my drawer, if you want it.”"),
                ],
                ask: "And now?".into(),
                choices: vec![
                    choice(
                        "sorry_and_fix",
                        "“Sorry, Alex. Could you write your date of birth down for me?”",
                        2,
                        Some(Step::Mends),
                        "One apology, the right name, and on with the visit.",
                    ),
                    choice("system_says", "“Sorry, that’s what the system says.”", 3, None, ""),
                ],
            }),
            mended(says("Alex", "“Thanks. Could you change it for next time?”")),
            left(),
        ],
    })
}

/// The same scene, which remembers a slip that was not mended: then it ends badly all the same.
pub(crate) fn remembering() -> Scenario {
    let mut scenario = scenario();
    let flag = || id!(FlagId, "read_aloud");
    for scene in &mut scenario.scenes {
        match scene {
            Scene::Decision(decision) => {
                let slips = decision.choices.iter_mut().filter(|choice| choice.was == Some(Step::Slip));
                slips.for_each(|choice| choice.sets = vec![flag()]);
            }
            Scene::Ending(ending) if ending.kind == EndingKind::Good => {
                ending.guard = Some(Guard { when: Vec::new(), unless: vec![flag()], otherwise: Some(3) });
            }
            Scene::Ending(_) => {}
        }
    }
    scenario
}

/// With each choice's place, as checking gives it.
fn placed(mut scenario: Scenario) -> Scenario {
    for scene in &mut scenario.scenes {
        let Scene::Decision(decision) = scene else { continue };
        decision.choices.iter_mut().enumerate().for_each(|(place, choice)| choice.place = place);
    }
    scenario
}

fn mended(thanks: Line) -> Scene {
    Scene::Ending(Ending {
        guard: None,
        id: id!(NodeId, "mended"),
        content_note: None,
        kind: EndingKind::Good,
        says: vec![thanks],
        looking_back: words("A quiet question gets the record right."),
    })
}

fn left() -> Scene {
    Scene::Ending(Ending {
        guard: None,
        id: id!(NodeId, "alex_leaves"),
        content_note: None,
        kind: EndingKind::Poor,
        says: vec![Line::Narrator(words("Alex sits down, then goes."))],
        looking_back: words("The system did not read the name out; a person did."),
    })
}
