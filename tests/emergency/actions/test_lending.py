"""A host lends a home that hosting knows: nothing is typed twice, the calendar is one."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core.dates import DateRange
from emergency.actions.asking import ask_host, say_yes_as_host
from emergency.actions.lending import lend_unit
from emergency.actions.offers import begin_check, pass_check
from emergency.actions.placements import say_yes_as_requester
from emergency.enums import AccessMode
from emergency.errors.activations import DoorsClosedError
from emergency.errors.offers import LentTooShortError, UnitKnownError, WholeOnlyError
from emergency.models import HousingOffer
from hosting.enums import LodgingKind, OfferState
from hosting.models import NightHold
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    in_days,
    looking,
    requester_of,
)
from tests.factories.hosting import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory(stay__lodging_kind=LodgingKind.FURNISHED, sleeps=2)


def lend(activation, unit, **changes):
    said = {
        "activation": activation,
        "unit": unit,
        "dates": DateRange(in_days(0), in_days(60)),
        "access_mode": AccessMode.KEY_BOX,
        "access_hours": "",
        "key": uuid4(),
        "by": unit.stay.host,
    }
    return lend_unit(**said | changes)


@pytest.mark.parametrize(("first", "last"), [(0, 3), (-9, 3), (2, 5)])
def test_lend_unit_needs_days_in_which_one_stay_and_its_empty_nights_fit(unit, first, last):
    activation = ActivationFactory(min_nights=2, gap_nights=2)
    days = DateRange(in_days(first), in_days(last))

    with pytest.raises(LentTooShortError):
        lend(activation, unit, dates=days)
    assert lend(activation, unit, dates=DateRange(days.check_in, in_days(last + 1)))


def test_lend_unit_takes_over_what_hosting_knows_and_shows_no_street(unit):
    offer = lend(ActivationFactory(), unit)

    place = unit.stay.place
    assert (offer.host, offer.unit, offer.sleeps, offer.kind) == (unit.stay.host, unit, 2, "whole")
    assert (offer.latitude, offer.longitude) == (place.latitude, place.longitude)
    assert offer.private.address == place.address
    assert offer.state == "submitted"


def test_a_lent_unit_goes_the_whole_road_and_holds_hosting_s_nights(unit):
    request = looking()
    offer = lend(request.activation, unit)
    by = DutyFactory(activation=request.activation).person
    begin_check(offer=offer, by=by)
    pass_check(offer=offer, level=1, by=by)

    proposal = ask_host(request=request, offer=offer, by=by)
    say_yes_as_host(proposal=proposal, full_name="Dominique", by=unit.stay.host)
    say_yes_as_requester(proposal=proposal, full_name="Camille", by=requester_of(request))

    assert NightHold.objects.filter(unit=unit).count() == 14


def test_lend_unit_with_the_same_key_is_once_and_another_time_is_refused(unit):
    activation, key = ActivationFactory(), uuid4()

    assert lend(activation, unit, key=key) == lend(activation, unit, key=key)
    with pytest.raises(UnitKnownError):
        lend(activation, unit)
    assert HousingOffer.objects.count() == 1


def test_lend_unit_keeps_to_the_rules(unit):
    shared = UnitFactory(stay__lodging_kind=LodgingKind.IN_HOME)

    with pytest.raises(DoorsClosedError):
        lend(ActivationFactory(ending=True), unit)
    with pytest.raises(WholeOnlyError):
        lend(ActivationFactory(), shared)
    assert lend(ActivationFactory(whole_only=False), shared).is_shared


@pytest.mark.parametrize("trait", [{"state": OfferState.PAUSED}, {"live": False}])
def test_lend_unit_is_for_the_host_of_a_published_home(unit, trait):
    with pytest.raises(PermissionDenied):
        lend(ActivationFactory(), unit, by=UserFactory())
    for name, value in trait.items():
        setattr(unit.stay, name, value)
    with pytest.raises(PermissionDenied):
        lend(ActivationFactory(), unit)


def test_the_page_offers_ones_own_homes_and_leads_to_the_status(client, unit):
    activation = ActivationFactory()
    other = UnitFactory(stay__lodging_kind=LodgingKind.FURNISHED)
    client.force_login(unit.stay.host)
    page = reverse("emergency:door-own", args=[activation.address])
    choices = client.get(page).context["form"].fields["unit"].queryset
    assert list(choices) == [unit]
    words = {
        "key": str(uuid4()),
        "unit": unit.pk,
        "check_in": in_days(0).isoformat(),
        "check_out": in_days(30).isoformat(),
        "access_mode": "key_box",
    }

    refused = client.post(page, words | {"unit": other.pk})
    answer = client.post(page, words)

    assert refused.status_code == 422
    assert answer.url == HousingOffer.objects.get().submission.get_absolute_url()


def test_the_page_says_so_when_there_is_nothing_to_lend(client):
    client.force_login(UserFactory())

    page = client.get(reverse("emergency:door-own", args=[ActivationFactory().address]))

    assert "None of your homes can be lent here" in page.text
