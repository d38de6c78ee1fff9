//! Where scorm-again answers a row of rows2004.mjs otherwise, with the rule that decides.
//!
//! The list is compared with what scorm-again answers today: a difference that is gone, or a new one, is noticed.

/** The rules that decide, each with the element or call of SCORM 2004 that it belongs to. */
const RULES = {
  beyond: "SCORM 2004 RTE, GetValue: an index that is not smaller than _count is a general get failure (301)",
  order: "SCORM 2004 RTE, _children: the order of the names says nothing; the player looks for a name",
  unset: "SCORM 2004 RTE, launch_data: nothing in the manifest means no value (403)",
  empty: "SCORM 2004 RTE, timeinterval: `P` and `PT` alone are no intervals; D.2.3: never write them",
  vocabulary:
    "SCORM 2004 RTE, audio_captioning: -1, 0 and 1 are words of a state, any other is of another type (406)",
  language: "SCORM 2004 RTE, learner_preference.language: an empty one stands for the system's own",
  blank: "SCORM 2004 RTE, long_identifier_type: a URI, which has no blanks",
  fraction: "SCORM 2004 RTE, time(second,10,2): at most two digits of a second",
  year: "SCORM 2004 RTE, time(second,10,2): years from 1970 to 2038",
  words: "SCORM 2004 RTE, description: a system must keep 250 characters, and may cut the rest",
  none: "SCORM 2004 RTE, choice: a set of none is a response; the player never sends one",
  short: "Packaging rules, D.3: ids of options as Moodle takes them, without hyphen, colon and blank",
  pair: "SCORM 2004 RTE, matching: source and target are parted by `[.]`, pairs by `[,]`",
};

/** [row, what it returns, its error, the rule that decides]. */
export const DIFFERENCES = [
  ['running: GetValue("cmi.objectives.0.id")', "", "403", RULES.beyond],
  ['running: GetValue("cmi.interactions.0.id")', "", "403", RULES.beyond],
  ['running: GetValue("cmi.score._children")', "max,raw,scaled,min", "0", RULES.order],
  [
    'running: GetValue("cmi.objectives._children")',
    "progress_measure,completion_status,success_status,description,score,id",
    "0",
    RULES.order,
  ],
  [
    'running: GetValue("cmi.learner_preference._children")',
    "audio_level,audio_captioning,delivery_speed,language",
    "0",
    RULES.order,
  ],
  ['running: GetValue("cmi.launch_data")', "", "0", RULES.unset],
  ['running: SetValue("cmi.session_time", "PT")', "true", "0", RULES.empty],
  ['running: SetValue("cmi.session_time", "P")', "true", "0", RULES.empty],
  ['running: SetValue("cmi.learner_preference.audio_captioning", "2")', "false", "407", RULES.vocabulary],
  ['running: SetValue("cmi.learner_preference.language", "")', "false", "406", RULES.language],
  ['running: SetValue("cmi.objectives.0.id", "two words")', "true", "0", RULES.blank],
  ['choice: SetValue("cmi.interactions.0.latency", "PT")', "true", "0", RULES.empty],
  [
    'choice: SetValue("cmi.interactions.0.timestamp", "2026-11-11T09:30:00.123Z")',
    "true",
    "0",
    RULES.fraction,
  ],
  ['choice: SetValue("cmi.interactions.0.timestamp", "2039-01-01")', "true", "0", RULES.year],
  ['choice: SetValue("cmi.interactions.0.description", "x*251")', "true", "0", RULES.words],
  ['choice: SetValue("cmi.interactions.0.learner_response", "")', "false", "406", RULES.none],
  ['choice: SetValue("cmi.interactions.0.learner_response", "id a")', "true", "0", RULES.short],
  ['choice: SetValue("cmi.interactions.0.learner_response", "opt-b")', "true", "0", RULES.short],
  ['choice: SetValue("cmi.interactions.0.learner_response", "a:b")', "true", "0", RULES.short],
  ['matching: SetValue("cmi.interactions.0.learner_response", "s1.t1")', "true", "0", RULES.pair],
  ['matching: SetValue("cmi.interactions.0.learner_response", "s1[.]t1,s2[.]t2")', "true", "0", RULES.pair],
  ['choice: SetValue("cmi.interactions.0.correct_responses.0.pattern", "id a")', "true", "0", RULES.short],
];
