"""What the page of a request says of its course."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from core.text.formatting import format_short_day
from hosting.requests.presenters.request_timeline import (
    proposal_deadline_of,
    request_progress,
    request_timeline,
)
from hosting.requests.states import ProposalState, RequestState
from tests.factories.hosting import AgreementFactory, ProposalFactory

pytestmark = pytest.mark.django_db


def agreed(state):
    """The request of an agreement in this state, with the proposal that it came of."""
    request = AgreementFactory(request__state=state).request
    ProposalFactory(request=request, state=ProposalState.AGREED)
    return request


@pytest.mark.parametrize(
    ("state", "titles", "current"),
    [
        pytest.param(
            RequestState.AGREED,
            ["Request sent", "Discussion", "Agreement", "On the day", "Note after the visit"],
            "On the day",
            id="agreed",
        ),
        pytest.param(
            RequestState.CANCELLED,
            ["Request sent", "Discussion", "Agreement", "Cancelled"],
            "Cancelled",
            id="cancelled",
        ),
    ],
)
def test_request_progress__ends_with_a_cancellation(state, titles, current):
    request = agreed(state)

    steps = request_progress(request, request.agreement)

    assert [step.title for step in steps] == titles
    assert [step.title for step in steps if step.state == "current"] == [current]


def test_request_progress__dates_a_cancellation_by_its_day():
    request = agreed(RequestState.CANCELLED)
    request.closed_at = datetime(2027, 4, 2, 12, tzinfo=UTC)

    assert request_progress(request, request.agreement)[-1].text == format_short_day(
        date(2027, 4, 2)
    )


@pytest.mark.time_machine(date(2027, 4, 1))
def test_proposal_deadline_is_read_by_whoever_may_answer_it():
    request = ProposalFactory().request

    read = [proposal_deadline_of(request, reader=one) for one in (request.guest, request.host)]

    assert read == ["You can answer this proposal until Monday 3 May.", ""]


def test_the_state_of_a_cancelled_agreement_is_masculine_in_french():
    with override("fr"):
        assert str(RequestState.CANCELLED.label) == "Accord annulé"


@pytest.mark.parametrize("state", [RequestState.AGREED, RequestState.CANCELLED])
def test_request_timeline_hides_cancelled_terms(state):
    request = agreed(state)

    sections = request_timeline(request, reader=request.guest)

    cards = [section.card for section in sections if section.card]
    assert [(card.state, card.label) for card in cards] == [(state, state.label)]
