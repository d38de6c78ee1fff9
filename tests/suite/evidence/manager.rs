//! What a manager is given: a page in one file, and a spreadsheet without a formula.

use bona::Exit;

use super::Desk;

#[test]
fn a_page_for_a_manager_is_one_file_without_a_request() {
    let desk = Desk::staffed();
    let ran = desk.evidence(&["page", "staff.html", "--as-at", "2026-11-20"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let html = String::from_utf8(desk.kept("staff.html").expect("it is written")).expect("UTF-8");
    for text in [
        "LGBT+ awareness: 1 of 4 have it, 2 late, 1 still in time; 1 need not have it.",
        "2 people; everybody has something to do.",
        "<strong>Jo Khan</strong> <span class=\"role\">Receptionist</span>",
        "LGBT+ awareness: late, it was due by 12 February 2025.",
        "3 people; 2 of them have nothing to do.",
        "<p class=\"lab\">Late</p><p class=\"who\"><strong>Jo Khan</strong>",
        "<li>Ivy Jones <span class=\"has\">LGBT+ awareness:",
    ] {
        assert!(html.contains(text), "{text}: {html}");
    }
    // What runs out within 30 days is something to do, and stands behind what is late.
    assert_eq!(desk.evidence(&["page", "staff.html", "--as-at", "2027-10-20"]).exit, Exit::Done);
    let html = String::from_utf8(desk.kept("staff.html").expect("it is written")).expect("UTF-8");
    assert!(html.find(">Late<") < html.find(">Within 30 days<") && html.contains("done again by"));
    for word in ["<script", "http://", "src=", "url("] {
        assert!(!html.contains(word), "{word}");
    }
}

/// A part of a spreadsheet of the made-up machine.
fn sheet(book: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(book)).expect("a zip");
    let mut part = zip.by_name(name).expect("the part is there");
    let mut text = String::new();
    std::io::Read::read_to_string(&mut part, &mut text).expect("UTF-8");
    text
}

#[test]
fn a_spreadsheet_for_a_manager_holds_texts_and_no_formulas() {
    let desk = Desk::staffed();
    let ran = desk.evidence(&["page", "staff.xlsx", "--as-at", "2026-11-20"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let book = desk.kept("staff.xlsx").expect("it is written");
    let texts = sheet(&book, "xl/sharedStrings.xml");
    for text in [
        "Jo Khan",
        "=Nurse",
        "missing",
        "LGBT+ awareness: 1 of 4 have it, 2 late, 1 still in time; 1 need not have it.",
    ] {
        assert!(texts.contains(&format!(">{text}<")), "{text}: {texts}");
    }
    for number in 1..=3 {
        let own = sheet(&book, &format!("xl/worksheets/sheet{number}.xml"));
        assert!(!own.contains("<f>") && !own.contains("<f "), "{own}");
    }
    assert!(!texts.contains(">2024-03-02<"), "a day is no text: {texts}");
    let listed = sheet(&book, "xl/worksheets/sheet3.xml");
    assert!(listed.contains("<v>45353</v>"), "2 March 2024 as spreadsheets count: {listed}");
    let styles = sheet(&book, "xl/styles.xml");
    assert!(styles.contains("formatCode=\"yyyy-mm-dd\""), "{styles}");
    let rows =
        |number: u8| sheet(&book, &format!("xl/worksheets/sheet{number}.xml")).matches("<row ").count();
    assert!(rows(2) < rows(3) && rows(2) > 1, "who has something to do, and everybody");
    assert_eq!(desk.evidence(&["page", "again.xlsx", "--as-at", "2026-11-20"]).exit, Exit::Done);
    assert_eq!(desk.kept("again.xlsx"), Some(book), "the same bytes");
}

/// A table that is wider than the terminal would be broken anywhere.
#[test]
fn a_list_that_is_wider_than_the_terminal_is_told_in_blocks() {
    let desk = Desk::staffed();
    let gaps = ["gaps", "--all", "--as-at", "2026-11-20"];
    let lines = [&gaps[..], &["matrix"], &["person", "0042"]];
    let wide = lines.map(|words| desk.evidence(words).out);
    assert!(wide[0].starts_with("who  ") && wide[1].starts_with("who  "), "{wide:?}");
    desk.machine().wide(200);
    assert_eq!(lines.map(|words| desk.evidence(words).out)[..2], wide[..2], "there is room");
    desk.machine().wide(60);
    let narrow = lines.map(|words| desk.evidence(words).out);
    let jo = "Jo Khan\n  role            Receptionist\n  place           Front Hall\n  \
              requirement     LGBT+ awareness\n  how they stand  missing since 2025-02-12\n  last            never\n\n";
    assert!(narrow[0].contains(jo), "{}", narrow[0]);
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&narrow[2]), words(&wide[2]), "nothing is lost");
    let long = narrow[2].lines().filter(|line| 60 < line.chars().count());
    assert_eq!(long.collect::<Vec<_>>(), Vec::<&str>::new());
}
