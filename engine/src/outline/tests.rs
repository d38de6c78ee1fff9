use super::{Anchor, Form, Landing, Line, Outline, Thing, text_hash};

/// Key, what holds it, words; a key that ends in `/` is of a thing without an id.
fn outline(things: &[(&str, Option<usize>, &str)]) -> Outline {
    let made = things.iter().map(|(key, above, words)| {
        let hash = text_hash(words);
        let named = !key.ends_with('/');
        let key = if named { (*key).to_owned() } else { format!("{key}{}", &hash[..8]) };
        let lines = vec![Line { label: "", form: Form::Paragraph, words: (*words).to_owned() }];
        Thing { key, named, what: "Thing", above: *above, lines, hash, alike: 1 }
    });
    Outline { things: made.collect() }
}

fn anchor<'a>(before: &'a Outline, at: usize, above: &'a [String], alike: usize) -> Anchor<'a> {
    let thing = &before.things[at];
    Anchor { of: &thing.key, text: &thing.hash, above, alike }
}

#[test]
fn what_has_an_id_is_found_by_it_wherever_it_went() {
    let before = outline(&[("course/c", None, "C"), ("one", Some(0), "One"), ("ask", Some(1), "Who?")]);
    let above = before.above(2);
    assert_eq!(above, ["one", "course/c"]);
    let own = anchor(&before, 2, &above, 1);
    assert_eq!(before.find(&own), Landing::Same(2));
    let moved = outline(&[("course/c", None, "C"), ("two", Some(0), "Two"), ("ask", Some(1), "Who is it?")]);
    assert_eq!(moved.find(&own), Landing::Changed(2));
    let gone = outline(&[("course/c", None, "C"), ("two", Some(0), "Two"), ("one", Some(0), "Who?")]);
    assert_eq!(gone.find(&own), Landing::Gone(2), "its page, not what says the same");
    assert_eq!(outline(&[("course/c", None, "C")]).find(&own), Landing::Gone(0));
}

#[test]
fn what_has_no_id_is_found_by_words_that_stand_once() {
    let before =
        outline(&[("course/c", None, "C"), ("one", Some(0), "One"), ("one/text/", Some(1), "Words.")]);
    let above = before.above(2);
    let own = anchor(&before, 2, &above, 1);
    let moved = outline(&[("course/c", None, "C"), ("two", Some(0), "2"), ("two/text/", Some(1), "Words.")]);
    assert_eq!(moved.find(&own), Landing::Same(2));
    let changed =
        outline(&[("course/c", None, "C"), ("one", Some(0), "1"), ("one/text/", Some(1), "Others.")]);
    assert_eq!(changed.find(&own), Landing::Gone(1), "what stands there now is another thing");
    let quoted =
        outline(&[("course/c", None, "C"), ("one", Some(0), "1"), ("one/quote/", Some(1), "Words.")]);
    assert_eq!(quoted.find(&own), Landing::Gone(1), "a quote is no text");
    let copied = outline(&[
        ("course/c", None, "C"),
        ("two", Some(0), "2"),
        ("two/text/", Some(1), "Words."),
        ("one", Some(0), "1"),
        ("one/text/", Some(3), "Words."),
    ]);
    assert_eq!(copied.find(&own), Landing::Same(4), "a copy elsewhere is not it");
    // One of two that said the same is gone: nobody can tell which it was.
    let above = copied.above(4);
    let one_of_two = anchor(&copied, 4, &above, 2);
    assert_eq!(copied.find(&one_of_two), Landing::Same(4));
    let left = outline(&[("course/c", None, "C"), ("two", Some(0), "2"), ("two/text/", Some(1), "Words.")]);
    assert_eq!(left.find(&one_of_two), Landing::Gone(0));
}

#[test]
fn a_hash_of_few_digits_finds_nothing() {
    let one = outline(&[("course/c", None, "C"), ("one", Some(0), "One")]);
    let short = Anchor { of: "one", text: "", above: &[], alike: 1 };
    assert_eq!(one.find(&short), Landing::Changed(1));
}
