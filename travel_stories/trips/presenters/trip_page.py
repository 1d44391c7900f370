"""What every page of a trip shows: who is here, what I may do, and the parts of the trip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from commons.profiles.selectors import face_subquery
from hosting.requests.models.requests import Request
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.plans import Change
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.presenters.histories import can_undo
from travel_stories.trips.trip_tabs import TripTab, tabs_of_trip

NEWEST = 5
ANY_STEP = "_step_"  # signs that no id has


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    is_current: bool
    count: int | None = None
    icon: str = ""
    in_bar: bool = False
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class StepUrl:
    """The address of a page of any step, in two halves: the id stands between them."""

    before: str
    after: str

    def to(self, step: Step) -> str:
        return f"{self.before}{step.public_id}{self.after}"


@dataclass(frozen=True)
class TripPage:
    """`me.role` travels with every answer, and the page draws no control that would be refused.

    Each of these is asked once a page, however many rows want to know.
    """

    trip: Trip
    me: TripMember
    members: list[TripMember]
    tabs: list[Tab]
    newest: list[Change]
    attachable: Mapping[int, Request] = field(default_factory=dict)  # by the key of their step

    @property
    def bar_tabs(self) -> list[Tab]:
        """At the thumb of a phone."""
        return [tab for tab in self.tabs if tab.in_bar]

    @property
    def more_tabs(self) -> list[Tab]:
        """Behind *More* there."""
        return [tab for tab in self.tabs if not tab.in_bar]

    @property
    def is_in_more(self) -> bool:
        """The open tab is one of those behind *More*."""
        return any(tab.is_current for tab in self.more_tabs)

    @cached_property
    def can_undo(self) -> bool:
        return can_undo(self.me)

    @cached_property
    def ways(self) -> dict[str, StepUrl]:
        """To the pages of a step. Hundreds of them want to know, and finding each takes long."""
        urls = {}
        for name in ("change", "move", "papers"):
            address = reverse(f"travel_stories:step-{name}", args=[self.trip.address, ANY_STEP])
            before, _any, after = address.rpartition(ANY_STEP)
            urls[name] = StepUrl(before, after)
        return urls

    @cached_property
    def here(self) -> list[TripMember]:
        """The others that have the trip open just now."""
        return [member for member in self.members if member.is_here and member.pk != self.me.pk]

    @cached_property
    def can_plan(self) -> bool:
        return self.trip.is_open and self.me.has_perm("trips.change_itinerary", self.trip)

    @cached_property
    def can_ask(self) -> bool:
        """Ask hosts, as the one with whom they agree."""
        return self.trip.is_open and self.me.has_perm("trip_requests.ask_hosts", self.trip)

    @cached_property
    def can_decide(self) -> bool:
        return self.trip.is_open and self.me.has_perm("trip_decisions.decide", self.trip)

    @cached_property
    def can_pay(self) -> bool:
        """Money is still noted when the trip is over."""
        return self.trip.is_settling and self.me.has_perm("trip_expenses.change_money", self.trip)

    @cached_property
    def can_list(self) -> bool:
        return self.trip.is_open and self.me.has_perm("trip_lists.change_lists", self.trip)

    @cached_property
    def can_organise(self) -> bool:
        return self.me.has_perm("trips.change_trip", self.trip)

    @property
    def kept_urls(self) -> str:
        """The addresses of tabs that may be kept on a device, with spaces between."""
        return " ".join(tab.url for tab in self.tabs if tab.is_kept)

    @cached_property
    def can_tell(self) -> bool:
        return self.me.has_perm("trips.tell_trip", self.trip)

    @cached_property
    def can_change(self) -> bool:
        return self.trip.is_open and self.can_organise


def trip_page_of(
    me: TripMember,
    part: str,
    *,
    waiting: int | None = None,
    attachable: Mapping[int, Request] | None = None,
) -> TripPage:
    """`part` names the tab that is open; `waiting` is known where the page counts anyway."""
    trip = me.trip
    viewer = me.person or AnonymousUser()  # a guest sees what strangers do
    changes = trip.changes.select_related("by").order_by("-number")
    tabs = [
        Tab(
            label=str(tab.label),
            url=reverse(f"travel_stories:{tab.url_name}", args=[me.trip.address]),
            is_current=tab.key == part,
            icon=tab.icon,
            in_bar=tab.in_bar,
            is_kept=tab.is_kept,
            count=_count(tab, me, waiting if tab.key == part else None),
        )
        for tab in tabs_of_trip(me.trip)
    ]
    return TripPage(
        trip=trip,
        me=me,
        members=list(
            trip.members.present()
            .select_related("on_behalf_of")
            .annotate(face=face_subquery("person", viewer))
        ),
        tabs=tabs,
        newest=list(changes[:NEWEST]),
        attachable=attachable or {},
    )


def _count(tab: TripTab, me: TripMember, known: int | None) -> int | None:
    """Nothing rather than a nought."""
    if tab.count is None:
        return None
    return (tab.count(me) if known is None else known) or None
