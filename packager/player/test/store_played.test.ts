//! The record store as the preview plays it: a launch is known by its address, and what is kept does not grow for ever.

import assert from "node:assert/strict";
import { test } from "node:test";
import { simulatedStore, storeQuery } from "../lms/store_played.ts";
import type { Tracks } from "../lms/strict12.ts";

const SYSTEM = "http://127.0.0.1:8080/system/cmi5";
const HEADERS = { "X-Experience-API-Version": "1.0.3" };

/** A launch of cmi5 that finds these tracks, and its token. */
async function launched(tracks: Tracks, search = storeQuery(true, SYSTEM)) {
  const played = simulatedStore(true, { tracks, search });
  const address = new URLSearchParams(search).get("fetch") ?? "";
  const answer = await played.fetch(address, { method: "POST" });
  return { played, search, told: (await answer.json()) as Record<string, string> };
}

test("a token is given once for an address, also to a page that is loaded again", async () => {
  const first = await launched({});
  assert.ok(first.told["auth-token"]);
  const again = await launched(first.played.tracks, first.search);
  assert.deepEqual(again.told, { "error-code": "1", "error-text": "The address was used before" });
  const next = await launched(again.played.tracks);
  assert.ok(next.told["auth-token"] && next.search !== first.search);
  assert.match(next.played.tracks["statements, the newest last"] ?? "", /^launched, launched$/);
});

test("what is offline was never there, what is refused is not kept, and each is in the log", async () => {
  const { played, told, search } = await launched({});
  const agent = new URLSearchParams(search).get("actor") ?? "";
  const query = new URLSearchParams({
    activityId: new URLSearchParams(search).get("activityId") ?? "",
    registration: new URLSearchParams(search).get("registration") ?? "",
    stateId: "bona",
    agent,
  });
  const headers = { ...HEADERS, authorization: `Basic ${told["auth-token"]}` };
  const put = (body: string) =>
    played.fetch(`${SYSTEM}/xapi/activities/state?${query}`, { method: "PUT", headers, body });
  played.faults.offline = true;
  assert.equal(await put("one").catch(({ name }) => name), "TypeError");
  Object.assign(played.faults, { offline: false, failCommits: 1 });
  assert.equal((await put("two")).status, 503);
  played.faults.failCommits = 0;
  assert.equal(played.tracks["document bona"], undefined);
  assert.equal((await put("three")).status, 204);
  assert.equal(played.tracks["document bona"], "three");
  const log = played.calls
    .slice(1)
    .map(({ name, args, returned, error }) => [name, args[0], returned, error]);
  assert.deepEqual(log, [
    ["PUT /activities/state", "bona one", "", "no answer"],
    ["PUT /activities/state", "bona two", "503", "503"],
    ["PUT /activities/state", "bona three", "204", "0"],
  ]);
});

test("launches without end leave a bounded trace, and what was passed stays known", async () => {
  let tracks: Tracks = {};
  const passed = { id: "p", timestamp: "", actor: {}, verb: { id: "http://v/passed" }, object: { id: "x" } };
  const sizes: number[] = [];
  for (let visit = 0; visit < 300; visit += 1) {
    const { played } = await launched(tracks);
    tracks = { ...played.tracks };
    const kept = JSON.parse(tracks.kept ?? "{}") as { statements: object[]; sessions: object[] };
    if (visit === 0) {
      kept.statements.push(passed);
      tracks.kept = JSON.stringify(kept);
    }
    sizes.push((tracks.kept ?? "").length);
  }
  const kept = JSON.parse(tracks.kept ?? "{}") as {
    statements: { id: string }[];
    sessions: { id: string }[];
  };
  assert.equal(new Set(kept.sessions.map(({ id }) => id)).size, 20);
  assert.equal(new Set(kept.statements.map(({ id }) => id)).size, 201);
  assert.equal(kept.statements.length, 201);
  assert.ok(kept.statements.some(({ id }) => id === "p"));
  assert.ok((sizes.at(-1) ?? 0) < (sizes[250] ?? 0) * 1.1, `${sizes[250]} … ${sizes.at(-1)}`);
});
