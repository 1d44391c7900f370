"""Somebody goes, or is called, at the moment in which others count on them."""

import pytest

from commons.notifications.models import Notice
from core.permissions import SYSTEM
from emergency.housing.actions.offers import begin_check
from emergency.housing.actions.requests import resume_verification
from emergency.housing.errors.offers import UnitKnownError
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.requests import HousingRequest
from emergency.intake.models.contacts import Contact
from emergency.retention.actions.erasure import forget_submission
from emergency.standby.actions.standbys import answer_call, call_standbys, stand_down
from emergency.standby.models import Standby, StandbyCall
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    StandbyFactory,
    host_of,
    requester_of,
)
from tests.rivals import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_four_clocks_call_a_host_once():
    StandbyFactory()
    activation = ActivationFactory()

    called = at_once(*(lambda: call_standbys(activation=activation, by=SYSTEM) for _ in range(4)))

    assert sorted(called) == [0, 0, 0, 1]
    assert StandbyCall.objects.count() == Notice.objects.count() == 1


def test_a_promise_is_taken_back_while_its_host_is_called():
    activation = ActivationFactory()
    for _round in range(5):
        standby = StandbyFactory()
        host = standby.unit.stay.host

        called, gone = at_once(
            lambda: call_standbys(activation=activation, by=SYSTEM),
            lambda one=standby, by=host: stand_down(standby=one, by=by),
        )

        assert (called in {0, 1}, gone) == (True, None)
        assert not Standby.objects.exists()


def test_a_home_that_is_lent_by_four_presses_is_lent_once():
    standby, activation = StandbyFactory(), ActivationFactory()
    said = {"dates": activation.until_the_end, "by": standby.unit.stay.host}

    results = at_once(
        *(lambda: answer_call(standby=standby, activation=activation, **said) for _ in range(4))
    )

    refused = [type(one) for one in results if not isinstance(one, HousingOffer)]
    assert refused == [UnitKnownError] * 3
    assert HousingOffer.objects.count() == 1


def test_forget_and_resume_at_once_leave_nobody_open_unreachable():
    for _round in range(5):
        request = HousingRequestFactory(state="ineligible", next_action_at=None)
        by = DutyFactory(activation=request.activation).person
        me = requester_of(request)

        at_once(
            lambda one=request, me=me: forget_submission(submission=one.submission, by=me),
            lambda one=request, by=by: resume_verification(request=one, by=by),
        )

        request.refresh_from_db()
        assert request.is_open == (request.contact_id is not None)
    assert HousingRequest.objects.open().count() == Contact.objects.count()


def test_a_home_is_forgotten_or_looked_at_again_and_never_both():
    for _round in range(5):
        offer = HousingOfferFactory(state="refused")
        by, host = DutyFactory(activation=offer.activation).person, host_of(offer)

        at_once(
            lambda one=offer, by=host: forget_submission(submission=one.submission, by=by),
            lambda one=offer, by=by: begin_check(offer=one, by=by),
        )

        offer.refresh_from_db()
        assert (offer.state == "checking") == (offer.contact_id is not None)


def test_a_wish_to_be_forgotten_that_is_pressed_five_times_is_kept_once():
    request = HousingRequestFactory(state="withdrawn", next_action_at=None)
    me = requester_of(request)

    at_once(*(lambda: forget_submission(submission=request.submission, by=me) for _ in range(5)))

    assert not Contact.objects.exists()
    assert HousingRequest.objects.get().phone_digest == ""
