"""The check of the night finds nothing on a good one, and each thing that is wrong."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commons.notifications.models import Notice
from emergency.desk.periodic import check_invariants
from emergency.desk.selectors.invariants import broken_invariants
from emergency.housing.actions.extensions import ask_longer
from emergency.housing.models.offers import HousingAddress, HousingOffer
from emergency.housing.models.placements import LoanAgreement
from emergency.housing.models.proposals import Proposal, TakenNight
from emergency.housing.models.requests import HousingRequest
from emergency.intake.models.submissions import Submission
from emergency.safety.models import Incident
from emergency.safety.periodic import watch_safety
from tests.factories.emergency import (
    DutyFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    asked,
    in_days,
    placed,
    reported_incident,
    requester_of,
)

pytestmark = pytest.mark.django_db


def names(activation):
    return [one.name.split()[0] for one in broken_invariants(activation)]


@pytest.mark.parametrize("make", [asked, placed])
def test_broken_invariants_is_nothing_on_a_good_night(make):
    assert names(make().activation) == []


@pytest.mark.parametrize(
    ("spoil", "name"),
    [
        (lambda one: TakenNight.objects.first().delete(), "I2"),
        (lambda one: HousingOffer.objects.update(state="suspended"), "F1"),
        (lambda one: HousingAddress.objects.update(address=""), "F16"),
        (lambda one: HousingAddress.objects.update(address="rue du Cher"), "F16"),
        (lambda one: HousingAddress.objects.all().delete(), "F16"),
        (lambda one: HousingOffer.objects.update(access_mode="concierge"), "F16"),
        (lambda one: Proposal.objects.update(state="offered"), "I10"),
        (lambda one: HousingRequest.objects.update(next_action_at=timezone.now()), "I7"),
    ],
)
def test_broken_invariants_names_what_is_wrong_with_an_ask(spoil, name):
    proposal = asked()
    assert names(proposal.activation) == []

    spoil(proposal)

    assert name in names(proposal.activation)


@pytest.mark.parametrize(
    ("spoil", "name"),
    [
        (lambda one: TakenNight.objects.all().delete(), "I1"),
        (lambda one: LoanAgreement.objects.update(requester_signed_at=None), "I8"),
    ],
)
def test_broken_invariants_names_what_is_wrong_with_a_stay(spoil, name):
    placement = placed()
    spoil(placement)

    assert name in names(placement.activation)


def test_a_slip_that_waits_for_an_hour_is_found():
    request = HousingRequestFactory()
    Submission.objects.filter(pk=request.submission_id).update(
        taken_in_at=None, received_at=timezone.now() - timedelta(hours=2)
    )

    assert "I5" in names(request.activation)


def test_check_invariants_tells_who_is_on_duty_and_only_of_what_is_wrong(caplog):
    placement = placed()
    DutyFactory(activation=placement.activation)
    LoanAgreement.objects.update(requester_signed_at=None)
    Notice.objects.all().delete()

    check_invariants()

    assert {notice.template for notice in Notice.objects.all()} == {
        "emergency_desk/email/something_wrong.txt"
    }
    assert "I8" in caplog.text


def test_broken_invariants_names_a_report_that_nobody_heard_of():
    incident = reported_incident()
    Incident.objects.update(due_at=timezone.now() - timedelta(minutes=11))
    assert "I7" in names(incident.activation)

    watch_safety()

    assert "I7" not in names(incident.activation)


def test_broken_invariants_names_more_nights_that_nobody_keeps():
    placement = placed()
    by = requester_of(placement.request)
    ask_longer(placement=placement, check_out=in_days(20), by=by)
    assert names(placement.activation) == []

    TakenNight.objects.order_by("-night")[0].delete()
    TakenNight.objects.order_by("-night")[0].delete()

    assert names(placement.activation) == ["I1"]


def test_broken_invariants_names_a_suspension_without_its_decision():
    placement = placed()
    HousingOffer.objects.update(state="suspended")

    assert "F18" in names(placement.activation)


def test_broken_invariants_names_a_home_past_its_days_that_nobody_ended():
    past = HousingOfferFactory(state="checking", check_in=in_days(-9), check_out=in_days(0))
    assert names(past.activation) == []

    HousingOffer.objects.update(check_out=in_days(-1))

    assert names(past.activation) == ["F1"]
