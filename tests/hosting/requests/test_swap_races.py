"""Rivals around swaps: both homes are taken, or neither; and nobody waits for ever."""

import pytest
from django.db import OperationalError

from core.errors import DomainError
from core.states import IllegalTransitionError
from hosting.calendars.models import NightHold
from hosting.requests.actions.agreements import cancel_agreement
from hosting.requests.actions.proposals import agree_to_proposal
from hosting.requests.actions.requests import withdraw_request
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Exchange, Request
from hosting.requests.states import RequestState
from tests.factories.hosting import MAY
from tests.factories.swaps import JUNE, Neighbours, home, neighbours
from tests.rivals import has_row_locks, outcomes_at_once, overtaken, without_row_locks

pytestmark = pytest.mark.django_db(transaction=True)


def yes(request):
    proposal = request.proposals.get()
    return lambda: agree_to_proposal(proposal=proposal, by=request.host)


def two_for_the_same_nights():
    """Crosswise: the first wants the mill and gives the barn, the second the other way round."""
    barn, mill = home("The barn"), home("The mill")
    here = Neighbours(barn, mill).ask(exchange=Exchange(barn.stay.offer_ptr, JUNE, adults=1))
    there = Neighbours(mill, barn).ask(
        dates=JUNE, exchange=Exchange(mill.stay.offer_ptr, MAY, adults=1)
    )
    return here, there


def test_two_swaps_for_the_same_nights_and_one_is_agreed():
    here, there = two_for_the_same_nights()

    said = outcomes_at_once(yes(here), yes(there))

    assert sorted(said) == ["SwapSideRefusedError", "done"]
    assert Agreement.objects.count() == 2
    assert NightHold.objects.count() == len(MAY) + len(JUNE)


def cancelled_from_both_sides(**more):
    """What the two came to, and how often the first agreement changed."""
    request = neighbours().ask()
    agreement = yes(request)()
    other = agreement.request.counterpart.agreement

    came_to = overtaken(
        lambda: cancel_agreement(agreement=agreement, by=agreement.host),
        at="hosting.requests.actions.agreements.release_hold",
        by=lambda: cancel_agreement(agreement=other, by=other.host),
        **more,
    )

    agreement.refresh_from_db()
    return [type(one) for one in came_to], agreement.sequence


def test_a_swap_that_is_being_cancelled_is_not_cancelled_again():
    (_first, second), changes = cancelled_from_both_sides()

    assert (second, changes) == (IllegalTransitionError, 1)


def test_control_without_lock_a_swap_is_cancelled_from_both_sides():
    """PostgreSQL ends one of the two, which wait for each other; SQLite has no row locks."""
    refusals = (DomainError, OperationalError)
    with without_row_locks():
        came_to, _changes = cancelled_from_both_sides(refusals=refusals)

    assert (OperationalError in came_to) is has_row_locks()


def test_a_yes_and_a_withdrawal_leave_no_half_swap():
    request = neighbours().ask()

    outcomes_at_once(yes(request), lambda: withdraw_request(request=request, by=request.guest))

    states = [one.state for one in Request.objects.order_by("is_counterpart")]
    assert states in (
        [RequestState.AGREED] * 2,
        [RequestState.WITHDRAWN, RequestState.RELEASED],
    )
