"""What the two sides of a request hear."""

from commons.accounts.actions import notices
from commons.accounts.models import User
from commons.accounts.permissions import Actor
from hosting.models import Agreement, Note, Proposal, Request

ASKED = ("hosting/email/request_sent.txt", "hosting/email/request_reminder.txt")
PROPOSED = "hosting/email/proposal_made.txt"
CONSIDERED = "hosting/email/request_considered.txt"


def tell_host_of_request(request: Request) -> None:
    notices.tell(request.host, ASKED[0], request)


def remind_host(request: Request) -> None:
    notices.tell(request.host, ASKED[1], request)


def put_away_question(request: Request) -> None:
    """It has been answered, or there is nothing left to answer."""
    for template in ASKED:
        notices.put_away(request.host, template, request)


def put_away_proposals(request: Request) -> None:
    """None of them waits for an answer any more."""
    for proposal in request.proposals.all():
        for person in (request.host, request.guest):
            notices.put_away(person, PROPOSED, proposal)


def tell_guest_of_perhaps(request: Request) -> None:
    notices.tell(request.guest, CONSIDERED, request)


def tell_guest_of_refusal(request: Request) -> None:
    notices.put_away(request.guest, CONSIDERED, request)
    notices.tell(request.guest, "hosting/email/request_declined.txt", request)


def tell_host_of_withdrawal(request: Request) -> None:
    notices.tell(request.host, "hosting/email/request_withdrawn.txt", request)


def tell_guest_of_silence(request: Request) -> None:
    notices.tell(request.guest, "hosting/email/request_expired.txt", request)


def tell_host_of_silence(request: Request) -> None:
    notices.tell(request.host, "hosting/email/request_lapsed.txt", request)


def tell_other_of_proposal(proposal: Proposal) -> None:
    request = proposal.request
    other = request.guest if proposal.by_id == request.host_id else request.host
    notices.tell(other, PROPOSED, proposal)


def tell_other_of_agreement(agreement: Agreement, by: User) -> None:
    for person in _others(agreement, by):
        notices.tell(person, "hosting/email/agreement_made.txt", agreement)


def tell_others_of_cancellation(agreement: Agreement, by: Actor) -> None:
    for person in _others(agreement, by):
        notices.tell(person, "hosting/email/agreement_cancelled.txt", agreement)


def tell_guest_of_no_show(agreement: Agreement) -> None:
    notices.tell(agreement.guest, "hosting/email/agreement_no_show.txt", agreement)


def invite_notes(agreement: Agreement) -> None:
    for person in (agreement.guest, agreement.host):
        notices.tell(person, "hosting/email/agreement_completed.txt", agreement)


def tell_of_waiting_note(note: Note) -> None:
    """That there are words, and never which."""
    notices.tell(note.about, "hosting/email/note_waiting.txt", note)


def tell_of_note(note: Note) -> None:
    notices.tell(note.about, "hosting/email/note_left.txt", note)


def _others(agreement: Agreement, by: Actor) -> list[User]:
    return [person for person in (agreement.guest, agreement.host) if person != by]
