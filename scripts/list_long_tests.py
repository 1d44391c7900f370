"""Lists the tests that take long, from the results of `make test`, into tests/durations.txt.

`make test-fast` leaves these out, and every leg begins with them. After a whole `make test` on a
quiet machine: `.venv/bin/python -m scripts.list_long_tests`.
"""

import sys
from collections.abc import Mapping
from functools import partial

from scripts.cli import RefusalError, run_command
from scripts.machine import ROOT
from scripts.pytest_results import read_results
from scripts.run_tests import LEGS

LONG = 0.12  # seconds
LIST = ROOT / "tests" / "durations.txt"


def main() -> None:
    """Write the list anew; refuse where a leg was not run to its end."""
    unfinished = [leg.name for leg in LEGS if not read_results(leg.results).is_finished]
    if unfinished:
        raise RefusalError(
            f"No results for {', '.join(unfinished)}. Run `make test` first.",
            f"Pas de résultats pour {', '.join(unfinished)}. Lancez d’abord `make test`.",
        )
    LIST.write_text(to_text(longest_by_test()), encoding="utf-8")


def longest_by_test() -> dict[str, float]:
    """Seconds on SQLite, as `make test-fast` runs them; of all others where they were slowest."""
    longest: dict[str, float] = {}
    for leg in LEGS:
        for name, seconds in read_results(leg.results).seconds.items():
            longest[name] = max(seconds, longest.get(name, 0.0))
    on_sqlite = next(leg for leg in LEGS if leg.name == "units-sqlite")
    return longest | read_results(on_sqlite.results).seconds


def to_text(seconds: Mapping[str, float]) -> str:
    """A line for each test that takes LONG or more: its seconds and its id, the longest first."""
    long = sorted(((taken, name) for name, taken in seconds.items() if taken >= LONG), reverse=True)
    return "".join(f"{taken:.1f} {name}\n" for taken, name in long)


if __name__ == "__main__":
    sys.exit(run_command(partial(main)))
