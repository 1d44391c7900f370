"""The seasons of a rate in a draft."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from hosting.offers.actions.price_seasons import add_season, change_season, remove_season
from hosting.offers.actions.rates import change_rate
from hosting.offers.actions.review import submit_for_review
from hosting.offers.errors import (
    NoSeasonsForRateError,
    RateHasSeasonsError,
    SeasonOverlapError,
    TooManySeasonsError,
    UnderReviewError,
)
from hosting.offers.models.rates import Rate
from hosting.offers.models.stay_prices import Amounts, PriceSeason
from hosting.offers.models.stays import Stay
from tests.factories.accounts import UserFactory
from tests.factories.hosting import SUMMER, RateFactory, StayFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]

AUTUMN = PriceSeason(date(2027, 9, 1), date(2027, 11, 1), Amounts(Decimal(80)), own_name="Cider")


def stay_with(*seasons, **rate):
    stay = StayFactory(draft=True)
    RateFactory(offer=stay, sort_order=1, seasons=[one.to_json() for one in seasons], **rate)
    return stay


def seasons_of(stay):
    draft = Stay.objects.get(pk=stay.pk).get_latest_revision_as_object()
    (rate,) = draft.rates.all()
    return [(season.number, season.label, season.begins) for season in rate.price_seasons]


def add(stay, season, by=None):
    return add_season(offer=stay, number=1, season=season, by=by or stay.host)


def test_add_season_pressed_twice_adds_one_beside_the_others():
    stay = stay_with(SUMMER)

    for _press in range(2):
        add(stay, AUTUMN)

    assert seasons_of(stay) == [(1, "Summer", date(2027, 7, 1)), (2, "Cider", date(2027, 9, 1))]


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        pytest.param(date(2027, 8, 31), date(2027, 9, 30), id="its-last-night"),
        pytest.param(date(2027, 6, 1), date(2027, 7, 2), id="its-first-night"),
        pytest.param(date(2027, 7, 10), date(2027, 7, 12), id="inside"),
        pytest.param(date(2027, 1, 1), date(2028, 1, 1), id="around"),
    ],
)
def test_add_season_refuses_dates_of_another_season(begins, ends):
    stay = stay_with(SUMMER)

    with pytest.raises(SeasonOverlapError) as refusal:
        add(stay, replace(AUTUMN, begins=begins, ends=ends))

    assert str(refusal.value) == (
        "These dates overlap “Summer” (1 Jul – 1 Sept). Change the dates of one season."
    )
    assert seasons_of(stay) == [(1, "Summer", date(2027, 7, 1))]


@pytest.mark.parametrize("unit", ["stay", "person"])
def test_add_season_is_for_rates_that_count_nights(unit):
    stay = stay_with(unit=unit)

    with pytest.raises(NoSeasonsForRateError):
        add(stay, SUMMER)

    assert seasons_of(stay) == []


def test_add_season_has_an_end(settings):
    settings.HOSTING_SEASONS_LIMIT = 1
    stay = stay_with(SUMMER)

    with pytest.raises(TooManySeasonsError) as refusal:
        add(stay, AUTUMN)

    assert str(refusal.value) == "You’ve reached the limit of 1 season. Remove one to add another."


def test_change_season_may_overlap_what_it_was_and_no_other():
    stay = stay_with(SUMMER, AUTUMN.numbered(2))
    longer = replace(AUTUMN, ends=date(2027, 11, 15))

    change_season(offer=stay, number=1, season_number=2, season=longer, by=stay.host)
    with pytest.raises(SeasonOverlapError):
        change_season(offer=stay, number=1, season_number=1, season=longer, by=stay.host)

    (rate,) = Stay.objects.get().get_latest_revision_as_object().rates.all()
    assert [(one.number, one.ends) for one in rate.price_seasons] == [
        (1, date(2027, 9, 1)),
        (2, date(2027, 11, 15)),
    ]


def test_remove_season_pressed_twice_removes_one():
    stay = stay_with(SUMMER, AUTUMN.numbered(2))

    for _press in range(2):
        remove_season(offer=stay, number=1, season_number=1, by=stay.host)

    assert seasons_of(stay) == [(2, "Cider", date(2027, 9, 1))]


@pytest.mark.parametrize(("number", "season_number"), [(9, 1), (1, 9)])
def test_no_such_season_changes_nothing(number, season_number):
    stay = stay_with(SUMMER)
    which = {"number": number, "season_number": season_number}

    change_season(offer=stay, season=AUTUMN, by=stay.host, **which)
    remove_season(offer=stay, by=stay.host, **which)
    add_season(offer=stay, number=9, season=AUTUMN, by=stay.host)

    assert seasons_of(stay) == [(1, "Summer", date(2027, 7, 1))]


def test_change_rate_keeps_its_seasons_while_their_amounts_mean_the_same():
    stay = stay_with(SUMMER)
    dearer = Rate(own_name="For anyone", amount=Decimal(50), unit="night")
    by_person = Rate(own_name="For anyone", amount=Decimal(50), unit="person_night")

    change_rate(offer=stay, number=1, rate=dearer, by=stay.host)
    with pytest.raises(RateHasSeasonsError):
        change_rate(offer=stay, number=1, rate=by_person, by=stay.host)

    assert seasons_of(stay) == [(1, "Summer", date(2027, 7, 1))]


@pytest.mark.parametrize("verb", ["add", "change", "remove"])
def test_seasons_are_the_hosts_own(verb):
    stay, by = stay_with(SUMMER), UserFactory()

    with pytest.raises(PermissionDenied):
        {
            "add": lambda: add(stay, AUTUMN, by),
            "change": lambda: change_season(
                offer=stay, number=1, season_number=1, season=AUTUMN, by=by
            ),
            "remove": lambda: remove_season(offer=stay, number=1, season_number=1, by=by),
        }[verb]()

    assert seasons_of(stay) == [(1, "Summer", date(2027, 7, 1))]


def test_seasons_wait_while_a_community_reads():
    stay = stay_with(SUMMER)
    submit_for_review(offer=stay, by=stay.host)

    with pytest.raises(UnderReviewError):
        add(stay, AUTUMN)
