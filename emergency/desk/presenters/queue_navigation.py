"""A coordinator's way through the queue: which request came before this one, and which is next."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from commons.accounts.permissions import Visitor
from emergency.desk.presenters.desk import Desk, Queue, requests_on
from emergency.housing.models.requests import HousingRequest


@dataclass(frozen=True, slots=True)
class QueueNavigation:
    """Where the list is, and the neighbours in it; empty where there is none."""

    list_url: str
    before: str
    after: str


def queue_navigation(
    request: HousingRequest, desk: Desk, viewer: Visitor, *, listing: Queue, url: str
) -> QueueNavigation:
    """In the order of the queue, whether the request itself still stands in that list or not.

    `listing` is the page of it from which the request was opened.
    """
    urls = [row.url for row in listing.rows]
    here = request.get_absolute_url()
    if here in urls:
        at = urls.index(here)
        if (at or listing.page == 1) and (at + 1 < len(urls) or not listing.more):
            return QueueNavigation(url, "".join(urls[:at][-1:]), "".join(urls[at + 1 :][:1]))
    today = desk.activation.today()
    rows = requests_on(desk, viewer, listing.only).exclude(pk=request.pk).most_pressing(today)
    related = rows.select_related("submission", "activation")
    if not request.is_open:
        return QueueNavigation(url, "", _url_of(related.first()))
    rank = 0 if request.is_without_roof_tonight(today) else 1
    due, urgency, number = request.next_action_at, request.urgency, request.pk
    same = Q(next_action_at=due)
    alike = same & Q(urgency=urgency)
    earlier = Q(next_action_at__lt=due) | same & Q(urgency__gt=urgency) | alike & Q(pk__lt=number)
    later = Q(next_action_at__gt=due) | same & Q(urgency__lt=urgency) | alike & Q(pk__gt=number)
    before = related.filter(Q(rank__lt=rank) | Q(rank=rank) & earlier).reverse().first()
    after = related.filter(Q(rank__gt=rank) | Q(rank=rank) & later).first()
    return QueueNavigation(url, _url_of(before), _url_of(after))


def _url_of(request: HousingRequest | None) -> str:
    return request.get_absolute_url() if request is not None else ""
