"""One page of the list as programs read it: the same question, the same order, the same reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hosting.enums import Facet
from hosting.queries.told import OfferTold, offers_told
from search.engine.contract import Engine
from search.enums import Order
from search.queries.listing import published_on, question_of
from search.queries.pages import Mark, opened, page_of, sealed
from search.queries.reasons import Figure, figures_of
from search.queries.wishes import Wishes


@dataclass(frozen=True, slots=True)
class RowTold:
    """An offer, and every figure that decided where it stands."""

    offer: OfferTold
    why: list[Figure]


@dataclass(frozen=True, slots=True)
class PageTold:
    """`facets` counts what else could be chosen; `corrected` are the words that were searched."""

    rows: list[RowTold]
    total: int
    facets: dict[str, dict[str, int]]
    corrected: str
    after: str


def page_told(engine: Engine, wishes: Wishes, *, token: str = "") -> PageTold:
    """Raises PageUnknownError for a mark of another question, SearchDownError where nobody answers.

    What was paused a moment ago may be missing: an index may be behind, we are not.
    """
    question = question_of(wishes)
    mark = opened(token, wishes, question.today) if token else Mark()
    page = page_of(engine, question, mark)
    offers = offers_told(hit.pk for hit in page.hits)
    published = published_on(offers) if wishes.order == Order.NEWEST else {}
    rows = [
        RowTold(
            offers[hit.pk],
            list(figures_of(hit.reasons, wishes, published_on=published.get(hit.pk))),
        )
        for hit in page.hits
        if hit.pk in offers
    ]
    return PageTold(
        rows=rows,
        total=page.answer.total,
        facets=_plain(page.answer.facets),
        corrected=page.answer.corrected,
        after=sealed(page.next, wishes, question.today) if page.next else "",
    )


def _plain(facets: Mapping[Facet, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    return {facet.value: dict(counts) for facet, counts in facets.items()}
