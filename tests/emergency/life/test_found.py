"""What living through it five hundred times brought to light, each on its own."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from core.states import IllegalTransitionError
from core.values.dates import DateRange
from emergency.activations.actions.switching import propose_switch
from emergency.activations.errors.activations import RequestsOpenError
from emergency.activations.models.activations import Activation
from emergency.activations.states.activations import ServiceStep
from emergency.activations.states.switching import SwitchChange
from emergency.housing.actions.placements import accept_as_requester, break_down, check_in
from emergency.housing.actions.proposals import accept_as_host, ask_host
from emergency.housing.actions.requests import mark_duplicate, resume_verification
from emergency.housing.errors.proposals import NightsPassedError
from emergency.housing.errors.requests import DuplicateItselfError
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.requests import HousingRequest
from emergency.housing.periodic import look_for_missing, park_silent_offers
from emergency.housing.presenters.homes import homes_for
from emergency.housing.selectors.market import demand_of
from emergency.intake.errors import IntakeClosedError
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    SubmissionFactory,
    asked,
    host_of,
    in_days,
    looking,
    pair,
    placed,
    requester_of,
)

pytestmark = pytest.mark.django_db


def on_duty(row):
    return DutyFactory(activation=row.activation).person


def test_mark_duplicate_never_turns_in_a_circle():
    first = HousingRequestFactory()
    second, by = HousingRequestFactory(activation=first.activation), on_duty(first)
    mark_duplicate(request=first, first=second, by=by)

    with pytest.raises(DuplicateItselfError):
        mark_duplicate(request=second, first=first, by=by)

    second.refresh_from_db()
    assert second.is_open


def test_ask_host_is_for_somebody_who_looks():
    housed = placed()
    other = HousingOfferFactory(activation=housed.activation)

    with pytest.raises(IllegalTransitionError):
        ask_host(request=housed.request, offer=other, by=on_duty(housed))


def test_ask_host_asks_for_no_night_that_is_over():
    request, offer, by = pair(check_in=in_days(-3), check_out=in_days(4))

    ask = ask_host(request=request, offer=offer, by=by)

    assert (ask.check_in, ask.check_out) == (in_days(0), in_days(4))
    assert demand_of(request).nights == DateRange(in_days(0), in_days(4))


def test_nothing_is_asked_for_a_need_that_is_over():
    request, offer, by = pair(check_in=in_days(-3), check_out=in_days(0))

    with pytest.raises(NightsPassedError):
        ask_host(request=request, offer=offer, by=by)

    assert homes_for(request) == ([], [])


def test_a_broken_down_stay_finds_a_home_free_from_today():
    stay = placed(check_in=in_days(-3), check_out=in_days(4))
    check_in(placement=stay, by=requester_of(stay.request))
    break_down(placement=stay, reason="Water in the cellar", by=requester_of(stay.request))
    home = HousingOfferFactory(activation=stay.activation, check_in=in_days(0))

    stay.request.refresh_from_db()
    ask = ask_host(request=stay.request, offer=home, by=on_duty(stay))

    assert ask.check_in == in_days(0)


def test_a_yes_of_the_host_confirms_a_home_parked_meanwhile():
    ask = asked()
    HousingOffer.objects.update(fresh_until=timezone.now() - timedelta(minutes=1))
    park_silent_offers()

    accept_as_host(proposal=ask, full_name="Dominique", by=host_of(ask.offer))

    offer = HousingOffer.objects.get()
    assert (offer.state, offer.is_fresh) == ("live", True)
    accept_as_requester(proposal=ask, full_name="Camille", by=requester_of(ask.request))


def test_a_stay_agreed_today_for_tonight_is_not_missed_at_once():
    stay = placed(check_in=in_days(0))

    look_for_missing()

    stay.refresh_from_db()
    assert stay.missed_at is None
    assert not HousingRequest.objects.overdue().exists()


def test_close_waits_for_what_came_in_and_was_not_taken_in_yet(ruler):
    activation = ActivationFactory(ending=True)
    SubmissionFactory(activation=activation, taken_in_at=None)

    with pytest.raises(RequestsOpenError):
        propose_switch(activation=activation, change=SwitchChange.CLOSE, by=ruler)


def test_no_appeal_opens_a_request_in_an_emergency_that_is_closed():
    request = HousingRequestFactory(state="ineligible", next_action_at=None)
    Activation.objects.update(state="closed")

    with pytest.raises(IntakeClosedError):
        resume_verification(request=request, by=on_duty(request))


def test_due_at_counts_hours_also_in_the_night_in_which_the_clocks_change():
    activation = ActivationFactory(draft=True, opens=time(7), closes=time(23))
    activation.refresh_from_db()
    before_dawn = datetime.fromisoformat("2027-03-27T05:00+01:00")

    due = activation.due_at(ServiceStep.PLACEMENT, before_dawn)

    assert due == datetime.fromisoformat("2027-03-28T08:00+02:00")  # seven and a whole day


def test_nights_are_days_also_when_the_clocks_change(time_machine):
    time_machine.move_to("2027-03-26T12:00:00+00:00")
    request = looking(check_in=in_days(1), check_out=in_days(3))
    offer = HousingOfferFactory(activation=request.activation)

    ask = ask_host(request=request, offer=offer, by=on_duty(request))

    nights = ask.taken_nights.order_by("night").values_list("night", flat=True)
    assert [night.isoformat() for night in nights] == ["2027-03-27", "2027-03-28", "2027-03-29"]
