"""Rivals at one case: a storm, two who decide, two who appeal. Each with its control."""

import pytest

from commons.moderation.actions import decisions, lifting
from commons.moderation.actions.appeals import appeal
from commons.moderation.actions.decisions import decide_case
from commons.moderation.actions.lifting import lift_measure
from commons.moderation.actions.proactive import decide_proactively
from commons.moderation.models import Appeal, Case, Decision, Report
from commons.moderation.states import CaseState, Measure
from commons.notifications.models import Notice
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory
from tests.factories.moderation import coordinator_of, decided, reported, verdict
from tests.quotas import limit
from tests.rivals import (
    at_once,
    has_row_locks,
    outcomes_at_once,
    overtaken,
    without_row_locks,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


@pytest.fixture
def offer():
    return StayFactory()


def test_a_storm_at_once_is_one_case_and_one_notice(offer):
    coordinator = coordinator_of(offer.community)
    readers = UserFactory.create_batch(6)

    at_once(*(lambda by=reader: reported("offer", offer, by=by) for reader in readers))

    assert (Case.objects.count(), Report.objects.count()) == (1, 6)
    assert [one.recipient for one in Notice.objects.all()] == [coordinator]


def test_the_same_report_pressed_often_is_one(offer):
    reader = UserFactory()

    at_once(*(lambda: reported("offer", offer, by=reader) for _ in range(6)))

    assert Report.objects.count() == 1


def test_the_limit_of_one_account_holds_at_once(settings):
    limit(settings, reports=2)
    reader, offers = UserFactory(), StayFactory.create_batch(5)

    said = outcomes_at_once(*(lambda o=offer: reported("offer", o, by=reader) for offer in offers))

    assert sorted(said) == ["TooManyReportsError"] * 3 + ["done"] * 2


def two_decide(case, offer):
    people = [coordinator_of(offer.community) for _ in range(2)]
    wanted = (Measure.NONE, Measure.HIDDEN)
    return outcomes_at_once(
        *(
            lambda by=person, measure=measure: decide_case(
                case=case, verdict=verdict(measure), seen=0, by=by
            )
            for person, measure in zip(people, wanted, strict=True)
        )
    )


def test_of_two_who_decide_at_once_one_is_told_that_it_is_decided(offer):
    case = reported("offer", offer, by=UserFactory()).case

    said = two_decide(case, offer)

    case.refresh_from_db()
    decision = Decision.objects.get()
    assert sorted(said) == ["DecidedSinceError", "done"]
    assert (case.state, case.effect) == (CaseState.DECIDED, decision.measure)


def test_of_two_who_take_down_unasked_at_once_one_is_told_so(offer):
    people = [coordinator_of(offer.community) for _ in range(2)]

    said = outcomes_at_once(
        *(
            lambda by=person: decide_proactively(subject=offer, verdict=verdict(), by=by)
            for person in people
        )
    )

    assert sorted(said) == ["DecidedSinceError", "done"]
    assert Decision.objects.count() == Notice.objects.filter(recipient=offer.host).count() == 1


def test_control_without_looking_again_both_would_decide(offer, monkeypatch):
    case = reported("offer", offer, by=UserFactory()).case
    monkeypatch.setattr(decisions, "require_transition", lambda *_: None)
    monkeypatch.setattr(decisions, "_has_changed", lambda *_: False)

    two_decide(case, offer)

    assert Decision.objects.count() == 2


def test_an_appeal_pressed_often_is_one(offer):
    case = reported("offer", offer, by=UserFactory()).case
    decision = decided(case)

    at_once(*(lambda: appeal(decision=decision, words="It is mine.") for _ in range(5)))

    assert Appeal.objects.count() == 1


def hidden_by(coordinator, offer):
    decision = decided(reported("offer", offer, by=UserFactory()).case, by=coordinator)
    return Case.objects.get(), decision


@pytest.mark.parametrize("_again", range(3))
def test_an_appeal_and_a_lifting_at_once_are_one_of_both(offer, _again):
    coordinator = coordinator_of(offer.community)
    case, decision = hidden_by(coordinator, offer)

    lifted, appealed = outcomes_at_once(
        lambda: lift_measure(case=case, words="An old poster.", seen=1, by=coordinator),
        lambda: appeal(decision=decision, words="It is mine.", by=offer.host),
    )

    case.refresh_from_db()
    assert (lifted, appealed, case.state, case.effect, Appeal.objects.count()) in {
        ("done", "DecidedSinceError", CaseState.DECIDED, Measure.LIFTED, 0),
        ("AppealWaitsError", "done", CaseState.APPEALED, Measure.HIDDEN, 1),
    }


def test_control_without_looking_again_a_lifting_runs_over_an_appeal(offer, monkeypatch):
    coordinator = coordinator_of(offer.community)
    case, decision = hidden_by(coordinator, offer)
    monkeypatch.setattr(lifting, "_require_in_force", lambda *_: None)
    appeal(decision=decision, words="It is mine.", by=offer.host)

    lift_measure(case=case, words="An old poster.", seen=1, by=coordinator)

    case.refresh_from_db()
    assert (case.state, Appeal.objects.get().answer) == (CaseState.DECIDED, None)


def test_of_two_who_lift_at_once_one_is_told_so(offer):
    people = [coordinator_of(offer.community) for _ in range(2)]
    case, _decision = hidden_by(people[0], offer)

    said = outcomes_at_once(
        *(
            lambda by=person: lift_measure(case=case, words="An old poster.", seen=1, by=by)
            for person in people
        )
    )

    assert sorted(said) == ["DecidedSinceError", "done"]
    assert Decision.objects.filter(measure=Measure.LIFTED).count() == 1


def answered_though_decided_meanwhile(offer):
    """Whether somebody is told of the decision who reports while it is made."""
    case, late = reported("offer", offer, by=UserFactory()).case, UserFactory()

    overtaken(
        lambda: reported("offer", offer, by=late),
        at="commons.moderation.models.Report.save",
        by=lambda: decided(case),
    )

    assert Decision.objects.count() == 1
    return Notice.objects.filter(recipient=late).exists()


def test_who_reports_while_a_case_is_decided_is_told_too(offer):
    assert answered_though_decided_meanwhile(offer)


def test_control_without_lock_a_report_falls_into_a_decided_case(offer):
    with without_row_locks():
        is_told = answered_though_decided_meanwhile(offer)

    assert is_told != has_row_locks()
