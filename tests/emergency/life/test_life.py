"""The whole life of an emergency in any order: what must hold holds after every step."""

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from emergency.actions import asking, placements, reveals, states
from emergency.enums import Noun, RequestState
from tests.emergency.life.machine import Life
from tests.emergency.life.world import START, World

pytestmark = pytest.mark.django_db

STEPS = 50
# Few come by chance on somebody who is just being verified and ask for more.
REACHED = set(RequestState) - {RequestState.NEEDS_INFO}


@pytest.fixture
def live(time_machine):
    """A function that lives so many lives, and says which states were reached."""
    time_machine.move_to(START, tick=False)
    world = World()

    def lived(lives):
        seen = set()
        kind = type("Lived", (Life,), {"world": world, "reached": seen})
        run_state_machine_as_test(kind, settings=profile(lives))
        return seen

    return lived


def profile(lives):
    """The same lives in each run: what one build finds, the next one finds again."""
    return settings(
        max_examples=lives,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],  # a life of fifty steps takes long to be made shorter
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )


def test_a_few_lives_break_nothing(live):
    live(8)


@pytest.mark.slow
def test_five_hundred_lives_break_nothing_and_reach_nearly_every_state(live):
    reached = live(500)

    assert {state for noun, state in reached if noun == Noun.REQUEST} >= REACHED


def nothing(*rows, **words):
    """A guard that is off."""


OFF = {"require_fit": lambda request, offer: request.dates}


@pytest.mark.parametrize(
    ("module", "guard", "found"),
    [
        (asking, "take_nights", "I2 taken nights and asks differ"),
        (asking, "require_fit", "F1 a host was asked|I8|I15|proposal_has_a_night"),
        (placements, "free", "I2 taken nights and asks differ"),
        (reveals, "_log", "I4 something was read"),
        (states, "write_event", "I10 the state"),
    ],
    ids=lambda part: part if str(part).isidentifier() else "",
)
def test_control_with_a_guard_off_somebody_s_life_breaks(live, monkeypatch, module, guard, found):
    monkeypatch.setattr(module, guard, OFF.get(guard, nothing))

    with pytest.raises((AssertionError, IntegrityError), match=found):
        live(15)
