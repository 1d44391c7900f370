"""The permission table: who is let in to each route by each method, and how the others are not."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from tests.permissions.roles import ALL, Role, roles_in
from tests.permissions.routes import Route

PATH: Final = Path(__file__).with_name("table.tsv")
OUTCOMES: Final = ("allowed", "login", "denied", "hidden", "gone")
REST: Final = "rest"
"""All roles that the row names nowhere else."""


@dataclass(frozen=True, slots=True)
class Row:
    """One route, or all whose names match a pattern, by one method or two."""

    route: str
    methods: tuple[str, ...]
    expected: Mapping[Role, str]
    note: str
    """Why nobody is let in, where that is so."""

    def matches(self, route: Route) -> bool:
        return fnmatchcase(route.name, self.route) or route.pattern == self.route

    @property
    def is_coarse(self) -> bool:
        """Of many pages of Wagtail: only whether somebody is let in counts."""
        return "*" in self.route

    @property
    def allowed(self) -> list[Role]:
        return [role for role in Role if self.expected[role] == "allowed"]


def read_rows(path: Path = PATH) -> list[Row]:
    """The lines of the file; those with a hash in front are headings.

    Raises:
        ValueError: a role that stands nowhere in a row, or twice; a word that is no role.
    """
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if line.strip() and not line.startswith("#"))
        return [_row(cells) for cells in csv.DictReader(lines, delimiter="\t")]


def _row(cells: Mapping[str, str]) -> Row:
    words = {outcome: (cells[outcome] or "").split() for outcome in OUTCOMES}
    named = {
        outcome: roles_in(" ".join(word for word in one if word != REST))
        for outcome, one in words.items()
    }
    rest = ALL.difference(*named.values())
    expected: dict[Role, str] = {}
    for outcome, roles in named.items():
        roles = roles | rest if REST in words[outcome] else roles
        if twice := roles & expected.keys():
            raise ValueError(f"{cells['route']}: {', '.join(twice)} stand in it twice")
        expected |= dict.fromkeys(roles, outcome)
    if missing := ALL - expected.keys():
        raise ValueError(f"{cells['route']}: {', '.join(missing)} don’t stand in it")
    return Row(cells["route"], tuple(cells["methods"].split()), expected, cells["note"] or "")


def rows_of(route: Route, rows: Iterable[Row]) -> list[Row]:
    """Those that name its pattern, else its name, else the first for the names of several."""
    found = [row for row in rows if row.matches(route)]
    by_pattern = [row for row in found if row.route == route.pattern]
    return by_pattern or [row for row in found if row.route == route.name] or found[:1]
