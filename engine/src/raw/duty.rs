//! Who should have which training, how a staff list is to be read, and how long records are kept: files beside an
//! evidence store.

use super::shape::authored;

authored! {
    /// Who should have what: `requirements.ron` beside the store, which is a list of these.
    struct RawRequirement "Requirement" {
        /// What lists and waivers call it; no other requirement of the file has it.
        id: String,
        /// What people call it.
        title: String,
        /// The courses that fulfil it, by their ids; any one of them will do.
        courses: Vec<String>,
        /// Only these roles, as the staff list words them; `*` stands for any letters. Left out, all roles.
        roles: Vec<String> = "Default::default",
        /// Only these places, as the staff list words them; `*` stands for any letters. Left out, all places.
        places: Vec<String> = "Default::default",
        /// Only these kinds of staff. Left out, all kinds.
        kinds: Vec<RawStaffKind> = "Default::default",
        /// How long somebody has for it, from their first day in such a post.
        within: RawSpan,
        /// How long a completion counts. Left out, for good.
        every: Option<RawSpan>,
        /// The day since which it is asked for, `2026-04-01`: whoever was there already has from then on.
        since: Option<String>,
        /// Whether a test must have been passed; left out, a completion is enough.
        passed: bool = "Default::default",
        /// Who need not have it, and why.
        exempt: Vec<RawExempt> = "Default::default",
    }
    example "Requirement(
    id: \"lgbt_awareness\",
    title: \"LGBT+ awareness\",
    courses: [\"first_contact\"],
    within: Days(30),
    every: Years(3),
    exempt: [Exempt(kinds: [Agency], because: \"Their agency trains them; its letter is on file.\")],
)"

    /// Who need not have it. What is left out means all; somebody is exempt whose post fits all of it.
    struct RawExempt "Exempt" {
        /// These roles; `*` stands for any letters.
        roles: Vec<String> = "Default::default",
        /// These places; `*` stands for any letters.
        places: Vec<String> = "Default::default",
        /// These kinds of staff.
        kinds: Vec<RawStaffKind> = "Default::default",
        /// Why, in a sentence; lists print it.
        because: String,
    }
    example "Exempt(kinds: [Agency], because: \"Their agency trains them.\")"

    /// A kind of staff.
    words RawStaffKind "StaffKind" {
        /// Employed by the organisation.
        Employed,
        /// Works shifts from the staff bank.
        Bank,
        /// Sent by an agency.
        Agency,
        /// Gives their time.
        Volunteer,
        /// Anybody else, such as a student or a contractor.
        Other,
    }

    /// A length of time.
    enum RawSpan "Span" {
        /// So many days.
        Days(u16),
        /// So many weeks.
        Weeks(u16),
        /// So many months; from the 31st it goes to the last day of a shorter month.
        Months(u16),
        /// So many years.
        Years(u16),
    }

    /// How long records are kept: `retention.ron` beside the store, which is a list of these.
    struct RawRetention "Retention" {
        /// What lists call it; no other rule of the file has it.
        id: String,
        /// The courses whose records it is about, by their ids; empty where `also` says all that it is about.
        courses: Vec<String>,
        /// What else of a person it is about.
        also: Option<Vec<RawAlso>>,
        /// From which day the time runs.
        after: RawAfter,
        /// How long.
        keep: RawSpan,
        /// Whose schedule says so, with its date; lists print it.
        says: String,
        /// The day on which somebody last looked there, `2026-11-23`.
        as_of: String,
    }
    example "Retention(
    id: \"awareness\",
    courses: [\"first_contact\"],
    after: Leaving,
    keep: Years(6),
    says: \"Our own records schedule, with its date.\",
    as_of: \"2026-11-23\",
)"

    /// What else than records a rule of retention is about.
    words RawAlso "Also" {
        /// The posts that staff lists named, with the name; the time runs from the last day of the last post.
        StaffList,
        /// Waivers; by `Completion` the time runs from the last day on which one holds.
        Waivers,
    }

    /// From which day the time for keeping a record runs.
    words RawAfter "After" {
        /// The day of the record itself.
        Completion,
        /// The last day of the last post.
        Leaving,
    }

    /// How a staff list is to be read. `bona evidence staff LIST.csv` proposes one from the list's header.
    struct RawStaffMapping "StaffMapping" {
        /// The heading of the column with the staff number.
        staff_number: Option<String>,
        /// The heading of the column with the e-mail address.
        email: Option<String>,
        /// The headings of the columns that make the name, first name first.
        name: Vec<String>,
        /// The heading of the column with the role.
        role: String,
        /// The heading of the column with the place of work.
        place: Option<String>,
        /// The heading of the column that tells what kind of staff somebody is. Left out, all are employed.
        kind: Option<String>,
        /// What its words mean.
        kinds: Vec<RawKindWord> = "Default::default",
        /// The heading of the column with the first day in the post.
        starts: Option<String>,
        /// The heading of the column with the last day in the post.
        ends: Option<String>,
        /// How dates are written. Left out, they must be written 2026-11-23.
        dates: Option<RawDates>,
    }
    example "StaffMapping(
    staff_number: \"Employee Number\",
    email: \"Email Address\",
    name: [\"First Name\", \"Last Name\"],
    role: \"Job Title\",
    kind: \"Assignment Category\",
    kinds: [KindWord(says: \"Bank\", means: Bank)],
    dates: DayMonthYear,
)"

    /// What a word of the staff list means.
    struct RawKindWord "KindWord" {
        /// The word as it stands in the list; upper case does not matter.
        says: String,
        /// What it means.
        means: RawStaffKind,
    }
    example "KindWord(says: \"Zero hours\", means: Bank)"

    /// How dates are written.
    words RawDates "Dates" {
        /// 2026-11-23.
        YearMonthDay,
        /// 23/11/2026, as in the United Kingdom.
        DayMonthYear,
        /// 11/23/2026, as in the United States.
        MonthDayYear,
    }
}
