"""moodle.py [--check] FOLDER: writes Moodle's report *Activity completion* as Moodle's own code prints it.

Made from a table of what a simulated Moodle stored, by the rules of Moodle's `report/progress/index.php` alone:
nothing of the program's reader is used, so that both cannot be wrong together. `--check` compares the files in
FOLDER with what would be written, byte by byte.
"""

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


def csv_quote(value, excel):
    """Moodle's csv_quote(): quotation marks become apostrophes; for Excel the field is UTF-16LE."""
    text = '"' + value.replace('"', "'") + '"'
    return text.encode("utf-16-le" if excel else "utf-8")


def format_string(name):
    """What Moodle's format_string() does to a plain name: the signs of HTML are escaped, quotation marks are not."""
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def report(excel):
    """The whole download, in the order in which the script prints it."""
    separator, line = (b"\t\0", b"\n\0") if excel else (b",", b"\n")
    out = b"\xff\xfe" if excel else b""
    for field in ("ID number", "Email address"):
        out += separator + csv_quote(field, excel)
    for activity in ACTIVITIES:
        out += separator + csv_quote(format_string(activity["name"]), excel)
        out += separator + csv_quote(activity["expected"], excel)
    out += line
    for name, number, email, states in USERS:
        out += csv_quote(name, excel) + separator + csv_quote(number, excel) + separator + csv_quote(email, excel)
        for state, stored in states:
            out += separator + csv_quote(WORDS[state].format("Cy Manager"), excel) + separator + csv_quote(stored, excel)
        out += line
    return out


def main(arguments):
    """Writes or compares the two files."""
    check = arguments[0] == "--check"
    folder = pathlib.Path(arguments[-1])
    for name, excel in (("moodle.csv", False), ("moodle-excel.csv", True)):
        wanted = report(excel)
        if not check:
            (folder / name).write_bytes(wanted)
        elif (folder / name).read_bytes() != wanted:
            sys.exit(f"{folder / name} is not what Moodle would write; run without --check")
    print(f"2 reports, {len(USERS)} users, {len(ACTIVITIES)} activities")


main(sys.argv[1:])
