"""What an address of the list says, and what is said back where it can't be."""

from datetime import date

import pytest
import time_machine
from django.http import QueryDict

from core.dates import DateRange
from core.geo import Point
from hosting.enums import Facet
from search.engine.question import Near, Starts
from search.enums import Order
from search.forms.offers import OfferForm
from search.queries.addresses import Way, address_of
from search.queries.pages import Mark, opened, sealed
from search.queries.wishes import MapPart, Nights, Stretch, Weekend, Wishes
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import MAY, CommunityFactory, NeedFactory

pytestmark = pytest.mark.django_db

TODAY = date(2027, 4, 3)
TOO_LONG = "Ensure this value has at most 200 characters (it has 10000)."
LONG_MARK = "Ensure this value has at most 4000 characters (it has 5000)."
UPSIDE_DOWN = "This part of the map stands upside down: south comes before north."
NO_PART = "This is no part of the map: it takes west, south, east and north."
HERE = Near("", Point(47.3, 1.102), 20)


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel("2027-04-03 10:00", tick=False):
        yield


def form_of(query):
    return OfferForm(QueryDict(query))


def test_an_empty_address_wishes_nothing():
    form = form_of("")

    assert form.wishes == Wishes()
    assert form.token == ""
    assert form.is_valid()


def test_an_address_says_everything():
    NeedFactory(slug="cot")

    form = form_of(
        "at=47.3,1.102&km=20&check_in=2027-05-03&check_out=2027-05-06&adults=2&children=1"
        "&kind=stay&kind=tip&mode=gift&means=ancv&need=cot&need=step-free&station=5&page=3"
    )

    assert form.wishes == Wishes(
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

    assert form.wishes.near == Near(
        "Épeigné-les-Bois", Point(47.3, 1.1), 40, said="epeigne les bois"
    )
    assert address_of(form.wishes) == "/en/offers/?place=epeigne+les+bois&km=40"
    assert form.other_places == ()


def test_a_place_that_nobody_knows_is_said_and_its_point_forgotten():
    form = form_of("place=Xyzzy&at=48,2&mode=gift")

    assert form.errors == {
        "place": ["We know no such place. Try the name of a commune or city, or a postcode."]
    }
    assert form.wishes == Wishes(chosen={Facet.MODE: frozenset({"gift"})})
    assert form.other_places == ()


@pytest.mark.parametrize("said", ["%00", "x" * 121])
def test_a_place_that_cannot_be_a_name_is_said(said):
    assert list(form_of(f"place={said}").errors) == ["place"]


def test_other_places_of_the_same_name_are_offered():
    common = {"name": "Saint-Denis", "search_keys": "saintdenis"}
    LocalityFactory(**common, population=100_000, department="Seine-Saint-Denis")
    LocalityFactory(**common, population=100, department="Aude")

    form = form_of("place=Saint-Denis&kind=tip")

    assert form.other_places == (
        Way("Saint-Denis (Aude)", "/en/offers/?place=Saint-Denis+%28Aude%29&km=20&kind=tip"),
    )


def test_what_is_spelt_alike_is_offered_when_the_name_is_not_exact():
    LocalityFactory(name="Chinon", search_keys="chinon", population=8_000)
    LocalityFactory(name="Chignon", search_keys="chignon", population=80)

    form = form_of("place=Chinnon")

    assert form.wishes.near.name == "Chinon"
    assert [way.label for way in form.other_places] == ["Chignon (Indre-et-Loire)"]


def test_children_never_travel_alone():
    assert form_of("children=2").wishes == Wishes(adults=1, children=2)


@pytest.mark.parametrize(
    ("query", "field", "sentence"),
    [
        (
            "check_in=2027-05-06&check_out=2027-05-03",
            "check_out",
            "Check-out comes after check-in.",
        ),
        (
            "check_in=2027-05-06&check_out=2027-05-06",
            "check_out",
            "Check-out comes after check-in.",
        ),
        (
            "check_in=2027-04-02&check_out=2027-04-09",
            "check_in",
            "This day has passed. Choose one from today on.",
        ),
        (
            "check_in=2027-05-03&check_out=2031-05-06",
            "check_out",
            "That is further ahead than anybody here can plan.",
        ),
        ("check_in=2027-05-03", "check_out", "Say when you leave, too."),
        ("check_out=2027-05-03", "check_in", "Say when you arrive, too."),
        ("check_in=2027-02-31&check_out=2027-05-03", "check_in", "Enter a valid date."),
        ("check_in=%00&check_out=2027-05-03", "check_in", "Enter a valid date."),
        ("adults=0", "adults", "Ensure this value is greater than or equal to 1."),
        ("adults=10000", "adults", "Ensure this value is less than or equal to 200."),
        ("adults=two", "adults", "Enter a whole number."),
        ("children=-1", "children", "Ensure this value is greater than or equal to 0."),
        ("kind=castle", "kind", "One of these can't be chosen here."),
        ("need=%00", "need", "One of these can't be chosen here."),
        ("community=a1b2c3d4", "community", "One of these can't be chosen here."),
        ("at=nowhere", "at", "This is no place on the map."),
        ("at=47.3", "at", "This is no place on the map."),
        ("at=nan,nan", "at", "This is no place on the map."),
        ("at=147,1", "at", "This is no place on the map."),
        ("at=47.3,1.1&km=100000", "km", "Ensure this value is less than or equal to 200."),
        ("at=47.3,1.1&km=0", "km", "Ensure this value is greater than or equal to 1."),
        ("at=47.3,1.1&km=40000", "km", "Ensure this value is less than or equal to 200."),
        ("q=" + "x" * 10_000, "q", TOO_LONG),
        ("q=mill&as_words=%00", "as_words", "These are no words of your question."),
        ("q=%00", "q", "Null characters are not allowed."),
        ("bbox=1,48,2,47", "bbox", UPSIDE_DOWN),
        ("bbox=1,2,3", "bbox", NO_PART),
        ("bbox=nan,1,2,3", "bbox", NO_PART),
        ("bbox=0,0,181,1", "bbox", NO_PART),
        ("bbox=0,-91,1,1", "bbox", NO_PART),
        ("bbox=west,south,east,north", "bbox", NO_PART),
        ("bbox=%00", "bbox", "Null characters are not allowed."),
        ("nights=2", "nights", "Say between which days."),
        ("weekend=2020-01", "weekend", "This month can't be chosen here."),
        ("weekend=%00", "weekend", "This month can't be chosen here."),
        ("flexible=4", "flexible", "Select a valid choice. 4 is not one of the available choices."),
        ("parts=9", "parts", "Select a valid choice. 9 is not one of the available choices."),
        ("order=paid", "order", "Select a valid choice. paid is not one of the available choices."),
        ("page=" + "x" * 5_000, "page", LONG_MARK),
    ],
)
def test_what_cannot_be_is_said_and_left_out(query, field, sentence):
    form = form_of(f"{query}&mode=gift")

    assert form.errors == {field: [sentence]}
    assert form.wishes.chosen == {Facet.MODE: frozenset({"gift"})}
    assert form.wishes.when is None
    assert form.token == ""


def test_an_address_comes_back_as_it_was_understood():
    community = CommunityFactory()
    wanted = Wishes(
        near=HERE,
        when=Nights(MAY),
        adults=2,
        children=1,
        chosen={
            Facet.KIND: frozenset({"tip", "stay"}),
            Facet.COMMUNITY: frozenset({community.public_id}),
        },
    )

    mark = Mark(after=(1.5, 7), seen=(3,), hosts=(1, 1), shown=24)
    address = address_of(wanted, page=sealed(mark, wanted, TODAY))

    path, _question, query = address.partition("?")
    assert path == "/en/offers/"
    assert form_of(query).wishes == wanted
    assert opened(form_of(query).token, wanted, TODAY) == mark


def test_a_distance_of_the_address_can_be_chosen_again():
    choices = form_of("at=47.3,1.102&km=25").fields["km"].widget.choices

    assert [km for km, _label in choices] == [5, 10, 20, 25, 40, 80]


def test_twenty_kilometres_are_chosen_unless_somebody_says_otherwise():
    assert [form_of(query)["km"].value() for query in ("", "km=40")] == ["20", "40"]


def test_two_years_ahead_is_as_far_as_one_looks():
    form = form_of("check_in=2029-03-30&check_out=2029-04-02")

    assert form.wishes.when == Nights(DateRange(date(2029, 3, 30), date(2029, 4, 2)))


@pytest.mark.parametrize(
    ("query", "when", "starts"),
    [
        (
            "check_in=2027-05-03&check_out=2027-05-06&flexible=2",
            Nights(MAY, flexible=2),
            (Starts(date(2027, 5, 1), date(2027, 5, 5), 3),),
        ),
        (
            "check_in=2027-04-04&check_out=2027-04-06&flexible=7",
            Nights(DateRange(date(2027, 4, 4), date(2027, 4, 6)), flexible=7),
            (Starts(date(2027, 4, 3), date(2027, 4, 11), 2),),
        ),
        (
            "check_in=2027-05-03&check_out=2027-05-17&nights=3",
            Stretch(DateRange(date(2027, 5, 3), date(2027, 5, 17)), 3),
            (Starts(date(2027, 5, 3), date(2027, 5, 14), 3),),
        ),
        (
            "weekend=2027-04",
            Weekend(date(2027, 4, 1)),
            tuple(Starts(date(2027, 4, day), date(2027, 4, day), 2) for day in (9, 16, 23, 30)),
        ),
    ],
)
def test_days_can_be_left_open(query, when, starts):
    wishes = form_of(query).wishes

    assert wishes.when == when
    assert address_of(wishes) == f"/en/offers/?{query}"
    assert wishes.question(today=TODAY, language="en").dates == starts


def test_a_weekend_begins_on_a_friday_that_has_not_passed():
    with time_machine.travel("2027-04-10 10:00", tick=False):
        starts = form_of("weekend=2027-04").wishes.when.starts(date(2027, 4, 10))

    assert [(one.first.day, one.last.day, one.nights) for one in starts] == [
        (16, 16, 2),
        (23, 23, 2),
        (30, 30, 2),
    ]


def test_a_month_without_a_weekend_left_is_said():
    with time_machine.travel("2027-05-31 10:00", tick=False):
        form = form_of("weekend=2027-05")

        assert form.errors == {"weekend": ["No weekend of this month is left."]}
        assert form.wishes == Wishes()


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        (
            "check_in=2027-05-03&check_out=2027-05-06&nights=4",
            {"nights": ["There are only 3 nights between these days."]},
        ),
        (
            "check_in=2027-05-03&check_out=2027-05-06&weekend=2027-06",
            {"weekend": ["Choose either two days or a weekend."]},
        ),
    ],
)
def test_days_that_contradict_each_other_are_said_and_the_two_days_still_count(query, errors):
    form = form_of(query)

    assert form.errors == errors
    assert form.wishes.when == Nights(MAY)


def test_a_part_of_the_map_across_the_date_line_is_two_boxes():
    wishes = form_of("bbox=170,-20,-170,10").wishes

    assert wishes.part == MapPart(west=170.0, south=-20.0, east=-170.0, north=10.0)
    assert [(box.west, box.east) for box in wishes.part.boxes] == [(170.0, 180.0), (-180.0, -170.0)]
    assert address_of(wishes) == "/en/offers/?bbox=170%2C-20%2C-170%2C10"


def test_everything_else_that_can_be_wished_has_its_place_in_the_address():
    wishes = form_of("q=+old++mill+&adults=20&parts=3&order=newest").wishes

    assert wishes == Wishes(text="old mill", adults=20, parts=3, order=Order.NEWEST)
    assert address_of(wishes) == "/en/offers/?q=old+mill&adults=20&parts=3&order=newest"
    assert wishes.question(today=TODAY, language="en").share == 7


def test_what_is_certain_in_the_words_becomes_part_of_the_question_and_can_be_undone():
    LocalityFactory(name="Loches", search_keys="loches", latitude=47.1, longitude=1.0)

    heard = form_of("q=mill+near+Loches&mode=gift").wishes
    left = form_of("q=mill+near+Loches&as_words=Loches").wishes

    question = heard.question(today=TODAY, language="en")
    assert (question.text, question.near.name) == ("mill", "Loches")
    assert question.of(Facet.MODE) == {"gift"}
    assert address_of(heard) == "/en/offers/?q=mill+near+Loches&mode=gift"
    assert left.question(today=TODAY, language="en").near is None
    assert address_of(left) == "/en/offers/?q=mill+near+Loches&as_words=Loches"
