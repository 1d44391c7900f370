"""Which deed each state of a request still takes, written out beside the table that says so."""

import pytest

from core.permissions import SYSTEM
from core.states import IllegalTransitionError
from hosting.requests.actions.agreements import (
    cancel_agreement,
    complete_agreement,
    report_no_show,
)
from hosting.requests.actions.requests import (
    consider_request,
    decline_request,
    expire_request,
    withdraw_request,
)
from hosting.requests.states import RequestState
from tests.factories.hosting import MAY, AgreementFactory, RequestFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(MAY.check_in)]

OPEN = {RequestState.SENT, RequestState.TENTATIVE}
WAITING = OPEN | {RequestState.HELD}
AGREED = {RequestState.AGREED}
BEFORE_AN_AGREEMENT = [
    (lambda request: consider_request(request=request, by=request.host), {RequestState.SENT}),
    (lambda request: decline_request(request=request, by=request.host), WAITING),
    (lambda request: withdraw_request(request=request, by=request.guest), WAITING),
    (lambda request: expire_request(request=request, by=SYSTEM), OPEN),
]
OF_AN_AGREEMENT = [
    (lambda agreement: cancel_agreement(agreement=agreement, by=agreement.guest), AGREED),
    (lambda agreement: complete_agreement(agreement=agreement, by=SYSTEM), AGREED),
    (lambda agreement: report_no_show(agreement=agreement, by=agreement.host), AGREED),
]


def states_that_take(deed, make):
    """The states of a fresh row each in which the deed isn't refused."""
    taken = set()
    for state in RequestState:
        row = make(state)
        try:
            deed(row)
        except IllegalTransitionError:
            continue
        taken.add(state)
    return taken


@pytest.mark.parametrize(
    ("deed", "states"), BEFORE_AN_AGREEMENT, ids=["consider", "decline", "withdraw", "expire"]
)
def test_a_request_takes_a_deed_in_its_states_and_in_no_other(deed, states):
    taken = states_that_take(deed, lambda state: RequestFactory(state=state))

    assert taken == states


@pytest.mark.parametrize(
    ("deed", "states"), OF_AN_AGREEMENT, ids=["cancel", "complete", "report no-show"]
)
def test_an_agreement_is_changed_only_while_it_stands(deed, states):
    taken = states_that_take(deed, lambda state: AgreementFactory(request__state=state, hold=None))

    assert taken == states
