"""What is offered on behalf of an organisation, on its page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from commons.accounts.panels import Panel
from commons.organisations.models import Organisation
from core.pagination import InvalidCursorError, Page, paginate
from hosting.offers.models.offers import Offer
from hosting.public_pages.presenters.cards import cards_of

PAGE_SIZE: Final = 12


def organisation_panels(organisation: Organisation, cursor: str) -> Iterable[Panel]:
    """Its offers that anybody may see, the newest first; a wrong cursor gives the first of them.

    None while the organisation is hidden.
    """
    if organisation.is_hidden:
        return
    try:
        page = _page_of(organisation, cursor)
    except InvalidCursorError:
        page = _page_of(organisation, "")
    after = urlencode({"after": page.next_cursor})
    yield Panel(
        title=_("Offered on its behalf"),
        template="public_pages/parts/organisation_offers.html",
        rows=cards_of(offer.pk for offer in page.rows),
        url=f"?{after}" if page.next_cursor else "",
    )


def _page_of(organisation: Organisation, cursor: str) -> Page[Offer]:
    rows = Offer.objects.public().filter(on_behalf_of=organisation)
    scope = f"offers of {organisation.pk}"
    return paginate(rows, by=("-pk",), scope=scope, cursor=cursor, size=PAGE_SIZE)
