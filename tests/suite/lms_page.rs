//! docs/lms.md: what it says of packages is what the packages themselves say, its commands run, and nothing in it is
//! told as tried that nobody tried.
//!
//! Parts between marks are made from the admin sheets of real packages. To bring them up to date after a change:
//! `BONA_WRITE_DOCS=1 cargo test -p bona-tests lms_page`.

use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use bona::Exit;
use bona_packager::{Archive, PROFILES, Profile, STANDARDS};
use bona_tests::Workbench;

/// How the made-up course completes, as written in its course.ron.
const DECIDES: &str = "completion: PagesAndTest";
/// What every sheet says of later; the page says it once.
const KEEP: &str = "Keep this zip.";
/// What an empty row of the field reports says.
const NOBODY: &str = "nobody has told us yet";

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a root").join("docs/lms.md");
    fs::read_to_string(path).expect("docs/lms.md is there")
}

/// A course with a test, as `bona new` makes it, that completes in one way.
fn bench(completion: &str) -> Workbench {
    let bench = Workbench::new();
    let ran = bench.run(&["new", "my_course", "--template", "test"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let file = Path::new("my_course/course.ron");
    let text = String::from_utf8(bench.files()[file].clone()).expect("UTF-8");
    assert!(text.contains(DECIDES), "{text}");
    let address = "address: \"https://training.your-trust.nhs.uk/my_course\",\n    ";
    let text = text.replacen(DECIDES, &format!("{address}{completion}"), 1);
    bench.machine().put("my_course/course.ron", text.as_bytes());
    bench
}

/// A file of the one package that a command makes.
fn read(bench: &Workbench, arguments: &[&str], name: &str) -> String {
    let out = format!("out/{}", arguments.join("_"));
    let ran = bench.run(&[&["package"], arguments, &["--out", &out]].concat());
    assert_eq!(ran.exit, Exit::Done, "{arguments:?}: {}", ran.whole());
    let files = bench.files();
    let (_, zip) = files
        .iter()
        .find(|(path, _)| path.starts_with(&out) && !path.ends_with(".bona-cache"))
        .expect("a package");
    let mut archive = Archive::open(io::Cursor::new(zip.clone())).expect("a zip");
    let bytes = archive.read(name, 1_000_000).expect("it is in the package");
    String::from_utf8(bytes).expect("UTF-8")
}

fn sheet(bench: &Workbench, format: &str, profile: &str) -> String {
    read(bench, &["my_course", "--format", format, "--profile", profile], "readme-lms.txt")
}

/// The items of a part of a sheet, each on one line and without its number or box; none where there is no such part.
fn items(sheet: &str, title: &str) -> Vec<String> {
    let head = format!("{title}\n{}\n\n", "-".repeat(title.chars().count()));
    let Some((_, rest)) = sheet.split_once(&head) else { return Vec::new() };
    let lines: Vec<&str> = rest.lines().collect();
    let under = |line: &str| line.starts_with("--") && line.chars().all(|sign| sign == '-');
    let end = lines.iter().position(|line| under(line)).map_or(lines.len(), |at| at - 1);
    let body = lines[..end].join("\n");
    // What leads into a part is a paragraph of its own.
    let body = body.trim_end().rsplit("\n\n").next().unwrap_or_default();
    let mut items: Vec<String> = Vec::new();
    for line in body.lines() {
        let words = line.trim();
        match items.last_mut().filter(|_| line.starts_with(' ')) {
            Some(last) => *last = format!("{last} {words}"),
            None => {
                let bare = words.strip_prefix("[ ] ").unwrap_or(words);
                let numbered = bare.split_once(". ").filter(|(number, _)| number.parse::<u8>().is_ok());
                items.push(numbered.map_or(bare, |(_, words)| words).to_owned());
            }
        }
    }
    items
}

/// What two sheets say: once where they agree, and else with what decides between them.
fn both(judged: &[String], plain: &[String]) -> Vec<String> {
    let mut said = Vec::new();
    let mut rest: Vec<&String> = plain.iter().filter(|one| !judged.contains(one)).collect();
    for one in judged {
        if plain.contains(one) {
            said.push(one.clone());
            continue;
        }
        said.push(format!("Where a test decides: {one}"));
        if !rest.is_empty() {
            said.push(format!("Where none does: {}", rest.remove(0)));
        }
    }
    said.extend(rest.into_iter().map(|one| format!("Where no test decides: {one}")));
    said
}

/// Steps, boxes and what comes later for a package, as lists.
fn steps(format: &str, profile: &str) -> String {
    let sheets = [DECIDES, "completion: Pages"].map(|how| sheet(&bench(how), format, profile));
    let mut out = String::new();
    for (title, sign) in [("To begin", ""), ("To tick", "- [ ]"), ("Later", "-")] {
        let [judged, plain] = [0, 1].map(|at| items(&sheets[at], title));
        assert!(!judged.is_empty(), "{format} {profile}: {title}");
        let said = both(&judged, &plain);
        let own: Vec<&String> = said.iter().filter(|one| !one.starts_with(KEEP)).collect();
        if !own.is_empty() {
            writeln!(out, "{title}:\n").expect("a string");
            for (number, one) in (1..).zip(own) {
                let sign = if sign.is_empty() { format!("{number}.") } else { sign.to_owned() };
                writeln!(out, "{sign} {one}").expect("a string");
            }
            out.push('\n');
        }
    }
    out
}

/// A row of a table: no stroke of its own may end a cell.
fn row(cells: &[&str]) -> String {
    assert!(cells.iter().all(|cell| !cell.contains('|')), "{cells:?}");
    format!("| {} |\n", cells.join(" | "))
}

/// What an LMS is told, for each way in which a course completes.
fn statuses() -> String {
    let title = "What the LMS is told, and when";
    let ways = [
        ("every page", "completion: Pages"),
        ("the test", "completion: Test"),
        ("every page and the test", DECIDES),
    ];
    let mut out = row(&["the course is done by", "told", "when"]) + &row(&["---", "---", "---"]);
    for (name, how) in ways {
        let sheet = sheet(&bench(how), "scorm12", "universal");
        for item in items(&sheet, title) {
            let (told, when) = item.split_once(": ").expect("a label and words");
            out += &row(&[name, &format!("`{told}`"), when]);
        }
    }
    let two = sheet(&bench(DECIDES), "scorm2004-3", "universal");
    let two =
        items(&two, title).into_iter().find_map(|item| item.strip_prefix("two words: ").map(str::to_owned));
    let failed: Vec<&str> = PROFILES
        .iter()
        .filter(|profile| profile.takes("scorm12"))
        .filter(|profile| {
            let told = items(&sheet(&bench(DECIDES), "scorm12", profile.name), title);
            told.iter().any(|item| item.starts_with("failed: "))
        })
        .map(|profile| profile.title)
        .collect();
    let used_up = format!(
        "Only in packages for {} is a test that was never passed told as `failed`; everywhere else it stays `incomplete`, \
         since some systems lock a course that was failed.",
        failed.join(" and ")
    );
    format!("{out}\n{}\n\n{used_up}\n\n", two.expect("a sentence on the two words"))
}

/// What a record store is told.
fn statements() -> String {
    let mut out = row(&["the course is done by", "statement", "when"]) + &row(&["---", "---", "---"]);
    let mut moves = Vec::new();
    for (name, how) in [
        ("every page", "completion: Pages"),
        ("the test", "completion: Test"),
        ("every page and the test", DECIDES),
    ] {
        let bench = bench(how);
        for item in items(&sheet(&bench, "cmi5", "universal"), "What the store is told, and when") {
            let (told, when) = item.split_once(": ").expect("a label and words");
            out += &row(&[name, &format!("`{told}`"), when]);
        }
        let xml = read(&bench, &["my_course", "--format", "cmi5"], "cmi5.xml");
        let (_, rest) = xml.split_once("moveOn=\"").expect("it is always written");
        moves.push(format!("{name}: `{}`", rest.split('"').next().unwrap_or_default()));
    }
    format!("{out}\nA cmi5 system counts the course as done by its `moveOn`: {}.\n\n", moves.join("; "))
}

/// The page with every part between marks made anew.
fn made(page: &str) -> String {
    let mut out = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("<!-- made: ") {
        let (what, body) = after.split_once(" -->\n").expect("a mark has an end");
        let (_, next) = body.split_once("<!-- /made -->").expect("what is made ends with a mark");
        let words: Vec<&str> = what.split(' ').collect();
        let text = match words[..] {
            ["statuses"] => statuses(),
            ["statements"] => statements(),
            [format, profile] => steps(format, profile),
            _ => panic!("nobody makes `{what}`"),
        };
        write!(out, "{before}<!-- made: {what} -->\n\n{text}<!-- /made -->").expect("a string");
        rest = next;
    }
    out + rest
}

#[test]
fn the_page_for_administrators_says_what_the_packages_say() {
    let found = page();
    let text = made(&found);
    if std::env::var_os("BONA_WRITE_DOCS").is_some() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a root");
        fs::write(root.join("docs/lms.md"), &text).expect("docs/ can be written");
        return;
    }
    let differs = found.lines().zip(text.lines()).position(|(found, made)| found != made);
    assert!(found == text, "docs/lms.md is not what the packages say (first at line {differs:?}, from 0)");
}

/// Each command of the page makes a package, and each system and format that has a sheet has its command.
#[test]
fn the_commands_on_the_page_make_packages() {
    let page = page();
    let commands: Vec<&str> =
        page.lines().filter(|line| line.starts_with("bona package my_course")).collect();
    let bench = bench(DECIDES);
    for command in &commands {
        let arguments: Vec<&str> = command.split(' ').skip(1).collect();
        let ran = bench.run(&arguments);
        assert_eq!(ran.exit, Exit::Done, "{command}: {}", ran.whole());
    }
    let has = |format: &str, profile: &str| {
        page.contains(&format!("<!-- made: {format} {profile} -->\n"))
            && commands.contains(&command(format, profile).as_str())
    };
    for Profile { name, .. } in PROFILES {
        assert!(
            STANDARDS.iter().any(|standard| has(standard.name(), name)),
            "no command for profile `{name}`"
        );
    }
    for standard in STANDARDS.iter().filter(|standard| standard.is_played() && standard.extension() == "zip")
    {
        let known = PROFILES.iter().any(|profile| has(standard.name(), profile.name));
        assert!(known, "no command for format `{}`", standard.name());
    }
    assert!(!has("scorm12", "nobodys"), "the canary");
    assert!(commands.len() >= 12, "{} commands", commands.len());
}

/// A command as the page writes it: what is as by default is left out.
fn command(format: &str, profile: &str) -> String {
    let chosen = |name: &str, value: &str, usual: &str| {
        if value == usual { String::new() } else { format!(" --{name} {value}") }
    };
    format!(
        "bona package my_course{}{}",
        chosen("format", format, "scorm12"),
        chosen("profile", profile, "universal")
    )
}

/// What is wrong with a table of field reports: a row is empty and says so, or says all of what was tried.
fn report_faults(page: &str) -> Vec<String> {
    let (_, rest) = page.split_once("\n## Field reports\n").expect("the part of that name");
    let part = rest.split_once("\n## ").map_or(rest, |(own, _)| own);
    let rows: Vec<Vec<&str>> = part
        .lines()
        .filter(|line| line.starts_with("| "))
        .skip(1)
        .filter(|line| !line.starts_with("| ---"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let day = |text: &str| {
        text.len() == 10 && text.split('-').map(str::len).eq([4, 2, 2]) && !text.contains(char::is_alphabetic)
    };
    let empty =
        |row: &[&str]| row[2..].iter().all(|cell| *cell == NOBODY || cell.is_empty()) && row[2] == NOBODY;
    let told = |row: &[&str]| row[2..].iter().all(|cell| !cell.is_empty() && *cell != NOBODY) && day(row[4]);
    let mut faults: Vec<String> = rows
        .iter()
        .filter(|row| row.len() != 6 || !(empty(row) || told(row)))
        .map(|row| row.join(" | "))
        .collect();
    if rows.len() < PROFILES.len() {
        faults.push(format!("{} rows", rows.len()));
    }
    faults
}

/// Nothing is called tried without who, when, which version, and what came of it.
#[test]
fn a_field_report_is_whole_or_empty() {
    let page = page();
    assert_eq!(report_faults(&page), Vec::<String>::new());
    let row =
        page.lines().find(|line| line.contains(NOBODY) && line.starts_with("| ")).expect("an empty row");
    let half = row.replacen(NOBODY, "5.0", 1);
    assert_eq!(report_faults(&page.replacen(row, &half, 1)).len(), 1, "{half}");
    let whole = "| Moodle | scorm12, moodle | 5.0 | a trust | 2026-12-01 | passed |";
    assert!(report_faults(&page.replacen(row, whole, 1)).is_empty());
    let undated = "| Moodle | scorm12, moodle | 5.0 | a trust | last week | passed |";
    assert_eq!(report_faults(&page.replacen(row, undated, 1)).len(), 1);
}

/// Whoever looks for what a learner saw finds it: the player's words stand on the page as the player says them.
#[test]
fn what_learners_see_is_quoted_as_the_player_says_it() {
    let page = page();
    let (_, rest) = page.split_once("\n## When it goes wrong\n").expect("the part of that name");
    let part = rest.split_once("\n## ").map_or(rest, |(own, _)| own);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a root");
    let words = fs::read_to_string(root.join("packager/words/en-GB.ftl")).expect("the player's words");
    let said = |quoted: &str| {
        words.lines().any(|line| line.split_once(" = ").is_some_and(|(_, own)| own.contains(quoted)))
    };
    let mut judged = 0;
    for quoted in part.split('“').skip(1).filter_map(|text| text.split_once('”')).map(|(quoted, _)| quoted)
    {
        assert!(said(quoted), "the player does not say “{quoted}”");
        judged += 1;
    }
    assert!(!said("Your answers are lost"), "the canary");
    assert!(judged >= 5, "{judged} quotations");
}
