"""The order of the list, its cards, its counts and its pages."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.http import QueryDict

from core.dates import DateRange
from core.geo import Point
from hosting.enums import ExchangeMode, Facet, OfferState
from search.engine.choice import engine
from search.engine.question import PAGE_SIZE, Near
from search.enums import Order
from search.queries.facets import Choice, facet_labels
from search.queries.listing import list_offers, without_answer
from search.queries.wishes import Nights, Wishes
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    CommunityFactory,
    NeedFactory,
    RateFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)
from tests.search.index import index_offers

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 4, 3, 10, 0, tzinfo=UTC)
TOMORROW = NOW.date() + timedelta(days=1)
HERE = Near("Loches", Point(47.3, 1.102), 20)


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel(NOW, tick=False):
        yield


def listed(wishes=None, token="", *, anew=True):
    if anew:
        index_offers()
    return list_offers(engine(), wishes or Wishes(), labels=facet_labels(), token=token)


def titles(wishes=None):
    return [row.card.title for row in listed(wishes).rows]


def facet(listing, facet):
    return next(one for one in listing.facets if one.name == facet)


def counts(wishes, name):
    return {choice.value: choice.count for choice in facet(listed(wishes), name).choices}


def test_near_a_place_the_nearest_comes_first():
    for title, latitude in (("far", 47.4), ("near", 47.31), ("nearer", 47.301)):
        StayFactory(title=title, place__latitude=latitude)

    assert titles(Wishes(near=HERE)) == ["nearer", "near", "far"]


def test_without_a_place_the_newest_come_first_for_two_weeks():
    StayFactory(title="yesterday", first_published_at=NOW - timedelta(days=1))
    StayFactory(title="long ago", first_published_at=NOW - timedelta(days=200))
    StayFactory(title="today", first_published_at=NOW)

    assert titles() == ["today", "yesterday", "long ago"]


def test_the_newest_come_first_where_somebody_wants_it_and_their_day_is_told():
    StayFactory(title="near", first_published_at=NOW - timedelta(days=300))
    StayFactory(title="far", place__latitude=47.4, first_published_at=NOW - timedelta(days=200))

    rows = listed(Wishes(near=HERE, order=Order.NEWEST)).rows

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

    assert listing.refusal == "This page of the list is no more. Here is its beginning."
    assert (listing.first, len(listing.rows)) == (1, 1)


def test_a_third_offer_of_a_host_waits_for_somebody_else():
    busy = UserFactory()
    stays = [
        StayFactory(host=busy, place__latitude=round(47.301 + number / 1000, 3))
        for number in range(3)
    ]
    other = StayFactory(place__latitude=47.4)

    rows = listed(Wishes(near=HERE)).rows

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
    wishes = Wishes(when=Nights(DateRange(NOW.date(), TOMORROW)), adults=2, children=1)

    (row,) = listed(wishes).rows

    asked = "?check_in=2027-04-03&check_out=2027-04-04&adults=2&children=1"
    assert row.card.url == stay.get_absolute_url() + asked


@pytest.mark.parametrize(
    "wishes",
    [
        Wishes(),
        Wishes(when=Nights(DateRange(NOW.date(), TOMORROW), flexible=2)),
        Wishes(adults=2, parts=2),
    ],
)
def test_a_card_has_a_plain_address_where_nothing_is_certain(wishes):
    stay = UnitFactory(sleeps=4, stay__notice_days=0).stay

    assert [row.card.url for row in listed(wishes).rows] == [stay.get_absolute_url()]


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

    chosen = Wishes(chosen={Facet.KIND: frozenset({"tip"})})

    assert counts(chosen, Facet.KIND) == {"stay": 1, "tip": 1}
    assert counts(chosen, Facet.MODE) == {"gift": 1}


def test_needs_are_counted_with_those_that_are_chosen_already():
    cot, kitchen = NeedFactory(slug="cot"), NeedFactory(slug="kitchen")
    for needs in ([cot], [cot, kitchen]):
        stay = StayFactory()
        stay.needs.set(needs)
        stay.save()

    chosen = Wishes(chosen={Facet.NEED: frozenset({"kitchen"})})

    assert counts(Wishes(), Facet.NEED) == {"cot": 2, "kitchen": 1}
    assert counts(chosen, Facet.NEED) == {"cot": 1, "kitchen": 1}


def test_a_choice_that_leaves_nothing_is_shown_only_when_it_is_chosen():
    StayFactory()

    kinds = facet(listed(Wishes(chosen={Facet.KIND: frozenset({"product"})})), Facet.KIND)

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
    wishes = Wishes(text="mill", chosen={Facet.KIND: frozenset({"tip"})})

    listing = without_answer(wishes, labels=facet_labels(), down="Out of order.")

    kinds = facet(listing, Facet.KIND)
    assert [chip.label for chip in listing.chips] == ["“mill”", "Tip"]
    assert [choice.value for choice in kinds.choices if choice.checked] == ["tip"]
    assert {choice.count for choice in kinds.choices} == {None}
    assert (listing.down, listing.rows, listing.map) == ("Out of order.", (), None)
