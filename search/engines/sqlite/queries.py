"""How a question is put to the index that answers now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from search.engines.sqlite.aggregated_map import area_from_aggregates
from search.engines.sqlite.batch_queries import rows_together, totals_together
from search.engines.sqlite.relevance import read_words
from search.engines.sqlite.rows import Rows, columns_asked, in_columns
from search.engines.sqlite.session import SearchSession
from search.engines.sqlite.source import Source
from search.engines.sqlite.tiles import area_in_tiles
from search.engines.sqlite.unfiltered import is_unfiltered, unfiltered_first_page, unfiltered_hits
from search.query.engine_results import Area, Hits
from search.query.offer_query import OfferQuery

NUMBER: Final = "number"  # of the question, before its columns


def hits_of(query: OfferQuery, session: SearchSession) -> Hits:
    """One scan of what the wishes leave, or what is counted beforehand."""
    if is_unfiltered(query):
        return unfiltered_hits(query, session.names)
    rows = Rows(Source(query, session))
    return Hits(
        hits=rows.page(), total=rows.total, facets=rows.facets(), corrected=rows.source.corrected
    )


def first_pages_of(queries: Sequence[OfferQuery], session: SearchSession) -> list[Hits]:
    """Those with words in one statement.

    What has none is asked by itself: it leaves many, who are read in the fewest columns.
    """
    session.words.learn(query.text for query in queries)
    sources = [Source(query, session) for query in queries]
    pages = iter(_rows_of([source for source in sources if source.wording], session))
    found = []
    for source in sources:
        if source.wording:
            found.append(_page(next(pages)))
        elif is_unfiltered(source.query):
            found.append(unfiltered_first_page(source.query, source.names))
        else:
            columns = columns_asked(source)
            rows = in_columns(columns, source.read(", ".join(columns.values())))
            found.append(_page(Rows(source, rows)))
    return found


def _rows_of(sources: Sequence[Source], session: SearchSession) -> list[Rows]:
    """What offers say is read together, too, where words are compared around a place."""
    asked = [columns_asked(source) for source in sources]
    names = list(dict.fromkeys(name for some in asked for name in some))
    columns = [[some.get(name, "NULL") for name in names] for some in asked]
    found = [in_columns([NUMBER, *names], rows) for rows in rows_together(sources, columns)]
    near = (
        row_columns["id"]
        for row_columns, source in zip(found, sources, strict=True)
        if source.tiles
    )
    read_words((pk for pks in near for pk in pks), session)
    return [
        Rows(source, {name: row_columns[name] for name in some})
        for source, some, row_columns in zip(sources, asked, found, strict=True)
    ]


def _page(rows: Rows) -> Hits:
    return Hits(hits=rows.page(), total=rows.total, corrected=rows.source.corrected)


def totals_of(queries: Sequence[OfferQuery], session: SearchSession) -> list[int]:
    """All of them in one statement."""
    session.words.learn(query.text for query in queries)
    return totals_together(Source(query, session) for query in queries)


def area_of(query: OfferQuery, session: SearchSession, *, across: int, most: int) -> Area:
    """Pins or cells of whatever has a place."""
    if is_unfiltered(replace(query, inside=())) and (
        area := area_from_aggregates(query.inside, session.names, across=across, most=most)
    ):
        return area
    return area_in_tiles(query, session, across=across, most=most)
