#!/usr/bin/env python3
"""outputs.py BONA PACKAGES: what the program prints for other programs, judged by its schemas.

Ours are in docs/schema; that of SARIF 2.1.0 comes with set-up.sh and is not ours. `jsonschema` judges.
In the same run every document is spoilt in several ways, and each spoilt one must be refused.
"""
import copy
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from jsonschema import FormatChecker
from jsonschema.validators import validator_for

ROOT = pathlib.Path(__file__).parent.parent.parent
SCHEMAS = ROOT / "docs" / "schema"
SARIF = ROOT / "tests" / ".tools" / "schemas" / "sarif-2.1.0.json"
judged = {"taken": 0, "refused": 0}


def judge(path):
    schema = json.loads(path.read_text(encoding="utf-8"))
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema, format_checker=FormatChecker())


def run(command, exit_values=(0,)):
    """Standard output as the one JSON document that it must be."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    if done.returncode not in exit_values:
        sys.exit(f"{command} ended with {done.returncode}: {done.stdout}{done.stderr}")
    if done.stderr:
        sys.exit(f"{command} said more than its document: {done.stderr}")
    return json.loads(done.stdout)


def take(name, validator, document):
    for error in validator.iter_errors(document):
        sys.exit(f"{name}: {error.json_path}: {error.message}")
    judged["taken"] += 1


def refuse(name, validator, document, spoil):
    spoilt = copy.deepcopy(document)
    spoil(spoilt)
    if spoilt == document or validator.is_valid(spoilt):
        sys.exit(f"{name}: a spoilt document is taken for a good one")
    judged["refused"] += 1


def ours(name, document, first):
    """`first` gives the part of a document that is spoilt: a field taken away, a strange one, a wrong type."""
    validator = judge(SCHEMAS / f"{name}.json")
    take(name, validator, document)
    for field in list(first(document)):
        if field not in ("line", "column", "bytes"):
            refuse(f"{name} without {field}", validator, document, lambda spoilt: first(spoilt).pop(field))
        refuse(f"{name} with another {field}", validator, document, lambda spoilt: first(spoilt).update({field: [{}]}))
    refuse(f"{name} with more", validator, document, lambda spoilt: first(spoilt).update(strange=1))
    return name


def sarif(bona):
    validator = judge(SARIF)
    command = [bona, "check", "tests/fixtures/broken/many_faults", "tests/fixtures/broken/duplicate_question", "--output", "sarif"]
    document = run(command, (1,))
    take("sarif", validator, document)
    results = document["runs"][0]["results"]
    if len(results) < 5 or not any("relatedLocations" in result for result in results):
        sys.exit(f"too little was judged: {len(results)} results")
    one = lambda spoilt: spoilt["runs"][0]["results"][0]
    place = lambda spoilt: one(spoilt)["locations"][0]["physicalLocation"]
    refuse("sarif", validator, document, lambda spoilt: spoilt.update(version="2.2"))
    refuse("sarif", validator, document, lambda spoilt: one(spoilt).update(level="fatal"))
    refuse("sarif", validator, document, lambda spoilt: one(spoilt).pop("message"))
    refuse("sarif", validator, document, lambda spoilt: place(spoilt)["artifactLocation"].update(uri="a file.ron"))
    refuse("sarif", validator, document, lambda spoilt: place(spoilt)["region"].update(startLine=0))
    refuse("sarif", validator, document, lambda spoilt: spoilt["runs"][0]["tool"].pop("driver"))
    take("sarif", validator, run([bona, "check", "tests/fixtures/minimal", "--output", "sarif"]))


def evidence(bona, packages, work):
    package = sorted(packages.rglob("first_contact-*-scorm12*.zip"))[0]
    os.environ["BONA_STORE"] = str(work / "evidence.bona")
    for command in (
        ["init", "--organisation", "Elm Street Surgery"],
        ["import", "tests/fixtures/evidence/moodle.csv", "--package", package, "--activity", "First contact", "--apply"],
    ):
        subprocess.run([str(bona), "evidence", *map(str, command)], cwd=ROOT, check=True, capture_output=True)
    yield ours("matrix", run([bona, "evidence", "matrix", "--output", "json"]), lambda document: document["completions"][0])
    yield ours("verify", run([bona, "evidence", "verify", "--output", "json"]), lambda document: document)
    yield from certificates(bona, work)
    subprocess.run([str(bona), "keys", "rotate", "log", "--apply"], cwd=ROOT, check=True, capture_output=True)
    yield ours("verify", run([bona, "evidence", "verify", "--output", "json"]), lambda document: document["key_changes"][0])


def certificates(bona, work):
    """What is said of certificates: with a name that is signed and one that is not, and of one that does not hold."""
    key = work / "evidence.bona.keys" / "log.vkey"
    pages = [work / f"{name}.html" for name in ("bare", "signed", "changed")]
    issue = [bona, "certificate", "issue", "Ann Byrne", "--name", "Ann B. Byrne", "--verify-at", "https://elm.example/check", "--out"]
    for command in ([*issue, pages[0]], [bona, "keys", "new", "badge"], [*issue, pages[1]]):
        subprocess.run([str(part) for part in command], cwd=ROOT, check=True, capture_output=True)
    pages[2].write_text(pages[1].read_text(encoding="utf-8").replace("Ann B. Byrne</bdi>", "Bob Cole</bdi>"), encoding="utf-8")
    document = run([bona, "certificate", "verify", *pages, "--key", key, "--output", "json"], (1,))
    found = document["certificates"]
    if [one.get("name_signed_by") for one in found] != ["nobody", "unknown", None] or found[2]["holds"]:
        sys.exit(f"too little was judged: {found}")
    yield ours("certificate", document, lambda document: document)
    for number in range(3):
        yield ours("certificate", document, lambda document, number=number: document["certificates"][number])
    yield ours("certificate", document, lambda document: document["certificates"][1]["said"])
    kept = run([bona, "certificate", "verify", pages[1], "--key", key, "--store", work / "evidence.bona", "--output", "json"])
    yield ours("certificate", kept, lambda document: document["certificates"][0]["store"])


def receipt():
    """A learner's own record, which the player's own tests hold to be what it writes; whole, and with no more than it
    must have."""
    document = json.loads((ROOT / "tests" / "fixtures" / "evidence" / "receipt.json").read_text(encoding="utf-8"))
    validator = judge(SCHEMAS / "receipt.json")
    take("receipt", validator, document)
    bare = {field: document[field] for field in validator.schema["required"]}
    yield ours("receipt", bare, lambda document: document)
    yield ours("receipt", document, lambda document: document["answered"][0])


def reports(bona):
    """The reports, of a course with gaps and guessers, and of one that ships; each is spoilt in its deeper parts too."""
    command = [bona, "report", "tests/fixtures/guessed", "courses/first_contact", "--output", "json", "--of"]
    coverage, fairness = run([*command, "coverage"]), run([*command, "fairness"])
    outcome = lambda document: document["courses"][0]["outcomes"][0]
    yield ours("report-coverage", coverage, outcome)
    yield ours("report-coverage", coverage, lambda document: outcome(document)["test"])
    yield ours("report-coverage", coverage, lambda document: document["courses"][1]["easy_read"])
    framework = lambda document: document["courses"][1]["frameworks"][1]
    yield ours("report-coverage", coverage, framework)
    yield ours("report-coverage", coverage, lambda document: framework(document)["items"][0])
    bank = lambda document: document["banks"][0]
    yield ours("report-fairness", fairness, lambda document: document)
    for part in (bank, lambda document: bank(document)["guesses"][0], lambda document: bank(document)["drawn"]):
        yield ours("report-fairness", fairness, part)
    voices = run([bona, "report", "courses/first_contact", "tests/fixtures/sound", "--output", "json", "--of", "voices"])
    shown = lambda document: next(group for group in document["groups"] if group["people"])
    for part in (lambda document: document, shown, lambda document: shown(document)["people"][0]):
        yield ours("report-voices", voices, part)
    yield ours("report-voices", voices, lambda document: document["undescribed"][0])
    yield ours("report-voices", voices, lambda document: document["patterns"][0])
    gaps = [gap for course in coverage["courses"] for outcome in course["outcomes"] for gap in outcome["gaps"]]
    if len(fairness["banks"]) != 4 or not bank(fairness)["over"] or not gaps:
        sys.exit(f"too little was judged: {len(fairness['banks'])} banks, {len(gaps)} gaps")


def variants(bona):
    """The report on places; one of its courses is changed so that something has moved and somebody is silent."""
    with tempfile.TemporaryDirectory() as work:
        course = pathlib.Path(work) / "places"
        shutil.copytree(ROOT / "tests" / "fixtures" / "places", course)
        module = course / "modules" / "desk.ron"
        module.write_text(module.read_text(encoding="utf-8").replace("with a form", "with one form"), encoding="utf-8")
        silent = course / "house" / "places" / "ash_lane.ron"
        silent.write_text('Place(id: "ash_lane", name: "Ash Lane", of: "north_region")', encoding="utf-8")
        document = run([bona, "report", course, "--of", "variants", "--output", "json"])
    own = lambda document: document["courses"][0]
    place = lambda document: next(one for one in own(document)["places"] if one["place"] == "elm_street")
    for part in (own, place, lambda document: own(document)["variables"][0], lambda document: place(document)["changes"][0]):
        yield ours("report-variants", document, part)
    yield ours("report-variants", document, lambda document: place(document)["values"][0])
    silent = [one["place"] for one in own(document)["places"] if not one["answered"]]
    moved = {one["place"] for one in own(document)["places"] for change in one["changes"] if change["state"] == "moved"}
    if silent != ["ash_lane"] or moved != {"elm_street", "north_region"}:
        sys.exit(f"too little was judged: {silent} {moved}")


def reviews(bona):
    """The report on reviews; one of its parts is edited after it was read, and of another a review is taken away."""
    with tempfile.TemporaryDirectory() as work:
        course = pathlib.Path(work) / "reviewed"
        shutil.copytree(ROOT / "tests" / "fixtures" / "reviewed", course)
        module, ledger = course / "modules" / "welcome.ron", course / "reviews.ron"
        module.write_text(module.read_text(encoding="utf-8").replace("minutes: 3", "minutes: 4"), encoding="utf-8")
        lines = ledger.read_text(encoding="utf-8").splitlines(keepends=True)
        ledger.write_text("".join(line for line in lines if "2026-11-02" not in line), encoding="utf-8")
        document = run([bona, "report", course, "--of", "reviews", "--output", "json"])
    own = lambda document: document["courses"][0]
    part = lambda document: own(document)["parts"][0]
    for one in (own, part, lambda document: part(document)["standing"][0], lambda document: part(document)["reviews"][0]):
        yield ours("report-reviews", document, one)
    states = [one["state"] for part in own(document)["parts"] for one in part["standing"]]
    if states != ["lapsed", "lapsed", "awaited", "signed"] or own(document)["reviewed"]:
        sys.exit(f"too little was judged: {states}")


def comments(bona):
    """The report on comments; of one the words have changed, and what another was on is gone."""
    with tempfile.TemporaryDirectory() as work:
        course = pathlib.Path(work) / "reviewed"
        shutil.copytree(ROOT / "tests" / "fixtures" / "reviewed", course)
        module, own = course / "modules" / "welcome.ron", course / "comments.ron"
        module.write_text(module.read_text(encoding="utf-8").replace("in front of a queue", "in a queue"), encoding="utf-8")
        text = own.read_text(encoding="utf-8")
        own.write_text(text[: text.rindex("Done(")] + "Open,\n    ),\n]\n", encoding="utf-8")
        document = run([bona, "report", course, "--of", "comments", "--output", "json"])
    whole = lambda document: document["courses"][0]
    for part in (whole, lambda document: whole(document)["open"][0], lambda document: whole(document)["open"][1]):
        yield ours("report-comments", document, part)
    standing = sorted(one["standing"] for one in whole(document)["open"])
    if standing != ["changed", "gone"]:
        sys.exit(f"too little was judged: {standing}")


def impact(bona):
    """The report on an equality impact assessment that says some of it, and on a course without one."""
    document = run([bona, "report", "tests/fixtures/reviewed", "tests/fixtures/minimal", "--of", "impact", "--output", "json"])
    own = lambda document: document["courses"][0]
    effect = lambda document: next(one for one in own(document)["effects"] if one["on"] == "SexualOrientation")
    asked, action = lambda document: own(document)["asked"][0], lambda document: own(document)["actions"][1]
    for part in (own, effect, lambda document: effect(document)["evidence"][0], asked, action):
        yield ours("report-impact", document, part)
    said = [sum(one["expected"] is not None for one in course["effects"]) for course in document["courses"]]
    if said != [3, 0]:
        sys.exit(f"too little was judged: {said}")


def main(bona, packages):
    bona, packages = pathlib.Path(bona).resolve(), pathlib.Path(packages).resolve()
    faults = run([bona, "check", "tests/fixtures/broken/many_faults", "--output", "json"], (1,))
    done = [
        ours("check", faults, lambda document: document["diagnostics"][0]),
        ours("check", faults, lambda document: document["diagnostics"][0]["at"]),
        ours("explain", run([bona, "explain", "--output", "json"]), lambda document: document["rules"][0]),
        *reports(bona),
        *variants(bona),
        *reviews(bona),
        *comments(bona),
        *impact(bona),
        *receipt(),
    ]
    with tempfile.TemporaryDirectory() as work:
        made = run([bona, "package", "tests/fixtures/sound", "--out", work, "--output", "json"])
        done.append(ours("package", made, lambda document: document["packages"][0]))
        given = ["--index", "--date", "2026-11-22", "--out", work, "--output", "json"]
        done.append(ours("package", run([bona, "package", "tests/fixtures/sound", *given]), lambda document: document))
        done.extend(evidence(bona, packages, pathlib.Path(work)))
    sarif(bona)
    unjudged = {path.stem for path in SCHEMAS.glob("*.json")} - set(done)
    if unjudged or judged["refused"] < 60:
        sys.exit(f"left out: {unjudged or 'none'}; refused: {judged['refused']}")
    print(f"{judged['taken']} documents are what their schemas say; {judged['refused']} spoilt ones were refused")
    print(f"{judged['taken'] + judged['refused']} passed, 0 failed")


main(*sys.argv[1:])
