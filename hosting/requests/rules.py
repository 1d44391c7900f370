"""Who may ask, propose, agree, tell something in confidence, and ask a host who doesn't answer."""

import rules

from commons.accounts.permissions import Visitor
from commons.accounts.rules import has_verified_email
from commons.blocking.models import PersonBlock
from commons.organisations.rules import acts_for, manages
from hosting.cohosts.models import CoHost
from hosting.communities.rules import is_coordinator, is_person_of
from hosting.offers.models.offers import Offer
from hosting.offers.rules import works_on
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.concerns import Concern
from hosting.requests.models.requests import Proposal, Request
from hosting.requests.models.saved_replies import SavedReply
from hosting.requests.states import RequestState


@rules.predicate
def is_guest(person: Visitor, request: Request) -> bool:
    return request.guest_id == person.pk


@rules.predicate
def is_host(person: Visitor, request: Request) -> bool:
    return request.host_id == person.pk


@rules.predicate
def asks_for_themselves(person: Visitor, request: Request) -> bool:
    return request.guest_id == person.pk and request.on_behalf_of_id is None


@rules.predicate
def acts_for_guest(person: Visitor, request: Request) -> bool:
    """By a running mandate of the organisation that asks, and with no block between them.

    A host stays the host.
    """
    if request.on_behalf_of_id is None or request.host_id == person.pk:
        return False
    if not person.is_authenticated or not acts_for(person, request.on_behalf_of):
        return False
    if person.pk == request.guest_id:
        return True
    blocks = PersonBlock.objects.between(person, [request.host])
    return not blocks.exists() and not answers_for_host(person, request)


@rules.predicate
def answers_for_host(person: Visitor, request: Request) -> bool:
    """A co-host who answers requests for the offer, with no block between them and the guest.

    The guest stays the guest, and who answers for the host is not on the other side as well. Who
    swaps houses decides for themselves: they also travel.
    """
    if request.swap_id is not None:
        return False
    if not person.is_authenticated or person.pk in {request.host_id, request.guest_id}:
        return False
    if not CoHost.objects.answering(person).filter(offer=request.offer_id).exists():
        return False
    return not PersonBlock.objects.between(person, [request.guest]).exists()


@rules.predicate
def has_left_it_to_colleagues(person: Visitor, request: Request) -> bool:
    """Asked for an organisation, acts for it no longer, and others took over."""
    if request.asker_left_at is None or request.guest_id != person.pk:
        return False
    return not acts_for_guest(person, request)


@rules.predicate
def is_other_side(person: Visitor, proposal: Proposal) -> bool:
    """On one of the two sides, and not on that which proposes."""
    return is_party(person, proposal.request) and may_answer_proposal(proposal, person)


def reads_as_host(request: Request, reader: Visitor) -> bool:
    """Whether this reader, who may see the request, is the host or answers for them.

    No query for guest and host, nor where the request comes with `reader_answers`.
    """
    if reader.pk in {request.host_id, request.guest_id}:
        return request.host_id == reader.pk
    known: bool | None = getattr(request, "reader_answers", None)
    return bool(answers_for_host(reader, request)) if known is None else known


def may_answer_proposal(proposal: Proposal, person: Visitor) -> bool:
    """Of the other side, on which several people may be; nobody accepts what they proposed."""
    if proposal.by_id == person.pk:
        return False
    return proposal.is_by_host != reads_as_host(proposal.request, person)


@rules.predicate
def is_counterpart(person: Visitor, request: Request) -> bool:
    """The other side of a swap: it is answered with the request itself."""
    return request.is_counterpart


@rules.predicate
def is_of_counterpart(person: Visitor, proposal: Proposal) -> bool:
    return proposal.request.is_counterpart


@rules.predicate
def is_agreed(person: Visitor, request: Request) -> bool:
    """The two have agreed and stand by it, or have met."""
    return request.state in {RequestState.AGREED, RequestState.COMPLETED}


@rules.predicate
def is_of_goods(person: Visitor, request: Request) -> bool:
    """Something is handed over, and nobody stays."""
    return request.quantity is not None


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


@rules.predicate
def may_take_over(person: Visitor, offer: Offer) -> bool:
    """Acts for the organisation, once its host does so no longer; who manages it at any time."""
    organisation = offer.on_behalf_of
    if organisation is None or not offer.is_of_organisation or not acts_for(person, organisation):
        return False
    return bool(manages(person, organisation)) or not acts_for(offer.host, organisation)


@rules.predicate
def is_new_host(person: Visitor, offer: Offer) -> bool:
    """They pressed twice."""
    return bool(works_on(person, offer))


@rules.predicate
def owns_saved_reply(person: Visitor, reply: SavedReply) -> bool:
    return reply.host_id == person.pk


is_guest_side = is_guest | acts_for_guest
is_host_side = is_host | answers_for_host
is_party = is_guest | is_host_side | acts_for_guest
binds_party = is_host_side | asks_for_themselves | acts_for_guest
"""Who asked for an organisation and acts for it no longer is on its side, and binds nobody."""

rules.add_perm("requests.send_request", rules.is_active & has_verified_email)
rules.add_perm("requests.send_request_set", rules.is_active & has_verified_email)
rules.add_perm("requests.see_request", rules.is_active & is_party)
rules.add_perm("requests.propose_terms", rules.is_active & ~is_counterpart & is_party)
rules.add_perm("requests.agree_to_proposal", rules.is_active & ~is_of_counterpart & is_other_side)
rules.add_perm("requests.consider_request", rules.is_active & ~is_counterpart & is_host_side)
rules.add_perm("requests.decline_request", rules.is_active & is_host_side)
rules.add_perm(
    "requests.withdraw_request", rules.is_active & is_guest_side & ~has_left_it_to_colleagues
)
rules.add_perm("requests.answer_request", rules.is_active & is_party & ~has_left_it_to_colleagues)
rules.add_perm(
    "requests.take_over_offer", rules.is_active & has_verified_email & (may_take_over | is_new_host)
)
rules.add_perm("requests.add_saved_reply", rules.is_active)
rules.add_perm("requests.change_saved_reply", rules.is_active & owns_saved_reply)
rules.add_perm("requests.expire_request", rules.always_deny)  # left to SYSTEM
rules.add_perm("requests.expire_request_set", rules.always_deny)  # left to SYSTEM
rules.add_perm("requests.remind_of_request", rules.always_deny)  # left to SYSTEM
rules.add_perm("requests.forget_terms", rules.always_deny)  # left to SYSTEM
rules.add_perm("requests.delete_reason", rules.always_deny)  # left to SYSTEM
rules.add_perm("requests.cancel_agreement", rules.is_active & binds_party)
rules.add_perm("requests.complete_agreement", rules.always_deny)  # left to SYSTEM
rules.add_perm("requests.report_hand_over", rules.is_active & is_of_goods & is_host_side)
rules.add_perm("requests.report_no_show", rules.is_active & is_host_side)
rules.add_perm(
    "requests.report_no_show_now", rules.is_active & is_host_side & is_agreed & has_begun
)
rules.add_perm("requests.see_contacts", rules.is_active & binds_party & is_agreed & keeps_contacts)
rules.add_perm("requests.erase_contacts", rules.always_deny)  # left to SYSTEM
rules.add_perm("requests.report_concern", rules.is_active & (is_guest | is_host_side))
rules.add_perm("requests.settle_concern", rules.is_active & reads_concern)
rules.add_perm("requests.erase_concern", rules.always_deny)  # left to SYSTEM
rules.add_perm(
    "requests.remind_unresponsive_host", rules.is_active & ~is_person_of & is_coordinator
)
rules.add_perm("requests.pause_unresponsive_host", rules.is_active & ~is_person_of & is_coordinator)
