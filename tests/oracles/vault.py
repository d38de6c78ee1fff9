"""vault.py STORE: opens the sealed vault of a store, written from docs/evidence.md alone.

Judges with the key in `STORE.keys/vault.key` that every body opens the commitment of its leaf, and that every name and
post can be read; leaves with 1 when one does not. `texts(store)` gives all that was sealed, for whoever searches it.
Invariant: XChaCha20 is made of HChaCha20 here and of ChaCha20-Poly1305 by a library, and is tried on a published vector.
"""

import base64
import hashlib
import json
import pathlib
import sqlite3
import struct
import sys

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305


def turn(word, by):
    return (word << by | word >> 32 - by) & 0xFFFFFFFF


def hchacha20(key, nonce):
    """The key that XChaCha20 makes of its own and of the first 16 bytes of the nonce."""
    x = list(struct.unpack("<16I", b"expand 32-byte k" + key + nonce))
    columns = [(0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15)]
    diagonals = [(0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)]
    for a, b, c, d in (columns + diagonals) * 10:
        for to, plus, into, by in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            x[to] = x[to] + x[plus] & 0xFFFFFFFF
            x[into] = turn(x[into] ^ x[to], by)
    return struct.pack("<8I", *x[:4], *x[12:])


def opened(key, table, column, row, box):
    bound = b"\0".join([b"bona/sealed/v1", table.encode(), column.encode(), str(row).encode()])
    cipher = ChaCha20Poly1305(hchacha20(key, box[:16]))
    return cipher.decrypt(bytes(4) + box[16:24], box[24:], bound)


def parts(plain):
    """Field, salt and body of everything that is sealed of one leaf."""
    while plain:
        field, _, rest = plain.partition(b"\0")
        (length,) = struct.unpack(">I", rest[32:36])
        yield field.decode(), rest[:32], rest[36 : 36 + length]
        plain = rest[36 + length :]


def commitment(field, salt, body):
    made = hashlib.sha256(b"bona/commit/v1/" + field.encode() + b"\0" + salt + struct.pack(">Q", len(body)) + body)
    return base64.b64encode(made.digest()).decode()


def texts(store, keys=None):
    """All that is sealed, opened: bodies by leaf and field with their salts, names, posts; and what is wrong."""
    key = bytes.fromhex(pathlib.Path(keys or f"{store}.keys", "vault.key").read_text(encoding="ascii").strip())
    database = sqlite3.connect(store)
    (known,) = database.execute("SELECT fingerprint FROM seal").fetchone()
    if hashlib.sha256(b"bona/vault-key/v1\0" + key).digest()[:8].hex() != known:
        sys.exit("the store was sealed with another key")
    bodies, others, wrong = [], [], []
    sources = [("vault", "leaf", "parts"), ("person", "number", "name"), ("post", "number", "post")]
    for table, row, column in sources:
        for place, box in database.execute(f"SELECT {row}, {column} FROM {table} WHERE {column} IS NOT NULL"):
            try:
                plain = opened(key, table, column, place, box)
            except InvalidTag:
                wrong.append(f"{table} {place}: what is sealed cannot be opened")
                continue
            if table == "vault":
                bodies += [(place, *part) for part in parts(plain)]
            else:
                others.append(plain)
    leaves = {place: json.loads(leaf) for place, leaf in database.execute("SELECT place, bytes FROM leaf")}
    database.close()
    for place, field, salt, body in bodies:
        leaf = leaves[place]
        commits = {**leaf, **dict(zip(("who", "what"), leaf.get("commit", ())))}
        if commits.get(field) != commitment(field, salt, body):
            wrong.append(f"leaf {place}: it does not commit to its `{field}`")
    return bodies, others, wrong


def main(store):
    # draft-irtf-cfrg-xchacha, section 2.2.1.
    made = hchacha20(bytes(range(32)), bytes.fromhex("000000090000004a0000000031415927"))
    if made.hex() != "82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc":
        sys.exit("this is not HChaCha20")
    bodies, others, wrong = texts(store)
    print(*wrong, f"{len(bodies)} bodies and {len(others)} names and posts opened: {len(wrong)} faults", sep="\n")
    sys.exit(1 if wrong or not bodies else 0)


if __name__ == "__main__":
    main(sys.argv[1])
