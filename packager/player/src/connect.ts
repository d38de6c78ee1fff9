//! From a data block and a window to a session: the one place that knows which adapters there are.

import { DATA_VERSION, type Data } from "./data";
import type { World } from "./lms/api";
import { local } from "./lms/local";
import { scorm12 } from "./lms/scorm12";
import type { Session } from "./session";
import { visit } from "./visit";

/** The data block of this document; `null` if there is none that this player understands. */
export function readData(text: string | null | undefined): Data | null {
  try {
    const data = JSON.parse(text ?? "") as Data;
    return data.version === DATA_VERSION ? data : null;
  } catch {
    return null;
  }
}

/** Begins a visit in this window. */
export function connect(data: Data, own: Window, world: World = worldOf(own)): Promise<Session> {
  const device = local(() => own.localStorage, data.package.key);
  return visit(data, data.adapter === "scorm12" ? scorm12(own, world, data) : device, device, world);
}

/** Time and chance of a real window. */
function worldOf(own: Window): World {
  return {
    now: Date.now,
    later: (work, milliseconds) => own.setTimeout(work, milliseconds),
    cancel: (handle) => own.clearTimeout(handle),
    random: () => Math.random() * 2 ** 32,
  };
}
