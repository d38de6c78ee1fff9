//! What the visits say, as tables: never a time alone, always beside the others of the same round.
//!
//! What stands here: middles, ratios with their range, and Markdown. What does not: measuring. Invariant: a ratio
//! is taken within a round, and the middle of the ratios is not the ratio of the middles.

const PEERS = ["H5P", "LiaScript"];

/** All tables of a run. */
export function tables({ about, players, gzip, plain }) {
  return [
    head(about),
    `### Times, text sent with gzip, ${gzip[0].length} rounds`,
    times(players, gzip),
    `### Times, nothing compressed, ${plain[0].length} rounds`,
    times(players, plain),
    "### Weights, with gzip",
    weights(players, gzip),
  ].join("\n\n");
}

function head({ date, machine, browser, slow, held, loads, versions }) {
  const line = `${(slow.line.downloadThroughput * 8) / 1e6} Mbit/s, ${slow.line.latency} ms`;
  return [
    `Measured ${date} on ${machine}; ${browser}, ${slow.rate} times slower processor, ${line}.`,
    `Held in this run: ${held.rate.toFixed(1)} times slower, ${((held.line * 8) / 1e6).toFixed(2)} Mbit/s.`,
    `Load of the machine (1 is one busy core), after each round: middle ${median(loads).toFixed(1)}, ` +
      `${Math.min(...loads).toFixed(1)}–${Math.max(...loads).toFixed(1)}.`,
    `Peers: ${Object.values(versions)
      .map((version) => `\`${version}\``)
      .join(", ")}.`,
  ].join("\n");
}

/** Each of our packages, and how many times as long each peer took in the same round. */
function times(players, visits) {
  const rows = players.flatMap((player, at) => {
    if (!player.ours) return [];
    return [
      ["first paint", "paint"],
      ["first words", "first"],
      ["first answer", "answered"],
    ].map(([what, key]) => [
      player.name,
      what,
      seconds(visits[at].map((one) => one[key])),
      ...PEERS.map((peer) => beside(players, visits, { at, peer, key })),
    ]);
  });
  return table(["ours", "until", "ours, s", ...PEERS.map((peer) => `${peer}, s; how many times ours`)], rows);
}

function beside(players, visits, { at, peer, key }) {
  const theirs = visits[players.findIndex(({ name }) => name === peer)].map((one) => one[key]);
  const ratios = theirs.map((time, round) => time / visits[at][round][key]);
  const range = `${Math.min(...ratios).toFixed(1)}–${Math.max(...ratios).toFixed(1)}`;
  return `${seconds(theirs)}; **${median(ratios).toFixed(1)}** (${range})`;
}

function weights(players, visits) {
  const rows = players.map((player, at) => {
    const value = (key) => median(visits[at].map((one) => one[key]));
    return [
      player.name,
      kilobytes(value("firstBytes")),
      kilobytes(value("answeredBytes")),
      value("requests"),
      Math.max(...visits[at].map(({ outside }) => outside.length)),
      `${kilobytes(player.bytes)} in ${player.files}`,
      `${value("steps")}, ${value("presses")}`,
      (value("heap") / 1e6).toFixed(1),
      value("nodes"),
    ];
  });
  const names = [
    "player",
    "kB asked for by the first words",
    "kB by the first answer",
    "requests",
    "of them outside",
    "whole folder, kB in files",
    "controls used, keys pressed",
    "script heap, MB",
    "nodes",
  ];
  return table(names, rows);
}

function table(names, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(names), line(names.map(() => "---")), ...rows.map(line)].join("\n");
}

/** The middle of the values; of an even number, the mean of the two in the middle. */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(half)] : (sorted[half - 1] + sorted[half]) / 2;
}

function seconds(milliseconds) {
  return (median(milliseconds) / 1000).toFixed(2);
}

function kilobytes(bytes) {
  return (bytes / 1000).toFixed(1);
}
