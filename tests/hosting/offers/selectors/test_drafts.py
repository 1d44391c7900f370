"""How far a draft has come."""

import pytest
from django.utils import timezone

from hosting.offers.choices.lists import OfferKind
from hosting.offers.choices.steps import STEPS, OfferStep
from hosting.offers.models.photos import OfferPhoto
from hosting.offers.models.rates import Rate
from hosting.offers.selectors.drafts import (
    missing_fields,
    step_url,
    url_after,
    with_sort_order,
    wizard_steps,
)
from tests.factories.hosting import (
    ActivityFactory,
    ProductFactory,
    RateFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)
from tests.factories.media import PhotoFactory

pytestmark = pytest.mark.django_db


def test_every_kind_has_steps_of_its_own():
    assert set(STEPS) == set(OfferKind)
    assert {steps[0] for steps in STEPS.values()} == {OfferStep.WORDS}


@pytest.mark.parametrize(
    ("factory", "steps"),
    [
        (StayFactory, ["words", "place", "units", "rates", "declaration"]),
        (ActivityFactory, ["words", "place", "rates"]),
        (ProductFactory, ["words", "place", "rates"]),
        (TipFactory, ["words", "place"]),
    ],
)
def test_missing_in_asks_each_kind_its_needs(factory, steps):
    empty = factory(draft=True, words=" \n", place=None)

    assert [gap.step for gap in missing_fields(empty)] == steps


def test_missing_in_is_empty_for_what_can_be_read():
    stay = StayFactory(draft=True, declared_at=timezone.now())
    UnitFactory(stay=stay)
    RateFactory(offer=stay)

    assert missing_fields(stay) == []


def test_perches_of_lead_to_the_first_gap():
    stay = StayFactory(draft=True, place=None)

    states = {perch.url: perch.state for perch in wizard_steps(stay)}

    assert states == {
        step_url(stay, step): state
        for step, state in {
            OfferStep.WORDS: "done",
            OfferStep.PLACE: "next",
            OfferStep.UNITS: "",
            OfferStep.RATES: "",
            OfferStep.PHOTOS: "",
            OfferStep.LIMITS: "done",
            OfferStep.FINDS: "",
            OfferStep.ACCESS: "",
            OfferStep.DECLARATION: "",
        }.items()
    }


def test_perches_of_what_was_filled_in_are_done():
    tip = TipFactory(draft=True, without_car="Bus 3 to the mill.")
    OfferPhoto.objects.create(offer=tip, photo=PhotoFactory())

    states = {perch.url: perch.state for perch in wizard_steps(tip)}

    assert states == {
        step_url(tip, step): state
        for step, state in {
            OfferStep.WORDS: "done",
            OfferStep.PLACE: "done",
            OfferStep.HOURS: "",
            OfferStep.PHOTOS: "done",
            OfferStep.FINDS: "done",
            OfferStep.ACCESS: "",
        }.items()
    }


def test_url_after_leads_through_the_steps_and_then_to_the_overview():
    tip = TipFactory()

    assert url_after(tip, OfferStep.WORDS) == step_url(tip, OfferStep.PLACE)
    assert url_after(tip, OfferStep.ACCESS) == f"/en/hosting/offers/{tip.public_id}/"


def test_a_stay_outside_france_asks_for_no_statement():
    stay = StayFactory(draft=True, place__locality__country="BE")
    UnitFactory(stay=stay)
    RateFactory(offer=stay)

    assert missing_fields(stay) == []
    assert url_after(stay, OfferStep.RATES) == f"/en/hosting/offers/{stay.public_id}/"
    assert step_url(stay, OfferStep.DECLARATION) not in [one.url for one in wizard_steps(stay)]


def test_url_after_the_statement_leads_to_the_overview():
    stay = StayFactory(draft=True)

    assert url_after(stay, OfferStep.RATES) == step_url(stay, OfferStep.DECLARATION)
    assert url_after(stay, OfferStep.DECLARATION) == f"/en/hosting/offers/{stay.public_id}/"


@pytest.mark.parametrize(
    ("given", "kept"), [([0, 0, 0], [1, 2, 3]), ([1, 3], [1, 3]), ([0], [0]), ([], [])]
)
def test_numbered_gives_numbers_to_those_without(given, kept):
    rows = with_sort_order([Rate(sort_order=number) for number in given])

    assert [row.sort_order for row in rows] == kept
