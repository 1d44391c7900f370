"""Drafts for everybody who waits: asked for once, written by a job, asked by people."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from commons.outbox.models import OutboxEntry
from core.permissions import SYSTEM
from emergency.housing.actions.drafts import (
    abandon_run,
    ask_by_draft,
    ask_by_drafts,
    request_matching_run,
)
from emergency.housing.actions.proposals import ask_host
from emergency.housing.actions.requests import refer
from emergency.housing.errors.drafts import NotAskedError, StaleDraftError, WeighingAlreadyError
from emergency.housing.models.drafts import Draft, MatchingRun
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.periodic import abandon_stuck_runs
from emergency.housing.tasks import weigh_queue
from emergency.intake.errors import IntakeClosedError
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HousingOfferFactory,
    looking,
    weighed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def activation():
    return ActivationFactory()


@pytest.fixture
def nadia(activation):
    return DutyFactory(activation=activation).person


def some(activation, number=2):
    """As many who look for a roof, and as many homes."""
    requests = [looking(activation=activation) for _ in range(number)]
    return requests, [HousingOfferFactory(activation=activation) for _ in range(number)]


def found(drafts):
    """What a run found, without the numbers of its rows."""
    return [(one.request_id, one.offer_id, one.explanation) for one in drafts]


def test_request_matching_run_promises_one_job_however_often_it_is_pressed(activation, nadia):
    runs = {request_matching_run(activation=activation, by=nadia).pk for _ in range(3)}

    assert runs == {MatchingRun.objects.get().pk}
    [entry] = OutboxEntry.objects.filter(job="emergency.weigh_queue")
    assert entry.arguments == {"run_id": runs.pop()}


def test_request_matching_run_names_the_colleague_whose_run_goes_on(activation, nadia):
    request_matching_run(activation=activation, by=nadia)

    with pytest.raises(WeighingAlreadyError) as refused:
        request_matching_run(activation=activation, by=DutyFactory(activation=activation).person)

    assert nadia.display_name in str(refused.value)


def test_the_database_keeps_one_open_run_for_an_emergency(activation, nadia):
    MatchingRun.objects.create(activation=activation, by=nadia)

    with pytest.raises(IntegrityError), transaction.atomic():
        MatchingRun.objects.create(activation=activation, by=nadia)


def test_request_matching_run_is_for_those_on_duty_while_it_is_open(activation):
    with pytest.raises(PermissionDenied):
        request_matching_run(activation=activation, by=UserFactory())
    duty = DutyFactory(activation__closed=True)

    with pytest.raises(IntakeClosedError):
        request_matching_run(activation=duty.activation, by=duty.person)


def test_weigh_queue_writes_a_draft_for_each_and_asks_nobody(activation, nadia):
    requests, homes = some(activation)
    alone = looking(activation=activation, with_minors=True)

    run = weighed(activation, nadia)

    given = {one.request_id: one.offer_id for one in Draft.objects.all()}
    assert set(given) == {one.pk for one in (*requests, alone)}
    assert {given[one.pk] for one in requests} == {one.pk for one in homes}
    assert given[alone.pk] is None
    assert (run.state, run.requests, run.homes, run.envies) == ("done", 3, 2, [])
    assert not Proposal.objects.exists()


def test_weigh_queue_twice_is_once(activation, nadia):
    some(activation)
    run = weighed(activation, nadia)
    before = list(Draft.objects.values_list("pk", flat=True))

    weigh_queue(run_id=run.pk)

    assert list(Draft.objects.values_list("pk", flat=True)) == before


def test_weigh_queue_goes_on_where_a_worker_was_killed(activation, nadia):
    some(activation)
    run = request_matching_run(activation=activation, by=nadia)
    MatchingRun.objects.filter(pk=run.pk).update(state="weighing", began_at=timezone.now())

    weigh_queue(run_id=run.pk)

    assert MatchingRun.objects.get().state == "done"
    assert Draft.objects.count() == 2


def test_weigh_queue_of_a_run_that_was_given_up_writes_nothing(activation, nadia):
    some(activation)
    run = request_matching_run(activation=activation, by=nadia)
    MatchingRun.objects.update(state="given_up", ended_at=timezone.now())

    weigh_queue(run_id=run.pk)

    assert not Draft.objects.exists()


def test_the_same_market_gets_the_same_drafts(activation, nadia):
    some(activation, 4)
    weighed(activation, nadia)
    first = found(Draft.objects.all())

    weighed(activation, nadia)

    assert found(Draft.objects.all()) == first


def test_a_run_weighs_all_and_writes_for_its_perimeter_only(activation, nadia):
    theirs, other = (looking(activation=activation) for _ in range(2))
    HousingOfferFactory.create_batch(2, activation=activation)
    weighed(activation, nadia)
    kept = Draft.objects.get(request=other)
    duty = DutyFactory(activation=activation)
    duty.hospitals.add(theirs.hospital)

    run = weighed(activation, duty.person)

    assert run.requests == 2
    assert [draft.request for draft in run.drafts.all()] == [theirs]
    assert Draft.objects.filter(pk=kept.pk).exists()


def test_whoever_went_off_duty_meanwhile_gets_no_drafts(activation):
    some(activation)
    duty = DutyFactory(activation=activation)
    run = request_matching_run(activation=activation, by=duty.person)
    duty.ended_at = timezone.now()
    duty.save()

    weigh_queue(run_id=run.pk)

    assert MatchingRun.objects.get().state == "done"
    assert not Draft.objects.exists()


def test_ask_by_draft_asks_its_host_and_keeps_the_reasons(activation, nadia):
    [request], [home] = some(activation, 1)
    run = weighed(activation, nadia)

    proposal = ask_by_draft(draft=run.drafts.get(), by=nadia)

    assert (proposal.request, proposal.offer, proposal.state) == (request, home, "asked")
    assert {"rank", "cost", "alternatives", "engine", "version", "weights"} <= set(
        proposal.explanation
    )
    assert run.drafts.get().proposal == proposal


def test_ask_by_draft_is_for_those_on_duty(activation, nadia):
    some(activation, 1)
    run = weighed(activation, nadia)

    with pytest.raises(PermissionDenied):
        ask_by_draft(draft=run.drafts.get(), by=UserFactory())


STALE = {
    "the request has changed since this match was suggested": lambda request, home, by: (
        HousingRequest.objects.update(pets=True)
    ),
    "the home has changed since this match was suggested": lambda request, home, by: (
        HousingOffer.objects.update(sleeps=3)
    ),
    "not recently confirmed": lambda request, home, by: HousingOffer.objects.update(
        fresh_until=timezone.now() - timedelta(minutes=1)
    ),
    "not ready": lambda request, home, by: HousingOffer.objects.update(state="parked"),
    "this request isn’t waiting for a home": lambda request, home, by: refer(
        request=request, reason="A hotel", by=by
    ),
    "some of these nights are taken": lambda request, home, by: _take(home, by),
    "not to be matched with this guest again": lambda request, home, by: request.blocked.create(
        offer=home
    ),
}


def _take(home, by):
    ask_host(request=looking(activation=home.activation), offer=home, by=by)


@pytest.mark.parametrize("why", STALE, ids=lambda why: why[:24])
def test_a_stale_draft_is_refused_with_why(activation, nadia, why):
    [request], [home] = some(activation, 1)
    run = weighed(activation, nadia)
    STALE[why](request, home, nadia)

    with pytest.raises(StaleDraftError) as refused:
        ask_by_draft(draft=run.drafts.get(), by=nadia)

    assert why in str(refused.value)
    assert not Proposal.objects.filter(request=request).exists()


def test_a_draft_is_asked_once(activation, nadia):
    some(activation, 1)
    draft = weighed(activation, nadia).drafts.get()
    ask_by_draft(draft=draft, by=nadia)

    with pytest.raises(StaleDraftError):
        ask_by_draft(draft=draft, by=nadia)

    assert Proposal.objects.count() == 1


def test_a_draft_that_was_weighed_anew_is_refused(activation, nadia):
    some(activation, 1)
    old = weighed(activation, nadia).drafts.get()
    weighed(activation, nadia)

    with pytest.raises(StaleDraftError) as refused:
        ask_by_draft(draft=old, by=nadia)

    assert "matching has run again since" in str(refused.value)


def test_ask_by_drafts_asks_the_others_where_one_is_refused(activation, nadia):
    requests, _homes = some(activation, 3)
    drafts = list(weighed(activation, nadia).drafts.all())
    refer(request=requests[1], reason="A hotel", by=nadia)

    came = ask_by_drafts(drafts=drafts, by=nadia)

    assert {one.request for one in came.proposals} == {requests[0], requests[2]}
    assert [requests[1].reference in str(one) for one in came.refusals] == [True]


def test_ask_by_drafts_names_whom_a_rule_of_the_host_kept_back(activation, nadia):
    some(activation, 1)
    drafts = list(weighed(activation, nadia).drafts.all())
    activation.quiet_from, activation.quiet_until = "00:00", "23:59:59.999999"
    activation.save()

    came = ask_by_drafts(drafts=drafts, by=nadia)

    assert [type(one) for one in came.refusals] == [NotAskedError]
    assert came.proposals == []


def test_the_clock_frees_a_run_whose_worker_is_gone(activation, nadia):
    run = request_matching_run(activation=activation, by=nadia)
    MatchingRun.objects.update(asked_at=timezone.now() - timedelta(minutes=16))

    abandon_stuck_runs()

    assert MatchingRun.objects.get().state == "given_up"
    assert request_matching_run(activation=activation, by=nadia) != run


def test_abandon_run_leaves_what_is_young_or_done_and_is_for_the_clock(activation, nadia):
    young = request_matching_run(activation=activation, by=nadia)

    assert abandon_run(run=young, by=SYSTEM).state == "waiting"
    with pytest.raises(PermissionDenied):
        abandon_run(run=young, by=nadia)
    weigh_queue(run_id=young.pk)
    assert abandon_run(run=MatchingRun.objects.get(), by=SYSTEM).state == "done"
