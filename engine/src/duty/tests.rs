//! Requirements and their faults; histories of posts; how people stand on a day.

use std::collections::BTreeMap;

use super::history::Named;
use super::{
    Done, Held, Post, Requirement, StaffKind, Standing, State, Waived, Word, after_waiver, matches, renewed,
    requirements, standing, strangers,
};
use crate::diagnostic::Place;
use crate::evidence::PersonNumber;
use crate::intake::VerdictWord;
use crate::source::Source;

const RULES: &str = r#"[
    Requirement(
        id: "lgbt_awareness", title: "LGBT+ awareness", courses: ["first_contact", "refresher"],
        within: Days(30), every: Years(1),
        exempt: [Exempt(kinds: [Agency], because: "Their agency trains them.")],
    ),
    Requirement(
        id: "on_the_ward", title: "On the ward", courses: ["ward"], roles: ["*nurse*"], places: ["Ward *"],
        within: Weeks(2), since: "2026-06-01", passed: true,
    ),
]"#;

fn rules() -> Vec<Requirement> {
    let checked = requirements(&Source::new("requirements.ron", RULES));
    checked.value.unwrap_or_else(|| panic!("{:?}", checked.diagnostics))
}

#[test]
fn faults_of_requirements_are_named_at_their_place() {
    for (from, to, rule, marked) in [
        ("\"lgbt_awareness\"", "\"LGBT+\"", "bad-id", "\"LGBT+\""),
        ("\"on_the_ward\"", "\"lgbt_awareness\"", "duplicate-id", "\"lgbt_awareness\""),
        ("[\"ward\"]", "[]", "nothing-inside", "[]"),
        ("\"ward\"", "\"The Ward\"", "bad-id", "\"The Ward\""),
        ("\"2026-06-01\"", "\"June\"", "day-form", "\"June\""),
        ("Years(1)", "Years(0)", "wrong-type", "Years"),
        ("\"Their agency trains them.\"", "\" \"", "missing-field", "\" \""),
        ("kinds: [Agency], because", "because", "missing-field", "Exempt"),
        ("Agency", "Agnecy", "unknown-kind", "Agnecy"),
        ("within: Weeks(2), ", "", "missing-field", ""),
        ("passed: true", "pased: true", "unknown-field", "pased"),
        ("Days(30)", "\"30 days\"", "wrong-type", "\"30 days\""),
        ("passed: true,\n    ),", "passed: true,\n    )", "none", ""),
        ("[\"first_contact\"", "\"first_contact\"", "", ""),
    ] {
        let text = RULES.replacen(from, to, 1);
        assert!(text != RULES, "{from}");
        let checked = requirements(&Source::new("requirements.ron", text.clone()));
        if rule == "none" {
            assert!(checked.value.is_some(), "{from}: {:?}", checked.diagnostics);
            continue;
        }
        assert!(checked.value.is_none(), "{from}");
        let fault = checked.diagnostics.first().expect("a fault");
        if rule.is_empty() {
            continue;
        }
        assert_eq!(fault.rule.entry().code, rule, "{from}: {}", fault.message);
        assert!(fault.help.is_some(), "{}", fault.message);
        let Place::Bytes(span) = &fault.at.place else { panic!("{from}: {:?}", fault.at) };
        assert!(text[span.clone()].starts_with(marked), "{from}: {}", &text[span.clone()]);
    }
}

fn post(role: &str, place: &str, starts: &str, ends: Option<&str>) -> Post {
    let ends = ends.map(str::to_owned);
    Post { role: role.into(), place: place.into(), kind: StaffKind::Employed, starts: starts.into(), ends }
}

fn named(role: &str, starts: Option<&str>, ends: Option<&str>) -> Named {
    Named {
        role: role.into(),
        place: "Ward 9".into(),
        kind: StaffKind::Employed,
        starts: starts.map(str::to_owned),
        ends: ends.map(str::to_owned),
    }
}

const DAY: &str = "2026-11-23";

#[test]
fn posts_begin_go_on_change_and_end() {
    let held = [Held { number: 7, post: post("Nurse", "Ward 9", "2020-01-01", None) }];
    let none = |renewal: super::Renewal| assert_eq!(renewal, super::Renewal::default());
    none(renewed(&held, &[named("Nurse", None, None)], DAY));
    none(renewed(&held, &[named("Nurse", Some("2020-01-01"), None)], DAY));
    // A starter; without a first day they are there from the day of the list.
    let found = renewed(&[], &[named("Nurse", None, None)], DAY);
    assert_eq!(found.begins, [post("Nurse", "Ward 9", DAY, None)]);
    let found = renewed(&[], &[named("Nurse", Some("2026-12-01"), None)], DAY);
    assert_eq!(found.begins, [post("Nurse", "Ward 9", "2026-12-01", None)], "they join later");
    // A leaver whose last day the list says, and one whom a complete list no longer names.
    let found = renewed(&held, &[named("Nurse", None, Some("2026-11-30"))], DAY);
    assert_eq!((found.begins.len(), found.ends), (0, vec![(7, Some("2026-11-30".into()))]));
    assert_eq!(renewed(&held, &[], DAY).ends, [(7, Some("2026-11-22".into()))]);
    // A mover: the list says since when, or only when they joined, or nothing.
    for (starts, begins) in [(Some("2026-11-02"), "2026-11-02"), (Some("2020-01-01"), DAY), (None, DAY)] {
        let found = renewed(&held, &[named("Matron", starts, None)], DAY);
        assert_eq!(found.begins, [post("Matron", "Ward 9", begins, None)]);
        let last = crate::time::days_later(begins, -1);
        assert_eq!(found.ends, [(7, last)]);
    }
    // Two posts at once are both kept; one who left and came back has a new post.
    let found = renewed(&held, &[named("Nurse", None, None), named("Tutor", None, None)], DAY);
    assert_eq!((found.begins.len(), found.ends.len()), (1, 0));
    let left = [Held { number: 7, post: post("Nurse", "Ward 9", "2020-01-01", Some("2021-01-01")) }];
    let found = renewed(&left, &[named("Nurse", Some("2026-11-01"), None)], DAY);
    assert_eq!(found.begins, [post("Nurse", "Ward 9", "2026-11-01", None)]);
    assert!(found.ends.is_empty(), "what is past stays as it was");
    // A last day that was a mistake is taken back by a list, before it comes.
    let leaves = [Held { number: 7, post: post("Nurse", "Ward 9", "2020-01-01", Some(DAY)) }];
    let found = renewed(&leaves, &[named("Nurse", Some("2020-01-01"), None)], DAY);
    assert_eq!((found.begins.len(), found.ends), (0, vec![(7, None)]));
}

#[test]
fn a_post_that_is_over_never_opens_again() {
    let left = [Held { number: 7, post: post("Nurse", "Ward 9", "2020-01-01", Some("2021-01-01")) }];
    let found = renewed(&left, &[named("Nurse", Some("2020-01-01"), None)], DAY);
    assert_eq!((found.begins, found.ends), (vec![post("Nurse", "Ward 9", DAY, None)], vec![]));
    // Away to another ward and back, in lists that know only when they joined.
    let moved = [
        Held { number: 7, post: post("Nurse", "Ward 9", "2020-01-01", Some("2026-06-09")) },
        Held { number: 8, post: post("Nurse", "Ward 2", "2026-06-10", None) },
    ];
    let found = renewed(&moved, &[named("Nurse", Some("2020-01-01"), None)], "2026-09-05");
    assert_eq!(found.begins, [post("Nurse", "Ward 9", "2026-09-05", None)]);
    assert_eq!((found.starts, found.ends), (vec![], vec![(8, Some("2026-09-04".into()))]));
    let back = [
        moved[0].clone(),
        Held { number: 8, post: post("Nurse", "Ward 2", "2026-06-10", Some("2026-09-04")) },
        Held { number: 9, post: post("Nurse", "Ward 9", "2026-09-05", None) },
    ];
    assert_eq!(renewed(&back, &[named("Nurse", Some("2020-01-01"), None)], DAY), super::Renewal::default());
    // Their leaving ends the last of the posts; a row that says that a post is over names it, and mends its last day.
    let leaves = named("Nurse", Some("2020-01-01"), Some("2026-11-01"));
    assert_eq!(renewed(&back, std::slice::from_ref(&leaves), DAY).ends, [(9, Some("2026-11-01".into()))]);
    let found = renewed(&left, &[named("Nurse", Some("2020-01-01"), Some("2021-01-31"))], DAY);
    assert_eq!((found.begins.len(), found.ends), (0, vec![(7, Some("2021-01-31".into()))]));
    // A post that is over and was never known stands in the past, whatever else there is.
    let past = named("Cook", Some("2018-01-01"), Some("2019-01-01"));
    let found = renewed(&left, &[past], DAY);
    assert_eq!(found.begins, [post("Cook", "Ward 9", "2018-01-01", Some("2019-01-01"))]);
}

#[test]
fn a_first_day_that_a_list_corrects_is_taken_where_it_can_be() {
    let held = [Held { number: 7, post: post("Nurse", "Ward 9", "2026-11-09", None) }];
    for starts in ["2026-11-16", "2026-11-02", "2026-12-07"] {
        let found = renewed(&held, &[named("Nurse", Some(starts), None)], DAY);
        assert_eq!((found.begins.len(), found.starts, found.ends), (0, vec![(7, starts.to_owned())], vec![]));
    }
    let moved =
        [Held { number: 6, post: post("Porter", "Hall", "2025-01-01", Some("2026-11-08")) }, held[0].clone()];
    for (starts, last) in [("2026-11-16", "2026-11-15"), ("2026-11-02", "2026-11-01")] {
        let found = renewed(&moved, &[named("Nurse", Some(starts), None)], DAY);
        assert_eq!(found.starts, [(7, starts.to_owned())]);
        assert_eq!(found.ends, [(6, Some(last.to_owned()))], "the post before goes along");
    }
    let joined = renewed(&moved, &[named("Nurse", Some("2025-01-01"), None)], DAY);
    assert_eq!(joined, super::Renewal::default(), "they joined on that day, as a porter");
}

fn ann() -> PersonNumber {
    PersonNumber::new([1; 16])
}

fn stands(known: Standing, as_at: &str) -> Vec<(String, State)> {
    let people = BTreeMap::from([(ann(), known)]);
    let rules = rules();
    let lines = standing(&people, &rules, as_at);
    lines.into_iter().map(|line| (line.requirement.id.clone(), line.state)).collect()
}

/// How somebody stands once what they were let off is over.
fn then(known: Standing) -> Option<State> {
    let people = BTreeMap::from([(ann(), known)]);
    let rules = rules();
    standing(&people, &rules, DAY).iter().find_map(|line| after_waiver(&people, line))
}

fn done(course: &str, verdict: VerdictWord, day: &str) -> Done {
    Done { course: course.into(), verdict, day: day.into() }
}

#[test]
fn somebody_has_it_or_not_yet_or_no_longer() {
    let porter = |done: Vec<Done>| Standing {
        posts: vec![post("Porter", "Front Hall", "2026-01-10", None)],
        done,
        waived: Vec::new(),
    };
    let one = |known: Standing, as_at: &str| {
        let found = stands(known, as_at);
        assert!(found.len() <= 1, "a porter is not asked for what nurses need: {found:?}");
        found.into_iter().next().map(|(_, state)| state)
    };
    assert_eq!(one(porter(vec![]), "2026-01-09"), None, "not there yet");
    assert_eq!(one(porter(vec![]), "2026-02-09"), Some(State::InTime("2026-02-09".into())));
    assert_eq!(one(porter(vec![]), "2026-02-10"), Some(State::Missing("2026-02-09".into())));
    let passed = || {
        vec![
            done("first_contact", VerdictWord::Passed, "2025-03-01"),
            done("ward", VerdictWord::Passed, "2026-01-01"),
        ]
    };
    assert_eq!(one(porter(passed()), "2026-03-01"), Some(State::Has(Some("2026-03-01".into()))));
    assert_eq!(one(porter(passed()), "2026-03-02"), Some(State::Lapsed("2026-03-01".into())));
    assert_eq!(one(porter(passed()), "2025-02-28"), None);
    let again = [passed(), vec![done("refresher", VerdictWord::Completed, "2026-03-05")]].concat();
    assert_eq!(one(porter(again), "2026-03-06"), Some(State::Has(Some("2027-03-05".into()))));
    let failed = vec![done("first_contact", VerdictWord::Failed, "2026-01-11")];
    assert_eq!(one(porter(failed), "2026-02-10"), Some(State::Missing("2026-02-09".into())));
}

#[test]
fn time_runs_from_the_first_day_or_from_the_day_it_is_asked_since() {
    let nurse = |posts: Vec<Post>| stands(Standing { posts, ..Standing::default() }, "2026-06-10");
    let state = |found: Vec<(String, State)>| {
        found.into_iter().find(|(id, _)| id == "on_the_ward").map(|(_, state)| state)
    };
    let long = nurse(vec![post("Staff Nurse", "Ward 9", "2020-01-01", None)]);
    assert_eq!(state(long), Some(State::InTime("2026-06-15".into())), "two weeks since it is asked for");
    let moved = nurse(vec![
        post("Staff Nurse", "Ward 9", "2026-05-01", Some("2026-06-05")),
        post("Senior Nurse", "Ward 2", "2026-06-06", None),
    ]);
    assert_eq!(state(moved), Some(State::InTime("2026-06-15".into())), "a move gives no new time");
    let away = nurse(vec![
        post("Staff Nurse", "Ward 9", "2026-05-01", Some("2026-06-01")),
        post("Senior Nurse", "Ward 2", "2026-06-06", None),
    ]);
    assert_eq!(state(away), Some(State::InTime("2026-06-20".into())), "who comes back begins anew");
    let elsewhere = nurse(vec![post("Staff Nurse", "Theatre", "2020-01-01", None)]);
    assert_eq!(state(elsewhere), None);
    assert_eq!(
        stands(
            Standing { posts: vec![post("Nurse", "Ward 1", "2020-01-01", None)], ..Standing::default() },
            "2026-05-31"
        )
        .len(),
        1
    );
}

#[test]
fn whoever_had_it_before_it_was_asked_of_them_has_the_time_like_others() {
    let porter = |day: &str, as_at: &str| {
        let posts = vec![post("Porter", "Front Hall", "2026-01-10", None)];
        let done = vec![done("first_contact", VerdictWord::Passed, day)];
        stands(Standing { posts, done, waived: Vec::new() }, as_at)[0].1.clone()
    };
    // It had run out before they came.
    assert_eq!(porter("2022-05-01", "2026-01-10"), State::InTime("2026-02-09".into()));
    assert_eq!(porter("2022-05-01", "2026-02-09"), State::InTime("2026-02-09".into()));
    assert_eq!(porter("2022-05-01", "2026-02-10"), State::Missing("2026-02-09".into()));
    // It runs out while they have time, on the last day of the time, and on the day after.
    assert_eq!(porter("2025-02-08", "2026-02-08"), State::Has(Some("2026-02-08".into())));
    assert_eq!(porter("2025-02-08", "2026-02-09"), State::InTime("2026-02-09".into()));
    assert_eq!(porter("2025-02-08", "2026-02-10"), State::Missing("2026-02-09".into()));
    assert_eq!(porter("2025-02-09", "2026-02-10"), State::Lapsed("2026-02-09".into()));
    assert_eq!(porter("2025-02-10", "2026-02-11"), State::Lapsed("2026-02-10".into()));
    // Before a requirement is asked for.
    let text = RULES.replacen("every: Years(1),", "every: Years(1), since: \"2026-06-01\",", 1);
    let rules = requirements(&Source::new("requirements.ron", text)).value.expect("requirements");
    let posts = vec![post("Porter", "Front Hall", "2020-01-10", None)];
    let done = vec![done("first_contact", VerdictWord::Passed, "2022-05-01")];
    let people = BTreeMap::from([(ann(), Standing { posts, done, waived: Vec::new() })]);
    let state = |as_at: &str| standing(&people, &rules, as_at)[0].state.clone();
    assert_eq!(state("2026-06-01"), State::InTime("2026-07-01".into()));
    assert_eq!(state("2026-07-02"), State::Missing("2026-07-01".into()));
}

#[test]
fn waivers_and_exemptions_are_said_and_hide_nothing() {
    let agency = Post { kind: StaffKind::Agency, ..post("Porter", "Front Hall", "2026-01-10", None) };
    let found = stands(Standing { posts: vec![agency.clone()], ..Standing::default() }, DAY);
    assert_eq!(found[0].1, State::Exempt("Their agency trains them.".into()));
    let trained = Standing {
        posts: vec![agency.clone()],
        done: vec![done("first_contact", VerdictWord::Passed, "2026-01-20")],
        ..Standing::default()
    };
    let rules = requirements(&Source::new("requirements.ron", RULES.to_owned())).value.expect("requirements");
    let people = BTreeMap::from([(ann(), trained)]);
    assert_eq!(standing(&people, &rules, DAY)[0].last, Some("2026-01-20"), "what they did is theirs");
    let both = Standing {
        posts: vec![agency, post("Porter", "Front Hall", "2026-01-10", None)],
        ..Standing::default()
    };
    assert!(stands(both, DAY)[0].1.is_gap(), "the other post asks for it");
    let waived = Waived {
        requirement: "lgbt_awareness".into(),
        from: "2026-02-01".into(),
        until: "2026-12-01".into(),
        because: "Long leave.".into(),
    };
    let porter = Standing {
        posts: vec![post("Porter", "Front Hall", "2026-01-10", None)],
        waived: vec![waived],
        done: Vec::new(),
    };
    assert_eq!(stands(porter.clone(), DAY)[0].1, State::Waived("2026-12-01".into(), "Long leave.".into()));
    assert!(stands(porter.clone(), "2026-12-02")[0].1.is_gap());
    assert_eq!(then(porter.clone()), Some(State::Missing("2026-02-09".into())));
    let leaver = Standing {
        posts: vec![post("Porter", "Front Hall", "2026-01-10", Some("2026-12-01"))],
        ..porter.clone()
    };
    assert_eq!(then(leaver), None, "nobody asks for it then");
    let late = Standing { posts: vec![post("Porter", "Front Hall", "2026-11-20", None)], ..porter.clone() };
    assert_eq!(then(late), Some(State::InTime("2026-12-20".into())));
    let has = Standing { done: vec![done("first_contact", VerdictWord::Passed, "2026-11-01")], ..porter };
    assert_eq!(stands(has, DAY)[0].1, State::Has(Some("2027-11-01".into())));
}

#[test]
fn a_line_names_each_place_that_asks_once() {
    let agency = Post { kind: StaffKind::Agency, ..post("Porter", "Ward 5", "2019-01-01", None) };
    let posts = vec![
        post("Porter", "Ward 2", "2026-02-01", None),
        post("Porter", "Front Hall", "2026-01-10", None),
        post("Cook", "Ward 2", "2026-03-01", None),
        post("Porter", "Ward 3", "2020-01-01", Some("2026-01-01")),
        agency,
    ];
    let people = BTreeMap::from([(ann(), Standing { posts, ..Standing::default() })]);
    let rules = rules();
    let lines = standing(&people, &rules, DAY);
    let places: Vec<&str> = lines[0].posts.iter().map(|post| post.place.as_str()).collect();
    assert_eq!((lines.len(), places), (1, vec!["Front Hall", "Ward 2"]));
}

#[test]
fn words_of_requirements_that_fit_nothing_are_told() {
    let rules = rules();
    let posts =
        [post("Staff Nurse", "Theatre", "2026-01-10", None), post("Porter", "Hall", "2020-01-01", None)];
    let courses = ["first_contact", "wards"].into();
    let found = strangers(&rules, &posts, &courses);
    let told: Vec<_> = found.iter().map(|one| (one.requirement, one.word, one.says, one.meant)).collect();
    assert_eq!(
        told,
        [
            ("lgbt_awareness", Word::Course, "refresher", None),
            ("on_the_ward", Word::Place, "Ward *", None),
            ("on_the_ward", Word::Course, "ward", Some("wards")),
        ]
    );
}

#[test]
fn a_star_stands_for_any_letters() {
    for (pattern, text) in [
        ("Nurse", " nurse "),
        ("*", ""),
        ("*nurse*", "Staff Nurse Band 5"),
        ("Ward *", "Ward 9"),
        ("a*b*c", "AxxBxxC"),
        ("*a", "aa"),
        ("a**b", "ab"),
    ] {
        assert!(matches(pattern, text), "{pattern} {text}");
    }
    for (pattern, text) in
        [("Nurse", "Nurses"), ("", "x"), ("a*a", "a"), ("*x*", "y"), ("Ward *", "ward"), ("a*b*c", "acb")]
    {
        assert!(!matches(pattern, text), "{pattern} {text}");
    }
}
