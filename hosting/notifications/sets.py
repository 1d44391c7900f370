"""What guest and hosts of a set hear: who has said yes, and what became of all of them."""

from commons.accounts.actions import notices
from commons.accounts.models import User
from hosting.enums import RequestState
from hosting.models import Proposal, Request, RequestSet
from hosting.notifications.requests import (
    put_away_proposals,
    put_away_question,
    tell_host_of_silence,
)

MAIL = "hosting/email/"


def tell_other_of_yes(request: Request, proposal: Proposal, by: User) -> None:
    """One of several: whoever didn't say it hears of it, and what it waits for."""
    put_away_proposals(request)
    put_away_question(request)
    other = request.guest if by.pk == request.host_id else request.host
    notices.tell(other, f"{MAIL}request_held.txt", proposal, by=by.display_name)


def tell_host_of_letting_go(request: Request) -> None:
    notices.tell(request.host, f"{MAIL}request_let_go.txt", request)


def tell_host_of_deadline(request: Request, *, silent: bool) -> None:
    if silent:
        tell_host_of_silence(request)
    else:
        tell_host_of_letting_go(request)


def tell_guest_of_letting_go(request: Request) -> None:
    """Once, with the answer that ended it."""
    notices.tell(request.guest, f"{MAIL}set_let_go.txt", request)


def tell_guest_of_deadline(together: RequestSet) -> None:
    """Once, with somebody who hadn't said yes."""
    silent = together.requests.filter(state=RequestState.EXPIRED).order_by("pk").first()
    shown = silent or together.requests.order_by("pk").first()
    if shown is not None:
        notices.tell(together.guest, f"{MAIL}set_late.txt", shown)
