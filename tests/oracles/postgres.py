"""postgres.py BONA: evidence in a database of PostgreSQL, from end to end, on a server that is started for it.

The same commands run on a file and at an address, and must say the same. Then eight programs write at once, programs are
killed in the middle of an import, the server dies under one, and somebody is erased, of whom nothing may be found in the
tables' files; a canary is found by the same search. A backup is put back, and a log adopted, at another address. At the end
all of it must verify, and so must a backup. Last, the server shows certificates that are made on the spot, and is believed by
the right one alone.
Invariant: no run leaves half an import, and none that was acknowledged is lost.
"""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

from postgres_doors import encrypted, refused
from postgres_server import Desk, Server, Session, expect

WRITERS, ROWS, KILLED = 8, 40, 3
LONG = 12_000


class Halt:
    """Lets an import go on until it has written leaves, bodies and people, and no further."""

    def __init__(self, server):
        self.session = Session(server, "LOCK TABLE bona.seen IN EXCLUSIVE MODE")

    def wait(self, running):
        waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'bona.seen'::regclass;"
        while self.session.ask(waiting) == "0":
            expect(running.poll() is None, "an import ended before it was halted")


def same(bona, folder, server):
    """What is said of a store at an address is what is said of a file; gives how much was compared."""
    server.ask("CREATE DATABASE same")
    address = f"postgres://postgres@/same?host={server.folder}"
    desks = [Desk(bona, folder / "file", "evidence.bona"), Desk(bona, folder / "same", address)]
    beside = f"same@socket{server.folder.replace('/', '=')}"
    said = []
    for desk in desks:
        lines = [("init", "--organisation", "Elm Street"), desk.table("one.csv", 0, 5), desk.table("two.csv", 3, 5),
                 desk.table("one.csv", 0, 5), ("person", "000004"), ("matrix",), ("rename", "000004", "--to", "Cara Dee", "--apply"),
                 ("person", "000004"), ("erase", "000003", "--basis", "art17", "--decided-by", "Ann", "--apply"),
                 desk.table("one.csv", 0, 5), ("verify",), ("doctor",), ("backup", "copy.bona"), ("keys", "list")]
        told = []
        for line in lines:
            done = subprocess.run(**desk.line(*line), capture_output=True, check=False)
            told.append((line, done.returncode, plain(done.stdout + done.stderr, desk.store, address, beside)))
        said.append(told)
    for (line, *one), (_, *two) in zip(*said):
        # The name of the log and what stands beside it are explained otherwise at an address.
        expect(line[0] in ("init",) or one == two, f"{line} says on a file and at an address:\n{one[1]}\n---\n{two[1]}\n{one[0]}, {two[0]}")
        expect(one[0] == two[0], f"{line} left with {one[0]} and {two[0]}")
    return len(said[0])


def plain(text, store, address, beside):
    """Without what differs from one store to another: names, times, keys, numbers."""
    text = text.replace(address, "STORE").replace(beside, "STORE").replace(store, "STORE")
    text = re.sub(r"elm-street/bona/\w+(\+\S+)?", "LOG", text)
    text = re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+Z", "TIME", text)
    text = re.sub(r"\b[a-z2-7]{26}\b", "NUMBER", text)
    text = re.sub(r"\b[0-9a-f]{16}\b|[A-Za-z0-9+/]{40,}=*", "BYTES", text)
    return re.sub(r" {2,}", "  ", text)


def together(desk):
    """Eight programs write at once: no place is given twice, and nothing is lost."""
    before = desk.verified()
    lines = [desk.table(f"writer-{number}.csv", 1_000 + number * ROWS, ROWS) for number in range(WRITERS)]
    running = [desk.start(*line) for line in lines]
    for one in running:
        out, err = one.communicate(timeout=300)
        expect(one.returncode == 0, f"a writer left with {one.returncode}: {out}{err}")
    after = desk.verified()
    expect(after["completions"] == before["completions"] + WRITERS * ROWS, f"of eight writers: {before}, {after}")
    expect(after["size"] == before["size"] + WRITERS * (ROWS + 1) == after["signed"], f"places: {before}, {after}")


def killed(desk, server):
    """Programs die in the middle of an import: nothing of it is there, and another program writes at once."""
    before, died = desk.verified(), 0
    line = desk.table("long.csv", 100_000, LONG)
    for _ in range(KILLED):
        halt = Halt(server)
        running = desk.start(*line)
        halt.wait(running)
        running.send_signal(signal.SIGKILL)
        running.communicate()
        halt.session.end()
        died += running.returncode == -signal.SIGKILL
        found = desk.verified()
        expect(found["size"] == before["size"] == found["signed"], f"half an import is there: {before}, {found}")
    expect(died == KILLED, f"of {KILLED} programs {died} were killed while they wrote")
    desk.run("doctor")


def server_dies(desk, server):
    """The server stops under an import: it is said, nothing of it is there, and all goes on once the server is back."""
    before = desk.verified()
    for how in ("fast", "immediate"):
        halt = Halt(server)
        running = desk.start(*desk.table("long.csv", 100_000, LONG))
        halt.wait(running)
        server.again(how)
        halt.session.end()
        out, err = running.communicate(timeout=120)
        expect(running.returncode == 2 and "whole or not at all" in err, f"left with {running.returncode}: {out}{err}")
        expect(desk.store in err and "\n  help: " in err and "panicked" not in err, err)
        found = desk.verified()
        expect(found["size"] == before["size"], f"half an import is there: {before}, {found}")
    desk.run(*desk.table("long.csv", 100_000, LONG))
    found = desk.verified()
    expect(found["completions"] == before["completions"] + LONG, f"after the server came back: {before}, {found}")


def erased(desk, server):
    """Of whom is erased nothing stands in the files of the tables, even while an older reader holds on to a moment."""
    names = "SELECT encode(name, 'hex') FROM bona.person WHERE name IS NOT NULL ORDER BY number"
    bodies = "SELECT encode(parts, 'hex') FROM bona.vault ORDER BY leaf"
    before = [{bytes.fromhex(line) for line in server.ask(sql, "training").split("\n")} for sql in (names, bodies)]
    server.ask("CHECKPOINT")
    holding = Session(server, "SET LOCAL work_mem = '4MB'")
    said = desk.run("erase", "001003", "--basis", "art17", "--decided-by", "Ann", "--apply")
    server.ask("CHECKPOINT")
    after = [{bytes.fromhex(line) for line in server.ask(sql, "training").split("\n")} for sql in (names, bodies)]
    gone = [one - two for one, two in zip(before, after)]
    expect([len(some) for some in gone] == [1, 1], f"one name and one record go, not {[len(some) for some in gone]}: {said}")
    for some in gone:
        for box in some:
            expect(not server.holds(box), f"what was erased stands in {server.holds(box)}")
    for some in after:
        expect(server.holds(max(some, key=len)), "a canary is not found, so the search finds nothing")
    holding.end()
    expect("nobody" in desk.run("person", "001003", ends=2).lower(), "who was erased is not known any more")
    again = desk.run(*desk.table("writer-0.csv", 1_000, ROWS), ends=1)
    expect("erased" in again, f"who was erased comes back: {again}")


def uncounted(desk, server):
    """The server's statistics name nobody: none are kept; those of an older store go, with whom they named, when one is erased."""
    counted = "SELECT unnest(histogram_bounds::text::text[]) FROM pg_stats WHERE schemaname = 'bona' AND tablename = 'person' LIMIT 50"
    server.ask("ANALYZE", "training")
    expect(not server.ask(counted, "training"), "statistics are kept of people")
    server.ask("ALTER TABLE bona.person ALTER number SET STATISTICS -1; ALTER TABLE bona.learner ALTER person SET STATISTICS -1", "training")
    server.ask("ANALYZE", "training")
    number = server.ask(counted, "training").split("\n")[7]
    desk.run("erase", number, "--basis", "art17", "--decided-by", "Ann", "--apply")
    server.ask("CHECKPOINT")
    expect(not server.ask(counted, "training"), "statistics are kept on")
    expect(not server.holds(number.encode()), f"the number stands in {server.holds(number.encode())}")
    expect(not server.ask(f"SELECT 1 FROM bona.person WHERE number = '{number}'", "training"), "who was erased is there")
    kept = server.ask("SELECT number FROM bona.person LIMIT 1", "training").encode()
    expect(server.holds(kept), "a canary is not found, so the search finds nothing")


def waiting(desk, server):
    """Doctor names a clearing that waits, and leaves it; the next command does it."""
    server.ask("INSERT INTO bona.chore (name) VALUES ('scrub')", "training")
    expect("still stands in the files" in desk.run("doctor", ends=1), "a clearing that waits is not told")
    expect(server.ask("SELECT count(*) FROM bona.chore", "training") == "1", "doctor changed something")
    desk.run("verify")
    desk.run("doctor")


def backed_up(desk):
    """A backup verifies by itself, with the keys, and is put back into a file."""
    desk.run("backup", "copy.bona")
    keys = next(path for path in desk.folder.iterdir() if path.name.endswith(".keys"))
    copy = Desk(desk.bona, desk.folder / "back", "evidence.bona")
    beside = keys.name.removesuffix(".keys")
    subprocess.run(["cp", "-r", keys, copy.folder / "evidence.bona.keys"], check=True)
    for ending in (".checkpoint", ".erased"):
        subprocess.run(["cp", desk.folder / (beside + ending), copy.folder / ("evidence.bona" + ending)], check=True)
    copy.run("restore", "../copy.bona", "--apply")
    one, two = desk.verified(), copy.verified()
    expect([one[it] for it in ("size", "completions", "signed")] == [two[it] for it in ("size", "completions", "signed")], f"{one}, {two}")


def put_back(desk, server):
    """A backup becomes a store at an address, without who was erased since; and a new log goes on there from one whose key is lost."""
    kept = next(path.name.removesuffix(".keys") for path in desk.folder.iterdir() if path.name.endswith(".keys"))
    desk.run("backup", "before.bona")
    checkpoint = (desk.folder / (kept + ".checkpoint")).read_bytes()
    desk.run("erase", "001005", "--basis", "art17", "--decided-by", "Ann", "--apply")
    desk.run("backup", "after.bona")
    found = desk.verified()
    for name, words in [("again", ("restore", "../desk/before.bona")), ("adopted", ("adopt", "--from", "old.bona", "--key-lost"))]:
        server.ask(f"CREATE DATABASE {name}")
        back = Desk(desk.bona, desk.folder.parent / name, f"postgres://postgres@/{name}?host={server.folder}")
        beside = "old.bona" if name == "adopted" else f"{name}@socket{server.folder.replace('/', '=')}"
        if name == "again":
            said = back.run(*words, ends=2)
            expect(all(f"{beside}{ending}`" in said for ending in (".keys", ".checkpoint", ".erased")), said)
        for ending in (".keys", ".checkpoint", ".erased"):
            subprocess.run(["cp", "-r", desk.folder / (kept + ending), back.folder / (beside + ending)], check=True)
        if name == "again":
            (back.folder / (beside + ".checkpoint")).write_bytes(checkpoint)
        else:
            shutil.copy(desk.folder / "after.bona", back.folder / beside)
        back.run(*words)
        expect(server.ask("SELECT to_regclass('bona.release') IS NULL", name) == "t", "something was written without --apply")
        back.run(*words, "--apply")
        back.run("doctor")
        expect("nobody" in back.run("person", "001005", ends=2).lower(), "who was erased is back")
        expect(back.verified()["completions"] == found["completions"], f"{name}: {back.verified()}, {found}")
        back.run(*back.table("more.csv", 500_000, 3))
        expect(back.verified()["completions"] == found["completions"] + 3, "the store that was put back does not go on")
        refused = back.run(*words, "--apply", *(["--replace"] if name == "again" else []), ends=2)
        expect(name == "adopted" or "an empty database alone" in refused, refused)


def resealed(desk):
    """Another key for the vault: names and records are read as before, and by the old key not at all."""
    keys = next(desk.folder.glob("*.keys"))
    old, said = (keys / "vault.key").read_bytes(), desk.run("matrix")
    desk.run("keys", "rotate", "vault", "--apply")
    new = (keys / "vault.key").read_bytes()
    expect(new != old and (keys / "vault-1.key").read_bytes() == old, "the vault has no other key, or the old one is lost")
    expect(desk.run("matrix") == said, "under another key the matrix says something else")
    (keys / "vault-1.key").unlink()
    (keys / "vault.key").write_bytes(old)
    desk.run("matrix", ends=2)
    (keys / "vault.key").write_bytes(new)
    desk.run("verify")


def main(bona):
    server = Server()
    try:
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            compared = same(bona, folder, server)
            server.ask("CREATE DATABASE training")
            desk = Desk(bona, folder / "desk", f"postgres://postgres@/training?host={server.folder}")
            desk.run("init", "--organisation", "Elm Street")
            together(desk)
            resealed(desk)
            killed(desk, server)
            server_dies(desk, server)
            erased(desk, server)
            uncounted(desk, server)
            waiting(desk, server)
            backed_up(desk)
            put_back(desk, server)
            desk.run("verify")
            desk.run("doctor")
            refused(bona, folder, server)
            judged = encrypted(bona, folder, server)
    finally:
        server.end()
    print(f"postgres: {compared} commands say what they say of a file; {WRITERS} writers at once, {KILLED} killed, the server stopped "
          f"and cut off under an import of {LONG} rows; who was erased is in no table's file, and in no statistics; "
          f"{judged} times nobody was let in by a server that was not the one, or not encrypted")


if __name__ == "__main__":
    main(str(pathlib.Path(sys.argv[1]).resolve()))
