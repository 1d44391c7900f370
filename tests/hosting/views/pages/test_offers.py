"""The list and the pages of offers, as a visitor reads them."""

import pytest

from hosting.models import AccessSurvey, OfferPhoto, UnitBed
from tests.factories.hosting import (
    ActivityFactory,
    InterestFactory,
    NeedFactory,
    ProductFactory,
    RateFactory,
    SessionFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)
from tests.factories.media import PhotoFactory, RenditionFactory

pytestmark = pytest.mark.django_db


def full_stay(count=1):
    """A stay with so many of everything."""
    stay = StayFactory(words="First.\n\nThen.", station_name="Loches", station_distance=2_100)
    RateFactory.create_batch(count, offer=stay, explanation="Bread: 10\nTime: 30")
    for unit in UnitFactory.create_batch(count, stay=stay):
        UnitBed.objects.create(unit=unit)
    stay.needs.set(NeedFactory.create_batch(count))
    stay.interests.set(InterestFactory.create_batch(count))
    stay.save()
    for photo in PhotoFactory.create_batch(count):
        OfferPhoto.objects.create(offer=stay, photo=photo)
        RenditionFactory(image=photo)
    AccessSurvey.objects.create(offer=stay, entrance_steps=0)
    return stay


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_as_often_for_three_as_for_one(
    client, count, django_assert_num_queries
):
    for _ in range(count):
        full_stay(count)
        SessionFactory.create_batch(count, activity=ActivityFactory())

    with django_assert_num_queries(12):
        response = client.get("/en/offers/?check_in=2027-05-03&check_out=2027-05-06&adults=2")

    assert response.context["listing"].total == 2 * count


@pytest.mark.parametrize("count", [1, 3])
def test_a_stay_asks_the_database_as_often_for_three_as_for_one(
    client, count, django_assert_num_queries
):
    stay = full_stay(count)

    with django_assert_num_queries(11):
        response = client.get(stay.get_absolute_url())

    assert response.status_code == 200


@pytest.mark.parametrize("factory", [StayFactory, ActivityFactory, ProductFactory, TipFactory])
def test_every_kind_has_its_page(client, factory):
    offer = factory(title="Under the lime trees")

    response = client.get(offer.get_absolute_url())

    assert response.templates[0].name == f"hosting/{offer.kind}_detail.html"
