"""Writes the software bill of materials of a release: CycloneDX 1.6, in var/sbom.

It holds what a site installs (uv.lock without the tools of developers) and what is vendored: front-
end files with the npm package that they come from, fonts and icons.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from cyclonedx.contrib.hash.factories import HashTypeFactory
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.dependency import Dependency
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.utils import canonicalize_name

from scripts import vendored_files
from scripts.cli import RefusalError, echo, run_command
from scripts.environment import find_uv
from scripts.machine import ROOT, VAR

FILE: Final = VAR / "sbom" / "hirondelle.cdx.json"
# Taken over by hand from their projects, not from a package: no version but their content.
OTHER_FILES: Final = {
    "ui/static/fonts/atkinson-next.woff2": ("Atkinson Hyperlegible Next", "OFL-1.1"),
    "ui/static/fonts/newsreader-roman.woff2": ("Newsreader", "OFL-1.1"),
    "ui/static/fonts/newsreader-italic.woff2": ("Newsreader Italic", "OFL-1.1"),
    "ui/static/img/icons.svg": ("Lucide", "ISC"),
    "ui/static/img/more-icons.svg": ("Lucide, second sheet", "ISC"),
}


def main() -> int:
    """Write the bill, and refuse to leave one that the schema of CycloneDX doesn't accept."""
    text = bill(installed(), shipped())
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong is not None:
        raise RefusalError(
            f"The bill of materials is invalid: {wrong}",
            f"La nomenclature logicielle n’est pas valide : {wrong}",
        )
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(text)
    count = len(json.loads(text)["components"])
    where = FILE.relative_to(ROOT)
    echo(f"{where}: {count} components.", f"{where} : {count} composants.")
    return 0


def installed() -> dict[str, Any]:
    """The bill of everything in our environment, tools of developers among it."""
    command = ["-m", "cyclonedx_py", "environment", "--output-reproducible", "--of", "JSON"]
    project = ["--pyproject", str(ROOT / "pyproject.toml"), sys.executable]
    ran = subprocess.run(
        [sys.executable, *command, *project], capture_output=True, text=True, check=True
    )
    bill: dict[str, Any] = json.loads(ran.stdout)
    return bill


def shipped() -> frozenset[str]:
    """Normalized names of the packages that a site may install, with all extras."""
    return frozenset(name for name, _version in locked("--no-dev"))


def locked(*options: str) -> Iterator[tuple[str, str]]:
    """Normalized name and version of each package in uv.lock; `options` are those of uv."""
    ran = subprocess.run(
        [find_uv(), "export", "--frozen", "--all-extras", "--no-hashes", "--no-annotate", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for line in ran.stdout.splitlines():
        name, equals, rest = line.partition("==")
        if equals:
            yield canonicalize_name(name), rest.partition(";")[0].strip()


def bill(environment: dict[str, Any], names: Iterable[str]) -> str:
    """The bill of a release as JSON, from that of an environment and the names that are shipped."""
    wanted = frozenset(names)
    read = Bom.from_json(data=environment)  # type: ignore[attr-defined]  # made by py-serializable
    kept = [one for one in read.components if canonicalize_name(one.name) in wanted]
    root = read.metadata.component
    references = {one.bom_ref.value for one in (*kept, root) if one is not None}
    read.components = [*kept, *vendored(), *other_files()]
    read.dependencies = [
        Dependency(one.ref, (inner for inner in one.dependencies if inner.ref.value in references))
        for one in read.dependencies
        if one.ref.value in references
    ]
    return JsonV1Dot6(read).output_as_string(indent=1)


def vendored() -> Iterator[Component]:
    """Each npm package of which files are vendored, with the hashes of our files."""
    for package in vendored_files.VENDORED:
        version = vendored_files.version_of(package.name)
        url = PackageURL("npm", name=package.name, version=version)
        yield Component(
            name=package.name,
            version=version,
            type=ComponentType.LIBRARY,
            bom_ref=str(url),
            purl=url,
            licenses=[LicenseFactory().make_from_string(package.licence)],
            components=[
                _file(f"{vendored_files.FOLDER.relative_to(ROOT)}/{file.path}", package.licence)
                for file in vendored_files.FILES
                if file.package == package.name
            ],
        )


def other_files() -> Iterator[Component]:
    """Fonts and icons."""
    for path, (name, licence) in OTHER_FILES.items():
        yield _file(path, licence, name)


def _file(path: str, licence: str, description: str | None = None) -> Component:
    digest = vendored_files.sha256((ROOT / Path(path)).read_bytes())
    return Component(
        name=path,
        type=ComponentType.FILE,
        bom_ref=path,
        description=description,
        hashes=[HashTypeFactory().from_composite_str(f"sha256:{digest}")],
        licenses=[LicenseFactory().make_from_string(licence)],
    )


if __name__ == "__main__":
    sys.exit(run_command(main))
