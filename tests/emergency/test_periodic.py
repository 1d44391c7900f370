"""A row that fails holds up nobody in an emergency: neither now nor at the next tick."""

from datetime import date, timedelta
from importlib import import_module
from uuid import uuid4

import pytest
from django.utils import timezone

from emergency.activations.actions.switching import propose_switch
from emergency.activations.models.activations import Activation
from emergency.activations.models.switching import SwitchProposal
from emergency.activations.periodic import end_unrenewed
from emergency.activations.states.switching import SwitchChange
from emergency.figures import periodic as figures_periodic
from emergency.figures.models import DailyFigure
from emergency.figures.periodic import keep_figures_of_yesterday
from emergency.housing.actions.drafts import request_matching_run
from emergency.housing.actions.extensions import ask_longer
from emergency.housing.actions.messages import write_message
from emergency.housing.actions.offers import suspend_offer
from emergency.housing.actions.suspensions import appeal
from emergency.housing.models.drafts import MatchingRun
from emergency.housing.models.extensions import Extension
from emergency.housing.models.offers import HousingAddress
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.suspensions import Suspension
from emergency.housing.models.texts import Text
from emergency.intake.actions.submissions import receive_submission
from emergency.intake.choices import IntakeType
from emergency.intake.models.submissions import Submission
from emergency.intake.periodic import process_waiting_submissions
from emergency.safety.models import Incident
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HospitalFactory,
    HousingOfferFactory,
    SubmissionFactory,
    asked,
    host_of,
    housed,
    in_days,
    offered,
    placed,
    reported_incident,
    requester_of,
    roof_words,
)
from tests.poison import assert_one_failed, poison, read_log

pytestmark = pytest.mark.django_db


def receive_form(activation=None):
    activation = activation or ActivationFactory()
    words = roof_words(activation, None, hospital=HospitalFactory().pk)
    key = words.pop("key")
    return receive_submission(
        activation=activation, intake_type=IntakeType.REQUEST, words=words, key=key, language="en"
    )


def make_past_offer():
    return HousingOfferFactory(check_in=in_days(-9), check_out=in_days(0))


def make_offer_to_remind():
    return HousingOfferFactory(fresh_until=timezone.now() + timedelta(hours=23))


def make_silent_ask():
    proposal = asked()
    Proposal.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    return proposal


def make_stuck_run():
    duty = DutyFactory()
    run = request_matching_run(activation=duty.activation, by=duty.person)
    MatchingRun.objects.update(asked_at=timezone.now() - timedelta(minutes=16))
    return run


def make_missing_placement():
    placement = placed()
    agreed = timezone.now() - timedelta(days=2)
    Placement.objects.update(check_in=in_days(-1), check_out=in_days(3), at=agreed)
    return placement


def make_late_incident():
    incident = reported_incident()
    Incident.objects.update(due_at=timezone.now())
    return incident


def make_untold_proposal():
    proposal = offered()
    by = requester_of(proposal.request)
    write_message(proposal=proposal, body="When may I come?", key=uuid4(), by=by)
    return proposal


def make_due_text():
    slip = SubmissionFactory()
    return Text.objects.create(activation=slip.activation, submission=slip, title="Well received")


def make_silent_extension():
    placement = placed()
    by = requester_of(placement.request)
    extension = ask_longer(placement=placement, check_out=in_days(20), full_name="C. C.", by=by)
    Extension.objects.update(expires_at=timezone.now())
    return extension


def make_late_suspension():
    offer = HousingOfferFactory()
    by = DutyFactory(activation=offer.activation).person
    suspend_offer(offer=offer, reason="Two guests left within a day.", by=by)
    standing = Suspension.objects.select_related("offer").get(offer=offer)
    suspension = appeal(suspension=standing, words="It is mended.", by=host_of(offer))
    Suspension.objects.update(due_at=timezone.now())
    return suspension


def make_stay_to_ask():
    placement = housed()
    HousingRequest.objects.update(next_action_at=timezone.now() + timedelta(hours=20))
    return placement


def make_entry_missing():
    placement = placed()
    HousingAddress.objects.update(access_code="")
    agreed = timezone.now() - timedelta(hours=1)
    Placement.objects.update(check_in=in_days(0), at=agreed)
    return placement


def make_held_message():
    proposal = placed().proposal
    by = host_of(proposal.offer)
    write_message(proposal=proposal, body="06 12 34 56 78", key=uuid4(), by=by)
    return proposal


def make_unrenewed():
    return ActivationFactory(review_on=in_days(-1))


def make_slip_to_tell():
    return HousingOfferFactory(activation=ActivationFactory(ending=True)).submission


def make_forgotten():
    return ActivationFactory(closed=True, closed_at=timezone.now() - timedelta(days=91))


def make_due_switch():
    activation = DutyFactory().activation
    proposal = propose_switch(
        activation=activation, change=SwitchChange.END, by=UserFactory(is_superuser=True)
    )
    SwitchProposal.objects.update(takes_effect_at=timezone.now())
    return proposal


CASES = {
    "process_waiting_submissions": ("process_submission", receive_form),
    "park_silent_offers": ("park_offer", lambda: HousingOfferFactory(stale=True)),
    "remind_hosts": ("remind_host", make_offer_to_remind),
    "end_past_offers": ("end_offer", make_past_offer),
    "end_unrenewed": ("end", make_unrenewed),
    "tell_all_of_end": ("tell_of_end", make_slip_to_tell),
    "settle_switches": ("settle_switch", make_due_switch),
    "expire_silent_proposals": ("expire_proposal", make_silent_ask),
    "abandon_stuck_runs": ("abandon_run", make_stuck_run),
    "look_for_missing": ("record_missing_guest", make_missing_placement),
    "raise_all_alerts": ("raise_alerts", ActivationFactory),
    "watch_wrong_codes": ("warn_of_wrong_codes", ActivationFactory),
    "watch_sent_codes": ("warn_of_many_codes", ActivationFactory),
    "watch_for_floods": ("warn_of_flood", ActivationFactory),
    "watch_safety": ("warn_of_late_incident", make_late_incident),
    "remind_all_of_entry": ("remind_of_entry", make_entry_missing),
    "release_all_messages": ("release_messages", make_held_message),
    "notify_of_all_messages": ("notify_of_messages", make_untold_proposal),
    "send_texts": ("send_text", make_due_text),
    "expire_silent_extensions": ("expire_longer", make_silent_extension),
    "watch_appeals": ("warn_of_appeal", make_late_suspension),
    "ask_all_how_it_goes": ("ask_how_it_goes", make_stay_to_ask),
    "check_invariants": ("broken_invariants", ActivationFactory),
    "purge_closed": ("purge", make_forgotten),
    "call_all_standbys": ("call_standbys", ActivationFactory),
    "call_all_hosts_again": ("call_hosts_again", ActivationFactory),
}


MODULES = [
    import_module(f"emergency.{app}.periodic")
    for app in (
        *("activations", "intake", "housing", "standby", "safety", "figures", "retention", "desk"),
    )
]


def module_of(job):
    return next(module for module in MODULES if hasattr(module, job))


@pytest.mark.parametrize("job", CASES)
def test_each_job_survives_a_failed_row(job, monkeypatch, failed_rows):
    action, make = CASES[job]
    rows = [make(), make()]
    keys = {row.pk for row in rows}
    tried, done = poison(monkeypatch, module_of(job), action)

    failed = getattr(module_of(job), job)()

    assert_one_failed(failed_rows, type(rows[0]), tried[0])
    assert failed == 1
    assert set(tried) == keys
    assert done == tried[1:]


def test_each_job_of_an_emergency_is_among_the_cases():
    jobs = {
        name for module in MODULES for name, job in vars(module).items() if hasattr(job, "delay")
    }

    assert jobs == {*CASES, "keep_figures_of_yesterday"}


def test_process_waiting_submissions_goes_on_after_an_unreadable_form(failed_rows):
    """By real data: a door that a later version has taken away."""
    activation = ActivationFactory()
    broken, good = receive_form(activation), receive_form(activation)
    Submission.objects.filter(pk=broken.pk).update(intake_type="gone")

    failed = process_waiting_submissions()

    assert_one_failed(failed_rows, Submission, broken.pk, error="ValueError")
    assert failed == 1
    assert [request.submission for request in HousingRequest.objects.all()] == [good]
    assert list(Submission.objects.waiting()) == [broken]


def test_end_unrenewed_goes_on_after_a_time_zone_that_nobody_knows(failed_rows):
    lost, unrenewed = make_unrenewed(), make_unrenewed()
    Activation.objects.filter(pk=lost.pk).update(timezone="Mars/Olympus")

    failed = end_unrenewed()

    assert_one_failed(failed_rows, Activation, lost.pk, error="ZoneInfoNotFoundError")
    assert failed == 1
    states = dict(Activation.objects.values_list("pk", "state"))
    assert states == {lost.pk: "active", unrenewed.pk: "winding_down"}


def test_keep_figures_goes_on_after_an_unknown_time_zone(failed_rows):
    since = timezone.now() - timedelta(days=1)
    lost, counted = ActivationFactory(opened_at=since), ActivationFactory(opened_at=since)
    Activation.objects.filter(pk=lost.pk).update(timezone="Mars/Olympus")

    failed = keep_figures_of_yesterday()

    assert_one_failed(failed_rows, Activation, lost.pk, error="ZoneInfoNotFoundError")
    assert failed == 1
    assert {figure.activation for figure in DailyFigure.objects.all()} == {counted}


def test_keep_figures_goes_on_after_a_day_that_fails(monkeypatch, failed_rows):
    activation = ActivationFactory(opened_at=timezone.now() - timedelta(days=2))
    real, bad_day = figures_periodic.keep_figures, activation.today() - timedelta(days=2)

    def fail_on_bad_day(*, day, **arguments):
        if day == bad_day:
            raise RuntimeError
        return real(day=day, **arguments)

    monkeypatch.setattr(figures_periodic, "keep_figures", fail_on_bad_day)

    failed = keep_figures_of_yesterday()

    assert failed == 1
    assert read_log(failed_rows) == [
        f"failed for {Activation._meta.label} {activation.pk} on {bad_day} with RuntimeError",
        "failed for 1 of 2 rows",
    ]
    assert counted_days() == {activation.today() - timedelta(days=1)}


def counted_days() -> set[date]:
    return set(DailyFigure.objects.values_list("day", flat=True))
