//! Who is shown in courses, and in which part: a made-up course with every habit, and ours with none.

use bona::Exit;
use bona_tests::{TESTS, Workbench};
use serde_json::{Value, json};

/// Groups of a house of its own, two of them wanted.
const HOUSE: &str = r#"[
    PeopleGroup(id: "quiet", says: "quiet people"),
    PeopleGroup(id: "loud", says: "loud people"),
    PeopleGroup(id: "tall", says: "tall people", wanted: [Leads, Glad]),
    PeopleGroup(id: "tall_quiet", says: "tall quiet people", made_of: [["tall", "quiet"]], wanted: [Leads]),
    PeopleGroup(id: "green", says: "green people"),
]"#;

/// The sound course with these people on its page of words, and these in its scene.
fn bench(words: &str, scene: &str) -> Workbench {
    let module = std::fs::read_to_string(format!("{TESTS}/fixtures/sound/modules/one.ron"));
    let mut module = module.expect("the fixture is there");
    for (page, people) in [("title: \"Words\",", words), ("id: \"scene\",", scene)] {
        assert_eq!(module.matches(page).count(), 1, "`{page}` stands once");
        module = module.replace(page, &format!("{page} people: [{people}],"));
    }
    Workbench::new()
        .folder("sound", "fixtures/sound")
        .file("sound/modules/one.ron", module)
        .file("sound/house/people.ron", HOUSE)
}

fn report(bench: &Workbench) -> Value {
    let ran = bench.run(&["report", "sound", "--of", "voices", "--output", "json"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""));
    serde_json::from_str(&ran.out).expect("it is one JSON document")
}

/// The groups of ours that this made-up house has not are wanted too, and nobody of them is here: they are left out.
fn patterns(report: &Value) -> Vec<(String, String)> {
    let all = report["patterns"].as_array().expect("a list").iter();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let all = all.map(|one| (text(&one["group"]), text(&one["pattern"])));
    let own = ["quiet", "loud", "tall", "tall_quiet", "green"];
    all.filter(|(group, _)| own.contains(&group.as_str())).collect()
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(group, pattern)| ((*group).to_owned(), (*pattern).to_owned())).collect()
}

#[test]
fn each_habit_is_named_and_one_good_day_ends_it() {
    let bad = bench(
        r#"Shown(name: "Ann", groups: ["quiet"], part: [Harmed, Asks]),
           Shown(name: "Bo", groups: ["loud", "green"], part: [Slips, Leads])"#,
        r#"Shown(name: "Cy", groups: ["loud", "green"], part: [Slips, Asks]),
           Shown(name: "Bo", groups: ["loud", "green"], part: [Asks]),
           Shown(name: "Di", groups: ["tall"], part: [Leads])"#,
    );
    let wanted = [
        ("green", "always_slips"),
        ("green", "always_asks"),
        ("loud", "always_slips"),
        ("loud", "always_asks"),
        ("quiet", "only_harmed"),
        ("tall", "missing"),
        ("tall_quiet", "missing"),
    ];
    assert_eq!(patterns(&report(&bad)), pairs(&wanted));
    // Bo is one person on two pages.
    let loud =
        report(&bad)["groups"].as_array().expect("a list").iter().find(|one| one["group"] == "loud").cloned();
    let loud = loud.expect("it is there");
    assert_eq!(
        loud["people"][0],
        json!({ "course": "sound", "name": "Bo", "parts": ["leads", "asks", "slips"] })
    );
    assert_eq!(loud["people"].as_array().map(Vec::len), Some(2));
    let good = bench(
        r#"Shown(name: "Ann", groups: ["quiet", "tall"], part: [Harmed, Leads, Glad]),
           Shown(name: "Bo", groups: ["loud", "green"], part: [Slips, Able])"#,
        r#"Shown(name: "Cy", groups: ["loud", "green"], part: [Asks])"#,
    );
    assert_eq!(patterns(&report(&good)), Vec::new());
}

#[test]
fn a_scene_in_which_nobody_is_described_is_named() {
    let none = Workbench::new().folder("sound", "fixtures/sound");
    assert_eq!(report(&none)["undescribed"], json!([{ "course": "sound", "page": "scene" }]));
    let denied = none.run(&["report", "sound", "--of", "voices", "--deny", "warnings"]);
    assert_eq!(denied.exit, Exit::AtFault);
    let narrow = none.columns(40).run(&["report", "sound", "--of", "voices"]);
    assert!(narrow.out.lines().all(|line| line.chars().count() <= 40), "{}", narrow.out);
    let some = bench("", r#"Shown(name: "Ann", part: [Leads])"#);
    assert_eq!(report(&some)["undescribed"], json!([]));
}

/// Our courses show the people that the dossier misses, each as one who leads, and no group by a habit.
#[test]
fn nothing_stands_out_in_our_courses() {
    let bench = Workbench::new().folder("courses", "../courses");
    let mut args = vec!["report"];
    let courses: Vec<String> =
        super::shipped::shipped().iter().map(|course| format!("courses/{course}")).collect();
    args.extend(courses.iter().map(String::as_str));
    let denied = bench.run(&[&args[..], &["--of", "voices", "--deny", "warnings"]].concat());
    assert_eq!((denied.exit, denied.err.as_str()), (Exit::Done, ""), "{}", denied.out);
    let ran = bench.run(&[&args[..], &["--of", "voices", "--output", "json"]].concat());
    let report: Value = serde_json::from_str(&ran.out).expect("it is one JSON document");
    let leads = |group: &str| {
        let found = report["groups"].as_array().expect("a list").iter().find(|one| one["group"] == group);
        let people = found.expect("it is shown")["people"].as_array().expect("a list").clone();
        people
            .iter()
            .filter(|one| one["parts"].as_array().is_some_and(|all| all.contains(&json!("leads"))))
            .count()
    };
    for group in ["black_gay_or_trans", "disabled", "bisexual", "south_asian_family_glad"] {
        assert!(leads(group) >= 2, "{group}: {}", leads(group));
    }
    assert!(report["people"].as_u64().is_some_and(|people| people >= 60), "{}", report["people"]);
}
