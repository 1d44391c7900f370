"""Collects tests several times in one process, which imports each file of tests once.

    python -m tests.scripts.collecting FILE < '[["-m", "race", "tests"], …]'

writes to FILE, as JSON, the list of ids that pytest collects with each of these lists of options.
"""

import json
import sys
from pathlib import Path

import pytest

from tests.collected import escaped_once


class Collected:
    """A plugin of pytest that keeps the ids of what would run."""

    def __init__(self):
        self.ids = []

    def pytest_collection_finish(self, session):
        """Called once everything is collected and what the marks leave out is gone."""
        self.ids = [escaped_once(item.nodeid) for item in session.items]


def collect(options):
    """The ids that pytest collects with these options.

    Raises SystemExit with pytest's own status where it can't, or finds nothing.
    """
    collected = Collected()
    status = pytest.main(
        ["--collect-only", "-qq", "-p", "scripts.pytest_results", *options], [collected]
    )
    if status != pytest.ExitCode.OK:
        sys.exit(status)
    return collected.ids


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps([collect(options) for options in json.load(sys.stdin)]))
