//! The lists of the house: sources, support and terms.

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
        /// The source that says so.
        #[allow(dead_code, reason = "for whoever keeps the list")]
        source: Option<String>,
    }
    example "Support(id: \"occupational_health\", name: \"Your occupational health team\", what: \"Talk about work and health.\")"

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
    }
    example "Term(id: \"trans\", term: \"trans\", says: \"Having a gender other than the sex registered at birth.\", use_when: \"Before a noun: a trans woman.\", source: \"nhs_manual_sex_gender\")"
}
