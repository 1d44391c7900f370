"""What is searched: Touraine, and homes of Antwerp and Bologna, without anything drawn by dice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from bench.corpora.cities import FILES, homes_of
from bench.corpora.making import TODAY, labels_of
from bench.corpora.originals import Original
from bench.corpora.touraine import touraine
from commons.geography.rivers import rivers_along
from hosting.offers.choices.lists import ExchangeMode, Facet, OfferKind
from search.index.documents import FAR, FOREVER, OfferDocument, Room
from search.index.documents.synonyms import also_called
from search.query.areas import areas_in
from search.query.tokens import TokenizedText

HOMES: Final = 450  # of each city


def originals(*, cities: bool = True) -> list[Original]:
    """In a fixed order; of the cities the same homes every time."""
    found = list(touraine())
    for city in FILES if cities else ():
        drawn = sorted(
            homes_of(city), key=lambda home: hashlib.sha256(home.id.encode()).hexdigest()
        )[:HOMES]
        found += sorted(drawn, key=lambda home: home.id)
    return [
        replace(original, needs=original.needs | {"step-free"})
        if "step_free" in original.features
        else original
        for original in found
    ]


def documents(offers: list[Original]) -> Iterator[OfferDocument]:
    """Each at its own place, free always: a request is judged by what it asks for."""
    for pk, original in enumerate(offers, 1):
        yield document(pk, original)


def document(pk: int, original: Original) -> OfferDocument:
    """As the site would give it to an engine."""
    modes = {ExchangeMode.FREE.value} if original.free else {ExchangeMode.PAID.value}
    if original.kind == OfferKind.TIP:
        modes = {ExchangeMode.GIFT.value}
    tags = {
        Facet.KIND: frozenset({original.kind.value}),
        Facet.MODE: frozenset(modes),
        Facet.MEANS: original.means,
        Facet.NEED: original.needs,
        Facet.INTEREST: original.interests,
        Facet.CAUSE: frozenset(),
        Facet.LANGUAGE: frozenset({original.language}),
        Facet.STATION: frozenset(),
        Facet.COMMUNITY: frozenset(),
        Facet.AREA: _areas_named(original.area),
        Facet.RIVER: rivers_along(original.point),
    }
    labels = labels_of(original, tags)
    return OfferDocument(
        pk=pk,
        public_id=original.id,
        kind=original.kind,
        host=pk,
        language=original.language,
        title=original.title,
        words=original.words,
        labels=f"{labels} {also_called(f'{labels} {original.title} {original.words}')}",
        around=f"{original.place} {original.area}",
        point=original.point,
        tags=tags,
        party_min=1,
        party_max=original.sleeps,
        rooms=(Room(original.sleeps, (FAR,)),),
        seats=(),
        notice_days=0,
        min_nights=1,
        max_nights=FOREVER,
        published_on=TODAY.replace(year=2026),
    )


@cache
def _areas_named(text: str) -> frozenset[str]:
    """Codes of the areas whose names a text holds."""
    areas = (one for one in areas_in(TokenizedText(text), frozenset()) if one.facet == Facet.AREA)
    return frozenset(code for area in areas for code in area.codes)


def body_of(offer: OfferDocument) -> str:
    """All words but the title: what the baselines are given."""
    return f"{offer.words}\n{offer.labels}\n{offer.around}"
