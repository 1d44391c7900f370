"""What one takes home, and what costs nothing: products and tips."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.offers import Offer, OfferQuerySet

if TYPE_CHECKING:
    from wagtail.models import Revision

    from commons.accounts.models import User


class Product(Offer):
    """Something made here: food, a craft, a book.

    `stock` is how many are left; None where the host doesn't count them. It stands outside every
    draft: a change counts at once.
    """

    KIND: ClassVar[OfferKind] = OfferKind.PRODUCT
    OUTSIDE_REVISIONS: ClassVar[tuple[str, ...]] = (*Offer.OUTSIDE_REVISIONS, "stock")

    opening = models.CharField(
        _("when to come"),
        max_length=255,
        blank=True,
        help_text=_(
            "For example: afternoons are best, ring the bell. You’ll enter "
            "opening hours in another step."
        ),
    )
    stock = models.PositiveSmallIntegerField(
        _("quantity in stock"), null=True, blank=True, validators=[MinValueValidator(0)]
    )
    shop_url = models.URLField(_("link to your shop"), blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")

    @transaction.atomic
    def publish(self, revision: Revision, user: User | None = None, **options: Any) -> None:
        """Publishing writes the whole row: without this a stock that fell meanwhile would rise.

        `revision.content_object` is the row that Wagtail fills with the draft.
        """
        Offer.objects.locked(self.pk, no_key=True)
        revision.content_object.refresh_from_db(fields=["stock"])
        super().publish(revision, user=user, **options)


class Tip(Offer):
    """A piece of advice, never for money: where to swim, which lane to take."""

    KIND: ClassVar[OfferKind] = OfferKind.TIP

    best_time = models.CharField(_("best time"), max_length=160, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("tip")
        verbose_name_plural = _("tips")
