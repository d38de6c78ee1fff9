//! The equality impact assessment of a course, beside it: what is expected for whom, on which evidence, and what is done
//! about it. It has no field for a name.

use super::shape::authored;

authored! {
    /// The equality impact assessment of a course: `impact.ron` in its folder. All of it can be left out; `bona report
    /// my_course --of impact` shows it as a form, with room for a pen where nothing is said.
    struct RawImpact "Impact" {
        /// What is assessed: who takes the course, at whose wish, and whom they care for.
        scope: Option<String>,
        /// What is expected for people with each protected characteristic, each once.
        effects: Vec<RawEffect> = "Default::default",
        /// How the three aims of the public sector equality duty were regarded.
        aims: Option<String>,
        /// Who was asked.
        asked: Vec<RawAsked> = "Default::default",
        /// What is done, so that nobody is worse off and more is gained.
        actions: Vec<RawAction> = "Default::default",
        /// How it is seen afterwards what the course has done, and for whom.
        monitoring: Option<String>,
        /// The day on which this was assessed, `2026-11-01`.
        assessed: Option<String>,
        /// The day by which it is looked at again, `2027-11-01`.
        review_on: Option<String>,
    }
    example "Impact(
    scope: \"Reception staff of four practices take it before they greet patients.\",
    effects: [
        Effect(
            on: SexualOrientation,
            expected: Gain,
            says: \"Partners are less often taken for friends.\",
            evidence: [Evidence(source: \"nls_2018\", says: \"What it shows of your patients, and how far it goes.\")],
            actions: [\"ask_patients\"],
        ),
    ],
    asked: [Asked(as: \"patients who are trans\", on: \"2026-10-05\", said: \"Names matter most.\", changed: \"Names come first.\")],
    actions: [Action(id: \"ask_patients\", what: \"Ask patients again after a year.\", until: \"2027-11-01\")],
    monitoring: \"The opinions before and after the course.\",
    assessed: \"2026-11-01\",
    review_on: \"2027-11-01\",
)"

    /// What is expected for people with one protected characteristic.
    struct RawEffect "Effect" {
        /// The characteristic.
        on: RawCharacteristic,
        /// Whether they gain or lose by the course.
        expected: RawExpected,
        /// What is expected, in a few sentences.
        says: String,
        /// On what this rests.
        evidence: Vec<RawEvidence> = "Default::default",
        /// What is done about it, by the ids of `actions`.
        actions: Vec<String> = "Default::default",
    }
    example "Effect(on: Disability, expected: Loss, says: \"One film has no captions.\", evidence: [Evidence(says: \"Our own trial with a screen reader.\")], actions: [\"caption_film\"])"

    /// The characteristics that the Equality Act 2010 protects.
    words RawCharacteristic "Characteristic" {
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

    /// Whether people gain or lose.
    words RawExpected "Expected" {
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

    /// On what an expectation rests.
    struct RawEvidence "Evidence" {
        /// The source, by its id in `house/sources.ron`; left out of what is nowhere published.
        source: Option<String>,
        /// What it shows, and how far it goes.
        says: String,
    }
    example "Evidence(source: \"nls_2018\", says: \"What it shows of your patients, and how far it goes.\")"

    /// Whom somebody asked.
    struct RawAsked "Asked" {
        /// In which capacity they spoke; never a name.
        r#as: String,
        /// The day, `2026-10-05`.
        on: String,
        /// What they said.
        said: String,
        /// What was changed because of it; where nothing was, say why.
        changed: String,
    }
    example "Asked(as: \"patients who are trans\", on: \"2026-10-05\", said: \"Names matter most.\", changed: \"Names come first.\")"

    /// Something that is done about an effect.
    struct RawAction "Action" {
        /// What effects call it.
        id: String,
        /// What is done, and in which post whoever does it works; never a name.
        what: String,
        /// The day by which it is done, `2027-01-31`.
        until: Option<String>,
        /// The day on which it was done.
        done: Option<String>,
    }
    example "Action(id: \"caption_film\", what: \"The training team puts captions under the film.\", until: \"2027-01-31\")"
}
