"""peers.py: other people's tools that packaging.py measures beside ours, each from its own registry, in a folder that goes
again: simple-scorm-packager from npm, scocli from PyPI, mdbook from crates.io, hugo from Debian."""

import os
import pathlib
import shutil
import subprocess
import sys
import tarfile

SIMPLE, SCOCLI, MDBOOK = "simple-scorm-packager@0.2.7", "scocli==1.3.1", "mdbook@0.5.4"
DRIVER = """
const pack = require(process.argv[2] + "/node_modules/simple-scorm-packager");
pack({ version: "1.2", organization: "x", title: "Course", source: process.argv[3],
       package: { zip: true, outputFolder: process.argv[4] } }, () => {});
"""
# What Debian's hugo needs beyond any system's own libraries.
HUGO = ["hugo", "libsass1", "libwebp7"]


def quietly(command, **more):
    ran = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, **more)
    if ran.returncode:
        sys.exit(f"{command}: {ran.stderr[-2000:]}")
    return ran.stdout.strip()


class Peers:
    """Each peer as a command; `kept` is a folder in which what takes long to build stays from run to run."""

    def __init__(self, folder, kept):
        self.folder = folder
        folder.mkdir()
        self.simple()
        self.scocli()
        self.mdbook = self.build_mdbook(kept or folder)
        self.hugo, self.variables = self.unpack_hugo()
        self.versions = f"{SIMPLE}, {SCOCLI}, {quietly([self.mdbook, '--version'])}, " + " ".join(
            quietly([self.hugo, "version"], env={**os.environ, **self.variables}).split()[:2])

    def simple(self):
        quietly(["npm", "install", "--prefix", self.folder, "--no-audit", "--no-fund", SIMPLE])
        (self.folder / "driver.cjs").write_text(DRIVER)

    def scocli(self):
        quietly([sys.executable, "-m", "pip", "download", "--no-deps", "--no-binary", ":all:", "-d", self.folder, SCOCLI])
        with tarfile.open(next(self.folder.glob("scocli-*.tar.gz"))) as archive:
            member = next(one for one in archive.getmembers() if one.name.endswith("sco/bundle.py"))
            (self.folder / "bundle.py").write_bytes(archive.extractfile(member).read())

    @staticmethod
    def build_mdbook(root):
        program = pathlib.Path(root) / "bin/mdbook"
        if not program.exists():
            quietly(["cargo", "install", "--quiet", "--locked", "--root", root, MDBOOK])
        return program

    def unpack_hugo(self):
        """Hugo of the system, or unpacked from Debian's packages without being installed."""
        if found := shutil.which("hugo"):
            return found, {}
        inside = self.folder / "hugo"
        inside.mkdir()
        quietly(["apt-get", "download", *HUGO], cwd=inside)
        for package in inside.glob("*.deb"):
            quietly(["dpkg-deb", "-x", package, inside])
        return inside / "usr/bin/hugo", {"LD_LIBRARY_PATH": ":".join(map(str, inside.glob("usr/lib/*")))}
