"""My trips and my stories, on my desk."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.panels import Panel, register_on_desk
from travel_stories.models.trips import Trip
from travel_stories.queries.desks import stories_of

SHOWN = 5


def on_desk(person: User) -> Iterable[Panel]:
    trips = list(Trip.objects.of_person(person).order_by("-pk")[:SHOWN])
    if trips:
        yield Panel(
            title=_("My trips"),
            template="travel_stories/parts/panel.html",
            rows=trips,
            url=reverse("travel_stories:trip-list"),
            more=_("All my trips"),
        )
    if stories := stories_of(person)[:SHOWN]:
        yield Panel(
            title=_("My stories"),
            template="travel_stories/parts/story_panel.html",
            rows=stories,
            url=reverse("travel_stories:my-stories"),
            more=_("All my stories"),
        )


register_on_desk(on_desk)
