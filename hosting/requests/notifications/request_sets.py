"""What guest and hosts of a set hear: who has said yes, and what became of all of them."""

from commons.accounts.models import User
from commons.notifications.actions import notices
from hosting.requests.models.request_sets import RequestSet
from hosting.requests.models.requests import Proposal, Request
from hosting.requests.notifications.requests import (
    dismiss_proposal_notices,
    dismiss_request_notices,
    notify_host_of_expiry,
)
from hosting.requests.states import RequestState

MAIL = "requests/email/"


def notify_other_of_hold(request: Request, proposal: Proposal, by: User) -> None:
    """One of several: whoever didn't say it hears of it, and what it waits for."""
    dismiss_proposal_notices(request)
    dismiss_request_notices(request)
    other = request.guest if by.pk == request.host_id else request.host
    notices.notify(other, f"{MAIL}request_held.txt", proposal, by=by.display_name)


def notify_host_of_release(request: Request) -> None:
    notices.notify(request.host, f"{MAIL}request_let_go.txt", request)


def notify_host_of_deadline(request: Request, *, silent: bool) -> None:
    if silent:
        notify_host_of_expiry(request)
    else:
        notify_host_of_release(request)


def notify_guest_of_release(request: Request) -> None:
    """Once, with the answer that ended it."""
    notices.notify(request.guest, f"{MAIL}set_let_go.txt", request)


def notify_guest_of_deadline(request_set: RequestSet) -> None:
    """Once, with somebody who hadn't said yes."""
    silent = request_set.requests.filter(state=RequestState.EXPIRED).order_by("pk").first()
    request = silent or request_set.requests.order_by("pk").first()
    if request is not None:
        notices.notify(request_set.guest, f"{MAIL}set_late.txt", request)
