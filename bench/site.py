"""What readers meet: `make bench-pages`. Each part is a command of its own; ONLY names some.

All ours is measured on the demonstration, copied until it holds 20,000 offers.
"""

import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from bench.tools.databases import on_one
from bench.tools.figures import Recorder
from scripts import debian, messages
from scripts.cli import run_command
from scripts.machine import ROOT
from scripts.services import running_services

LOADED = ("load_demo",)
COLLECTED = ("collectstatic", "--no-input", "--verbosity", "0")
SIZES = ("2000", "20000")
GROWN = ("measure_site", *SIZES)
ON_SQLITE = (GROWN, ("measure_paint",), ("measure_beside_wagtail",))
ON_POSTGRESQL = (GROWN, ("measure_beside_pretix",))
IMPORT = "datatourisme"
PARTS = sorted({part[0] for part in (*ON_SQLITE, *ON_POSTGRESQL)} | {IMPORT})
ON = ("sqlite", "postgresql")


def main() -> None:
    """A database for each, then the import, which makes one of its own."""
    parser = ArgumentParser()
    parser.add_argument("--on", nargs="+", choices=ON, default=ON)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    options = parser.parse_args()
    parts = {
        "sqlite": wanted(ON_SQLITE, options.only),
        "postgresql": wanted(ON_POSTGRESQL, options.only),
    }
    if IMPORT not in options.only and not any(parts[name] for name in options.on):
        parser.error(f"{' '.join(options.only)} is not measured on {' '.join(options.on)}")
    debian.require(debian.CHROMIUM)
    Recorder("site")
    if "sqlite" in options.on and parts["sqlite"]:
        on_one((LOADED, COLLECTED, *parts["sqlite"]), {})
    if "postgresql" in options.on and parts["postgresql"]:
        with running_services() as services:
            on_one((LOADED, COLLECTED, *parts["postgresql"]), services.environment())
    if IMPORT in options.only:
        messages.compile_all()
        subprocess.run([sys.executable, "-m", f"bench.{IMPORT}"], cwd=ROOT, check=True)


def wanted(parts: Sequence[tuple[str, ...]], names: Sequence[str]) -> list[tuple[str, ...]]:
    """Offers have to be there, but for whoever compares one page with another site alone."""
    chosen = [part for part in parts if part[0] in names]
    beside = {part for part in chosen if part[0].startswith("measure_beside")}
    few = not set(chosen) - beside or GROWN in chosen
    return chosen if few else [("grow_offers", SIZES[-1]), *chosen]


if __name__ == "__main__":
    sys.exit(run_command(main))
