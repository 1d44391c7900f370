"""A place that somebody lends, the private part of it, and people who help otherwise."""

from __future__ import annotations

from datetime import timedelta
from math import cos, radians
from typing import Final, Self
from uuid import UUID, uuid5

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.geography.models import Locality
from core.values.dates import DateRange
from core.values.geo import Box, Point
from emergency.activations.models.activations import Activation
from emergency.activations.models.partners import Partner
from emergency.activations.states.activations import ActivationState
from emergency.housing.states.extensions import IN_FORCE
from emergency.housing.states.offers import (
    KEY_FOR_COORDINATOR,
    KEY_FOR_GUEST,
    LISTED,
    OVER,
    UNSEEN,
    AccessMode,
    HostHousehold,
    OfferState,
    PlaceKind,
)
from emergency.housing.states.proposals import LIVE_PLACEMENTS, PlacementState, ProposalState
from emergency.housing.validators import (
    MOST_COTS,
    MOST_PEOPLE,
    has_house_number,
    validate_presences,
)
from emergency.intake.models.contacts import Contact
from emergency.intake.models.submissions import Submission
from hosting.offers.models.stays import Unit

REMINDED_BEFORE: Final = timedelta(hours=24)
ENTRY_FIELDS: Final = ("floor", "bell", "access_code", "entry_until", "entry_note")


class HousingOfferQuerySet(models.QuerySet["HousingOffer"]):
    def live(self) -> Self:
        return self.filter(state=OfferState.LIVE)

    def fresh(self) -> Self:
        """The host has said lately that it still holds: only such a place is ever proposed."""
        return self.live().filter(fresh_until__gt=timezone.now())

    def without_guest(self) -> Self:
        """Nobody lives there now."""
        return self.exclude(placements__state=PlacementState.CHECKED_IN)

    def stale(self) -> Self:
        return self.live().filter(fresh_until__lte=timezone.now())

    def to_remind(self) -> Self:
        """Stale by this time tomorrow."""
        return self.unreminded().filter(fresh_until__lte=timezone.now() + REMINDED_BEFORE)

    def unreminded(self) -> Self:
        """Its host wasn't asked since they last said a word."""
        asked_before = models.Q(reminded_at__lt=models.F("last_confirmed_at"))
        return self.fresh().filter(models.Q(reminded_at=None) | asked_before)

    def in_play(self, activation: Activation) -> Self:
        """Ready or parked, in no partner's queue, with what the matching reads of each."""
        states = (OfferState.LIVE, OfferState.PARKED)
        rows = self.filter(activation=activation, state__in=states, partner=None)
        return rows.select_related("submission", "locality")

    def unready(self, activation: Activation) -> Self:
        """Wait for a check or for a word of their host, in no partner's queue."""
        waits = models.Q(state__in=(*UNSEEN, OfferState.PARKED))
        stale = models.Q(state=OfferState.LIVE, fresh_until__lte=timezone.now())
        rows = self.filter(waits | stale, activation=activation, partner=None)
        return rows.select_related("submission", "locality")

    def inside(self, box: Box) -> Self:
        return self.filter(
            latitude__range=(box.south, box.north), longitude__range=(box.west, box.east)
        )

    def nearest_to(self, point: Point) -> Self:
        """As the crow flies, well enough for one territory."""
        north = models.F("latitude") - point.latitude
        east = (models.F("longitude") - point.longitude) * cos(radians(point.latitude))
        return self.order_by(north * north + east * east, "pk")

    def past(self) -> Self:
        """The last day has come, and nobody lives there any more; also where nobody ever looked."""
        states = (*LISTED, *UNSEEN, OfferState.SUSPENDED)
        over = self.filter(state__in=states, check_out__lte=timezone.localdate())
        return over.exclude(placements__state__in=LIVE_PLACEMENTS)

    def to_call_again(self, activation: Activation) -> Self:
        """Lent around it once, until the end; not those whose host took them back.

        Nor those that people took out and didn't bring back.
        """
        until_the_end = models.Q(state=OfferState.ENDED) | models.Q(
            state__in=LISTED, activation__state=ActivationState.CLOSED
        )
        around = self.filter(locality__department_code__in=activation.department_codes)
        known = around.filter(until_the_end, contact__isnull=False, unit__standby=None)
        known = known.exclude(suspensions__state__in=IN_FORCE)
        return known.exclude(activation=activation).exclude(called_again_in=activation)

    def to_call(self) -> Self:
        """Parked: somebody telephones, the longest silent first."""
        return self.filter(state=OfferState.PARKED).order_by("last_confirmed_at", "pk")


class HousingOffer(models.Model):
    """One place in one activation: a unit that hosting knows, or one of a newcomer's own words.

    Address and key stand in `HousingAddress`, whom it belongs to in `contact`.
    """

    submission = models.OneToOneField(
        Submission, on_delete=models.PROTECT, related_name="housing_offer"
    )
    activation = models.ForeignKey(
        Activation, on_delete=models.PROTECT, related_name="housing_offers"
    )
    contact = models.OneToOneField(
        Contact, null=True, on_delete=models.SET_NULL, related_name="housing_offer"
    )
    phone_digest = models.CharField(max_length=32, blank=True, db_index=True, editable=False)
    email_digest = models.CharField(max_length=32, blank=True, db_index=True, editable=False)
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="housing_offers",
    )
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="housing_offers"
    )
    partner = models.ForeignKey(  # in whose queue it stands; nobody's is ours
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    locality = models.ForeignKey(
        Locality, verbose_name=_("commune"), on_delete=models.PROTECT, related_name="+"
    )
    latitude = models.FloatField(editable=False)
    longitude = models.FloatField(editable=False)

    kind = models.CharField(_("what you’re lending"), max_length=8, choices=PlaceKind)
    check_in = models.DateField(_("free from"))
    check_out = models.DateField(_("free until"))
    sleeps = models.PositiveSmallIntegerField(
        _("beds"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)]
    )
    double_beds = models.PositiveSmallIntegerField(
        _("double beds"),
        default=0,
        validators=[MaxValueValidator(MOST_PEOPLE)],
    )
    cots = models.PositiveSmallIntegerField(
        _("cots for babies"), default=0, validators=[MaxValueValidator(MOST_COTS)]
    )
    step_free = models.BooleanField(_("step-free"), default=False)
    takes_pets = models.BooleanField(_("pets welcome"), default=False)
    smoking = models.BooleanField(_("smoking allowed indoors"), default=False)
    presences = models.JSONField(  # null: the host was never asked, so anything may be there
        _("what’s in the home"), null=True, blank=True, validators=[validate_presences]
    )
    parking = models.BooleanField(_("parking space"), default=False)
    household = models.CharField(
        _("who lives in the home"), max_length=8, choices=HostHousehold, default=HostHousehold.NONE
    )
    access_mode = models.CharField(_("the key"), max_length=10, choices=AccessMode)
    access_hours = models.CharField(_("times for collecting the key"), max_length=120, blank=True)
    words = models.TextField(_("what guests should know"), max_length=500, blank=True)

    state = models.CharField(
        max_length=10, choices=OfferState, default=OfferState.SUBMITTED, editable=False
    )
    state_since = models.DateTimeField(default=timezone.now, editable=False)
    check_level = models.PositiveSmallIntegerField(
        default=0, editable=False, validators=[MaxValueValidator(3)]
    )
    last_confirmed_at = models.DateTimeField(null=True, editable=False)
    fresh_until = models.DateTimeField(null=True, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)  # asked before it went stale
    called_again_in = models.ForeignKey(  # the emergency for which its host was asked once more
        Activation, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = HousingOfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("housing offer")
        verbose_name_plural = _("housing offers")
        ordering = ("pk",)
        indexes = (
            models.Index(fields=("activation", "state", "fresh_until"), name="offer_freshness"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(check_out__gt=models.F("check_in")),
                name="housing_offer_has_a_night",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=OfferState.LIVE) | models.Q(fresh_until__isnull=False),
                name="live_offer_was_confirmed",
            ),
            models.UniqueConstraint(
                fields=("activation", "unit"), name="one_offer_per_unit_and_activation"
            ),
        )

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("emergency:offer", args=[self.activation.address, self.public_id])

    @property
    def public_id(self) -> str:
        return self.submission.public_id

    @property
    def reference(self) -> str:
        return self.submission.reference

    @property
    def is_shared(self) -> bool:
        return self.kind == PlaceKind.SHARED

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def is_unseen(self) -> bool:
        return self.state in UNSEEN

    @property
    def is_promised(self) -> bool:
        """A guest is agreed, or reads the home as its host has signed it."""
        signed = self.proposals.filter(state=ProposalState.OFFERED)
        return signed.exists() or self.placements.live().exists()

    @property
    def can_come_again(self) -> bool:
        """Nobody counts on it where it was lent; what was refused or suspended is for people."""
        if self.contact_id is None or self.state in {OfferState.REFUSED, OfferState.SUSPENDED}:
            return False
        return self.is_over or self.activation.state == ActivationState.CLOSED

    def key_in(self, activation: Activation) -> UUID:
        """Of its slip where it is lent again: the same for the same emergency, so once."""
        return uuid5(self.submission.key, activation.public_id)

    @property
    def lacks_hours(self) -> bool:
        """A key box opens at any hour; a person doesn't."""
        return self.access_mode != AccessMode.KEY_BOX and not self.access_hours

    @property
    def key_for_guest(self) -> str:
        """How the key changes hands, as the guest is told."""
        return str(KEY_FOR_GUEST[AccessMode(self.access_mode)])

    @property
    def key_for_coordinator(self) -> str:
        """How the key changes hands, as the coordination is told."""
        return str(KEY_FOR_COORDINATOR[AccessMode(self.access_mode)])

    @property
    def window(self) -> DateRange:
        return DateRange(self.check_in, self.check_out)

    @property
    def public_point(self) -> Point:
        return Point(self.latitude, self.longitude)

    @property
    def is_fresh(self) -> bool:
        return (
            self.state == OfferState.LIVE
            and self.fresh_until is not None
            and self.fresh_until > timezone.now()
        )


# Of a key box only its code lets anybody in; of a person who hands the key over, any of these.
HAS_ENTRY: Final = ~models.Q(access_code="") | (
    ~models.Q(offer__access_mode=AccessMode.KEY_BOX)
    & (~models.Q(floor="") | ~models.Q(bell="") | ~models.Q(entry_note=""))
)


class HousingAddress(models.Model):
    """Where the door is and what opens it: read through `reveals`, and through nothing else.

    Street and place are asked before anybody is sent there; `ENTRY_FIELDS` once both have signed.
    """

    offer = models.OneToOneField(HousingOffer, on_delete=models.CASCADE, related_name="private")
    address = models.CharField(_("address"), max_length=255)
    has_no_number = models.BooleanField(_("a place name without a number"), default=False)
    floor = models.CharField(_("floor and door"), max_length=60, blank=True)
    bell = models.CharField(_("name on the doorbell"), max_length=60, blank=True)
    access_code = models.CharField(_("key box or door code"), max_length=60, blank=True)
    entry_until = models.CharField(_("latest arrival"), max_length=120, blank=True)
    entry_note = models.TextField(_("other tips for getting in"), max_length=500, blank=True)
    directions = models.TextField(
        pgettext_lazy("emergency", "how to find the door"), max_length=500, blank=True
    )

    def __str__(self) -> str:
        return f"Address of {self.offer_id}"

    @property
    def lacks_number(self) -> bool:
        """Nobody finds a door in a street without its number; in a hamlet they do."""
        return not self.has_no_number and not has_house_number(self.address)

    @property
    def has_entry(self) -> bool:
        """Whoever arrives can get in, as `HAS_ENTRY` asks the database."""
        if self.offer.access_mode == AccessMode.KEY_BOX:
            return bool(self.access_code)
        return bool(self.access_code or self.floor or self.bell or self.entry_note)


class Helper(models.Model):
    """Somebody who gives time."""

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="helper")
    activation = models.ForeignKey(Activation, on_delete=models.PROTECT, related_name="helpers")
    contact = models.OneToOneField(
        Contact, null=True, on_delete=models.SET_NULL, related_name="helper"
    )
    skills = models.JSONField(_("what you can do"), default=list)
    words = models.TextField(_("when and where"), max_length=500, blank=True)
    phone_digest = models.CharField(max_length=32, blank=True, db_index=True, editable=False)
    email_digest = models.CharField(max_length=32, blank=True, db_index=True, editable=False)
    called_at = models.DateTimeField(null=True, editable=False)
    left_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.submission.reference
