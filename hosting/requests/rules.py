"""Who may ask, propose, agree, tell something in confidence, and ask a host who doesn't answer."""

import rules

from commons.accounts.permissions import Visitor
from commons.accounts.rules import has_verified_email
from hosting.communities.rules import is_coordinator, is_person_of
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.concerns import Concern
from hosting.requests.models.requests import Proposal, Request
from hosting.requests.states import RequestState


@rules.predicate
def is_guest(person: Visitor, request: Request) -> bool:
    return request.guest_id == person.pk


@rules.predicate
def is_host(person: Visitor, request: Request) -> bool:
    return request.host_id == person.pk


@rules.predicate
def is_other_side(person: Visitor, proposal: Proposal) -> bool:
    """One of the two, and not the one who proposes."""
    parties = {proposal.request.guest_id, proposal.request.host_id}
    return person.pk in parties - {proposal.by_id}


@rules.predicate
def is_agreed(person: Visitor, request: Request) -> bool:
    """The two have agreed and stand by it, or have met."""
    return request.state in {RequestState.AGREED, RequestState.COMPLETED}


@rules.predicate
def keeps_contacts(person: Visitor, request: Request) -> bool:
    """The agreement is not over for longer than HOSTING_CONTACTS_DAYS."""
    agreement: Agreement | None = getattr(request, "agreement", None)
    return agreement is not None and not agreement.contacts_expired


@rules.predicate
def has_begun(person: Visitor, request: Request) -> bool:
    """The day that the two agreed on has come."""
    return request.agreement.has_begun


@rules.predicate
def reads_concern(person: Visitor, concern: Concern) -> bool:
    return Concern.objects.readable_by(person).filter(pk=concern.pk).exists()


is_party = is_guest | is_host

rules.add_perm("requests.send_request", rules.is_active & has_verified_email)
rules.add_perm("requests.send_request_set", rules.is_active & has_verified_email)
rules.add_perm("requests.see_request", rules.is_active & is_party)
rules.add_perm("requests.propose_terms", rules.is_active & is_party)
rules.add_perm("requests.agree_to_proposal", rules.is_active & is_other_side)
rules.add_perm("requests.consider_request", rules.is_active & is_host)
rules.add_perm("requests.decline_request", rules.is_active & is_host)
rules.add_perm("requests.withdraw_request", rules.is_active & is_guest)
rules.add_perm("requests.expire_request", rules.always_deny)  # left to SYSTEM
rules.add_perm("requests.expire_request_set", rules.always_deny)  # left to SYSTEM
rules.add_perm("requests.remind_of_request", rules.always_deny)  # left to SYSTEM
rules.add_perm("requests.delete_reason", rules.always_deny)  # left to SYSTEM
rules.add_perm("requests.cancel_agreement", rules.is_active & is_party)
rules.add_perm("requests.complete_agreement", rules.always_deny)  # left to SYSTEM
rules.add_perm("requests.report_no_show", rules.is_active & is_host)
rules.add_perm("requests.report_no_show_now", rules.is_active & is_host & is_agreed & has_begun)
rules.add_perm("requests.see_contacts", rules.is_active & is_party & is_agreed & keeps_contacts)
rules.add_perm("requests.erase_contacts", rules.always_deny)  # left to SYSTEM
rules.add_perm("requests.erase_offer", rules.always_deny)  # left to SYSTEM
rules.add_perm("requests.report_concern", rules.is_active & is_party)
rules.add_perm("requests.settle_concern", rules.is_active & reads_concern)
rules.add_perm("requests.erase_concern", rules.always_deny)  # left to SYSTEM
rules.add_perm(
    "requests.remind_unresponsive_host", rules.is_active & ~is_person_of & is_coordinator
)
rules.add_perm("requests.pause_unresponsive_host", rules.is_active & ~is_person_of & is_coordinator)
