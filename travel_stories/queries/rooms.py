"""What every page of a trip shows: who is here, what I may do, and the parts of the trip."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from travel_stories.models import Change, Trip, TripMember
from travel_stories.queries.histories import can_undo

NEWEST = 5


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    is_current: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """`me.role` travels with every answer, and the page draws no control that would be refused."""

    trip: Trip
    me: TripMember
    members: list[TripMember]
    tabs: list[Tab]
    newest: list[Change]
    can_undo: bool

    @property
    def here(self) -> list[TripMember]:
        """The others that have the trip open just now."""
        return [member for member in self.members if member.is_here and member.pk != self.me.pk]

    @property
    def can_plan(self) -> bool:
        return self.trip.is_open and self.me.has_perm("travel_stories.change_itinerary", self.trip)

    @property
    def can_ask(self) -> bool:
        """Ask hosts, as the one with whom they agree."""
        return self.trip.is_open and self.me.has_perm("travel_stories.ask_hosts", self.trip)

    @property
    def can_organise(self) -> bool:
        return self.me.has_perm("travel_stories.change_trip", self.trip)

    @property
    def can_change(self) -> bool:
        return self.trip.is_open and self.can_organise


def room_of(me: TripMember, part: str) -> Room:
    """`part` names the tab that is open."""
    trip = me.trip
    changes = trip.changes.select_related("by").order_by("-number")
    return Room(
        trip=trip,
        me=me,
        members=list(trip.members.present()),
        tabs=_tabs(trip, part),
        newest=list(changes[:NEWEST]),
        can_undo=trip.is_open and can_undo(me),
    )


def _tabs(trip: Trip, part: str) -> list[Tab]:
    pages = (
        ("plan", _("The plan"), "trip-detail"),
        ("requests", _("Requests"), "request-list"),
        ("people", _("People"), "member-list"),
        ("luggage", _("Take along"), "luggage"),
        ("history", _("History"), "history"),
    )
    return [
        Tab(label, reverse(f"travel_stories:{name}", args=[trip.address]), key == part)
        for key, label, name in pages
    ]
