### The player's own words in British English: the language from which others are translated.
###
### A sentence is a message. What belongs together may be an attribute of one message: `told.time`. A sentence that is
### chosen by number is nothing but one choice by `$n`, with `other` as its last. `script-` in front of a name sends the
### sentence to the script, which says it later; all others are put into the document when it is made. `.measuring` is
### what the script says instead in a part that measures, where nothing is taken, passed or failed.
### What stands in braces is put in: `$n` and `$all` are numbers, `$list` is made of sentences of this file, and all
### others are an author's words, dates and numbers, of any direction.

## Around every page

skip = Skip to the page
aids = Help and settings
contents = Contents
get_support = Get support
accessibility = Accessibility statement
colours = Colours: auto
progress = Steps done
new_window = Opens in a new window
languages = Languages
read_here = You can read all of it here.
no_script = Scripts are switched off here. You can read everything, but answers are neither checked nor kept.
pages_nav = Pages, { $title }
start = Start
continue = Continue
back = Back
part_of = Part { $n } of { $all }
part = Part { $n }
    .title = { $course }: { $part }
    .baseline = Before the course
    .post = After the course
    .follow_up = Some time after the course
    .about = A few questions show what the course changes, for everybody who takes it together. They do not judge you.

## The cover

practise = What you will practise
time = Time
time_about = { $n ->
    [one] About 1 minute. Stop when you like: your place is kept.
   *[other] About { $n } minutes. Stop when you like: your place is kept.
}
who_sees = Who sees what

## What others are told: clauses of one sentence

told = Your learning system is told { $list }. It also keeps your place.
    .finished = whether you finished
    .time = how long you were here
    .score = your best test result
    .share = how many of your answers were right, and not which
    .answers = how you answered the questions
    .choices = what you chose in the scenes
told_nothing = Nothing is sent to anybody. Your place is kept on this device alone.
list =
    .next = { $list }, { $next }
    .last = { $list } and { $last }
kept_back = Never sent: { $list }.
    .pledge = what you pledge
    .notes = what you write for yourself
    .opinions = your opinions
    .code = your opinions, which only you can hand on, as a code
one_scene = One scene
some_scenes = Some scenes
one_page = One page
may_skip = You can skip it; skipping counts as done and is not reported.

## What is not yet reviewed

draft = Draft
draft_by = Not yet reviewed by { $list }.
draft_plain = This text is not yet released.
reviewer =
    .lived_experience = people with lived experience
    .accessibility = an accessibility tester
    .clinical = a clinician
    .legal = a lawyer

## What a page is called

label =
    .scene = Scene
    .practice = Practice
    .pledge = Pledge
label_test = At the end

## A content note

before = Before you read on
before_text = Skipping counts as done, and is not reported.
read = Read it
skip_it = Skip it

## Questions

asked_choose = Choose
asked_from = To choose from:
asked_match = Choose what goes with each.
asked_sort = Choose where each belongs.
asked_order = Put them in order with the buttons.
asked_up = Up
asked_down = Down
asked_label = Your answer
asked_number = A whole number from { $from } to { $to }.
asked_decimal = A number from { $from } to { $to }.
asked_between = { $from } to { $to }
accepted = Accepted: { $what }.
right_number = Right is { $what }.
asked_opinion = Nothing here is right or wrong. What you choose is neither kept nor sent.
asked_rather_not = Prefer not to say
asked_spot = Choose every piece that fits. Underlined pieces can be chosen.

## Scales of opinion

agreement_5 =
    .p1 = Strongly disagree
    .p2 = Disagree
    .p3 = Neither agree nor disagree
    .p4 = Agree
    .p5 = Strongly agree
agreement_7 =
    .p1 = Strongly disagree
    .p2 = Disagree
    .p3 = Disagree a little
    .p4 = Neither agree nor disagree
    .p5 = Agree a little
    .p6 = Agree
    .p7 = Strongly agree
frequency_5 =
    .p1 = Never
    .p2 = Rarely
    .p3 = Sometimes
    .p4 = Often
    .p5 = Always

## The test before the course

check_first = Known already?
check_first_link = Take the test first
check_first_text = { $n ->
    [one] what you answer rightly counts as read, and only the rest is left to read. It is your one attempt before reading again.
   *[other] what you answer rightly counts as read, and only the rest is left to read. It is one of your { $n } attempts.
}

## A scene that was skipped

skipped = Skipped
skipped_text = You skipped this page. It counts as done, and skipping is not reported.
skipped_about = What it is about:

## Blocks to read

note = Note
fact = Fact
how_far = How far it goes
as_of = { $date }.
source = Source
instead_of = Instead of
say = Say
because = Because
picture_by = Picture: { $name }

## Questions with options

choose_one = Choose one.
choose_all = Choose all that apply.
true_or_false = Choose whether this is true.
true = True
false = False
check = Check my answer

## A scene on paper

scene_start = It begins
scene_step = Step { $n }
scene_end = Ending { $n }
scene_after = Only after { $choices }.
scene_not_after = Not after { $choices }.
scene_otherwise = Otherwise go to { $where }.
or = or
step_back = Go back one step
again = Start the scene again

## Pledges and what was written

your_pledge = Your pledge
left_title = What is left
your_notes = Your notes
then = (go to { $where })
looking_back = Looking back
own_words = In your own words
pledge_private = Nobody else is told what you choose or write.
pledge_after = Look at it again after { $span }.
days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
weeks = { $n ->
    [one] 1 week
   *[other] { $n } weeks
}
months = { $n ->
    [one] 1 month
   *[other] { $n } months
}
years = { $n ->
    [one] 1 year
   *[other] { $n } years
}
pledge_keep = Keep it on this device, where others who use the device could read it
pledge_save = Save my pledge

## The test, and a part that measures

test_title = Test
measure_title = Questions
label_measure = Before and after
measure_mark = There is no pass mark. A guess is as welcome as a sure answer.
measure_tries = Once. What is right is not shown, since the questions are asked again.
test_questions = { $n ->
    [one] 1 question, one after another.
   *[other] { $n } questions, one after another.
}
test_pass = { $n } per cent of the points is a pass.
test_attempts = { $n ->
    [one] You can take it once. After that, the pages that you missed open it again.
   *[other] You can take it { $n } times. After that, the pages that you missed open a further set.
}
test_no_script = The test needs scripts.
test_length = Length
test_mark = To pass
test_tries = Attempts

## The last page

finish = Finish
finish_title = The last page
finish_lead = You can come back whenever you like: your answers stay readable.
counts = What counts
    .handed_in = It is complete when your answers are handed in.
    .pages = The course is complete when every page is done.
    .test = The course is complete when the test is passed.
    .pages_and_test = The course is complete when every page is done and the test is passed.
sent = What is sent
to_lms = To your learning system
to_device = To this device alone
to_lms_text = Your place, { $list }.
to_device_text = Your place and your answers. Nothing leaves the device.
not_sent = Not sent
    .pledge = what you pledged
    .notes = what you wrote for yourself
    .opinions = your opinions
    .code = your opinions, unless you hand on the code yourself
    .role = the role that you chose
    .skip = a report that you skipped a scene
close_to_home = If any of this was close to home
save_close = Save and close

## People to turn to, sources, dates

support_title = Get support
call = Call { $phone }
support_site = Website
sources_title = Sources
retrieved = Read in { $date }.
credits = Credits
month =
    .m01 = January
    .m02 = February
    .m03 = March
    .m04 = April
    .m05 = May
    .m06 = June
    .m07 = July
    .m08 = August
    .m09 = September
    .m10 = October
    .m11 = November
    .m12 = December

## Pictures, sound, film and files

print = Print or save everything
quote = Quote
said_by = Said by
chart_table = The same numbers as a table
chart_label = What
chart_note = Note
step_on = Step { $n }
mark = Mark { $n }
transcript = Transcript: { $title }
captions = Captions
not_inside = This single page does not hold the recording. Its words stand below.
take_away = To take away
not_inside_file = This single page does not hold the file. Ask whoever gave you the course.
file_kb = { $title } ({ $kind }, { $n } KB)
file_mb = { $title } ({ $kind }, { $n } MB)

## Words that need care

term = Word
term_use = When
term_avoid = Leave
terms_title = Words

## Opinions, reflections and stories

poll_private = Nothing is right or wrong here. Your answer stays on this page and is not kept.
poll_note = What the author says to it
opinions_who = Who sees it
opinions_read = The questions stand here to be read: this package collects no answers to them.
opinions_words = In your own words.
reflection_private = What you write is neither kept nor sent. The last page shows it again, to be printed; it is gone when you leave.
reflection_thoughts = What others have thought
opinions_label = Your view
opinions_title = How you see it
opinions_now = Now
    .text = Nothing here is right or wrong, and nothing that you choose is sent. You may leave anything open.
opinions_later = At the end
    .text = The last page makes a code of your answers. It holds no name and no time. You can hand it on or leave it: nobody is told which.
opinions_sees = Who sees the codes
opinions_no_script = The code needs scripts.
opinions_go_on = You can choose something, or press Continue again and leave them open.
opinions_keep = Keep my answers on this device until I come back, where others who use the device could read them
own_title = A code of your own, if you like
own_text = It puts your answers of different times together without your name. Use the same three each time. They are mixed into six signs; somebody who knew all three could recognise them. Leave out what you like.
own_school = The last letter of your first school
own_day = The day of the month on which you were born
own_digits = Two digits that you will remember
code_title = Your answer code
code_text = It holds what you chose about how you see it: no name, no staff number, no time. It was not sent. If you want your answers to count, hand the code on as you were asked to; if not, leave it. Nobody is told which.
story = Story
whose = Whose
whose_composite = Put together from what several people told. Nobody in it is one person.
whose_consented = One person’s own, told here with their consent of { $date }.
from_here = From here
for_roles = For: { $list }

## The choice of a role

role_ask = Your role
role_change = Change your role
role_hint = Pages that are meant for others are then left out and count as done. Nobody is told. You can change it at any time, here or under Contents.
role_all = Show me everything

## The certificate of attendance

certificate = Certificate of attendance
certificate_no_script = The certificate needs scripts.
certificate_early = Once the course is complete you can print a certificate here.
certificate_your_name = Your name, as it should stand on the paper
certificate_private = Your name is neither sent nor kept: it is gone when you leave. Without one there is a line to write on.
certificate_with_result = Print my test result as well
certificate_print = Print the certificate
certificate_who = Name
certificate_course = Course
certificate_edition = Edition
certificate_date = Printed on
certificate_time = Learning time
certificate_result = Result
certificate_note = This paper was printed by the learner. It shows attendance and is no qualification.
certificate_record_lms = The record is the one that the learning system keeps.
certificate_record_none = No learning system keeps a record of it.
certificate_get = A certificate of attendance to print

## A word about a page

reply = Say something about this page
reply_private = The course itself sends nothing, and nothing that you answered goes with your words.
reply_copy_only = Copy them, and give them to whoever gave you the course.
reply_by_mail = Copy them, or write a mail to { $address }. A mail is written by your own mail program and shows who you are.
reply_words = Your words
reply_shows = This, and no more, is copied or put into the mail:
reply_copy = Copy
reply_mail = Write a mail

## A device that somebody else used

stranger = Not you? Start afresh
stranger_text = The device then forgets the place, the answers and the pledges of whoever was here before. This cannot be undone.
stranger_forget = Forget them and start afresh

## For support

log = For support: what the learning system was asked and answered
log_text = Each line is a call, the kind of its answer and its error code. No name, no answer and nothing that you wrote is in it.
log_copy = Copy

## The header

script-step = Step { $n } of { $all }
script-colours = Colours: { $mode }
script-auto = auto
script-light = light
script-dark = dark
script-saved = Saved
script-saved_device = Saved here
script-saving = Saving
script-seeking = Looking for your learning system
script-failed = Not saved, trying again
script-absent = Not saved
script-banner = Not saved
script-banner_failed = Your answers are not reaching your learning system. Leave this window open; we keep trying.
script-banner_absent = Not connected to a learning system. You can read everything here, but nothing is recorded. To have it recorded, open the course from your learning page.
script-banner_refused = Your learning system did not let this visit begin. Close this window and open the course again from your learning page.
script-banner_nowhere = This browser does not let the course keep your place. You can read everything here.
script-banner_error = Something went wrong on this page. You can read on; if a button does not answer, close the course and open it again.
script-banner_items = A part of the course did not load, so its questions do not answer yet. It is tried again at the next page, or open the course again.

## Roles, and how long it takes

script-minutes_left = { $n ->
    [one] About 1 minute left
   *[other] About { $n } minutes left
}
script-role_left = { $n ->
    [one] 1 page is meant for others and left out.
   *[other] { $n } pages are meant for others and left out.
}
script-role_whole = Every page is shown.

## A word about a page

script-reply_about = { $title }, edition { $edition }: { $page }
script-reply_long = That is too long to be put into a mail. Copy it, and paste it there.

## A visit that nobody is at

script-idle = Are you still there?
script-idle_text = Nobody has pressed anything for ten minutes. In one minute this visit is closed, so that nobody else finds it open. Everything is saved. Press any key to go on.
script-idle_here = Go on
script-idle_closed = This visit was closed, since nobody was there. Everything is saved. To go on, open the course again from your learning page.
script-idle_forgot = This visit was closed, since nobody was there. The place and the answers are no longer on this device.
script-idle_again = Begin

## Notes on a visit

script-note = Note
script-link_reading = You are looking back at this course: nothing is recorded.
script-note_resumed = Welcome back. You were here.
script-note_updated = This course has changed since your last visit, so it starts at the first page. What you completed still counts.
script-note_damaged = Your place could not be read, so the course starts at the first page. What you completed still counts.
script-note_afresh = You have completed this course before. Your learning system kept no place, so it starts at the first page.

## The list of pages

script-done = Done
script-started = Started
script-not_started = Not started
script-left = { $n ->
    [one] 1 thing left
   *[other] { $n } things left
}
script-not_started_time = { $n ->
    [one] Not started, about 1 minute
   *[other] Not started, about { $n } minutes
}
script-go_on_with = Go on with { $title }

## Answers

script-choose_first = Choose one answer, then check it.
script-choose_first_many = Choose at least one answer, then check it.
script-choose_other = Choose another answer, then check it.
script-choose_next = Choose one answer, then go on.
script-choose_next_many = Choose at least one answer, then go on.
script-right = Right
script-not_quite = Not quite
script-partly = Partly there: you found { $n } of { $all }
script-partly_extra = Partly there: all the right ones, and one or more besides
script-tries = { $n ->
    [one] You have 1 more try.
   *[other] You have { $n } more tries.
}
script-choose_each = Choose something for each row.
script-type_first = Write an answer.
script-number_first = Write a number from { $from } to { $to }, in digits.
script-order_other = Change the order, then check it.
script-partly_rows = Partly there: { $n } of { $all } are right
script-row_right = Right
script-row_try = Not this one: try another
script-row_wrong = Not quite
script-row_answer = Right answer: { $what }.
script-order_first_wrong = The first wrong place is { $place }.
script-order_place = Right place: { $place }
script-moved = Position { $place } of { $all }: { $words }
script-already_first = Already first: { $words }
script-already_last = Already last: { $words }
script-words_not_kept = You answered this; your words are not kept.
script-opinion_left = { $n ->
    [one] 1 more to choose.
   *[other] { $n } more to choose.
}
script-opinion_done = Thank you. That you answered is kept; what you chose is not.
script-opinion_restored = You answered this; what you chose is not kept.

## What stands beside an answer

script-tag_right = You chose this: right
script-tag_wrong = You chose this: not quite
script-tag_try = You chose this: try another
script-tag_missed = Right answer
script-tag_also = Also right
script-why_above = Each answer above now says what is right.
script-you_chose = You chose
script-looking_back = Looking back

## Looking back on a scene

script-was_good = Held
script-was_partly = In part
script-was_slip = Slip
script-was_mends = Mended
script-in_all = In all

## Pledges

script-pledge_first = Choose something or write something, then save it.
script-pledge_saved = Saved
script-pledge_kept = Your pledge is kept on this device and nowhere else. You can change it.
script-pledge_window = Your pledge is kept until this window is closed. Write it down, or print this page. You can change it.
script-pledge_lost = This browser keeps nothing, so your pledge is kept until this window is closed. Write it down, or print this page.
script-opinions_open = { $n ->
    [one] 1 statement is open
   *[other] { $n } statements are open
}
script-opinions_kept = Your answers are kept on this device.
script-opinions_not_kept = Your answers are kept until this window is closed.
script-opinions_lost = This browser keeps nothing, so your answers are kept until this window is closed.
script-code_none = You chose nothing, so there is no code.
script-code_copy = Copy the code
script-code_print = Print this page
script-code_picture = The same code as a picture (QR code) for a telephone’s camera. It holds nothing else.
script-log_copied = Copied.
script-log_selected = The text is selected: copy it with the keyboard.

## The test

script-question_of = Question { $n } of { $all }.
script-next_question = Next question
script-hand_in = Hand in
script-attempts_left = { $n ->
    [one] You have 1 attempt left.
   *[other] You have { $n } attempts left.
}
    .measuring = { $n ->
        [one] You hand in once.
       *[other] You have { $n } attempts left.
    }
script-resume_test = Go on with the test
    .measuring = Go on
script-begin_test = Start the test
    .measuring = Begin
script-retry_test = Take the test again
script-handed_in = Thank you. Your answers are handed in.
script-handed_in_text = Right and wrong are not shown, since the same things are asked more than once.
script-result_pass = { $n } per cent: that is a pass
script-result_not = { $n } per cent: not a pass yet
script-result_points = You earned { $n } of { $all } points.
script-best = Your best result is { $n } per cent.
script-your_answers = Your answers
script-known = What you answered rightly counts as read.
script-read_again = What to read again
script-read_again_text = These pages cover what went wrong.
script-read_open = Your attempts are used up, and nothing is locked. Read these pages again and a further set of attempts opens.
script-your_answer = Your answer:

## The last page

script-finish_done = That is everything
script-finish_open = Nearly there
script-finish_done_lead = You can close this window now. Come back whenever you like: your answers stay readable.
script-finish_open_lead = A few things are left. You can stop here and come back: your place is kept.
script-remind_on = Look at your pledge again on { $day }.
script-remind_file = A reminder for your calendar
script-remind_title = Look at my pledge again: { $title }
script-left_page = Not opened yet
script-left_item = A question to answer
script-left_scenario = A scene to finish
script-left_test = Not passed yet
    .measuring = Not handed in yet
script-standing_open = So far: not complete.
script-standing_completed = So far: completed.
script-standing_passed = So far: completed and passed.
script-standing_used_up = So far: not passed, and no attempt left before reading again.
script-saved_at = Last saved { $time }.
script-told_open = Told so far: not complete.
script-told_completed = Told so far: completed.
script-told_passed = Told so far: completed and passed.
script-told_used_up = Told so far: not passed.
script-told_best = Your best result, { $n } per cent, was told as well.
script-told_waiting = What you did since then is not sent yet; the course goes on trying.
script-told_nothing = Nothing was sent: this visit is not connected to a learning system.
script-certificate_minutes = { $n ->
    [one] About 1 minute, as planned
   *[other] About { $n } minutes, as planned
}
script-certificate_best = { $n } per cent in the test
script-closed = Saved. You can close this window now.
script-closed_unsaved = The last save was not confirmed. Leave this window open for a minute, then press the button again; if it stays so, tell whoever runs your learning system.
script-closed_nowhere = Nothing was kept. You can close this window.
