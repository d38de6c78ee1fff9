#!/usr/bin/env python3
"""feed.py BONA: the feed of `bona package --index`, read by feedparser, a library of feed readers.

It must find no fault, every entry with its id, day, title and links, and each link must lead to a file that is there, of the
length that stands there. A new edition is told and what was there keeps its id and day. In the same run feeds are spoilt,
and each spoilt one must be refused: by this judge, and by the program, which leaves the file as it is. Runs into one folder
at once lose nothing of one another: each tells of its packages behind whoever has the folder.
"""
import fcntl
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import uuid

import feedparser

ROOT = pathlib.Path(__file__).parent.parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
SOUND = FIXTURES / "sound"
ADDRESS = "https://training.example/packages/"
counted = {"entries": 0, "links": 0, "refused": 0, "at once": 0}


def give(bona, course, out, day, good=0):
    command = [bona, "package", course, "--format", "scorm12,cmi5,gift", "--index", "--date", day, "--publisher", "Elm & Ash"]
    done = subprocess.run([*map(str, command), "--address", ADDRESS, "--out", str(out)], capture_output=True, text=True, check=False)
    if done.returncode != good:
        sys.exit(f"{command}: ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def faults(text, folder):
    """What is wrong with a feed."""
    read = feedparser.parse(text.encode())
    found = []
    if read.bozo or read.version != "atom10":
        found.append(f"no Atom: {read.get('bozo_exception')} {read.version!r}")
    feed = read.feed
    found += [f"the feed has no {name}" for name in ("id", "title", "updated_parsed", "author") if not feed.get(name)]
    if not any(link.rel == "self" and link.href == f"{ADDRESS}feed.xml" for link in feed.get("links", [])):
        found.append("the feed does not say where it is")
    if not read.entries:
        found.append("no entry")
    ids = [entry.get("id", "") for entry in read.entries]
    if len(set(ids)) != len(ids):
        found.append("two entries have one id")
    for entry in read.entries:
        found += entry_faults(entry, folder)
    return found, read


def entry_faults(entry, folder):
    found = [f"an entry has no {name}" for name in ("id", "title", "updated_parsed", "summary") if not entry.get(name)]
    try:
        if uuid.UUID(entry.get("id", "")).version != 8:
            found.append(f"{entry.id} is of another version")
    except ValueError:
        found.append(f"{entry.get('id')!r} is no UUID")
    links = {link.rel: link for link in entry.get("links", [])}
    found += [f"an entry has no link {rel}" for rel in ("alternate", "enclosure") if rel not in links]
    for link in links.values():
        path = folder / link.href.removeprefix(ADDRESS).split("#")[0]
        if not link.href.startswith(ADDRESS) or not path.is_file():
            found.append(f"{link.href} leads nowhere")
        elif link.rel == "enclosure" and int(link.get("length", -1)) != path.stat().st_size:
            found.append(f"{link.href} has another length")
    return found


def spoilt(text):
    """The feed in ways in which it must not be."""
    first = re.search(r"<id>urn:uuid:[^<]*</id>\n    <title>", text)[0]
    second = re.findall(r"<entry>\n    (<id>[^<]*</id>)", text)[1]
    yield "cut short", text[: len(text) // 2], True
    yield "no id", text.replace(first, "<title>", 1), True
    yield "no day", re.sub(r"(</title>\n    )<updated>[^<]*</updated>", r"\1", text, count=1), True
    yield "a declaration of a type", text.replace("<feed", "<!DOCTYPE feed [<!ENTITY a 'b'>]>\n<feed", 1).replace("Elm", "&a;"), True
    yield "one id twice", text.replace(second, re.search(r"<entry>\n    (<id>[^<]*</id>)", text)[1], 1), False
    yield "a link that leads nowhere", text.replace("-scorm12-draft.zip\"", "-scorm13-draft.zip\"", 1), False


def at_once(bona, out):
    """Several runs into one folder, all at once: the feed has the packages of all."""
    courses = ["sound", "minimal", "reviewed", "three_languages"]
    line = [bona, "package", "--format", "scorm12", "--index", "--date", "2026-11-22", "--out"]
    for turn in range(4):
        folder = out / str(turn)
        folder.mkdir(parents=True)
        # While the folder is somebody's nobody writes the feed: so all have looked at what stood there before one does.
        held = os.open(folder, os.O_RDONLY)
        fcntl.flock(held, fcntl.LOCK_EX)
        commands = [[*map(str, line), str(folder), str(FIXTURES / course)] for course in courses]
        runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for command in commands]
        while len(list(folder.glob("*.zip"))) < len(courses) and all(run.poll() is None for run in runs):
            os.sched_yield()
        if (folder / "feed.xml").exists():
            sys.exit("a feed was written while the folder was somebody's")
        os.close(held)
        ended = [(run.communicate()[0], run.returncode) for run in runs]
        if any(code for _, code in ended):
            sys.exit(f"runs at once: {ended}")
        read = feedparser.parse((folder / "feed.xml").read_bytes())
        told = {link.href.rsplit("/", 1)[-1] for entry in read.entries for link in entry.links if link.rel == "enclosure"}
        there = {path.name for path in folder.glob("*.zip")}
        if told != there or len(there) != len(courses):
            sys.exit(f"runs at once: the feed has {sorted(told)}, the folder {sorted(there)}")
        counted["at once"] += len(runs)


def main(bona):
    bona = pathlib.Path(bona).resolve()
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        out, course = work / "dist", work / "sound"
        give(bona, SOUND, out, "2026-11-22")
        feed = out / "feed.xml"
        found, before = faults(feed.read_text(encoding="utf-8"), out)
        if found or len(before.entries) != 3:
            sys.exit(f"{len(before.entries)} entries: {found}")
        subprocess.run(["cp", "-r", str(SOUND), str(course)], check=True)
        texts = (course / "course.ron").read_text(encoding="utf-8")
        (course / "course.ron").write_text(texts.replace("1.0.0", "1.1.0"), encoding="utf-8")
        give(bona, course, out, "2027-01-09")
        text = feed.read_text(encoding="utf-8")
        found, after = faults(text, out)
        days = [entry.updated for entry in after.entries]
        if found or days != ["2027-01-09T00:00:00Z"] * 3 + ["2026-11-22T00:00:00Z"] * 3:
            sys.exit(f"{days}: {found}")
        if [entry.id for entry in after.entries[3:]] != [entry.id for entry in before.entries] or after.feed.id != before.feed.id:
            sys.exit("ids did not stay")
        counted["entries"] = len(after.entries)
        counted["links"] = sum(len(entry.links) for entry in after.entries)
        for name, broken, told in spoilt(text):
            if broken == text or (name != "a declaration of a type" and not faults(broken, out)[0]):
                sys.exit(f"{name}: a spoilt feed is taken for a good one")
            if told:
                feed.write_text(broken, encoding="utf-8")
                done = give(bona, course, out, "2027-02-01", good=2)
                if "is not read and not written over" not in done.stderr or feed.read_text(encoding="utf-8") != broken:
                    sys.exit(f"{name}: {done.stderr}")
            counted["refused"] += 1
        at_once(bona, work / "at_once")
    print(", ".join(f"{count} {what}" for what, count in counted.items()))


if __name__ == "__main__":
    main(sys.argv[1])
