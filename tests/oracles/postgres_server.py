"""A server of PostgreSQL that is started for one run, and programs that keep evidence on it; postgres.py runs them."""

import json
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
MAPPING = """(format: 1, who: StaffNumber("Number"), name: ["Name"], state: (column: "Status", completed: ["Done"]),
    when: (column: "Day"))"""


def expect(holds, why):
    if not holds:
        sys.exit(f"postgres: {why}")


class Server:
    """A server, and what its superuser sees."""

    def __init__(self):
        command = [str(HERE.parent / "tools" / "postgres.sh")]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.folder = self.process.stdout.readline().strip()
        expect(self.folder, "no server was started")
        self.data = pathlib.Path(self.folder) / "data"

    def ask(self, sql, database="postgres"):
        line = ["psql", "-h", self.folder, "-U", "postgres", "-d", database, "-v", "ON_ERROR_STOP=1", "-qAt", "-c", sql]
        done = subprocess.run(line, capture_output=True, text=True, check=False)
        expect(done.returncode == 0, f"{sql}: {done.stderr}")
        return done.stdout.strip()

    def holds(self, wanted):
        """The files of tables in which some bytes stand."""
        return [str(path) for path in (self.data / "base").rglob("*") if path.is_file() and wanted in path.read_bytes()]

    def again(self, how, *options):
        """Stops the server as an administrator does (`fast`) or as a power cut does (`immediate`), and starts it: as before, or
        with these options alone."""
        tool = re.sub(r"postgres$", "pg_ctl", os.readlink(f"/proc/{self.pid()}/exe"))
        line = [tool, "-D", str(self.data), "-m", how, "-w", "-l", str(self.data / "log"), *options, "restart"]
        whose = [] if os.getuid() else ["runuser", "-u", self.data.owner(), "--"]
        done = subprocess.run(whose + line, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              text=True, check=False, cwd="/")
        expect(done.returncode == 0, f"the server does not start again: {done.stderr}")

    def pid(self):
        return (self.data / "postmaster.pid").read_text(encoding="utf-8").split("\n")[0]

    def end(self):
        self.process.stdin.close()
        self.process.wait()


class Session:
    """One connection of the superuser, which holds on to what it took."""

    def __init__(self, server, begin):
        line = ["psql", "-h", server.folder, "-U", "postgres", "-d", "training", "-qAt"]
        quiet = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(line, text=True, **quiet)
        expect(self.ask(f"BEGIN ISOLATION LEVEL REPEATABLE READ; {begin}; SELECT count(*) FROM bona.head;") == "1", begin)

    def ask(self, sql):
        self.process.stdin.write(sql + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def end(self):
        self.process.stdin.close()
        self.process.wait()


class Desk:
    """A folder, and the store that is named; each command is a process of its own."""

    def __init__(self, bona, folder, store):
        self.bona, self.folder, self.store = bona, folder, store
        folder.mkdir()
        (folder / "map.ron").write_text(MAPPING, encoding="utf-8")

    def line(self, *words):
        line = [self.bona, *(words if words[0] == "keys" else ("evidence", *words))]
        return {"args": line, "cwd": self.folder, "env": {**os.environ, "BONA_STORE": self.store}, "text": True}

    def run(self, *words, ends=0):
        done = subprocess.run(**self.line(*words), capture_output=True, check=False, timeout=300)
        expect(done.returncode == ends, f"{self.store} {words} left with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def start(self, *words):
        return subprocess.Popen(**self.line(*words), stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def table(self, name, first, rows):
        people = "".join(f"{number:06d},Person {number:06d},Done,2026-11-03\n" for number in range(first, first + rows))
        (self.folder / name).write_text("Number,Name,Status,Day\n" + people, encoding="utf-8")
        return "import", name, "--kind", "table", "--mapping", "map.ron", "--course", "first_contact", "--apply"

    def verified(self):
        return json.loads(subprocess.run(**self.line("verify", "--output", "json"), capture_output=True, check=True).stdout)
