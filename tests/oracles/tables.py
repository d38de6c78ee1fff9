#!/usr/bin/env python3
"""tables.py BONA: every table that the program writes, opened by LibreOffice and openpyxl, cell by cell.

A store is filled with people whose names, roles and reasons a spreadsheet would run, cut apart or take for something
else. Each CSV is opened by LibreOffice as a double click does, and once more with texts as texts; each XLSX by openpyxl
and by LibreOffice. No cell may have become a formula, what was text must be there to the letter, and a workbook's days
must be days. In the same run a table that runs, and a day that is a text, must be found out.
"""
import csv
import datetime
import io
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import openpyxl

# As people are called, and as somebody might call themselves who means no good.
NAMES = ["Ann Byrne", "=HYPERLINK(\"http://x\",\"y\")", "+44 1632 960000", "-1+1", "@SUM(1+1)", "Zoë \"Z\" Díaz, RN", "1/2", "TRUE",
         "0042", "1e5", "مرحبا", "; DROP", "'quoted", "=cmd|' /C calc'!A0", "ﬁne ＝1+1"]
MAPPING = """StaffMapping(
    staff_number: "No", name: ["Name"], role: "Role", place: "Place", kind: "Kind",
    kinds: [KindWord(says: "Permanent", means: Employed)], starts: "From", ends: "To", dates: DayMonthYear,
)
"""
RULES = """[
    Requirement(id: "all_staff", title: "=1+1", courses: ["first"], within: Days(30), every: Months(12)),
    Requirement(id: "more", title: "LGBT+, \\"more\\"", courses: ["other"], within: Days(30)),
]
"""
DAY = "2026-11-20"
counted = {"tables": 0, "days": 0, "cells": 0, "by LibreOffice": 0}


def expect(holds, why):
    if not holds:
        sys.exit(f"tables: {why}")


def written(rows):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def filled(bona, folder):
    """The tables that the program writes of such a store: name, bytes."""
    def run(*words, ends=(0,)):
        done = subprocess.run([bona, "evidence", *words], cwd=folder, capture_output=True, check=False,
                              env={**os.environ, "BONA_STORE": "evidence.bona"})
        expect(done.returncode in ends, f"{words}: {done.stdout.decode()}{done.stderr.decode()}")
        return done.stdout

    def put(name, text):
        (folder / name).write_text(text, encoding="utf-8", newline="")

    numbers = [f"{place:04}" for place in range(len(NAMES))]
    put("mapping.ron", MAPPING)
    put("requirements.ron", RULES)
    put("staff.csv", written([["No", "Name", "Role", "Place", "Kind", "From", "To"]]
                             + [[number, name, NAMES[-place], "=Ward 9", "Permanent", "01/02/2024", ""]
                                for place, (number, name) in enumerate(zip(numbers, NAMES))]))
    done = [(number, name) for place, (number, name) in enumerate(zip(numbers, NAMES)) if place % 3]
    put("progress.csv", written([["", "ID number", "The course", ""]]
                                + [[name, number, "Completed", "2025-12-03 10:00:00"] for number, name in done]
                                + [["Nobody", "9999", "=Erledigt", "2025-12-03 10:00:00"]]))
    put("users.csv", written([["ID number", "Username"]] + [[number, f"user{number}, \"x\""] for number, _ in done]))
    run("init", "--organisation", "Elm Street Surgery")
    run("staff", "staff.csv", "--mapping", "mapping.ron", "--as-at", DAY, "--apply")
    run("import", "progress.csv", "--course", "first", "--activity", "The course", "--apply", ends=(1,))
    run("waive", "0000", "--requirement", "more", "--until", "2027-01-31", "--because", "=because", "--decided-by", "=Cy", "--apply")
    join = ["--list", "users.csv", "--identify-by", "staff_number", "--id-column", "ID number", "--user-column", "Username",
            "--course", "first", "--no-score-as", "100"]
    run("upload", "totara.csv", "--for", "totara", "--short-name", "First, \"basic\"", *join)
    run("upload", "moodle.csv", "--for", "moodle", "--grade-item", "LGBT+ awareness", *join)
    tables = {
        "matrix": run("matrix", "--output", "csv"),
        "pack": run("matrix", "--pack", "=North", "--output", "csv"),
        "gaps": run("gaps", "--all", "--as-at", DAY, "--output", "csv"),
        "expiring": run("expiring", "--within", "60d", "--as-at", DAY, "--output", "csv"),
        "chase": run("chase", "--within", "60d", "--as-at", DAY, "--output", "csv"),
        "reconcile": run("reconcile", "progress.csv", "--course", "first", "--activity", "The course", "--all", "--output", "csv", ends=(0, 1)),
        "refused": (folder / "progress.csv.refused.csv").read_bytes(),
        "totara": (folder / "totara.csv").read_bytes(),
        "moodle": (folder / "moodle.csv").read_bytes(),
    }
    run("page", "staff.xlsx", "--as-at", DAY)
    return tables


def convert(files, options, ending, folder):
    """The files as LibreOffice saves them."""
    folder.mkdir()
    kind = "xlsx:Calc MS Excel 2007 XML"
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", *options, "--convert-to", kind,
               "--outdir", str(folder), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    made = {file.stem: folder / f"{file.stem}.{ending}" for file in files}
    for path in made.values():
        expect(path.is_file(), f"LibreOffice made no {path.name}: {done.stdout}{done.stderr}")
    return made


def cells(path):
    """Every sheet's cells: the text of each, and which are formulas."""
    book = openpyxl.load_workbook(path)
    rows = [[cell for cell in row] for sheet in book for row in sheet.iter_rows()]
    formulas = [f"{cell.parent.title}!{cell.coordinate} {cell.value}" for row in rows for cell in row if cell.data_type == "f"]
    return [["" if cell.value is None else cell.value for cell in row] for row in rows], formulas


def texts(rows):
    """Rows without blanks at their ends, and without empty rows."""
    kept = []
    for row in rows:
        row = [str(cell) for cell in row]
        while row and row[-1] == "":
            row.pop()
        if row:
            kept.append(row)
    return kept


def compare(name, found, wanted):
    found, wanted = texts(found), texts(wanted)
    expect(len(found) == len(wanted), f"{name}: {len(found)} rows where {len(wanted)} are wanted")
    for number, (one, other) in enumerate(zip(found, wanted), 1):
        expect(one == other, f"{name}, row {number}: {one} where {other} is wanted")
        counted["cells"] += len(one)


def judge(tables, work, office):
    plain = work / "plain"
    plain.mkdir()
    files = []
    for name, data in tables.items():
        (plain / f"{name}.csv").write_bytes(data)
        files.append(plain / f"{name}.csv")
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
        expect(len(rows) > 1 and len({len(row) for row in rows}) == 1, f"{name}: its rows are not of one length: {rows[:2]}")
        starts = [cell for row in rows for cell in row if cell.lstrip(" ")[:1] and cell.lstrip(" ")[0] in "=+-@\t\r\0＝＋－＠"]
        expect(not starts, f"{name}: cells that would run: {starts[:3]}")
        counted["tables"] += 1
    if not office:
        return
    # As a double click opens them: whatever else becomes of a cell, it does not run.
    for name, path in convert(files, [], "xlsx", work / "clicked").items():
        rows, formulas = cells(path)
        expect(not formulas, f"{name}: LibreOffice made formulas: {formulas[:3]}")
        expect(len(texts(rows)) == len(texts(list(csv.reader(io.StringIO(tables[name].decode("utf-8-sig")))))), f"{name}: rows were lost")
        counted["by LibreOffice"] += 1
    # Commas, quotation marks, UTF-8, each column as text: to the letter.
    columns = "/".join(f"{column}/2" for column in range(1, 31))
    options = [f"--infilter=Text - txt - csv (StarCalc):44,34,76,1,{columns}"]
    for name, path in convert(files, options, "xlsx", work / "texts").items():
        rows, formulas = cells(path)
        expect(not formulas, f"{name}: {formulas[:3]}")
        compare(f"{name} by LibreOffice", rows, list(csv.reader(io.StringIO(tables[name].decode("utf-8-sig")))))
        counted["by LibreOffice"] += 1


def days(path):
    """The days of a workbook, and what stands in a column of days and is none."""
    found, other = [], []
    for sheet in openpyxl.load_workbook(path):
        for column in sheet.iter_cols():
            if column[0].value in ("Due, or until", "Last done"):
                for cell in column[1:]:
                    true = isinstance(cell.value, datetime.datetime) and cell.number_format.lower().replace("\\", "") == "yyyy-mm-dd"
                    (found if true else other).append(cell.value)
    return found, [value for value in other if value is not None]


def workbook(path, work, office):
    """The manager's workbook as openpyxl reads it, and as LibreOffice saves it again."""
    rows, formulas = cells(path)
    expect(not formulas, f"staff.xlsx: {formulas[:3]}")
    whole = {str(cell) for row in rows for cell in row}
    for name in NAMES:
        expect(name in whole, f"staff.xlsx: {name} is not there to the letter")
    true, other = days(path)
    expect(not other, f"staff.xlsx: in a column of days stand {other[:3]}")
    counted["tables"] += 1
    counted["days"] += len(true)
    if office:
        saved = convert([path], [], "xlsx", work / "book")["staff"]
        expect(days(saved) == (true, []), f"staff.xlsx by LibreOffice: other days: {days(saved)}")
        again, formulas = cells(saved)
        expect(not formulas, f"staff.xlsx by LibreOffice: {formulas[:3]}")
        compare("staff.xlsx by LibreOffice", again, rows)
        counted["by LibreOffice"] += 1


def canary(work, office):
    """A table that runs must be found out, by either program."""
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"
    book.save(work / "formula.xlsx")
    expect(cells(work / "formula.xlsx")[1], "openpyxl does not see a formula")
    book.active["A1"], book.active["A2"] = "Last done", "2026-11-20"
    book.save(work / "day.xlsx")
    expect(days(work / "day.xlsx") == ([], ["2026-11-20"]), "a day that is a text is not found out")
    if office:
        (work / "running.csv").write_text('name,what\n"=1+1","x"\n', encoding="utf-8")
        expect(cells(convert([work / "running.csv"], [], "xlsx", work / "canary")["running"])[1], "LibreOffice runs nothing")


def main():
    bona = pathlib.Path(sys.argv[1]).resolve()
    office = shutil.which("soffice") is not None
    if not office:
        expect(os.environ.get("BONA_TESTS") != "full", "LibreOffice is not there; tests/run --full needs it")
        print("left out: LibreOffice is not there; tests/run --full has it")
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        canary(work, office)
        folder = work / "desk"
        folder.mkdir()
        judge(filled(bona, folder), work, office)
        workbook(folder / "staff.xlsx", work, office)
    least = (10, 40, 800, 19) if office else (10, 40, 0, 0)
    expect(all(count >= most for count, most in zip(counted.values(), least)), f"too little was judged: {counted}")
    print(", ".join(f"{count} {what}" for what, count in counted.items()))


main()
