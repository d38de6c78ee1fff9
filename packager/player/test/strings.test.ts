//! Sentences are chosen by number and filled as the packager does it: both read `packager/words/vectors.json`.

import assert from "node:assert/strict";
import { test } from "node:test";
import vectors from "../../words/vectors.json";
import { sayer } from "../src/strings";

const FORMS = ["zero", "one", "two", "few", "many", "other"];

test("a number takes the form that its language gives it", () => {
  const strings = Object.fromEntries(FORMS.map((form) => [`things.${form}`, form]));
  let judged = 0;
  for (const { language, ...forms } of vectors.plurals) {
    const say = sayer(strings, language);
    for (const [form, numbers] of Object.entries(forms)) {
      for (const n of numbers ?? []) {
        assert.equal(say("things", { n }), form, `${n} in ${language}`);
        judged += 1;
      }
    }
  }
  assert.ok(judged >= 40, `${judged} numbers`);
});

test("a sentence says what the packager would say", () => {
  for (const { sentence, values, told } of vectors.sentences) {
    assert.equal(sayer({ it: sentence }, "en-GB")("it", values as Record<string, string>), told);
  }
  assert.ok(vectors.sentences.length > 5);
});

test("a form that is missing is said in the last one, and a key that is missing says itself", () => {
  const say = sayer({ "left.other": "{n} left" }, "cy");
  assert.equal(say("left", { n: 6 }), "6 left");
  assert.equal(say("nothing"), "nothing");
});

test("words of another language than the course's are counted in their own", () => {
  const strings = { "left.one": "{n} thing", "left.other": "{n} things" };
  assert.equal(sayer(strings, "fr")("left", { n: 0 }), "0 thing");
  assert.equal(sayer({ ...strings, language: "en-GB" }, "fr")("left", { n: 0 }), "0 things");
});
