"""What an address of the list says, and what is said back where it can't be."""

from datetime import date
from urllib.parse import urlencode

import pytest
import time_machine
from django.http import QueryDict

from commons.geography.gazetteer import fold
from core.values.dates import DateRange
from core.values.geo import Point
from hosting.offers.choices.lists import Facet
from search.query.addresses import SearchLink, search_url
from search.query.criteria import MapBounds, Nights, NightsWithin, SearchCriteria, Weekend
from search.query.offer_query import LONGEST_TEXT, Near, Starts
from search.query.states import Order
from search.results.forms.offers import OfferForm
from search.results.selectors.pages import PageCursor, decode_cursor, encode_cursor
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import MAY, CommunityFactory, NeedFactory

pytestmark = pytest.mark.django_db

TODAY = date(2027, 4, 3)
TOO_LONG = "Ensure this value has at most 200 characters (it has 10000)."
LONG_MARK = "Ensure this value has at most 4000 characters (it has 5000)."
UPSIDE_DOWN = "This part of the map is upside down: give south before north."
NO_PART = "This isn’t a part of the map. Give its four edges: west, south, east and north."
HERE = Near("", Point(47.3, 1.102), 20)


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel("2027-04-03 10:00", tick=False):
        yield


def form_of(query):
    return OfferForm(QueryDict(query))


def test_an_empty_address_wishes_nothing():
    form = form_of("")

    assert form.criteria == SearchCriteria()
    assert form.token == ""
    assert form.is_valid()


def test_an_address_says_everything():
    NeedFactory(slug="cot")

    form = form_of(
        "at=47.3,1.102&km=20&check_in=2027-05-03&check_out=2027-05-06&adults=2&children=1"
        "&kind=stay&kind=tip&mode=gift&means=ancv&need=cot&need=step-free&station=5&page=3"
    )

    assert form.criteria == SearchCriteria(
        near=HERE,
        when=Nights(MAY),
        adults=2,
        children=1,
        chosen={
            Facet.KIND: frozenset({"stay", "tip"}),
            Facet.MODE: frozenset({"gift"}),
            Facet.MEANS: frozenset({"ancv"}),
            Facet.NEED: frozenset({"cot", "step-free"}),
            Facet.STATION: frozenset({"5"}),
        },
    )
    assert form.token == "3"
    assert form.is_valid()


def test_a_place_is_found_by_its_name_however_it_is_typed():
    LocalityFactory(
        name="Épeigné-les-Bois", search_keys="epeignelesbois", latitude=47.3, longitude=1.1
    )

    form = form_of("place=+epeigne les bois+&km=40&at=48,2")

    assert form.criteria.near == Near(
        "Épeigné-les-Bois", Point(47.3, 1.1), 40, typed_name="epeigne les bois"
    )
    assert search_url(form.criteria) == "/en/offers/?place=epeigne+les+bois&km=40"
    assert form.other_places == ()


def test_a_place_that_nobody_knows_is_said_and_its_point_forgotten():
    form = form_of("place=Xyzzy&at=48,2&mode=gift")

    assert form.errors == {
        "place": ["We couldn’t find this place. Try the name of a town or village, or a postcode."]
    }
    assert form.criteria == SearchCriteria(chosen={Facet.MODE: frozenset({"gift"})})
    assert form.other_places == ()


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        pytest.param("Loches or Chinon", ["Loches", "Chinon"], id="loches-or-chinon"),
        pytest.param("Loches ou Chinon", ["Loches", "Chinon"], id="loches-ou-chinon"),
    ],
)
def test_several_places_are_understood_as_words_are(typed, heard):
    for name in ("Loches", "Chinon", "Loches-sur-Ource"):
        LocalityFactory(name=name, search_keys=fold(name), population=8_000)

    form = form_of(f"place={typed}&adults=2")

    assert form.errors == {}
    assert [near.name for near in form.criteria.around] == ["Loches", "Chinon"]
    assert search_url(form.criteria) == f"/en/offers/?q={typed.replace(' ', '+')}&adults=2"


@pytest.fixture
def two_towns():
    for name in ("Loches", "Chinon"):
        LocalityFactory(name=name, search_keys=fold(name), population=8_000)


@pytest.mark.usefixtures("two_towns")
def test_several_places_win_over_a_point_as_one_does():
    form = form_of("place=Loches or Chinon&at=48,2")

    assert [near.name for near in form.criteria.around] == ["Loches", "Chinon"]
    assert form.criteria.near is None


@pytest.mark.usefixtures("two_towns")
def test_a_chosen_distance_holds_around_each_of_several_places():
    criteria = form_of("place=Loches or Chinon&km=40").criteria

    assert [near.km for near in criteria.around] == [40, 40]
    assert [near.km for near in criteria.question(today=TODAY, language="en").near] == [40, 40]
    assert search_url(criteria) == "/en/offers/?q=Loches+or+Chinon&km=40"
    assert form_of("q=Loches or Chinon&km=40").criteria.around == criteria.around


@pytest.mark.usefixtures("two_towns")
@pytest.mark.parametrize(
    ("q", "words", "towns"),
    [
        ("mill", "mill", ["Loches", "Chinon"]),
        pytest.param(
            "maison", "maison", ["Loches", "Chinon"], id="maison"
        ),  # stands before a name: Maison Loches
        pytest.param(
            "bread near Tours", "bread", ["Tours", "Loches", "Chinon"], id="bread-near-tours"
        ),
    ],
)
def test_several_places_stay_places_behind_any_question(q, words, towns):
    LocalityFactory(name="Tours", search_keys="tours", population=140_000)

    criteria = form_of(urlencode({"q": q, "place": "Loches or Chinon"})).criteria

    assert (criteria.words, [near.name for near in criteria.around]) == (words, towns)
    assert form_of(search_url(criteria).partition("?")[2]).criteria.around == criteria.around


def test_an_area_in_the_field_of_the_place_is_understood():
    form = form_of("q=mill&place=Bretagne")

    assert form.errors == {}
    assert form.criteria.words == "mill"
    assert [taken.what for taken in form.criteria.taken] == [Facet.AREA]


def test_an_area_counts_beside_a_question_of_the_longest_length():
    form = form_of(f"q={'mill+' * 39}mills&place=Bretagne")

    assert len(form.criteria.text) <= LONGEST_TEXT
    assert [taken.what for taken in form.criteria.taken] == [Facet.AREA]


def test_no_place_is_guessed_that_is_hardly_alike():
    LocalityFactory(name="Crotone", search_keys="crotone", population=60_000)

    assert list(form_of("place=Kyoto").errors) == ["place"]


@pytest.mark.parametrize("typed", ["%00", "x" * 121])
def test_a_place_that_cannot_be_a_name_is_said(typed):
    assert list(form_of(f"place={typed}").errors) == ["place"]


def test_other_places_of_the_same_name_are_offered():
    common = {"name": "Saint-Denis", "search_keys": "saintdenis"}
    LocalityFactory(**common, population=100_000, department="Seine-Saint-Denis")
    LocalityFactory(**common, population=100, department="Aude")

    form = form_of("place=Saint-Denis&kind=tip")

    assert form.other_places == (
        SearchLink("Saint-Denis (Aude)", "/en/offers/?place=Saint-Denis+%28Aude%29&km=20&kind=tip"),
    )


def test_what_is_spelt_alike_is_offered_when_the_name_is_not_exact():
    LocalityFactory(name="Chinon", search_keys="chinon", population=8_000)
    LocalityFactory(name="Chignon", search_keys="chignon", population=80)

    form = form_of("place=Chinnon")

    assert form.criteria.near.name == "Chinon"
    assert [way.label for way in form.other_places] == ["Chignon (Indre-et-Loire)"]


def test_children_never_travel_alone():
    assert form_of("children=2").criteria == SearchCriteria(adults=1, children=2)


@pytest.mark.parametrize(
    ("query", "field", "sentence"),
    [
        pytest.param(
            "check_in=2027-05-06&check_out=2027-05-03",
            "check_out",
            "Choose a check-out date after check-in.",
            id="check-in-2027-05-06-check",
        ),
        pytest.param(
            "check_in=2027-05-06&check_out=2027-05-06",
            "check_out",
            "Choose a check-out date after check-in.",
            id="05-06-check-out-2027-05-06",
        ),
        pytest.param(
            "check_in=2027-04-02&check_out=2027-04-09",
            "check_in",
            "This day has passed. Choose today or a later day.",
            id="check-in-2027-04-02-check",
        ),
        pytest.param(
            "check_in=2027-05-03&check_out=2031-05-06",
            "check_out",
            "Your dates are too far ahead. Choose earlier ones.",
            id="check-in-2027-05-03-check",
        ),
        pytest.param(
            "check_in=2027-05-03",
            "check_out",
            "Choose the day you leave.",
            id="check-in-2027-05-03",
        ),
        pytest.param(
            "check_out=2027-05-03",
            "check_in",
            "Choose the day you arrive.",
            id="check-out-2027-05-03",
        ),
        pytest.param(
            "check_in=2027-02-31&check_out=2027-05-03",
            "check_in",
            "Enter a valid date.",
            id="check-in-2027-02-31-check",
        ),
        pytest.param(
            "check_in=%00&check_out=2027-05-03",
            "check_in",
            "Enter a valid date.",
            id="check-in-00-check-out-2027",
        ),
        pytest.param(
            "adults=0", "adults", "Enter how many adults are coming: from 1 to 200.", id="adults-0"
        ),
        pytest.param(
            "adults=10000",
            "adults",
            "Enter how many adults are coming: from 1 to 200.",
            id="adults-10000",
        ),
        pytest.param(
            "adults=two",
            "adults",
            "Enter how many adults are coming: from 1 to 200.",
            id="adults-two",
        ),
        pytest.param(
            "children=-1",
            "children",
            "Enter how many children are coming: 200 at most.",
            id="children-1",
        ),
        pytest.param(
            "kind=castle",
            "kind",
            "One of these options isn’t available here. Choose from the list.",
            id="kind-castle",
        ),
        pytest.param(
            "need=%00",
            "need",
            "One of these options isn’t available here. Choose from the list.",
            id="need-00",
        ),
        pytest.param(
            "community=a1b2c3d4",
            "community",
            "One of these options isn’t available here. Choose from the list.",
            id="community-a1b2c3d4",
        ),
        pytest.param(
            "at=nowhere",
            "at",
            "This isn’t a point on the map. Choose a point on the map.",
            id="at-nowhere",
        ),
        pytest.param(
            "at=47.3",
            "at",
            "This isn’t a point on the map. Choose a point on the map.",
            id="at-47-3",
        ),
        pytest.param(
            "at=nan,nan",
            "at",
            "This isn’t a point on the map. Choose a point on the map.",
            id="at-nan-nan",
        ),
        pytest.param(
            "at=147,1",
            "at",
            "This isn’t a point on the map. Choose a point on the map.",
            id="at-147-1",
        ),
        pytest.param(
            "at=47.3,1.1&km=100000",
            "km",
            "Ensure this value is less than or equal to 200.",
            id="at-47-3-1-1-km-100000",
        ),
        pytest.param(
            "at=47.3,1.1&km=0",
            "km",
            "Ensure this value is greater than or equal to 1.",
            id="at-47-3-1-1-km-0",
        ),
        pytest.param(
            "at=47.3,1.1&km=40000",
            "km",
            "Ensure this value is less than or equal to 200.",
            id="at-47-3-1-1-km-40000",
        ),
        pytest.param("q=" + "x" * 10_000, "q", TOO_LONG, id="q-x-10000"),
        pytest.param(
            "q=mill&as_words=%00",
            "as_words",
            "These words aren’t part of your search. Start a new search.",
            id="q-mill-as-words-00",
        ),
        pytest.param("q=%00", "q", "Null characters are not allowed.", id="q-00"),
        pytest.param("bbox=1,48,2,47", "bbox", UPSIDE_DOWN, id="bbox-1-48-2-47"),
        pytest.param("bbox=1,2,3", "bbox", NO_PART, id="bbox-1-2-3"),
        pytest.param("bbox=nan,1,2,3", "bbox", NO_PART, id="bbox-nan-1-2-3"),
        pytest.param("bbox=0,0,181,1", "bbox", NO_PART, id="bbox-0-0-181-1"),
        pytest.param("bbox=0,-91,1,1", "bbox", NO_PART, id="bbox-0-91-1-1"),
        pytest.param(
            "bbox=west,south,east,north", "bbox", NO_PART, id="bbox-west-south-east-north"
        ),
        pytest.param("bbox=%00", "bbox", "Null characters are not allowed.", id="bbox-00"),
        pytest.param(
            "nights=2",
            "nights",
            "To search by number of nights, choose check-in and check-out dates too.",
            id="nights-2",
        ),
        pytest.param(
            "weekend=2020-01",
            "weekend",
            "This month isn’t available. Choose one from the list.",
            id="weekend-2020-01",
        ),
        pytest.param(
            "weekend=%00",
            "weekend",
            "This month isn’t available. Choose one from the list.",
            id="weekend-00",
        ),
        pytest.param(
            "flexible=4",
            "flexible",
            "Select a valid choice. 4 is not one of the available choices.",
            id="flexible-4",
        ),
        pytest.param(
            "parts=9",
            "parts",
            "Select a valid choice. 9 is not one of the available choices.",
            id="parts-9",
        ),
        pytest.param(
            "order=paid",
            "order",
            "Select a valid choice. paid is not one of the available choices.",
            id="order-paid",
        ),
        pytest.param("page=" + "x" * 5_000, "page", LONG_MARK, id="page-x-5000"),
    ],
)
def test_what_cannot_be_is_said_and_left_out(query, field, sentence):
    form = form_of(f"{query}&mode=gift")

    assert form.errors == {field: [sentence]}
    assert form.criteria.chosen == {Facet.MODE: frozenset({"gift"})}
    assert form.criteria.when is None
    assert form.token == ""


def test_an_address_comes_back_as_it_was_understood():
    community = CommunityFactory()
    wanted = SearchCriteria(
        near=HERE,
        when=Nights(MAY),
        adults=2,
        children=1,
        chosen={
            Facet.KIND: frozenset({"tip", "stay"}),
            Facet.COMMUNITY: frozenset({community.public_id}),
        },
    )

    mark = PageCursor(after=(1.5, 7), seen=(3,), hosts=(1, 1), shown=24)
    address = search_url(wanted, page=encode_cursor(mark, wanted, TODAY))

    path, _question, query = address.partition("?")
    assert path == "/en/offers/"
    assert form_of(query).criteria == wanted
    assert decode_cursor(form_of(query).token, wanted, TODAY) == mark


def test_a_distance_of_the_address_can_be_chosen_again():
    choices = form_of("at=47.3,1.102&km=25").fields["km"].widget.choices

    assert [km for km, _label in choices] == [5, 10, 20, 25, 40, 80]


def test_twenty_kilometres_are_chosen_unless_somebody_says_otherwise():
    assert [form_of(query)["km"].value() for query in ("", "km=40")] == ["20", "40"]


def test_two_years_ahead_is_as_far_as_one_looks():
    form = form_of("check_in=2029-03-30&check_out=2029-04-02")

    assert form.criteria.when == Nights(DateRange(date(2029, 3, 30), date(2029, 4, 2)))


@pytest.mark.parametrize(
    ("query", "when", "starts"),
    [
        pytest.param(
            "check_in=2027-05-03&check_out=2027-05-06&flexible=2",
            Nights(MAY, flexible=2),
            (Starts(date(2027, 5, 1), date(2027, 5, 5), 3),),
            id="two-days-around",
        ),
        pytest.param(
            "check_in=2027-04-04&check_out=2027-04-06&flexible=7",
            Nights(DateRange(date(2027, 4, 4), date(2027, 4, 6)), flexible=7),
            (Starts(date(2027, 4, 3), date(2027, 4, 11), 2),),
            id="near-today",
        ),
        pytest.param(
            "check_in=2027-05-03&check_out=2027-05-17&nights=3",
            NightsWithin(DateRange(date(2027, 5, 3), date(2027, 5, 17)), 3),
            (Starts(date(2027, 5, 3), date(2027, 5, 14), 3),),
            id="nights-within",
        ),
        (
            "weekend=2027-04",
            Weekend(date(2027, 4, 1)),
            tuple(Starts(date(2027, 4, day), date(2027, 4, day), 2) for day in (9, 16, 23, 30)),
        ),
    ],
)
def test_days_can_be_left_open(query, when, starts):
    criteria = form_of(query).criteria

    assert criteria.when == when
    assert search_url(criteria) == f"/en/offers/?{query}"
    assert criteria.question(today=TODAY, language="en").dates == starts


def test_a_weekend_begins_on_a_friday_that_has_not_passed():
    with time_machine.travel("2027-04-10 10:00", tick=False):
        starts = form_of("weekend=2027-04").criteria.when.starts(date(2027, 4, 10))

    assert [(one.first.day, one.last.day, one.nights) for one in starts] == [
        (16, 16, 2),
        (23, 23, 2),
        (30, 30, 2),
    ]


def test_a_month_without_a_weekend_left_is_said():
    with time_machine.travel("2027-05-31 10:00", tick=False):
        form = form_of("weekend=2027-05")

        assert form.errors == {
            "weekend": ["There are no weekends left in this month. Choose a later month."]
        }
        assert form.criteria == SearchCriteria()


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        pytest.param(
            "check_in=2027-05-03&check_out=2027-05-06&nights=4",
            {
                "nights": [
                    "There are only 3 nights between these dates. Choose fewer "
                    "nights or other dates."
                ]
            },
            id="nights",
        ),
        pytest.param(
            "check_in=2027-05-03&check_out=2027-05-06&weekend=2027-06",
            {"weekend": ["Choose either dates or a weekend, not both."]},
            id="weekend",
        ),
    ],
)
def test_contradicting_days_are_said_and_two_days_count(query, errors):
    form = form_of(query)

    assert form.errors == errors
    assert form.criteria.when == Nights(MAY)


def test_a_part_of_the_map_across_the_date_line_is_two_boxes():
    criteria = form_of("bbox=170,-20,-170,10").criteria

    assert criteria.part == MapBounds(west=170.0, south=-20.0, east=-170.0, north=10.0)
    assert [(box.west, box.east) for box in criteria.part.boxes] == [
        (170.0, 180.0),
        (-180.0, -170.0),
    ]
    assert search_url(criteria) == "/en/offers/?bbox=170%2C-20%2C-170%2C10"


def test_everything_else_that_can_be_wished_has_its_place_in_the_address():
    criteria = form_of("q=+old++mill+&adults=20&parts=3&order=newest").criteria

    assert criteria == SearchCriteria(text="old mill", adults=20, parts=3, order=Order.NEWEST)
    assert search_url(criteria) == "/en/offers/?q=old+mill&adults=20&parts=3&order=newest"
    assert criteria.question(today=TODAY, language="en").share == 7


def test_certain_words_become_part_of_the_question_undoably():
    LocalityFactory(name="Loches", search_keys="loches", latitude=47.1, longitude=1.0)

    heard = form_of("q=mill+near+Loches&mode=gift").criteria
    left = form_of("q=mill+near+Loches&as_words=Loches").criteria

    question = heard.question(today=TODAY, language="en")
    assert (question.text, [near.name for near in question.near]) == ("mill", ["Loches"])
    assert question.of(Facet.MODE) == {"gift"}
    assert search_url(heard) == "/en/offers/?q=mill+near+Loches&mode=gift"
    assert left.question(today=TODAY, language="en").near == ()
    assert search_url(left) == "/en/offers/?q=mill+near+Loches&as_words=Loches"


def test_a_long_question_is_searched_by_its_beginning_and_says_so():
    form = form_of("q=" + "moulin+" * 60)
    short = form_of("q=moulin")

    assert form.is_valid()
    assert len(form.criteria.text) <= 200
    assert form.criteria.text.startswith("moulin moulin")
    assert "200" in form.cut
    assert short.cut == ""
