"""Neighbours who take a large party together, as the database knows them to be free."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.values.dates import DateRange
from core.values.geo import Point
from hosting.calendars.models import CalendarPeriod
from hosting.calendars.states import DayState
from search.query.criteria import MapBounds, Nights, SearchCriteria
from search.query.offer_query import Near
from search.query.query_parser import ParsedQuery
from search.results.selectors.combinations import MOST_SHOWN, combinations_for
from tests.factories.hosting import CommunityFactory, PlaceFactory, StayFactory, UnitFactory

pytestmark = pytest.mark.django_db

TODAY = date(2027, 4, 3)
MAY = DateRange(date(2027, 5, 3), date(2027, 5, 6))
TWENTY = SearchCriteria(when=Nights(MAY), adults=16, children=4)


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel("2027-04-03 10:00", tick=False):
        yield


@pytest.fixture
def community():
    return CommunityFactory(name="Val d’Indrois")


def house(community, sleeps, *, latitude=47.3, **fields):
    place = PlaceFactory(latitude=latitude)
    stay = StayFactory(community=community, place=place, **{"party_max": None} | fields)
    UnitFactory(stay=stay, sleeps=sleeps)
    return stay


def found(criteria=TWENTY):
    return [
        {share.title: (share.adults, share.children) for share in one.shares}
        for one in combinations_for(criteria, today=TODAY)
    ]


def test_two_neighbours_take_who_does_not_fit_into_one_house(community):
    house(community, 12, title="Mill")
    house(community, 8, title="Barn")

    assert found() == [{"Mill": (12, 0), "Barn": (4, 4)}]


def test_each_share_can_be_asked_for_with_its_people_and_the_nights(community):
    mill = house(community, 12, title="Mill")
    house(community, 8, title="Barn")

    (one,) = combinations_for(TWENTY, today=TODAY)

    assert one.community == "Val d’Indrois"
    assert one.shares[0].url == (
        f"/en/offers/mill-{mill.public_id}/ask/"
        "?check_in=2027-05-03&check_out=2027-05-06&adults=12&children=0"
    )


def test_a_third_one_is_asked_only_where_two_are_too_small(community):
    for title, sleeps in (("A", 8), ("B", 8), ("C", 6)):
        house(community, sleeps, title=title)

    assert [sorted(one) for one in found()] == [["A", "B", "C"]]
    assert [sorted(one) for one in found(SearchCriteria(when=Nights(MAY), adults=14))] == [
        ["A", "B"]
    ]


def test_of_several_the_closest_are_offered(community):
    house(community, 12, title="A")
    house(community, 12, title="Far", latitude=47.34)
    house(community, 12, title="Near", latitude=47.31)

    assert [sorted(one) for one in found()] == [["A", "Near"]]


@pytest.mark.parametrize(
    "fields",
    [
        {"latitude": 47.4},  # eleven kilometres away
        {"draft": True},
        {"party_max": 5},
        {"party_min": 15, "party_max": 20},
        {"min_nights": 4},
        {"max_nights": 2},
        {"notice_days": 60},
        {"season_from": 7, "season_until": 8},
    ],
)
def test_who_does_not_take_a_share_on_these_nights_is_not_offered(community, fields):
    house(community, 12, title="Mill", party_min=6)
    house(community, 10, **fields)

    assert found() == []


def test_of_another_community_nobody_is_a_neighbour(community):
    house(community, 12)
    house(CommunityFactory(), 12)

    assert found() == []


def test_a_closed_house_is_not_free(community):
    house(community, 12)
    closed = house(community, 12)
    CalendarPeriod.objects.create(
        unit=closed.units.get(),
        check_in=date(2027, 5, 5),
        check_out=date(2027, 5, 8),
        state=DayState.CLOSED,
    )

    assert found() == []


@pytest.mark.parametrize(
    "criteria",
    [
        SearchCriteria(adults=20),
        SearchCriteria(when=Nights(MAY)),
        SearchCriteria(when=Nights(MAY, flexible=2), adults=20),
        SearchCriteria(when=Nights(MAY), adults=1, children=19),  # no child stays alone
        SearchCriteria(when=Nights(MAY), adults=40),
        SearchCriteria(when=Nights(MAY), adults=20, near=Near("", Point(48.0, 1.0), 20)),
        SearchCriteria(when=Nights(MAY), adults=20, part=MapBounds(5.0, 40.0, 6.0, 41.0)),
    ],
)
def test_nothing_is_offered_where_nothing_is_certain_or_fits(community, criteria):
    house(community, 12)
    house(community, 12)

    assert found() != []
    assert found(criteria) == []


def test_combinations_near_a_place_or_in_bounds_stay_inside(community):
    house(community, 12)
    house(community, 12)
    near = SearchCriteria(when=Nights(MAY), adults=20, near=Near("", Point(47.3, 1.1), 5))
    inside = SearchCriteria(when=Nights(MAY), adults=20, part=MapBounds(1.0, 47.0, 2.0, 48.0))

    assert len(found(near)) == len(found(inside)) == 1


def test_near_one_of_two_towns_neighbours_are_offered(community):
    for _number in range(2):
        house(community, 12)
    here, there = Near("", Point(47.3, 1.1), 5), Near("", Point(48.3, 1.1), 5)

    def offered(*places):
        return found(
            SearchCriteria(when=Nights(MAY), adults=20, heard=ParsedQuery("", near=places))
        )

    assert [len(offered(*places)) for places in ((there, here), (here,), (there,))] == [1, 1, 0]


def test_combinations_of_few_communities_take_constant_queries():
    asked = []
    for number in range(MOST_SHOWN + 1):
        there = CommunityFactory()
        house(there, 12, latitude=47.3 + number)
        house(there, 12, latitude=47.3 + number)
        with CaptureQueriesContext(connection) as queries:
            offered = found()
        asked.append((len(offered), len(queries)))

    assert asked == [(1, 1), (2, 1), (3, 1), (3, 1)]
