"""By cause: who stands for it, what is offered for it, and which stories met them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.enums import WayIn
from cms.queries.wandering.finds import Find, because
from cms.queries.wandering.sources import (
    NEWEST,
    few_communities,
    few_offers,
    few_places,
    newest_itineraries,
    newest_stories,
)
from cms.queries.wandering.ways_in.entries import Opened, entry
from core.navigation import Link
from hosting.enums import Facet
from hosting.models import Cause, Community, Offer
from search.queries.addresses import address_of
from search.queries.wishes import Wishes


def entries(request: HttpRequest, most: int) -> list[Link]:
    """In the order of the co-operative's own list. One read."""
    return [entry(one.name, WayIn.CAUSE, one.slug) for one in _alive()[:most]]


def keys(most: int) -> list[str]:
    """One read."""
    return list(_alive().values_list("slug", flat=True)[:most])


def _alive() -> QuerySet[Cause]:
    """Those that somebody stands for."""
    offered = Offer.causes.through.objects.filter(
        cause=OuterRef("pk"), offer__in=Offer.objects.public()
    )
    lived = Community.causes.through.objects.filter(
        cause=OuterRef("pk"), community__in=Community.objects.public()
    )
    return Cause.objects.filter(Q(Exists(offered)) | Q(Exists(lived)))


def opened(key: str) -> Opened | None:
    cause = Cause.objects.filter(slug=key).first()
    if cause is None:
        return None
    wishes = Wishes(chosen={Facet.CAUSE: frozenset({cause.slug})})
    return Opened(
        title=cause.name,
        finds=_finds(cause),
        more=(Link(_("All offers for this cause"), address_of(wishes)),),
    )


def _finds(cause: Cause) -> list[Find]:
    """Five reads."""
    offers = Offer.objects.public().filter(causes=cause)
    told = newest_stories(Q(offers__in=offers))
    places = few_places(Q(community__causes=cause))
    composed = newest_itineraries(Q(itinerary__community__causes=cause))
    return [
        *because(told, _("tells of somebody who stands for it")),
        *because(composed, _("composed by people who stand for it")),
        *because(places, _("told by people who stand for it")),
        *because(few_communities(Q(causes=cause)), _("stand for it together")),
        *because(few_offers(offers, *NEWEST), _("stands for this cause")),
    ]
