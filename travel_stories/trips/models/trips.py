"""A trip: what kind of group goes where, when, and for how many days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commons.accounts.permissions import Visitor
from commons.geography.models import Locality
from core.db.locks import LockingQuerySet
from core.ids import new_public_id, url_slug
from hosting.communities.models.terms import Need
from travel_stories.collaboration.models import VersionedRoot
from travel_stories.trips.choices import Noun, TripKind, Visibility
from travel_stories.trips.currencies import currency_in_use
from travel_stories.trips.models.parts import Undoable
from travel_stories.trips.states import TripState
from travel_stories.trips.validators import LONGEST_TRIP, MOST_PEOPLE, check_currency

OPEN = (TripState.PLANNED, TripState.SETTLED)
SETTLING = (*OPEN, TripState.TRAVELLED, TripState.CANCELLED)  # debts outlive a trip


class TripQuerySet(LockingQuerySet["Trip"]):
    def existing(self) -> Self:
        return self.exclude(state=TripState.DELETED)

    def of_person(self, visitor: Visitor) -> Self:
        """Trips in which this person has a seat today."""
        if not visitor.is_authenticated:
            return self.none()
        return self.existing().filter(members__person=visitor.pk, members__left_at=None)

    def ended(self, today: date) -> Self:
        """Settled, and the last day has passed."""
        begun = self.filter(state=TripState.SETTLED, starts_on__lt=today)
        over = [trip.pk for trip in begun if trip.last_day is not None and trip.last_day < today]
        return begun.filter(pk__in=over)


class Trip(Undoable, VersionedRoot):
    """Planned by its members. `last_number` counts every change of anything in it."""

    NOUN = Noun.TRIP
    SEE_PERMISSION = "trips.see_trip"
    WORDS: ClassVar = (
        "title",
        "kind",
        "words",
        "starts_on",
        "days",
        "earliest",
        "latest",
        "locality",
        "route",
        "adults",
        "children",
        "age_from",
        "age_until",
        "budget",
        "currency",
        "subsidy",
        "visibility",
    )
    LISTS: ClassVar = ("needs",)

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(_("who’s travelling"), max_length=16, choices=TripKind)
    title = models.CharField(_("title"), max_length=120)
    words = models.TextField(_("what you have in mind"), max_length=4000, blank=True)
    state = models.CharField(max_length=12, choices=TripState, default=TripState.PLANNED)
    state_since = models.DateTimeField(auto_now_add=True)
    visibility = models.CharField(
        _("who can view the trip"), max_length=12, choices=Visibility, default=Visibility.MEMBERS
    )
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    days = models.PositiveSmallIntegerField(
        _("days"), validators=[MinValueValidator(1), MaxValueValidator(LONGEST_TRIP)]
    )
    earliest = models.DateField(_("earliest start"), null=True, blank=True)
    latest = models.DateField(_("latest return"), null=True, blank=True)
    locality = models.ForeignKey(
        Locality,
        verbose_name=_("where"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    route = models.CharField(
        _("planned route"),
        max_length=200,
        blank=True,
        help_text=_("For example: from Tours to Loches, along the Indre."),
    )
    adults = models.PositiveSmallIntegerField(
        _("adults"), default=1, validators=[MaxValueValidator(MOST_PEOPLE)]
    )
    children = models.PositiveSmallIntegerField(
        _("children"), default=0, validators=[MaxValueValidator(MOST_PEOPLE)]
    )
    age_from = models.PositiveSmallIntegerField(
        _("youngest child’s age"), null=True, blank=True, validators=[MaxValueValidator(17)]
    )
    age_until = models.PositiveSmallIntegerField(
        _("oldest child’s age"), null=True, blank=True, validators=[MaxValueValidator(17)]
    )
    budget = models.PositiveBigIntegerField(_("budget, in cents"), null=True, blank=True)
    currency = models.CharField(
        _("currency"), max_length=3, default="EUR", validators=[check_currency]
    )
    subsidy = models.PositiveBigIntegerField(
        _("subsidy per person, in cents"), null=True, blank=True
    )  # of a works council
    needs = models.ManyToManyField(Need, verbose_name=_("needs"), blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TripQuerySet.as_manager()

    class Meta:
        verbose_name = _("trip")
        verbose_name_plural = _("trips")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("travel_stories:trip-detail", args=[self.address])

    @property
    def address(self) -> str:
        return url_slug(self.title, self.public_id)

    @property
    def party(self) -> int:
        return self.adults + self.children

    @property
    def is_open(self) -> bool:
        """May still be changed."""
        return self.state in OPEN

    @property
    def is_settling(self) -> bool:
        """Money may still be noted: people settle up after the way back, or the cancellation."""
        return self.state in SETTLING

    @property
    def last_day(self) -> date | None:
        return self.date_of(self.days)

    def fit(self, trip: models.Model) -> None:
        """Days that came back may be too few: steps without a day are found and placed again.

        A currency doesn't come back under expenses that are reckoned in another one.
        """
        self.steps.filter(day__gt=self.days).update(day=None)
        if reckoned := currency_in_use(self):
            self.currency = reckoned

    def date_of(self, day: int | None) -> date | None:
        """The date of day 1, 2, …; nothing while the dates are to be found."""
        if self.starts_on is None or day is None:
            return None
        return self.starts_on + timedelta(days=day - 1)
