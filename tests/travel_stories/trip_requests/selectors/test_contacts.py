"""What a trip tells of hosts: what hosting lets the guest read, and as long."""

from datetime import date

import pytest

from hosting.requests.states import RequestState
from tests.factories.hosting import AgreementFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.travel_stories import SeatFactory, StepFactory, TripFactory
from travel_stories.notebooks.exports.calendars import calendar_of
from travel_stories.notebooks.presenters.notebooks import notebook_of
from travel_stories.trip_requests.selectors.contacts import contacts_by_request, contacts_of
from travel_stories.trips.models.members import TripMember

pytestmark = pytest.mark.django_db

ADDRESS = "7 Canary Lane"


@pytest.mark.parametrize(
    ("day", "is_told"), [(date(2027, 5, 19), True), (date(2027, 5, 22), False)]
)
def test_a_trip_tells_the_address_until_14_days_after_the_end(time_machine, day, is_told):
    time_machine.move_to(date(2027, 4, 1))
    agreement = AgreementFactory(request__state=RequestState.COMPLETED)
    trip = TripFactory(starts_on=date(2027, 5, 3))
    me = SeatFactory(trip=trip, organiser=True, person=agreement.guest)
    offer = {"kind": "offer", "offer": agreement.request.offer, "request": agreement.request}
    step = StepFactory(trip=trip, day=1, nights=3, by=me, **offer)
    time_machine.move_to(day)

    told = {
        "plan": contacts_of(step, me) is not None,
        "notebook": step.pk in notebook_of(me).contacts,
        "calendar": ADDRESS in calendar_of(trip, member=me, url="https://example.org/").decode(),
    }

    assert told == dict.fromkeys(("plan", "notebook", "calendar"), is_told)


def test_contacts_of_many_agreements_of_organisations_take_one_read(
    time_machine, django_assert_num_queries
):
    time_machine.move_to(date(2027, 4, 1))
    first = AgreementFactory(
        host_organisation=OrganisationFactory(), host_organisation_name="Les Ateliers"
    )
    other = AgreementFactory(request__guest=first.guest)
    member = TripMember(person=first.guest)

    with django_assert_num_queries(1):
        found = contacts_by_request([first.request_id, other.request_id], member)

    assert found[first.request_id].host.name == first.host.signature
