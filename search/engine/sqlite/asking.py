"""How a question is put to the index that answers now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from search.engine.answer import Area, Hits
from search.engine.question import OfferQuery
from search.engine.sqlite.everything import all_hits, asks_nothing
from search.engine.sqlite.gathered import area_in_gathered
from search.engine.sqlite.rows import Rows
from search.engine.sqlite.source import Source
from search.engine.sqlite.tables import count_all, live_generation, names_of
from search.engine.sqlite.tiles import area_in_tiles
from search.engine.sqlite.wording import offers_with


def hits_of(query: OfferQuery) -> Hits:
    """One scan of what the wishes leave, or what is counted beforehand."""
    names = names_of(live_generation())
    if asks_nothing(query):
        return all_hits(query, names)
    rows = Rows(Source(query, names))
    return Hits(
        hits=rows.page(), total=rows.total, facets=rows.facets(), corrected=rows.source.corrected
    )


def first_pages_of(queries: Sequence[OfferQuery]) -> list[Hits]:
    """The words of all of them are looked up together."""
    names = names_of(live_generation())
    forms = offers_with((query.text for query in queries), names)
    return [_first_page(Source(query, names, forms)) for query in queries]


def _first_page(source: Source) -> Hits:
    if asks_nothing(source.query):
        return all_hits(source.query, source.names)
    rows = Rows(source, counted=False)
    return Hits(hits=rows.page(), total=rows.total, corrected=source.corrected)


def totals_of(queries: Sequence[OfferQuery]) -> list[int]:
    names = names_of(live_generation())
    forms = offers_with((query.text for query in queries), names)
    return [_total(Source(query, names, forms)) for query in queries]


def _total(source: Source) -> int:
    if asks_nothing(source.query):
        return count_all(source.names)
    found = source.read("count(*)", end="HAVING count(*) > 0")
    return int(found[0][0]) if found else 0


def area_of(query: OfferQuery, *, across: int, most: int) -> Area:
    """Pins or cells of whatever has a place."""
    names = names_of(live_generation())
    if asks_nothing(replace(query, inside=())) and (
        area := area_in_gathered(query.inside, names, across=across, most=most)
    ):
        return area
    return area_in_tiles(query, names, across=across, most=most)
