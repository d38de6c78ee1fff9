"""verify.py FOLDER POLICY|- [CHECKPOINT]...: a second verifier, written from docs/evidence.md alone.

Judges what `bona evidence export` put into FOLDER, and holds it against checkpoints that somebody else kept. Each
finding has a name that says by which means it was found. Leaves with 1 when there is one.
Invariant: nothing here was taken from the program that wrote the files; only Ed25519 itself is a library's.
"""

import base64
import hashlib
import json
import pathlib
import sys
import unicodedata

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

KINDS = ("opened", "batch", "session", "sealed", "erased", "rotated")
SPOILT = (ValueError, IndexError, KeyError, TypeError, AttributeError)

class Fault(ValueError):
    """A finding: the name of the means, and what was found."""

def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()

def unbase64(text):
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("not the one way to write it in base64")
    return data

def number(text):
    if str(int(text)) != text or int(text) < 0:
        raise ValueError(f"`{text}` is not a whole number")
    return int(text)

def split(size):
    return 1 << (size - 1).bit_length() - 1

def root_of(hashes):
    half = split(len(hashes)) if len(hashes) > 1 else 0
    return sha(b"\1", root_of(hashes[:half]), root_of(hashes[half:])) if half else b"".join(hashes) or sha()

def included(leaf, index, size, path):
    if size == 1:
        return leaf if not path else b""
    if index < split(size):
        return sha(b"\1", included(leaf, index, split(size), path[:-1]), path[-1])
    return sha(b"\1", path[-1], included(leaf, index - split(size), size - split(size), path[:-1]))

def grown(old, size, path, known):
    if old == size:
        (whole,) = [known, *path] if known else path
        return whole, whole
    if old <= split(size):
        before, after = grown(old, split(size), path[:-1], known)
        return before, sha(b"\1", after, path[-1])
    before, after = grown(old - split(size), size - split(size), path[:-1], None)
    return sha(b"\1", path[-1], before), sha(b"\1", path[-1], after)

def parse_key(text, kind):
    name, check, key = text.strip().split("+", 2)
    data = unbase64(key)
    if len(data) != 33 or data[0] != kind or sha(name.encode(), b"\n", data)[:4].hex() != check:
        raise Fault("key", f"`{text.strip()}` is no key of type {kind}")
    return name, bytes.fromhex(check), data[1:]

def signed(key, note, message):
    """Whether a key has lines under a note, and all of them fit; `message` makes what is signed."""
    lines = [data[4:] for name, data in note[1] if (name, data[:4]) == key[:2]]
    for data in lines:
        try:
            Ed25519PublicKey.from_public_bytes(key[2]).verify(data[-64:], message(data).encode())
        except InvalidSignature:
            raise Fault("signature", f"the line of {key[0]} does not fit the text") from None
    return bool(lines)

def checkpoint(text, keys):
    """Size, root and note of a checkpoint, which the log must have signed: each key up to where the next one begins."""
    body, _, under = text.rpartition("\n\n")
    lines = [line.split(" ") for line in under.removesuffix("\n").split("\n")]
    note = (body + "\n", [(name, unbase64(data)) for dash, name, data in lines if dash == "\u2014"])
    origin, size, root = body.split("\n")
    ends = [start for start, _ in keys[1:]] + [number(size)]
    for key in [key for (start, key), end in zip(keys, ends) if start <= number(size) <= end]:
        if origin != key[0] or not signed(key, note, lambda data: note[0]):
            raise Fault("signature", f"the key of {key[0]} did not sign it")
    return number(size), unbase64(root), note

def meets(policy, note, keys):
    """Whether a checkpoint meets a policy of C2SP tlog-policy."""
    votes, logs, quorum = {"none": True}, [], False
    for line in policy.split("\n"):
        match line.split():
            case ["log", key, *_]:
                logs.append(parse_key(key, 1))
            case ["witness", name, key, *_]:
                said = lambda data: f"cosignature/v1\ntime {int.from_bytes(data[:8], 'big')}\n{note[0]}"
                votes[name] = signed(parse_key(key, 4), note, said)
            case ["group", name, least, *members]:
                least = {"all": len(members), "any": 1}.get(least) or number(least)
                votes[name] = least <= sum(votes[member] for member in members)
            case ["quorum", name]:
                quorum = votes[name]
    return quorum and (not logs or any(key in logs for _, key in keys))

class Export:
    """The files of an export, and what was found in them."""
    def __init__(self, files, key=None):
        self.text = {name: data.decode() for name, data in files.items() if name != "leaves.jsonl"}
        self.vkey = (key or self.text["log.vkey"]).strip()
        self.log = parse_key(self.vkey, 1)
        self.lines = files["leaves.jsonl"].split(b"\n")[:-1]
        self.hashes = [sha(b"\0", line) for line in self.lines]
        self.leaves, self.last, self.notes, self.sizes, self.found = [], "", [], [], []
        self.adopted, self.before = {"carried": 0}, []
        self.keys, self.older = [(0, self.log)], []

    def check(self, name, what, *arguments):
        try:
            return what(*arguments)
        except SPOILT as why:
            means, text = why.args if isinstance(why, Fault) else ("form", why)
            return self.found.append((means, f"{name}: {text}"))

    def leaf(self, index):
        data, leaf = self.lines[index], json.loads(self.lines[index])
        self.leaves.append(leaf)
        again = json.dumps(leaf, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        nfc = unicodedata.is_normalized("NFC", data.decode())
        if again != data or not nfc or len(data) > 65535 or leaf["v"] != 1 or leaf["kind"] not in KINDS:
            raise Fault("form", "it is of no known kind, or not in its one form")
        if index and index == self.adopted["carried"]:
            self.last = max(self.last, self.leaves[0]["recorded"])
        if (leaf["kind"] == "opened") != (index == 0) or leaf.get("recorded", self.last) < self.last:
            raise Fault("order", "it does not come behind the leaf in front of it")
        self.last = leaf.get("recorded", self.last)
        if leaf["kind"] == "opened":
            self.keys = [(0, parse_key(leaf["vkey"], 1))]
        if leaf["kind"] == "rotated":
            self.turned(index, parse_key(leaf["from"], 1), parse_key(leaf["to"], 1))
        if "adopted" in leaf:
            self.adopted = leaf["adopted"]
            self.last = "" if self.adopted["carried"] else self.last
            self.earlier(leaf)

    def turned(self, index, old, new):
        """Another key: the old one and the new one must have signed the checkpoint that ends with the leaf."""
        if index < self.adopted["carried"]:
            self.older = (self.older or [(0, old)]) + [(index + 1, new)]
            return
        if old != self.keys[-1][1] or new[0] != old[0] or new in [key for _, key in self.keys]:
            raise Fault("key", "it gives up another key than the one that the log had, or goes back to one")
        shown = self.text.get(f"log-{len(self.keys)}.tlog-proof", "").partition("\n\n")[2]
        try:
            size, root, _ = [checkpoint(shown, [(0, key)]) for key in (old, new)][0]
        except SPOILT as why:
            raise Fault("key", f"the old and the new key did not both sign for it: {why}") from None
        if size != index + 1 or root != root_of(self.hashes[: index + 1]):
            raise Fault("key", "what the old and the new key signed does not end with it")
        self.keys.append((size, new))

    def earlier(self, leaf):
        """What a log says of the one before it: its leaves stand here at their places, but for the first."""
        carried, first = self.adopted["carried"], self.adopted.get("first")
        self.before = ([unbase64(first)] if first else []) + self.hashes[1:carried]
        key = parse_key(self.adopted["vkey"], 1)
        if len(self.before) != carried or key[0] != self.adopted["origin"] or key[0] == leaf["origin"]:
            raise Fault("adopted", "the log that it goes on from is not what it says")
        if carried >= self.adopted["size"]:
            if root_of(self.before[: self.adopted["size"]]) != unbase64(self.adopted["root"]):
                raise Fault("adopted", "what stands here is not the log that it names")

    def kept_before(self, text):
        """A checkpoint of the earlier log, against what of it stands here."""
        last = (len(self.before) + 1, parse_key(self.adopted["vkey"], 1))
        keys = self.older or [(0, last[1])]
        size, root, _ = checkpoint(text, keys if keys[-1][1] == last[1] else [*keys, last])
        if size <= len(self.before) and root_of(self.before[:size]) != root:
            raise Fault("rewritten", f"the earlier log had another root at {size} leaves")
        ended, last = self.adopted["size"], unbase64(self.adopted["root"])
        if size > len(self.before) and (size > ended or (size == ended and root != last)):
            raise Fault("adopted", f"the earlier log was signed at {size} leaves, and is said to have ended at {ended}")

    def kept(self, text):
        if self.log[0] != text.split("\n")[0] == self.adopted.get("origin"):
            return self.kept_before(text)
        size, root, note = checkpoint(text, self.keys)
        self.notes.append(note)
        self.sizes.append(size)
        if len(self.lines) < size:
            raise Fault("rolled-back", f"it was signed at {size} leaves, and there are {len(self.lines)}")
        if root_of(self.hashes[:size]) != root:
            raise Fault("rewritten", f"the log had another root at {size} leaves")

    def proof(self, text):
        head, _, note = text.partition("\n\n")
        size, root, _ = checkpoint(note, self.keys)
        kind, *path = head.split("\n")
        if kind.startswith("old "):
            old = root_of(self.hashes[: number(kind[4:])])
            good = grown(number(kind[4:]), size, [unbase64(line) for line in path], old) == (old, root)
        else:
            leaf, index = unbase64(path[0].removeprefix("extra ")), number(path[1].removeprefix("index "))
            there = included(sha(b"\0", leaf), index, size, [unbase64(line) for line in path[2:]])
            good = kind == "c2sp.org/tlog-proof@v1" and index < size and there == root and self.lines[index] == leaf
        if not good:
            raise Fault("proof", f"it does not lead to the root of the {size} leaves that were signed")

    def opened(self, text):
        _, place, *parts = text.removesuffix("\n").split("\n")
        index = number(place.removeprefix("index "))
        leaf = self.leaves[index]
        commits = {**leaf, **dict(zip(("who", "what"), leaf.get("commit", ())))}
        for field, salt, body in (part.split(" ") for part in parts):
            salt, body = unbase64(salt), unbase64(body)
            made = sha(b"bona/commit/v1/", field.encode(), b"\0", salt, len(body).to_bytes(8, "big"), body)
            if base64.b64encode(made).decode() != commits[field]:
                raise Fault("commitment", f"leaf {index} does not commit to this `{field}`")
            if any(index in other["index"] for other in self.leaves if other["kind"] == "erased"):
                raise Fault("erased", f"leaf {index} was erased, and its `{field}` is still there")

def judge(files, key=None, kept=(), policy=None):
    """All findings on the files of an export (by name, as bytes), held against what somebody else keeps."""
    export = Export(files, key)
    for index in range(len(export.lines)):
        export.check(f"leaf {index}", export.leaf, index)
    named = [leaf.get("origin") for leaf in export.leaves[:1]] == [export.log[0]]
    if not named or export.log not in [key for _, key in export.keys]:
        export.found.append(("key", "leaf 0: it names another log, or another key and none that it leads to"))
        export.keys = [(0, export.log)]
    for place, data in enumerate(kept):
        export.check(f"kept checkpoint {place + 1}", export.kept, data.decode())
    judges = {"checkpoint": export.kept, "cosigned": export.kept, "growth": export.proof, "tlog-proof": export.proof}
    judges["opened"] = export.opened
    for name, text in sorted(export.text.items()):
        if name.rpartition(".")[2] in judges:
            export.check(name, judges[name.rpartition(".")[2]], text)
    if len(set(export.lines)) < len(export.lines):
        export.found.append(("repeated", "two leaves are the same, and each has salts of its own"))
    if len(export.lines) > max(export.sizes, default=0):
        export.found.append(("unsigned", "there are more leaves than were ever signed"))
    if policy and not any([export.check("policy", meets, policy, note, export.keys) for note in export.notes]):
        export.found.append(("policy", "no checkpoint has the cosignatures that it asks for"))
    return export.found

def main(folder, policy, *kept):
    files = {path.name: path.read_bytes() for path in pathlib.Path(folder).iterdir()}
    policy = pathlib.Path(policy).read_text(encoding="utf-8") if policy != "-" else None
    found = judge(files, None, [pathlib.Path(path).read_bytes() for path in kept], policy)
    print(*(": ".join(one) for one in found), f"{len(files)} files, {len(kept)} kept: {len(found)} faults", sep="\n")
    sys.exit(1 if found else 0)

if __name__ == "__main__":
    main(*sys.argv[1:])
