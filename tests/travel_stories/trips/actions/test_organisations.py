"""A member takes part for an organisation, for as long as they act for it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.accounts.actions.people import close_account
from commons.audit.models import AuditEntry
from commons.organisations.actions import end_mandate
from commons.organisations.errors import MandateEndedError, OrganisationHiddenError
from commons.organisations.models import Mandate, Organisation
from commons.organisations.periodic import end_lapsed_mandates
from commons.privacy.personal_data import export_of
from tests.factories.organisations import MandateFactory, OrganisationFactory
from tests.factories.travel_stories import SeatFactory
from travel_stories.trips.actions.members import leave_trip
from travel_stories.trips.actions.organisations import represent_organisation
from travel_stories.trips.errors.trips import TripOverError
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.states import TripState

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]


@pytest.fixture
def mandate():
    """Somebody else manages the organisation."""
    organisation = MandateFactory(manager=True).organisation
    return MandateFactory(organisation=organisation)


@pytest.fixture
def seat(mandate):
    return SeatFactory(person=mandate.person)


def chosen(seat):
    return TripMember.objects.get(pk=seat.pk).on_behalf_of


def audited():
    rows = AuditEntry.objects.filter(verb__startswith="trip.organisation_").order_by("pk")
    return [(row.verb, row.data["on_behalf_of"]) for row in rows]


def test_a_member_represents_their_organisation_and_then_themselves(mandate, seat):
    organisation = mandate.organisation

    for _press in range(2):
        represent_organisation(organisation=organisation, by=seat)
    exported = export_of(mandate.person)["trips"]["seats"]
    first = chosen(seat)
    represent_organisation(organisation=None, by=seat)

    assert (first, chosen(seat)) == (organisation, None)
    assert [row["on_behalf_of__name"] for row in exported] == [organisation.name]
    assert audited() == [
        ("trip.organisation_chosen", organisation.pk),
        ("trip.organisation_chosen", None),
    ]


def test_represent_organisation_needs_a_mandate_that_runs(mandate, seat):
    ended = MandateFactory(person=mandate.person, ended=True).organisation

    for organisation in (ended, OrganisationFactory()):
        with pytest.raises(MandateEndedError):
            represent_organisation(organisation=organisation, by=seat)

    assert chosen(seat) is None


def test_represent_organisation_refuses_a_hidden_one(mandate, seat):
    represent_organisation(organisation=mandate.organisation, by=seat)
    Organisation.objects.update(hidden_at=timezone.now())

    with pytest.raises(OrganisationHiddenError):
        represent_organisation(organisation=mandate.organisation, by=seat)

    assert TripMember.objects.get(pk=seat.pk).organisation_name == ""


@pytest.mark.parametrize("who", ["guest", "left"])
def test_represent_organisation_is_denied_without_seat_or_account(who, mandate):
    seat = SeatFactory(**{who: True})

    with pytest.raises(PermissionDenied):
        represent_organisation(organisation=mandate.organisation, by=seat)


def test_nobody_begins_to_represent_one_once_the_trip_is_over(mandate, seat):
    represent_organisation(organisation=mandate.organisation, by=seat)
    Trip.objects.update(state=TripState.CANCELLED)

    with pytest.raises(TripOverError):
        represent_organisation(organisation=mandate.organisation, by=seat)
    represent_organisation(organisation=None, by=seat)

    assert chosen(seat) is None


@pytest.mark.parametrize("end", ["ended", "lapsed"])
def test_the_end_of_a_mandate_takes_the_organisation_away(end, mandate, seat):
    other = SeatFactory(person=mandate.person, on_behalf_of=MandateFactory().organisation)
    colleague = SeatFactory(
        trip=seat.trip,
        person=MandateFactory(organisation=mandate.organisation).person,
        on_behalf_of=mandate.organisation,
    )
    represent_organisation(organisation=mandate.organisation, by=seat)

    if end == "ended":
        end_mandate(mandate=mandate, by=mandate.person)
    else:
        yesterday = timezone.localdate() - timedelta(days=1)
        Mandate.objects.filter(pk=mandate.pk).update(ends_on=yesterday)
        end_lapsed_mandates()

    assert chosen(seat) is None
    assert (chosen(other), chosen(colleague)) == (other.on_behalf_of, mandate.organisation)
    assert audited()[-1] == ("trip.organisation_left", mandate.organisation_id)


@pytest.mark.parametrize("end", ["left", "closed"])
def test_who_leaves_the_trip_represents_nobody_in_it(end, mandate, seat):
    SeatFactory(trip=seat.trip, organiser=True)
    represent_organisation(organisation=mandate.organisation, by=seat)

    if end == "left":
        leave_trip(trip=seat.trip, by=seat)
    else:
        close_account(person=mandate.person, by=mandate.person)

    assert chosen(seat) is None
