"""By place: destinations, and communes where stories pass or communities live."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.discovery.browse.entries import BrowseEntry
from cms.discovery.selectors.nearby import near
from cms.pages.choices import BrowseBy
from cms.pages.models import DestinationPage
from cms.pages.presenters.browse_links import entry_link
from commons.geography.models import Locality
from core.values.geo import Point
from hosting.communities.models.communities import Community
from hosting.offers.presenters.facts import format_distance
from travel_stories.stories.models.listings import StoryListingPlace
from ui.navigation import Link

AROUND: Final = 30_000.0  # metres
CLOSE_BY: Final = 1_500.0
READ: Final = 400  # places of the newest stories


def entries(request: HttpRequest, most: int) -> list[Link]:
    """Destinations in the editors' order, then communes by name. Four reads."""
    places = DestinationPage.objects.live().public().order_by("path")
    here = places.filter(locale__language_code=get_language())[:most]
    pages = [Link(page.title, page.get_url(request)) for page in here]
    communes = sorted(_communes()[: max(most - len(pages), 0)], key=lambda one: one.name.casefold())
    return [*pages, *(entry_link(one.name, BrowseBy.PLACE, key_of(one)) for one in communes)]


def keys(most: int) -> list[str]:
    """Of communes; destinations are pages of their own. Two reads."""
    return [key_of(one) for one in _communes()[:most]]


def opened(key: str) -> BrowseEntry | None:
    """Whatever lies around a commune, the nearest first."""
    code = ":".join(key.rsplit("-", 2)[-2:])
    locality = Locality.objects.present().filter(code=code).first()
    if locality is None:
        return None
    items = []
    for item in near([locality.point], metres=AROUND):
        metres = locality.point.distance_to(item.point or Point(0, 0))
        if metres < CLOSE_BY:
            reason = _("close by")
        else:
            words = {"distance": format_distance(metres), "place": locality.name}
            reason = _("about %(distance)s from %(place)s") % words
        items.append(item.with_reason(reason))
    around = {"place": locality.label}
    return BrowseEntry(
        title=_("Around %(place)s") % {"place": locality.name},
        items=items,
        more=(
            Link(_("All offers around here"), reverse("search:offer-list", query=around)),
            Link(_("All stories from here"), reverse("travel_stories:story-list", query=around)),
        ),
    )


def key_of(locality: Locality) -> str:
    """`loches-fr-37132`: the name is decoration, the code is what counts."""
    return f"{slugify(locality.name)}-{locality.code.replace(':', '-')}"


def _communes() -> list[Locality]:
    """Where the newest stories pass, then where communities live; each once. Two reads."""
    places = StoryListingPlace.objects.select_related("locality").order_by(
        "-listing__published_at", "rank"
    )
    lived = Community.objects.public().select_related("locality").order_by("name", "pk")
    rows = [*places[:READ], *lived[:READ]]
    return list({row.locality_id: row.locality for row in rows}.values())
