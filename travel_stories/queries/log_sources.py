"""What the log of a community tells of stories and itineraries: what its coordinators read."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from hosting.models import Community
from hosting.queries.log_sources import LogSource, register_log_source
from travel_stories.models.itineraries import Itinerary
from travel_stories.models.stories import Story
from travel_stories.models.story_reviewers import stories_about

STORIES: Final[dict[str, Promise]] = {
    "story.published": _("%(who)s read and published the story “%(what)s”."),
}
ITINERARIES: Final[dict[str, Promise]] = {
    "itinerary.submitted": _("The itinerary “%(what)s” was handed in."),
    "itinerary.sent_back": _("%(who)s asked for a change of the itinerary “%(what)s”."),
    "itinerary.published": _("%(who)s read and published the itinerary “%(what)s”."),
    "itinerary.withdrawn": _("The itinerary “%(what)s” was taken off the pages by its composers."),
}
NAMELESS: Final = frozenset({"itinerary.submitted", "itinerary.withdrawn"})  # they sign otherwise


def _stories(community: Community, reader: User) -> QuerySet[Story]:
    """Drafts are their authors' own."""
    return stories_about(community).public()


register_log_source(
    LogSource(
        "story",
        _("Stories"),
        rows=_stories,
        read=(Story.objects.all(),),
        sentences=STORIES,
    )
)
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
