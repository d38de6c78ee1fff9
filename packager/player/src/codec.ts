//! Kept state as text, `v.f.e.p.c`: codec version, fingerprint of the slots, edition mark, packed bits, check.
//!
//! Only `A`–`Z a`–`z 0`–`9 - _ .` occur: every other sign breaks some LMS on the way. What is damaged, foreign
//! or of another version is refused with a reason and never thrown. The twin of `engine/src/slots/state.rs`.

import type { Past, Slot } from "./data";

/** A number, or for a path the place of each choice among its decision's. */
export type Value = number | number[];

export type Refusal = "empty" | "damaged" | "version" | "foreign";

export type Read = { values: Value[]; mark: string } | { refused: Refusal };

const VERSION = "1";
const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Packs values into text; what is too large for its slot is cut to fit. */
export function encode(
  slots: readonly Slot[],
  fingerprint: string,
  mark: string,
  values: readonly Value[],
): string {
  let bits = "";
  slots.forEach((slot, place) => {
    const value = values[place] ?? 0;
    if (typeof value === "number") {
      bits += binary(value, slot.bits);
      return;
    }
    const steps = value.slice(0, room(slot));
    const path = binary(steps.length, 6) + steps.map((step) => binary(step, slot.step)).join("");
    bits += path.padEnd(slot.bits, "0");
  });
  let packed = "";
  for (let at = 0; at < bits.length; at += 6) {
    packed += SIGNS[Number.parseInt(bits.slice(at, at + 6).padEnd(6, "0"), 2)];
  }
  const body = [VERSION, fingerprint, mark, packed.replace(/A+$/, "")].join(".");
  return `${body}.${crc24(body)}`;
}

/** Reads what `encode` wrote for these slots, or for the first so many of them. */
export function decode(
  slots: readonly Slot[],
  fingerprint: string,
  history: readonly Past[],
  text: string,
): Read {
  if (text === "") {
    return { refused: "empty" };
  }
  const parts = text.split(".");
  const [version, print, mark, packed] = parts;
  const check = parts.pop();
  if (mark === undefined || packed === undefined || crc24(parts.join(".")) !== check) {
    return { refused: "damaged" };
  }
  if (version !== VERSION) {
    return { refused: "version" };
  }
  const known = [...history, { fingerprint, slots: slots.length }].find((past) => past.fingerprint === print);
  if (known === undefined) {
    return { refused: "foreign" };
  }
  let bits = "";
  for (const sign of packed) {
    const number = SIGNS.indexOf(sign);
    bits += number < 0 ? "x" : binary(number, 6);
  }
  const own = slots.slice(0, known.slots);
  const width = own.reduce((sum, slot) => sum + slot.bits, 0);
  if (parts.length !== 4 || bits.includes("x") || bits.includes("1", width)) {
    return { refused: "damaged" };
  }
  // Trailing noughts are not written.
  return { values: unpack(slots, known.slots, bits.padEnd(width, "0")), mark };
}

function unpack(slots: readonly Slot[], known: number, bits: string): Value[] {
  let at = 0;
  const take = (width: number): number => {
    const number = Number.parseInt(bits.slice(at, at + width) || "0", 2);
    at += width;
    return number;
  };
  return slots.map((slot, place) => {
    if (slot.kind !== "path") {
      return place < known ? take(slot.bits) : 0;
    }
    if (place >= known) {
      return [];
    }
    const count = take(6);
    const steps = Array.from({ length: room(slot) }, () => take(slot.step));
    return steps.slice(0, count);
  });
}

/** Steps that a path's slot can hold. */
function room(slot: Slot): number {
  return slot.step > 0 ? Math.floor((slot.bits - 6) / slot.step) : 0;
}

function binary(value: number, width: number): string {
  return (value >>> 0).toString(2).padStart(width, "0").slice(-width);
}

/** CRC-24 of OpenPGP (RFC 9580, 6.1.1: polynomial 0x864CFB, begun from 0xB704CE) as four signs. */
function crc24(text: string): string {
  let crc = 0xb704ce;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte << 16;
    for (let bit = 0; bit < 8; bit++) {
      crc <<= 1;
      if (crc & 0x1000000) {
        crc ^= 0x1864cfb;
      }
    }
  }
  return [18, 12, 6, 0].map((six) => SIGNS[(crc >> six) & 63]).join("");
}
