//! What is said in time: a file about something else, a proposal that waits for an answer, whose word a record repeats.

use bona::Exit;
use bona_tests::Workbench;

use super::{Desk, PACKAGE};
use crate::zips::repacked;

#[test]
fn a_package_that_was_changed_says_nothing_of_a_course() {
    let desk = Desk::filled();
    let bench = Workbench::new().folder("sound", "fixtures/sound");
    let packaged = bench.run(&["package", "sound"]);
    assert_eq!(packaged.exit, Exit::Done, "{}", packaged.err);
    let made = bench
        .files()
        .into_iter()
        .find(|(path, _)| path.extension().is_some_and(|it| it == "zip"))
        .expect("a package")
        .1;
    let import = |package: Vec<u8>| {
        desk.machine().put("other.zip", &package);
        desk.import("moodle.csv", &["--package", "other.zip"])
    };
    let same = import(repacked(&made, |name, bytes| Some((name.to_owned(), bytes))));
    assert!(
        same.err.contains("no activity is called `A sound course`"),
        "packed anew it is the same: {}",
        same.whole()
    );
    let refused = [
        (
            repacked(&made, |name, mut bytes| {
                if name == "index.html" {
                    bytes.push(b' ');
                }
                Some((name.to_owned(), bytes))
            }),
            "`index.html` in it is another file than when the package was made",
        ),
        (
            repacked(&made, |name, bytes| (name != "player.css").then(|| (name.to_owned(), bytes))),
            "player.css",
        ),
        (
            repacked(&made, |name, bytes| Some((format!("sound/{name}"), bytes))),
            "holds the package one level deeper (`sound/course-evidence.json`)",
        ),
    ];
    for (package, said) in refused {
        let ran = import(package);
        assert_eq!(ran.exit, Exit::World, "{}", ran.whole());
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
    }
}

#[test]
fn a_file_that_is_about_something_else_says_so_and_is_at_fault() {
    let desk = Desk::filled();
    let read = |name: &str| String::from_utf8(desk.kept(name).expect("a fixture")).expect("UTF-8");
    let other = read("run_time.json").replace("ITEM_first_contact_main", "I");
    desk.machine().put("other.json", other.as_bytes());
    let before = desk.size();
    for apply in [&[][..], &["--apply"]] {
        let ran = desk.import("other.json", &[&["--package", PACKAGE], apply].concat());
        assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
        assert!(ran.err.contains("nothing in it is about `first_contact`"), "{}", ran.err);
        assert!(
            ran.err.contains("the first about `I`") && ran.err.contains("`ITEM_first_contact_main`"),
            "{}",
            ran.err
        );
    }
    let mapping = r#"(format: 1, who: StaffNumber("No"), name: [], course: (column: "Course", is: ["First contact"]), when: (column: "Day", order: YearFirst))"#;
    desk.machine().put("m.ron", mapping.as_bytes());
    let table = |course: &str| {
        desk.machine().put(
            "t.csv",
            format!("No,Course,Day\n0042,Fire safety,2026-11-03\n0043,{course},2026-11-03\n").as_bytes(),
        );
        desk.import("t.csv", &["--package", PACKAGE, "--kind", "table", "--mapping", "m.ron"])
    };
    let ran = table("First Contakt");
    assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
    assert!(
        ran.err.contains("its 2 rows are about others") && ran.err.contains("`is` of the mapping"),
        "{}",
        ran.err
    );
    assert_eq!(table("First contact").exit, Exit::Done, "one of them is enough");
    assert_eq!(desk.size(), before);
}

#[test]
fn what_a_proposal_leaves_open_is_asked_for_by_its_line() {
    let desk = Desk::filled();
    let mapping = "StaffMapping(\n    staff_number: \"No?\", // or \"Id\"?\n    role: ?, // which is it?\n    dates: ?,\n)";
    desk.machine().put("staff.ron", mapping.as_bytes());
    let ran = desk.staff("No?,Role\n0042,Nurse\n", &[]);
    assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
    for said in ["staff.ron:3: `role: ?` waits for an answer", "staff.ron:4: `dates: ?` waits for an answer"]
    {
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
    }
    assert_eq!(ran.err.matches("waits for").count(), 2, "{}", ran.err);
}

#[test]
fn a_persons_records_say_what_was_observed_and_whose_word_it_is() {
    let desk = Desk::staffed();
    let sheet = "name,staff_number,competence,result,day\nAnn Byrne,0042,asks for a name,competent,2026-11-03\n\
                 Ann Byrne,0042,uses it,not yet,2026-11-04\n";
    desk.machine().put("o.csv", sheet.as_bytes());
    let observed =
        ["--kind", "observed", "--course", "first_contact", "--stated-by", "C. Manager", "--apply"];
    let ran = desk.import("o.csv", &observed);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let list = "Employee Number,First Name,Last Name,Job Title,Location,Assignment Category,Start Date,Termination Date\n\
                0042,Ann,Byrne,Matron,Ward 2,Permanent,07/12/2026,\n";
    let ran = desk.staff(list, &["--as-at", "2026-11-22", "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let ran = desk.evidence(&["person", "0042"]);
    for said in [
        "first_contact  competent: asks for a name  2026-11-03",
        "first_contact  not yet competent: uses it  2026-11-04",
        "whoever observed wrote `competent`",
        "the learning system said `",
        "Matron, Ward 2, employed, from 2026-12-07 on",
    ] {
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
    }
    assert!(!ran.out.contains("from 2026-12-07 to today"), "{}", ran.out);
}

#[test]
fn a_day_that_can_be_read_in_one_way_alone_is_not_said_to_be_two() {
    let desk = Desk::begun();
    for (day, why) in [
        ("32/11/2026", "is no day with its year in front"),
        ("25/11/2026", "is no day with its year in front"),
        ("03/11/2026", "could be more than one day"),
    ] {
        let sheet = format!("name,staff_number,competence,result,day\nAnn,0042,asks,competent,{day}\n");
        desk.machine().put("o.csv", sheet.as_bytes());
        let ran = desk.import(
            "o.csv",
            &["--kind", "observed", "--course", "first_contact", "--stated-by", "C. Manager"],
        );
        assert!(ran.err.contains(&format!("`{day}` {why}")), "{}", ran.whole());
    }
}
