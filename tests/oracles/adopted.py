"""adopted.py BONA: a log that goes on from a lost one is judged by `bona evidence verify` and by verify.py, which was
written from docs/evidence.md alone, and both must say the same.

A store is rolled back to its backup and adopted; another loses its key and is adopted whole. Then whoever holds the new
key spoils either in several ways and signs all of it anew. What can be told only by a checkpoint of the earlier log that
somebody kept is shown to be told by nothing else. Invariant: what nobody spoilt is taken in the same run.
"""

import base64
import hashlib
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import verify

FIXTURES = pathlib.Path(__file__).parent.parent / "fixtures" / "evidence"


def run(bona, store, *words, wanted=0):
    environment = {**os.environ, "BONA_STORE": str(store)}
    environment.pop("BONA_KEYS", None)
    ran = subprocess.run([bona, "evidence", *words], env=environment, capture_output=True, text=True, check=False, timeout=120)
    if ran.returncode != wanted:
        sys.exit(f"{words} left with {ran.returncode}, not {wanted}: {ran.stdout}{ran.stderr}")
    return ran.stdout


def begun(bona, folder):
    """A store with two imports and an erasure, its backup from before the second, and what a commissioner kept."""
    folder.mkdir()
    store, kept = folder / "evidence.bona", []
    run(bona, store, "init", "--organisation", "Elm Street Surgery")
    for file in ("moodle.csv", "run_time.json"):
        words = ("--course", "first_contact", "--activity", "First contact", "--apply")
        run(bona, store, "import", str(FIXTURES / file), *words)
        kept.append((folder / "evidence.bona.checkpoint").read_bytes())
        if file == "moodle.csv":
            run(bona, store, "backup", str(folder / "backup"))
    run(bona, store, "erase", "Ann Byrne", "--basis", "art17", "--decided-by", "D. Officer", "--apply")
    kept.append((folder / "evidence.bona.checkpoint").read_bytes())
    return store, kept


def spoilt(store, change):
    """Changes leaves as the holder of the new key can, and signs them anew."""
    vkey = (store.parent / f"{store.name}.keys" / "log.vkey").read_text(encoding="utf-8").strip()
    name, identity, _ = vkey.split("+", 2)
    with sqlite3.connect(store) as database:
        triggers = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")]
        for trigger in triggers:
            database.execute(f"DROP TRIGGER {trigger}")
        leaves = [json.loads(leaf) for (leaf,) in database.execute("SELECT bytes FROM leaf ORDER BY place")]
        change(leaves)
        lines = [json.dumps(leaf, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() for leaf in leaves]
        hashes = [hashlib.sha256(b"\0" + line).digest() for line in lines]
        for place, (line, digest) in enumerate(zip(lines, hashes)):
            database.execute("UPDATE leaf SET bytes = ?, hash = ? WHERE place = ?", (line, digest, place))
        root = verify.root_of(hashes)
        text = f"{name}\n{len(lines)}\n{base64.b64encode(root).decode()}\n"
        pem = (store.parent / f"{store.name}.keys" / "log.key").read_text(encoding="utf-8").splitlines()
        der = base64.b64decode("".join(pem[1:-1]))
        # The library reads PKCS#8 without the public key alone; the 32 bytes stand in two strings of octets.
        seed = der.index(bytes.fromhex("04220420")) + 4
        key = Ed25519PrivateKey.from_private_bytes(der[seed : seed + 32])
        line = base64.b64encode(bytes.fromhex(identity) + key.sign(text.encode())).decode()
        note = f"{text}\n\u2014 {name} {line}\n"
        database.execute("DELETE FROM checkpoint")
        database.execute("INSERT INTO checkpoint (size, note) VALUES (?, ?)", (len(lines), note))
        database.execute("UPDATE head SET root = ?", (root,))
    database.close()
    (store.parent / f"{store.name}.checkpoint").write_text(note, encoding="utf-8")


def judged(bona, store, kept):
    """By which means verify.py tells something of the files that are given away, and whether the program does."""
    beside, files = store.parent / f"{store.name}.checkpoint", {}
    with sqlite3.connect(store) as database:
        leaves = [bytes(leaf) for (leaf,) in database.execute("SELECT bytes FROM leaf ORDER BY place")]
    database.close()
    files["leaves.jsonl"] = b"".join(leaf + b"\n" for leaf in leaves)
    files["checkpoint"] = beside.read_bytes()
    files["log.vkey"] = (store.parent / f"{store.name}.keys" / "log.vkey").read_bytes()
    told = {means for means, _ in verify.judge(files, None, kept)}
    words = []
    for place, checkpoint in enumerate(kept):
        path = store.parent / f"kept-{place}"
        path.write_bytes(checkpoint)
        words += ["--checkpoint", str(path)]
    run(bona, store, "verify", *words, wanted=1 if told else 0)
    return told


def counts(leaves):
    """Says of an import another number of rows, which add up."""
    for count in ("nothing", "read"):
        leaves[1]["rows"][count] += 1


def shorter(leaves):
    leaves[0]["adopted"]["size"] = 7


def fewer(leaves):
    """Says that the earlier log was signed at 7 leaves, with the root that it had then."""
    adopted, hashes = leaves[0]["adopted"], []
    for leaf in leaves[1:7]:
        line = json.dumps(leaf, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        hashes.append(hashlib.sha256(b"\0" + line).digest())
    root = verify.root_of([base64.b64decode(adopted["first"]), *hashes])
    adopted.update(size=7, root=base64.b64encode(root).decode())


def longer(leaves):
    leaves[0]["adopted"]["carried"] = 700


def itself(leaves):
    leaves[0]["adopted"]["origin"] = leaves[0]["origin"]


def backwards(leaves):
    leaves[-1]["recorded"] = "2020-01-01T00:00:00Z"


# What is done, whether the store was adopted whole, and by which means it is told: alone, and with what somebody kept.
ROWS = (
    (None, False, set(), set()),
    (None, True, set(), set()),
    (counts, False, set(), {"rewritten"}),
    (counts, True, {"adopted"}, {"adopted", "rewritten"}),
    (shorter, False, {"adopted"}, {"adopted"}),
    (fewer, True, set(), {"adopted"}),
    (longer, False, {"adopted"}, {"adopted"}),
    (itself, False, {"adopted"}, {"adopted", "signature"}),
    (backwards, False, {"order"}, {"order"}),
)


def main(bona):
    work = pathlib.Path(tempfile.mkdtemp())
    old, kept = begun(bona, work / "old")
    run(bona, work / "whole" / "new.bona", "adopt", "--from", str(old), wanted=2)
    (work / "whole").mkdir()
    run(bona, work / "whole" / "new.bona", "adopt", "--from", str(old), "--key-lost", "--apply")
    run(bona, old, "restore", str(work / "old" / "backup"), "--replace", "--apply")
    (work / "part").mkdir()
    run(bona, work / "part" / "new.bona", "adopt", "--from", str(old), "--apply")
    wrong = []
    for number, (change, whole, alone, witnessed) in enumerate(ROWS):
        folder = work / f"row-{number}"
        shutil.copytree(work / ("whole" if whole else "part"), folder)
        store = folder / "new.bona"
        if change:
            spoilt(store, change)
        found = judged(bona, store, []), judged(bona, store, kept)
        if found != (alone, witnessed):
            wrong.append(f"row {number}, {change and change.__name__}: told by {found}, not by {(alone, witnessed)}")
    shutil.rmtree(work)
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"{len(ROWS)} adopted logs judged alike by the program and from the documentation alone")


main(sys.argv[1])
