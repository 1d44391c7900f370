"""What the two sides of a request hear."""

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.notifications.actions import notices
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Proposal, Request

REQUEST_SENT = ("requests/email/request_sent.txt", "requests/email/request_reminder.txt")
PROPOSAL_MADE = "requests/email/proposal_made.txt"
REQUEST_CONSIDERED = "requests/email/request_considered.txt"


def notify_host_of_request(request: Request) -> None:
    notices.notify(request.host, REQUEST_SENT[0], request)


def remind_host(request: Request) -> None:
    notices.notify(request.host, REQUEST_SENT[1], request)


def dismiss_request_notices(request: Request) -> None:
    """It has been answered, or there is nothing left to answer."""
    for template in REQUEST_SENT:
        notices.dismiss(request.host, template, request)


def dismiss_proposal_notices(request: Request) -> None:
    """None of them waits for an answer any more."""
    for proposal in request.proposals.all():
        for person in (request.host, request.guest):
            notices.dismiss(person, PROPOSAL_MADE, proposal)


def notify_guest_of_consideration(request: Request) -> None:
    notices.notify(request.guest, REQUEST_CONSIDERED, request)


def notify_guest_of_refusal(request: Request) -> None:
    notices.dismiss(request.guest, REQUEST_CONSIDERED, request)
    notices.notify(request.guest, "requests/email/request_declined.txt", request)


def notify_host_of_withdrawal(request: Request) -> None:
    notices.notify(request.host, "requests/email/request_withdrawn.txt", request)


def notify_guest_of_expiry(request: Request) -> None:
    notices.notify(request.guest, "requests/email/request_expired.txt", request)


def notify_host_of_expiry(request: Request) -> None:
    notices.notify(request.host, "requests/email/request_lapsed.txt", request)


def notify_guest_of_hidden_offer(request: Request) -> None:
    notices.notify(request.guest, "requests/email/offer_hidden.txt", request)


def notify_other_of_proposal(proposal: Proposal) -> None:
    request = proposal.request
    other = request.guest if proposal.by_id == request.host_id else request.host
    notices.notify(other, PROPOSAL_MADE, proposal)


def notify_both_of_agreement(agreement: Agreement) -> None:
    """Also whoever said yes: reference, address and calendar file belong into both mailboxes."""
    for person in (agreement.guest, agreement.host):
        notices.notify(person, "requests/email/agreement_made.txt", agreement)


def notify_both_of_cancellation(agreement: Agreement, by: Actor) -> None:
    """Also whoever cancelled: the calendar file takes the days out of their calendar as well."""
    name = by.display_name if isinstance(by, User) else "Hirondelle"
    for person in (agreement.guest, agreement.host):
        notices.notify(person, "requests/email/agreement_cancelled.txt", agreement, by=name)


def notify_guest_of_no_show(agreement: Agreement) -> None:
    notices.notify(agreement.guest, "requests/email/agreement_no_show.txt", agreement)


def invite_notes(agreement: Agreement) -> None:
    for person in (agreement.guest, agreement.host):
        notices.notify(person, "requests/email/agreement_completed.txt", agreement)
