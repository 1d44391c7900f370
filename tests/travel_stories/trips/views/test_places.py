"""A place that was written once is still understood when its form is sent again."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories.geography import LocalityFactory
from tests.factories.travel_stories import SeatFactory, StepFactory, TripFactory
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip

pytestmark = pytest.mark.django_db


def sent_again(client, name, *args):
    """What the form holds when it is opened, sent as it stands."""
    with translation.override("en"):
        address = reverse(f"travel_stories:{name}", args=args)
    form = client.get(address).context["form"]
    data = {"key": str(uuid4())}
    for field in form:
        value = field.value()
        if field.name == "locality":
            data["locality"], data["locality_code"] = value
        elif value not in (None, "") and field.name != "key":
            data[field.name] = value
    return client.post(address, data)


@pytest.mark.parametrize("namesakes", [1, 2])
def test_the_frame_of_a_trip_keeps_its_place(client, namesakes):
    tours, *_others = [LocalityFactory(name="Tours") for _ in range(namesakes)]
    camille = SeatFactory(trip=TripFactory(locality=tours), organiser=True)
    client.force_login(camille.person)

    response = sent_again(client, "trip-change", camille.trip.address)

    assert response.status_code == 302
    assert Trip.objects.get().locality == tours


def test_a_step_keeps_its_place(client):
    tours = LocalityFactory(name="Tours")
    camille = SeatFactory(organiser=True)
    step = StepFactory(trip=camille.trip, by=camille, locality=tours)
    client.force_login(camille.person)

    response = sent_again(client, "step-change", camille.trip.address, step.public_id)

    assert response.status_code == 302
    assert Step.objects.get().locality == tours
