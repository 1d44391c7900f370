"""Two at one desk at the same moment: one has it, the other is told who."""

from uuid import uuid4

import pytest

from core.dates import DateRange
from emergency.actions.calls import ring_host
from emergency.actions.extensions import agree_longer, ask_longer
from emergency.actions.incidents import take_incident, tell_incident
from emergency.errors.calls import OnTheLineError
from emergency.errors.safety import HasItAlreadyError
from emergency.models import (
    Extension,
    HostCall,
    HousingOffer,
    Incident,
    Placement,
    RevealLog,
    TakenNight,
    Telling,
)
from hosting.actions.holds import hold_nights
from hosting.models import NightHold
from tests.factories.emergency import (
    DutyFactory,
    HousingOfferFactory,
    host_of,
    in_days,
    placed,
    reader_of,
    requester_of,
    told,
)
from tests.factories.hosting import UnitFactory
from tests.rivals import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_two_take_a_report_and_one_has_it():
    incident = told()
    readers = [reader_of(incident) for _ in range(4)]

    results = at_once(
        *(lambda by=reader: take_incident(incident=incident, by=by) for reader in readers)
    )

    winners = [one for one in results if isinstance(one, Incident)]
    assert [type(one) for one in results if one not in winners] == [HasItAlreadyError] * 3
    assert Incident.objects.get().owner == winners[0].owner


def test_a_report_that_is_pressed_five_times_is_one():
    request = placed().request
    said = Telling(key=uuid4())

    results = at_once(
        *(
            lambda: tell_incident(subject=request, telling=said, by=requester_of(request))
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

    results = at_once(*(lambda by=person: ring_host(offer=offer, by=by) for person in people))

    assert sum(isinstance(one, OnTheLineError) for one in results) == 2
    assert HostCall.objects.count() == RevealLog.objects.count() == 1
