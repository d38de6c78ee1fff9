"""faults.py BONA MODE: kills `bona evidence import` at a write of its own or of SQLite, or lets the disk be full there.

A small library, loaded before the program's own, counts writes, forcings to the disk, cuts, renames and removals, and
ends the program with SIGKILL at the k-th, or answers ENOSPC from it on; k is seeded. 36 times, with MODE `full` 300 times.
Afterwards what was acknowledged must be there, and once the import was repeated each record must stand once.
Invariant: the library is shown to work (runs die, runs meet the full disk), and a store that lost a leaf is refused.
"""

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

FIXTURES = pathlib.Path(__file__).parent.parent / "fixtures" / "evidence"
LIBRARY = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
static long count;
static int reached(void) {
  const char *at = getenv("FAULT_AT");
  long mine = __atomic_add_fetch(&count, 1, __ATOMIC_SEQ_CST);
  if (!at || mine < atol(at)) return 0;
  if (strcmp(getenv("FAULT"), "kill") == 0) kill(getpid(), SIGKILL);
  return 1;
}
#define REAL(name, type) static __typeof__(type) real; if (!real) real = (type)dlsym(RTLD_NEXT, name)
#define FULL if (reached()) { errno = ENOSPC; return -1; }
ssize_t write(int file, const void *bytes, size_t size) {
  REAL("write", ssize_t (*)(int, const void *, size_t));
  if (file > 2) FULL
  return real(file, bytes, size);
}
ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t at) {
  REAL("pwrite64", ssize_t (*)(int, const void *, size_t, off64_t));
  FULL
  return real(file, bytes, size, at);
}
ssize_t pwrite(int file, const void *bytes, size_t size, off_t at) {
  REAL("pwrite", ssize_t (*)(int, const void *, size_t, off_t));
  FULL
  return real(file, bytes, size, at);
}
int ftruncate64(int file, off64_t size) { REAL("ftruncate64", int (*)(int, off64_t)); reached(); return real(file, size); }
int ftruncate(int file, off_t size) { REAL("ftruncate", int (*)(int, off_t)); reached(); return real(file, size); }
int fsync(int file) { REAL("fsync", int (*)(int)); reached(); return real(file); }
int fdatasync(int file) { REAL("fdatasync", int (*)(int)); reached(); return real(file); }
int rename(const char *from, const char *to) { REAL("rename", int (*)(const char *, const char *)); reached(); return real(from, to); }
int unlink(const char *path) { REAL("unlink", int (*)(const char *)); reached(); return real(path); }
__attribute__((destructor)) static void told(void) {
  const char *path = getenv("FAULT_COUNT");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (file) { fprintf(file, "%ld", count); fclose(file); }
}
"""


class Desk:
    """A folder with a store; each command is a process of its own."""

    def __init__(self, bona, folder):
        self.bona, self.folder = bona, folder

    def run(self, *words, **more):
        environment = {**os.environ, "BONA_STORE": str(self.folder / "evidence.bona"), **more}
        line = [self.bona, "evidence", *words]
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
    shutil.rmtree(work)
    print(f"{writes} writes; {len(killed)} runs killed, {len(refused)} met a full disk; eight writers left {written} completions")
    print(f"{runs} passed, 0 failed")


main(*sys.argv[1:])
