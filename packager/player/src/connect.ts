//! From a data block and a window to a session: the one place that knows which adapters there are.

import { DATA_VERSION, type Data } from "./data";
import type { Lms, World } from "./lms/api";
import { Local } from "./lms/local";
import { Scorm12 } from "./lms/scorm12";
import type { Session } from "./session";
import { Visit } from "./visit";

/** The data block of this document; `null` if there is none that this player understands. */
export function readData(text: string | null | undefined): Data | null {
  try {
    const data = JSON.parse(text ?? "") as Data;
    return data.version === DATA_VERSION ? data : null;
  } catch {
    return null;
  }
}

/** The session of this window, not yet opened. */
export function connect(data: Data, own: Window, world: World = worldOf(own)): Session {
  const device = new Local(() => own.localStorage, data.package.key);
  const lms: Lms = data.adapter === "scorm12" ? new Scorm12(own, world, data) : device;
  return new Visit(data, lms, device, world);
}

/** Time and chance of a real window. */
function worldOf(own: Window): World {
  return {
    now: () => Date.now(),
    later: (work, milliseconds) => own.setTimeout(work, milliseconds),
    cancel: (handle) => own.clearTimeout(handle),
    random: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 1,
  };
}
