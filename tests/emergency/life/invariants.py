"""What must hold after every step: I1 to I15 of the specification, asked of the rows.

The nightly check (`emergency/desk/selectors/invariants.py`) asks some of it in SQL. Here it is
counted once more, by other means and from all rows, so that neither can be wrong alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from zoneinfo import ZoneInfo

from core.values.dates import DateRange
from emergency.activations.choices import Noun, Side
from emergency.activations.states.activations import ACTIVATION_TRANSITIONS, ActivationState
from emergency.activations.states.switching import SWITCH_TRANSITIONS
from emergency.housing.states.extensions import EXTENSION_TRANSITIONS, SUSPENSION_TRANSITIONS
from emergency.housing.states.offers import OFFER_TRANSITIONS
from emergency.housing.states.proposals import (
    PLACEMENT_TRANSITIONS,
    PROPOSAL_TRANSITIONS,
    PlacementState,
    ProposalState,
)
from emergency.housing.states.requests import ENDED, REQUEST_TRANSITIONS, RequestState
from emergency.safety.states import INCIDENT_TRANSITIONS

TABLES = {
    Noun.ACTIVATION: ACTIVATION_TRANSITIONS,
    Noun.REQUEST: REQUEST_TRANSITIONS,
    Noun.OFFER: OFFER_TRANSITIONS,
    Noun.PROPOSAL: PROPOSAL_TRANSITIONS,
    Noun.PLACEMENT: PLACEMENT_TRANSITIONS,
    Noun.EXTENSION: EXTENSION_TRANSITIONS,
    Noun.SUSPENSION: SUSPENSION_TRANSITIONS,
    Noun.SWITCH: SWITCH_TRANSITIONS,
    Noun.INCIDENT: INCIDENT_TRANSITIONS,
}
FIRST = {Noun.PROPOSAL: ProposalState.DRAFT}  # asked in the moment in which it is written
ROOF_OF = {
    RequestState.CONFIRMED: PlacementState.CONFIRMED,
    RequestState.HOUSED: PlacementState.CHECKED_IN,
}


def what_is_wrong(scene, ledger):
    """Nothing, or the names of what doesn't hold."""
    return [name for name, question in INVARIANTS.items() if question(scene, ledger)]


def _nights_twice(scene, _ledger):
    """Nights of whoever asks or lives there, counted by hand: each home has one of them."""
    told = Counter(
        (row.offer_id, night)
        for row in [*scene.open_asks, *scene.live_stays]
        for night in DateRange(row.check_in, row.check_out).nights
    )
    return [night for night, times in told.items() if times > 1]


def _nights_adrift(scene, _ledger):
    """Taken are the nights of open asks and live stays with the gap behind them, and no others."""
    gap = timedelta(days=scene.activation.gap_nights)
    longer = {one.placement_id: one.check_out for one in scene.extensions if one.state == "asked"}
    rows = [(ask, ask.pk, ask.check_out) for ask in scene.open_asks]
    rows += [(one, one.proposal_id, longer.get(one.pk, one.check_out)) for one in scene.live_stays]
    owed = sorted(
        (row.offer_id, night, proposal)
        for row, proposal, check_out in rows
        for night in DateRange(row.check_in, check_out + gap).nights
    )
    return owed != scene.nights


def _holds_adrift(scene, _ledger):
    """A stay in a home that hosting knows holds those very nights in hosting's calendar."""
    nights = defaultdict(list)
    for hold, night in scene.held:
        nights[hold].append(night)
    return [
        stay
        for stay in scene.live_stays
        if stay.offer.unit_id
        and nights[stay.hold_id] != list(DateRange(stay.check_in, stay.check_out).nights)
    ]


def _asks_out_of_step(scene, _ledger):
    """A host is asked for whoever looks; whoever is said to be proposed has an open ask."""
    asking = Counter(ask.request_id for ask in scene.open_asks)
    proposed = {one.pk for one in scene.requests if one.state == RequestState.PROPOSED}
    return set(asking) != proposed or any(count > 2 for count in asking.values())


def _roofs_out_of_step(scene, _ledger):
    """Whoever is said to have a roof has one, and one only; nobody else has."""
    roofs = sorted((stay.request_id, stay.state) for stay in scene.live_stays)
    told = sorted((one.pk, ROOF_OF[one.state]) for one in scene.requests if one.state in ROOF_OF)
    return roofs != told


def _read_unseen(scene, ledger):
    """Each read of something private is one line of the log."""
    return scene.reads != ledger.read


def _lost(scene, ledger):
    """Every slip that was ever received is there, and became exactly one thing."""
    kept = {slip.pk for slip in scene.submissions}
    taken = [slip.pk for slip in scene.submissions if slip.taken_in_at]
    made = [row.submission_id for row in [*scene.requests, *scene.offers]]
    return ledger.received - kept or sorted(taken) != sorted(made)


def _idle(scene, _ledger):
    return [one for one in scene.requests if one.is_open and not one.next_action_at]


def _ended_by_the_clock(scene, _ledger):
    return [
        event
        for event in scene.events
        if event["noun"] == Noun.REQUEST and event["new"] in ENDED and event["side"] == Side.CLOCK
    ]


def _placed_without_right(scene, _ledger):
    """Signed by both, the key known, the check high enough, and over before the last day."""
    return [
        stay
        for stay in scene.stays
        if not stay.agreement.is_signed
        or stay.check_out > scene.activation.hard_end
        or stay.offer.check_level < scene.activation.check_needed(shared=stay.offer.is_shared)
        or not (stay.offer.access_mode == "key_box" or stay.offer.access_hours)
    ]


def _asked_again(scene, _ledger):
    since = {(pair["request"], pair["offer"]): pair["at"] for pair in scene.blocked}
    return [
        ask
        for ask in scene.asks
        if (pair := (ask.request_id, ask.offer_id)) in since and ask.asked_at > since[pair]
    ]


def _adrift(scene, _ledger):
    """Each event begins where the one before ended, along the table; the last is the state."""
    last = {}
    for event in scene.events:
        subject = (event["noun"], event["number"])
        if last.get(subject, FIRST.get(event["noun"], "")) != event["old"]:
            return [event]
        steps = TABLES[event["noun"]].get(event["old"], frozenset())
        if event["old"] and event["new"] not in steps | {event["old"]}:
            return [event]
        last[subject] = event["new"]
    states = {
        (noun, row.pk): row.state
        for noun, rows in (
            (Noun.ACTIVATION, [scene.activation]),
            (Noun.REQUEST, scene.requests),
            (Noun.OFFER, scene.offers),
            (Noun.PROPOSAL, scene.asks),
            (Noun.PLACEMENT, scene.stays),
            (Noun.EXTENSION, scene.extensions),
            (Noun.SUSPENSION, scene.suspensions),
            (Noun.SWITCH, scene.switch_proposals),
            (Noun.INCIDENT, scene.incidents),
        )
        for row in rows
    }
    return last != states


def _circular(scene, _ledger):
    """From one that is the same as another to that one: in the end one of them counts."""
    first_of = {one.pk: one.duplicate_of_id for one in scene.requests if one.duplicate_of_id}

    def counts(one):
        met = set()
        while one in first_of and one not in met:
            met.add(one)
            one = first_of[one]
        return one not in first_of

    return [one for one in first_of if not counts(one)]


def _open_after_the_end(scene, _ledger):
    if scene.activation.state != ActivationState.CLOSED:
        return []
    waiting = [slip for slip in scene.submissions if not slip.taken_in_at]
    return [*waiting, *(one for one in scene.requests if one.is_open), *scene.live_stays]


def _posted_past_the_outbox(scene, _ledger):
    return any(scene.unposted)


def _days_that_are_over(scene, _ledger):
    """A night is a date: nobody is asked for one that had passed before the ask."""
    zone = ZoneInfo(scene.activation.timezone)
    return [ask for ask in scene.asks if ask.check_in < ask.asked_at.astimezone(zone).date()]


INVARIANTS = {
    "I1 a night of a home is given twice": _nights_twice,
    "I1 a stay without its nights within hosting": _holds_adrift,
    "I2 taken nights and asks differ": _nights_adrift,
    "I2 asks and requests differ": _asks_out_of_step,
    "I2 roofs and requests differ": _roofs_out_of_step,
    "I4 something was read and not written down": _read_unseen,
    "I5 a reference is lost": _lost,
    "I5 an open request without a next action": _idle,
    "I5 duplicates of each other": _circular,
    "I6 the clock ended a request": _ended_by_the_clock,
    "I8 a stay without what it needs": _placed_without_right,
    "I9 a blocked pair was asked again": _asked_again,
    "I10 the state isn’t what the events tell": _adrift,
    "I13 somebody waits in an emergency that is closed": _open_after_the_end,
    "I14 a mail past the outbox": _posted_past_the_outbox,
    "I15 an ask for nights that are over": _days_that_are_over,
}
