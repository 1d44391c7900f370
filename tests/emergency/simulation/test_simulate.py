"""A whole emergency by the real deeds: it ends well, twice the same, and says when it doesn't."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.utils import timezone

from core.ids import new_public_id
from emergency.activations.models.activations import Activation
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import TakenNight
from emergency.housing.models.requests import HousingRequest
from emergency.intake.choices import IntakeType
from emergency.simulation import guests, run, site_actions, team
from emergency.simulation.clock import freeze_time, seeded_public_ids
from emergency.simulation.run import SimulationPlan
from emergency.simulation.simulate import simulate
from tests.exhaustive import IS_EXHAUSTIVE, size

pytestmark = pytest.mark.django_db

SMALL = SimulationPlan(
    seed=1, **size({"requests": 3, "homes": 12}, exhaustive={"requests": 6, "homes": 60})
)


@pytest.fixture(autouse=True)
def promises_stay(settings):
    """As in a rehearsal's own process: a worker's jobs wait where they were promised."""
    settings.CELERY_TASK_ALWAYS_EAGER = False


@pytest.fixture(autouse=True)
def few_looks(monkeypatch):
    """Whoever has nothing to do looks again after hours, as everybody does in the later days.

    So the clock does in its first days: three requests are a busy day, and what comes of them is
    asked, not how soon.
    """
    if not IS_EXHAUSTIVE:
        monkeypatch.setattr(run, "OFTEN", run.LATER)
        monkeypatch.setattr(team, "IDLE", timedelta(hours=2))


def test_rehearse_houses_somebody_and_closes():
    days = []

    report = simulate(SMALL, on_day=days.append)

    assert report.broken == ()
    assert Activation.objects.get().state == "closed"
    assert Placement.objects.exists()
    assert not HousingRequest.objects.open().exists()
    assert not TakenNight.objects.exists()
    assert days == sorted(days)
    assert timezone.now() - datetime.now(UTC) < timedelta(minutes=1)


@pytest.mark.one_database
def test_rehearse_says_what_a_missing_key_would_let_through(monkeypatch):
    """Nights of whoever lives there are lost: the check of each night says so."""
    arrive = guests.check_in

    def arrive_and_lose_the_nights(*, placement, by):
        arrive(placement=placement, by=by)
        TakenNight.objects.filter(proposal=placement.proposal).delete()

    monkeypatch.setattr(guests, "check_in", arrive_and_lose_the_nights)

    report = simulate(SMALL, on_day=lambda _day: None)

    assert not report.is_good
    assert any("without its nights" in words for words in report.broken)


@pytest.mark.one_database
def test_rehearse_says_when_somebody_who_asked_is_not_there(monkeypatch):
    send = site_actions.send

    def send_but_for_a_roof(fixtures, door, *words, **more):
        return send(fixtures, door, *words, **more) if door == IntakeType.OFFER else None

    monkeypatch.setattr(site_actions, "send", send_but_for_a_roof)
    monkeypatch.setattr(guests, "BY_TELEPHONE", 0)

    report = simulate(SimulationPlan(seed=4, requests=3, homes=2), on_day=lambda _day: None)

    assert report.broken == ("Requests sent: 3. Requests recorded: 0.",)


def test_freeze_time_holds_every_clock_of_django_and_lets_go():
    moment = datetime(2027, 3, 1, 8, tzinfo=UTC)

    with freeze_time(moment) as clock:
        clock.turn_to(moment + timedelta(days=2))
        told = timezone.now(), timezone.localdate(), Activation().state_since

    assert told == (
        moment + timedelta(days=2),
        (moment + timedelta(days=2)).date(),
        moment + timedelta(days=2),
    )
    assert timezone.now() - datetime.now(UTC) < timedelta(minutes=1)


def test_names_are_secrets_again_after_a_rehearsal():
    with seeded_public_ids(Random(4)):  # noqa: S311  what the test is about
        drawn = [new_public_id() for _ in range(2)]
    with seeded_public_ids(Random(4)):  # noqa: S311
        again = [new_public_id() for _ in range(2)]

    assert drawn == again
    assert new_public_id() not in drawn
