"""The tables of states: every allowed step works, every other one is refused."""

import pytest

from core.states import IllegalTransitionError, require_transition
from emergency.activations.states.activations import ACTIVATION_TRANSITIONS, ActivationState
from emergency.housing.states.offers import OFFER_TRANSITIONS, OfferState
from emergency.housing.states.requests import ACTION_OF, ENDED, REQUEST_TRANSITIONS, RequestState

TABLES = (
    (ActivationState, ACTIVATION_TRANSITIONS),
    (RequestState, REQUEST_TRANSITIONS),
    (OfferState, OFFER_TRANSITIONS),
)


@pytest.mark.parametrize(("states", "table"), TABLES)
def test_only_the_steps_of_the_table_are_possible(states, table):
    possible = set()
    for old in states:
        for new in states:
            try:
                require_transition(table, old, new)
            except IllegalTransitionError:
                continue
            possible.add((old, new))

    assert possible == {(old, new) for old, news in table.items() for new in news}


@pytest.mark.parametrize(("states", "table"), TABLES)
def test_every_state_but_the_first_can_be_reached(states, table):
    reached = {new for news in table.values() for new in news}

    assert set(states) - reached == {next(iter(states))}


def test_an_open_request_always_has_a_next_action():
    assert set(ACTION_OF) == set(RequestState) - ENDED
