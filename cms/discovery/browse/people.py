"""By person: whoever signs a story or an offer, each name as everybody reads it there."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, zip_longest

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.discovery.browse.entries import BrowseEntry
from cms.discovery.selectors.contributors import itineraries_by, offers_by, stories_by
from cms.discovery.selectors.related_items import with_reason
from cms.discovery.selectors.source_pages import Contributor
from cms.discovery.selectors.sources import NEWEST, few_communities
from cms.pages.choices import BrowseBy
from cms.pages.presenters.browse_links import entry_link
from core.ids import LENGTH, url_slug
from hosting.offers.models.offers import Offer
from travel_stories.stories.models.authors import AuthorQuerySet, StoryAuthor
from travel_stories.stories.selectors.authors import is_named
from ui.navigation import Link

ROWS = 3  # to each name that is shown: some sign more than once


def entries(request: HttpRequest, most: int) -> list[Link]:
    """Who signed the newest stories and offers, in turns, then by name. Two reads."""
    # Of the newest stories, as far as the name stands under them today.
    rows = most * ROWS
    newest = _seats().order_by("-story__listing__published_at", "pk")
    authored = newest.values_list("person", "credit", "public_id", "story__listing__credits")
    seats = [
        (person, name, key) for person, name, key, all_ in authored[:rows] if is_named(name, all_)
    ]
    offers = Offer.objects.public().order_by(*NEWEST)
    hosts = offers.values_list("host", "host__display_name", "public_id")[:rows]
    turns = zip_longest(_first_of_each(seats).items(), _first_of_each(hosts).items())
    known = dict(found for found in chain.from_iterable(turns) if found)
    chosen = sorted(
        ((name, key) for (_person, name), key in list(known.items())[:most]),
        key=lambda one: (one[0].casefold(), one[1]),
    )
    return [entry_link(name, BrowseBy.PERSON, url_slug(name, key)) for name, key in chosen]


def opened(key: str) -> BrowseEntry | None:
    """Found by something that they signed: an account has no address here."""
    public_id = key[-LENGTH:]
    seats = _seats().filter(public_id=public_id)
    seat = next(iter(seats.values_list("person", "credit", "story__listing__credits")), None)
    contributor: Contributor | None
    if seat and is_named(seat[1], seat[2]):
        contributor = seat[:2]
    else:
        offers = Offer.objects.public().filter(public_id=public_id)
        contributor = offers.values_list("host", "host__display_name").first()
    if contributor is None:
        return None
    person, name = contributor
    theirs = Offer.objects.public().filter(host=person, host__display_name=name)
    communities = few_communities(Q(pk__in=theirs.values("community")))
    belongs = with_reason(communities, _("the community this person belongs to"))
    authored = [*stories_by([contributor]), *itineraries_by([contributor])]
    items = [*authored, *offers_by([contributor]), *belongs]
    return BrowseEntry(name, items, is_listed=False)


def _first_of_each(rows: Iterable[tuple[int, str, str]]) -> dict[Contributor, str]:
    found: dict[Contributor, str] = {}
    for person, name, key in rows:
        found.setdefault((person, name), key)
    return found


def _seats() -> AuthorQuerySet:
    return StoryAuthor.objects.credited().filter(
        story__listing__isnull=False, person__is_active=True
    )
