"""certificates.py [--rounds N] [--people N] [--write]: how long certificates take in a batch, beside weasyprint.

One store of N people, all in one course; each form of certificate for all of them in one call, and all four together;
in turns with weasyprint, which makes a PDF of one page of the same words for the same people in one process. What counts
is the middle of the ratios within rounds. `--write` puts the table into docs/performance.md. A benchmark, never a test with
a clock: it fails only when something else than a time is wrong. Judged before anything is timed: the same call gives the
same bytes twice, and the program verifies each certificate. It needs a release build of bona; weasyprint comes from PyPI
into a folder of its own.
"""

import argparse
import datetime
import hashlib
import os
import pathlib
import shutil
import statistics
import sys
import tempfile

import evidence

MARKS = ("<!-- certificates: begin -->", "<!-- certificates: end -->")
WEASYPRINT = "weasyprint==70.0"
FORMS = ["html", "json", "svg", "png"]
ALL = ",".join(FORMS)
NAMES = {"html": "page with badge and code", "json": "credential", "svg": "badge as SVG", "png": "badge as PNG", ALL: "all four"}
AT_MOST = 0.2

PEER = """
import html, pathlib, sys, time
from weasyprint import HTML
names = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
out = pathlib.Path(sys.argv[2])
page = '''<html lang="en-GB"><head><title>Certificate</title><style>@page{size:A4;margin:12mm}h1{font-size:2.4rem}
dt{color:#564b5a}</style></head><body><p>Certificate</p><h1>%s</h1><dl><dt>Course</dt><dd>first_contact</dd><dt>Reached</dt>
<dd>Completed the course and passed its test.</dd><dt>When</dt><dd>3 November 2026, by the learning system's clock</dd>
<dt>Edition</dt><dd>Not known</dd><dt>Recorded by</dt><dd>Elm Street Surgery</dd></dl><h2>What it rests on</h2>
<p>A learning system's record. Its own words: Completed (achieved pass grade).</p></body></html>'''
HTML(string=page % "first").write_pdf(out / "first.pdf")
begun, spent = time.monotonic(), time.process_time()
for number, name in enumerate(names):
    HTML(string=page % html.escape(name)).write_pdf(out / f"{number}.pdf")
print(time.monotonic() - begun, time.process_time() - spent)
"""


def install(folder):
    """weasyprint, in a Python of its own."""
    evidence.run([sys.executable, "-m", "venv", folder / "peer"])
    python = folder / "peer/bin/python3"
    evidence.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", WEASYPRINT])
    return python


def people(folder, count):
    """A report of Moodle's, of so many people who passed."""
    names = [f"Person {number} Example" for number in range(count)]
    lines = [',"ID number","Email address","First contact",""']
    lines += [
        f'"{name}","{number:06}","p{number}@elm.example","Completed (achieved pass grade)","2026-11-03 14:02:11"'
        for number, name in enumerate(names)
    ]
    (folder / "moodle.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "names").write_text("\n".join(names), encoding="utf-8")


class Bench:
    def __init__(self, folder, bona, count):
        self.folder, self.bona, self.count = folder, bona, count
        self.times, self.ratios = {}, {}

    def run(self, *arguments):
        return evidence.run([self.bona, *arguments], cwd=self.folder, SOURCE_DATE_EPOCH="1795305600")

    def begin(self):
        people(self.folder, self.count)
        self.run("evidence", "init", "--organisation", "Elm Street Surgery")
        self.run("evidence", "import", "moodle.csv", "--course", "first_contact", "--activity", "First contact", "--apply")
        self.run("keys", "new", "badge")

    def issue(self, forms, name="out"):
        """Seconds of the clock and of the processor for each person; starting and verifying the log are in it."""
        shutil.rmtree(self.folder / name, ignore_errors=True)
        used = self.run("certificate", "issue", "--all", "--as", forms, "--into", name)
        made = len(list((self.folder / name).glob("record-*")))
        if made != self.count * len(forms.split(",")):
            sys.exit(f"{made} files of {self.count} records as {forms}")
        return used["wall"] / self.count, used["cpu"] / self.count

    def peer(self, python):
        """The same for weasyprint, without its start and its first page, which are not counted."""
        out = self.folder / "pdf"
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        wall, cpu = evidence.run([python, "-c", PEER, self.folder / "names", out])["text"].split()[-2:]
        pages = [file for file in out.iterdir() if file.read_bytes().startswith(b"%PDF-")]
        if len(pages) != self.count + 1:
            sys.exit(f"weasyprint made {len(pages)} pages of {self.count + 1}")
        return float(wall) / self.count, float(cpu) / self.count

    def turn(self, python):
        peer = self.peer(python)
        self.times.setdefault("weasyprint", []).append(peer)
        for forms in [*FORMS, ALL]:
            own = self.issue(forms)
            self.times.setdefault(forms, []).append(own)
            self.ratios.setdefault(forms, []).append([ours / theirs for ours, theirs in zip(own, peer)])

    def sums(self, name):
        self.issue(ALL, name)
        return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in (self.folder / name).iterdir()}

    def judge(self):
        """How many certificates were believed, after all were made twice as the same bytes."""
        if self.sums("one") != self.sums("two"):
            sys.exit("the same call gave other bytes")
        keys = self.folder / "evidence.bona.keys"
        files = sorted((self.folder / "one").glob("record-*"))
        for start in range(0, len(files), 400):
            some = files[start : start + 400]
            said = self.run("certificate", "verify", "--key", keys / "log.vkey", "--badge-key", keys / "badge.did", *some)["text"]
            if said.count("` holds.") != len(some):
                sys.exit("a certificate is not believed")
        return len(files)


def told(bench, rounds, judged):
    cpu = next(line.split(":")[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8") if line.startswith("model name"))
    lines = [f"Measured {datetime.date.today()} on {os.cpu_count()} cores, {cpu}; load {os.getloadavg()[0]:.1f}; rounds: {rounds}; "
             f"{bench.count} people; {WEASYPRINT}.", "",
             "| what, for each person | ours, ms; of the processor | weasyprint's PDF, ms; of the processor | how many times | of the "
             "processor | at most |", "| --- | --- | --- | --- | --- | --- |"]
    milliseconds = lambda name: "; ".join(f"{1000 * statistics.median(column):.2f}" for column in zip(*bench.times[name]))
    spread = lambda ratios: f"{statistics.median(ratios):.3f}** ({min(ratios):.3f}–{max(ratios):.3f})"
    for forms, ratios in bench.ratios.items():
        walls, spent = (spread(column) for column in zip(*ratios))
        lines.append(f"| {NAMES[forms]} | {milliseconds(forms)} | {milliseconds('weasyprint')} | **{walls} | **{spent} | "
                     f"{'' if forms == ALL else AT_MOST} |")
    lines += ["", f"The same bytes twice, in two folders; {judged:,} certificates were verified, and each held."]
    return "\n".join(lines) + "\n"


def main():
    parse = argparse.ArgumentParser()
    parse.add_argument("--rounds", type=int, default=5)
    parse.add_argument("--people", type=int, default=300)
    parse.add_argument("--write", action="store_true")
    given = parse.parse_args()
    bona = evidence.HERE / "target/release/bona"
    if not bona.exists():
        sys.exit("build it first: cargo build --release -p bona")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        python = install(folder)
        bench = Bench(folder, bona, given.people)
        bench.begin()
        judged = bench.judge()
        for _ in range(given.rounds):
            bench.turn(python)
        text = told(bench, given.rounds, judged)
    print(text)
    if given.write:
        page = evidence.PAGE.read_text(encoding="utf-8")
        before, _, rest = page.partition(MARKS[0])
        _, _, after = rest.partition(MARKS[1])
        evidence.PAGE.write_text(f"{before}{MARKS[0]}\n\n{text}\n{MARKS[1]}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
