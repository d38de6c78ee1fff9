#!/usr/bin/env python3
"""forms.py BONA [MODE]: forms for places, filled in by programs of others and read again.

openpyxl fills them in and saves them; LibreOffice, where MODE is `full` or it is there, takes each into OpenDocument and
back. Each time the answers must come home to the letter, an untouched form must change nothing, and what a spreadsheet
makes of words by itself (formulas, numbers, days) must be refused at its cell.
"""
import datetime
import pathlib
import shutil
import subprocess
import sys
import tempfile

import openpyxl

ROOT = pathlib.Path(__file__).parent.parent.parent
PLACES = ["elm_street", "north_region", "oak_road"]
# What people type: quotes, what looks like a formula or a number, other scripts, blanks that count, lines.
ANSWERS = {"lead_contact": 'Zoë "Z" Díaz & <Jo>, ext. 12', "form_name": "=SUM(1)", "quiet_room": "01632 960000 \\ yr ystafell  gefn"}
WORDS = "The form is **blue**.\n\n- One: {lead_contact}\n  - and *two*"
MORE = "Dewch atom ni. مرحبا"
# The same in the course's other languages: by key, the words and the file of the place that must hold them.
SPOKEN = {
    "fact/quiet_room/cy": ("yr ystafell gefn, ŵ \"2\"", "house/places/oak_road.ron"),
    "fact/quiet_room/ar": ("الغرفة الخلفية (2)", "house/places/oak_road.ron"),
    "part/places/replace/the_form/cy": ("Mae’r ffurflen yn **las**.", "variants/oak_road.ron"),
    "part/places/end/your_place/ar": ("تعالوا إلينا.\n\nالباب مفتوح.", "variants/oak_road.ron"),
}
HOSTILE = [
    ("=1+1", "a formula stands here"),
    (1632960000, "the program made a number of what was typed: 1632960000"),
    (0.5, "the program made a number of what was typed: 0.5"),
    (datetime.date(2026, 2, 1), "the program made a day or a time of what was typed"),
    (datetime.time(9, 30), "the program made a day or a time of what was typed"),
    (True, "the program made TRUE or FALSE of what was typed"),
    ("x" * 61, "this has 61 characters"),
]
counted = {"untouched": 0, "filled": 0, "refused": 0, "spoken": 0}


class Desk:
    """The fixture in a folder of its own, and the program."""

    def __init__(self, bona, folder):
        self.bona, self.folder = bona, folder
        shutil.copytree(ROOT / "tests/fixtures/places", folder / "places")
        # In a script that runs from the right as well; its words are those of the fixture's other language.
        languages = folder / "places/languages"
        words = (languages / "cy.ron").read_text(encoding="utf-8")
        (languages / "ar.ron").write_text(words.replace('language: "cy"', 'language: "ar"'), encoding="utf-8")

    def run(self, *words):
        return subprocess.run([self.bona, *words], cwd=self.folder, capture_output=True, text=True, check=False)

    def read(self, file, *words):
        return self.run("variant", "read", str(file), "--course", "places", *words)

    def files(self):
        return {path: path.read_bytes() for path in sorted((self.folder / "places").rglob("*.ron"))}


def expect(holds, why):
    if not holds:
        sys.exit(f"forms: {why}")


def convert(file, ending, folder):
    """A file as LibreOffice saves it."""
    folder.mkdir(exist_ok=True)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    kind = "ods" if ending == "ods" else "xlsx:Calc MS Excel 2007 XML"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder, file]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    made = folder / f"{file.stem}.{ending}"
    expect(made.is_file(), f"LibreOffice made no {ending}: {done.stdout}{done.stderr}")
    return made


def saved(file, work, office):
    """A form as each program saves it: as it is, by openpyxl, and by LibreOffice in both formats."""
    again = work / "openpyxl" / file.name
    again.parent.mkdir(exist_ok=True)
    openpyxl.load_workbook(file).save(again)
    made = [file, again]
    if office:
        made.append(convert(file, "ods", work / "ods"))
        made.append(convert(made[-1], "xlsx", work / "xlsx"))
    return made


def answers(book):
    """The rows of a form by their keys: sheet and row."""
    sheets = (sheet for sheet in book if str(sheet["A1"].value or "").startswith(("bona/answers", "bona/course/")))
    return {row[0].value: (sheet, row[0].row) for sheet in sheets for row in sheet.iter_rows(min_row=4) if row[0].value}


def untouched(desk, forms, work, office):
    before = desk.files()
    for place in PLACES:
        for file in saved(forms / f"{place}.xlsx", work, office):
            done = desk.read(file, "--write")
            expect(f"({place}): nothing new" in done.stdout, f"{file}: {done.stdout}{done.stderr}")
            expect(desk.files() == before, f"{file} changed the course")
            counted["untouched"] += 1


def fill(source, target):
    book = openpyxl.load_workbook(source)
    rows = answers(book)
    for variable, say in ANSWERS.items():
        sheet, row = rows[f"fact/{variable}"]
        sheet.cell(row, 3).value = say
        # Text in a cell of the format Text stays text, whatever it begins with.
        sheet.cell(row, 3).data_type = "s"
    for key, say in [("part/places/replace/the_form", WORDS), ("part/places/end/your_place", MORE)]:
        sheet, row = rows[key]
        sheet.cell(row, 4).value, sheet.cell(row, 5).value = say, "Ours differs"
    book.save(target)


def filled(bona, forms, work, office):
    source = work / "filled.xlsx"
    fill(forms / "oak_road.xlsx", source)
    texts = set()
    for number, file in enumerate(saved(source, work, office)):
        folder = work / f"filled{number}"
        folder.mkdir()
        desk = Desk(bona, folder)
        done = desk.read(file, "--write")
        expect(done.returncode == 0 and "1 form taken" in done.stdout, f"{file}: {done.stdout}{done.stderr}")
        place = (folder / "places/house/places/oak_road.ron").read_text(encoding="utf-8")
        variant = (folder / "places/variants/oak_road.ron").read_text(encoding="utf-8")
        for say in ANSWERS.values():
            expect(say in place, f"{file}: {say} is not in {place}")
        expect(WORDS in variant and MORE in variant, f"{file}: the words are not in {variant}")
        checked = desk.run("check", "places")
        expect(checked.returncode == 0, f"{file}: {checked.stdout}")
        texts.add(place + variant)
        # A new form says what was answered.
        desk.run("variant", "form", "places", "--for", "oak_road")
        book = openpyxl.load_workbook(folder / "forms/oak_road.xlsx")
        rows = answers(book)
        for variable, say in ANSWERS.items():
            sheet, row = rows[f"fact/{variable}"]
            cell = sheet.cell(row, 3)
            expect((cell.value, cell.data_type) == (say, "s"), f"{variable}: {cell.value!r} is of the kind {cell.data_type}")
        counted["filled"] += 1
    expect(len(texts) == 1, "programs came to different files")


def spoken(bona, forms, work, office):
    """Each language's words come home beside those that they say the same as; left without these, they are refused."""
    source, alone = work / "spoken.xlsx", work / "alone.xlsx"
    fill(forms / "oak_road.xlsx", source)
    book = openpyxl.load_workbook(source)
    for key, (say, _) in SPOKEN.items():
        sheet, row = answers(book)[key]
        cell = sheet.cell(row, 3 if key.startswith("fact/") else 4)
        expect(not cell.protection.locked, f"{key} cannot be answered")
        expect((cell.alignment.readingOrder == 2) == key.endswith("/ar"), f"{key} is read from the wrong side")
        cell.value = say
    book.save(source)
    book = openpyxl.load_workbook(forms / "oak_road.xlsx")
    sheet, row = answers(book)["fact/quiet_room/cy"]
    sheet.cell(row, 3).value = "yr ystafell gefn"
    book.save(alone)
    for number, file in enumerate(saved(source, work, office)):
        folder = work / f"spoken{number}"
        folder.mkdir()
        desk = Desk(bona, folder)
        before = desk.files()
        done = desk.read(alone, "--write")
        expect(done.returncode == 1 and "words in Welsh stand here, and none" in done.stdout, f"{done.stdout}{done.stderr}")
        expect(desk.files() == before, "a form that was refused changed the course")
        done = desk.read(file, "--write")
        expect(done.returncode == 0 and "1 form taken" in done.stdout, f"{file}: {done.stdout}{done.stderr}")
        for key, (say, path) in SPOKEN.items():
            text = (folder / "places" / path).read_text(encoding="utf-8")
            held = say.replace('"', '\\"') if say not in text else say
            entry = f'language: "{key.rsplit("/", 1)[1]}", of: "'
            expect(held in text and entry in "".join(text.split("\n")).replace("  ", "").replace(",of", ", of"), f"{file}: {key} is not in {text}")
        told = desk.run("check", "places", "--output", "short").stdout
        expect("place-stale" not in told, told)
        # The known bad: other words in the course's language alone, and those in the others are named.
        path = folder / "places/house/places/oak_road.ron"
        path.write_text(path.read_text(encoding="utf-8").replace(ANSWERS["quiet_room"].replace("\\", "\\\\"), "the hall").replace(ANSWERS["quiet_room"], "the hall"), encoding="utf-8")
        told = desk.run("check", "places", "--output", "short").stdout
        expect(told.count("place-stale") == 2, f"other words were not noticed: {told}")
        counted["spoken"] += 1


def hostile(bona, forms, work, office):
    for number, (value, why) in enumerate(HOSTILE):
        book = openpyxl.load_workbook(forms / "oak_road.xlsx")
        sheet, row = answers(book)["fact/lead_contact"]
        cell = sheet.cell(row, 3)
        cell.value = value
        if not isinstance(value, str) or value.startswith("="):
            cell.number_format = {datetime.date: "dd/mm/yyyy", datetime.time: "hh:mm"}.get(type(value), "General")
        source = work / f"hostile{number}.xlsx"
        book.save(source)
        folder = work / f"hostile{number}"
        folder.mkdir()
        desk = Desk(bona, folder)
        before = desk.files()
        for file in [source, convert(source, "ods", work / "ods")] if office else [source]:
            done = desk.read(file, "--write")
            # LibreOffice writes TRUE as the formula =TRUE().
            told = HOSTILE[0][1] if value is True and file.suffix == ".ods" else why
            said = f"  {sheet.title}, C{row}: {told}"
            expect(done.returncode == 1 and said in done.stdout, f"{file}, {value!r}: {done.stdout}{done.stderr}")
            expect(desk.files() == before, f"{file} changed the course")
            counted["refused"] += 1


def main():
    bona = pathlib.Path(sys.argv[1]).resolve()
    full = sys.argv[2:] == ["full"]
    office = shutil.which("soffice") is not None
    if not office:
        expect(not full, "LibreOffice is not there; tests/run --full needs it")
        print("left out: LibreOffice is not there; tests/run --full has it")
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        desk = Desk(bona, work)
        made = desk.run("variant", "form", "places", "--for", ",".join(PLACES))
        expect(made.returncode == 0, made.stderr)
        forms = work / "forms"
        untouched(desk, forms, work, office)
        filled(bona, forms, work, office)
        spoken(bona, forms, work, office)
        hostile(bona, forms, work, office)
    least = (12, 4, 14, 4) if office else (6, 2, 7, 2)
    expect(tuple(counted.values()) == least, f"too little was judged: {counted}")
    print(", ".join(f"{count} {what}" for what, count in counted.items()))
    print(f"{sum(counted.values())} passed, 0 failed")


main()
