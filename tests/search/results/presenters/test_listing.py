"""The order of the list, its cards, its counts and its pages."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.http import QueryDict

from core.values.dates import DateRange
from core.values.geo import Point
from hosting.offers.choices.lists import ExchangeMode, Facet, RateUnit
from hosting.offers.presenters.facts import Fact
from hosting.offers.states import OfferState
from search.engines.engine_selection import engine
from search.query.criteria import Nights, SearchCriteria
from search.query.offer_query import PAGE_SIZE, Near
from search.query.query_parser import parse_query
from search.query.states import Order
from search.results.presenters.listing import list_offers, without_answer
from search.results.selectors.facets import Choice, facet_labels
from tests.factories.accounts import UserFactory
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import (
    ActivityFactory,
    CommunityFactory,
    NeedFactory,
    RateFactory,
    SessionFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)
from tests.search.indexing import index_offers

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 4, 3, 10, 0, tzinfo=UTC)
TOMORROW = NOW.date() + timedelta(days=1)
HERE = Near("Loches", Point(47.3, 1.102), 20)


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel(NOW, tick=False):
        yield


def listed(criteria=None, token="", *, anew=True):
    if anew:
        index_offers()
    return list_offers(engine(), criteria or SearchCriteria(), labels=facet_labels(), token=token)


def titles(criteria=None):
    return [row.card.title for row in listed(criteria).rows]


def facet(listing, facet):
    return next(one for one in listing.facets if one.name == facet)


def counts(criteria, name):
    return {choice.value: choice.count for choice in facet(listed(criteria), name).choices}


def test_near_a_place_the_nearest_comes_first():
    for title, latitude in (("far", 47.4), ("near", 47.31), ("nearer", 47.301)):
        StayFactory(title=title, place__latitude=latitude)

    assert titles(SearchCriteria(near=HERE)) == ["nearer", "near", "far"]


def test_a_card_says_the_distance_that_it_is_sorted_by():
    StayFactory(place__latitude=47.31, station_name="Tours", station_distance=100)

    (near,) = listed(SearchCriteria(near=HERE)).rows
    (anywhere,) = listed(SearchCriteria()).rows

    away = Fact("pin", "1.1 km from Loches")
    assert near.card.facts == (away, *anywhere.card.facts)
    assert away not in anywhere.card.facts


def test_without_a_place_the_newest_come_first_for_two_weeks():
    StayFactory(title="yesterday", first_published_at=NOW - timedelta(days=1))
    StayFactory(title="long ago", first_published_at=NOW - timedelta(days=200))
    StayFactory(title="today", first_published_at=NOW)

    assert titles() == ["today", "yesterday", "long ago"]


def test_the_newest_come_first_on_request_and_show_their_day():
    StayFactory(title="near", first_published_at=NOW - timedelta(days=300))
    StayFactory(title="far", place__latitude=47.4, first_published_at=NOW - timedelta(days=200))

    rows = listed(SearchCriteria(near=HERE, order=Order.NEWEST)).rows

    assert [(row.card.title, row.figures[0].words) for row in rows] == [
        ("far", "Published on 15 September 2026"),
        ("near", "Published on 7 June 2026"),
    ]


def test_all_others_are_shuffled_once_a_day_and_the_same_for_everybody():
    for _number in range(12):
        TipFactory(first_published_at=NOW - timedelta(days=90))

    today, again = titles(), titles()
    with time_machine.travel(NOW + timedelta(days=1)):
        tomorrow = titles()

    assert today == again
    assert sorted(today) == sorted(tomorrow)
    assert today != tomorrow


def test_the_pages_hold_every_offer_once():
    TipFactory.create_batch(PAGE_SIZE + 2)

    first = listed()
    token = QueryDict(first.after.partition("?")[2])["page"]
    second = listed(token=token, anew=False)

    assert (first.first, first.last, first.total) == (1, PAGE_SIZE, PAGE_SIZE + 2)
    assert (second.first, second.last, second.after) == (PAGE_SIZE + 1, PAGE_SIZE + 2, "")
    assert len({row.card.url for row in (*first.rows, *second.rows)}) == first.total


def test_a_page_that_nobody_gave_is_refused_and_the_first_stands_there():
    TipFactory()

    listing = listed(token="forged")

    assert listing.refusal == "This page of the list no longer exists. Here is the first page."
    assert (listing.first, len(listing.rows)) == (1, 1)


def test_a_third_offer_of_a_host_waits_for_somebody_else():
    busy = UserFactory()
    stays = [
        StayFactory(host=busy, place__latitude=round(47.301 + number / 1000, 3))
        for number in range(3)
    ]
    other = StayFactory(place__latitude=47.4)

    rows = listed(SearchCriteria(near=HERE)).rows

    shown = [row.card.place for row in rows]
    assert shown == [one.public_id for one in (*stays[:2], other, stays[2])]


def test_every_card_has_its_letter_and_the_map_the_same():
    TipFactory.create_batch(3)

    listing = listed()

    assert [row.card.letter for row in listing.rows] == ["A", "B", "C"]
    assert {spot.key: spot.letter for spot in listing.map.spots} == {
        row.card.place: row.card.letter for row in listing.rows
    }


def test_a_card_takes_along_when_and_how_many():
    stay = UnitFactory(sleeps=4, stay__notice_days=0).stay
    criteria = SearchCriteria(when=Nights(DateRange(NOW.date(), TOMORROW)), adults=2, children=1)

    (row,) = listed(criteria).rows

    asked = "?check_in=2027-04-03&check_out=2027-04-04&adults=2&children=1"
    assert row.card.url == stay.get_absolute_url() + asked


def test_a_card_takes_along_how_many_come_where_the_words_say_so():
    stay = UnitFactory(sleeps=4).stay
    text = "pour quatre personnes"

    (row,) = listed(SearchCriteria(text=text, heard=parse_query(text))).rows

    assert row.card.url == f"{stay.get_absolute_url()}?adults=4&children=0"


@pytest.mark.parametrize(
    "criteria",
    [
        SearchCriteria(),
        SearchCriteria(when=Nights(DateRange(NOW.date(), TOMORROW), flexible=2)),
        SearchCriteria(adults=2, parts=2),
    ],
)
def test_a_card_has_a_plain_address_where_nothing_is_certain(criteria):
    stay = UnitFactory(sleeps=4, stay__notice_days=0).stay

    assert [row.card.url for row in listed(criteria).rows] == [stay.get_absolute_url()]


def test_what_left_since_the_index_was_written_is_not_shown():
    shown, gone = StayFactory.create_batch(2)
    index_offers()
    gone.state = OfferState.PAUSED
    gone.save()

    listing = listed(anew=False)

    assert [row.card.place for row in listing.rows] == [shown.public_id]
    assert [spot.key for spot in listing.map.spots] == [shown.public_id]


def test_a_facet_is_counted_without_its_own_choice():
    RateFactory(mode=ExchangeMode.PAID)
    RateFactory(mode=ExchangeMode.GIFT, offer=TipFactory())

    chosen = SearchCriteria(chosen={Facet.KIND: frozenset({"tip"})})

    assert counts(chosen, Facet.KIND) == {"stay": 1, "tip": 1}
    assert counts(chosen, Facet.MODE) == {"gift": 1}


def test_needs_are_counted_with_those_that_are_chosen_already():
    cot, kitchen = NeedFactory(slug="cot"), NeedFactory(slug="kitchen")
    for needs in ([cot], [cot, kitchen]):
        stay = StayFactory()
        stay.needs.set(needs)
        stay.save()

    chosen = SearchCriteria(chosen={Facet.NEED: frozenset({"kitchen"})})

    assert counts(SearchCriteria(), Facet.NEED) == {"cot": 2, "kitchen": 1}
    assert counts(chosen, Facet.NEED) == {"cot": 1, "kitchen": 1}


def test_a_choice_that_leaves_nothing_is_shown_only_when_it_is_chosen():
    StayFactory()

    kinds = facet(listed(SearchCriteria(chosen={Facet.KIND: frozenset({"product"})})), Facet.KIND)

    assert kinds.choices == (
        Choice("stay", "Stay", 1, checked=False),
        Choice("product", "Product", 0, checked=True),
    )


def test_choices_stand_in_the_order_of_their_lists():
    NeedFactory(slug="b", name_en="Bread", sort_order=1)
    NeedFactory(slug="a", name_en="Attic", sort_order=2)
    zebra, acre = CommunityFactory(name="Zebra"), CommunityFactory(name="Acre")

    labels = facet_labels()

    assert list(labels[Facet.NEED].values())[-2:] == ["Bread", "Attic"]
    assert labels[Facet.COMMUNITY] == {acre.public_id: "Acre", zebra.public_id: "Zebra"}


def test_where_no_engine_answers_the_wishes_still_stand():
    criteria = SearchCriteria(text="mill", chosen={Facet.KIND: frozenset({"tip"})})

    listing = without_answer(criteria, labels=facet_labels(), down="Out of order.")

    kinds = facet(listing, Facet.KIND)
    assert [chip.label for chip in listing.chips] == ["“mill”", "Tip"]
    assert [choice.value for choice in kinds.choices if choice.checked] == ["tip"]
    assert {choice.count for choice in kinds.choices} == {None}
    assert (listing.down, listing.rows, listing.map) == ("Out of order.", (), None)


def test_with_dates_stays_come_first_and_a_session_lies_inside_them():
    activity = ActivityFactory(title="weaving", place__latitude=47.3)
    for days in (1, 7):
        SessionFactory(activity=activity, starts_at=NOW + timedelta(days=days), seats=6)
    UnitFactory(stay=StayFactory(title="mill", place__latitude=47.4))
    week = DateRange(NOW.date() + timedelta(days=6), NOW.date() + timedelta(days=8))

    listing = listed(SearchCriteria(near=HERE, when=Nights(week), adults=2))

    assert [row.card.title for row in listing.rows] == ["mill", "weaving"]
    (when, *_others) = [
        fact.label for fact in listing.rows[1].card.facts if fact.icon == "calendar"
    ]
    assert when.startswith("Saturday 10 April")
    assert "check_in=2027-04-09&check_out=2027-04-11&adults=2" in listing.rows[1].card.url


def test_a_session_lies_inside_the_days_that_may_be_meant():
    activity = ActivityFactory()
    for days in (1, 7):
        SessionFactory(activity=activity, starts_at=NOW + timedelta(days=days), seats=6)
    night = DateRange(NOW.date() + timedelta(days=6), NOW.date() + timedelta(days=7))

    (row,) = listed(SearchCriteria(when=Nights(night, flexible=2))).rows

    (when, *_others) = [fact.label for fact in row.card.facts if fact.icon == "calendar"]
    assert when.startswith("Saturday 10 April")


def test_two_towns_of_one_question_both_count_and_the_nearest_is_named():
    for name, latitude in (("Tours", 47.39), ("Blois", 47.59)):
        LocalityFactory(name=name, population=90_000, latitude=latitude, longitude=1.102)
        StayFactory(title=f"by {name}", place__latitude=latitude + 0.01)
    StayFactory(title="far", place__latitude=48.5)
    text = "entre Tours et Blois"

    listing = listed(SearchCriteria(text=text, heard=parse_query(text)))

    reasons = {row.card.title: row.figures[0].words for row in listing.rows}
    assert reasons == {"by Tours": "1.1 km from Tours", "by Blois": "1.1 km from Blois"}
    assert listing.criteria.where == "Tours or Blois"
    assert [way.label for way in listing.taken] == ["“entre Tours”: Tours", "“et Blois”: Blois"]
    assert listing.taken[1].url.endswith("?q=entre+Tours+et+Blois&as_words=Blois")


def test_where_nothing_fits_the_nearest_that_meets_the_rest_are_shown():
    for title, latitude in (("farther", 47.9), ("farthest", 48.2), ("too far", 50.3)):
        UnitFactory(stay=StayFactory(title=title, place__latitude=latitude), sleeps=4)
    UnitFactory(stay=StayFactory(title="too small", place__latitude=47.31), sleeps=1)

    listing = listed(SearchCriteria(near=HERE, adults=4))

    assert (listing.rows, listing.total, listing.is_rest_met) == ((), 0, True)
    assert [(row.card.title, row.figures[0].words) for row in listing.nearest] == [
        ("farther", "66.7 km from Loches"),
        ("farthest", "100.0 km from Loches"),
    ]


def test_nearest_stays_have_no_sum_where_nothing_meets_the_rest():
    stay = StayFactory(title="small", place__latitude=47.31)
    UnitFactory(stay=stay, sleeps=1)
    RateFactory(offer=stay, amount=40)
    TipFactory(place__latitude=47.3)
    night = Nights(DateRange(NOW.date() + timedelta(days=6), NOW.date() + timedelta(days=8)))

    listing = listed(SearchCriteria(near=HERE, when=night, adults=80))

    (row,) = listing.nearest
    assert (listing.total, listing.is_rest_met, row.card.title) == (0, False, "small")
    assert (row.card.unit, row.card.url) == ("per night", stay.get_absolute_url())


@pytest.mark.parametrize(
    "criteria", [SearchCriteria(adults=80), SearchCriteria(near=HERE, text="hamac")]
)
def test_the_nearest_need_a_place_and_nothing_else_near_fits(criteria):
    StayFactory(title="mill", place__latitude=47.31)

    assert listed(criteria).nearest == ()


def test_party_size_is_asked_of_who_takes_people_only():
    UnitFactory(stay=StayFactory(title="barn", party_max=None), sleeps=90)
    UnitFactory(stay=StayFactory(title="hut"), sleeps=2)
    ActivityFactory(title="walk", is_on_request=True, party_max=100)
    ActivityFactory(title="course", is_on_request=True, party_max=8)
    workshop = ActivityFactory(title="workshop", is_on_request=False)
    SessionFactory(activity=workshop, starts_at=NOW + timedelta(days=3), seats=12)
    TipFactory.create_batch(2, party_max=None)
    TipFactory(party_max=10)

    listing = listed(SearchCriteria(adults=80))

    assert [row.card.title for row in listing.rows] == ["barn", "walk"]
    assert [row.figures[0].words for row in listing.rows] == [
        "Stays come first, because you gave a number of people",
        "Listed after stays, because you gave a number of people",
    ]
    assert [(way.label, way.count) for way in listing.other_kinds] == [("Tip", 2)]
    assert listing.other_kinds[0].url == "/en/offers/?adults=80&kind=tip"
    assert listed(SearchCriteria()).other_kinds == ()


def test_a_session_inside_the_dates_says_its_day_and_what_it_comes_to():
    activity = ActivityFactory(party_max=6)
    RateFactory(offer=activity, amount=25, unit=RateUnit.PERSON)
    for days in (1, 7):
        SessionFactory(activity=activity, starts_at=NOW + timedelta(days=days), seats=6)
    week = DateRange(NOW.date() + timedelta(days=6), NOW.date() + timedelta(days=8))

    (row,) = listed(SearchCriteria(when=Nights(week), adults=2)).rows

    (when, *_others) = [fact.label for fact in row.card.facts if fact.icon == "calendar"]
    assert when.startswith("Saturday 10 April")
    assert (row.card.money.amount, row.card.unit) == (50, "for 2 adults")


def test_amenities_are_counted_with_the_needs_that_stand_among_them():
    kitchen = NeedFactory(slug="kitchen", name_fr="Cuisine", name_en="Kitchen")
    for amenities, needs in ((["wifi", "garden"], [kitchen]), (["wifi"], [])):
        stay = StayFactory(amenities=amenities)
        UnitFactory(stay=stay)
        stay.needs.set(needs)
        stay.save()

    listing = listed(SearchCriteria(chosen={Facet.AMENITY: frozenset({"wifi", "garden"})}))

    shown = {facet.name: facet.choices for facet in listing.main_facets}
    assert shown[Facet.AMENITY] == (
        Choice("wifi", "Wifi", 1, checked=True),
        Choice("garden", "Garden", 1, checked=True),
        Choice("kitchen", "Kitchen", 1, checked=False, name="need"),
    )
    assert shown[Facet.NEED] == ()
    assert listing.total == 1
