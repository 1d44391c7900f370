"""Chips that take a wish away, and ways out where nobody fits."""

from datetime import date

import pytest
import time_machine
from django.http import QueryDict

from hosting.calendars.models import CalendarPeriod
from hosting.calendars.states import DayState
from search.engines.engine_selection import engine
from search.query.addresses import SearchLink
from search.query.criteria import SearchCriteria
from search.query.query_parser import parse_query
from search.results.forms.offers import OfferForm
from search.results.presenters.listing import list_offers
from search.results.selectors.facets import facet_labels
from search.results.selectors.relaxations import relaxations_of
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import NeedFactory, StayFactory, UnitFactory
from tests.search.indexing import index_offers

pytestmark = pytest.mark.django_db

MAY = "check_in=2027-05-03&check_out=2027-05-06"


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel("2027-04-03 10:00", tick=False):
        yield


def listing_of(query):
    form = OfferForm(QueryDict(query))
    return list_offers(engine(), form.criteria, labels=form.labels)


def ways_of(query):
    return {way.label: (way.url, way.count) for way in listing_of(query).relaxations}


def test_every_wish_is_a_chip_that_takes_it_away():
    index_offers()

    chips = listing_of(f"q=mill&at=47.3,1.102&bbox=0,47,2,48&{MAY}&adults=2&mode=gift").chips

    base = "/en/offers/?"
    where, part = "at=47.3%2C1.102&km=20", "bbox=0%2C47%2C2%2C48"
    rest = f"{MAY}&adults=2&mode=gift"
    assert chips == (
        SearchLink("“mill”", f"{base}{where}&{part}&{rest}"),
        SearchLink("Around this point on the map, 20 km", f"{base}q=mill&{part}&{rest}"),
        SearchLink("In this part of the map", f"{base}q=mill&{where}&{rest}"),
        SearchLink("3–6 May", f"{base}q=mill&{where}&{part}&adults=2&mode=gift"),
        SearchLink("2 people", f"{base}q=mill&{where}&{part}&{MAY}&mode=gift"),
        SearchLink("Gift", f"{base}q=mill&{where}&{part}&{MAY}&adults=2"),
    )


def test_what_words_were_taken_for_can_be_taken_back():
    LocalityFactory(name="Loches", search_keys="loches", latitude=47.1, longitude=1.0)
    index_offers()

    (taken,) = listing_of("q=xylophone+near+Loches").taken

    assert taken == SearchLink(
        "“near Loches”: Loches", "/en/offers/?q=xylophone+near+Loches&as_words=Loches"
    )
    assert listing_of("q=xylophone+near+Loches&as_words=Loches").taken == ()


@pytest.mark.parametrize(
    ("query", "label"),
    [
        pytest.param(f"{MAY}&flexible=2", "3–6 May ± 2", id="flexible"),
        pytest.param(
            "check_in=2027-05-03&check_out=2027-05-17&nights=3",
            "3 nights within 3–17 May",
            id="nights-within",
        ),
        pytest.param("weekend=2027-05", "A weekend in May 2027", id="weekend"),
        pytest.param("adults=20&parts=3", "20 people in up to 3 places", id="adults-20-parts-3"),
        ("order=newest", "Newest first"),
    ],
)
def test_a_chip_says_what_was_chosen(query, label):
    index_offers()

    assert listing_of(query).chips == (SearchLink(label, "/en/offers/"),)


@pytest.mark.parametrize(
    ("query", "way", "url"),
    [
        pytest.param(
            "at=47.1,1.102&km=20", "5 km further away", "at=47.1%2C1.102&km=25", id="5-km-further"
        ),
        pytest.param(
            "at=46.98,1.102&km=20",
            "20 km further away",
            "at=46.98%2C1.102&km=40",
            id="20-km-further",
        ),
        pytest.param("bbox=5,47,6,48", "anywhere on the map", "", id="on-the-whole-map"),
        pytest.param(
            "check_in=2027-05-08&check_out=2027-05-10",
            "one day earlier",
            "check_in=2027-05-07&check_out=2027-05-09",
            id="one-day-earlier",
        ),
        pytest.param(
            "check_in=2027-05-11&check_out=2027-05-13",
            "one day later",
            "check_in=2027-05-12&check_out=2027-05-14",
            id="one-day-later",
        ),
        pytest.param(
            "check_in=2027-05-09&check_out=2027-05-11",
            "up to 3 days earlier or later",
            "check_in=2027-05-09&check_out=2027-05-11&flexible=3",
            id="up-to-3-days-earlier-or-later",
        ),
        pytest.param(
            "check_in=2027-05-03&check_out=2027-06-06", "on other dates", "", id="on-other-dates"
        ),
        pytest.param("adults=5", "for any number of people", "", id="for-any-number-of-people"),
        pytest.param(
            "adults=5",
            "with your group in up to 2 places",
            "adults=5&parts=2",
            id="in-up-to-2-places",
        ),
        pytest.param("kind=tip", "without “Tip”", "", id="without-tip"),
        pytest.param(
            "need=cot&need=step-free",
            "without “Step-free”",
            "need=cot",
            id="without-without-a-step",
        ),
        pytest.param("q=xylophone", "without your search words", "", id="whatever-the-words"),
    ],
)
def test_a_way_out_says_what_it_gives(query, way, url):
    stay = UnitFactory(sleeps=4, stay__max_nights=14, stay__title="The mill").stay
    stay.needs.set([NeedFactory(slug="cot")])
    stay.save()
    close(stay, "2027-05-09", "2027-05-12")
    index_offers()

    assert ways_of(query)[way] == (f"/en/offers/{'?' if url else ''}{url}", 1)


def close(stay, first, last):
    CalendarPeriod.objects.create(
        unit=stay.units.get(), check_in=first, check_out=last, state=DayState.CLOSED
    )


def test_a_way_that_leads_nowhere_is_not_shown():
    StayFactory()
    index_offers()

    assert list(ways_of("kind=tip&at=10,10")) == []


def test_each_word_can_be_left_out():
    found = relaxations_of(SearchCriteria(text="old mill"), facet_labels(), today=date(2027, 4, 3))

    assert [(label, criteria.text) for label, criteria in found] == [
        ("without “old”", "mill"),
        ("without “mill”", "old"),
        ("without your search words", ""),
    ]


def test_what_leaves_a_word_out_keeps_the_place_that_was_heard():
    LocalityFactory(name="Loches", search_keys="loches", latitude=47.1, longitude=1.0)
    UnitFactory(sleeps=4, stay__place__locality__name="Elsewhere", stay__title="The old mill")
    index_offers()
    text = "an old mill near Loches for 2 adults"
    criteria = SearchCriteria(text=text, heard=parse_query(text))

    found = dict(relaxations_of(criteria, facet_labels(), today=date(2027, 4, 3)))

    assert [label for label in found if "without" in label] == [
        "without “old”",
        "without “mill”",
        "without your search words",
    ]
    left = found["without “old”"]
    assert (left.text, left.words) == ("an mill near Loches for 2 adults", "an mill")
    assert [near.name for near in left.around] == ["Loches"]
    assert left.people == (2, 0)


def test_whoever_chose_a_place_may_look_anywhere():
    UnitFactory(stay__title="The mill")
    index_offers()

    assert ways_of("at=10,10&km=20")["anywhere"] == ("/en/offers/", 1)


def test_a_chip_says_how_many_people_and_where_dates_are_chosen():
    found = listing_of("q=xylophone+for+2+people+next+Saturday").taken

    assert [way.label for way in found] == [
        "“for 2 people”: 2 people",
        "“next Saturday”: choose dates in the form",
    ]


def test_where_something_is_found_nothing_else_is_counted():
    StayFactory()
    index_offers()

    assert listing_of("kind=stay&at=47.3,1.102").relaxations == ()
