"""Seats of a trip are offered, taken, changed and given back."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.db.models import Case, QuerySet, When
from django.utils import timezone

from commons.accounts.actions import audit
from commons.accounts.models import User
from commons.accounts.permissions import SYSTEM, require
from core.tokens import new_nonce
from travel_stories import notifications
from travel_stories.actions.bells import ring_for
from travel_stories.actions.votes import withdraw_votes
from travel_stories.enums import MemberRole, TripKind
from travel_stories.errors.trips import (
    LastOrganiserError,
    LinkGoneError,
    OrganiserByLinkError,
    RoleNotForThisTripError,
    TripFullError,
)
from travel_stories.models import Invitation, Trip, TripMember
from travel_stories.models.members import Invited
from travel_stories.validators import MOST_MEMBERS


@transaction.atomic
def invite(*, trip: Trip, invited: Invited, by: TripMember) -> Invitation:
    """Offer a seat: by e-mail to one person, or by a link for whoever gets it."""
    require(by, "travel_stories.invite", trip)

    trip = Trip.objects.select_for_update().get(pk=trip.pk)
    _require_role(trip, invited.role)
    if invited.role == MemberRole.ORGANISER and not invited.email:
        raise OrganiserByLinkError
    _require_seat(trip)

    keep_for, awaited = settings.TRAVEL_STORIES_INVITED_FOR, trip.members.awaited()
    invitation = Invitation.objects.create(
        trip=trip,
        by=by,
        role=invited.role,
        email=invited.email,
        seat=awaited.filter(pk=invited.seat.pk).first() if invited.seat else None,
        expires_at=timezone.now() + keep_for,
    )
    said = {"role": invited.role, "invitation": invitation.pk}
    audit.record(by.person or SYSTEM, "trip.invited", trip, **said)

    if invited.email:
        notifications.mail_invitation(invitation, language=invited.language, keep_for=keep_for)
    return invitation


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: TripMember) -> Invitation:
    """The link is dead from now on. Whoever came in by it stays."""
    require(by, "travel_stories.invite", invitation.trip)

    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.revoked_at is not None:
        return invitation

    invitation.revoked_at, invitation.nonce = timezone.now(), new_nonce()
    invitation.save(update_fields=["revoked_at", "nonce"])
    audit.record(by.person or SYSTEM, "trip.invitation_revoked", invitation.trip)
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, person: User | None, name: str = "") -> TripMember:
    """Take the seat: with an account, or by name alone, with a pass for this one trip.

    Raises LinkGoneError, TripFullError. Whoever has a seat already keeps it as it is.
    """
    invitation = Invitation.objects.select_for_update(of=("self",)).with_token(token)
    if invitation is None or not invitation.trip.is_open:
        raise LinkGoneError
    trip = Trip.objects.select_for_update().get(pk=invitation.trip_id)
    if person is not None and (seat := _seat_of(person, trip)):
        return seat
    _require_seat(trip)

    seat = _sit_down(invitation, person, name)
    invitation.taken_at = timezone.now()
    invitation.save(update_fields=["taken_at"])
    audit.record(person or SYSTEM, "trip.joined", trip, member=seat.pk, role=seat.role)

    notifications.tell_organisers(trip, notifications.MEMBER_JOINED, by=seat)
    ring_for(trip)
    return seat


@transaction.atomic
def change_role(*, member: TripMember, role: str, by: TripMember) -> TripMember:
    """Give somebody another part in it. One organiser remains."""
    require(by, "travel_stories.change_member", member.trip)

    trip = Trip.objects.select_for_update().get(pk=member.trip_id)
    member = trip.members.select_for_update().get(pk=member.pk)
    _require_role(trip, role)
    if role != MemberRole.ORGANISER:
        _require_other_organiser(trip, member)

    member.role = role
    member.save(update_fields=["role"])
    audit.record(by.person or SYSTEM, "trip.role_changed", trip, member=member.pk, role=role)
    return member


@transaction.atomic
def remove_member(*, member: TripMember, by: TripMember) -> TripMember:
    """Take the seat away, with every pass to it. What the person wrote stays."""
    require(by, "travel_stories.change_member", member.trip)
    member = _stand_up(member, "trip.member_removed", by)

    if member.pk != by.pk:
        notifications.tell_member(member, notifications.MEMBER_REMOVED, by=by)
    return member


@transaction.atomic
def leave_trip(*, trip: Trip, by: TripMember) -> TripMember:
    """Give one's own seat back. Raises LastOrganiserError."""
    require(by, "travel_stories.leave_trip", trip)
    return _stand_up(by, "trip.left", by)


@transaction.atomic
def renew_pass(*, member: TripMember, by: TripMember) -> TripMember:
    """Draw the guest pass anew: whoever holds the old one stands before a closed door."""
    require(by, "travel_stories.change_member", member.trip)

    member = TripMember.objects.select_for_update().get(pk=member.pk)

    member.nonce = new_nonce()
    member.save(update_fields=["nonce"])
    audit.record(by.person or SYSTEM, "trip.pass_renewed", member.trip, member=member.pk)
    ring_for(member.trip)
    return member


def heirs_of(member: TripMember) -> QuerySet[TripMember]:
    """Who could organise after somebody left: whoever plans comes first, then by standing."""
    others = TripMember.objects.present().filter(trip=member.trip_id).exclude(pk=member.pk)
    plans = Case(When(role__in=(MemberRole.COMPANION, MemberRole.CHAPERONE), then=0), default=1)
    return others.order_by(plans, "pk")


def _stand_up(member: TripMember, verb: str, by: TripMember) -> TripMember:
    trip = Trip.objects.select_for_update().get(pk=member.trip_id)
    member = trip.members.select_for_update().get(pk=member.pk)
    if member.left_at is not None:
        return member
    _require_other_organiser(trip, member)

    member.left_at, member.nonce = timezone.now(), new_nonce()
    member.save(update_fields=["left_at", "nonce"])
    withdraw_votes(member)
    audit.record(by.person or SYSTEM, verb, trip, member=member.pk)
    ring_for(trip)
    return member


def _seat_of(person: User, trip: Trip) -> TripMember | None:
    return trip.members.present().filter(person=person).first()


def _sit_down(invitation: Invitation, person: User | None, name: str) -> TripMember:
    """Whoever comes back takes the old seat, so that what they wrote is theirs again."""
    seat = _old_seat(invitation, person) or TripMember(trip_id=invitation.trip_id)
    seat.person, seat.role = person, invitation.role
    seat.name = person.display_name if person else name
    seat.left_at, seat.is_awaited = None, False
    seat.save()
    return seat


def _old_seat(invitation: Invitation, person: User | None) -> TripMember | None:
    """One's own, else the name out of a file that one was invited for, if nobody has it yet."""
    seats = TripMember.objects.select_for_update().filter(trip=invitation.trip_id)
    own = seats.filter(person=person).first() if person is not None else None
    return own or seats.awaited().filter(pk=invitation.seat_id or 0).first()


def _require_seat(trip: Trip) -> None:
    if trip.members.present().count() >= MOST_MEMBERS:
        raise TripFullError(most=MOST_MEMBERS)


def _require_role(trip: Trip, role: str) -> None:
    """Pupils have no seat: a class is a count and ages, never names."""
    if trip.kind == TripKind.CLASS and role == MemberRole.COMPANION:
        raise RoleNotForThisTripError


def _require_other_organiser(trip: Trip, member: TripMember) -> None:
    if not trip.members.organising().exclude(pk=member.pk).exists():
        raise LastOrganiserError
