//! What every standard must keep, and a course on which to try it.

use std::collections::BTreeMap;
use std::io::Cursor;

use bona_engine::course::Course;

use super::{STANDARDS, standard};
use crate::archive::Archive;
use crate::error::PackError;
use crate::made_up::{Counting, Shelf};
use crate::pack::{PackOptions, Packed, pack};
use crate::profile::Profile;

/// Ten bytes that are no picture: no test here looks at it.
pub(crate) fn shelf() -> Shelf {
    Shelf::default().with("desk.png", b"\x89PNG\r\n\x1a\n..")
}

pub(crate) fn options(profile: &str) -> PackOptions<'static> {
    let profile = Profile::named(profile).expect("a profile");
    PackOptions { part: crate::Part::Course, ..PackOptions::of(profile) }
}

/// Packs the sample course and gives its bytes.
pub(crate) fn packed(
    course: &Course,
    format: &str,
    options: &PackOptions<'_>,
) -> Result<(Packed, Vec<u8>), PackError> {
    let mut bytes = Vec::new();
    let standard = standard(format).expect("a format");
    let packed = pack(course, &shelf(), standard, options, &Counting::patient(), &mut bytes)?;
    Ok((packed, bytes))
}

/// All files of a package by name, and their names in order.
pub(crate) fn unpacked(zip: Vec<u8>) -> (BTreeMap<String, Vec<u8>>, Vec<String>) {
    let mut archive = Archive::open(Cursor::new(zip)).expect("a sound zip");
    let order: Vec<String> = archive.names().map(str::to_owned).collect();
    let files =
        order.iter().map(|name| (name.clone(), archive.read(name, 10_000_000).expect("sound"))).collect();
    (files, order)
}

#[test]
fn each_standard_is_found_by_its_name() {
    let names: Vec<&str> = STANDARDS.iter().map(|standard| standard.name()).collect();
    let known = "scorm12 scorm2004-3 scorm2004-4 cmi5 xapi aicc html html-single cc11 cc13 moodle-xml gift";
    assert_eq!(names.join(" "), known);
    for name in names {
        assert_eq!(standard(name).expect("listed").name(), name);
    }
    assert!(standard("scorm13").is_none());
}

#[test]
fn what_all_packages_hold_is_there() {
    let course = crate::page::sample::course();
    for format in ["scorm12", "scorm2004-3", "scorm2004-4", "aicc", "html"] {
        let (packed, zip) = packed(&course, format, &options("universal")).expect("packed");
        let (files, order) = unpacked(zip);
        let common = [
            "accept.js",
            "accessibility.html",
            "course-evidence.json",
            "index.html",
            "items.js",
            "media/desk.png",
            "player.css",
            "player.js",
            "readme-lms.html",
            "readme-lms.txt",
        ];
        let first = if format.starts_with("scorm") { vec!["imsmanifest.xml"] } else { vec![] };
        assert_eq!(order, [first.as_slice(), &common].concat(), "{format}");
        assert_eq!(packed.files, order.len());
        let page = String::from_utf8(files["index.html"].clone()).expect("UTF-8");
        assert!(page.starts_with("<!doctype html>"), "{format}");
        assert!(page.contains("src=\"media/desk.png\""), "{format}");
    }
}

#[test]
fn nothing_in_a_package_is_loaded_from_elsewhere() {
    let course = crate::page::sample::course();
    let loads = [
        "src=\"http",
        "src=\"//",
        "url(http",
        "url(//",
        "@import",
        "http:",
        "<base",
        "<link rel=\"stylesheet\" href=\"http",
    ];
    let guilty = |text: &str| loads.iter().find(|load| text.contains(**load)).copied();
    assert_eq!(guilty("<script src=\"https://cdn.example/x.js\">"), Some("src=\"http"), "the canary");
    let mut judged = 0;
    for format in ["scorm12", "scorm2004-3", "aicc", "html"] {
        let (_, zip) = packed(&course, format, &options("universal")).expect("packed");
        for (name, bytes) in unpacked(zip).0 {
            // Whom a page may speak to is no load: a learning system on this machine, for a trial.
            let text = String::from_utf8_lossy(&bytes).replace("http://127.0.0.1:* http://localhost:*", "");
            // Namespaces of the manifest are names and not addresses.
            if name != "imsmanifest.xml" && !name.starts_with("media/") {
                assert_eq!(guilty(&text), None, "{format}: {name}");
                judged += 1;
            }
        }
    }
    assert!(12 <= judged, "{judged} files judged");
}

#[test]
fn a_places_package_has_the_place_in_its_title_and_the_same_ids() {
    let mut course = crate::page::sample::course();
    course.address = Some("https://training.example/first_contact".into());
    let of = |format: &str, place: Option<&'static str>| {
        let variant = place.map(|_| "elm_street");
        let options = PackOptions { variant, place, ..options("universal") };
        let (_, bytes) = packed(&course, format, &options).expect("packed");
        let (files, _) = unpacked(bytes);
        if place.is_some() {
            let (_, sheet) =
                files.iter().find(|(name, _)| *name == "readme-lms.txt").expect("it has a sheet");
            let sheet = String::from_utf8_lossy(sheet);
            assert!(sheet.contains("Tailored for: Elm & Ash (elm_street)\n"), "{format}: {sheet}");
        }
        let manifest = files
            .iter()
            .find(|(name, _)| ["imsmanifest.xml", "cmi5.xml", "tincan.xml"].contains(&name.as_str()));
        String::from_utf8(manifest.expect("it has one").1.clone()).expect("UTF-8")
    };
    let named = format!("{} (Elm &amp; Ash)", course.title);
    for format in ["scorm12", "scorm2004-3", "scorm2004-4", "cmi5", "xapi", "cc11", "cc13"] {
        let (own, place) = (of(format, None), of(format, Some("Elm & Ash")));
        assert!(place.contains(&named) && !own.contains("Elm"), "{format}: {place}");
        assert_eq!(place.replace(" (Elm &amp; Ash)", ""), own, "{format}: no more than the title differs");
    }
}

#[test]
fn what_names_a_package_is_never_cut_off_its_title() {
    use super::named;
    assert_eq!(named("Names", [None, None]), "Names");
    assert_eq!(named("Names", [Some("Elm"), Some("English, Cymraeg")]), "Names (Elm; English, Cymraeg)");
    let long = named(&"ŷ".repeat(300), [Some("Elm"), None]);
    assert_eq!((long.chars().count(), long.ends_with("ŷ (Elm)")), (200, true));
}
