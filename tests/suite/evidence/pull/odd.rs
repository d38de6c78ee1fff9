//! Record stores that fail, lie or lead astray: each is told apart in words, and nothing of it is recorded.

use bona::Exit;
use bona::machine::fetched::Silence;
use bona_tests::Ran;
use bona_tests::record_store::{ADDRESS, Odd, RecordStore};
use serde_json::{Value, json};

use super::{Desk, PACKAGE, PASSWORD, desk, five, said};

/// What a record store does at one request, and what is said of it.
fn told_of(odd: Odd, at: u64) -> (Ran, Desk) {
    let desk = desk(five());
    // Whatever it is, it does not pass.
    desk.store_of(|own| own.odd = (at..at + 20).map(|at| (at, odd.clone())).collect());
    (desk.pull(&["--apply"]), desk)
}

fn answer(status: u16, body: &str) -> Odd {
    Odd::Answer(status, vec![("content-type", "text/plain".to_owned())], body.as_bytes().to_vec())
}

fn with(status: u16, header: &'static str, value: &str) -> Odd {
    Odd::Answer(status, vec![(header, value.to_owned())], Vec::new())
}

fn more(link: &str) -> Odd {
    let statements = [said(1, 1, "completed", "2026-11-03T14:00:00Z")];
    answer(200, &json!({ "statements": statements, "more": link }).to_string())
}

#[test]
fn each_fault_of_a_record_store_is_told_with_its_remedy() {
    let deep = format!("{}{}", "[".repeat(70), "]".repeat(70));
    let large = format!("{{\"statements\":[{{\"verb\":{{}},\"a\":\"{}\"}}]}}", "x".repeat(1_000_001));
    let listed = json!([said(1, 1, "completed", "2026-11-03T14:00:00Z")]).to_string();
    let cases = [
        (answer(401, "no"), "answers 401", "--user and the password"),
        (answer(401, "{\"message\": \"no\"}"), "saying `{\"message\": \"no\"}`", "--user and the password"),
        (answer(200, "\u{1f}\u{8b}"), "cannot be read", "--from"),
        (
            with(200, "content-encoding", "gzip"),
            "is compressed (gzip), which was not asked for",
            "a proxy in front",
        ),
        (answer(403, ""), "answers 403", "the right to read"),
        (answer(404, "<html>"), "answers 404", "in front of `/statements`"),
        (answer(400, "bad question"), "saying `bad question`", "ask whoever runs"),
        (answer(429, ""), "answers 429", "pull again later"),
        (with(429, "retry-after", "3600"), "wants 3600 seconds of rest", "pull again after that"),
        (answer(500, "boom"), "answers 500", "the record store's"),
        (answer(418, ""), "answers 418", "ask whoever runs"),
        (answer(200, "<html>Sign in</html>"), "cannot be read: this file holds no statements", "--from"),
        (answer(200, "{\"statements\":[{\"id\":"), "cannot be read", "--from"),
        (answer(200, "{\"statements\":[],\"statements\":[]}"), "stands twice", "--from"),
        (answer(200, &listed), "it is a list alone", "--from"),
        (answer(200, "{\"statements\":[],\"more\":5}"), "`more` is `5`, and no link", "--from"),
        (answer(200, "{\"statements\":[],\"more\":false}"), "`more` is `false`, and no link", "--from"),
        (answer(200, "{\"statements\":[],\"more\":[\"/x\"]}"), "and no link", "--from"),
        (answer(200, &deep), "64 deep", "--from"),
        (answer(200, &large), "more than 1000000 bytes", "--from"),
        (with(200, "x-experience-api-version", "0.95"), "by version 0.95", "1.0 and 2.0 are read"),
        (with(302, "location", "https://evil.example/xapi"), "leads to another server", "no other server"),
        (with(302, "location", "http://lrs.elm.example/xapi"), "leads to another server", "no other server"),
        (with(302, "location", "/xapi/statements"), "answers 302", "ask whoever runs"),
        (
            more("https://evil.example/xapi/statements"),
            "leads to another server, https://evil.example",
            "a proxy in front",
        ),
        (more("//evil.example/xapi"), "leads to another server", "a proxy in front"),
        (more("/xapi/statements?a=\u{1}"), "signs that no address has", "a proxy in front"),
        (more("/xapi/statements?round"), "in a circle", "a proxy in front"),
        (Odd::Silence(Silence::Nobody), "no server of that name", "--from"),
        (Odd::Silence(Silence::Shut), "does not take the connection", "whether it runs"),
        (Odd::Silence(Silence::Distrusted), "certificate is not trusted", "--ca"),
        (Odd::Silence(Silence::Slow), "took too long", "try again later"),
        (Odd::Silence(Silence::CutOff), "broke off", "try again"),
        (Odd::Silence(Silence::TooLong), "too long", "smaller pages"),
    ];
    for (odd, why, help) in cases {
        for at in [1, 3] {
            let (ran, desk) = told_of(odd.clone(), at);
            assert_eq!(ran.exit, Exit::World, "{odd:?}: {}", ran.whole());
            assert!(ran.err.contains(why) && ran.err.contains(help), "{why}, {help}: {}", ran.err);
            assert!(ran.err.contains(ADDRESS) && ran.err.contains("nothing was recorded"), "{}", ran.err);
            assert_eq!(desk.size(), 1, "{why}");
            // The same desk, once it is over: nothing was remembered of what was not taken.
            desk.store_of(|own| own.odd.clear());
            desk.applied();
            assert_eq!(desk.verdicts(), ["failed", "passed", "passed", "passed"], "{why}");
        }
    }
}

#[test]
fn what_passes_is_tried_again_and_no_more_often_than_is_good() {
    let desk = desk(five());
    desk.store_of(|own| {
        own.odd = [
            (1, answer(503, "")),
            (2, with(429, "retry-after", " 7 ")),
            (4, Odd::Silence(Silence::CutOff)),
            (5, answer(502, "")),
            (6, with(503, "retry-after", "Wed, 21 Oct 2026 07:28:00 GMT")),
        ]
        .into();
    });
    let ran = desk.applied();
    assert_eq!(desk.machine().waited(), [1, 7, 1, 2, 4], "{}", ran.whole());
    assert!(ran.err.contains("it answers 503; trying again in 1 s (2 of 5)"), "{}", ran.err);
    assert_eq!(desk.verdicts().len(), 4);
    let (ran, desk) = told_of(answer(503, ""), 2);
    assert_eq!((desk.machine().waited(), ran.exit), (vec![1, 2, 4, 8], Exit::World));
}

#[test]
fn each_version_is_spoken_with_whoever_speaks_it() {
    for (takes, answers_by, asked, note) in [
        (vec!["2.0.0"], "2.0.0", "by xAPI 2.0.0", false),
        (vec!["1.0.3"], "1.0.3", "by xAPI 1.0.3", false),
        (vec!["1.0.3"], "2.0.0", "by xAPI 1.0.3", true),
        (vec!["2.0.0", "1.0.3"], "1.0.3", "by xAPI 2.0.0", true),
    ] {
        let desk = desk(five());
        desk.store_of(|own| (own.takes, own.answers_by) = (takes.clone(), answers_by));
        let ran = desk.applied();
        assert!(ran.out.contains(asked), "{}", ran.whole());
        assert_eq!(ran.err.contains("both are read alike"), note, "{}", ran.err);
        assert_eq!(desk.verdicts().len(), 4);
    }
    let none = desk(five());
    none.store_of(|own| own.takes = vec!["0.95"]);
    let ran = none.pull(&["--apply"]);
    assert!(ran.err.contains("answers 400") && ran.err.contains("unknown version"), "{}", ran.err);
}

#[test]
fn the_password_is_said_to_the_record_store_alone() {
    let token = "cmVhZGVyOm9wZW4gc2VzYW1l";
    let echo = format!("you said {PASSWORD}, that is {token}");
    let link = format!("https://evil.example/?{token}");
    let of = |odd: Option<Odd>| {
        let desk = desk(five());
        desk.store_of(|own| own.odd = odd.into_iter().map(|odd| (3, odd)).collect());
        (desk.pull(&["--save", "all.json", "--apply"]), desk)
    };
    for odd in [
        None,
        Some(answer(403, &echo)),
        Some(answer(200, &echo)),
        Some(with(302, "location", &link)),
        Some(more(&link)),
    ] {
        let (ran, desk) = of(odd);
        let (asked, asking) = desk.store_of(|own| (own.asked.clone(), own.asking.clone()));
        assert!(asked.iter().all(
            |(address, headers)| address.starts_with(ADDRESS) && headers["authorization"].contains(token)
        ));
        assert!(!format!("{asking:?}").contains(token));
        let store = std::fs::read(desk.store()).expect("the store stands on the true machine");
        let files = desk.bench.files().into_values().chain([store, ran.whole().into_bytes()]);
        for bytes in files {
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains(PASSWORD) && !text.contains(token), "{text}");
        }
    }
}

#[test]
fn what_is_typed_wrong_is_told_before_anybody_is_asked() {
    let desk = desk(five());
    let pull = |from: &str, user: &str, more: &[&str]| {
        desk.evidence(&[&["pull", "--from", from, "--user", user, "--package", PACKAGE], more].concat())
    };
    desk.machine().put("empty", b"\n");
    desk.machine().put("other", b"wrong\nmore\n");
    for (ran, why) in [
        (pull("lrs.elm.example/xapi", "reader", &[]), "this is no address of the web"),
        (pull("http://lrs.elm.example/xapi", "reader", &[]), "--insecure-http"),
        (pull("https://reader:secret@lrs.elm.example/xapi", "reader", &[]), "does not belong in an address"),
        (pull(ADDRESS, "rea:der", &[]), "--user names nobody"),
        (pull(ADDRESS, "reader", &["--since", "yesterday"]), "`yesterday` is no day and no time"),
        (pull(ADDRESS, "reader", &["--password-file", "empty"]), "has no password on its first line"),
        (pull(ADDRESS, "reader", &["--password-file", "none"]), "cannot read `none`"),
        (pull(ADDRESS, "reader", &["--ca", "none.pem"]), "cannot read `none.pem`"),
    ] {
        assert_eq!(ran.exit, Exit::World, "{}", ran.whole());
        assert!(ran.err.contains(why) && !ran.err.contains("secret@"), "{why}: {}", ran.err);
    }
    desk.machine().set("BONA_LRS_PASSWORD", "");
    assert_eq!(desk.questions(), Vec::<String>::new());
    let wrong = pull(ADDRESS, "reader", &["--password-file", "other"]);
    assert!(wrong.err.contains("answers 401") && wrong.err.contains("chmod 600 other"), "{}", wrong.err);
    desk.machine().put("right", format!("{PASSWORD}\r\n").as_bytes());
    assert_eq!(pull(ADDRESS, "reader", &["--password-file", "right"]).exit, Exit::Done);
}

#[test]
fn the_next_pull_begins_where_the_record_store_was_sure() {
    let since = |desk: &Desk| {
        desk.questions();
        desk.applied();
        let asked = desk.questions();
        let one = asked.iter().find(|asked| asked.contains("failed")).expect("it is asked for").clone();
        one.split("since=").nth(1).map(|time| time.replace("%3A", ":"))
    };
    let sure = |consistent: Option<&str>| {
        let desk = desk(five());
        desk.store_of(|own| own.consistent = consistent.map(str::to_owned));
        desk.applied();
        desk
    };
    assert_eq!(since(&sure(Some("2026-11-20T08:00:00.123Z"))).as_deref(), Some("2026-11-20T07:59:59Z"));
    assert_eq!(since(&sure(None)).as_deref(), Some("2026-11-03T14:50:00Z"));
    assert_eq!(since(&sure(Some("rubbish"))).as_deref(), Some("2026-11-03T14:50:00Z"));
    // Our clock says 2026-11-22T09:30:00Z. A little ahead is a clock; years ahead would hide all that is to come.
    assert_eq!(since(&sure(Some("2026-11-22T09:32:00Z"))).as_deref(), Some("2026-11-22T09:29:59Z"));
    let lying = sure(Some("2036-01-01T00:00:00Z"));
    assert!(lying.pull(&[]).err.contains("a time that is still to come"));
    assert_eq!(since(&lying).as_deref(), Some("2026-11-03T14:50:00Z"));
    // A dry run moves nothing, nor does a pull that left a gap behind it.
    let desk = desk(five());
    assert_eq!(desk.pull(&[]).exit, Exit::Done);
    assert_eq!(since(&desk), None);
    let gap = desk.pull(&["--since", "2026-11-10", "--apply"]);
    assert_eq!(gap.exit, Exit::Done, "{}", gap.whole());
    assert_eq!(since(&desk).as_deref(), Some("2026-11-03T14:50:00Z"));
}

#[test]
fn a_record_store_that_answers_otherwise_than_xapi_says_loses_nobody() {
    type Change = fn(&mut RecordStore);
    let cases: [(&str, Change, &str); 7] = [
        ("nothing is odd", |_| (), ""),
        ("since is the deed's time", |own| own.since_the_deed = true, "asks for all of it"),
        ("since gives nothing", |own| own.gives_nothing = vec!["since"], "asks for all of it"),
        ("registrations give nothing", |own| own.gives_nothing = vec!["registration"], "asks for all of it"),
        ("registrations are not heard", |own| own.does_not_hear = vec!["registration"], "asks for all of it"),
        ("verbs give nothing", |own| own.gives_nothing = vec!["verb"], "statements of a verb"),
        ("verbs are not heard", |own| own.does_not_hear = vec!["verb"], ""),
    ];
    for (what, change, note) in cases {
        let desk = desk(five());
        desk.store_of(change);
        let first = desk.applied();
        assert_eq!(desk.verdicts(), ["failed", "passed", "passed", "passed"], "{what}");
        // A deed of the same day, handed in weeks later by a device that was offline.
        let late = said(51, 5, "completed", "2026-11-21T10:00:00Z");
        let late = Value::Object(
            late.as_object()
                .expect("an object")
                .clone()
                .into_iter()
                .map(|(name, value)| {
                    let old = name == "timestamp";
                    (name, if old { json!("2026-11-01T00:00:00Z") } else { value })
                })
                .collect(),
        );
        desk.told(vec![late]);
        let second = desk.applied();
        assert_eq!(desk.verdicts().len(), 5, "{what}: {}", second.whole());
        let noted = [&first, &second]
            .iter()
            .all(|ran| if note.is_empty() { ran.err.is_empty() } else { ran.err.contains(note) });
        assert!(noted, "{what}: {}{}", first.err, second.err);
        assert!(desk.applied().out.contains("nothing new"), "{what}");
        assert_eq!(desk.records(), 5, "{what}");
    }
}

#[test]
fn a_record_store_that_goes_bad_later_is_found_out() {
    let desk = desk(five());
    desk.applied();
    desk.store_of(|own| own.since_the_deed = true);
    desk.told(vec![said(51, 5, "completed", "2026-11-21T10:00:00Z")]);
    let ran = desk.applied();
    assert!(ran.err.contains("asks for all of it"), "{}", ran.whole());
    desk.questions();
    desk.applied();
    assert!(
        !desk.questions().iter().any(|asked| asked.contains("since=") && asked.contains("verb=")),
        "nothing is remembered"
    );
}

#[test]
fn more_than_one_pull_takes_is_taken_by_the_next_ones() {
    let desk = desk(five());
    desk.applied();
    let many = 1_100;
    desk.store_of(|own| {
        own.newest_first = true;
        own.page = 100;
        for learner in 0..many {
            let time = format!(
                "2026-11-10T{:02}:{:02}:{:02}Z",
                8 + learner / 3_600,
                learner / 60 % 60,
                learner % 60
            );
            own.statements.push(said(100_000 + learner, 1_000 + learner, "completed", &time));
        }
    });
    let ran = desk.pull(&["--apply"]);
    assert!(ran.err.contains("does not give the oldest first"), "{}", ran.whole());
    desk.store_of(|own| own.newest_first = false);
    let mut pulls = 1;
    while desk.applied().out.contains("run the same command again") {
        pulls += 1;
        assert!(pulls < 10, "each pull goes on");
    }
    assert_eq!((pulls, desk.verdicts().len()), (2, 4 + many as usize));
}
