"""What guest and hosts of a set hear: who has said yes, and what became of all of them."""

from collections.abc import Sequence

from commons.accounts.models import User
from commons.notifications.actions import notices
from hosting.requests.models.request_sets import RequestSet
from hosting.requests.models.requests import Proposal, Request
from hosting.requests.notifications.requests import (
    dismiss_proposal_notices,
    dismiss_request_notices,
    notify_host_of_expiry,
)
from hosting.requests.rules import reads_as_host
from hosting.requests.selectors.guest_side import guest_side_of
from hosting.requests.states import RequestState

MAIL = "requests/email/"


def notify_other_of_hold(request: Request, proposal: Proposal, by: User) -> None:
    """One of several: whoever didn't say it hears of it, and what it waits for."""
    dismiss_proposal_notices(request)
    dismiss_request_notices(request)
    others = guest_side_of(request) if reads_as_host(request, by) else request.host_side()
    for other in others:
        notices.notify(other, f"{MAIL}request_held.txt", proposal, by=by.display_name)


def notify_hosts_of_release(requests: Sequence[Request]) -> None:
    """Each host once, however many of theirs the set asked for: the mail lists them."""
    for request in _one_for_each_host(requests):
        for person in request.host_side():
            notices.notify(person, f"{MAIL}request_let_go.txt", request)


def notify_hosts_of_deadline(requests: Sequence[Request]) -> None:
    """Each host once: of what they left unanswered, else that all of theirs is released."""
    unanswered = [one for one in requests if one.state == RequestState.EXPIRED]
    for request in _one_for_each_host(unanswered):
        notify_host_of_expiry(request)
    silent = {one.host_id for one in unanswered}
    notify_hosts_of_release([one for one in requests if one.host_id not in silent])


def _one_for_each_host(requests: Sequence[Request]) -> list[Request]:
    return list({one.host_id: one for one in reversed(requests)}.values())[::-1]


def notify_guest_of_release(request: Request) -> None:
    """Once, with the answer that ended it: all who take part on the guest's side."""
    for person in guest_side_of(request):
        notices.notify(person, f"{MAIL}set_let_go.txt", request)


def notify_guest_of_deadline(request_set: RequestSet) -> None:
    """Once, with somebody who hadn't said yes."""
    silent = request_set.requests.filter(state=RequestState.EXPIRED).order_by("pk").first()
    request = silent or request_set.requests.order_by("pk").first()
    if request is not None:
        for person in guest_side_of(request):
            notices.notify(person, f"{MAIL}set_late.txt", request)
