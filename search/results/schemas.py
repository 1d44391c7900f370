"""One page of the list as programs read it: the same question, the same order, the same reasons."""

from __future__ import annotations

from dataclasses import dataclass

from core.values.geo import Point
from hosting.offers.choices.lists import OfferKind
from hosting.offers.schemas import OfferSchema, serialize_offers
from search.query.contract import Engine
from search.query.criteria import SearchCriteria
from search.query.states import Order
from search.results.presenters.listing import published_on, question_of
from search.results.presenters.reasons import RankingFigure, figures_of
from search.results.selectors.pages import PageCursor, decode_cursor, encode_cursor, fetch_page


@dataclass(frozen=True, slots=True)
class ResultSchema:
    """An offer, with every figure that decided its rank."""

    offer: OfferSchema
    why: list[RankingFigure]


@dataclass(frozen=True, slots=True)
class ResultPageSchema:
    """`facets` counts what else could be chosen; `corrected` are the words that were searched."""

    rows: list[ResultSchema]
    total: int
    facets: dict[str, dict[str, int]]
    corrected: str
    after: str


def serialize_result_page(
    engine: Engine, criteria: SearchCriteria, *, token: str = ""
) -> ResultPageSchema:
    """One page of results.

    Raises InvalidPageCursorError for a cursor of another query, SearchDownError if no engine
    answers.

    What was paused a moment ago may be missing: an index may be behind, we are not.
    """
    question = question_of(criteria)
    cursor = decode_cursor(token, criteria, question.today) if token else PageCursor()
    page = fetch_page(engine, question, cursor)
    offers = serialize_offers(hit.pk for hit in page.hits)
    published = published_on(offers) if criteria.order == Order.NEWEST else {}
    rows = []
    for hit in page.hits:
        if (offer := offers.get(hit.pk)) is None:
            continue
        place = offer.place
        figures = figures_of(
            hit.reasons,
            criteria,
            is_stay=offer.kind.code == OfferKind.STAY,
            point=Point(place.latitude, place.longitude) if place else None,
            published_on=published.get(hit.pk),
        )
        rows.append(ResultSchema(offer, list(figures)))
    return ResultPageSchema(
        rows=rows,
        total=page.answer.total,
        facets={facet.value: dict(counts) for facet, counts in page.answer.facets.items()},
        corrected=page.answer.corrected,
        after=encode_cursor(page.next, criteria, question.today) if page.next else "",
    )
