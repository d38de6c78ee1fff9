//! What an author sees: the exact text of every fault, `new`, `explain`, help.

use std::path::Path;

use bona::Exit;
use bona_engine::rule::Rule;
use bona_tests::{TESTS, Workbench, read_folder};

/// A changed word shows in review.
fn snapshot(name: &str, text: &str) {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

/// Each broken course gives exactly the message in its snapshot.
#[test]
fn each_broken_course_has_its_message() {
    let fixtures = read_folder(&Path::new(TESTS).join("fixtures/broken"));
    let courses: Vec<String> = fixtures
        .keys()
        .filter(|path| path.ends_with("course.ron"))
        .filter_map(|path| Some(path.parent()?.to_string_lossy().into_owned()))
        .collect();
    assert!(courses.len() >= 10, "{} courses were judged", courses.len());
    for name in courses {
        let bench = Workbench::new().folder(&name, format!("fixtures/broken/{name}"));
        let ran = bench.run(&["check", &name]);
        assert_eq!(ran.exit, Exit::AtFault, "{name}");
        snapshot(&format!("broken_{name}"), &ran.whole());
    }
}

/// A sound course says so and nothing else.
#[test]
fn a_sound_course_is_ready() {
    let ran = Workbench::new()
        .folder("minimal", "fixtures/minimal")
        .run(&["check", "minimal", "--deny", "warnings"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{}", ran.out);
    assert!(ran.out.ends_with("ready to package\n"), "{}", ran.out);
}

/// What `new` makes checks clean of errors, for every template.
#[test]
fn new_courses_check_clean() {
    for template in ["minimal", "awareness", "scenario", "test"] {
        let bench = Workbench::new();
        let made = bench.run(&["new", "my_first", "--template", template]);
        assert_eq!(made.exit, Exit::Done, "{}", made.err);
        let ran = bench.run(&["check", "my_first"]);
        assert_eq!(ran.exit, Exit::Done, "{template}: {}", ran.out);
        let again = bench.run(&["new", "my_first"]);
        assert_eq!(again.exit, Exit::World);
        assert!(again.err.contains("already there, and nothing in it was touched"), "{}", again.err);
    }
}

/// On a narrow console words stay whole, and so does what is to be typed; elsewhere nothing is broken.
#[test]
fn a_narrow_console_breaks_messages_between_words() {
    for name in ["many_faults", "twelve_faults"] {
        let on = |columns| {
            let bench = Workbench::new().folder(name, format!("fixtures/broken/{name}"));
            bench.columns(columns).run(&["check", name]).out
        };
        let (narrow, wide) = (on(60), on(200));
        let helps = |out: &str| out.lines().filter(|line| line.contains("= help: ")).count();
        assert!(helps(&wide) > 2 && helps(&narrow) == helps(&wide), "{name}: {narrow}");
        // Marks have their words behind them, and a piece to be typed may be wider than the console.
        let loose = |line: &&str| !line.contains('^') && !line.contains('`') && !line.ends_with("is there.");
        let long = narrow.lines().filter(loose).find(|line| line.chars().count() > 60);
        assert_eq!(long, None, "{name}");
        let typed = |out: &str| {
            out.lines()
                .filter(|line| line.contains("= help: "))
                .any(|line| line.matches('`').count() % 2 == 1)
        };
        assert!(!typed(&narrow), "{name}: {narrow}");
        // Put together again, each message is the same.
        let joined = |out: &str| out.split_whitespace().collect::<Vec<_>>().join(" ");
        let heads = wide.lines().filter(|line| line.starts_with("error[") || line.starts_with("warning["));
        for head in heads {
            assert!(joined(&narrow).contains(&joined(head)), "{name}: {head}");
        }
    }
}

/// What is wrong is explained before what is only doubtful, wherever it stands.
#[test]
fn the_last_line_names_the_rule_of_an_error() {
    let cy = std::fs::read_to_string(format!("{TESTS}/fixtures/three_languages/languages/cy.ron"));
    let cy =
        cy.expect("the fixture is there").replace("reviewed: \"2026-11-20\"", "reviewed: \"2999-11-20\"");
    let bench = Workbench::new().folder("three_languages", "fixtures/three_languages");
    let out = bench.file("three_languages/languages/cy.ron", cy).run(&["check", "three_languages"]).out;
    assert!(out.starts_with("warning[") && out.contains("error[review-day]"), "{out}");
    assert!(out.ends_with("`bona explain review-day` says why a rule is there.\n"), "{out}");
}

/// The forms of one fault; the form for people stands among the broken courses.
#[test]
fn one_fault_in_every_form() {
    let bench = Workbench::new().folder("unknown_field", "fixtures/broken/unknown_field");
    snapshot("short", &bench.run(&["check", "unknown_field", "--output", "short"]).whole());
    snapshot("json", &bench.run(&["check", "unknown_field", "--output", "json"]).whole());
    snapshot("sarif", &bench.run(&["check", "unknown_field", "--output", "sarif"]).whole());
}

/// Files that are no text, too large, missing, or no course at all.
#[test]
fn files_that_cannot_be_read_are_named() {
    let minimal = || Workbench::new().folder("minimal", "fixtures/minimal");
    let cases = [
        ("windows", minimal().file("minimal/course.ron", b"Course(\n  title: \"Caf\xE9\")")),
        ("too_large", minimal().file("minimal/course.ron", vec![b' '; 100_000_000])),
        ("deep", minimal().file("minimal/course.ron", "(".repeat(100_000))),
        ("empty", minimal().file("minimal/course.ron", "")),
        ("nothing", Workbench::new().file("minimal/readme.txt", "no course here")),
    ];
    for (name, bench) in cases {
        let ran = bench.run(&["check", "minimal"]);
        assert_eq!(ran.exit, Exit::AtFault, "{name}: {}{}", ran.out, ran.err);
        snapshot(&format!("unreadable_{name}"), &ran.whole());
    }
    for (name, folder) in [("absent", "nowhere"), ("a_file", "minimal/course.ron")] {
        let ran = minimal().run(&["check", folder]);
        assert_eq!(ran.exit, Exit::World, "{name}");
        snapshot(&format!("unreadable_{name}"), &ran.whole());
    }
}

/// Every rule is explained, and a misspelt one is guessed.
#[test]
fn explain_knows_every_rule() {
    let bench = Workbench::new();
    for rule in Rule::ALL {
        let ran = bench.run(&["explain", rule.entry().code]);
        assert!(ran.exit == Exit::Done && ran.out.contains("Wrong:"), "{rule}");
    }
    snapshot("explain_one", &bench.run(&["explain", "duplicate-id"]).whole());
    snapshot("explain_all", &bench.run(&["explain"]).whole());
    snapshot("explain_misspelt", &bench.run(&["explain", "duplicat-id"]).whole());
}

/// Help teaches, and its words are looked at when they change.
#[test]
fn help_teaches() {
    let bench = Workbench::new();
    snapshot("help", &bench.run(&["--help"]).whole());
    for command in [
        "new",
        "check",
        "fmt",
        "explain",
        "package",
        "preview",
        "graph",
        "report",
        "evidence",
        "certificate",
        "completions",
    ] {
        // Only where it is built in can a store have an address.
        let name = match command {
            "evidence" if cfg!(feature = "postgres") => "help_evidence_postgres".to_owned(),
            _ => format!("help_{command}"),
        };
        snapshot(&name, &bench.run(&[command, "--help"]).whole());
    }
    snapshot("help_nothing", &bench.run(&[]).whole());
    snapshot("help_misspelt", &bench.run(&["chekc", "x"]).whole());
}

/// Where a store can have no such address, what to do is said, and no password that stands in it.
#[test]
fn an_address_that_is_none_for_a_store_is_refused() {
    let (named, why) = match cfg!(feature = "postgres") {
        true => ("mysql://a:s3cret@db/x", "it may be postgres://USER@HOST/DATABASE"),
        false => ("postgres://a:s3cret@db/x", "this program was built without PostgreSQL"),
    };
    let ran = Workbench::new().run(&["evidence", "verify", "--store", named]);
    let said = ran.whole();
    assert_eq!(ran.exit, Exit::World, "{said}");
    assert!(said.contains(why) && !said.contains("s3cret"), "{said}");
}

/// Completions for each shell name every command.
#[test]
fn completions_name_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = Workbench::new().run(&["completions", shell]);
        assert_eq!(ran.exit, Exit::Done);
        for command in ["new", "check", "fmt", "explain", "package", "preview"] {
            assert!(ran.out.contains(command), "{shell}: {command}");
        }
    }
}

/// Each scene is a file; Mermaid's text goes to the console; a misspelt module is guessed.
#[test]
fn scenes_are_drawn() {
    let bench = Workbench::new().folder("sound", "fixtures/sound");
    let ran = bench.run(&["graph", "sound"]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Done, "dist/sound-sam_comes.svg\n"), "{}", ran.err);
    let svg = bench.files()[Path::new("dist/sound-sam_comes.svg")].clone();
    assert!(svg.starts_with(b"<?xml") && svg.ends_with(b"</svg>\n"));
    snapshot("graph_mermaid", &bench.run(&["graph", "sound", "--output", "mermaid"]).whole());
    let ran = bench.run(&["graph", "sound", "--module", "oen"]);
    assert_eq!(ran.exit, Exit::World);
    assert!(ran.err.contains("there is no module `oen`; did you mean `one`?"), "{}", ran.err);
    let ran = Workbench::new().folder("minimal", "fixtures/minimal").run(&["graph", "minimal"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, "minimal has no scene to draw\n"));
}

/// Two courses beside one house, in which lies what is not read.
fn sharing() -> Workbench {
    Workbench::new()
        .folder("courses/guessed", "fixtures/guessed")
        .folder("courses/minimal", "fixtures/minimal")
        .file("courses/house/variable.ron", "[]")
        .file("courses/README.md", "Two courses.")
}

/// How many lines of two courses in short name a file.
fn naming(bench: &Workbench, file: &str) -> usize {
    let ran = bench.run(&["check", "courses/guessed", "courses/minimal", "--output", "short"]);
    ran.out.lines().filter(|line| line.starts_with(file)).count()
}

#[test]
fn what_is_told_of_a_house_that_courses_share_is_told_once() {
    let bench = sharing();
    let alone = bench.run(&["check", "courses/minimal", "--output", "short"]);
    assert!(alone.out.contains("courses/house/variable.ron: warning[file-not-read]"), "{}", alone.out);
    assert_eq!(naming(&bench, "courses/house/variable.ron"), 1);
    // Where each has a house of its own, each is told of.
    let bench = ["guessed", "minimal"]
        .into_iter()
        .fold(sharing(), |bench, course| bench.file(&format!("courses/{course}/house/variable.ron"), "[]"));
    for course in ["guessed", "minimal"] {
        assert_eq!(naming(&bench, &format!("courses/{course}/house/variable.ron")), 1, "{course}");
    }
}

#[test]
fn a_folder_of_courses_is_answered_with_the_courses_in_it() {
    let bench = sharing();
    for command in ["check", "package", "preview"] {
        let ran = bench.run(&[command, "courses"]);
        assert_eq!(ran.exit, Exit::World, "{command}: {}", ran.out);
        assert_eq!(
            ran.err,
            "error: `courses` is no course, and courses stand in it; give those that you mean: \
             `courses/guessed`, `courses/minimal`\n",
            "{command}"
        );
    }
    let ran = bench.run(&["check", "courses/minimal", "courses/README.md"]);
    assert_eq!(ran.err, "error: `courses/README.md` is a file; give folders of courses alone\n");
}

/// A house that no course uses yet has nothing that is unused.
#[test]
fn a_folder_without_a_course_is_told_that_alone() {
    let bench = Workbench::new()
        .file("mine/house/variables.ron", "[Variable(id: \"desk_lead\", ask: \"Who?\", example: \"Sam\")]");
    let ran = bench.run(&["check", "mine", "--output", "short"]);
    assert!(ran.out.contains("there is no `course.ron`") && ran.out.lines().count() == 1, "{}", ran.out);
}
