"""Rivals around a set: no night is sold twice, and a set is agreed whole or let go whole."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from core.permissions import SYSTEM
from core.values.dates import DateRange
from hosting.calendars.models import NightHold
from hosting.requests.actions.proposals import agree_to_proposal
from hosting.requests.actions.request_set_submission import send_request_set
from hosting.requests.actions.request_sets import expire_request_set
from hosting.requests.actions.requests import decline_request, withdraw_request
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.request_sets import RequestSet
from hosting.requests.models.requests import Request, RequestDraft
from hosting.requests.states import RequestState, SetState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    MAY,
    ProposalFactory,
    RequestFactory,
    RequestSetFactory,
    UnitFactory,
)
from tests.rivals import outcomes_at_once

pytestmark = pytest.mark.django_db(transaction=True)

LATER = DateRange(date(2027, 5, 6), date(2027, 5, 8))
WHOLE = ([RequestState.AGREED] * 2, SetState.AGREED)


def a_set(*units, **changes):
    """A set of requests for these units on end, with what the guest asked on the table."""
    together = RequestSetFactory(**changes)
    for unit, dates in zip(units, (MAY, LATER), strict=False):
        request = RequestFactory(
            unit=unit,
            guest=together.guest,
            request_set=together,
            check_in=dates.check_in,
            check_out=dates.check_out,
        )
        ProposalFactory(request=request, by=together.guest)
    return together


def yes(request):
    proposal = request.proposals.get()
    return lambda: agree_to_proposal(proposal=proposal, by=proposal.request.host)


def outcome(together):
    together.refresh_from_db()
    return [one.state for one in together.requests.order_by("pk")], together.state


def test_two_sets_want_one_night_and_one_of_them_gets_it():
    contested, units = UnitFactory(), UnitFactory.create_batch(2)
    sets = [a_set(contested, unit) for unit in units]
    requests = [list(one.requests.order_by("pk")) for one in sets]

    said = outcomes_at_once(*(yes(request) for pair in requests for request in pair))

    assert sorted(said) == ["NightsTakenError", "done", "done", "done"]
    assert NightHold.objects.filter(unit=contested).nights() == MAY.nights
    agreed = [one for one in sets if outcome(one) == WHOLE]
    assert len(agreed) == 1
    assert Agreement.objects.count() == 2


def test_all_hosts_say_yes_at_once_and_the_set_is_agreed_once():
    together = a_set(UnitFactory(), UnitFactory())

    said = outcomes_at_once(*(yes(request) for request in together.requests.all()))

    assert said == ["done", "done"]
    assert outcome(together) == WHOLE
    assert Agreement.objects.count() == 2


def test_the_last_yes_pressed_four_times_makes_one_agreement_each():
    together = a_set(UnitFactory(), UnitFactory())
    first, second = together.requests.order_by("pk")
    yes(first)()

    said = outcomes_at_once(*[yes(second)] * 4)

    assert sorted(said) == ["IllegalTransitionError"] * 3 + ["done"]
    assert outcome(together) == WHOLE
    assert Agreement.objects.count() == 2


@pytest.mark.parametrize("round_number", range(3))
def test_the_last_yes_against_a_withdrawal(round_number):
    together = a_set(UnitFactory(), UnitFactory())
    first, second = together.requests.order_by("pk")
    yes(first)()

    said = outcomes_at_once(yes(second), lambda: withdraw_request(request=first, by=together.guest))

    let_go = ([RequestState.WITHDRAWN, RequestState.RELEASED], SetState.RELEASED)
    came_to = outcome(together)
    assert sorted(said) == ["IllegalTransitionError", "done"]
    assert came_to in (WHOLE, let_go)
    assert Agreement.objects.count() == (2 if came_to == WHOLE else 0)
    assert NightHold.objects.exists() == (came_to == WHOLE)


def test_the_last_yes_against_a_no():
    together = a_set(UnitFactory(), UnitFactory())
    first, second = together.requests.order_by("pk")
    yes(first)()

    said = outcomes_at_once(yes(second), lambda: decline_request(request=first, by=first.host))

    came_to = outcome(together)
    assert sorted(said) == ["IllegalTransitionError", "done"]
    assert came_to in (WHOLE, ([RequestState.DECLINED, RequestState.RELEASED], SetState.RELEASED))
    assert NightHold.objects.exists() == (came_to == WHOLE)


def test_the_last_yes_against_the_deadline(monkeypatch):
    """As near as it gets: the yes still comes in time, and the clock already lets go."""
    together = a_set(UnitFactory(), UnitFactory())
    first, second = together.requests.order_by("pk")
    yes(first)()
    monkeypatch.setattr("hosting.requests.actions.proposals.require_set_open", lambda request: None)
    RequestSet.objects.update(closes_at=timezone.now() - timedelta(seconds=1))

    said = outcomes_at_once(
        yes(second), lambda: expire_request_set(request_set=together, by=SYSTEM)
    )

    came_to = outcome(together)
    let_go = ([RequestState.RELEASED, RequestState.EXPIRED], SetState.RELEASED)
    assert sorted(said) == ["IllegalTransitionError", "done"]
    assert came_to in (WHOLE, let_go)
    assert Agreement.objects.count() == (2 if came_to == WHOLE else 0)
    assert NightHold.objects.exists() == (came_to == WHOLE)


def test_two_noes_at_once_end_a_set_once():
    together = a_set(UnitFactory(), UnitFactory())

    said = outcomes_at_once(
        *(
            lambda one=request: decline_request(request=one, by=one.host)
            for request in together.requests.all()
        )
    )

    assert sorted(said) == ["IllegalTransitionError", "done"]
    assert sorted(outcome(together)[0]) == [RequestState.DECLINED, RequestState.RELEASED]


def test_a_set_is_asked_once_by_a_double_press():
    units, guest, key = UnitFactory.create_batch(2), UserFactory(), uuid4()
    days = DateRange(*(timezone.localdate() + timedelta(days=number) for number in (60, 62)))
    asked = [
        RequestDraft(offer=unit.stay, adults=2, message="May we?", dates=days) for unit in units
    ]

    said = outcomes_at_once(*[lambda: send_request_set(drafts=asked, key=key, by=guest)] * 4)

    assert said == ["done"] * 4
    assert (RequestSet.objects.count(), Request.objects.count()) == (1, 2)


def test_two_sets_for_the_same_houses_in_reverse_never_deadlock():
    units = UnitFactory.create_batch(2)
    days = DateRange(*(timezone.localdate() + timedelta(days=number) for number in (60, 62)))
    asked = [
        RequestDraft(offer=unit.stay, adults=2, message="May we?", dates=days) for unit in units
    ]

    said = outcomes_at_once(
        *(
            lambda order=order, guest=guest: send_request_set(drafts=order, key=uuid4(), by=guest)
            for order, guest in (
                (asked, UserFactory()),
                (asked[::-1], UserFactory()),
            )
        )
    )

    assert said == ["done", "done"]
