//! The kinds of question that are answered otherwise than by choosing among options.

use super::question::{RawMarks, RawOption};
use super::shape::authored;

authored! {
    /// What belongs to what: each left side has one right side.
    struct RawMatching "Matching" {
        /// Two to 26 pairs; the learner sees the right sides shuffled.
        pairs: Vec<RawPair>,
        /// Right sides that fit nothing, so that the last pair is not left over.
        extra: Vec<RawExtra> = "Default::default",
        /// How points are given, `Pairs` or `All`; left out, `Pairs`.
        marks: Option<RawMarks>,
        /// Why the pairs belong together, in Markdown.
        because: String,
    }
    example "Matching(
    pairs: [
        Pair(id: \"next_of_kin\", left: \"“Who should we call?”\", right: \"Emergency contact\"),
        Pair(id: \"title\", left: \"“How shall I address you?”\", right: \"Letters and calls\"),
    ],
    extra: [Extra(id: \"nothing\", text: \"Nothing that we need\")],
    because: \"Ask what the task needs.\",
)"

    /// A left side and the right side that belongs to it.
    struct RawPair "Pair" {
        /// What records call it; nothing else of the question has it.
        id: String,
        /// What is given, in Markdown.
        left: String,
        /// What belongs to it, in Markdown; no other pair has the same.
        right: String,
        /// Why, in Markdown.
        because: Option<String>,
    }
    example "Pair(id: \"title\", left: \"“How shall I address you?”\", right: \"Letters and calls\", because: \"Nothing else is needed.\")"

    /// A right side that fits nothing.
    struct RawExtra "Extra" {
        /// What records call it; nothing else of the question has it.
        id: String,
        /// What the learner reads, in Markdown.
        text: String,
    }
    example "Extra(id: \"nothing\", text: \"Nothing that we need\")"

    /// Things that each belong to one of a few groups.
    struct RawSorting "SortIntoGroups" {
        /// Two to 26 groups, in the order in which the learner sees them.
        groups: Vec<RawGroup>,
        /// Two to 26 things; the learner sees them shuffled.
        items: Vec<RawItem>,
        /// How points are given, `PerOption` or `All`; left out, `PerOption`.
        marks: Option<RawMarks>,
    }
    example "SortIntoGroups(
    groups: [Group(id: \"ask\", title: \"Ask\"), Group(id: \"leave\", title: \"Leave\")],
    items: [
        Item(id: \"name\", text: \"The name to call out\", group: \"ask\", because: \"You need it now.\"),
        Item(id: \"marriage\", text: \"Married or not\", group: \"leave\", because: \"The task does not need it.\"),
    ],
)"

    /// A group.
    struct RawGroup "Group" {
        /// What items and records call it; nothing else of the question has it.
        id: String,
        /// What the learner reads.
        title: String,
    }
    example "Group(id: \"ask\", title: \"Ask\")"

    /// A thing to be sorted or ordered.
    struct RawItem "Item" {
        /// What records call it; nothing else of the question has it.
        id: String,
        /// What the learner reads, in Markdown.
        text: String,
        /// In `SortIntoGroups` the group to which it belongs, by its id; in `Ordering` left out.
        group: Option<String>,
        /// Why it belongs there, in Markdown; in `Ordering` it may be left out.
        because: Option<String>,
    }
    example "Item(id: \"name\", text: \"The name to call out\", group: \"ask\", because: \"You need it now.\")"

    /// Things that have an order. Write them in the right one; the learner sees them shuffled.
    struct RawOrdering "Ordering" {
        /// Two to 26 things, in the right order.
        items: Vec<RawItem>,
        /// How points are given, `Sequence` or `All`; left out, `Sequence`.
        marks: Option<RawMarks>,
        /// Why this is the order, in Markdown.
        because: String,
    }
    example "Ordering(
    items: [
        Item(id: \"sorry\", text: \"Say sorry, once.\"),
        Item(id: \"correct\", text: \"Use the right word.\"),
        Item(id: \"move_on\", text: \"Carry on.\"),
    ],
    because: \"Short, right, and on.\",
)"

    /// A word or a few, typed. Capitals, blanks around, and a full stop at the end make no difference.
    struct RawShortText "ShortText" {
        /// One to 25 answers that are right, each with every way to write it.
        accept: Vec<RawAccept>,
        /// What is said to any other answer, in Markdown.
        otherwise: String,
        /// What helps to answer, such as `one word`; always seen.
        hint: Option<String>,
    }
    example "ShortText(
    accept: [Accept(id: \"pronouns\", texts: [\"pronouns\", \"pronoun\"], because: \"They stand for a name.\")],
    otherwise: \"It is the small words that stand for a name: she, he, they.\",
    hint: \"one word\",
)"

    /// An answer that is right.
    struct RawAccept "Accept" {
        /// What records call it; nothing else of the question has it, and it is not `other`.
        id: String,
        /// Every way to write it.
        texts: Vec<String>,
        /// Why it is right, in Markdown.
        because: String,
    }
    example "Accept(id: \"pronouns\", texts: [\"pronouns\", \"pronoun\"], because: \"They stand for a name.\")"

    /// A number, typed. Give `answer`, or `between` where a range is right.
    struct RawNumber "Number" {
        /// The one number that is right.
        answer: Option<f64>,
        /// Every number from one to another is right, both included.
        between: Option<RawBetween>,
        /// Digits behind the point, 0 to 6; left out, none.
        places: u32 = "Default::default",
        /// What is counted, `per cent`; it stands behind the field.
        unit: Option<String>,
        /// The smallest number that can be typed; left out, 0.
        min: f64 = "Default::default",
        /// The largest number that can be typed.
        max: f64,
        /// Why it is right, in Markdown.
        because: String,
        /// What is said to any other number, in Markdown.
        otherwise: Option<String>,
    }
    example "Number(
    between: (from: 3.1, to: 3.3),
    places: 1,
    unit: \"per cent\",
    max: 100,
    because: \"3.2 per cent said so in the census.\",
    otherwise: \"Look again at what the census found.\",
)"

    /// From one number to another.
    struct RawBetween "Between" {
        /// The smallest that is right.
        from: f64,
        /// The largest that is right.
        to: f64,
    }
    example "(from: 3.1, to: 3.3)"

    /// Statements and how far one agrees. Nothing is right or wrong, and no answer is kept or sent: only that it was answered.
    struct RawLikert "Likert" {
        /// One to 26 statements.
        statements: Vec<RawStatement>,
        /// The words to choose from.
        scale: RawScale,
    }
    example "Likert(
    statements: [Statement(id: \"at_ease\", text: \"I know what to say when I got a name wrong.\")],
    scale: Agreement5,
)"

    /// A statement to agree with or not.
    struct RawStatement "Statement" {
        /// What you call it; nothing else of the question has it.
        id: String,
        /// What the learner reads, in Markdown.
        text: String,
    }
    example "Statement(id: \"at_ease\", text: \"I know what to say when I got a name wrong.\")"

    /// The words to choose from, from one end to the other.
    enum RawScale "Scale" {
        /// Five words from strongly disagree to strongly agree.
        Agreement5,
        /// Seven words from strongly disagree to strongly agree.
        Agreement7,
        /// Five words from never to always.
        Frequency5,
        /// Two to nine words of your own, from one end to the other.
        Words(Vec<String>),
    }

    /// Words of a passage: the learner marks those that the question asks for.
    struct RawSpotting "SpotTheWords" {
        /// The passage, in Markdown.
        text: String,
        /// Two to 26 pieces that can be marked: `Right` is to be marked, `Wrong` to be left. The `text` of each stands once in the passage, word for word.
        words: Vec<RawOption>,
        /// How points are given, `All` or `PerOption`; left out, `All`.
        marks: Option<RawMarks>,
    }
    example "SpotTheWords(
    text: \"Good morning. Is your wife parking the car?\",
    words: [
        Right(id: \"wife\", text: \"your wife\", because: \"It guesses who came along.\"),
        Wrong(id: \"car\", text: \"the car\", because: \"It says nothing about anybody.\"),
    ],
)"
}
