"""What a mail about a saved search needs, and the button of a product that is gone."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.template.context import RequestContext
from django.urls import reverse

from hosting.offers.models.goods import Product
from hosting.offers.models.offers import Offer
from search.saved.models import SavedSearch, StockWatch
from search.saved.selectors import unsubscribe_token

register = template.Library()


@register.simple_tag
def quiet_url(saved: SavedSearch) -> str:
    """Where one press ends the mails."""
    return f"{settings.BASE_URL}{reverse('search:search-quiet', args=[unsubscribe_token(saved)])}"


@register.inclusion_tag("saved_searches/parts/stock_watch.html", takes_context=True)
def stock_watch(context: RequestContext, offer: Offer) -> dict[str, Any]:
    """A button for whoever wants to hear when there is more; nothing while there is some.

    One read, for members who look at a product of which none is left.
    """
    product, person = offer.specific, context["request"].user
    if not isinstance(product, Product) or product.stock != 0 or product.host_id == person.pk:
        return {"is_shown": False}
    after_login = urlencode({"next": product.get_absolute_url()})
    watches = StockWatch.objects.visible_to(person)
    return {
        "is_shown": True,
        "is_member": person.is_authenticated,
        "is_waiting": person.is_authenticated and watches.filter(product=product.pk).exists(),
        "public_id": product.public_id,
        "login_url": f"{reverse('account_login')}?{after_login}",
        "csrf_token": context.get("csrf_token"),
    }
