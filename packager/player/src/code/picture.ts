//! The answer code as a picture: a QR code, dark on light whatever the colours of the page, with its quiet zone.

import { encodeQR } from "qr";

/** Modules of quiet on each side. Source: ISO/IEC 18004: four. */
const QUIET = 4;

/** How many modules the picture is wide, and its dark modules as the path of a drawing. */
export function picture(text: string): { size: number; dark: string } {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: QUIET });
  const dark = rows.map((row, y) => row.map((on, x) => (on ? `M${x} ${y}h1v1h-1z` : "")).join(""));
  return { size: rows.length, dark: dark.join("") };
}
