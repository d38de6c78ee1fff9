//! Finding the host's API object: own window, parents, and the opener of each of them.
//!
//! Every look into another window is guarded: a window of another origin throws, some throw at everything.
//! Some hosts attach the object late, so the search is repeated for five seconds.

import type { World } from "./api";

/** As much of a window as the search looks at. */
export interface Frame {
  readonly parent?: unknown;
  readonly opener?: unknown;
  readonly closed?: unknown;
}

/** The API and the window that holds it, which tells later whether it is still there. */
export interface Found {
  api: object;
  frame: Frame;
  /** Reached through an opener: dead once that link is cut. */
  popup: boolean;
}

/** Most windows that are looked at. */
const LEVELS = 50;
const TRIES = 20;
const PAUSE = 250;

/** Looks once: a window and its parents, then the openers of all that were seen, each window once, however they
 *  are knotted. `name` is the object's, `method` one that it must have. */
export function find(own: Frame, name: string, method: string): Found | null {
  const seen: unknown[] = [];
  const starts = [{ start: own as unknown, popup: false }];
  for (const { start, popup } of starts) {
    let frame = start;
    while (isFrame(frame) && !seen.includes(frame) && seen.length < LEVELS) {
      seen.push(frame);
      const api = look(frame, name);
      if (isApi(api, method)) {
        return { api, frame, popup };
      }
      starts.push({ start: look(frame, "opener"), popup: true });
      frame = look(frame, "parent");
    }
  }
  return null;
}

/** Looks for five seconds. */
export async function seek(own: Frame, name: string, method: string, world: World): Promise<Found | null> {
  for (let tries = 0; ; tries++) {
    const found = find(own, name, method);
    if (found || tries === TRIES) {
      return found;
    }
    await new Promise<void>((done) => {
      world.later(done, PAUSE);
    });
  }
}

function look(frame: Frame, name: string): unknown {
  try {
    return (frame as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
}

function isFrame(value: unknown): value is Frame {
  return typeof value === "object" && value !== null;
}

/** An element with the id `API` is reachable under that name too. */
function isApi(value: unknown, method: string): value is object {
  return isFrame(value) && look(value, method) !== undefined;
}
