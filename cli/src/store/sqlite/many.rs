//! Many rows by one statement: of what SQLite does to put a row in, a good part is done once a statement.

use rusqlite::{Connection, Statement};

/// Rows of a statement.
const AT_ONCE: usize = 32;

/// Puts rows into a table, in their order: `table` names it with its columns, of which there are so many. `bind` gives the
/// values of a row, the first of them to the parameter that it is told.
///
/// Where one cannot be put in, some before it may stay (`OR FAIL`), so that no statement has to keep what it changes: the
/// transaction is to be rolled back then.
pub(super) fn insert<T>(
    transaction: &Connection,
    (table, columns): (&str, usize),
    rows: &[T],
    bind: impl Fn(&mut Statement<'_>, usize, &T) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let values = format!("({})", vec!["?"; columns].join(", "));
    let (many, few) = rows.as_chunks::<AT_ONCE>();
    let many = many.iter().map(|some| some.as_slice());
    for (rows, some) in [(AT_ONCE, many.collect::<Vec<_>>()), (1, few.chunks(1).collect())] {
        if some.is_empty() {
            continue;
        }
        let sql = format!("INSERT OR FAIL INTO {table} VALUES {}", vec![values.as_str(); rows].join(", "));
        let mut statement = transaction.prepare_cached(&sql)?;
        for some in some {
            for (place, row) in some.iter().enumerate() {
                bind(&mut statement, 1 + place * columns, row)?;
            }
            statement.raw_execute()?;
        }
    }
    Ok(())
}
