"""What the page of a request says of its course."""

import pytest

from hosting.requests.presenters.request_timeline import request_progress, request_timeline
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
            ["Request sent", "You talk", "Agreement", "The day", "A note"],
            "The day",
            id="agreed",
        ),
        pytest.param(
            RequestState.CANCELLED,
            ["Request sent", "You talk", "Agreement", "Cancelled"],
            "Cancelled",
            id="cancelled",
        ),
    ],
)
def test_request_progress__ends_with_a_cancellation(state, titles, current):
    steps = request_progress(agreed(state))

    assert [step.title for step in steps] == titles
    assert [step.title for step in steps if step.state == "current"] == [current]


@pytest.mark.parametrize("state", [RequestState.AGREED, RequestState.CANCELLED])
def test_request_timeline_hides_cancelled_terms(state):
    request = agreed(state)

    sections = request_timeline(request, reader=request.guest)

    cards = [section.card for section in sections if section.card]
    assert [(card.state, card.label) for card in cards] == [(state, state.label)]
