"""Agreements that stand between two people although one blocks the other."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.blocking.selectors import RemainingTie
from hosting.requests.models.requests import Request
from hosting.requests.states import RequestState


def standing_agreements(person: User, other: User) -> Iterable[RemainingTie]:
    """They may still write to each other about these."""
    pair = Q(host=person, guest=other) | Q(host=other, guest=person)
    agreed = Request.objects.filter(pair, state=RequestState.AGREED).select_related("offer")
    for request in agreed.order_by("pk"):
        words = _(
            "Your agreement about “%(offer)s” still applies. Until the agreement ends, you can "
            "both write to each other in its conversation. You can also cancel the agreement there."
        )
        yield RemainingTie(words % {"offer": request.offer.title}, request.get_absolute_url())
