#!/usr/bin/env python3
"""workbooks.py BONA: lists that somebody keeps in a workbook, read as their CSV is read.

openpyxl writes a staff list and a sheet of training days with real days, noughts in front, shares and formulas;
LibreOffice computes and saves them as XLSX, as ODS and as CSV. The program must take the same people, posts, days and
scores from each, and record the hash of the very file that it was given. In the same run a workbook in which two sheets
may be meant, one that is damaged and one whose days differ must be found out.
"""
import base64
import csv
import datetime
import hashlib
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import openpyxl

STAFF = [["Employee\nnumber", "Forename", "Surname", "Whole name", "Job title", "Site", "Start date", "Leaving date"],
         [42, "Ann", "Byrne", '=B2&" "&C2', "Nurse", "Ward 9", datetime.date(2020, 11, 23), None],
         [1007, "Zoë", "Díaz, RN", '=B3&" "&C3', "=UPPER(\"gp\")", "Hill \"A\"", datetime.date(2024, 2, 29), datetime.date(2026, 10, 31)],
         [None] * 8,
         [900001, "Bo", "O'Neill", '=B5&" "&C5', "Porter", "Ward 9", datetime.datetime(2026, 1, 1), None]]
DAYS = [["Training matrix", None, None, None],
        ["Employee number", "Name", "First contact", "Mark"],
        [42, "Ann Byrne", datetime.date(2026, 3, 1), 0.855],
        [1007, "Zoë Díaz, RN", None, None],
        [900001, "Bo O'Neill", datetime.datetime(2026, 3, 2, 14, 30), 1]]
STAFF_MAPPING = """StaffMapping(
    staff_number: "Employee number", name: ["Whole name"], role: "Job title", place: "Site",
    starts: "Start date", ends: "Leaving date", dates: DayMonthYear,
)
"""
DAYS_MAPPING = """(
    format: 1, who: StaffNumber("Employee number"), name: ["Name"],
    when: (column: "First contact", order: DayFirst), score: (column: "Mark", scale: Percent),
)
"""
RULES = '[Requirement(id: "all", title: "All", courses: ["first"], within: Days(30), every: Months(12))]'
counted = {"files": 0, "compared": 0, "refused": 0}


def expect(holds, why):
    if not holds:
        sys.exit(f"workbooks: {why}")


def book(path, rows, noughts, more=()):
    """A workbook with a hidden sheet beside; staff numbers have so many digits."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "List"
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            if column == 1 and isinstance(value, int):
                cell.number_format = "0" * noughts
            elif isinstance(value, datetime.datetime):
                cell.number_format = "dd/mm/yyyy hh:mm"
            elif isinstance(value, datetime.date):
                cell.number_format = "dd/mm/yyyy"
            elif rows is DAYS and column == 4 and number > 2:
                cell.number_format = "0.0%"
    hidden = made.create_sheet("Lists of words")
    hidden["A1"] = "Nurse"
    hidden.sheet_state = "hidden"
    for name in more:
        made.create_sheet(name)["A1"] = "Something"
    made.save(path)


def convert(path, ending, folder):
    """The file as LibreOffice saves it, formulas computed."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false" if ending == "csv" else ending
    out = folder / ending
    subprocess.run(["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(out), str(path)],
                   check=True, capture_output=True, timeout=300)
    return out / f"{path.stem}.{ending}"


class Desk:
    """A store of its own."""

    def __init__(self, bona, folder):
        self.bona, self.folder = bona, folder
        folder.mkdir()
        self.put("staff.ron", STAFF_MAPPING)
        self.put("days.ron", DAYS_MAPPING)
        self.put("requirements.ron", RULES)
        self.run("init", "--organisation", "Elm Street Surgery")

    def put(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def run(self, *words, ends=0):
        done = subprocess.run([self.bona, "evidence", *map(str, words)], cwd=self.folder, capture_output=True, text=True, check=False,
                              env={**os.environ, "BONA_STORE": "evidence.bona"})
        expect(done.returncode == ends, f"{words} ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def take(self, staff, days):
        """What is known of everybody after both lists were taken."""
        self.run("staff", staff, "--mapping", "staff.ron", "--as-at", "2026-09-30", "--apply")
        said = self.run("import", days, "--course", "first", "--kind", "table", "--mapping", "days.ron", "--apply")
        first = int(re.search(r"as leaves (\d+) to", said)[1])
        for file in (staff, days):
            counted["files"] += 1
        gaps = json.loads(self.run("gaps", "--all", "--as-at", "2026-09-30", "--output", "json"))
        matrix = json.loads(self.run("matrix", "--output", "json"))
        exported = self.folder / "out"
        # The leaf of the batch stands in front of its records, and what it commits to is opened.
        self.run("export", exported, "--open", first - 1)
        bodies = [base64.b64decode(word) for path in sorted(exported.rglob("*")) if path.is_file()
                  for word in re.findall(rb"[A-Za-z0-9+/]{80,}={0,2}", path.read_bytes())]
        own = hashlib.sha256(pathlib.Path(days).read_bytes()).hexdigest().encode()
        expect(any(own in body for body in bodies), f"{days}: its hash is not recorded")
        kept = lambda lines, fields: sorted([line.get(field) for field in fields] for line in lines)
        return (kept(gaps["lines"], ("name", "role", "place", "state", "day", "last")),
                kept(matrix["completions"], ("name", "verdict", "score", "claimed")))


def refused(desk, words, *command):
    said = desk.run(*command, ends=1)
    expect(words in said, f"{words!r} is not said: {said}")
    counted["refused"] += 1


def main(bona):
    bona = str(pathlib.Path(bona).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        book(folder / "staff.xlsx", STAFF, 6)
        book(folder / "days.xlsx", DAYS, 6)
        made = {ending: [convert(folder / f"{stem}.xlsx", ending, folder) for stem in ("staff", "days")]
                for ending in ("csv", "xlsx", "ods")}
        read = {ending: Desk(bona, folder / f"desk_{ending}").take(*files) for ending, files in made.items()}
        gaps, matrix = read["csv"]
        # LibreOffice writes a share as it is shown; the first is 85.5 %, of which a record keeps whole per cent.
        expect([line[2] for line in matrix] == [86, 100] and len(gaps) == 2 + 1, f"not what stands in the lists: {read['csv']}")
        expect({line[0] for line in gaps} == {"Ann Byrne", "Zoë Díaz, RN", "Bo O'Neill"}, f"other people: {gaps}")
        for ending in ("xlsx", "ods"):
            expect(read[ending] == read["csv"], f"{ending} says {read[ending]}, and its CSV {read['csv']}")
            counted["compared"] += 1
        # A reading that differed would be seen: another day, and the same is asked again.
        rows = [list(row) for row in csv.reader(io.StringIO(made["csv"][1].read_text(encoding="utf-8")))]
        rows[2][2] = "02/03/2026"
        with open(folder / "other.csv", "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        other = Desk(bona, folder / "desk_other").take(made["csv"][0], folder / "other.csv")
        expect(other != read["csv"], "another day makes no difference")
        desk = Desk(bona, folder / "desk_refused")
        book(folder / "two.xlsx", STAFF, 6, more=["Leavers"])
        refused(desk, "something stands in several sheets of the workbook: `List`, `Leavers`", "staff", folder / "two.xlsx")
        refused(desk, "say which with --sheet", "staff", folder / "two.xlsx", "--mapping", "staff.ron")
        refused(desk, "no sheet `list`", "staff", folder / "two.xlsx", "--sheet", "list")
        refused(desk, "no workbook", "staff", made["csv"][0], "--sheet", "List")
        two = convert(folder / "two.xlsx", "xlsx", folder)
        desk.run("staff", two, "--sheet", "List", "--mapping", "staff.ron", "--as-at", "2026-09-30", "--apply")
        whole = made["xlsx"][0].read_bytes()
        for spoilt in (whole[: len(whole) // 2], whole[:2000] + bytes(64) + whole[2064:]):
            (folder / "spoilt.xlsx").write_bytes(spoilt)
            refused(desk, "error: ", "staff", folder / "spoilt.xlsx", "--mapping", "staff.ron")
        shutil.rmtree(folder / "profile", ignore_errors=True)
    print(f"{counted['files']} lists of openpyxl and LibreOffice, {counted['compared']} kinds of workbook as their CSV, "
          f"{counted['refused']} refused")
    print(f"{sum(counted.values())} passed, 0 failed")


main(sys.argv[1])
