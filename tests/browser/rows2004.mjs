//! What a SCORM 2004 run-time answers to a call, as rows: each is put to our strict fake and to scorm-again.
//!
//! A row: [situation, call, arguments, returned, error]. Situations are built by `SITUATIONS`. Rows say what
//! the specification asks for; where scorm-again answers otherwise, `DIFFERENCES` (differences2004.mjs) names the row
//! and the rule that decides. Nothing here runs by itself.

const set = (element, value, returned, error, situation = "running") => [
  situation,
  "SetValue",
  [element, value],
  returned,
  error,
];
const takes = (element, ...values) => values.map((value) => set(element, value, "true", "0"));
const refuses = (element, ...values) => values.map((value) => set(element, value, "false", "406"));
const beyond = (element, ...values) => values.map((value) => set(element, value, "false", "407"));
const get = (element, returned, error, situation = "running") => [
  situation,
  "GetValue",
  [element],
  returned,
  error,
];

const TYPES = [
  "true-false",
  "choice",
  "fill-in",
  "long-fill-in",
  "matching",
  "performance",
  "sequencing",
  "likert",
  "numeric",
  "other",
];

/** Calls that lead to a situation; the fake and scorm-again are both new before them. */
export const SITUATIONS = {
  new: [],
  running: [["Initialize", ""]],
  finished: [
    ["Initialize", ""],
    ["Terminate", ""],
  ],
  interaction: [
    ["Initialize", ""],
    ["SetValue", "cmi.interactions.0.id", "greeting"],
  ],
  ...Object.fromEntries(
    TYPES.map((type) => [
      type,
      [
        ["Initialize", ""],
        ["SetValue", "cmi.interactions.0.id", "greeting"],
        ["SetValue", "cmi.interactions.0.type", type],
      ],
    ]),
  ),
  answered: [
    ["Initialize", ""],
    ["SetValue", "cmi.interactions.0.id", "greeting"],
    ["SetValue", "cmi.interactions.0.type", "true-false"],
    ["SetValue", "cmi.interactions.0.correct_responses.0.pattern", "true"],
    ["SetValue", "cmi.interactions.0.learner_response", "false"],
  ],
  objective: [
    ["Initialize", ""],
    ["SetValue", "cmi.objectives.0.id", "names"],
  ],
  scored: [
    ["Initialize", ""],
    ["SetValue", "cmi.score.raw", "80"],
  ],
  refused: [
    ["Initialize", ""],
    ["SetValue", "cmi.credit", "credit"],
  ],
};

const responds = (type, good, bad) => [
  ...good.map((value) => set("cmi.interactions.0.learner_response", value, "true", "0", type)),
  ...bad.map((value) => set("cmi.interactions.0.learner_response", value, "false", "406", type)),
];
const isRight = (type, good, bad) => [
  ...good.map((value) => set("cmi.interactions.0.correct_responses.0.pattern", value, "true", "0", type)),
  ...bad.map((value) => set("cmi.interactions.0.correct_responses.0.pattern", value, "false", "406", type)),
];

const SESSION = [
  ["new", "Initialize", [""], "true", "0"],
  ["new", "Initialize", ["x"], "false", "201"],
  ["running", "Initialize", [""], "false", "103"],
  ["finished", "Initialize", [""], "false", "104"],
  ["running", "Commit", [""], "true", "0"],
  ["running", "Commit", ["x"], "false", "201"],
  ["new", "Commit", [""], "false", "142"],
  ["finished", "Commit", [""], "false", "143"],
  ["running", "Terminate", [""], "true", "0"],
  ["running", "Terminate", ["x"], "false", "201"],
  ["new", "Terminate", [""], "false", "112"],
  ["finished", "Terminate", [""], "false", "113"],
  get("cmi.completion_status", "", "122", "new"),
  get("cmi.completion_status", "", "123", "finished"),
  set("cmi.completion_status", "completed", "false", "132", "new"),
  set("cmi.completion_status", "completed", "false", "133", "finished"),
  get("cmi.credit", "credit", "0", "refused"),
];

const NAMES = [
  get("", "", "301"),
  get("cmi.completion_statu", "", "401"),
  get("cmi.core.lesson_status", "", "401"),
  get("cmi.learner_id._children", "", "301"),
  get("cmi.score._count", "", "301"),
  get("cmi.objectives.0.id", "", "301"),
  get("cmi.interactions.0.id", "", "301"),
  set("", "x", "false", "351"),
  set("cmi.completion_statu", "completed", "false", "401"),
  set("cmi.core.lesson_status", "passed", "false", "401"),
  set("cmi.objectives._count", "3", "false", "404"),
  set("cmi.interactions._count", "3", "false", "404"),
  set("cmi.interactions._children", "id", "false", "404"),
  set("cmi.score._children", "raw", "false", "404"),
  set("cmi._version", "1.0", "false", "404"),
];

const ACCESS = [
  ...["learner_id", "learner_name", "credit", "entry", "total_time", "mode", "launch_data"].map((field) =>
    set(`cmi.${field}`, "x", "false", "404"),
  ),
  ...["completion_threshold", "scaled_passing_score", "max_time_allowed", "time_limit_action"].map((field) =>
    set(`cmi.${field}`, "0.8", "false", "404"),
  ),
  set("cmi.comments_from_lms.0.comment", "x", "false", "404"),
  get("cmi.exit", "", "405"),
  get("cmi.session_time", "", "405"),
  get("cmi.interactions.0.id", "greeting", "0", "interaction"),
  get("cmi.interactions.0.type", "choice", "0", "choice"),
  get("cmi.interactions.0.learner_response", "false", "0", "answered"),
  get("cmi.interactions.0.correct_responses.0.pattern", "true", "0", "answered"),
  get("cmi.interactions.0.correct_responses._count", "1", "0", "answered"),
];

const READS = [
  get("cmi._version", "1.0", "0"),
  get("cmi.completion_status", "unknown", "0"),
  get("cmi.success_status", "unknown", "0"),
  get("cmi.entry", "ab-initio", "0"),
  get("cmi.mode", "normal", "0"),
  get("cmi.credit", "credit", "0"),
  get("cmi.total_time", "PT0H0M0S", "0"),
  get("cmi.score._children", "scaled,raw,min,max", "0"),
  get(
    "cmi.interactions._children",
    "id,type,objectives,timestamp,correct_responses,weighting,learner_response,result,latency,description",
    "0",
  ),
  get(
    "cmi.objectives._children",
    "id,score,success_status,completion_status,progress_measure,description",
    "0",
  ),
  get("cmi.learner_preference._children", "audio_level,language,delivery_speed,audio_captioning", "0"),
  get("cmi.interactions._count", "0", "0"),
  get("cmi.interactions._count", "1", "0", "interaction"),
  get("cmi.objectives._count", "0", "0"),
  get("cmi.objectives._count", "1", "0", "objective"),
  get("cmi.objectives.0.id", "names", "0", "objective"),
  get("cmi.objectives.0.success_status", "unknown", "0", "objective"),
  get("cmi.score.raw", "80", "0", "scored"),
  get("cmi.interactions.0.objectives._count", "0", "0", "choice"),
  get("cmi.interactions.0.correct_responses._count", "0", "0", "choice"),
  // What was never set has no value.
  ...["score.raw", "score.scaled", "location", "suspend_data", "progress_measure"].map((field) =>
    get(`cmi.${field}`, "", "403"),
  ),
  ...["scaled_passing_score", "completion_threshold", "launch_data"].map((field) =>
    get(`cmi.${field}`, "", "403"),
  ),
  get("cmi.interactions.0.type", "", "403", "interaction"),
  get("cmi.interactions.0.result", "", "403", "choice"),
];

const VALUES = [
  ...takes("cmi.completion_status", "completed", "incomplete", "not attempted", "unknown"),
  ...refuses("cmi.completion_status", "passed", "Completed", "browsed", ""),
  ...takes("cmi.success_status", "passed", "failed", "unknown"),
  ...refuses("cmi.success_status", "completed", "Passed", ""),
  ...takes("cmi.exit", "time-out", "suspend", "logout", "normal", ""),
  ...refuses("cmi.exit", "Suspend", "quit"),
  ...takes("cmi.score.scaled", "1", "-1", "0.8333", "0"),
  ...beyond("cmi.score.scaled", "1.1", "-2", "83"),
  ...refuses("cmi.score.scaled", "0,83", ".5", "high", ""),
  ...takes("cmi.score.raw", "83", "-4.5", "1000"),
  ...refuses("cmi.score.raw", "83 %", "1e2", ""),
  ...takes("cmi.score.min", "0"),
  ...takes("cmi.score.max", "100"),
  ...takes("cmi.progress_measure", "0", "0.5", "1"),
  ...beyond("cmi.progress_measure", "1.5", "-0.5"),
  ...refuses("cmi.progress_measure", "half"),
  ...takes("cmi.session_time", "PT1H5M30S", "PT0H0M8S", "PT8.25S", "P1DT1H"),
  ...refuses("cmi.session_time", "00:01:05", "PT", "P", "PT1M1H", "65", ""),
  ...takes("cmi.location", "two_minutes", "x".repeat(1000)),
  ...refuses("cmi.location", "x".repeat(1001)),
  ...takes("cmi.suspend_data", "1.a1B2c3.AAAA.x0-_", "x".repeat(64_000)),
  ...refuses("cmi.suspend_data", "x".repeat(64_001)),
  ...takes("cmi.learner_preference.audio_captioning", "-1", "0", "1"),
  ...refuses("cmi.learner_preference.audio_captioning", "2"),
  ...takes("cmi.learner_preference.language", "en-GB", ""),
  ...refuses("cmi.learner_preference.language", "English, please"),
  ...takes("cmi.learner_preference.audio_level", "0", "1.5"),
  ...beyond("cmi.learner_preference.audio_level", "-1"),
  ...takes("adl.nav.request", "continue", "suspendAll", "_none_"),
  ...refuses("adl.nav.request", "home"),
];

const LISTS = [
  set("cmi.objectives.0.id", "names", "true", "0"),
  set("cmi.objectives.1.id", "names", "false", "351"),
  set("cmi.objectives.0.id", "two words", "false", "406"),
  set("cmi.objectives.0.success_status", "passed", "false", "408"),
  set("cmi.objectives.1.id", "names", "false", "351", "objective"),
  set("cmi.objectives.0.id", "other_names", "false", "351", "objective"),
  set("cmi.objectives.1.id", "other_names", "true", "0", "objective"),
  set("cmi.objectives.0.success_status", "passed", "true", "0", "objective"),
  set("cmi.objectives.0.success_status", "done", "false", "406", "objective"),
  set("cmi.objectives.0.score.scaled", "1", "true", "0", "objective"),
  set("cmi.objectives.0.score.scaled", "2", "false", "407", "objective"),
  set("cmi.objectives.0.progress_measure", "0.5", "true", "0", "objective"),
  set("cmi.interactions.0.id", "greeting", "true", "0"),
  set("cmi.interactions.0.id", "name__a2", "true", "0"),
  set("cmi.interactions.0.id", "", "false", "406"),
  set("cmi.interactions.1.id", "greeting", "false", "351"),
  set("cmi.interactions.1.id", "farewell", "true", "0", "interaction"),
  set("cmi.interactions.0.type", "choice", "false", "408"),
  set("cmi.interactions.0.learner_response", "a", "false", "408", "interaction"),
  set("cmi.interactions.0.correct_responses.0.pattern", "a", "false", "408", "interaction"),
  ...TYPES.map((type) => set("cmi.interactions.0.type", type, "true", "0", "interaction")),
  ...["Choice", "essay", ""].map((type) =>
    set("cmi.interactions.0.type", type, "false", "406", "interaction"),
  ),
  ...["correct", "incorrect", "unanticipated", "neutral", "0.5"].map((value) =>
    set("cmi.interactions.0.result", value, "true", "0", "choice"),
  ),
  ...["wrong", "right", ""].map((value) => set("cmi.interactions.0.result", value, "false", "406", "choice")),
  ...["PT8S", "PT0H0M8S", "PT8.5S"].map((value) =>
    set("cmi.interactions.0.latency", value, "true", "0", "choice"),
  ),
  ...["00:00:08", "8", "PT"].map((value) =>
    set("cmi.interactions.0.latency", value, "false", "406", "choice"),
  ),
  ...["2026-11-11", "2026-11-11T09:30:00", "2026-11-11T09:30:00.0Z", "2026-11-11T09:30:00.25+01:00"].map(
    (value) => set("cmi.interactions.0.timestamp", value, "true", "0", "choice"),
  ),
  ...["2026-11-11T09:30:00Z", "2026-11-11T09:30:00.123Z", "11.11.2026", "2039-01-01", "09:30:00"].map(
    (value) => set("cmi.interactions.0.timestamp", value, "false", "406", "choice"),
  ),
  ...["1", "-1.5"].map((value) => set("cmi.interactions.0.weighting", value, "true", "0", "choice")),
  set("cmi.interactions.0.weighting", "much", "false", "406", "choice"),
  ...["What to ask", "{lang=en-GB}What to ask", "x".repeat(250)].map((value) =>
    set("cmi.interactions.0.description", value, "true", "0", "choice"),
  ),
  set("cmi.interactions.0.description", "x".repeat(251), "false", "406", "choice"),
  set("cmi.interactions.0.objectives.0.id", "names", "true", "0", "choice"),
  set("cmi.interactions.0.objectives.1.id", "names", "false", "351", "choice"),
  set("cmi.interactions.0.correct_responses.1.pattern", "a", "false", "351", "choice"),
  set("cmi.interactions.0.correct_responses.1.pattern", "false", "false", "351", "answered"),
];

const ANSWERS = [
  ...responds("true-false", ["true", "false"], ["t", "1", "yes"]),
  ...responds("choice", ["a", "id_a[,]id_c", ""], ["a[,]a", "id a", "opt-b", "a:b"]),
  ...responds("fill-in", ["my_slip", "{lang=en-GB}my slip", "x".repeat(250)], ["x".repeat(251)]),
  ...responds("long-fill-in", ["x".repeat(4000)], ["x".repeat(4001)]),
  ...responds("matching", ["mx[.]they", "s1[.]t1[,]s2[.]t2"], ["s1.t1", "s1[.]t1,s2[.]t2", "s1"]),
  ...responds("performance", ["greet[.]by name"], [""]),
  ...responds("sequencing", ["id_a[,]id_c[,]id_b"], ["a b"]),
  ...responds("likert", ["agree"], ["agree strongly"]),
  ...responds("numeric", ["3", "2.5", "-2.5"], ["three", "1[:]2", ""]),
  ...responds("other", ["anything at all"], ["x".repeat(4001)]),
  ...isRight("true-false", ["true"], ["t", ""]),
  ...isRight("choice", ["id_a[,]id_c"], ["id a"]),
  ...isRight(
    "fill-in",
    ["sorry", "{case_matters=false}sorry", "{case_matters=false}{order_matters=false}sorry"],
    [],
  ),
  ...isRight("matching", ["s1[.]t1[,]s2[.]t2"], ["s1"]),
  ...isRight("sequencing", ["id_a[,]id_b"], ["a b"]),
  ...isRight("likert", ["agree"], ["agree strongly"]),
  ...isRight("numeric", ["1[:]2", "[:]2", "1[:]", "-5[:]-5", "3.1[:]3.3"], ["2[:]1", "one"]),
];

/** All rows, by family; a family that loses its rows is noticed by its floor. */
export const FAMILIES = [
  { name: "the order of calls", floor: 15, rows: SESSION },
  { name: "names that do not exist", floor: 15, rows: NAMES },
  { name: "read only and write only", floor: 15, rows: ACCESS },
  { name: "what a launch starts with", floor: 25, rows: READS },
  { name: "values and limits", floor: 60, rows: VALUES },
  { name: "objectives and interactions", floor: 55, rows: LISTS },
  { name: "answers and what is right", floor: 45, rows: ANSWERS },
];

/** How a row is named in reports and in `DIFFERENCES`. */
export function rowName([situation, call, args]) {
  const shown = args.map((value) => (value.length > 60 ? `${value.slice(0, 1)}*${value.length}` : value));
  return `${situation}: ${call}(${shown.map((value) => JSON.stringify(value)).join(", ")})`;
}
