//! Starts the player. Stands in for the real entry until the pages are there: it only keeps and sends.

import { connect, readData } from "./connect";

const data = readData(document.getElementById("bona-data")?.textContent);
if (data !== null) {
  const session = connect(data, window);
  void session.open().then((start) => session.show(start.place));
  addEventListener("pagehide", () => void session.finish());
}
