"""My stories, on my desk."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.panels import Panel
from travel_stories.stories.presenters.desks import stories_of
from travel_stories.trips.panels import register_after_trips

SHOWN = 5


def on_desk(person: User) -> Iterable[Panel]:
    if stories := stories_of(person)[:SHOWN]:
        yield Panel(
            title=_("My stories"),
            template="stories/parts/story_panel.html",
            rows=stories,
            url=reverse("travel_stories:my-stories"),
            more=_("All my stories"),
        )


register_after_trips(on_desk)
