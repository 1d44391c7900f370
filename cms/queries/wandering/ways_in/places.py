"""By place: destinations, and communes where stories pass or communities live."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.enums import WayIn
from cms.models import DestinationPage
from cms.queries.wandering.finds import Find
from cms.queries.wandering.near import near
from cms.queries.wandering.ways_in.entries import Opened, entry
from commons.geography.models import Locality
from core.geo import Point
from core.navigation import Link
from hosting.models import Community
from hosting.queries.facts import distance_in_words
from travel_stories.models import ShelfPlace

AROUND: Final = 30_000.0  # metres
CLOSE_BY: Final = 1_500.0
READ: Final = 400  # places of the newest stories


def entries(request: HttpRequest, most: int) -> list[Link]:
    """Destinations in the editors' order, then communes by name. Four reads."""
    told = DestinationPage.objects.live().public().order_by("path")
    here = told.filter(locale__language_code=get_language())[:most]
    pages = [Link(page.title, page.get_url(request)) for page in here]
    communes = sorted(_communes()[: max(most - len(pages), 0)], key=lambda one: one.name.casefold())
    return [*pages, *(entry(one.name, WayIn.PLACE, key_of(one)) for one in communes)]


def keys(most: int) -> list[str]:
    """Of communes; destinations are pages of their own. Two reads."""
    return [key_of(one) for one in _communes()[:most]]


def opened(key: str) -> Opened | None:
    """Whatever lies around a commune, the nearest first."""
    code = ":".join(key.rsplit("-", 2)[-2:])
    locality = Locality.objects.present().filter(code=code).first()
    if locality is None:
        return None
    around = {"place": locality.label}
    return Opened(
        title=_("Around %(place)s") % {"place": locality.name},
        finds=[
            find.because(_how_far(find, locality)) for find in near([locality.point], metres=AROUND)
        ],
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
    told = ShelfPlace.objects.select_related("locality").order_by("-shelf__published_at", "rank")
    lived = Community.objects.public().select_related("locality").order_by("name", "pk")
    rows = [*told[:READ], *lived[:READ]]
    return list({row.locality_id: row.locality for row in rows}.values())


def _how_far(find: Find, locality: Locality) -> str:
    metres = locality.point.distance_to(find.point or Point(0, 0))
    if metres < CLOSE_BY:
        return _("right there")
    words = {"distance": distance_in_words(metres), "place": locality.name}
    return _("about %(distance)s from %(place)s") % words
