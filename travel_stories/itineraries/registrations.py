"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.blocking.selectors import register_remaining_ties
from commons.mail.written_words import register_written_words
from commons.notifications.categories import map_templates
from hosting.coordination.presenters.log_sources import LogSource, register_log_source
from travel_stories.itineraries.models.itineraries import Itinerary
from travel_stories.itineraries.selectors import shared_itineraries

ITINERARIES: Final[dict[str, Promise]] = {
    "itinerary.submitted": _("The itinerary “%(what)s” was submitted for review."),
    "itinerary.sent_back": _("%(who)s asked for changes to the itinerary “%(what)s”."),
    "itinerary.published": _("%(who)s reviewed and published the itinerary “%(what)s”."),
    "itinerary.withdrawn": _("The itinerary “%(what)s” was unpublished by its authors."),
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
register_written_words(lambda itinerary: [(itinerary.title, itinerary.language)], Itinerary)
map_templates("itineraries", "stories", "itinerary_published", "itinerary_sent_back")
map_templates("itineraries", "coordination", "itinerary_submitted")
register_remaining_ties(shared_itineraries)
