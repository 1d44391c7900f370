"""Homes for one request: never again where somebody said no, and the price of all, not of some."""

from datetime import timedelta

import pytest
from django.utils import timezone

from emergency.desk.presenters.board import board_of
from emergency.housing.actions.proposals import (
    accept_as_host,
    ask_host,
    decline_as_host,
    decline_as_requester,
)
from emergency.housing.presenters import homes
from emergency.housing.presenters.homes import fitting_homes, homes_for, unready_homes
from emergency.housing.selectors import market
from emergency.housing.selectors.market import lately
from emergency.housing.selectors.matching_input import matching_input
from emergency.matching.choices import Choices
from emergency.matching.costs import Costs
from emergency.matching.engine import match
from emergency.matching.market import Terms
from emergency.matching.weights import Weights
from tests.emergency.matching.markets import NOW, a_home, a_request, at
from tests.factories.emergency import (
    ActivationFactory,
    HospitalFactory,
    HousingOfferFactory,
    host_of,
    in_days,
    looking,
    pair,
    requester_of,
)

pytestmark = pytest.mark.django_db


def names(some):
    return [home.reference for home in some]


def host_refuses(request, offer, by):
    decline_as_host(
        proposal=ask_host(request=request, offer=offer, by=by), refusal="dates", by=host_of(offer)
    )


def requester_refuses(request, offer, by):
    ask = ask_host(request=request, offer=offer, by=by)
    ask = accept_as_host(proposal=ask, full_name="Dominique", by=host_of(offer))
    decline_as_requester(proposal=ask, refusal="place", by=requester_of(request))


@pytest.mark.parametrize("refuse", [host_refuses, requester_refuses])
def test_a_refused_home_is_proposed_to_others_only(refuse):
    request, offer, by = pair()
    refuse(request, offer, by)
    request.refresh_from_db()
    other = looking(activation=request.activation, hospital=request.hospital)

    fitting, nearly = homes_for(request)

    assert (names(fitting), names(nearly)) == ([], [offer.reference])
    assert [home.why_not for home in nearly] == [["not to be matched with this guest again"]]
    assert names(homes_for(other)[0]) == [offer.reference]
    drafts = match(matching_input(request.activation).market).drafts
    assert [(one.demand, one.supply) for one in drafts] == [(other.reference, offer.reference)]


def test_homes_for_nearly_fits_far_homes_and_looks_at_nearest(monkeypatch):
    request, near, _by = pair()
    far = HousingOfferFactory(activation=request.activation, latitude=48.2)

    some = homes_for(request)
    monkeypatch.setattr(homes, "NEAREST", 1)
    fewer = homes_for(request)

    assert [names(part) for part in some] == [[near.reference], [far.reference]]
    assert [names(part) for part in fewer] == [[near.reference], []]


@pytest.mark.parametrize(
    "lacks",
    [
        {"sleeps": 1},
        {"state": "parked"},
        {"fresh_until": timezone.now() - timedelta(days=1)},
        {"kind": "shared", "household": "mixed"},
        {"check_out": in_days(10)},
        {"latitude": 47.7},
    ],
)
def test_fitting_homes_excludes_only_what_constraints_exclude(lacks):
    """As the matching sees it, with every constraint asked of every home."""
    request = looking(people=2, check_in=in_days(2), check_out=in_days(11))
    fits = HousingOfferFactory(activation=request.activation)
    HousingOfferFactory(activation=request.activation, **lacks)

    drafts = match(matching_input(request.activation).market).drafts

    assert names(fitting_homes(request)) == [one.supply for one in drafts] == [fits.reference]


def test_costs_leave_a_contested_home_to_others_among_few_homes():
    driver = a_request("driver", longest_minutes=60)
    around = [a_home("near", point=at(0.5)), a_home("far", point=at(6))]

    def prices(need):
        costs = Costs(Choices(around, Terms(now=NOW)), Weights())
        costs.count([need, 0])
        return costs.of(driver, [0, 1])

    alone, one_of_many = prices(1), prices(1 / 100_000)

    assert alone[0] > alone[1]
    assert one_of_many[0] < one_of_many[1]


def test_a_parked_home_is_needed_too_as_soon_as_its_host_confirms_it():
    request, offer, _by = pair()
    parked = HousingOfferFactory(activation=request.activation, state="parked")
    HospitalFactory(department_code="41")

    needs = homes.count_needs(request.activation)

    assert needs[parked.pk] == needs[offer.pk] >= 1


def test_what_others_need_is_counted_once_in_two_hours(monkeypatch):
    request, _offer, _by = pair()
    counted = []
    monkeypatch.setattr(homes, "lately", lambda activation: counted.append(activation) or [])

    for _ in range(2):
        fitting_homes(request)

    assert counted == [request.activation]


def test_lately_expects_people_on_foot_until_enough_have_asked(monkeypatch):
    activation = ActivationFactory()
    for kilometre in (0, 3):
        HospitalFactory(latitude=47.3 + kilometre / 100)
    HospitalFactory(department_code="41")

    before = lately(activation)
    monkeypatch.setattr(market, "LATELY", 3)
    asked = looking(activation=activation)
    after = lately(activation)

    assert [one.reference for one in before] == [
        *("expected 0 20", "expected 0 30", "expected 1 20", "expected 1 30")
    ]
    assert [one.reference for one in after] == [asked.reference, "expected 0 20", "expected 0 30"]


def test_lately_forgets_after_a_week(monkeypatch):
    monkeypatch.setattr(market, "LATELY", 1)
    request = looking()
    other = looking(activation=request.activation)
    type(other).objects.filter(pk=other.pk).update(created_at=timezone.now() - timedelta(days=8))

    assert [one.reference for one in lately(request.activation)] == [request.reference]


def test_board_leaves_out_a_home_that_said_no():
    request, offer, by = pair()
    before = {cell.free for cell in board_of(request.activation, None).cells}

    host_refuses(request, offer, by)

    assert (before, {cell.free for cell in board_of(request.activation, None).cells}) == ({1}, {0})


@pytest.mark.parametrize(
    ("waits", "for_call"),
    [
        pytest.param({"new": True}, False, id="new"),
        pytest.param({"state": "checking", "check_level": 0}, False, id="checking"),
        pytest.param({"state": "parked", "stale": True}, True, id="parked"),
        pytest.param({"stale": True}, True, id="stale"),
    ],
)
def test_unready_homes_are_those_that_would_fit_after_a_word(waits, for_call):
    request = looking()
    home = HousingOfferFactory(activation=request.activation, **waits)

    found = unready_homes(request)

    assert [(one.reference, one.waits_for_call) for one in found] == [(home.reference, for_call)]


@pytest.mark.parametrize(
    "lacks",
    [
        {"sleeps": 1, "new": True},
        {"latitude": 47.7, "new": True},
        {"state": "parked", "check_level": 0},
        {"state": "withdrawn"},
        {"state": "paused"},
        {"state": "suspended"},
        {},
    ],
)
def test_unready_homes_excludes_what_no_word_would_help(lacks):
    request = looking(people=2)
    HousingOfferFactory(activation=request.activation, **lacks)
    HousingOfferFactory(new=True)  # of another emergency

    assert unready_homes(request) == []


def test_unready_homes_need_a_known_place_of_work():
    request = looking(hospital=None, workplace="A ward")
    HousingOfferFactory(activation=request.activation, new=True)

    assert unready_homes(request) == []


def test_unready_homes_ask_as_often_for_ten_as_for_one(count_queries):
    request = looking()
    HousingOfferFactory(activation=request.activation, new=True)
    one = count_queries(lambda: unready_homes(request))
    HousingOfferFactory.create_batch(9, activation=request.activation, new=True)

    assert count_queries(lambda: unready_homes(request)) == one
