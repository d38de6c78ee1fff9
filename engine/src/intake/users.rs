//! A list of people as a learning system knows them: by which id the store can tell who somebody is, and what the system
//! calls them. Nothing of it is kept; it joins what is recorded to accounts, for a file that goes back to the system.
//!
//! What it calls somebody is written as it stands or not at all: a cell that a spreadsheet would run, or that is two
//! people's, is refused.

use std::collections::BTreeMap;

use super::table::{Table, place};
use super::{FileFault, IdKind, LearnerId, Refusal, RowSource, hides, safe_cell, shown};

/// Bytes of a list of users.
pub const USERS_BYTES: u64 = 64_000_000;

/// Which columns are meant, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserColumns {
    /// The kind of id by which the store may know people.
    pub kind: IdKind,
    /// The heading of its column.
    pub id: String,
    /// The heading of the column with what the learning system calls them.
    pub user: String,
    /// The learning system's address, which an account name needs to mean anything.
    pub lms: Option<String>,
}

/// One person of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The row, as a spreadsheet shows it.
    pub row: u64,
    /// Who.
    pub learner: LearnerId,
    /// What the learning system calls them, as it stands in the list.
    pub user: String,
}

/// A list, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Users {
    /// Rows that can be believed, in the order of the list.
    pub rows: Vec<User>,
    /// Rows that cannot.
    pub refusals: Vec<Refusal>,
    /// Rows in which either cell is empty: counted, otherwise left alone.
    pub empty: u64,
}

/// Reads the list.
///
/// # Errors
/// When it is too large, no table, or has not the columns that are named.
pub fn read(bytes: &[u8], columns: &UserColumns) -> Result<Users, FileFault> {
    if USERS_BYTES < bytes.len() as u64 {
        let why = format!(
            "the list holds {} MB; at most {} are read",
            bytes.len() / 1_000_000,
            USERS_BYTES / 1_000_000
        );
        return Err(FileFault::new(why, "export fewer people or columns"));
    }
    let names = [columns.id.as_str(), columns.user.as_str()];
    let has = |headings: &[String]| names.iter().all(|name| place(headings, &[name]).is_some());
    let [id, user] = names.map(shown);
    let none = FileFault::new(
        format!("no row of the list is headed {id} and {user}"),
        "look at the first line of the list, and name its columns with --id-column and --user-column",
    );
    let table = Table::read(bytes, has, none.clone())?;
    let (Some(id), Some(user)) = (table.column(&names[..1]), table.column(&names[1..])) else {
        return Err(none);
    };
    table.once([id, user])?;
    let mut users = Users::default();
    for (line, record) in &table.rows {
        let read = table.sound(record).and_then(|()| {
            let (who, called) = (table.cell(record, id), table.cell(record, user));
            if who.is_empty() || called.is_empty() {
                return Ok(None);
            }
            let learner = match columns.kind {
                IdKind::Account => columns.lms.as_deref().and_then(|home| LearnerId::account(home, who)),
                IdKind::Email if !who.contains('@') => None,
                kind => LearnerId::given(kind, who),
            };
            let learner = learner.ok_or_else(|| {
                let why = hides(who).unwrap_or_else(|| format!("{} is no id of that kind", shown(who)));
                (Some(id), why, "mend it in the list".to_owned())
            })?;
            if safe_cell(called) != called {
                let why = format!("{} would run in a spreadsheet", shown(called));
                return Err((Some(user), why, "enter this person in the learning system by hand".to_owned()));
            }
            Ok(Some(User { row: *line, learner, user: called.to_owned() }))
        });
        match read {
            Ok(Some(one)) => users.rows.push(one),
            Ok(None) => users.empty += 1,
            Err(why) => users.refusals.push(table.refusal(*line, why)),
        }
    }
    doubled(&mut users);
    Ok(users)
}

/// Takes out who stands there twice, and what two people are called: a completion would go to somebody else.
fn doubled(users: &mut Users) {
    let mut by_id: BTreeMap<&LearnerId, Vec<u64>> = BTreeMap::new();
    let mut by_user: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for one in &users.rows {
        by_id.entry(&one.learner).or_default().push(one.row);
        // Learning systems keep user names in lower case.
        by_user.entry(one.user.to_lowercase()).or_default().push(one.row);
    }
    let other = |rows: &[u64], row: u64| rows.iter().copied().find(|other| *other != row);
    let mut refused = Vec::new();
    for one in &users.rows {
        let same = other(&by_id[&one.learner], one.row).map(|row| ("the same person", row));
        let called = other(&by_user[&one.user.to_lowercase()], one.row).map(|row| ("the same user", row));
        if let Some((what, row)) = same.or(called) {
            refused.push(Refusal {
                source: RowSource::Table(one.row),
                place: format!("row {}", one.row),
                why: format!("{what} stands in row {row}"),
                help: "keep the row that is right".to_owned(),
            });
        }
    }
    let rows: Vec<RowSource> = refused.iter().map(|refusal| refusal.source).collect();
    users.rows.retain(|one| !rows.contains(&RowSource::Table(one.row)));
    users.refusals.extend(refused);
    users.refusals.sort_by_key(|refusal| refusal.source);
}

#[cfg(test)]
mod tests {
    use super::{UserColumns, Users, read};
    use crate::intake::{FileFault, IdKind};

    fn listed(text: &str) -> Result<Users, FileFault> {
        let columns =
            UserColumns { kind: IdKind::StaffNumber, id: "No".into(), user: "Username".into(), lms: None };
        read(text.as_bytes(), &columns)
    }

    fn called(text: &str) -> Vec<String> {
        listed(text).expect("a list").rows.into_iter().map(|one| one.user).collect()
    }

    #[test]
    fn each_person_is_joined_to_what_the_system_calls_them() {
        assert_eq!(called("No,Username\n0042,ann\n0043,bo\n"), ["ann", "bo"]);
        assert_eq!(called("Users of the trust\nUsername;Town;no\nann;Elm;0042\n"), ["ann"]);
        let some = listed("No,Username\n0042,\n,bo\n0044,cy\n").expect("a list");
        assert_eq!((some.rows.len(), some.empty, some.refusals.len()), (1, 2, 0));
        assert!(
            listed("Number,Username\n1,a\n")
                .is_err_and(|fault| fault.why.contains("headed `No` and `Username`"))
        );
        assert!(listed("").is_err());
    }

    #[test]
    fn nobody_gets_what_is_somebody_elses_and_no_cell_runs() {
        for (rows, why) in [
            ("0042,ann\n0042,bo\n0044,cy\n", "the same person stands in row 3"),
            ("0042,ann\n0043,Ann\n0044,cy\n", "the same user stands in row 3"),
            ("0042,=cmd()\n0044,cy\n", "`=cmd()` would run in a spreadsheet"),
            ("0042,@ann\n0044,cy\n", "would run in a spreadsheet"),
            ("0042,an\u{7}n\n0044,cy\n", "a sign that nobody sees"),
            ("0042,ann,more\n0044,cy\n", "the row has 3 cells"),
        ] {
            let users = listed(&format!("No,Username\n{rows}")).expect("a list");
            assert_eq!(users.rows.iter().map(|one| one.user.as_str()).collect::<Vec<_>>(), ["cy"], "{rows}");
            assert!(users.refusals[0].place.starts_with("row 2"), "{rows}");
            assert!(users.refusals[0].why.contains(why), "{rows}: {}", users.refusals[0].why);
        }
    }
}
