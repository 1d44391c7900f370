"""How many of a product are left, as its host counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hosting.offers.models.goods import Product
from ui.forms import number_errors

if TYPE_CHECKING:
    from django.http import QueryDict


class StockForm(forms.Form):
    """`seen` is what stood on the page: somebody may agree while the host counts."""

    left = forms.IntegerField(
        label=_("How many are left?"),
        min_value=0,
        max_value=settings.HOSTING_STOCK_LIMIT,
        required=False,
        help_text=_(
            "Visitors see this number, and it goes down with each agreement. Leave it "
            "empty if you don’t keep count."
        ),
        error_messages=number_errors(
            _("Enter how many are left: from 0 to {most}."), most=settings.HOSTING_STOCK_LIMIT
        ),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, product: Product, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"left": product.stock, "seen": product.stock})
        super().__init__(*args, **kwargs)

    def show_stock_of_now(self, product: Product) -> None:
        """After a refusal: what is sent next is about the number that is on the page now."""
        data = cast("QueryDict", self.data).copy()
        data["seen"] = "" if product.stock is None else str(product.stock)
        self.data = data
