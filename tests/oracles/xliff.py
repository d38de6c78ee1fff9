#!/usr/bin/env python3
"""xliff.py BONA: XLIFF files of the program, translated by translate-toolkit, the library of Weblate and Virtaal.

Each course goes out as XLIFF 1.2 and 2.1. The library reads the file with its own parser, must find every unit with its
source, note and state, writes a translation into each target (words reversed, codes left where they are), and writes the
file; the program takes that in, and what then stands in `languages/*.ron` must be these very words, read here by a
reader of its own. In the same run files are damaged in ways that must be refused. Where the schemas of XLIFF stand in
tests/.tools/schemas/xliff (`xliff-core-1.2-strict.xsd`), xmllint judges by them; where not, that is said.
"""
import copy
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from lxml import etree
from translate.storage import xliff, xliff2

ROOT = pathlib.Path(__file__).parent.parent.parent
COURSES = [
    "tests/fixtures/three_languages", "tests/fixtures/places", "tests/fixtures/reference", "tests/fixtures/kinds", "courses/first_contact",
]
FORMS = {"xliff12": xliff.xlifffile, "xliff2": xliff2.Xliff2File}
BONA = "{urn:bona:translation:1}"
SCHEMA = ROOT / "tests" / ".tools" / "schemas" / "xliff" / "xliff-core-1.2-strict.xsd"
counted = {"units": 0, "with codes": 0, "the same words": 0, "refused": 0}


def run(*words, good=0):
    done = subprocess.run(list(map(str, words)), capture_output=True, text=True, check=False)
    if done.returncode != good:
        sys.exit(f"{' '.join(map(str, words))}: ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def local(node):
    return etree.QName(node).localname


def turned(words):
    """Another text of the same length and the same signs of Markdown: none. Blanks stay where they are."""
    return re.sub(r"[^\W\d_]+", lambda found: found[0][::-1], words)


def translate(source, target):
    """Puts the source's words, turned, and its codes into the target; what was there goes."""
    for child in list(target):
        target.remove(child)
    target.text = turned(source.text or "")
    for child in source:
        target.append(copy.deepcopy(child))
    for child in target.iter():
        if child is not target:
            child.text = turned(child.text) if child.text else child.text
            child.tail = turned(child.tail) if child.tail else child.tail


def spelled(unit):
    """The text that a unit's target stands for: its words with the signs of the source's codes, from `bona:words`."""
    words = unit.get(BONA + "words")
    source = next(node for node in unit.iter() if isinstance(node.tag, str) and local(node) == "source")
    target = next(node for node in unit.iter() if isinstance(node.tag, str) and local(node) == "target")
    runs, at = [], 0
    for run_ in source.itertext():
        start = words.index(run_, at)
        runs.append(words[at:start])
        at = start + len(run_)
    signs = [*runs, words[at:]]
    return signs, list(target.itertext())


def joined(signs, runs):
    return "".join(sign + run_ for sign, run_ in zip(signs, [*runs, ""]))


def said(text):
    """What a language's file says, key by key; a text of several lines without what they are indented by."""
    found = {}
    pattern = r'Said\(\s*of: "([^"]+)",\s*say: (?:r(#+)"(.*?)"\2|"((?:[^"\\]|\\.)*)")'
    for key, _, raw, plain in re.findall(pattern, text, re.S):
        lines = (raw or plain).split("\n")
        shared = min((len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip()), default=0)
        found[key] = "\n".join([lines[0], *(line[shared:] for line in lines[1:])]).strip()
    return found


def one(bona, course, form, work):
    folder = work / form / course
    # What we ship has a house beside it.
    whole = pathlib.Path("courses") if course.startswith("courses/") else pathlib.Path(course)
    shutil.copytree(ROOT / whole, work / form / whole)
    sent, back = work / form / "sent.xlf", work / form / "back.xlf"
    sent.unlink(missing_ok=True)
    run(bona, "translate", "export", folder, "--language", "fr", "--format", form, "--out", sent)
    judge(sent, form)
    store = FORMS[form].parsefile(str(sent))
    ours = {node.get("id"): node for node in etree.parse(str(sent)).iter("{*}unit", "{*}trans-unit")}
    units = [unit for unit in store.units if unit.istranslatable()]
    found = [unit.getid().rpartition("\x04")[2] for unit in units]
    if found != list(ours):
        sys.exit(f"{course} as {form}: {len(found)} units were found of {len(ours)}")
    wanted = {}
    for unit, name in zip(units, found):
        element = unit.xmlelement
        source = next(element.iter("{*}source"))
        if unit.istranslated() or "".join(source.itertext()) != "".join(next(ours[name].iter("{*}source")).itertext()):
            sys.exit(f"{course} as {form}: {name} was not read as it was written")
        if unit.target is None or not len(element.findall("{*}target")):
            unit.target = "x"
        target = next(element.iter("{*}target"))
        translate(source, target)
        unit.marktranslated()
        if form == "xliff12":
            target.set("state", "translated")
        counted["units"] += 1
        counted["with codes"] += bool(len(source))
    store.savefile(str(back))
    for unit in etree.parse(str(back)).iter("{*}unit", "{*}trans-unit"):
        wanted[unit.get("id").replace(":", "/")] = joined(*spelled(unit))
    taken(bona, course, form, folder, back, wanted)
    return folder, back


def taken(bona, course, form, folder, back, wanted):
    done = subprocess.run([bona, "translate", "import", folder, back], capture_output=True, text=True, check=False)
    # Words that rules of the course forbid in any language, such as another number than a fact has, are named.
    refused = set(re.findall(r": refused: `([^`]+)`", done.stdout))
    own = said((folder / "languages" / "fr.ron").read_text(encoding="utf-8"))
    if len(refused) * 10 > len(wanted):
        sys.exit(f"{course} as {form}: {len(refused)} of {len(wanted)} units were refused\n{done.stdout}")
    for key, words in wanted.items():
        if key in refused:
            continue
        if own.get(key) != words.strip():
            sys.exit(f"{course} as {form}: {key} says {own.get(key)!r}, not {words!r}")
        counted["the same words"] += 1


def judge(path, form):
    if form == "xliff12" and SCHEMA.is_file():
        run("xmllint", "--nonet", "--noout", "--schema", SCHEMA, path)
    else:
        run("xmllint", "--nonet", "--noout", path)


def canaries(bona, folder, back):
    """Each damage of a file that was taken must be refused, and change nothing."""
    text, before = back.read_text(encoding="utf-8"), (folder / "languages" / "fr.ron").read_bytes()
    spoilt = back.with_name("spoilt.xlf")
    codes = re.search(r"(<target(?:(?!</target>).)*?)<(?:x|ph) [^>]*/>", text, re.S)
    damages = {
        "a file that is cut off": text[: len(text) // 2],
        "a document type": text.replace("<xliff", "<!DOCTYPE xliff [<!ENTITY x 'y'>]><xliff", 1),
        "another language": re.sub(r'((?:trgLang|target-language)=)"fr"', r'\1"de"', text),
        "a code that is gone": text.replace(codes[0], codes[1], 1),
        "a source that was changed": re.sub(r"(<source[^>]*>)", r"\1Not so: ", text, count=1),
        "an unknown unit": re.sub(r'<((?:trans-)?unit )(.*?)id="[^"]+"', r'<\1\2id="no:such:00000000"', text, count=1),
    }
    for what, damaged in damages.items():
        if damaged == text:
            sys.exit(f"canary: `{what}` changed nothing")
        spoilt.write_text(damaged, encoding="utf-8")
        told = run(bona, "translate", "import", folder, spoilt, good=1)
        if not re.search(r"spoilt\.xlf:\d+: refused: ", told) or "= help: " not in told:
            sys.exit(f"canary: `{what}` was not refused at its place\n{told}")
        if (folder / "languages" / "fr.ron").read_bytes() != before:
            sys.exit(f"canary: `{what}` changed the language's file")
        counted["refused"] += 1


def main():
    bona = pathlib.Path(sys.argv[1]).resolve()
    if not SCHEMA.is_file():
        print("left out: the schemas of XLIFF are not in tests/.tools/schemas/xliff; the files are judged as XML alone")
    with tempfile.TemporaryDirectory() as work:
        for form in FORMS:
            for course in COURSES:
                folder, back = one(bona, course, form, pathlib.Path(work))
                if course == COURSES[0]:
                    canaries(bona, folder, back)
    if counted["units"] < 1500 or counted["with codes"] < 90 or counted["the same words"] < 1500:
        sys.exit(f"too little was judged: {counted}")
    print(", ".join(f"{count} {what}" for what, count in counted.items()))
    print(f"{counted['the same words'] + counted['refused']} passed, 0 failed")


main()
