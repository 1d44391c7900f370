"""Trips of invented groups, planned through the actions that a press would end in."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from commons.notifications.models import Notice
from core.permissions import SYSTEM
from demo.loading.travel_stories.asking import ask_hosts
from demo.loading.travel_stories.decisions import decide
from demo.loading.travel_stories.money import load_money
from demo.loading.world import Tick, World
from demo.loading.written import DecisionText, TripText, decisions, trips
from travel_stories.collaboration.models import Edit
from travel_stories.trip_requests.notifications import HOST_AGREED, HOST_ASKED, HOST_LOST
from travel_stories.trips.actions.members import accept_invitation, invite
from travel_stories.trips.actions.steps import add_step
from travel_stories.trips.actions.trips import begin_trip, cancel_trip, complete_trip, settle_trip
from travel_stories.trips.models.members import InvitationData, TripMember
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.notifications import MEMBER_JOINED
from travel_stories.trips.states import TripState

LINED_UP: Final = (TripState.SETTLED, TripState.TRAVELLED)


def load_trips(world: World, tick: Tick) -> None:
    """Only those whose organiser is here: a small load has fewer people."""
    decided = decisions()
    for written in trips():
        if written.organiser in world.people:
            _plan(written, decided.get(written.key), world)
        tick(1)
    known = (MEMBER_JOINED, HOST_ASKED, HOST_AGREED, HOST_LOST)
    heard = Notice.objects.filter(template__in=known, read_at=None)
    heard.update(read_at=world.clock.now)  # they have long known who comes along, and where to


def _plan(written: TripText, decided: DecisionText | None, world: World) -> None:
    start = None
    if written.start is not None:
        start = world.clock.today + timedelta(days=written.start)
    youngest, oldest = written.ages or (None, None)
    trip = begin_trip(
        words={
            "title": written.title,
            "kind": written.kind,
            "words": written.words,
            "starts_on": start,
            "days": written.days,
            "adults": written.adults,
            "children": written.children,
            "age_from": youngest,
            "age_until": oldest,
            "budget": written.budget,
            "route": written.route,
            "visibility": written.visibility,
            "locality": world.localities.get(written.place or ""),
        },
        key=_key(written, "begin"),
        by=world.people[written.organiser],
    )
    organiser = trip.members.get()
    for role, name in written.members:
        # A key of somebody invented has an account; any other name comes in by a pass.
        person = world.people.get(name)
        if person is not None or "." not in name:
            invitation = invite(trip=trip, invited=InvitationData(role), by=organiser)
            accept_invitation(token=invitation.token, person=person, name=name)
    questions = []
    for number, spec in enumerate(written.steps):
        edit = Edit(by=organiser, key=_key(written, str(number)))
        step = add_step(trip=trip, words=_words(spec, world), edit=edit)
        if step.offer is not None and "ask" in spec:
            questions.append((step, spec["ask"]))
    ask_hosts(questions, _key(written, "ask"), organiser)
    load_money(trip, written, organiser, world)
    if decided is not None:
        decide(decided, trip, organiser, world)
    _turn(trip, written.state, organiser)


def _words(step: dict[str, Any], world: World) -> dict[str, Any]:
    words = {name: step[name] for name in ("kind", "title", "day")}
    words |= {name: step[name] for name in ("words", "nights", "mode") if name in step}
    if step.get("at"):
        words["at"] = time.fromisoformat(step["at"])
    if step.get("place"):
        words["locality"] = world.localities.get(step["place"])
    if step.get("offer"):
        words["offer"] = world.offers.get(tuple(step["offer"]))
    return words


def _turn(trip: Trip, state: str, by: TripMember) -> None:
    if state == TripState.CANCELLED:
        cancel_trip(trip=trip, by=by)
    if state in LINED_UP:
        settle_trip(trip=trip, by=by)
    if state == TripState.TRAVELLED:
        complete_trip(trip=trip, by=SYSTEM)


def _key(written: TripText, what: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo:trip:{written.key}:{what}")
