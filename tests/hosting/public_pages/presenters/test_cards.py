"""What a card says of each kind."""

from decimal import Decimal

import pytest
import time_machine

from core.values.money import Money
from core.values.pictures import Picture
from hosting.offers.choices.lists import ExchangeMode
from hosting.offers.models.photos import OfferPhoto
from hosting.offers.presenters.facts import Fact
from hosting.offers.presenters.offer_links import OfferLink
from hosting.offers.presenters.prices import ModeLabel
from hosting.public_pages.presenters.cards import OfferCard, cards_of
from tests.factories.hosting import (
    ActivityFactory,
    OpeningHoursFactory,
    ProductFactory,
    RateFactory,
    SessionFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)
from tests.factories.media import PhotoFactory
from tests.factories.profiles import ProfileFactory, with_portrait

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel("2027-04-03 10:00", tick=False):
        yield


def card_of(offer):
    (card,) = cards_of([offer.pk])
    return card


def facts_of(offer):
    return card_of(offer).facts


def test_a_card_says_what_where_and_on_which_terms():
    stay = StayFactory(
        title="Under the lime trees",
        words="We have a\n\nquiet room.",
        place__locality__name="Loches",
        station_name="Loches",
        station_distance=2_100,
    )
    UnitFactory(stay=stay, sleeps=4)
    RateFactory(offer=stay, amount=40)
    RateFactory(offer=stay, mode=ExchangeMode.SERVICE, amount=None)

    assert card_of(stay) == OfferCard(
        kind="stay",
        icon="bed",
        line="Stay · Loches",
        title="Under the lime trees",
        url=f"/en/offers/under-the-lime-trees-{stay.public_id}/",
        words="We have a quiet room.",
        lang="en",
        facts=(Fact("people", "up to 4 people"), Fact("train", "Station: Loches, 2 km")),
        modes=(ModeLabel("paid", "Paid"), ModeLabel("service", "Helping hand")),
        place=stay.public_id,
        host=stay.host.display_name,
        money=Money(Decimal(40), "EUR"),
        unit="per night",
        point=stay.place.public_point,
        links=(OfferLink("Add to a trip", f"/en/trips/add/?offer={stay.public_id}", "route"),),
    )


@pytest.mark.parametrize("is_public", [True, False], ids=["to everybody", "to members"])
def test_a_card_shows_a_portrait_that_everybody_may_see(is_public):
    stay = StayFactory()
    profile = with_portrait(ProfileFactory(person=stay.host, is_public=is_public))

    address = profile.portrait.renditions.get().file.url
    assert card_of(stay).face == (address if is_public else "")


def test_cards_come_in_the_order_asked_for_and_leave_out_what_is_gone():
    first, second = StayFactory(), TipFactory()

    cards = cards_of([second.pk, first.pk, 0])

    assert [card.place for card in cards] == [second.public_id, first.public_id]


def test_long_words_are_cut_between_words():
    card = card_of(StayFactory(words="word " * 60))

    assert card.words == "word " * 39 + "word …"


def test_a_stay_is_for_so_many_as_its_biggest_unit_and_its_host_allow():
    stay = StayFactory(party_max=3)
    UnitFactory(stay=stay, sleeps=2)
    UnitFactory(stay=stay, sleeps=5)

    assert facts_of(stay) == (Fact("people", "up to 3 people"),)


def test_an_activity_says_its_next_date_and_its_age():
    session = SessionFactory(seats=8)
    session.activity.minimum_age = 3
    session.activity.save()

    assert facts_of(session.activity) == (
        Fact("calendar", "Tuesday 4 May at 14:00 · 8 places left"),
        Fact("children", "aged 3 and over"),
    )


def test_an_activity_without_dates_may_be_on_request():
    assert facts_of(ActivityFactory(is_on_request=True)) == (Fact("calendar", "on request"),)
    assert facts_of(ActivityFactory()) == ()


def test_products_and_tips_say_when():
    assert facts_of(ProductFactory(opening="Saturdays")) == (Fact("calendar", "Saturdays", "en"),)
    assert facts_of(TipFactory(best_time="At dawn")) == (Fact("calendar", "At dawn", "en"),)


def test_a_card_names_the_days_on_which_a_place_is_open():
    product = ProductFactory(opening="Ring the bell.")
    OpeningHoursFactory(offer=product, weekdays=[1, 2, 3])

    assert facts_of(product) == (Fact("clock", "Tuesday to Thursday"),)


def test_an_offer_without_a_place_only_says_what_it_is():
    assert card_of(ProductFactory(place=None)).line == "Product"


def test_the_first_photograph_in_the_order_of_the_host_stands_on_the_card():
    stay = StayFactory()
    last, first = PhotoFactory(description="Last"), PhotoFactory(description="First", credit="Ada")
    OfferPhoto.objects.create(offer=stay, photo=last, sort_order=2)
    OfferPhoto.objects.create(offer=stay, photo=first, sort_order=1, caption="The yard")

    assert card_of(stay).picture == Picture(
        first.file.url,
        8,
        6,
        "First",
        caption="The yard",
        credit="Ada",
        licence="CC BY-SA 4.0",
        licence_url="https://creativecommons.org/licenses/by-sa/4.0/",
    )
