"""What one takes home, and what costs nothing: products and tips."""

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.offers import Offer, OfferQuerySet


class Product(Offer):
    """Something made here: food, a craft, a book."""

    KIND: ClassVar[OfferKind] = OfferKind.PRODUCT

    opening = models.CharField(
        _("when to come"), max_length=255, blank=True, help_text=_("Saturdays, or by telephone.")
    )
    stock = models.PositiveSmallIntegerField(
        _("pieces left"), null=True, blank=True, validators=[MinValueValidator(0)]
    )
    shop_url = models.URLField(_("shop elsewhere"), blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")


class Tip(Offer):
    """A piece of advice, never for money: where to swim, which lane to take."""

    KIND: ClassVar[OfferKind] = OfferKind.TIP

    best_time = models.CharField(_("best time"), max_length=160, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("tip")
        verbose_name_plural = _("tips")
