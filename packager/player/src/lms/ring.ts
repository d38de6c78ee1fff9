//! The last calls to a host: names, answers in a word, error codes. Never a value, so never a person.

/** How many lines are remembered. */
const LINES = 200;

export class Ring {
  readonly lines: string[] = [];

  add(line: string): void {
    this.lines.push(line);
    if (this.lines.length > LINES) {
      this.lines.shift();
    }
  }
}
