"""The check of the night finds nothing on a good one, and each thing that is wrong."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commons.accounts.models import Notice
from emergency.models import (
    HousingOffer,
    HousingRequest,
    LoanAgreement,
    Proposal,
    Submission,
    TakenNight,
)
from emergency.periodic import check_invariants
from emergency.queries.checks import what_is_broken
from tests.factories.emergency import DutyFactory, HousingRequestFactory, asked, placed

pytestmark = pytest.mark.django_db


def names(activation):
    return [one.name.split()[0] for one in what_is_broken(activation)]


@pytest.mark.parametrize("make", [asked, placed])
def test_what_is_broken_is_nothing_on_a_good_night(make):
    assert names(make().activation) == []


@pytest.mark.parametrize(
    ("spoil", "name"),
    [
        (lambda one: TakenNight.objects.first().delete(), "I2"),
        (lambda one: HousingOffer.objects.update(state="suspended"), "F1"),
        (lambda one: Proposal.objects.update(state="offered"), "I10"),
        (lambda one: HousingRequest.objects.update(next_action_at=timezone.now()), "I7"),
    ],
)
def test_what_is_broken_names_what_is_wrong_with_an_ask(spoil, name):
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
def test_what_is_broken_names_what_is_wrong_with_a_stay(spoil, name):
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
        "emergency/email/something_wrong.txt"
    }
    assert "I8" in caplog.text
