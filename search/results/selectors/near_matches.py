"""Who nearly fits: says less than all of the words, or lies outside of the wished circles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Final

from hosting.offers.choices.lists import Facet, OfferKind
from search.query.contract import Engine
from search.query.engine_results import Hit
from search.query.offer_query import PAGE_SIZE, OfferQuery
from search.query.states import Order
from search.results.selectors.pages import Page
from search.results.selectors.result_rings import wider_rings

MOST: Final = PAGE_SIZE // 2
FARTHEST_KM: Final = 200  # from a wished place, and still near it for want of anything nearer


@dataclass(frozen=True, slots=True)
class NearMatches:
    """The nearest first. `is_rest_met` says whether all but the distance is as it was wished."""

    hits: tuple[Hit, ...] = ()
    is_rest_met: bool = False


def find_near_matches(engine: Engine, question: OfferQuery, page: Page) -> tuple[Hit, ...]:
    """Ring after ring, whom the page doesn't show yet; nobody where the list goes on."""
    if not question.text or page.answer.total > len(page.hits):
        return ()
    shown = {hit.pk for hit in page.hits}
    wider = chain.from_iterable(ring.hits.hits for ring in wider_rings(engine, question))
    found = {hit.pk: hit for hit in wider if hit.pk not in shown}
    return tuple(islice(found.values(), MOST))


def find_nearest(engine: Engine, question: OfferQuery) -> NearMatches:
    """What lies around the wished places where nothing fits; nothing where no place is wished.

    First what meets all the rest, farther away; else whatever is of that kind, however it fits.
    """
    if not question.near:
        return NearMatches()
    near = tuple(replace(place, km=max(place.km, FARTHEST_KM)) for place in question.near)
    wider = replace(question, near=near, order=Order.DISTANCE, after=None, size=MOST)
    # Whoever names nights looks for a bed.
    kinds = question.of(Facet.KIND)
    if question.dates and not question.chosen.get(Facet.KIND):
        kinds = frozenset({OfferKind.STAY.value})
    anything = OfferQuery(
        today=question.today,
        language=question.language,
        near=near,
        chosen={Facet.KIND: kinds} if kinds else {},
        order=Order.DISTANCE,
        size=MOST,
    )
    fitting, others = (page.hits for page in engine.first_pages([wider, anything]))
    return NearMatches(fitting or others, is_rest_met=bool(fitting))
