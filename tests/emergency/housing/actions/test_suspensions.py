"""A suspension has its reason and its author; the host answers, and somebody else decides."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from commons.mail.models import Letter
from commons.notifications.models import Notice
from core.permissions import SYSTEM
from core.states import IllegalTransitionError
from emergency.housing.actions.offers import confirm_offer, reinstate_offer, suspend_offer
from emergency.housing.actions.suspensions import appeal, lift, uphold, warn_of_appeal
from emergency.housing.errors.extensions import OwnDecisionError
from emergency.housing.errors.requests import ReasonMissingError
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.suspensions import Suspension
from emergency.housing.periodic import end_past_offers, watch_appeals
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HousingOfferFactory,
    host_of,
    in_days,
    placed,
    requester_of,
)

pytestmark = pytest.mark.django_db


def on_duty(row):
    return DutyFactory(activation=row.activation).person


def suspended():
    offer = HousingOfferFactory()
    by = on_duty(offer)
    suspend_offer(offer=offer, reason="Two guests left within a day.", by=by)
    return Suspension.objects.select_related("offer").get(), by


def appealed():
    suspension, by = suspended()
    words = "The heating broke, and is mended."
    return appeal(suspension=suspension, words=words, by=host_of(suspension.offer)), by


def test_suspend_offer_keeps_the_reason_and_its_author():
    suspension, by = suspended()

    assert (suspension.state, suspension.by) == ("standing", by)
    assert suspension.reason == "Two guests left within a day."
    with pytest.raises(IntegrityError), transaction.atomic():
        Suspension.objects.update(reason="")


def test_whoever_lives_there_keeps_their_roof_and_a_person_looks_at_once():
    placement = placed()

    suspend_offer(offer=placement.offer, reason="A report.", by=on_duty(placement))

    placement.refresh_from_db()
    assert placement.state == "confirmed"
    assert list(HousingRequest.objects.overdue()) == [placement.request]


def test_the_host_appeals_once_and_a_clock_runs():
    suspension, _by = appealed()

    assert suspension.state == "appealed"
    left = suspension.due_at - timezone.now()
    assert timedelta(days=2, hours=23) < left <= timedelta(days=3)
    notice = Notice.objects.filter(template__contains="appeal_made").latest("pk")
    assert notice.data["reference"] == suspension.offer.reference
    assert datetime.fromisoformat(notice.data["until"]) == suspension.due_at
    with pytest.raises(IllegalTransitionError):
        appeal(suspension=suspension, words="And more.", by=host_of(suspension.offer))


def test_an_appeal_needs_words_and_is_the_hosts():
    suspension, _by = suspended()

    with pytest.raises(ReasonMissingError):
        appeal(suspension=suspension, words="  ", by=host_of(suspension.offer))
    for by in (UserFactory(), host_of(HousingOfferFactory()), requester_of(placed().request)):
        with pytest.raises(PermissionDenied):
            appeal(suspension=suspension, words="No.", by=by)


def test_a_host_can_t_lift_it_by_confirming():
    suspension, _by = appealed()

    with pytest.raises(IllegalTransitionError):
        confirm_offer(offer=suspension.offer, by=host_of(suspension.offer))


def test_another_person_decides_and_the_host_reads_why():
    suspension, author = appealed()
    other = on_duty(suspension)

    for action in (uphold, lift):
        with pytest.raises(OwnDecisionError):
            action(suspension=suspension, reason="I was right.", by=author)
    uphold(suspension=suspension, reason="Called both guests.", by=other)

    suspension.refresh_from_db()
    assert (suspension.state, suspension.decided_by) == ("upheld", other)
    assert Letter.objects.filter(title="Your appeal has been decided").count() == 1
    assert HousingOffer.objects.get(pk=suspension.offer_id).state == "suspended"


def test_lift_makes_the_home_ready_again():
    suspension, _author = appealed()

    lifted = lift(suspension=suspension, reason="Mended, seen by video.", by=on_duty(suspension))

    assert (lifted.state, lifted.decision) == ("lifted", "Mended, seen by video.")
    assert HousingOffer.objects.get(pk=suspension.offer_id).state == "live"


def test_whoever_suspended_may_lift_it_as_long_as_nobody_appealed():
    suspension, author = suspended()

    reinstate_offer(offer=suspension.offer, reason="It was another home.", by=author)

    suspension.refresh_from_db()
    assert (suspension.state, suspension.decided_by) == ("lifted", author)


def test_end_past_offers_ends_suspended_homes_open_to_appeal():
    suspension, _by = suspended()
    HousingOffer.objects.update(check_in=in_days(-9), check_out=in_days(0))

    end_past_offers()
    end_past_offers()

    [home] = HousingOffer.objects.all()
    assert home.state == "ended"
    body = "The suspension was not lifted."
    assert [body in letter.text for letter in Letter.objects.order_by("pk")] == [False, True]
    assert not HousingOffer.objects.to_call_again(ActivationFactory()).exists()
    words = appeal(suspension=suspension, words="It was mended.", by=host_of(home))
    lifted = lift(suspension=words, reason="Seen by video.", by=on_duty(suspension))
    assert (lifted.state, HousingOffer.objects.get().state) == ("lifted", "ended")
    assert HousingOffer.objects.to_call_again(ActivationFactory()).exists()


def test_what_ended_without_a_suspension_isn_t_brought_back():
    offer = HousingOfferFactory(state="ended")

    with pytest.raises(IllegalTransitionError):
        reinstate_offer(offer=offer, reason="Please.", by=on_duty(offer))


@pytest.mark.parametrize("action", [uphold, lift])
def test_a_decision_needs_its_reason_and_a_coordinator(action):
    suspension, _author = appealed()

    with pytest.raises(ReasonMissingError):
        action(suspension=suspension, reason=" ", by=on_duty(suspension))
    with pytest.raises(PermissionDenied):
        action(suspension=suspension, reason="R", by=UserFactory())


def test_uphold_needs_an_appeal():
    suspension, _author = suspended()

    with pytest.raises(IllegalTransitionError):
        uphold(suspension=suspension, reason="R", by=on_duty(suspension))


def test_the_database_lets_nobody_decide_on_their_own_decision():
    _suspension, author = appealed()

    with pytest.raises(IntegrityError):
        Suspension.objects.update(state="upheld", decided_by=author)


def test_an_appeal_that_waits_too_long_is_said_aloud_once():
    suspension, author = appealed()
    watch_appeals()
    assert not Notice.objects.filter(template__contains="appeal_waits").exists()
    Suspension.objects.update(due_at=timezone.now())

    watch_appeals()
    watch_appeals()

    assert Notice.objects.filter(template__contains="appeal_waits").count() == 1
    with pytest.raises(PermissionDenied):
        warn_of_appeal(suspension=suspension, by=author)
    assert warn_of_appeal(suspension=suspension, by=SYSTEM).warned_at is not None
