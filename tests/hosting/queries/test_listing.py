"""The order of the list, its pages, its counts, and the ways out of an empty one."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from core.dates import DateRange
from core.geo import Point
from hosting.enums import ExchangeMode, Facet
from hosting.queries.candidates import candidates_for
from hosting.queries.facets import Choice, count_choices, facet_labels
from hosting.queries.filters import Near, OfferFilter
from hosting.queries.listing import PAGE_SIZE, WayOut, in_order, list_offers, offers_beside
from tests.factories.hosting import (
    MAY,
    CommunityFactory,
    NeedFactory,
    RateFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 4, 3, 10, 0, tzinfo=UTC)
TOMORROW = NOW.date() + timedelta(days=1)
HERE = Near("Loches", Point(47.3, 1.102), 20)


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel(NOW, tick=False):
        yield


def listed(wanted=None, page=1):
    return list_offers(wanted or OfferFilter(), labels=facet_labels(), page=page)


def titles(wanted=None):
    return [card.title for card in listed(wanted).cards]


def counts(wanted, facet):
    """Value and count of every choice that is shown."""
    known = candidates_for(wanted)
    choices = {one.name: one.choices for one in count_choices(known, wanted, facet_labels())}
    return {choice.value: choice.count for choice in choices[facet]}


def test_near_a_place_the_nearest_comes_first():
    for title, latitude in (("far", 47.4), ("near", 47.31), ("nearer", 47.301)):
        StayFactory(title=title, place__latitude=latitude)

    assert titles(OfferFilter(near=HERE)) == ["nearer", "near", "far"]


def test_without_a_place_the_newest_come_first_for_two_weeks():
    StayFactory(title="yesterday", first_published_at=NOW - timedelta(days=1))
    StayFactory(title="long ago", first_published_at=NOW - timedelta(days=200))
    StayFactory(title="today", first_published_at=NOW)

    assert titles() == ["today", "yesterday", "long ago"]


def order_of_the_day():
    return [one.pk for one in in_order(candidates_for(OfferFilter()), OfferFilter())]


def test_all_others_are_shuffled_once_a_day_and_the_same_for_everybody():
    TipFactory.create_batch(12)

    today, again = order_of_the_day(), order_of_the_day()
    with time_machine.travel(NOW + timedelta(days=1)):
        tomorrow = order_of_the_day()

    assert today == again
    assert sorted(today) == sorted(tomorrow)
    assert today != tomorrow


def test_the_pages_hold_every_offer_once():
    TipFactory.create_batch(PAGE_SIZE + 2)

    first, second, beyond = listed(page=1), listed(page=2), listed(page=9)

    assert (first.first, first.last, first.pages) == (1, PAGE_SIZE, 2)
    assert (second.page, second.first, second.last) == (2, PAGE_SIZE + 1, PAGE_SIZE + 2)
    assert beyond == second
    assert len({card.url for card in (*first.cards, *second.cards)}) == first.total


def test_every_card_has_its_letter_and_the_map_the_same():
    TipFactory.create_batch(3)

    listing = listed()

    assert [card.letter for card in listing.cards] == ["A", "B", "C"]
    assert {spot.key: spot.letter for spot in listing.map.spots} == {
        card.place: card.letter for card in listing.cards
    }


def test_a_card_takes_along_when_and_how_many():
    stay = StayFactory()
    UnitFactory(stay=stay, sleeps=4)
    wanted = OfferFilter(dates=DateRange(NOW.date(), TOMORROW), adults=2, children=1)

    (card,) = listed(wanted).cards

    asked = "?check_in=2027-04-03&check_out=2027-04-04&adults=2&children=1"
    assert card.url == stay.get_absolute_url() + asked


def test_a_card_has_a_plain_address_where_nothing_was_said():
    stay = StayFactory()

    assert [card.url for card in listed().cards] == [stay.get_absolute_url()]


def test_offers_beside_are_those_without_a_card_on_the_page():
    tips = TipFactory.create_batch(PAGE_SIZE + 1)

    beside = [one.public_id for one in offers_beside(OfferFilter(), page=1)]

    cards = {card.place for card in listed().cards}
    assert beside == [tip.public_id for tip in tips if tip.public_id not in cards]


def test_a_facet_is_counted_without_its_own_choice():
    RateFactory(mode=ExchangeMode.PAID)
    RateFactory(mode=ExchangeMode.GIFT, offer=TipFactory())

    chosen = OfferFilter(chosen={Facet.KIND: frozenset({"tip"})})

    assert counts(chosen, Facet.KIND) == {"stay": 1, "tip": 1}
    assert counts(chosen, Facet.MODE) == {"gift": 1}


def test_needs_are_counted_with_those_that_are_chosen_already():
    cot, kitchen = NeedFactory(slug="cot"), NeedFactory(slug="kitchen")
    for needs in ([cot], [cot, kitchen]):
        stay = StayFactory()
        stay.needs.set(needs)
        stay.save()

    chosen = OfferFilter(chosen={Facet.NEED: frozenset({"kitchen"})})

    assert counts(OfferFilter(), Facet.NEED) == {"cot": 2, "kitchen": 1}
    assert counts(chosen, Facet.NEED) == {"cot": 1, "kitchen": 1}


def test_a_choice_that_leaves_nothing_is_shown_only_when_it_is_chosen():
    StayFactory()

    wanted = OfferFilter(chosen={Facet.KIND: frozenset({"product"})})

    kinds = listed(wanted).facets[0]
    assert kinds.on
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


def test_an_empty_list_says_which_single_wish_to_drop():
    UnitFactory(sleeps=2)
    UnitFactory(sleeps=2, stay__min_nights=9)
    UnitFactory(sleeps=2, stay__min_nights=9)
    StayFactory(place__latitude=47.5)

    nowhere = listed(
        OfferFilter(near=HERE, dates=MAY, adults=2, chosen={Facet.KIND: frozenset({"tip"})})
    )
    too_long = listed(OfferFilter(near=HERE, dates=MAY, chosen={Facet.KIND: frozenset({"stay"})}))

    assert nowhere.ways_out == (WayOut("kind", 1),)
    assert too_long.ways_out == ()
    assert too_long.total == 1
