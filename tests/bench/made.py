"""made.py: the courses, places and pages that packaging.py measures with. The same seed gives the same bytes."""

import os
import random
import struct
import zlib

PAGES = 20
FORMATS = """Course(id: "{id}", edition: "1.0.0", title: "A course", language: "en-GB",
    audience: ["everyone"], level: Aware, summary: "Made to be measured.",
    outcomes: [Outcome(id: "greet", verb: Apply, text: "Greet anyone.")], modules: [{modules}], completion: Pages)"""
WORDS = """appointment receptionist pronouns introduce corridor breathing together listening certificate colleague
    afterwards question reading morning kitchen handover welcome patience telephone letterbox waiting nobody screen
    somebody understand quietly notebook window surgery discharge medicine practice another whatever remember neighbour
    breakfast difference ordinary important standing evening language clinic children partner household document""".split()


def letters(number):
    """A number as three letters, for ids that sort."""
    return "".join(chr(97 + number // power % 26) for power in (676, 26, 1))


def picture(chance, size):
    """A PNG of about so many bytes, none of which can be made smaller."""
    side = int((size / 3) ** 0.5)
    rows = b"".join(b"\0" + chance.randbytes(3 * side) for _ in range(side))

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b""))


def settle(folder):
    """Makes all files older than any run, so that their times can be believed."""
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, (1_750_000_000, 1_750_000_000))


def course(folder, files, size, seed):
    """A course of 20 pages, each with so many pictures."""
    chance = random.Random(seed)
    (folder / "modules").mkdir(parents=True)
    (folder / "media").mkdir()
    pages = []
    for page in range(PAGES):
        blocks = [f'Text("Page {page}: what is to be read here, in a sentence of its own.")']
        for number in range(files):
            name = f"p{page}_{number}.png"
            (folder / "media" / name).write_bytes(picture(chance, size))
            blocks.append(f'Image(file: "{name}", alt: "Coloured dots, {page} and {number}.")')
        pages.append(f'Page(id: "page_{letters(page)}", title: "Page {page}", blocks: [{", ".join(blocks)}])')
    (folder / "modules/one.ron").write_text(
        f'Module(id: "one", title: "One", minutes: 20, pages: [{", ".join(pages)}])')
    (folder / "course.ron").write_text(FORMATS.format(id=folder.name, modules='"one"'))
    settle(folder)


def places(folder, count):
    """A house with so many places, each of which says one thing for itself."""
    (folder / "house/places").mkdir(parents=True)
    (folder / "house/variables.ron").write_text(
        '[Variable(id: "lead", ask: "Who leads?", why: "It stands on a page.", example: "Sam")]')
    for number in range(count):
        name = f"place_{letters(number)}"
        (folder / f"house/places/{name}.ron").write_text(
            f'Place(id: "{name}", name: "Place {number}", set: [Set(variable: "lead", say: "Lead {number}")])')


def page(chance):
    """Markdown of about 6 KB, as somebody would write a page: headings, paragraphs, a list, words that stand out."""
    parts, size = [], 0
    while size < 6_000:
        kind = len(parts) % 4
        if kind == 0 and parts:
            part = f"## {' '.join(chance.choices(WORDS, k=4)).capitalize()}"
        elif kind == 2:
            part = "\n".join(f"- {' '.join(chance.choices(WORDS, k=8))}" for _ in range(5))
        else:
            sentences = []
            for _ in range(4):
                words = chance.choices(WORDS, k=12)
                words[4] = f"**{words[4]}**"
                sentences.append(" ".join(words).capitalize() + ".")
            part = " ".join(sentences)
        parts.append(part)
        size += len(part) + 2
    return "\n\n".join(parts)


def written(folder, count, seed):
    """So many pages of the same text as a course, as a book for mdbook, and as a site for hugo; gives the bytes of text."""
    chance = random.Random(seed)
    texts = [page(chance) for _ in range(count)]
    ours, book, site = folder / "read", folder / "book", folder / "site"
    for part in (ours / "modules", book / "src", site / "content", site / "layouts/_default"):
        part.mkdir(parents=True)
    modules = []
    for first in range(0, count, 25):
        name = f"module_{letters(first)}"
        modules.append(f'"{name}"')
        pages = [f'Page(id: "page_{letters(number)}", title: "Page {number}", blocks: [Text(r#"{texts[number]}"#)])'
                 for number in range(first, min(first + 25, count))]
        (ours / f"modules/{name}.ron").write_text(
            f'Module(id: "{name}", title: "Part {first}", minutes: 60, pages: [{", ".join(pages)}])')
    (ours / "course.ron").write_text(FORMATS.format(id="read", modules=", ".join(modules)))
    summary = "".join(f"- [Page {number}](p{number}.md)\n" for number in range(count))
    (book / "src/SUMMARY.md").write_text(f"# Summary\n\n{summary}")
    (book / "book.toml").write_text('[book]\ntitle = "Read"\n')
    (site / "hugo.toml").write_text('baseURL = "https://example.org/"\ntitle = "Read"\ndisableKinds = ["taxonomy", "term", "RSS"]\n')
    shell = "<!doctype html><html lang=en><title>{{ .Title }}</title><main>{{ .Content }}</main></html>"
    for name in ("single.html", "list.html"):
        (site / "layouts/_default" / name).write_text(shell)
    for number, text in enumerate(texts):
        (book / f"src/p{number}.md").write_text(f"# Page {number}\n\n{text}\n")
        (site / f"content/p{number}.md").write_text(f'---\ntitle: "Page {number}"\n---\n\n{text}\n')
    settle(ours)
    return sum(len(text.encode()) for text in texts)
