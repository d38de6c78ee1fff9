//! Graphs of windows: knots, strangers that throw, openers that are gone, and an API that comes late.

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Frame, find, seek } from "../src/lms/find";
import { FakeWorld } from "./world";

const API = { LMSInitialize: () => "true" };

interface Pane extends Frame {
  API?: unknown;
  parent?: unknown;
  opener?: unknown;
}

function top(more: Pane = {}): Pane {
  const pane: Pane = { opener: null, ...more };
  pane.parent = pane;
  return pane;
}

/** A window of another origin: it shows its parent and its opener, and throws at everything else. */
function stranger(pane: Pane): Pane {
  return new Proxy(pane, {
    get(target, name) {
      if (name === "parent" || name === "opener" || name === "closed") {
        return Reflect.get(target, name);
      }
      throw new Error("SecurityError");
    },
  });
}

/** A window that throws at everything. */
function mute(): Pane {
  return new Proxy(
    {},
    {
      get() {
        throw new Error("SecurityError");
      },
    },
  );
}

const look = (own: Frame): object | undefined => find(own, "API", "LMSInitialize")?.api;

test("the own window comes first, then parents, then openers", () => {
  const other = { LMSInitialize: () => "other" };
  const parent = top({ API: other });
  assert.equal(look({ API, parent } as Frame), API);
  assert.equal(look({ parent } as Frame), other);
  assert.equal(look({ parent: { parent } } as Frame), other);
  const opened = top({ opener: { parent: top({ API }), opener: null } });
  assert.equal(look(opened), API);
  // The opener of a parent counts too, and a parent is preferred to an opener.
  assert.equal(look({ parent: opened } as Frame), API);
  assert.equal(look({ parent: top({ API: other, opener: top({ API }) }) } as Frame), other);
});

test("strangers are passed by, and those that throw at everything end a chain quietly", () => {
  assert.equal(look({ parent: stranger({ parent: top({ API }) }) } as Frame), API);
  assert.equal(look({ parent: mute() } as Frame), undefined);
  assert.equal(look(mute()), undefined);
  assert.equal(look({ parent: mute(), opener: stranger(top({ opener: top({ API }) })) } as Frame), API);
});

test("knots and endless towers end", () => {
  const one: Pane = {};
  const two: Pane = { parent: one, opener: one };
  one.parent = two;
  one.opener = two;
  assert.equal(look(one), undefined);
  let looked = 0;
  const endless = (): Pane =>
    Object.defineProperties(
      {},
      {
        parent: {
          get: () => {
            looked += 1;
            return endless();
          },
        },
        opener: {
          get: () => {
            looked += 1;
            return endless();
          },
        },
      },
    );
  assert.equal(look(endless()), undefined);
  assert.ok(looked < 100_000, `${looked} looks`);
});

test("fifty levels are enough, fifty-one are too many", () => {
  const tower = (height: number): Frame => {
    let frame: Pane = top({ API });
    for (let level = 1; level < height; level++) {
      frame = { parent: frame };
    }
    return frame;
  };
  assert.equal(look(tower(50)), API);
  assert.equal(look(tower(51)), undefined);
});

test("an element that is called API is no API", () => {
  assert.equal(look(top({ API: { tagName: "DIV" } })), undefined);
  assert.equal(look(top({ API: "LMSInitialize" })), undefined);
});

test("an opener that was closed has no API, and a popup is known as one", () => {
  assert.equal(look(top({ opener: null })), undefined);
  assert.equal(find(top({ opener: top({ API }) }), "API", "LMSInitialize")?.popup, true);
  assert.equal(find(top({ API }), "API", "LMSInitialize")?.popup, false);
});

test("an API that comes late is found within five seconds, and no later", async () => {
  for (const [after, expected] of [
    [0, true],
    [2400, true],
    [5000, true],
    [5500, false],
  ] as const) {
    const world = new FakeWorld();
    const parent = top();
    world.later(() => {
      parent.API = API;
    }, after);
    let found: unknown;
    void seek({ parent } as Frame, "API", "LMSInitialize", world).then((result) => {
      found = result;
    });
    await world.pass(6000);
    assert.equal(found !== null && found !== undefined, expected, `after ${after} ms`);
  }
});
