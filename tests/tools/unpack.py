"""unpack.py PACKAGES: unpacks PACKAGES/made/<format>/<the one file there> into PACKAGES/<format>.

A package that is one HTML file is copied as index.html. Fails when a format made no file or several.
"""

import pathlib
import shutil
import sys
import zipfile

packages = pathlib.Path(sys.argv[1])
for folder in sorted((packages / "made").iterdir()):
    [made] = [file for file in folder.iterdir() if file.name != ".bona-cache"]
    target = packages / folder.name
    if zipfile.is_zipfile(made):
        with zipfile.ZipFile(made) as package:
            package.extractall(target)
    else:
        target.mkdir()
        shutil.copy(made, target / "index.html")
    print(f"{made.name}: {made.stat().st_size} bytes, {sum(1 for p in target.rglob('*') if p.is_file())} files")
