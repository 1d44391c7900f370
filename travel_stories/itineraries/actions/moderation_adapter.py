"""What anybody can report of itineraries, who decides, and what that does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.accounts.models import User
from commons.accounts.permissions import Actor, Visitor
from commons.moderation.reportable_types import (
    ReportablePart,
    ReportableType,
    Words,
    register_reportable_type,
)
from travel_stories.itineraries.models.editions import ItineraryEdition
from travel_stories.itineraries.models.itineraries import Itinerary
from travel_stories.itineraries.models.reviewers import (
    itineraries_reviewable_by,
    reviewers_of_itinerary,
)
from travel_stories.itineraries.selectors import find_edition, render_itinerary_edition
from travel_stories.itineraries.states import ItineraryState


class ItineraryReported(ReportableType):
    """As everybody reads it. Its composers never decide, nor does anybody else who wrote in it."""

    name = "itinerary"
    label = gettext_lazy("an itinerary")
    model = Itinerary

    def find(self, public_id: str, visitor: Visitor) -> Itinerary | None:
        edition = find_edition(public_id)
        return edition.itinerary if edition is not None else None

    def words_of(self, subject: Itinerary) -> Words:
        edition = find_edition(subject.public_id)
        if edition is None:
            return []
        stops = [
            (stop.stage.title, stop.stage.words) for stop in render_itinerary_edition(edition).stops
        ]
        return [(_("Title"), edition.title), (_("Introduction"), edition.summary), *stops]

    def authors_of(self, subject: Itinerary) -> Iterable[User]:
        composers: QuerySet[User] = User.objects.filter(itineraries_composed__itinerary=subject)
        return composers

    def parts_of(self, subject: Itinerary, visitor: Visitor) -> Iterator[ReportablePart]:
        edition = find_edition(subject.public_id)
        cover = edition.cover if edition is not None else None
        if cover is not None and not cover.withheld:
            yield ReportablePart("photo", cover.public_id, _("The photo"))

    def decided_by(self, person: Any) -> QuerySet[Itinerary]:
        return itineraries_reviewable_by(person)

    def within(self, place: Any) -> QuerySet[Itinerary]:
        return Itinerary.objects.filter(community=place)

    def deciders_of(self, subject: Itinerary) -> Iterable[User]:
        return reviewers_of_itinerary(subject)

    def hide(self, subject: Itinerary, *, by: Actor) -> None:
        """Its composers go on writing; nothing that they publish is read meanwhile."""
        Itinerary.objects.filter(pk=subject.pk).update(hidden_at=timezone.now())

    def show(self, subject: Itinerary, *, by: Actor) -> None:
        Itinerary.objects.filter(pk=subject.pk).update(hidden_at=None)

    def erase(self, subject: Itinerary, *, by: Actor) -> None:
        """The edition goes; the draft is its composers' own."""
        ItineraryEdition.objects.filter(itinerary=subject).delete()
        gone = {"state": ItineraryState.WITHDRAWN, "state_since": timezone.now()}
        Itinerary.objects.filter(pk=subject.pk).update(**gone)


register_reportable_type(ItineraryReported())
