"""pulled.py BONA FOLDER: `bona evidence pull` asks Ralph, a learning record store by others, over HTTP and TLS.

A thousand made-up learners and what the browser suite left in FOLDER are posted to Ralph in two halves and pulled after
each. What must be recorded is reckoned here from the text of cmi5, and what is pulled must be what an import of the same
statements gives. Then a server stands between the two that counts, breaks and lies; the program is killed at each of its
requests. Invariant: in the same run a wrong password, a strange certificate and each broken answer are refused.
"""

import base64
import collections
import datetime
import http.server
import ipaddress
import json
import os
import pathlib
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.request

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HERE = pathlib.Path(__file__).parent
LEARNERS = 1000
VERBS = "http://adlnet.gov/expapi/verbs/"
CATEGORIES = "https://w3id.org/xapi/cmi5/context/categories/"
AUTHORIZATION = "Basic " + base64.b64encode(b"player:made-up").decode()


def said(learner, step, verb, defined=True, scaled=None):
    """A statement as a cmi5 course says it; `step` makes its id another than that of the learner's others."""
    statement = {
        "id": f"00000000-0000-4000-8{step:03}-{learner:012}",
        "actor": {"objectType": "Agent", "name": f"Learner {learner}", "account": {"homePage": "https://lms.example", "name": f"{learner:05}"}},
        "verb": {"id": VERBS + verb},
        "object": {"id": f"https://lms.example/launch/{learner}"},
        "context": {
            "registration": f"10000000-0000-4000-8000-{learner:012}",
            "contextActivities": {"grouping": [{"id": "https://bona.example/courses/first_contact/au/main"}]},
        },
        "timestamp": f"2026-11-{1 + learner % 20:02}T10:{learner % 60:02}:{step:02}.000Z",
    }
    if defined:
        statement["context"]["contextActivities"]["category"] = [{"id": CATEGORIES + "cmi5"}, {"id": CATEGORIES + "moveon"}]
    if scaled is not None:
        statement["result"] = {"score": {"scaled": scaled}}
    return statement


def learns(learner):
    """The statements of a learner in two halves, and the verdict that they come to: a name, or nothing."""
    kind = learner % 10
    done, passed = said(learner, 1, "completed"), said(learner, 2, "passed", scaled=0.9)
    if kind < 5:
        return [done, passed], [], "passed"
    if kind == 5:
        return [passed], [done], "passed"
    if kind == 6:
        return [done], [passed], "passed"
    if kind == 7:
        return [said(learner, 3, "failed", scaled=0.2)], [], "failed"
    if kind == 8:
        # What a course may say by the same verb beside what cmi5 defines counts for nothing.
        return [said(learner, 1, "completed", defined=False), passed], [], None
    return [], [done], "completed"


def run(bona, store, *words, wanted=0, password="made-up"):
    """Runs `bona evidence`; its output."""
    environment = {**os.environ, "BONA_STORE": str(store), "BONA_LRS_PASSWORD": password}
    environment.pop("BONA_KEYS", None)
    ran = subprocess.run([bona, "evidence", *words], env=environment, capture_output=True, text=True, check=False, timeout=300)
    if ran.returncode != wanted:
        sys.exit(f"{words} left with {ran.returncode}, not {wanted}: {ran.stdout}{ran.stderr}")
    if "made-up" in ran.stdout + ran.stderr:
        sys.exit(f"{words} prints the password")
    return ran.stdout + ran.stderr


def pull(bona, store, address, *more, wanted=0, password="made-up", course="first_contact"):
    """Pulls, and records."""
    words = ["pull", "--from", address, "--user", "player", "--course", course, *more, "--apply"]
    return run(bona, store, *words, wanted=wanted, password=password)


def begun(bona, folder):
    """A new store."""
    folder.mkdir()
    run(bona, folder / "evidence.bona", "init", "--organisation", "Elm Street Surgery")
    return folder / "evidence.bona"


def matrix(bona, store):
    """What the store says of everybody, without what is another in each store."""
    found = json.loads(run(bona, store, "matrix", "--output", "json"))["completions"]
    own = ("learners", "leaf", "person", "recorded", "system")
    return sorted(json.dumps({key: value for key, value in line.items() if key not in own}, sort_keys=True) for line in found)


def verdicts(bona, store):
    """How many verdicts of which kind the matrix shows."""
    return collections.Counter(json.loads(line)["verdict"] for line in matrix(bona, store))


def post(ralph, statements):
    """Hands statements to Ralph."""
    for at in range(0, len(statements), 500):
        body = json.dumps(statements[at : at + 500]).encode()
        headers = {"Authorization": AUTHORIZATION, "X-Experience-API-Version": "1.0.3", "Content-Type": "application/json"}
        request = urllib.request.Request(f"{ralph}/xAPI/statements/", body, headers)
        with urllib.request.urlopen(request) as answer:
            answer.read()


class Between(http.server.BaseHTTPRequestHandler):
    """Hands each request on to Ralph, and counts; `server.odd` may answer in its place."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.count += 1
        if self.server.odd and self.server.odd(self, self.server.count):
            return
        names = ("authorization", "x-experience-api-version", "accept")
        headers = {name: self.headers[name] for name in names if self.headers[name]}
        try:
            with urllib.request.urlopen(urllib.request.Request(self.server.ralph + self.path, headers=headers)) as answer:
                self.says(answer.status, answer.read())
        except urllib.error.HTTPError as fault:
            self.says(fault.code, fault.read())

    def says(self, status, body, headers=(), length=None):
        """Answers."""
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def breaks_off(self, body=None):
        """Sends less than it says, or nothing, and hangs up."""
        if body is not None:
            self.says(200, body, length=len(body) + 9)
            self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    """Says nothing of clients that hang up: that is what is tried."""

    daemon_threads = True

    def handle_error(self, *_):
        pass


def between(ralph, odd=None, certificate=None):
    """Such a server; its address is `server.address`."""
    server = Server(("127.0.0.1", 0), Between)
    server.ralph, server.odd, server.count, scheme = ralph, odd, 0, "http"
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    server.address = f"{scheme}://127.0.0.1:{server.server_port}/xAPI"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def certified(folder, name, address):
    """A certificate that signs itself, for an address; the file of it and its key, and the file of it alone."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.timezone.utc)
    made = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
    made = made.not_valid_after(now + datetime.timedelta(days=2))
    made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))]), False)
    made = made.add_extension(x509.BasicConstraints(ca=False, path_length=None), True).sign(key, hashes.SHA256())
    public = made.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / f"{name}.pem").write_bytes(public)
    (folder / f"{name}.both").write_bytes(public + private)
    return folder / f"{name}.both", folder / f"{name}.pem"


def two_halves(bona, ralph, work):
    """Everybody is pulled as cmi5 says, by one pull or by two; the statements that were posted."""
    learners = [learns(learner) for learner in range(LEARNERS)]
    first, second = [one for half, _, _ in learners for one in half], [one for _, half, _ in learners for one in half]
    expected = collections.Counter(verdict for _, _, verdict in learners if verdict)
    store = begun(bona, work / "two")
    post(ralph, first)
    pull(bona, store, f"{ralph}/xAPI")
    early = verdicts(bona, store)
    if early != {"passed": LEARNERS // 2, "failed": LEARNERS // 10, "completed": LEARNERS // 10}:
        sys.exit(f"the first half comes to {early}")
    post(ralph, second)
    pull(bona, store, f"{ralph}/xAPI")
    if verdicts(bona, store) != expected:
        sys.exit(f"two halves come to {verdicts(bona, store)}, not {expected}")
    if "nothing new to record" not in pull(bona, store, f"{ralph}/xAPI"):
        sys.exit("a third pull records something anew")
    at_once = begun(bona, work / "once")
    pull(bona, at_once, f"{ralph}/xAPI", "--save", str(work / "saved.jsonl"))
    given = work / "given.json"
    given.write_text(json.dumps(first + second), encoding="utf-8")
    for name, file in (("given", given), ("saved", work / "saved.jsonl")):
        imported = begun(bona, work / name)
        run(bona, imported, "import", str(file), "--kind", "xapi", "--course", "first_contact", "--apply")
        if matrix(bona, imported) != matrix(bona, at_once):
            other = sorted(set(matrix(bona, imported)) ^ set(matrix(bona, at_once)))[:2]
            sys.exit(f"an import of what was {name} gives something else than a pull: {other}")
    if matrix(bona, at_once) != matrix(bona, store):
        sys.exit("one pull gives something else than two")
    return len(first) + len(second)


def played(bona, ralph, work, folder):
    """What our own player said in the browser suite is pulled as it is imported."""
    files, found = sorted(pathlib.Path(folder).glob("*_statements.json")), 0
    for file in files:
        statements = json.loads(file.read_text(encoding="utf-8"))
        post(ralph, statements)
        # Of what is said outside cmi5 nothing counts, whichever way it comes.
        [activity] = {one["object"]["id"] for one in statements if one["verb"]["id"] == VERBS + "completed"}
        ways = ("pulled", "imported")
        pulled, imported = (begun(bona, work / f"{way}-{file.stem}") for way in ways)
        about = ("--activity", activity)
        pull(bona, pulled, f"{ralph}/xAPI", *about, course="reference")
        run(bona, imported, "import", str(file), "--kind", "xapi", "--course", "reference", *about, "--apply")
        if matrix(bona, imported) != matrix(bona, pulled):
            sys.exit(f"{file}: an import gives something else than a pull: {matrix(bona, imported)}, {matrix(bona, pulled)}")
        found += len(matrix(bona, imported))
    if not files or not found:
        sys.exit(f"the browser suite left no completion in {folder}")
    return found


def killed(bona, ralph, work):
    """The program is killed at each request; then it is run again, and all is there once."""
    expected = collections.Counter(verdict for _, _, verdict in map(learns, range(LEARNERS)) if verdict)
    counting = between(ralph)
    pull(bona, begun(bona, work / "counted"), counting.address)
    requests = counting.count
    for at in sorted({1, 2, requests // 2, requests - 1, requests}):
        store, reached = begun(bona, work / f"killed-{at}"), threading.Event()

        def odd(_, count, at=at, reached=reached):
            if count < at:
                return False
            reached.set()
            return True

        server = between(ralph, odd)
        words = ["pull", "--from", server.address, "--user", "player", "--course", "first_contact", "--apply"]
        environment = {**os.environ, "BONA_STORE": str(store), "BONA_LRS_PASSWORD": "made-up"}
        program = subprocess.Popen([bona, "evidence", *words], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if not reached.wait(120):
            sys.exit(f"there was no request {at}")
        program.kill()
        program.wait()
        server.shutdown()
        pull(bona, store, f"{ralph}/xAPI")
        if verdicts(bona, store) != expected:
            sys.exit(f"killed at request {at}, it comes to {verdicts(bona, store)}")
        run(bona, store, "verify")
    return requests


def refused(bona, ralph, work):
    """What must be refused, each with nothing recorded; how many did."""
    store = begun(bona, work / "refused")
    body = json.dumps({"statements": [said(1, 1, "completed")], "more": ""}).encode()
    strange, other = certified(work, "strange", "127.0.0.1"), certified(work, "other", "127.0.0.2")
    elsewhere = between(ralph)
    page = json.dumps({"statements": [], "more": f"{elsewhere.address}/statements?a=b"}).encode()
    cases = [
        ("a short body", lambda own, _: own.breaks_off(body) or True, "broke off"),
        ("another server", lambda own, _: own.says(200, page) or True, "leads to another server"),
        ("a redirect", lambda own, _: own.says(302, b"", [("Location", elsewhere.address)]) or True, "leads to another server"),
        ("a page to sign in", lambda own, _: own.says(200, b"<!doctype html>") or True, "cannot be read"),
        ("an endless answer", lambda own, _: own.says(200, b" " * 33_000_000) or True, "longer than 32 MB"),
        ("no answer", lambda own, _: own.breaks_off() or True, "broke off"),
    ]
    judged = 0
    for what, odd, why in cases:
        server = between(ralph, odd)
        if why not in pull(bona, store, server.address, wanted=2):
            sys.exit(f"{what}: it is not said that {why}")
        server.shutdown()
        judged += 1
    if elsewhere.count:
        sys.exit("the password went to another server")
    for wanted, words in [
        ("answers 401", [f"{ralph}/xAPI"]),
        ("answers 404", [f"{ralph}/nowhere"]),
        ("not trusted", [between(ralph, certificate=strange[0]).address]),
        ("not trusted", [between(ralph, certificate=strange[0]).address, "--ca", str(other[1])]),
        ("not trusted", [between(ralph, certificate=other[0]).address, "--ca", str(other[1])]),
        ("does not take the connection", ["http://127.0.0.1:9/xAPI"]),
        ("--insecure-http", ["http://lrs.example/xAPI"]),
    ]:
        password = "wrong" if wanted == "answers 401" else "made-up"
        if wanted not in pull(bona, store, *words, wanted=2, password=password):
            sys.exit(f"{words}: it is not said that it {wanted}")
        judged += 1
    if matrix(bona, store):
        sys.exit("something was recorded of what was refused")
    server = between(ralph, certificate=strange[0])
    pull(bona, store, server.address, "--ca", str(strange[1]))
    if not matrix(bona, store):
        sys.exit("nothing was recorded by a certificate that is trusted")
    return judged


def main(bona, folder):
    """Serves Ralph, and judges."""
    serving = [sys.executable, str(HERE / "ralph.py"), "--serve"]
    ralph = subprocess.Popen(serving, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        address = ralph.stdout.readline().strip()
        with tempfile.TemporaryDirectory() as work:
            work = pathlib.Path(work)
            told = two_halves(bona, address, work)
            requests = killed(bona, address, work)
            judged = refused(bona, address, work)
            found = played(bona, address, work, folder)
    finally:
        ralph.stdin.close()
        ralph.wait(30)
    print(f"{told} statements of {LEARNERS} learners were pulled from Ralph in {requests} requests; {judged} pulls were refused")
    print(f"{judged + found + 3} passed, 0 failed")


main(str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2])
