"""One person blocks another: what they have not agreed yet ends, what they have agreed stays."""

from __future__ import annotations

from django.db.models import Q

from commons.accounts.models import User
from commons.conversations.actions import remove_participant
from commons.conversations.models import Thread
from hosting.cohosts.models import CoHost
from hosting.requests.actions.requests import decline_request, withdraw_request
from hosting.requests.models.requests import Request
from hosting.requests.states import OPEN_STATES


def end_open_requests(blocker: User, blocked: User) -> None:
    """Decline what they were asked, withdraw what they asked; the other hears no more than that.

    A joint request ends as a whole, as always when one of it ends. A colleague who acts for an
    organisation leaves the conversations of the host, and the request of the other stays; so does
    a co-host leave those of the guest.
    """
    for host, colleague in ((blocker, blocked), (blocked, blocker)):
        others = Request.objects.filter(host=host, on_behalf_of__isnull=False)
        threads = Thread.objects.filter(request__in=others.exclude(guest=colleague))
        remove_participant(threads=threads, person=colleague)
    for guest, co_host in ((blocker, blocked), (blocked, blocker)):
        helped = CoHost.objects.active().filter(person=co_host).order_by().values("offer")
        threads = Thread.objects.filter(request__guest=guest, request__offer__in=helped)
        remove_participant(threads=threads.exclude(request__host=co_host), person=co_host)
    for request in _open_between(blocker, blocked):
        current = Request.objects.get(pk=request.pk)  # the end of another may have ended it
        if not current.is_waiting:
            continue
        if current.host_id == blocker.pk:
            decline_request(request=current, by=blocker)
        else:
            withdraw_request(request=current, by=blocker)


def _open_between(one: User, other: User) -> list[Request]:
    pair = Q(host=one, guest=other) | Q(host=other, guest=one)
    return list(Request.objects.filter(pair, state__in=OPEN_STATES).order_by("pk"))
