"""Rivals around drafts: two presses, two workers, two coordinators, a run and a press."""

import pytest

from core.errors import DomainError
from emergency.housing.actions.drafts import ask_by_draft, request_matching_run
from emergency.housing.errors.drafts import WeighingAlreadyError
from emergency.housing.models.drafts import Draft, MatchingRun
from emergency.housing.models.proposals import Proposal
from emergency.housing.tasks import weigh_queue
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HousingOfferFactory,
    looking,
    weighed,
)
from tests.rivals import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def activation():
    activation = ActivationFactory()
    for _ in range(3):
        looking(activation=activation)
        HousingOfferFactory(activation=activation)
    return activation


def people(activation, number):
    return [DutyFactory(activation=activation).person for _ in range(number)]


def test_of_four_who_press_at_once_one_has_everybody_weighed(activation):
    results = at_once(
        *(
            lambda by=person: request_matching_run(activation=activation, by=by)
            for person in people(activation, 4)
        )
    )

    assert sum(isinstance(one, WeighingAlreadyError) for one in results) == 3
    assert MatchingRun.objects.count() == 1


def test_two_workers_with_one_run_write_its_drafts_once(activation):
    [nadia] = people(activation, 1)
    run = request_matching_run(activation=activation, by=nadia)

    at_once(*(lambda: weigh_queue(run_id=run.pk) for _ in range(3)))

    assert MatchingRun.objects.get().state == "done"
    assert Draft.objects.count() == 3


def test_of_four_who_ask_by_one_draft_one_does(activation):
    first, *others = people(activation, 4)
    draft = weighed(activation, first).drafts.first()

    results = at_once(
        *(lambda by=person: ask_by_draft(draft=draft, by=by) for person in (first, *others))
    )

    assert sum(isinstance(one, Proposal) for one in results) == 1
    assert Proposal.objects.count() == 1


def test_a_draft_is_asked_or_weighed_anew_and_nobody_waits_for_ever(activation):
    [nadia] = people(activation, 1)
    for _round in range(3):
        drafts = list(weighed(activation, nadia).drafts.all())
        run = request_matching_run(activation=activation, by=nadia)

        results = at_once(
            lambda number=run.pk: weigh_queue(run_id=number),
            *(lambda one=draft: ask_by_draft(draft=one, by=nadia) for draft in drafts[:1]),
        )

        asked = [one for one in results if isinstance(one, Proposal)]
        assert len(asked) + sum(isinstance(one, DomainError) for one in results) == 1
        assert MatchingRun.objects.last().state == "done"
        assert Proposal.objects.filter(pk__in=[one.pk for one in asked]).count() == len(asked)
