"""gaps.py BONA [HISTORIES]: pandas computes from the same files who should have had what, on several days, and who
has not; bona must say the same of everybody.

Each history is made from its number: staff lists of several days (starters, movers, leavers, people who come back,
bank, agency, volunteers, complete lists and partial ones), Moodle reports, requirements, and corrections of records
(withdrawn, another day, verdict or person, put back, and corrected once more). pandas reads those files, and nothing that
bona wrote. What is judged is counted, and a made-up difference must be found in the same run.
"""

import csv
import datetime as dt
import io
import json
import os
import random
import subprocess
import sys
import tempfile

import openpyxl
import pandas as pd

ROLES = ["Staff Nurse", "Senior Nurse", "Porter", "Receptionist", "GP"]
PLACES = ["Ward 9", "Ward 2", "Front Hall"]
KINDS = ["Permanent", "Bank", "Agency", "Volunteer"]
START = dt.date(2024, 1, 1)
MAPPING = """StaffMapping(
    staff_number: "No", name: ["Name"], role: "Role", place: "Place", kind: "Kind",
    kinds: [KindWord(says: "Permanent", means: Employed)], starts: "From", ends: "To", dates: DayMonthYear,
)
"""
RULES = """[
    Requirement(id: "all_staff", title: "All staff", courses: ["first", "refresher"], within: Days(30), every: Months(12),
        exempt: [Exempt(kinds: [Agency], because: "Their agency does it.")]),
    Requirement(id: "nurses", title: "Nurses", courses: ["ward"], roles: ["*nurse"], within: Weeks(2), passed: true),
    Requirement(id: "front", title: "Front", courses: ["first"], places: ["Front *"], kinds: [Employed, Bank],
        within: Months(1), every: Years(2), since: "2024-09-01"),
]
"""
WORDS = {
    "passed": "Completed (achieved pass grade)",
    "completed": "Completed",
    "failed": "Completed (did not achieve pass grade)",
}


def made(seed):
    """The files of a history: staff lists by day, completions, and the days that are asked about."""
    chance = random.Random(seed)
    day = lambda: START + dt.timedelta(days=chance.randrange(900))
    people = {f"{number:04}": None for number in range(chance.randrange(4, 13))}
    lists, at = [], START + dt.timedelta(days=chance.randrange(120))
    for _ in range(chance.randrange(2, 5)):
        for number, post in people.items():
            if post is None:
                if chance.random() < 0.7:
                    joined = at - dt.timedelta(days=chance.randrange(400))
                    people[number] = [chance.choice(ROLES), chance.choice(PLACES), chance.choice(KINDS), joined, None]
            elif chance.random() < 0.3:
                # Some lists know only the day on which somebody joined, and keep it when they move.
                began = post[3] if chance.random() < 0.4 else at - dt.timedelta(days=chance.randrange(20))
                people[number] = [chance.choice(ROLES), chance.choice(PLACES), chance.choice(KINDS), max(began, post[3]), None]
            elif chance.random() < 0.25:
                people[number] = None
            elif chance.random() < 0.2:
                post[4] = at + dt.timedelta(days=chance.randrange(-10, 60))
                post[4] = max(post[4], post[3])
            elif chance.random() < 0.2:
                # The first day was keyed wrongly.
                post[3] += dt.timedelta(days=chance.randrange(-40, 40))
                post[4] = post[4] and max(post[4], post[3])
        rows = [[number, f"Person {number}", *post] for number, post in people.items() if post is not None]
        complete = chance.random() < 0.6
        if not complete:
            rows = [row for row in rows if chance.random() < 0.8]
        lists.append((at, complete, rows))
        at += dt.timedelta(days=chance.randrange(30, 250))
    done = {(number, course): (day(), chance.choice(list(WORDS)))
            for number in people for course in ["first", "refresher", "ward"] if chance.random() < 0.55}
    asked = sorted({day() for _ in range(4)} | {lists[-1][0], lists[0][0]})
    named = {number for _, _, rows in lists for number, *_ in rows}
    held = {key: value for key, value in done.items() if key[0] in named}
    return lists, done, asked, fixes(chance, held, day)


def fixes(chance, done, day):
    """Corrections of records, in order: whose record of which course it was at first, what, and to what."""
    found, state = [], {key: (key[0], *value) for key, value in done.items()}
    listed = sorted(done)
    numbers = sorted({number for number, _ in listed})
    for _ in range(chance.randrange(2, 7) if listed else 0):
        key = chance.choice(listed)
        number, when, verdict = state[key] or (key[0], *done[key])
        what = chance.choice(["withdraw", "day", "verdict", "person", "back"])
        if what == "withdraw" and state[key]:
            state[key] = None
            found.append((*key, what, ""))
        elif what == "back" and state[key] != (key[0], *done[key]):
            state[key] = (key[0], *done[key])
            found.append((*key, what, ""))
        elif what in ("day", "verdict", "person") and state[key]:
            value = {"day": day, "verdict": lambda: chance.choice(list(WORDS)), "person": lambda: chance.choice(numbers)}[what]()
            after = (value if what == "person" else number, value if what == "day" else when,
                     value if what == "verdict" else verdict)
            if after != state[key]:
                state[key] = after
                found.append((*key, what, str(value)))
    return found


def written(table):
    text = io.StringIO()
    csv.writer(text).writerows(table)
    return text.getvalue()


def staff_csv(rows):
    british = lambda date: date.strftime("%d/%m/%Y") if date else ""
    return written([["No", "Name", "Role", "Place", "Kind", "From", "To"]]
                   + [[*row[:5], british(row[5]), british(row[6])] for row in rows])


def moodle_csv(done, course, numbers):
    rows = []
    for number in numbers:
        when, verdict = done.get((number, course), (None, None))
        time = f"{when} 10:00:00" if when else ""
        rows.append([f"Person {number}", number, WORDS.get(verdict, "Not completed"), time])
    return written([["", "ID number", "The course", ""]] + rows)


def posts_of(folder, lists):
    """Posts with first and last day, from the staff lists as they lie on the disk."""
    posts = pd.DataFrame(columns=["no", "role", "place", "kind", "starts", "ends"])
    day, one_day = lambda series: pd.to_datetime(series, format="%d/%m/%Y"), pd.Timedelta(days=1)
    for index, (as_at, complete, _) in enumerate(lists):
        as_at = pd.Timestamp(as_at)
        table = pd.read_csv(f"{folder}/staff-{index}.csv", dtype=str, keep_default_na=False)
        table["From"], table["To"] = day(table["From"]), day(table["To"].replace("", None))
        for number, rows in table.groupby("No"):
            row = rows.iloc[0]
            first, last = row["From"], row["To"]
            mine = posts[posts["no"] == number]
            over = mine["ends"].notna() & (mine["ends"] < as_at)
            like = (mine["role"] == row["Role"]) & (mine["place"] == row["Place"]) & (mine["kind"] == row["Kind"])
            # A post that is over is only named again by a row that says so too, and that overlaps it.
            leaver = pd.notna(last) and last < as_at
            going = mine[like & ~over]
            if leaver:
                going = mine[like & (mine["starts"] <= last) & (mine["ends"].isna() | (mine["ends"] >= first))]
            same = (going["starts"] == first) & ((going["ends"] == last) | (going["ends"].isna() & pd.isna(last)))
            going = going.assign(rank=same * 2 + ((going["starts"] == first) & ~over[going.index]) * 1)
            going = going.sort_values(["rank", "starts"], kind="stable").iloc[-1:]
            rest = mine.drop(going.index)
            open_rest, over_rest = rest[~over[rest.index]], rest[over[rest.index]]
            if len(going):
                place = going.index[0]
                began = going["starts"].iloc[0]
                posts.loc[place, "ends"] = last
                if first != began and not over[place]:
                    # The post before it, which ended the day before, goes along; nobody is in two that one list tells apart.
                    before = over_rest[over_rest["ends"] == began - one_day]
                    others = over_rest.drop(before.index)
                    if (before["starts"] < first).all() and (others["ends"] < first).all():
                        posts.loc[place, "starts"] = first
                        posts.loc[before.index, "ends"] = first - one_day
                until = as_at - one_day
            else:
                if first <= as_at and not leaver and not ((open_rest["starts"] < first).all() and (over_rest["ends"] < first).all()):
                    first = as_at
                posts.loc[len(posts)] = [number, row["Role"], row["Place"], row["Kind"], first, last]
                until = (as_at if leaver else first) - one_day
            for place in open_rest.index:
                posts.loc[place, "ends"] = max(until, posts.loc[place, "starts"])
        if complete:
            gone = posts[~posts["no"].isin(table["No"]) & (posts["ends"].isna() | (posts["ends"] >= as_at))]
            for place in gone.index:
                posts.loc[place, "ends"] = max(as_at - one_day, posts.loc[place, "starts"])
    for column in ["starts", "ends"]:
        posts[column] = pd.to_datetime(posts[column])
    return posts


def completions_of(folder, courses):
    tables = []
    for course in courses:
        table = pd.read_csv(f"{folder}/{course}.csv", dtype=str, keep_default_na=False)
        table.columns = ["name", "no", "word", "time"]
        table = table[table["time"] != ""]
        table["course"], table["day"] = course, pd.to_datetime(table["time"]).dt.normalize()
        table["verdict"] = table["word"].map({word: verdict for verdict, word in WORDS.items()})
        tables.append(table)
    return corrected(pd.concat(tables, ignore_index=True), pd.read_csv(f"{folder}/corrections.csv", dtype=str, keep_default_na=False))


def corrected(records, corrections):
    """What counts once every correction is taken for what it says, one after another."""
    first = records.copy()
    counts = pd.Series(True, index=records.index)
    for row in corrections.itertuples():
        place = first.index[(first["no"] == row.no) & (first["course"] == row.course)][0]
        counts[place] = row.what != "withdraw"
        if row.what == "back":
            records.loc[place] = first.loc[place]
        elif row.what == "day":
            records.loc[place, "day"] = pd.Timestamp(row.value)
        elif row.what != "withdraw":
            records.loc[place, {"person": "no"}.get(row.what, row.what)] = row.value
    return records[counts]


FLAGS = {"withdraw": ["--withdraw"], "back": ["--put-back"]}


def correct(run, put, made):
    """Has bona correct the records; they are named by the leaves that its matrix shows before any of it."""
    put("corrections.csv", written([["no", "course", "what", "value"], *made]))
    lines = json.loads(run("matrix", "--output", "json"))["completions"]
    leaves = {(line["name"].removeprefix("Person "), line["course"]): str(line["leaf"]) for line in lines}
    for number, course, what, value in made:
        run("correct", leaves[number, course], *FLAGS.get(what, [f"--{what}", value]), "--reason", "keying",
            "--decided-by", "D. Head", "--apply")


def stand(posts, done, as_at):
    """Who stands how on a day: the rules, said once more."""
    as_at = pd.Timestamp(as_at)
    offset = pd.DateOffset
    rules = [
        ("all_staff", posts[posts["kind"] != "Agency"], posts[posts["kind"] == "Agency"], ["first", "refresher"],
         offset(days=30), offset(months=12), None, False),
        ("nurses", posts[posts["role"].str.lower().str.endswith("nurse")], posts.iloc[:0], ["ward"],
         offset(days=14), None, None, True),
        ("front", posts[posts["place"].str.startswith("Front ") & posts["kind"].isin(["Permanent", "Bank"])],
         posts.iloc[:0], ["first"], offset(months=1), offset(months=24), pd.Timestamp("2024-09-01"), False),
    ]
    holds = lambda table: table[(table["starts"] <= as_at) & (table["ends"].isna() | (table["ends"] >= as_at))]
    found = {}
    for rule, asked, exempt, courses, within, every, since, passed in rules:
        if since is not None and as_at < since:
            continue
        for number in holds(exempt)["no"]:
            found[number, rule] = ("exempt", None)
        counting = done[done["course"].isin(courses) & (done["day"] <= as_at)]
        counting = counting[counting["verdict"].isin(["passed"] if passed else ["passed", "completed"])]
        last = counting.groupby("no")["day"].max()
        for number, mine in asked.groupby("no"):
            now = holds(mine)
            if not len(now):
                continue
            until = None
            if number in last.index:
                until = None if every is None else last[number] + every
                if until is None or until >= as_at:
                    found[number, rule] = ("has", until)
                    continue
            begun = now["starts"].min()
            while True:
                reach = mine[(mine["starts"] < begun)
                             & (mine["ends"].isna() | (mine["ends"] >= begun - pd.Timedelta(days=1)))]
                if not len(reach):
                    break
                begun = reach["starts"].min()
            begun = begun if since is None else max(begun, since)
            by = begun + within
            if until is not None and until >= by:
                found[number, rule] = ("lapsed", until)
            else:
                # Never there, or not any more when the time was over.
                found[number, rule] = ("missing" if by < as_at else "in_time", by)
    return {key: (state, None if day is None else day.strftime("%Y-%m-%d")) for key, (state, day) in found.items()}


STATES = {"has": "has it", "in_time": "in time"}


def same_sheets(folder, run, day, seed):
    """The manager's spreadsheet, as openpyxl reads it, says what the list for programs says, days as days that can be
    sorted and all else as text or number; no cell is a formula."""
    # No spreadsheet is replaced, so each day has its own.
    run("page", f"staff-{day}.xlsx", "--as-at", str(day))
    book = openpyxl.load_workbook(f"{folder}/staff-{day}.xlsx")
    table = io.StringIO(run("gaps", "--all", "--output", "csv", "--as-at", str(day)).lstrip("\ufeff"))
    wanted = [[line["name"], line["role"], line["place"], line["kind"], line["title"],
               STATES.get(line["state"], line["state"]), true_day(line["day"]), late(line["days_late"]), true_day(line["last"]),
               line["reason"],
               line["person"]]
              for line in csv.DictReader(table)]
    shown = [[cell.value if cell.value is not None else "" for cell in row] for row in book["Everybody"].iter_rows(min_row=2)]
    if shown != wanted:
        sys.exit(f"history {seed}, {day}: the spreadsheet is another one: {shown[:2]}, wanted {wanted[:2]}")
    # What runs out within 30 days is to be done again by then.
    soon = pd.Timestamp(day) + dt.timedelta(days=30)
    gaps = [row for row in wanted if row[5] in ("missing", "lapsed", "in time") or (row[5] == "has it" and row[6] != "" and row[6] <= soon)]
    if [row[:5] for row in shown if row in gaps] != [[cell.value for cell in row[:5]] for row in book["To do"].iter_rows(min_row=2)]:
        sys.exit(f"history {seed}, {day}: “To do” leaves somebody out")
    written = {cell.number_format for row in book["Everybody"].iter_rows(min_row=2) for cell in row if cell.is_date}
    if written - {"yyyy-mm-dd"}:
        sys.exit(f"history {seed}, {day}: days are shown as {written}")
    formulas = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    if formulas:
        sys.exit(f"history {seed}, {day}: formulas: {formulas[:3]}")
    return sum(len(row) for row in shown)


def true_day(text):
    return dt.datetime.strptime(text, "%Y-%m-%d") if text else ""


def late(days):
    return int(days) if days and int(days) > 0 else ""


def judge(bona, seed):
    lists, done, asked, fixed = made(seed)
    judged = {"lines": 0, "gaps": 0, "histories": 1, "cells": 0, "corrections": len(fixed)}
    with tempfile.TemporaryDirectory() as folder:
        def run(*arguments):
            ran = subprocess.run([bona, "evidence", *arguments], cwd=folder, capture_output=True, text=True,
                                 env={**os.environ, "BONA_STORE": "evidence.bona"})
            if ran.returncode != 0:
                sys.exit(f"history {seed}: {' '.join(arguments)}: {ran.stdout}{ran.stderr}")
            return ran.stdout

        def put(name, text):
            with open(f"{folder}/{name}", "w", encoding="utf-8", newline="") as file:
                file.write(text)

        put("mapping.ron", MAPPING)
        put("requirements.ron", RULES)
        run("init", "--organisation", "Elm Street Surgery")
        numbers = sorted({number for _, _, rows in lists for number, *_ in rows})
        for course in ["first", "refresher", "ward"]:
            put(f"{course}.csv", moodle_csv(done, course, numbers))
            run("import", f"{course}.csv", "--course", course, "--activity", "The course", "--apply")
        correct(run, put, fixed)
        for index, (as_at, complete, rows) in enumerate(lists):
            put(f"staff-{index}.csv", staff_csv(rows))
            more = ["--complete", "--ends-most"] if complete else []
            run("staff", f"staff-{index}.csv", "--mapping", "mapping.ron", "--as-at", str(as_at), "--apply", *more)
        posts, records = posts_of(folder, lists), completions_of(folder, ["first", "refresher", "ward"])
        for day in asked:
            text = run("gaps", "--all", "--output", "json", "--as-at", str(day))
            ours = {(line["name"].removeprefix("Person "), line["requirement"]): (line["state"], line["day"])
                    for line in json.loads(text)["lines"]}
            theirs = stand(posts, records, day)
            if ours != theirs:
                wrong = [(key, ours.get(key), theirs.get(key)) for key in sorted({*ours, *theirs})
                         if ours.get(key) != theirs.get(key)]
                sys.exit(f"history {seed}, {day}: bona and pandas differ (bona, pandas): {wrong[:5]}\n{posts}")
            judged["lines"] += len(ours)
            judged["gaps"] += sum(state in ("missing", "lapsed") for state, _ in ours.values())
            judged["cells"] += same_sheets(folder, run, day, seed)
            # The comparison must be able to fail.
            for key, (state, until) in list(theirs.items())[:1]:
                if ours == {**theirs, key: ("has" if state != "has" else "missing", until)}:
                    sys.exit("a made-up difference was not found")
    return judged


def canary():
    """openpyxl must see a formula where there is one."""
    with tempfile.TemporaryDirectory() as folder:
        book = openpyxl.Workbook()
        book.active["A1"] = "=1+1"
        book.save(f"{folder}/formula.xlsx")
        if openpyxl.load_workbook(f"{folder}/formula.xlsx").active["A1"].data_type != "f":
            sys.exit("a formula was not seen")


def main():
    canary()
    bona = os.path.abspath(sys.argv[1])
    histories = int(sys.argv[2]) if len(sys.argv) > 2 else 6
    total = {"lines": 0, "gaps": 0, "histories": 0, "cells": 0, "corrections": 0}
    for seed in range(histories):
        for name, number in judge(bona, seed).items():
            total[name] += number
    if total["lines"] < 20 * histories or total["gaps"] < 4 * histories or total["corrections"] < histories:
        sys.exit(f"too little was judged: {total}")
    print(f"pandas {pd.__version__}: {total['histories']} histories, {total['lines']} lines, {total['gaps']} gaps agree after {total['corrections']} corrections, and {total['cells']} cells of spreadsheets")


main()
