"""tlog.py FOLDER WITNESS: has aics-tlog, which nobody here wrote, judge what `bona evidence export` put into FOLDER.

The checkpoint must be signed by the key beside it, the leaves must have the root that it signs, each proof must lead
from its leaf to that root, the log must have grown as it says, and the witness whose key stands in WITNESS must have
cosigned. Where the log has changed its key, the old key and the new one must both have signed for that. The proofs' text
is read here anew, not by the program that wrote it.
Invariant: a changed checkpoint, key, leaf, path, index, growth, cosignature and time are refused in the same run, 20 at
least, or nothing is proven.
"""

import base64
import json
import pathlib
import sys

from aics_tlog import (
    MerkleTree,
    WitnessPolicy,
    checkpoint as checkpoints,
    leaf_hash,
    parse_note,
    parse_vkey,
    verify_checkpoint,
    verify_consistency,
    verify_cosignature,
    verify_inclusion,
    verify_leaf_inclusion,
)

HEAD = "c2sp.org/tlog-proof@v1"
judged = {"taken": 0, "refused": 0}


def take(what, good):
    """Ends the run unless the judge takes what is sound."""
    if not good:
        sys.exit(f"aics-tlog refuses {what}")
    judged["taken"] += 1


def refuse(what, good):
    """Ends the run unless the judge refuses what was spoilt."""
    if good:
        sys.exit(f"aics-tlog takes {what}: the judge proves nothing")
    judged["refused"] += 1


def is_signed(text, vkey):
    """Whether the judge believes a checkpoint; one that it cannot read is not believed."""
    try:
        return verify_checkpoint(parse_note(text), parse_vkey(vkey)).ok
    except ValueError:
        return False


def flipped(data, place):
    """The bytes with one bit changed."""
    spoilt = bytearray(data)
    spoilt[place] ^= 1
    return bytes(spoilt)


def read_proof(text):
    """A proof as C2SP describes it: head, extra, index, path, an empty line, the checkpoint."""
    head, checkpoint = text.split("\n\n", 1)
    lines = head.split("\n")
    if lines[0] != HEAD or not lines[1].startswith("extra ") or not lines[2].startswith("index "):
        sys.exit("a proof does not have the lines of tlog-proof@v1")
    leaf = base64.b64decode(lines[1].removeprefix("extra "), validate=True)
    path = [base64.b64decode(line, validate=True) for line in lines[3:]]
    return leaf, int(lines[2].removeprefix("index ")), path, checkpoint


def judge_checkpoint(text, vkey):
    """The signature, and one changed byte in each of its parts."""
    take("the checkpoint", is_signed(text, vkey))
    data = text.encode()
    signature = data.rindex(b" ") + 12
    for place in (0, data.index(b"\n") + 1, data.index(b"=") - 5, signature):
        refuse(f"a checkpoint with byte {place} changed", is_signed(flipped(data, place), vkey))
    name, _, key = vkey.split("+", 2)
    other = base64.b64encode(flipped(base64.b64decode(key), 9)).decode()
    refuse("another key", is_signed(text, f"{name}+00000000+{other}"))


def judge_proof(text, vkey, leaves, root):
    """One proof: its checkpoint, its leaf and its path."""
    leaf, index, path, checkpoint = read_proof(text)
    take("the checkpoint in a proof", is_signed(checkpoint, vkey))
    signed = checkpoints.parse_checkpoint(parse_note(checkpoint).text)
    if leaf != leaves[index] or signed.root != root:
        sys.exit(f"the proof of leaf {index} is of another log")
    size = signed.size
    take(f"the proof of leaf {index}", verify_leaf_inclusion(leaf, index, size, path, root))
    refuse("a changed leaf", verify_leaf_inclusion(flipped(leaf, 0), index, size, path, root))
    refuse("another place", verify_leaf_inclusion(leaf, (index + 1) % size, size, path, root))
    for step in range(len(path)):
        spoilt = [*path[:step], flipped(path[step], 3), *path[step + 1 :]]
        refuse("a changed path", verify_inclusion(leaf_hash(leaf), index, size, spoilt, root))


def judge_change(text, leaves, tree):
    """The leaf that changes the key, by the old key and by the new one; gives from which size on the new one signs."""
    leaf, index, _, checkpoint = read_proof(text)
    named, body = json.loads(leaf), checkpoint[: checkpoint.index("\n\n") + 2]
    lines = checkpoint.removeprefix(body).splitlines(keepends=True)
    for key in (named["from"], named["to"]):
        judge_proof(text, key, leaves, tree.root(index + 1))
        signs = [line for line in lines if is_signed(body + line, key)]
        take("one line of each key", len(signs) == 1)
        refuse("a change without the line of a key", is_signed(body + "".join(line for line in lines if line not in signs), key))
    return index + 1, named["from"], named["to"]


def judge_growth(text, vkey, tree, root):
    """One proof of growth, in the form that a witness is sent."""
    head, checkpoint = text.split("\n\n", 1)
    first, *lines = head.split("\n")
    old, path = int(first.removeprefix("old ")), [base64.b64decode(line, validate=True) for line in lines]
    take("the checkpoint in a growth", is_signed(checkpoint, vkey))
    signed = checkpoints.parse_checkpoint(parse_note(checkpoint).text)
    before = tree.root(old)
    take(f"the growth from {old}", signed.root == root and verify_consistency(old, signed.size, before, root, path))
    refuse("growth from another root", verify_consistency(old, signed.size, flipped(before, 1), root, path))
    refuse("growth to another root", verify_consistency(old, signed.size, before, flipped(root, 1), path))
    for step in range(len(path)):
        spoilt = [*path[:step], flipped(path[step], 7), *path[step + 1 :]]
        refuse("a changed growth", verify_consistency(old, signed.size, before, root, spoilt))


def judge_cosignature(text, vkey, witness):
    """What the witness said of a checkpoint, and one changed byte in its time and in its signature."""
    key, note = parse_vkey(witness), parse_note(text)
    policy = WitnessPolicy(quorum=1, witnesses=(key,))
    take("the cosigned checkpoint", verify_checkpoint(note, parse_vkey(vkey), policy=policy).ok)
    signed = checkpoints.parse_checkpoint(note.text)
    (blob,) = [line.signature for line in note.signatures if (line.name, line.key_id) == (key.name, key.key_id)]

    def fits(data, size=signed.size, root=signed.root):
        return verify_cosignature(data, key.name, key.public_key, signed.origin, size, root)

    take("the cosignature", fits(blob))
    for place in (0, 7, 8, 40, 71):
        refuse(f"a cosignature with byte {place} changed", fits(flipped(blob, place)))
    refuse("a cosignature of another size", fits(blob, size=signed.size + 1))
    refuse("a cosignature of another root", fits(blob, root=flipped(signed.root, 0)))
    refuse("a cosignature that was cut", fits(blob[:-1]))


def main(folder, witness):
    """Judges all that stands in the folder."""
    text = (folder / "checkpoint").read_text(encoding="utf-8")
    vkey = (folder / "log.vkey").read_text(encoding="utf-8").strip()
    judge_checkpoint(text, vkey)
    signed = checkpoints.parse_checkpoint(parse_note(text).text)
    leaves = (folder / "leaves.jsonl").read_bytes().split(b"\n")[:-1]
    tree = MerkleTree(leaves)
    take("the root of the leaves", len(leaves) == signed.size and tree.root() == signed.root)
    spoilt = MerkleTree([*leaves[:-1], flipped(leaves[-1], 0)])
    refuse("the root of changed leaves", spoilt.root() == signed.root)
    for old in range(1, signed.size):
        proof = tree.consistency_proof(old)
        take("growth", verify_consistency(old, signed.size, tree.root(old), signed.root, proof))
    changes = [judge_change(path.read_text(encoding="utf-8"), leaves, tree) for path in sorted(folder.glob("log-*.tlog-proof"))]
    if changes and changes[-1][2] != vkey:
        sys.exit("the changes do not lead to the log's key")
    proofs = sorted(folder.glob("leaf-*.tlog-proof"))
    for proof in proofs:
        judge_proof(proof.read_text(encoding="utf-8"), vkey, leaves, signed.root)
    growths = sorted(folder.glob("*.growth"))
    for growth in growths:
        judge_growth(growth.read_text(encoding="utf-8"), vkey, tree, signed.root)
    cosigned = folder / "cosigned" if (folder / "cosigned").exists() else folder / "checkpoint"
    cosigned = cosigned.read_text(encoding="utf-8")
    size = checkpoints.parse_checkpoint(parse_note(cosigned).text).size
    due = next((old for turned, old, _ in changes if size < turned), vkey)
    judge_cosignature(cosigned, due, witness.read_text(encoding="utf-8").strip())
    if len(leaves) < 3 or not proofs or not growths or judged["refused"] < 20:
        sys.exit(f"too little was judged: {len(leaves)} leaves, {len(proofs)} proofs, {judged}")
    print(f"{len(leaves)} leaves, {len(proofs)} proofs, {len(changes)} changes of key: {judged['taken']} taken, {judged['refused']} spoilt ones refused")


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
