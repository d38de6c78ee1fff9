//! `bona preview` on a made-up machine: who is answered, with which files, and what a save changes.
//!
//! No socket, browser or clock stands here: visits happen one after another, and saves are counted. The true server
//! is tried in `cli/src/machine/serve/tests.rs`, the frame in `tests/browser/preview.test.mjs`.

mod courses;

use bona::Exit;
use bona::machine::served::Asked;
use bona_tests::Workbench;
use bona_tests::visits::{PORT, Visit, Visited};
use serde_json::Value;

const COURSE: &str = "fixtures/minimal";
const MODULE: &str = "minimal/modules/welcome.ron";

fn get(path: &str) -> Visit {
    Visit::Get(path.to_owned())
}

fn index(course: &str) -> Visit {
    get(&format!("/c/{course}/device/-/-/-/-/index.html"))
}

fn save(path: &str, text: impl AsRef<[u8]>) -> Visit {
    Visit::Save(path.to_owned(), text.as_ref().to_vec())
}

/// Runs a preview to its end: what was said, and what came of the visits.
fn preview(bench: &Workbench, arguments: &[&str], visits: Vec<Visit>) -> (String, Visited) {
    bench.machine().visits(visits);
    let ran = bench.run(&[&["preview"], arguments].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    (ran.out + &ran.err, bench.machine().visited())
}

fn state(visited: &Visited, at: usize) -> Value {
    serde_json::from_str(visited.text(at)).expect("the state is JSON")
}

/// The module of the smallest course, with another title of its page.
fn titled(bench: &Workbench, title: &str) -> String {
    let files = bench.files();
    let text = String::from_utf8(files[std::path::Path::new(MODULE)].clone()).expect("UTF-8");
    let (before, rest) = text.split_once("Page(").expect("a page");
    let (between, rest) = rest.split_once("title: \"").expect("a title");
    let (_, after) = rest.split_once('"').expect("its end");
    format!("{before}Page({between}title: \"{title}\"{after}")
}

fn minimal() -> Workbench {
    Workbench::new().folder("minimal", COURSE)
}

#[test]
fn it_says_where_it_is_and_opens_it() {
    let (said, visited) = preview(&minimal(), &["minimal"], vec![]);
    let address = format!("http://127.0.0.1:{PORT}/");
    assert!(said.starts_with(&address) && said.ends_with("The preview has ended.\n"), "{said}");
    assert_eq!(visited.opened, [address]);
    let (said, visited) = preview(&minimal(), &["minimal", "--no-open", "--port", "5123"], vec![]);
    assert!(said.starts_with("http://127.0.0.1:5123/"), "{said}");
    assert!(visited.opened.is_empty());
}

#[test]
fn a_port_that_is_taken_is_told_with_the_remedy() {
    let bench = minimal();
    bench.machine().taken(5123);
    let ran = bench.run(&["preview", "minimal", "--port", "5123"]);
    assert_eq!(ran.exit, Exit::World);
    assert!(ran.err.contains("port 5123 is in use") && ran.err.contains("leave out `--port`"), "{}", ran.err);
}

#[test]
fn whoever_comes_from_elsewhere_is_refused() {
    let own = format!("127.0.0.1:{PORT}");
    let ask = |change: &dyn Fn(&mut Asked)| {
        let mut asked = Asked {
            method: "GET".into(),
            path: "/state".into(),
            host: Some(own.clone()),
            ..Asked::default()
        };
        change(&mut asked);
        asked
    };
    let set = |text: &str| Some(text.to_owned());
    let answered = [
        ask(&|_| {}),
        ask(&|asked| asked.host = set(&format!("localhost:{PORT}"))),
        ask(&|asked| asked.origin = set(&format!("http://127.0.0.1:{PORT}"))),
        ask(&|asked| asked.site = set("same-origin")),
        ask(&|asked| asked.site = set("none")),
        // A link to it may be followed from anywhere.
        ask(&|asked| (asked.site, asked.mode) = (set("cross-site"), set("navigate"))),
        ask(&|asked| asked.method = "HEAD".into()),
    ];
    let refused = [
        ask(&|asked| asked.host = None),
        ask(&|asked| asked.host = set("evil.example")),
        ask(&|asked| asked.host = set(&format!("evil.example:{PORT}"))),
        ask(&|asked| asked.host = set("127.0.0.1")),
        ask(&|asked| asked.host = set("127.0.0.1:1")),
        ask(&|asked| asked.host = set(&format!("127.0.0.1:{PORT}.evil.example"))),
        ask(&|asked| asked.origin = set("http://evil.example")),
        ask(&|asked| asked.origin = set("null")),
        ask(&|asked| asked.origin = set(&format!("https://127.0.0.1:{PORT}"))),
        ask(&|asked| asked.origin = set(&format!("http://localhost:{PORT}"))),
        ask(&|asked| asked.site = set("cross-site")),
        ask(&|asked| (asked.site, asked.mode) = (set("same-site"), set("no-cors"))),
    ];
    let mut visits: Vec<Visit> = answered.iter().chain(&refused).cloned().map(Visit::Ask).collect();
    visits.push(Visit::Ask(ask(&|asked| asked.method = "POST".into())));
    let (_, visited) = preview(&minimal(), &["minimal"], visits);
    let mut wanted = vec![200; answered.len()];
    wanted.extend(vec![403; refused.len()]);
    wanted.push(405);
    assert_eq!(visited.statuses(), wanted);
    for (_, _, body) in &visited.answers[answered.len()..] {
        assert!(body.len() < 100, "a refusal says nothing of the course");
    }
}

#[test]
fn every_answer_says_that_nothing_of_it_is_kept_or_guessed() {
    let paths =
        ["/", "/preview.js", "/preview.css", "/lms.js", "/opening.js", "/state", "/events", "/nothing"];
    let mut visits: Vec<Visit> = paths.iter().map(|path| get(path)).collect();
    visits.push(index("minimal"));
    visits.push(get("/c/minimal/strict-1.2/-/-/-/-/imsmanifest.xml"));
    let (_, visited) = preview(&minimal(), &["minimal"], visits);
    assert_eq!(visited.answers.len(), 10);
    for (status, headers, _) in &visited.answers {
        let says = |name: &str| headers.iter().find(|(own, _)| *own == name).map_or("", |(_, value)| value);
        assert_eq!((says("cache-control"), says("x-content-type-options")), ("no-store", "nosniff"));
        let policy = says("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors"),
            "{status}: {policy}"
        );
        assert!(!policy.contains("unsafe-eval") && !policy.contains("http"), "{policy}");
    }
}

#[test]
fn nothing_but_a_packages_files_can_be_had() {
    let bench = Workbench::new().folder("reference", "fixtures/reference").file("secret.txt", "not yours");
    let inside = ["index.html", "", "player.js", "media/desk.png", "media/card.pdf", "readme-lms.html"];
    let outside = [
        "course.ron",
        "../course.ron",
        "media/../../course.ron",
        "media/../../../secret.txt",
        "%2e%2e/course.ron",
        "media/%2e%2e/course.ron",
        "media//desk.png",
        "/media/desk.png",
        "media\\desk.png",
        "media/desk.png/",
        "media/",
        "media/Desk.png",
        "media/none.png",
        "house/themes/hospital_blue.ron",
        "course.lock",
    ];
    let all = inside.iter().chain(&outside);
    let mut visits: Vec<Visit> =
        all.map(|path| get(&format!("/c/reference/device/-/-/-/-/{path}"))).collect();
    let rest = ["/c/reference", "/c/", "/c/other/device/-/-/-/-/index.html", "/course.ron", "/../secret.txt"];
    visits.extend(rest.map(get));
    visits.push(get("/c/reference/no_system/-/-/-/-/index.html"));
    let (_, visited) = preview(&bench, &["reference"], visits);
    let mut wanted = vec![200; inside.len()];
    wanted.extend(vec![404; outside.len()]);
    // A course without a system is no package yet.
    wanted.extend([503, 404, 404, 404, 404, 503]);
    assert_eq!(visited.statuses(), wanted);
    let picture = &bench.files()[std::path::Path::new("reference/media/desk.png")];
    assert_eq!(&visited.answers[3].2, picture);
    for (_, _, body) in &visited.answers[inside.len()..] {
        let text = String::from_utf8_lossy(body);
        assert!(!text.contains("not yours") && !text.contains("Course("), "{text}");
    }
}

#[test]
fn the_pages_are_those_of_a_package_but_for_one_line() {
    let bench = Workbench::new().folder("reference", "fixtures/reference");
    let ran = bench.run(&["package", "reference", "--format", "html", "--out", "out"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let files = bench.files();
    let (_, zip) = files.iter().find(|(at, _)| at.extension() == Some("zip".as_ref())).expect("a package");
    let mut archive = bona_packager::Archive::open(std::io::Cursor::new(zip.clone())).expect("a zip");
    let names: Vec<String> = archive.names().map(str::to_owned).collect();
    let visits = names.iter().map(|name| get(&format!("/c/reference/device/-/-/-/-/{name}"))).collect();
    let (_, visited) = preview(&bench, &["reference"], visits);
    assert!(names.len() > 10, "{names:?}");
    for (at, name) in names.iter().enumerate() {
        let packed = archive.read(name, 10_000_000).expect("it is in the package");
        let shown = &visited.answers[at].2;
        if name == "index.html" {
            let shown = String::from_utf8(shown.clone()).expect("UTF-8");
            let is_opening = |line: &&str| line.starts_with("<script src=\"/opening.js\" data-beside=\"");
            assert_eq!(shown.lines().filter(is_opening).count(), 1);
            let rest: String = shown.split_inclusive('\n').filter(|line| !is_opening(line)).collect();
            assert!(rest.as_bytes() == packed, "{name} differs");
        } else {
            assert!(*shown == packed, "{name} differs");
        }
    }
}

/// By which the frame knows that nothing but the page itself is new.
#[test]
fn what_stands_beside_a_page_has_one_sum_until_it_changes() {
    let bench = Workbench::new().folder("reference", "fixtures/reference");
    let text =
        |name: &str| String::from_utf8(bench.files()[std::path::Path::new(name)].clone()).expect("UTF-8");
    let (asked, blue) = ("reference/modules/asked.ron", "reference/house/themes/hospital_blue.ron");
    let page = "/c/reference/device/-/-/-/hospital_blue/index.html";
    let words = text(asked).replacen("Which opening would", "Which beginning would", 1);
    let colour = text(blue).replacen("#0b4a8f", "#0b4a90", 1);
    let picture = &bench.files()[std::path::Path::new("reference/media/desk.png")];
    // What stands behind a picture's end is not shown, and so changes nothing.
    let said: Vec<u8> = [picture.as_slice(), b"more"].concat();
    let mut other = picture.clone();
    let pixels = other.len() - 20;
    other[pixels] ^= 1;
    let visits = vec![
        get(page),
        save(asked, words),
        get(page),
        save(blue, colour),
        get(page),
        save("reference/media/desk.png", said),
        get(page),
        save("reference/media/desk.png", other),
        get(page),
    ];
    let (_, visited) = preview(&bench, &["reference", "--theme", "hospital_blue"], visits);
    let sums: Vec<&str> = visited
        .answers
        .iter()
        .map(|(_, headers, _)| {
            headers.iter().find(|(name, _)| *name == "bona-beside").expect("a sum").1.as_str()
        })
        .collect();
    assert_ne!(visited.text(0), visited.text(1), "other words");
    assert_eq!(sums[0], sums[1], "nothing else");
    assert!(sums[1] != sums[2] && sums[2] == sums[3] && sums[3] != sums[4], "{sums:?}");
    assert!(sums.iter().all(|sum| sum.len() == 64));
}

#[test]
fn a_file_that_is_at_fault_keeps_the_last_good_page() {
    let bench = minimal();
    let (good, better) = (titled(&bench, "A first title"), titled(&bench, "A second title"));
    let broken = good.replacen("title: \"A first title\",", "title: \"A first title\" oops", 1);
    let visits = vec![
        save(MODULE, &good),
        index("minimal"),
        save(MODULE, &broken),
        index("minimal"),
        get("/state"),
        // Another package of it is of the last good text as well.
        get("/c/minimal/strict-1.2/-/-/-/-/index.html"),
        save(MODULE, &better),
        index("minimal"),
        get("/state"),
    ];
    let (said, visited) = preview(&bench, &["minimal"], visits);
    for at in [0, 1, 3] {
        assert!(visited.text(at).contains("A first title"), "{at}");
    }
    assert!(visited.text(4).contains("A second title") && !visited.text(4).contains("A first title"));
    let (fault, mended) = (&state(&visited, 2)["courses"][0], &state(&visited, 5)["courses"][0]);
    assert_eq!((fault["version"].as_u64(), fault["pages"].as_u64()), (Some(3), Some(2)));
    let first = &fault["faults"][0];
    assert_eq!(first["severity"], "error");
    assert_eq!(first["at"]["file"], MODULE);
    assert!(first["at"]["line"].as_u64() > Some(1) && first["message"].is_string(), "{first}");
    assert!(first["line"].as_str().is_some_and(|line| line.contains("oops")), "{first}");
    // Word for word what `check` says.
    bench.machine().put(MODULE, broken.as_bytes());
    let check = bench.run(&["check", "minimal", "--output", "json"]);
    let told: Value = serde_json::from_str(&check.out).expect("JSON");
    for name in ["rule", "message", "label", "help", "at"] {
        assert_eq!(first[name], told["diagnostics"][0][name], "{name}");
    }
    assert_eq!((mended["version"].as_u64(), mended["pages"].as_u64()), (Some(4), Some(4)));
    assert_eq!(mended["faults"].as_array().map(Vec::len), Some(0));
    assert!(said.contains("the last good pages stay"), "{said}");
    let events: Vec<Value> =
        visited.told.iter().map(|told| serde_json::from_str(told).expect("JSON")).collect();
    assert_eq!(events[1], serde_json::json!({ "course": "minimal", "version": 3, "pages": 2 }));
}

#[test]
fn a_fault_names_the_page_and_the_words_to_which_it_belongs() {
    let bench = Workbench::new().folder("reference", "fixtures/reference");
    let asked = "reference/modules/asked.ron";
    let text = String::from_utf8(bench.files()[std::path::Path::new(asked)].clone()).expect("UTF-8");
    let at = text.find("ask: \"").expect("a question") + "ask: \"".len();
    let broken = format!("{}Click here, [all of it](page:nowhere_at_all). {}", &text[..at], &text[at..]);
    let (_, visited) = preview(&bench, &["reference"], vec![save(asked, broken), get("/state")]);
    let faults = state(&visited, 0)["courses"][0]["faults"].clone();
    let spots = faults.as_array().expect("a list").iter().map(|fault| &fault["spot"]);
    let spot = spots.into_iter().find(|spot| spot["words"].is_string()).expect("a fault in a text").clone();
    let page = spot["page"].as_str().expect("a page");
    assert!(text.contains(&format!("id: \"{page}\"")), "{spot}");
    assert!(spot["ids"].as_array().is_some_and(|ids| !ids.is_empty()), "{spot}");
    assert!(spot["words"].as_str().is_some_and(|words| words.contains("all of it")), "{spot}");
}

/// Nothing is timed: what is held is counted after each save, and each page must be of the newest text that was right.
#[test]
fn five_hundred_saves_leak_nothing_and_show_the_newest() {
    const SAVES: usize = 500;
    let bench = minimal();
    let (mut visits, mut wanted) = (vec![index("minimal")], vec![None]);
    let mut newest = String::new();
    for number in 0..SAVES {
        let title = format!("Title number {number}.");
        let mut text = titled(&bench, &title);
        if number % 7 == 3 {
            text = text.replacen("Page(", "Page(oops: 1, ", 1);
        } else {
            newest = title;
        }
        visits.extend([save(MODULE, text), index("minimal"), get("/state")]);
        wanted.extend([Some(newest.clone()), None]);
        if number % 50 == 0 {
            // Other packages are looked at now and then.
            let others = ["strict-1.2/-/-/-/house", "moodle/-/-/-/-", "device/-/-/-/house"];
            visits.extend(others.map(|one| get(&format!("/c/minimal/{one}/index.html"))));
            visits.extend([get("/state?theme=house"), index("minimal"), get("/state")]);
            wanted.extend([Some(newest.clone()), Some(newest.clone()), Some(newest.clone()), None]);
            wanted.extend([Some(newest.clone()), None]);
        }
    }
    let (_, visited) = preview(&bench, &["minimal"], visits);
    assert_eq!(visited.answers.len(), wanted.len());
    let mut counted = 0;
    for (at, wanted) in wanted.iter().enumerate().skip(1) {
        let Some(title) = wanted else {
            let held = &state(&visited, at)["held"];
            // One check for each theme that was looked at, and the packages of both.
            assert!(held["checked"].as_u64() <= Some(2) && held["made"].as_u64() <= Some(4), "{at}: {held}");
            counted += 1;
            continue;
        };
        assert!(visited.text(at).contains(title.as_str()), "answer {at} is older than `{title}`");
    }
    assert!(counted > SAVES, "{counted}");
    assert_eq!(visited.told.len(), SAVES, "each save is told once");
    assert_eq!(visited.watched.len(), 1, "the same folder is watched all the while");
}

#[test]
fn a_folder_that_is_taken_away_is_told_and_comes_back() {
    let bench = minimal();
    let files = bench.files();
    let mut visits =
        vec![index("minimal"), Visit::TakeAway("minimal".into()), get("/state"), index("minimal")];
    // A system may say it more than once.
    visits.extend([Visit::TakeAway("minimal".into()), Visit::Quiet, Visit::Quiet]);
    for (path, bytes) in &files {
        visits.push(Visit::Return(path.to_string_lossy().into_owned(), bytes.clone()));
    }
    visits.extend([Visit::Quiet, get("/state"), index("minimal")]);
    let (said, visited) = preview(&bench, &["minimal"], visits);
    assert_eq!(visited.statuses(), [200; 5]);
    let (gone, back) = (&state(&visited, 1)["courses"][0], &state(&visited, 3)["courses"][0]);
    assert!(
        gone["trouble"].as_str().is_some_and(|told| told.contains("there is no folder `minimal`")),
        "{gone}"
    );
    assert_eq!((gone["good"].as_bool(), back["good"].as_bool()), (Some(true), Some(true)));
    assert_eq!(back["trouble"], Value::Null);
    assert_eq!(said.matches("there is no folder").count(), 1, "{said}");
    let there: Vec<usize> = visited.watched.iter().map(|folders| folders.len()).collect();
    assert_eq!(there, [1, 0, 1], "watched, gone, watched again");
}

#[test]
fn a_course_that_was_never_right_shows_its_faults() {
    let bench = minimal();
    let good = titled(&bench, "Right at last");
    bench.machine().put(MODULE, good.replacen("title:", "titel:", 1).as_bytes());
    let visits = vec![index("minimal"), get("/state"), save(MODULE, &good), index("minimal")];
    let (_, visited) = preview(&bench, &["minimal", "--language", "cy"], visits);
    assert_eq!(visited.statuses(), [503, 200, 200]);
    let course = &state(&visited, 1)["courses"][0];
    assert_eq!(course["good"], false);
    assert_eq!(course["faults"][0]["rule"], "unknown-field");
    assert!(visited.text(2).contains("Right at last"));
}

#[test]
fn what_an_editor_leaves_beside_a_file_is_no_save() {
    let visits = vec![
        save("minimal/modules/.welcome.ron.swp", "x"),
        save("minimal/modules/welcome.ron~", "x"),
        save("elsewhere/welcome.ron", "x"),
        get("/state"),
    ];
    let (_, visited) = preview(&minimal(), &["minimal"], visits);
    assert!(visited.told.is_empty(), "{:?}", visited.told);
    assert_eq!(state(&visited, 0)["courses"][0]["version"], 1);
}
