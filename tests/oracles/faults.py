"""faults.py BONA MODE: kills `bona evidence` at a write of its own or of SQLite, or lets the disk be full there: in imports,
erasures and restored backups, in corrections, and in changes of the log's key and the vault's.

A small library, loaded before the program's own, counts writes, forcings to the disk, cuts, renames and removals, and
ends the program with SIGKILL at the k-th, or answers ENOSPC from it on; k is seeded. 36 times, with MODE `full` 300 times.
Afterwards what was acknowledged must be there, and once the import was repeated each record must stand once. What was
erased is in the journal outside the store, and stands in no file of the store, whenever an erasure or a restore was cut off.
A log whose change of key was cut off verifies, and is changed once when that is run again.
Invariant: the library is shown to work (runs die, runs meet the full disk), and a store that lost a leaf is refused.
"""

import hashlib
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile

import vault

FIXTURES = pathlib.Path(__file__).parent.parent / "fixtures" / "evidence"
UNSEALED = pathlib.Path(__file__).parent.parent / "suite" / "evidence" / "unsealed.sql"
LIBRARY = (pathlib.Path(__file__).parent / "faults.c").read_text(encoding="utf-8")


class Desk:
    """A folder with a store; each command is a process of its own."""

    def __init__(self, bona, folder):
        self.bona, self.folder = bona, folder

    def run(self, *words, **more):
        environment = {**os.environ, "BONA_STORE": str(self.folder / "evidence.bona"), **more}
        line = [self.bona, *words] if words[0] == "keys" else [self.bona, "evidence", *words]
        return subprocess.run(line, env=environment, capture_output=True, text=True, check=False, timeout=120)

    def start(self, *words):
        environment = {**os.environ, "BONA_STORE": str(self.folder / "evidence.bona")}
        return subprocess.Popen([self.bona, "evidence", *words], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def good(self, *words, **more):
        ran = self.run(*words, **more)
        if ran.returncode:
            sys.exit(f"{' '.join(words)} left with {ran.returncode}: {ran.stdout}{ran.stderr}")
        return ran

    def verified(self):
        return json.loads(self.good("verify", "--output", "json").stdout)


def importing(file):
    return ("import", str(file), "--course", "first_contact", "--activity", "First contact", "--apply")


def judge(desk, kind, place, library):
    """One run that meets a fault; gives how it ended and whether the record was there afterwards."""
    words = importing(FIXTURES / "run_time.json")
    ran = desk.run(*words, LD_PRELOAD=str(library), FAULT=kind, FAULT_AT=str(place))
    what = f"{kind} at {place}: left with {ran.returncode}: {ran.stdout}{ran.stderr}"
    if ran.returncode not in (0, 2, -signal.SIGKILL) or (kind == "kill" and ran.returncode == 2):
        sys.exit(what)
    found = desk.verified()
    acknowledged = "Recorded 1 completion" in ran.stdout
    if found["completions"] not in (5, 6) or (acknowledged and found["completions"] != 6):
        sys.exit(f"a record was lost: {found}\n{what}")
    desk.good(*words)
    whole = desk.verified()
    beside = int((desk.folder / "evidence.bona.checkpoint").read_text(encoding="utf-8").split("\n")[1])
    if whole["completions"] != 6 or not whole["size"] == whole["signed"] == beside == 9:
        sys.exit(f"after the import was repeated: {whole}, {beside} beside\n{what}")
    doctor = desk.run("doctor")
    if doctor.returncode and doctor.stdout.count("error: ") != doctor.stdout.count("is left of a write that was cut off"):
        sys.exit(f"{doctor.stdout}\n{what}")
    return ran.returncode, found["completions"]


TABLES = ("one.csv", "two.csv")
MAPPING = """(format: 1, who: StaffNumber("Number"), state: (column: "Status", completed: ["Done"]), when: (column: "Day"))"""


def tables(folder):
    """Two tables in one run, of 400 rows and one that is refused each."""
    (folder / "map.ron").write_text(MAPPING, encoding="utf-8")
    for place, name in enumerate(TABLES):
        rows = "".join(f"{place}{number:04d},Done,2026-11-03\n" for number in range(400))
        (folder / name).write_text(f"Number,Status,Day\n{rows}7,Lost,2026-11-03\n", encoding="utf-8")
    files = [str(folder / name) for name in TABLES]
    return ("import", *files, "--kind", "table", "--mapping", str(folder / "map.ron"), "--course", "first_contact", "--apply")


def judge_tables(desk, kind, place, library):
    """A table is recorded whole and signed, or not at all, whatever becomes of the next one."""
    words = tables(desk.folder)
    ran = desk.run(*words, LD_PRELOAD=str(library), FAULT=kind, FAULT_AT=str(place))
    what = f"tables, {kind} at {place}: left with {ran.returncode}: {ran.stdout}{ran.stderr}"
    if ran.returncode not in (1, 2, -signal.SIGKILL):
        sys.exit(what)
    found = desk.verified()
    acknowledged = 5 + 400 * ran.stdout.count("Recorded 400 completions")
    if found["completions"] not in (5, 405, 805) or found["completions"] < acknowledged or found["size"] != found["signed"]:
        sys.exit(f"a table is there by half, or lost: {found}\n{what}")
    again = desk.run(*words)
    whole = desk.verified()
    beside = int((desk.folder / "evidence.bona.checkpoint").read_text(encoding="utf-8").split("\n")[1])
    if again.returncode != 1 or whole["completions"] != 805 or not whole["size"] == whole["signed"] == beside:
        sys.exit(f"after the tables were repeated: {whole}, {beside} beside: {again.stdout}{again.stderr}\n{what}")
    refused = [(desk.folder / f"{name}.refused.csv").read_text(encoding="utf-8").count("Lost") for name in TABLES]
    if refused != [2, 2]:
        sys.exit(f"a refused row is lost: {refused}\n{what}")
    return ran.returncode, found["completions"] == 805


def much(folder, rows):
    """A table of more than four megabytes, which goes straight into the file of a store as small as this one."""
    (folder / "map.ron").write_text(MAPPING, encoding="utf-8")
    words = ",".join(["a" * 200] * 2)
    lines = "".join(f"{number:06d},Done,2026-11-03,{words}\n" for number in range(rows))
    (folder / "much.csv").write_text(f"Number,Status,Day,Remark,More\n{lines}", encoding="utf-8")
    return ("import", str(folder / "much.csv"), "--kind", "table", "--mapping", str(folder / "map.ron"), "--course", "first_contact",
            "--apply")


def judge_much(rows):
    """What goes straight into the file is there whole and signed, or the file is as it was before."""
    def judge(desk, kind, place, library):
        words = much(desk.folder, rows)
        ran = desk.run(*words, LD_PRELOAD=str(library), FAULT=kind, FAULT_AT=str(place))
        what = f"much, {kind} at {place}: left with {ran.returncode}: {ran.stdout}{ran.stderr}"
        if ran.returncode not in (0, 2, -signal.SIGKILL):
            sys.exit(what)
        journal = desk.folder / "evidence.bona-journal"
        cut = journal.exists() and journal.stat().st_size
        found = desk.verified()
        acknowledged = f"Recorded {rows} completions" in ran.stdout
        if found["completions"] not in (5, 5 + rows) or (acknowledged and found["completions"] == 5):
            sys.exit(f"a table is there by half, or lost: {found}\n{what}")
        if journal.exists():
            sys.exit(f"a journal is left once the store was opened again\n{what}")
        desk.good(*words)
        whole = desk.verified()
        beside = int((desk.folder / "evidence.bona.checkpoint").read_text(encoding="utf-8").split("\n")[1])
        if whole["completions"] != 5 + rows or not whole["size"] == whole["signed"] == beside:
            sys.exit(f"after the table was repeated: {whole}, {beside} beside\n{what}")
        doctor = desk.run("doctor")
        if doctor.returncode and doctor.stdout.count("error: ") != doctor.stdout.count("is left of a write that was cut off"):
            sys.exit(f"{doctor.stdout}\n{what}")
        CUT.append(bool(cut))
        return ran.returncode, found["completions"] != 5
    return judge


# Whether a journal was left each time.
CUT = []
ERASE = ("erase", "Ann Byrne", "--basis", "art17", "--decided-by", "D. Officer", "--apply")


def noted(desk):
    """The leaves that the journal of erasures names, read by docs/evidence.md alone."""
    text = (desk.folder / "evidence.bona.erased").read_text(encoding="utf-8")
    above, _, last = text.rpartition("sha256 ")
    if last != hashlib.sha256(above.encode()).hexdigest() + "\n" or not above.startswith("bona/erased/v1\n"):
        sys.exit(f"the journal is not whole: {text}")
    lines = [line.split(" ") for line in above.splitlines()[2:]]
    return {int(index) for kind, *words in lines if kind == "leaves" for index in words[2:]}


def said(desk):
    """The leaves that the log's notices name, and whether the store's files hold the name."""
    with sqlite3.connect(desk.folder / "evidence.bona") as store:
        leaves = [json.loads(leaf) for (leaf,) in store.execute("SELECT bytes FROM leaf")]
    store.close()
    return {index for leaf in leaves if leaf["kind"] == "erased" for index in leaf["index"]}


def holds(desk):
    """Whether her name stands in a file of the store, or in its vault when it is opened."""
    files = [path.read_bytes() for path in desk.folder.glob("evidence.bona*") if path.is_file()]
    _, others, wrong = vault.texts(desk.folder / "evidence.bona")
    if wrong:
        sys.exit(f"the vault does not open: {wrong}")
    return any(form in text for text in files + others for form in (b"Ann Byrne", "Ann Byrne".encode("utf-16-le")))


def judge_erasure(desk, kind, place, library):
    ran = desk.run(*ERASE, LD_PRELOAD=str(library), FAULT=kind, FAULT_AT=str(place))
    what = f"erasing, {kind} at {place}: left with {ran.returncode}: {ran.stdout}{ran.stderr}"
    if not said(desk) <= noted(desk):
        sys.exit(f"an erasure is ahead of its journal\n{what}")
    done = "Done, as leaf" in ran.stdout
    desk.good("restore", "--in-place", "--apply")
    again = desk.run(*ERASE)
    if again.returncode not in (0, 2) or (done and again.returncode == 0) or holds(desk):
        sys.exit(f"after it was repeated: {again.stdout}{again.stderr}\n{what}")
    if desk.verified()["erased"] != 1 or not said(desk) == noted(desk) == {2}:
        sys.exit(f"the log does not say what was erased\n{what}")
    return ran.returncode, bool(said(desk))


def judge_restore(desk, kind, place, library):
    words = ("restore", str(desk.folder / "backup"), "--replace", "--apply")
    ran = desk.run(*words, LD_PRELOAD=str(library), FAULT=kind, FAULT_AT=str(place))
    what = f"restoring, {kind} at {place}: left with {ran.returncode}: {ran.stdout}{ran.stderr}"
    if holds(desk):
        sys.exit(f"somebody came back\n{what}")
    with sqlite3.connect(desk.folder / "evidence.bona") as store:
        (size,) = store.execute("SELECT count(*) FROM leaf").fetchone()
        (faults,) = store.execute("PRAGMA integrity_check").fetchone()
    store.close()
    if size not in (7, 8) or faults != "ok" or ("Restored to" in ran.stdout and size != 7):
        sys.exit(f"neither the store nor the backup stands there: {size} leaves, {faults}\n{what}")
    desk.good(*words)
    if holds(desk) or desk.run("matrix").returncode != 1:
        sys.exit(f"after it was repeated somebody is there, or an older copy is read\n{what}")
    return ran.returncode, size == 7


def unseal(desk):
    """Takes a store back to what a release before the seal kept, and forgets the key."""
    path = desk.folder / "evidence.bona"
    bodies, _, _ = vault.texts(path)
    with sqlite3.connect(path) as store:
        key = bytes.fromhex((desk.folder / "evidence.bona.keys" / "vault.key").read_text(encoding="ascii"))
        boxes = store.execute("SELECT number, name FROM person WHERE name IS NOT NULL").fetchall()
        names = [(vault.opened(key, "person", "name", number, box).decode(), number) for number, box in boxes]
        store.executescript(UNSEALED.read_text(encoding="utf-8"))
        rows = [(leaf, field, salt, b"", body) for leaf, field, salt, body in bodies]
        store.executemany("INSERT INTO vault (leaf, field, salt, mark, body) VALUES (?, ?, ?, ?, ?)", rows)
        store.executemany("UPDATE person SET name = ? WHERE number = ?", names)
    store.close()
    (desk.folder / "evidence.bona.keys" / "vault.key").unlink()


def judge_sealing(desk, kind, place, library):
    """An older release's store is cut off while it is sealed: it is sealed or as it was, and whole when it is repeated."""
    ran = desk.run("verify", LD_PRELOAD=str(library), FAULT=kind, FAULT_AT=str(place))
    found = desk.verified()
    if found["completions"] != 5 or desk.run("matrix").stdout.count("Ann Byrne") != 1:
        sys.exit(f"sealing, {kind} at {place}: left with {ran.returncode}: {ran.stdout}{ran.stderr}, then {found}")
    files = [path.read_bytes() for path in desk.folder.glob("evidence.bona*") if path.is_file()]
    if any(word in data for data in files for word in (b"Ann Byrne", b"edition_basis")):
        sys.exit(f"sealing, {kind} at {place}: something stays in the open")
    return ran.returncode, True


ROTATE = ("keys", "rotate", "log", "--apply")


def judge_change(desk, kind, place, library):
    keys = desk.folder / "evidence.bona.keys"
    first = (keys / "log.vkey").read_text(encoding="utf-8").strip()
    ran = desk.run(*ROTATE, LD_PRELOAD=str(library), FAULT=kind, FAULT_AT=str(place))
    what = f"changing the key, {kind} at {place}: left with {ran.returncode}: {ran.stdout}{ran.stderr}"
    changed = len(desk.verified()["key_changes"])
    doctor = desk.run("doctor")
    refused = desk.run(*importing(FIXTURES / "moodle.csv")).returncode
    if refused and "rotate log" not in doctor.stdout:
        sys.exit(f"nothing can be recorded, and no remedy is named: {doctor.stdout}\n{what}")
    if not changed or (keys / "log-next.key").exists():
        desk.good(*ROTATE)
    desk.good(*importing(FIXTURES / "run_time.json"))
    whole = json.loads(desk.good("verify", "--key", first, "--output", "json").stdout)
    if len(whole["key_changes"]) != 1 or whole["completions"] != 6 or whole["size"] != whole["signed"]:
        sys.exit(f"after it was repeated: {whole}\n{what}")
    files = {path.name for path in keys.iterdir() if not path.name.endswith(".part")}
    if files != {"log.key", "log.vkey", "log-1.key", "log-1.vkey", "log-1.tlog-proof", "pseudonym.key", "vault.key"}:
        sys.exit(f"not the files of a log with its second key: {files}\n{what}")
    doctor = desk.run("doctor")
    if doctor.returncode and doctor.stdout.count("error: ") != doctor.stdout.count("is left of a write that was cut off"):
        sys.exit(f"{doctor.stdout}\n{what}")
    return ran.returncode, bool(changed)


RESEAL = ("keys", "rotate", "vault", "--apply")


def judge_reseal(desk, kind, place, library):
    """Another key for the vault: cut off anywhere a key that stands there opens all of it, and the old one nothing once it is done."""
    keys = desk.folder / "evidence.bona.keys"
    old = (keys / "vault.key").read_text(encoding="ascii")
    ran = desk.run(*RESEAL, LD_PRELOAD=str(library), FAULT=kind, FAULT_AT=str(place))
    what = f"another key for the vault, {kind} at {place}: left with {ran.returncode}: {ran.stdout}{ran.stderr}"
    if desk.verified()["completions"] != 5 or desk.run("matrix").stdout.count("Ann Byrne") != 1:
        sys.exit(f"no key opens all of it\n{what}")
    doctor = desk.run("doctor").stdout
    if (keys / "vault-next.key").exists() and "rotate vault" not in doctor:
        sys.exit(f"no remedy is named: {doctor}\n{what}")
    desk.good(*importing(FIXTURES / "run_time.json"))
    changed = (keys / "vault.key").read_text(encoding="ascii") != old
    if not changed or (keys / "vault-next.key").exists():
        desk.good(*RESEAL)
    files = {path.name for path in keys.iterdir() if not path.name.endswith(".part")}
    if files != {"log.key", "log.vkey", "pseudonym.key", "vault.key", "vault-1.key"}:
        sys.exit(f"not the files of a vault with its second key: {files}\n{what}")
    whole = desk.verified()
    if whole["completions"] != 6 or not whole["size"] == whole["signed"]:
        sys.exit(f"after it was repeated: {whole}\n{what}")
    _, _, wrong = vault.texts(desk.folder / "evidence.bona")
    if wrong or (keys / "vault-1.key").read_text(encoding="ascii") != old:
        sys.exit(f"the new key does not open all of it, or the old one is lost: {wrong}\n{what}")
    (keys / "vault.key").write_text(old, encoding="ascii")
    if not desk.run("matrix").returncode:
        sys.exit(f"the old key opens it still\n{what}")
    return ran.returncode, changed


CORRECT = ("correct", "2", "--withdraw", "--reason", "twice", "--decided-by", "D. Head", "--apply")


def judge_correction(desk, kind, place, library):
    """A correction is there whole or not at all; what was acknowledged counts, and it is made once."""
    ran = desk.run(*CORRECT, LD_PRELOAD=str(library), FAULT=kind, FAULT_AT=str(place))
    what = f"correcting, {kind} at {place}: left with {ran.returncode}: {ran.stdout}{ran.stderr}"
    found, done = desk.verified(), "Recorded as leaf 7" in ran.stdout
    if (found["size"], found["completions"]) not in ((7, 5), (8, 4)) or (done and found["size"] != 8):
        sys.exit(f"half a correction: {found}\n{what}")
    if (desk.run(*CORRECT).returncode == 2) != (found["size"] == 8):
        sys.exit(f"it can be made again, or cannot be made\n{what}")
    desk.good(*importing(FIXTURES / "run_time.json"))
    whole = desk.verified()
    if whole["completions"] != 5 or not whole["size"] == whole["signed"] == 10:
        sys.exit(f"after it was repeated: {whole}\n{what}")
    return ran.returncode, found["size"] == 8


def eight_writers(desk):
    """Eight programs at once, each with learners of its own, and one report that all of them import."""
    report = (FIXTURES / "moodle.csv").read_text(encoding="utf-8")
    files = []
    for writer in range(8):
        files.append(desk.folder / f"own-{writer}.csv")
        files[-1].write_text(report.replace('"00', f'"{writer}00'), encoding="utf-8")
    for rows in (files, [FIXTURES / "moodle.csv"] * 8):
        programs = [desk.start(*importing(file)) for file in rows]
        for program in programs:
            said = program.communicate(timeout=300)
            if program.returncode:
                sys.exit(f"a writer left with {program.returncode}: {said}")
    found = desk.verified()
    learners = found["completions"] // 9
    if found["completions"] != 9 * learners or learners < 4 or found["size"] != found["signed"]:
        sys.exit(f"eight writers: {found}")
    desk.good("doctor")
    return found["completions"]


def faulty(copy, words, judge, library, seeded, runs):
    """A command that is cut off in several places; gives how many died and how many met a full disk."""
    count = library.with_name("count.txt")
    desk = copy("run")
    words = words(desk.folder) if callable(words) else words
    desk.run(*words, LD_PRELOAD=str(library), FAULT_COUNT=str(count))
    writes = int(count.read_text(encoding="utf-8"))
    # The last writes only fold SQLite's own log into the file, which changes nothing: half of the runs are cut off earlier.
    places = [seeded.randint(1, writes if run % 4 < 2 else writes // 3) for run in range(runs)]
    ended = [judge(copy("run"), ("kill", "full")[run % 2], place, library) for run, place in enumerate(places)]
    killed, refused = (sum(code == wanted for code, _ in ended) for wanted in (-signal.SIGKILL, 2))
    if writes < 10 or killed < runs // 4 or not refused:
        sys.exit(f"the faults prove nothing: {writes} writes, {ended}")
    return f"{writes} writes, {killed} killed, {refused} refused"


def main(bona, mode):
    runs = 300 if mode == "full" else 36
    work = pathlib.Path(tempfile.mkdtemp())
    library, base = work / "faults.so", Desk(bona, work / "base")
    subprocess.run(["cc", "-shared", "-fPIC", "-x", "c", "-", "-o", str(library), "-ldl"], input=LIBRARY, text=True, check=True)
    base.folder.mkdir()
    base.good("init", "--organisation", "Elm Street Surgery")
    base.good(*importing(FIXTURES / "moodle.csv"))
    seeded, ended = random.Random(17), []

    def copy(name):
        shutil.rmtree(work / name, ignore_errors=True)
        shutil.copytree(base.folder, work / name)
        return Desk(bona, work / name)

    copy("count").good(*importing(FIXTURES / "run_time.json"), LD_PRELOAD=str(library), FAULT_COUNT=str(work / "count.txt"))
    writes = int((work / "count.txt").read_text(encoding="utf-8"))
    for number in range(runs):
        kind, place = ("kill", "full")[number % 2], seeded.randint(1, writes + 1)
        ended.append(judge(copy("run"), kind, place, library))
    killed = [there for code, there in ended if code == -signal.SIGKILL]
    refused = [there for code, there in ended if code == 2]
    if writes < 10 or len(killed) < runs // 4 or len(refused) < runs // 8 or set(killed) != {5, 6}:
        sys.exit(f"the faults prove nothing: {writes} writes, {ended}")
    written = eight_writers(copy("eight"))
    lost = copy("lost")
    with sqlite3.connect(lost.folder / "evidence.bona") as store:
        store.executescript("DROP TRIGGER leaf_remains; DELETE FROM vault WHERE leaf = 6; DELETE FROM leaf WHERE place = 6")
    if lost.run("verify").returncode != 1 or lost.run("doctor").returncode != 1:
        sys.exit("a store that lost its newest leaf is taken: the judge proves nothing")
    base.good("backup", str(base.folder / "backup"))
    older = copy("older")
    unseal(older)
    if b"Ann Byrne" not in (older.folder / "evidence.bona").read_bytes():
        sys.exit("the older store is none")

    def copy_older(name):
        shutil.rmtree(work / name, ignore_errors=True)
        shutil.copytree(older.folder, work / name)
        return Desk(bona, work / name)

    sealed = faulty(copy_older, ("verify",), judge_sealing, library, seeded, runs // 3)
    rows = faulty(copy, tables, judge_tables, library, seeded, runs // 3)
    # Of so many rows not all pages fit into memory: some are in the file before the end.
    large = 110_000 if mode == "full" else 11_000
    straight = faulty(copy, lambda folder: much(folder, large), judge_much(large), library, seeded, max(runs // 15, 8))
    if not any(CUT):
        sys.exit("no table was cut off on its way straight into the file")
    changes = faulty(copy, ROTATE, judge_change, library, seeded, runs // 3)
    resealed = faulty(copy, RESEAL, judge_reseal, library, seeded, runs // 3)
    corrections = faulty(copy, CORRECT, judge_correction, library, seeded, runs // 3)
    told = [faulty(copy, ERASE, judge_erasure, library, seeded, runs // 3)]
    base.good(*ERASE)
    _, backed, _ = vault.texts(base.folder / "backup", base.folder / "evidence.bona.keys")
    if holds(base) or b"Ann Byrne" not in backed or b"Ann Byrne" in (base.folder / "backup").read_bytes():
        sys.exit("the search for what was erased proves nothing")
    restore = ("restore", str(work / "run" / "backup"), "--replace", "--apply")
    told.append(faulty(copy, restore, judge_restore, library, seeded, runs // 3))
    shutil.rmtree(work)
    print(f"erasures: {told[0]}; restored backups: {told[1]}; sealings: {sealed}; tables: {rows}; straight into the file: {straight}; changes of key: {changes}; of the vault's: {resealed}; corrections: {corrections}")
    print(f"{writes} writes; {len(killed)} runs killed, {len(refused)} met a full disk; eight writers left {written} completions")
    print(f"{runs} passed, 0 failed")


main(*sys.argv[1:])
