"""Every check of the source, in two lanes: one line each, and the output of what fails."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path

from scripts import debian
from scripts.cli import RefusalError, localized, run_command
from scripts.environment import find_uv
from scripts.machine import ROOT

BIN = Path(sys.executable).parent
BIOME = ROOT / "node_modules" / ".bin" / "biome"
DCLINT = ROOT / "node_modules" / ".bin" / "dclint"
NODE = Path(str(files("playwright") / "driver" / "node"))  # dclint asks for 20, Ubuntu 24.04 has 18
TEMPLATES = ("cms", "commons", "emergency", "hosting", "search", "travel_stories", "ui")
# Two templates of search join words without a space between them, which djlint would put there.
FORMATTED = tuple(package for package in TEMPLATES if package != "search")


@dataclass(frozen=True)
class Check:
    """One tool's question to the source."""

    name: str
    command: tuple[str | Path, ...]
    lane: str = "short"  # checks of one lane follow each other, lanes run side by side
    shows_output: bool = False  # also where it is content


@dataclass(frozen=True)
class Outcome:
    """What a check came to."""

    check: Check
    ok: bool
    output: str
    seconds: float


def checks() -> list[Check]:
    """In the order in which a person would mend things."""
    python = Path(sys.executable)
    return [
        Check("ruff", (BIN / "ruff", "check", ".")),
        Check("ruff format", (BIN / "ruff", "format", "--check", ".")),
        Check("names", (python, "-m", "scripts.check_names")),
        Check("http clients", (python, "-m", "scripts.check_http_modules")),
        Check("expressions", (python, "-m", "scripts.check_expressions")),
        Check("layers", (BIN / "lint-imports",)),
        Check("types", (BIN / "mypy", "."), lane="long"),  # as long as all others together
        Check("templates", (BIN / "djlint", "--lint", "--quiet", *TEMPLATES)),
        Check("template format", (BIN / "djlint", "--check", "--quiet", *FORMATTED)),
        Check("css and js", (BIOME, "ci", "--no-errors-on-unmatched")),
        Check("image", (BIN / "hadolint", "docker/Dockerfile")),
        Check("services", (NODE, DCLINT, "docker/compose.yaml")),
        Check("migrations", (python, "manage.py", "makemigrations", "--check", "--dry-run")),
        Check("messages", (python, "-m", "scripts.messages", "check")),
        Check("wording", (python, "-m", "scripts.check_wording")),
        Check(
            "use cases",
            (python, "-m", "scripts.trace_use_cases", "--counts"),
            shows_output=True,
        ),
        Check("lock file", (find_uv(), "lock", "--check")),
        Check("vendored files", (python, "-m", "scripts.vendored_files")),
        Check("licences", (python, "-m", "scripts.check_licences")),
        Check("secrets", (python, "-m", "scripts.check_secrets")),
    ]


def main() -> int:
    """Run every check, even after one failed."""
    debian.require(debian.NPM, debian.GETTEXT)
    install_from_npm()
    failed = []
    for outcome in run_in_lanes(checks()):
        show(outcome)
        if not outcome.ok:
            failed.append(outcome.check.name)
    if failed:
        print(localized("Failed checks: ", "Contrôles en échec : ") + ", ".join(failed))
        return 1
    return 0


def install_from_npm() -> None:
    """Bring the very versions that the lock file names, once."""
    locked = ROOT / "package-lock.json"
    if DCLINT.exists() and BIOME.exists() and BIOME.lstat().st_mtime >= locked.stat().st_mtime:
        return
    brought = subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        cwd=ROOT,
        check=False,
    )
    if brought.returncode != 0:
        raise RefusalError(
            "npm couldn’t install the packages of package-lock.json.",
            "npm n’a pas pu installer les paquets de package-lock.json.",
        )
    os.utime(BIOME, follow_symlinks=False)


def run_in_lanes(checks: Iterable[Check]) -> Iterator[Outcome]:
    """Run one check of each lane at a time; yield the outcomes in the order of the checks.

    Whoever stops listening, by Ctrl-C for instance, waits for what runs and starts nothing more.
    """
    checks = list(checks)
    lanes = {check.lane: ThreadPoolExecutor(max_workers=1) for check in checks}
    try:
        for future in [lanes[check.lane].submit(run, check) for check in checks]:
            yield future.result()
    finally:
        for lane in lanes.values():
            lane.shutdown(cancel_futures=True)


def run(check: Check) -> Outcome:
    """Ask one tool and wait for its answer."""
    began = time.monotonic()
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings.test", "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        check.command,
        cwd=ROOT,
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=False,
    )
    return Outcome(
        check,
        ok=ran.returncode == 0,
        output=ran.stdout + ran.stderr,
        seconds=time.monotonic() - began,
    )


def show(outcome: Outcome) -> None:
    """Print one line, and below it the output of a check that failed or that has figures."""
    verdict = "ok  " if outcome.ok else "FAIL"
    print(f"{verdict} {outcome.check.name}  {outcome.seconds:.1f} s", flush=True)
    if not outcome.ok or outcome.check.shows_output:
        print(outcome.output, flush=True)


def format_all() -> int:
    """Let each tool write the source as it would have it."""
    debian.require(debian.NPM)
    install_from_npm()
    commands: list[Sequence[str | Path]] = [
        [BIN / "ruff", "check", "--fix", "."],
        [BIN / "ruff", "format", "."],
        [BIN / "djlint", "--reformat", "--quiet", *FORMATTED],
        [BIOME, "check", "--write", "--no-errors-on-unmatched"],
    ]
    statuses = [subprocess.run(command, cwd=ROOT, check=False).returncode for command in commands]
    return max(statuses)


if __name__ == "__main__":
    sys.exit(run_command(partial(format_all if "--write" in sys.argv else main)))
