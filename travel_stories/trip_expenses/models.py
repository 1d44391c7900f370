"""Money that a member laid out, for whom, and money that went from one to another."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.values.money import converted, split
from travel_stories.collaboration.models import PartQuerySet
from travel_stories.trip_expenses.choices import ExpenseKind, Split
from travel_stories.trip_expenses.errors import CurrencyChangedError
from travel_stories.trip_expenses.validators import MOST_UNITS
from travel_stories.trips.choices import Noun
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.parts import Part
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.validators import check_currency


class ExpenseQuerySet(PartQuerySet["Expense"]):
    def newest_first(self) -> Self:
        return self.order_by("-spent_on", "-pk")


class Expense(Part):
    """One bill. Amounts are whole minor units: of its own currency in `amount`, of the trip's in
    `cents`, by a rate that a person wrote and that stays.

    `shares` says what was chosen (key of a seat: weight), `owed` what it comes to in `cents`.
    Shares have no life without their bill, so they go with it through history and undo.
    """

    NOUN = Noun.EXPENSE
    WORDS: ClassVar = (
        "title",
        "kind",
        "spent_on",
        "payer",
        "amount",
        "currency",
        "rate",
        "rate_source",
        "split",
        "shares",
    )

    title = models.CharField(_("what it was for"), max_length=120)
    kind = models.CharField(_("type"), max_length=12, choices=ExpenseKind)
    spent_on = models.DateField(_("day"))
    payer = models.ForeignKey(
        TripMember, verbose_name=_("who paid"), on_delete=models.RESTRICT, related_name="expenses"
    )
    amount = models.PositiveBigIntegerField(
        _("amount"), validators=[MinValueValidator(1), MaxValueValidator(MOST_UNITS)]
    )
    currency = models.CharField(_("currency"), max_length=3, validators=[check_currency])
    rate = models.DecimalField(
        pgettext_lazy("trip", "exchange rate"),
        max_digits=18,
        decimal_places=9,
        null=True,
        blank=True,
    )  # how much of the trip's currency one of this one buys; nothing where they are the same
    rate_source = models.CharField(_("source of the rate"), max_length=120, blank=True)
    split = models.CharField(_("how it’s split"), max_length=8, choices=Split, default=Split.EQUAL)
    shares = models.JSONField(_("who it’s for"))
    unit = models.CharField(max_length=3, editable=False)  # the trip's currency at the time
    cents = models.PositiveBigIntegerField(editable=False)
    owed = models.JSONField(editable=False)

    objects = ExpenseQuerySet.as_manager()

    class Meta:
        verbose_name = _("expense")
        verbose_name_plural = _("expenses")
        indexes = (models.Index(fields=("trip", "spent_on"), name="expense_by_day"),)

    def __str__(self) -> str:
        return self.title

    def reckon(self) -> None:
        """Say what it comes to in the trip's currency, and for whom; the seats in their order."""
        self.cents = converted(
            self.amount, self.rate or Decimal(1), of=self.currency, into=self.unit
        )
        seats = sorted(self.shares, key=int)
        parts = split(self.cents, [self.shares[seat] for seat in seats])
        self.owed = dict(zip(seats, parts, strict=True))

    def fit(self, trip: Trip) -> None:  # type: ignore[override]
        """What comes back is reckoned anew, in the currency that it was written for."""
        if self.is_present and self.unit != trip.currency:
            raise CurrencyChangedError
        self.reckon()

    @property
    def is_repayment(self) -> bool:
        return self.kind == ExpenseKind.REPAYMENT

    @property
    def is_foreign(self) -> bool:
        return self.currency != self.unit
