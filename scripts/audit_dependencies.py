"""Asks for known vulnerabilities of every locked package, and isn't content with half an answer.

`pip-audit` ends well where it could ask nothing: without a network, behind a mirror that publishes
no advisories, or for packages that it skips. So each package of uv.lock has to have its answer.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from scripts.cli import RefusalError, localized, run_command
from scripts.environment import find_uv
from scripts.machine import ROOT
from scripts.sbom import locked


def main() -> int:
    """Print what is wrong, then how many packages were asked about."""
    wanted = {name for name, _version in locked("--all-groups")}
    with tempfile.TemporaryDirectory() as folder:
        answers = ask(Path(folder))
    found = list(faults(answers, wanted))
    print(*found, sep="\n", end="\n" if found else "")
    print(summary(answers, wanted))
    return int(bool(found))


def ask(folder: Path) -> list[dict[str, Any]]:
    """What pip-audit says of each locked package, with all extras and groups.

    Raises RefusalError where it says nothing that can be read.
    """
    pinned = str(folder / "requirements.txt")
    export = ["export", "--frozen", "--all-extras", "--all-groups", "--no-annotate", "--quiet"]
    subprocess.run([find_uv(), *export, "--output-file", pinned], cwd=ROOT, check=True)
    command = [
        *(sys.executable, "-m", "pip_audit", "--requirement", pinned, "--require-hashes"),
        *("--disable-pip", "--format", "json", "--progress-spinner", "off"),
    ]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    try:
        answers: list[dict[str, Any]] = json.loads(ran.stdout)["dependencies"]
    except (ValueError, KeyError) as error:
        print(ran.stderr[-2000:], file=sys.stderr)
        raise RefusalError(
            "pip-audit gave no answer: nothing was audited. See its output above.",
            "pip-audit n’a rien répondu : rien n’a été vérifié. Voir sa sortie ci-dessus.",
        ) from error
    return answers


def faults(answers: list[dict[str, Any]], wanted: Collection[str]) -> Iterator[str]:
    """One line for each vulnerability, each skipped package and each that got no answer."""
    for one in answers:
        if reason := one.get("skip_reason"):
            yield f"{one['name']}: skipped ({reason})"
        for known in one.get("vulns", []):
            fixed = ", ".join(known.get("fix_versions", [])) or "-"
            yield f"{one['name']} {one['version']}: {known['id']} (fixed in {fixed})"
    for name in sorted(set(wanted) - {one["name"] for one in answers}):
        yield f"{name}: no answer"


def summary(answers: list[dict[str, Any]], wanted: Collection[str]) -> str:
    """The line that stands in the notes of a release."""
    skipped = sum("skip_reason" in one for one in answers)
    asked = len(answers) - skipped
    vulnerabilities = sum(len(one.get("vulns", [])) for one in answers)
    return localized(
        f"{asked} of {len(wanted)} packages audited, {skipped} skipped, "
        f"{vulnerabilities} vulnerabilities.",
        f"{asked} paquets vérifiés sur {len(wanted)}, {skipped} ignorés, "
        f"{vulnerabilities} failles.",
    )


if __name__ == "__main__":
    sys.exit(run_command(main))
