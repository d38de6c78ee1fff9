"""holder.py FILE: has verify.py, which was written from docs/evidence.md alone, judge what a malicious holder gives away.

Each row of FILE holds the files of an export, by which means it must be told from them alone (or by none), and with
the checkpoints and the key that a commissioner kept. The same rows are judged by `bona evidence verify` in the suite.
Invariant: what nobody touched, and what was signed by several keys as it should be, must be taken in the same run, and each row that cannot be told alone must be taken then.
"""

import json
import sys

import verify


def judged(files, key=None, kept=()):
    """The means by which something was found."""
    found = verify.judge({name: text.encode() for name, text in files.items()}, key, [text.encode() for text in kept])
    return [name for name, _ in found]


def main(path):
    with open(path, encoding="utf-8") as file:
        given = json.load(file)
    wrong, untold = [], 0
    kept = (given["key"], given["kept"])
    for sound in ("sound", "turned"):
        for found in (judged(given[sound]), judged(given[sound], *kept)):
            if found:
                sys.exit(f"the {sound} store is refused: {found}")
    for row in given["rows"]:
        alone, witnessed = judged(row["files"]), judged(row["files"], *kept)
        if (row["alone"] not in alone) if row["alone"] else alone:
            wrong.append(f"{row['name']}: told alone by {alone}, not by {row['alone']}")
        if row["witnessed"] not in witnessed:
            wrong.append(f"{row['name']}: told with what was kept by {witnessed}, not by {row['witnessed']}")
        untold += not alone
    if wrong or len(given["rows"]) < 20 or untold < 4:
        sys.exit("\n".join([*wrong, f"{len(given['rows'])} rows, {untold} of them not to be told alone"]))
    print(f"{len(given['rows'])} rows told by their means, {untold} of them only with what somebody else kept")


main(sys.argv[1])
