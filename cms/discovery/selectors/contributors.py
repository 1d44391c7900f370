"""The same hand: what a person signs with the same name, and what the same community tells."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from cms.discovery.choices import Noun
from cms.discovery.selectors.related_items import RelatedItem, with_reason
from cms.discovery.selectors.source_pages import Contributor, SourcePage
from cms.discovery.selectors.sources import (
    NEWEST,
    SPREAD,
    few_offers,
    few_places,
    newest_itineraries,
)
from hosting.offers.models.offers import Offer
from travel_stories.itineraries.models.editions import ItineraryEdition
from travel_stories.itineraries.models.itineraries import Composer
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.selectors.authors import is_named

SHOW_THEIR_OFFERS: Final = frozenset({Noun.COMMUNITY, Noun.PLACE})  # on the page itself


def by_same_contributors(here: SourcePage) -> list[RelatedItem]:
    """People first, then their community. At most six reads."""
    offers = [] if here.noun in SHOW_THEIR_OFFERS else offers_by(here.contributors)
    found = [*stories_by(here.contributors), *itineraries_by(here.contributors), *offers]
    if not here.communities:
        return found
    # The community itself, the places that it tells, and what others offer there.
    welcoming = _("the community that welcomes you here")
    found += [
        RelatedItem(Noun.COMMUNITY, key, Noun.COMMUNITY, welcoming) for key in here.communities
    ]
    theirs = Q(community__in=list(here.communities))
    found += with_reason(few_places(theirs), _("described by the same community"))
    composed = newest_itineraries(Q(itinerary__community__in=list(here.communities)))
    found += with_reason(composed, _("created by the same community"))
    if here.noun not in SHOW_THEIR_OFFERS:
        others = few_offers(Offer.objects.public().filter(theirs), *NEWEST)
        found += with_reason(others, _("from the same community"))
    return found


def stories_by(contributors: Collection[Contributor]) -> list[RelatedItem]:
    """Signed with this very name: whoever writes under another one isn't found out. One read."""
    if not contributors:
        return []
    people = {person for person, _name in contributors}
    seats = StoryAuthor.objects.credited().filter(
        person__in=people, person__is_active=True, story__listing__isnull=False
    )
    newest = seats.order_by("-story__listing__published_at", "-pk")
    rows = newest.values_list("story", "person", "credit", "story__listing__credits")
    return [
        RelatedItem(Noun.STORY, story, Noun.STORY, _("told by %(name)s") % {"name": credit})
        for story, person, credit, credits in rows[:SPREAD]
        if (person, credit) in contributors and is_named(credit, credits)
    ]


def itineraries_by(contributors: Collection[Contributor]) -> list[RelatedItem]:
    """Composed under this very name, alone or with others. One read."""
    if not contributors:
        return []
    editions = ItineraryEdition.objects.public()
    composers = Composer.objects.filter(
        person__in={person for person, _name in contributors},
        person__is_active=True,
        itinerary__edition__in=editions,
    )
    newest = composers.order_by("-itinerary__edition__published_at", "pk")
    rows = newest.values_list("itinerary", "person", "credit")
    return [
        RelatedItem(
            Noun.ITINERARY, key, Noun.ITINERARY, _("created by %(name)s") % {"name": credit}
        )
        for key, person, credit in rows[:SPREAD]
        if (person, credit) in contributors
    ]


def offers_by(contributors: Collection[Contributor]) -> list[RelatedItem]:
    """Of hosts whom everybody knows by this very name. One read."""
    if not contributors:
        return []
    named = [Q(host=person, host__display_name=name) for person, name in sorted(contributors)]
    offers = Offer.objects.public().filter(Q(*named, _connector=Q.OR))
    names = {name for _person, name in contributors}
    if len(names) > 1:
        words = _("offered by the same people")
    else:
        words = _("offered by %(name)s") % {"name": next(iter(names))}
    return with_reason(few_offers(offers, *NEWEST), words)
