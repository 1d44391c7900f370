"""For whom a member takes part, on the page of people."""

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories.hosting import UnitFactory
from tests.factories.organisations import MandateFactory, OrganisationFactory
from tests.factories.travel_stories import SeatFactory, StepFactory
from travel_stories.trips.models.members import TripMember

pytestmark = pytest.mark.django_db


def url_of(name, *args):
    with translation.override("en"):
        return reverse(f"travel_stories:{name}", args=args)


def test_companions_read_for_which_organisation_somebody_takes_part(client):
    organisation = MandateFactory(organisation__name="CSE <du> Bief").organisation
    person = organisation.mandates.get().person
    seat, other = SeatFactory(person=person), SeatFactory()
    TripMember.objects.filter(pk=other.pk).update(trip=seat.trip)
    people = url_of("member-list", seat.trip.address)
    client.force_login(person)

    offered = client.get(people).text
    answer = client.post(
        url_of("seat-organisation", seat.trip.address), {"on_behalf_of": organisation.public_id}
    )
    client.force_login(other.person)
    read = client.get(people).text

    assert ("Who you take part for" in offered, answer.url) == (True, people)
    assert "for <bdi>CSE &lt;du&gt; Bief</bdi>" in read
    assert "Who you take part for" not in read


def test_an_organisation_of_others_is_refused_and_comes_back(client):
    seat = SeatFactory()
    client.force_login(seat.person)

    response = client.post(
        url_of("seat-organisation", seat.trip.address),
        {"on_behalf_of": OrganisationFactory().public_id},
    )

    assert response.status_code == 422
    assert "You don’t act for this organisation any more." in response.text
    assert TripMember.objects.get(pk=seat.pk).on_behalf_of is None


def test_more_organisations_cost_no_more_queries(client, django_assert_num_queries):
    seat = SeatFactory(on_behalf_of=OrganisationFactory())
    client.force_login(seat.person)
    people = url_of("member-list", seat.trip.address)
    client.get(people)

    with django_assert_num_queries(10):
        client.get(people)
    for _companion in range(2):
        SeatFactory(trip=seat.trip, on_behalf_of=OrganisationFactory())
    with django_assert_num_queries(10):
        client.get(people)


def test_a_request_to_a_host_begins_with_the_organisation_of_the_seat(client):
    mandate = MandateFactory()
    seat = SeatFactory(person=mandate.person, organiser=True, on_behalf_of=mandate.organisation)
    stay = UnitFactory().stay
    step = StepFactory(trip=seat.trip, kind="offer", offer=stay, title="Mill", nights=2)
    client.force_login(seat.person)

    page = client.get(url_of("step-ask", seat.trip.address, step.public_id))

    assert f'value="{mandate.organisation.public_id}" selected' in page.text
