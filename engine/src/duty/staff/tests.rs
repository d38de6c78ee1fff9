//! Staff lists as they are exported: read, refused where they are ambiguous, and proposals that are only used once
//! somebody has looked.

use super::{proposal, read_staff, same_name};
use crate::duty::{Dates, Mapping, StaffKind, mapping};
use crate::source::Source;

const LIST: &str = "Employee Number,First Name,Last Name,Email Address,Job Title,Location,Assignment Category,Start Date,Termination Date\r\n\
    0042,Ann,Byrne,ann.byrne@elm.example,Staff Nurse,Ward 9,Permanent,23/11/2020,\r\n\
    0043,Bo,Cole,,Porter,Front Hall,Bank,01/02/2024,31/03/2026\r\n";

fn given(text: &str) -> Mapping {
    let checked = mapping(&Source::new("staff.ron", text));
    checked.value.unwrap_or_else(|| panic!("{:?}", checked.diagnostics))
}

fn plain() -> Mapping {
    given(
        "StaffMapping(staff_number: \"Employee Number\", email: \"Email Address\", name: [\"First Name\", \"Last Name\"], \
           role: \"Job Title\", place: \"Location\", kind: \"Assignment Category\", \
           kinds: [KindWord(says: \"Permanent\", means: Employed)], starts: \"Start Date\", ends: \"Termination Date\", \
           dates: DayMonthYear)",
    )
}

#[test]
fn rows_become_people_and_posts() {
    let list = read_staff(LIST.as_bytes(), &plain()).expect("a table");
    assert!(list.refused.is_empty(), "{:?}", list.refused);
    let [ann, bo] = list.rows.as_slice() else { panic!("two rows") };
    assert_eq!((ann.row, ann.ids.len(), ann.name.as_deref()), (2, 2, Some("Ann Byrne")));
    assert_eq!((ann.post.role.as_str(), ann.post.place.as_str()), ("Staff Nurse", "Ward 9"));
    assert_eq!((ann.post.starts.as_deref(), ann.post.ends.as_deref()), (Some("2020-11-23"), None));
    assert_eq!((bo.ids.len(), bo.post.kind), (1, StaffKind::Bank));
    assert_eq!(bo.post.ends.as_deref(), Some("2026-03-31"));
    for other in [LIST.replace(',', ";"), LIST.replace(',', "\t"), format!("\u{feff}{LIST}\r\n,,,,,,,,\r\n")]
    {
        assert_eq!(read_staff(other.as_bytes(), &plain()).expect("a table"), list);
    }
}

#[test]
fn what_cannot_be_believed_is_refused_with_its_remedy() {
    for (from, to, why) in [
        ("23/11/2020", "11/23/2020", "`11/23/2020` is no day (column Start Date)"),
        ("23/11/2020", "23/11/20", "`23/11/20` is no day"),
        ("23/11/2020", "soon", "`soon` is no day"),
        ("31/03/2026", "31/01/2024", "the last day, 2024-01-31, is before the first, 2024-02-01"),
        ("Bank,", "Relief,", "the mapping does not say what kind of staff `Relief` is"),
        ("0043,Bo", " ,Bo", "nobody can be known by this row: it has no id"),
        ("Porter", &"x".repeat(256), "cannot be kept"),
        ("Front Hall,", "", "the row has 8 cells; the header has 9"),
    ] {
        let spoilt = LIST.replace(from, to);
        let list = read_staff(spoilt.as_bytes(), &plain()).expect("a table");
        let [(_, found, help)] = list.refused.as_slice() else { panic!("{from}: {:?}", list.refused) };
        assert!(found.contains(why) && !help.is_empty(), "{found}");
        assert_eq!(list.rows.len(), 1, "the other row is read");
    }
    for (bytes, why) in [
        (&b""[..], "the file is no table"),
        (b"Dear all", "the file is no table"),
        (b"Name,Role\nAnn,Nurse\n", "the list has no column `Employee Number`"),
    ] {
        let fault = read_staff(bytes, &plain()).expect_err("it is refused whole");
        assert!(fault.why.starts_with(why), "{}", fault.why);
    }
    let double = LIST.replace("Location", "Job Title");
    assert!(
        read_staff(double.as_bytes(), &plain())
            .is_err_and(|fault| fault.why.contains("no column `Location`"))
    );
    let double = LIST.replace("Location", "job title ");
    let mapping = Mapping { place: None, ..plain() };
    assert!(read_staff(double.as_bytes(), &mapping).is_err_and(|fault| fault.why.contains("two columns")));
}

#[test]
fn a_proposal_reads_the_list_from_which_it_was_made() {
    let text = proposal(LIST.as_bytes()).expect("a table");
    let found = given(&text);
    assert_eq!(found, Mapping { kinds: found.kinds.clone(), ..plain() });
    assert_eq!(found.dates, Dates::DayMonthYear, "the 23rd cannot be a month");
    assert_eq!(read_staff(LIST.as_bytes(), &found).expect("a table").rows.len(), 2);
}

#[test]
fn what_a_proposal_cannot_know_keeps_it_from_being_used() {
    for (from, to, asks) in [
        ("Job Title", "Grade", "role: ?"),
        ("Bank", "Relief", "KindWord(says: \"Relief\", means: ?)"),
        ("First Name,Last Name", "Known As,Known Too", "name: [],"),
        ("Employee Number", "Badge", "// staff_number: \"…\","),
    ] {
        let list = LIST.replace(from, to);
        let text = proposal(list.as_bytes()).expect("a table");
        assert!(text.contains(asks), "{text}");
    }
    // Every date of the list can be read in two ways.
    let list = LIST.replace("23/11/2020", "03/11/2020").replace("31/03/2026", "03/03/2026");
    let text = proposal(list.as_bytes()).expect("a table");
    assert!(text.contains("dates: ?, // every date can be read in two ways"), "{text}");
    assert!(mapping(&Source::new("staff.ron", text)).value.is_none());
    let only = "Known As,Grade\nAnn,5\n";
    let text = proposal(only.as_bytes()).expect("a table");
    assert!(mapping(&Source::new("staff.ron", text)).value.is_none());
}

/// The line of a proposal that begins so.
fn line<'t>(text: &'t str, start: &str) -> &'t str {
    text.lines()
        .map(str::trim)
        .find(|line| line.starts_with(start))
        .unwrap_or_else(|| panic!("{start}: {text}"))
}

#[test]
fn headings_that_lists_are_commonly_headed_by_are_proposed() {
    let list = "Payroll No.,Surname,Forename,Job Title,Band,Unit,Directorate,Cost centre,Contract,Started,Leaves\n\
        0042,Byrne,Ann,Nurse,5,Ward 9,Surgery,12345,Permanent,23/11/2020,\n";
    let text = proposal(list.as_bytes()).expect("a table");
    for wanted in [
        "staff_number: \"Payroll No.\",",
        "name: [\"Forename\", \"Surname\"],",
        "role: \"Job Title\",",
        "place: \"Unit\", // or \"Directorate\", \"Cost centre\"?",
        "kind: \"Contract\",",
        "starts: \"Started\",",
        "ends: \"Leaves\",",
        "// In no line below: Band",
    ] {
        assert!(text.lines().any(|line| line.trim() == wanted), "{wanted}: {text}");
    }
    let rows = read_staff(list.as_bytes(), &given(&text)).expect("a table").rows;
    assert_eq!((rows.len(), rows[0].post.place.as_str()), (1, "Ward 9"));
    for (heading, start) in [
        ("Leaving Date", "ends: \"Leaving Date\","),
        ("Termination date", "ends: \"Termination date\","),
        ("Contract Type", "kind: \"Contract Type\","),
        ("PAYROLL_NUMBER", "staff_number: \"PAYROLL_NUMBER\","),
        ("Personnel No", "staff_number: \"Personnel No\","),
        ("Payroll", "staff_number: \"Payroll\","),
        ("Directorate", "place: \"Directorate\","),
        ("Cost Centre", "place: \"Cost Centre\","),
    ] {
        let text = proposal(format!("Known As,{heading}\nAnn,\n").as_bytes()).expect("a table");
        assert_eq!(line(&text, start), start);
    }
}

#[test]
fn a_column_of_numbers_or_days_that_has_no_digit_is_not_proposed() {
    let list = "Payroll,Name,Job,Leaver,Start\nMonthly,Ann,Nurse,N,yes\nWeekly,Bo,Porter,,no\n";
    let text = proposal(list.as_bytes()).expect("a table");
    for wanted in ["// staff_number: \"…\",", "// ends: \"…\",", "// starts: \"…\","] {
        assert!(text.lines().any(|line| line.trim() == wanted), "{wanted}: {text}");
    }
    assert_eq!(line(&text, "// In no line"), "// In no line below: Payroll | Leaver | Start");
    assert!(!text.contains("dates:"), "{text}");
    // Two columns that may both be it are both shown, the likelier first.
    let list = "Assignment Number,Employee Number,Name,Role\n0042-2,0042,Ann,Nurse\n";
    let text = proposal(list.as_bytes()).expect("a table");
    let both = "staff_number: \"Employee Number\", // or \"Assignment Number\"?";
    assert_eq!(line(&text, "staff_number"), both);
}

/// Which rows of a list are refused, each with why.
fn refused(rows: &str) -> Vec<(u64, String)> {
    let list = format!("{}\r\n{rows}", LIST.lines().next().expect("a header"));
    let list = read_staff(list.as_bytes(), &plain()).expect("a table");
    assert!(list.refused.iter().all(|(.., help)| !help.is_empty()));
    list.refused.into_iter().map(|(row, why, _)| (row, why)).collect()
}

#[test]
fn rows_that_would_make_one_person_of_two_are_refused_all_of_them() {
    let row = |number: &str, email: &str, name: &str| {
        format!("{number},{name},Gray,{email},Porter,Front Hall,Bank,01/02/2024,\r\n")
    };
    let shared = [
        row("0011", "reception@elm.example", "Rita"),
        row("0012", "Reception@Elm.example", "Rob"),
        row("0013", "cat@elm.example", "Cat"),
    ];
    let found = refused(&shared.concat());
    assert_eq!(found.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [2, 3]);
    assert!(found[0].1.contains("beside another staff number too (row 3)"), "{found:?}");
    assert!(found[1].1.contains("beside another staff number too (row 2)"), "{found:?}");
    // The same name does not make one person of two numbers.
    let same = [row("0011", "reception@elm.example", "Rita"), row("0012", "reception@elm.example", "Rita")];
    assert_eq!(refused(&same.concat()).len(), 2);
    let number = [row("0021", "abe@elm.example", "Abe"), row("0021", "bea@elm.example", "Bea")];
    let found = refused(&number.concat());
    assert_eq!(found.len(), 2);
    assert!(found[0].1.contains("its staff number stands beside another name too (row 3)"), "{found:?}");
    let alone = [row("", "reception@elm.example", "Rita"), row("", "reception@elm.example", "Rob")];
    assert!(
        refused(&alone.concat())[1].1.contains("its e-mail address stands beside another name too (row 2)")
    );
    // One person with two posts, and one with two addresses.
    let two = [
        row("0011", "rita@elm.example", "Rita"),
        row("0011", "rita@oak.example", " RITA"),
        row("0011", "", "Rita"),
    ];
    assert_eq!(refused(&two.concat()), []);
}

#[test]
fn a_name_is_the_same_in_any_order_of_its_words() {
    for (one, other) in [("Ann Byrne", "Byrne, Ann"), ("ZOË  DÍAZ", "Zoe\u{308} Di\u{301}az"), ("", " ")] {
        assert!(same_name(one, other), "{one} {other}");
    }
    for (one, other) in [("Ann Byrne", "Ann"), ("Rita Gray", "Rob Gray"), ("Ann Ann", "Ann")] {
        assert!(!same_name(one, other), "{one} {other}");
    }
}
