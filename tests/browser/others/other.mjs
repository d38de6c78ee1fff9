//! Programs by others that stand on a port of this machine while a suite runs, and packages as files to hand them.
//!
//! What stands here: beginning and ending such a program, and waiting until it holds something. What does not: what a
//! learner does (visits.mjs) and what is right to expect (the suites). Invariant: a program ends when the suite that began
//! it does, however that ends.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const path = (from) => fileURLToPath(new URL(from, import.meta.url));
const packages = process.env.BONA_PACKAGES ?? path("../../../target/packages");

/** The Python that has the learning systems, and the one that has the oracles. */
export const HOSTS = path("../../.tools/hosts/bin/python3");
export const ORACLES = path("../../.tools/python/bin/python3");

/** Begins a program of tests/oracles. Gives its address, and what ends it. */
export async function startOther(python, script, ...args) {
  const child = spawn(python, [path(`../../oracles/${script}`), ...args], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const over = once(child, "exit");
  const close = async () => {
    // It watches its standard input, and ends with it.
    child.stdin.end();
    await over;
  };
  const first = once(createInterface(child.stdout), "line");
  const [origin] = await Promise.race([
    first,
    over.then(() => Promise.reject(new Error(`${script} ended before it began`))),
  ]);
  return { origin, close };
}

/** The package of this name as it was made: the name of the file and its bytes. */
export function packed(name) {
  const folder = `${packages}/made/${name}`;
  const file = readdirSync(folder).find((name) => !name.startsWith("."));
  return { file, bytes: readFileSync(`${folder}/${file}`) };
}

/** A form with a file, and fields beside it. */
export function form({ file, bytes }, fields = {}) {
  const whole = new FormData();
  whole.set("file", new Blob([bytes], { type: "application/zip" }), file);
  for (const [name, value] of Object.entries(fields)) whole.set(name, value);
  return whole;
}

/** A zip with one file of that name, stored as it is. It is never so small that it is no file on its way. */
export function zipOf(called, words) {
  const [name, text] = [called, words.padEnd(2000)].map((one) => Buffer.from(one));
  // Local header, entry of the directory, its end (APPNOTE 4.3): both headers share what follows the versions.
  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(20, 0);
  shared.writeUInt32LE(crc32(text), 10);
  shared.writeUInt32LE(text.length, 14);
  shared.writeUInt32LE(text.length, 18);
  shared.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04"), shared, name, text]);
  const entry = Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), shared, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return { file: "made.zip", bytes: Buffer.concat([local, entry, end]) };
}

/** CRC-32 of ISO 3309, bit by bit: the text is short. */
function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

/** Asks until the answer fits, for five seconds. Gives the last answer. */
export async function until(ask, fits) {
  for (let turn = 0; ; turn += 1) {
    const answer = await ask();
    if (turn === 100 || fits(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
