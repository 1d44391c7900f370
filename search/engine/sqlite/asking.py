"""How a question is put to the index that answers now."""

from __future__ import annotations

from dataclasses import replace

from search.engine.answer import Area, Hits
from search.engine.question import OfferQuery
from search.engine.sqlite.everything import all_hits, asks_nothing
from search.engine.sqlite.gathered import area_in_gathered
from search.engine.sqlite.rows import Rows
from search.engine.sqlite.source import Source
from search.engine.sqlite.tables import count_all, live_generation, names_of
from search.engine.sqlite.tiles import area_in_tiles


def hits_of(query: OfferQuery) -> Hits:
    """One scan of what the wishes leave, or what is counted beforehand."""
    names = names_of(live_generation())
    if asks_nothing(query):
        return all_hits(query, names)
    rows = Rows(query, names)
    return Hits(
        hits=rows.page(), total=rows.total, facets=rows.facets(), corrected=rows.source.corrected
    )


def total_of(query: OfferQuery) -> int:
    names = names_of(live_generation())
    if asks_nothing(query):
        return count_all(names)
    ((count,),) = Source(query, names).read("count(*)")
    return int(count)


def area_of(query: OfferQuery, *, across: int, most: int) -> Area:
    """Pins or cells of whatever has a place."""
    names = names_of(live_generation())
    if asks_nothing(replace(query, inside=())) and (
        area := area_in_gathered(query.inside, names, across=across, most=most)
    ):
        return area
    return area_in_tiles(query, names, across=across, most=most)
