#!/usr/bin/env python3
"""exchange.py BONA [SCHEMAS]: question files that the program writes, read by other readers and held to each other.

GIFT is read here by a reader that was written from the sheet alone, Moodle XML and QTI by Python's own parser of XML.
Three courses are handed on in every format: what one format says of a question, the others must say too, and every
question that a SCORM package reports must be carried or named among the losses. Manifests and quizzes of Common
Cartridge 1.1 are judged by the schemas in the folder SCHEMAS and by the assertions that stand in them; where it is not
there, that is said. No schema of version 1.3 is at hand. In the same run every file is damaged, and each damage must be
noticed.
"""
import copy
import decimal
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

ROOT = pathlib.Path(__file__).parent.parent.parent
COURSES = ["courses/first_contact", "tests/fixtures/kinds", "tests/fixtures/reference"]
QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
PEG = ROOT / "tests" / ".tools" / "gift" / "package" / "pegjs-gift.js"
SCH = "{http://purl.oclc.org/dsdl/schematron}"
counted = {"questions": 0, "compared": 0, "valid": 0, "refused": 0}


# GIFT, from the sheet: blocks between blank lines; signs `~ = # { }` and `:` are words behind a stroke.

def unescaped(text):
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)


def parts(text, sign):
    """The text between signs that no stroke stands in front of."""
    found, word, at = [], "", 0
    while at < len(text):
        if text[at] == "\\" and at + 1 < len(text):
            word += text[at:at + 2]
            at += 2
        elif text.startswith(sign, at):
            found.append(word)
            word, at = "", at + len(sign)
        else:
            word += text[at]
            at += 1
    return [*found, word]


def gift(text):
    questions = {}
    for block in text.split("\n\n"):
        lines = block.strip("\n").split("\n")
        comments = [line for line in lines if line.startswith("//")]
        rest = "\n".join(line for line in lines if not line.startswith("//"))
        if not rest or rest.startswith("$CATEGORY:"):
            continue
        key = re.fullmatch(r"// \[id:(\w+)\] \[tag:(\w+)\]", comments[-1])[1]
        _, name, rest = parts(rest, "::")
        stem, rest = parts(rest, "{")
        body, end = parts(rest, "}")
        assert not end.strip(), block
        assert stem.strip().startswith("[html]"), block
        questions[key] = gift_answers(unescaped(stem.strip()[6:]).strip(), body)
        questions[key]["name"] = unescaped(name)
    return questions


def gift_answers(ask, body):
    after, answers, pairs = "", [], []
    for line in filter(None, (line.strip() for line in body.split("\n"))):
        if line.startswith("####"):
            after = unescaped(line[4:])
        elif line.startswith("#"):
            low, why = parts(line.removeprefix("#="), "#")
            return {"kind": "number", "ask": ask, "after": after, "range": span(*low.split("..")), "why": unescaped(why)}
        elif re.match("TRUE|FALSE", line):
            truth, wrong, right = parts(line, "#")
            answers = [("true", 100 if truth == "TRUE" else 0), ("false", 100 if truth == "FALSE" else 0)]
            said = {text: unescaped(right if share else wrong) for text, share in answers}
            return {"kind": "truth", "ask": ask, "after": after, "answers": dict(answers), "said": said}
        elif " ->" in line and line.startswith("="):
            left, right = line[1:].split(" ->", 1)
            pairs.append([unescaped(left.strip()), unescaped(right.strip())])
        else:
            found = re.match(r"([=~])(?:%(-?[\d.]+)%)?", line)
            words, why = parts(line[found.end():], "#")
            share = float(found[2]) if found[2] else (100.0 if found[1] == "=" else 0.0)
            answers.append((found[1], unescaped(words), share, unescaped(why)))
    if pairs:
        return {"kind": "pairs", "ask": ask, "after": after, "pairs": sorted(pairs)}
    typed = all(sign == "=" for sign, *_ in answers)
    one = any(sign == "=" for sign, *_ in answers)
    return {
        "kind": "text" if typed else "one" if one else "several", "ask": ask, "after": after,
        "answers": {words: share for _, words, share, _ in answers},
        "said": {words: why for _, words, _, why in answers},
    }


def span(low, high):
    return [decimal.Decimal(low), decimal.Decimal(high)]


def by_another(path):
    """Ids, kinds and numbers of choices as npm's gift-pegjs reads them; `None` if it refuses the file."""
    script = (
        "const {parse} = require(process.argv[1]); const text = require('fs').readFileSync(process.argv[2], 'utf8');"
        "const asked = parse(text).filter((one) => one.type !== 'Category');"
        "console.log(JSON.stringify(asked.map((one) => [one.id, one.type, (one.choices ?? one.matchPairs ?? []).length])));"
    )
    done = subprocess.run(["node", "-e", script, str(PEG), str(path)], capture_output=True, text=True, encoding="utf-8")
    return json.loads(done.stdout) if done.returncode == 0 else None


def compare_readers(path, of_gift, work):
    """What the other reader finds in a file, held to what was found here; a brace less must be refused."""
    kinds = {"one": "MC", "several": "MC", "truth": "TF", "text": "Short", "pairs": "Matching", "number": "Numerical"}
    sizes = {"truth": 0, "number": 1}
    counts = [sizes.get(one["kind"], len(one.get("pairs") or one.get("answers", []))) for one in of_gift.values()]
    meant = [[key, kinds[one["kind"]], count] for (key, one), count in zip(of_gift.items(), counts)]
    found = by_another(path)
    if found is None:
        sys.exit(f"gift-pegjs refuses {path}")
    expect([f"{one} and, by gift-pegjs, {other}" for one, other in zip(meant, found) if one != other])
    if len(meant) != len(found):
        sys.exit(f"{len(meant)} questions, by gift-pegjs {len(found)}")
    counted["compared"] += len(found)
    spoilt = work / "spoilt.txt"
    spoilt.write_text(path.read_text(encoding="utf-8").replace(" {\n", " \n", 1), encoding="utf-8")
    if by_another(spoilt) == found:
        sys.exit("gift-pegjs does not miss a brace")
    counted["refused"] += 1


# Moodle XML.

def moodle(text):
    questions = {}
    for node in ET.fromstring(text).iter("question"):
        kind = node.get("type")
        if kind == "category":
            continue
        one = {"ask": node.findtext("questiontext/text"), "after": node.findtext("generalfeedback/text") or ""}
        answers = {a.findtext("text"): float(a.get("fraction")) for a in node.findall("answer")}
        said = {a.findtext("text"): a.findtext("feedback/text") or "" for a in node.findall("answer")}
        if kind == "multichoice":
            kind = "one" if node.findtext("single") == "true" else "several"
        if kind == "matching":
            found = [[s.findtext("text") or "", s.findtext("answer/text")] for s in node.findall("subquestion")]
            one |= {"kind": "pairs", "pairs": sorted(found)}
        elif kind == "numerical":
            right = node.find("answer")
            middle, off = (decimal.Decimal(right.findtext(name)) for name in ("text", "tolerance"))
            one |= {"kind": "number", "range": [middle - off, middle + off], "why": right.findtext("feedback/text")}
        else:
            names = {"truefalse": "truth", "shortanswer": "text"}
            one |= {"kind": names.get(kind, kind), "answers": answers, "said": said}
        one["name"] = node.findtext("name/text")
        questions[node.findtext("idnumber")] = one
    return questions


# QTI 1.2 of a cartridge.

def cartridge(files):
    questions = {}
    for name, data in files.items():
        if not re.search(r"(assessment|bank)\.xml$", name):
            continue
        for item in ET.fromstring(data).iter(f"{QTI}item"):
            questions[item.get("ident")] = qti(item)
    return questions


def qti(item):
    fields = {f.findtext(f"{QTI}fieldlabel"): f.findtext(f"{QTI}fieldentry") for f in item.iter(f"{QTI}qtimetadatafield")}
    labels = {node.get("ident"): node.findtext(f".//{QTI}mattext") for node in item.iter(f"{QTI}response_label")}
    texts = {node.get("ident"): node.findtext(f".//{QTI}mattext") for node in item.iter(f"{QTI}itemfeedback")}
    right, said = set(), {}
    for condition in item.iter(f"{QTI}respcondition"):
        told = condition.find(f"{QTI}displayfeedback")
        refused = {id(node) for no in condition.iter(f"{QTI}not") for node in no.iter(f"{QTI}varequal")}
        for node in condition.iter(f"{QTI}varequal"):
            words = labels.get(node.text, node.text)
            if told is not None:
                said[words] = texts[told.get("linkrefid")]
            if condition.findtext(f"{QTI}setvar") == "100" and id(node) not in refused:
                right.add(words)
    return {
        "kind": fields["cc_profile"], "ask": item.findtext(f"{QTI}presentation/{QTI}material/{QTI}mattext"),
        "right": right, "said": said, "name": item.get("title"),
    }


# What must be the same.

def same(found, what, left, right):
    if left != right:
        found.append(f"{what}: {left!r} and {right!r}")
    counted["compared"] += 1


def compare_gift(of_moodle, of_gift):
    found = []
    for key, one in of_gift.items():
        other = of_moodle.get(key, {})
        for field in one:
            same(found, f"{key} {field}", one[field], other.get(field))
    return found


def compare_cartridge(of_moodle, of_cartridge):
    found = []
    kinds = {"one": "multiple_choice", "several": "multiple_response", "truth": "true_false"}
    for key, one in of_cartridge.items():
        other = of_moodle.get(key)
        if other is None:
            found.append(f"{key} is not in Moodle XML")
            continue
        same(found, f"{key} ask", one["ask"], other["ask"])
        two = other["kind"] == "one" and len(other["answers"]) == 2
        kind = "multiple_response" if two else kinds.get(other["kind"], "fib")
        same(found, f"{key} kind", one["kind"], f"cc.{kind}.v0p1")
        if other["kind"] == "number":
            numbers = sorted(decimal.Decimal(text) for text in one["right"])
            same(found, f"{key} range", [numbers[0], numbers[-1]], other["range"])
            same(found, f"{key} why", set(one["said"].values()), {other["why"]})
        elif other["kind"] == "truth":
            # The course's own words for true and false stand in the order of the choices.
            same(found, f"{key} why", set(one["said"].values()), set(other["said"].values()))
            same(found, f"{key} right", len(one["right"]), 1)
        else:
            right = {words.replace("\\*", "*") for words, share in other["answers"].items() if share > 0}
            said = {words.replace("\\*", "*"): why for words, why in other["said"].items() if words != "*"}
            same(found, f"{key} right", one["right"], right)
            same(found, f"{key} said", one["said"], said)
    return found


def missing(asked, questions, losses):
    lost = {loss["id"] for loss in losses if loss["what"] == "question" and loss["says"].endswith("the question is not carried")}
    carried = set(questions)
    return sorted((asked - carried - lost) | (carried & lost))


# The schemas of version 1.1, and the assertions in them, which are Schematron's and in XPath.

def schematron(schema):
    """The assertions of a schema by themselves, in the part of Schematron that xmllint knows: a context has no
    condition, so each assertion asks it first; and only one rule of a pattern is asked of an element, so each has its
    own."""
    root = ET.parse(schema).getroot()
    out = ET.Element(f"{SCH}schema")
    out.extend(node for node in root.iter(f"{SCH}ns"))
    for rule in root.iter(f"{SCH}rule"):
        context, condition = re.fullmatch(r"(.*?)(?:\[(.*)\])?", rule.get("context"), re.DOTALL).groups()
        own = ET.SubElement(ET.SubElement(out, f"{SCH}pattern", {"name": "one"}), f"{SCH}rule", {"context": context})
        for node in rule:
            if node.tag == f"{SCH}assert" and condition:
                node.set("test", f"not({condition}) or ({node.get('test')})")
            own.append(node)
    return ET.tostring(out)


def xmllint(kind, schema, data):
    with tempfile.NamedTemporaryFile(suffix=".xml") as file:
        file.write(data)
        file.flush()
        done = subprocess.run(["xmllint", "--noout", "--nonet", kind, schema, file.name], capture_output=True, text=True)
        return done.returncode == 0, done.stderr


def judge(files, schemas, work):
    """Faults of manifest and quizzes by the schemas."""
    faults = []
    pairs = [("ccv1p1_imscp_v1p2_v1p0.xsd", ["imsmanifest.xml"])]
    pairs.append(("ccv1p1_qtiasiv1p2p1_v1p0.xsd", [name for name in files if re.search(r"(assessment|bank)\.xml$", name)]))
    for schema, names in pairs:
        rules = work / f"{schema}.sch"
        if not rules.exists():
            rules.write_bytes(schematron(schemas / schema))
        for name in names:
            for kind, judge_by in (("--schema", schemas / schema), ("--schematron", rules)):
                valid, said = xmllint(kind, str(judge_by), files[name])
                if not valid:
                    faults.append(f"{name} by {judge_by.name}: {said.strip()[:600]}")
                else:
                    counted["valid"] += 1
    return faults


DAMAGE = [
    ("imsmanifest.xml", b'structure="rooted-hierarchy"', b'structure="tree"'),
    ("imsmanifest.xml", b"<schemaversion>1.1.0<", b"<schemaversion>1.3.0<"),
    ("imsmanifest.xml", b"<title>", b"<name>"),
    ("quiz", b"cc.multiple_choice.v0p1", b"cc.matching.v0p1"),
    ("quiz", b'rcardinality="Single"', b'rcardinality="Multiple"'),
    ("quiz", b"<fieldlabel>qmd_scoretype<", b"<fieldlabel>score<"),
    ("quiz", b"<itemfeedback ident=", b"<itemfeedback name="),
]


def damaged(files):
    """Copies of the package, each with one file spoilt."""
    for where, old, new in DAMAGE:
        for name, data in files.items():
            if where in name and name.endswith(".xml") and old in data:
                if old == b"<title>":
                    spoilt = data.replace(b"<title>", b"<name>", 1).replace(b"</title>", b"</name>", 1)
                else:
                    spoilt = data.replace(old, new)
                yield f"{name}: {old.decode()}", {**files, name: spoilt}
                break
        else:
            sys.exit(f"no file holds {old!r} any more")


def package(bona, course, form, out):
    command = [bona, "package", course, "--format", form, "--out", out, "--output", "json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        sys.exit(f"{course} as {form}: {done.stderr}")
    [made] = json.loads(done.stdout)["packages"]
    return made, pathlib.Path(made["path"])


def unzipped(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def expect(faults):
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        sys.exit(1)


def refused(what, faults):
    if not faults:
        sys.exit(f"{what} is not noticed")
    counted["refused"] += 1


def canaries(of_moodle, of_gift, of_cartridge, asked, losses):
    key = next(key for key, one in of_gift.items() if one["kind"] == "one")
    for field, value in (("ask", "x"), ("name", "x"), ("answers", {}), ("said", {}), ("after", "x")):
        spoilt = copy.deepcopy(of_gift)
        spoilt[key][field] = value
        refused(f"another {field}", compare_gift(of_moodle, spoilt))
    for field, value in (("ask", "x"), ("right", {"x"}), ("said", {}), ("kind", "x")):
        spoilt = copy.deepcopy(of_cartridge)
        spoilt[key][field] = value
        refused(f"another {field}", compare_cartridge(of_moodle, spoilt))
    fewer = {other: one for other, one in of_moodle.items() if other != key}
    refused("a question that is gone", missing(asked, fewer, losses))


def one_course(bona, course, schemas, work):
    with tempfile.TemporaryDirectory() as out:
        _, scorm = package(bona, course, "scorm12", out)
        evidence = json.loads(unzipped(scorm)["course-evidence.json"])
        asked = {key for key, one in evidence["interactions"].items() if one["kind"] == "question"}
        made = {form: package(bona, course, form, out) for form in ("moodle-xml", "gift", "cc11", "cc13")}
        of_moodle = moodle(made["moodle-xml"][1].read_text(encoding="utf-8"))
        of_gift = gift(made["gift"][1].read_text(encoding="utf-8"))
        expect(compare_gift(of_moodle, of_gift))
        if PEG.is_file():
            compare_readers(made["gift"][1], of_gift, work)
        cartridges = {form: unzipped(made[form][1]) for form in ("cc11", "cc13")}
        read = {"moodle-xml": of_moodle, "gift": of_gift}
        for form, files in cartridges.items():
            read[form] = cartridge(files)
            expect(compare_cartridge(of_moodle, read[form]))
        for form, questions in read.items():
            expect([f"{course} as {form}: {key} is lost without a word" for key in missing(asked, questions, made[form][0]["losses"])])
            counted["questions"] += len(questions)
        if any(one["kind"] == "one" for one in of_gift.values()):
            canaries(of_moodle, of_gift, read["cc11"], asked, made["moodle-xml"][0]["losses"])
        if schemas:
            expect(judge(cartridges["cc11"], schemas, work))
            if course == COURSES[0]:
                for what, files in damaged(cartridges["cc11"]):
                    refused(what, judge(files, schemas, work))


def main():
    bona = pathlib.Path(sys.argv[1]).resolve()
    schemas = pathlib.Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else None
    if schemas and not schemas.is_dir():
        print(f"left out: the schemas of Common Cartridge 1.1 are not in {sys.argv[2]}")
        schemas = None
    if not PEG.is_file():
        print("left out: gift-pegjs is not in tests/.tools")
    with tempfile.TemporaryDirectory() as work:
        for course in COURSES:
            one_course(bona, course, schemas, pathlib.Path(work))
    if counted["questions"] < 60 or counted["compared"] < 200:
        sys.exit(f"too little was judged: {counted}")
    print(", ".join(f"{count} {what}" for what, count in counted.items()))
    print(f"{counted['questions'] + counted['valid'] + counted['refused']} passed, 0 failed")


main()
