"""What an address of the list says, and what is said back where it can't be."""

from datetime import date

import pytest
import time_machine
from django.http import QueryDict

from core.dates import DateRange
from core.geo import Point
from hosting.enums import Facet
from hosting.forms.filters import OfferFilterForm
from hosting.queries.filters import Near, OfferFilter
from hosting.queries.ways import Way, address_of
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import MAY, CommunityFactory, NeedFactory

pytestmark = pytest.mark.django_db

HERE = Near("", Point(47.3, 1.102), 20)


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel("2027-04-03 10:00", tick=False):
        yield


def form_of(query):
    return OfferFilterForm(QueryDict(query))


def test_an_empty_address_wishes_nothing():
    form = form_of("")

    assert form.wanted == OfferFilter()
    assert form.page_number == 1
    assert form.is_valid()


def test_an_address_says_everything():
    NeedFactory(slug="cot")

    form = form_of(
        "at=47.3,1.102&km=20&check_in=2027-05-03&check_out=2027-05-06&adults=2&children=1"
        "&kind=stay&kind=tip&mode=gift&means=ancv&need=cot&need=step-free&station=5&page=3"
    )

    assert form.wanted == OfferFilter(
        near=HERE,
        dates=MAY,
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
    assert form.page_number == 3
    assert form.is_valid()


def test_a_place_is_found_by_its_name_however_it_is_typed():
    LocalityFactory(
        name="Épeigné-les-Bois", search_keys="epeignelesbois", latitude=47.3, longitude=1.1
    )

    form = form_of("place=+epeigne les bois+&km=40&at=48,2")

    assert form.wanted.near == Near(
        "Épeigné-les-Bois", Point(47.3, 1.1), 40, said="epeigne les bois"
    )
    assert address_of(form.wanted) == "/en/offers/?place=epeigne+les+bois&km=40"
    assert form.other_places == ()


def test_a_place_that_nobody_knows_is_said_and_its_point_forgotten():
    form = form_of("place=Xyzzy&at=48,2&mode=gift")

    assert form.errors == {
        "place": ["We know no such place. Try the name of a commune or city, or a postcode."]
    }
    assert form.wanted == OfferFilter(chosen={Facet.MODE: frozenset({"gift"})})
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

    assert form.wanted.near.name == "Chinon"
    assert [way.label for way in form.other_places] == ["Chignon (Indre-et-Loire)"]


def test_children_never_travel_alone():
    assert form_of("children=2").wanted == OfferFilter(adults=1, children=2)


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
        ("page=0", "page", "Ensure this value is greater than or equal to 1."),
        ("page=9999999999999999999", "page", "Ensure this value is less than or equal to 10000."),
    ],
)
def test_what_cannot_be_is_said_and_left_out(query, field, sentence):
    form = form_of(f"{query}&mode=gift")

    assert form.errors == {field: [sentence]}
    assert form.wanted.chosen == {Facet.MODE: frozenset({"gift"})}
    assert form.wanted.dates is None
    assert form.page_number == 1


def test_an_address_comes_back_as_it_was_understood():
    community = CommunityFactory()
    wanted = OfferFilter(
        near=HERE,
        dates=MAY,
        adults=2,
        children=1,
        chosen={
            Facet.KIND: frozenset({"tip", "stay"}),
            Facet.COMMUNITY: frozenset({community.public_id}),
        },
    )

    address = address_of(wanted, page=2)

    path, _question, query = address.partition("?")
    assert path == "/en/offers/"
    assert form_of(query).wanted == wanted
    assert form_of(query).page_number == 2


def test_a_distance_of_the_address_can_be_chosen_again():
    choices = form_of("at=47.3,1.102&km=25").fields["km"].widget.choices

    assert [km for km, _label in choices] == [5, 10, 20, 25, 40, 80]


def test_twenty_kilometres_are_chosen_unless_somebody_says_otherwise():
    assert [form_of(query)["km"].value() for query in ("", "km=40")] == ["20", "40"]


def test_two_years_ahead_is_as_far_as_one_looks():
    form = form_of("check_in=2029-03-30&check_out=2029-04-02")

    assert form.wanted.dates == DateRange(date(2029, 3, 30), date(2029, 4, 2))
