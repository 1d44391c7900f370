"""Every check of the source, one line each; what fails shows its words."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path

from scripts import debian
from scripts.environment import find_uv
from scripts.machine import ROOT
from scripts.words import RefusalError, in_language, told

BIN = Path(sys.executable).parent
BIOME = ROOT / "node_modules" / ".bin" / "biome"
DCLINT = ROOT / "node_modules" / ".bin" / "dclint"
NODE = Path(str(files("playwright") / "driver" / "node"))  # dclint asks for 20, Ubuntu 24.04 has 18
TEMPLATES = ("cms", "commons", "core", "emergency", "hosting", "travel_stories")


@dataclass(frozen=True)
class Check:
    """One tool's question to the source."""

    name: str
    command: tuple[str | Path, ...]


def checks() -> list[Check]:
    """In the order in which a person would mend things."""
    python = Path(sys.executable)
    return [
        Check("ruff", (BIN / "ruff", "check", ".")),
        Check("ruff format", (BIN / "ruff", "format", "--check", ".")),
        Check("layers", (BIN / "lint-imports",)),
        Check("types", (BIN / "mypy", ".")),
        Check("templates", (BIN / "djlint", "--lint", "--quiet", *TEMPLATES)),
        Check("template format", (BIN / "djlint", "--check", "--quiet", *TEMPLATES)),
        Check("css and js", (BIOME, "ci", "--no-errors-on-unmatched")),
        Check("image", (BIN / "hadolint", "docker/Dockerfile")),
        Check("services", (NODE, DCLINT, "docker/compose.yaml")),
        Check("migrations", (python, "manage.py", "makemigrations", "--check", "--dry-run")),
        Check("messages", (python, "-m", "scripts.messages", "check")),
        Check("lock file", (find_uv(), "lock", "--check")),
    ]


def main() -> int:
    """Run every check, even after one failed."""
    debian.require(debian.NPM, debian.GETTEXT)
    install_from_npm()
    failed = [check.name for check in checks() if not passes(check)]
    if failed:
        print(in_language("To mend: ", "À corriger : ") + ", ".join(failed))
        return 1
    return 0


def install_from_npm() -> None:
    """Bring the very versions that the lock file names, once."""
    locked = ROOT / "package-lock.json"
    if DCLINT.exists() and BIOME.exists() and BIOME.lstat().st_mtime >= locked.stat().st_mtime:
        return
    brought = subprocess.run(
        ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=ROOT, check=False
    )
    if brought.returncode != 0:
        raise RefusalError(
            "npm could not bring biome and dclint.", "npm n’a pas pu apporter biome et dclint."
        )
    os.utime(BIOME, follow_symlinks=False)


def passes(check: Check) -> bool:
    """Run one check; silent when all is well."""
    began = time.monotonic()
    ran = subprocess.run(
        check.command, cwd=ROOT, env=_environment(), capture_output=True, text=True, check=False
    )
    good = ran.returncode == 0
    print(
        f"{'ok  ' if good else 'FAIL'} {check.name}  {time.monotonic() - began:.1f} s", flush=True
    )
    if not good:
        print(ran.stdout + ran.stderr, flush=True)
    return good


def _environment() -> dict[str, str]:
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings.test", "PYTHONPATH": str(ROOT)}
    return os.environ | settings


def format_all() -> int:
    """Let each tool write the source as it would have it."""
    debian.require(debian.NPM)
    install_from_npm()
    commands: list[Sequence[str | Path]] = [
        [BIN / "ruff", "check", "--fix", "."],
        [BIN / "ruff", "format", "."],
        [BIN / "djlint", "--reformat", "--quiet", *TEMPLATES],
        [BIOME, "check", "--write", "--no-errors-on-unmatched"],
    ]
    statuses = [subprocess.run(command, cwd=ROOT, check=False).returncode for command in commands]
    return max(statuses)


if __name__ == "__main__":
    sys.exit(told(partial(format_all if "--write" in sys.argv else main)))
