"""Compares the vendored front-end files with the npm packages that they were taken from.

`package-lock.json` pins each package by a hash of its archive, and `npm ci` refuses another
archive. So what lies in `node_modules` is what was published, and a file of ours equals it.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scripts.cli import run_command
from scripts.machine import ROOT

FOLDER: Final = ROOT / "ui" / "static" / "vendor"
PACKAGES: Final = ROOT / "node_modules"
WRITTEN_BY_US: Final = frozenset({"VERSION", "LICENSE-PARTS"})


@dataclass(frozen=True)
class Change:
    """The one line at the end of a file that we take away, and what stands there instead."""

    removed: str
    added: str = ""


@dataclass(frozen=True)
class VendoredFile:
    """A file of `ui/static/vendor` and where its npm package has it."""

    path: str
    package: str
    source: str
    change: Change | None = None


@dataclass(frozen=True)
class VendoredPackage:
    """An npm package of which files are vendored; `licence` is an SPDX expression."""

    name: str
    folder: str
    licence: str


def _of_leaflet(path: str) -> VendoredFile:
    return VendoredFile(f"leaflet/{path}", "leaflet", f"dist/{path}")


VENDORED: Final = (
    VendoredPackage("htmx.org", "htmx", "0BSD"),
    VendoredPackage("leaflet", "leaflet", "BSD-2-Clause"),
    VendoredPackage("protomaps-leaflet", "protomaps-leaflet", "BSD-3-Clause"),
)
# Source maps aren't shipped: a file that names one makes each browser ask for it.
FILES: Final = (
    VendoredFile("htmx/LICENSE", "htmx.org", "LICENSE"),
    VendoredFile("htmx/htmx.js", "htmx.org", "dist/htmx.esm.min.js"),
    VendoredFile("leaflet/LICENSE", "leaflet", "LICENSE"),
    VendoredFile(
        "leaflet/leaflet.js",
        "leaflet",
        "dist/leaflet.js",
        Change("//# sourceMappingURL=leaflet.js.map"),
    ),
    *map(
        _of_leaflet,
        (
            *("leaflet.css", "images/layers.png", "images/layers-2x.png"),
            *("images/marker-icon.png", "images/marker-icon-2x.png", "images/marker-shadow.png"),
        ),
    ),
    VendoredFile("protomaps-leaflet/LICENSE", "protomaps-leaflet", "LICENSE"),
    VendoredFile(
        "protomaps-leaflet/protomaps-leaflet.js",
        "protomaps-leaflet",
        "dist/protomaps-leaflet.js",
        Change("//# sourceMappingURL=protomaps-leaflet.js.map", "export default protomapsL;\n"),
    ),
)


def faults(folder: Path = FOLDER, packages: Path = PACKAGES) -> Iterator[str]:
    """One line for each file that differs, is missing, or isn't known here."""
    known = {file.path for file in FILES}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if name not in known and path.name not in WRITTEN_BY_US:
            yield f"{name}: from no package that scripts/vendored_files.py names"
    for package in VENDORED:
        version, named = version_of(package.name, packages), folder / package.folder / "VERSION"
        if not named.exists() or f" {version}," not in named.read_text():
            yield f"{package.folder}/VERSION: doesn't name {package.name} {version}"
    for file in FILES:
        ours = folder / file.path
        if not ours.exists():
            yield f"{file.path}: missing"
        elif sha256(ours.read_bytes()) != sha256(expected_content(file, packages)):
            yield f"{file.path}: not what {file.package} {version_of(file.package, packages)} has"


def expected_content(file: VendoredFile, packages: Path = PACKAGES) -> bytes:
    """The file of the package, with our line ends (as .gitattributes says) and our one change.

    Raises ValueError where the line that we take away isn't there any more.
    """
    content = (packages / file.package / file.source).read_bytes()
    if Path(file.path).suffix != ".png":
        content = content.replace(b"\r\n", b"\n")
    if file.change is None:
        return content
    head, line, rest = content.rpartition(file.change.removed.encode())
    if not line or rest.strip():
        raise ValueError(f"{file.source} of {file.package} doesn't end with {file.change.removed}")
    return head + file.change.added.encode()


def version_of(package: str, packages: Path = PACKAGES) -> str:
    """The version that is installed, which is the one in the lock file."""
    version: str = json.loads((packages / package / "package.json").read_text())["version"]
    return version


def sha256(content: bytes) -> str:
    """In hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def main() -> int:
    """Print what differs."""
    found = list(faults())
    print(*found, sep="\n", end="\n" if found else "")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(run_command(main))
