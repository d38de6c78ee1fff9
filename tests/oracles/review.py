#!/usr/bin/env python3
"""review.py BONA [MODE]: documents for reviewers, commented on by programs of others and read again.

python-docx puts comments on everything in a storyboard; LibreOffice, where MODE is `full` or it is there, saves such
documents again, puts comments of its own on words and changes words while changes are tracked. Each comment must come
home to what it was made on, to the letter, and nothing else may come. A block that is put on another page, or in another
place of its own, without a trace must be named with both places, and keep the comments on it; a block or a page that is
deleted without a trace must be named once, with how much it holds, and a line that is deleted so must be missed. A made-up course is then edited 24 times, with MODE
`full` 300 times, between sending and return: no comment may be lost or moved. Damaged documents are refused.
Invariant: what is wanted is worked out from the document as python-docx shows it, never from what the program says.
"""
import copy
import datetime
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import zipfile

import docx
from docx.text.run import Run

import edited
import office

FIXTURES = pathlib.Path(__file__).parent.parent / "fixtures"
COURSES = ["minimal", "reference", "kinds", "arabic"]
AUTHOR = "Zoë Reviewer"
# How a comment may begin, and what kind it then is.
KINDS = {"": "Note", "Wrong: ": "Wrong", "hurts: ": "Hurts", "Unclear : ": "Unclear", "Good: ": "Good", "So: ": "Note"}
SAID = ['“Sir” <b>hurts</b> & \\ me: "always"', "Line one\nline two", "ليس واضحا", "𐐷 🏳️‍🌈  two  blanks", "]]> <!-- -->"]
counted = {"comments": 0, "of LibreOffice": 0, "through LibreOffice": 0, "edits": 0, "moved": 0, "deleted": 0, "refused": 0}
STARTED = datetime.datetime.now(datetime.UTC).date().isoformat()


def expect(holds, why):
    if not holds:
        sys.exit(f"review: {why}")


class Desk:
    """A folder with courses, and the program."""

    def __init__(self, bona, folder):
        self.bona, self.folder = bona, folder
        folder.mkdir(exist_ok=True)

    def run(self, *words):
        return subprocess.run([self.bona, *map(str, words)], cwd=self.folder, capture_output=True, text=True, check=False)

    def made(self, course):
        """The storyboard of a course."""
        shutil.rmtree(self.folder / "made", ignore_errors=True)
        done = self.run("review", "make", course, "--format", "docx", "--out", "made")
        expect(done.returncode == 0, f"{course}: {done.stdout}{done.stderr}")
        return self.folder / f"made/{course}-storyboard.docx"

    def read(self, course, file):
        """The comments that a document yields, as the report tells them; they are taken out again."""
        done = self.run("review", "read", course, file)
        expect(done.returncode == 0, f"{file}: {done.stdout}{done.stderr}")
        kept = self.folder / course / "comments.ron"
        if kept.is_file():
            expect("Reviewer" not in kept.read_text(encoding="utf-8"), f"{file}: somebody's name was taken over")
        told = self.run("report", course, "--of", "comments", "--output", "json")
        expect(told.returncode == 0, f"{file}: {told.stdout}{told.stderr}")
        kept.unlink(missing_ok=True)
        return json.loads(told.stdout)["courses"][0]["open"]


def things(document):
    """The paragraphs of each thing by its key, its grey line first."""
    found = {}
    for paragraph in document.paragraphs:
        parts = paragraph.text.split(" · ")
        if paragraph.style.name == "Bona Key" and len(parts) == 4:
            expect(parts[2] not in found, f"{parts[2]} stands there twice")
            last = found[parts[2]] = [paragraph]
        elif found:
            last.append(paragraph)
    return found


def cut(run, start, end):
    """The words of a run from one place to another, as a run of their own."""
    words = run.text
    inner = copy.deepcopy(run._r)
    rest = copy.deepcopy(run._r)
    run._r.addnext(inner)
    inner.addnext(rest)
    run.text, own = words[:start], Run(inner, run._parent)
    own.text, Run(rest, run._parent).text = words[start:end], words[end:]
    return own


def marked(chance, paragraphs):
    """Runs to put a comment on, and the words that it is then on; none where it is on the grey line alone."""
    key, *lines = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
    how = chance.choice(["key", "run", "line", "lines", "part", "with key"]) if lines else "key"
    if how == "key":
        return key.runs, None
    line = chance.choice(lines)
    if how == "run":
        run = chance.choice([run for run in line.runs if run.text.strip()])
        return [run], run.text
    if how == "line":
        return line.runs, line.text
    if how == "part" and len(line.runs[-1].text.split()) > 2:
        words = line.runs[-1].text
        start, end = words.index(" ") + 1, words.rindex(" ")
        if words[start:end].strip():
            return [cut(line.runs[-1], start, end)], words[start:end]
    first = key.runs[0] if how == "with key" else lines[0].runs[0]
    return [first, lines[-1].runs[-1]], "\n".join(line.text for line in lines)


def by_python_docx(source, target, seed):
    """Comments on everything; what is wanted of each."""
    chance, document, wanted = random.Random(seed), docx.Document(source), []
    for number, (key, paragraphs) in enumerate(things(document).items()):
        first, kind = chance.choice(list(KINDS.items()))
        says = f"{chance.choice(SAID)} {number}"
        runs, words = marked(chance, paragraphs)
        comment = document.add_comment(runs, text=first + says, author=AUTHOR, initials="ZR")
        day = comment.timestamp.date().isoformat()
        says = says if first != "So: " else first + says
        wanted.append((key, key, "same", kind, says, words and words.strip(), day))
    document.save(target)
    return wanted


def by_libreoffice(program, source, target):
    """Its own comments and tracked changes: a third of the things gets one, a third the other, a third both."""
    document = docx.Document(source)
    every = [paragraph.text for paragraph in document.paragraphs]
    plan, wanted = [], []
    today = day()
    for number, (key, (_, *lines)) in enumerate(things(document).items()):
        # What is looked for must stand there once.
        lone = [line.text for line in lines if line.text and every.count(line.text) == 1]
        if not lone:
            continue
        line, other = lone[number % len(lone)], lone[-1]
        if number % 3 < 2:
            says = f"it, <{number}> “Zwei” & مرحبا"
            words = " ".join(line.split(" ")[: 3 + number % 4])
            plan.append(("comment", line, words, f"Unclear: {says}"))
            wanted.append((key, key, "same", "Unclear", says, words.strip(), "2026-10-05"))
        # What is changed has no comment: its words would be others.
        if number % 3 == 2 or (number % 3 == 1 and other != line):
            last = other.split(" ")[-1]
            changed = f"{other}, or {number}"
            plan.append(("change", other, last, f"{last}, or {number}") if other.count(last) == 1 else ("change", other, other, changed))
            texts = [" ".join((changed if own.text == other else own.text).split()) for own in lines]
            wanted.append((key, key, "same", "Words", "\n".join(filter(None, texts)), None, today))
    program.save(source, target, plan)
    return wanted


def told(comments):
    names = ("of", "belongs_to", "standing", "kind", "says", "marked", "on")
    return [tuple(comment[name] for name in names) for comment in comments]


def differences(wanted, comments):
    """What is wanted and did not come, and what came and is not wanted."""
    left, more = list(wanted), []
    for one in told(comments):
        if one in left:
            left.remove(one)
        else:
            more.append(one)
    return left, more


def day():
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def home(desk, course, file, wanted, what):
    # A document that was made before midnight may be read after it: both are today.
    days = {STARTED, day()}
    comments = desk.read(course, file)
    days.add(day())
    wanted = [(*own, "today" if on in days else on) for *own, on in wanted]
    left, more = differences(wanted, [{**one, "on": "today" if one["on"] in days else one["on"]} for one in comments])
    expect(not left and not more, f"{course}, {file.name}: missing {left}, too much {more}")
    counted[what] += len(wanted)


def commented(bona, work, program):
    desk = Desk(bona, work / "commented")
    for number, course in enumerate(COURSES):
        shutil.copytree(FIXTURES / course, desk.folder / course)
        sent = desk.made(course)
        back = desk.folder / f"{course}.docx"
        wanted = by_python_docx(sent, back, number)
        expect(wanted, f"{course}: nothing could be commented on")
        home(desk, course, back, wanted, "comments")
        # A comment that lies elsewhere, or says something else, is noticed.
        comments = desk.read(course, back)
        for name in ("of", "says", "marked"):
            comments[0][name] = "elsewhere"
            expect(all(differences(wanted, comments)), "nothing is noticed here: the comparison proves nothing")
        if program:
            again = program.save(back, desk.folder / f"{course}-again.docx")
            home(desk, course, again, wanted, "through LibreOffice")
            own = desk.folder / f"{course}-own.docx"
            home(desk, course, own, by_libreoffice(program, sent, own), "of LibreOffice")


def position(found, chance):
    """Two things that page or module hold: one to be put elsewhere, and one behind which it is to stand."""
    keys = list(found)
    depth = {key: int(lines[0].text.split(" · ")[1]) for key, lines in found.items()}
    ends = lambda key: next((at for at in range(keys.index(key) + 1, len(keys)) if depth[keys[at]] <= depth[key]), len(keys))
    whole = lambda key: keys[keys.index(key):ends(key)]
    blocks = [key for key in keys if depth[key] == 3]
    own = chance.choice(blocks)
    before = keys[keys.index(own) - 1] if keys[keys.index(own) - 1] in blocks else None
    others = [key for key in blocks if key not in (own, before)]
    return (whole(own), whole(chance.choice(others)), depth) if others else None


def place(keys, depth, own):
    """Where a block stands among these: what holds it, and the block before it."""
    at = keys.index(own)
    holder = next(key for key in reversed(keys[:at]) if depth[key] < depth[own])
    before = [key for key in keys[keys.index(holder) + 1:at] if depth[key] == depth[own]]
    return f"`{holder}`, behind `{before[-1]}`," if before else f"the beginning of `{holder}`"


def moved(desk, program):
    """A block goes elsewhere with its grey line and with comments on it and on all else, untracked."""
    for seed in range(24):
        chance, course = random.Random(seed), COURSES[1 + seed % 3]
        sent, back = desk.made(course), desk.folder / f"moved{seed}.docx"
        by_python_docx(sent, back, seed)
        document = docx.Document(back)
        found = things(document)
        chosen = position(found, chance)
        if not chosen:
            continue
        taken, other, depth = chosen
        order = list(found)
        last = found[other[-1]][-1]._p
        for paragraph in reversed([paragraph for key in taken for paragraph in found[key]]):
            last.addnext(paragraph._p)
        document.save(back)
        if program and seed % 4 == 0:
            back = program.save(back, desk.folder / f"moved{seed}-again.docx")
        left = [key for key in order if key not in taken]
        after = left.index(other[-1]) + 1
        now, own = left[:after] + taken + left[after:], taken[0]
        comments, stayed = desk.read(course, back), desk.read(course, desk_copy(desk, sent, seed))
        moves = moves_of(comments)
        rest = [one for one in comments if one["says"] not in [says for _, says in moves]]
        expect(not any(differences(told(stayed), rest)), f"{course}, seed {seed}: comments were lost or changed by a move")
        if len(moves) == 1 and moves[0][0] != own:
            # Two neighbours that change places: which of them was moved is the same.
            expect(place(order, depth, own).split("`")[1] == place(now, depth, own).split("`")[1], f"{course}, seed {seed}: {moves}")
            own = moves[0][0]
        says = f"It was moved from {place(order, depth, own)} to {place(now, depth, own)}"
        wanted = [(own, says.rstrip(",") + ".")]
        expect(moves == wanted, f"{course}, seed {seed}: {moves}, not {wanted}")
        # The same document in which nothing was moved must not pass for this.
        expect(moves_of(stayed) != wanted and not moves_of(stayed), f"{course}, seed {seed}: nothing is noticed here")
        counted["moved"] += 1


def moves_of(comments):
    """What is told to have been moved, and how."""
    return [(one["of"], one["says"]) for one in comments if one["says"].startswith("It was moved from ")]


def desk_copy(desk, sent, seed):
    """The same comments on a document in which nothing was moved."""
    target = desk.folder / f"stayed{seed}.docx"
    by_python_docx(sent, target, seed)
    return target


def deleted(desk, program):
    """Blocks, pages and lines that are taken out untracked, by python-docx and by LibreOffice, and through it."""
    lost = "missing in what came back: deleted without tracking, or lost. Should"
    for seed in range(24):
        chance, course = random.Random(seed), COURSES[1 + seed % 3]
        sent, back = desk.made(course), desk.folder / f"deleted{seed}.docx"
        document = docx.Document(sent)
        found = things(document)
        depth = {key: int(lines[0].text.split(" · ")[1]) for key, lines in found.items()}
        keys = list(found)
        # What is last has no paragraph behind it, to whose beginning LibreOffice could go.
        own = chance.choice([key for key in keys[:-1] if depth[key] >= 2 and whole_of(keys, depth, key)[-1] != keys[-1]])
        taken = whole_of(keys, depth, own)
        paragraphs = [paragraph for key in taken for paragraph in found[key]]
        many = f"{len(taken) - 1} part{'s' if len(taken) > 2 else ''}"
        says = f"It and the {many} that it holds are {lost} they be taken out?" if len(taken) > 1 else f"It is {lost} it be taken out?"
        wanted = [(own, "Note", says)]
        if seed % 4 == 3:
            # A row of a table, a step, a heading: its thing stays.
            own = chance.choice([key for key in keys if len([line for line in found[key] if line.text.strip()]) > 2])
            lines = [line for line in found[own][1:] if line.text.strip()]
            paragraphs = [chance.choice(lines[:-1])]
            rest = [" ".join(line.text.split()) for line in lines if line is not paragraphs[0]]
            wanted = [(own, "Words", "\n".join(rest))]
        if program and seed % 4 == 1:
            back = program.save(sent, back, [("delete", paragraphs[0].text, paragraphs[0].text, str(len(paragraphs)))])
        else:
            for paragraph in paragraphs:
                paragraph._p.getparent().remove(paragraph._p)
            document.save(back)
            if program and seed % 4 == 2:
                back = program.save(back, desk.folder / f"deleted{seed}-again.docx")
        came = [(one["of"], one["kind"], one["says"]) for one in desk.read(course, back)]
        expect(came == wanted, f"{course}, deleted {seed}: {came}, not {wanted}")
        # The same document of which nothing was deleted must not pass for this.
        stayed = program.save(sent, desk.folder / f"whole{seed}.docx") if program and seed % 8 == 2 else sent
        expect(desk.read(course, stayed) == [], f"{course}, deleted {seed}: nothing is noticed here")
        counted["deleted"] += 1


def whole_of(keys, depth, key):
    """A thing and all that it holds."""
    at = keys.index(key)
    end = next((to for to in range(at + 1, len(keys)) if depth[keys[to]] <= depth[key]), len(keys))
    return keys[at:end]


def round_of_edits(desk, seed, edits, program):
    """Everything of a course has a comment; the course is edited before these come back."""
    course = edited.Course(seed)
    course.write(desk.folder / "edited")
    document, before = docx.Document(desk.made("edited")), course.known()
    for key, (_, *lines) in things(document).items():
        mark = lines[0].text if "/text/" in key else key
        if mark in before:
            document.add_comment(lines[0].runs, text=mark, author=AUTHOR, initials="ZR")
    back = desk.folder / "back.docx"
    document.save(back)
    if program:
        back = program.save(back, desk.folder / f"again{seed}.docx")
    for _ in range(edits):
        course.edit()
    course.write(desk.folder / "edited")
    comments, now, seen = desk.read("edited", back), course.known(), []
    expect(sorted(one["says"] for one in comments) == sorted(before), f"round {seed}: comments were lost or doubled")
    for one in comments:
        mark = one["says"]
        standing, place, words = edited.became(mark, before, now)
        fits = one["belongs_to"].startswith(place) if place.endswith("/") else one["belongs_to"] == place
        # An option that became the right one, or the wrong one, has changed as well.
        stands = one["standing"] == standing or (standing, one["standing"]) == ("same", "changed")
        expect(fits and stands, f"round {seed}: {standing} at {place}, not {one}")
        expect(before[mark][0] in one["stood"], f"round {seed}: it does not say what stood there: {one}")
        expect(words is None or words in one["now"], f"round {seed}: it does not say what stands there: {one}")
        seen.append(standing)
    counted["edits"] += edits
    return seen


def refused(bona, work):
    desk = Desk(bona, work / "refused")
    for course in ("minimal", "arabic"):
        shutil.copytree(FIXTURES / course, desk.folder / course)
    source, back = desk.made("minimal"), desk.folder / "back.docx"
    by_python_docx(source, back, 1)
    whole = back.read_bytes()
    other = desk.folder / "other.docx"
    plain = docx.Document()
    plain.add_paragraph("A letter.")
    plain.save(other)
    cases = [
        (whole[: len(whole) // 2], "it cannot be unpacked"),
        (rewritten(back, "word/document.xml", lambda text: text[:-40]), "word/document.xml: this part is damaged"),
        (rewritten(back, "word/comments.xml", lambda text: text[:-9]), "word/comments.xml: this part is damaged"),
        (other.read_bytes(), "this document is no storyboard of ours"),
        (desk.made("arabic").read_bytes(), "these are comments on the course `arabic`"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "the file has a password, or is of the old kind .doc"),
    ]
    for bytes_, why in cases:
        back.write_bytes(bytes_)
        done = desk.run("review", "read", "minimal", back)
        expect(done.returncode == 1 and "not taken" in done.stdout and why in done.stdout, f"{why}: {done.stdout}{done.stderr}")
        expect(not (desk.folder / "minimal/comments.ron").exists(), f"{why}: something was written")
        counted["refused"] += 1
    back.write_bytes(whole)
    expect(desk.read("minimal", back), "nor is the whole document taken: the refusals prove nothing")


def rewritten(file, name, change):
    """The bytes of a document with one part changed."""
    target = file.with_name("rewritten.docx")
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(target, "w") as out:
        for part in source.namelist():
            body = source.read(part)
            out.writestr(part, change(body) if part == name else body)
    return target.read_bytes()


def main():
    bona = pathlib.Path(sys.argv[1]).resolve()
    full = sys.argv[2:] == ["full"]
    expect(office.there() or not full, "LibreOffice's word processor is not there; tests/run --full needs it")
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        program = office.Office(work) if office.there() else None
        if not program:
            print("left out: LibreOffice's word processor is not there; tests/run --full has it")
        commented(bona, work, program)
        moved(Desk(bona, work / "commented"), program)
        deleted(Desk(bona, work / "commented"), program)
        refused(bona, work)
        desk, seen = Desk(bona, work / "edits"), []
        rounds, edits = (30, 10) if full else (3, 8)
        for seed in range(rounds):
            seen += round_of_edits(desk, seed, edits, program if seed % 3 == 0 else None)
    least = (300, 200 if program else 0, 300 if program else 0, rounds * edits, 15, 24, 6)
    expect(all(count >= few for count, few in zip(counted.values(), least)), f"too little was judged: {counted}")
    ended = {standing: seen.count(standing) for standing in ("same", "changed", "gone")}
    expect(min(ended.values()) >= rounds, f"only one outcome was met: {ended}")
    print(", ".join(f"{count} {what}" for what, count in {**counted, **ended}.items()))
    print(f"{sum(counted.values())} passed, 0 failed")


main()
