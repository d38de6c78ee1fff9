//! The lists of the house: sources, facts, support and terms.

use super::shape::authored;

authored! {
    /// A source that facts cite: one entry of `house/sources.ron`, which is a list.
    struct RawSource "Source" {
        /// What facts call it; no other source of the house has it.
        id: String,
        /// The printed title.
        title: String,
        /// Who published it.
        publisher: String,
        /// The year of publication.
        year: u16,
        /// The month of publication, 1 to 12.
        month: Option<u8>,
        /// The publisher's own address, `https` only.
        url: Option<String>,
        /// What kind of text it is, in a few words; of an Act it begins with `law`.
        kind: String,
        /// The country that it speaks of.
        #[allow(dead_code, reason = "read so that it is spelt right; reports will use it")]
        country: String,
        /// The month in which it was read, `2026-08`; left out where nobody of yours has read it.
        retrieved: Option<String>,
        /// When somebody must read it again, `2027-08`.
        review_by: Option<String>,
        /// A word to whoever keeps the list.
        #[allow(dead_code, reason = "for whoever keeps the list")]
        note: Option<String>,
        /// The language of title and publisher as they are printed, `cy`; left out, British English, `en-GB`.
        language: Option<String>,
    }
    example "Source(
    id: \"nls_2018\",
    title: \"National LGBT Survey\",
    publisher: \"Government Equalities Office\",
    year: 2018,
    month: 7,
    kind: \"national survey\",
    country: \"UK\",
    retrieved: \"2026-08\",
    review_by: \"2027-08\",
)"

    /// A fact that courses tell by its id: one entry of `house/facts.ron`, which is a list.
    struct RawHouseFact "HouseFact" {
        /// What blocks call it; no other fact of the house has it.
        id: String,
        /// What is claimed, in Markdown, with every number that a block may give.
        claim: String,
        /// How far it goes: who was asked, what is not known. In Markdown.
        caveat: Option<String>,
        /// Where it comes from, by the ids of `house/sources.ron`.
        source: String,
        /// The date at which it held, printed as you write it.
        as_of: Option<String>,
        /// How firm it is.
        label: RawStanding,
        /// Words without which it says something else: each stands in every block that tells it.
        must_say: Vec<String> = "Default::default",
        /// The language of its words, `cy`; left out, British English, `en-GB`.
        language: Option<String>,
    }
    example "HouseFact(
    id: \"f021\",
    claim: \"46% of those who answered and are not trans had never discussed it with staff.\",
    caveat: \"People chose to take part.\",
    source: \"nls_2018\",
    as_of: \"Survey of 2017\",
    label: Settled,
    must_say: [\"answered\"],
)"

    /// How firm a fact is.
    words RawStanding "Standing" {
        /// It stands.
        Settled,
        /// It may be otherwise soon: whoever tells it says as of when.
        Moving,
        /// Others hold against it: whoever tells it says what, in `note` or in the house's `caveat`.
        Contested,
    }

    /// Where a learner can turn: one entry of `house/support.ron`, which is a list.
    struct RawSupport "Support" {
        /// What courses call it; no other entry of the house has it.
        id: String,
        /// What it is called.
        name: String,
        /// What it offers, in a sentence.
        what: String,
        /// The telephone number, as people write it.
        phone: Option<String>,
        /// The address, `https` only.
        url: Option<String>,
        /// The parts of the UK that it serves; left out, all.
        nations: Vec<String> = "Default::default",
        /// The day on which name and number were last checked with the service itself, `2026-11-02`.
        checked: Option<String>,
        /// Why nobody could check them yet, and until when that may stand.
        unchecked: Option<RawUnchecked>,
        /// The source that says so.
        #[allow(dead_code, reason = "for whoever keeps the list")]
        source: Option<String>,
        /// The language of its words, `cy`; left out, British English, `en-GB`.
        language: Option<String>,
    }
    example "Support(id: \"occupational_health\", name: \"Your occupational health team\", what: \"Talk about work and health.\")"

    /// Why the details of a service were not checked with it yet. The admin sheet of every package says so, and
    /// `bona package --release` refuses the course all the same.
    struct RawUnchecked "Unchecked" {
        /// The reason, for whoever gives the course out.
        because: String,
        /// The last day on which it may stand, `2027-01-31`.
        until: String,
    }
    example "Unchecked(because: \"As its own page gives it; nobody has rung it yet.\", until: \"2027-01-31\")"

    /// A word that needs care: one entry of `house/terms.ron`, which is a list.
    struct RawTerm "Term" {
        /// What courses call it; no other term of the house has it.
        id: String,
        /// The word itself.
        term: String,
        /// What it means, in plain words.
        says: String,
        /// When to use it.
        use_when: Option<String>,
        /// What to leave, and why.
        avoid: Option<String>,
        /// Where this comes from, by the ids of `house/sources.ron`.
        source: String,
        /// The language of its words, `cy`; left out, British English, `en-GB`.
        language: Option<String>,
    }
    example "Term(id: \"trans\", term: \"trans\", says: \"Having a gender other than the sex registered at birth.\", use_when: \"Before a noun: a trans woman.\", source: \"nhs_manual_sex_gender\")"
}
