"""Who says less than all of the words, where the list of those who say everything is short."""

from __future__ import annotations

from itertools import chain, islice
from typing import Final

from search.engine.answer import Hit
from search.engine.contract import Engine
from search.engine.question import PAGE_SIZE, OfferQuery
from search.queries.answering import wider_rings
from search.queries.pages import Page

MOST: Final = PAGE_SIZE // 2


def nearly_fitting(engine: Engine, question: OfferQuery, page: Page) -> tuple[Hit, ...]:
    """Ring after ring, whom the page doesn't show yet; nobody where the list goes on."""
    if not question.text or page.answer.total > len(page.hits):
        return ()
    shown = {hit.pk for hit in page.hits}
    wider = chain.from_iterable(ring.hits.hits for ring in wider_rings(engine, question))
    found = {hit.pk: hit for hit in wider if hit.pk not in shown}
    return tuple(islice(found.values(), MOST))
