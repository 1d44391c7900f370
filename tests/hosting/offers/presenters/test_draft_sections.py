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
            "What it is",
            [
                DraftFact("best time", "At dusk"),
                DraftFact("language of your words", "en"),
                DraftFact("the contract is with", "a private person"),
                DraftFact("people at least", "1"),
                DraftFact("people at most", "6"),
                DraftFact("days of notice", "0"),
            ],
        ),
        DraftSection(
            "How one comes",
            [
                DraftFact("commune or city", "Bléré"),
                DraftFact("how to come without a car", "not said"),
                DraftFact("nearest station or stop", "not said"),
                DraftFact("metres to the station", "not said"),
                DraftFact("by car", "not said"),
            ],
        ),
        DraftSection("Access", [DraftFact("measured", "nobody has looked yet")]),
    ]


def test_sections_of_a_stay_name_its_roof_its_beds_and_its_rates():
    stay = StayFactory(lodging_kind=LodgingKind.GITE, is_main_residence=False)
    UnitFactory(stay=stay, sleeps=4).beds.create(kind=BedKind.DOUBLE, count=2)
    RateFactory(offer=stay, audience="for anybody", explanation="Sheets and soup.")
    RateFactory(offer=stay, label="A hand", mode=ExchangeMode.SERVICE, amount=None)

    assert section(stay, "What it is")[0] == DraftFact("kind of roof", "Gîte")
    assert DraftFact("this is my main home", "no") in section(stay, "What it is")
    assert section(stay, "Where one sleeps, or when it takes place") == [
        DraftFact("The whole house", "sleeps 4, 2 × Double bed")
    ]
    assert section(stay, "On which terms") == [
        DraftFact("For anyone", "Paid · €40 a night · for anybody · Cash · Sheets and soup."),
        DraftFact("A hand", "Helping hand"),
    ]


@time_machine.travel("2027-04-03 10:00")
def test_sections_of_an_activity_name_its_sessions():
    session = SessionFactory()

    (fact,) = section(session.activity, "Where one sleeps, or when it takes place")

    assert fact.value == "8 seats"


def test_sections_of_a_draft_say_what_was_measured_and_what_is_met():
    product = ProductFactory()
    AccessSurvey.objects.create(offer=product, entrance_steps=2, has_ramp=True)
    need = NeedFactory(name_en="Room for a dog")
    product.needs.add(need)

    access = {fact.name: fact.value for fact in section(product, "Access")}

    assert (access["steps at the entrance"], access["ramp"], access["lift"]) == (
        "2",
        "yes",
        "not said",
    )
    assert section(product, "What one finds") == [DraftFact("needs that are met", "Room for a dog")]


@pytest.mark.parametrize("factory", [StayFactory, ActivityFactory, ProductFactory, TipFactory])
def test_sections_of_no_kind_tell_the_address(factory):
    offer = factory(place__address="7 Canary Lane", place__directions="Behind the mill")

    told = repr(draft_sections(offer))

    assert offer.place.address == "7 Canary Lane"
    assert "Canary" not in told
    assert "mill" not in told


def test_photos_of_a_draft_without_any():
    assert photos_in_draft(StayFactory()) == []
