"""By person: whoever signs a story or an offer, each name as everybody reads it there."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, zip_longest

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.enums import WayIn
from cms.queries.wandering.finds import because
from cms.queries.wandering.hands import itineraries_by, offers_by, stories_by
from cms.queries.wandering.heres import Hand, signed
from cms.queries.wandering.sources import NEWEST, few_communities
from cms.queries.wandering.ways_in.entries import Opened, entry
from core.ids import LENGTH, public_address
from core.navigation import Link
from hosting.models import Offer
from travel_stories.models import StoryAuthor
from travel_stories.models.authors import AuthorQuerySet

ROWS = 3  # to each name that is shown: some sign more than once


def entries(request: HttpRequest, most: int) -> list[Link]:
    """Who signed the newest stories and offers, in turns, then by name. Two reads."""
    turns = zip_longest(_authors(most * ROWS).items(), _hosts(most * ROWS).items())
    known = dict(found for found in chain.from_iterable(turns) if found)
    chosen = sorted(
        ((name, key) for (_person, name), key in list(known.items())[:most]),
        key=lambda one: (one[0].casefold(), one[1]),
    )
    return [entry(name, WayIn.PERSON, public_address(name, key)) for name, key in chosen]


def opened(key: str) -> Opened | None:
    """Found by something that they signed: an account has no address here."""
    hand = _author_of(key[-LENGTH:]) or _host_of(key[-LENGTH:])
    if hand is None:
        return None
    person, name = hand
    theirs = Offer.objects.public().filter(host=person, host__display_name=name)
    communities = few_communities(Q(pk__in=theirs.values("community")))
    belongs = because(communities, _("the community they belong to"))
    told = [*stories_by([hand]), *itineraries_by([hand])]
    finds = [*told, *offers_by([hand]), *belongs]
    return Opened(name, finds, is_listed=False)


def _authors(rows: int) -> dict[Hand, str]:
    """Of the newest stories, as far as the name stands under them today."""
    newest = _seats().order_by("-story__shelf__published_at", "pk")
    told = newest.values_list("person", "credit", "public_id", "story__shelf__credits")
    seats = [(person, name, key) for person, name, key, all_ in told[:rows] if signed(name, all_)]
    return _first_of_each(seats)


def _hosts(rows: int) -> dict[Hand, str]:
    newest = Offer.objects.public().order_by(*NEWEST)
    return _first_of_each(newest.values_list("host", "host__display_name", "public_id")[:rows])


def _first_of_each(rows: Iterable[tuple[int, str, str]]) -> dict[Hand, str]:
    found: dict[Hand, str] = {}
    for person, name, key in rows:
        found.setdefault((person, name), key)
    return found


def _author_of(public_id: str) -> Hand | None:
    rows = _seats().filter(public_id=public_id)
    for person, name, credits in rows.values_list("person", "credit", "story__shelf__credits"):
        return (person, name) if signed(name, credits) else None
    return None


def _host_of(public_id: str) -> Hand | None:
    rows = Offer.objects.public().filter(public_id=public_id)
    return rows.values_list("host", "host__display_name").first()


def _seats() -> AuthorQuerySet:
    return StoryAuthor.objects.credited().filter(story__shelf__isnull=False, person__is_active=True)
