"""The list of offers: who fits, in which order, and what is still possible where nobody does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import blake2b
from string import ascii_uppercase
from urllib.parse import urlencode

from django.utils import timezone

from hosting.queries.candidates import Candidate, candidates_for
from hosting.queries.cards import OfferCard, cards_of
from hosting.queries.facets import FacetChoices, Labels, count_choices
from hosting.queries.filters import OfferFilter
from hosting.queries.maps import PlaceMap, map_of

PAGE_SIZE = 24  # fewer than letters, so that each card has its own on the map
NEW_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class WayOut:
    """A wish to let go of, and how many offers that opens up."""

    wish: str
    count: int


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list, with everything that stands around it."""

    total: int
    cards: tuple[OfferCard, ...]
    page: int
    pages: int
    first: int
    facets: tuple[FacetChoices, ...]
    map: PlaceMap | None
    ways_out: tuple[WayOut, ...]

    @property
    def last(self) -> int:
        return self.first + len(self.cards) - 1


def list_offers(wanted: OfferFilter, *, labels: Labels, page: int = 1) -> Listing:
    """A page behind the last one is the last one."""
    known = candidates_for(wanted)
    fitting = in_order([one for one in known if not one.lacks], wanted)
    pages = max(1, -(-len(fitting) // PAGE_SIZE))
    page = min(max(page, 1), pages)
    shown = fitting[on_page(page)]
    asked = f"?{urlencode(wanted.asked)}" if wanted.asked else ""
    letters = dict(zip((one.public_id for one in shown), ascii_uppercase, strict=False))
    return Listing(
        total=len(fitting),
        cards=tuple(
            replace(card, letter=letters[card.place], url=card.url + asked)
            for card in cards_of(one.pk for one in shown)
        ),
        page=page,
        pages=pages,
        first=on_page(page).start + 1,
        facets=count_choices(known, wanted, labels),
        map=map_of(fitting, letters),
        ways_out=() if fitting else tuple(_ways_out(known)),
    )


def offers_beside(wanted: OfferFilter, *, page: int) -> list[Candidate]:
    """Everything that fits and has no card on this page: what a map still has to fetch."""
    fitting = in_order([one for one in candidates_for(wanted) if not one.lacks], wanted)
    shown = {one.pk for one in fitting[on_page(page)]}
    return [one for one in fitting if one.pk not in shown]


def on_page(page: int) -> slice:
    start = (page - 1) * PAGE_SIZE
    return slice(start, start + PAGE_SIZE)


def in_order(fitting: Iterable[Candidate], wanted: OfferFilter) -> list[Candidate]:
    """The nearest first, or else the newest and then all others as today's shuffle has them."""
    today = timezone.localdate()
    shuffled = sorted(fitting, key=lambda one: _ticket(one.public_id, today))
    if wanted.near is not None:
        return sorted(shuffled, key=lambda one: one.metres or 0.0)
    now = timezone.now()
    return sorted(shuffled, key=lambda one: _age_of_new(one, now))


def _age_of_new(one: Candidate, now: datetime) -> timedelta:
    """How long ago it was published; what isn't new any more is all equally old."""
    if one.published_at is None:
        return NEW_FOR
    return min(now - one.published_at, NEW_FOR)


def _ticket(public_id: str, today: date) -> bytes:
    """Drawn anew each day, the same for everybody: nobody can buy a place in this order."""
    return blake2b(f"{today.isoformat()} {public_id}".encode(), digest_size=8).digest()


def _ways_out(known: Iterable[Candidate]) -> Iterable[WayOut]:
    """For each single wish, how many would fit without it; the most helpful first."""
    counts: dict[str, int] = {}
    for one in known:
        if len(one.lacks) == 1:
            (wish,) = one.lacks
            counts[wish] = counts.get(wish, 0) + 1
    for wish in sorted(counts, key=lambda wish: -counts[wish]):
        yield WayOut(wish, counts[wish])
