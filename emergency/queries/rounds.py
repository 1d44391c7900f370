"""A coordinator's way through the queue: which request came before this one, and which is next."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from commons.accounts.permissions import Visitor
from emergency.models import HousingRequest
from emergency.queries.desk import Desk, requests_on


@dataclass(frozen=True, slots=True)
class Round:
    """Where the list is, and the neighbours in it; empty where there is none."""

    list_url: str
    before: str
    after: str


def round_of(request: HousingRequest, desk: Desk, viewer: Visitor, *, only: str, url: str) -> Round:
    """In the order of the queue, whether the request itself still stands in that list or not."""
    rows = requests_on(desk, viewer, only).exclude(pk=request.pk).by_clock()
    related = rows.select_related("submission", "activation")
    before = related.filter(_earlier(request)).reverse().first() if request.is_open else None
    after = related.filter(_later(request)).first() if request.is_open else related.first()
    return Round(url, _url_of(before), _url_of(after))


def _url_of(request: HousingRequest | None) -> str:
    return request.get_absolute_url() if request is not None else ""


def _later(one: HousingRequest) -> Q:
    same = Q(next_action_at=one.next_action_at)
    after = same & Q(urgency=one.urgency, pk__gt=one.pk)
    return Q(next_action_at__gt=one.next_action_at) | same & Q(urgency__lt=one.urgency) | after


def _earlier(one: HousingRequest) -> Q:
    same = Q(next_action_at=one.next_action_at)
    before = same & Q(urgency=one.urgency, pk__lt=one.pk)
    return Q(next_action_at__lt=one.next_action_at) | same & Q(urgency__gt=one.urgency) | before
