"""On which terms: money is one of nine modes, and every price may be explained."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from core.languages import page_language
from core.values.dates import DateRange
from core.values.half_days import HalfDay
from core.values.money import Money
from hosting.offers.choices.lists import ExchangeMode, Means, RateName, RateUnit
from hosting.offers.models.offers import Offer
from hosting.offers.models.stay_prices import (
    UNITS_WITH_SEASONS,
    Amounts,
    PriceSeason,
    StayPrices,
    seasons_from,
)

LEAST_HOURS: Final = Decimal("0.5")
MOST_HOURS: Final = Decimal(200)
MOST_DAYS_DUE: Final = 365  # after the end of what was agreed


def rate_label_of(name: str, mode: str, words: str) -> str:
    """What a rate is called: a name of the list in the language of the reader, else the words."""
    return RateName(name).in_words(mode) if name in RateName else words


class PricedByNights(models.Model):
    """Amounts for whole weeks, whole months and seasons, beside `amount`."""

    week_amount = models.DecimalField(
        _("amount for a week"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("For every seven nights in a row at the usual price, if this is cheaper."),
    )
    month_amount = models.DecimalField(
        _("amount for a month"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("For every thirty nights in a row at the usual price, if this is cheaper."),
    )
    seasons = models.JSONField(_("seasons"), default=list, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def price_seasons(self) -> list[PriceSeason]:
        """The earliest first."""
        return seasons_from(self.seasons)

    def _prices(self, amount: Decimal | None, unit: str) -> StayPrices | None:
        """None where the two have to speak about the sum."""
        if amount is None:
            return None
        amounts = Amounts(amount, self.week_amount, self.month_amount)
        return StayPrices(amounts, unit, self.price_seasons if self.seasons else ())


class ExchangeFacts(models.Model):
    """How much help a service is, and what a currency is called that isn't a state's."""

    hours = models.DecimalField(
        _("hours of help"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(LEAST_HOURS), MaxValueValidator(MOST_HOURS)],
    )
    currency_name = models.CharField(
        _("name of the currency"),
        max_length=40,
        blank=True,
        help_text=_("For example Eusko. Guests see it beside the amount."),
    )

    class Meta:
        abstract = True


class Terms(PricedByNights, ExchangeFacts):
    """A rate as it was chosen: copied into requests, proposals and agreements, never linked.

    `rate_label` and `rate_language` are its name as both read it then. A name of the list is read
    in the reader's language, as long as the list has it.
    """

    rate_name = models.CharField(_("name of the rate"), max_length=16, blank=True)
    rate_label = models.CharField(_("rate"), max_length=80)
    rate_language = models.CharField(_("language of the rate"), max_length=10, blank=True)
    mode = models.CharField(
        _("type of exchange"), max_length=16, choices=ExchangeMode, default=ExchangeMode.PAID
    )
    amount = models.DecimalField(
        _("amount"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    unit_of_rate = models.CharField(
        _("how this rate is charged"), max_length=16, choices=RateUnit, default=RateUnit.NIGHT
    )
    in_return = models.CharField(_("in return"), max_length=255, blank=True)
    due_date = models.DateField(_("due date"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def prices(self) -> StayPrices | None:
        return self._prices(self.amount, self.unit_of_rate)

    @property
    def rate_in_words(self) -> str:
        """The name of the rate, for whoever reads."""
        return rate_label_of(self.rate_name, self.mode, self.rate_label)

    @property
    def money(self) -> Money | None:
        return None if self.amount is None else Money(self.amount, self.currency)

    def total_for(
        self,
        *,
        party: int,
        dates: DateRange | None,
        quantity: int = 1,
        half_days: Collection[HalfDay] = (),
    ) -> Decimal | None:
        """What it comes to; None where the two have to speak about it."""
        prices = self.prices
        if prices is None:
            return None
        return prices.total(party=party, dates=dates, quantity=quantity, half_days=half_days)


class Rate(PricedByNights, ExchangeFacts):
    """Terms that anybody may choose. Never computed from who looks."""

    offer = ParentalKey(Offer, on_delete=models.CASCADE, related_name="rates")
    name = models.CharField(_("name"), max_length=16, choices=RateName, blank=True)
    own_name = models.CharField(
        _("name in your own words"),
        max_length=80,
        blank=True,
        help_text=_("Only if no name on the list fits."),
    )
    mode = models.CharField(
        _("type of exchange"), max_length=16, choices=ExchangeMode, default=ExchangeMode.PAID
    )
    amount = models.DecimalField(
        _("amount"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("For “Pay what you can”, the amount you suggest."),
    )
    minimum = models.DecimalField(
        _("minimum amount"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Only for “Pay what you can”."),
    )
    currency = models.CharField(
        _("currency"),
        max_length=3,
        default="EUR",
        help_text=_("A code of three letters, for example EUR."),
    )
    unit = models.CharField(
        _("how this rate is charged"), max_length=16, choices=RateUnit, default=RateUnit.NIGHT
    )
    audience = models.CharField(_("who it’s for"), max_length=255, blank=True)
    details = models.CharField(_("what’s included"), max_length=255, blank=True)
    due_within_days = models.PositiveSmallIntegerField(
        _("days to do it"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS_DUE)],
        help_text=_("Counted from the end of the visit. Leave empty if there’s no hurry."),
    )
    explanation = models.TextField(
        _("about your price"),
        max_length=2000,
        blank=True,
        help_text=_("Where the money goes, or what you’d like in return."),
    )
    cash = models.BooleanField(_("cash"), default=True)
    transfer = models.BooleanField(_("bank transfer"), default=False)
    ancv = models.BooleanField(_("holiday vouchers (ANCV)"), default=False)
    vacaf = models.BooleanField(_("family allowance holiday aid (VACAF)"), default=False)
    local_currency = models.BooleanField(_("local currency"), default=False)
    sort_order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("rate")
        verbose_name_plural = _("rates")
        ordering = ("sort_order", "pk")
        constraints = (
            models.CheckConstraint(
                name="rate_is_named_once",
                condition=(models.Q(own_name="") & ~models.Q(name=""))
                | (models.Q(name="") & ~models.Q(own_name="")),
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What it is called: from the list in the reader’s language, else as the host wrote."""
        return rate_label_of(self.name, self.mode, self.own_name)

    @property
    def money(self) -> Money | None:
        return None if self.amount is None else Money(self.amount, self.currency)

    @property
    def prices(self) -> StayPrices | None:
        return self._prices(self.amount, self.unit)

    @property
    def has_seasons(self) -> bool:
        """Whether its amount may differ from season to season."""
        return ExchangeMode(self.mode).asks_money and self.unit in UNITS_WITH_SEASONS

    @property
    def wanted_in_return(self) -> str:
        """What guests do, bring or lend instead of paying; nothing in any other mode."""
        mode = ExchangeMode(self.mode)
        return self.details if mode.asks_return or mode.is_swap else ""

    def as_terms(self, language: str, *, ends: date | None = None) -> dict[str, object]:
        """The fields of `Terms`, to be copied. `language` is that of the offer.

        `ends` is the last day of what is asked for; today where it has none.
        """
        mode = ExchangeMode(self.mode)
        due_date = None
        if mode.asks_return and self.due_within_days is not None:
            due_date = (ends or timezone.localdate()) + timedelta(days=self.due_within_days)
        return {
            "rate_name": self.name,
            "rate_label": self.label,
            "rate_language": page_language() if self.name else language,
            "mode": self.mode,
            "amount": self.amount,
            "currency": self.currency,
            "unit_of_rate": self.unit,
            "week_amount": self.week_amount,
            "month_amount": self.month_amount,
            "seasons": self.seasons,
            "hours": self.hours if mode == ExchangeMode.SERVICE else None,
            "currency_name": self.currency_name if mode.has_own_currency else "",
            "in_return": self.wanted_in_return,
            "due_date": due_date,
        }

    @property
    def means(self) -> list[Means]:
        """What is accepted, in a fixed order; nothing where no money changes hands."""
        if not ExchangeMode(self.mode).asks_money:
            return []
        return [means for means in Means if getattr(self, means.value)]
