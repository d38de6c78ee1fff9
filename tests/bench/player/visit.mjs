//! One visit to one player on a slow machine and a slow line: from the start of navigation to the first feedback.
//!
//! What stands here: the throttles, the keyboard, and what is read from the browser. What does not: which player
//! (peers.mjs) or how visits are compared (player.mjs). Invariant: the driver acts as soon as a control is on
//! the screen and never otherwise than by keys, and it puts the same small watch into every player's page.

/** The machine and the line of the visits: `rate` times slower; milliseconds, and bytes a second. */
export const SLOW = {
  rate: 6,
  line: { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 },
};

const SCREEN = { width: 1280, height: 900 };
const MOST_PRESSES = 80;

/** Slows a page and all that it asks for; `session` belongs to that page alone. */
export async function slow(session) {
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", SLOW.line);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOW.rate });
}

/**
 * Visits `player`, which `site` serves, for the first time. Times are milliseconds since navigation began, bytes as
 * transferred. With `warm` nothing is slowed: the site has then compressed what it will send.
 */
export async function visit(browser, player, site, { warm = false } = {}) {
  site.forget();
  const context = await browser.newContext({ viewport: SCREEN, locale: "en-GB" });
  try {
    context.setDefaultTimeout(300_000);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const line = listen(session, site.origin);
    await page.addInitScript(watch);
    await (warm ? session.send("Network.enable") : slow(session));
    const before = site.asked.length;
    await page.goto(player.inSystem ? site.launchUrl : site.packageUrl + player.query, {
      waitUntil: "commit",
    });
    const keys = keyboard(page, session, player);
    const { times, steps } = await answer(keys, player);
    const { paint, start } = await ask(session, "bench.paint()");
    const memory = await weighPage(session);
    const served = site.asked.slice(before).filter((path) => path.startsWith("/package/"));
    return {
      paint: paint - start,
      // Words that are in the document are not on the screen before anything is.
      first: Math.max(times.first, paint) - start,
      answered: times.answered - start,
      steps: steps.controls,
      presses: steps.presses,
      firstBytes: line.bytesBy(times.first),
      answeredBytes: line.bytesBy(times.answered),
      requests: line.count(),
      unseen: served.length - line.count(),
      outside: line.outside,
      ...memory,
    };
  } finally {
    await context.close();
  }
}

/** From the first words to the first feedback, by the keyboard. */
async function answer(keys, player) {
  const times = { first: await keys.sees(player.first) };
  for (let turn = 0; turn < player.turns; turn += 1) {
    await keys.turn();
  }
  await keys.use(player.option, "Space");
  await keys.use(player.check, "Enter");
  times.answered = await keys.sees(player.feedback);
  return { times, steps: keys.steps };
}

/** Hands that reach a control by Tab alone. */
function keyboard(page, session, player) {
  const steps = { controls: 0, presses: 0 };
  const name = JSON.stringify;
  const press = async (key) => {
    steps.presses += 1;
    await page.keyboard.press(key);
  };
  const sees = (selector) => ask(session, `bench.sees(${name(selector)})`);
  const use = async (selector, key) => {
    await sees(selector);
    for (let tabs = 0; !(await ask(session, `bench.focused(${name(selector)})`)); tabs += 1) {
      if (tabs === MOST_PRESSES) throw new Error(`${player.name}: Tab does not reach ${selector}`);
      await press("Tab");
    }
    steps.controls += 1;
    await press(key);
  };
  return {
    steps,
    sees,
    use,
    /** Goes on to the next page of the course, and waits until it is there. */
    turn: async () => {
      await sees(player.turn);
      const place = await ask(session, "bench.place()");
      await use(player.turn, "Enter");
      await ask(session, `bench.turned(${name(place)})`);
    },
  };
}

/** Asks the watch in the page. The driver brings no other script, so each player carries the same weight. */
async function ask(session, expression) {
  const options = { expression, awaitPromise: true, returnByValue: true };
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", options);
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

/** What stands in every page: it looks at each frame that is drawn, and tells when something was painted. */
function watch() {
  if (window !== window.top) return;
  const documents = () => [document, ...Array.from(frames, (frame) => frame.document)];
  const find = (selector) => {
    const found = documents().flatMap((page) => [...page.querySelectorAll(selector)]);
    return found.find((element) => element.checkVisibility({ visibilityProperty: true }));
  };
  const now = () => performance.timeOrigin + performance.now();
  // A task that is begun in the frame in which something shows runs after that frame was painted.
  const until = (test, what) =>
    new Promise((done, never) => {
      const end = performance.now() + 300_000;
      const look = () => {
        if (test()) requestAnimationFrame(() => setTimeout(() => done(now())));
        else if (performance.now() > end) never(new Error(`${what} does not come`));
        else requestAnimationFrame(look);
      };
      look();
    });
  const place = () => find("section.on")?.id;
  window.bench = {
    sees: (selector) => until(() => find(selector), selector),
    place,
    turned: (from) => until(() => place() !== from, `a page after ${from}`),
    focused: (selector) => {
      let active = document.activeElement;
      while (active?.contentDocument) active = active.contentDocument.activeElement;
      return Boolean(active) && active === find(selector);
    },
    paint: () => {
      const paints = documents().flatMap(({ defaultView: { performance: clock } }) =>
        clock.getEntriesByName("first-contentful-paint").map((entry) => clock.timeOrigin + entry.startTime),
      );
      return { paint: Math.min(...paints), start: performance.timeOrigin };
    },
  };
}

/** Writes down what the page asks the line for. What the learning system itself sends is not the package's. */
function listen(session, origin) {
  const asked = new Map();
  const outside = [];
  session.on("Network.requestWillBeSent", ({ requestId, request, wallTime }) => {
    if (request.url.startsWith(`${origin}/package/`)) asked.set(requestId, { at: wallTime * 1000, bytes: 0 });
    else if (/^(https?|wss?):/.test(request.url) && !request.url.startsWith(origin))
      outside.push(request.url);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const one = asked.get(requestId);
    if (one) one.bytes = encodedDataLength;
  });
  return {
    outside,
    count: () => asked.size,
    bytesBy: (time) =>
      [...asked.values()].filter(({ at }) => at <= time).reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** What the page holds once the rubbish is out: bytes of script, and nodes of the document. */
async function weighPage(session) {
  await session.send("HeapProfiler.collectGarbage");
  await session.send("Performance.enable");
  const { metrics } = await session.send("Performance.getMetrics");
  const value = (name) => metrics.find((metric) => metric.name === name).value;
  return { heap: value("JSHeapUsedSize"), nodes: value("Nodes") };
}
