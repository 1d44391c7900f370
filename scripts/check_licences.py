"""Refuses packages whose licence we may not combine with ours (AGPL-3.0-or-later).

Looks at everything that is installed, as its metadata says it, at what is vendored, and at the
packages of npm. Tools of developers are never handed to anybody, so a few more may be used there.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageMetadata, distributions
from typing import Any, Final

from license_expression import ExpressionError, Licensing
from packaging.utils import canonicalize_name

from scripts import sbom, vendored_files
from scripts.cli import run_command
from scripts.machine import ROOT

# Compatible with AGPL-3.0-or-later: https://www.gnu.org/licenses/license-list.html
ALLOWED: Final = frozenset(
    (
        *("0BSD", "AGPL-3.0-only", "AGPL-3.0-or-later", "Apache-2.0", "BSD-2-Clause"),
        *("BSD-3-Clause", "CC0-1.0", "CNRI-Python", "GPL-2.0-or-later", "GPL-3.0-only"),
        *("GPL-3.0-or-later", "HPND", "ISC", "LGPL-2.1-only", "LGPL-2.1-or-later"),
        *("LGPL-3.0-only", "LGPL-3.0-or-later", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "OFL-1.1"),
        *("PSF-2.0", "Python-2.0", "Unlicense", "Zlib"),
    )
)
# Programs and data that only developers run or read, apart from the site.
ALLOWED_FOR_TOOLS: Final = ALLOWED | {"CC-BY-SA-3.0", "GPL-2.0-only"}
# What metadata says that has no SPDX identifier.
CLASSIFIER: Final = "License :: "
OSI: Final = f"{CLASSIFIER}OSI Approved :: "
SPDX_OF: Final = {
    f"{CLASSIFIER}DFSG approved": "",  # says nothing of its own
    f"{OSI}Apache Software License": "Apache-2.0",
    f"{OSI}BSD License": "BSD-3-Clause",
    f"{OSI}GNU General Public License v2 (GPLv2)": "GPL-2.0-only",
    f"{OSI}ISC License (ISCL)": "ISC",
    f"{OSI}MIT License": "MIT",
    f"{OSI}Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    f"{OSI}Python Software Foundation License": "PSF-2.0",
    "BSD-0-Clause": "0BSD",  # as the package of htmx calls it
    "GPL-3.0": "GPL-3.0-only",
}
IDENTIFIER: Final = re.compile(r"[A-Za-z][\w.]*-[\w.-]+|0BSD|GPL-3\.0|ISC|MIT|Zlib")
# Metadata that says nothing, or several things without saying "and" or "or": read by hand in the
# licence file of the package.
READ_BY_HAND: Final = {
    "axe-playwright-python": "MIT",
    "libhxl": "Unlicense",
    "ply": "BSD-3-Clause",
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
    "python-io-wrapper": "MIT",
    "qrcode": "BSD-3-Clause AND MIT",
    "sitemap-verify": "MIT",
    "unidecode": "GPL-2.0-or-later",
    "yattag": "LGPL-2.1-or-later",
}
SPDX: Final = Licensing()


def main() -> int:
    """Print each package that isn't allowed, with its licence."""
    found = list(faults())
    print(*found, sep="\n", end="\n" if found else "")
    return int(bool(found))


def faults() -> Iterator[str]:
    """One line for each package that is refused."""
    installed = (one.metadata for one in distributions())
    yield from faults_of(python_licences(installed), sbom.shipped())
    npm = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    yield from faults_of(npm_licences(npm), frozenset(one.name for one in vendored_files.VENDORED))
    others = {path: licence for path, (_name, licence) in sbom.OTHER_FILES.items()}
    yield from faults_of(others, frozenset(others))


def faults_of(licences: Mapping[str, str], shipped: frozenset[str]) -> Iterator[str]:
    """One line for each of these packages whose SPDX expression isn't allowed where it is used."""
    for name, expression in sorted(licences.items()):
        allowed = ALLOWED if name in shipped else ALLOWED_FOR_TOOLS
        if not expression:
            yield f"{name}: no licence in its metadata; read it, and note it in READ_BY_HAND"
        elif not is_allowed(expression, allowed):
            where = "shipped" if name in shipped else "a tool of developers"
            yield f"{name} ({where}): {expression} is not on the list of scripts/check_licences.py"


def is_allowed(expression: str, allowed: frozenset[str]) -> bool:
    """May somebody choose, of this SPDX expression, licences that are all allowed?"""
    try:
        parsed = SPDX.parse(expression)
    except ExpressionError:
        return False
    return _holds(parsed, allowed)


def _holds(part: Any, allowed: frozenset[str]) -> bool:
    if isinstance(part, SPDX.OR):
        return any(_holds(one, allowed) for one in part.args)
    if isinstance(part, SPDX.AND):
        return all(_holds(one, allowed) for one in part.args)
    return part.render() in allowed


def python_licences(packages: Iterable[PackageMetadata]) -> dict[str, str]:
    """SPDX expressions by normalized name; an empty one where the metadata doesn't say.

    The metadata is that of https://packaging.python.org/en/latest/specifications/core-metadata/.
    """
    return {
        (name := canonicalize_name(one["Name"])): READ_BY_HAND.get(name) or _declared(one)
        for one in packages
    }


def _declared(metadata: PackageMetadata) -> str:
    """Its expression, else its identifier, else all classifiers: each of them has to be allowed."""
    if expression := metadata.get("License-Expression"):
        return str(expression)
    licence = str(metadata.get("License") or "")
    if all(map(IDENTIFIER.fullmatch, licence.split(" OR "))):
        return SPDX_OF.get(licence, licence)
    classifiers = (one for one in metadata.get_all("Classifier", ()) if one.startswith(CLASSIFIER))
    return " AND ".join(
        filter(None, (SPDX_OF.get(one, "LicenseRef-unknown") for one in classifiers))
    )


def npm_licences(packages: Mapping[str, dict[str, Any]]) -> dict[str, str]:
    """SPDX expressions by name, from the entries of a lock file; our own has no path."""
    return {
        path.rpartition("node_modules/")[2]: SPDX_OF.get(licence, licence)
        for path, one in packages.items()
        if path
        for licence in (one.get("license", ""),)
    }


if __name__ == "__main__":
    sys.exit(run_command(main))
