//! What only a table that is read in pieces can meet: another text at the second reading, rows without an end, pieces of
//! every size.

use std::io::{self, Read};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::super::{Mapping, read_mapping};
use super::{Reading, read};
use crate::intake::{FileFault, Intake, ReadFault, Wanted};

const MAPPING: &str = r#"(format: 1, who: StaffNumber("No"), name: [], state: (column: "State", completed: ["Done"],
    nothing: [""]), when: (column: "Day"), score: (column: "Grade", scale: Percent))"#;
const HEADER: &str = "No,State,Day,Grade\n";

fn wanted() -> Wanted {
    Wanted::of("first_contact")
}

fn mapping() -> Mapping {
    read_mapping(MAPPING).expect("a mapping")
}

/// Reads it so many rows at a time.
fn by(text: &[u8], most: usize) -> Result<Intake, ReadFault> {
    let (mapping, wanted) = (mapping(), wanted());
    let open = || Ok(Box::new(text) as Box<dyn Read + Send + '_>);
    let mut reading = Reading::begin(&open, &mapping, &wanted)?;
    assert_eq!(reading.bytes(), text.len() as u64);
    let mut intake = Intake::default();
    while let Some(piece) = reading.next(most)? {
        intake.rows.extend(piece.rows);
        intake.refusals.extend(piece.refusals);
        intake.others += piece.others;
    }
    intake.refused_file = reading.refused_file();
    Ok(intake)
}

#[test]
fn pieces_of_any_size_make_the_same_of_a_table() {
    let rows: String = (0..70)
        .map(|number| match number % 7 {
            0 => format!("\r\n{number},\"Do\"\"ne\",2026-11-03,60\r\n"),
            1 => format!("{number},Done,\"2026-11-03\",\"6\n1\"\n"),
            2 => "\n\n,,,\n".to_owned(),
            3 => format!("{},Done,2026-11-03,60\r", number - 3),
            4 => "900,Done,2026-11-03,60\n".to_owned(),
            5 => format!("{number},Done,2026-11-03\n"),
            _ => format!("{number},Done,2026-11-{:02},7.5\n", 1 + number / 7),
        })
        .collect();
    let text = format!("Report of Elm\n\n{HEADER}{rows}9,Done,2026-11-03,6");
    let whole = read(text.as_bytes(), &mapping(), &wanted()).expect("a table");
    assert!(10 <= whole.rows.len() && 20 <= whole.refusals.len(), "{whole:?}");
    assert!(whole.refusals.iter().any(|it| it.why.contains("says the same")), "{:?}", whole.refusals);
    let lines: Vec<&str> = text.split('\n').collect();
    for row in whole.rows.iter().filter(|row| row.score.is_none()) {
        let line: usize = row.place.trim_start_matches("row ").parse().expect("a line");
        assert!(lines[line - 1].contains("Done"), "{}: {}", row.place, lines[line - 1]);
    }
    for most in [1, 2, 3, 64, 1_000] {
        let pieces = by(text.as_bytes(), most).expect("a table");
        assert_eq!((pieces.rows, pieces.refusals), (whole.rows.clone(), whole.refusals.clone()), "{most}");
        assert_eq!(pieces.refused_file, whole.refused_file, "{most}");
    }
}

#[test]
fn a_file_that_is_changed_between_two_readings_is_refused() {
    let (mapping, wanted) = (mapping(), wanted());
    let texts = [format!("{HEADER}1,Done,2026-11-03,60\n"), format!("{HEADER}2,Done,2026-11-03,60\n")];
    let opened = AtomicUsize::new(0);
    let open = || {
        let text = &texts[opened.fetch_add(1, Ordering::Relaxed).min(1)];
        Ok(Box::new(text.as_bytes()) as Box<dyn Read + Send + '_>)
    };
    let mut reading = Reading::begin(&open, &mapping, &wanted).expect("a table");
    let fault = reading.next(10).expect_err("it is another");
    assert!(matches!(&fault, ReadFault::Disk(error) if error.kind() == io::ErrorKind::InvalidData));
    assert!(fault.to_string().contains("changed while it was read"), "{fault}");
}

#[test]
fn a_row_without_an_end_is_refused_alone_and_not_held() {
    let long = "x".repeat(300_000);
    let commas = ",".repeat(200_000);
    let text = format!("{HEADER}1,Done,2026-11-03,60\n2{commas}\n3,Done,2026-11-03,60\n4,\"{long}\n{long}");
    let intake = by(text.as_bytes(), 2).expect("a table");
    assert_eq!(intake.rows.len(), 2);
    let why: Vec<&str> = intake.refusals.iter().map(|it| it.why.as_str()).collect();
    assert_eq!(why.len(), 2, "{why:?}");
    assert!(why.iter().all(|why| why.contains("at most 65536 are read")), "{why:?}");
    assert_eq!((intake.refusals[0].place.as_str(), intake.refusals[1].place.as_str()), ("row 3", "row 5"));
    assert!(intake.refused_file.len() < 1_000, "what could not be read again is not kept");
}

#[test]
fn a_table_of_refused_rows_alone_is_refused_whole() {
    let row = format!("7,{},2026-11-03,60\n", "y".repeat(60_000));
    let text = format!("{HEADER}{}", row.repeat(super::REFUSED_BYTES / 60_000 + 1));
    let fault = read(text.as_bytes(), &mapping(), &wanted()).expect_err("too much of it is refused");
    let FileFault { why, help } = fault;
    assert!(why.contains("more than 64 MB of its rows are refused"), "{why}");
    assert!(help.contains("mend the mapping"), "{help}");
}
