//! What the frame knows: the answer of `/state`, and what was chosen, which stands in the address.

/** Where a fault belongs on the page. */
export interface Spot {
  page: string | null;
  ids: string[];
  words: string | null;
}

/** A fault as `bona check --output json` has it, with its line and its spot. */
export interface Fault {
  severity: "error" | "warning";
  rule: string;
  at: { file: string; line?: number; column?: number };
  message: string;
  label: string | null;
  help: string | null;
  line?: string;
  spot?: Spot;
}

export interface Course {
  key: string;
  title: string;
  folder: string;
  /** How many saves were seen, and at which of them the pages were last right. */
  version: number;
  pages: number;
  good: boolean;
  languages: { tag: string; name: string }[];
  roles: { id: string; title: string }[];
  places: string[];
  themes: string[];
  /** Why the files could not be read at all. */
  trouble: string | null;
  count: string;
  faults: Fault[];
}

export interface State {
  courses: Course[];
  systems: { id: string; name: string; played: boolean }[];
  chosen: { language: string | null; role: string | null; variant: string | null; theme: string | null };
}

/** What is chosen, by the names of the controls. */
export const NAMES = [
  "course",
  "system",
  "language",
  "role",
  "variant",
  "theme",
  "width",
  "colours",
  "goes",
] as const;
export type Name = (typeof NAMES)[number];
export type Chosen = Record<Name, string>;

/** What the address says; what it does not is as by default. */
export function chosen(search: string): Chosen {
  const said = new URLSearchParams(search);
  return Object.fromEntries(NAMES.map((name) => [name, said.get(name) ?? ""])) as Chosen;
}

/** The address that says what was chosen, and no more. */
export function addressOf(chosen: Chosen): string {
  const said = new URLSearchParams(NAMES.filter((name) => chosen[name]).map((name) => [name, chosen[name]]));
  return `?${said}`;
}

/** The folder in which the chosen package stands. */
export function folderOf({ course, system, language, role, variant, theme }: Chosen): string {
  return `/c/${[course, system, language || "-", role || "-", variant || "-", theme || "-"].map(encodeURIComponent).join("/")}/`;
}
