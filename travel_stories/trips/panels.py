"""My trips, on my desk."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.panels import DeskProvider, Panel, register_on_desk
from core.registry import Registry
from travel_stories.trips.models.trips import Trip

SHOWN = 5
_next = Registry[DeskProvider]()


def register_after_trips(provider: DeskProvider) -> None:
    """What is told of trips stands on the desk right behind them."""
    _next.register(provider)


def on_desk(person: User) -> Iterable[Panel]:
    trips = list(Trip.objects.of_person(person).order_by("-pk")[:SHOWN])
    if trips:
        yield Panel(
            title=_("My trips"),
            template="trips/parts/panel.html",
            rows=trips,
            url=reverse("travel_stories:trip-list"),
            more=_("All my trips"),
        )
    for provider in _next:
        yield from provider(person)


register_on_desk(on_desk)
