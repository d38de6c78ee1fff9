//! A course whose author means harm: markup and scripts in every text, in an order that a seed decides.
//!
//! What stands here: the files of the course, as text. What does not: packaging it, or what a browser makes of it
//! (hostile.test.mjs). Invariant: the same seed gives the same course, and every text of it calls `hit`.

const PIECES = [
  "<script>hit()</script>",
  "<img src=x onerror=hit()>",
  '"><svg onload=hit()>',
  "' onfocus=hit() autofocus tabindex=1 x='",
  '" onmouseover="hit()" style="position:fixed;inset:0" x="',
  "</script><script>hit()</script>",
  "</title></style></textarea></template><script>hit()</script>",
  // With a blank: `{hit}` would be a variable that no house has.
  "{{{hit }}} {{> part_turn}} {hit()}",
  "<!-- ]]> --><script>hit()</script>",
  "&lt;img src=x onerror=hit()&gt;",
  "&#60;script&#62;hit()&#60;/script&#62;",
  '<iframe srcdoc="<script>parent.hit()</script>"></iframe>',
  "<details open ontoggle=hit()>",
  "<math><mi xlink:href='javascript:hit()'>x</mi></math>",
  "javascript:hit()",
  "\u2067<\u0000script>hit()</script>\u2069".replace("\u0000", ""),
  "<base href='javascript:hit()//'>",
  "<form action=javascript:hit()><input type=submit autofocus onfocus=hit()>",
];

/** Numbers from a seed (xorshift, 13, 17, 5). */
function chance(seed) {
  let bits = seed;
  return (end) => {
    bits ^= bits << 13;
    bits ^= bits >>> 17;
    bits ^= bits << 5;
    return (bits >>> 0) % end;
  };
}

/** The files of a course with so many modules of ten pages each, by path. */
export function hostileCourse(modules, seed) {
  const below = chance(seed);
  let count = 0;
  // Numbered, since no two options may say the same.
  const words = () => `A${count++} ${PIECES[below(PIECES.length)]} b ${PIECES[below(PIECES.length)]} c.`;
  // In Markdown the check refuses HTML: there it is written as the check says.
  const bad = () => JSON.stringify(words().replaceAll("<", "\\<"));
  bad.plain = () => JSON.stringify(words());
  const link = () =>
    JSON.stringify(
      `[${PIECES[0].replaceAll("<", "\\<")}](https://example.org/?a='b'&c=${encodeURIComponent("<hit()>")}) b`,
    );
  const names = Array.from({ length: modules }, (_, at) => `part_${"abcdefghijklmnopqrstuvwxyz"[at]}`);
  const files = { "course.ron": course(names, bad) };
  for (const name of names) {
    const pages = Array.from({ length: 10 }, (_, at) => page(`${name}_p${at}`, at, bad, link));
    files[`modules/${name}.ron`] =
      `Module(id: "${name}", title: ${bad.plain()}, minutes: 9, summary: ${bad()}, outcomes: ["greet"], pages: [${pages.join(",\n")}])`;
  }
  return files;
}

function course(names, bad) {
  return `Course(
    id: "hostile", edition: "1.0.0", title: ${bad.plain()}, language: "en-GB", audience: ["everyone"], level: Aware,
    summary: ${bad()}, outcomes: [Outcome(id: "greet", verb: Apply, text: ${bad.plain()})],
    modules: ${JSON.stringify(names)}, completion: Pages,
)`;
}

/** One page: text, a note, a fold, and by turns a question, a pledge or a scene. */
function page(id, at, bad, link) {
  const own = [question, pledge, scene][at % 3](id, bad);
  return `Page(id: "${id}", title: ${bad.plain()}, label: ${bad.plain()}, blocks: [
    Text(${bad()}), Text(${link()}), Note(label: ${bad.plain()}, text: ${bad()}), Details(summary: ${bad.plain()}, text: ${bad()}),
    DoDont([Instead(of: ${bad()}, say: ${bad()}, because: ${bad()})]), ${own},
  ])`;
}

const question = (
  id,
  bad,
) => `Question(id: "${id}_q", outcome: "greet", ask: ${bad()}, kind: SingleChoice(options: [
    Right(id: "one", text: ${bad()}, because: ${bad()}), Wrong(id: "two", text: ${bad()}, because: ${bad()}),
    Wrong(id: "three", text: ${bad()}, because: ${bad()})]))`;

const pledge = (id, bad) =>
  `Pledge(id: "${id}_q", ask: ${bad.plain()}, choose: [${bad.plain()}, ${bad.plain()}], or_own_words: true)`;

const scene = (id, bad) => `Scenario(id: "${id}_q", intro: ${bad()}, start: "first", nodes: [
    Node(id: "first", says: [Narrator(${bad()}), Person(${bad.plain()}, ${bad()})], ask: ${bad.plain()}, choices: [
      Choice(id: "shout", text: ${bad()}, then: "badly", was: Slip, because: ${bad()}),
      Choice(id: "ask", text: ${bad()}, then: "well", was: Good, because: ${bad()})]),
    Ending(id: "well", kind: Good, says: [Narrator(${bad()})], looking_back: ${bad()}),
    Ending(id: "badly", kind: Poor, says: [Narrator(${bad()})], looking_back: ${bad()})])`;

/** What a page would be whose packager neither escaped nor set a policy. */
export function unguarded() {
  return `<!doctype html><title>Unguarded</title><body>${PIECES.join("\n")}`;
}
