//! The equality impact assessment of a course: what is expected for whom, on which evidence, and what is done about it.
//! No name stands here. What is left out is left to a pen.

/// The assessment; empty where nobody has written one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Impact {
    /// What is assessed: who takes the course, and whom they care for.
    pub scope: Option<String>,
    /// What is expected, each characteristic at most once, in the order of the Act.
    pub effects: Vec<Effect>,
    /// How the aims of the public sector equality duty were regarded.
    pub aims: Option<String>,
    /// Who was asked, in the order of the file.
    pub asked: Vec<Asked>,
    /// What is done, in the order of the file.
    pub actions: Vec<Action>,
    /// How it is seen afterwards what the course has done.
    pub monitoring: Option<String>,
    /// Day of the assessment, `2026-11-01`.
    pub assessed: Option<String>,
    /// Day by which it is looked at again.
    pub review_on: Option<String>,
}

/// A characteristic that the Equality Act 2010 protects. Source: Equality Act 2010, section 4, which has them in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Characteristic {
    /// Age.
    Age,
    /// Disability.
    Disability,
    /// Gender reassignment.
    GenderReassignment,
    /// Marriage and civil partnership.
    MarriageAndCivilPartnership,
    /// Pregnancy and maternity.
    PregnancyAndMaternity,
    /// Race.
    Race,
    /// Religion or belief.
    ReligionOrBelief,
    /// Sex.
    Sex,
    /// Sexual orientation.
    SexualOrientation,
}

impl Characteristic {
    /// All nine, in the order of the Act.
    pub const ALL: [Self; 9] = [
        Self::Age,
        Self::Disability,
        Self::GenderReassignment,
        Self::MarriageAndCivilPartnership,
        Self::PregnancyAndMaternity,
        Self::Race,
        Self::ReligionOrBelief,
        Self::Sex,
        Self::SexualOrientation,
    ];

    /// The word that authors write, `ReligionOrBelief`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Age => "Age",
            Self::Disability => "Disability",
            Self::GenderReassignment => "GenderReassignment",
            Self::MarriageAndCivilPartnership => "MarriageAndCivilPartnership",
            Self::PregnancyAndMaternity => "PregnancyAndMaternity",
            Self::Race => "Race",
            Self::ReligionOrBelief => "ReligionOrBelief",
            Self::Sex => "Sex",
            Self::SexualOrientation => "SexualOrientation",
        }
    }

    /// What people read.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::Age => "Age",
            Self::Disability => "Disability",
            Self::GenderReassignment => "Gender reassignment",
            Self::MarriageAndCivilPartnership => "Marriage and civil partnership",
            Self::PregnancyAndMaternity => "Pregnancy and maternity",
            Self::Race => "Race",
            Self::ReligionOrBelief => "Religion or belief",
            Self::Sex => "Sex",
            Self::SexualOrientation => "Sexual orientation",
        }
    }
}

/// Whether people gain or lose by the course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// They gain.
    Gain,
    /// They lose, unless something is done.
    Loss,
    /// Some gain and some lose.
    Both,
    /// Neither.
    Neither,
    /// Nobody knows yet.
    NotKnown,
}

impl Expected {
    /// Every expectation, in the order in which a form offers them.
    pub const ALL: [Self; 5] = [Self::Gain, Self::Loss, Self::Both, Self::Neither, Self::NotKnown];

    /// The word that authors write, `NotKnown`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Gain => "Gain",
            Self::Loss => "Loss",
            Self::Both => "Both",
            Self::Neither => "Neither",
            Self::NotKnown => "NotKnown",
        }
    }

    /// What people read.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::Gain => "they gain",
            Self::Loss => "they lose, unless something is done",
            Self::Both => "some gain and some lose",
            Self::Neither => "neither",
            Self::NotKnown => "not known yet",
        }
    }
}

/// What is expected for people with one characteristic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The characteristic.
    pub on: Characteristic,
    /// Whether they gain or lose.
    pub expected: Expected,
    /// What is expected.
    pub says: String,
    /// On what this rests.
    pub evidence: Vec<Evidence>,
    /// Ids of what is done about it.
    pub actions: Vec<String>,
}

/// On what an expectation rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The id of a source of the house.
    pub source: Option<String>,
    /// Its publisher, title and year, as they are printed; empty where nothing is published.
    pub cited: String,
    /// What it shows.
    pub says: String,
}

/// Whom somebody asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// In which capacity; never a name.
    pub by: String,
    /// The day.
    pub on: String,
    /// What they said.
    pub said: String,
    /// What was changed because of it.
    pub changed: String,
}

/// Something that is done about an effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What effects call it.
    pub id: String,
    /// What is done.
    pub what: String,
    /// Day by which it is done.
    pub until: Option<String>,
    /// Day on which it was done.
    pub done: Option<String>,
}
