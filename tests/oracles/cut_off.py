"""cut_off.py BONA MODE: kills `bona package` at a write, rename or removal of its own, or lets the disk be full from there
on: 24 times, with MODE `full` 100 times; half of them over packages of an older edition that are noted beside them.

Whatever is there under a package's name must be whole: the older package, or the new one. The next run must complete all
to the same bytes, clear what was left half-written, and take nothing old for new. A program that is only halted must lose
nothing to another that packages into the same folder.
Invariant: runs die and runs meet the full disk, temporary files are left and cleared; an edition that changed changes
every package, or the comparison proves nothing.
"""

import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
LIBRARY = (HERE / "faults.c").read_text(encoding="utf-8")
FIXTURES = HERE.parent / "fixtures"
LINE = ("package", "sound", "places", "--format", "scorm12,html,scorm2004-4", "--language", "all", "--out", "out")
PART = re.compile(r"^\..+\.[0-9a-f]{16}\.part$")


class Desk:
    """A folder with two courses; each command is a process of its own."""

    def __init__(self, bona, folder):
        self.bona, self.folder = bona, folder

    def run(self, *words, **more):
        line = [self.bona, *(words or LINE)]
        environment = {**os.environ, **more}
        return subprocess.run(line, cwd=self.folder, env=environment, capture_output=True, text=True, check=False, timeout=120)

    def good(self, **more):
        ran = self.run(**more)
        if ran.returncode:
            sys.exit(f"left with {ran.returncode}: {ran.stdout}{ran.stderr}")
        return ran

    def start(self, **more):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
        return subprocess.Popen([self.bona, *LINE], cwd=self.folder, env={**os.environ, **more}, **quiet)

    def packages(self):
        """The packages by their names, and the temporary files beside them."""
        out = self.folder / "out"
        files = {path.name: path for path in out.iterdir()} if out.is_dir() else {}
        whole = {name: path.read_bytes() for name, path in files.items() if not name.startswith(".")}
        return whole, [name for name in files if PART.match(name)]

    def change(self):
        """Another edition of both courses under the same number."""
        for name, was, now in [("sound/modules/one.ron", "Breathe.", "Breathe out."),
                               ("places/modules/desk.ron", "Find out whom to ask.", "Find out whom you ask.")]:
            path = self.folder / name
            text = path.read_text(encoding="utf-8")
            if was not in text:
                sys.exit(f"{name} does not hold what is changed in it")
            path.write_text(text.replace(was, now), encoding="utf-8")


def judge(desk, earlier, wanted, kind, place, library):
    """One run that meets a fault, and the next; gives how it ended and how many temporary files it left."""
    ran = desk.run(LD_PRELOAD=str(library), FAULT=kind, FAULT_AT=str(place))
    what = f"{kind} at {place}: left with {ran.returncode}: {ran.stdout}{ran.stderr}"
    if ran.returncode not in (0, 2, -signal.SIGKILL) or (kind == "kill" and ran.returncode == 2):
        sys.exit(what)
    there, parts = desk.packages()
    for name, body in there.items():
        if body not in (wanted.get(name), earlier.get(name)):
            sys.exit(f"{name} is neither the older package nor the new one\n{what}")
    if kind == "full" and (parts or (ran.returncode == 0) != (there == wanted)):
        sys.exit(f"a full disk left {parts}, or was not told of\n{what}")
    again = desk.good()
    if desk.packages() != (wanted, []):
        sys.exit(f"the next run did not complete it: {again.stdout}{again.stderr}\n{what}")
    if ("had left" in again.stderr) != bool(parts):
        sys.exit(f"{parts} were left, and: {again.stderr}\n{what}")
    kept = desk.good().stdout.count("unchanged: ")
    if kept != len(wanted):
        sys.exit(f"{kept} of {len(wanted)} packages were taken for what they are\n{what}")
    return ran.returncode, len(parts)


def halted(desk, wanted, library, writes, seeded):
    """A program that halts with a half-written package, while another packages into the same folder."""
    judged = 0
    for place in seeded.sample(range(2, writes // 2), 12):
        shutil.rmtree(desk.folder / "out", ignore_errors=True)
        first = desk.start(LD_PRELOAD=str(library), FAULT="stop", FAULT_AT=str(place))
        _, status = os.waitpid(first.pid, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            sys.exit(f"it did not halt at {place}: {status}")
        # One that holds nothing yet may not be locked yet; who writes it makes another if it is cleared.
        writing = [name for name in desk.packages()[1] if (desk.folder / "out" / name).stat().st_size]
        # Between two packages nothing is being written, and another thread may finish before all of them halt.
        judged += bool(writing)
        other = desk.good()
        if not set(writing) <= set(desk.packages()[1]):
            sys.exit(f"another program cleared what was still written: {other.stderr}")
        first.send_signal(signal.SIGCONT)
        said = first.communicate(timeout=120)[1].decode()
        if first.returncode or desk.packages() != (wanted, []):
            sys.exit(f"the halted program left with {first.returncode}: {said}")
    if judged < 4:
        sys.exit(f"only {judged} of 12 programs halted while they wrote: that nothing of theirs was cleared proves nothing")


def main(bona, mode):
    bona, runs = pathlib.Path(bona).resolve(), 100 if mode == "full" else 24
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        library, count = work / "faults.so", work / "count.txt"
        subprocess.run(["cc", "-shared", "-fPIC", "-x", "c", "-", "-o", library, "-ldl"], input=LIBRARY, text=True, check=True)

        def fresh(name):
            shutil.rmtree(work / name, ignore_errors=True)
            for course in ("sound", "places"):
                shutil.copytree(FIXTURES / course, work / name / course)
            # Large enough to be written in several goes.
            (work / name / "sound/media/form.pdf").write_bytes(b"%PDF-1.7\n" + random.Random(5).randbytes(600_000))
            module = work / name / "sound/modules/one.ron"
            text = module.read_text(encoding="utf-8")
            given = 'Download(file: "form.pdf", title: "A form", what: "Something to take away."), Note(label: "Tip"'
            module.write_text(text.replace('Note(label: "Tip"', given), encoding="utf-8")
            return Desk(bona, work / name)

        old = fresh("old")
        old.good(LD_PRELOAD=str(library), FAULT_COUNT=str(count))
        writes = int(count.read_text(encoding="utf-8"))
        earlier, _ = old.packages()
        new = fresh("new")
        new.change()
        new.good()
        wanted, _ = new.packages()
        if len(wanted) != 6 or any(wanted[name] == earlier[name] for name in wanted):
            sys.exit("the other edition is not another one: the comparison proves nothing")
        seeded, ended = random.Random(23), []
        for number in range(runs):
            desk = fresh("run")
            if number % 4 < 2:
                desk.good()
            desk.change()
            kind, place = ("kill", "full")[number % 2], seeded.randint(1, writes)
            ended.append(judge(desk, earlier, wanted, kind, place, library))
        killed = sum(code == -signal.SIGKILL for code, _ in ended)
        refused = sum(code == 2 for code, _ in ended)
        left = sum(parts > 0 for _, parts in ended)
        if writes < 20 or killed < runs // 3 or refused < runs // 4 or left < runs // 6:
            sys.exit(f"the faults prove nothing: {writes} writes, {ended}")
        halted(new, wanted, library, writes, seeded)
    print(f"{writes} writes; {killed} runs killed, {refused} met a full disk, {left} left half-written files, all cleared")
    print(f"{runs + 12} passed, 0 failed")


main(*sys.argv[1:])
