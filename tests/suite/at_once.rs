//! A long course, whose modules are checked at once, is told of exactly what a short one is told, whose modules are checked
//! one after the other: a comment of some length is all that lies between the two.

use std::path::Path;

use bona_tests::seeded::Seeded;
use bona_tests::{TESTS, Workbench, read_folder};

/// A file of a course by its path.
type File = (String, Vec<u8>);

/// Bytes from which modules are checked at once, and more.
const LONG: usize = 160 * 1024;
/// Damaged cases of each course.
const EACH: usize = 8;

/// A further module, which a comment makes as long as is wanted.
fn padding(long: bool) -> String {
    let comment = "// Nothing is said here, at some length.\n".repeat(if long { LONG / 40 } else { 1 });
    let module = r#"Module(id: "padding", title: "Padding", minutes: 1, pages: [
    Page(id: "padded_page", title: "A page of its own", blocks: [Text("Nothing much.")])])"#;
    format!("{comment}{module}\n")
}

/// What is said of a course, which is short or long.
fn told(name: &str, files: &[File], long: bool) -> String {
    let bench = Workbench::new().file(&format!("{name}/modules/padding.ron"), padding(long));
    let bench = files.iter().fold(bench, |bench, (path, bytes)| bench.file(&format!("{name}/{path}"), bytes));
    bench.run(&["check", name]).whole()
}

/// What is said of a course either way.
fn told_alike(name: &str, files: &[File], what: &str) -> String {
    let (short, long) = (told(name, files, false), told(name, files, true));
    assert!(short.contains("--- exit value") && short == long, "{what}\nshort:\n{short}\nlong:\n{long}");
    long
}

/// The texts and media of a fixture, with the further module in its list.
fn course(name: &str) -> Vec<File> {
    let files = read_folder(&Path::new(TESTS).join("fixtures").join(name));
    let named = files.into_iter().map(|(path, bytes)| (path.to_string_lossy().into_owned(), bytes));
    let files: Vec<File> = named.filter(|(path, _)| !path.starts_with("languages/")).collect();
    edited(&files, "course.ron", "modules: [", "modules: [\"padding\", ")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn edited(files: &[File], path: &str, from: &str, to: &str) -> Vec<File> {
    let mut files = files.to_vec();
    let (_, bytes) = files.iter_mut().find(|(own, _)| own == path).expect("the file is there");
    let before = text(bytes);
    assert!(before.contains(from), "{path} holds {from}");
    *bytes = before.replacen(from, to, 1).into();
    files
}

/// The sound course with a copy of its first module, in which every id has other letters in front.
fn doubled(letters: &str) -> Vec<File> {
    let mut files = course("sound");
    let (_, first) = files.iter().find(|(path, _)| path == "modules/one.ron").expect("it is there");
    let fields = ["id: \"", "then: \"", "start: \"", "Named(\""];
    let again =
        fields.iter().fold(text(first), |text, field| text.replace(field, &format!("{field}{letters}")));
    let again = again.replacen(&format!("id: \"{letters}one\""), "id: \"again\"", 1);
    files.push(("modules/again.ron".to_owned(), again.into()));
    edited(&files, "course.ron", "\"one\",", "\"one\", \"again\",")
}

/// Faults that lie between modules: what is told of the second depends on the first.
#[test]
fn what_lies_between_modules_is_told_alike() {
    let (alone, again, same) = (course("sound"), doubled("my_"), doubled(""));
    let support = "phone: \"0300 000 0000\", checked: \"2026-11-02\"";
    let cases: &[(&str, &[File], &str, &str, &str)] = &[
        ("ready to package", &alone, "course.ron", "Course(", "Course("),
        ("two pages are called `Words`", &again, "course.ron", "Course(", "Course("),
        ("two pages are called `Rows`", &alone, "modules/one.ron", "title: \"Words\"", "title: \"rows\""),
        ("is used twice", &same, "course.ron", "Course(", "Course("),
        ("is the id of a", &alone, "modules/kinds.ron", "id: \"match_up\"", "id: \"words\""),
        ("there is no page `rows2`", &alone, "modules/one.ron", "page:scene", "page:rows2"),
        ("nobody has checked", &again, "house/support.ron", support, "phone: \"0300 000 0000\""),
        ("neither a PNG", &again, "media/desk.png", "PNG", "GNP"),
        (
            "an opening `(` is missing",
            &again,
            "modules/one.ron",
            "    pages: [\n        Page(",
            "    pages: [\n        Page",
        ),
        ("a module has no field `minuts`", &again, "modules/one.ron", "minutes: 5", "minuts: 5"),
        ("listed twice", &alone, "course.ron", "\"one\",", "\"one\", \"one\","),
        ("there is no file", &alone, "course.ron", "\"one\",", "\"one\", \"three\","),
        ("stands in the file", &alone, "modules/kinds.ron", "id: \"kinds\"", "id: \"kind\""),
        (
            "another page or in another bank",
            &alone,
            "modules/kinds.ron",
            "id: \"match_up\"",
            "alternative: \"opening\", id: \"match_up\"",
        ),
    ];
    for (wanted, files, path, from, to) in cases {
        let said = told_alike("sound", &edited(files, path, from, to), wanted);
        assert!(said.contains(wanted), "{wanted}:\n{said}");
    }
}

/// Lines taken out anywhere.
#[test]
fn damaged_courses_are_told_alike() {
    let mut chance = Seeded::new(20_261_123);
    for name in ["sound", "reference", "guessed", "team", "routes", "arabic"] {
        let whole = course(name);
        told_alike(name, &whole, name);
        let modules: Vec<usize> =
            (0..whole.len()).filter(|at| whole[*at].0.starts_with("modules/")).collect();
        for _ in 0..EACH {
            let mut files = whole.clone();
            let bytes = &mut files[modules[chance.below(modules.len())]].1;
            let whole = text(bytes);
            let mut lines: Vec<&str> = whole.lines().collect();
            let gone = lines.remove(chance.below(lines.len()));
            *bytes = lines.join("\n").into();
            told_alike(name, &files, &format!("{name} without `{gone}`"));
        }
    }
}
