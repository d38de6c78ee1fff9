use std::sync::atomic::Ordering;

use super::{Bundle, BundlePath, Part, measure};
use crate::error::PackError;
use crate::made_up::{Counting, Shelf};

fn bytes(text: &str) -> Part {
    Part::Bytes(text.as_bytes().to_vec())
}

#[test]
fn a_path_is_what_every_lms_takes() {
    let long = format!("{}.css", "a".repeat(116));
    let good = ["index.html", "media/a-b_c.1.png", "a/b/c/d/e/f.svg", "imscp_rootv1p1p2.xsd", &long];
    for path in good {
        assert_eq!(BundlePath::parse(path).expect(path).as_str(), path);
    }
    let longer = format!("a{long}");
    let bad = [
        "",
        "/a",
        "a/",
        "a//b",
        "..",
        "a/../b",
        "./a",
        "a\\b",
        "c:/a",
        "A.html",
        "a b",
        "é.png",
        "a\0",
        "a/.hidden",
        "a.",
        "a/b/c/d/e/f/g.svg",
        &longer,
    ];
    for path in bad {
        assert!(matches!(BundlePath::parse(path), Err(PackError::BadPath(_))), "{path:?}");
    }
    for path in ["a.php", "media/run.exe", "x.htaccess", "a.shtml", "a.b.sh"] {
        assert!(matches!(BundlePath::parse(path), Err(PackError::BlockedExtension(_))), "{path:?}");
    }
}

#[test]
fn no_part_replaces_another() {
    let mut bundle = Bundle::default();
    bundle.add_manifest("imsmanifest.xml", b"<m/>".to_vec()).expect("free");
    bundle.add("media/a.png", bytes("a")).expect("free");
    for taken in ["imsmanifest.xml", "media/a.png", "media", "media/a.png/b.png"] {
        let refused = bundle.add(taken, bytes("b"));
        assert!(matches!(&refused, Err(PackError::PathTaken(path)) if path == taken), "{taken}: {refused:?}");
    }
    bundle.add("media/a.png2", bytes("c")).expect("free: it only begins alike");
}

#[test]
fn a_name_that_differs_in_case_alone_is_taken() {
    // Control documents are exempt from lower case, so only they can clash so; the rule holds for what comes later.
    let mut bundle = Bundle::default();
    bundle.add("ims_xml.xsd", bytes("")).expect("free");
    assert!(bundle.add("ims_xml.xsd", bytes("")).is_err());
    assert!(bundle.taken.iter().all(|path| *path == path.to_ascii_lowercase()));
}

#[test]
fn the_manifest_goes_first_and_the_rest_in_byte_order() {
    let mut bundle = Bundle::default();
    for path in ["b.js", "a/z.css", "a-b.css", "media/x.png"] {
        bundle.add(path, bytes("")).expect("free");
    }
    bundle.add_manifest("imsmanifest.xml", Vec::new()).expect("free");
    let order: Vec<&str> = bundle.parts().map(|(path, _)| path.as_str()).collect();
    assert_eq!(order, ["imsmanifest.xml", "a-b.css", "a/z.css", "b.js", "media/x.png"]);
}

#[test]
fn media_are_measured_in_blocks() {
    let content = vec![7; 200_000];
    let shelf = Shelf::default().with("a.png", &content);
    let watch = Counting::patient();
    let media = measure(&shelf, "a.png", &watch).expect("readable");
    assert_eq!((media.len, media.crc), (200_000, crc32fast::hash(&content)));
    assert_eq!(media.sha256, Part::Bytes(content).sha256());
    assert_eq!(watch.steps.load(Ordering::Relaxed), 1);

    assert!(matches!(measure(&shelf, "a.png", &Counting::until(2)), Err(PackError::Interrupted)));
    let missing = measure(&shelf, "b.png", &Counting::patient()).expect_err("not there");
    assert_eq!(missing.to_string(), "cannot read `media/b.png`");
}
