"""packaging.py [--rounds N] [--kept FOLDER] [--write]: how long packages take beside other people's tools, in turns.

It installs the peers that it needs (peers.py), makes the courses (made.py), and lets all take turns in each round; what
counts is the middle of the ratios within rounds, A B A B. It also compares sizes, and the bytes of packages that were made
under other conditions. `--kept` names a folder in which mdbook stays once it is built. `--write` puts the tables into
docs/performance.md. A benchmark, never a test with a clock: it fails only when something else than a time is wrong. It
needs a release build of bona, Rust, Node, Python, Debian's `apt-get`, and `zip`.
"""

import argparse
import datetime
import hashlib
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile

import made
from peers import Peers, quietly

HERE = pathlib.Path(__file__).resolve().parents[2]
PAGE = HERE / "docs/performance.md"
MARKS = ("<!-- packaging: begin -->", "<!-- packaging: end -->")
BIG, SMALL = (20, 500_000), (1, 100_000)
PLACES, READ = 42, 1_000
NO_SEARCH = {"MDBOOK_OUTPUT__HTML__SEARCH__ENABLE": "false"}


def run(command, cwd=None, **variables):
    """Seconds, seconds of the processor, and the most memory in MiB, of a command and what it started."""
    begun = time.monotonic()
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen([str(part) for part in command], cwd=cwd, stdout=said, stderr=said,
                                 env={**os.environ, **variables})
        _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - begun
        if os.waitstatus_to_exitcode(status) != 0:
            said.seek(0)
            sys.exit(f"{command}: {said.read().decode(errors='replace')[-2000:]}")
    return {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1024}


class Bench:
    def __init__(self, folder, bona, peers):
        self.folder, self.bona, self.peers = folder, bona, peers
        self.out = folder / "out"
        self.used, self.ratios = {}, {}

    def fresh(self, name="out"):
        shutil.rmtree(self.folder / name, ignore_errors=True)
        (self.folder / name).mkdir()
        return self.folder / name

    def ours(self, name, *more):
        return run([self.bona, "package", self.folder / name, "--out", self.fresh(), *more])

    def again(self, name, *more):
        return run([self.bona, "package", self.folder / name, "--out", self.out, *more])

    def note(self, name, used):
        self.used.setdefault(name, []).append(used)

    def turn(self, name, ours, peers):
        """One round: ours once, and each peer once, beside it."""
        own = ours()
        self.note(name, own)
        for peer, work in peers.items():
            used = work()
            self.note(peer, used)
            self.ratios.setdefault((name, peer), []).append(own["wall"] / used["wall"])

    def most(self, name, of):
        return max(used[of] for used in self.used[name])

    def middle(self, name, of):
        return statistics.median(used[of] for used in self.used[name])


def packagers(bench, name, tree):
    """What others do with the same files: with the pages as we made them, and what stands beside them."""
    copy = bench.folder / f"{name}-copy"
    shutil.copytree(tree, copy)

    def scocli():
        used = run([sys.executable, bench.peers.folder / "bundle.py"], cwd=tree)
        (tree / f"{tree.name}.zip").unlink()
        return used

    def simple():
        return run(["node", bench.peers.folder / "driver.cjs", bench.peers.folder, copy, bench.fresh("theirs")])

    def copied():
        shutil.rmtree(bench.folder / "copied", ignore_errors=True)
        return run(["cp", "-r", tree, bench.folder / "copied"])

    return {f"scocli, {name}": scocli, f"simple-scorm-packager, {name}": simple, f"`cp -r`, {name}": copied}


def renderers(bench):
    """What turns the same text into as many pages; nothing of an earlier run is there."""
    def book(where, **variables):
        def work():
            shutil.rmtree(bench.folder / "book/book", ignore_errors=True)
            return run([bench.peers.mdbook, "build"], cwd=bench.folder / where, **variables)
        return work

    def hugo():
        shutil.rmtree(bench.folder / "site/public", ignore_errors=True)
        return run([bench.peers.hugo, "--quiet"], cwd=bench.folder / "site", **bench.peers.variables)

    return {"mdbook": book("book"), "mdbook without its search": book("book", **NO_SEARCH), "hugo": hugo}


def only(folder):
    [found] = list(folder.glob("*.zip"))
    return found


def backwards(course, to):
    """A copy whose folders list their files in another order."""
    for path in sorted(course.rglob("*"), reverse=True):
        if path.is_file():
            (to / path.relative_to(course)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, to / path.relative_to(course))
    return to


def same_bytes(bench):
    """P6: runs, threads, a copy, time zone, umask, language, order of files; gives how many packages were alike."""
    ways = [("UTC", "C", 0o022, jobs, "big") for jobs in (1, 1, 2, 3, 4, 5, 6, 7, 8)]
    for name in ["big", "small"]:
        backwards(bench.folder / name, bench.folder / "elsewhere" / name)
    ways += [("Pacific/Kiritimati", "tr_TR.UTF-8", 0o077, jobs, "elsewhere/big") for jobs in (1, 8)]
    sums = set()
    for zone, language, umask, jobs, where in ways:
        own = os.umask(umask)
        run([bench.bona, "package", bench.folder / where, "--jobs", jobs, "--out", bench.fresh()], TZ=zone, LANG=language,
            LC_ALL=language)
        os.umask(own)
        sums.add(hashlib.sha256(only(bench.out).read_bytes()).hexdigest())
    if len(sums) != 1:
        sys.exit("the same course gave other bytes")
    return len(ways)


def prepare(bench):
    """The courses, and of two of them what is in their packages."""
    made.course(bench.folder / "big", *BIG, seed=1)
    made.course(bench.folder / "small", *SMALL, seed=2)
    for number in range(10):
        made.course(bench.folder / f"ten_{made.letters(number)}", *SMALL, seed=10 + number)
    made.course(bench.folder / "national/placed", *SMALL, seed=3)
    made.places(bench.folder / "national", PLACES)
    made.written(bench.folder, READ, seed=4)
    trees, sizes = {}, {}
    for name in ["big", "small"]:
        bench.ours(name)
        trees[name] = bench.folder / f"{name}-tree"
        with zipfile.ZipFile(only(bench.out)) as archive:
            archive.extractall(trees[name])
        theirs = bench.folder / f"{name}-6.zip"
        run(["zip", "-q", "-6", "-r", theirs, "."], cwd=trees[name])
        sizes[name] = only(bench.out).stat().st_size / theirs.stat().st_size
    bench.ours("national/placed", "--variant", "all")
    if len(list(bench.out.glob("*.zip"))) != PLACES:
        sys.exit(f"{len(list(bench.out.glob('*.zip')))} packages of {PLACES} places")
    return trees, sizes


def rebuilt(bench):
    """P7: a build, then one of which nothing has changed, and one that reads everything again."""
    full = bench.ours("big")
    bench.note("a full build", full)
    for name, more in [("size and time believed", []), ("all read again", ["--rehash"])]:
        used = bench.again("big", *more)
        bench.note(name, used)
        bench.ratios.setdefault((name, "a full build"), []).append(used["wall"] / full["wall"])
    told = quietly([bench.bona, "package", bench.folder / "big", "--out", bench.out, "--rehash"])
    if "unchanged" not in told:
        sys.exit(f"it was made again: {told}")


def measure(bench, rounds):
    trees, sizes = prepare(bench)
    ten = [bench.folder / f"ten_{made.letters(number)}" for number in range(10)]
    peers = {name: packagers(bench, name, tree) for name, tree in trees.items()}
    for _ in range(rounds):
        for name in trees:
            bench.turn(name, lambda: bench.ours(name), peers[name])
        rebuilt(bench)
        one = lambda: run([bench.bona, "package", ten[0], "--out", bench.fresh()])
        bench.turn("ten courses", lambda: run([bench.bona, "package", *ten, "--out", bench.fresh()]), {"one of them": one})
        placed = lambda: bench.ours("national/placed")
        bench.turn("42 places", lambda: bench.ours("national/placed", "--variant", "all"), {"the course itself": placed})
        bench.turn("1,000 pages", lambda: bench.ours("read", "--format", "html"), renderers(bench))
    return sizes


TARGETS = [
    ("P1", "big", "scocli, big", "0.8", "205 MB, with the SHA-256 of each file and of the package; scocli stores and reckons none"),
    ("P2", "big", "simple-scorm-packager, big", "0.08", "the same"),
    ("P3", "big", "`cp -r`, big", "2.5", "the same"),
    ("P4", "small", "simple-scorm-packager, small", "0.10", "2 MB: read, check, render, package; the peer zips ready pages"),
    ("", "small", "scocli, small", "", "the same"),
    ("P7", "size and time believed", "a full build", "0.10", "205 MB again, nothing changed"),
    ("P7", "all read again", "a full build", "0.6", "the same with `--rehash`"),
    ("P8", "42 places", "the course itself", "12", "one course for 42 places"),
    ("", "ten courses", "one of them", "11", "ten courses in one call"),
    ("P9", "1,000 pages", "mdbook", "0.25", "1,000 pages of 6 KB: read, check, render, package"),
    ("", "1,000 pages", "mdbook without its search", "", "the same"),
    ("P9", "1,000 pages", "hugo", "1.0", "the same"),
]


def reading():
    """P10, by the bench that takes turns within one process: the middle ratio, and the least and the most."""
    told = quietly(["cargo", "bench", "--quiet", "-p", "bona-tests", "--bench", "reading"], cwd=HERE)
    found = re.search(r"modules, .*?: ([\d.]+) times bare ron \(.*?, ([\d.]+) to ([\d.]+)\); .* (\d+) ms against (\d+) ms", told)
    if not found:
        sys.exit(f"P10 says nothing that can be read: {told}")
    return found.groups()


def table(bench, sizes, alike, rounds):
    version = quietly([bench.bona, "--version"])
    lines = [f"Measured {datetime.date.today()} on {os.cpu_count()} cores; {version}, a release build; load "
             f"{os.getloadavg()[0]:.1f}; rounds: {rounds}; {bench.peers.versions}.", "",
             "| | what | beside | ours, s (processor) | theirs, s (processor) | ratio (least–most) | at most |",
             "| --- | --- | --- | --- | --- | --- | --- |"]
    for mark, name, peer, most, what in TARGETS:
        ratios = bench.ratios[name, peer]
        cells = [f"{bench.middle(one, 'wall'):.3f} ({bench.middle(one, 'cpu'):.3f})" for one in (name, peer)]
        lines.append(f"| {mark} | {what} | {peer} | {' | '.join(cells)} | **{statistics.median(ratios):.2f}** "
                     f"({min(ratios):.2f}–{max(ratios):.2f}) | {most} |")
    ratio, least, highest, own, bare = reading()
    lines.append(f"| P10 | 500 modules, 10,000 questions: read and check | bare `ron::from_str` | {int(own) / 1e3:.3f} | "
                 f"{int(bare) / 1e3:.3f} | **{ratio}** ({least}–{highest}) | 3 |")
    memory = {name: bench.most(name, "memory") for name in bench.used}
    lines += ["", f"Memory at most, in MiB: the course of 205 MB {memory['big']:.0f}, scocli {memory['scocli, big']:.0f}, "
              f"simple-scorm-packager {memory['simple-scorm-packager, big']:.0f}; 42 places {memory['42 places']:.0f}; 1,000 "
              f"pages {memory['1,000 pages']:.0f}, mdbook {memory['mdbook']:.0f}, hugo {memory['hugo']:.0f}.", "",
              f"P5: the packages are {sizes['big']:.3f} (205 MB) and {sizes['small']:.3f} (2 MB) times as large as `zip -6` "
              "makes the same files; 1.01 at most was wanted. P6: "
              f"{alike} packages of the large course were the same bytes: run after run, with 1 to 8 threads, from a copy "
              "whose files were written in another order, in another time zone and language and under another umask."]
    return "\n".join(lines)


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("--rounds", type=int, default=7)
    asked.add_argument("--kept", type=pathlib.Path)
    asked.add_argument("--write", action="store_true")
    asked = asked.parse_args()
    bona = pathlib.Path(os.environ.get("BONA", HERE / "target/release/bona")).resolve()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        bench = Bench(folder, bona, Peers(folder / "peers", asked.kept))
        sizes = measure(bench, asked.rounds)
        text = table(bench, sizes, same_bytes(bench), asked.rounds)
    print(text)
    if asked.write:
        page = PAGE.read_text(encoding="utf-8")
        before, rest = page.split(MARKS[0])
        _, after = rest.split(MARKS[1])
        PAGE.write_text(f"{before}{MARKS[0]}\n\n{text}\n\n{MARKS[1]}{after}", encoding="utf-8")


main()
