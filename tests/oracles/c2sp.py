"""The tree of RFC 6962, and keys, signed notes, checkpoints, cosignatures and policies in the text forms of C2SP.

verify.py stands on it. What stands here is the same for every log of the world; what is Bona's own stands there.
Both were written from docs/evidence.md alone.
Invariant: whatever is not in its one form raises one of `SPOILT`; only Ed25519 itself is a library's.
"""

import base64
import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

SPOILT = (ValueError, IndexError, KeyError, TypeError, AttributeError)


class Fault(ValueError):
    """A finding: the name of the means, and what was found."""


def need(holds, means, found):
    """A finding, where something does not hold."""
    if not holds:
        raise Fault(means, found)


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def unbase64(text):
    data = base64.b64decode(text, validate=True)
    need(base64.b64encode(data).decode() == text, "form", "not the one way to write it in base64")
    return data


def number(text):
    need(str(int(text)) == text and int(text) >= 0, "form", f"`{text}` is not a whole number")
    return int(text)


def split(size):
    return 1 << (size - 1).bit_length() - 1


def root_of(hashes):
    half = split(len(hashes)) if len(hashes) > 1 else 0
    return sha(b"\1", root_of(hashes[:half]), root_of(hashes[half:])) if half else b"".join(hashes) or sha()


def included(leaf, index, size, path):
    """The root to which a path leads from the hash of a leaf."""
    if size == 1:
        return leaf if not path else b""
    if index < split(size):
        return sha(b"\1", included(leaf, index, split(size), path[:-1]), path[-1])
    return sha(b"\1", path[-1], included(leaf, index - split(size), size - split(size), path[:-1]))


def grown(old, size, path, known):
    """The roots of the `old` leaves and of all, to which a proof leads; `known` is the old one, where it is left out."""
    if old == size:
        (whole,) = [known, *path] if known else path
        return whole, whole
    if old <= split(size):
        before, after = grown(old, split(size), path[:-1], known)
        return before, sha(b"\1", after, path[-1])
    before, after = grown(old - split(size), size - split(size), path[:-1], None)
    return sha(b"\1", path[-1], before), sha(b"\1", path[-1], after)


def parse_key(text, kind):
    """Name, id and Ed25519 key of a line `name+id+key`."""
    name, check, key = text.strip().split("+", 2)
    data = unbase64(key)
    sound = len(data) == 33 and data[0] == kind and sha(name.encode(), b"\n", data)[:4].hex() == check
    need(sound, "key", f"`{text.strip()}` is no key of type {kind}")
    return name, bytes.fromhex(check), data[1:]


def signed(key, lines, message):
    """Whether a key has lines under a note, and all of them fit; `message` makes what is signed."""
    mine = [data[4:] for name, data in lines if (name, data[:4]) == key[:2]]
    for data in mine:
        try:
            Ed25519PublicKey.from_public_bytes(key[2]).verify(data[-64:], message(data).encode())
        except InvalidSignature:
            raise Fault("signature", f"the line of {key[0]} does not fit the text") from None
    return bool(mine)


def checkpoint(text, keys):
    """Size, root and note of a checkpoint, which the log must have signed: each key up to where the next one begins."""
    body, _, under = text.rpartition("\n\n")
    lines = [line.split(" ") for line in under.removesuffix("\n").split("\n")]
    lines = [(name, unbase64(data)) for dash, name, data in lines if dash == "\u2014"]
    origin, size, root = body.split("\n")
    ends = [start for start, _ in keys[1:]] + [number(size)]
    for key in [key for (start, key), end in zip(keys, ends) if start <= number(size) <= end]:
        own = origin == key[0] and signed(key, lines, lambda data: body + "\n")
        need(own, "signature", f"the key of {key[0]} did not sign it")
    return number(size), unbase64(root), (body + "\n", lines)


def proven(text, keys, lines, hashes):
    """A proof of one of these leaves, or that their log grew, by the checkpoint in it."""
    head, _, note = text.partition("\n\n")
    size, root, _ = checkpoint(note, keys)
    kind, *path = head.split("\n")
    if kind.startswith("old "):
        old = root_of(hashes[: number(kind[4:])])
        good = grown(number(kind[4:]), size, [unbase64(line) for line in path], old) == (old, root)
    else:
        leaf, index = unbase64(path[0].removeprefix("extra ")), number(path[1].removeprefix("index "))
        there = included(sha(b"\0", leaf), index, size, [unbase64(line) for line in path[2:]])
        good = kind == "c2sp.org/tlog-proof@v1" and index < size and there == root and lines[index] == leaf
    need(good, "proof", f"it does not lead to the root of the {size} leaves that were signed")


def meets(policy, note, keys):
    """Whether a checkpoint meets a policy of C2SP tlog-policy."""
    votes, logs, quorum = {"none": True}, [], False
    said = lambda data: f"cosignature/v1\ntime {int.from_bytes(data[:8], 'big')}\n{note[0]}"
    for line in policy.split("\n"):
        match line.split():
            case ["log", key, *_]:
                logs.append(parse_key(key, 1))
            case ["witness", name, key, *_]:
                votes[name] = signed(parse_key(key, 4), note[1], said)
            case ["group", name, least, *members]:
                least = {"all": len(members), "any": 1}.get(least) or number(least)
                votes[name] = least <= sum(votes[member] for member in members)
            case ["quorum", name]:
                quorum = votes[name]
    return quorum and (not logs or any(key in logs for _, key in keys))
