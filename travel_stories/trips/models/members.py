"""Who has a seat in a trip, with or without an account, and the links that give one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rules import has_perm

from commons.accounts.permissions import Visitor
from commons.organisations.models import Organisation
from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from core.security.tokens import is_valid_token, make_token, new_nonce, public_id_in_token
from core.text.texts import folded_name
from travel_stories.trips.choices import MemberRole
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.states import TripState
from travel_stories.trips.validators import MOST_HEADS

GUEST: Final = "travel_stories.guest"
INVITATION: Final = "travel_stories.invitation"
HERE_FOR: Final = timedelta(seconds=70)


class MemberQuerySet(LockingQuerySet["TripMember"]):
    def present(self) -> Self:
        return self.filter(left_at=None)

    def awaited(self) -> Self:
        """Names that a file brought; whoever they are is still to be invited."""
        return self.filter(is_awaited=True)

    def organising(self) -> Self:
        return self.present().filter(role=MemberRole.ORGANISER)

    def named(self, name: str) -> TripMember | None:
        """Who takes part under this name, however its capitals and accents are written."""
        wanted = folded_name(name)
        return next((seat for seat in self.present() if folded_name(seat.name) == wanted), None)

    def with_pass(self, token: str) -> TripMember | None:
        """Whom a guest pass belongs to, while it is good."""
        found = self.present().filter(public_id=public_id_in_token(token)).first()
        return found if found and found.is_pass(token) else None

    def seat_of(
        self, visitor: Visitor, public_id: str, passes: Mapping[str, str]
    ) -> TripMember | None:
        """Who looks at the trip with this id, with their trip: by the account, else by a guest pass
        (`passes` maps trips to tokens).
        """
        seats = (
            self.present()
            .filter(trip__public_id=public_id)
            .exclude(trip__state=TripState.DELETED)
            .select_related("trip__locality", "person")
        )
        if visitor.is_authenticated and (own := seats.filter(person=visitor.pk).first()):
            return own
        token = passes.get(public_id)
        return seats.with_pass(token) if token else None


class TripMember(models.Model):
    """A seat in a trip. It is the actor of every action in it, account or not."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    trip = models.ForeignKey(Trip, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="trip_seats",
    )
    # For which the person takes part; else they do so for themselves.
    on_behalf_of = models.ForeignKey(
        Organisation,
        verbose_name=_("on behalf of"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="trip_seats",
    )
    name = models.CharField(_("name"), max_length=60)
    role = models.CharField(_("role"), max_length=12, choices=MemberRole)
    heads = models.PositiveSmallIntegerField(
        _("number of people"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_HEADS)],
    )
    nonce = models.CharField(max_length=16, default=new_nonce, editable=False)
    joined_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(null=True, editable=False)
    is_awaited = models.BooleanField(default=False, editable=False)  # a name out of a file
    seen_at = models.DateTimeField(null=True, editable=False)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("trip member")
        verbose_name_plural = _("trip members")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("trip", "person"), name="one_seat_per_person_and_trip"),
        )

    def __str__(self) -> str:
        return self.name

    def has_perm(self, permission: str, subject: Any = None) -> bool:
        """As an account answers, for the actions of a trip."""
        return bool(has_perm(permission, self, subject))

    @property
    def is_active(self) -> bool:
        return self.left_at is None

    @property
    def is_expected(self) -> bool:
        """Takes part, or did in the trip that this one began from, and never left."""
        return self.is_active or self.is_awaited

    @property
    def is_guest(self) -> bool:
        """Takes part by a pass, without an account."""
        return self.person_id is None

    @property
    def organisation_name(self) -> str:
        """For which they take part; empty for themselves, and while it is hidden after a report."""
        if self.on_behalf_of is None or self.on_behalf_of.is_hidden:
            return ""
        return self.on_behalf_of.name

    @property
    def is_here(self) -> bool:
        return self.seen_at is not None and self.seen_at > timezone.now() - HERE_FOR

    @property
    def token(self) -> str:
        """The guest pass, good until the member leaves or a new one is drawn."""
        return make_token(GUEST, self.public_id, self.nonce)

    def is_pass(self, token: str) -> bool:
        return self.is_guest and is_valid_token(token, GUEST, self.public_id, self.nonce)


@dataclass(frozen=True, slots=True)
class InvitationData:
    """Who is offered a seat, and which. Without an address it is a link for whoever gets it.

    `seat` is a name out of a file: votes and bills of that name are theirs who take it.
    """

    role: str
    email: str = ""
    language: str = "fr"
    seat: TripMember | None = None


class InvitationQuerySet(LockingQuerySet["Invitation"]):
    def good(self) -> Self:
        """Neither taken back nor too old; one that was sent to a person works once."""
        spent = models.Q(taken_at__isnull=False) & ~models.Q(email="")
        return self.filter(revoked_at=None, expires_at__gt=timezone.now()).exclude(spent)

    def to_forget(self) -> Self:
        """Expired so long ago that nobody asks for it, but those that still lead a guest back."""
        since = timezone.now() - settings.TRAVEL_STORIES_KEEP_DELETED
        guests = models.Q(
            taken_at__isnull=False, revoked_at=None, seat__person=None, seat__left_at=None
        )
        return self.filter(expires_at__lte=since).exclude(guests & models.Q(seat__isnull=False))

    def once_with_token(self, token: str) -> Invitation | None:
        """Also where it was used or is too old: for whoever came in by it."""
        found = self.filter(public_id=public_id_in_token(token)).select_related("trip").first()
        return found if found and found.is_token(token) else None

    def with_token(self, token: str) -> Invitation | None:
        found = (
            self.good().filter(public_id=public_id_in_token(token)).select_related("trip").first()
        )
        return found if found and found.is_token(token) else None


class Invitation(models.Model):
    """A link that gives a seat: mailed to one person, or handed around until it is taken back."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    trip = models.ForeignKey(Trip, on_delete=models.CASCADE, related_name="invitations")
    by = models.ForeignKey(TripMember, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(_("role"), max_length=12, choices=MemberRole)
    seat = models.ForeignKey(
        TripMember, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )  # of a name out of a file, to be taken over; once an emailed one is used, who came in by it
    email = models.EmailField(_("email"), blank=True)
    nonce = models.CharField(max_length=16, default=new_nonce, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Invitation {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("travel_stories:invitation", args=[self.token])

    @property
    def is_good(self) -> bool:
        """The same as `good()` says of rows."""
        is_spent = self.taken_at is not None and bool(self.email)
        return self.revoked_at is None and self.expires_at > timezone.now() and not is_spent

    @property
    def guest(self) -> TripMember | None:
        """Who came in by it with no account, from the address that it was mailed to."""
        is_used = bool(self.email) and self.taken_at is not None and self.revoked_at is None
        seat = self.seat if is_used else None
        return seat if seat is not None and seat.is_guest and seat.is_active else None

    @property
    def token(self) -> str:
        return make_token(INVITATION, self.public_id, self.nonce)

    def is_token(self, token: str) -> bool:
        return is_valid_token(token, INVITATION, self.public_id, self.nonce)
