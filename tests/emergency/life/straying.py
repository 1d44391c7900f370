"""What goes wrong on the straight road, each in its turn, so that no shard of lives misses it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from emergency.activations.choices import Side
from emergency.housing.actions import extensions, offers, placements
from emergency.safety.actions import incidents
from emergency.safety.models import IncidentReport
from emergency.safety.states import About, Outcome
from tests.emergency.life.actions import party

TURNS = 8


def turn(life):
    """Which turn it is: every step writes an event, so that they come one after another."""
    return len(life.scene.events) % TURNS


def instead_of_arriving(life, stay):
    """They find something else, or nobody comes; nothing if it is not their turn."""
    action = {6: placements.call_off, 7: placements.record_no_show}.get(turn(life))
    return action and life._try(action, placement=stay, reason="Elsewhere", by=life.world.first)


def before_leaving(life, stay):
    """It breaks, somebody is worried, or they ask to stay and go before there is an answer."""
    happen = {4: _breaks, 5: _is_told_of, 6: _would_last_longer, 7: _breaks}.get(turn(life))
    if happen:
        happen(life, stay)


def home_is_refused(life, home):
    """The coordinator saw it."""
    refuse = offers.refuse_offer
    return turn(life) == 3 and life._try(refuse, offer=home, reason="A ruin", by=life.world.first)


def _breaks(life, stay):
    life._try(placements.break_down, placement=stay, reason="The roof leaks", by=life.world.first)


def _is_told_of(life, stay):
    by, first = party(stay.offer, Side.HOST), life.world.first
    report = IncidentReport(key=uuid4(), about=About.OTHER_SIDE, words="So it was")
    row = life._try(incidents.report_incident, subject=stay.offer, report=report, by=by)
    if row:
        life._try(incidents.take_incident, incident=row, by=first)
        words = {"outcome": Outcome.SETTLED, "words": "They spoke", "by": first}
        life._try(incidents.close_incident, incident=row, **words)


def _would_last_longer(life, stay):
    life._try(
        extensions.ask_longer,
        placement=stay,
        check_out=stay.check_out + timedelta(days=1),
        full_name="Camille",
        by=party(stay.request, Side.REQUESTER),
    )
