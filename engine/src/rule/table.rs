//! The table of rules.

use super::Entry;
use super::Severity::{Error, Warning};
use super::easy::with_easy;
use super::house::with_house;
use super::impact::with_impact;
use super::languages::with_languages;
use super::more::with_more;
use super::places::with_places;
use super::reviews::with_reviews;

macro_rules! rules {
    ($($name:ident $code:literal $family:literal $severity:ident
        says $says:literal
        why $why:literal
        wrong $wrong:literal
        right $right:literal)*) => {
        /// A rule that a course must keep.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $(#[doc = $says] $name,)*
        }

        impl Rule {
            /// Every rule, family by family.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// What there is to say of it.
            #[must_use]
            pub fn entry(self) -> &'static Entry {
                match self {
                    $(Self::$name => &Entry {
                        code: $code,
                        family: $family,
                        severity: $severity,
                        says: $says,
                        why: $why,
                        wrong: $wrong,
                        right: $right,
                    },)*
                }
            }
        }
    };
}

with_more! { with_languages! [ with_house! with_places! with_reviews! with_easy! with_impact! rules!
    NotRon "not-ron" "shape" Error
        says "A file is RON: every bracket and quote has its partner, and commas stand between things."
        why "Without it nothing can be told apart."
        wrong "Outcome(id: \"greet\" verb: Apply)"
        right "Outcome(id: \"greet\", verb: Apply)"
    NotUtf8 "not-utf8" "shape" Error
        says "A file is UTF-8 text."
        why "Names and accents would reach the learner as question marks."
        wrong "a file saved as Windows-1252"
        right "the same file saved as UTF-8 in the editor's Save As"
    FileTooLarge "file-too-large" "shape" Error
        says "A file of text is at most 8 MB, and a course at most 64 MB."
        why "A larger one was made by accident, and would only be slow."
        wrong "one module of 10 MB"
        right "several modules, each in a file of its own"
    NestedTooDeep "nested-too-deep" "shape" Error
        says "Brackets are nested at most 64 deep."
        why "No course needs more, and a damaged file could stop the program."
        wrong "((((((… 65 times"
        right "Module(pages: [Page(blocks: [Text(\"…\")])])"
    UnknownField "unknown-field" "shape" Error
        says "A field is one that its value takes."
        why "A misspelt field would be left out without a word."
        wrong "Test(bank: \"core\", pasmark: 0.8)"
        right "Test(bank: \"core\", pass_mark: 0.8)"
    UnknownKind "unknown-kind" "shape" Error
        says "A kind is one that its place takes."
        why "A misspelt block or question would not be shown."
        wrong "kind: SingleChioce(options: […])"
        right "kind: SingleChoice(options: […])"
    MissingField "missing-field" "shape" Error
        says "A value has all the fields that it needs."
        why "Something that the learner or the record needs would be missing."
        wrong "Right(id: \"brief\", text: \"Sorry, she.\")"
        right "Right(id: \"brief\", text: \"Sorry, she.\", because: \"Short, and on.\")"
    TwiceGiven "field-given-twice" "shape" Error
        says "A field is given once."
        why "Nobody could say which of the two holds."
        wrong "Page(id: \"one\", id: \"two\")"
        right "Page(id: \"one\")"
    WrongType "wrong-type" "shape" Error
        says "A value is of the type that its place takes."
        why "A number in quotes, or a word without them, means something else."
        wrong "minutes: \"12\""
        right "minutes: 12"
    MissingFile "missing-file" "structure" Error
        says "A file that the course names is there."
        why "The learner would find a hole."
        wrong "modules: [\"at_the_desk\"] and no modules/at_the_desk.ron"
        right "modules: [\"at_the_desk\"] and the file beside it"
    UnlistedFile "unlisted-file" "structure" Warning
        says "A module or bank that is there is named in course.ron."
        why "It is easy to write a module and forget to add it; learners would never see it."
        wrong "modules/on_the_phone.ron, not in `modules`"
        right "modules: [\"at_the_desk\", \"on_the_phone\"]"
    FileNotRead "file-not-read" "structure" Warning
        says "What lies in a folder of a course or of a house is read."
        why "Somebody wrote it and waits for it, and a name that is not quite right would keep it away from learners in silence."
        wrong "variants/elm_street.txt, modules/at_the_desk.ron.docx, house/variable.ron"
        right "variants/elm_street.ron, modules/at_the_desk.ron, house/variables.ron"
    NothingInside "nothing-inside" "structure" Error
        says "A course has modules, a module has pages, a page has blocks, a bank has questions."
        why "An empty page cannot be finished."
        wrong "Page(id: \"intro\", title: \"Welcome\", blocks: [])"
        right "Page(id: \"intro\", title: \"Welcome\", blocks: [Text(\"Hello.\")])"
    EditionForm "edition-form" "structure" Error
        says "An edition is three numbers with dots."
        why "Records name the edition that a person completed; it must sort."
        wrong "edition: \"v2\""
        right "edition: \"2.0.0\""
    LanguageTag "language-tag" "structure" Error
        says "A language is a BCP 47 tag."
        why "Screen readers choose a voice by it."
        wrong "language: \"English\""
        right "language: \"en-GB\""
    CompletionWithoutTest "completion-without-test" "structure" Error
        says "A course that is completed by a test has one."
        why "Nobody could ever complete it."
        wrong "completion: PagesAndTest, and no `test`"
        right "completion: PagesAndTest, test: Test(bank: \"core\", draw: All, pass_mark: 0.8)"
    CheckFirstIdle "check-first-idle" "structure" Warning
        says "A test that may be taken first belongs to a course whose pages count."
        why "What was answered rightly counts as read; where nothing must be read, that is nothing."
        wrong "completion: Test, test: Test(…, check_first: true)"
        right "completion: PagesAndTest, test: Test(…, check_first: true)"
    AddressForm "address-form" "structure" Error
        says "An address is absolute and begins with https."
        why "xAPI and cmi5 name the course by it for ever."
        wrong "address: \"our-site/course\""
        right "address: \"https://training.example.nhs.uk/first_contact\""
    ExampleAddress "example-address" "structure" Warning
        says "An address is the publisher's own."
        why "Records made under an example address cannot be told from another publisher's."
        wrong "address: \"https://bona.example/courses/x\""
        right "address: \"https://training.your-trust.nhs.uk/x\""
    ReplyToForm "reply-to-form" "structure" Error
        says "What learners may write to is one mail address."
        why "Whoever has something to say of a page would write to nobody."
        wrong "reply_to: \"the training team\""
        right "reply_to: \"training@your-trust.nhs.uk\""
    BadId "bad-id" "names" Error
        says "An id is 3 to 40 small letters, digits and `_`, and begins with a letter."
        why "It stands in file names, addresses and the records of every learning system."
        wrong "id: \"Two Minutes!\""
        right "id: \"two_minutes\""
    IdNotFileName "id-not-file-name" "names" Error
        says "A file or folder bears the id of what it holds."
        why "Otherwise nobody finds the file by the name in a message."
        wrong "modules/desk.ron with id: \"at_the_desk\""
        right "modules/at_the_desk.ron with id: \"at_the_desk\""
    DuplicateId "duplicate-id" "names" Error
        says "An id is used once where it must be told apart."
        why "An id names the answer in the learner's record: two would be mixed up."
        wrong "two questions with id: \"repair\""
        right "id: \"repair\" and id: \"repair_by_phone\""
    UnknownOutcome "unknown-outcome" "names" Error
        says "A question's outcome is one of the course's."
        why "Nobody could say what the answer shows."
        wrong "outcome: \"repair_slip\""
        right "outcome: \"repair_a_slip\""
    UnknownSource "unknown-source" "names" Error
        says "A fact's source is in the house's list."
        why "A claim must be traceable to what was read."
        wrong "source: \"ons_2021\""
        right "source: \"ons_census_so\""
    UnknownFact "unknown-fact" "names" Error
        says "A fact that a block tells by its id is in the house's list."
        why "What nobody has looked up would stand there as if somebody had."
        wrong "house: [\"f_047\"]"
        right "house: [\"f047\"]"
    UnknownSupport "unknown-support" "names" Error
        says "A place to turn to is in the house's list."
        why "The learner would find an empty entry when it matters most."
        wrong "support: [\"swichboard\"]"
        right "support: [\"switchboard\"]"
    UnknownPage "unknown-page" "names" Error
        says "A link to a page leads to a page of this course."
        why "The learner would press it and stay where they are."
        wrong "[see](page:two_minuts)"
        right "[see](page:two_minutes)"
    UnknownScene "unknown-scene" "names" Error
        says "A choice leads to a node or ending of its scenario."
        why "The scene would stop in the middle."
        wrong "then: \"sam_leave\""
        right "then: \"sam_leaves\""
    UnknownGroup "unknown-group" "names" Error
        says "An item belongs to a group of its question."
        why "There would be no right place for it."
        wrong "Item(…, group: \"asks\")"
        right "Item(…, group: \"ask\")"
    UnknownAlternative "unknown-alternative" "names" Error
        says "An alternative is a question of this course."
        why "The learner would be offered nothing."
        wrong "alternative: \"repair_by_fone\""
        right "alternative: \"repair_by_phone\""
    NoRightOption "no-right-option" "questions" Error
        says "A question has a right option."
        why "Nobody could answer it."
        wrong "options: [Wrong(…), Wrong(…)]"
        right "options: [Right(…), Wrong(…)]"
    ManyRightOptions "many-right-options" "questions" Error
        says "A single choice has one right option."
        why "A learner who chose the other right one would be told that it was wrong."
        wrong "SingleChoice(options: [Right(…), Right(…)])"
        right "MultipleChoice(options: [Right(…), Right(…), Wrong(…)])"
    OptionCount "option-count" "questions" Error
        says "A question has 2 to 26 options, pairs, items or pieces, and an opinion 1 to 26 statements."
        why "With one there is nothing to decide; learning systems know 26 letters."
        wrong "options: [Right(…)]"
        right "options: [Right(…), Wrong(…), Wrong(…)]"
    SameOption "same-option" "questions" Error
        says "Two options of a question differ."
        why "Nobody could know which of the two is meant."
        wrong "text: \"Say sorry.\" twice"
        right "text: \"Say sorry, once.\" and text: \"Say sorry, at length.\""
    SameRightSide "same-right-side" "questions" Error
        says "Two right sides of a matching differ."
        why "Both would fit, and one of them would be called wrong."
        wrong "Pair(…, right: \"Letters\"), Pair(…, right: \"Letters\")"
        right "SortIntoGroups(groups: [Group(id: \"letters\", title: \"Letters\"), …], items: […])"
    EmptyGroup "empty-group" "questions" Error
        says "A group has an item."
        why "An empty group only misleads; if that is wanted, it is a right side that fits nothing, of a Matching."
        wrong "groups: [Group(id: \"later\", …), …], and no item with group: \"later\""
        right "groups: [Group(id: \"ask\", …), Group(id: \"leave\", …)]"
    MarksOfKind "marks-of-kind" "questions" Error
        says "Points are given in a way that the kind of question knows."
        why "An order has no options, and pairs have no order."
        wrong "Ordering(…, marks: PerOption)"
        right "Ordering(…, marks: Sequence)"
    WeightRange "weight-range" "questions" Error
        says "A weight is 1 to 10."
        why "A question that counts nothing is practice; one that counts for eleven others is the whole test."
        wrong "weight: 0"
        right "weight: 2"
    PurposeOfPlace "purpose-of-place" "questions" Error
        says "A question of a bank is scored, a question on a page is practised."
        why "A learner must know what counts: the test, and nothing else."
        wrong "Bank(questions: [Question(…, purpose: Practice)])"
        right "the question on a page, or without `purpose`"
    OpinionScored "opinion-scored" "questions" Error
        says "An opinion has no right answer, is not scored and stands on a page."
        why "What somebody thinks is theirs; to mark it would teach them to hide it."
        wrong "Question(kind: SingleChoice(…), purpose: Opinion)"
        right "Question(kind: Likert(…))"
    UnequalAlternative "unequal-alternative" "questions" Error
        says "An alternative is of the same place, outcome and weight, stands in for one question, and has none itself."
        why "Whoever takes it must neither gain nor lose by it."
        wrong "outcome: \"greet\" with an alternative of outcome: \"mend\""
        right "both with outcome: \"greet\""
    AcceptedTwice "accepted-twice" "questions" Error
        says "A text is accepted once."
        why "Nobody could say which of the two reasons is given."
        wrong "texts: [\"Pronouns\", \"pronouns.\"]"
        right "texts: [\"pronouns\", \"pronoun\"]"
    NumberForm "number-form" "questions" Error
        says "A number has one right answer or one right range, fits its digits, and its range holds at most 4294967295 numbers."
        why "It is kept whole in 32 bits, so that every machine marks it alike."
        wrong "Number(answer: 3.25, places: 1, max: 100, …)"
        right "Number(answer: 3.25, places: 2, max: 100, …)"
    AnswerOutOfReach "answer-out-of-reach" "questions" Error
        says "The right number can be typed."
        why "Nobody could answer it."
        wrong "Number(answer: 120, max: 100, …)"
        right "Number(answer: 120, max: 200, …)"
    SpottedNowhere "spotted-nowhere" "questions" Error
        says "A piece to be spotted stands in the passage."
        why "Nobody could find it."
        wrong "text: \"your wife\", and the passage says “your husband”"
        right "text: \"your husband\""
    SpottedTwice "spotted-twice" "questions" Error
        says "A piece to be spotted stands in the passage once, and shares no word with another."
        why "Nobody could say which one was marked."
        wrong "Right(text: \"her\", …) in “her coat and her bag”"
        right "Right(text: \"her coat\", …)"
    UnequalOptions "unequal-options" "questions" Warning
        says "The options of a question are of like length, within a fifth of their mean."
        why "The right one tends to be the longest, and whoever has seen a few tests knows it."
        wrong "Right(text: \"Say sorry once, use the right name, and carry on.\", …), Wrong(text: \"Leave.\", …)"
        right "Right(text: \"Say sorry once, and carry on.\", …), Wrong(text: \"Leave the desk for a while.\", …)"
    AbsoluteOption "absolute-option" "questions" Warning
        says "A wrong option does without always and never."
        why "Such an option is known to be wrong by those who know nothing else."
        wrong "Wrong(text: \"Never ask for a name.\", …)"
        right "Wrong(text: \"Ask for the title first.\", …)"
    AboveOption "above-option" "questions" Warning
        says "An option stands for itself, and not for the others."
        why "Options are shuffled, so nothing is above; and who knows that two are right knows that all are."
        wrong "Right(text: \"All of the above\", …)"
        right "MultipleChoice(options: [Right(…), Right(…), Wrong(…)])"
    UnstressedNegative "unstressed-negative" "questions" Warning
        says "A question asks for what is so, or stresses its not, never, except or least."
        why "Read over, it turns the answer round; the slip is in the reading and not in the knowledge."
        wrong "ask: \"Which of these is not a greeting?\""
        right "ask: \"Which of these is **not** a greeting?\""
    OnlyTrueFalse "only-true-false" "questions" Warning
        says "A test asks in other ways than true or false as well."
        why "Whoever guesses has half of it right."
        wrong "a bank of TrueFalse(…) alone"
        right "a bank with SingleChoice(…) among them"
    KeyLongest "key-longest" "questions" Warning
        says "In a bank of six single choices or more, the longest option is right in half of them at most."
        why "Whoever writes a question says the right option in full; a learner who presses the longest would then pass."
        wrong "eight questions, and in six of them the right option is the longest"
        right "eight questions; in five a wrong option is as long as the right one, or longer"
    PassMarkRange "pass-mark-range" "questions" Error
        says "A pass mark is a share from 0 to 1."
        why "80 would mean eighty times all the points."
        wrong "pass_mark: 80"
        right "pass_mark: 0.8"
    AttemptsRange "attempts-range" "questions" Error
        says "Attempts are 1 to 7."
        why "The number is kept in three bits of the learner's state."
        wrong "attempts: 0"
        right "attempts: 3"
    BankTooSmall "bank-too-small" "questions" Error
        says "A bank holds as many questions of each outcome as are drawn."
        why "The test could not be drawn."
        wrong "draw: PerOutcome(2), one question of `repair_a_slip`"
        right "draw: PerOutcome(2), two or more of each outcome"
    UnmatchedForms "unmatched-forms" "outcomes" Error
        says "The two forms of a measurement are two banks that ask as many questions of each outcome."
        why "If before and after ask different things, the difference says nothing of the course."
        wrong "Measure(form_a: \"before\", form_b: \"before\", follow_up_after: \"3 months\")"
        right "Measure(form_a: \"before\", form_b: \"after\", follow_up_after: \"3 months\")"
    OutcomeNotAssessed "outcome-not-assessed" "outcomes" Warning
        says "An outcome has a question."
        why "Nobody can say whether anybody reached it."
        wrong "an outcome that no question names"
        right "Question(outcome: \"repair_a_slip\", …)"
    NoEnding "no-ending" "scenarios" Error
        says "From every node an ending can be reached."
        why "The learner would go round for ever."
        wrong "a choice that only leads back"
        right "a choice that leads to an Ending"
    UnreachableScene "unreachable-scene" "scenarios" Error
        says "Every node and ending can be reached."
        why "Somebody wrote it for learners who will never see it."
        wrong "Ending(id: \"sam_stays\"), and no choice leads there"
        right "Choice(…, then: \"sam_stays\")"
    OneChoice "one-choice" "scenarios" Error
        says "A node has 2 to 8 choices."
        why "With one there is nothing to decide; with more than eight nobody reads them."
        wrong "choices: [Choice(…)]"
        right "choices: [Choice(…), Choice(…)]"
    StepWithoutReason "step-without-reason" "scenarios" Error
        says "A step that is judged says why."
        why "\"Slip\" without a reason teaches nothing."
        wrong "Choice(…, was: Slip)"
        right "Choice(…, was: Slip, because: \"The room heard the name.\")"
    MissingMedia "missing-media" "media" Error
        says "A picture that a page shows is in the media folder."
        why "The learner would see a hole."
        wrong "Image(file: \"desk.png\") and no media/desk.png"
        right "Image(file: \"desk.png\", alt: \"…\") and the file in media/"
    MediaName "media-name" "media" Error
        says "A media file is named with small letters, digits, `.`, `_`, `-` and `/`."
        why "Some learning systems change other names, and then nothing is found."
        wrong "media/Front Desk.PNG"
        right "media/front_desk.png"
    MediaKind "media-kind" "media" Error
        says "A picture is a PNG or a JPEG, sound MP3 or M4A, film MP4 or WebM, captions WebVTT, a download PDF or DOCX."
        why "Every browser in the service shows these."
        wrong "file: \"desk.tiff\""
        right "file: \"desk.png\""
    UnusedMedia "unused-media" "media" Warning
        says "A file in the media folder is used."
        why "It would be forgotten, and left out of the package."
        wrong "media/old.png, on no page"
        right "Image(file: \"old.png\", …), or no file"
    MissingAlt "missing-alt" "media" Error
        says "A picture says in words what it shows, or that it is decorative."
        why "Somebody who cannot see it must not miss it (WCAG 2.2, 1.1.1)."
        wrong "Image(file: \"desk.png\")"
        right "Image(file: \"desk.png\", alt: \"A low desk with a hearing loop sign.\")"
    HiddenSign "hidden-sign" "text" Error
        says "A text has no control signs and none that turn the direction of letters beyond it; one of several lines may have tabs."
        why "Nobody sees them. In lists, manifests and feeds they turn or break the words beside them, and a page has a mark in place of a control sign."
        wrong "title: \"Two\\u{202e} minutes\""
        right "title: \"Two minutes\""
    EmptyText "empty-text" "text" Error
        says "A text says something."
        why "A heading or an option without words cannot be read aloud."
        wrong "title: \"\""
        right "title: \"Two minutes that matter\""
    TextTooLong "text-too-long" "text" Error
        says "A title has at most 200 characters, a text in Markdown at most 64 KB."
        why "Learning systems cut titles there (SCORM 1.2)."
        wrong "a title of 300 characters"
        right "a title of six words"
    LongLabel "long-label" "text" Warning
        says "A label beside the thread has at most 24 characters."
        why "A longer one breaks into many short lines and opens a hole."
        wrong "Person(\"The senior receptionist at the next desk\", \"“Good morning.”\")"
        right "Person(\"Denise, next desk\", \"“Good morning.”\")"
    NotAllowedHere "not-allowed-here" "text" Error
        says "Text holds paragraphs, lists, emphasis, links, quotes and small headings, and nothing else."
        why "What cannot be shown safely and read aloud everywhere is left out."
        wrong "<b>Never</b> do this"
        right "**Never** do this"
    BadLink "bad-link" "text" Error
        says "A link leads to https, mailto, a page or a source."
        why "Learning systems block the rest, and http can be read on the way."
        wrong "[the census](http://ons.gov.uk)"
        right "[the census](https://www.ons.gov.uk)"
    HeadingLevel "heading-level" "text" Error
        says "A heading in text is of level 2 or 3."
        why "The page's title is level 1; a skipped level loses people who move by headings."
        wrong "# Names"
        right "## Names"
    LockDamaged "lock-damaged" "lock" Error
        says "`course.lock` is as `bona check --write` left it."
        why "Learners' answers are read by it; by a wrong list they would become other answers."
        wrong "a slot moved, an option put before another, half of a merge"
        right "the file from version control, then `bona check --write`"
    LockStale "lock-stale" "lock" Warning
        says "`course.lock` knows everything that the course keeps of a learner."
        why "What has no place in it cannot be kept; a package is not made before it has one."
        wrong "a new question, and course.lock as it was"
        right "`bona check --write` after the new question"
    EditionNotRaised "edition-not-raised" "lock" Warning
        says "Other words have another edition."
        why "A record says which edition somebody took; two texts under one number cannot be told apart."
        wrong "edition: \"1.0.0\", and not the words that 1.0.0 had"
        right "edition: \"1.0.1\""
    StateTooLarge "state-too-large" "lock" Warning
        says "A learner's place fits into what the learning system keeps."
        why "SCORM 1.2 keeps 4,096 characters, some systems fewer; what is cut off is lost."
        wrong "one course of 900 questions"
        right "two courses of 450"
    SourceStale "source-stale" "citations" Warning
        says "A source is looked at again by its date."
        why "Law and figures move on."
        wrong "review_by: \"2026-01-31\" in February"
        right "the source read again, and a later date"
    SourceForm "source-form" "citations" Error
        says "A source has a year, a month from 1 to 12, dates as YYYY-MM or YYYY-MM-DD, and an https address."
        why "A date that cannot be read cannot be checked."
        wrong "review_by: \"next year\""
        right "review_by: \"2027-08\""
    SupportUnchecked "support-unchecked" "citations" Warning
        says "The details of a place to turn to were checked with it."
        why "A wrong number harms the person who needed it."
        wrong "Support(id: \"switchboard\", …) without `checked`"
        right "Support(…, checked: \"2026-11-02\")"
    NoteWithoutSupport "note-without-support" "structure" Error
        says "A course with a content note says where to turn."
        why "Somebody for whom it comes close needs a way on, from every page."
        wrong "content_note: \"…\", and no `support` in course.ron"
        right "support: [\"switchboard\", \"occupational_health\"]"
] }
