"""Where the tables look for what fits a question, in the first of its wordings that anything fits.

Whether a wording finds somebody is asked without the chosen facets: whoever sees an empty list is
told what else could be chosen, of the words as they were typed.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import cached_property
from typing import Any, Final

from hosting.offers.choices.lists import Facet
from search.engines.clause import Clause
from search.engines.sqlite.conditions import add_chosen, conditions
from search.engines.sqlite.nearby import tiles_around
from search.engines.sqlite.session import SearchSession
from search.engines.sqlite.tables import FIELDS, rows
from search.engines.sqlite.wording import Wording, wording
from search.query.offer_query import OfferQuery

SOURCES: Final = {  # with a text the words come first, once: no place and no offer leads the way
    True: "{text} t CROSS JOIN {offer} o ON o.id = t.rowid",
    False: "{offer} o",
}


class Source:
    """The tables of one question; the same for its page, its facets and its map."""

    def __init__(self, query: OfferQuery, session: SearchSession) -> None:
        self.query = query
        self.names = session.names
        self.session = session

    def read(self, columns: str, *, end: str = "") -> list[Any]:
        """Of what fits. No row where nobody does.

        Mostly the first wording finds somebody, also with the choices.
        """
        if not self.is_open:
            return self._among(self.expression, columns, end)
        likeliest = self._wordings[0]
        if found := self._among(likeliest, columns, end):
            self.found_by(likeliest)
            return found
        return self._among(self.expression, columns, end)

    @property
    def expression(self) -> str:
        """Empty where nothing was said, and where nobody fits."""
        if self.is_open:
            self.found_by(self._first_that_finds())
        return self.session.found_by.get(self._who, self._wordings[0])

    @property
    def is_open(self) -> bool:
        """Whether nobody knows yet which wording finds somebody.

        Where there is no other, and this one was typed, it is the one in any case.
        """
        is_certain = len(self._wordings) == 1 and not (self.wording and self.wording.corrected)
        return not is_certain and self._who not in self.session.found_by

    def found_by(self, expression: str) -> None:
        """Remember it for whatever else is asked in this look."""
        self.session.found_by[self._who] = expression

    @cached_property
    def wording(self) -> Wording | None:
        return wording(self.query.text, self.session.words)

    @cached_property
    def tiles(self) -> str:
        """Where a text and a place are asked together, the words that stand for the place."""
        return tiles_around(self.query.near) if self.wording else ""

    @property
    def corrected(self) -> str:
        return self.wording.corrected if self.wording and self.expression else ""

    @property
    def candidates(self) -> Sequence[str]:
        """The wordings that may be the one: one where it is known, none where nobody fits."""
        if self.is_open:
            return self._wordings
        return [self.expression] if self.expression or not self.wording else []

    def among(
        self,
        expression: str,
        *,
        name: str = "match",
        chosen: bool = True,
        apart: Facet | None = None,
    ) -> tuple[str, dict[str, Any]]:
        """What follows the columns of a statement, and its parameters.

        `apart` is a facet that is left out of what was chosen, for its own numbers.
        """
        clause = self._clause(expression, name=name)
        if chosen:
            add_chosen(clause, self.query, self.names, without=apart)
        parameters = clause.parameters | {"today": self.query.today.toordinal()}
        return f"FROM {self._tables} WHERE {clause.where}", parameters

    @cached_property
    def _who(self) -> Hashable:
        """For whom wordings are tried: everything but what was chosen, the order and the page."""
        query = self.query
        people = query.party is None, query.share
        return query.text, query.near, query.inside, query.dates, people, query.today

    @cached_property
    def _wordings(self) -> Sequence[str]:
        return (self.wording.expressions if self.wording else ()) or ("",)

    def _among(self, expression: str, columns: str, end: str) -> list[Any]:
        if self.wording and not expression:
            return []
        statement, parameters = self.among(expression)
        return rows(f"SELECT {columns} {statement} {end}", parameters)

    def _first_that_finds(self) -> str:
        """One read, which looks no further than the first wording that finds somebody."""
        statement, parameters = finding(self)
        found = rows(statement, parameters)
        return self._wordings[found[0][0]] if found else ""

    def _clause(self, expression: str, *, name: str) -> Clause:
        """Place, people, dates and words."""
        key = "+t.rowid" if self.wording else "o.id"
        clause = conditions(self.query, self.names, key=key)
        if expression:
            match = f"{{{' '.join(FIELDS)}}} : ({expression})"
            match += f" AND tiles : ({self.tiles})" if self.tiles else ""
            clause.add(f"{self.names['text']} MATCH %({name})s", **{name: match})
        return clause

    @property
    def _tables(self) -> str:
        return SOURCES[self.wording is not None].format(**self.names)


def finding(source: Source) -> tuple[str, dict[str, Any]]:
    """The number of the first wording that finds somebody, and no row where none does."""
    looks, parameters = [], dict[str, Any]()
    for number, expression in enumerate(source.candidates):
        statement, named = source.among(expression, name=f"match_{number}", chosen=False)
        looks.append(f"SELECT {number} {statement}")
        parameters |= named
    return f"{' UNION ALL '.join(looks)} LIMIT 1", parameters
