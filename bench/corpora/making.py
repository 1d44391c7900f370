"""From a real offer to what an engine is given: tags, rooms and free nights, by fair dice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Final

from django.conf import settings
from django.utils.translation import override

from bench.corpora.originals import Original, names_of, slugs_of
from core.values.dates import DateRange
from hosting.offers.choices.lists import AccessNeed, ExchangeMode, Facet, LodgingKind, OfferKind
from search.index.documents import FAR, FOREVER, OfferDocument, Room, Seats

TODAY: Final = date(2027, 3, 1)
HORIZON: Final = 365  # days that a calendar tells
MODES: Final = {  # how often an offer of this kind has a rate in this mode
    OfferKind.STAY: {"paid": 0.85, "solidarity": 0.4, "free_price": 0.15, "service": 0.12}
    | {"local_currency": 0.08, "mutual_credit": 0.06, "free": 0.05, "house_swap": 0.04},
    OfferKind.ACTIVITY: {"paid": 0.6, "free_price": 0.2, "solidarity": 0.2, "gift": 0.05},
    OfferKind.PRODUCT: {"paid": 0.97, "local_currency": 0.15, "mutual_credit": 0.05},
    OfferKind.TIP: {"gift": 1.0},
}
MEANS: Final = {"cash": 0.8, "transfer": 0.6, "ancv": 0.25, "vacaf": 0.08, "local_currency": 0.08}
ACCESS: Final = dict.fromkeys(AccessNeed.values, 0.06) | {"step-free": 0.12, "lit-way": 0.15}
NEED_ODDS: Final = {"quiet": 0.25, "assistance-dog": 0.2, "no-car": 0.15, "vegetarian": 0.2}
SPOKEN: Final = {"fr": 0.25, "en": 0.45, "de": 0.12, "es": 0.12, "it": 0.1, "nl": 0.1}
STATIONS: Final = (("5", "10"), ("10",), (), ())


@dataclass(frozen=True, slots=True)
class Berth:
    """Where a document stands in its corpus."""

    pk: int
    host: int
    community: str
    community_name: str
    spans: tuple[DateRange, ...]


def document_of(original: Original, berth: Berth, random: Random) -> OfferDocument:
    """Its words and place are its own; what its source doesn't tell, the dice do."""
    free = original.free and original.kind != OfferKind.TIP
    modes = _thrown(MODES[original.kind], random) | (
        frozenset({ExchangeMode.FREE.value}) if free else frozenset()
    )
    needs = original.needs | _thrown(NEED_ODDS, random)
    if original.kind != OfferKind.PRODUCT:
        needs |= _thrown(ACCESS, random)
    asks_money = any(ExchangeMode(mode).asks_money for mode in modes)
    tags = {
        Facet.KIND: frozenset({original.kind.value}),
        Facet.MODE: modes or frozenset({"paid"}),
        Facet.MEANS: original.means | _thrown(MEANS, random) if asks_money else frozenset(),
        Facet.NEED: needs,
        Facet.INTEREST: original.interests or _some("interests", 2, random),
        Facet.CAUSE: _some("causes", random.choice((0, 1, 1, 2)), random),
        Facet.LANGUAGE: _thrown(SPOKEN, random) | {original.language},
        Facet.STATION: frozenset(random.choice(STATIONS)),
        Facet.COMMUNITY: frozenset({berth.community}),
    }
    nightly = original.kind == OfferKind.STAY
    least, most = original.nights if nightly else (1, 0)
    seats = _seats(original, random)
    return OfferDocument(
        pk=berth.pk,
        public_id=f"{original.id[:8]}-{berth.pk}",
        kind=original.kind,
        host=berth.host,
        language=original.language,
        title=original.title,
        words=original.words,
        labels=labels_of(original, tags),
        around=f"{original.place} {original.area} {berth.community_name}",
        point=original.point,
        tags=tags,
        party_min=1,
        party_max=original.sleeps,
        rooms=() if seats else _rooms(original, berth.spans, random),
        seats=seats,
        notice_days=random.choice((0, 0, 1, 2, 3)) if nightly else 0,
        min_nights=max(1, least),
        max_nights=most or FOREVER,
        published_on=TODAY - timedelta(days=min(int(random.expovariate(1 / 300)), 1_500)),
    )


def _thrown(odds: dict[str, float], random: Random) -> frozenset[str]:
    return frozenset(value for value, odd in odds.items() if random.random() < odd)


@cache
def _slugs(kind: str) -> list[str]:
    return slugs_of(kind)


def _some(kind: str, count: int, random: Random) -> frozenset[str]:
    return frozenset(random.sample(_slugs(kind), count))


def _rooms(original: Original, spans: tuple[DateRange, ...], random: Random) -> tuple[Room, ...]:
    if original.kind != OfferKind.STAY:
        return (Room(original.sleeps, (FAR,)),)
    alone = {LodgingKind.GITE, LodgingKind.FURNISHED, LodgingKind.UNUSUAL}
    if original.sort in alone or original.sleeps <= 2:
        return (Room(original.sleeps, spans),)
    count = min(original.sleeps // 2, random.choice((2, 3, 4)))
    sizes = [original.sleeps if original.sort == LodgingKind.GROUP else 4, *[2] * (count - 1)]
    return tuple(Room(min(size, original.sleeps), spans) for size in sizes)


def _seats(original: Original, random: Random) -> tuple[Seats, ...]:
    if original.kind != OfferKind.ACTIVITY or original.sort in ("rental", "leisure"):
        return ()
    first = random.randint(0, 60)
    days = range(first, first + 7 * random.choice((1, 4, 8)), 7)
    return tuple(Seats(TODAY + timedelta(days=day), random.randint(1, 20)) for day in days)


def free_spans(taken: Iterable[tuple[int, int]], monday: date) -> tuple[DateRange, ...]:
    """What a calendar leaves free between today and its end."""
    spans, day = [], 0
    for start, nights in (*taken, (HORIZON, 1)):
        if start > day:
            spans.append(DateRange(monday + timedelta(days=day), monday + timedelta(days=start)))
        day = max(day, start + nights)
    return tuple(span for span in spans if span.check_out > TODAY)


def labels_of(original: Original, tags: dict[Facet, frozenset[str]]) -> str:
    """Names of the kind, interests, causes and needs, in every language of the site."""
    terms = [*kind_names(original.kind, original.sort)]
    for facet, kind in ((Facet.INTEREST, "interests"), (Facet.CAUSE, "causes")):
        terms += [_names(kind)[slug] for slug in sorted(tags[facet])]
    needs = _names("needs") | _access_names()
    terms += [needs[slug] for slug in sorted(tags[Facet.NEED]) if slug in needs]
    return " ".join(terms)


@cache
def _names(kind: str) -> dict[str, str]:
    return names_of(kind)


@cache
def _access_names() -> dict[str, str]:
    return {need.value: " ".join(_in_all_languages(need)) for need in AccessNeed}


@cache
def kind_names(kind: OfferKind, sort: str) -> tuple[str, ...]:
    """What it is, in every language of the site."""
    finer = _in_all_languages(LodgingKind(sort)) if kind == OfferKind.STAY else ()
    return (*_in_all_languages(kind), *finer)


def _in_all_languages(term: OfferKind | LodgingKind | AccessNeed) -> tuple[str, ...]:
    names = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            names.append(str(term.label))
    return tuple(names)
