"""For which organisation a member takes part in a trip, by a mandate that runs.

The organisation is locked before the trip.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from commons.audit import actions as audit
from commons.organisations.actions import lock_organisation
from commons.organisations.models import Mandate, Organisation
from core.permissions import SYSTEM, require
from hosting.offers.actions.host_mandates import require_mandate
from travel_stories.trips.actions.plans import publish_change
from travel_stories.trips.errors.trips import TripOverError
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.trips import Trip


@transaction.atomic
def represent_organisation(*, organisation: Organisation | None, by: TripMember) -> TripMember:
    """Take part for an organisation from now on, or for oneself, which is always possible.

    Raises MandateEndedError, OrganisationHiddenError or TripOverError.
    """
    require(by, "trips.represent_organisation", by.trip)

    lock_organisation(organisation)
    trip = Trip.objects.locked(by.trip_id)
    seat = trip.members.locked(by.pk)
    require(seat, "trips.represent_organisation", trip)  # as it is behind the lock
    if organisation is not None and seat.person is not None:
        require_mandate(organisation, seat.person)
        if not trip.is_open:
            raise TripOverError
    if seat.on_behalf_of == organisation:
        return seat

    seat.on_behalf_of = organisation
    seat.save(update_fields=["on_behalf_of"])
    audit.record(
        seat.person or SYSTEM,
        "trip.organisation_chosen",
        trip,
        member=seat.pk,
        on_behalf_of=seat.on_behalf_of_id,
    )

    publish_change(trip)
    return seat


@transaction.atomic
def follow_end_of_mandate(*, mandate: Mandate, **_signal: Any) -> None:
    """Who acts for it no longer takes part for themselves.

    Receives `mandate_ended`, from an action that has locked the organisation.
    """
    seats = TripMember.objects.filter(
        person=mandate.person_id, on_behalf_of=mandate.organisation_id
    ).order_by("trip")
    for row in list(seats):
        trip = Trip.objects.locked(row.trip_id)
        seat = trip.members.locked(row.pk)
        if seat.on_behalf_of_id != mandate.organisation_id:
            continue
        seat.on_behalf_of = None
        seat.save(update_fields=["on_behalf_of"])
        audit.record(
            SYSTEM,
            "trip.organisation_left",
            trip,
            member=seat.pk,
            on_behalf_of=mandate.organisation_id,
        )
        publish_change(trip)
