"""long_course.py FOLDER: writes a course of 30 pages and 40 questions of every kind that is checked, a bank and a scene.

The folder is made, and must be called long_course. It is as long as courses are in the field, so that the place of a learner in it can be weighed, and so that a window
can be closed after each of its 40 answers. Its words mean nothing.
"""

import pathlib
import sys

KINDS = [
    "single",
    "multiple",
    "true_false",
    "matching",
    "groups",
    "ordering",
    "text",
    "number",
    "spot",
]


def option(sort, name, text):
    return f'{sort}(id: "{name}", text: "{text}", because: "So it is with {text.lower()}")'


def kind(name):
    """The part of a question that tells how it is answered."""
    if name == "single":
        return f"SingleChoice(options: [{option('Right', 'one', 'One.')}, {option('Wrong', 'two', 'Two.')}, {option('Wrong', 'three', 'Three.')}])"
    if name == "multiple":
        return (
            f"MultipleChoice(options: [{option('Right', 'one', 'One.')}, {option('Right', 'two', 'Two.')}, "
            f"{option('Wrong', 'three', 'Three.')}, {option('Wrong', 'four', 'Four.')}])"
        )
    if name == "true_false":
        return 'TrueFalse(answer: true, because: "It is so.")'
    if name == "matching":
        pairs = ", ".join(
            f'Pair(id: "{one}", left: "Left {one}", right: "Right {one}", because: "They go together.")'
            for one in ("one", "two", "three", "four")
        )
        return f'Matching(pairs: [{pairs}], because: "So they go.")'
    if name == "groups":
        items = ", ".join(
            f'Item(id: "{one}", text: "Thing {one}", group: "{group}", because: "It belongs there.")'
            for one, group in (("one", "near"), ("two", "far"), ("three", "near"), ("four", "far"))
        )
        return f'SortIntoGroups(groups: [Group(id: "near", title: "Near"), Group(id: "far", title: "Far")], items: [{items}])'
    if name == "ordering":
        items = ", ".join(f'Item(id: "{one}", text: "Step {one}.")' for one in ("one", "two", "three", "four"))
        return f'Ordering(items: [{items}], because: "One comes after another.")'
    if name == "text":
        return 'ShortText(accept: [Accept(id: "word", texts: ["word"], because: "That is it.")], otherwise: "The word is word.", hint: "One word.")'
    if name == "number":
        return 'Number(between: (from: 1, to: 2), places: 0, max: 60, because: "So many.", otherwise: "Fewer.")'
    return (
        'SpotTheWords(text: "Here is this and here is that, and nothing else.", words: ['
        f"{option('Right', 'this', 'this')}, {option('Wrong', 'that', 'that')}])"
    )


def question(number, name, attempts=""):
    ask = f"Question number {number}: what is so?"
    return f'Question(id: "question_{number}", outcome: "greet", ask: "{ask}", {attempts}kind: {kind(name)})'


def pages():
    """30 pages: ten with two questions, twenty with one; the last also has a scene."""
    number = 0
    for page in range(30):
        blocks = [f'Text("Page {page + 1} of a long course.")']
        for _ in range(2 if page % 3 == 0 else 1):
            number += 1
            blocks.append(question(number, KINDS[number % len(KINDS)], "attempts: 2, "))
        if page == 29:
            blocks.append(SCENE)
        yield f'Page(id: "page_{page + 1}", title: "Page {page + 1}", blocks: [{", ".join(blocks)}])'


SCENE = """Scenario(id: "scene", intro: "Somebody comes.", start: "first", nodes: [
    Node(id: "first", says: [Person("Somebody", "“Well?”")], ask: "And you?", choices: [
        Choice(id: "curt", text: "Be curt.", then: "again", was: Slip, because: "It is curt."),
        Choice(id: "kind", text: "Be kind.", then: "well", was: Good, because: "It is kind."),
    ]),
    Node(id: "again", says: [Person("Somebody", "“Pardon?”")], ask: "And now?", choices: [
        Choice(id: "sorry", text: "Say sorry.", then: "well", was: Mends, because: "It mends."),
        Choice(id: "shrug", text: "Shrug.", then: "badly", was: Slip, because: "It does not."),
    ]),
    Ending(id: "well", kind: Good, says: [Narrator("They stay.")], looking_back: "It went well."),
    Ending(id: "badly", kind: Poor, says: [Narrator("They go.")], looking_back: "It did not."),
])"""


def main():
    folder = pathlib.Path(sys.argv[1])
    for part in ("modules", "banks"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    (folder / "course.ron").write_text(
        'Course(id: "long_course", edition: "1.0.0", title: "A long course", language: "en-GB", audience: ["everyone"], '
        'level: Aware, summary: "As long as courses are.", outcomes: [Outcome(id: "greet", verb: Apply, text: "Greet anyone.")], '
        'modules: ["all"], completion: PagesAndTest, test: Test(bank: "core", draw: All, pass_mark: 0.8, attempts: 3))\n'
    )
    (folder / "modules/all.ron").write_text(
        f'Module(id: "all", title: "All", minutes: 25, outcomes: ["greet"], pages: [{", ".join(pages())}])\n'
    )
    bank = ", ".join(question(number, "single") for number in range(101, 111))
    (folder / "banks/core.ron").write_text(f'Bank(id: "core", questions: [{bank}])\n')


main()
