"""evidence.py [--rounds N] [--rows N] [--most N] [--write]: how long evidence takes beside other programs, in turns, in one run.

It makes a table of completions, imports it beside the `sqlite3` shell that only loads and indexes it, verifies the log
beside `openssl dgst -sha256` over the bytes that were hashed, reads xAPI statements beside Ralph, a record store by others, that
is given the same by HTTP, and appends small batches beside a bare loop of writes that are forced to the disk. `--most` rows are
imported once, for time and memory (nought leaves that out). What counts is the middle of the ratios within rounds. `--write`
puts the tables into docs/performance.md. A benchmark, never a test with a clock: it fails only when something else than a
time is wrong. It needs a release build of bona, Debian's `sqlite3` and `openssl`, Python's `cryptography`, and for Ralph
the folder `tests/.tools/python` that tests/run makes.
"""

import argparse
import base64
import datetime
import http.client
import json
import os
import pathlib
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(HERE / "tests/oracles"))

import vault  # noqa: E402

PAGE = HERE / "docs/performance.md"
MARKS = ("<!-- evidence: begin -->", "<!-- evidence: end -->")
FIRST = datetime.date(2015, 1, 1)
MAPPING = """(format: 1, system: "Made to be measured", who: StaffNumber("Number"), name: ["First", "Last"],
    course: (column: "Course", is: ["First contact"]),
    state: (column: "State", passed: [], completed: ["Complete"], failed: [], nothing: []),
    when: (column: "Day", order: YearFirst), score: (column: "Grade", scale: Percent))"""
BATCH, BATCHES = 500, 24
# What a forced write takes at least on a disk that is made slow, in milliseconds: as one did on this machine at another time, and
# about what a plain solid-state disk or a disk with a platter needs. Where it costs next to nothing a ratio to it says little.
FORCED = 5
STATEMENTS = 20_000
# Ralph reads its whole file again for each request, so it is given what it is fastest at: of 500 to 10,000, so many.
TO_RALPH = 4_000
CMI5 = "https://w3id.org/xapi/cmi5/context/categories/"


def table(path, rows, seed):
    """Completions of six fields: each person has ten, on days of their own."""
    people = max(1, rows // 10)
    with open(path, "w", encoding="utf-8") as out:
        out.write("Number,First,Last,Course,State,Day,Grade\n")
        for row in range(rows):
            person, time_round = row % people, row // people
            day = FIRST + datetime.timedelta(days=365 * time_round + person % 300)
            out.write(f"{seed}{person:07d},Ann,Example{person},First contact,Complete,{day},{60 + person % 40}\n")


def statements(path, count):
    """What cmi5 says of so many learners who completed."""
    with open(path, "w", encoding="utf-8") as out:
        for number in range(count):
            statement = {
                "id": f"{number:08x}-0000-4000-8000-000000000000",
                "actor": {"account": {"homePage": "https://lms.elm.example", "name": f"a{number}"}},
                "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
                "object": {"id": "https://elm.example/first_contact/au/main"},
                "result": {"completion": True, "duration": "PT20M"},
                "timestamp": "2026-11-03T14:02:11Z",
                "context": {
                    "registration": f"{number:08x}-0000-4000-8000-000000000001",
                    "contextActivities": {"category": [{"id": CMI5 + "cmi5"}, {"id": CMI5 + "moveon"}]},
                },
            }
            out.write(json.dumps(statement) + "\n")


def run(command, cwd=None, stdin=None, **variables):
    """Seconds, seconds of the processor, and the most memory in MiB, of a command."""
    # Nothing of what the caller has set for bona: its own store would be written to.
    around = {name: value for name, value in os.environ.items() if not name.startswith("BONA_")}
    # What was copied or made before is on the disk by now, so that nobody waits for it who is measured.
    os.sync()
    begun = time.monotonic()
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen([str(part) for part in command], cwd=cwd, stdin=stdin or subprocess.DEVNULL, stdout=said,
                                 stderr=said, env={**around, **variables})
        _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - begun
        said.seek(0)
        text = said.read().decode(errors="replace")
        if os.waitstatus_to_exitcode(status) != 0:
            sys.exit(f"{command}: {text[-2000:]}")
    return {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1024, "text": text}


class Bench:
    def __init__(self, folder, bona):
        self.folder, self.bona = folder, bona
        self.ratios, self.walls = {}, {}

    def store(self, name):
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        run([self.bona, "evidence", "init", "--organisation", "Elm"], cwd=folder)
        return folder

    def ours(self, folder, *words, **variables):
        return run([self.bona, "evidence", *words], cwd=folder, **variables)

    def imported(self, folder, paths, rows, **variables):
        used = self.ours(folder, "import", *paths, "--kind", "table", "--mapping", self.folder / "map.ron", "--course",
                         "first_contact", "--apply", **variables)
        if used["text"].count(f"Recorded {rows} completions") != len(paths):
            sys.exit(used["text"])
        return used

    def note(self, name, used):
        self.walls.setdefault(name, []).append(used)

    def against(self, name, peer, ours, theirs):
        self.note(name, ours)
        self.note(peer, theirs)
        self.ratios.setdefault((name, peer), []).append(ours["wall"] / theirs["wall"])


def loaded(bench, path):
    """What the sqlite3 shell needs to load the same file, with one index and nothing else."""
    (bench.folder / "peer.db").unlink(missing_ok=True)
    script = bench.folder / "load.sql"
    script.write_text(
        ".mode csv\nCREATE TABLE row (number TEXT, first TEXT, last TEXT, course TEXT, state TEXT, day TEXT, grade TEXT);\n"
        f".import --skip 1 {path} row\nCREATE INDEX row_number ON row (number, course, day);\n")
    with open(script, encoding="utf-8") as stdin:
        return run(["sqlite3", bench.folder / "peer.db"], stdin=stdin)


def hashed(folder, path):
    """Puts all leaves, salts and bodies of a store into one file: the bytes that are hashed to verify it."""
    bodies, _, wrong = vault.texts(folder / "evidence.bona")
    if wrong:
        sys.exit(str(wrong[:3]))
    with sqlite3.connect(folder / "evidence.bona") as store, open(path, "wb") as out:
        for (leaf,) in store.execute("SELECT bytes FROM leaf"):
            out.write(leaf)
        for _, _, salt, body in bodies:
            out.write(salt + body)
    return path.stat().st_size


BARE = """import os, sys, time
begun, cpu = time.monotonic(), time.process_time()
file = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
for _ in range(int(sys.argv[3])):
    os.write(file, b"x" * int(sys.argv[2]))
    os.fdatasync(file)
print(time.monotonic() - begun, time.process_time() - cpu)
"""


def bare(folder, rows, batches, **variables):
    """A loop that writes as much as small batches do, and forces each to the disk; of one batch."""
    said = run([sys.executable, "-c", BARE, folder / "bare.bin", rows * 700, batches], **variables)["text"]
    return {**dict(zip(("wall", "cpu"), (float(part) / batches for part in said.split()))), "memory": 0}


# Loaded before a program's own library: what is forced to the disk takes so long at least.
SLOW = """#define _GNU_SOURCE
#include <dlfcn.h>
#include <poll.h>
int fsync(int file) { poll(0, 0, MILLISECONDS); return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(file); }
int fdatasync(int file) { poll(0, 0, MILLISECONDS); return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(file); }
"""


def slow(folder):
    """The library by which the disk of one command is slow."""
    library = folder / "slow.so"
    subprocess.run(["cc", "-shared", "-fPIC", f"-DMILLISECONDS={FORCED}", "-x", "c", "-", "-o", library, "-ldl"], input=SLOW,
                   text=True, check=True)
    return {"LD_PRELOAD": str(library)}


def small(bench, rounds):
    """Durable batches of 500 into a small store and into a large one, beside the bare loop: many files in one run, less a
    run of one file, which is told by itself. Once as this disk is, and once as one that makes both wait."""
    disks = [("", "5", {}), (f", {FORCED} ms forced", "6", slow(bench.folder))]
    for store, folder in [("empty store", bench.store("empty")), ("large store", bench.folder / "large")]:
        for disk, seed, variables in disks:
            name = store + disk
            for number in range(rounds):
                files = [bench.folder / f"small{place}.csv" for place in range(BATCHES + 1)]
                for place, path in enumerate(files):
                    table(path, BATCH, seed=f"{seed}{8 if 'empty' in name else 9}{number:02d}{place:02d}")
                alone = bench.imported(folder, files[:1], BATCH, **variables)
                bench.note(f"a whole run for one small batch, {name}", alone)
                many = bench.imported(folder, files[1:], BATCH, **variables)
                each = {key: max(many[key] - alone[key], 0) / (BATCHES - 1) for key in ("wall", "cpu")}
                theirs = bare(bench.folder, BATCH, BATCHES - 1, **variables)
                bench.against(f"small batch, {name}", f"write and force, {name}", {**each, "memory": 0}, theirs)


def spent(process):
    """Seconds of the processor that a running process has had, to a hundredth."""
    fields = pathlib.Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def ralph(folder):
    """Seconds that Ralph takes for statements in batches of 500 over HTTP, by one client that keeps its connection."""
    python = HERE / "tests/.tools/python/bin/python3"
    server = subprocess.Popen([python, HERE / "tests/oracles/ralph.py", "--serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              text=True)
    try:
        address = server.stdout.readline().strip().removeprefix("http://")
        client = http.client.HTTPConnection(address, timeout=120)
        password = base64.b64encode(b"player:made-up").decode()
        headers = {"Authorization": f"Basic {password}", "X-Experience-API-Version": "1.0.3", "Content-Type": "application/json"}
        lines = (folder / "statements.jsonl").read_text(encoding="utf-8").splitlines()[:TO_RALPH]
        begun, before = time.monotonic(), spent(server.pid)
        for place in range(0, len(lines), BATCH):
            client.request("POST", "/xAPI/statements/", f"[{','.join(lines[place:place + BATCH])}]", headers)
            answer = client.getresponse()
            answer.read()
            if answer.status not in (200, 204):
                sys.exit(f"Ralph answers {answer.status}")
        return {"wall": time.monotonic() - begun, "cpu": spent(server.pid) - before, "memory": 0}
    finally:
        server.stdin.close()
        server.wait(timeout=30)


def recorded(bench, rounds):
    """Statements from a file into an empty store and into a large one, and as many to Ralph, in turns."""
    statements(bench.folder / "statements.jsonl", STATEMENTS)
    xapi = ["import", bench.folder / "statements.jsonl", "--kind", "xapi", "--course", "first_contact", "--apply"]
    shutil.copytree(bench.folder / "large", bench.folder / "kept")
    for number in range(rounds):
        for place in ["empty", "large"]:
            folder = bench.store("xapi") if place == "empty" else bench.folder / "large"
            if place == "large" and number:
                shutil.rmtree(folder)
                shutil.copytree(bench.folder / "kept", folder)
            used = bench.ours(folder, *xapi)
            if f"Recorded {STATEMENTS} completions" not in used["text"]:
                sys.exit(used["text"])
            bench.note(f"xAPI into the {place} store", used)
        bench.note("xAPI to Ralph", ralph(bench.folder))


def measure(bench, rows, rounds, most):
    (bench.folder / "map.ron").write_text(MAPPING)
    tenth, whole = bench.folder / "tenth.csv", bench.folder / "whole.csv"
    table(tenth, rows // 10, seed=1)
    table(whole, rows, seed=2)
    for _ in range(rounds):
        folder = bench.store("tenth")
        bench.note("import, a tenth", bench.imported(folder, [tenth], rows // 10))
        folder = bench.store("large")
        bench.against("import", "sqlite3 loads it", bench.imported(folder, [whole], rows), loaded(bench, whole))
    # HChaCha20 in Python is slow, so what is hashed is taken from the tenth.
    size = hashed(bench.folder / "tenth", bench.folder / "hashed.bin")
    for _ in range(rounds):
        digest = lambda: run(["openssl", "dgst", "-sha256", bench.folder / "hashed.bin"])
        for name, threads in [("verify, one thread", "1"), ("verify, two threads", "2")]:
            ours = bench.ours(bench.folder / "tenth", "verify", RAYON_NUM_THREADS=threads)
            bench.against(name, f"openssl, {name}", ours, digest())
    small(bench, rounds)
    recorded(bench, rounds)
    for name in ("large", "kept", "tenth", "xapi", "empty"):
        shutil.rmtree(bench.folder / name)
    if most:
        table(bench.folder / "most.csv", most, seed=3)
        bench.note(f"import of {most:,} rows", bench.imported(bench.store("most"), [bench.folder / "most.csv"], most))
    return size


def middle(values):
    return statistics.median(values)


def told(bench, rows, size, rounds):
    cpu = next(line.split(":")[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8") if line.startswith("model name"))
    lines = [f"Measured {datetime.date.today()} on {os.cpu_count()} cores, {cpu}; load {os.getloadavg()[0]:.1f}; rounds: {rounds}; "
             f"rows: {rows:,}.", "",
             "| work | beside | ours, s | the other, s | how many times the other |", "| --- | --- | --- | --- | --- |"]
    for (name, peer), ratios in bench.ratios.items():
        ours, theirs = ([used["wall"] for used in bench.walls[key]] for key in (name, peer))
        spread = f"**{middle(ratios):.2f}** ({min(ratios):.2f}–{max(ratios):.2f})"
        lines.append(f"| {name} | {peer} | {middle(ours):.3f} | {middle(theirs):.3f} | {spread} |")
    lines += ["", "| work | wall, s | processor, s |", "| --- | --- | --- |"]
    for name, used in bench.walls.items():
        values = [middle([one[key] for one in used]) for key in ("wall", "cpu")]
        lines.append(f"| {name} | {values[0]:.3f} | {values[1]:.3f} |")
    # A program's peak counts what this one held when it began it, so only what is far larger is told.
    memory = {name: max(one["memory"] for one in used) for name, used in bench.walls.items() if name.startswith("import")}
    tenth, whole = (middle([one["wall"] for one in bench.walls[name]]) for name in ("import, a tenth", "import"))
    rates = lambda name, count: [count / one["wall"] for one in bench.walls[name]]
    empty, large = (rates(f"xAPI into the {place} store", STATEMENTS) for place in ("empty", "large"))
    peer = rates("xAPI to Ralph", TO_RALPH)
    times = lambda ours, theirs: middle([one / other for one, other in zip(ours, theirs)])
    held = "; ".join(f"{name} {value:.0f}" for name, value in memory.items())
    lines += ["", f"Ten times the rows took {whole / tenth:.1f} times as long. Hashed to verify {rows // 10:,} records: "
              f"{size / 1e6:.1f} MB. Memory at most, in MiB: {held}. Statements a second: {middle(empty):,.0f} into the empty store "
              f"({times(empty, peer):.1f} times Ralph), {middle(large):,.0f} into the large one "
              f"({times(large, empty):.2f} times the empty one), {middle(peer):,.0f} to Ralph."]
    return "\n".join(lines) + "\n"


def main():
    parse = argparse.ArgumentParser()
    parse.add_argument("--rounds", type=int, default=3)
    parse.add_argument("--rows", type=int, default=1_000_000)
    parse.add_argument("--most", type=int, default=5_000_000)
    parse.add_argument("--write", action="store_true")
    given = parse.parse_args()
    bona = HERE / "target/release/bona"
    if not bona.exists():
        sys.exit("build it first: cargo build --release -p bona")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(pathlib.Path(folder), bona)
        size = measure(bench, given.rows, given.rounds, given.most)
        text = told(bench, given.rows, size, given.rounds)
    print(text)
    if given.write:
        page = PAGE.read_text(encoding="utf-8")
        before, _, rest = page.partition(MARKS[0])
        _, _, after = rest.partition(MARKS[1])
        PAGE.write_text(f"{before}{MARKS[0]}\n\n{text}\n{MARKS[1]}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
