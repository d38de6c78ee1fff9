//! Charts, tables, and pictures with numbered places.

use super::{Image, Markup};
use crate::id::{BlockId, SourceId};
use crate::measure::Amount;

/// Numbers as bars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// What the numbers are of.
    pub title: String,
    /// The bars, in order; at least one.
    pub rows: Vec<Bar>,
    /// What is counted.
    pub unit: String,
    /// What a full bar stands for: never less than any value, never nought.
    pub max: Amount,
    /// Where the numbers come from.
    pub source: SourceId,
    /// How far they go.
    pub note: Option<Markup>,
    /// The date at which they held, printed as the author writes it.
    pub as_of: Option<String>,
}

/// A bar of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// Its number.
    pub value: Amount,
    /// What must be known of this number alone.
    pub note: Option<String>,
}

/// Rows and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What the table shows.
    pub caption: String,
    /// The heads of the columns; at least one.
    pub head: Vec<String>,
    /// The rows; each as long as `head`.
    pub rows: Vec<Vec<Markup>>,
    /// Whether the first cell of each row is its head.
    pub row_heads: bool,
}

/// A picture with numbered places on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelledImage {
    /// The picture; it is never decorative.
    pub image: Image,
    /// The places, in the order of their numbers; at least one.
    pub labels: Vec<Label>,
}

/// A numbered place on a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What variants and comments call it.
    pub id: Option<BlockId>,
    /// Per cent of the width from the left edge, 0 to 100.
    pub x: u8,
    /// Per cent of the height from the upper edge, 0 to 100.
    pub y: u8,
    /// What is there.
    pub title: String,
    /// What there is to know of it.
    pub text: Markup,
}
