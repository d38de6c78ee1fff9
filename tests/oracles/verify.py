"""verify.py FOLDER POLICY|- [CHECKPOINT]...: a second verifier, written from docs/evidence.md alone.

Judges what `bona evidence export` put into FOLDER, and holds it against checkpoints that somebody else kept. Each
finding has a name that says by which means it was found. Leaves with 1 when there is one.
Invariant: nothing here was taken from the program that wrote the files; RFC 6962 and C2SP stand in c2sp.py.
"""

import base64
import json
import pathlib
import re
import sys
import unicodedata

from c2sp import SPOILT, Fault, checkpoint, meets, need, number, parse_key, proven, root_of, sha, unbase64

# Each kind of leaf, and whether its values are such as it may have.
KINDS = {
    "opened": lambda leaf: leaf["organisation"].strip() and len(leaf["organisation"]) <= 255,
    "batch": lambda leaf: 2 * leaf["rows"]["read"] == sum(leaf["rows"].values()),
    "session": lambda leaf: re.fullmatch("[a-z2-7]{8}", leaf["session"]),
    "sealed": lambda leaf: True,
    "erased": lambda leaf: leaf["basis"] in ("art17", "retention", "consent") and leaf["index"] == sorted(set(leaf["index"])),
    "rotated": lambda leaf: True,
}


class Export:
    """The files of an export, and what was found in them."""

    def __init__(self, files, key=None):
        self.text = {name: data.decode() for name, data in files.items() if name != "leaves.jsonl"}
        self.log = parse_key(key or self.text["log.vkey"], 1)
        self.lines = files["leaves.jsonl"].split(b"\n")[:-1]
        self.hashes = [sha(b"\0", line) for line in self.lines]
        self.leaves, self.last, self.notes, self.signed, self.found = [], "", [], 0, []
        self.adopted, self.before = {"carried": 0}, []
        self.keys, self.older, self.bodies = [(0, self.log)], [], {}

    def check(self, name, what, *arguments):
        """What a judge says of one thing, or `None` and one more finding."""
        try:
            return what(*arguments)
        except SPOILT as why:
            means, text = why.args if isinstance(why, Fault) else ("form", why)
            return self.found.append((means, f"{name}: {text}"))

    def leaf(self, index):
        """One leaf: its form, its place, and what it says of keys and of an earlier log."""
        data, leaf = self.lines[index], json.loads(self.lines[index])
        self.leaves.append(leaf)
        again = json.dumps(leaf, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        form = again == data and unicodedata.is_normalized("NFC", data.decode()) and len(data) <= 65535
        known = leaf["v"] == 1 and leaf["kind"] in KINDS and KINDS[leaf["kind"]](leaf)
        need(form and known, "form", "it is of no known kind, or not in its one form")
        if index and index == self.adopted["carried"]:
            self.last = max(self.last, self.leaves[0]["recorded"])
        ordered = (leaf["kind"] == "opened") == (index == 0) and self.last <= leaf.get("recorded", self.last)
        need(ordered, "order", "it does not come behind the leaf in front of it")
        for named in leaf["index"] if leaf["kind"] == "erased" else ():
            there = named < index and {"commit", "source", "decision"} & self.leaves[named].keys()
            need(there, "order", f"it names leaf {named} as erased, which had nothing that could be")
        self.last = leaf.get("recorded", self.last)
        if leaf["kind"] == "opened":
            self.keys = [(0, parse_key(leaf["vkey"], 1))]
        if leaf["kind"] == "rotated":
            self.turned(index, parse_key(leaf["from"], 1), parse_key(leaf["to"], 1))
        if "adopted" in leaf:
            self.earlier(leaf)

    def turned(self, index, old, new):
        """Another key: the old one and the new one must have signed the checkpoint that ends with the leaf."""
        if index < self.adopted["carried"]:
            chain = new not in [key for _, key in self.older] and old == (self.older or [(0, old)])[-1][1]
            need(chain, "adopted", "the keys of the earlier log do not lead from one to the next")
            self.older = (self.older or [(0, old)]) + [(index + 1, new)]
            return
        chain = old == self.keys[-1][1] and new[0] == old[0] and new not in [key for _, key in self.keys]
        need(chain, "key", "it gives up another key than the one that the log had, or goes back to one")
        shown = self.text.get(f"log-{len(self.keys)}.tlog-proof", "").partition("\n\n")[2]
        try:
            size, root, _ = [checkpoint(shown, [(0, key)]) for key in (old, new)][0]
        except SPOILT as why:
            raise Fault("key", f"the old and the new key did not both sign for it: {why}") from None
        ends = size == index + 1 and root == root_of(self.hashes[: index + 1])
        need(ends, "key", "what the old and the new key signed does not end with it")
        self.keys.append((size, new))

    def earlier(self, leaf):
        """What a log says of the one before it: its leaves stand here at their places, but for the first."""
        self.adopted = leaf["adopted"]
        carried, size = self.adopted["carried"], self.adopted["size"]
        self.last = "" if carried else self.last
        first = [unbase64(text) for name, text in self.adopted.items() if name == "first"]
        self.before = first + self.hashes[1:carried]
        key = parse_key(self.adopted["vkey"], 1)
        named = len(self.before) == carried and key[0] == self.adopted["origin"] != leaf["origin"]
        need(named, "adopted", "the log that it goes on from is not what it says")
        whole = carried < size or root_of(self.before[:size]) == unbase64(self.adopted["root"])
        need(whole, "adopted", "what stands here is not the log that it names")

    def ended(self):
        """The last key of the earlier log, as it is said: the leaves here lead to it, or it came with lost ones."""
        named, size, had = parse_key(self.adopted["vkey"], 1), self.adopted["size"], [key for _, key in self.older]
        signed = [key for start, key in self.older if start <= size]
        lost = self.adopted["carried"] < size and named not in had
        last = not had or named == signed[-1] or lost or (signed != had and named == had[-1])
        need(last, "adopted", "the key that it names for the earlier log is not its last")

    def kept(self, text):
        """A checkpoint of this log, or of the earlier one, against what of it stands here."""
        if self.log[0] != text.split("\n")[0] == self.adopted.get("origin"):
            last = parse_key(self.adopted["vkey"], 1)
            keys = self.older or [(0, last)]
            keys = keys + [(len(self.before) + 1, last)] * (keys[-1][1] != last)
            size, root, _ = checkpoint(text, keys)
            hashes, end = self.before, self.adopted["size"]
            known = size < end or size == end and (size <= len(hashes) or root == unbase64(self.adopted["root"]))
            need(known, "adopted", f"the earlier log was signed at {size} leaves, and is said to have ended at {end}")
        else:
            size, root, note = checkpoint(text, self.keys)
            hashes, self.signed = self.hashes, max(size, self.signed)
            self.notes.append(note)
            need(size <= len(hashes), "rolled-back", f"it was signed at {size} leaves, and there are {len(hashes)}")
        same = len(hashes) < size or root_of(hashes[:size]) == root
        need(same, "rewritten", f"the log had another root at {size} leaves")

    def proof(self, text):
        """A proof of one leaf, or that the log grew."""
        proven(text, self.keys, self.lines, self.hashes)

    def opened(self, text):
        """What opens commitments of a leaf, none of which was erased."""
        _, place, *parts = text.removesuffix("\n").split("\n")
        index = number(place.removeprefix("index "))
        leaf = self.leaves[index]
        commits = {**leaf, **dict(zip(("who", "what"), leaf.get("commit", ())))}
        for field, salt, body in ((field, *map(unbase64, pair)) for field, *pair in (part.split(" ") for part in parts)):
            made = sha(b"bona/commit/v1/", field.encode(), b"\0", salt, len(body).to_bytes(8, "big"), body)
            opens = base64.b64encode(made).decode() == commits[field]
            need(opens, "commitment", f"leaf {index} does not commit to this `{field}`")
            erased = any(index in other["index"] for other in self.leaves if other["kind"] == "erased")
            need(not erased, "erased", f"leaf {index} was erased, and its `{field}` is still there")
            self.bodies.setdefault(index, {})[field] = body.decode()

    def told(self, index):
        """What an opened record says of its time, and a correction of the record that it is about."""
        who, what = self.bodies[index].get("who"), json.loads(self.bodies[index].get("what", "{}"))
        about = what if what.get("kind") in ("withdrawal", "same_person") else what.get("corrects")
        front = [leaf for leaf in self.leaves[min(index, 1) : index] if "recorded" in leaf]
        if about:
            need(not front or front[-1]["recorded"] <= what["recorded"], "order", "a leaf in front of it is later")
            first = self.bodies.get(place := about.get("leaf", index), {})
            between = any("commit" in leaf for leaf in self.leaves[place + 1 : index])
            others = about is what and first.get("who", who) != who and not between or what.get("with", 0) == who
            again = about is not what and json.loads(first.get("what", "{}")).get("recorded") not in (None, about["first"])
            need(not others and not again, "correction", "it is about somebody else, or another time")
        elif what and what["kind"] != "waiver":
            imports = [leaf["recorded"] for leaf in front if leaf["kind"] == "batch"]
            need(imports[-1:] == [what["recorded"]], "order", "it was not recorded with the import in front of it")


def judge(files, key=None, kept=(), policy=None):
    """All findings on the files of an export (by name, as bytes), held against what somebody else keeps."""
    export = Export(files, key)
    check, lines = export.check, export.lines
    for index in range(len(lines)):
        check(f"leaf {index}", export.leaf, index)
    named = [leaf.get("origin") for leaf in export.leaves[:1]] == [export.log[0]]
    if not named or export.log not in [key for _, key in export.keys]:
        check("leaf 0", need, False, "key", "it names another log, or another key and none that it leads to")
        export.keys = [(0, export.log)]
    if export.adopted["carried"]:
        check("leaf 0", export.ended)
    judges = {"checkpoint": export.kept, "cosigned": export.kept, "growth": export.proof, "tlog-proof": export.proof}
    judges["opened"] = export.opened
    for place, data in enumerate(kept):
        check(f"kept checkpoint {place + 1}", export.kept, data.decode())
    for name, text in sorted(export.text.items()):
        if name.rpartition(".")[2] in judges:
            check(name, judges[name.rpartition(".")[2]], text)
    for index in export.bodies:
        check(f"leaf {index}", export.told, index)
    check("log", need, len(set(lines)) == len(lines), "repeated", "two leaves are the same; each has salts of its own")
    check("log", need, len(lines) <= export.signed, "unsigned", "there are more leaves than were ever signed")
    met = not policy or any([check("policy", meets, policy, note, export.keys) for note in export.notes])
    check("log", need, met, "policy", "no checkpoint has the cosignatures that it asks for")
    return export.found


def main(folder, policy, *kept):
    files = {path.name: path.read_bytes() for path in pathlib.Path(folder).iterdir()}
    policy = pathlib.Path(policy).read_text(encoding="utf-8") if policy != "-" else None
    found = judge(files, None, [pathlib.Path(path).read_bytes() for path in kept], policy)
    print(*(": ".join(one) for one in found), f"{len(files)} files, {len(kept)} kept: {len(found)} faults", sep="\n")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
