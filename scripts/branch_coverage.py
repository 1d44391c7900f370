"""Branches of actions, rules, selectors and forms that unit tests take, app by app.

    make coverage                                 # the tests of the leg units-sqlite
    make coverage ARGS="tests/hosting/requests"   # some: which branches of that app they leave out

The first form fails where a layer, or an app with all four of them, is below the line. The C tracer
of coverage.py makes these tests some 40 % slower, so this is a command of its own and no leg.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from coverage import Coverage

from scripts import debian, messages
from scripts.cli import run_command
from scripts.machine import ROOT, VAR
from scripts.processes import stop_on_signals
from scripts.run_tests import UNITS, Leg, alone

LAYERS: Final = ("actions", "rules", "selectors", "forms")
PATTERNS: Final = tuple(f"*/*/{layer}{rest}" for layer in LAYERS for rest in (".py", "/*.py"))
NOT_OURS: Final = {"tests", "node_modules", "var"}
LINE: Final = 90  # per cent of the branches, of each layer and of each app
CONFIGURATION: Final = ROOT / "pyproject.toml"
DATA: Final = VAR / "coverage" / "data"
LEG: Final = Leg("coverage", UNITS, on_postgresql=False, processes=2)
OPTIONS: Final = ("--cov", f"--cov-config={CONFIGURATION}", "--cov-report=")


@dataclass(frozen=True, slots=True)
class Module:
    """How many branches of a module there are and were taken; `missing` are pairs of lines."""

    path: str
    branches: int
    taken: int
    missing: tuple[tuple[int, int], ...] = ()

    @property
    def app(self) -> str:
        """`hosting.requests`, or the package that has no apps (`ui`)."""
        parts = Path(self.path).parts
        return ".".join(parts[: 2 if len(parts) > 2 else 1])

    @property
    def layer(self) -> str:
        """One of LAYERS."""
        parts = Path(self.path).with_suffix("").parts
        return next(part for part in parts[1:] if part in LAYERS)

    def is_in(self, packages: Iterable[str]) -> bool:
        """Whether it belongs to one of these packages or apps; to any where none is named."""
        packages = list(packages)
        return not packages or any(f"{self.app}.".startswith(f"{one}.") for one in packages)

    def __str__(self) -> str:
        """The branches that no test takes, as line → line where it would lead; 0 leaves."""
        ways = ", ".join(f"{start} → {max(end, 0)}" for start, end in self.missing)
        return f"{self.path}  {self.taken} of {self.branches}: {ways}"


def main(arguments: Sequence[str]) -> int:
    """Run the tests with the tracer and print the table; 1 where a test fails or a line is missed.

    `arguments` are those of pytest. What some of the tests take is printed, and not judged.
    """
    stop_on_signals()
    command = [word for word in LEG.command() if not (arguments and word in LEG.paths)]
    with alone("coverage"):
        debian.require(debian.PANGO)  # some tests make a PDF
        messages.compile_all()
        LEG.results.unlink(missing_ok=True)
        DATA.parent.mkdir(parents=True, exist_ok=True)
        words = [*command, *OPTIONS, *arguments]
        ran = subprocess.run(words, cwd=ROOT, env=LEG.environment(None), check=False)
        modules = read_modules(DATA)
    if arguments:
        packages = mirrored(arguments)
        print(*(one for one in modules if one.missing and one.is_in(packages)), sep="\n")
        return ran.returncode
    below = list(below_line(modules))
    print(*table(modules), *below, sep="\n")
    return ran.returncode or int(bool(below))


def mirrored(arguments: Sequence[str]) -> list[str]:
    """The packages and apps whose tests these are: of `tests/hosting/notes/…`, `hosting.notes`."""
    paths = [Path(word.partition("::")[0]).parts for word in arguments]
    return [".".join(parts[1:3]) for parts in paths if parts[:1] == ("tests",)]


def read_modules(data: Path) -> list[Module]:
    """Every module of the four layers, also one that no test imports."""
    measured = Coverage(data_file=str(data), config_file=str(CONFIGURATION))
    measured.load()
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        measured.json_report(morfs=list(paths()), outfile=report.name)
        files: dict[str, Any] = json.loads(Path(report.name).read_text())["files"]
    return [
        Module(
            path,
            found["summary"]["num_branches"],
            found["summary"]["covered_branches"],
            tuple((start, end) for start, end in found["missing_branches"]),
        )
        for path, found in sorted(files.items())
    ]


def paths() -> Iterator[str]:
    """The modules of the four layers, those that pyproject.toml has coverage.py measure."""
    for pattern in PATTERNS:
        found = (path.relative_to(ROOT) for path in sorted(ROOT.glob(pattern)))
        yield from (str(ROOT / path) for path in found if path.parts[0] not in NOT_OURS)


def table(modules: Iterable[Module]) -> Iterator[str]:
    """A line for each app: per cent of its branches, by layer and in all."""
    modules = list(modules)
    apps = sorted({module.app for module in modules})
    yield "".join([f"{'':<32}", *(f"{layer:>11}" for layer in (*LAYERS, "all")), "   branches"])
    for app in [*apps, ""]:
        own = [module for module in modules if app in {module.app, ""}]
        cells = [share([one for one in own if one.layer == layer]) for layer in LAYERS]
        shown = [f"{'–' if cell is None else f'{cell:.0f} %':>11}" for cell in (*cells, share(own))]
        yield f"{app or 'all apps':<32}{''.join(shown)}{sum(one.branches for one in own):>11}"


def below_line(modules: Iterable[Module]) -> Iterator[str]:
    """A sentence for each app and each layer below the line, then its modules that miss most."""
    modules = list(modules)
    groups = {app: [one for one in modules if one.app == app] for app in {m.app for m in modules}}
    groups |= {layer: [one for one in modules if one.layer == layer] for layer in LAYERS}
    for name, own in sorted(groups.items()):
        taken = share(own)
        if taken is not None and taken < LINE:
            yield f"{name}: {taken:.1f} % of the branches, and not {LINE} %"
            worst_first = sorted(own, key=lambda one: -len(one.missing))
            yield from (f"    {one}" for one in worst_first if one.missing)


def share(modules: Sequence[Module]) -> float | None:
    """Per cent of the branches that were taken; None where there are none."""
    branches = sum(module.branches for module in modules)
    return 100 * sum(module.taken for module in modules) / branches if branches else None


if __name__ == "__main__":
    sys.exit(run_command(partial(main, sys.argv[1:])))
