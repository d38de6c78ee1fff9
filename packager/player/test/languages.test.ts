//! The language that a system would like is asked for, and told what was chosen, only where there is a choice.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Strict12 } from "../lms/strict12.ts";
import type { Data } from "../src/data";
import { scorm12 } from "../src/lms/scorm12";
import { sample } from "./sample";
import { FakeWorld } from "./world";

const PREFERENCE = "cmi.student_preference.language";

async function opened(data: Data, lms: Strict12) {
  const host = scorm12({ API: lms.api } as never, new FakeWorld(), data);
  return { host, found: await host.open() };
}

function inThree(): Data {
  const data = sample();
  return { ...data, package: { ...data.package, languages: ["en-GB", "cy", "ar"] } };
}

const asked = (lms: Strict12): boolean => lms.calls.some(({ args }) => args[0] === PREFERENCE);

test("a package in one language asks for none", async () => {
  const lms = new Strict12({ tracks: { [PREFERENCE]: "cy" } });
  const { found } = await opened(sample(), lms);
  assert.equal(found.language, "");
  assert.equal(asked(lms), false);
});

test("a system that says what it would like is heard, and told what was chosen", async () => {
  const lms = new Strict12({ tracks: { [PREFERENCE]: "cy" } });
  const { host, found } = await opened(inThree(), lms);
  assert.equal(found.language, "cy");
  host.prefer?.("ar");
  await host.finish({
    state: "x",
    place: "",
    status: "incomplete",
    score: null,
    done: 0,
    time: 0,
    answers: [],
  });
  assert.equal(lms.tracks[PREFERENCE], "ar");
});

test("a system without preferences is left alone, and so is one that is only looked at", async () => {
  for (const launch of [{ faults: { without: ["cmi.student_preference"] } }, { mode: "review" as const }]) {
    const lms = new Strict12(launch);
    const { host, found } = await opened(inThree(), lms);
    assert.equal(found.language, "");
    host.prefer?.("ar");
    assert.ok(!lms.calls.some(({ name, args }) => name === "LMSSetValue" && args[0] === PREFERENCE));
  }
});
