//! Both sides of each boundary day, what is never erased, and faults of the file.

use super::{Fate, Keeping, Over, Retention, Why, fate, retention};
use crate::diagnostic::Place;
use crate::duty::{Post, StaffKind};
use crate::source::Source;

const RULES: &str = r#"[
    Retention(id: "short", courses: ["first_contact"], after: Completion, keep: Days(10), says: "Ours, of 1 May.", as_of: "2026-11-23"),
    Retention(id: "leavers", courses: ["on_the_ward", "refresher"], after: Leaving, keep: Months(1), says: "Ours.", as_of: "2026-11-23"),
    Retention(id: "longer", courses: ["refresher"], after: Completion, keep: Years(1), says: "Ours.", as_of: "2026-11-23"),
]"#;

fn rules() -> Vec<Retention> {
    let checked = retention(&Source::new("retention.ron", RULES));
    checked.value.unwrap_or_else(|| panic!("{:?}", checked.diagnostics))
}

fn post(starts: &str, ends: Option<&str>) -> Post {
    let (role, place) = ("Nurse".to_owned(), "Ward 9".to_owned());
    Post { role, place, kind: StaffKind::Employed, starts: starts.into(), ends: ends.map(str::to_owned) }
}

fn keeping(records: &[(&str, &str)], posts: Vec<Post>) -> Keeping {
    let records = records.iter().map(|(course, day)| ((*course).into(), (*day).into())).collect();
    Keeping { records, posts, waivers: Vec::new() }
}

fn over(records: &[(usize, &str)]) -> Fate {
    let records = records.iter().map(|(rule, day)| (*rule, (*day).to_owned())).collect();
    Fate::Expired(Over { records, ..Over::default() })
}

#[test]
fn a_record_is_kept_on_its_last_day_and_not_on_the_next() {
    let done = keeping(&[("first_contact", "2026-11-01")], Vec::new());
    assert_eq!(fate(&done, &rules(), "2026-11-11"), Fate::Kept(vec![Why::Until("2026-11-11".into())], 0));
    assert_eq!(fate(&done, &rules(), "2026-11-12"), over(&[(0, "2026-11-11")]));
    // A month from the 31st of January is the last day of February.
    let gone = keeping(&[("on_the_ward", "2020-01-01")], vec![post("2019-01-01", Some("2026-01-31"))]);
    assert_eq!(fate(&gone, &rules(), "2026-02-28"), Fate::Kept(vec![Why::Until("2026-02-28".into())], 0));
    assert_eq!(fate(&gone, &rules(), "2026-03-01"), over(&[(1, "2026-02-28")]));
}

#[test]
fn whoever_has_not_left_for_certain_is_never_erased() {
    let far = "9999-01-01";
    let record = [("on_the_ward", "2020-01-01")];
    let left = post("2019-01-01", Some("2020-06-30"));
    let fate_of = |posts: Vec<Post>, today: &str| fate(&keeping(&record, posts), &rules(), today);
    assert_eq!(fate_of(Vec::new(), far), Fate::Kept(vec![Why::LeavingUnknown], 0));
    assert_eq!(fate_of(vec![left.clone(), post("2020-07-01", None)], far), Fate::Kept(vec![Why::Present], 0));
    // On the last day of a post they are there; a post that begins later counts too.
    assert_eq!(fate_of(vec![left.clone()], "2020-06-30"), Fate::Kept(vec![Why::Present], 0));
    let later = vec![left, post("2030-01-01", Some("2030-02-01"))];
    assert_eq!(fate_of(later.clone(), "2025-01-01"), Fate::Kept(vec![Why::Present], 0));
    assert_eq!(fate_of(later.clone(), "2030-03-01"), Fate::Kept(vec![Why::Until("2030-03-01".into())], 0));
    assert_eq!(fate_of(later, "2030-03-02"), over(&[(1, "2030-03-01")]));
}

#[test]
fn the_longest_rule_counts_and_what_no_rule_is_about_stays() {
    let posts = vec![post("2019-01-01", Some("2025-01-15"))];
    let done = keeping(&[("refresher", "2025-01-01")], posts.clone());
    assert_eq!(fate(&done, &rules(), "2026-01-01"), Fate::Kept(vec![Why::Until("2026-01-01".into())], 0));
    assert_eq!(fate(&done, &rules(), "2026-01-02"), over(&[(2, "2026-01-01")]));
    // Where one of them runs from leaving, and nobody knows when, no other lets it run out.
    let unknown = keeping(&[("refresher", "2025-01-01")], Vec::new());
    assert_eq!(fate(&unknown, &rules(), "9999-01-01"), Fate::Kept(vec![Why::LeavingUnknown], 0));
    let both = keeping(&[("first_contact", "2020-01-01"), ("other", "2020-01-01")], posts);
    assert_eq!(fate(&both, &rules(), "2026-01-01"), Fate::Kept(vec![Why::NoRule("other".into())], 1));
    let mut waived = keeping(&[("first_contact", "2020-01-01")], Vec::new());
    waived.waivers = vec!["2020-06-01".into()];
    assert_eq!(fate(&waived, &rules(), "2026-01-01"), Fate::Kept(vec![Why::Waiver], 1));
    assert_eq!(fate(&Keeping::default(), &rules(), "2026-01-01"), Fate::Nothing);
}

#[test]
fn waivers_and_posts_run_out_where_a_rule_is_about_them() {
    let also = r#"[
        Retention(id: "short", courses: ["first_contact"], also: [Waivers], after: Completion, keep: Days(10), says: "Ours.", as_of: "2026-11-23"),
        Retention(id: "list", courses: [], also: [StaffList], after: Leaving, keep: Months(6), says: "Ours.", as_of: "2026-11-23"),
    ]"#;
    let rules = retention(&Source::new("retention.ron", also)).value.expect("they are sound");
    let fate_on = |keeping: &Keeping, today: &str| fate(keeping, &rules, today);
    // Somebody of whom a staff list alone says anything.
    let gone = keeping(&[], vec![post("2019-01-01", Some("2026-01-31"))]);
    assert_eq!(fate_on(&gone, "2026-07-31"), Fate::Kept(vec![Why::ListedUntil("2026-07-31".into())], 0));
    let posts = Some((1, "2026-07-31".to_owned()));
    assert_eq!(fate_on(&gone, "2026-08-01"), Fate::Expired(Over { posts: posts.clone(), ..Over::default() }));
    assert_eq!(fate(&gone, &self::rules(), "2099-01-01"), Fate::Nothing, "no rule is about posts there");
    assert_eq!(
        fate_on(&keeping(&[], vec![post("2019-01-01", None)]), "2099-01-01"),
        Fate::Kept(vec![Why::Present], 0)
    );
    // A waiver is kept until ten days after its last.
    let mut waived = gone;
    waived.waivers = vec!["2026-09-01".into()];
    assert_eq!(fate_on(&waived, "2026-09-11"), Fate::Kept(vec![Why::Until("2026-09-11".into())], 0));
    let waivers = vec![(0, "2026-09-11".to_owned())];
    assert_eq!(fate_on(&waived, "2026-09-12"), Fate::Expired(Over { posts, waivers, ..Over::default() }));
    for (from, to) in [("after: Leaving", "after: Completion"), ("[StaffList]", "[]"), ("StaffList", "Staff")]
    {
        let checked = retention(&Source::new("retention.ron", also.replacen(from, to, 1)));
        assert!(checked.value.is_none(), "{from}");
    }
}

#[test]
fn faults_of_rules_are_named_at_their_place() {
    for (from, to, rule, marked) in [
        ("\"short\"", "\"S\"", "bad-id", "\"S\""),
        ("\"leavers\"", "\"short\"", "duplicate-id", "\"short\""),
        ("[\"first_contact\"]", "[]", "nothing-inside", "[]"),
        ("\"first_contact\"", "\"First\"", "bad-id", "\"First\""),
        ("Days(10)", "Days(0)", "wrong-type", "Days"),
        ("\"Ours, of 1 May.\"", "\" \"", "missing-field", "\" \""),
        ("\"2026-11-23\"", "\"November\"", "day-form", "\"November\""),
        ("after: Completion, ", "", "missing-field", ""),
        ("Leaving", "Leavign", "unknown-kind", "Leavign"),
    ] {
        let text = RULES.replacen(from, to, 1);
        assert!(text != RULES, "{from}");
        let checked = retention(&Source::new("retention.ron", text.clone()));
        assert!(checked.value.is_none(), "{from}");
        let fault = checked.diagnostics.first().expect("a fault");
        assert_eq!(fault.rule.entry().code, rule, "{from}: {}", fault.message);
        assert!(fault.help.is_some(), "{}", fault.message);
        let Place::Bytes(span) = &fault.at.place else { panic!("{from}: {:?}", fault.at) };
        assert!(text[span.clone()].starts_with(marked), "{from}: {}", &text[span.clone()]);
    }
}
