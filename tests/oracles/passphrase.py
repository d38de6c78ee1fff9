"""passphrase.py BONA: keys under a passphrase, judged by openssl, at a true terminal, and read from docs/evidence.md alone.

openssl reads what the program wrote and the program what openssl wrote; a wrong passphrase is refused by both, and so is
a file in which one byte was changed, or that openssl made in a way which the page does not name.
"""

import base64
import hashlib
import os
import pathlib
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import termios

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

RIGHT, WRONG, NEXT = "correct horse battery", "wrong horse battery", "düne staple Øl now"


class Desk:
    def __init__(self, folder, bona):
        self.folder, self.bona = folder, bona
        for name, text in (("right", RIGHT), ("wrong", WRONG), ("next", NEXT)):
            (folder / name).write_text(f"{text}\n", encoding="utf-8")
            (folder / name).chmod(0o600)

    def run(self, *arguments, **variables):
        environment = {key: value for key, value in os.environ.items() if not key.startswith("BONA_")}
        return subprocess.run(
            [self.bona, *arguments],
            cwd=self.folder,
            env={**environment, **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    def expect(self, value, *arguments, **variables):
        ran = self.run(*arguments, **variables)
        if ran.returncode != value:
            sys.exit(f"{arguments}: left with {ran.returncode}, not {value}\n{ran.stdout}{ran.stderr}")
        return ran.stdout + ran.stderr

    def key(self, name):
        return self.folder / "evidence.bona.keys" / name

    def openssl(self, *arguments):
        return subprocess.run(["openssl", *arguments], cwd=self.folder, capture_output=True).returncode == 0

    def typed(self, arguments, *lines):
        """Types each line where the program asks for one; gives the exit value and all that the terminal showed."""
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(self.folder)
            signal.alarm(60)
            os.execv(self.bona, [self.bona, *arguments])
        shown, waiting = b"", list(lines)
        while True:
            try:
                got = os.read(terminal, 4096)
            except OSError:
                break
            if not got:
                break
            shown += got
            if waiting and re.search(rb"(stop\)|chance|more): $", shown):
                # What is typed before nothing is shown any more is thrown away.
                while termios.tcgetattr(terminal)[3] & termios.ECHO:
                    select.select([], [], [], 0.01)
                os.write(terminal, waiting.pop(0).encode() + b"\n")
                shown += b"<typed>"
        _, status = os.waitpid(child, 0)
        os.close(terminal)
        return os.waitstatus_to_exitcode(status), shown.decode("utf-8")


def der(data):
    """The values of DER, one behind another, sequences as lists."""
    found = []
    while data:
        tag, length, data = data[0], data[1], data[2:]
        if length & 0x80:
            count = length & 0x7F
            length, data = int.from_bytes(data[:count], "big"), data[count:]
        inside, data = data[:length], data[length:]
        found.append(der(inside) if tag == 0x30 else inside)
    return found


def read(path, passphrase):
    """What stands under a passphrase in a file, by docs/evidence.md: salt, rounds, and the text."""
    lines = path.read_text(encoding="ascii").splitlines()
    [[[_, [[_, [salt, rounds, _]], [_, iv]]], sealed]] = der(base64.b64decode("".join(lines[1:-1])))
    rounds = int.from_bytes(rounds, "big")
    key = hashlib.pbkdf2_hmac("sha256", passphrase.encode(), salt, rounds)
    cipher = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    plain = cipher.update(sealed) + cipher.finalize()
    return salt, rounds, plain[: -plain[-1]]


def by_openssl(desk):
    desk.expect(0, "evidence", "init", "--organisation", "Elm", "--passphrase-file", "right")
    desk.expect(0, "keys", "new", "badge", "--passphrase-file", "right")
    for name in ("log.key", "badge.key"):
        path = str(desk.key(name))
        if not desk.openssl("pkey", "-in", path, "-passin", "file:right", "-noout"):
            sys.exit(f"openssl does not read {name}")
        if desk.openssl("pkey", "-in", path, "-passin", "file:wrong", "-noout"):
            sys.exit(f"openssl takes a wrong passphrase for {name}")
    salts = {read(desk.key(name), RIGHT)[:2] for name in ("log.key", "vault.key", "pseudonym.key")}
    if len(salts) != 1 or next(iter(salts))[1] < 600_000:
        sys.exit(f"salts and rounds: {salts}")
    for name in ("vault.key", "pseudonym.key"):
        text = read(desk.key(name), RIGHT)[2]
        digits = re.fullmatch(rb"([0-9a-f]{64}\n)([0-9a-f]{64})", text)
        if not digits or hashlib.sha256(digits[1]).hexdigest().encode() != digits[2]:
            sys.exit(f"{name} is not what the page says")
    # What openssl wrote, in each way that the page names.
    whole = desk.key("log.key").read_bytes()
    for digest in ("hmacWithSHA1", "hmacWithSHA256", "hmacWithSHA384", "hmacWithSHA512"):
        made = ("-topk8", "-v2", "aes-256-cbc", "-v2prf", digest, "-out", "made.key", "-passout", f"pass:{RIGHT}")
        if not desk.openssl("pkcs8", "-in", str(desk.key("log.key")), "-passin", "file:right", *made):
            sys.exit(f"openssl writes no key with {digest}")
        desk.key("log.key").write_bytes((desk.folder / "made.key").read_bytes())
        desk.expect(0, "keys", "rotate", "log", "--passphrase-file", "right")
        desk.expect(2, "keys", "rotate", "log", "--passphrase-file", "wrong")
    for other in (("-scrypt",), ("-v2", "aes-128-cbc"), ("-v1", "PBE-SHA1-3DES")):
        made = (*other, "-out", "made.key", "-passout", f"pass:{RIGHT}")
        if desk.openssl("pkcs8", "-topk8", "-in", str(desk.key("log.key")), "-passin", "file:right", *made):
            desk.key("badge.key").write_bytes((desk.folder / "made.key").read_bytes())
            if "in a way that is not read here" not in desk.expect(1, "keys", "list", "--passphrase-file", "right"):
                sys.exit(f"{other} is not refused")
    desk.key("badge.key").unlink()
    desk.key("badge.did").unlink()
    desk.key("log.key").write_bytes(whole)


def refused(desk):
    """Without the passphrase, with a wrong one, and with one byte changed nothing is done."""
    verify = ("evidence", "verify")
    if "vault.key` is under a passphrase, and none was given" not in desk.expect(2, *verify):
        sys.exit("verify does not say what it wants")
    if "that BONA_PASSPHRASE holds" not in desk.expect(2, *verify, BONA_PASSPHRASE=WRONG):
        sys.exit("verify does not say which passphrase was wrong")
    desk.expect(0, *verify, BONA_PASSPHRASE=RIGHT)
    desk.expect(0, "evidence", "doctor", "--passphrase-file", "right")
    whole = desk.key("vault.key").read_text(encoding="ascii")
    lines = whole.splitlines(keepends=True)
    sealed = bytearray(base64.b64decode("".join(lines[1:-1])))
    noticed = 0
    for place in range(0, len(sealed), 3):
        spoilt = bytes(sealed[:place]) + bytes([sealed[place] ^ 1]) + bytes(sealed[place + 1 :])
        text = base64.encodebytes(spoilt).decode().replace("\n", "")
        body = "\n".join(text[at : at + 64] for at in range(0, len(text), 64))
        desk.key("vault.key").write_text(f"{lines[0]}{body}\n{lines[-1]}", encoding="ascii")
        noticed += desk.run(*verify, BONA_PASSPHRASE=RIGHT).returncode == 2
    desk.key("vault.key").write_text(whole, encoding="ascii")
    changed = len(range(0, len(sealed), 3))
    if noticed != changed:
        sys.exit(f"of {changed} changed bytes {noticed} were noticed")
    return noticed


def at_a_terminal(desk):
    """The passphrase is asked for, again when it is wrong, and never shown."""
    value, shown = desk.typed(("evidence", "verify"), WRONG, RIGHT)
    if value != 0 or "That is not it." not in shown or "verifies" not in shown:
        sys.exit(f"at a terminal: left with {value}: {shown}")
    value, shown = desk.typed(("evidence", "verify"), "")
    if value != 2 or "none was given" not in shown:
        sys.exit(f"with nothing typed: left with {value}: {shown}")
    value, shown = desk.typed(("keys", "rotate", "passphrase", "--apply"), RIGHT, NEXT, "something else")
    if value != 2 or "differ; nothing was written" not in shown:
        sys.exit(f"two that differ: left with {value}: {shown}")
    value, shown = desk.typed(("keys", "rotate", "passphrase", "--apply"), RIGHT, NEXT, NEXT)
    if value != 0 or any(secret in shown for secret in (RIGHT, NEXT)):
        sys.exit(f"changed at a terminal: left with {value}: {shown}")
    desk.expect(2, "evidence", "verify", "--passphrase-file", "right")
    desk.expect(0, "evidence", "verify", "--passphrase-file", "next")
    if not desk.openssl("pkey", "-in", str(desk.key("log.key")), "-passin", "file:next", "-noout"):
        sys.exit("openssl does not read the key under the new passphrase")
    desk.expect(0, "keys", "rotate", "passphrase", "--apply", "--no-passphrase", "--passphrase-file", "next")
    desk.expect(0, "evidence", "verify")
    if not desk.openssl("pkey", "-in", str(desk.key("log.key")), "-noout"):
        sys.exit("openssl does not read the key without a passphrase")


def main():
    bona = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(pathlib.Path(folder), bona)
        by_openssl(desk)
        noticed = refused(desk)
        at_a_terminal(desk)
    print(f"openssl and the program read each other's keys; {noticed} changed bytes were noticed; 1 passed, 0 failed")


main()
