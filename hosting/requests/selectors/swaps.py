"""What somebody may give in a house swap, and both of its homes."""

from __future__ import annotations

from commons.accounts.models import User
from hosting.offers.choices.lists import ExchangeMode, OfferKind
from hosting.offers.models.offers import Offer, OfferQuerySet
from hosting.offers.models.rates import Rate
from hosting.requests.models.requests import Request


def swappable_stays(person: User) -> OfferQuerySet:
    """Published stays of this person with a rate for a house swap, in the order of their titles."""
    swapped = Rate.objects.filter(mode=ExchangeMode.HOUSE_SWAP).values("offer")
    mine = Offer.objects.public().of_host(person)
    return mine.filter(kind=OfferKind.STAY, pk__in=swapped).order_by("title", "pk")


def units_spoken_about(request: Request) -> set[int]:
    """Of the request and its proposals, and of a swap those of both homes."""
    other = request.counterpart
    sides = [request] if other is None else [request, other]
    units = {side.unit_id for side in sides}
    units |= {one.unit_id for side in sides for one in side.proposals.all()}
    return {unit for unit in units if unit is not None}
