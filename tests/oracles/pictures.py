#!/usr/bin/env python3
"""pictures.py BONA: photographs with all that a camera and an editor write into them go through `bona package`, and are
judged by Pillow, which reads them by itself.

Each packaged picture must have the same pixels and be shown the same way up, with the same profile of colours, and nothing
else in it: no place, camera, name, comment, small picture, nor bytes behind its end. Each of these is looked for in the file
on the disk first: what was never there proves nothing. Then the pictures are broken off and mangled; what Pillow still
shows of them it must show of the packaged ones too. The pictures of one page stand in `html-single` as in the zips.
"""
import base64
import io
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

from PIL import Image, ImageCms, ImageFile, PngImagePlugin

ROOT = pathlib.Path(__file__).parent.parent.parent
SOUND = ROOT / "tests" / "fixtures" / "sound"
SECRETS = [b"Canary Camera 5", b"CANARY-SERIAL-77", b"canary, 52 N", b"canary@xmp", b"canary film"]
GPS, MAKE, ORIENTATION, BODY_SERIAL, DATE = 0x8825, 0x010F, 0x0112, 0xA431, 0x0132
FORMATS = "scorm12,html,html-single"
END = {"png": b"\0\0\0\0IEND\xaeB`\x82", "jpg": b"\xff\xd9"}
counted = {"pictures": 0, "mangled": 0, "turned": 0, "cut off": 0}


def exif(orientation):
    block = Image.Exif()
    block[MAKE] = "Canary Camera 5"
    block[DATE] = "2026:11:23 10:00:00"
    block[ORIENTATION] = orientation
    block.get_ifd(0x8769)[BODY_SERIAL] = "CANARY-SERIAL-77"
    block.get_ifd(GPS).update({1: "N", 2: (52.0, 57.0, 9.0), 3: "W", 4: (1.0, 8.0, 3.0), 27: b"canary, 52 N"})
    return block.tobytes()


def drawn(mode, size=(48, 40), seed=0):
    """A picture in which every quarter differs, so that one that is turned is another."""
    noise = random.Random(seed)
    picture = Image.new("RGB", size)
    picture.putdata([(x * 5 % 256, y * 6 % 256, noise.randrange(256)) for y in range(size[1]) for x in range(size[0])])
    return picture.convert(mode)


def profile():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def jpeg(mode, orientation, **more):
    out = io.BytesIO()
    drawn(mode, seed=orientation).save(
        out, "JPEG", exif=exif(orientation), comment=b"canary, 52 N", xmp=b"<x:xmpmeta>canary@xmp</x:xmpmeta>",
        icc_profile=profile() if mode == "RGB" else None, quality=85, **more)
    return out.getvalue() + b"canary film" * 50


def png(mode, orientation, **more):
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", "Canary Camera 5")
    said.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>canary@xmp</x:xmpmeta>")
    out = io.BytesIO()
    frames = {"save_all": True, "append_images": [drawn(mode, seed=9)], "duration": 80} if more.pop("moves", False) else {}
    drawn(mode, seed=orientation).save(
        out, "PNG", exif=exif(orientation), pnginfo=said, icc_profile=profile() if mode == "RGB" else None, **frames, **more)
    return out.getvalue() + b"canary film" * 50


def all_pictures():
    pictures = {}
    for turned in range(1, 9):
        pictures[f"jpeg_{turned}.jpg"] = jpeg("RGB", turned)
        pictures[f"png_{turned}.png"] = png("RGB", turned)
    pictures["progressive.jpg"] = jpeg("RGB", 6, progressive=True)
    pictures["restarts.jpg"] = jpeg("RGB", 3, restart_marker_blocks=1)
    pictures["grey.jpg"] = jpeg("L", 1)
    pictures["four.jpg"] = jpeg("CMYK", 1)
    pictures["clear.png"] = png("RGBA", 1)
    pictures["palette.png"] = png("P", 1, transparency=3)
    pictures["grey.png"] = png("L", 8, transparency=7)
    pictures["moves.png"] = png("RGB", 1, moves=True)
    return pictures


def shown(data):
    """What Pillow shows of a picture, frame by frame; `None` where it shows nothing."""
    try:
        picture = Image.open(io.BytesIO(data))
        frames = []
        for number in range(getattr(picture, "n_frames", 1)):
            picture.seek(number)
            frames.append((picture.mode, picture.size, picture.tobytes(), picture.info.get("transparency")))
        # Pillow's own `dpi` of a JPEG is 72 where there is Exif without one: that is no word of the picture.
        dense = picture.info.get("dpi" if picture.format == "PNG" else "jfif_density")
        return frames, picture.info.get("icc_profile"), dense, picture.info.get("duration")
    except (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError):
        return None


def kept(data):
    """The tags of Exif that a picture has."""
    block = Image.open(io.BytesIO(data)).getexif()
    return dict(block), dict(block.get_ifd(GPS)), dict(block.get_ifd(0x8769))


def package(bona, folder, pictures, out, good=0):
    """Packages a course that shows pictures; gives those of each package by their names, or how the run ended where it must end with another value."""
    course = folder / "sound"
    shutil.copytree(SOUND, course)
    for name, data in pictures.items():
        (course / "media" / name).write_bytes(data)
    page = course / "modules" / "one.ron"
    images = "".join(f'Image(file: "{name}", alt: "A test card, {number}."),' for number, name in enumerate(pictures))
    page.write_text(page.read_text().replace("Note(label:", f"{images} Note(label:", 1))
    command = [bona, "package", str(course), "--format", FORMATS, "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != good:
        sys.exit(f"{command}: ended with {done.returncode}\n{done.stdout}{done.stderr}")
    if good:
        return done
    found = []
    for made in sorted(out.glob("*.zip")):
        with zipfile.ZipFile(made) as read:
            found.append({name: read.read(f"media/{name}") for name in pictures})
    (single,) = out.glob("*.html")
    inside = re.findall(r'src="data:image/(?:png|jpeg);base64,([^"]+)"', single.read_text())
    inside = [base64.b64decode(one) for one in inside]
    if len(found) != 2 or set(found[0].values()) - set(inside):
        sys.exit(f"{len(found)} zips, and the page holds {len(inside)} pictures that are not theirs")
    if found[0] != found[1]:
        sys.exit("two formats hold different pictures")
    return found[0]


def judge(name, before, after):
    faults = []
    there = [secret for secret in SECRETS if secret in before]
    if len(there) < 3:
        sys.exit(f"{name}: only {there} stand in the file before: nothing would be proved")
    faults += [f"{secret} is still there" for secret in SECRETS if secret in after]
    tags, place, camera = kept(before)
    if not place or not camera or MAKE not in tags:
        sys.exit(f"{name}: it has no place or camera before")
    way = tags[ORIENTATION]
    if kept(after) != ({} if way == 1 else {ORIENTATION: way}, {}, {}):
        faults.append(f"its tags are {kept(after)}, its way up was {way}")
    counted["turned"] += way != 1
    if shown(before) is None or shown(before) != shown(after):
        faults.append("it is shown otherwise")
    info = Image.open(io.BytesIO(after)).info
    faults += [f"it says {word}" for word in ("comment", "xmp", "Author", "XML:com.adobe.xmp") if word in info]
    if len(after) >= len(before):
        faults.append("it is no smaller")
    counted["pictures"] += 1
    return [f"{name}: {fault}" for fault in faults]


def refused(bona, folder, pictures):
    """Pictures that were copied by half: each is named, and no package is made of them."""
    halves = {name: data[: len(data) * 2 // 3] for name, data in pictures.items()}
    done = package(bona, folder / "halves", halves, folder / "halves_out", good=1)
    named = [name for name in halves if f"`{name}` ends in the middle" in done.stderr]
    if len(named) != len(halves) or list((folder / "halves_out").glob("*")):
        sys.exit(f"of {len(halves)} pictures that were cut off {len(named)} are named\n{done.stderr}")
    counted["cut off"] = len(named)


def mangled(pictures):
    """Pictures that break off before their end, and with bytes changed behind what the check reads of them."""
    chance = random.Random(2026)
    spoilt = {}
    for name, data in pictures.items():
        # The check wants to read width and height.
        stem, ending = name.split(".")
        sized = 64 if ending == "png" else max(data.find(bytes([0xFF, mark])) for mark in (0xC0, 0xC2)) + 16
        for number in range(8):
            other = bytearray(data[: chance.randrange(sized, len(data))] if number % 2 else data)
            for _ in range(number // 2):
                other[chance.randrange(sized, len(other))] = chance.randrange(256)
            # One that has no end at all is refused by the check.
            spoilt[f"{stem}_{number}.{ending}"] = bytes(other) + (b"" if other.endswith(END[ending]) else END[ending])
    return spoilt


def main(bona):
    bona = str(pathlib.Path(bona).resolve())
    pictures = all_pictures()
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        after = package(bona, folder / "whole", pictures, folder / "out")
        for name, before in pictures.items():
            faults += judge(name, before, after[name])
        refused(bona, folder, pictures)
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        spoilt = mangled(pictures)
        after = package(bona, folder / "spoilt", spoilt, folder / "spoilt_out")
    for name, before in spoilt.items():
        seen = shown(before)
        if seen is not None:
            counted["mangled"] += 1
            if shown(after[name]) != seen:
                faults.append(f"{name}: of a damaged picture another one is shown")
    if faults:
        sys.exit("\n".join(faults))
    least = {"pictures": 24, "mangled": 80, "turned": 14, "cut off": 24}
    if any(counted[what] < number for what, number in least.items()):
        sys.exit(f"too little was judged: {counted}, at least {least}")
    print(f"{counted['pictures']} pictures, {counted['turned']} of them turned, and {counted['mangled']} damaged ones "
          f"have the same pixels, and nothing beside them; {counted['cut off']} that were cut off are refused")
    print(f"{sum(counted.values())} passed, 0 failed")


if __name__ == "__main__":
    main(*sys.argv[1:])
