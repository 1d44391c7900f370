"""A host lends a home that hosting knows: nothing is typed twice, the calendar is one."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core.errors import DomainError
from core.values.dates import DateRange
from emergency.housing.actions.offers import begin_check, pass_check
from emergency.housing.actions.placements import accept_as_requester
from emergency.housing.actions.proposals import accept_as_host, ask_host
from emergency.housing.errors.offers import LentTooShortError, UnitKnownError, WholeOnlyError
from emergency.housing.models.offers import HousingOffer
from emergency.housing.states.offers import AccessMode
from emergency.intake.errors import IntakeClosedError
from emergency.standby.actions.lending import lend_unit
from hosting.calendars.models import NightHold
from hosting.offers.choices.lists import LodgingKind
from hosting.offers.states import OfferState
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    in_days,
    looking,
    requester_of,
)
from tests.factories.hosting import PlaceFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    """In town: nearer to the hospital than anybody there asks for."""
    in_town = PlaceFactory(
        exact_latitude=47.391, exact_longitude=0.69, latitude=47.39, longitude=0.69
    )
    return UnitFactory(stay__lodging_kind=LodgingKind.FURNISHED, stay__place=in_town, sleeps=2)


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
def test_lend_unit_needs_days_for_a_stay_and_its_gap(unit, first, last):
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
    accept_as_host(proposal=proposal, full_name="Dominique", by=unit.stay.host)
    accept_as_requester(proposal=proposal, full_name="Camille", by=requester_of(request))

    assert NightHold.objects.filter(unit=unit).count() == 14


def test_lend_unit_with_the_same_key_is_once_and_another_time_is_refused(unit):
    activation, key = ActivationFactory(), uuid4()

    assert lend(activation, unit, key=key) == lend(activation, unit, key=key)
    with pytest.raises(UnitKnownError):
        lend(activation, unit)
    assert HousingOffer.objects.count() == 1


def test_lend_unit_keeps_to_the_rules(unit):
    shared = UnitFactory(stay__lodging_kind=LodgingKind.IN_HOME)

    with pytest.raises(IntakeClosedError):
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
    page = reverse("emergency:lend-unit", args=[activation.address])
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

    page = client.get(reverse("emergency:lend-unit", args=[ActivationFactory().address]))

    assert "None of your homes can be lent here" in page.text


def test_two_units_of_one_home_are_lent_and_lived_in_at_once(unit):
    activation = ActivationFactory()
    by = DutyFactory(activation=activation).person
    units = [unit, UnitFactory(stay=unit.stay, sleeps=2)]

    stays = []
    for one in units:
        offer = lend(activation, one)
        begin_check(offer=offer, by=by)
        ready = pass_check(offer=offer, level=1, by=by)
        request = looking(activation=activation)
        proposal = ask_host(request=request, offer=ready, by=by)
        accept_as_host(proposal=proposal, full_name="Dominique", by=unit.stay.host)
        me = requester_of(request)
        stays.append(accept_as_requester(proposal=proposal, full_name="Camille", by=me))

    first, second = stays
    assert first.dates == second.dates
    held = [set(NightHold.objects.filter(unit=one).values_list("hold", flat=True)) for one in units]
    assert held == [{first.hold_id}, {second.hold_id}]
    assert [NightHold.objects.filter(unit=one).count() for one in units] == [14, 14]


def test_ask_host_refuses_a_taken_unit_while_another_is_free(unit):
    activation = ActivationFactory()
    by = DutyFactory(activation=activation).person
    offer, other = (lend(activation, one) for one in (unit, UnitFactory(stay=unit.stay)))
    for one in (offer, other):
        begin_check(offer=one, by=by)
        pass_check(offer=one, level=1, by=by)
    first, second = looking(activation=activation), looking(activation=activation)
    ask_host(request=first, offer=offer, by=by)

    with pytest.raises(DomainError):
        ask_host(request=second, offer=offer, by=by)
    assert ask_host(request=second, offer=other, by=by).state == "asked"
