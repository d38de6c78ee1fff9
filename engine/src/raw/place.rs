//! Places at which a course is taken, and what each of them says for itself.

use super::shape::authored;

authored! {
    /// A place at which courses are taken: `house/places/<id>.ron`. It says for itself what a national text cannot
    /// know; every course of the house is told with its words.
    struct RawPlace "Place" {
        /// What `--variant` and variants call it; the same as its file.
        id: String,
        /// What people call it.
        name: String,
        /// The place above it, by its id, such as its region; left out, nothing stands above it but the course itself.
        /// At most three places stand one above another.
        of: Option<String>,
        /// The part of the UK in which it is; left out, that of the place above.
        nation: Option<RawNation>,
        /// What it says for the variables of `house/variables.ron`; what is not here, the place above says.
        set: Vec<RawSet> = "Default::default",
    }
    example "Place(
    id: \"elm_street\",
    name: \"Elm Street Surgery\",
    of: \"north_region\",
    nation: England,
    set: [
        Set(variable: \"lead_contact\", say: \"Sam Reed, at the front desk\"),
        Set(variable: \"quiet_room\", say: \"the room behind the desk\", languages: [SayIn(language: \"cy\", say: \"yr ystafell y tu ôl i’r ddesg\")]),
    ],
)"

    /// A part of the UK.
    words RawNation "Nation" {
        /// England.
        England,
        /// Northern Ireland.
        NorthernIreland,
        /// Scotland.
        Scotland,
        /// Wales.
        Wales,
    }

    /// What a place says for a variable.
    struct RawSet "Set" {
        /// The variable, by its id in `house/variables.ron`.
        variable: String,
        /// What is said, plainly and on one line: no Markdown is read in it.
        say: String,
        /// The same in other languages, for a variable whose words are `translated`.
        languages: Vec<RawSayIn> = "Default::default",
    }
    example "Set(variable: \"lead_contact\", say: \"Sam Reed, at the front desk\")"

    /// What is said in another language.
    struct RawSayIn "SayIn" {
        /// The language by its tag.
        language: String,
        /// Of which words of `say` beside it it was made, as eight digits; when these change, `bona check` says so. Left out,
        /// nobody knows, and nothing is told; `bona check --write` fills it in.
        #[allow(dead_code, reason = "read so that its shape is judged; looked up in the text, where it is written")]
        of: String = "Default::default",
        /// What is said.
        say: String,
    }
    example "SayIn(language: \"cy\", say: \"yr ystafell y tu ôl i’r ddesg\")"

    /// Something that each place says for itself: one entry of `house/variables.ron`, which is a list. Texts have it as
    /// `{lead_contact}`; a block in which a place says nothing for it is left out.
    struct RawVariable "Variable" {
        /// What stands between the braces; no other variable of the house has it.
        id: String,
        /// The question that somebody at the place is asked.
        ask: String,
        /// Why it is asked: where learners will read the answer.
        why: Option<String>,
        /// What an answer looks like; made up.
        example: String,
        /// Characters that an answer has at most, up to 200; left out, 120.
        most: u16 = "most",
        /// Whether every place must say something; left out, no.
        required: bool = "Default::default",
        /// Whether it is words that each language says in its own way, not a name, a number or an address; left out, no.
        translated: bool = "Default::default",
    }
    example "Variable(
    id: \"lead_contact\",
    ask: \"Whom does a colleague ask about names on records?\",
    why: \"It stands at the end of each module, under “For your place”.\",
    example: \"Sam Reed, at the front desk\",
    required: true,
)"
}

fn most() -> u16 {
    120
}
