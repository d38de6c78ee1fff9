"""attendance.py [--check] FOLDER: writes who was at a meeting as Microsoft Teams and Zoom write it.

Made from a table of visits that two simulated meetings kept, by the layouts alone that are public: of Teams the three
sections of the attendance report (learn.microsoft.com, "Manage the attendance report for meetings and events", names its
columns; exports quoted in the tests of public readers show the bytes: UTF-16LE with its mark, tabs, CRLF, American times
where the computer is set so); of Zoom the participants of a meeting (microsoft/vivainsights_zoom_int and the R package
zoomclass describe its columns; a block of the meeting stands in front). Nothing of the program's reader is used.
`--check` compares the files in FOLDER with what would be written, byte by byte.
"""

import pathlib
import sys

# Seconds after ten o'clock of the third of November 2026 at which each visit began and ended.
VISITS = [
    ("Ann Byrne", "ann.byrne@elm.example", "Presenter", [(0, 3600)]),
    ('Bo "Bee" Cole', "bo@elm.example", "Attendee", [(130, 1500), (1700, 3590)]),
    ("Zoë Díaz", "zoe@elm.example", "Attendee", [(2400, 3600)]),
    ("Cy Manager", "cy.manager@elm.example", "Organizer", [(0, 3660)]),
    ("Guest of Elm", "", "Attendee", [(60, 3600)]),
    ("=HYPERLINK(1)", "gil@elm.example", "Attendee", [(30, 2800), (900, 3600)]),
]


def clock(seconds, form):
    """The time of day as an American computer writes it."""
    hour, rest = divmod(seconds, 3600)
    return form.format(hour=10 + hour, minute=rest // 60, second=rest % 60)


def span(seconds):
    """A stay as Teams writes it: hours only where there are any."""
    hours, rest = divmod(seconds, 3600)
    head = f"{hours}h " if hours else ""
    return f"{head}{rest // 60}m {rest % 60}s"


def union(visits):
    """Seconds that somebody was there with any device."""
    return len({second for begin, end in visits for second in range(begin, end)})


def teams():
    """The attendance report of Teams."""
    time = "11/3/26, {hour}:{minute:02}:{second:02} AM"
    lines = [
        ["1. Summary"],
        ["Meeting title", "First contact: group session"],
        ["Attended participants", str(len(VISITS))],
        ["Start time", clock(0, time)],
        ["End time", clock(3660, time)],
        ["Meeting duration", span(3660)],
        ["Average attendance time", span(sum(union(visits) for *_, visits in VISITS) // len(VISITS))],
        [],
        ["2. Participants"],
        ["Name", "First Join", "Last Leave", "In-Meeting Duration", "Email", "Participant ID (UPN)", "Role"],
    ]
    for name, email, role, visits in VISITS:
        first, last = min(begin for begin, _ in visits), max(end for _, end in visits)
        lines.append([name, clock(first, time), clock(last, time), span(union(visits)), email, email, role])
    lines += [[], ["3. In-Meeting Activities"], ["Name", "Join Time", "Leave Time", "Duration", "Email", "Role"]]
    for name, email, role, visits in VISITS:
        lines += [[name, clock(begin, time), clock(end, time), span(end - begin), email, role] for begin, end in visits]
    text = "".join("\t".join(cells) + "\r\n" for cells in lines)
    return b"\xff\xfe" + text.encode("utf-16-le")


def cell(text):
    """A cell of a CSV file: in quotation marks where it must be."""
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ',"\n') else text


def zoom():
    """The participants of a Zoom meeting, a row for each visit."""
    time = "11/03/2026 {hour:02}:{minute:02}:{second:02} AM"
    lines = [
        ["Meeting ID", "Topic", "Start Time", "End Time", "User Email", "Duration (Minutes)", "Participants"],
        ["812 3456 7890", "First contact: group session", clock(0, time), clock(3660, time), "cy.manager@elm.example", "61", "7"],
        [],
        ["Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)", "Guest"],
    ]
    for name, email, _, visits in VISITS:
        for begin, end in visits:
            minutes = str(-(-(end - begin) // 60))
            guest = "No" if email else "Yes"
            lines.append([name, email, clock(begin, time), clock(end, time), minutes, guest])
    return b"\xef\xbb\xbf" + "".join(",".join(map(cell, cells)) + "\r\n" for cells in lines).encode()


def main(arguments):
    """Writes or compares the two files."""
    folder = pathlib.Path(arguments[-1])
    for name, wanted in (("teams.csv", teams()), ("zoom.csv", zoom())):
        if arguments[0] != "--check":
            (folder / name).write_bytes(wanted)
        elif (folder / name).read_bytes() != wanted:
            sys.exit(f"{folder / name} is not what its program would write; run without --check")
    print(f"2 lists of a meeting, {len(VISITS)} people")


main(sys.argv[1:])
