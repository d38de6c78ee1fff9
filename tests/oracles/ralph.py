"""ralph.py FOLDER: hands the statements that the browser suite left in FOLDER to Ralph, a learning record store by others.
ralph.py --serve: starts Ralph with nothing in it, and says where it is; statements come to it while a learner learns.

Ralph runs in this process, on files in a folder of its own. As it is shipped it refuses a second request, since it wants
to make its file anew; so it is told to append. What is judged: every statement is taken, comes back as it was, and is
not kept twice. Invariant: in the same run each of the damaged statements below is refused.
"""

import base64
import copy
import json
import os
import pathlib
import sys
import tempfile

import listening

# This file is called as the package that it asks for: its own folder must not be searched.
sys.path.pop(0)

# The least that must have been left: two visits of the whole reference course in each of two formats.
LEAST_FILES = 2
LEAST_STATEMENTS = 40


def made(folder):
    """A Ralph whose files are in this folder; it knows one player, by a password that is no secret."""
    os.environ["RALPH_APP_DIR"] = folder
    os.environ["RALPH_RUNSERVER_BACKEND"] = "fs"
    os.environ["RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH"] = folder
    os.environ["RALPH_RUNSERVER_MAX_SEARCH_HITS_COUNT"] = "1000"
    import bcrypt

    user = {
        "username": "player",
        "hash": bcrypt.hashpw(b"made-up", bcrypt.gensalt(4)).decode(),
        "agent": {"mbox": "mailto:player@lms.example"},
        "scopes": ["all"],
    }
    pathlib.Path(folder, "auth.json").write_text(json.dumps([user]), encoding="utf-8")
    from ralph.backends.data.base import BaseOperationType
    from ralph.backends.lrs.fs import FSLRSBackend

    FSLRSBackend.default_operation_type = BaseOperationType.APPEND
    from ralph.api import app

    return app


def begin(folder):
    """A client before such a Ralph."""
    app = made(folder)
    from starlette.testclient import TestClient

    password = base64.b64encode(b"player:made-up").decode()
    headers = {"Authorization": f"Basic {password}", "X-Experience-API-Version": "1.0.3"}
    return TestClient(app, headers=headers)


def kept(client, statement):
    """What the store has under the id of a statement."""
    answer = client.get("/xAPI/statements/", params={"statementId": statement["id"]})
    if answer.status_code != 200:
        return None
    # The specification has one statement here; Ralph wraps it in a list.
    [found] = answer.json()["statements"]
    return found


def judge(client, statements):
    """Hands over one request a statement, as a visit does, then all of them once more."""
    for statement in statements:
        answer = client.post("/xAPI/statements/", json=[statement])
        if answer.status_code not in (200, 204):
            sys.exit(f"Ralph answers {answer.status_code} to {json.dumps(statement)}: {answer.text}")
    for statement in statements:
        found = kept(client, statement)
        # A store adds to a statement; what it was given stays.
        if not found or any(found.get(key) != value for key, value in statement.items()):
            sys.exit(f"Ralph gives back another statement than {json.dumps(statement)}: {json.dumps(found)}")
    again = client.post("/xAPI/statements/", json=statements)
    if again.status_code not in (200, 204):
        sys.exit(f"Ralph answers {again.status_code} to statements that it has: {again.text}")


def damaged(statement):
    """The same statement with one thing wrong: what, and how."""

    def one(change):
        other = copy.deepcopy(statement)
        other["id"] = "11111111-1111-4111-8111-111111111111"
        change(other)
        return other

    yield "an actor without a name", one(lambda own: own.update(actor={"objectType": "Agent"}))
    yield "an actor with two names", one(lambda own: own["actor"].update(mbox="mailto:a@lms.example"))
    yield "a verb without an id", one(lambda own: own["verb"].pop("id"))
    yield "an object without an id", one(lambda own: own["object"].pop("id"))
    yield "an id that is none", one(lambda own: own.update(id="1"))


def badly_formed(statement):
    """What only the model of whole statements sees: the store looks less closely."""
    yield "a score beyond one", {**statement, "result": {"score": {"scaled": 83}}}
    yield "a duration in words", {**statement, "result": {"duration": "a minute"}}
    yield "a time that is none", {**statement, "timestamp": "yesterday"}
    yield "a field that no statement has", {**statement, "mark": 5}


def refuses(client, statements, model):
    """How many damaged statements were refused, of which each must be."""
    refused = 0
    for what, statement in damaged(statements[-1]):
        if client.post("/xAPI/statements/", json=[statement]).status_code != 422:
            sys.exit(f"Ralph takes a statement with {what}")
        refused += 1
    for what, statement in badly_formed(statements[-1]):
        if not model(statement):
            sys.exit(f"Ralph's model takes a statement with {what}")
        refused += 1
    changed = copy.deepcopy(statements[-1])
    changed["verb"]["id"] = "http://adlnet.gov/expapi/verbs/experienced"
    if client.post("/xAPI/statements/", json=[changed]).status_code != 409:
        sys.exit("Ralph takes another statement under an id that it has")
    return refused + 1


def strict_model():
    """What Ralph's model of a whole statement says against one; nothing where it fits."""
    from pydantic import ValidationError
    from ralph.models.xapi.base.statements import BaseXapiStatement

    def faults(statement):
        try:
            BaseXapiStatement.model_validate_json(json.dumps(statement))
        except ValidationError as fault:
            return str(fault)
        return ""

    return faults


def serve():
    """Serves until standard input ends."""
    with tempfile.TemporaryDirectory() as folder:
        listening.serve_asgi(made(folder))


def main(folder):
    """Judges every file, and then the judge."""
    files = sorted(pathlib.Path(folder).glob("*_statements.json"))
    left = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    told = sum(map(len, left))
    if len(files) < LEAST_FILES or told < LEAST_STATEMENTS:
        sys.exit(f"only {told} statements in {len(files)} files were left by the browser suite")
    with tempfile.TemporaryDirectory() as folder:
        client = begin(folder)
        model = strict_model()
        for statements in left:
            judge(client, statements)
            for statement in statements:
                if fault := model(statement):
                    sys.exit(f"Ralph's model refuses {json.dumps(statement)}: {fault}")
        refused = refuses(client, left[0], model)
    print(f"{told} statements of {len(files)} courses were taken; {refused} damaged ones were refused")
    print(f"{len(files) + refused} passed, 0 failed")


if sys.argv[1] == "--serve":
    serve()
else:
    main(sys.argv[1])
