"""An agreement comes to one end, whoever ends it at the same moment."""

import pytest

from core.permissions import SYSTEM
from core.states import IllegalTransitionError
from hosting.requests.actions.agreements import cancel_agreement, complete_agreement
from hosting.requests.models.agreements import Agreement
from hosting.requests.states import RequestState
from tests.factories.hosting import AgreementFactory
from tests.rivals import has_row_locks, overtaken, without_row_locks

pytestmark = pytest.mark.django_db(transaction=True)


def completed_while_it_is_cancelled():
    """What the clock came to, how the request ended, and how often the agreement changed."""
    agreement = AgreementFactory(request__state=RequestState.AGREED)

    _cancelled, completed = overtaken(
        lambda: cancel_agreement(agreement=agreement, by=agreement.guest),
        at="hosting.requests.actions.agreements.release_hold",
        by=lambda: complete_agreement(agreement=agreement, by=SYSTEM),
    )

    saved = Agreement.objects.get()
    return type(completed), saved.request.state, saved.sequence - agreement.sequence


def test_an_agreement_that_is_being_cancelled_is_not_completed_as_well():
    cancelled_only = (IllegalTransitionError, RequestState.CANCELLED, 1)
    assert completed_while_it_is_cancelled() == cancelled_only


def test_control_without_lock_an_agreement_is_cancelled_and_completed():
    with without_row_locks():
        _outcome, state, _changes = completed_while_it_is_cancelled()

    assert state == (RequestState.COMPLETED if has_row_locks() else RequestState.CANCELLED)
