"""What the log of a community tells of itineraries: what its coordinators read."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hosting.coordination.presenters.log_sources import LogSource, register_log_source
from travel_stories.itineraries.models.itineraries import Itinerary

ITINERARIES: Final[dict[str, Promise]] = {
    "itinerary.submitted": _("The itinerary “%(what)s” was handed in."),
    "itinerary.sent_back": _("%(who)s asked for a change of the itinerary “%(what)s”."),
    "itinerary.published": _("%(who)s read and published the itinerary “%(what)s”."),
    "itinerary.withdrawn": _("The itinerary “%(what)s” was taken off the pages by its composers."),
}
NAMELESS: Final = frozenset({"itinerary.submitted", "itinerary.withdrawn"})  # they sign otherwise
register_log_source(
    LogSource(
        "itinerary",
        _("Itineraries"),
        rows=lambda community, reader: Itinerary.objects.existing().filter(community=community),
        read=(Itinerary.objects.all(),),
        sentences=ITINERARIES,
        anonymised_verbs=NAMELESS,
    )
)
