//! From a data block, a window and an adapter to a session. Which adapter, the package's first script says.

import { DATA_VERSION, type Data } from "./data";
import type { Lms, World } from "./lms/api";
import { local } from "./lms/local";
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

/** What speaks to a learning system of one standard. */
export type Adapter = (own: Window, world: World, data: Data) => Lms;

/** Begins a visit in this window; without an adapter the device keeps the place. */
export function connect(data: Data, own: Window, adapter: Adapter | undefined): Promise<Session> {
  const world = worldOf(own);
  const device = local(() => own.localStorage, data.package.key);
  return visit(data, adapter ? adapter(own, world, data) : device, device, world);
}

/** Time and chance of a real window. */
export function worldOf(own: Window): World {
  return {
    now: Date.now,
    later: (work, milliseconds) => own.setTimeout(work, milliseconds),
    cancel: (handle) => own.clearTimeout(handle),
    random: () => Math.random() * 2 ** 32,
  };
}
