//! What the last page says of saving: nothing that is not true.

import assert from "node:assert/strict";
import { test } from "node:test";
import { closedAs, leadOf } from "../src/places";
import type { Link, SaveState, Start } from "../src/session";

const visited = (link: Link, state: SaveState) => ({
  start: { link, note: "new", counts: false, place: "", language: "" } satisfies Start,
  saveState: () => state,
});

test("the last page promises that answers are kept only where they are", () => {
  for (const [link, state, lead] of [
    ["connected", "saved", "finish_done_lead"],
    ["connected", "saving", "finish_done_lead"],
    ["device", "saved", "finish_done_lead"],
    ["connected", "failed", "finish_failed_lead"],
    ["connected", "over", "finish_over_lead"],
    ["absent", "absent", "finish_absent_lead"],
    ["refused", "absent", "finish_absent_lead"],
    ["nowhere", "absent", "finish_absent_lead"],
    ["reading", "absent", "finish_reading_lead"],
  ] as const) {
    assert.equal(leadOf(visited(link, state), "finish_done"), lead, `${link} ${state}`);
  }
  assert.equal(leadOf(visited("connected", "saved"), "finish_open"), "finish_open_lead");
});

test("what is said of the end follows what was kept, and never what was not", () => {
  for (const [link, state, told, key] of [
    ["connected", "saved", true, "closed"],
    ["connected", "saved", null, "closed_unconfirmed"],
    ["connected", "over", null, "closed_unsaved"],
    ["connected", "over", true, "closed_unsaved"],
    ["connected", "over", false, "closed_unsaved"],
    ["absent", "absent", true, "closed_nowhere"],
    ["refused", "absent", false, "closed_nowhere"],
    ["reading", "absent", true, "closed_reading"],
    ["reading", "absent", false, "closed_reading"],
  ] as const) {
    assert.equal(closedAs(visited(link, state), told), key, `${link} ${state}`);
  }
});
