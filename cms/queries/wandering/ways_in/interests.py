"""By interest: what tells of it, and what one can do with others who like it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.enums import Noun, WayIn
from cms.models import ThemePage
from cms.queries.wandering.finds import Find, because
from cms.queries.wandering.sources import (
    FEW,
    NEWEST,
    few_offers,
    newest_itineraries,
    newest_stories,
)
from cms.queries.wandering.ways_in.entries import Opened, entry
from core.navigation import Link
from hosting.enums import Facet
from hosting.models import Interest, Offer
from search.queries.addresses import address_of
from search.queries.wishes import Wishes
from travel_stories.models import ItineraryEdition, Shelf


def entries(request: HttpRequest, most: int) -> list[Link]:
    """In the order of the co-operative's own list. One read."""
    return [entry(one.name, WayIn.INTEREST, one.slug) for one in _alive()[:most]]


def keys(most: int) -> list[str]:
    """One read."""
    return list(_alive().values_list("slug", flat=True)[:most])


def _alive() -> QuerySet[Interest]:
    """Those that something public has."""
    offered = Offer.interests.through.objects.filter(
        interest=OuterRef("pk"), offer__in=Offer.objects.public()
    )
    told = Shelf.themes.through.objects.filter(interest=OuterRef("pk"))
    composed = ItineraryEdition.themes.through.objects.filter(
        interest=OuterRef("pk"), itineraryedition__in=ItineraryEdition.objects.public()
    )
    public = Q(Exists(told)) | Q(Exists(composed)) | Q(Exists(offered))
    return Interest.objects.filter(public)


def opened(key: str) -> Opened | None:
    interest = Interest.objects.filter(slug=key).first()
    if interest is None:
        return None
    wishes = Wishes(chosen={Facet.INTEREST: frozenset({interest.slug})})
    stories = reverse("travel_stories:story-list", query={"theme": interest.slug})
    return Opened(
        title=interest.name,
        finds=_finds(interest),
        more=(
            Link(_("All offers with it"), address_of(wishes)),
            Link(_("All stories that tell of it"), stories),
        ),
    )


def _finds(interest: Interest) -> list[Find]:
    """Four reads."""
    offers = Offer.objects.public().filter(interests=interest)
    return [
        *because(newest_stories(Q(themes=interest)), _("tells of it")),
        *because(newest_itineraries(Q(themes=interest)), _("leads through it")),
        *because(_themes(interest), _("gathers what belongs to it")),
        *because(few_offers(offers, *NEWEST), _("for those who like it")),
    ]


def _themes(interest: Interest) -> list[Find]:
    """Pages of editors in the language of the page."""
    pages = ThemePage.objects.live().filter(
        interests=interest, locale__language_code=get_language()
    )
    keys = pages.order_by("path").values_list("pk", flat=True)[:FEW]
    return [Find(Noun.THEME, key, Noun.PLACE) for key in keys]
