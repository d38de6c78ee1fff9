//! What a SCORM 1.2 run-time answers to a call, as rows: each is put to our strict fake and to scorm-again.
//!
//! A row: [situation, call, arguments, returned, error]. Situations are built by `SITUATIONS`. Rows say what
//! the specification asks for; where scorm-again answers otherwise, `DIFFERENCES` names the row and the rule
//! that decides. Nothing here runs by itself.

const set = (element, value, returned, error, situation = "running") => [
  situation,
  "LMSSetValue",
  [element, value],
  returned,
  error,
];
const takes = (element, ...values) => values.map((value) => set(element, value, "true", "0"));
const refuses = (element, ...values) => values.map((value) => set(element, value, "false", "405"));
const get = (element, returned, error, situation = "running") => [
  situation,
  "LMSGetValue",
  [element],
  returned,
  error,
];

/** Calls that lead to a situation; the fake and scorm-again are both new before them. */
export const SITUATIONS = {
  new: [],
  running: [["LMSInitialize", ""]],
  finished: [
    ["LMSInitialize", ""],
    ["LMSFinish", ""],
  ],
  interaction: [
    ["LMSInitialize", ""],
    ["LMSSetValue", "cmi.interactions.0.id", "greeting"],
  ],
  ...Object.fromEntries(
    ["true-false", "choice", "matching", "sequencing", "likert", "numeric", "fill-in", "performance"].map(
      (type) => [
        type,
        [
          ["LMSInitialize", ""],
          ["LMSSetValue", "cmi.interactions.0.id", "greeting"],
          ["LMSSetValue", "cmi.interactions.0.type", type],
        ],
      ],
    ),
  ),
  objective: [
    ["LMSInitialize", ""],
    ["LMSSetValue", "cmi.objectives.0.id", "names"],
  ],
  scored: [
    ["LMSInitialize", ""],
    ["LMSSetValue", "cmi.core.score.raw", "80"],
  ],
  refused: [
    ["LMSInitialize", ""],
    ["LMSSetValue", "cmi.core.credit", "credit"],
  ],
};

const respond = (type, good, bad) => [
  ...good.map((value) => set("cmi.interactions.0.student_response", value, "true", "0", type)),
  ...bad.map((value) => set("cmi.interactions.0.student_response", value, "false", "405", type)),
];

const CORE =
  "student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time";

const SESSION = [
  ["new", "LMSInitialize", [""], "true", "0"],
  ["new", "LMSInitialize", ["x"], "false", "201"],
  ["running", "LMSInitialize", [""], "false", "101"],
  ["finished", "LMSInitialize", [""], "false", "101"],
  ["running", "LMSCommit", [""], "true", "0"],
  ["running", "LMSCommit", ["x"], "false", "201"],
  ["new", "LMSCommit", [""], "false", "301"],
  ["finished", "LMSCommit", [""], "false", "301"],
  ["running", "LMSFinish", [""], "true", "0"],
  ["running", "LMSFinish", ["x"], "false", "201"],
  ["new", "LMSFinish", [""], "false", "301"],
  ["finished", "LMSFinish", [""], "false", "301"],
  get("cmi.core.lesson_status", "", "301", "new"),
  get("cmi.core.lesson_status", "", "301", "finished"),
  set("cmi.core.lesson_status", "passed", "false", "301", "new"),
  set("cmi.core.lesson_status", "passed", "false", "301", "finished"),
  get("cmi.core.credit", "credit", "0", "refused"),
];

const NAMES = [
  get("", "", "201"),
  get("cmi.core.lesson_statu", "", "401"),
  get("cmi.completion_status", "", "401"),
  get("cmi.core.student_id._children", "", "202"),
  get("cmi.core.lesson_status._children", "", "202"),
  get("cmi.core._count", "", "203"),
  get("cmi.core.lesson_status._count", "", "203"),
  get("cmi.objectives.0.id", "", "201"),
  set("cmi.core.lesson_statu", "passed", "false", "401"),
  set("cmi.success_status", "passed", "false", "401"),
  set("cmi.core._children", "raw", "false", "402"),
  set("cmi.core.score._children", "raw", "false", "402"),
  set("cmi.interactions._count", "3", "false", "402"),
  set("cmi.objectives._count", "3", "false", "402"),
  set("cmi._version", "3.4", "false", "402"),
];

const ACCESS = [
  ...["student_id", "student_name", "credit", "entry", "total_time", "lesson_mode"].map((field) =>
    set(`cmi.core.${field}`, "x", "false", "403"),
  ),
  set("cmi.launch_data", "x", "false", "403"),
  set("cmi.comments_from_lms", "x", "false", "403"),
  set("cmi.student_data.mastery_score", "80", "false", "403"),
  set("cmi.student_data.max_time_allowed", "00:10:00", "false", "403"),
  set("cmi.student_data.time_limit_action", "exit,message", "false", "403"),
  get("cmi.core.exit", "", "404"),
  get("cmi.core.session_time", "", "404"),
  ...["id", "time", "type", "weighting", "student_response", "result", "latency"].map((field) =>
    get(`cmi.interactions.0.${field}`, "", "404", "interaction"),
  ),
];

const READS = [
  get("cmi._version", "3.4", "0"),
  get("cmi.core._children", CORE, "0"),
  get("cmi.core.score._children", "raw,min,max", "0"),
  get("cmi.core.lesson_status", "not attempted", "0"),
  get("cmi.core.entry", "ab-initio", "0"),
  get("cmi.core.lesson_mode", "normal", "0"),
  get("cmi.core.credit", "credit", "0"),
  get("cmi.core.lesson_location", "", "0"),
  get("cmi.core.score.raw", "", "0"),
  get("cmi.core.score.raw", "80", "0", "scored"),
  get("cmi.core.total_time", "0000:00:00.00", "0"),
  get("cmi.suspend_data", "", "0"),
  get("cmi.launch_data", "", "0"),
  get("cmi.objectives._count", "0", "0"),
  get("cmi.objectives._count", "1", "0", "objective"),
  get("cmi.objectives._children", "id,score,status", "0"),
  get("cmi.objectives.0.id", "names", "0", "objective"),
  get("cmi.interactions._count", "0", "0"),
  get("cmi.interactions._count", "1", "0", "interaction"),
  get(
    "cmi.interactions._children",
    "id,objectives,time,type,correct_responses,weighting,student_response,result,latency",
    "0",
  ),
  get("cmi.student_preference._children", "audio,language,speed,text", "0"),
  get("cmi.student_data._children", "mastery_score,max_time_allowed,time_limit_action", "0"),
];

const VALUES = [
  ...takes("cmi.core.lesson_status", "passed", "completed", "failed", "incomplete", "browsed"),
  ...refuses("cmi.core.lesson_status", "not attempted", "Passed", "complete", "unknown", ""),
  ...takes("cmi.core.exit", "time-out", "suspend", "logout", ""),
  ...refuses("cmi.core.exit", "normal", "Suspend", "quit"),
  ...takes("cmi.core.score.raw", "0", "100", "66.67", ""),
  ...refuses("cmi.core.score.raw", "100.5", "-1", "66,67", "1e2", "80%", "high"),
  ...takes("cmi.core.score.min", "0"),
  ...takes("cmi.core.score.max", "100"),
  ...refuses("cmi.core.score.max", "101"),
  ...takes("cmi.core.session_time", "00:00:00", "0012:34:56.78", "01:02:03.4"),
  ...refuses("cmi.core.session_time", "1:02:03", "PT1M", "00:00", "00:00:00.123", "12345:00:00"),
  ...takes("cmi.core.lesson_location", "two_minutes", "", "x".repeat(255)),
  ...refuses("cmi.core.lesson_location", "x".repeat(256)),
  ...takes("cmi.suspend_data", "1.a1B2c3.AAAA.x0-_", "x".repeat(4096)),
  ...refuses("cmi.suspend_data", "x".repeat(4097)),
  ...takes("cmi.comments", "x".repeat(4096)),
  ...refuses("cmi.comments", "x".repeat(4097)),
  ...takes("cmi.student_preference.audio", "-1", "100"),
  ...refuses("cmi.student_preference.audio", "-2", "101"),
  ...takes("cmi.student_preference.speed", "-100", "100"),
  ...refuses("cmi.student_preference.speed", "-101"),
  ...takes("cmi.student_preference.text", "-1", "0", "1"),
  ...refuses("cmi.student_preference.text", "2"),
  ...takes("cmi.student_preference.language", "en-GB"),
];

const LISTS = [
  set("cmi.objectives.0.id", "names", "true", "0"),
  set("cmi.objectives.1.id", "names", "false", "201"),
  set("cmi.objectives.0.status", "passed", "false", "201"),
  set("cmi.objectives.0.id", "two words", "false", "405"),
  set("cmi.objectives.0.status", "not attempted", "true", "0", "objective"),
  set("cmi.objectives.0.status", "done", "false", "405", "objective"),
  set("cmi.objectives.0.score.raw", "100", "true", "0", "objective"),
  set("cmi.objectives.0.score.raw", "101", "false", "405", "objective"),
  set("cmi.interactions.0.id", "greeting", "true", "0"),
  set("cmi.interactions.0.id", "name__a2", "true", "0"),
  set("cmi.interactions.0.id", "scene.node", "false", "405"),
  set("cmi.interactions.0.id", "x".repeat(256), "false", "405"),
  set("cmi.interactions.1.id", "greeting", "false", "201"),
  set("cmi.interactions.2.id", "greeting", "false", "201", "interaction"),
  set("cmi.interactions.1.id", "farewell", "true", "0", "interaction"),
  set("cmi.interactions.0.type", "choice", "false", "201"),
  ...["true-false", "choice", "fill-in", "matching", "performance", "likert", "sequencing", "numeric"].map(
    (type) => set("cmi.interactions.0.type", type, "true", "0", "interaction"),
  ),
  ...["other", "long-fill-in", "Choice", ""].map((type) =>
    set("cmi.interactions.0.type", type, "false", "405", "interaction"),
  ),
  ...["correct", "wrong", "unanticipated", "neutral", "0.5"].map((value) =>
    set("cmi.interactions.0.result", value, "true", "0", "choice"),
  ),
  ...["incorrect", "right", ""].map((value) =>
    set("cmi.interactions.0.result", value, "false", "405", "choice"),
  ),
  ...["00:00:08", "0001:00:00.5"].map((value) =>
    set("cmi.interactions.0.latency", value, "true", "0", "choice"),
  ),
  ...["PT8S", "8"].map((value) => set("cmi.interactions.0.latency", value, "false", "405", "choice")),
  ...["09:30:00", "23:59:59.99"].map((value) => set("cmi.interactions.0.time", value, "true", "0", "choice")),
  ...["24:00:00", "9:30", "2026-11-11T09:30:00"].map((value) =>
    set("cmi.interactions.0.time", value, "false", "405", "choice"),
  ),
  ...["1", "-100", "100"].map((value) => set("cmi.interactions.0.weighting", value, "true", "0", "choice")),
  set("cmi.interactions.0.weighting", "101", "false", "405", "choice"),
  set("cmi.interactions.0.objectives.0.id", "names", "true", "0", "choice"),
  set("cmi.interactions.0.objectives.1.id", "names", "false", "201", "choice"),
  set("cmi.interactions.0.correct_responses.0.pattern", "a,c", "true", "0", "choice"),
  set("cmi.interactions.0.correct_responses.1.pattern", "a", "false", "201", "choice"),
  get("cmi.interactions.0.correct_responses._count", "0", "0", "choice"),
  get("cmi.interactions.0.objectives._count", "0", "0", "choice"),
  ...respond("true-false", ["t", "f"], ["yes", ""]),
  ...respond("choice", ["b", "a,c", "0"], ["B", "opt-b", "a;c", "a,c,"]),
  ...respond("matching", ["a.1,b.2"], ["a-1", "a.1;b.2"]),
  ...respond("sequencing", ["b,a,c"], ["b a c"]),
  ...respond("likert", ["4"], ["agree strongly"]),
  ...respond("numeric", ["3", "2.5"], ["three"]),
  ...respond("fill-in", ["x".repeat(255)], ["x".repeat(256)]),
  ...respond("performance", ["greeted by name"], ["x".repeat(256)]),
];

/** All rows, by family; a family that loses its rows is noticed by its floor. */
export const FAMILIES = [
  { name: "the order of calls", floor: 15, rows: SESSION },
  { name: "names that do not exist", floor: 15, rows: NAMES },
  { name: "read only and write only", floor: 20, rows: ACCESS },
  { name: "what a launch starts with", floor: 20, rows: READS },
  { name: "values and limits", floor: 50, rows: VALUES },
  { name: "objectives and interactions", floor: 60, rows: LISTS },
];

/** How a row is named in reports and in `DIFFERENCES`. */
export function rowName([situation, call, args]) {
  const shown = args.map((value) => (value.length > 40 ? `${value.slice(0, 1)}*${value.length}` : value));
  return `${situation}: ${call}(${shown.map((value) => JSON.stringify(value)).join(", ")})`;
}

/** The rules that decide, each with the element or call of SCORM 1.2 that it belongs to. */
const RULES = {
  after: "SCORM 1.2, LMSFinish: afterwards no call but the error functions succeeds (301)",
  empty: "SCORM 1.2, LMSGetValue: an empty element name is an invalid argument (201)",
  span: "SCORM 1.2, total_time: HHHH:MM:SS.SS; the short form is legal too, the long one is what Moodle sends",
  exit: "SCORM 1.2, exit: `time-out`, `suspend`, `logout` or empty; `normal` belongs to SCORM 2004",
  hours: "SCORM 1.2, session_time: hours have two to four digits",
  limit: "SCORM 1.2, suspend_data: at most 4096 characters; a lenient LMS may still cut the rest",
  idFirst: "SCORM 1.2, lists: a member is opened by its `id`; Moodle and SCORM 2004 refuse any other order",
  blank: "SCORM 1.2, CMIIdentifier: letters, digits, `-` and `_`, no blanks",
  dot: "SCORM 1.2, CMIIdentifier: letters, digits, `-` and `_`, no dots",
  wrong: "SCORM 1.2, result: `wrong`; `incorrect` belongs to SCORM 2004",
  form: "SCORM 1.2, student_response: the form of the interaction's type",
};

/** Where scorm-again answers otherwise: [row, what it returns, its error, the rule that decides]. */
export const DIFFERENCES = [
  ['finished: LMSCommit("")', "true", "0", RULES.after],
  ['finished: LMSFinish("")', "true", "101", RULES.after],
  ['finished: LMSGetValue("cmi.core.lesson_status")', "not attempted", "0", RULES.after],
  ['finished: LMSSetValue("cmi.core.lesson_status", "passed")', "true", "0", RULES.after],
  ['running: LMSGetValue("")', "", "0", RULES.empty],
  ['running: LMSGetValue("cmi.core.total_time")', "00:00:00", "0", RULES.span],
  ['running: LMSSetValue("cmi.core.exit", "normal")', "true", "0", RULES.exit],
  ['running: LMSSetValue("cmi.core.session_time", "1:02:03")', "true", "0", RULES.hours],
  ['running: LMSSetValue("cmi.core.session_time", "12345:00:00")', "true", "0", RULES.hours],
  ['running: LMSSetValue("cmi.suspend_data", "x*4097")', "true", "0", RULES.limit],
  ['running: LMSSetValue("cmi.objectives.0.status", "passed")', "true", "0", RULES.idFirst],
  ['running: LMSSetValue("cmi.objectives.0.id", "two words")', "true", "0", RULES.blank],
  ['running: LMSSetValue("cmi.interactions.0.id", "scene.node")', "true", "0", RULES.dot],
  ['running: LMSSetValue("cmi.interactions.0.type", "choice")', "true", "0", RULES.idFirst],
  ['choice: LMSSetValue("cmi.interactions.0.result", "incorrect")', "true", "0", RULES.wrong],
  ['true-false: LMSSetValue("cmi.interactions.0.student_response", "yes")', "true", "0", RULES.form],
  ['true-false: LMSSetValue("cmi.interactions.0.student_response", "")', "true", "0", RULES.form],
  ['choice: LMSSetValue("cmi.interactions.0.student_response", "B")', "true", "0", RULES.form],
  ['choice: LMSSetValue("cmi.interactions.0.student_response", "opt-b")', "true", "0", RULES.form],
  ['choice: LMSSetValue("cmi.interactions.0.student_response", "a;c")', "true", "0", RULES.form],
  ['choice: LMSSetValue("cmi.interactions.0.student_response", "a,c,")', "true", "0", RULES.form],
  ['matching: LMSSetValue("cmi.interactions.0.student_response", "a-1")', "true", "0", RULES.form],
  ['matching: LMSSetValue("cmi.interactions.0.student_response", "a.1;b.2")', "true", "0", RULES.form],
  ['sequencing: LMSSetValue("cmi.interactions.0.student_response", "b a c")', "true", "0", RULES.form],
  ['likert: LMSSetValue("cmi.interactions.0.student_response", "agree strongly")', "true", "0", RULES.form],
  ['numeric: LMSSetValue("cmi.interactions.0.student_response", "three")', "true", "0", RULES.form],
  ['fill-in: LMSSetValue("cmi.interactions.0.student_response", "x*256")', "true", "0", RULES.form],
  ['performance: LMSSetValue("cmi.interactions.0.student_response", "x*256")', "true", "0", RULES.form],
];
