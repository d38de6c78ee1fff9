"""joined.py BONA PACKAGE FILE...: what the browser suite's learning systems stored, told as Moodle would tell it.

Each FILE is run-time data of one learner. From the same tracks two reports are written by Moodle's rules alone (moodle.py).
Imported together they must come to the same verdicts, scores and answers as the run-time data themselves, which go
another way through the program. A report with another answer must come to something else in the same run.
"""
import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import moodle

TITLE = "First contact"
STATES = {"passed": "pass", "completed": "y", "failed": "fail"}


def tracks(attempt):
    """An attempt's tracks as Moodle's table has them: `cmi.interactions_0.id`, `correct_responses_0`."""
    stored = {}
    for name, value in attempt["cmi"].items():
        for word in ("interactions", "correct_responses"):
            head, found, rest = name.partition(f"{word}.")
            name = f"{head}{word}_{rest}" if found else name
        stored[name] = str(value)
    day = lambda field: datetime.datetime.fromisoformat(attempt[field].removesuffix("Z").split(".")[0])
    return day("started"), day("last"), stored


def bodies(bona, folder, *words, who):
    """What a fresh store holds of each learner after an import."""
    store = folder / f"{len(list(folder.iterdir()))}.bona"
    def run(*more):
        done = subprocess.run([bona, "evidence", *more], cwd=folder, capture_output=True, text=True, check=False,
                              env={**os.environ, "BONA_STORE": str(store)})
        if done.returncode != 0:
            sys.exit(f"joined: {more}: {done.stdout}{done.stderr}")
        return done.stdout
    run("init", "--organisation", "Elm Street Surgery")
    for file in words[0]:
        run("import", str(file), *words[1:], "--answers", "--apply")
    told = {}
    for number in who:
        for record in json.loads(run("person", number, "--output", "json"))["records"]:
            body = record["body"]
            answers = sorted([answer["id"], answer["attempt"], answer["chosen"], answer.get("right")] for answer in body.get("answers", []))
            told[number] = [body["verdict"], body.get("score"), answers]
    return told


def main():
    bona, package = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
    files = [pathlib.Path(path).resolve() for path in sys.argv[3:]]
    learners = [learner for file in files for learner in json.loads(file.read_text(encoding="utf-8"))["learners"]]
    attempts = {learner["id"]: [tracks(attempt) for attempt in learner["attempts"]] for learner in learners}
    users, done = [], []
    for learner in learners:
        first, last, stored = attempts[learner["id"]][0]
        state = STATES.get(stored["cmi.core.lesson_status"], "n")
        users.append((learner["name"], learner["id"], f"{learner['id']}@elm.example", [(state, str(last) if state != "n" else "")]))
        done += [learner["id"]] if state != "n" else []
    moodle.STATUSES["not attempted"] = "Not attempted"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "progress.csv").write_bytes(moodle.report(False, [{"name": TITLE, "expected": ""}], users))
        scorm = moodle.interactions(attempts, TITLE, moodle.NAMES, users)
        (folder / "scorm.txt").write_bytes(scorm)
        by = ["--package", str(package)]
        copies = [folder / file.name for file in files]
        for file, copy in zip(files, copies):
            copy.write_bytes(file.read_bytes())
        ours = bodies(bona, folder, copies, *by, who=done)
        both = bodies(bona, folder, [folder / "progress.csv"], *by, "--activity", TITLE, "--interactions", "scorm.txt", who=done)
        if ours != both:
            sys.exit(f"joined: the two ways differ: {ours} and {both}")
        count = sum(len(answers) for _, _, answers in both.values())
        if len(done) < 2 or count < 10:
            sys.exit(f"joined: too little was judged: {len(done)} learners, {count} answers")
        # Another answer must come to something else.
        (folder / "scorm.txt").write_bytes(scorm.replace(b"\tcorrect\t", b"\twrong\t"))
        other = bodies(bona, folder, [folder / "progress.csv"], *by, "--activity", TITLE, "--interactions", "scorm.txt", who=done)
        if other == both:
            sys.exit("joined: another answer came to the same records")
    print(f"{len(done)} learners, {count} answers joined from Moodle's reports as from run-time data")


main()
