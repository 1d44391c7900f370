"""On which terms: money is one of nine modes, and every price may be explained."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from core.values.money import Money
from hosting.offers.choices.lists import ExchangeMode, Means, RateUnit
from hosting.offers.models.offers import Offer


def total_of(amount: Decimal, unit: str, *, party: int, nights: int) -> Decimal:
    """So much for so many people and nights. Weeks go by sevenths; the rest is asked once."""
    times: dict[str, Decimal] = {
        RateUnit.NIGHT: Decimal(nights),
        RateUnit.PERSON_NIGHT: Decimal(nights * party),
        RateUnit.WEEK: Decimal(nights) / 7,
        RateUnit.PERSON: Decimal(party),
    }
    return (amount * times.get(unit, Decimal(1))).quantize(Decimal("0.01"))


class Terms(models.Model):
    """A rate as it was chosen: copied into requests, proposals and agreements, never linked."""

    rate_label = models.CharField(_("rate"), max_length=80)
    mode = models.CharField(
        _("exchange"), max_length=16, choices=ExchangeMode, default=ExchangeMode.PAID
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
        _("for"), max_length=16, choices=RateUnit, default=RateUnit.NIGHT
    )

    class Meta:
        abstract = True

    @property
    def money(self) -> Money | None:
        return None if self.amount is None else Money(self.amount, self.currency)

    def total_for(self, *, party: int, nights: int) -> Decimal | None:
        """What it comes to; None where the two have to speak about it."""
        if self.amount is None:
            return None
        return total_of(self.amount, self.unit_of_rate, party=party, nights=nights)


class Rate(models.Model):
    """Terms that anybody may choose. Never computed from who looks."""

    offer = ParentalKey(Offer, on_delete=models.CASCADE, related_name="rates")
    label = models.CharField(_("name"), max_length=80)
    mode = models.CharField(
        _("exchange"), max_length=16, choices=ExchangeMode, default=ExchangeMode.PAID
    )
    amount = models.DecimalField(
        _("amount"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("For a free price: what you advise."),
    )
    minimum = models.DecimalField(
        _("at least"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("For a free price only."),
    )
    currency = models.CharField(
        _("currency"), max_length=3, default="EUR", help_text=_("ISO 4217 code.")
    )
    unit = models.CharField(_("for"), max_length=16, choices=RateUnit, default=RateUnit.NIGHT)
    audience = models.CharField(_("for whom"), max_length=255, blank=True)
    details = models.CharField(_("what it holds"), max_length=255, blank=True)
    explanation = models.TextField(
        _("explain my price"),
        max_length=2000,
        blank=True,
        help_text=_("Where the money goes, or what you hope for in exchange."),
    )
    cash = models.BooleanField(_("cash"), default=True)
    transfer = models.BooleanField(_("bank transfer"), default=False)
    ancv = models.BooleanField(_("holiday vouchers (ANCV)"), default=False)
    vacaf = models.BooleanField(_("family-fund holiday aid (VACAF)"), default=False)
    local_currency = models.BooleanField(_("local currency"), default=False)
    sort_order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("rate")
        verbose_name_plural = _("rates")
        ordering = ("sort_order", "pk")

    def __str__(self) -> str:
        return self.label

    @property
    def money(self) -> Money | None:
        return None if self.amount is None else Money(self.amount, self.currency)

    def as_terms(self) -> dict[str, object]:
        """The fields of `Terms`, to be copied."""
        return {
            "rate_label": self.label,
            "mode": self.mode,
            "amount": self.amount,
            "currency": self.currency,
            "unit_of_rate": self.unit,
        }

    @property
    def means(self) -> list[Means]:
        """What is accepted, in a fixed order; nothing where no money changes hands."""
        if not ExchangeMode(self.mode).asks_money:
            return []
        return [means for means in Means if getattr(self, means.value)]
