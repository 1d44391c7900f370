"""Where the tables look for what fits a question, in the first of its wordings that anything fits.

Whether a wording finds somebody is asked without the chosen facets: whoever sees an empty list is
told what else could be chosen, of the words as they were typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

from hosting.enums import Facet
from search.engine.clause import Clause
from search.engine.question import OfferQuery
from search.engine.sqlite.conditions import add_chosen, conditions
from search.engine.sqlite.nearby import tiles_around
from search.engine.sqlite.tables import FIELDS, rows
from search.engine.sqlite.wording import Wording, wording

SOURCES: Final = {  # with a text the words come first, once: no place and no offer leads the way
    True: "{text} t CROSS JOIN {offer} o ON o.id = t.rowid",
    False: "{offer} o",
}


class Source:
    """The tables of one question; the same for its page, its facets and its map."""

    def __init__(self, query: OfferQuery, names: Mapping[str, str]) -> None:
        self.query = query
        self.names = names

    def read(self, columns: str, *, without: Facet | None = None, end: str = "") -> list[Any]:
        """Of what fits; for its own numbers a facet is left out of what was chosen."""
        clause = self._clause(self._expression)
        add_chosen(clause, self.query, self.names, without=without)
        return self._read(columns, clause, end)

    @cached_property
    def wording(self) -> Wording | None:
        return wording(self.query.text, self.names) if self.query.text else None

    @cached_property
    def tiles(self) -> str:
        """Where a text and a place are asked together, the words that stand for the place."""
        return tiles_around(self.query.near) if self.wording and self.query.near else ""

    @property
    def corrected(self) -> str:
        return self.wording.corrected if self.wording and self._expression else ""

    @cached_property
    def _expression(self) -> str:
        """Empty where nothing was said, and where nobody fits. The only one needs no look."""
        if self.wording is None:
            return ""
        wordings = self.wording.expressions
        if len(wordings) == 1 and not self.wording.corrected:
            return wordings[0]
        return next(filter(self._finds, wordings), "")

    def _finds(self, expression: str) -> bool:
        return bool(self._read("1", self._clause(expression), "LIMIT 1"))

    def _clause(self, expression: str) -> Clause:
        """Place, people, dates and words."""
        key = "+t.rowid" if self.wording else "o.id"
        clause = conditions(self.query, self.names, key=key)
        if expression:
            match = f"{{{' '.join(FIELDS)}}} : ({expression})"
            match += f" AND tiles : ({self.tiles})" if self.tiles else ""
            clause.add(f"{self.names['text']} MATCH %(match)s", match=match)
        elif self.wording:
            clause.add("false")
        return clause

    def _read(self, columns: str, clause: Clause, end: str) -> list[Any]:
        source = SOURCES[self.wording is not None].format(**self.names)
        statement = f"SELECT {columns} FROM {source} WHERE {clause.where} {end}"
        return rows(statement, clause.parameters | {"today": self.query.today.toordinal()})
