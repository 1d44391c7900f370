"""A stay, and the units one sleeps in."""

from __future__ import annotations

from datetime import date, time
from typing import ClassVar, Final, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.accounts.permissions import Visitor
from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from hosting.offers.choices.lists import Amenity, Bathroom, BedKind, LodgingKind, OfferKind
from hosting.offers.models.offers import Offer, OfferQuerySet
from hosting.offers.models.workspaces import Workspace
from hosting.offers.states import OfferState
from hosting.offers.validators import validate_amenities

# Where the Code du tourisme applies; overseas departments have codes of their own in gazetteers.
FRENCH_COUNTRIES: Final = frozenset({"FR", "GF", "GP", "MQ", "RE", "YT"})


class Stay(Offer):
    """A home, or a part of one, where a host takes guests."""

    KIND: ClassVar[OfferKind] = OfferKind.STAY
    OUTSIDE_REVISIONS: ClassVar[tuple[str, ...]] = (
        *Offer.OUTSIDE_REVISIONS,
        "registration_number",  # declared on one's honour, like the rest below
        "is_main_residence",
        "declared_at",
        "declared_version",
    )

    lodging_kind = models.CharField(
        _("type of accommodation"), max_length=16, choices=LodgingKind, default=LodgingKind.IN_HOME
    )
    amenities = models.JSONField(
        _("amenities"), default=list, blank=True, validators=[validate_amenities]
    )
    house_rules = models.TextField(_("house rules"), max_length=3000, blank=True)
    min_nights = models.PositiveSmallIntegerField(
        _("minimum nights"), default=1, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    max_nights = models.PositiveSmallIntegerField(
        _("maximum nights"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    arrival_from = models.TimeField(_("earliest arrival time"), default=time(16))
    departure_until = models.TimeField(_("latest departure time"), default=time(11))
    registration_number = models.CharField(
        _("registration number"),
        max_length=40,
        blank=True,
        help_text=_(
            "If your accommodation has one. It’s shown on the offer’s page "
            "(French Code du tourisme, L. 324-1-1)."
        ),
    )
    is_main_residence = models.BooleanField(_("this is my main home"), null=True, blank=True)
    declared_at = models.DateTimeField(null=True, editable=False)
    declared_version = models.PositiveSmallIntegerField(null=True, editable=False)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("stay")
        verbose_name_plural = _("stays")

    @property
    def needs_declaration(self) -> bool:
        """Its host has to swear (Code du tourisme, L. 324-2-1): in France, and while no place is
        known.
        """
        return self.place is None or self.place.locality.country in FRENCH_COUNTRIES

    @property
    def amenities_in_order(self) -> list[Amenity]:
        """In the order of the list; a code that is no more isn't told."""
        return [amenity for amenity in Amenity if amenity.value in self.amenities]


class UnitQuerySet(LockingQuerySet["Unit"]):
    def of_offer(self, pk: int) -> Self:
        """Those of a stay or of a workspace, in the order of the host."""
        return self.filter(models.Q(stay=pk) | models.Q(workspace=pk))

    def of_host(self, person: Visitor) -> Self:
        """Those of the stays and workspaces of this host, whatever state these are in."""
        offers = Offer.objects.of_host(person).order_by().values("pk")
        return self.filter(models.Q(stay__in=offers) | models.Q(workspace__in=offers))

    def not_withdrawn(self) -> Self:
        """Without those whose offer is no longer there for anybody."""
        kept = self.exclude(stay__state=OfferState.WITHDRAWN)
        return kept.exclude(workspace__state=OfferState.WITHDRAWN)

    def sleeping(self, party: int) -> Self:
        """Big enough for so many, the smallest first."""
        return self.filter(sleeps__gte=party).order_by("sleeps", "pk")


class Unit(models.Model):
    """What one party has to itself: the whole house, one room, one desk. Outside every revision.

    It belongs to a stay, and is taken by nights, or to a workspace, and is taken by half-days. At
    a workspace `sleeps` is the number of people who can work there.
    """

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    # Whoever asks a unit for its stay knows that it has one; `offer` answers for both.
    stay: models.ForeignKey[Stay, Stay] = models.ForeignKey(  # type: ignore[misc]
        Stay, null=True, blank=True, on_delete=models.CASCADE, related_name="units"
    )
    workspace = models.ForeignKey(
        Workspace, null=True, blank=True, on_delete=models.CASCADE, related_name="units"
    )
    name = models.CharField(_("name"), max_length=80)
    sleeps = models.PositiveSmallIntegerField(
        _("sleeping places"), validators=[MinValueValidator(1), MaxValueValidator(200)]
    )
    bathroom = models.CharField(
        _("bathroom"), max_length=12, choices=Bathroom, default=Bathroom.SHARED
    )
    sort_order = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ("sort_order", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(stay__isnull=False) ^ models.Q(workspace__isnull=False),
                name="unit_of_stay_or_workspace",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def offer(self) -> Offer:
        """The stay or the workspace that it belongs to."""
        return self.stay if self.workspace is None else self.workspace

    def is_offered_on(self, day: date) -> bool:
        """Whether the season, and the weekdays of a workspace, hold this day."""
        if self.workspace is not None:
            return self.workspace.is_open_on(day)
        return self.stay.is_in_season(day.month)


class UnitBed(models.Model):
    """So many beds of one kind."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="beds")
    kind = models.CharField(_("bed"), max_length=12, choices=BedKind, default=BedKind.DOUBLE)
    count = models.PositiveSmallIntegerField(
        _("number"), default=1, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("unit", "kind"), name="one_row_per_unit_and_bed"),
        )

    def __str__(self) -> str:
        return BedKind(self.kind).counted(self.count)
