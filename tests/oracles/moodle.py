"""moodle.py [--check] FOLDER: writes Moodle's reports as Moodle's own code prints them.

Made from a table of what a simulated Moodle stored: *Activity completion* by the rules of `report/progress/index.php`,
*Interactions* of a SCORM activity by those of `mod/scorm/report/interactions` from the tracks of each attempt. Nothing
of the program's reader is used, so that both cannot be wrong together. `--check` compares the files in FOLDER with
what would be written, byte by byte.
"""

import datetime
import html
import pathlib
import sys

# Moodle, lang/en/completion.php.
WORDS = {
    "n": "Not completed",
    "y": "Completed",
    "pass": "Completed (achieved pass grade)",
    "fail": "Completed (did not achieve pass grade)",
    "y-override": "Completed (set by {})",
    "n-override": "Not completed (set by {})",
}

ACTIVITIES = [
    {"name": "Welcome & housekeeping", "expected": ""},
    {"name": "First contact", "expected": "2026-12-01 00:00:00"},
    {"name": 'Your "why"', "expected": ""},
]

# Name, fields of identity, then per activity the state and when it was stored (empty: never).
USERS = [
    ("Ann Byrne", "0042", "ann.byrne@elm.example", [("y", "2026-11-01 09:00:00"), ("pass", "2026-11-03 14:02:11"), ("n", "")]),
    ('Bo "Bee" Cole', "0043", "bo@elm.example", [("y", "2026-11-01 09:10:00"), ("n", ""), ("n", "")]),
    ("Zoë Díaz", "0044", "zoe@elm.example", [("n", ""), ("fail", "2026-11-04 08:00:01"), ("n", "")]),
    ("Dilys Eze", "0045", "dilys@elm.example", [("n", ""), ("y-override", "2026-11-05 08:00:01"), ("n", "")]),
    ("Ed Fox", "0046", "ed@elm.example", [("n", ""), ("n-override", "2026-11-05 08:00:02"), ("y", "2026-11-05 08:00:03")]),
    ("Ffion Gŵyn", "0047", "ffion@elm.example", [("y", "2026-11-01 09:00:00"), ("y", "2026-11-06 23:59:59"), ("n", "")]),
    ("=HYPERLINK(1)", "0048", "gil@elm.example", [("n", ""), ("pass", "2026-11-07 00:00:00"), ("n", "")]),
]


# Tracks of the activity "First contact" (scorm_scoes_track), by learner and attempt: first and last time, and elements.
def tracks(first, last, status, raw, *answers, older=True):
    """What an attempt stored: SCORM 1.2 as `cmi.interactions_0.id`, 2004 as `cmi.interactions.0.id`."""
    stored = {"cmi.core.lesson_status" if older else "cmi.completion_status": status}
    if raw is not None:
        stored |= {"cmi.core.score.raw": raw, "cmi.core.score.max": "100"}
    for number, (question, response, right) in enumerate(answers):
        stem = f"cmi.interactions_{number}" if older else f"cmi.interactions.{number}"
        word = {True: "correct", False: "wrong" if older else "incorrect"}[right]
        stored |= {f"{stem}.id": question, f"{stem}.student_response" if older else f"{stem}.learner_response": response,
                   f"{stem}.correct_responses_0.pattern": "a", f"{stem}.result": word}
    return first, last, stored


def at(day, clock):
    return datetime.datetime.fromisoformat(f"2026-11-{day:02}T{clock}")


ATTEMPTS = {
    # Two attempts: she passed in the first, and looked at it again a week later.
    "0042": [tracks(at(3, "13:40:05"), at(3, "14:02:40"), "passed", "85", ("repair", "a", True), ("repair__a2", "b", False)),
             tracks(at(10, "09:00:00"), at(10, "09:05:00"), "incomplete", None, ("repair", "b", False))],
    "0043": [tracks(at(3, "15:00:00"), at(3, "15:04:00"), "incomplete", None)],
    "0044": [tracks(at(4, "07:30:00"), at(4, "08:00:01"), "failed", "40.5", ("repair", "b", False))],
    "0047": [tracks(at(6, "23:10:00"), at(6, "23:59:59"), "completed", None, ("repair", "a", True))],
    "0048": [tracks(at(6, "23:40:00"), at(7, "00:00:00"), "passed", "100", ("repair", "a", True))],
    # Left since: she is in no report of completion any more.
    "0050": [tracks(at(2, "10:00:00"), at(2, "10:30:00"), "passed", "90", ("repair", "a", True))],
}
LEFT = [("Hana Ito", "0050", "hana@elm.example", [])]
# Moodle, lang/en/scorm.php.
STATUSES = {"passed": "Passed", "completed": "Completed", "failed": "Failed", "incomplete": "Incomplete"}
NAMES = ["Question", "Response", "Right answer", "Result"]


def userdate(time):
    """Moodle's userdate() in English: no nought before the day or the hour."""
    hour = time.hour % 12 or 12
    return f"{time:%A}, {time.day} {time:%B} {time.year}, {hour}:{time:%M} {time:%p}"


def fputcsv(cells):
    """PHP's fputcsv() with tabs: a cell is quoted where it holds a blank or a sign that could be taken for another."""
    def one(cell):
        return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in '\t"\\\n\r ') else cell
    return ("\t".join(one(cell) for cell in cells) + "\n").encode()


def interactions(attempts, title, ticked, users):
    """The report Interactions as text, with the columns that were ticked (NAMES)."""
    elements = [element for rows in attempts.values() for _, _, stored in rows for element in stored if element.endswith(".id")]
    # get_scorm_question_count(): the largest number, and one more wherever there is any.
    numbers = [element.removeprefix("cmi.interactions_").removesuffix(".id") for element in elements]
    count = max([int(number) for number in numbers if number.isdigit()] or [0]) + 1 if elements else 0
    names = [name for name in NAMES if name in ticked]
    out = fputcsv(["Name", "ID number", "Email address", "Attempt", "Started on", "Last accessed on", "Score", format_string(title)]
                  + [f"{name} {number}" for number in range(count) for name in names])
    for name, number, email, _ in sorted(users, key=lambda user: user[1]):
        who = [name, html.escape(number), html.escape(email)]
        for attempt, (first, last, stored) in enumerate(attempts.get(number, []), 1):
            raw = stored.get("cmi.core.score.raw")
            status = stored.get("cmi.core.lesson_status") or stored.get("cmi.completion_status")
            sco = f"{raw}/{stored['cmi.core.score.max']}" if raw is not None else STATUSES[status]
            row = [*who, str(attempt), userdate(first), userdate(last), raw or "0", sco]
            for question in range(count):
                stem = f"cmi.interactions_{question}"
                of = {"Question": "id", "Response": "student_response", "Right answer": "correct_responses_0.pattern", "Result": "result"}
                row += [html.escape(stored.get(f"{stem}.{of[name]}", "")) for name in names]
            out += fputcsv(row)
        if number not in attempts:
            out += fputcsv([*who, "-", "-", "-", "-", "Not attempted", *[""] * (count * len(names))])
    return out


def newer(attempts):
    """The same of a package of SCORM 2004: Moodle keeps its interactions under names that the report does not look for."""
    return {who: [(first, last, {name.replace("interactions_", "interactions."): value for name, value in stored.items()})
                  for first, last, stored in rows] for who, rows in attempts.items()}


def csv_quote(value, excel):
    """Moodle's csv_quote(): quotation marks become apostrophes; for Excel the field is UTF-16LE."""
    text = '"' + value.replace('"', "'") + '"'
    return text.encode("utf-16-le" if excel else "utf-8")


def format_string(name):
    """What Moodle's format_string() does to a plain name: the signs of HTML are escaped, quotation marks are not."""
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def report(excel, activities=ACTIVITIES, users=USERS):
    """The whole download, in the order in which the script prints it."""
    separator, line = (b"\t\0", b"\n\0") if excel else (b",", b"\n")
    out = b"\xff\xfe" if excel else b""
    for field in ("ID number", "Email address"):
        out += separator + csv_quote(field, excel)
    for activity in activities:
        out += separator + csv_quote(format_string(activity["name"]), excel)
        out += separator + csv_quote(activity["expected"], excel)
    out += line
    for name, number, email, states in users:
        out += csv_quote(name, excel) + separator + csv_quote(number, excel) + separator + csv_quote(email, excel)
        for state, stored in states:
            out += separator + csv_quote(WORDS[state].format("Cy Manager"), excel) + separator + csv_quote(stored, excel)
        out += line
    return out


def main(arguments):
    """Writes or compares the two files."""
    check = arguments[0] == "--check"
    folder = pathlib.Path(arguments[-1])
    reports = {
        "moodle.csv": report(False),
        "moodle-excel.csv": report(True),
        "moodle-interactions.txt": interactions(ATTEMPTS, "First contact & more", NAMES, USERS + LEFT),
        # As it is without a tick: responses alone.
        "moodle-responses.txt": interactions(ATTEMPTS, "First contact & more", ["Response"], USERS + LEFT),
        "moodle-2004.txt": interactions(newer(ATTEMPTS), "First contact & more", NAMES, USERS + LEFT),
    }
    for name, wanted in reports.items():
        if not check:
            (folder / name).write_bytes(wanted)
        elif (folder / name).read_bytes() != wanted:
            sys.exit(f"{folder / name} is not what Moodle would write; run without --check")
    print(f"{len(reports)} reports, {len(USERS)} users, {len(ACTIVITIES)} activities")


if __name__ == "__main__":
    main(sys.argv[1:])
