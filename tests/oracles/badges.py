"""badges.py FOLDER VKEY: has openbadgeslib and aics-tlog, which nobody here wrote, judge the badges in FOLDER.

openbadgeslib reads `ann.svg` and `ann.png` and checks the credential in them, and that of the page, `page.json`, put into
the first; aics-tlog checks the proofs that the
credential carries, by the log's key in the file VKEY. Their text is read here anew.
Invariant: each of at least 20 changed badges, and changed proofs, are refused in the same run, or nothing is proven.
"""

import base64
import copy
import json
import pathlib
import sys
import zlib

from aics_tlog import checkpoint as checkpoints
from aics_tlog import parse_note, parse_vkey, verify_checkpoint, verify_leaf_inclusion
from openbadgeslib.verify import verify_badge

CDATA = ("<![CDATA[", "]]></openbadges:credential>")
UUID = "urn:uuid:00000000-0000-4000-8000-000000000000"
CHANGES = [
    (("credentialSubject", "identifier", 0, "identityHash"), "Bob Cole"),
    (("credentialSubject", "identifier", 0, "hashed"), True),
    (("credentialSubject", "id"), UUID),
    (("credentialSubject", "achievement", "id"), "urn:x:y"),
    (("credentialSubject", "achievement", "name"), "Brain surgery"),
    (("credentialSubject", "achievement", "description"), "Another."),
    (("credentialSubject", "achievement", "criteria", "narrative"), "Passed with distinction."),
    (("id",), UUID),
    (("name",), "Brain surgery"),
    (("issuer", "name"), "The King"),
    (("issuer", "id"), "did:key:z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi"),
    (("validFrom",), "2020-01-01T00:00:00Z"),
    (("validUntil",), "2999-01-01T00:00:00Z"),
    (("evidence", 0, "narrative"), "Trust me."),
    (("evidence", 0, "name"), "Another"),
    (("proof", "created"), "2020-01-01T00:00:00Z"),
    (("proof", "proofPurpose"), "authentication"),
    (("proof", "cryptosuite"), "eddsa-jcs-2022"),
    (("proof", "proofValue"), "z1"),
    (("tlogProof",), "c2sp.org/tlog-proof@v1"),
    (("@context",), ["https://www.w3.org/ns/credentials/v2"]),
]


def is_taken(picture):
    """Whether openbadgeslib believes a picture, by the key that its credential names."""
    return verify_badge(picture, "3", resolve_did=True).valid


def in_svg(svg, credential):
    """The picture with another credential in it."""
    start = svg.index(CDATA[0]) + len(CDATA[0])
    data = json.dumps(credential).replace("]]>", "]]\\u003e")
    return (svg[:start] + data + svg[svg.index(CDATA[1]) :]).encode()


def in_png(png, credential):
    """The same for the picture whose second chunk it is."""
    length = int.from_bytes(png[33:37], "big")
    data = b"iTXt" + b"openbadgecredential" + bytes(5) + json.dumps(credential).encode()
    chunk = (len(data) - 4).to_bytes(4, "big") + data + zlib.crc32(data).to_bytes(4, "big")
    return png[:33] + chunk + png[33 + 12 + length :]


def carried(svg, png):
    """The texts of the credentials in both pictures."""
    length = int.from_bytes(png[33:37], "big")
    return {"svg": svg.split(CDATA[0])[1].split(CDATA[1])[0], "png": png[33 + 8 + 24 : 33 + 8 + length].decode()}


def changed(credential, path, value):
    """The credential with one field another."""
    spoilt = copy.deepcopy(credential)
    at = spoilt
    for name in path[:-1]:
        at = at[name]
    at[path[-1]] = value
    if spoilt == credential:
        sys.exit(f"{path} changes nothing")
    return spoilt


def judge_pictures(folder):
    """Both pictures, and each change in each of them."""
    svg, png = (folder / "ann.svg").read_text(encoding="utf-8"), (folder / "ann.png").read_bytes()
    refused = 0
    for name, picture, put in (("svg", svg.encode(), in_svg), ("png", png, in_png)):
        if not is_taken(picture):
            sys.exit(f"openbadgeslib refuses a sound {name}: {verify_badge(picture, '3', resolve_did=True).reason}")
        credential = json.loads(carried(svg, png)[name])
        source = svg if name == "svg" else png
        if not is_taken(put(source, credential)):
            sys.exit(f"openbadgeslib refuses a sound {name} that was put together here: the changes would prove nothing")
        for path, value in CHANGES:
            if is_taken(put(source, changed(credential, path, value))):
                sys.exit(f"openbadgeslib takes a {name} with another {path}")
            refused += 1
    page = json.loads((folder / "page.json").read_text(encoding="utf-8"))
    name = page["credentialSubject"]["identifier"][0]["identityHash"]
    if name != 'Zoë "Bee" Hara <]]>' or not is_taken(in_svg(svg, page)):
        sys.exit(f"openbadgeslib refuses the credential of a page, which names {name}")
    for path, value in CHANGES:
        if is_taken(in_svg(svg, changed(page, path, value))):
            sys.exit(f"openbadgeslib takes that of a page with another {path}")
        refused += 1
    return refused


def judge_proof(text, vkey):
    """One proof that stands in a badge: its checkpoint, its leaf and its path; and changed ones."""
    head, checkpoint = text.split("\n\n", 1)
    _, extra, index, *path = head.split("\n")
    leaf, index = base64.b64decode(extra.removeprefix("extra "), validate=True), int(index.removeprefix("index "))
    path = [base64.b64decode(line, validate=True) for line in path]
    note = parse_note(checkpoint)
    if not verify_checkpoint(note, parse_vkey(vkey)).ok:
        sys.exit("aics-tlog refuses the checkpoint in a badge")
    signed = checkpoints.parse_checkpoint(note.text)
    if not verify_leaf_inclusion(leaf, index, signed.size, path, signed.root):
        sys.exit("aics-tlog refuses the proof in a badge")
    flip = lambda data: bytes([data[0] ^ 1]) + data[1:]
    spoilt = [(flip(leaf), index, path), (leaf, (index + 1) % signed.size, path)]
    spoilt += [(leaf, index, [*path[:step], flip(path[step]), *path[step + 1 :]]) for step in range(len(path))]
    for leaf, index, path in spoilt:
        if verify_leaf_inclusion(leaf, index, signed.size, path, signed.root):
            sys.exit("aics-tlog takes a changed proof")
    return len(spoilt)


def main(folder, vkey):
    """Judges all that stands in the folder."""
    refused = judge_pictures(folder)
    credential = json.loads((folder / "ann.json").read_text(encoding="utf-8"))
    certificate = json.loads(credential["evidence"][0]["narrative"])
    proofs = sum(judge_proof(certificate[name], vkey) for name in ("proof", "log"))
    if refused < 60 or proofs < 6:
        sys.exit(f"too little was judged: {refused} changed badges, {proofs} changed proofs")
    print(f"openbadgeslib: 3 taken, {refused} changed ones refused; aics-tlog: 2 proofs taken, {proofs} refused")


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).read_text(encoding="utf-8").strip())
