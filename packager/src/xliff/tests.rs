//! What tools by others make of our files is read as it is meant: segments, marks of theirs, codes in other clothes.

use bona_engine::check::Piece;
use bona_engine::limits::XLIFF_BYTES;

use super::read_xliff;

fn text(words: &str) -> Piece {
    Piece::Text(words.to_owned())
}

/// A unit of version 2.1 with this in it.
fn two(inner: &str) -> bona_engine::check::Returned {
    let xliff = format!(
        "<xliff version=\"2.1\" srcLang=\"en\" trgLang=\"cy\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" \
         xmlns:bona=\"urn:bona:translation:1\" xmlns:mtc=\"urn:oasis:names:tc:xliff:matches:2.0\">\n\
         <file id=\"f\" original=\"one\"><group id=\"g\"><unit id=\"a:b:c\">{inner}</unit></group></file></xliff>"
    );
    read_xliff(xliff.as_bytes()).expect("it is XLIFF").units.remove(0)
}

/// The same of version 1.2.
fn one(inner: &str) -> bona_engine::check::Returned {
    let xliff = format!(
        "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"><file original=\"one\" \
         source-language=\"en\" target-language=\"cy\" datatype=\"x\"><body><group>\n<trans-unit id=\"a:b:c\">{inner}\
         </trans-unit></group></body></file></xliff>"
    );
    read_xliff(xliff.as_bytes()).expect("it is XLIFF").units.remove(0)
}

#[test]
fn segments_are_one_text() {
    let unit =
        two("<segment id=\"s1\" state=\"translated\"><source>One. </source><target>Un. </target></segment>\
         <ignorable><source>\n</source></ignorable>\
         <segment id=\"s2\" state=\"final\"><source>Two.</source><target>Dau.</target></segment>");
    assert_eq!((unit.key.as_str(), unit.line, unit.done), ("a/b/c", 2, Some(true)));
    assert_eq!(unit.source, [text("One. "), text("\n"), text("Two.")]);
    assert_eq!(unit.target, [text("Un. "), text("\n"), text("Dau.")]);
    let half = two(
        "<segment><source>One.</source><target>Un.</target></segment><segment state=\"initial\"><source>Two.</source></segment>",
    );
    assert!(half.fault.expect("it is half translated").0.contains("only some of its segments"));
    let none = two("<segment><source>One.</source></segment><ignorable><source> </source></ignorable>");
    assert_eq!((none.target, none.done, none.fault), (Vec::new(), None, None));
}

#[test]
fn codes_are_codes_in_other_clothes() {
    let wanted = [text("a"), Piece::Open(1), text("b"), Piece::Close(1), Piece::Lone(2)];
    for target in [
        "a<pc id=\"1\">b</pc><ph id=\"2\"/>",
        "a<sc id=\"1\"/>b<ec startRef=\"1\"/><ph id=\"2\" dataRef=\"d1\"/>",
        "a<pc id=\"1\"><mrk id=\"m1\" type=\"comment\">b</mrk></pc><sm id=\"m2\"/><!-- c --><ph id=\"2\"/><em startRef=\"m2\"/>",
    ] {
        assert_eq!(two(&format!("<segment><source/><target>{target}</target></segment>")).target, wanted);
    }
    for target in [
        "a<g id=\"1\">b</g><x id=\"2\"/>",
        "a<bx id=\"1\"/>b<ex id=\"1\"/><ph id=\"2\">{v}</ph>",
        "<mrk mtype=\"seg\" mid=\"0\">a<bpt id=\"1\">**</bpt>b<ept id=\"1\">**</ept></mrk><x id=\"2\"/>",
    ] {
        assert_eq!(one(&format!("<source/><target>{target}</target>")).target, wanted);
    }
}

#[test]
fn only_a_units_own_target_counts() {
    let unit = one("<source>One</source><seg-source><mrk mtype=\"seg\" mid=\"0\">One</mrk></seg-source>\
         <target state=\"needs-translation\"/><alt-trans><source>One</source><target>Un</target></alt-trans>");
    assert_eq!((unit.source, unit.target, unit.done), (vec![text("One")], Vec::new(), Some(false)));
    let unit = two(
        "<mtc:matches><mtc:match ref=\"#\"><source>One</source><target>Un</target></mtc:match></mtc:matches>\
         <segment><source>One</source></segment>",
    );
    assert_eq!((unit.source, unit.target), (vec![text("One")], Vec::new()));
}

#[test]
fn what_is_too_large_or_no_text_is_refused() {
    let large = vec![b' '; usize::try_from(XLIFF_BYTES).expect("it fits") + 1];
    assert!(read_xliff(&large).expect_err("it is too large").why.contains("at most 64000000"));
    let fault = read_xliff(b"<a>\n\xff</a>").expect_err("it is no UTF-8");
    assert_eq!((fault.line, fault.why.as_str()), (2, "the file is no UTF-8 here"));
    let many = format!("<a>{}</a>", "<b/>".repeat(2_000_001));
    assert!(read_xliff(many.as_bytes()).expect_err("it is too much").why.contains("more than 2000000"));
}
