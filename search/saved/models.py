"""What somebody keeps to hear of it: a search with what is new, a product that is gone."""

from __future__ import annotations

from datetime import timedelta
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.permissions import Visitor
from commons.privacy.registries.consents import ConsentPurpose
from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from hosting.offers.models.goods import Product

SEARCH_EMAILS: Final = ConsentPurpose(
    code="searches.emails",
    title=_("Emails about a saved search"),
    words=_("email me when a new offer matches"),
    data=_("your email address and what you search for"),
    recipients=_("no one else"),
)

STOCK_EMAILS: Final = ConsentPurpose(
    code="searches.stock",
    title=_("An email when a product is back in stock"),
    words=_("Email me when it’s back in stock"),
    data=_("your email address and the product"),
    recipients=_("no one else"),
)


class SavedSearchQuerySet(LockingQuerySet["SavedSearch"]):
    def visible_to(self, person: Visitor) -> Self:
        """One's own: nobody else knows what somebody looks for."""
        return self.filter(owner=person.pk)

    def to_look_at(self, every: timedelta) -> Self:
        """Whose owner wants mails and may still come in, and that nobody asked for so long."""
        due = timezone.now() - every
        return self.filter(mails=True, owner__is_active=True, looked_at__lte=due).order_by("pk")


class SavedSearch(models.Model):
    """`query` is the address of the list as it was understood, without its page."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(_("name"), max_length=120)
    query = models.CharField(max_length=4_000, editable=False)
    mails = models.BooleanField(_("email me when a new offer matches"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    looked_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("owner", "query"), name="one_search_once_a_person"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The list, asked again."""
        return f"{reverse('search:offer-list')}?{self.query}"


class StockWatchQuerySet(models.QuerySet["StockWatch"]):
    def visible_to(self, person: Visitor) -> Self:
        """One's own: nobody else knows what somebody waits for."""
        return self.filter(owner=person.pk)

    def with_products(self) -> Self:
        """With the product, and whether its page is there for everybody (`is_public`)."""
        public = Product.objects.public().filter(pk=models.OuterRef("product"))
        return self.select_related("product").annotate(is_public=models.Exists(public))


class StockWatch(models.Model):
    """Somebody waits until there is more of a product. The row goes with the one email."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="stock_watches"
    )
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="stock_watches")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = StockWatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("product that someone is waiting for")
        verbose_name_plural = _("products that someone is waiting for")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("owner", "product"), name="one_watch_a_product"),
        )

    def __str__(self) -> str:
        return f"Watch {self.pk} of {self.product_id}"
