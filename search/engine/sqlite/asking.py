"""How a question is put to the index that answers now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from search.engine.answer import Area, Hits
from search.engine.question import OfferQuery
from search.engine.sqlite.everything import all_hits, asks_nothing, first_of_all
from search.engine.sqlite.gathered import area_in_gathered
from search.engine.sqlite.look import Look
from search.engine.sqlite.relevance import read_said
from search.engine.sqlite.rows import Rows, columns_asked, in_columns
from search.engine.sqlite.source import Source
from search.engine.sqlite.tiles import area_in_tiles
from search.engine.sqlite.together import rows_together, totals_together

NUMBER: Final = "number"  # of the question, before its columns


def hits_of(query: OfferQuery, look: Look) -> Hits:
    """One scan of what the wishes leave, or what is counted beforehand."""
    if asks_nothing(query):
        return all_hits(query, look.names)
    rows = Rows(Source(query, look))
    return Hits(
        hits=rows.page(), total=rows.total, facets=rows.facets(), corrected=rows.source.corrected
    )


def first_pages_of(queries: Sequence[OfferQuery], look: Look) -> list[Hits]:
    """Those with words in one statement.

    What has none is asked by itself: it leaves many, who are read in the fewest columns.
    """
    look.words.learn(query.text for query in queries)
    sources = [Source(query, look) for query in queries]
    pages = iter(_rows_of([source for source in sources if source.wording], look))
    return [
        _page(next(pages)) if source.wording else _page_without_words(source) for source in sources
    ]


def _page_without_words(source: Source) -> Hits:
    if asks_nothing(source.query):
        return first_of_all(source.query, source.names)
    columns = columns_asked(source)
    found = in_columns(columns, source.read(", ".join(columns.values())))
    return _page(Rows(source, found))


def _rows_of(sources: Sequence[Source], look: Look) -> list[Rows]:
    """What offers say is read together, too, where words are compared around a place."""
    asked = [columns_asked(source) for source in sources]
    names = list(dict.fromkeys(name for some in asked for name in some))
    columns = [[some.get(name, "NULL") for name in names] for some in asked]
    found = [in_columns([NUMBER, *names], rows) for rows in rows_together(sources, columns)]
    near = (told["id"] for told, source in zip(found, sources, strict=True) if source.tiles)
    read_said((pk for pks in near for pk in pks), look)
    return [
        Rows(source, {name: told[name] for name in some})
        for source, some, told in zip(sources, asked, found, strict=True)
    ]


def _page(rows: Rows) -> Hits:
    return Hits(hits=rows.page(), total=rows.total, corrected=rows.source.corrected)


def totals_of(queries: Sequence[OfferQuery], look: Look) -> list[int]:
    """All of them in one statement."""
    look.words.learn(query.text for query in queries)
    return totals_together(Source(query, look) for query in queries)


def area_of(query: OfferQuery, look: Look, *, across: int, most: int) -> Area:
    """Pins or cells of whatever has a place."""
    if asks_nothing(replace(query, inside=())) and (
        area := area_in_gathered(query.inside, look.names, across=across, most=most)
    ):
        return area
    return area_in_tiles(query, look, across=across, most=most)
