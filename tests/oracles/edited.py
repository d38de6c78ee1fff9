"""A made-up course that is edited by chance between sending and return, and what must become of a comment on each of its
parts. Every word of a part is its own, so that nothing is found by chance. Knows nothing of documents.
"""
import json
import random


class Course:
    """Modules of pages of blocks; a block is words, words with an id, or a question with options."""

    def __init__(self, seed):
        self.chance, self.next = random.Random(seed), 0
        self.modules = [(f"module_{number}", [self.page() for _ in range(3)]) for number in range(3)]

    def fresh(self, what):
        self.next += 1
        return f"{what}_{self.next}"

    def words(self):
        self.next += 1
        return f"Here stands number {self.next}."

    def page(self):
        return {"id": self.fresh("page"), "words": self.words(), "blocks": [self.block() for _ in range(3)]}

    def block(self):
        kind = self.chance.choice(["text", "block", "question"])
        options = [{"id": self.fresh("option"), "words": self.words()} for _ in range(3)] if kind == "question" else []
        return {"id": "" if kind == "text" else self.fresh(kind), "words": self.words(), "options": options}

    def edit(self):
        """One edit: something is put elsewhere, said otherwise, taken out or put in."""
        pages = self.chance.choice(self.modules)[1]
        others = self.chance.choice(self.modules)[1]
        page, other = self.chance.choice(pages), self.chance.choice(others)
        block = self.chance.choice(page["blocks"])
        many = len(page["blocks"]) > 1
        match self.chance.choice(["turn", "turn", "say", "say", "say", "title", "title", "drop", "add", "move", "page"]):
            case "turn":
                whole = self.chance.choice([page["blocks"], pages, self.modules, block["options"] or pages])
                whole.append(whole.pop(0))
            case "say":
                self.chance.choice([block, *block["options"]])["words"] = self.words()
            case "title":
                page["words"] = self.words()
            case "drop" if len(block["options"]) > 2 and self.chance.random() < 0.5:
                block["options"].pop()
            case "drop" if many:
                page["blocks"].remove(block)
            case "add":
                page["blocks"].insert(0, self.block())
            case "move" if many:
                page["blocks"].remove(block)
                other["blocks"].append(block)
            case "page" if len(pages) > 1:
                pages.remove(page)
                # Now and then a page goes for good, else it goes elsewhere.
                if self.chance.random() < 0.6:
                    others.append(page)

    def write(self, folder):
        """The files of the course."""
        (folder / "modules").mkdir(parents=True, exist_ok=True)
        modules = ", ".join(quoted(name) for name, _ in self.modules)
        (folder / "course.ron").write_text(
            f'Course(id: "{folder.name}", edition: "1.0.0", title: "Edited", language: "en-GB", audience: ["all"], level: Aware, '
            'summary: "A course.", outcomes: [Outcome(id: "know_it", verb: Apply, text: "Know it.")], '
            f"modules: [{modules}], completion: Pages)", encoding="utf-8")
        for name, pages in self.modules:
            inner = ",\n".join(map(written, pages))
            text = f"Module(id: {quoted(name)}, title: {quoted(name)}, minutes: 5, pages: [{inner}])"
            (folder / f"modules/{name}.ron").write_text(text, encoding="utf-8")

    def known(self):
        """Every part by its mark, an id or the words of what has none: its words, its page, and what holds it."""
        all_of_it = {}
        for name, pages in self.modules:
            for page in pages:
                own = page["id"]
                all_of_it[own] = (page["words"], own, [name])
                for block in page["blocks"]:
                    all_of_it[block["id"] or block["words"]] = (block["words"], own, [own, name])
                    for option in block["options"]:
                        mark = f"{block['id']}.{option['id']}"
                        all_of_it[mark] = (option["words"], own, [block["id"], own, name])
        return all_of_it


def quoted(words):
    return json.dumps(words)


def written(page):
    """A page as an author writes it."""
    blocks = []
    for block in page["blocks"]:
        words, own = quoted(block["words"]), quoted(block["id"])
        if not block["id"]:
            blocks.append(f"Text({words})")
        elif not block["options"]:
            blocks.append(f"Named({own}, Text({words}))")
        else:
            # What is first by its id is right, whatever the order.
            right = min(option["id"] for option in block["options"])
            options = ", ".join(
                f'{"Right" if option["id"] == right else "Wrong"}(id: {quoted(option["id"])}, text: {quoted(option["words"])}, '
                'because: "So it is.")' for option in block["options"])
            blocks.append(f'Question(id: {own}, outcome: "know_it", ask: {words}, kind: SingleChoice(options: [{options}]))')
    return f"Page(id: {quoted(page['id'])}, title: {quoted(page['words'])}, blocks: [{', '.join(blocks)}])"


def became(mark, before, now):
    """What becomes of a comment: same, changed or gone; where it belongs; the words now if they are others."""
    words, _, above = before[mark]
    if mark in now:
        said, page, _ = now[mark]
        # What has no id is called by its page and its words.
        place = f"{page}/text/" if mark == words else mark
        return ("same", place, None) if said == words else ("changed", place, said)
    return "gone", next((key for key in above if key in now), above[-1]), None
