"""A plugin of pytest for legs: it writes results as they come, and they are read back from there.

A leg that is cut keeps what it did: one JSON object a line, with a key `event`:

- `start`: a test begins (`id`);
- `phase`: one of `setup`, `call`, `teardown` ended (`id`, `phase`, `outcome`, `seconds`, and where
  it failed `text` and whether that is `final`: such a test is never run again);
- `collect`: a file could not be read (`id`, `text`);
- `finish`: pytest ended by itself (`status`, its exit status).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

RESULTS = "--results"
FILES_WITH = "--files-with"
FINAL = "never_rerun"  # the mark of tests that must not pass by luck


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of a leg: where results go, and which files are read."""
    parser.addoption(RESULTS, type=Path, help="write each result to this file as it comes")
    parser.addoption(FILES_WITH, help="read only files in whose name or text this mark stands")


def pytest_configure(config: pytest.Config) -> None:
    """Write in the process that hears of all results, not in each worker of pytest-xdist."""
    path = config.getoption(RESULTS)
    if path and not hasattr(config, "workerinput"):
        config.pluginmanager.register(ResultWriter(path))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Don't import test files that can't hold the mark; what `collect_ignore` says still holds."""
    mark = config.getoption(FILES_WITH)
    if not mark or not collection_path.name.startswith("test_") or collection_path.suffix != ".py":
        return None
    has_mark = mark in collection_path.stem or f"mark.{mark}" in collection_path.read_text()
    return None if has_mark else True


class ResultWriter:
    """Hooks of pytest that append one line for each event."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.file = path.open("w", buffering=1, encoding="utf-8")

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """A test begins; with several workers, as the controller hears of it."""
        self._write(event="start", id=nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A phase of a test ended."""
        line = {
            "event": "phase",
            "id": report.nodeid,
            "phase": report.when,
            "outcome": report.outcome,
            "seconds": round(report.duration, 4),
        }
        if report.failed:
            line |= {"text": report.longreprtext, "final": FINAL in report.keywords}
        self._write(**line)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file of tests could not be imported."""
        if report.failed:
            self._write(event="collect", id=report.nodeid, text=report.longreprtext)

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        """Pytest came to its end; without this line it was cut or died."""
        self._write(event="finish", status=int(exitstatus))

    def _write(self, **line: Any) -> None:
        self.file.write(json.dumps(line) + "\n")  # in ASCII, so that no word of a test ends a line


@dataclass
class Results:
    """What one run of pytest has written so far.

    `failed` maps the id of a test, or of a file that could not be collected, to its traceback;
    `final` has those of them that must not be run again.
    """

    started: list[str] = field(default_factory=list)
    passed: set[str] = field(default_factory=set)
    skipped: set[str] = field(default_factory=set)
    failed: dict[str, str] = field(default_factory=dict)
    final: set[str] = field(default_factory=set)
    ended: set[str] = field(default_factory=set)
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    is_finished: bool = False

    @property
    def running(self) -> list[str]:
        """Tests that began and did not end: where a run was cut."""
        ended = self.ended | self.failed.keys()
        return [name for name in self.started if name not in ended]

    @property
    def duplicates(self) -> list[str]:
        """Tests that began more than once in this run."""
        return sorted(name for name, times in Counter(self.started).items() if times > 1)

    def slowest(self, number: int) -> list[tuple[str, float]]:
        """The tests that took longest, with their set-up and tear-down, in seconds."""
        return sorted(self.seconds.items(), key=lambda item: -item[1])[:number]

    def add(self, line: dict[str, Any]) -> None:
        """Take one line of the file into account."""
        match line:
            case {"event": "start", "id": name}:
                self.started.append(name)
            case {"event": "phase", "id": name, "phase": phase, "outcome": outcome}:
                self.seconds[name] += line["seconds"]
                self._count(name, phase, outcome, line.get("text", ""))
                if line.get("final"):
                    self.final.add(name)
            case {"event": "collect", "id": name, "text": text}:
                self.failed[name] = text
                self.final.add(name)
            case {"event": "finish"}:
                self.is_finished = True

    def _count(self, name: str, phase: str, outcome: str, text: str) -> None:
        if phase == "teardown":
            self.ended.add(name)
        if outcome == "failed":
            self.passed.discard(name)
            self.failed[name] = self.failed.get(name, "") + text
        elif outcome == "skipped":
            self.skipped.add(name)
        elif phase == "call" and name not in self.failed:
            self.passed.add(name)


def read_results(path: Path) -> Results:
    """Read such a file; an empty result where there is none. The last line may be cut off."""
    results = Results()
    if not path.exists():
        return results
    for text in path.read_text(encoding="utf-8").splitlines():
        try:
            results.add(json.loads(text))
        except json.JSONDecodeError:
            break  # the process died while it wrote this line
    return results
