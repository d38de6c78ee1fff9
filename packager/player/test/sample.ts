//! A small course for tests: two modules, a required and a free question, a scene that can go round, a test.

import type { Data, Item, Secret, Slot, SlotKind } from "../src/data";

export function item(kind: Item["kind"], page: string | null, right: string, more: Partial<Item> = {}): Item {
  const letters = kind === "truefalse" ? "tf" : "abcd";
  const secret: Secret = {
    right,
    reasons: [...letters].map((letter) => `<p>why ${letter} ü</p>`),
    because: "",
    accept: [],
    range: [],
  };
  const bytes = new TextEncoder().encode(JSON.stringify(secret));
  return {
    kind,
    outcome: "greet_openly",
    page,
    attempts: page === null ? 1 : 2,
    marks: "all",
    weight: 1,
    alternative: null,
    shuffle: kind !== "truefalse",
    rows: [],
    row_letters: "",
    options: kind === "truefalse" ? ["true", "false"] : [...letters].map((letter) => `option_${letter}`),
    letters,
    number: null,
    places: [...letters].map((_, place) => place),
    secret: btoa(String.fromCharCode(...bytes)),
    ...more,
  };
}

const slot = (kind: SlotKind, id: string, bits: number, step = 0): Slot => ({
  kind,
  id,
  bits,
  step,
  from: null,
});
const page = (id: string, needs: Data["modules"][0]["pages"][0]["needs"] = []) => ({
  id,
  title: id,
  roles: [],
  needs,
});

const scenarios: Data["scenarios"] = {
  alex: {
    page: "scene_page",
    required: true,
    start: 0,
    scenes: [
      {
        kind: "decision",
        id: "called",
        choices: [
          { id: "read_out", then: 0, place: 0, was: "slip", because: "" },
          { id: "ask_quietly", then: 1, place: 1, was: "good", because: "" },
        ],
      },
      { kind: "good", id: "mended" },
    ],
  },
};

const bank = ["bank_one", "bank_two", "bank_three", "bank_four"];

const test: Data["test"] = {
  bank: "bank",
  per_outcome: null,
  groups: [
    { outcome: "greet_openly", text: "greet", questions: bank.slice(0, 2), pages: ["asking"] },
    {
      outcome: "repair_a_slip",
      text: "repair",
      questions: bank.slice(2),
      pages: ["reading", "scene_page"],
    },
  ],
  pass_mark: 750_000,
  attempts: 2,
};

const slots: Slot[] = [
  slot("seed", "", 32),
  slot("place", "", 10),
  slot("seen", "reading", 2),
  slot("pledge", "my_desk", 1),
  slot("seen", "asking", 2),
  slot("single", "repair", 3),
  slot("tries", "repair", 3),
  slot("mask", "openings", 4),
  slot("tries", "openings", 3),
  slot("seen", "scene_page", 2),
  slot("path", "alex", 8, 1),
  slot("scene", "alex", 1),
  slot("runs", "", 6),
  slot("used", "", 3),
  slot("best", "", 7),
  slot("passed", "", 1),
  slot("running", "", 1),
  slot("single", "bank_one", 3),
  slot("single", "bank_two", 2),
  slot("mask", "bank_three", 4),
  slot("single", "bank_four", 3),
  ...["reading", "asking", "scene_page"].map((id) => slot("again", id, 1)),
];

export function sample(changes: Partial<Data> = {}): Data {
  return {
    version: 1,
    package: {
      course: "first_contact",
      edition: "1.0.0",
      variant: null,
      language: "en-GB",
      content: "0f3a9c21".repeat(8),
      format: "scorm12",
      part: "course",
      form: null,
      profile: "universal",
      release: false,
      key: "bona.first_contact",
      mark: "1_0_0-0f3a9c21",
    },
    title: "First contact",
    shared_pc: false,
    roles: [],
    adapter: "scorm12",
    profile: { interactions: true, exit: "suspend", attempts_used: "incomplete", pause: 1000, budget: 4096 },
    completion: "pages_and_test",
    modules: [
      {
        id: "desk",
        title: "Desk",
        minutes: 5,
        pages: [page("reading"), page("asking", [{ kind: "item", id: "repair" }])],
      },
      {
        id: "phone",
        title: "Phone",
        minutes: 4,
        pages: [page("scene_page", [{ kind: "scenario", id: "alex" }])],
      },
    ],
    items: {
      repair: item("single", "asking", "b"),
      openings: item("multiple", "asking", "ac", { marks: "per_option" }),
      bank_one: item("single", null, "a"),
      bank_two: item("truefalse", null, "f"),
      bank_three: item("multiple", null, "bd", { outcome: "repair_a_slip" }),
      bank_four: item("single", null, "c", { outcome: "repair_a_slip" }),
    },
    scenarios,
    pledges: { my_desk: { page: "reading", choices: 2, own_words: true } },
    test,
    slots,
    fingerprint: "ABCdef",
    history: [],
    opinions: null,
    strings: {},
    ...changes,
  };
}
