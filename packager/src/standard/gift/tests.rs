//! What stands in the file, line by line. Another reader of it is `tests/oracles/exchange.py`.

use crate::exchange::tests::course;
use crate::page::sample;
use crate::standard::tests::{options, packed};
use crate::verify::Book;

fn text_of(course: &bona_engine::course::Course) -> String {
    let (made, bytes) = packed(course, "gift", &options("universal")).expect("packed");
    assert_eq!((made.files, made.state), (1, None));
    let text = String::from_utf8(bytes).expect("UTF-8");
    let files = [("questions.txt".to_owned(), text.clone().into_bytes())].into();
    let book = Book::of("gift").expect("listed");
    let broken: Vec<_> = book.broken(&files, &["questions.txt".into()]).iter().map(|rule| rule.id).collect();
    assert_eq!(broken, [""; 0]);
    text
}

/// The lines of a question, from its id on.
fn question<'a>(text: &'a str, id: &str) -> Vec<&'a str> {
    let own = text.split("\n\n").find(|block| block.starts_with(&format!("// [id:{id}]")));
    own.unwrap_or_default().lines().collect()
}

#[test]
fn each_kind_is_written_as_gift_has_it() {
    let mut asked = course();
    // A third pair makes it long enough.
    let block = &mut asked.modules[0].pages[0].blocks;
    let matching = block.iter_mut().find_map(|block| match &mut block.kind {
        bona_engine::course::BlockKind::Question(question) if question.id.as_str() == "match_it" => {
            Some(question)
        }
        _ => None,
    });
    let bona_engine::course::QuestionKind::Matching(own) = &mut matching.expect("there").kind else {
        panic!("matching")
    };
    own.pairs.push(own.pairs[0].clone());
    let text = text_of(&asked);
    assert_eq!(
        question(&text, "bank_repair"),
        [
            "// [id:bank_repair] [tag:repair_a_slip]",
            "::You used the wrong pronoun. What mends it best?:: [html]<p>You used the wrong pronoun. What mends it best?</p> {",
            "\t=<p>“Sorry, she. So, her appointment is at ten.”</p>#<p>Short, corrected, and the talk moves on\\: nobody is made to look after your feelings.</p>",
            "\t~<p>Explain at length how hard you are trying.</p>#<p>It makes the patient comfort you.</p>",
            "\t~<p>Say nothing and avoid pronouns from now on.</p>#<p>It was heard. Leaving it unmended says that it did not matter.</p>",
            "}",
        ]
    );
    assert_eq!(
        question(&text, "bank_rule")[2],
        "\tTRUE#<p>Records are changed when the patient asks.</p>#<p>Records are changed when the patient asks.</p>"
    );
    let several = question(&text, "bank_open");
    let signs: Vec<&str> =
        several[2..6].iter().map(|line| line.split('<').next().unwrap_or_default()).collect();
    assert_eq!(signs, ["\t~%50%", "\t~%-50%", "\t~%50%", "\t~%-50%"]);
    assert!(several[6].starts_with("\t####<p>A good opening"), "{several:?}");
    assert_eq!(
        question(&text, "write_it")[2..5],
        [
            "\t=%100%pronouns#<p>They stand for a name.</p>",
            "\t=%100%Pronoun.#<p>They stand for a name.</p>",
            "\t=%0%*#<p>It is the small words that stand for a name.</p>",
        ]
    );
    assert_eq!(question(&text, "count_it")[2], "\t#=3.1..3.3#<p>So said the census.</p>");
    assert_eq!(
        question(&text, "match_it")[2..6],
        [
            "\t=<p>“Who should we call?”</p> -> Emergency contact",
            "\t=<p>“How shall I address you?”</p> -> Letters and calls",
            "\t=<p>“Who should we call?”</p> -> Emergency contact",
            "\t= -> Nothing that we need",
        ]
    );
    assert!(question(&text, "sort_it").is_empty(), "two pairs are too few");
    for said in [
        "question `sort_it`: GIFT wants three pairs or more",
        "question `order_it`: things cannot be put in order",
    ] {
        assert!(text.lines().any(|line| line.starts_with(&format!("// {said}"))), "{said}");
    }
}

#[test]
fn no_word_is_taken_for_a_sign() {
    let mut course = sample::course();
    let test = course.test.as_mut().expect("a test");
    test.bank.questions[0].ask = sample::words("a\\b ~c =d #e {f} :: g\n\n// h $CATEGORY: i ->");
    let text = text_of(&course);
    let own = question(&text, "bank_rule");
    assert_eq!(
        own[1],
        "::a\\\\b \\~c \\=d \\#e \\{f\\} \\:\\: g // h $CATEGORY\\: i ->:: [html]<p>a\\\\b \\~c \\=d \\#e \\{f\\} \\:\\: g\\n\\n// h $CATEGORY\\: i -&gt;</p> {"
    );
    assert_eq!(text_of(&course), text, "the same bytes every time");
}
