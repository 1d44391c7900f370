"""Which offers meet which wishes."""

from datetime import date, timedelta

import pytest
import time_machine

from core.dates import DateRange
from core.geo import Point
from hosting.enums import DayState, ExchangeMode, Facet, OfferState
from hosting.models import AccessSurvey, CalendarPeriod
from hosting.queries.candidates import candidates_for
from hosting.queries.filters import Near, OfferFilter
from tests.factories.hosting import (
    AT_TWO,
    MAY,
    ActivityFactory,
    AgreementFactory,
    InterestFactory,
    NeedFactory,
    ProductFactory,
    RateFactory,
    SessionFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db

HERE = Near("Loches", Point(47.3, 1.102), 20)


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel("2027-04-03 10:00", tick=False):
        yield


def lacks(offer, **wishes):
    """What the only candidate lacks; None where it isn't even one."""
    known = {one.pk: one.lacks for one in candidates_for(OfferFilter(**wishes))}
    return known.get(offer.pk)


def stay_sleeping(sleeps, **fields):
    return UnitFactory(sleeps=sleeps, stay=StayFactory(**fields)).stay


def test_without_wishes_every_public_offer_fits_and_no_other_is_known():
    shown = StayFactory()
    StayFactory(draft=True)
    StayFactory(state=OfferState.PAUSED)

    assert [(one.pk, one.lacks) for one in candidates_for(OfferFilter())] == [
        (shown.pk, frozenset())
    ]


@pytest.mark.parametrize(
    ("latitude", "expected"),
    [(47.3, frozenset()), (47.479, frozenset()), (47.5, {"place"}), (47.6, None)],
)
def test_a_place_is_met_inside_its_radius_and_just_outside_still_known(latitude, expected):
    offer = StayFactory(place__latitude=latitude)

    assert lacks(offer, near=HERE) == expected


def test_distance_is_measured_from_the_public_point_and_never_from_the_door():
    offer = StayFactory(place__exact_latitude=47.3, place__latitude=47.5)

    assert lacks(offer, near=HERE) == {"place"}


def test_an_offer_without_a_place_is_nowhere_near():
    product = ProductFactory(place=None)

    assert lacks(product) == frozenset()
    assert lacks(product, near=HERE) is None


@pytest.mark.parametrize(
    ("fields", "party", "expected"),
    [
        ({"party_max": 6}, 4, frozenset()),
        ({"party_max": 6}, 5, {"people"}),  # nobody sleeps more than four
        ({"party_max": 3}, 4, {"people"}),
        ({"party_min": 2}, 1, {"people"}),
        ({"party_max": None}, 4, frozenset()),
    ],
)
def test_a_stay_fits_so_many_as_the_host_receives_and_a_unit_sleeps(fields, party, expected):
    stay = stay_sleeping(4, **fields)

    assert lacks(stay, adults=party) == expected


def test_a_stay_without_units_receives_nobody():
    assert lacks(StayFactory(), adults=1) == {"people"}


def test_children_count():
    assert lacks(stay_sleeping(2), adults=2, children=1) == {"people"}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, frozenset()),
        ({"min_nights": 4}, {"dates"}),
        ({"min_nights": 3}, frozenset()),
        ({"max_nights": 2}, {"dates"}),
        ({"season_from": 6}, {"dates"}),
        ({"season_from": 11, "season_until": 5}, frozenset()),
        ({"notice_days": 31}, {"dates"}),
        ({"notice_days": 30}, frozenset()),
    ],
)
def test_a_stay_fits_dates_that_its_host_would_not_refuse(fields, expected):
    stay = stay_sleeping(4, **fields)

    assert lacks(stay, dates=MAY) == expected


def test_a_stay_fits_when_one_unit_is_free_for_all_of_them():
    agreement = AgreementFactory()
    stay = agreement.unit.stay
    UnitFactory(stay=stay, sleeps=2)

    assert lacks(stay, dates=MAY, adults=2) == frozenset()
    assert lacks(stay, dates=MAY, adults=3) == {"dates"}
    assert lacks(stay, dates=DateRange(date(2027, 5, 6), date(2027, 5, 8)), adults=3) == frozenset()


def test_a_closed_night_is_not_free():
    stay = stay_sleeping(4)
    CalendarPeriod.objects.create(
        unit=stay.units.get(),
        state=DayState.CLOSED,
        check_in=MAY.check_in + timedelta(days=1),
        check_out=MAY.check_out,
    )

    assert lacks(stay, dates=MAY) == {"dates"}


def test_an_activity_fits_when_a_session_has_seats_then():
    session = SessionFactory(seats=2)

    assert lacks(session.activity, dates=MAY, adults=2) == frozenset()
    assert lacks(session.activity, dates=MAY, adults=3) == {"dates"}
    assert lacks(session.activity, dates=DateRange(date(2027, 6, 1), date(2027, 6, 3))) == {"dates"}


def test_an_activity_on_request_fits_in_its_season():
    activity = ActivityFactory(is_on_request=True, season_from=4, season_until=5)

    assert lacks(activity, dates=MAY) == frozenset()
    assert lacks(activity, dates=DateRange(date(2027, 6, 1), date(2027, 6, 3))) == {"dates"}


@pytest.mark.parametrize("factory", [ProductFactory, TipFactory])
def test_what_needs_no_date_fits_in_its_season(factory):
    open_then, closed_then = factory(notice_days=300), factory(season_from=6)

    assert lacks(open_then, dates=MAY) == frozenset()
    assert lacks(closed_then, dates=MAY) == {"dates"}


def test_of_most_facets_one_choice_is_enough():
    stay = RateFactory(mode=ExchangeMode.SOLIDARITY, vacaf=True).offer

    assert lacks(stay, chosen={Facet.MODE: frozenset({"solidarity", "gift"})}) == frozenset()
    assert lacks(stay, chosen={Facet.MODE: frozenset({"gift"})}) == {"mode"}
    assert lacks(stay, chosen={Facet.MEANS: frozenset({"vacaf"})}) == frozenset()
    assert lacks(stay, chosen={Facet.MEANS: frozenset({"ancv"})}) == {"means"}
    assert lacks(stay, chosen={Facet.KIND: frozenset({"tip"})}) == {"kind"}


def test_means_count_only_where_money_changes_hands():
    stay = RateFactory(mode=ExchangeMode.GIFT, amount=None, cash=True).offer

    assert lacks(stay, chosen={Facet.MEANS: frozenset({"cash"})}) == {"means"}


def test_every_chosen_need_must_be_met():
    cot, kitchen = NeedFactory.create_batch(2)
    stay = StayFactory()
    stay.needs.set([cot])
    stay.save()
    AccessSurvey.objects.create(offer=stay, entrance_steps=0)

    assert lacks(stay, chosen={Facet.NEED: frozenset({cot.slug, "step-free"})}) == frozenset()
    assert lacks(stay, chosen={Facet.NEED: frozenset({cot.slug, kitchen.slug})}) == {"need"}


def test_interests_and_communities_can_be_chosen():
    rivers = InterestFactory()
    stay = StayFactory()
    stay.interests.set([rivers])
    stay.save()

    assert lacks(stay, chosen={Facet.INTEREST: frozenset({rivers.slug})}) == frozenset()
    assert lacks(stay, chosen={Facet.INTEREST: frozenset({"other"})}) == {"interest"}
    mine = frozenset({stay.community.public_id})
    assert lacks(stay, chosen={Facet.COMMUNITY: mine}) == frozenset()
    assert lacks(stay, chosen={Facet.COMMUNITY: frozenset({"other"})}) == {"community"}


@pytest.mark.parametrize(
    ("metres", "km", "expected"),
    [(2_000, "2", frozenset()), (2_001, "2", {"station"}), (None, "10", {"station"})],
)
def test_a_station_is_near_when_the_host_says_so(metres, km, expected):
    stay = StayFactory(station_distance=metres)

    assert lacks(stay, chosen={Facet.STATION: frozenset({km})}) == expected


@pytest.mark.parametrize(
    ("facts", "met"),
    [
        ({}, []),
        ({"entrance_steps": 0}, ["step-free"]),
        ({"entrance_steps": 2}, []),
        ({"entrance_steps": 2, "has_ramp": True}, ["step-free"]),
        ({"has_level_shower": True, "has_quiet_room": False}, ["level-shower"]),
        (
            {"welcomes_assistance_dogs": True, "has_quiet_room": True},
            ["assistance-dog", "quiet-room"],
        ),
    ],
)
def test_only_what_was_measured_meets_a_need(facts, met):
    AccessSurvey.objects.create(offer=StayFactory(), **facts)

    (known,) = candidates_for(OfferFilter())

    assert known.tags.get(Facet.NEED, frozenset()) == set(met)


def test_an_offer_says_everything_that_it_lacks():
    session = SessionFactory(starts_at=AT_TWO, seats=1)

    assert lacks(
        session.activity, dates=MAY, adults=9, chosen={Facet.KIND: frozenset({"stay"})}
    ) == {
        "dates",
        "people",
        "kind",
    }
