### The player's own words in British English: the language from which others are translated.
###
### A sentence is a message. What belongs together may be an attribute of one message: `told.time`. A sentence that is
### chosen by number is nothing but one choice by `$n`, with `other` as its last. `script-` in front of a name sends the
### sentence to the script, which says it later, and `accept-` to the script that checks a learning system, which has its
### words in front of it; all others are put into the document when it is made. `.measuring` is
### what the script says instead in a part that measures, where nothing is taken, passed or failed.
### What stands in braces is put in: `$n` and `$all` are numbers, `$list` is made of sentences of this file, `$day`,
### `$month` and `$year` make a date with the months below, and all others are an author's words, dates and numbers, of
### any direction.

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
reading = This page is for reading without scripts: answers are neither checked nor kept here.
reading_whole = Open the course itself
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
    .progress = how much of it you have done
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

## Easy Read: short sentences with pictures, for people who find reading hard

easy_read = Easy Read
easy_some = Some pages are in Easy Read: short sentences, and pictures where there are any.
easy_page = Easy Read
easy_all = Easy Read on every page
easy_on = This page is in Easy Read now.
easy_off = This page is not in Easy Read now.
easy_all_on = Every page that has Easy Read shows it now.
easy_all_off = No page is in Easy Read now.
easy_draft = Draft: not yet checked by people who use Easy Read.
easy_not = This part is not in Easy Read.

## What is not yet reviewed

draft = Draft
draft_by = Not yet reviewed by { $list }.
draft_plain = This text is not yet released.
reviewer =
    .lived_experience = people with lived experience
    .accessibility = an accessibility tester
    .clinical = a clinician
    .legal = a lawyer
    .easy_read = people who use Easy Read
reviewed = Reviewed
reviewed_by = By { $list }.
reviewed_in = { $who } ({ $month })

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
    .role = a report of the role that you chose
    .skip = a report that you skipped a scene
close_to_home = If any of this was close to home
save_close = Save and close
receipt = Save my own record
receipt_text = For when your learning system did not keep what you did: take this with you, and give it to whoever keeps the records. It is your own statement. It is not signed, anybody could change it, and whoever gets it decides what it counts for.
receipt_name = Your name or staff number, if it should stand there
receipt_private = It stands in what you save and nowhere else: the course neither sends nor keeps it.
receipt_file = Save as a file
receipt_paper = Save as text

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
log_check = To check what this learning system keeps, open the course with this in the address in the place of what is there now, as a test learner:

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
script-over = Not saved: open it again
script-banner = Not saved
script-banner_failed = Your answers are not reaching your learning system. Leave this window open; we keep trying.
script-banner_over = This visit is over: nothing that you do here now is kept. To go on, close this window and open the course again.
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
script-note_updated = This course has changed since your last visit, so it starts at the first page.
script-note_damaged = Your place could not be read, so the course starts at the first page.
script-note_lost = Your learning system kept no place, so the course starts at the first page.
script-note_counts = What you completed still counts.
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
script-finish_failed_lead = Not everything is saved yet. Leave this window open: the course goes on trying.
script-finish_over_lead = This visit is over, and not everything is saved. Open the course again.
script-finish_absent_lead = Nothing of this visit is sent to a learning system. You can save your own record below.
script-finish_reading_lead = You are looking back, so there is nothing to save. You can close this window now.
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
script-day = { $day } { $month } { $year }
script-day_time = { $day } at { $time }
script-saved_at = Last saved { $time }.
script-told_open = Told so far: not complete.
script-told_completed = Told so far: completed.
script-told_passed = Told so far: completed and passed.
script-told_used_up = Told so far: not passed.
script-told_best = Your best result, { $n } per cent, was told as well.
script-told_waiting = What you did since then is not sent yet; the course goes on trying.
script-told_over = This visit is over, and what you did last is not confirmed.
script-told_nothing = Nothing was sent: this visit is not connected to a learning system.
script-certificate_minutes = { $n ->
    [one] About 1 minute, as planned
   *[other] About { $n } minutes, as planned
}
script-certificate_best = { $n } per cent in the test
script-closed = Saved. You can close this window now.
script-closed_unsaved = This visit is over, and the last save was not confirmed. Open the course again and look whether your answers are there; if they are not, tell whoever runs your learning system.
script-closed_unconfirmed = Your answers were saved; your learning system did not confirm the end. You can close this window now.
script-closed_reading = There was nothing to save. You can close this window.
script-closed_nowhere = Nothing was kept. You can close this window.
script-receipt_head = A learner’s own record
script-receipt_by = Whose: { $name }
script-receipt_course = Course: { $title }, edition { $edition }
script-receipt_made = Written on { $date }, by the clock of the learner’s device.
script-receipt_done = Done: { $n } per cent of the pages.
script-receipt_own = This is the learner’s own statement. It is not signed, and anybody could have changed it.

## The check of a learning system: fetched with its own script, where the address asks for it

accept-title = Check of this learning system
accept-lead = This writes, reads back and resumes as the course does for a learner, in this very system, and says what was kept.
accept-before = Before you start
accept-writes = It writes a place and test answers into the record of whoever is logged in now. It sets no score, and no status above “incomplete”.
accept-stays = The place is taken out again at the second opening. Test answers, a second of time and the status “incomplete” may stay: no course can take those back.
accept-learner = Use a test learner who has never opened this course. Where somebody’s record stands, nothing is written.
accept-note = To know
accept-remembered = This browser remembers a first opening of the check. If you are the same test learner, go on with the second.
accept-start = Start the check
accept-start_second = Go on with the second opening
accept-start_anew = Begin anew as another test learner
accept-running = Trying: { $title }
accept-first = First opening
accept-second = Second opening
accept-result = Result
accept-steps = Each step
accept-expected = Expected:
accept-came = Came:
accept-code = Error code:
accept-learners = For learners:
accept-held = Held
accept-fault = Fault
accept-faults = { $n ->
    [one] 1 step is at fault.
   *[other] { $n } steps are at fault.
}
accept-sound = Every step that this course needs held.
accept-nothing = Nothing was tried.
accept-end_again = Now close the course and open it again in the same way, as the same learner and in this browser. The second opening looks whether what was written is still there, and takes it out.
accept-end_over = The check is finished. Keep this report, and delete the test learner’s record if the system lets you.
accept-end_stopped = The check could go no further. Mend what is at fault, close the course and open it again.
accept-end_refused = Nothing was written. Open the course again as a test learner who has never opened it.
accept-end_reading = Nothing was written. Open the course so that the visit counts: not as a preview, and not to look back.
accept-text = The report as text
accept-copy = Copy the report
accept-copied = Copied.
accept-selected = The text is selected: copy it with the keyboard.
accept-save = Save as text
accept-print = Print

accept-step_found = Finding the learning system
accept-step_begin = Beginning a visit
accept-step_mode = Whether the visit counts
accept-step_record = What stands in the record
accept-step_parts = What the system says it has: { $name }
accept-step_status = Telling that the course was begun
accept-step_place = A short place, read back
accept-step_commit = Saving
accept-step_kept = The short place, read back after saving
accept-step_letters = Letters that are not English
accept-step_signs = Signs and line ends
accept-step_need = A place as long as this course needs: { $n } characters
accept-step_most = A place as long as the standard allows: { $n } characters
accept-step_location = The place that reports show
accept-step_time = Learning time
accept-step_answers = Test answers
accept-step_resumed = The place of the first opening
accept-step_untouched = Status and score since the first opening
accept-step_restored = Putting back what was there
accept-step_finish = Saying goodbye

accept-expect_true = Accepted, without an error code.
accept-expect_found = An object called { $name }, in this window or in one round it.
accept-expect_address = The learning system’s address, in the address of the course.
accept-expect_launch = The system lets the visit begin.
accept-expect_mode = A visit that counts.
accept-expect_empty = Nothing, or what this check wrote.
accept-expect_parts = At least { $names }.
accept-expect_same = The same { $n } characters.
accept-expect_answers = All accepted: { $n }.
accept-expect_incomplete = As it was left: incomplete, and no score.
accept-expect_cleared = Nothing of the check stands there.

accept-came_true = { $call } was accepted.
accept-came_false = { $call } was answered with “{ $said }”, error code { $code }.
accept-came_threw = { $call } broke off, or was not answered.
accept-came_words = The system calls that “{ $words }”.
accept-came_own = Found in this window.
accept-came_above = { $n ->
    [one] Found 1 window further out.
   *[other] Found { $n } windows further out.
}
accept-came_opener = Found by way of the window that opened this one.
accept-came_none = Nothing was found.
accept-came_other = Only { $name } was found, which belongs to another standard.
accept-came_address = It is there.
accept-came_launch = It did.
accept-came_asked = It did not. What was asked, and the answer: { $call }.
accept-came_mode = Mode: { $mode }. Credit: { $credit }.
accept-came_ours = What this check wrote.
accept-came_record = Somebody’s record.
accept-came_parts = All of it.
accept-came_missing = Not among it: { $names }.
accept-came_unsaid = The system does not say.
accept-came_same = The same { $n } characters came back.
accept-came_nothing = Nothing.
accept-came_cut = The system cut it: { $n } of { $all } characters came back.
accept-came_changed = The system changed it: { $n } characters came back for { $all }, and from character { $place } on they differ.
accept-came_unwanted = None was sent: this package reports no single answers.
accept-came_unoffered = None was sent: the system does not say that it takes them.
accept-came_answers = All accepted: { $n }.
accept-came_unseen = Accepted, and not yet found when it was asked for at once.
accept-came_incomplete = As it was left.
accept-came_status = The status is “{ $name }”, which the check never set.
accept-came_score = There is a score, which the check never set.
accept-came_cleared = Nothing of the check stands there.
accept-came_stays = Of the check { $n } characters still stand there.

accept-means_found = They can read the course, and nothing of it is recorded. Open it from the learning system; ask whether the system takes this standard.
accept-means_begin = They are told that the visit could not begin, and nothing is recorded. If the course was open in this window already, close it and open it again.
accept-means_status = A visit may count as never begun, or as finished when it is not.
accept-means_place = They begin at the first page each time, and are told “Not saved”.
accept-means_commit = Nothing that they do is kept, and they are told “Not saved”.
accept-means_kept = What the system holds is not what was sent. They are told “Not saved”.
accept-means_need = This system does not hold a place as long as this course needs. Whoever has answered much loses the place, and is told “Not saved”.
accept-means_time = Their learning time is not recorded. Nothing else hangs on it.
accept-means_answers = Their single answers do not reach reports. Place, status and score do not hang on them.
accept-means_resumed = What a visit wrote is gone at the next: they begin at the first page each time.
accept-means_untouched = The system sets this by itself: people may be recorded as finished who are not.
accept-means_restored = Nothing, as long as this was a test learner. Delete that learner’s record.
accept-means_finish = The end of a visit is not taken. What was saved before it counts.
accept-note_unsaid = A no without an error code: some systems answer so though they kept it. What is read back decides.
accept-note_begin = The visit ran already, and the course goes on with it.
accept-note_mode = Nothing is saved in such a visit, as it should be.
accept-note_record = It stays as it was.
accept-note_parts = What is not named is not sent. No place is lost by it.
accept-note_letters = A place of this course is written in unaccented letters, digits and three signs, so nothing is lost.
accept-note_signs = A place of this course holds no such sign, so nothing is lost.
accept-note_most = It is enough for this course. A much larger one could lose places here.
accept-note_location = Only reports show it: people come back by the place above.
accept-note_answers = Reports show no single answers. Place, status and score do not hang on them.
accept-note_restored = What is left is only shown in reports: nobody comes back by it.
accept-note_resumed = All that this course needs is there.
