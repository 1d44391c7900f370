"""The other side of a house swap, as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from commons.accounts.models import User
from hosting.offers.models.stays import Unit
from hosting.requests.models.requests import Request
from hosting.requests.presenters.request_terms import (
    current_terms,
    format_dates,
    format_party,
    marked_title,
)
from hosting.requests.states import RequestState

STANDING: Final = (RequestState.AGREED, RequestState.COMPLETED)


@dataclass(frozen=True, slots=True)
class SwapPanel:
    """What is given in exchange for the stay of a request. `url` is empty before the agreement.

    `rooms` are those that are big enough, until one of them is chosen by the agreement.
    """

    title: str
    home: str
    home_url: str
    rooms: list[str]
    when: str
    party: str
    reference: str
    url: str
    is_agreed: bool
    is_waiting: bool


def swap_panel(request: Request, *, reader: User) -> SwapPanel | None:
    """None of a request that is no swap, without a query."""
    other = request.counterpart
    if other is None:
        return None
    terms = current_terms(other)
    agreement = getattr(other, "agreement", None)
    if not request.is_waiting and request.state not in STANDING:
        title = _("The other half of the swap")
    elif other.guest_id == reader.pk:
        title = _("In exchange, you stay at %(name)s’s") % {"name": other.host.display_name}
    else:
        title = _("In exchange, %(name)s stays at yours") % {"name": other.guest.display_name}
    return SwapPanel(
        title=title,
        home=marked_title(other.offer),
        home_url="" if other.offer.erased_at else other.offer.get_absolute_url(),
        rooms=_rooms_of(other) if request.is_waiting else [],
        when=format_dates(terms),
        party=format_party(terms),
        reference=agreement.reference if agreement else "",
        url=other.get_absolute_url() if agreement or request.is_counterpart else "",
        is_agreed=request.is_agreed and other.is_agreed,
        is_waiting=request.is_waiting,
    )


def _rooms_of(request: Request) -> list[str]:
    """The names of the units of a stay in which so many can sleep. One query."""
    terms = current_terms(request)
    units = Unit.objects.filter(stay=request.offer_id).sleeping(terms.adults + terms.children)
    return list(units.values_list("name", flat=True))
