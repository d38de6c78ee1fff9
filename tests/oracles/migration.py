"""What is found again of a learner's kept state, read from the description of the state alone.

A text is `version.fingerprint.mark.bits.check`. The list of slots that its fingerprint names is the first so many of
the newest; a slot behind them takes over the value of the one that it comes from, else it is nought. Of a slot
that holds rows each has `step` bits; of a path six bits say how many steps follow. Letters stand at their places:
`a` at 0.
"""

SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def crc24(text):
    crc = 0xB704CE
    for byte in text.encode():
        crc ^= byte << 16
        for _ in range(8):
            crc = crc << 1 ^ (0x1864CFB if crc & 0x800000 else 0)
    return "".join(SIGNS[crc >> shift & 63] for shift in (18, 12, 6, 0))


def value_of(slot, bits):
    """A number, or for a path and for rows a list of them."""
    head = 6 if slot["kind"] == "path" else 0
    if not slot["step"]:
        return int(bits or "0", 2)
    steps = [bits[at : at + slot["step"]] for at in range(head, slot["bits"], slot["step"])]
    numbers = [int(step, 2) for step in steps if len(step) == slot["step"]]
    return numbers[: int(bits[:6], 2)] if head else numbers


def values(newest, text):
    """What each slot of the newest list holds; `None` for a text that must be refused."""
    parts = text.split(".")
    if len(parts) != 5 or parts[0] != "1" or crc24(".".join(parts[:4])) != parts[4]:
        return None
    lists = newest["history"] + [{"fingerprint": newest["fingerprint"], "slots": len(newest["slots"])}]
    known = next((one["slots"] for one in lists if one["fingerprint"] == parts[1]), None)
    if known is None:
        return None
    bits = "".join(f"{SIGNS.index(sign):06b}" for sign in parts[3])
    at, found = 0, []
    for place, slot in enumerate(newest["slots"]):
        if place < known:
            own = bits[at : at + slot["bits"]].ljust(slot["bits"], "0")
            at += slot["bits"]
            found.append(value_of(slot, own))
        elif slot["from"] is not None:
            found.append(found[slot["from"]])
        else:
            found.append([] if slot["step"] else 0)
    return found if "1" not in bits[at:] else None


def answer(item, kept):
    """The names of what was chosen; of rows `row=option`."""
    option = dict(zip(item["places"], item["options"]))
    if item["rows"]:
        put = kept.get("rows", [])
        places = [ord(letter) - ord("a") for letter in item["row_letters"]]
        pairs = [(row, put[place] - 1) for row, place in zip(item["rows"], places) if place < len(put)]
        return sorted(f"{row}={option[what]}" for row, what in pairs if what in option)
    single, mask = kept.get("single", 0), kept.get("mask", 0)
    return sorted(name for place, name in option.items() if single == place + 1 or mask >> place & 1)


def told(newest, found):
    """What is kept, by names."""
    by_id = {}
    for slot, value in zip(newest["slots"], found):
        by_id.setdefault(slot["id"], {})[slot["kind"]] = value
    pages = [slot["id"] for slot in newest["slots"] if slot["kind"] == "seen"]
    stood = by_id[""]["place"] - 3
    steps, at = [], newest["start"]
    for place in by_id["sam_comes"]["path"]:
        choices = newest["scenes"][at].get("choices", [])
        choice = next((one for one in choices if one["place"] == place), None)
        if choice is None:
            break
        steps.append(choice["id"])
        at = choice["then"]
    return {
        "answers": {id: answer(item, by_id[id]) for id, item in newest["items"].items()},
        "path": steps,
        "place": pages[stood].replace("-", "") if 0 <= stood < len(pages) else "",
        "role": next((one["id"] for one in newest["roles"] if one["place"] + 1 == by_id[""]["role"]), ""),
        "seed": by_id[""]["seed"],
        "seen": sorted(page for page in pages if page != "-" and by_id[page]["seen"] == 1),
    }


def holds(newest, case):
    """Whether a case is read as it says, and a text that was altered in one sign is refused."""
    found = values(newest, case["text"])
    kept = case["kept"] | {"seen": sorted(case["kept"]["seen"])}
    last = case["text"][-5]
    altered = case["text"][:-6] + ("B" if case["text"][-6] != "B" else "C") + case["text"][-5:]
    assert last == "."
    return found is not None and told(newest, found) == kept and values(newest, altered) is None
