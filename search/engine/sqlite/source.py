"""Where the tables look for what fits a question, in the first of its wordings that anything fits.

Whether a wording finds somebody is asked without the chosen facets: whoever sees an empty list is
told what else could be chosen, of the words as they were typed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from hosting.enums import Facet
from search.engine.clause import Clause
from search.engine.question import OfferQuery
from search.engine.sqlite.conditions import add_chosen, conditions
from search.engine.sqlite.nearby import tiles_around
from search.engine.sqlite.tables import FIELDS, rows
from search.engine.sqlite.wording import Wording, offers_with, wording

SOURCES: Final = {  # with a text the words come first, once: no place and no offer leads the way
    True: "{text} t CROSS JOIN {offer} o ON o.id = t.rowid",
    False: "{offer} o",
}


class Source:
    """The tables of one question; the same for its page, its facets and its map."""

    def __init__(
        self, query: OfferQuery, names: Mapping[str, str], forms: Counter[str] | None = None
    ) -> None:
        self.query = query
        self.names = names
        self.forms = forms  # of the words of several questions, where they were counted together
        self._found_by: str | None = None  # unknown until somebody asks

    def read(self, columns: str, *, without: Facet | None = None, end: str = "") -> list[Any]:
        """Of what fits; for its own numbers a facet is left out of what was chosen.

        No row where nobody fits. Mostly the first wording finds somebody, also with the choices.
        """
        if self._found_by is None:
            likeliest = self._wordings[0]
            found = self._among(likeliest, columns, without, end)
            if found or self._is_certain:
                self._found_by = likeliest
                return found
        return self._among(self.expression, columns, without, end)

    @property
    def expression(self) -> str:
        """Empty where nothing was said, and where nobody fits."""
        if self._found_by is None:
            certain = self._is_certain
            self._found_by = self._wordings[0] if certain else self._first_that_finds()
        return self._found_by

    @cached_property
    def wording(self) -> Wording | None:
        forms = offers_with([self.query.text], self.names) if self.forms is None else self.forms
        return wording(self.query.text, self.names, forms)

    @cached_property
    def tiles(self) -> str:
        """Where a text and a place are asked together, the words that stand for the place."""
        return tiles_around(self.query.near) if self.wording and self.query.near else ""

    @property
    def corrected(self) -> str:
        return self.wording.corrected if self.wording and self.expression else ""

    @cached_property
    def _wordings(self) -> Sequence[str]:
        return (self.wording.expressions if self.wording else ()) or ("",)

    @property
    def _is_certain(self) -> bool:
        """There is no other wording, and this one was typed: whether it finds somebody or not."""
        return len(self._wordings) == 1 and not (self.wording and self.wording.corrected)

    def _among(self, expression: str, columns: str, without: Facet | None, end: str) -> list[Any]:
        if self.wording and not expression:
            return []
        clause = self._clause(expression)
        add_chosen(clause, self.query, self.names, without=without)
        return self._read(columns, clause, end)

    def _first_that_finds(self) -> str:
        """One read, which looks no further than the first wording that finds somebody."""
        looks, parameters = [], self._parameters
        for number, expression in enumerate(self._wordings):
            clause = self._clause(expression, name=f"match_{number}")
            looks.append(f"SELECT {number} FROM {self._tables} WHERE {clause.where}")
            parameters |= clause.parameters
        found = rows(f"{' UNION ALL '.join(looks)} LIMIT 1", parameters)
        return self._wordings[found[0][0]] if found else ""

    def _clause(self, expression: str, *, name: str = "match") -> Clause:
        """Place, people, dates and words."""
        key = "+t.rowid" if self.wording else "o.id"
        clause = conditions(self.query, self.names, key=key)
        if expression:
            match = f"{{{' '.join(FIELDS)}}} : ({expression})"
            match += f" AND tiles : ({self.tiles})" if self.tiles else ""
            clause.add(f"{self.names['text']} MATCH %({name})s", **{name: match})
        return clause

    def _read(self, columns: str, clause: Clause, end: str) -> list[Any]:
        statement = f"SELECT {columns} FROM {self._tables} WHERE {clause.where} {end}"
        return rows(statement, clause.parameters | self._parameters)

    @property
    def _tables(self) -> str:
        return SOURCES[self.wording is not None].format(**self.names)

    @property
    def _parameters(self) -> dict[str, Any]:
        return {"today": self.query.today.toordinal()}
