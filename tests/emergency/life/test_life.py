"""The whole life of an emergency in any order: what must hold holds after every step."""

import json
from math import inf

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from emergency.activations.actions import states
from emergency.activations.choices import Noun
from emergency.activations.states.activations import ActivationState, Proof
from emergency.housing.actions import placements, proposals, reveals
from emergency.housing.states.extensions import ExtensionState, SuspensionState
from emergency.housing.states.offers import OfferState
from emergency.housing.states.proposals import PlacementState, ProposalState
from emergency.housing.states.requests import RequestState
from emergency.safety.states import IncidentState
from tests.emergency.life import living, row_cache
from tests.emergency.life.machine import Life
from tests.emergency.life.row_cache import StaleRowsError
from tests.emergency.life.world import START, World
from tests.exhaustive import IS_EXHAUSTIVE, size

pytestmark = pytest.mark.django_db

STEPS, SHARDS, LIVES = 50, 4, size(30, exhaustive=125)  # of one shard
CONTROLLED = 60  # the first that breaks ends it; ids are drawn by chance, so paths differ
DRAFTED, FORGOTTEN = ProposalState.DRAFT, ActivationState.PURGED  # before, and months after
REACHED = {
    Noun.ACTIVATION: set(ActivationState) - {FORGOTTEN},
    Noun.REQUEST: set(RequestState),
    Noun.OFFER: set(OfferState),
    Noun.PROPOSAL: set(ProposalState) - {DRAFTED},
    Noun.PLACEMENT: set(PlacementState),
    Noun.EXTENSION: set(ExtensionState),
    Noun.SUSPENSION: set(SuspensionState),
    Noun.INCIDENT: set(IncidentState),
    "proof": {Proof.ROSTER, Proof.WORK_EMAIL, Proof.CARD},
}
ROAD = {  # from the door to the end: no shard misses one of these
    *((Noun.REQUEST, state) for state in RequestState if state != RequestState.INELIGIBLE),
    *((Noun.PLACEMENT, state) for state in (PlacementState.CHECKED_IN, PlacementState.ENDED)),
    *(("proof", proof) for proof in REACHED["proof"]),
}
MOST_MISSED = size(inf, exhaustive=6)  # of all the others, by one shard


@pytest.fixture
def live(time_machine):
    """A function that lives so many lives, and says which states were reached."""
    time_machine.move_to(START, tick=False)
    world = World()

    def lived(lives, shard=0):
        seen = set()
        kind = seed(shard)(type("Lived", (Life,), {"world": world, "reached": seen}))
        run_state_machine_as_test(kind, settings=profile(lives))
        return seen

    return lived


@pytest.fixture
def shelf(tmp_path_factory, worker_id):
    """A folder of all the processes of this run: what one shard misses another one reaches."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


def profile(lives):
    """The same lives in each run, by their seed: what one build finds, the next one finds again."""
    return settings(
        max_examples=lives,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # a life of fifty steps takes long to be made shorter
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )


def test_a_few_lives_break_nothing(live):
    live(size(2, exhaustive=8))


@pytest.mark.lives
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("shard", range(SHARDS))
def test_many_lives_in_shards_break_nothing_and_reach_every_state(live, shelf, shard):
    """Two processors share the shards; whoever is last asks whether all of it was reached.

    Few lives reach the road from the door to the end, five hundred everything.
    """
    reached = live(LIVES, shard)
    put_down(shelf / f"shard-{shard}.lives", reached)

    expected = {(noun, state) for noun, states in REACHED.items() for state in states}
    shards = [json.loads(path.read_text()) for path in shelf.glob("shard-*.lives")]
    together = {(noun, state) for lived in shards for noun, state in lived}
    missed = expected - reached
    assert len(missed) <= MOST_MISSED, missed
    if IS_EXHAUSTIVE:
        assert missed & ROAD == set()
    if len(shards) == SHARDS:
        assert (expected if IS_EXHAUSTIVE else ROAD) - together == set()


def put_down(path, reached):
    """Whole or not at all: another process may look at any moment."""
    aside = path.with_suffix(".part")
    aside.write_text(json.dumps(sorted(reached)))
    aside.rename(path)


def nothing(*rows, **words):
    """A guard that is off."""


OFF = {"require_fit": lambda request, offer: request.dates}
SOON = {"_log": 5}  # a seed whose first lives break, where those of the other take long


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("module", "guard", "found"),
    [
        (proposals, "take_nights", "I2 taken nights and asks differ"),
        (proposals, "require_fit", "F1 a host was asked|I8|I9|I15|proposal_has_a_night"),
        (placements, "free", "I2 taken nights and asks differ"),
        (reveals, "_log", "I4 something was read"),
        (states, "write_event", "I10 the state"),
    ],
    ids=lambda part: part if str(part).isidentifier() else "",
)
def test_control_with_a_guard_off_somebody_s_life_breaks(live, monkeypatch, module, guard, found):
    monkeypatch.setattr(module, guard, OFF.get(guard, nothing))

    with pytest.raises((AssertionError, IntegrityError), match=found):
        live(CONTROLLED, SOON.get(guard, 0))


@pytest.mark.one_database
def test_control_with_writes_unnoticed_the_cache_differs_from_the_database(live, monkeypatch):
    monkeypatch.setattr(living, "what_is_wrong", lambda scene, ledger: scene.events and [])
    monkeypatch.setattr(row_cache, "written_tables", lambda sql: row_cache.NONE)

    with pytest.raises(StaleRowsError):
        live(1)
