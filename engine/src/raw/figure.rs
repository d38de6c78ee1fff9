//! Blocks that show: charts, tables, pictures with numbered places.

use super::shape::authored;

authored! {
    /// Numbers as bars, with the same numbers in a table.
    struct RawChart "Chart" {
        /// What the numbers are of.
        title: String,
        /// How they are drawn; left out, `Bars`.
        kind: RawChartKind = "Default::default",
        /// The bars, in order.
        rows: Vec<RawBar>,
        /// What is counted: `per cent of those who answered`.
        unit: String,
        /// What a full bar stands for; left out, the largest value.
        max: Option<f64>,
        /// Where the numbers come from, by the ids of `house/sources.ron`.
        source: Option<String>,
        /// How far they go: who was asked, what is not known.
        note: Option<String>,
        /// The date at which they held, printed as you write it.
        as_of: Option<String>,
    }
    example "Chart(
    title: \"Who has told their practice\",
    unit: \"per cent of those who answered\",
    max: 100,
    rows: [Bar(label: \"Told\", value: 60), Bar(label: \"Not told\", value: 40)],
    source: \"nls_2018\",
    note: \"An open survey: it describes those who answered.\",
)"

    /// How numbers are drawn.
    words RawChartKind "ChartKind" {
        /// One bar a row.
        Bars,
    }

    /// A bar.
    struct RawBar "Bar" {
        /// What it stands for.
        label: String,
        /// Its number, not below nought, with at most three digits behind the point.
        value: f64,
        /// What must be known of this number alone.
        note: Option<String>,
    }
    example "Bar(label: \"Told\", value: 60.5)"

    /// Rows and columns.
    struct RawTable "Table" {
        /// What the table shows.
        caption: String,
        /// The heads of the columns.
        head: Vec<String>,
        /// The rows; each has as many cells as there are heads. Cells are Markdown of one line.
        rows: Vec<Vec<String>>,
        /// Whether the first cell of each row is its head.
        row_heads: bool = "Default::default",
    }
    example "Table(
    caption: \"What to ask, and why\",
    head: [\"Ask\", \"When\"],
    rows: [[\"Name\", \"Always\"], [\"Title\", \"For letters\"]],
    row_heads: true,
)"

    /// A picture with numbered places on it, and a list that says what each is.
    struct RawLabelledImage "LabelledImage" {
        /// The file below the course's `media` folder.
        file: String,
        /// What the picture shows, for those who do not see it.
        alt: Option<String>,
        /// Words under it, in Markdown.
        caption: Option<String>,
        /// Who made it.
        credit: Option<String>,
        /// The places, in the order of their numbers.
        labels: Vec<RawLabel>,
    }
    example "LabelledImage(
    file: \"desk.png\",
    alt: \"A reception desk, seen from the waiting room.\",
    labels: [Label(at: (x: 20, y: 40), title: \"The screen\", text: \"Turned away from the room.\")],
)"

    /// A numbered place on a picture.
    struct RawLabel "Label" {
        /// What comments and variants call it.
        id: Option<String>,
        /// Where it is.
        at: RawAt,
        /// What is there.
        title: String,
        /// What there is to know of it, in Markdown.
        text: String,
    }
    example "Label(at: (x: 20, y: 40), title: \"The screen\", text: \"Turned away from the room.\")"

    /// A place on a picture, in per cent of its width and height.
    struct RawAt "At" {
        /// From the left edge, 0 to 100.
        x: u8,
        /// From the upper edge, 0 to 100.
        y: u8,
    }
    example "At(x: 20, y: 40)"
}

#[allow(clippy::derivable_impls, reason = "the declaration above derives for all words alike")]
impl Default for RawChartKind {
    fn default() -> Self {
        Self::Bars
    }
}
