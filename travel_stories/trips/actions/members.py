"""Seats of a trip are offered, taken, changed and given back."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.db.models import Case, QuerySet, When
from django.utils import timezone

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.blocking.rules import is_mailbox_blocked
from commons.mail.actions import NOT_SENT
from core.permissions import SYSTEM, require
from core.security.tokens import new_nonce
from core.text.formatting import format_and_list
from travel_stories.trips import notifications
from travel_stories.trips.actions.block_warnings import warn_of_claim, warn_of_newcomer
from travel_stories.trips.actions.plans import publish_change
from travel_stories.trips.actions.quotas import (
    require_invitation_quota,
    require_not_yet_invited,
    require_passes_left,
)
from travel_stories.trips.choices import MemberRole, TripKind
from travel_stories.trips.errors.quotas import LettersNeedAccountError
from travel_stories.trips.errors.trips import (
    BlockedPersonOnTripError,
    GuestNamesakeError,
    LastOrganiserError,
    LinkGoneError,
    NameTakenError,
    OrganiserByLinkError,
    RoleNotForThisTripError,
    SeatedAlreadyError,
    TripFullError,
)
from travel_stories.trips.models.members import Invitation, InvitationData, TripMember
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.selectors.blocked_members import blocked_names, people_on
from travel_stories.trips.signals import member_left_trip
from travel_stories.trips.states import TripState
from travel_stories.trips.validators import MOST_MEMBERS


@transaction.atomic
def invite(*, trip: Trip, invited: InvitationData, by: TripMember) -> Invitation:
    """Offer a seat: by e-mail to one person, or by a link for whoever gets it.

    Raises RoleNotForThisTripError, OrganiserByLinkError, TripFullError; by e-mail also
    LettersNeedAccountError, TooManyLettersError, AddressInvitedAlreadyError,
    AddressWrittenToOftenError. Where one has blocked the other, no email leaves and nobody is told.
    """
    require(by, "trips.invite", trip)
    if invited.email:
        if by.person is None:  # seats are free to make, so a quota for each would be none
            raise LettersNeedAccountError
        require_invitation_quota(by.person)

    trip = Trip.objects.locked(trip.pk)
    _require_role(trip, invited.role)
    if invited.role == MemberRole.ORGANISER and not invited.email:
        raise OrganiserByLinkError
    _require_seat(trip)
    if invited.email:
        require_not_yet_invited(trip, invited.email)

    keep_for, awaited = settings.TRAVEL_STORIES_INVITED_FOR, trip.members.awaited()
    invitation = Invitation.objects.create(
        trip=trip,
        by=by,
        role=invited.role,
        email=invited.email,
        seat=awaited.filter(pk=invited.seat.pk).first() if invited.seat else None,
        expires_at=timezone.now() + keep_for,
    )
    details = {"role": invited.role, "invitation": invitation.pk}
    audit.record(by.person or SYSTEM, "trip.invited", trip, **details)

    if invited.email and by.person:
        if is_mailbox_blocked(by.person, invited.email):
            keep_for = NOT_SENT
        notifications.mail_invitation(invitation, language=invited.language, keep_for=keep_for)
    return invitation


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: TripMember) -> Invitation:
    """The link is dead from now on. Whoever came in by it stays."""
    require(by, "trips.invite", invitation.trip)

    invitation = Invitation.objects.locked(invitation.pk)
    if invitation.revoked_at is not None:
        return invitation

    invitation.revoked_at, invitation.nonce = timezone.now(), new_nonce()
    invitation.save(update_fields=["revoked_at", "nonce"])
    audit.record(by.person or SYSTEM, "trip.invitation_revoked", invitation.trip)
    return invitation


@transaction.atomic
def accept_invitation(
    *,
    token: str,
    person: User | None,
    name: str = "",
    is_namesake: bool = False,
    despite_block: bool = False,
) -> TripMember:
    """Take the seat: with an account, or by name alone, with a pass for this one trip.

    Raises LinkGoneError, TripFullError; and for a name that somebody in the trip has already,
    unless `is_namesake`, NameTakenError, or GuestNamesakeError where an account is called like a
    guest. Whoever has blocked somebody on this trip says so `despite_block`, or meets
    BlockedPersonOnTripError. Whoever has a seat already keeps it as it is. Those on the trip who
    have blocked the newcomer are told.
    """
    invitation = Invitation.objects.select_for_update(of=("self",)).with_token(token)
    if invitation is None or not invitation.trip.is_open:
        raise LinkGoneError
    trip = Trip.objects.locked(invitation.trip_id)
    if person is not None and (seat := trip.members.present().filter(person=person).first()):
        return seat
    if person is not None and not despite_block and (names := blocked_names(trip, person)):
        raise BlockedPersonOnTripError(names=format_and_list(names))
    # Somebody who comes back without their pass would be there twice.
    if not is_namesake and (known := trip.members.named(person.display_name if person else name)):
        if person is None:
            raise NameTakenError(name=known.name)
        if known.is_guest:
            raise GuestNamesakeError(name=known.name)
    _require_seat(trip)

    seat = _occupy_seat(invitation, person, name)
    invitation.taken_at = timezone.now()
    if invitation.email:  # it works once: by it the personal link can be sent again
        invitation.seat = seat
    invitation.save(update_fields=["taken_at", "seat"])
    audit.record(person or SYSTEM, "trip.joined", trip, member=seat.pk, role=seat.role)
    if invitation.email and seat.is_guest:
        notifications.mail_pass(seat, address=invitation.email)

    notifications.notify_organisers(trip, notifications.MEMBER_JOINED, by=seat)
    warn_of_newcomer(trip, seat, invitation)
    publish_change(trip)
    return seat


@transaction.atomic
def claim_seat(*, token: str, person: User) -> TripMember:
    """Move a guest's seat to the account of the person who has its pass, which ends by this.

    What they wrote, voted and paid stays theirs. Where a block stands between them and somebody on
    the trip, whoever made it is told. Raises LinkGoneError, SeatedAlreadyError.
    """
    seat = TripMember.objects.select_related("trip").with_pass(token)
    if seat is None or seat.trip.state == TripState.DELETED:
        raise LinkGoneError
    trip = Trip.objects.locked(seat.trip_id)
    seat = trip.members.locked(seat.pk)
    if not seat.is_pass(token) or not seat.is_active:  # claimed or ended meanwhile
        raise LinkGoneError
    if trip.members.filter(person=person).exists():
        raise SeatedAlreadyError

    known = people_on(trip)
    seat.person, seat.nonce = person, new_nonce()
    seat.save(update_fields=["person", "nonce"])
    audit.record(person, "trip.seat_claimed", trip, member=seat.pk)

    warn_of_claim(trip, seat, known=known)
    publish_change(trip)
    return seat


@transaction.atomic
def mail_pass_again(*, token: str) -> Invitation:
    """Send a guest the personal link again, to the address that was invited and to no other.

    Raises LinkGoneError, TooManyPassesError.
    """
    invitation = Invitation.objects.select_for_update(of=("self",)).once_with_token(token)
    seat = invitation.guest if invitation is not None else None
    if invitation is None or seat is None or not invitation.trip.is_open:
        raise LinkGoneError
    require_passes_left(invitation)

    notifications.mail_pass(seat, address=invitation.email)
    audit.record(SYSTEM, "trip.pass_mailed", invitation.trip, member=seat.pk)
    return invitation


@transaction.atomic
def change_role(*, member: TripMember, role: str, by: TripMember) -> TripMember:
    """Give somebody another part in it. One organiser remains."""
    require(by, "trips.change_member", member.trip)

    trip = Trip.objects.locked(member.trip_id)
    member = trip.members.locked(member.pk)
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
    require(by, "trips.change_member", member.trip)
    member = _vacate_seat(member, "trip.member_removed", by)

    if member.pk != by.pk:
        notifications.notify_member(member, notifications.MEMBER_REMOVED, by=by)
    return member


@transaction.atomic
def leave_trip(*, trip: Trip, by: TripMember) -> TripMember:
    """Give one's own seat back. Raises LastOrganiserError."""
    require(by, "trips.leave_trip", trip)
    return _vacate_seat(by, "trip.left", by)


@transaction.atomic
def renew_pass(*, member: TripMember, by: TripMember) -> TripMember:
    """Draw the guest pass anew: whoever holds the old one stands before a closed door."""
    require(by, "trips.change_member", member.trip)

    member = TripMember.objects.locked(member.pk)

    member.nonce = new_nonce()
    member.save(update_fields=["nonce"])
    audit.record(by.person or SYSTEM, "trip.pass_renewed", member.trip, member=member.pk)
    publish_change(member.trip)
    return member


def heirs_of(member: TripMember) -> QuerySet[TripMember]:
    """Who could organise after somebody left: whoever plans comes first, then by standing."""
    others = TripMember.objects.present().filter(trip=member.trip_id).exclude(pk=member.pk)
    plans = Case(When(role__in=(MemberRole.COMPANION, MemberRole.CHAPERONE), then=0), default=1)
    return others.order_by(plans, "pk")


def _vacate_seat(member: TripMember, verb: str, by: TripMember) -> TripMember:
    trip = Trip.objects.locked(member.trip_id)
    member = trip.members.locked(member.pk)
    if member.left_at is not None:
        return member
    _require_other_organiser(trip, member)

    member.left_at, member.nonce, member.on_behalf_of = timezone.now(), new_nonce(), None
    member.save(update_fields=["left_at", "nonce", "on_behalf_of"])
    member_left_trip.send(sender=TripMember, member=member)
    audit.record(by.person or SYSTEM, verb, trip, member=member.pk)
    publish_change(trip)
    return member


def _occupy_seat(invitation: Invitation, person: User | None, name: str) -> TripMember:
    """Whoever comes back takes the old seat, so that what they wrote is theirs again."""
    seat = _previous_seat(invitation, person) or TripMember(trip_id=invitation.trip_id)
    seat.person, seat.role = person, invitation.role
    seat.name = person.display_name if person else name
    seat.left_at, seat.is_awaited = None, False
    seat.save()
    return seat


def _previous_seat(invitation: Invitation, person: User | None) -> TripMember | None:
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
