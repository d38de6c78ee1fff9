//! Kept state as text, `v.f.e.p.c`: codec version, fingerprint of the slots, edition mark, packed bits, check.
//!
//! Only `A`–`Z a`–`z 0`–`9 - _ .` occur: every other sign breaks some LMS on the way. What is damaged, foreign
//! or of another version is refused with a reason and never thrown. The twin of `engine/src/slots/state.rs`.

import type { Past, Slot } from "./data";

/** A number; for a path the place of each choice among its decision's; for rows what was put to each, from 1. */
export type Value = number | number[];

export type Refusal = "empty" | "damaged" | "version" | "foreign";

export type Read =
  | { readonly values: Value[]; readonly mark: string; readonly refused?: never }
  | { readonly refused: Refusal; readonly values?: never };

const VERSION = "1";
/** The 64 signs of base64url, in their order: runs from A, a and 0, and two more. */
const SIGNS = `${"Aa0".replace(/./g, (first) =>
  String.fromCharCode(...Array.from({ length: first < "A" ? 10 : 26 }, (_, at) => first.charCodeAt(0) + at)),
)}-_`;

/** Packs values into text; what is too large for its slot is cut to fit. */
export function encode(
  slots: readonly Slot[],
  fingerprint: string,
  mark: string,
  values: readonly Value[],
): string {
  const bits = slots.map((slot, place) => {
    const value = values[place] ?? 0;
    if (typeof value === "number") {
      return binary(value, slot.bits);
    }
    const steps = value.slice(0, room(slot)).map((step) => binary(step, slot.step));
    const count = head(slot) ? binary(steps.length, 6) : "";
    return (count + steps.join("")).padEnd(slot.bits, "0");
  });
  return signed([VERSION, fingerprint, mark, pack(bits.join("")).replace(/A+$/, "")].join("."));
}

/** Reads what `encode` wrote for these slots, or for the first so many of them. */
export function decode(
  slots: readonly Slot[],
  fingerprint: string,
  history: readonly Past[],
  text: string,
): Read {
  const parts = text.split(".");
  const [version, print, mark = "", packed = ""] = parts;
  if (!/^[\w.-]+$/.test(text) || signed(parts.slice(0, 4).join(".")) !== text) {
    return { refused: text ? "damaged" : "empty" };
  }
  if (version !== VERSION) {
    return { refused: "version" };
  }
  const known = [...history, { fingerprint, slots: slots.length }].find((past) => past.fingerprint === print);
  if (!known) {
    return { refused: "foreign" };
  }
  const width = slots.slice(0, known.slots).reduce((sum, slot) => sum + slot.bits, 0);
  const bits = packed.replace(/./g, (sign) => binary(SIGNS.indexOf(sign), 6));
  if (bits.includes("1", width)) {
    return { refused: "damaged" };
  }
  const values = unpack(slots, bits.slice(0, width));
  slots.forEach(({ from }, place) => {
    if (place >= known.slots && typeof from === "number") {
      values[place] = values[from] as Value;
    }
  });
  return { values, mark };
}

/** Trailing noughts are not written, and slots that an older list did not have are nought too. */
function unpack(slots: readonly Slot[], bits: string): Value[] {
  let at = 0;
  const take = (width: number): number => {
    at += width;
    return number(bits.slice(at - width, at), width);
  };
  return slots.map((slot) => {
    if (!slot.step) {
      return take(slot.bits);
    }
    const count = head(slot) ? take(6) : room(slot);
    return Array.from({ length: room(slot) }, () => take(slot.step)).slice(0, count);
  });
}

/** Bits in front of the steps: of a path, how many there are; rows are as many as they are. */
function head({ kind }: Slot): number {
  return kind === "path" ? 6 : 0;
}

/** Steps or rows that a slot can hold. */
export function room(slot: Slot): number {
  return slot.step && Math.floor((slot.bits - head(slot)) / slot.step);
}

/** Six bits a sign. */
function pack(bits: string): string {
  return bits.replace(/.{1,6}/g, (six) => SIGNS[number(six, 6)] as string);
}

/** Bits as a number; what is missing at the end is nought. */
function number(bits: string, width: number): number {
  return Number(`0b${bits.padEnd(width, "0")}`);
}

function binary(value: number, width: number): string {
  return (value >>> 0).toString(2).padStart(width, "0").slice(-width);
}

/** With its check: CRC-24 of OpenPGP (RFC 9580, 6.1.1: polynomial 0x864CFB, begun from 0xB704CE) as four signs. */
function signed(body: string): string {
  let crc = 0xb704ce;
  for (const sign of body) {
    crc ^= sign.charCodeAt(0) << 16;
    for (let bit = 0; bit < 8; bit++) {
      crc = (crc << 1) ^ (crc & 0x800000 ? 0x1864cfb : 0);
    }
  }
  return `${body}.${pack(binary(crc, 24))}`;
}
