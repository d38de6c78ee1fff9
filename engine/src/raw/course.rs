//! `course.ron` and the banks.

use super::opinions::RawOpinions;
use super::question::RawQuestion;
use super::shape::authored;
use super::statement::RawAccessibility;

authored! {
    /// The course as a whole: `course.ron`.
    struct RawCourse "Course" {
        /// What records call the course; the same as its folder.
        id: String,
        /// Your own number of this text, `1.0.0`. Raise it whenever you give the course out again.
        edition: String,
        /// What the learner sees, at most 200 characters.
        title: String,
        /// The language that the course is written in, `en-GB`.
        language: String,
        /// Whom the course is for, in short words such as `reception`.
        audience: Vec<String>,
        /// Roles that parts of the course are meant for; left out, everything is for everyone.
        roles: Vec<RawRole> = "Default::default",
        /// How far the course goes.
        level: RawLevel,
        /// One or two sentences for a catalogue.
        summary: String,
        /// What a learner can do afterwards.
        outcomes: Vec<RawOutcome>,
        /// The modules by their ids, in order; each is a file `modules/<id>.ron`.
        modules: Vec<String>,
        /// What completes the course.
        completion: RawCompletion,
        /// The test at the end, if there is one.
        test: Option<RawTest>,
        /// Questions before the course and after it, if somebody wants to know what it changed.
        measure: Option<RawMeasure>,
        /// When to take the course again, `3 years`.
        refresher_after: Option<String>,
        /// Who must have read the text before a release.
        needs_review_by: Vec<RawReviewer> = "Default::default",
        /// Where a learner can turn, by the ids of `house/support.ron`.
        support: Vec<String> = "Default::default",
        /// The web address under which xAPI and cmi5 know the course.
        address: Option<String>,
        /// A mail address that learners may write to about a page, best one that several people read. Nothing is sent
        /// by the course itself; left out, they can only copy their words.
        reply_to: Option<String>,
        /// Whether learners share computers: after ten minutes without a sign of life, and a notice of one more, the
        /// visit is then saved and closed; left out, no.
        shared_pc: Option<bool>,
        /// Credits as plain words; never a name beside what somebody is.
        credits: Vec<String> = "Default::default",
        /// How packages look, by the id of a theme in `house/themes`; left out, as the player looks by itself.
        theme: Option<String>,
        /// What the place adds to the accessibility statement of its packages.
        accessibility: Option<RawAccessibility>,
        /// What a place may change, by ids of modules, pages and blocks; left out, everything but what is kept of a
        /// learner. A question, a scene or a pledge must be named itself, and keeps its ids.
        variants_may_change: Option<Vec<String>>,
    }
    example "Course(
    id: \"first_contact\",
    edition: \"1.0.0\",
    title: \"First contact\",
    language: \"en-GB\",
    audience: [\"reception\"],
    level: PatientFacing,
    summary: \"The first two minutes decide whether a person comes back.\",
    outcomes: [Outcome(id: \"repair_a_slip\", verb: Apply, text: \"Put a mistake right in one sentence.\")],
    modules: [\"at_the_desk\"],
    completion: PagesAndTest,
    test: Test(bank: \"first_contact\", draw: PerOutcome(2), pass_mark: 0.8),
)"

    /// A role that pages and blocks may be meant for.
    struct RawRole "Role" {
        /// What `for_roles` and `For` call it.
        id: String,
        /// What the learner reads.
        title: String,
    }
    example "Role(id: \"reception\", title: \"Reception\")"

    /// How far a course goes.
    words RawLevel "Level" {
        /// For everyone.
        Aware,
        /// For those who meet patients.
        PatientFacing,
        /// For clinical and care practice.
        ClinicalPractice,
        /// For those who lead and commission.
        Lead,
        /// For those who teach.
        Teach,
    }

    /// What completes a course.
    words RawCompletion "Completion" {
        /// Every page done.
        Pages,
        /// The test passed.
        Test,
        /// Every page done and the test passed.
        PagesAndTest,
    }

    /// In which capacity a review is wanted. Reviews hold no names.
    words RawReviewer "Reviewer" {
        /// Somebody whose life the text is about.
        LivedExperience,
        /// Somebody who tests with assistive technology.
        Accessibility,
        /// A clinician.
        Clinical,
        /// A lawyer.
        Legal,
        /// People who use Easy Read, such as people with learning disabilities. It is asked only of what has such a version.
        EasyRead,
    }

    /// What a learner can do afterwards.
    struct RawOutcome "Outcome" {
        /// What questions and modules call it.
        id: String,
        /// How deep it goes.
        verb: RawVerb,
        /// Words that finish “afterwards you can …”.
        text: String,
        /// What it leads to: items of `house/frameworks.ron`, `framework/item`. Mostly they are the house's own
        /// competencies, which lead on to frameworks of others.
        maps_to: Vec<String> = "Default::default",
    }
    example "Outcome(id: \"repair_a_slip\", verb: Apply, text: \"Put a mistake right in one sentence and move on.\")"

    /// How deep an outcome goes (Bloom's words).
    words RawVerb "Verb" {
        /// Say it again.
        Remember,
        /// Say it in other words.
        Understand,
        /// Do it.
        Apply,
        /// Take it apart.
        Analyse,
        /// Judge it.
        Evaluate,
        /// Make something new.
        Create,
    }

    /// The test at the end, drawn from a bank.
    struct RawTest "Test" {
        /// The bank by its id; it is a file `banks/<id>.ron`.
        bank: String,
        /// How many questions are drawn.
        draw: RawDraw,
        /// The share of the points that passes, from 0 to 1.
        pass_mark: f64,
        /// How often the test may be taken before reading again, 1 to 7; left out, 3.
        attempts: u32 = "three",
        /// Whether it is offered before anything is read: pages on what was answered rightly then count as read; left
        /// out, no.
        check_first: Option<bool>,
    }
    example "Test(bank: \"first_contact\", draw: PerOutcome(2), pass_mark: 0.8, attempts: 3, check_first: true)"

    /// The same things asked before the course, straight after it and later, in two forms that match. Each time is
    /// a package of its own: `bona package --part baseline`, `--part post`, `--part follow-up`.
    struct RawMeasure "Measure" {
        /// The bank of form A, by its id; asked before the course.
        form_a: String,
        /// The bank of form B, by its id; asked straight after, and again later.
        form_b: String,
        /// When to ask again, `3 months`.
        follow_up_after: String,
        /// Why you ask and who sees the results, in Markdown; left out, a plain sentence stands there.
        about: Option<String>,
        /// Opinions that are asked each time, if you want to know them too.
        opinions: Option<RawOpinions>,
    }
    example "Measure(form_a: \"before\", form_b: \"after\", follow_up_after: \"3 months\")"

    /// How a test is drawn from its bank.
    words RawDraw "Draw" {
        /// Every question of the bank.
        All,
        /// So many questions of each outcome that the bank has.
        PerOutcome(u32),
    }

    /// A bank of questions: `banks/<id>.ron`.
    struct RawBank "Bank" {
        /// What the course calls it; the same as its file.
        id: String,
        /// The questions.
        questions: Vec<RawQuestion>,
    }
    example "Bank(
    id: \"first_contact\",
    questions: [
        Question(
            id: \"records_rule\",
            outcome: \"repair_a_slip\",
            ask: \"A patient may ask for another name on their record without any certificate.\",
            kind: TrueFalse(answer: true, because: \"Records are changed when the patient asks.\"),
        ),
    ],
)"
}

fn three() -> u32 {
    3
}
