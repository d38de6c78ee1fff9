//! The answer code as a line of text: the twin of `engine/src/answer_code.rs`, which reads it. docs/evidence.md tells of
//! each bit. Nothing here knows the document.

import { sha256 } from "@noble/hashes/sha2.js";

/** Bits of each of the three parts of the learner's own code. */
const OWN_BITS = 10;
/** Crockford's base 32: no two signs look alike. */
const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** The parts of the learner's own code, in order. */
const PARTS = ["school", "day", "digits"] as const;

/** The code of what was said: `numbers` by the slots, `widths` their bits; of the own code 0 is a part left out. */
export function codeOf(
  course: string,
  edition: string,
  letters: string,
  own: readonly number[],
  widths: readonly number[],
  numbers: readonly number[],
): string {
  const parts = own.map((part) => binary(part, OWN_BITS));
  const bits = parts.concat(widths.map((width, at) => binary(numbers[at] ?? 0, width))).join("");
  const body = ["B1", course, edition, letters, signed(bits)].join(".");
  return `${body}.${signed(binary(crc24(body), 25))}`;
}

/** The learner's own code as three numbers, from 1; 0 is a part that was left out. */
export function ownParts(course: string, written: readonly string[]): number[] {
  return PARTS.map((part, at) => {
    const text = plain(written[at] ?? "");
    const hash = sha256(new TextEncoder().encode(`bona/own-code/v1\n${course}\n${part}\n${text}`));
    return text && (new DataView(hash.buffer, hash.byteOffset).getUint32(0) % 1023) + 1;
  }).map(Number);
}

/** Without what people write now this way and now that: NFKC, small letters, no blanks, Arabic digits as ours, a
 *  number without noughts in front. */
function plain(text: string): string {
  const small = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\u0085\u200b]/g, "")
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => `${digit.charCodeAt(0) & 15}`);
  return /^\d+$/.test(small) ? small.replace(/^0+(?=.)/, "") : small;
}

function binary(number: number, width: number): string {
  return number.toString(2).padStart(width, "0");
}

/** Five bits a sign; noughts fill the last. */
function signed(bits: string): string {
  return bits.replace(/.{1,5}/g, (five) => SIGNS[Number(`0b${five.padEnd(5, "0")}`)] as string);
}

/** CRC-24 of OpenPGP (RFC 9580, 6.1.1: polynomial 0x864CFB, begun from 0xB704CE). */
function crc24(text: string): number {
  let crc = 0xb704ce;
  for (const sign of text) {
    crc ^= sign.charCodeAt(0) << 16;
    for (let bit = 0; bit < 8; bit++) {
      crc = (crc << 1) ^ (crc & 0x800000 ? 0x1864cfb : 0);
    }
  }
  return crc;
}
