"""The commands of docs/operations.md, so that a drill does what people are told to do."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from scripts.machine import ROOT


def commands_of_the_guide(*programs: str) -> list[str]:
    """Its lines that begin with these words."""
    lines = (ROOT / "docs" / "operations.md").read_text().splitlines()
    beginnings = tuple(f"{program} " for program in programs)
    return [line.strip() for line in lines if line.strip().startswith(beginnings)]


def run_in_shell(command: str, environment: Mapping[str, str], folder: Path) -> bool:
    """As somebody would type it in this folder; did it end well?"""
    ran = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=dict(environment),
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        print(ran.stderr[-1500:])
    return ran.returncode == 0
