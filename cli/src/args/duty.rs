//! What can be typed after `bona evidence` about who should have which training, and its help.

use std::path::PathBuf;

use super::Table;

/// Take a staff list: who works here, as what, where, from when to when
///
/// Without --mapping it writes a proposal beside the list that says which column is which; look at it, mend it, and
/// give it back. Without --apply it only says what it would do. Starters, movers and leavers follow from what the
/// list says now and what earlier lists said; nothing that is past is forgotten.
#[derive(Debug, clap::Args)]
pub(crate) struct StaffArgs {
    /// The list, as CSV or a workbook (XLSX, ODS), with its headings in the first row
    pub(crate) list: PathBuf,
    /// Of a workbook (XLSX, ODS): the sheet that is meant, where something stands in several
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,
    /// How the list is to be read
    #[arg(long, value_name = "FILE")]
    pub(crate) mapping: Option<PathBuf>,
    /// The day of the list, YYYY-MM-DD; without it today
    #[arg(long, value_name = "DATE")]
    pub(crate) as_at: Option<String>,
    /// The list names everybody: whoever is not in it any more has left
    #[arg(long)]
    pub(crate) complete: bool,
    /// Take a complete list even if it names nobody, or ends more than half of all posts
    #[arg(long, requires = "complete")]
    pub(crate) ends_most: bool,
    /// Do it; without this nothing is written
    #[arg(long)]
    pub(crate) apply: bool,
}

// Which day and which requirements are meant. Three signs more would make this the help of each command.
#[derive(Debug, clap::Args)]
pub(crate) struct DutyArgs {
    /// How it stood on this day, YYYY-MM-DD; without it today
    #[arg(long, value_name = "DATE")]
    pub(crate) as_at: Option<String>,
    /// Who should have what; without it requirements.ron beside the store
    #[arg(long, value_name = "FILE")]
    pub(crate) requirements: Option<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Table::Human)]
    pub(crate) output: Table,
}

/// Print who should have a training and has it not, or no longer
///
/// It needs a staff list and requirements.ron beside the store.
#[derive(Debug, clap::Args)]
pub(crate) struct GapsArgs {
    /// Everybody and everything that is asked for, not the gaps alone
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) duty: DutyArgs,
}

/// Print whose training runs out soon, or whose time to do it does
#[derive(Debug, clap::Args)]
pub(crate) struct ExpiringArgs {
    /// How soon: days (60d), weeks (8w) or months (2m)
    #[arg(long, value_name = "TIME")]
    pub(crate) within: String,
    #[command(flatten)]
    pub(crate) duty: DutyArgs,
}

/// Print whom to remind: the gaps, and what runs out soon, place by place
#[derive(Debug, clap::Args)]
pub(crate) struct ChaseArgs {
    /// How soon: days (30d), weeks (8w) or months (2m)
    #[arg(long, value_name = "TIME", default_value = "30d")]
    pub(crate) within: String,
    #[command(flatten)]
    pub(crate) duty: DutyArgs,
}

/// Let a person off a requirement until a day; without --apply it only says what it would record
///
/// It is recorded in the log like a completion, so nobody can put a waiver back to an earlier day.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct WaiveArgs {
    /// Who: a name, staff number, e-mail address or person number
    pub(crate) person: String,
    /// Which requirement, by its id in requirements.ron
    #[arg(long, value_name = "ID")]
    pub(crate) requirement: String,
    /// The last day on which it holds, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    pub(crate) until: String,
    /// Why; lists print it, so write nothing about health or family
    #[arg(long, value_name = "TEXT")]
    pub(crate) because: String,
    /// Who decided on it
    #[arg(long, value_name = "NAME")]
    pub(crate) decided_by: String,
    /// Who should have what; without it requirements.ron beside the store
    #[arg(long, value_name = "FILE")]
    pub(crate) requirements: Option<PathBuf>,
    /// Do it; without this nothing is written
    #[arg(long)]
    pub(crate) apply: bool,
}

/// Write a page for a manager: who has what and who has something to do, place by place, as one file
///
/// It opens in any browser, asks nothing of any other computer, and prints. A name that ends in .xlsx makes it a
/// spreadsheet that can be sorted and filtered. It names people.
#[derive(Debug, clap::Args)]
pub(crate) struct PageArgs {
    /// File to write, such as staff.html or staff.xlsx
    pub(crate) file: PathBuf,
    /// How it stood on this day, YYYY-MM-DD; without it today
    #[arg(long, value_name = "DATE")]
    pub(crate) as_at: Option<String>,
    /// Who should have what; without it requirements.ron beside the store
    #[arg(long, value_name = "FILE")]
    pub(crate) requirements: Option<PathBuf>,
}
