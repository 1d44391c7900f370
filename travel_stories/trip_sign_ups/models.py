"""The sign-up of a trip, and who registered by its link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from commons.accounts.validators import validate_single_line
from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from core.security.tokens import is_valid_token, make_token, new_nonce, public_id_in_token
from travel_stories.trip_sign_ups.validators import MOST_ADULTS, MOST_CHILDREN, MOST_SEATS
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.validators import check_currency

SALT: Final = "travel_stories.sign_up"


@dataclass(frozen=True, slots=True)
class QuotientBand:
    """What an adult and a child of a family quotient pay, in minor units. `label` in own words."""

    label: str
    adult_amount: int
    child_amount: int


@dataclass(frozen=True, slots=True)
class SignUpData:
    """How many may register until when, and what each pays, in minor units."""

    seats: int
    closes_on: date
    adult_amount: int
    child_amount: int
    bands: tuple[QuotientBand, ...] = ()


class SignUpQuerySet(LockingQuerySet["SignUp"]):
    def with_token(self, token: str) -> SignUp | None:
        """Also where it is closed or full: the page says so. Not once its link is withdrawn."""
        rows = self.filter(public_id=public_id_in_token(token), revoked_at=None)
        found = rows.select_related("trip").first()
        return found if found and found.is_token(token) and found.trip.is_open else None


class SignUp(models.Model):
    """A link by which employees register themselves for a trip, until a day, while there is room.

    Amounts are in minor units of `currency`. Nobody pays here.
    """

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    trip = models.OneToOneField(Trip, on_delete=models.CASCADE, related_name="sign_up")
    seats = models.PositiveSmallIntegerField(
        _("number of places"),
        validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)],
    )
    closes_on = models.DateField(_("last day to register"))
    adult_amount = models.PositiveBigIntegerField(_("own part of an adult, in cents"))
    child_amount = models.PositiveBigIntegerField(_("own part of a child, in cents"))
    # Label, an adult's part, a child's part, in the order of the council.
    quotient_bands = models.JSONField(_("family-quotient bands"), default=list, blank=True)
    currency = models.CharField(max_length=3, validators=[check_currency])
    nonce = models.CharField(max_length=16, default=new_nonce, editable=False)
    opened_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        default_permissions = ()

    def __str__(self) -> str:
        return f"Sign-up {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("travel_stories:sign-up", args=[self.token])

    @property
    def token(self) -> str:
        return make_token(SALT, self.public_id, self.nonce)

    def is_token(self, token: str) -> bool:
        return is_valid_token(token, SALT, self.public_id, self.nonce)

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None

    @property
    def is_past(self) -> bool:
        """The last day to register is over."""
        return self.closes_on < timezone.localdate()

    def taken(self) -> int:
        """How many places those have who registered and haven't withdrawn."""
        people = Sum(F("adults") + F("children"))
        return int(self.registrations.standing().aggregate(people=people)["people"] or 0)

    @property
    def bands(self) -> list[QuotientBand]:
        return [QuotientBand(*row) for row in self.quotient_bands]

    def amount_for(self, adults: int, children: int, band: QuotientBand | None = None) -> int:
        """What so many pay together: in a band of the family quotient, else the usual part."""
        parts = band or self
        return adults * parts.adult_amount + children * parts.child_amount


class RegistrationQuerySet(LockingQuerySet["Registration"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """One's own; organisers read all of theirs through their trip."""
        return self.filter(person=visitor.pk) if visitor.is_authenticated else self.none()

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)

    def to_forget(self) -> Self:
        """Their sign-up ended so long ago that nobody settles anything by it."""
        since = timezone.localdate() - settings.TRAVEL_STORIES_REGISTRATIONS_KEPT
        return self.filter(sign_up__closes_on__lt=since)


class Registration(models.Model):
    """An employee with so many people, and what they pay; they have no seat in the trip.

    Those who come along are a number, never names. `amount` is what stood there on that day.
    """

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="registrations")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="trip_registrations")
    name = models.CharField(_("name"), max_length=60, validators=[validate_single_line])
    adults = models.PositiveSmallIntegerField(
        _("adults"), validators=[MinValueValidator(1), MaxValueValidator(MOST_ADULTS)]
    )
    children = models.PositiveSmallIntegerField(
        _("children"), default=0, validators=[MaxValueValidator(MOST_CHILDREN)]
    )
    amount = models.PositiveBigIntegerField(_("own part, in cents"))
    currency = models.CharField(max_length=3, validators=[check_currency])
    registered_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    paid_on = models.DateField(_("paid on"), null=True, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ("pk",)
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("sign_up", "person"),
                condition=models.Q(withdrawn_at=None),
                name="one_standing_registration_per_person",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("travel_stories:registration-detail", args=[self.public_id])

    @property
    def people(self) -> int:
        return self.adults + self.children

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None
