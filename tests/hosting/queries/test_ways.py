"""Chips, ways out and pages: where a page of the list leads."""

import pytest
import time_machine
from django.http import QueryDict

from hosting.forms.filters import OfferFilterForm
from hosting.queries.listing import list_offers
from hosting.queries.ways import Way, ways_from
from tests.factories.hosting import TipFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel("2027-04-03 10:00", tick=False):
        yield


def ways_of(query):
    form = OfferFilterForm(QueryDict(query))
    listing = list_offers(form.wanted, labels=form.labels, page=form.page_number)
    return ways_from(form.wanted, form.labels, listing)


def test_every_wish_is_a_chip_that_takes_it_away():
    ways = ways_of("at=47.3,1.102&check_in=2027-05-03&check_out=2027-05-06&adults=2&mode=gift")

    assert ways.chips == (
        Way(
            "Around this point of the map, 20 km",
            "/en/offers/?check_in=2027-05-03&check_out=2027-05-06&adults=2&mode=gift",
        ),
        Way("3–6 May 2027", "/en/offers/?at=47.3%2C1.102&km=20&adults=2&mode=gift"),
        Way(
            "2 people",
            "/en/offers/?at=47.3%2C1.102&km=20&check_in=2027-05-03&check_out=2027-05-06&mode=gift",
        ),
        Way(
            "Gift",
            "/en/offers/?at=47.3%2C1.102&km=20&check_in=2027-05-03&check_out=2027-05-06&adults=2",
        ),
    )


@pytest.mark.parametrize(
    ("query", "way"),
    [
        (
            "at=47.1,1.102&km=20",
            Way("5 km further", "/en/offers/?at=47.1%2C1.102&km=25", 1),
        ),
        (
            "check_in=2027-05-03&check_out=2027-06-06",
            Way("on other dates", "/en/offers/", 1),
        ),
        ("adults=5", Way("for any number of people", "/en/offers/", 1)),
        ("kind=tip", Way("without “Tip”", "/en/offers/", 1)),
    ],
)
def test_a_way_out_says_what_it_gives(query, way):
    UnitFactory(sleeps=4, stay__max_nights=14)

    assert ways_of(query).out == (way,)


def test_pages_have_their_ways():
    TipFactory.create_batch(49)

    ways = [ways_of(f"kind=tip&page={page}") for page in (1, 2, 3)]

    assert [(one.before, one.after) for one in ways] == [
        (None, "/en/offers/?kind=tip&page=2"),
        ("/en/offers/?kind=tip", "/en/offers/?kind=tip&page=3"),
        ("/en/offers/?kind=tip&page=2", None),
    ]
    assert ways[1].map == "/en/offers/map.geojson?kind=tip&page=2"
