//! Every sentence that the player itself says, in British English.
//!
//! Two tables: `page` is for the templates, `player` travels in the data block. `{name}` stands for a value
//! that is put in; a key that ends in `.one` or `.other` is chosen by number. A further language is a
//! further pair of tables, and no sentence stands anywhere else.

use std::collections::BTreeMap;

/// A table of sentences by key.
pub(crate) type Words = BTreeMap<&'static str, &'static str>;

/// Sentences that templates and views put into the document.
pub(crate) fn page() -> Words {
    PAGE.iter().copied().collect()
}

/// Sentences that the script needs later: `strings.ts` reads them by these keys.
pub(crate) fn player() -> Words {
    PLAYER.iter().copied().collect()
}

/// Puts values into a sentence: `{n}` becomes the value that is called `n`.
pub(crate) fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(sentence.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

const PAGE: &[(&str, &str)] = &[
    ("skip", "Skip to the page"),
    ("aids", "Help and settings"),
    ("contents", "Contents"),
    ("get_support", "Get support"),
    ("colours", "Colours: auto"),
    ("progress", "Steps done"),
    ("new_window", "Opens in a new window"),
    (
        "no_script",
        "Scripts are switched off here. You can read everything, but answers are neither checked nor kept.",
    ),
    ("pages_nav", "Pages, {title}"),
    ("start", "Start"),
    ("continue", "Continue"),
    ("back", "Back"),
    ("go_on", "Go on"),
    ("part_of", "Part {n} of {all}"),
    ("part", "Part {n}"),
    ("practise", "What you will practise"),
    ("time", "Time"),
    ("time.one", "About 1 minute. Stop when you like: your place is kept."),
    ("time.other", "About {n} minutes. Stop when you like: your place is kept."),
    ("who_sees", "Who sees what"),
    ("told", "Your learning system is told {list}. It also keeps your place."),
    ("told_nothing", "Nothing is sent to anybody. Your place is kept on this device alone."),
    ("told.finished", "whether you finished"),
    ("told.time", "how long you were here"),
    ("told.score", "your best test result"),
    ("told.answers", "how you answered the questions"),
    ("told.choices", "what you chose in the scenes"),
    ("list.last", "{list} and {last}"),
    ("kept_back.pledge", "What you pledge stays on this device."),
    ("one_scene", "One scene"),
    ("some_scenes", "Some scenes"),
    ("one_page", "One page"),
    ("may_skip", "You can skip it; skipping counts as done and is not reported."),
    ("draft", "Draft"),
    ("draft_by", "Not yet reviewed by {list}."),
    ("draft_plain", "This text is not yet released."),
    ("reviewer.lived_experience", "people with lived experience"),
    ("reviewer.accessibility", "an accessibility tester"),
    ("reviewer.clinical", "a clinician"),
    ("reviewer.legal", "a lawyer"),
    ("label.scene", "Scene"),
    ("label.practice", "Practice"),
    ("label.pledge", "Pledge"),
    ("label_test", "Test"),
    ("before", "Before you read on"),
    ("before_text", "Skipping counts as done, and is not reported."),
    ("read", "Read it"),
    ("skip_it", "Skip it"),
    ("skipped", "Skipped"),
    (
        "skipped_text",
        "You skipped this scene. It counts as done, and skipping is not reported. What it is about:",
    ),
    ("note", "Note"),
    ("fact", "Fact"),
    ("how_far", "How far it goes"),
    ("as_of", "{date}."),
    ("source", "Source"),
    ("instead_of", "Instead of"),
    ("say", "Say"),
    ("because", "Because"),
    ("picture_by", "Picture: {name}"),
    ("choose_one", "Choose one."),
    ("choose_all", "Choose all that apply."),
    ("true_or_false", "Choose whether this is true."),
    ("true", "True"),
    ("false", "False"),
    ("check", "Check my answer"),
    ("scene_paper", "The whole scene, as a script"),
    ("scene_start", "It begins"),
    ("scene_step", "Step {n}"),
    ("scene_end", "Ending {n}"),
    ("step_back", "Go back one step"),
    ("again", "Start the scene again"),
    ("your_pledge", "Your pledge"),
    ("left_title", "What is left"),
    ("then", "(go to {where})"),
    ("looking_back", "Looking back"),
    ("own_words", "In your own words"),
    ("pledge_private", "Nobody else is told what you choose or write."),
    ("pledge_after", "Look at it again after {span}."),
    ("pledge_keep", "Keep it on this device, where others who use the device could read it"),
    ("pledge_save", "Save my pledge"),
    ("test_title", "Test"),
    ("test_questions.one", "1 question, one after another."),
    ("test_questions.other", "{n} questions, one after another."),
    ("test_pass", "{n} per cent of the points is a pass."),
    ("test_attempts", "You can take it {n} times. After that, the pages that you missed open a further set."),
    ("test_no_script", "The test needs scripts."),
    ("test_length", "Length"),
    ("test_mark", "To pass"),
    ("test_tries", "Attempts"),
    ("test_begin", "Start the test"),
    ("finish", "Finish"),
    ("finish_title", "The last page"),
    ("finish_lead", "You can come back whenever you like: your answers stay readable."),
    ("counts", "What counts"),
    ("counts.pages", "The course is complete when every page is done."),
    ("counts.test", "The course is complete when the test is passed."),
    ("counts.pages_and_test", "The course is complete when every page is done and the test is passed."),
    ("sent", "What is sent"),
    ("to_lms", "To your learning system"),
    ("to_device", "To this device alone"),
    ("to_lms_text", "Your place, {list}."),
    ("to_device_text", "Your place and your answers. Nothing leaves the device."),
    ("not_sent", "Not sent"),
    ("not_sent.pledge", "what you pledged"),
    ("not_sent.words", "the words of your answers"),
    ("not_sent.skip", "a report that you skipped a scene"),
    ("close_to_home", "If any of this was close to home"),
    ("save_close", "Save and close"),
    ("support_title", "Get support"),
    ("call", "Call {phone}"),
    ("support_site", "Website"),
    ("sources_title", "Sources"),
    ("retrieved", "Read in {date}."),
    ("credits", "Credits"),
    ("month.01", "January"),
    ("month.02", "February"),
    ("month.03", "March"),
    ("month.04", "April"),
    ("month.05", "May"),
    ("month.06", "June"),
    ("month.07", "July"),
    ("month.08", "August"),
    ("month.09", "September"),
    ("month.10", "October"),
    ("month.11", "November"),
    ("month.12", "December"),
    ("print", "Print or save everything"),
    ("stranger", "Not you? Start afresh"),
    (
        "stranger_text",
        "The device then forgets the place, the answers and the pledges of whoever was here before. This cannot be undone.",
    ),
    ("stranger_forget", "Forget them and start afresh"),
    ("log", "For support: what the learning system was asked and answered"),
    (
        "log_text",
        "Each line is a call, the kind of its answer and its error code. No name, no answer and nothing that you wrote is in it.",
    ),
    ("log_copy", "Copy"),
];

const PLAYER: &[(&str, &str)] = &[
    ("step", "Step {n} of {all}"),
    ("colours", "Colours: {mode}"),
    ("auto", "auto"),
    ("light", "light"),
    ("dark", "dark"),
    ("saved", "Saved"),
    ("saved_device", "Saved here"),
    ("saving", "Saving"),
    ("failed", "Not saved, trying again"),
    ("absent", "Not saved"),
    ("banner", "Not saved"),
    (
        "banner_failed",
        "Your answers are not reaching your learning system. Leave this window open; we keep trying.",
    ),
    (
        "banner_absent",
        "Not connected to a learning system. You can read everything here, but nothing is recorded. To have it recorded, open the course from your learning page.",
    ),
    (
        "banner_refused",
        "Your learning system did not let this visit begin. Close this window and open the course again from your learning page.",
    ),
    ("banner_nowhere", "This browser does not let the course keep your place. You can read everything here."),
    (
        "banner_error",
        "Something went wrong on this page. You can read on; if a button does not answer, close the course and open it again.",
    ),
    ("note", "Note"),
    ("link_reading", "You are looking back at this course: nothing is recorded."),
    ("note_resumed", "Welcome back. You were here."),
    (
        "note_updated",
        "This course has changed since your last visit, so it starts at the first page. What you completed still counts.",
    ),
    (
        "note_damaged",
        "Your place could not be read, so the course starts at the first page. What you completed still counts.",
    ),
    (
        "note_afresh",
        "You have completed this course before. Your learning system kept no place, so it starts at the first page.",
    ),
    ("done", "Done"),
    ("started", "Started"),
    ("not_started", "Not started"),
    ("left.one", "1 thing left"),
    ("left.other", "{n} things left"),
    ("passed", "Passed"),
    ("go_on_with", "Go on with {title}"),
    ("choose_first", "Choose one answer, then check it."),
    ("choose_first_many", "Choose at least one answer, then check it."),
    ("choose_other", "Choose another answer, then check it."),
    ("choose_next", "Choose one answer, then go on."),
    ("choose_next_many", "Choose at least one answer, then go on."),
    ("right", "Right"),
    ("not_quite", "Not quite"),
    ("partly", "Partly there: you found {n} of {all}"),
    ("partly_extra", "Partly there: all the right ones, and one or more besides"),
    ("tries.one", "You have 1 more try."),
    ("tries.other", "You have {n} more tries."),
    ("tag_right", "You chose this: right"),
    ("tag_wrong", "You chose this: not quite"),
    ("tag_try", "You chose this: try another"),
    ("tag_missed", "Right answer"),
    ("tag_also", "Also right"),
    ("you_chose", "You chose"),
    ("looking_back", "Looking back"),
    ("was_good", "Held"),
    ("was_partly", "In part"),
    ("was_slip", "Slip"),
    ("was_mends", "Mended"),
    ("in_all", "In all"),
    ("pledge_first", "Choose something or write something, then save it."),
    ("pledge_saved", "Saved"),
    ("pledge_kept", "Your pledge is kept on this device and nowhere else. You can change it."),
    (
        "pledge_window",
        "Your pledge is kept until this window is closed. Write it down, or print this page. You can change it.",
    ),
    (
        "pledge_lost",
        "This browser keeps nothing, so your pledge is kept until this window is closed. Write it down, or print this page.",
    ),
    ("log_copied", "Copied."),
    ("log_selected", "The text is selected: copy it with the keyboard."),
    ("question_of", "Question {n} of {all}."),
    ("next_question", "Next question"),
    ("hand_in", "Hand in"),
    ("attempts_left.one", "You have 1 attempt left."),
    ("attempts_left.other", "You have {n} attempts left."),
    ("resume_test", "Go on with the test"),
    ("begin_test", "Start the test"),
    ("retry_test", "Take the test again"),
    ("result_pass", "{n} per cent: that is a pass"),
    ("result_not", "{n} per cent: not a pass yet"),
    ("result_points", "You earned {earned} of {possible} points."),
    ("best", "Your best result is {n} per cent."),
    ("your_answers", "Your answers"),
    ("read_again", "What to read again"),
    ("read_again_text", "These pages cover what went wrong."),
    (
        "read_open",
        "Your attempts are used up, and nothing is locked. Read these pages again and a further set of attempts opens.",
    ),
    ("your_answer", "Your answer:"),
    ("finish_done", "That is everything"),
    ("finish_open", "Nearly there"),
    (
        "finish_done_lead",
        "You can close this window now. Come back whenever you like: your answers stay readable.",
    ),
    ("finish_open_lead", "A few things are left. You can stop here and come back: your place is kept."),
    ("left_page", "Not opened yet"),
    ("left_item", "A question to answer"),
    ("left_scenario", "A scene to finish"),
    ("left_test", "Not passed yet"),
    ("standing_open", "So far: not complete."),
    ("standing_completed", "So far: completed."),
    ("standing_passed", "So far: completed and passed."),
    ("standing_failed", "So far: not passed, and no attempt left before reading again."),
    ("standing_used_up", "So far: not passed, and no attempt left before reading again."),
    ("saved_at", "Last saved {time}."),
    ("closed", "Saved. You can close this window now."),
    (
        "closed_unsaved",
        "The last save was not confirmed. Leave this window open for a minute, then press the button again; if it stays so, tell whoever runs your learning system.",
    ),
    ("closed_nowhere", "Nothing was kept. You can close this window."),
    ("ended", "This visit has ended. To go on, open the course again."),
];

#[cfg(test)]
mod tests {
    use super::{PAGE, PLAYER, fill, page, player};

    #[test]
    fn no_key_stands_twice() {
        assert_eq!(page().len(), PAGE.len());
        assert_eq!(player().len(), PLAYER.len());
        assert!(PAGE.len() + PLAYER.len() > 150, "the tables were read");
    }

    #[test]
    fn values_are_put_in_by_name() {
        assert_eq!(fill("{n} of {all}", &[("n", "2"), ("all", "5")]), "2 of 5");
        assert_eq!(fill("{n}", &[]), "{n}", "a forgotten value is seen");
    }
}
