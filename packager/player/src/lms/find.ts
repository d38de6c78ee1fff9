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

/** Most windows up one chain. */
const LEVELS = 50;
const TRIES = 20;
const PAUSE = 250;

/** Looks once. `name` is the object's, `method` one that it must have. */
export function find(own: Frame, name: string, method: string): Found | null {
  const seen: Frame[] = [];
  let starts: { frame: Frame; popup: boolean }[] = [{ frame: own, popup: false }];
  while (starts.length > 0) {
    const openers: typeof starts = [];
    for (const { frame, popup } of starts) {
      for (const level of chain(frame, seen)) {
        const api = look(level, name);
        if (isApi(api, method)) {
          return { api, frame: level, popup };
        }
        const opener = look(level, "opener");
        if (isFrame(opener)) {
          openers.push({ frame: opener, popup: true });
        }
      }
    }
    starts = seen.length < LEVELS * 2 ? openers : [];
  }
  return null;
}

/** Looks for five seconds. */
export async function seek(own: Frame, name: string, method: string, world: World): Promise<Found | null> {
  for (let tries = 0; tries < TRIES; tries++) {
    const found = find(own, name, method);
    if (found !== null) {
      return found;
    }
    await new Promise<void>((done) => {
      world.later(done, PAUSE);
    });
  }
  return find(own, name, method);
}

/** A window and its parents, each once, however they are knotted. */
function chain(frame: Frame, seen: Frame[]): Frame[] {
  const levels: Frame[] = [];
  let level: unknown = frame;
  while (isFrame(level) && !seen.includes(level) && levels.length < LEVELS) {
    seen.push(level);
    levels.push(level);
    level = look(level, "parent");
  }
  return levels;
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

function isApi(value: unknown, method: string): value is object {
  // An element with the id `API` is reachable under that name too.
  try {
    return isFrame(value) && typeof (value as Record<string, unknown>)[method] !== "undefined";
  } catch {
    return false;
  }
}
