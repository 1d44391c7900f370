"""The same hand: what a person signs with the same name, and what the same community tells."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from cms.enums import Noun
from cms.queries.wandering.finds import Find, because
from cms.queries.wandering.heres import Hand, Here, signed
from cms.queries.wandering.sources import NEWEST, SPREAD, few_offers, few_places, newest_itineraries
from hosting.models import Offer
from travel_stories.models import Composer, ItineraryEdition, StoryAuthor

SHOW_THEIR_OFFERS: Final = frozenset({Noun.COMMUNITY, Noun.PLACE})  # on the page itself


def same_hand(here: Here) -> list[Find]:
    """People first, then their community. At most six reads."""
    offers = [] if here.noun in SHOW_THEIR_OFFERS else offers_by(here.hands)
    told = (*stories_by(here.hands), *itineraries_by(here.hands))
    return [*told, *offers, *_of_communities(here)]


def stories_by(hands: Collection[Hand]) -> list[Find]:
    """Signed with this very name: whoever writes under another one isn't found out. One read."""
    if not hands:
        return []
    people = {person for person, _name in hands}
    seats = StoryAuthor.objects.credited().filter(
        person__in=people, person__is_active=True, story__shelf__isnull=False
    )
    newest = seats.order_by("-story__shelf__published_at", "-pk")
    rows = newest.values_list("story", "person", "credit", "story__shelf__credits")
    return [
        Find(Noun.STORY, story, Noun.STORY, _("told by %(name)s") % {"name": credit})
        for story, person, credit, credits in rows[:SPREAD]
        if (person, credit) in hands and signed(credit, credits)
    ]


def itineraries_by(hands: Collection[Hand]) -> list[Find]:
    """Composed under this very name, alone or with others. One read."""
    if not hands:
        return []
    editions = ItineraryEdition.objects.public()
    composers = Composer.objects.filter(
        person__in={person for person, _name in hands},
        person__is_active=True,
        itinerary__edition__in=editions,
    )
    newest = composers.order_by("-itinerary__edition__published_at", "pk")
    rows = newest.values_list("itinerary", "person", "credit")
    return [
        Find(Noun.ITINERARY, key, Noun.ITINERARY, _("composed by %(name)s") % {"name": credit})
        for key, person, credit in rows[:SPREAD]
        if (person, credit) in hands
    ]


def offers_by(hands: Collection[Hand]) -> list[Find]:
    """Of hosts whom everybody knows by this very name. One read."""
    if not hands:
        return []
    named = [Q(host=person, host__display_name=name) for person, name in sorted(hands)]
    offers = Offer.objects.public().filter(Q(*named, _connector=Q.OR))
    words = _offered_by({name for _person, name in hands})
    return because(few_offers(offers, *NEWEST), words)


def _offered_by(names: set[str]) -> str:
    if len(names) > 1:
        return _("offered by those who tell this")
    return _("offered by %(name)s") % {"name": next(iter(names))}


def _of_communities(here: Here) -> Iterator[Find]:
    """The community itself, the places that it tells, and what others offer there."""
    if not here.communities:
        return
    theirs = Q(community__in=list(here.communities))
    welcoming = _("the community that welcomes you here")
    for key in here.communities:
        yield Find(Noun.COMMUNITY, key, Noun.COMMUNITY, welcoming)
    told = _("told by the same community")
    yield from because(few_places(theirs), told)
    composed = newest_itineraries(Q(itinerary__community__in=list(here.communities)))
    yield from because(composed, _("composed by the same community"))
    if here.noun not in SHOW_THEIR_OFFERS:
        others = few_offers(Offer.objects.public().filter(theirs), *NEWEST)
        yield from because(others, _("from the same community"))
