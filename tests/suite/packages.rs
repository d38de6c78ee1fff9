//! Packages: whole or absent, the same bytes wherever they are made, and the house that goes into the program.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bona::Exit;
use bona_tests::{TESTS, Workbench, read_folder};

const FORMATS: &str = "scorm12,scorm2004-3,scorm2004-4,html";
/// Every format that packs any course.
const EVERY: &str = "scorm12,scorm2004-3,scorm2004-4,aicc,html,html-single,cc11,cc13,moodle-xml,gift";

fn sound() -> Workbench {
    Workbench::new().folder("sound", "fixtures/sound")
}

fn first_contact() -> Workbench {
    let bench = Workbench::new().folder("courses/first_contact", "../courses/first_contact");
    bench.folder("courses/house", "../courses/house")
}

fn packages(bench: &Workbench) -> BTreeMap<PathBuf, Vec<u8>> {
    let notes = Path::new("dist/.bona-cache");
    bench.files().into_iter().filter(|(path, _)| path.starts_with("dist") && path != notes).collect()
}

/// The file names are fixed: course, edition, format, profile where it is not the default, and the draft mark.
#[test]
fn packages_have_their_names() {
    let bench = sound();
    let ran = bench.run(&["package", "sound", "--format", FORMATS]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let ran = bench.run(&["package", "sound", "--profile", "esr"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let names: Vec<String> = packages(&bench).keys().map(|path| path.display().to_string()).collect();
    let expected = [
        "dist/sound-1.0.0-html-draft.zip",
        "dist/sound-1.0.0-scorm12-draft.zip",
        "dist/sound-1.0.0-scorm12-esr-draft.zip",
        "dist/sound-1.0.0-scorm2004-3-draft.zip",
        "dist/sound-1.0.0-scorm2004-4-draft.zip",
    ];
    assert_eq!(names, expected);
}

/// One byte's difference would make every record of which package was played uncertain.
#[test]
fn packages_are_the_same_however_they_are_made() {
    let made = |jobs: &str| {
        let bench = sound();
        let ran = bench.run(&["package", "sound", "--format", FORMATS, "--jobs", jobs]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        packages(&bench)
    };
    let one = made("1");
    assert_eq!(one.len(), 4);
    assert_eq!(one, made("8"));
}

/// A course at fault makes no package, not even of the courses beside it.
#[test]
fn a_course_at_fault_makes_no_package() {
    let bench = sound().folder("pass_mark", "fixtures/broken/pass_mark");
    let ran = bench.run(&["package", "sound", "pass_mark"]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::AtFault, ""));
    assert!(ran.err.ends_with("no package was made.\n"), "{}", ran.err);
    assert!(packages(&bench).is_empty());
}

/// A disk that is full at any byte: exit value 2, the file named, and nothing half-written.
#[test]
fn a_full_disk_leaves_nothing() {
    let whole = {
        let bench = sound();
        bench.run(&["package", "sound"]);
        packages(&bench).into_values().next().expect("a package was made").len()
    };
    for room in [0, 1, 100, 4_096, whole / 2, whole - 1] {
        let bench = sound().room(room as u64);
        let ran = bench.run(&["package", "sound"]);
        assert_eq!(ran.exit, Exit::World, "{room} of {whole}: {}", ran.err);
        assert!(ran.err.contains("No space left on device"), "{}", ran.err);
        assert!(packages(&bench).is_empty(), "{room} of {whole}");
    }
    let bench = sound().room(whole as u64);
    assert_eq!(bench.run(&["package", "sound"]).exit, Exit::Done, "what fits is written");
}

/// What is misspelt is guessed.
#[test]
fn formats_and_profiles_are_guessed() {
    for (option, word, meant) in [("--format", "scrom12", "scorm12"), ("--profile", "mooodle", "moodle")] {
        let ran = sound().run(&["package", "sound", option, word]);
        assert_eq!(ran.exit, Exit::World);
        assert!(ran.err.contains(&format!("did you mean `{meant}`?")), "{}", ran.err);
    }
}

/// What we ship checks without an error, and becomes every format.
#[test]
fn the_first_course_is_packaged() {
    let bench = first_contact();
    let ran = bench.run(&["check", "courses/first_contact"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.out);
    let ran = bench.run(&["package", "courses/first_contact", "--format", EVERY]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert_eq!(packages(&bench).len(), EVERY.split(',').count());
}

/// A kind of system gets no format of which it hears nothing, and the author hears what to write.
#[test]
fn a_system_gets_no_format_that_it_does_not_take() {
    for (format, profile, takes) in [
        ("scorm2004-4", "esr", "scorm12"),
        ("cmi5", "openedx", "scorm12"),
        ("scorm12", "aicc", "aicc"),
        ("scorm12", "host", "html"),
    ] {
        let bench = sound();
        let ran = bench.run(&["package", "sound", "--format", format, "--profile", profile]);
        assert_eq!(ran.exit, Exit::World, "{}", ran.out);
        let words =
            format!("takes no `{format}`; write `--format {takes}`, or leave out `--profile {profile}`");
        assert!(ran.err.contains(&words), "{}", ran.err);
        assert!(packages(&bench).is_empty());
    }
}

/// A page that frames a course is named as its browser names it, or refused with what to write.
#[test]
fn pages_that_frame_a_course_are_named_by_their_origins() {
    let bench = sound();
    let framed = ["package", "sound", "--format", "html", "--profile", "host"];
    let host = |origins| bench.run(&[framed.as_slice(), &["--host", origins]].concat());
    let odd = host("https://portal.example/lms");
    assert_eq!(odd.exit, Exit::World, "{}", odd.out);
    assert!(odd.err.contains("`https://portal.example/lms` is not how a browser names"), "{}", odd.err);
    let other = bench.run(&["package", "sound", "--host", "https://portal.example"]);
    assert!(other.err.contains("write `--profile host`, not `universal`"), "{}", other.err);
    assert!(packages(&bench).is_empty());
    let ran = host("https://portal.example,http://localhost:8000");
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert_eq!(packages(&bench).keys().next(), Some(&"dist/sound-1.0.0-html-host-draft.zip".into()));
}

/// A course becomes a package for each module and one for its test; their names stand in the order in which they are
/// taken, and none of them is taken for the whole course.
#[test]
fn a_course_can_be_split_by_its_modules() {
    let bench = sound();
    let ran = bench.run(&["package", "sound", "--split", "modules", "--output", "json"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let names: Vec<String> = packages(&bench).keys().map(|path| path.display().to_string()).collect();
    let expected = [
        "dist/sound-1.0.0-1-one-scorm12-draft.zip",
        "dist/sound-1.0.0-2-kinds-scorm12-draft.zip",
        "dist/sound-1.0.0-3-test-scorm12-draft.zip",
    ];
    assert_eq!(names, expected);
    let told: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let of = |at: usize| told["packages"][at].clone();
    assert_eq!((&of(0)["part"], &of(0)["split"]["module"]), (&"module".into(), &"one".into()));
    assert_eq!(of(2)["split"], serde_json::json!({ "number": 3, "of": 3, "module": null }));
    for other in [["--part", "baseline"], ["--format", "gift"]] {
        let ran = bench.run(&[["package", "sound", "--split", "modules"].as_slice(), &other].concat());
        assert_eq!(ran.exit, Exit::World, "{}", ran.out);
        assert!(ran.err.contains("a package that is split cannot be made"), "{}", ran.err);
    }
    let ran = bench.folder("minimal", "fixtures/minimal").run(&["package", "minimal", "--split", "modules"]);
    assert!(ran.err.contains("has one module and nothing to split; leave out `--split`"), "{}", ran.err);
    let ran = first_contact().run(&["package", "courses/first_contact", "--split", "modules"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let lost = |line: &&str| line.contains("` became words, since `");
    assert_eq!(ran.out.lines().filter(lost).count(), 2, "{}", ran.out);
}

/// What a format cannot say is printed, for people and for programs, and never dropped in silence.
#[test]
fn what_is_lost_is_printed() {
    let bench = first_contact();
    let ran = bench.run(&["package", "courses/first_contact", "--format", "gift"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert!(
        ran.out.contains("  not carried, or turned into something else:\n    course `first_contact`: "),
        "{}",
        ran.out
    );
    assert!(!ran.out.contains("a learner's place needs"), "{}", ran.out);
    let ran =
        bench.run(&["package", "courses/first_contact", "--format", "cc11,scorm12", "--output", "json"]);
    let told: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let [cartridge, played] = [&told["packages"][0], &told["packages"][1]];
    let scenes =
        cartridge["losses"].as_array().expect("a list").iter().filter(|loss| loss["what"] == "scene");
    assert!(0 < scenes.count() && cartridge["state"].is_null(), "{cartridge}");
    assert!(played["losses"].as_array().is_some_and(Vec::is_empty) && played["state"].is_u64(), "{played}");
}

/// Another file under a schema's name is refused by both sums; a format without schemas says so.
#[test]
fn a_schema_file_is_the_standards_own() {
    let names = ["adlcp_rootv1p2.xsd", "ims_xml.xsd", "imscp_rootv1p1p2.xsd", "imsmd_rootv1p2p1.xsd"];
    let bench = names.iter().fold(sound(), |bench, name| bench.file(&format!("xsd/{name}"), "<schema/>\n"));
    let ran = bench.run(&["package", "sound", "--control-documents", "xsd"]);
    assert_eq!(ran.exit, Exit::World, "{}", ran.err);
    let sum = "166397a1f52585caac857228cf2b10085a5d07c0612a3d55cb3ed108ce8b028a";
    assert!(
        ran.err.contains("in `xsd`, `adlcp_rootv1p2.xsd` is not the schema file of `scorm12`")
            && ran.err.contains(sum),
        "{}",
        ran.err
    );
    let ran = bench.run(&["package", "sound", "--format", "html,gift", "--control-documents", "xsd"]);
    assert_eq!(ran.exit, Exit::World, "{}", ran.err);
    let says = "no control documents go with `html`, `gift`; leave out `--control-documents`";
    assert!(ran.err.contains(says), "{}", ran.err);
}

/// The standard house inside the program is the one that stands with the courses.
#[test]
fn the_house_in_the_program_is_that_of_the_courses() {
    let shipped = read_folder(&Path::new(TESTS).join("../cli/house"));
    assert!(shipped.len() >= 2, "{} files", shipped.len());
    let courses = read_folder(&Path::new(TESTS).join("../courses/house"));
    for (path, bytes) in shipped {
        assert!(
            courses.get(&path) == Some(&bytes),
            "copy courses/house/{0} to cli/house/{0}",
            path.display()
        );
    }
}

/// What was meant to be the house is not passed over for the letters of its name.
#[test]
fn a_house_in_other_letters_is_named_and_not_passed_over() {
    let support = "[Support(id: \"own\", name: \"Ours\", about: \"For us.\", checked: \"2026-11-02\")]";
    for named in ["House", "HOUSE", "minimal/House"] {
        let bench = Workbench::new().folder("minimal", "fixtures/minimal");
        let ran = bench.file(&format!("{named}/support.ron"), support).run(&["check", "minimal"]);
        assert_eq!(ran.exit, Exit::World, "{}", ran.whole());
        let says = format!("{named}` is not read: a house is a folder called `house`, in small letters");
        assert!(ran.err.contains(&says), "{}", ran.err);
    }
    // A folder of that name with nothing of a house in it is somebody's own.
    let bench = Workbench::new().folder("minimal", "fixtures/minimal").file("House/photo.txt", "a house");
    assert_eq!(bench.run(&["check", "minimal"]).exit, Exit::Done);
}

/// Whatever a course asks, one page holds both scripts of the player, and a policy that lets this text run alone.
#[test]
fn every_course_carries_the_same_player() {
    let bench = Workbench::new().folder("kinds", "fixtures/kinds");
    let ran = bench.run(&["check", "kinds"]);
    assert_eq!(ran.exit, Exit::Done, "{}{}", ran.out, ran.err);
    let page = |bench: &Workbench, folder: &str| {
        let ran = bench.run(&["package", folder, "--format", "html-single"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        let (_, bytes) = packages(bench).into_iter().next().expect("one package");
        String::from_utf8(bytes).expect("a page is text")
    };
    let every = page(&bench, "kinds");
    for kind in ["matching", "groups", "ordering", "text", "number", "likert", "spot"] {
        assert!(every.contains(&format!("\"kind\":\"{kind}\"")), "{kind}");
    }
    let plain = page(&first_contact(), "courses/first_contact");
    let script = |page: &str| {
        let start = page.rfind("<script>").expect("the script stands in the page");
        let end = page[start..].find("</script>").expect("its end");
        page[start..start + end].to_owned()
    };
    // What shows Easy Read stands in front of it, in courses that have something in it.
    let player = script(&every).replacen("<script>", "", 1);
    assert!(script(&plain).ends_with(&player), "{}", script(&plain).len());
    assert!(script(&plain).contains("bona/easy") && !player.contains("bona/easy"));
    assert!(script(&every).len() > 30_000, "both scripts: {}", script(&every).len());
}

/// `--role` leaves out what is for others, is named in the file's name, and is asked of the course first.
#[test]
fn a_package_can_be_for_one_role() {
    let bench = Workbench::new().folder("reference", "fixtures/reference");
    let ran = bench.run(&["package", "reference", "--format", "html-single", "--role", "reception"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let (path, bytes) = packages(&bench).into_iter().next().expect("one package");
    let name = path.to_string_lossy();
    assert!(
        name.starts_with("dist/reference-") && name.ends_with("-reception-shared-pc-html-single-draft.html"),
        "{name}"
    );
    let page = String::from_utf8(bytes).expect("a page is text");
    assert!(!page.contains("data-page=\"telephone\"") && page.contains("data-page=\"words\""));
    for (args, said) in [
        (&["--role", "receptoin"][..], "did you mean `reception`?"),
        (&["--role", "reception", "--part", "baseline"], "is asked of everyone"),
    ] {
        let ran = bench.run(&[&["package", "reference"], args].concat());
        assert_eq!(ran.exit, Exit::World, "{}", ran.err);
        assert!(ran.err.contains(said), "{}", ran.err);
    }
    let ran = sound().run(&["package", "sound", "--role", "reception"]);
    assert!(ran.err.contains("the course `sound` has no roles"), "{}", ran.err);
}

/// `--shared-pc` makes of any course one for shared computers; its page and the file's name say so.
#[test]
fn a_package_can_be_for_shared_computers() {
    for (more, on) in [(&["--shared-pc"][..], true), (&[], false)] {
        let bench = Workbench::new().folder("team", "fixtures/team");
        let ran = bench.run(&[&["package", "team", "--format", "html-single"], more].concat());
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        let (path, bytes) = packages(&bench).into_iter().next().expect("one package");
        assert_eq!(path.to_string_lossy().contains("-shared-pc-"), on, "{}", path.display());
        let page = String::from_utf8(bytes).expect("a page is text");
        assert!(page.contains(&format!("\"shared_pc\":{on}")));
    }
}
