"""Secret links are made and taken back where they are shown."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from commons.audit import actions as audit
from core.permissions import SYSTEM, require
from core.security.tokens import new_nonce
from travel_stories.trips.choices import LinkKind, Visibility
from travel_stories.trips.errors.trips import LookingClosedError
from travel_stories.trips.models.links import TripLink
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.trips import Trip


@transaction.atomic
def make_link(*, trip: Trip, kind: LinkKind, by: TripMember) -> TripLink:
    """One good link of a kind a member: a second press gives the same one."""
    permission = "open_trip" if kind == LinkKind.LOOK else "see_trip"
    require(by, f"trips.{permission}", trip)

    trip = Trip.objects.locked(trip.pk)
    if kind == LinkKind.LOOK and trip.visibility != Visibility.LINK:
        raise LookingClosedError
    if known := TripLink.objects.good().filter(trip=trip, kind=kind, by=by).first():
        return known

    link = TripLink.objects.create(trip=trip, kind=kind, by=by)
    audit.record(by.person or SYSTEM, "trip.link_made", trip, kind=kind, link=link.pk)
    return link


@transaction.atomic
def revoke_link(*, link: TripLink, by: TripMember) -> TripLink:
    """Dead from now on, wherever it was passed to."""
    require(by, "trips.revoke_link", link)

    link = TripLink.objects.locked(link.pk)
    if link.revoked_at is not None:
        return link

    link.revoked_at, link.nonce = timezone.now(), new_nonce()
    link.save(update_fields=["revoked_at", "nonce"])
    audit.record(by.person or SYSTEM, "trip.link_revoked", link.trip, link=link.pk)
    return link
