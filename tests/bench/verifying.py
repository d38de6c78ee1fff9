"""verifying.py [--rounds N] [--rows N] [--store FOLDER] [--engine FILE] [--write]: how long verifying takes.

Two figures are told apart. The arithmetic: leaves, tree and commitments of bytes that are in memory, by the program's own
engine (tests/bench/verifying.rs). The whole command: `bona evidence verify` of a store on the disk, which also reads the
database, opens what is sealed, and reads each record. Beside both `openssl dgst -sha256` hashes a file of the same bytes,
in turns, in one run; what counts is the middle of the ratios within rounds. `--write` puts the tables into
docs/performance.md; with `--store` the command is measured on a store that is there. A benchmark, never a test with a
clock. It needs a release build of bona, and Python's `cryptography`.
"""

import argparse
import datetime
import os
import pathlib
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

import evidence

MARKS = ("<!-- verifying: begin -->", "<!-- verifying: end -->")
middle = statistics.median


class Arithmetic:
    """The engine's own benchmark, asked a line at a time."""

    def __init__(self, program):
        self.child = subprocess.Popen([program or self.built()], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    @staticmethod
    def built():
        said = subprocess.run(["cargo", "bench", "-p", "bona-tests", "--bench", "verifying", "--no-run"], cwd=evidence.HERE,
                               capture_output=True, text=True, check=True).stderr
        return evidence.HERE / said.rsplit("(", 1)[1].split(")")[0]

    def ask(self, line):
        self.child.stdin.write(line + "\n")
        self.child.stdin.flush()
        return [float(number) for number in self.child.stdout.readline().split()]


class Table:
    def __init__(self):
        self.rows = {}

    def add(self, name, ours, theirs):
        self.rows.setdefault(name, []).append((*ours, *theirs))

    def lines(self):
        said = ["| what | ours, s; of the processor | openssl, s; of the processor | how many times | of the processor |",
                "| --- | --- | --- | --- | --- |"]
        for name, rounds in self.rows.items():
            wall, cpu, their_wall, their_cpu = (middle(column) for column in zip(*rounds))
            times = [ours / theirs for ours, _, theirs, _ in rounds]
            spent = [ours / theirs for _, ours, _, theirs in rounds]
            said.append(f"| {name} | {wall:.3f}; {cpu:.3f} | {their_wall:.3f}; {their_cpu:.3f} | **{middle(times):.2f}** "
                        f"({min(times):.2f}–{max(times):.2f}) | {middle(spent):.2f} ({min(spent):.2f}–{max(spent):.2f}) |")
        return said


def digest(path):
    used = evidence.run(["openssl", "dgst", "-sha256", path])
    return used["wall"], used["cpu"]


def filled(folder, bona, rows):
    """A store with so many records."""
    bench = evidence.Bench(folder, bona)
    (folder / "map.ron").write_text(evidence.MAPPING)
    store = bench.store("store")
    # In parts, so that the table is not all in memory at once.
    part = min(rows, 250_000)
    for number in range(rows // part):
        evidence.table(folder / "rows.csv", part, seed=10 + number)
        bench.imported(store, [folder / "rows.csv"], part)
    return store


def weight(store):
    """Bytes of all leaves, salts and bodies of a store. A box holds more: 24 and 16 bytes of its own, and of each body the
    name of its field, a nought byte and 4 bytes for the length."""
    with sqlite3.connect(store / "evidence.bona") as database:
        (leaves,) = database.execute("SELECT sum(length(bytes)) FROM leaf").fetchone()
        (boxes,) = database.execute("SELECT sum(length(parts) - 40 - length('who' || 'what') - 10) FROM vault").fetchone()
    return leaves + boxes


def records_of(store):
    with sqlite3.connect(store / "evidence.bona") as database:
        return database.execute("SELECT count(*) FROM vault").fetchone()[0]


def filler(source, path, size):
    """A file of so many bytes, of those that stand in another: what they say makes no difference to who hashes them."""
    # A piece at a time: the peak of a program that is begun counts what its parent ever held.
    with open(path, "wb") as out, open(source, "rb") as given:
        while out.tell() < size:
            block = given.read(min(1 << 20, int(size) - out.tell()))
            out.write(block)
            if not block:
                given.seek(0)


def read_of_one(store):
    """Microseconds that it takes to read 256 leaves out of the store, which is what a proof reads."""
    with sqlite3.connect(store / "evidence.bona") as database:
        (size,) = database.execute("SELECT size FROM head").fetchone()
        times = []
        for number in range(301):
            place = (number * 14_983) % size // 256 * 256
            begun = time.monotonic()
            database.execute("SELECT place, bytes, hash FROM leaf WHERE place >= ? ORDER BY place LIMIT 256", (place,)).fetchall()
            times.append((time.monotonic() - begun) * 1e6)
    return size, middle(times), max(times)


def measure(folder, rows, rounds, store, program):
    arithmetic, table = Arithmetic(program), Table()
    records, size = arithmetic.ask(f"bytes {folder / 'bytes'}")
    for _ in range(rounds):
        for threads, words in ((1, "one thread"), (2, "two threads")):
            table.add(f"the arithmetic, {words}", arithmetic.ask(f"verify {threads}"), digest(folder / "bytes"))
    leaves, usual, rare, most = arithmetic.ask("proofs")
    bona = evidence.HERE / "target/release/bona"
    store = store or filled(folder, bona, rows)
    filler(folder / "bytes", folder / "hashed", weight(store))
    memory = 0
    for _ in range(max(3, rounds // 2)):
        for core, words in (("0", "one core"), ("0,1", "two cores")):
            ours = evidence.run(["taskset", "-c", core, bona, "evidence", "verify"], cwd=store)
            memory = max(memory, ours["memory"])
            table.add(f"the whole command, {words}", (ours["wall"], ours["cpu"]), digest(folder / "hashed"))
    kept, one, worst = read_of_one(store)
    cpu = next(line.split(":")[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8") if line.startswith("model name"))
    load = os.getloadavg()[0]
    return "\n".join([
        f"Measured {datetime.date.today()} on {os.cpu_count()} cores, {cpu}; load {load:.1f}; rounds: {rounds}.", "",
        *table.lines(), "",
        f"Hashed: {records:,.0f} records of {size / records:.0f} bytes for the arithmetic, {records_of(store):,} for the command. Memory at "
        f"most of the command: {memory:.0f} MiB.", "",
        f"A proof in {leaves:,.0f} leaves, with the 256 leaves around it hashed anew: {usual:.0f} millionths of a second, "
        f"{rare:.0f} in one of a hundred, {most:.0f} at most. Reading those 256 from a store of {kept:,} leaves, by Python: "
        f"{one:.0f}, {worst:.0f} at most."]) + "\n"


def main():
    parse = argparse.ArgumentParser()
    parse.add_argument("--rounds", type=int, default=9)
    parse.add_argument("--rows", type=int, default=1_000_000)
    parse.add_argument("--store", type=pathlib.Path)
    parse.add_argument("--engine", type=pathlib.Path, help="tests/bench/verifying.rs, where it is built already")
    parse.add_argument("--write", action="store_true")
    given = parse.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        text = measure(pathlib.Path(folder), given.rows, given.rounds, given.store, given.engine)
    print(text)
    if given.write:
        page = evidence.PAGE.read_text(encoding="utf-8")
        before, _, rest = page.partition(MARKS[0])
        _, _, after = rest.partition(MARKS[1])
        evidence.PAGE.write_text(f"{before}{MARKS[0]}\n\n{text}\n{MARKS[1]}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
