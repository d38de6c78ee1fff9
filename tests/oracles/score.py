"""How answers are marked, written from "How answers are marked" of docs/format.md and from nothing else.

A case has kind, marks, rows, letters, right, chosen, as the head of tests/fixtures/vectors/scoring.json tells.
"""
import re
import unicodedata

PARTS = 26_771_144_400


def of_parts(case, right, parts):
    """Points earned, points possible, and whether all is right."""
    whole = right == parts
    return (int(whole), 1, whole) if case["marks"] == "all" else (right, parts, whole)


def normal(text):
    text = unicodedata.normalize("NFKC", text).lower().replace("’", "'")
    text = re.sub("[ \t\n\r]+", " ", text).strip(" ")
    return text[:-1].rstrip(" ") if text.endswith(".") else text


def number(text, places):
    text = unicodedata.normalize("NFKC", text).strip(" \t\n\r")
    found = re.fullmatch("([-−+]?)([0-9]{0,10})(?:[.,]([0-9]{1,6}))?", text)
    sign, whole, part = found.groups("") if found else ("", "", "")
    if whole + part == "" or len(part) > places:
        return None
    value = int("0" + whole + part.ljust(places, "0"))
    return value if sign in ("", "+") else -value


def choice(case):
    chosen = set(case["chosen"]) & set(case["letters"])
    if case["kind"] in ("single", "truefalse") and len(chosen) != 1:
        return of_parts(case, 0, 1)
    if case["kind"] in ("single", "truefalse"):
        return of_parts(case, int(chosen == set(case["right"])), 1)
    parts = len(case["letters"])
    agree = sum((letter in chosen) == (letter in case["right"]) for letter in case["letters"])
    return of_parts(case, agree if chosen else 0, parts)


def rows(case):
    right = 0
    for row, own in zip(case["rows"], case["right"]):
        put = {what for to, _, what in case["chosen"].split(",") if to == row} if case["chosen"] else set()
        right += put & set(case["letters"]) == {own}
    return of_parts(case, right, len(case["rows"]))


def ordering(case):
    order = "".join(dict.fromkeys(letter for letter in case["chosen"] if letter in case["letters"]))
    pairs = [case["right"][at : at + 2] for at in range(len(case["right"]) - 1)]
    return of_parts(case, sum(pair in order for pair in pairs), len(pairs))


def typed(case):
    if case["kind"] == "text":
        text = normal(case["chosen"])
        return of_parts(case, int(text != "" and any(text == normal(one) for way in case["right"] for one in way)), 1)
    places, least, most, start, end = case["right"]
    value = number(case["chosen"], places)
    return of_parts(case, int(value is not None and least <= value <= most and start <= value <= end), 1)


def score(case):
    kinds = {"matching": rows, "groups": rows, "ordering": ordering, "text": typed, "number": typed}
    return (0, 0, False) if case["kind"] == "likert" else kinds.get(case["kind"], choice)(case)


def share(case):
    """Whole per cent, and whether it passes, of [earned, possible, weight] of each question."""
    earned = sum(weight * got * (PARTS // could) for got, could, weight in case["marks"] if could)
    possible = sum(weight * PARTS for _, could, weight in case["marks"] if could)
    cent = (earned * 200 + possible) // (possible * 2) if possible else 0
    return cent, possible > 0 and earned * 10**6 >= case["pass_mark"] * possible
