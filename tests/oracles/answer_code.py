"""A third reading of the answer code, written from docs/evidence.md alone; vectors.py judges by it and writes with it."""
import hashlib
import random
import re
import unicodedata

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
WAVES = {"baseline": "B", "post": "P", "follow-up": "F"}
BLANKS = [0x20, 0xA0, 0x85, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0x200B, 0xFEFF, *range(9, 14), *range(0x2000, 0x200B)]
DIGITS = {0x660 + n: str(n) for n in range(10)} | {0x6F0 + n: str(n) for n in range(10)}


def crc24(text):
    crc = 0xB704CE
    for byte in text.encode():
        for bit in range(7, -1, -1):
            turn = (crc >> 23 & 1) ^ (byte >> bit & 1)
            crc = (crc << 1 & 0xFFFFFF) ^ (0x864CFB if turn else 0)
    return crc


def signed(bits):
    bits += "0" * (-len(bits) % 5)
    return "".join(SIGNS[int(bits[at : at + 5], 2)] for at in range(0, len(bits), 5))


def own(course, written):
    numbers = []
    for part, text in zip(("school", "day", "digits"), written):
        text = unicodedata.normalize("NFKC", text).lower().translate(dict.fromkeys(BLANKS)).translate(DIGITS)
        text = re.sub(r"\A0+(?=[0-9]+\Z)", "", text)
        first = hashlib.sha256(f"bona/own-code/v1\n{course}\n{part}\n{text}".encode()).digest()[:4]
        numbers.append(int.from_bytes(first, "big") % 1023 + 1 if text else None)
    return numbers


def width(points):
    """Bits for nothing said, for preferring not to, and for each point."""
    return (points + 1).bit_length()


def number(said):
    return {None: 0, "prefer-not": 1}[said] if said is None or isinstance(said, str) else said + 2


def write(case):
    bits = "".join(f"{part or 0:010b}" for part in case["own"])
    bits += "".join(f"{number(said):0{width(points)}b}" for points, said in zip(case["points"], case["said"]))
    part = WAVES[case["wave"]] + case["form"].upper()
    body = f"B1.{case['course']}.{case['edition']}.{part}.{signed(bits)}"
    return f"{body}.{signed(f'{crc24(body):025b}')}"


def folded(text):
    text = re.sub("[\\s\u00ad\u200b-\u200f\ufeff_-]", "", text).upper()
    return text.replace("O", "0").replace("I", "1").replace("L", "1").rstrip(".")


def reads(case):
    """What was typed is, to the eye, the code of what was said."""
    return folded(case["typed"]) == folded(write(case))


def refused(case):
    """Why no key of the case reads the text, or None."""
    parts = folded(case["text"]).split(".")
    if parts == [""]:
        return "empty"
    if not re.fullmatch("B[0-9]{1,3}", parts[0]):
        return "foreign"
    if parts[0] != "B1":
        return "version"
    if len(parts) != 8:
        return "cut" if len(parts) < 8 else "long"
    keys = [key for key in case["keys"] if folded(key["course"]) == parts[1]]
    if not keys:
        return "course"
    keys = [key for key in keys if folded(key["edition"]) == ".".join(parts[2:5])]
    if not keys:
        return "edition"
    if not re.fullmatch("[BPF][AB]", parts[5]):
        return "part"
    widths = [width(points) for points in keys[0]["points"]]
    wanted = -(-(30 + sum(widths)) // 5)
    if len(parts[6]) < wanted or len(parts[7]) < 5:
        return "cut"
    if len(parts[6]) > wanted or len(parts[7]) > 5:
        return "long"
    if set(parts[6] + parts[7]) - set(SIGNS):
        return "sign"
    body = f"B1.{keys[0]['course']}.{keys[0]['edition']}.{parts[5]}.{parts[6]}"
    if signed(f"{crc24(body):025b}") != parts[7]:
        return "check"
    bits = "".join(f"{SIGNS.index(sign):05b}" for sign in parts[6])[30:]
    for points, wide in zip(keys[0]["points"], widths):
        if int(bits[:wide], 2) > points + 1:
            return "beyond"
        bits = bits[wide:]
    return None


def holds(part, case):
    if part == "own":
        return own(case["course"], case["written"]) == case["own"]
    if part == "refused":
        return refused(case) == case["why"]
    if part == "forgiven":
        return reads(case)
    key = {name: case[name] for name in ("course", "edition", "points")}
    return write(case) == case["code"] and refused({"text": case["code"], "keys": [key]}) is None


def asked(chance):
    points = [chance.choice([2, 4, 5, 5, 5, 7, 9]) for _ in range(chance.randint(1, 40))]
    said = [chance.choice([None, "prefer-not", *range(many)]) for many in points]
    course = chance.choice(["first_contact", "everyone", "a1b", "o_l_i_course", "a" * 40])
    written = [chance.choice(["", "m", "Ö", "7", "31", "00", "a b"]) for _ in range(3)]
    case = {"course": course, "edition": chance.choice(["1.0.0", "12.3.45", "2.10.1"]), "points": points}
    case |= {"wave": chance.choice(list(WAVES)), "form": chance.choice("ab"), "own": own(course, written), "said": said}
    return case | {"code": write(case)}


def bent(chance, case):
    """The same code as it may come back."""
    text = chance.choice([str.upper, str.lower, str])(case["code"])
    bends = [
        lambda text: text.replace("0", "O"),
        lambda text: text.replace("1", "l"),
        lambda text: text.replace("1", "I"),
        lambda text: text.replace("_", ""),
        lambda text: f" {text}\r\n",
        lambda text: f"{text}.",
        lambda text: "\n".join(text[at : at + 20] for at in range(0, len(text), 20)),
        lambda text: "-".join(text[at : at + 7] for at in range(0, len(text), 7)),
        lambda text: f"\u200e{text}\u200f",
    ]
    for bend in chance.sample(bends, 3):
        text = bend(text)
    return {name: case[name] for name in case if name != "code"} | {"typed": text}


def broken(chance, case):
    """The same code with a fault."""
    code = case["code"]
    head, bits, check = code.rsplit(".", 2)
    key = {name: case[name] for name in ("course", "edition", "points")}
    at = chance.randrange(len(bits))
    other = chance.choice([sign for sign in SIGNS if sign != bits[at]])
    text = chance.choice([
        f"{head}.{bits[:at]}{other}{bits[at + 1:]}.{check}",
        f"{head}.{bits[:at]}{bits[at + 1:]}.{check}",
        f"{head}.{bits[:at]}U{bits[at + 1:]}.{check}",
        f"{head}.{bits}.{check[::-1]}",
        f"{head}.{bits}{other}.{check}",
        code[: chance.randrange(len(code))],
        code.replace("B1.", "B7.", 1),
        code.replace(case["course"], "another_one"),
        f"{head[:-2]}XA.{bits}.{check}",
        f"{head[:-2]}PC.{bits}.{check}",
        code.replace(case["edition"], "9.9.9"),
        f"{code}.{check}",
        "",
        "I liked it",
    ])
    if chance.random() < 0.15:
        # As many bits, and fewer points: what was said may be none of them.
        text, key = code, key | {"points": [{5: 4, 7: 7, 9: 7}.get(points, points) for points in case["points"]]}
    found = {"text": text, "keys": [key]}
    return found | {"why": refused(found)}


def generated(chance):
    codes = [asked(chance) for _ in range(150)]
    codes = [case for case in codes if len(case["code"]) <= 200]
    forgiven = [bent(chance, case) for case in chance.sample(codes, 60)]
    refusals = [case for case in (broken(chance, chance.choice(codes)) for _ in range(180)) if case["why"]]
    return {"generated": codes, "forgiven": forgiven, "refused": refusals}
