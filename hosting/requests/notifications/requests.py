"""What the two sides of a request hear."""

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.notifications.actions import notices
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Proposal, Request
from hosting.requests.selectors.guest_side import guest_side_of, other_managers
from hosting.requests.signals import request_handed_over
from hosting.requests.states import ProposalState, RequestState

REQUEST_SENT = ("requests/email/request_sent.txt", "requests/email/request_reminder.txt")
PROPOSAL_MADE = "requests/email/proposal_made.txt"
REQUEST_CONSIDERED = "requests/email/request_considered.txt"


def notify_host_of_request(request: Request) -> None:
    _notify_host_side(request, REQUEST_SENT[0])


def remind_host(request: Request) -> None:
    _notify_host_side(request, REQUEST_SENT[1])


def dismiss_request_notices(request: Request) -> None:
    """It has been answered, or there is nothing left to answer."""
    for template in REQUEST_SENT:
        notices.dismiss_for_all(template, request)


def dismiss_proposal_notices(request: Request) -> None:
    """None of them waits for an answer any more."""
    for proposal in request.proposals.all():
        notices.dismiss_for_all(PROPOSAL_MADE, proposal)


def notify_guest_of_consideration(request: Request) -> None:
    _notify_guest_side(request, REQUEST_CONSIDERED)


def notify_guest_of_refusal(request: Request) -> None:
    """Of one of several, the guest hears once: what became of all (`notify_guest_of_release`)."""
    notices.dismiss_for_all(REQUEST_CONSIDERED, request)
    if request.request_set_id is None:
        _notify_guest_side(request, "requests/email/request_declined.txt")


def notify_of_withdrawal(request: Request, by: Actor) -> None:
    """The host, and whoever else of the guest's side takes part: a colleague may withdraw it."""
    name = by.display_name if isinstance(by, User) and by.pk != request.guest_id else ""
    colleagues = [] if request.on_behalf_of_id is None else guest_side_of(request)
    others = [person for person in colleagues if person != by]
    for person in (*request.host_side(), *others):
        notices.notify(person, "requests/email/request_withdrawn.txt", request, by=name)


def notify_guest_of_expiry(request: Request) -> None:
    """Unless it is one of several: as for a refusal."""
    if request.request_set_id is None:
        _notify_guest_side(request, "requests/email/request_expired.txt")


def notify_host_of_expiry(request: Request) -> None:
    _notify_host_side(request, "requests/email/request_lapsed.txt")


def notify_guest_of_hidden_offer(request: Request) -> None:
    _notify_guest_side(request, "requests/email/offer_hidden.txt")


def notify_guest_of_left_host(request: Request) -> None:
    """What was agreed stands, and waits for a colleague like what was asked."""
    is_agreed = request.state == RequestState.AGREED
    for person in _guest_side(request):
        notices.notify(person, "requests/email/host_left.txt", request, is_agreed=is_agreed)


def notify_of_new_host(request: Request) -> None:
    """The guest reads who receives them now; what waits for an answer waits for the new host.

    Co-hosts know of it already.
    """
    new_host, *co_hosts = request.host_side()
    for template in REQUEST_SENT:
        notices.dismiss_for_all(template, request, but=co_hosts)
    _notify_guest_side(request, "requests/email/host_changed.txt")
    proposal = request.proposals.filter(state=ProposalState.OPEN).last()
    is_of_guest = proposal is not None and not proposal.is_by_host
    if proposal is not None and is_of_guest:
        notices.dismiss_for_all(PROPOSAL_MADE, proposal, but=co_hosts)
    if request.state == RequestState.SENT:
        notices.notify(new_host, REQUEST_SENT[0], request)
    elif proposal is not None and is_of_guest:
        notices.notify(new_host, PROPOSAL_MADE, proposal)
    request_handed_over.send(sender=Request, request=request)


def notify_other_of_proposal(proposal: Proposal) -> None:
    request = proposal.request
    others = _guest_side(request) if proposal.is_by_host else request.host_side()
    for person in others:
        notices.notify(person, PROPOSAL_MADE, proposal)


def notify_both_of_agreement(agreement: Agreement) -> None:
    """Also whoever said yes: reference, address and calendar file belong into both mailboxes.

    Who manages the organisation that is bound now, and took no part, reads that it is.
    """
    both = _both_sides(agreement.request)
    for person in both:
        notices.notify(person, "requests/email/agreement_made.txt", agreement)
    if agreement.on_behalf_of_id is not None:
        for person in other_managers(agreement.on_behalf_of_id, agreement.request, both):
            notices.notify(person, "requests/email/agreement_in_your_name.txt", agreement)


def notify_both_of_cancellation(agreement: Agreement, by: Actor) -> None:
    """Also whoever cancelled: the calendar file takes the days out of their calendar as well."""
    name = by.display_name if isinstance(by, User) else "Hirondelle"
    for person in _both_sides(agreement.request):
        is_own = isinstance(by, User) and by.pk == person.pk
        notices.notify(
            person, "requests/email/agreement_cancelled.txt", agreement, by=name, is_own=is_own
        )


def notify_guest_of_no_show(agreement: Agreement) -> None:
    for person in _guest_side(agreement.request):
        notices.notify(person, "requests/email/agreement_no_show.txt", agreement)


def invite_notes(agreement: Agreement) -> None:
    """Not who asked for an organisation and left it before: others were there."""
    guests = [] if agreement.request.asker_left_at else [agreement.guest]
    for person in (*guests, agreement.host):
        notices.notify(person, "requests/email/agreement_completed.txt", agreement)


def _both_sides(request: Request) -> list[User]:
    return [*_guest_side(request), *request.host_side()]


def _notify_host_side(request: Request, template: str) -> None:
    for person in request.host_side():
        notices.notify(person, template, request)


def _guest_side(request: Request) -> list[User]:
    return [request.guest] if request.on_behalf_of_id is None else guest_side_of(request)


def _notify_guest_side(request: Request, template: str) -> None:
    for person in _guest_side(request):
        notices.notify(person, template, request)
