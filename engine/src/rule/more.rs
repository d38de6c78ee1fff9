//! Entries of the table of rules for texts, pictures, sound, sources, people and scenes.
//!
//! A table in two files: `with_more!` puts these entries behind those that it is given.

/// Hands `$make` the entries that it is given, and these.
macro_rules! with_more {
    ($make:ident! [$($before:tt)*]) => { $make! { $($before)*
    UnknownTerm "unknown-term" "names" Error
        says "A term is in the house's list."
        why "A word that is explained nowhere is only a harder word."
        wrong "[trans](term:tran)"
        right "[trans](term:trans)"
    UnknownRole "unknown-role" "names" Error
        says "A role is one of the course's."
        why "Nobody would ever have it, and the page would be seen by none."
        wrong "for_roles: [\"recepton\"]"
        right "for_roles: [\"reception\"]"
    UnknownFlag "unknown-flag" "names" Error
        says "A flag that a node or an ending asks for is set by a choice of its scene."
        why "It would never be set, and what hangs on it would be decided by a slip of the pen."
        wrong "when: [\"told_the_led\"]"
        right "when: [\"told_the_lead\"], and a choice with sets: [\"told_the_lead\"]"
    UnknownTheme "unknown-theme" "names" Error
        says "A theme is one of the house's."
        why "The package would look as the player does by itself, and nobody would know why."
        wrong "theme: \"hospital_bleu\""
        right "theme: \"hospital_blue\""
    NumberedId "numbered-id" "names" Warning
        says "An id says what a thing is, not where it stands."
        why "Pages and questions move; a record that says `question_3` then means another one."
        wrong "id: \"question_3\""
        right "id: \"repair_by_phone\""
    DuplicateHouseId "duplicate-house-id" "names" Error
        says "An id stands once in a list of the house."
        why "The later entry would silently replace the earlier one."
        wrong "two sources with id: \"nls_2018\""
        right "id: \"nls_2018\" and id: \"nls_2018_summary\""
    NameSpeltTwoWays "name-spelt-two-ways" "names" Warning
        says "A speaker of a scene is spelt one way."
        why "Two spellings are shown as two people."
        wrong "Person(\"Sam\", …) and Person(\"SAM\", …)"
        right "Person(\"Sam\", …) both times"
    TableShape "table-shape" "structure" Error
        says "Each row of a table has as many cells as there are columns."
        why "A cell would stand under another column's head."
        wrong "head: [\"Ask\", \"When\"], rows: [[\"Name\"]]"
        right "head: [\"Ask\", \"When\"], rows: [[\"Name\", \"Always\"]]"
    ChartValue "chart-value" "structure" Error
        says "A bar's number is not below nought, has at most three digits behind the point, and fits into the chart."
        why "It could not be drawn as it is."
        wrong "Bar(label: \"Told\", value: -3)"
        right "Bar(label: \"Told\", value: 3)"
    LabelOutside "label-outside" "structure" Error
        says "A mark stands on its picture: 0 to 100 per cent."
        why "The learner would look for it in vain."
        wrong "at: (x: 120, y: 40)"
        right "at: (x: 20, y: 40)"
    AnswerCount "answer-count" "structure" Error
        says "A poll or an opinion has 2 to 8 answers."
        why "With one there is nothing to choose; more are not read."
        wrong "options: [\"Never\"]"
        right "options: [\"Never\", \"Sometimes\"]"
    ColourForm "colour-form" "structure" Error
        says "A colour is `#` and six digits, two each for red, green and blue."
        why "Its contrast is reckoned from them; a name would be another colour elsewhere."
        wrong "accent: \"navy\""
        right "accent: \"#0b4a8f\""
    FaceName "face-name" "structure" Error
        says "A face is named, not fetched, and the list ends with what every device has."
        why "A file from elsewhere would tell its owner who learns, and behind a hospital's wall it would not come."
        wrong "serif: [\"https://fonts.example/lora.woff2\"]"
        right "serif: [\"Georgia\", \"serif\"]"
    DayForm "day-form" "structure" Error
        says "A day is year, month and day."
        why "A statement is judged by its days, and a program that reads it sorts by them."
        wrong "on: \"last October\""
        right "on: \"2026-10-01\""
    OpinionAskedOnce "opinion-asked-once" "structure" Warning
        says "A statement that is asked before a course is asked again after it."
        why "From one time alone nobody can tell what changed."
        wrong "OpinionSet(at: [Baseline], …)"
        right "OpinionSet(at: [Baseline, Post, FollowUp], …)"
    SpanForm "span-form" "structure" Error
        says "A span of time is a number and days, weeks, months or years."
        why "Reminders are reckoned from it."
        wrong "refresher_after: \"soon\""
        right "refresher_after: \"3 years\""
    SamePageTitle "same-page-title" "structure" Warning
        says "Two pages have different titles."
        why "In the contents, and in a screen reader's list of pages, nobody could tell them apart."
        wrong "title: \"Practice\" twice"
        right "title: \"Practice at the desk\" and title: \"Practice by phone\""
    MinutesMissing "minutes-missing" "structure" Error
        says "A module says how many minutes it takes, at least one."
        why "People plan their day by it."
        wrong "minutes: 0"
        right "minutes: 10"
    MinutesTooFew "minutes-too-few" "structure" Warning
        says "A module can be read in the minutes that it names, at 240 words a minute."
        why "People plan their day by it, and nobody is paid for the rest."
        wrong "minutes: 2 over 1,200 words"
        right "minutes: 8 over 1,200 words"
    PageTooLong "page-too-long" "structure" Warning
        says "A page has at most 700 words, scenes and answers apart."
        why "A page is one thing at a time; after that, people skim."
        wrong "one page of 1,400 words"
        right "two pages of 700 words"
    ModuleWithoutPractice "module-without-practice" "structure" Warning
        says "A module of three pages or more has something to do: a question, a scene, a poll, a reflection or a pledge."
        why "What is only read is soon forgotten."
        wrong "three pages of Text"
        right "two pages of Text and one with a Question"
    RoleUnused "role-unused" "structure" Warning
        says "A role of the course is named by a page or a block."
        why "A learner would be asked to choose something that changes nothing."
        wrong "roles: [Role(id: \"ward\", …)] and no page for it"
        right "Page(…, for_roles: [\"ward\"])"
    RolesTooMany "roles-too-many" "structure" Error
        says "A course has at most 15 roles."
        why "What a learner chose is kept in four bits; and nobody finds their own work in a longer list."
        wrong "sixteen roles"
        right "roles: [Role(id: \"reception\", …), Role(id: \"ward\", …)]"
    LinkBeyondRole "link-beyond-role" "structure" Error
        says "A link leads to a page that is there for everyone who sees the link."
        why "Whoever chose another role would press it and find nothing."
        wrong "[the ward round](page:ward_round) on a page for all, while ward_round is for_roles: [\"ward\"]"
        right "For([\"ward\"], Text(\"… [the ward round](page:ward_round) …\"))"
    OutcomeNotTaught "outcome-not-taught" "outcomes" Warning
        says "Where a course has several modules, an outcome is served by one of them."
        why "The test would ask for what no page teaches."
        wrong "an outcome that is in no module's `outcomes`"
        right "Module(outcomes: [\"repair_a_slip\"], …)"
    OutcomeVague "outcome-vague" "outcomes" Warning
        says "An outcome begins with something that can be seen to be done."
        why "Nobody can see whether somebody is aware of something."
        wrong "text: \"Be aware of pronouns.\""
        right "text: \"Ask for somebody's pronouns, once.\""
    OutcomesTooMany "outcomes-too-many" "outcomes" Warning
        says "A course has at most eight outcomes."
        why "More than that is a list of topics; nobody learns all of it."
        wrong "twelve outcomes"
        right "six outcomes, or two courses"
    ModuleWithoutOutcome "module-without-outcome" "outcomes" Warning
        says "Where a course has several modules, each says which outcomes it serves."
        why "A learner who missed a question is sent to the modules that serve its outcome."
        wrong "Module(id: \"desk\", outcomes: [], …)"
        right "Module(id: \"desk\", outcomes: [\"repair_a_slip\"], …)"
    OutcomesOnlyRemember "outcomes-only-remember" "outcomes" Warning
        says "A course asks for more than remembering."
        why "Somebody who can repeat a rule may still not act on it."
        wrong "every outcome with verb: Remember"
        right "at least one with verb: Apply"
    SameOutcome "same-outcome" "outcomes" Warning
        says "Two outcomes say different things."
        why "Their questions would be counted apart though they ask the same."
        wrong "text: \"Greet anyone.\" twice"
        right "text: \"Greet anyone.\" and text: \"Mend a slip.\""
    EndingsAllPoor "endings-all-poor" "scenarios" Warning
        says "A scene can end at least partly well."
        why "A scene that cannot be won teaches that trying is of no use."
        wrong "every Ending with kind: Poor"
        right "one Ending with kind: Good"
    OneEnding "one-ending" "scenarios" Warning
        says "A scene has two endings or more."
        why "Otherwise nothing that the learner does matters."
        wrong "one Ending"
        right "Ending(kind: Good, …) and Ending(kind: Poor, …)"
    NoWayOn "no-way-on" "scenarios" Error
        says "Whoever comes to a node or an ending that asks for flags goes on, whatever flags they have."
        why "Some learners would stand before a door that does not open, and the author would not be among them."
        wrong "Ending(id: \"sam_stays\", when: [\"said_sorry\"], …)"
        right "Ending(id: \"sam_stays\", when: [\"said_sorry\"], otherwise: \"sam_waits\", …)"
    FlagUnread "flag-unread" "scenarios" Warning
        says "A flag that a choice sets is asked for."
        why "The choice looks as if it had a consequence, and has none."
        wrong "sets: [\"said_sorry\"], and no when or unless"
        right "sets: [\"said_sorry\"], and an ending with when: [\"said_sorry\"]"
    FlagIdle "flag-idle" "scenarios" Warning
        says "A node or an ending asks for flags that some who come to it have and others have not."
        why "Where everybody fits, the author meant another flag or another way."
        wrong "the first node with unless: [\"said_sorry\"]"
        right "the first node without unless"
    FlagsTooMany "flags-too-many" "scenarios" Error
        says "A scene has at most eight flags."
        why "Nobody keeps more in mind, and each doubles the ways that must be thought of."
        wrong "a scene with twelve flags"
        right "two scenes with four each"
    SameWay "same-way" "scenarios" Warning
        says "The choices of a node lead to different places."
        why "The learner is asked, and the answer changes nothing."
        wrong "all choices with then: \"sam_at_desk\""
        right "then: \"sam_at_desk\" and then: \"sam_leaves\""
    WayToItself "way-to-itself" "scenarios" Warning
        says "A choice does not lead back to its own node."
        why "The same words again look like an error of the course."
        wrong "Choice(…, then: \"sam_flinches\") in the node sam_flinches"
        right "Choice(…, then: \"sam_waits\")"
    SameChoice "same-choice" "scenarios" Error
        says "Two choices of a node say different things."
        why "Nobody could know which of the two is meant."
        wrong "text: \"Say sorry.\" twice"
        right "text: \"Say sorry, once.\" and text: \"Say sorry, at length.\""
    MendsNothing "mends-nothing" "scenarios" Warning
        says "A choice that mends stands behind a slip."
        why "Looking back would speak of a gap that was never there."
        wrong "was: Mends at the first node"
        right "was: Mends at a node behind a choice with was: Slip"
    NoRepair "no-repair" "scenarios" Warning
        says "A scene with a slip has a choice that mends one."
        why "Slips happen; what is to be learnt is the sentence after them."
        wrong "was: Slip, and no choice with was: Mends"
        right "Choice(…, was: Mends, because: \"…\")"
    BestChoiceFirst "best-choice-first" "scenarios" Warning
        says "In a scene of three decisions or more, the best choice does not always stand first."
        why "Whoever presses the first choice each time would come through without a thought."
        wrong "was: Good or was: Mends at the first choice of every node"
        right "at the first of one node, and at the second or third of others"
    BestChoiceLongest "best-choice-longest" "scenarios" Warning
        says "In a scene of three decisions or more, the best choice is not always the longest."
        why "Whoever presses the longest choice each time would come through without a thought; and what is said well is often short."
        wrong "a best choice of three sentences beside a slip of four words, at every node"
        right "choices of like length, and a slip that sounds as reasonable as it does at work"
    MediaEmpty "media-empty" "media" Error
        says "A media file holds something."
        why "It was copied by half, and the learner would see or hear nothing."
        wrong "media/call.mp3 of 0 bytes"
        right "the file copied again"
    MediaDisguised "media-disguised" "media" Error
        says "A media file's ending says what it is."
        why "Servers tell the browser by the ending; a wrong one is not shown."
        wrong "a JPEG named desk.png"
        right "desk.jpg"
    PictureTooLarge "picture-too-large" "media" Error
        says "A picture's file has at most 64 MB."
        why "It is held whole in memory while what stands beside its pixels is cut out, and no page needs so much."
        wrong "media/desk.png of 90 MB"
        right "the same picture of 300 KB"
    MediaHeavy "media-heavy" "media" Warning
        says "A picture has at most 2 MB, sound and downloads 20 MB, a film 150 MB."
        why "On a ward's line the learner waits, or gives up."
        wrong "media/desk.png of 9 MB"
        right "the same picture of 300 KB"
    PictureLarge "picture-large" "media" Warning
        says "A picture has at most 4,000 pixels a side."
        why "Old machines cannot hold it, and no page shows so many."
        wrong "a picture of 9,000 by 6,000 pixels"
        right "the same of 1,500 by 1,000"
    CaptionsForm "captions-form" "media" Error
        says "Captions are WebVTT: times that rise, each with words."
        why "A browser leaves out what it cannot read, without a word."
        wrong "00:05.000 --> 00:02.000"
        right "00:02.000 --> 00:05.000"
    MediaCutOff "media-cut-off" "media" Error
        says "A picture's file goes as far as the mark at its end."
        why "It was copied by half, and the learner would see half of it or nothing."
        wrong "the first 300 bytes of media/desk.png"
        right "the whole file, copied again"
    PictureTooWide "picture-too-wide" "media" Error
        says "A picture has at most 100 million pixels."
        why "A browser holds four bytes for each pixel, 400 MB for so many, and shows nothing where it cannot."
        wrong "a picture of 100,000 by 100,000 pixels"
        right "the same of 1,500 by 1,500"
    UncitedFigure "uncited-figure" "citations" Warning
        says "A figure stands in a Fact, Quote, Chart or Table, or beside a link to its source."
        why "A figure without a source is believed, and cannot be checked."
        wrong "Text(\"Two thirds, 66%, had not told anybody.\")"
        right "Fact(claim: \"66% …\", source: \"nls_2018\")"
    UncitedLaw "uncited-law" "citations" Warning
        says "What the law says stands in a Fact, or beside a link to its source."
        why "The law moves, and a page that names none cannot be looked at again."
        wrong "Text(\"The law forbids it.\")"
        right "Text(\"The law [forbids it](source:gra_s22).\")"
    SourceUnread "source-unread" "citations" Warning
        says "A source that is cited was read, and says when."
        why "Nobody can vouch for what nobody of the house has read."
        wrong "Source(…) without `retrieved`"
        right "Source(…, retrieved: \"2026-08\")"
    SourceInFuture "source-in-future" "citations" Warning
        says "A source is not from the future."
        why "One of its dates is wrong."
        wrong "year: 2062"
        right "year: 2026"
    SameSource "same-source" "citations" Warning
        says "A source stands once in the list."
        why "Two ids for one text go out of date apart."
        wrong "two ids with one title, publisher and year"
        right "one id, cited twice"
    NumberOfNoFact "number-of-no-fact" "citations" Error
        says "A block that tells a fact of the house gives no number that the fact has not."
        why "A figure that slipped in the telling is believed as much as the right one."
        wrong "Fact(house: [\"f047\"], say: \"… 42% had heard …\"), where the house says 24%"
        right "Fact(house: [\"f047\"], say: \"… 24% had heard …\")"
    WordsLeftOut "words-left-out" "citations" Error
        says "A block that tells a fact of the house says the words without which it says something else."
        why "What a survey found of those who answered is then read as true of everybody."
        wrong "Fact(house: [\"f021\"], say: \"46% had never …\"), where the house has must_say: [\"answered\"]"
        right "Fact(house: [\"f021\"], say: \"Of those who answered 46% had never …\")"
    FactUnsettled "fact-unsettled" "citations" Warning
        says "A moving fact says as of when, and a contested one what is held against it."
        why "Whoever reads it next year would take it for settled."
        wrong "HouseFact(…, label: Moving), told without `as_of`"
        right "Fact(house: [\"f169\"], as_of: \"Position as read in June 2026\")"
    FigureWithoutLimits "figure-without-limits" "citations" Warning
        says "A figure says how far it goes."
        why "Who was asked, and who not, is half of what a figure says."
        wrong "Fact(claim: \"66% …\", source: \"nls_2018\")"
        right "Fact(claim: \"66% …\", source: \"nls_2018\", note: \"An open survey.\")"
    LawWithoutDate "law-without-date" "citations" Warning
        says "A fact of law says as of when."
        why "It may have been changed since."
        wrong "Fact(claim: \"…\", source: \"gra_s22\")"
        right "Fact(claim: \"…\", source: \"gra_s22\", as_of: \"Position as read in August 2026\")"
    ChartWithoutSource "chart-without-source" "citations" Error
        says "A chart says where its numbers come from."
        why "Bars are believed even faster than figures."
        wrong "Chart(title: \"…\", …) without `source`"
        right "Chart(…, source: \"nls_2018\")"
    QuoteWithoutSource "quote-without-source" "citations" Error
        says "A quote says where it stands."
        why "Words that nobody can look up may never have been said."
        wrong "Quote(text: \"“…”\")"
        right "Quote(text: \"“…”\", source: \"nls_2018\")"
    AltSaysImage "alt-says-image" "accessibility" Warning
        says "`alt` says what is to be seen, not that it is a picture."
        why "A screen reader has said already that it is one."
        wrong "alt: \"Picture of a desk\""
        right "alt: \"A low desk with a hearing loop sign\""
    AltTooLong "alt-too-long" "accessibility" Warning
        says "`alt` has at most 150 characters."
        why "It is read in one breath, and cannot be stopped and gone back in."
        wrong "alt of 190 characters"
        right "a short alt, and the rest in `caption`"
    AltIsFileName "alt-is-file-name" "accessibility" Warning
        says "`alt` is not the name of the file."
        why "A name says nothing to somebody who cannot see the picture."
        wrong "alt: \"desk.png\""
        right "alt: \"A low desk\""
    LinkText "link-text" "accessibility" Warning
        says "A link says where it leads."
        why "People who move from link to link hear its words alone (WCAG 2.2, 2.4.4)."
        wrong "[click here](page:two_minutes)"
        right "[how to repair a slip](page:two_minutes)"
    SameLinkText "same-link-text" "accessibility" Warning
        says "Two links of a page with the same words lead to the same place."
        why "Heard alone, they cannot be told apart (WCAG 2.2, 2.4.4)."
        wrong "[the guide](source:nls_2018) and [the guide](source:gra_s22)"
        right "[the survey](source:nls_2018) and [the Act](source:gra_s22)"
    HeadingSkipped "heading-skipped" "accessibility" Warning
        says "A heading of level 3 stands below one of level 2."
        why "People who move by headings think that they missed one (WCAG 2.2, 1.3.1)."
        wrong "### Names"
        right "## Names"
    TableWithoutHead "table-without-head" "accessibility" Error
        says "A table has a head for each column."
        why "Without it a screen reader reads numbers without their meaning (WCAG 2.2, 1.3.1)."
        wrong "head: []"
        right "head: [\"Ask\", \"When\"]"
    ColourOnly "colour-only" "accessibility" Warning
        says "Nothing is found by its colour alone."
        why "Not everybody sees it, and a trust may change it (WCAG 2.2, 1.4.1)."
        wrong "Press the green button."
        right "Press “Check my answer”."
    AllCapitals "all-capitals" "accessibility" Warning
        says "Words are not written in capitals for stress."
        why "They are slow to read, and some screen readers spell them out."
        wrong "PLEASE REMEMBER"
        right "**Please remember**"
    EmojiOnly "emoji-only" "accessibility" Warning
        says "A text has words."
        why "A sign alone is read aloud by its official name, or not at all."
        wrong "title: \"👍\""
        right "title: \"Well done\""
    LanguageUnknown "language-unknown" "accessibility" Warning
        says "A language's tag begins with a code of ISO 639."
        why "A screen reader finds no voice for it."
        wrong "[paned]{lang=we}"
        right "[paned]{lang=cy}"
    PlayerLanguage "player-language" "accessibility" Warning
        says "The player has words of its own in the course's language."
        why "Buttons and notes would be English in a page of another language."
        wrong "language: \"fr\""
        right "language: \"cy\""
    PlayerWordsDraft "player-words-draft" "accessibility" Warning
        says "A native speaker has read the player's words."
        why "A wrong form of address or a mistaken button is seen on every page."
        wrong "language: \"cy\", as long as its words are a draft"
        right "language: \"en-GB\""
    TranscriptMissing "transcript-missing" "accessibility" Error
        says "Sound and film have a transcript."
        why "Whoever cannot hear, or has no sound at work, must not miss it (WCAG 2.2, 1.2.1)."
        wrong "Audio(file: \"call.mp3\", title: \"A call\")"
        right "Audio(file: \"call.mp3\", title: \"A call\", transcript: \"“Good morning.”\")"
    CaptionsMissing "captions-missing" "accessibility" Error
        says "A film has captions."
        why "Whoever cannot hear must follow it while they look (WCAG 2.2, 1.2.2)."
        wrong "Video(file: \"desk.mp4\", …)"
        right "Video(file: \"desk.mp4\", captions: \"desk.vtt\", …)"
    ThemeContrast "theme-contrast" "accessibility" Error
        says "A theme's words have a contrast of 4.5 to 1 with each ground on which they stand, lines and rings 3 to 1."
        why "Whoever sees less, or learns at a washed-out screen, must read them (WCAG 2.2, 1.4.3 and 1.4.11)."
        wrong "page: \"#f2f4f7\", accent: \"#5aa0e6\""
        right "page: \"#f2f4f7\", accent: \"#0b4a8f\""
    ThemeApart "theme-apart" "accessibility" Error
        says "A theme's colours of answers are told apart, and so are those of speakers."
        why "Words and lines say it too, but whoever looks quickly goes by the colour."
        wrong "think: \"#9c3d1c\", bad: \"#9c1c1c\""
        right "think: \"#754300\", bad: \"#9c1c1c\""
    ThemePaper "theme-paper" "accessibility" Error
        says "A theme's paper is nearly white in `light` and nearly black in `dark`."
        why "What can be chosen or filled in is lighter than the paper; on grey nobody would see that."
        wrong "light: Colours(page: \"#c8ced6\", …)"
        right "light: Colours(page: \"#f2f4f7\", …)"
    MarksOverlap "marks-overlap" "accessibility" Warning
        says "Two marks on a picture stand at least 5 per cent apart."
        why "One would hide the other's number."
        wrong "at: (x: 20, y: 40) and at: (x: 22, y: 41)"
        right "at: (x: 20, y: 40) and at: (x: 30, y: 41)"
    MarksShown "marks-shown" "text" Warning
        says "Where no Markdown is read, none is written."
        why "Titles, labels and what can be pledged are shown as they are written, with every star."
        wrong "choose: [\"Ask, *then* write.\"]"
        right "choose: [\"Ask, then write.\"]"
    NameBesideCapacity "name-beside-capacity" "privacy" Warning
        says "A person's name does not stand beside what they are."
        why "Once printed, it cannot be taken back, and it is theirs to say."
        wrong "credits: [\"Jo Marsh, trans patient\"]"
        right "credits: [\"Read by people with lived experience\"]"
    AddressInText "address-in-text" "privacy" Warning
        says "No e-mail address stands in running text."
        why "It is a person's, or soon nobody's; a mail link can be found and changed."
        wrong "Write to jo.marsh@trust.nhs.uk"
        right "[Write to the team](mailto:inclusion@trust.nhs.uk)"
    PhoneInText "phone-in-text" "privacy" Warning
        says "A telephone number stands in the house's list of support."
        why "There it is checked and has a date; in text it goes wrong unseen."
        wrong "Text(\"Call 0300 000 0000.\")"
        right "Support([\"helpline\"])"
    NhsNumber "nhs-number" "privacy" Error
        says "No number looks like an NHS number, those for tests (999 …) apart."
        why "It may be somebody's."
        wrong "NHS number 943 476 5919"
        right "NHS number 999 000 0018"
    BirthDate "birth-date" "privacy" Warning
        says "No full date of birth stands in a text."
        why "With a place or a name it says who somebody is; an age says as much."
        wrong "born on 12/03/1971"
        right "aged 55"
    StoryWithoutConsent "story-without-consent" "privacy" Error
        says "A story says whether it was made up from several, or one person's with their consent."
        why "The reader must know, and whoever told it must have agreed."
        wrong "Story(text: \"…\")"
        right "Story(who: Composite, text: \"…\")"
    ConsentDate "consent-date" "privacy" Error
        says "Consent has a date."
        why "It can be withdrawn, and must be asked for again."
        wrong "Consented(\"last year\")"
        right "Consented(\"2026-05\")"
    OpinionWithName "opinion-with-name" "privacy" Error
        says "A question of opinion does not ask who answers."
        why "An opinion that can be traced is not given freely."
        wrong "Opinion(ask: \"Your name\", …)"
        right "Opinion(ask: \"I know what to say after a slip.\", …)"
    AsksWhoYouAre "asks-who-you-are" "privacy" Warning
        says "No question asks learners who they are."
        why "Whom they love, their gender, faith, health or age is theirs to tell, and never needed to learn; in a small team an answer points at one person."
        wrong "Poll(ask: \"What is your sexual orientation?\", …)"
        right "Poll(ask: \"How often did you check a name this week?\", …)"
    AnswerCodeTooLong "answer-code-too-long" "privacy" Error
        says "An answer code of the opinions has at most 200 characters."
        why "A telephone must read it off a screen, and a field of a form must take it."
        wrong "opinions: Opinions(sets: […]) of 300 statements"
        right "opinions: Opinions(sets: […]) of 20 statements"
    FreeTextUnguarded "free-text-unguarded" "privacy" Warning
        says "Where people answer in own words, they are asked to name nobody."
        why "A story about a colleague or a patient would end in the records."
        wrong "Opinion(id: \"slip\", ask: \"What went wrong?\")"
        right "Opinion(id: \"slip\", ask: \"What went wrong? Please name nobody.\")"
    } };
}

pub(super) use with_more;
