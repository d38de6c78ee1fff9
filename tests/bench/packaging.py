"""packaging.py [--rounds N] [--write]: how long packages take beside other people's tools, in turns, in one run.

It installs the peers that it needs (simple-scorm-packager from npm, scocli from PyPI) into a folder that goes again, makes
courses, and lets all take turns in each round; what counts is the middle of the ratios within rounds. `--write` puts the
table into docs/performance.md. A benchmark, never a test with a clock: it fails only when something else than a time is
wrong. It needs a release build of bona, Node, Python, and Debian's `zip`.
"""

import argparse
import datetime
import hashlib
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile

HERE = pathlib.Path(__file__).resolve().parents[2]
PAGE = HERE / "docs/performance.md"
MARKS = ("<!-- packaging: begin -->", "<!-- packaging: end -->")
SIMPLE, SCOCLI = "simple-scorm-packager@0.2.7", "scocli==1.3.1"
PAGES, BIG, SMALL = 20, (20, 500_000), (1, 100_000)
PLACES = 42
DRIVER = """
const pack = require(process.argv[2] + "/node_modules/simple-scorm-packager");
pack({ version: "1.2", organization: "x", title: "Course", source: process.argv[3],
       package: { zip: true, outputFolder: process.argv[4] } }, () => {});
"""


def course(folder, files, size, seed):
    """A course of 20 pages, each with so many files to take away, none of which can be made smaller."""
    chance = random.Random(seed)
    (folder / "modules").mkdir(parents=True)
    (folder / "media").mkdir()
    pages = []
    for page in range(PAGES):
        blocks = [f'Text("Page {page}: what is to be read here, in a sentence of its own.")']
        for number in range(files):
            name = f"p{page}_{number}.pdf"
            (folder / "media" / name).write_bytes(b"%PDF-1.7\n" + chance.randbytes(size - 9))
            blocks.append(f'Download(file: "{name}", title: "File {page} {number}", what: "Something to take away.")')
        pages.append(f'Page(id: "page_{chr(97 + page)}", title: "Page {page}", blocks: [{", ".join(blocks)}])')
    (folder / "modules/one.ron").write_text(
        f'Module(id: "one", title: "One", minutes: 20, pages: [{", ".join(pages)}])')
    (folder / "course.ron").write_text(f'''Course(id: "{folder.name}", edition: "1.0.0", title: "A course", language: "en-GB",
    audience: ["everyone"], level: Aware, summary: "Made to be measured.",
    outcomes: [Outcome(id: "greet", verb: Apply, text: "Greet anyone.")], modules: ["one"], completion: Pages)''')


def places(folder, count):
    """A house with so many places, each of which says one thing for itself."""
    (folder / "house/places").mkdir(parents=True)
    (folder / "house/variables.ron").write_text(
        '[Variable(id: "lead", ask: "Who leads?", why: "It stands on a page.", example: "Sam")]')
    for number in range(count):
        name = f"place_{chr(97 + number // 26)}{chr(97 + number % 26)}"
        (folder / f"house/places/{name}.ron").write_text(
            f'Place(id: "{name}", name: "Place {number}", set: [Set(variable: "lead", say: "Lead {number}")])')


def run(command, cwd=None):
    """Seconds, seconds of the processor, and the most memory in MiB, of a command and what it started."""
    begun = time.monotonic()
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen([str(part) for part in command], cwd=cwd, stdout=said, stderr=said)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - begun
        if os.waitstatus_to_exitcode(status) != 0:
            said.seek(0)
            sys.exit(f"{command}: {said.read().decode(errors='replace')[-2000:]}")
    return {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1024}


class Bench:
    def __init__(self, folder, bona):
        self.folder, self.bona = folder, bona
        self.out = folder / "out"
        self.ratios, self.walls, self.memory = {}, {}, {}

    def fresh(self):
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir()
        return self.out

    def ours(self, name, *more):
        return run([self.bona, "package", self.folder / name, "--out", self.fresh(), *more])

    def note(self, name, used):
        self.walls.setdefault(name, []).append(used["wall"])
        self.memory[name] = max(self.memory.get(name, 0), used["memory"])

    def turn(self, name, ours, peers):
        """One round: ours once, and each peer once."""
        own = ours()
        self.note(name, own)
        for peer, work in peers.items():
            used = work()
            self.note(peer, used)
            self.ratios.setdefault((name, peer), []).append(own["wall"] / used["wall"])


def peers_of(bench, name, tree):
    """What others do with the same files: with the pages as we made them, and what stands beside them."""
    copy = bench.folder / f"{name}-copy"
    shutil.copytree(tree, copy)
    bundle = bench.folder / "peers/scocli/bundle.py"

    def scocli():
        used = run([sys.executable, bundle], cwd=tree)
        (tree / f"{tree.name}.zip").unlink()
        return used

    def simple():
        return run(["node", bench.folder / "peers/driver.cjs", bench.folder / "peers", copy, bench.fresh()])

    def copied():
        shutil.rmtree(bench.folder / "copied", ignore_errors=True)
        return run(["cp", "-r", tree, bench.folder / "copied"])

    def zipped():
        (bench.folder / "zipped.zip").unlink(missing_ok=True)
        return run(["zip", "-q", "-6", "-r", bench.folder / "zipped.zip", "."], cwd=tree)

    return {f"scocli, {name}": scocli, f"simple-scorm-packager, {name}": simple, f"`cp -r`, {name}": copied,
            f"`zip -6`, {name}": zipped}


def install(folder):
    """The peers, from their registries."""
    peers = folder / "peers"
    peers.mkdir()
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(["npm", "install", "--prefix", peers, "--no-audit", "--no-fund", SIMPLE], **quiet)
    subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "--no-binary", ":all:", "-d", peers, SCOCLI], **quiet)
    with tarfile.open(next(peers.glob("scocli-*.tar.gz"))) as archive:
        member = next(one for one in archive.getmembers() if one.name.endswith("sco/bundle.py"))
        (peers / "scocli").mkdir()
        (peers / "scocli/bundle.py").write_bytes(archive.extractfile(member).read())
    (peers / "driver.cjs").write_text(DRIVER)


def only(folder):
    [found] = list(folder.glob("*.zip"))
    return found


def same_bytes(bench):
    """The same bytes twice, from a copy elsewhere, in another time zone, and with one thread less."""
    sums = set()
    copy = bench.folder / "elsewhere/big"
    shutil.copytree(bench.folder / "big", copy)
    for zone, where in [("Europe/London", bench.folder / "big"), ("Pacific/Auckland", copy)]:
        os.environ["TZ"] = zone
        run([bench.bona, "package", where, "--out", bench.fresh()])
        sums.add(hashlib.sha256(only(bench.out).read_bytes()).hexdigest())
    if len(sums) != 1:
        sys.exit("the same course gave other bytes")


def measure(bench, rounds):
    course(bench.folder / "big", *BIG, seed=1)
    course(bench.folder / "small", *SMALL, seed=2)
    for number in range(10):
        course(bench.folder / f"ten_{chr(97 + number)}", *SMALL, seed=10 + number)
    course(bench.folder / "national/placed", *SMALL, seed=3)
    places(bench.folder / "national", PLACES)
    trees = {}
    for name in ["big", "small"]:
        bench.ours(name)
        trees[name] = bench.folder / f"{name}-tree"
        with zipfile.ZipFile(only(bench.out)) as archive:
            archive.extractall(trees[name])
    size = only(bench.out).stat().st_size
    ten = [bench.folder / f"ten_{chr(97 + number)}" for number in range(10)]
    peers = {name: peers_of(bench, name, tree) for name, tree in trees.items()}
    for _ in range(rounds):
        for name in trees:
            bench.turn(name, lambda: bench.ours(name), peers[name])
        one = lambda: run([bench.bona, "package", ten[0], "--out", bench.fresh()])
        bench.turn("ten courses", lambda: run([bench.bona, "package", *ten, "--out", bench.fresh()]), {"one of them": one})
        placed = lambda: bench.ours("national/placed")
        every = lambda: bench.ours("national/placed", "--variant", "all")
        bench.turn("42 places", every, {"the course itself": placed})
    made = len(list(bench.fresh().parent.glob("out/*"))) or bench.ours("national/placed", "--variant", "all")
    if made and len(list(bench.out.glob("*.zip"))) != PLACES:
        sys.exit(f"{len(list(bench.out.glob('*.zip')))} packages of {PLACES} places")
    same_bytes(bench)
    bench.ours("big")
    ours = only(bench.out).stat().st_size
    run(["zip", "-q", "-6", "-r", bench.folder / "size.zip", "."], cwd=trees["big"])
    return size, ours / (bench.folder / "size.zip").stat().st_size


TARGETS = [
    ("P1", "big", "scocli, big", "0.8", "205 MB, with the SHA-256 of each file and of the package; scocli stores and reckons none"),
    ("P2", "big", "simple-scorm-packager, big", "0.08", "the same"),
    ("P3", "big", "`cp -r`, big", "2.5", "the same"),
    ("P4", "small", "simple-scorm-packager, small", "0.10", "2 MB: read, check, render, package; the peer zips ready pages"),
    ("", "small", "scocli, small", "", "the same"),
    ("C-W-4", "ten courses", "one of them", "11", "ten courses in one call"),
    ("P8", "42 places", "the course itself", "12", "one course for 42 places"),
]


def table(bench, smaller, rounds, bona):
    version = subprocess.run([bona, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    cores = os.cpu_count()
    lines = [f"Measured {datetime.date.today()} on {cores} cores; {version}, a release build; load {os.getloadavg()[0]:.1f}; "
             f"rounds: {rounds}; {SIMPLE}, {SCOCLI}.", "",
             "| | what | beside | ours, s | theirs, s | ratio (least–most) | at most |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for mark, name, peer, most, what in TARGETS:
        ratios = bench.ratios[name, peer]
        middle = statistics.median
        lines.append(f"| {mark} | {what} | {peer} | {middle(bench.walls[name]):.2f} | {middle(bench.walls[peer]):.2f} | "
                     f"**{middle(ratios):.2f}** ({min(ratios):.2f}–{max(ratios):.2f}) | {most} |")
    lines += ["", f"Memory at most, in MiB: the course of 205 MB {bench.memory['big']:.0f}, scocli "
              f"{bench.memory['scocli, big']:.0f}, simple-scorm-packager {bench.memory['simple-scorm-packager, big']:.0f}; "
              f"42 places {bench.memory['42 places']:.0f}. P5: the package of 205 MB is {smaller:.3f} times as large as "
              "`zip -6` makes the same files. P6: the same bytes twice, from a copy elsewhere and in another time zone."]
    return "\n".join(lines)


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("--rounds", type=int, default=7)
    asked.add_argument("--write", action="store_true")
    asked = asked.parse_args()
    bona = pathlib.Path(os.environ.get("BONA", HERE / "target/release/bona")).resolve()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        install(folder)
        bench = Bench(folder, bona)
        _, smaller = measure(bench, asked.rounds)
        text = table(bench, smaller, asked.rounds, bona)
    print(text)
    if asked.write:
        page = PAGE.read_text(encoding="utf-8")
        before, rest = page.split(MARKS[0])
        _, after = rest.split(MARKS[1])
        PAGE.write_text(f"{before}{MARKS[0]}\n\n{text}\n\n{MARKS[1]}{after}", encoding="utf-8")


main()
