"""A draft as its reader sees it."""

import pytest
import time_machine

from hosting.offers.choices.lists import BedKind, ExchangeMode, LodgingKind
from hosting.offers.models.access import AccessSurvey
from hosting.offers.presenters.draft_sections import (
    DraftFact,
    DraftSection,
    draft_sections,
    photos_in_draft,
)
from tests.factories.hosting import (
    ActivityFactory,
    NeedFactory,
    ProductFactory,
    RateFactory,
    SessionFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


def section(draft, title):
    (found,) = [one for one in draft_sections(draft) if one.title == title]
    return found.facts


def test_sections_of_a_tip_are_few():
    tip = TipFactory(best_time="At dusk", language="en", place__locality__name="Bléré")

    assert draft_sections(tip) == [
        DraftSection(
            "About the offer",
            [
                DraftFact("best time", "At dusk", "en"),
                DraftFact("language you write in", "English"),
                DraftFact("legal status", "a private individual"),
                DraftFact("minimum number of people", "1"),
                DraftFact("maximum number of people", "6"),
                DraftFact("minimum notice (days)", "0"),
            ],
        ),
        DraftSection(
            "Getting there",
            [
                DraftFact("commune or town", "Bléré"),
                DraftFact("how to get here without a car", "not given"),
                DraftFact("nearest station or stop", "not given"),
                DraftFact("distance to the station (metres)", "not given"),
                DraftFact("by car", "not given"),
            ],
        ),
        DraftSection("Accessibility", [DraftFact("access", "not checked yet")]),
    ]


def test_sections_of_a_stay_name_its_roof_its_beds_and_its_rates():
    stay = StayFactory(lodging_kind=LodgingKind.GITE, is_main_residence=False)
    UnitFactory(stay=stay, sleeps=4).beds.create(kind=BedKind.DOUBLE, count=2)
    RateFactory(offer=stay, audience="for anybody", explanation="Sheets and soup.")
    RateFactory(offer=stay, own_name="A hand", mode=ExchangeMode.SERVICE, amount=None)

    assert section(stay, "About the offer")[0] == DraftFact("type of accommodation", "Gîte")
    assert DraftFact("this is my main home", "no") in section(stay, "About the offer")
    assert section(stay, "Where guests sleep") == [
        DraftFact("The whole house", "sleeps 4, 2 double beds", name_lang="en")
    ]
    assert section(stay, "Rates and terms") == [
        DraftFact(
            "For anyone",
            "Paid · €40 per night · for anybody · Cash · Sheets and soup.",
            name_lang="en",
        ),
        DraftFact("A hand", "Helping hand", name_lang="en"),
    ]


@time_machine.travel("2027-04-03 10:00")
def test_sections_of_an_activity_name_its_sessions():
    session = SessionFactory()

    (fact,) = section(session.activity, "Dates and times")

    assert fact.value == "8 places"


@pytest.mark.parametrize(("stock", "words"), [(3, "3"), (None, "not counted")])
def test_stock_is_read_beside_the_draft(stock, words):
    product = ProductFactory(stock=stock)

    assert section(product, "Stock") == [DraftFact("quantity in stock", words)]


def test_sections_of_a_draft_say_what_was_measured_and_what_is_met():
    product = ProductFactory()
    AccessSurvey.objects.create(offer=product, entrance_steps=2, has_ramp=True)
    need = NeedFactory(name_en="Room for a dog")
    product.needs.add(need)

    access = {fact.name: fact.value for fact in section(product, "Accessibility")}

    assert (access["steps at the entrance"], access["ramp"], access["lift"]) == (
        "2",
        "yes",
        "not given",
    )
    assert section(product, "What guests will find") == [DraftFact("needs met", "Room for a dog")]


@pytest.mark.parametrize("factory", [StayFactory, ActivityFactory, ProductFactory, TipFactory])
def test_sections_of_no_kind_tell_the_address(factory):
    offer = factory(place__address="7 Canary Lane", place__directions="Behind the mill")

    told = repr(draft_sections(offer))

    assert offer.place.address == "7 Canary Lane"
    assert "Canary" not in told
    assert "mill" not in told


def test_photos_of_a_draft_without_any():
    assert photos_in_draft(StayFactory()) == []
