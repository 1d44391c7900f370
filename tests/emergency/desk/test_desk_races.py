"""Two at one desk at the same moment: one has it, the other is told who."""

from functools import partial
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission

from core.permissions import SYSTEM
from core.values.dates import DateRange
from emergency.activations.actions.duties import put_on_duty
from emergency.activations.errors.activations import LastForAllError
from emergency.activations.models.reveals import RevealLog
from emergency.housing.actions.calls import call_host, call_requester
from emergency.housing.actions.extensions import agree_longer, ask_longer
from emergency.housing.actions.rosters import upload_roster, verify_listed
from emergency.housing.actions.texts import send_text
from emergency.housing.errors.calls import OnTheLineError
from emergency.housing.models.calls import HostCall, RequestCall
from emergency.housing.models.extensions import Extension
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import TakenNight
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.texts import Text
from emergency.housing.models.verification import Verification
from emergency.safety.actions.incidents import report_incident, take_incident
from emergency.safety.errors import HasItAlreadyError
from emergency.safety.models import Incident, IncidentReport
from hosting.calendars.actions.holds import hold_nights
from hosting.calendars.models import NightHold
from tests.emergency.gateway_of_texts import GatewayOfTexts
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HospitalFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    host_of,
    in_days,
    placed,
    reader_of,
    reported_incident,
    requester_of,
)
from tests.factories.hosting import UnitFactory
from tests.rivals import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def ruler_of_emergencies():
    person = UserFactory()
    person.user_permissions.add(Permission.objects.get(codename="change_activation"))
    return person


def test_two_take_a_report_and_one_has_it():
    incident = reported_incident()
    readers = [reader_of(incident) for _ in range(4)]

    results = at_once(
        *(lambda by=reader: take_incident(incident=incident, by=by) for reader in readers)
    )

    winners = [one for one in results if isinstance(one, Incident)]
    assert [type(one) for one in results if one not in winners] == [HasItAlreadyError] * 3
    assert Incident.objects.get().owner == winners[0].owner


def test_a_report_that_is_pressed_five_times_is_one():
    request = placed().request
    said = IncidentReport(key=uuid4())

    results = at_once(
        *(
            lambda: report_incident(subject=request, report=said, by=requester_of(request))
            for _ in range(5)
        )
    )

    assert {one.pk for one in results} == {Incident.objects.get().pk}


def test_more_nights_that_are_asked_five_times_are_one_ask():
    placement = placed()

    at_once(
        *(
            lambda: ask_longer(
                placement=placement, check_out=in_days(20), by=requester_of(placement.request)
            )
            for _ in range(5)
        )
    )

    assert Extension.objects.count() == 1
    assert TakenNight.objects.count() == 19


def test_more_nights_and_an_agreement_of_hosting_never_both_win():
    for _round in range(3):
        placement, unit = placed(), UnitFactory()
        hold = hold_nights(unit=unit, dates=placement.dates)
        Placement.objects.filter(pk=placement.pk).update(hold=hold)
        HousingOffer.objects.filter(pk=placement.offer_id).update(unit=unit)
        extension = ask_longer(
            placement=placement, check_out=in_days(20), by=requester_of(placement.request)
        )

        at_once(
            lambda e=extension: agree_longer(
                extension=e, full_name="D", by=host_of(e.placement.offer)
            ),
            lambda u=unit: hold_nights(unit=u, dates=DateRange(in_days(17), in_days(19))),
        )

        placement.refresh_from_db()
        nights = NightHold.objects.filter(unit=unit)
        longer = placement.check_out == in_days(20)
        assert nights.filter(hold=hold).count() == (18 if longer else 14)
        assert nights.count() == (18 if longer else 16)


def test_two_ring_one_host_and_one_has_them_on_the_line():
    offer = HousingOfferFactory(state="parked", stale=True)
    people = [DutyFactory(activation=offer.activation).person for _ in range(3)]

    results = at_once(*(lambda by=person: call_host(offer=offer, by=by) for person in people))

    assert sum(isinstance(one, OnTheLineError) for one in results) == 2
    assert HostCall.objects.count() == RevealLog.objects.count() == 1


def test_two_call_one_requester_and_one_has_them_on_the_line():
    request = HousingRequestFactory()
    people = [DutyFactory(activation=request.activation).person for _ in range(3)]

    results = at_once(
        *(lambda p=one: call_requester(request=request, reason="First", by=p) for one in people)
    )

    assert sum(isinstance(one, OnTheLineError) for one in results) == 2
    assert RequestCall.objects.count() == RevealLog.objects.count() == 1
    request.refresh_from_db()
    assert request.owner == RequestCall.objects.get().by


def test_two_compare_one_list_and_everybody_is_verified_once():
    activation = ActivationFactory()
    people = [DutyFactory(activation=activation).person for _ in range(3)]
    upload = upload_roster(activation=activation, data=b"0612345678\n0612345679", by=people[0])
    for last in "89":
        HousingRequestFactory(
            activation=activation,
            contact__phone=f"+3361234567{last}",
            contact__email=f"{last}@home.fr",
        )

    results = at_once(*(partial(verify_listed, upload=upload, by=person) for person in people))

    assert sum(results) == Verification.objects.count() == 2
    assert set(HousingRequest.objects.values_list("state", flat=True)) == {"matching"}


def test_put_on_duty_leaves_one_of_the_last_two_all_hospitals():
    ruler, activation, work = ruler_of_emergencies(), ActivationFactory(), HospitalFactory()
    people = [DutyFactory(activation=activation, sees_safety=True).person for _ in range(2)]
    said = {"activation": activation, "sees_safety": True, "hospitals": [work], "by": ruler}

    results = at_once(*(partial(put_on_duty, **said, email=one.email) for one in people))

    assert sum(isinstance(one, LastForAllError) for one in results) == 1
    assert activation.duties.filter(hospitals=None).count() == 1


def test_two_clocks_hand_a_text_over_once(settings):
    settings.EMERGENCY_TEXTS = "tests.emergency.gateway_of_texts.GatewayOfTexts"
    GatewayOfTexts.sent, GatewayOfTexts.is_down = {}, False
    request = HousingRequestFactory()
    text = Text.objects.create(
        activation=request.activation, submission=request.submission, title="Received"
    )

    at_once(*[partial(send_text, text=text, by=SYSTEM)] * 4)

    text.refresh_from_db()
    assert (text.state, text.tries, len(GatewayOfTexts.sent)) == ("sent", 1, 1)
